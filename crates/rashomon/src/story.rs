//! Stories: which documents are about one affair.

pub mod index;
mod postings;
pub mod print;
mod weigh;
pub mod weights;

pub use weigh::{Likeness, Weight, Weighted};

use crate::analysis::{EntityKind, Pos};
use crate::name::fold;
use crate::report::Report;
use rashomon_language::vectors;
use std::collections::BTreeMap;

/// The reports about one affair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Story {
    /// Indices into the reports given, in their order.
    pub reports: Vec<usize>,
}

/// What a report is about: its weighted terms, of unit length together.
#[derive(Debug, Clone, PartialEq)]
pub struct Fingerprint {
    /// Sorted by term.
    terms: Vec<(String, f32)>,
}

impl Fingerprint {
    /// How like two reports are in their terms, 0 to 1.
    pub fn cosine(&self, other: &Fingerprint) -> f32 {
        let (mut i, mut j, mut sum) = (0, 0, 0.0);
        while let (Some(a), Some(b)) = (self.terms.get(i), other.terms.get(j)) {
            match a.0.cmp(&b.0) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    sum += a.1 * b.1;
                    i += 1;
                    j += 1;
                }
            }
        }
        sum
    }
}

/// The fingerprint of a report: the lemmas of its content words, weighted by how often they stand and how rare they are in
/// English at large, names double.
pub fn fingerprint(report: &Report) -> Fingerprint {
    let analysis = &report.analysis;
    let mut counts: BTreeMap<String, (f32, f32)> = BTreeMap::new();
    let mut named = vec![false; analysis.tokens.len()];
    for name in &analysis.names {
        let times = matches!(
            name.kind,
            EntityKind::Date | EntityKind::Time | EntityKind::Cardinal | EntityKind::Ordinal
        );
        named[name.tokens.start as usize..name.tokens.end as usize].fill(!times);
    }
    for (token, named) in analysis.tokens.iter().zip(named) {
        if matches!(token.pos, Pos::Noun | Pos::Propn | Pos::Verb | Pos::Adj | Pos::Num) {
            let term = fold(&token.lemma);
            if !term.is_empty() {
                let entry = counts.entry(term).or_insert((0.0, if named { 2.0 } else { 1.0 }));
                entry.0 += 1.0;
            }
        }
    }
    let mut terms: Vec<(String, f32)> = counts
        .into_iter()
        .map(|(term, (count, boost))| {
            let rarity = vectors::vector(&term).map_or(90.0, |v| v.rarity) / 100.0;
            (term, (1.0 + count.ln()) * rarity * rarity * boost)
        })
        .collect();
    let length = terms
        .iter()
        .map(|(_, w)| w * w)
        .sum::<f32>()
        .sqrt()
        .max(f32::MIN_POSITIVE);
    terms.iter_mut().for_each(|(_, w)| *w /= length);
    Fingerprint { terms }
}

/// Average cosine between two groups from which on they are one story; on twelve real stories of three reports each, pairs of
/// one story lie above 0.25 and pairs of two stories below 0.12.
const JOIN: f32 = 0.16;

/// Groups reports into stories by average linkage over their fingerprints.
pub fn stories(prints: &[Fingerprint]) -> Vec<Story> {
    let mut groups: Vec<Vec<usize>> = (0..prints.len()).map(|i| vec![i]).collect();
    let mut likeness: Vec<Vec<f32>> = prints
        .iter()
        .map(|a| prints.iter().map(|b| a.cosine(b)).collect())
        .collect();
    while let Some((i, j)) = closest(&likeness) {
        let (a, b) = (groups[i].len() as f32, groups[j].len() as f32);
        let moved_row = likeness.remove(j);
        let means: Vec<f32> = likeness[i]
            .iter()
            .zip(&moved_row)
            .map(|(to_i, to_j)| (to_i * a + to_j * b) / (a + b))
            .collect();
        likeness[i] = means.clone();
        likeness
            .iter_mut()
            .zip(means.iter().enumerate().filter(|(k, _)| *k != j))
            .for_each(|(row, (_, mean))| row[i] = *mean);
        likeness.iter_mut().for_each(|row| {
            row.remove(j);
        });
        let moved = groups.remove(j);
        groups[i].extend(moved);
        groups[i].sort_unstable();
    }
    groups.into_iter().map(|reports| Story { reports }).collect()
}

/// The two groups most like one another, the earliest of equals, if they are like enough to be one story.
fn closest(likeness: &[Vec<f32>]) -> Option<(usize, usize)> {
    let pairs = likeness
        .iter()
        .enumerate()
        .flat_map(|(i, row)| row.iter().enumerate().skip(i + 1).map(move |(j, s)| (*s, i, j)));
    let best = pairs.max_by(|x, y| x.0.total_cmp(&y.0).then((y.1, y.2).cmp(&(x.1, x.2))))?;
    (best.0 >= JOIN).then_some((best.1, best.2))
}

#[cfg(test)]
mod tests;
