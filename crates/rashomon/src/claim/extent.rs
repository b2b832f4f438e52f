//! How far the words of a claim reach: the shortest passage that carries it.

use super::Form;
use super::certainty::untrue;
use super::predicate::Predicate;
use super::tree::Tree;
use crate::analysis::{Dep, Pos};
use crate::text::Span;
use std::ops::Range;

/// Bytes of a detached passage that a clause may reach over to take in its subject ("Lee, 40, was shot").
const GAP: u32 = 40;

/// A longer passage points at nothing in particular.
const LONGEST: u32 = 160;

/// The passage of a claim.
pub(super) fn extent(tree: &Tree, predicate: &Predicate) -> Span {
    let mut range = tree.phrase(predicate.top);
    if predicate.form != Form::Event {
        range = with_subject(tree, predicate.top, range);
    }
    // A governed infinitive lies inside its governor's phrase unless something stands between the two.
    let own = tree.phrase(predicate.verb);
    range = range.start.min(own.start)..range.end.max(own.end);
    let mut range = with_antecedent(tree, predicate.top, trim(tree, range, predicate.word));
    // Who reads it must see that it is said not to be so.
    if let Some(word) = untrue(tree, predicate.top) {
        range = range.start.min(word)..range.end.max(word + 1);
    }
    let span = tree.analysis.span(range.clone());
    if span.len() > LONGEST {
        shorten(tree, range, predicate)
    } else {
        span
    }
}

/// Takes in the subject where only a short aside stands between it and the verb.
fn with_subject(tree: &Tree, verb: u32, range: Range<u32>) -> Range<u32> {
    if !tree.reach(verb).cut_low {
        return range;
    }
    let subject = tree
        .kids_by(verb, &[Dep::Nsubj, Dep::Nsubjpass])
        .filter(|&s| s < verb)
        .last();
    match subject {
        Some(subject) if subject < range.start => {
            let gap_from = tree.token(tree.reach(subject).high - 1).span.end;
            let gap = tree.token(range.start).span.start.saturating_sub(gap_from);
            if gap <= GAP {
                tree.reach(subject).low.min(range.start)..range.end
            } else {
                range
            }
        }
        _ => range,
    }
}

/// Takes in the noun that a relative or participial clause says something of, where it stands right before it.
fn with_antecedent(tree: &Tree, verb: u32, range: Range<u32>) -> Range<u32> {
    let Some(noun) = tree
        .head(verb)
        .filter(|&h| h < range.start && matches!(tree.dep(verb), Dep::Relcl | Dep::Acl))
    else {
        return range;
    };
    let phrase = tree.phrase(noun);
    let both = phrase.start..range.end;
    let near = phrase.end + 2 >= range.start && tree.analysis.span(both.clone()).len() <= LONGEST;
    if near { both } else { range }
}

/// Leaves out what stands at the edges and says nothing.
pub(super) fn trim(tree: &Tree, range: Range<u32>, keep: u32) -> Range<u32> {
    let silent = |i: u32| matches!(tree.pos(i), Pos::Punct | Pos::Space) || matches!(tree.dep(i), Dep::Mark | Dep::Cc);
    let (mut start, mut end) = (range.start, range.end);
    while start < keep && start + 1 < end && silent(start) {
        start += 1;
    }
    while end > keep + 1 && end > start + 1 && silent(end - 1) {
        end -= 1;
    }
    balance(tree, start..end)
}

/// Takes in the quotation mark or bracket that closes what was opened inside, or opens what is closed inside.
fn balance(tree: &Tree, range: Range<u32>) -> Range<u32> {
    let (mut start, mut end) = (range.start, range.end);
    for (open, close) in [("``", "''"), ("-LRB-", "-RRB-")] {
        let tag = |i: u32| tree.analysis.tokens.get(i as usize).map_or("", |t| t.tag);
        let count = |mark: &str| range.clone().filter(|&i| tag(i) == mark).count();
        let (opened, closed) = (count(open), count(close));
        if opened > closed && tag(end) == close && tree.token(end).sentence == tree.token(end - 1).sentence {
            end += 1;
        } else if closed > opened
            && start > 0
            && tag(start - 1) == open
            && tree.token(start - 1).sentence == tree.token(start).sentence
        {
            start -= 1;
        }
    }
    start..end
}

/// Of a long passage, what stands nearest to the predicate, in whole phrases.
fn shorten(tree: &Tree, range: Range<u32>, predicate: &Predicate) -> Span {
    let Predicate { word, verb, top, .. } = *predicate;
    let fits = |low: u32, high: u32| tree.analysis.span(low..high).len() <= LONGEST;
    let (mut low, mut high) = (top.min(verb).min(word), top.max(verb).max(word) + 1);
    for &kid in tree.kids(top).iter().rev() {
        let start = tree.phrase(kid).start.min(kid);
        if kid < top && start >= range.start && start < low && fits(start, high) {
            low = start;
        }
    }
    let ends_phrase = |i: u32| {
        i == range.end
            || tree.pos(i) == Pos::Punct
            || tree.dep(i) == Dep::Prep && !matches!(tree.lemma(i), "of" | "as")
            || tree.dep(i) == Dep::Cc
    };
    let mut at = high;
    while at < range.end && fits(low, at + 1) {
        at += 1;
        if ends_phrase(at) {
            high = at;
        }
    }
    tree.analysis.span(trim(tree, low..high, word.clamp(low, high - 1)))
}
