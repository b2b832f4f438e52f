//! How well the sources bear a sentence out, as one number.

use super::World;
use super::align::Pairing;
use super::item::{Kind, Line};
use std::collections::BTreeSet;

/// Number of features.
pub(super) const FEATURES: usize = 9;

/// What the score is made of.
pub(super) fn features(world: &World, line: &Line, pairings: &[Pairing], clashes: usize) -> [f32; FEATURES] {
    let items = &line.items;
    let all = || 0..items.len();
    let best = pairings.first().map_or(0.0, |p| p.cover(items, all()));
    let anywhere: Vec<f32> = all()
        .map(|i| pairings.iter().map(|p| p.had[i]).fold(0.0, f32::max))
        .collect();
    let hard: Vec<usize> = all()
        .filter(|&i| matches!(items[i].kind, Kind::Name | Kind::Value))
        .collect();
    let hard_had = if hard.is_empty() {
        best
    } else {
        hard.iter().map(|&i| anywhere[i]).sum::<f32>() / hard.len() as f32
    };
    let [two, three] = overlap(world, line);
    let near = pairings.iter().map(|p| p.diff.near).fold(0.0, f32::max);
    [
        1.0,
        best,
        neighbours(line, pairings),
        arcs(world, line, pairings),
        hard_had,
        two,
        three,
        near,
        clashes.min(2) as f32,
    ]
}

/// Share of neighbouring items that stand near one another in a source too.
fn neighbours(line: &Line, pairings: &[Pairing]) -> f32 {
    let pairs: Vec<(usize, usize)> = (1..line.items.len()).map(|i| (i - 1, i)).collect();
    share(line, &pairs, |a, b| {
        had_together(pairings, a, b, |_, x, y| x < y && y - x <= 3)
    })
}

/// Share of items and what governs them that a source has in the same relation.
fn arcs(world: &World, line: &Line, pairings: &[Pairing]) -> f32 {
    let pairs: Vec<(usize, usize)> = line
        .items
        .iter()
        .enumerate()
        .filter_map(|(i, item)| item.up.map(|up| (i, up)))
        .collect();
    share(line, &pairs, |a, b| {
        had_together(pairings, a, b, |p, x, y| {
            let others = &world.lines[p.line].items;
            others[x].up == Some(y) || others[y].up == Some(x)
        })
    })
}

fn share(line: &Line, pairs: &[(usize, usize)], had: impl Fn(usize, usize) -> f32) -> f32 {
    let (mut sum, mut total) = (0.0, 0.0);
    for &(a, b) in pairs {
        let weight = line.items[a].weight + line.items[b].weight;
        sum += weight * had(a, b);
        total += weight;
    }
    if total > 0.0 { sum / total } else { 0.0 }
}

fn had_together(pairings: &[Pairing], a: usize, b: usize, holds: impl Fn(&Pairing, usize, usize) -> bool) -> f32 {
    let of = |p: &Pairing| -> f32 {
        match (p.links[a], p.links[b]) {
            (Some((x, how)), Some((y, also))) if holds(p, x, y) => how.min(also),
            _ => 0.0,
        }
    };
    pairings.iter().map(of).fold(0.0, f32::max)
}

/// Shares of the sentence's pairs and of its triples of words that the sources have: the precision of ROUGE-2 and 3.
fn overlap(world: &World, line: &Line) -> [f32; 2] {
    let report = world.reports[line.report];
    let span = report.analysis.sentences[line.sentence as usize].span;
    let words = super::rules::quotation_words(span.slice(&report.document.text));
    [2, 3].map(|n| {
        let had = words.windows(n).filter(|w| world.known.contains(*w)).count();
        let all = words.windows(n).count();
        // What is too short to have any says nothing for or against.
        if all == 0 { 0.5 } else { had as f32 / all as f32 }
    })
}

/// Pairs and triples of words of the sources.
pub(super) type Known<'w> = BTreeSet<&'w [String]>;

pub(super) fn known<'w>(reports: impl Iterator<Item = &'w Vec<String>> + Clone) -> Known<'w> {
    (2..=3)
        .flat_map(|n| reports.clone().flat_map(move |words| words.windows(n)))
        .collect()
}

/// What each feature counts for, fitted on headlines and sentences with planted changes (see `bench/check/fit.py`).
const WEIGHTS: [f32; FEATURES] = [-2.47, 0.14, 1.13, 1.11, 1.5, 1.8, 0.47, 0.59, -0.76];

/// The score of a sentence, 0 to 1.
pub(super) fn score(features: &[f32; FEATURES]) -> f64 {
    let odds: f32 = features.iter().zip(&WEIGHTS).map(|(x, w)| x * w).sum();
    (1.0 / (1.0 + f64::from(-odds).exp()) * 1e6).round() / 1e6
}
