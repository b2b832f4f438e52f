//! Who is said to have said what, and through whom: source, cue and content, as PARC and PolNeAR define them.
//!
//! Cues come from a lexicon of verbs, nouns, adjectives and a few fixed phrases; content and source follow from the parse;
//! quotation marks are paired on their own and each quotation is given to the cue beside it, or to the speaker it goes on from.

mod cue;
mod headline;
mod lexicon;
mod phrase;
mod quotation;
mod source;
mod speech;
mod tree;

use crate::analysis::{Analysis, Dep, Pos, Token};
use crate::document::Document;
use crate::text::Span;
use quotation::Quotation;
use serde::{Deserialize, Serialize};
use std::ops::Range;
use tree::Tree;

/// One attribution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribution {
    /// The whole attributed passage: the smallest span over source, cue and contents within reach of one another.
    pub span: Span,
    /// How the content stands to the source's words.
    pub kind: Kind,
    /// The content, in parts where a quotation is split ("...", he said, "...").
    pub content: Vec<Span>,
    /// The words that name the source, none where there is none ("it was claimed that").
    pub source: Option<Span>,
    /// Token index of the head of the source.
    pub source_head: Option<u32>,
    /// The words that link the two ("said", "according to", "told").
    pub cue: Span,
    /// What the cue lets one conclude about the content.
    pub force: Force,
    /// The outlet, paper or person through which the document has it, outermost first ("told Reuters", "in a court filing"),
    /// as spans of this document's text; the source itself is not among them.
    pub relays: Vec<Span>,
    /// Index of the attribution whose content holds this one, if one does.
    pub inside: Option<u32>,
}

/// How content stands to the source's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(rename = "AttributionKind")]
pub enum Kind {
    /// In quotation marks throughout.
    Direct,
    /// Without quotation marks.
    Indirect,
    /// Partly in quotation marks.
    Mixed,
}

/// What the cue says of the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Force {
    /// "said", "told": the source puts it forward.
    Says,
    /// "accused", "alleged", "claimed": the source puts it forward against someone, or the writer keeps a distance.
    Alleges,
    /// "denied", "rejected", "refuted": the source says it is not so, or will not do it.
    Denies,
    /// "acknowledged", "confirmed", "admitted": the source grants it.
    Grants,
    /// "hinted", "suggested", "appeared to".
    Hints,
    /// "vowed", "pledged", "plans": the source means to do it.
    Plans,
    /// "believes", "thinks", "fears", "hopes".
    Believes,
    /// "asked", "wondered whether".
    Asks,
    /// "urged", "demanded", "called for": the source wants it done.
    Urges,
    /// "praised", "criticised", "supports": the source takes a stand on the content, which is not itself put forward as so.
    Judges,
}

/// An attribution in the making, in token indices.
#[derive(Debug, Clone)]
struct Draft {
    /// The word that makes it an attribution: a verb, a noun, "according".
    head: u32,
    cue: Range<u32>,
    force: Force,
    content: Vec<Range<u32>>,
    source: Option<Range<u32>>,
    source_head: Option<u32>,
    /// Whether a quotation beside it may be its content.
    speaks: bool,
}

/// A document with what every step asks of it.
struct Reader<'a> {
    text: &'a str,
    analysis: &'a Analysis,
    tokens: &'a [Token],
    tree: Tree<'a>,
    quotations: Vec<Quotation>,
    /// For every token one more than the index of the quotation it stands in, zero for none.
    quoted: Vec<u32>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, analysis: &'a Analysis) -> Self {
        let quotations = quotation::quotations(text, analysis);
        let mut quoted = vec![0; analysis.tokens.len()];
        for (i, quotation) in quotations.iter().enumerate() {
            quoted[quotation.tokens.start as usize..quotation.tokens.end as usize].fill(i as u32 + 1);
        }
        Self {
            text,
            analysis,
            tokens: &analysis.tokens,
            tree: Tree::new(analysis),
            quotations,
            quoted,
        }
    }

    fn token(&self, i: u32) -> &'a Token {
        &self.tokens[i as usize]
    }

    fn word(&self, i: u32) -> &'a str {
        self.token(i).span.slice(self.text)
    }

    fn is(&self, i: u32, words: &[&str]) -> bool {
        let word = self.word(i);
        words.iter().any(|w| w.eq_ignore_ascii_case(word))
    }

    fn dep(&self, i: u32) -> Dep {
        self.token(i).dep
    }

    /// The head of a token, none for a root.
    fn head(&self, i: u32) -> Option<u32> {
        let head = self.token(i).head;
        (head != i).then_some(head)
    }

    fn is_verb(&self, i: u32) -> bool {
        matches!(self.token(i).pos, Pos::Verb | Pos::Aux)
    }

    fn in_quotation(&self, i: u32) -> bool {
        self.quoted[i as usize] != 0
    }

    fn sentence(&self, i: u32) -> Range<u32> {
        self.analysis.sentences[self.token(i).sentence as usize].tokens.clone()
    }

    fn block(&self, i: u32) -> u32 {
        self.analysis.sentences[self.token(i).sentence as usize].block
    }
}

/// The tokens of each quotation, marks included, in order.
pub(crate) fn quoted(document: &Document, analysis: &Analysis) -> Vec<Range<u32>> {
    quotation::quotations(&document.text, analysis)
        .into_iter()
        .map(|q| q.tokens)
        .collect()
}

/// Finds the attributions of a document, in order of their spans.
pub fn attributions(document: &Document, analysis: &Analysis) -> Vec<Attribution> {
    let reader = Reader::new(&document.text, analysis);
    let mut drafts = cue::drafts(&reader);
    speech::give_quotations(&reader, &mut drafts);
    drafts.retain(|draft| !draft.content.is_empty());
    let mut out: Vec<Attribution> = drafts.iter().map(|draft| finish(&reader, draft)).collect();
    nest(&reader, &drafts, &mut out);
    out
}

fn finish(reader: &Reader, draft: &Draft) -> Attribution {
    let span = |range: &Range<u32>| reader.analysis.span(range.clone());
    let content: Vec<Span> = draft.content.iter().map(span).collect();
    let (source, cue) = (draft.source.as_ref().map(span), span(&draft.cue));
    let mut whole = source.map_or(cue, |s| s.cover(cue));
    for part in &content {
        whole = whole.cover(*part);
    }
    Attribution {
        span: whole,
        kind: kind(reader, draft),
        content,
        source,
        source_head: draft.source_head,
        cue,
        force: draft.force,
        relays: Vec::new(),
        inside: None,
    }
}

fn kind(reader: &Reader, draft: &Draft) -> Kind {
    let words = draft.content.iter().cloned().flatten();
    let mut words = words.filter(|&i| !matches!(reader.token(i).pos, Pos::Punct | Pos::Space));
    let (mut quoted, mut plain) = (false, false);
    words.by_ref().for_each(|i| {
        if reader.in_quotation(i) {
            quoted = true
        } else {
            plain = true
        }
    });
    match (quoted, plain) {
        (true, false) => Kind::Direct,
        (true, true) => Kind::Mixed,
        _ => Kind::Indirect,
    }
}

/// Says of each attribution which one's content holds it: the one with the shortest content that does.
fn nest(reader: &Reader, drafts: &[Draft], out: &mut [Attribution]) {
    let mut parts: Vec<(u32, Range<u32>)> = Vec::new();
    for (i, draft) in drafts.iter().enumerate() {
        parts.extend(draft.content.iter().map(|part| (i as u32, part.clone())));
    }
    parts.sort_by_key(|(i, part)| (std::cmp::Reverse(part.len()), *i));
    let mut holder = vec![None; reader.tokens.len()];
    for (i, part) in parts {
        holder[part.start as usize..part.end as usize].fill(Some(i));
    }
    for (i, draft) in drafts.iter().enumerate() {
        out[i].inside = holder[draft.head as usize].filter(|&holder| holder != i as u32);
    }
}
