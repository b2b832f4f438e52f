//! Who is said to have said what, and through whom: source, cue and content, as PARC and PolNeAR define them.
//!
//! Cues come from a lexicon of verbs, nouns, adjectives and a few fixed phrases; content and source follow from the parse;
//! quotation marks are paired on their own and each quotation is given to the cue beside it, or to the speaker it goes on from.

mod cue;
mod headline;
mod lexicon;
mod origin;
mod phrase;
mod quotation;
mod relay;
mod source;
mod speech;
mod tree;

use crate::analysis::{Analysis, Dep, Pos, Token};
use crate::document::Document;
use crate::text::Span;
pub use origin::{DocumentOrigin, OriginKind};
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
    /// Token index of the head of the source; of whoever made it, where the source is a paper ("the company's lawsuit").
    pub source_head: Option<u32>,
    /// The words that name the first speaker, where they are not the source's as a whole.
    pub speaker: Option<Span>,
    /// The words that link the two ("said", "according to", "told").
    pub cue: Span,
    /// What the cue lets one conclude about the content.
    pub force: Force,
    /// Whether someone tells something: a person, a body or a paper, by a cue of telling ("the results suggest" is none).
    pub speech: bool,
    /// The outlets and papers through which the document has it, outermost first ("told Reuters", "in a court filing"); the
    /// source itself is not among them, nor is the source of an attribution that this one stands inside.
    pub relays: Vec<Relay>,
    /// The shortest passage that shows it: source, cue, relays and at least the beginning (or end) of the content, bounded.
    pub passage: Span,
    /// Index of the attribution whose content holds this one, if one does.
    pub inside: Option<u32>,
}

/// Something between a document and an attribution's source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Relay {
    /// The words that name it.
    pub span: Span,
    /// Token index of their head, none where they stand aside from analysis (an agency in a dateline).
    pub head: Option<u32>,
    /// Whether it is an outlet; else it is a paper.
    pub outlet: bool,
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

impl Force {
    /// Whether what stands inside the content is known from the source: it is told of, not wished, planned or judged.
    pub fn passes_on(self) -> bool {
        matches!(
            self,
            Self::Says | Self::Alleges | Self::Denies | Self::Grants | Self::Hints
        )
    }
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
    /// Whose attribution cites this one's source: words and head.
    via: Option<(Span, u32)>,
}

/// A document with what every step asks of it.
struct Reader<'a> {
    text: &'a str,
    analysis: &'a Analysis,
    tokens: &'a [Token],
    tree: Tree<'a>,
    quotations: Vec<Quotation>,
    /// The document's own outlet, folded.
    own: String,
    agency: Option<Span>,
    /// Papers with their authors: token, kind, the author's head; in order.
    authors: Vec<(u32, usize, u32)>,
    /// For every token one more than the index of the quotation it stands in, zero for none.
    quoted: Vec<u32>,
}

impl<'a> Reader<'a> {
    fn new(document: &'a Document, analysis: &'a Analysis) -> Self {
        let text = &*document.text;
        let quotations = quotation::quotations(text, analysis);
        let mut quoted = vec![0; analysis.tokens.len()];
        for (i, quotation) in quotations.iter().enumerate() {
            quoted[quotation.tokens.start as usize..quotation.tokens.end as usize].fill(i as u32 + 1);
        }
        let mut reader = Self {
            text,
            analysis,
            agency: document.agency,
            authors: Vec::new(),
            tokens: &analysis.tokens,
            tree: Tree::new(analysis),
            quotations,
            own: crate::name::fold(document.outlet()),
            quoted,
        };
        reader.authors = relay::authors(&reader);
        reader
    }

    fn token(&self, i: u32) -> &'a Token {
        &self.tokens[i as usize]
    }

    fn word(&self, i: u32) -> &'a str {
        self.token(i).span.slice(self.text)
    }

    /// The lemma in lower case.
    fn lower(&self, i: u32) -> std::borrow::Cow<'a, str> {
        let lemma = &*self.token(i).lemma;
        if lemma.chars().any(char::is_uppercase) {
            lemma.to_lowercase().into()
        } else {
            lemma.into()
        }
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

    /// The tokens of the block that a token stands in.
    fn block_tokens(&self, i: u32) -> Range<u32> {
        let sentences = &self.analysis.blocks[self.block(i) as usize];
        let tokens = |s: u32| &self.analysis.sentences[s as usize].tokens;
        tokens(sentences.start).start..tokens(sentences.end - 1).end
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
    let reader = Reader::new(document, analysis);
    let mut drafts = cue::drafts(&reader);
    cue::cited(&reader, &mut drafts);
    speech::give_quotations(&reader, &mut drafts);
    drafts.retain(|draft| !draft.content.is_empty());
    let mut out: Vec<Attribution> = drafts.iter().map(|draft| finish(&reader, draft)).collect();
    nest(&reader, &drafts, &mut out);
    out
}

/// Finds the origins that a document says it draws on, in order of the passages that show them; `attributions` are its own.
pub fn origins(document: &Document, analysis: &Analysis, attributions: &[Attribution]) -> Vec<DocumentOrigin> {
    origin::origins(&Reader::new(document, analysis), attributions)
}

fn finish(reader: &Reader, draft: &Draft) -> Attribution {
    let span = |range: &Range<u32>| reader.analysis.span(range.clone());
    let content: Vec<Span> = draft.content.iter().map(span).collect();
    let (source, cue) = (draft.source.as_ref().map(span), span(&draft.cue));
    let mut whole = source.map_or(cue, |s| s.cover(cue));
    for part in &content {
        whole = whole.cover(*part);
    }
    let (relays, speaker) = relay::relays(reader, draft);
    Attribution {
        span: whole,
        kind: kind(reader, draft),
        content,
        source,
        source_head: speaker.or(draft.source_head),
        speaker: speaker.and_then(|s| source::phrase(reader, s).tokens).map(|t| span(&t)),
        cue,
        force: draft.force,
        speech: draft.force.passes_on() && draft.source_head.is_some_and(|head| can_tell(reader, head)),
        passage: passage(reader, draft, &relays),
        relays,
        inside: None,
    }
}

/// Whether a noun can stand for one who tells something.
fn can_tell(reader: &Reader, head: u32) -> bool {
    let lemma = reader.lower(head);
    let known = |list: &[&str]| list.contains(&&*lemma);
    matches!(reader.token(head).pos, Pos::Propn | Pos::Pron)
        || crate::name::lexicon::role(&lemma).is_some()
        || known(lexicon::PAPERS)
        || known(lexicon::DATA)
        || reader.is(head, lexicon::OUTLETS)
}

/// Most characters of a passage, white space not counted.
const PASSAGE: usize = 170;

/// The cue with source, relays and content, as far as they fit: the cue's side of a long content, nothing that is far off.
fn passage(reader: &Reader, draft: &Draft, relays: &[Relay]) -> Span {
    let mut span = reader.analysis.span(draft.cue.clone());
    let fits = |span: Span| span.len() as usize <= 4 * PASSAGE && visible(span.slice(reader.text)) <= PASSAGE;
    let source = draft.source.iter().map(|s| reader.analysis.span(s.clone()));
    let head = draft.source_head.map(|h| reader.token(h).span);
    for part in source.chain(head).chain(relays.iter().map(|r| r.span)) {
        if fits(span.cover(part)) {
            span = span.cover(part);
        }
    }
    let near = |part: &&Range<u32>| {
        part.start
            .abs_diff(draft.cue.end)
            .min(part.end.abs_diff(draft.cue.start))
    };
    let Some(content) = draft.content.iter().min_by_key(near) else {
        return span;
    };
    let after = content.start >= draft.cue.start;
    let mut grow = |i: u32| {
        let wider = span.cover(reader.token(i).span);
        let fits = fits(wider);
        if fits {
            span = wider;
        }
        fits
    };
    if after {
        content.clone().all(&mut grow)
    } else {
        content.clone().rev().all(&mut grow)
    };
    span
}

/// Characters that are not white space.
fn visible(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
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
        // In someone's words a paper is what they point to; only people, bodies and outlets tell them something.
        let paper = |head: u32| {
            reader.token(head).pos == Pos::Noun && crate::name::lexicon::role(&reader.lower(head)).is_none()
        };
        out[i].speech &= out[i].inside.is_none() || !out[i].source_head.is_some_and(paper);
    }
}
