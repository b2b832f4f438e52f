//! Points: which claims of different reports speak to the same checkable thing.
//!
//! Each pair of claims from two reports gets features (how much of what one says the other says too, in their own words and
//! in their sentences; values; names; predicates; whether each is the other's best), a fitted logistic score makes them the
//! odds that they speak to the same thing, and greedy correlation clustering (Bansal, Blum and Chawla 2004) joins claims
//! as long as the odds within a point stay better than even.

use super::Place;
use super::terms::Terms;
use crate::analysis::Pos;
use crate::claim::Form;
use crate::report::Report;
use crate::text::Span;
use crate::value::{self, ValueKind};
use std::collections::{BTreeMap, BTreeSet};

/// A claim as the alignment sees it.
#[derive(Debug, Clone)]
pub(crate) struct Unit {
    /// Where it stands.
    pub(crate) place: Place,
    /// Index of the claim in its report.
    pub(crate) claim: u32,
    /// Index of its sentence in its report.
    pub(crate) sentence: u32,
    terms: Vec<u32>,
    context: Vec<u32>,
    words: Vec<u64>,
    depth: f32,
    /// Whether it only sets a name beside a title or a description.
    names: bool,
}

/// Units that speak to the same thing, as indices into the units, sorted.
pub(crate) type Cluster = Vec<usize>;

/// The claims of all reports as units, in order of report and text.
pub(crate) fn units(reports: &[&Report], terms: &Terms) -> Vec<Unit> {
    let mut out = Vec::new();
    for (r, report) in reports.iter().enumerate() {
        let sentences = &report.analysis.sentences;
        for (c, claim) in report.claims.iter().enumerate() {
            let tokens = report.analysis.tokens_in(claim.span);
            let of = |range: std::ops::Range<u32>| -> Vec<u32> {
                let set: BTreeSet<u32> = range.filter_map(|t| terms.of(r, t)).collect();
                set.into_iter().collect()
            };
            let mine = of(tokens);
            if mine.is_empty() {
                continue;
            }
            out.push(Unit {
                place: Place {
                    report: r as u32,
                    span: claim.span,
                },
                claim: c as u32,
                sentence: claim.sentence,
                terms: mine,
                context: of(sentences[claim.sentence as usize].tokens.clone()),
                words: words(report, claim.span),
                depth: claim.sentence as f32 / sentences.len() as f32,
                names: claim.form == Form::Apposition,
            });
        }
    }
    out
}

/// Hashes of the words at a span, in order.
fn words(report: &Report, span: Span) -> Vec<u64> {
    report
        .analysis
        .tokens_in(span)
        .map(|t| &report.analysis.tokens[t as usize])
        .filter(|t| t.pos != Pos::Punct && t.pos != Pos::Space)
        .map(|t| xxhash_rust::xxh3::xxh3_64(t.span.slice(&report.document.text).to_lowercase().as_bytes()))
        .collect()
}

/// Length of the longest run of words that two units share.
fn longest_run(a: &[u64], b: &[u64]) -> usize {
    let (mut row, mut best) = (vec![0usize; b.len() + 1], 0);
    for x in a {
        for j in (0..b.len()).rev() {
            row[j + 1] = if *x == b[j] { row[j] + 1 } else { 0 };
            best = best.max(row[j + 1]);
        }
    }
    best
}

/// How much the words of a unit tell.
pub(crate) fn weight(unit: &Unit, terms: &Terms) -> f32 {
    unit.terms.iter().map(|&t| terms.weight[t as usize]).sum()
}

/// Number of features of a pair.
const FEATURES: usize = 8;

/// What the odds are made of: one weight a feature, fitted on annotated stories (see `bench/account`).
const WEIGHTS: [f32; FEATURES] = [-3.7, 1.7, 4.3, 2.2, -1.3, 0.95, 1.0, 0.3];

/// A pair of units from two reports, with its features.
pub(crate) struct Pair {
    pub(crate) a: usize,
    pub(crate) b: usize,
    pub(crate) features: [f32; FEATURES],
}

impl Pair {
    /// Logarithm of the odds that the two speak to the same thing.
    pub(crate) fn log_odds(&self) -> f32 {
        self.features.iter().zip(&WEIGHTS).map(|(x, w)| x * w).sum()
    }
}

/// Share of a pair's words that must be alike for the pair to be looked at.
const WORTH_A_LOOK: f32 = 0.15;

/// Pairs of units that share enough to be looked at, and for each unit how much of it some other report has too.
pub(crate) fn pairs(reports: &[&Report], units: &[Unit], terms: &Terms) -> (Vec<Pair>, Vec<f32>) {
    let claim_cover = cover(units, terms, |u| &u.terms);
    let context_cover = cover(units, terms, |u| &u.context);
    let weights: Vec<f32> = units.iter().map(|u| weight(u, terms)).collect();
    let (mut out, mut had) = (Vec::new(), vec![0f32; units.len()]);
    for a in 0..units.len() {
        for b in a + 1..units.len() {
            if units[a].place.report == units[b].place.report {
                continue;
            }
            let (ab, ba) = (claim_cover[a][b], claim_cover[b][a]);
            had[a] = had[a].max(ba);
            had[b] = had[b].max(ab);
            let context = harmonic(context_cover[a][b], context_cover[b][a]);
            // Who somebody is and what somebody does are two things, even where the same words tell both.
            if units[a].names != units[b].names {
                continue;
            }
            if ab.max(ba) >= WORTH_A_LOOK || context >= WORTH_A_LOOK {
                let shared = (ab * weights[b]).min(ba * weights[a]);
                out.push(Pair {
                    a,
                    b,
                    features: features(reports, &units[a], &units[b], shared, context),
                });
            }
        }
    }
    mark_mutual_best(units, &mut out);
    (out, had)
}

fn harmonic(a: f32, b: f32) -> f32 {
    if a + b > 0.0 { 2.0 * a * b / (a + b) } else { 0.0 }
}

/// For units a and b: the weighted share of b's terms that a has too, or has something like.
fn cover(units: &[Unit], terms: &Terms, of: impl Fn(&Unit) -> &Vec<u32>) -> Vec<Vec<f32>> {
    let mut best = vec![0f32; terms.weight.len()];
    let totals: Vec<f32> = units
        .iter()
        .map(|u| of(u).iter().map(|&t| terms.weight[t as usize]).sum())
        .collect();
    units
        .iter()
        .map(|unit| {
            for &term in of(unit) {
                for &(like, how) in &terms.like[term as usize] {
                    best[like as usize] = best[like as usize].max(how);
                }
            }
            let row = units
                .iter()
                .zip(&totals)
                .map(|(other, total)| {
                    let shared: f32 = of(other)
                        .iter()
                        .map(|&t| terms.weight[t as usize] * best[t as usize])
                        .sum();
                    if *total > 0.0 { shared / total } else { 0.0 }
                })
                .collect();
            for &term in of(unit) {
                for &(like, _) in &terms.like[term as usize] {
                    best[like as usize] = 0.0;
                }
            }
            row
        })
        .collect()
}

fn features(reports: &[&Report], a: &Unit, b: &Unit, shared: f32, context: f32) -> [f32; FEATURES] {
    let (same, different) = values(reports, a, b);
    let run = longest_run(&a.words, &b.words).min(8) as f32 / 8.0;
    [
        1.0,
        shared.min(2.0),
        context,
        run,
        (a.depth - b.depth).abs(),
        0.0,
        same,
        different,
    ]
}

/// Whether the two have values that agree, and whether they have values of one sort that do not.
fn values(reports: &[&Report], a: &Unit, b: &Unit) -> (f32, f32) {
    let of = |u: &Unit| {
        let report = reports[u.place.report as usize];
        report.claims[u.claim as usize]
            .values
            .iter()
            .map(|&v| &report.values[v as usize])
            .collect::<Vec<_>>()
    };
    let (mut same, mut different) = (0f32, 0f32);
    for x in of(a) {
        for y in of(b) {
            match value::relate(x, y) {
                value::Relation::Same => same = 1.0,
                value::Relation::Compatible => same = same.max(0.5),
                value::Relation::Different if !matches!(x.kind, ValueKind::Time(_)) => different = 1.0,
                value::Relation::Different => different = different.max(0.5),
                value::Relation::Incomparable => {}
            }
        }
    }
    (same, if same > 0.0 { 0.0 } else { different })
}

/// Feature 5: one where each unit is the other's best in its report, a half where one of them is.
fn mark_mutual_best(units: &[Unit], pairs: &mut [Pair]) {
    let mut best: BTreeMap<(usize, u32), (f32, usize)> = BTreeMap::new();
    for pair in pairs.iter() {
        let odds = pair.log_odds();
        for (from, to) in [(pair.a, pair.b), (pair.b, pair.a)] {
            let entry = best
                .entry((from, units[to].place.report))
                .or_insert((f32::NEG_INFINITY, to));
            if odds > entry.0 {
                *entry = (odds, to);
            }
        }
    }
    for pair in pairs {
        let (a, b) = (pair.a, pair.b);
        let forth = best[&(a, units[b].place.report)].1 == b;
        let back = best[&(b, units[a].place.report)].1 == a;
        pair.features[5] = f32::from(u8::from(forth) + u8::from(back)) / 2.0;
    }
}

/// Log odds from which on two claims are joined: below even, since most true pairs stand among several near ones.
const JOIN: f32 = -1.5;
/// What it costs to have two claims of one report in a point, unless they overlap.
const CROWDED: f32 = -0.3;
/// Log odds of a pair too unlike to be looked at.
const APART: f32 = -3.0;

/// Log odds of the pairs looked at, by the indices of their units, the smaller first.
pub(crate) type Odds = BTreeMap<(usize, usize), f32>;

/// The log odds of all pairs.
pub(crate) fn odds(pairs: &[Pair]) -> Odds {
    pairs.iter().map(|pair| ((pair.a, pair.b), pair.log_odds())).collect()
}

/// Greedy correlation clustering: the best pair first, groups joined while the sum of log odds between them is positive.
pub(crate) fn clusters(units: &[Unit], odds: &Odds) -> Vec<Cluster> {
    let mut order: Vec<(f32, usize, usize)> = odds
        .iter()
        .filter(|(_, value)| **value > JOIN)
        .map(|(&(a, b), &value)| (value, a, b))
        .collect();
    order.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let between = |a: usize, b: usize| {
        if units[a].place.report != units[b].place.report {
            odds.get(&(a.min(b), a.max(b))).copied().unwrap_or(APART) - JOIN
        } else if units[a].place.span.overlaps(units[b].place.span) {
            0.0
        } else {
            CROWDED
        }
    };
    let mut group: Vec<usize> = (0..units.len()).collect();
    let mut members: Vec<Cluster> = (0..units.len()).map(|i| vec![i]).collect();
    for (_, a, b) in order {
        let (x, y) = (group[a].min(group[b]), group[a].max(group[b]));
        if x == y {
            continue;
        }
        let gain: f32 = members[x]
            .iter()
            .flat_map(|&i| members[y].iter().map(move |&j| between(i, j)))
            .sum();
        if gain > 0.0 {
            let moved = std::mem::take(&mut members[y]);
            moved.iter().for_each(|&m| group[m] = x);
            members[x].extend(moved);
        }
    }
    members.retain(|m| m.len() > 1);
    members.iter_mut().for_each(|m| m.sort_unstable());
    members.sort();
    members
}

/// Of units of one report that lie inside one another the one that fits the others of the point best.
pub(crate) fn without_nested(units: &[Unit], odds: &Odds, cluster: &Cluster) -> Cluster {
    let fit = |u: usize| -> f32 {
        let others = cluster
            .iter()
            .filter(|&&v| units[v].place.report != units[u].place.report);
        others
            .map(|&v| odds.get(&(u.min(v), u.max(v))).copied().unwrap_or(APART))
            .sum()
    };
    let mut ranked: Vec<(f32, usize)> = cluster.iter().map(|&u| (fit(u), u)).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut kept: Cluster = Vec::new();
    for (_, u) in ranked {
        let place = units[u].place;
        let nested = |v: &usize| units[*v].place.report == place.report && units[*v].place.span.overlaps(place.span);
        if !kept.iter().any(nested) {
            kept.push(u);
        }
    }
    kept.sort_unstable();
    kept
}
