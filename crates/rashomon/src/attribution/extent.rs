//! How far the words of a cue and the passage that shows an attribution reach.

use super::{Draft, Reader, Relay, lexicon, relay};
use crate::analysis::{Dep, Pos};
use crate::text::Span;
use std::ops::Range;

/// Most words of a phrase that a cue takes in.
const PHRASE: u32 = 5;

/// A cue as a reader sees it: with the day, and the statement or talk, that follow its verb ("said on Friday in a
/// statement"), and the colon that opens what is said.
pub(super) fn cue(reader: &Reader, draft: &Draft) -> Range<u32> {
    let mut cue = reader.piece(draft.cue.clone(), Some(draft.head));
    if !cue.contains(&draft.head) || !reader.is_verb(draft.head) {
        return cue;
    }
    for &child in reader.tree.children(draft.head) {
        let mut reach = reader.tree.reach(child);
        // "said in a statement that ...": the clause may hang on the statement.
        let clause = draft
            .content
            .iter()
            .map(|part| part.start)
            .filter(|&start| start > child && start < reach.end);
        reach.end = clause.min().unwrap_or(reach.end);
        if reach.start == cue.end && reach.len() as u32 <= PHRASE && circumstance(reader, child) {
            cue.end = reach.end;
        }
    }
    let taken = |range: &Range<u32>| range.start < cue.end && range.end > draft.cue.end;
    if draft.source.iter().chain(&draft.content).any(taken) {
        cue.end = draft.cue.end;
    }
    let mut colon = cue.end..reader.tokens.len() as u32;
    let colon = colon
        .find(|&t| reader.token(t).pos != Pos::Space)
        .filter(|&t| reader.word(t) == ":");
    if let Some(colon) = colon.filter(|&c| draft.content.iter().any(|part| part.start > c)) {
        cue.end = colon + 1;
    }
    reader.piece(cue, Some(draft.head))
}

/// Whether a phrase on a verb says on which day something is said, or in what.
fn circumstance(reader: &Reader, child: u32) -> bool {
    let day = |t: u32| lexicon::DAYS.contains(&&*reader.lower(t));
    match reader.dep(child) {
        Dep::Npadvmod => day(child),
        Dep::Prep => reader.tree.child(child, &[Dep::Pobj]).is_some_and(|object| {
            let talk = reader.listed(object, relay::TALK) || reader.listed(object, lexicon::PAPERS);
            reader.is(child, &["on"]) && day(object) || reader.is(child, &["in", "during"]) && talk
        }),
        _ => false,
    }
}

/// Most characters of a passage, white space not counted.
const PASSAGE: usize = 170;

/// How far after its verb a phrase may end that still belongs to the cue's passage, in tokens.
const BESIDE: u32 = 9;

/// The cue with source, relays and content, as far as they fit: the cue's side of a long content, nothing that is far off.
pub(super) fn passage(reader: &Reader, draft: &Draft, relays: &[Relay]) -> Span {
    let cue = reader.piece(draft.cue.clone(), Some(draft.head));
    let mut span = reader.analysis.span(cue.clone());
    let near =
        |at: u32| reader.breaks.partition_point(|&b| b <= at) == reader.breaks.partition_point(|&b| b <= cue.start);
    let fits = |span: Span| fits(reader, span);
    let source = draft.source.clone().map(|s| reader.piece(s, draft.source_head));
    let source = source
        .filter(|s| near(s.start) && near(s.end - 1))
        .map(|s| reader.analysis.span(s));
    // "told the paper", "said in a statement on Tuesday".
    let right =
        reader.tree.children(draft.head).iter().filter(|&&c| {
            c > draft.head && matches!(reader.dep(c), Dep::Dobj | Dep::Dative | Dep::Prep | Dep::Npadvmod)
        });
    let right = right
        .map(|&c| reader.tree.reach(c))
        .filter(|r| r.end <= draft.head + BESIDE && near(r.end - 1) && reader.is_verb(draft.head));
    let right = right.map(|r| reader.analysis.span(reader.tree.trimmed(r)));
    let heads = draft
        .source_head
        .into_iter()
        .chain(relays.iter().filter_map(|r| r.head));
    let heads = heads.filter(|&head| near(head)).map(|head| reader.token(head).span);
    for part in source.into_iter().chain(right).chain(heads) {
        if fits(span.cover(part)) {
            span = span.cover(part);
        }
    }
    let adverb = reader.token(draft.head).pos == Pos::Adv;
    let distance = |part: &&Range<u32>| {
        let gap = part.start.abs_diff(cue.end).min(part.end.abs_diff(cue.start));
        (gap, adverb && part.start < cue.start)
    };
    let Some(content) = draft.content.iter().min_by_key(distance) else {
        return span;
    };
    let words = |start: u32, end: u32| visible(Span::new(start, end).slice(reader.text));
    let mut seen = words(span.start, span.end);
    let mut grow = |i: u32| {
        let wider = span.cover(reader.token(i).span);
        let short = near(i) && wider.len() as usize <= 4 * PASSAGE;
        let more = || words(wider.start, span.start) + words(span.end, wider.end);
        match short.then(more).filter(|more| seen + more <= PASSAGE) {
            Some(more) => {
                (span, seen) = (wider, seen + more);
                true
            }
            None => false,
        }
    };
    if content.start >= cue.start {
        content.clone().all(&mut grow);
    } else {
        content.clone().rev().all(&mut grow);
    }
    span
}

/// Whether a passage is short enough to show something.
pub(super) fn fits(reader: &Reader, span: Span) -> bool {
    span.len() as usize <= 4 * PASSAGE && visible(span.slice(reader.text)) <= PASSAGE
}

/// Characters that are not white space.
fn visible(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}
