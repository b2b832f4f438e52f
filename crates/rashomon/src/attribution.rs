//! Who is said to have said what, and through whom: source, cue and content, as PARC and PolNeAR define them.
//!
//! Cues come from a lexicon of verbs, nouns, adjectives and a few fixed phrases; content and source follow from the parse;
//! quotation marks are paired on their own and each quotation is given to the cue beside it, or to the speaker it goes on from.

mod anaphor;
mod cue;
mod extent;
mod headline;
mod lexicon;
mod negation;
mod origin;
mod outlet;
mod paper;
mod phrase;
mod quotation;
mod relay;
mod source;
mod speech;
mod tree;

use crate::analysis::{Analysis, Dep, Name, Pos, Token};
use crate::document::Document;
use crate::text::Span;
pub(crate) use negation::{focuses, raises, short_of};
pub(crate) use origin::is_credit;
pub use origin::{DocumentOrigin, OriginKind};
use quotation::Quotation;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
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
    /// Whether it stands inside someone's words and its source is a pronoun that means that someone ("she said she was told").
    pub echo: bool,
    /// The outlets and papers through which the document has it, outermost first ("told Reuters", "in a court filing"); the
    /// source itself is not among them, nor is the source of an attribution that this one stands inside.
    pub relays: Vec<Relay>,
    /// The shortest passage that shows it: source, cue, relays and at least the beginning (or end) of the content, bounded.
    pub passage: Span,
    /// Index of the attribution whose content holds this one, if one does.
    pub inside: Option<u32>,
}

/// From how many words on a quotation says something without a verb of its own.
const OWN_WORDS: usize = 4;

impl Attribution {
    /// Whether the content says something by itself: with a verb in it ("of hiding the papers"), or some words of the source's own.
    pub(crate) fn states(&self, analysis: &Analysis) -> bool {
        let tokens = || self.content.iter().flat_map(|&part| analysis.tokens_in(part));
        let all = &analysis.tokens;
        let words = tokens().filter(|&t| !matches!(all[t as usize].pos, Pos::Punct | Pos::Space));
        let verb = |t: u32| matches!(all[t as usize].pos, Pos::Verb | Pos::Aux) && all[t as usize].tag != "VBN";
        self.kind != Kind::Indirect && words.count() >= OWN_WORDS || tokens().any(verb)
    }
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
    /// Whether the content is told, not just spoken of.
    tells: bool,
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
    /// Names that the document's own words show to be outlets, folded ("the broadcaster Channel North").
    outlets: BTreeSet<String>,
    agency: Option<Span>,
    /// Tokens before which text was cut, in order.
    breaks: Vec<u32>,
    /// Papers that are named with their authors, in order.
    authored: Vec<paper::Authored>,
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
            authored: Vec::new(),
            outlets: BTreeSet::new(),
            breaks: breaks(document, analysis),
            tokens: &analysis.tokens,
            tree: Tree::new(analysis),
            quotations,
            own: crate::name::fold(document.outlet()),
            quoted,
        };
        reader.outlets = outlet::shown(&reader);
        reader.authored = paper::authored(&reader);
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

    /// Whether a list holds a token's lemma, or the word itself (the lemma of "data" is "datum").
    fn listed(&self, i: u32, list: &[&str]) -> bool {
        list.contains(&&*self.lower(i)) || self.is(i, list)
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

    /// The entity that a token stands in.
    fn entity(&self, token: u32) -> Option<&'a Name> {
        self.analysis.name_at(token)
    }

    /// A range of tokens in the pieces that cut text leaves of it.
    fn unbroken(&self, range: Range<u32>) -> Vec<Range<u32>> {
        let (mut out, mut start) = (Vec::new(), range.start);
        let first = self.breaks.partition_point(|&at| at <= range.start);
        for &at in self.breaks[first..]
            .iter()
            .take_while(|&&at| at < range.end)
            .chain([&range.end])
        {
            if at > start {
                out.push(start..at);
                start = at;
            }
        }
        out
    }

    /// The unbroken piece of a range that holds a token, else the first.
    fn piece(&self, range: Range<u32>, token: Option<u32>) -> Range<u32> {
        let pieces = self.unbroken(range.clone());
        let holds = |piece: &&Range<u32>| token.is_some_and(|token| piece.contains(&token));
        pieces.iter().find(holds).or(pieces.first()).cloned().unwrap_or(range)
    }

    /// The tokens of the block that a token stands in.
    fn block_tokens(&self, i: u32) -> Range<u32> {
        self.sentences_tokens(self.analysis.blocks[self.block(i) as usize].clone())
    }

    fn sentences_tokens(&self, sentences: Range<u32>) -> Range<u32> {
        let tokens = |s: u32| &self.analysis.sentences[s as usize].tokens;
        if sentences.is_empty() {
            return 0..0;
        }
        tokens(sentences.start).start..tokens(sentences.end - 1).end
    }

    fn block(&self, i: u32) -> u32 {
        self.analysis.sentences[self.token(i).sentence as usize].block
    }
}

/// The tokens of each quotation, marks included, in order.
pub fn quoted(document: &Document, analysis: &Analysis) -> Vec<Range<u32>> {
    quotation::quotations(&document.text, analysis)
        .into_iter()
        .map(|q| q.tokens)
        .collect()
}

/// The tokens right after a cut.
fn breaks(document: &Document, analysis: &Analysis) -> Vec<u32> {
    let after = |at: u32| analysis.tokens.partition_point(|t| t.span.start < at) as u32;
    document.cut.iter().map(|cut| after(cut.span.start)).collect()
}

/// Finds the attributions of a document, in order of their spans, and the origins that it says it draws on, in order of the
/// passages that show them.
pub fn attributions(document: &Document, analysis: &Analysis) -> (Vec<Attribution>, Vec<DocumentOrigin>) {
    let reader = Reader::new(document, analysis);
    let attributions = found(&reader);
    let origins = origin::origins(&reader, &attributions);
    (attributions, origins)
}

fn found(reader: &Reader) -> Vec<Attribution> {
    let mut drafts = cue::drafts(reader);
    anaphor::resolve(reader, &mut drafts);
    cue::cited(reader, &mut drafts);
    speech::give_quotations(reader, &mut drafts);
    speech::give_blocks(reader, &mut drafts);
    cue::named_hearsay(reader, &mut drafts);
    drafts.iter_mut().for_each(|draft| within_quotations(reader, draft));
    drafts.retain(|draft| !draft.content.is_empty());
    drafts.iter_mut().for_each(|draft| up_to_source(reader, draft));
    let mut out: Vec<Attribution> = drafts.iter().map(|draft| finish(reader, draft)).collect();
    name_reporters(reader, &mut out);
    nest(reader, &drafts, &mut out);
    relay::go_on(reader, &mut out);
    out
}

/// `"She knew," the officer was quoted as saying`: what stands outside quotation marks is no content of a word within.
fn within_quotations(reader: &Reader, draft: &mut Draft) {
    if reader.in_quotation(draft.head) {
        draft.content.retain(|part| reader.in_quotation(part.start));
    }
}

/// "It leaked, and people left, the office said": where the parser ends what is said at "and", all of it up to the source is said.
fn up_to_source(reader: &Reader, draft: &mut Draft) {
    let (Some(source), Some(part)) = (&draft.source, draft.content.last_mut()) else {
        return;
    };
    let first = source.start.min(draft.cue.start);
    let joins = |&i: &u32| reader.is(i, &["and", "but", "or"]);
    let silent = |&i: &u32| matches!(reader.token(i).pos, Pos::Punct | Pos::Space);
    let last = part.clone().rev().find(|i| !silent(i));
    if part.end < first && last.is_some_and(|i| joins(&i)) && reader.sentence(part.start).contains(&(first - 1)) {
        part.end = (part.end..first).rev().find(|i| !silent(i)).map_or(part.end, |i| i + 1);
    }
}

fn finish(reader: &Reader, draft: &Draft) -> Attribution {
    let span = |range: Range<u32>| reader.analysis.span(range);
    let content: Vec<Span> = draft
        .content
        .iter()
        .flat_map(|part| reader.unbroken(part.clone()))
        .map(span)
        .collect();
    let source = draft
        .source
        .clone()
        .map(|tokens| span(reader.piece(tokens, draft.source_head)));
    let cue = span(extent::cue(reader, draft));
    let mut whole = source.map_or(cue, |s| s.cover(cue));
    for part in &content {
        whole = whole.cover(*part);
    }
    let (relays, speaker) = relay::relays(reader, draft);
    let tells = draft.tells || kind(reader, draft) != Kind::Indirect;
    let named = speaker.and_then(|s| source::phrase(reader, s).tokens.map(|t| reader.piece(t, Some(s))));
    Attribution {
        span: whole,
        kind: kind(reader, draft),
        content,
        source,
        source_head: speaker.or(draft.source_head),
        speaker: named.map(span),
        cue,
        force: draft.force,
        speech: draft.force.passes_on()
            && tells
            && match draft.source_head {
                Some(head) => can_tell(reader, draft.head, head),
                None => reader.is(draft.head, &["reportedly"]),
            },
        passage: extent::passage(reader, draft, &relays),
        relays,
        inside: None,
        echo: false,
    }
}

/// Whether a noun can stand for one who tells something: after "said" any can, what is evidence needs no speaker.
fn can_tell(reader: &Reader, cue: u32, source: u32) -> bool {
    reader.is_verb(cue) && !reader.listed(cue, lexicon::EVIDENCE)
        || matches!(reader.token(source).pos, Pos::Propn | Pos::Pron)
        || can_speak(&reader.lower(source))
        || can_speak(reader.word(source))
}

/// Whether a noun, in lower case, is one for people, bodies, papers or figures.
pub(crate) fn can_speak(noun: &str) -> bool {
    let lists = [
        lexicon::PAPERS,
        lexicon::DATA,
        lexicon::STATEMENTS,
        lexicon::UNNAMED,
        lexicon::OUTLETS,
    ];
    crate::name::lexicon::role(noun).is_some() || lists.iter().any(|list| list.contains(&noun))
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

/// "it said", "they show", "the officials said", "the office said": the body or outlet, or the people or papers, that spoke
/// last or were described last, in the sentences right before.
fn name_reporters(reader: &Reader, out: &mut [Attribution]) {
    let mut body: Option<(u32, Span)> = None;
    let (mut several, mut people) = (body, body);
    // Whoever was described last with each noun.
    let mut described: BTreeMap<String, (u32, Span)> = BTreeMap::new();
    for a in out {
        let Some(head) = a.source_head else { continue };
        let words = a.speaker.or(a.source).unwrap_or(reader.token(head).span);
        let meant = match () {
            () if !a.speech => None,
            () if reader.is(head, &["it"]) => body,
            () if reader.is(head, &["they"]) => several,
            () if those(reader, head) => people,
            () if bare(reader, head) => described.get(&*reader.lower(head)).copied(),
            () => None,
        };
        let named = Some((head, words));
        if is_body(reader, head) {
            body = named;
        }
        if reader.token(head).tag == "NNS" && a.speech {
            several = named;
        }
        if reader.token(head).tag == "NNS" && !those(reader, head) && reader.analysis.tokens_in(words).len() > 2 {
            people = named;
        }
        if reader.token(head).pos == Pos::Noun && !bare(reader, head) {
            described.insert(reader.lower(head).into_owned(), (head, words));
        }
        let near =
            |&(named, _): &(u32, Span)| named < head && reader.token(head).sentence - reader.token(named).sentence <= 3;
        if let Some((named, span)) = meant.filter(near) {
            (a.source_head, a.speaker) = (Some(named), Some(span));
        }
    }
}

/// "these people", "the officials": those who have been described before.
fn those(reader: &Reader, head: u32) -> bool {
    let mut children = reader.tree.children(head).iter();
    let definite = children
        .next()
        .is_some_and(|&d| reader.is(d, &["the", "these", "those"]))
        && children.next().is_none();
    definite && reader.is(head, &["officials", "people", "persons", "sources"])
}

/// "the office": a noun that nothing describes, for whom has been described with it before.
fn bare(reader: &Reader, head: u32) -> bool {
    let definite = |d: u32| reader.is(d, &["the", "that"]);
    let children = || reader.tree.children(head).iter().copied();
    let plain = |c: u32| definite(c) || matches!(reader.dep(c), Dep::Relcl | Dep::Punct);
    reader.token(head).pos == Pos::Noun && children().any(definite) && children().all(plain)
}

/// Whether a token names a body, an outlet or a state, or a body's role ("the ministry").
fn is_body(reader: &Reader, token: u32) -> bool {
    use crate::analysis::EntityKind::{Gpe, Norp, Org};
    use crate::name::{Kind, lexicon::role};
    outlet::is_outlet(reader, token)
        || reader.entity(token).is_some_and(|n| matches!(n.kind, Org | Gpe | Norp))
        || reader.token(token).pos == Pos::Noun && role(&reader.lower(token)) == Some(Kind::Organisation)
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
        let Some(outer) = holder[draft.head as usize].filter(|&holder| holder != i as u32) else {
            continue;
        };
        // Two whose contents hold each other's cues: the first found is the outer one.
        if out[outer as usize].inside == Some(i as u32) {
            continue;
        }
        out[i].inside = Some(outer);
        let by_outlet = out[outer as usize]
            .source_head
            .is_some_and(|h| outlet::is_outlet(reader, h));
        if let Some(head) = out[i].source_head.filter(|_| !by_outlet) {
            let token = reader.token(head);
            let outer = &out[outer as usize];
            out[i].echo = token.pos == Pos::Pron && outer.speech && outer.source.is_some();
            // In a person's words a paper is what they point to; only people, bodies and outlets tell them something.
            out[i].speech &= token.pos != Pos::Noun || crate::name::lexicon::role(&reader.lower(head)).is_some();
        }
    }
}

#[cfg(test)]
mod tests;
