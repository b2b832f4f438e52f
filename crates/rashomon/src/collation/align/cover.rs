//! How much of what one claim says another says too, worked out for those alone that have something in common.

use super::Unit;
use crate::collation::terms::Terms;
use std::collections::BTreeMap;

/// Of two units, how much of each the other has too or has something like, by weight.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Cover {
    /// Of the later one.
    pub(super) later: f32,
    /// Of the earlier one.
    pub(super) earlier: f32,
}

/// The units of a story by their terms.
pub(super) struct Covers<'a> {
    units: &'a [Unit],
    terms: &'a Terms,
    of: fn(&Unit) -> &Vec<u32>,
    /// For each term the units that have it, in order.
    holders: Vec<Vec<u32>>,
    /// For each unit what its terms weigh.
    totals: Vec<f32>,
    /// For each unit the best likeness to the term at hand; zero between terms.
    best: Vec<f32>,
    /// For each unit what was found of it so far; none between units.
    found: Vec<Option<Cover>>,
}

impl<'a> Covers<'a> {
    pub(super) fn new(units: &'a [Unit], terms: &'a Terms, of: fn(&Unit) -> &Vec<u32>) -> Self {
        let mut holders = vec![Vec::new(); terms.weight.len()];
        for (u, unit) in units.iter().enumerate() {
            of(unit).iter().for_each(|&t| holders[t as usize].push(u as u32));
        }
        let total = |u: &Unit| of(u).iter().map(|&t| terms.weight[t as usize]).sum();
        Self {
            totals: units.iter().map(total).collect(),
            best: vec![0.0; units.len()],
            found: vec![None; units.len()],
            units,
            terms,
            of,
            holders,
        }
    }

    /// The units of later reports that share something with unit `a`, in order. All sums go by the order of terms, so that
    /// they are the same whichever units are asked about.
    pub(super) fn with(&mut self, a: usize) -> Vec<(usize, Cover)> {
        let (terms, of) = (self.terms, self.of);
        let mut met: Vec<usize> = Vec::new();
        let mut likest: BTreeMap<u32, f32> = BTreeMap::new();
        for &term in of(&self.units[a]) {
            let mut at_hand = Vec::new();
            for &(like, how) in terms.like.get(term as usize).into_iter().flatten() {
                let known = likest.entry(like).or_default();
                *known = known.max(how);
                for &b in later(self.units, &self.holders[like as usize], a) {
                    let best = &mut self.best[b as usize];
                    if *best == 0.0 {
                        at_hand.push(b as usize);
                    }
                    *best = best.max(how);
                }
            }
            for b in at_hand {
                let best = std::mem::take(&mut self.best[b]);
                if self.found[b].is_none() {
                    met.push(b);
                }
                self.found[b].get_or_insert_default().earlier += terms.weight[term as usize] * best;
            }
        }
        for (like, how) in likest {
            for &b in later(self.units, &self.holders[like as usize], a) {
                // Whoever has a like term was met.
                self.found[b as usize].get_or_insert_default().later += terms.weight[like as usize] * how;
            }
        }
        met.sort_unstable();
        let taken = met.into_iter().map(|b| {
            let sums = self.found[b].take().unwrap_or_default();
            let cover = Cover {
                later: share(sums.later, self.totals[b]),
                earlier: share(sums.earlier, self.totals[a]),
            };
            (b, cover)
        });
        taken.collect()
    }
}

/// Of units in order those of the reports after unit `a`'s.
fn later<'h>(units: &[Unit], holders: &'h [u32], a: usize) -> &'h [u32] {
    let report = units[a].place.report;
    &holders[holders.partition_point(|&b| units[b as usize].place.report <= report)..]
}

fn share(part: f32, total: f32) -> f32 {
    if total > 0.0 { part / total } else { 0.0 }
}
