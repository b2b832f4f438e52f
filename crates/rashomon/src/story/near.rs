//! Near-duplicates: which reports have their words from one another.

use super::index::Arrival;
use super::postings::Postings;
use super::print::SHINGLES;

/// The live reports by their sampled shingles.
#[derive(Debug, Default)]
pub struct Near {
    reports: Postings,
}

/// Of the sampled shingles the lowest part is indexed.
const INDEXED: u32 = u32::MAX / 32;
/// Reports at most that are said to share shingles.
const SHARING: usize = 8;
/// Shared shingles below which two reports only have a phrase in common.
pub(super) const PHRASE: usize = 3;

impl Near {
    /// Takes in a report by its sampled shingles.
    pub fn add(&mut self, arrival: Arrival, shingles: &[u32]) {
        self.reports.add(arrival, indexed(shingles).iter().copied());
    }

    /// Takes out the oldest report, which was added with these shingles.
    pub fn forget(&mut self, arrival: Arrival, shingles: &[u32]) {
        self.reports.forget(arrival, indexed(shingles).iter().copied());
    }

    /// The reports, `first` or later, that share most of the indexed shingles; what they have in common [`shared`] tells.
    pub fn sharing(&self, shingles: &[u32], first: Arrival) -> Vec<Arrival> {
        let sought = indexed(shingles).iter().map(|&hash| (hash, 1.0));
        self.reports.most_shared(sought, first, SHARING)
    }
}

fn indexed(shingles: &[u32]) -> &[u32] {
    &shingles[..shingles.partition_point(|&hash| hash <= INDEXED)]
}

/// The shares of each one's sampled shingles that the other has, within the range that both samples cover.
pub fn shared(one: &[u32], other: &[u32]) -> (f32, f32) {
    let (Some(&a), Some(&b)) = (one.last(), other.last()) else {
        return (0.0, 0.0);
    };
    let full = |sample: &[u32]| sample.len() >= SHINGLES;
    let end = match (full(one), full(other)) {
        (true, true) => a.min(b),
        (true, false) => a,
        (false, true) => b,
        (false, false) => u32::MAX,
    };
    let within = |sample: &[u32]| sample.partition_point(|&hash| hash <= end);
    let (mine, theirs) = (&one[..within(one)], &other[..within(other)]);
    let (mut i, mut j, mut both) = (0, 0, 0);
    while let (Some(a), Some(b)) = (mine.get(i), theirs.get(j)) {
        both += usize::from(a == b);
        i += usize::from(a <= b);
        j += usize::from(b <= a);
    }
    if both < PHRASE {
        return (0.0, 0.0);
    }
    (both as f32 / mine.len() as f32, both as f32 / theirs.len() as f32)
}
