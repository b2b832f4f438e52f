//! "There was no reaction from officials" and "the president's swift response": that a thing was done and that it was not are
//! about one thing, however few words they share.

use super::align::{Odds, Unit};
use super::difference::NEAR;
use super::entity::Entities;
use super::terms::Alike;
use crate::claim::{Claim, Form, Role};
use crate::report::Report;
use crate::value::{self, Relation, Value, ValueKind};
use std::collections::BTreeSet;
use std::ops::Range;

/// How like what is done must be to what is not done, 0 to 1.
const LIKE: f32 = 0.8;

/// Whether it is by saying something that one does it.
pub(super) fn answers(verb: &str) -> bool {
    matches!(verb, "comment" | "react" | "reply" | "respond")
}

/// Raises the odds of pairs that count the same things of which the same is done ("forty people were hurt", "fifty-three people
/// were hurt"), so far that they are joined: short as they are, the figures that part them are half of their words.
pub(super) fn raise_counts<'a>(reports: &[&'a Report], units: &[Unit], doings: &Alike, odds: &mut Odds) {
    let values = |u: usize| units[u].values(reports);
    // What a unit counts of those that do it or to whom it is done.
    let counts = |u: usize| {
        let takes_part = move |token: u32| units[u].claim(reports).participants.iter().any(|p| p.head == token);
        let noun = move |v: &'a Value| -> Option<&'a str> {
            let ValueKind::Quantity(q) = &v.kind else { return None };
            let counted = q.counted.is_some_and(takes_part);
            q.noun.as_deref().filter(|_| counted)
        };
        values(u).filter_map(noun)
    };
    let mut nouns: Vec<&str> = Vec::new();
    let counted = (0..units.len()).map(|u| {
        let first = nouns.len();
        nouns.extend(counts(u));
        first..nouns.len()
    });
    let counted: Vec<Range<usize>> = counted.collect();
    let nouns = Alike::new(nouns.into_iter());
    let noun = |a: usize, b: usize| {
        let mut pairs = counted[a].clone().flat_map(|m| counted[b].clone().map(move |n| (m, n)));
        pairs.any(|(m, n)| nouns.alike(m, n) >= LIKE)
    };
    let positive = |u: usize| units[u].claim(reports).positive;
    let alike = |a: usize, b: usize| doings.alike(a, b) >= LIKE && positive(a) == positive(b) && noun(a, b);
    let then = |a: usize, b: usize| {
        values(a).any(|x| {
            values(b).any(|y| matches!(x.kind, ValueKind::Time(_)) && value::relate(x, y) == Relation::Different)
        })
    };
    // With two such counts in one report nobody can tell which the other's is.
    let only = |a: usize, b: usize| {
        (0..units.len()).all(|u| {
            u == a
                || units[u].place.report != units[a].place.report
                || units[u].place.overlaps(units[a].place)
                || !alike(u, b)
        })
    };
    let low: Vec<(usize, usize)> = odds
        .iter()
        .filter(|(_, odds)| **odds < NEAR)
        .map(|(&pair, _)| pair)
        .collect();
    for (a, b) in low {
        if alike(a, b) && !then(a, b) && only(a, b) && only(b, a) {
            odds.insert((a, b), NEAR);
        }
    }
}

/// Raises the odds of pairs looked at that say and deny the same doing, by the same or those who act for the same, so far
/// that they are joined.
pub(super) fn raise(reports: &[&Report], entities: &Entities, units: &[Unit], doings: &Alike, odds: &mut Odds) {
    let claim = |u: usize| units[u].claim(reports);
    // Whoever does it, by any of the words for them ("Zubrowkan officials").
    let doers = |u: usize| -> BTreeSet<u32> {
        let index = units[u].place.report as usize;
        let of = claim(u).participants.iter();
        of.filter(|p| matches!(p.role, Role::Agent | Role::From))
            .flat_map(|p| reports[index].analysis.tokens_in(p.span))
            .filter_map(|t| entities.of(index, t))
            .collect()
    };
    for (&(a, b), odds) in odds.iter_mut() {
        let (x, y) = (claim(a), claim(b));
        if *odds > NEAR || x.positive == y.positive {
            continue;
        }
        let done = |c: &Claim| !matches!(c.form, Form::Apposition | Form::Frame);
        let answers = |silent: usize, said: &Claim| said.form == Form::Frame && answers(units[silent].verb(reports));
        let alike = if done(x) && done(y) {
            doings.alike(a, b) >= LIKE
        } else {
            !x.positive && answers(a, y) || !y.positive && answers(b, x)
        };
        if !alike {
            continue;
        }
        // "We have suspended nobody" speaks to whoever was suspended.
        let nobody = |u: usize| {
            let tokens = &reports[units[u].place.report as usize].analysis.tokens;
            let heads = claim(u).participants.iter().map(|p| &*tokens[p.head as usize].lemma);
            heads.into_iter().any(|w| matches!(w, "nobody" | "none" | "nothing"))
        };
        if nobody(a) || nobody(b) || entities.any_kin(&doers(a), &doers(b)) {
            *odds = NEAR;
        }
    }
}
