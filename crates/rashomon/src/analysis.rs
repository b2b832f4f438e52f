//! Language analysis of a whole document: blocks analysed one by one, cut text left out, places in the document's text.

use crate::document::Document;
use crate::text::Span;
use rashomon_language as language;
pub use rashomon_language::{Dep, EntityKind, Pos};
use std::ops::Range;
use std::sync::Arc;

/// The analysis of one document. Token indices run through the whole document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Analysis {
    /// Tokens in order.
    pub tokens: Vec<Token>,
    /// Sentences in order; their token ranges tile the tokens.
    pub sentences: Vec<Sentence>,
    /// Named entities in order.
    pub names: Vec<Name>,
    /// The blocks, as ranges of sentence indices.
    pub blocks: Vec<Range<u32>>,
}

/// One token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Place in the document's text.
    pub span: Span,
    /// Penn Treebank tag.
    pub tag: &'static str,
    /// Universal part of speech.
    pub pos: Pos,
    /// Morphological features (`Number=Sing|Person=3`).
    pub morph: &'static str,
    /// Lemma.
    pub lemma: Arc<str>,
    /// Token index of the head; a root is its own head.
    pub head: u32,
    /// Label of the arc to the head.
    pub dep: Dep,
    /// Index of the sentence.
    pub sentence: u32,
}

/// One sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Its tokens.
    pub tokens: Range<u32>,
    /// From its first to its last visible token.
    pub span: Span,
    /// Index of the block it stands in.
    pub block: u32,
}

/// A named entity as the language model found it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// Its tokens.
    pub tokens: Range<u32>,
    /// Place in the document's text.
    pub span: Span,
    /// What the words name.
    pub kind: EntityKind,
}

impl Analysis {
    /// The tokens of a sentence.
    pub fn sentence_tokens(&self, sentence: u32) -> &[Token] {
        let range = &self.sentences[sentence as usize].tokens;
        &self.tokens[range.start as usize..range.end as usize]
    }

    /// Token indices of the direct dependents of a token, in order.
    pub fn children(&self, token: u32) -> impl Iterator<Item = u32> + '_ {
        let range = self.sentences[self.tokens[token as usize].sentence as usize]
            .tokens
            .clone();
        range.filter(move |&i| i != token && self.tokens[i as usize].head == token)
    }

    /// The name, as the language model sees it, that a token stands in.
    pub(crate) fn name_at(&self, token: u32) -> Option<&Name> {
        let at = self.names.partition_point(|n| n.tokens.end <= token);
        self.names.get(at).filter(|n| n.tokens.contains(&token))
    }

    /// The tokens whose spans overlap `span`, as a range of indices.
    pub fn tokens_in(&self, span: Span) -> Range<u32> {
        let start = self.tokens.partition_point(|t| t.span.end <= span.start);
        let end = self.tokens.partition_point(|t| t.span.start < span.end);
        start as u32..(end.max(start)) as u32
    }

    /// Index of the sentence that holds byte `at`, if one does.
    pub fn sentence_at(&self, at: u32) -> Option<u32> {
        let i = self.sentences.partition_point(|s| s.span.end <= at);
        (i < self.sentences.len() && self.sentences[i].span.start <= at).then_some(i as u32)
    }

    /// The leftmost and rightmost tokens of the subtree of a token, as a half-open range of indices.
    pub fn subtree(&self, token: u32) -> Range<u32> {
        let range = self.sentences[self.tokens[token as usize].sentence as usize]
            .tokens
            .clone();
        let (mut low, mut high) = (token, token);
        for i in range {
            let mut at = i;
            loop {
                if at == token {
                    low = low.min(i);
                    high = high.max(i);
                    break;
                }
                let head = self.tokens[at as usize].head;
                if head == at {
                    break;
                }
                at = head;
            }
        }
        low..high + 1
    }

    /// The span from the first to the last token of a range of token indices.
    ///
    /// # Panics
    /// If the range is empty.
    pub fn span(&self, tokens: Range<u32>) -> Span {
        self.tokens[tokens.start as usize]
            .span
            .cover(self.tokens[tokens.end as usize - 1].span)
    }
}

/// Analyses a document.
pub fn analyze(document: &Document) -> Analysis {
    let mut out = Analysis::default();
    let aside = document.set_aside();
    for block in language::blocks(&document.text) {
        let (text, pieces) = analysed_text(document, &aside, &block);
        if !text.trim().is_empty() {
            append(document, &mut out, &language::analyze(&text), &pieces);
        }
    }
    out
}

/// A block's text without what is set aside, and where each piece of it stands: (offset in the analysed text, offset in the document).
fn analysed_text(document: &Document, aside: &[Span], block: &language::Block) -> (String, Vec<(u32, u32)>) {
    let (mut text, mut pieces) = (String::new(), Vec::new());
    let mut add = |from: usize, part: &str| {
        // Where a cut leaves a space on both sides, one is enough.
        let spaced = text.is_empty() || text.ends_with(char::is_whitespace);
        let kept = if spaced { part.trim_start() } else { part };
        if !kept.is_empty() {
            pieces.push((text.len() as u32, (from + part.len() - kept.len()) as u32));
            text.push_str(kept);
        }
    };
    let mut keep = |mut from: usize, to: usize| {
        // A line wrap, with the white space around it, is one space.
        while let Some(wrap) = document.text[from..to].find(['\n', '\r']).filter(|_| block.wrapped) {
            add(from, document.text[from..from + wrap].trim_end());
            add(from + wrap, " ");
            let rest = &document.text[from + wrap..to];
            from = to - rest.trim_start().len();
        }
        add(from, &document.text[from..to]);
    };
    let mut at = block.range.start;
    let first = aside.partition_point(|span| span.end as usize <= at);
    for span in aside[first..]
        .iter()
        .take_while(|span| (span.start as usize) < block.range.end)
    {
        keep(at, (span.start as usize).max(at));
        at = span.end as usize;
    }
    keep(at.min(block.range.end), block.range.end);
    (text, pieces)
}

/// The names in what the model took for one: a body's name does not run over a comma ("in Velden, Radio Senn"), save in a list
/// ("Alcohol, Tobacco and Firearms") and before the form of a company ("Acme, Inc.").
fn apart(document: &Document, analysis: &Analysis, tokens: Range<u32>, kind: EntityKind) -> Vec<Range<u32>> {
    let word = |t: u32| analysis.tokens[t as usize].span.slice(&document.text);
    let mut commas = tokens.clone().filter(|&t| word(t) == ",");
    let (first, more) = (commas.next(), commas.next().is_some());
    let list = more || tokens.clone().any(|t| matches!(word(t), "and" | "&" | "or"));
    let company = |t: u32| t + 1 < tokens.end && word(t + 1).trim_end_matches('.').len() <= 4;
    match first.filter(|&t| matches!(kind, EntityKind::Org | EntityKind::Person) && !list && !company(t)) {
        Some(comma) => [tokens.start..comma, comma + 1..tokens.end]
            .into_iter()
            .filter(|t| t.start < t.end)
            .collect(),
        None => vec![tokens],
    }
}

fn append(document: &Document, out: &mut Analysis, block: &language::Analysis, pieces: &[(u32, u32)]) {
    let base = out.tokens.len() as u32;
    let block_index = out.blocks.len() as u32;
    let first_sentence = out.sentences.len() as u32;
    let place = |at: u32| {
        let piece = pieces[pieces.partition_point(|&(from, _)| from <= at) - 1];
        piece.1 + (at - piece.0)
    };
    for range in &block.sentences {
        let sentence = out.sentences.len() as u32;
        for token in &block.tokens[range.start as usize..range.end as usize] {
            let span = Span::new(place(token.start), place(token.end.max(token.start + 1) - 1) + 1);
            out.tokens.push(Token {
                span,
                tag: token.tag,
                pos: token.pos,
                morph: token.morph,
                lemma: token.lemma.clone(),
                head: base + token.head,
                dep: token.dep,
                sentence,
            });
        }
        let tokens = base + range.start..base + range.end;
        let mine = &out.tokens[tokens.start as usize..tokens.end as usize];
        let visible = |t: &&Token| t.pos != Pos::Space;
        let Some(first) = mine.iter().find(visible).or(mine.first()) else {
            continue;
        };
        let last = mine.iter().rfind(visible).unwrap_or(first);
        let span = first.span.cover(last.span);
        out.sentences.push(Sentence {
            tokens,
            span,
            block: block_index,
        });
    }
    for entity in &block.entities {
        for tokens in apart(document, out, base + entity.start..base + entity.end, entity.kind) {
            let span = out.span(tokens.clone());
            out.names.push(Name {
                tokens,
                span,
                kind: entity.kind,
            });
        }
    }
    out.blocks.push(first_sentence..out.sentences.len() as u32);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_wrap_is_one_space_however_it_is_written() {
        let lines = [
            "The harbour council halted the tender for three new ferries on",
            "Thursday, the mayor said, after auditors found that two of the",
            "bidders for the contract shared one address in the old town of",
            "Castelle Bay and had never built a ferry of any size before it.",
        ];
        let words = |document: &Document| -> Vec<String> {
            let analysis = analyze(document);
            let tokens = analysis.tokens.iter();
            tokens.map(|t| t.span.slice(&document.text).to_owned()).collect()
        };
        let plain = words(&Document::new("a.txt", lines.join(" ")));
        for wrap in ["\n", "\r\n", " \r\n", "\r\n  "] {
            let document = Document::new("a.txt", lines.join(wrap));
            assert_eq!(words(&document), plain, "{wrap:?}");
        }
    }
}
