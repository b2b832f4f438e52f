//! How far the words of a claim reach: the shortest passage that carries it.

use super::Form;
use super::predicate::Predicate;
use super::tree::Tree;
use crate::analysis::{Dep, Pos};
use crate::text::Span;
use std::ops::Range;

/// Bytes of a detached passage that a clause may reach over to take in its subject ("Lee, 40, was shot").
const GAP: u32 = 40;

/// A longer passage points at nothing in particular.
const LONGEST: u32 = 240;

/// The passage of a claim.
pub(super) fn extent(tree: &Tree, predicate: &Predicate) -> Span {
    let mut range = tree.phrase(predicate.top);
    if predicate.form != Form::Event {
        range = with_subject(tree, predicate.top, range);
    }
    // A governed infinitive lies inside its governor's phrase unless something stands between the two.
    let own = tree.phrase(predicate.verb);
    range = range.start.min(own.start)..range.end.max(own.end);
    let range = trim(tree, range, predicate.word);
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

/// Leaves out what stands at the edges and says nothing.
pub(super) fn trim(tree: &Tree, range: Range<u32>, keep: u32) -> Range<u32> {
    let silent = |i: u32| matches!(tree.pos(i), Pos::Punct | Pos::Space | Pos::Cconj) || tree.dep(i) == Dep::Mark;
    let (mut start, mut end) = (range.start, range.end);
    while start < keep && start + 1 < end && silent(start) {
        start += 1;
    }
    while end > keep + 1 && end > start + 1 && silent(end - 1) {
        end -= 1;
    }
    start..end
}

/// Of a long passage, what stands nearest to the predicate.
fn shorten(tree: &Tree, range: Range<u32>, predicate: &Predicate) -> Span {
    let (mut low, mut high) = (
        predicate.word.min(predicate.verb),
        predicate.word.max(predicate.verb) + 1,
    );
    let fits = |low: u32, high: u32| tree.analysis.span(low..high).len() <= LONGEST;
    let boundary = |i: u32| matches!(tree.pos(i), Pos::Punct) || matches!(tree.dep(i), Dep::Prep | Dep::Cc);
    let mut at = high;
    while at < range.end && fits(low, at + 1) {
        at += 1;
        if at == range.end || boundary(at) {
            high = at;
        }
    }
    while low > range.start && fits(low - 1, high) {
        low -= 1;
    }
    tree.analysis
        .span(trim(tree, low..high, predicate.word.min(high - 1).max(low)))
}
