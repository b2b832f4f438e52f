//! Pairs that speak to one thing though few words or only common ones tell so: a thing was done and it was not ("no reaction from
//! officials", "the president's swift response"), the same is counted, or one figure given.

use super::align::{APART, JOIN, Unit};
use super::difference::NEAR;
use super::entity::Entities;
use super::odds::Odds;
use super::terms::Alike;
use crate::claim::{Certainty, Claim, Form, Role};
use crate::report::Report;
use crate::value::{self, Relation, Value, ValueKind};
use std::collections::BTreeSet;
use std::ops::Range;

/// Log odds of what is joined, and not so near that anything could be held against anyone by it.
const JOINED: f32 = -1.0;

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
        .filter(|&(.., odds)| odds < NEAR)
        .map(|(a, b, _)| (a, b))
        .collect();
    for (a, b) in low {
        if alike(a, b) && !then(a, b) && only(a, b) && only(b, a) {
            odds.set(a, b, NEAR);
        }
    }
}

/// Takes apart pairs where a claim that lies within the one has the very doing of the other, and has it as not so or open: "the
/// guard prevented the thief from entering", "they left without paying" do not say that anybody entered or paid.
pub(super) fn part_inner(reports: &[&Report], units: &[Unit], doings: &Alike, odds: &mut Odds) {
    let claim = |u: usize| units[u].claim(reports);
    let so = |u: usize| claim(u).positive && !matches!(claim(u).certainty, Certainty::Open | Certainty::Denied);
    // What lies within each unit and is not told as so; those of one report stand together.
    let mut inner: Vec<Vec<usize>> = vec![Vec::new(); units.len()];
    let mut first = 0;
    for of in units.chunk_by(|a, b| a.place.report == b.place.report) {
        let mine = first..first + of.len();
        for v in mine.clone().filter(|&v| !so(v)) {
            let around = mine
                .clone()
                .filter(|&u| u != v && units[u].place.span.contains(units[v].place.span));
            around.for_each(|u| inner[u].push(v));
        }
        first = mine.end;
    }
    for (a, b, odds) in odds.iter_mut().filter(|(.., odds)| **odds > JOIN) {
        let within = |u: usize, other: usize| {
            let speaks = |&v: &usize| doings.alike(v, other) >= LIKE;
            so(other) && inner[u].iter().any(speaks) && doings.alike(u, other) < LIKE
        };
        if within(a, b) || within(b, a) {
            *odds = APART;
        }
    }
}

/// A figure as it is written: "more than 218,000" is 218,000.
#[derive(Clone, Copy)]
struct Figure<'a> {
    size: f64,
    unit: &'a value::Unit,
    /// How many of its digits count.
    digits: f64,
    /// What is counted.
    noun: Option<&'a str>,
}

/// From how many digits on a figure tells what it is a figure of.
const TELLING: f64 = 2.0;

impl<'a> Figure<'a> {
    /// The figure of a value. Lengths of time and the like are often the same by chance.
    fn of(value: &'a Value) -> Option<Self> {
        let ValueKind::Quantity(q) = &value.kind else {
            return None;
        };
        let size = q.low.or(q.high).filter(|&x| q.high.is_none_or(|y| y <= x * ONE))?;
        let counts = !matches!(q.unit, value::Unit::Ordinal | value::Unit::Measure(_));
        counts.then(|| Self {
            size,
            unit: &q.unit,
            digits: (size / q.grain).max(1.0).log10().floor() + 1.0,
            noun: q.noun.as_deref(),
        })
    }

    /// Whether two figures are one, and tell what they are figures of: of things with two names by three digits.
    fn tells(&self, other: &Self) -> bool {
        let things = self.noun.zip(other.noun).is_some_and(|(m, n)| m != n);
        let telling = if things { TELLING + 1.0 } else { TELLING };
        self.near(other) && self.digits.max(other.digits) >= telling
    }

    fn near(&self, other: &Self) -> bool {
        self.unit == other.unit && self.size.max(other.size) <= self.size.min(other.size) * ONE
    }
}

/// How many times a figure another may be, and be the same one rounded.
const ONE: f64 = 1.01;

/// Raises the odds of pairs that have one figure, of which neither report has another so near ("218,456 deaths", "killed more
/// than 218,000").
pub(super) fn raise_figures(reports: &[&Report], units: &[Unit], odds: &mut Odds) {
    let lone = |u: usize, x: &Figure| {
        let all = reports[units[u].place.report as usize].values.iter();
        all.filter_map(Figure::of).all(|y| y.size == x.size || !x.near(&y))
    };
    let having = (0..units.len()).flat_map(|u| {
        let figures = units[u].values(reports).filter_map(Figure::of);
        figures.filter(move |x| lone(u, x)).map(move |x| (u, x))
    });
    let having: Vec<(usize, Figure)> = having.collect();
    // Of claims that lie in one another the shortest has it.
    let longer = |&(u, x): &(usize, Figure)| {
        having.iter().any(|&(v, y)| {
            let (long, short) = (units[u].place, units[v].place);
            long.overlaps(short) && long.span.len() > short.span.len() && x.near(&y)
        })
    };
    let having: Vec<(usize, Figure)> = having.iter().copied().filter(|h| !longer(h)).collect();
    for (i, (a, x)) in having.iter().enumerate() {
        for (b, y) in &having[i + 1..] {
            if x.tells(y)
                && units[*a].place.report != units[*b].place.report
                && odds.get(*a, *b).is_none_or(|odds| odds <= JOIN)
            {
                odds.set(*a, *b, JOINED);
            }
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
    for (a, b, odds) in odds.iter_mut() {
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
