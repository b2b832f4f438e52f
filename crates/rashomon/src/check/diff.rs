//! A sentence beside a source's, word by word: where one is the other with a few words changed, those words tell.

use super::item::{Item, Line};
use crate::analysis::Pos;
use crate::report::Report;
use crate::text::common_subsequence;
use std::ops::Range;
use xxhash_rust::xxh3::xxh3_64;

/// Which words of two sentences go together, in order.
#[derive(Debug, Clone, Default)]
pub(super) struct Diff {
    /// For each token of the sentence, from its first: the gap or match it lies in. Even numbers are gaps, odd ones matches.
    mine: Vec<u32>,
    theirs: Vec<u32>,
    first: u32,
    other: u32,
    /// Share of the sentence's words that are matched.
    pub(super) near: f32,
    matched: usize,
}

/// Share of a sentence's words that must be matched, and how many, for it to be the source's with words changed.
const CLOSE: f32 = 0.6;
const FEWEST: usize = 4;

impl Diff {
    pub(super) fn new(text: &Report, line: &Line, source: &Report, other: &Line) -> Self {
        let hashes = |line: &Line| line.words.iter().map(|word| word.1).collect::<Vec<u64>>();
        let (mine, theirs) = (hashes(line), hashes(other));
        let first = text.analysis.sentences[line.sentence as usize].tokens.start;
        let start = source.analysis.sentences[other.sentence as usize].tokens.start;
        let pairs = common_subsequence(&mine, &theirs);
        let mut diff = Self {
            mine: vec![0; text.analysis.sentences[line.sentence as usize].tokens.len()],
            theirs: vec![0; source.analysis.sentences[other.sentence as usize].tokens.len()],
            first,
            other: start,
            near: pairs.len() as f32 / mine.len().max(1) as f32,
            matched: pairs.len(),
        };
        mark(
            &mut diff.mine,
            pairs.iter().map(|&(i, _)| (line.words[i].0 - first) as usize),
        );
        mark(
            &mut diff.theirs,
            pairs.iter().map(|&(_, j)| (other.words[j].0 - start) as usize),
        );
        diff
    }

    /// Whether the sentence is the source's with some words changed.
    pub(super) fn close(&self) -> bool {
        self.near >= CLOSE && self.matched >= FEWEST
    }

    fn of_mine(&self, token: u32) -> Option<u32> {
        self.mine.get(token.checked_sub(self.first)? as usize).copied()
    }

    fn of_theirs(&self, token: u32) -> Option<u32> {
        self.theirs.get(token.checked_sub(self.other)? as usize).copied()
    }

    /// Whether a token of the sentence is matched.
    pub(super) fn is_matched(&self, token: u32) -> bool {
        self.of_mine(token).is_some_and(|at| at % 2 == 1)
    }

    /// Whether a token of the source's sentence is matched.
    pub(super) fn is_had(&self, token: u32) -> bool {
        self.of_theirs(token).is_some_and(|at| at % 2 == 1)
    }

    /// The token of the source's sentence that a token of the sentence is matched with.
    pub(super) fn partner(&self, token: u32) -> Option<u32> {
        let at = self.of_mine(token).filter(|at| at % 2 == 1)?;
        self.theirs.iter().position(|&x| x == at).map(|i| self.other + i as u32)
    }

    /// The number of the gap, if the item is changed.
    fn gap(item: &Item, of: impl Fn(u32) -> Option<u32>) -> Option<u32> {
        let mut gaps = item.tokens.clone().filter_map(of).filter(|at| at % 2 == 0);
        gaps.next()
    }

    /// Whether an item stands where the source's sentence has the other.
    pub(super) fn same_gap(&self, mine: &Item, theirs: &Item) -> bool {
        let a = Self::gap(mine, |t| self.of_mine(t));
        a.is_some() && a == Self::gap(theirs, |t| self.of_theirs(t))
    }

    /// Tokens of the source's sentence that stand in a gap between matched words, with the tokens of the sentence there.
    pub(super) fn gaps(&self) -> Vec<(Vec<u32>, Vec<u32>)> {
        let last = self.mine.iter().chain(&self.theirs).copied().max().unwrap_or(0);
        let of = |all: &[u32], first: u32, gap: u32| -> Vec<u32> {
            let found = all.iter().enumerate().filter(|(_, at)| **at == gap);
            found.map(|(i, _)| first + i as u32).collect()
        };
        // What stands before the first match and after the last is not known to be about the same.
        (2..last)
            .step_by(2)
            .map(|gap| (of(&self.mine, self.first, gap), of(&self.theirs, self.other, gap)))
            .collect()
    }

    /// What stands before the first match, where it is short on both sides.
    pub(super) fn lead(&self) -> Option<(Vec<u32>, Vec<u32>)> {
        let of = |all: &[u32], first: u32| -> Vec<u32> {
            let found = all.iter().enumerate().take_while(|(_, at)| **at == 0);
            found.map(|(i, _)| first + i as u32).collect()
        };
        let (mine, theirs) = (of(&self.mine, self.first), of(&self.theirs, self.other));
        (mine.len().max(theirs.len()) <= 3).then_some((mine, theirs))
    }

    /// First and last matched tokens of the source's sentence.
    pub(super) fn reach(&self) -> Option<(u32, u32)> {
        let first = self.theirs.iter().position(|at| at % 2 == 1)?;
        let last = self.theirs.iter().rposition(|at| at % 2 == 1)?;
        Some((self.other + first as u32, self.other + last as u32))
    }
}

/// Numbers the matches 1, 3, 5 and the gaps around them 0, 2, 4.
fn mark(out: &mut [u32], matched: impl Iterator<Item = usize>) {
    let (mut at, mut number) = (0, 0);
    for i in matched {
        out[at..i].fill(number);
        out[i] = number + 1;
        number += 2;
        at = i + 1;
    }
    out[at..].fill(number);
}

/// The tokens of a sentence's words, with hashes of these folded.
pub(super) fn words(report: &Report, sentence: Range<u32>) -> Vec<(u32, u64)> {
    let visible = sentence.filter(|&t| !matches!(report.analysis.tokens[t as usize].pos, Pos::Punct | Pos::Space));
    let word = |t: u32| report.analysis.tokens[t as usize].span.slice(&report.document.text);
    let folded = |t: u32| word(t).replace('\u{2019}', "'").to_lowercase();
    let hashed = visible.take(LONGEST).map(|t| (t, xxh3_64(folded(t).as_bytes())));
    hashed.collect()
}

/// Words of a sentence that are compared; a "sentence" longer than this is a list or debris.
const LONGEST: usize = 200;
