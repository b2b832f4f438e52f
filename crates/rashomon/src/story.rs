//! Stories: which documents are about one affair.

pub mod first;
pub mod index;
pub mod near;
mod postings;
pub mod print;
mod weigh;
pub mod weights;

pub use weigh::{Likeness, Weight, Weighted};

use index::gap;
use print::Fingerprint;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use weigh::{Frequencies, Probe};
use weights::Weights;

/// The reports about one affair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Story {
    /// Indices into the reports given, in their order.
    pub reports: Vec<usize>,
}

/// Mean log odds of the pairs between two groups from which on they are one story.
const JOIN: f32 = -1.0;
/// Log odds below which pairs are as unlikely as one another.
const FLOOR: f32 = -3.0;
/// Days from the first report to the last from which on the days between two of them tell all that they tell in a stream:
/// where all are of a few days, these few tell little.
const SPAN: f32 = 10.0;

/// Groups reports into stories by average linkage: those groups come together first whose pairs are most likely about one
/// affair, by the same odds as in a corpus. Ties are settled by the order of the reports.
pub fn stories(prints: &[Fingerprint]) -> Vec<Story> {
    let mut groups = Groups::new(prints);
    groups.join(parts(JOIN));
    let groups = groups.alive.into_values();
    let mut stories: Vec<Story> = groups.map(|group| Story { reports: group.reports }).collect();
    stories.sort_by_key(|story| story.reports[0]);
    stories
}

/// By how much odds lie above the floor, in whole parts: so it does not show in which order they are added.
fn parts(odds: f32) -> i64 {
    ((odds - FLOOR) * 1000.0) as i64
}

/// Groups of reports under way to stories.
struct Groups {
    alive: BTreeMap<usize, Group>,
    /// The pairs of groups that may come together, by their mean; one whose groups are gone is passed over.
    pairs: BinaryHeap<(i64, Reverse<usize>, Reverse<usize>)>,
    next: usize,
}

struct Group {
    reports: Vec<usize>,
    /// For other groups by how much all pairs of reports between the two lie above the floor, together.
    likely: BTreeMap<usize, i64>,
}

impl Group {
    fn of(report: usize) -> Self {
        Self {
            reports: vec![report],
            likely: BTreeMap::new(),
        }
    }
}

impl Groups {
    /// Each report by itself.
    fn new(prints: &[Fingerprint]) -> Self {
        let mut frequencies = Frequencies::default();
        let terms = |print: &Fingerprint| print.terms.iter().map(|term| term.id).collect::<Vec<_>>();
        prints
            .iter()
            .for_each(|print| frequencies.add(terms(print).into_iter()));
        let weighted: Vec<Weighted> = prints.iter().map(|print| frequencies.weigh(print)).collect();
        let days = prints.iter().filter_map(|print| print.day);
        let span = days.clone().max().unwrap_or(0) - days.min().unwrap_or(0);
        let (weights, telling) = (Weights::default(), (span as f32 / SPAN).min(1.0));
        let mut alive: BTreeMap<usize, Group> = (0..prints.len()).map(|i| (i, Group::of(i))).collect();
        for (i, mine) in weighted.iter().enumerate() {
            let probe = Probe::new(mine);
            for j in 0..i {
                let gap = gap(prints[i].day, prints[j].day) * telling;
                let likely = parts(weights.of_pair(&probe.likeness(&weighted[j]), gap));
                if likely > 0 {
                    let mut note =
                        |one: usize, other| alive.get_mut(&one).map(|group| group.likely.insert(other, likely));
                    note(i, j);
                    note(j, i);
                }
            }
        }
        Self {
            alive,
            pairs: BinaryHeap::new(),
            next: prints.len(),
        }
    }

    /// Lets groups come together as long as the mean of a pair is `least`.
    fn join(&mut self, least: i64) {
        let all: Vec<usize> = self.alive.keys().copied().collect();
        all.into_iter().for_each(|group| self.offer(group, least));
        while let Some((_, Reverse(a), Reverse(b))) = self.pairs.pop() {
            if !self.alive.contains_key(&b) {
                continue;
            }
            let Some(one) = self.alive.remove(&a) else { continue };
            let other = self.alive.remove(&b).expect("it was there");
            self.put_together((a, one), (b, other));
            self.offer(self.next - 1, least);
        }
    }

    fn put_together(&mut self, (a, one): (usize, Group), (b, other): (usize, Group)) {
        let mut reports = [one.reports, other.reports].concat();
        reports.sort_unstable();
        let mut likely = one.likely;
        other
            .likely
            .into_iter()
            .for_each(|(group, sum)| *likely.entry(group).or_default() += sum);
        [a, b].iter().for_each(|gone| {
            likely.remove(gone);
        });
        for (neighbour, sum) in &likely {
            let theirs = &mut self
                .alive
                .get_mut(neighbour)
                .expect("groups that are gone are in none's list")
                .likely;
            theirs.remove(&a);
            theirs.remove(&b);
            theirs.insert(self.next, *sum);
        }
        self.alive.insert(self.next, Group { reports, likely });
        self.next += 1;
    }

    /// Puts the pairs of a group with earlier ones forward that are likely enough.
    fn offer(&mut self, group: usize, least: i64) {
        let mine = &self.alive[&group];
        for (&other, &sum) in mine.likely.range(..group) {
            let pairs = mine.reports.len() * self.alive[&other].reports.len();
            let mean = sum / pairs as i64;
            if mean >= least {
                self.pairs.push((mean, Reverse(other), Reverse(group)));
            }
        }
    }
}

#[cfg(test)]
mod tests;
