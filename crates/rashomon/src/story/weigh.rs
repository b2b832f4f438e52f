//! What terms weigh, by how many of the live reports have them, and how like two reports are.

use super::near::{PHRASE, shared as shares};
use super::print::{Fingerprint, TERMS, logarithm};

/// In how many of the live reports each term stands. Terms share a bounded table: where two fall on one place, both rare,
/// each counts as a little more common than it is.
#[derive(Debug)]
pub(super) struct Frequencies {
    reports: u32,
    of: Vec<u32>,
}

const PLACES: usize = 1 << 22;

/// How many imagined reports of plain English are counted with those that are live.
const PRIOR: f32 = 300.0;

impl Default for Frequencies {
    fn default() -> Self {
        Self {
            reports: 0,
            // Zeroed memory costs nothing until it is touched.
            of: vec![0; PLACES],
        }
    }
}

impl Frequencies {
    pub(super) fn add(&mut self, terms: impl Iterator<Item = u32>) {
        self.reports += 1;
        terms.for_each(|id| self.of[id as usize % PLACES] += 1);
    }

    pub(super) fn remove(&mut self, terms: impl Iterator<Item = u32>) {
        self.reports = self.reports.saturating_sub(1);
        terms.for_each(|id| {
            let place = &mut self.of[id as usize % PLACES];
            *place = place.saturating_sub(1);
        });
    }

    /// The terms of a report with their weights as of now: logarithmic counts times inverse frequencies, of unit length.
    pub(super) fn weigh(&self, print: &Fingerprint) -> Weighted {
        let raw: Vec<[f32; 3]> = print
            .terms
            .iter()
            .map(|term| {
                let seen = self.of[term.id as usize % PLACES] as f32;
                let expected = PRIOR * f32::from(term.common) / 255.0;
                let rarity = ((self.reports as f32 + PRIOR + 1.0) / (seen + expected + 0.5))
                    .ln()
                    .max(0.0);
                [term.count, term.lead, term.title].map(|n| {
                    if n == 0 {
                        0.0
                    } else {
                        (1.0 + logarithm(n.into())) * rarity
                    }
                })
            })
            .collect();
        let unit = |part: usize| {
            1.0 / raw
                .iter()
                .map(|w| w[part] * w[part])
                .sum::<f32>()
                .sqrt()
                .max(f32::MIN_POSITIVE)
        };
        let [full, lead, title] = [unit(0), unit(1), unit(2)];
        let terms: Vec<Weight> = print
            .terms
            .iter()
            .zip(&raw)
            .map(|(term, w)| Weight {
                id: term.id,
                full: ((w[0] * full * FULL) as u16) << 1 | u16::from(term.name),
                lead: (w[1] * lead * SMALL) as u8,
                title: (w[2] * title * SMALL) as u8,
            })
            .collect();
        Weighted::new(terms, print.shingles.clone())
    }
}

const FULL: f32 = 32_767.0;
const SMALL: f32 = 255.0;

/// A report's terms with their weights as of its arrival, and its sampled shingles.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Weighted {
    terms: Box<[Weight]>,
    shingles: Box<[u32]>,
    /// Sum of the squares of the terms that are no names.
    common: f32,
}

/// A term's weights, each as a part of a vector of unit length.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Weight {
    /// Hash of the term.
    pub id: u32,
    /// In the whole report, of 32,767, doubled; odd where the term is a name.
    pub full: u16,
    /// In its beginning, of 255.
    pub lead: u8,
    /// In its headline, of 255.
    pub title: u8,
}

impl Weight {
    fn is_name(self) -> bool {
        self.full & 1 == 1
    }

    fn full(self) -> f32 {
        f32::from(self.full >> 1)
    }
}

/// How like two reports are: cosines of their terms, and what of each one's words stands in the other.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Likeness {
    /// Over all terms.
    pub full: f32,
    /// Over the terms of the beginnings.
    pub lead: f32,
    /// Over the terms of the headlines.
    pub title: f32,
    /// Over the terms that are no names.
    pub common: f32,
    /// Headline of each in the whole of the other.
    pub crossed: f32,
    /// Share of the one's sampled shingles that the other has.
    pub of_mine: f32,
    /// The other way round.
    pub of_theirs: f32,
}

impl Likeness {
    /// Share of the shorter one's words that stand in the other, as far as the sample tells.
    pub fn shared(&self) -> f32 {
        self.of_mine.max(self.of_theirs)
    }
}

/// Terms of a report by which it is found.
const INDEXED: usize = 32;
/// Terms of a report by which others are sought.
const SOUGHT: usize = 32;

impl Weighted {
    /// Of terms in the order of their ids, and shingles in order.
    pub fn new(terms: Vec<Weight>, shingles: Vec<u32>) -> Self {
        let common = terms.iter().filter(|t| !t.is_name()).map(|t| t.full().powi(2)).sum();
        Self {
            terms: terms.into(),
            shingles: shingles.into(),
            common,
        }
    }

    /// In order of the ids.
    pub fn terms(&self) -> &[Weight] {
        &self.terms
    }

    /// In order.
    pub fn shingles(&self) -> &[u32] {
        &self.shingles
    }

    /// The terms by which the report is found: its weightiest.
    pub(super) fn indexed(&self) -> impl Iterator<Item = u32> {
        self.weightiest(INDEXED).into_iter().map(|term| term.id)
    }

    pub(super) fn sought(&self) -> impl Iterator<Item = (u32, f32)> {
        let terms = self.weightiest(SOUGHT).into_iter();
        terms.map(|term| (term.id, (term.full() / FULL).powi(2)))
    }

    fn weightiest(&self, most: usize) -> Vec<Weight> {
        let mut terms = self.terms.to_vec();
        let order = |a: &Weight, b: &Weight| b.full.cmp(&a.full).then(a.id.cmp(&b.id));
        if terms.len() > most {
            terms.select_nth_unstable_by(most, order);
            terms.truncate(most);
        }
        terms
    }

    /// How like two reports are.
    pub fn likeness(&self, other: &Weighted) -> Likeness {
        Probe::new(self).likeness(other)
    }
}

/// A report's terms laid out so that many others are compared with it fast.
pub(super) struct Probe<'a> {
    of: &'a Weighted,
    /// Places in `of.terms`, one more than they are, by the last bits of the ids; 0 where there is none.
    slots: [u8; SLOTS],
    terms: Bits,
    shingles: Bits,
}

const SLOTS: usize = 256;

impl<'a> Probe<'a> {
    pub(super) fn new(of: &'a Weighted) -> Self {
        let mut slots = [0; SLOTS];
        for (i, term) in of.terms.iter().enumerate().take(TERMS) {
            let mut at = term.id as usize % SLOTS;
            while slots[at] != 0 {
                at = (at + 1) % SLOTS;
            }
            slots[at] = i as u8 + 1;
        }
        Self {
            of,
            slots,
            terms: Bits::new(of.terms.iter().map(|term| term.id)),
            shingles: Bits::new(of.shingles.iter().copied()),
        }
    }

    fn find(&self, id: u32) -> Option<Weight> {
        let mut at = id as usize % SLOTS;
        while self.slots[at] != 0 {
            let term = self.of.terms[self.slots[at] as usize - 1];
            if term.id == id {
                return Some(term);
            }
            at = (at + 1) % SLOTS;
        }
        None
    }

    /// How like the report is to another.
    pub(super) fn likeness(&self, other: &Weighted) -> Likeness {
        // Most terms of most reports are not shared: those that may be are picked out first, without a branch.
        let (mut shared, mut count) = ([0u8; TERMS], 0);
        for (i, term) in other.terms.iter().enumerate().take(TERMS) {
            shared[count % TERMS] = i as u8;
            count += self.terms.has(term.id) as usize;
        }
        let (mut sums, mut crossed) = ([0.0f32; 4], 0.0f32);
        for &i in &shared[..count] {
            let b = other.terms[i as usize];
            let Some(a) = self.find(b.id) else { continue };
            let full = a.full() * b.full();
            sums[0] += full;
            sums[1] += f32::from(a.lead) * f32::from(b.lead);
            sums[2] += f32::from(a.title) * f32::from(b.title);
            sums[3] += if a.is_name() || b.is_name() { 0.0 } else { full };
            crossed += f32::from(a.title) * b.full() + f32::from(b.title) * a.full();
        }
        let may_share = other.shingles.iter().map(|&hash| self.shingles.has(hash)).sum::<u64>();
        let (of_mine, of_theirs) = if may_share >= PHRASE as u64 {
            shares(&self.of.shingles, &other.shingles)
        } else {
            (0.0, 0.0)
        };
        Likeness {
            full: sums[0] / (FULL * FULL),
            lead: sums[1] / (SMALL * SMALL),
            title: sums[2] / (SMALL * SMALL),
            common: sums[3] / (self.of.common * other.common).sqrt().max(1.0),
            crossed: crossed / (SMALL * FULL),
            of_mine,
            of_theirs,
        }
    }
}

/// Which of many hashes may be there: a bit for each, by its last bits.
struct Bits([u64; BITS / 64]);

const BITS: usize = 8192;

impl Bits {
    fn new(hashes: impl Iterator<Item = u32>) -> Self {
        let mut bits = [0; BITS / 64];
        hashes.for_each(|hash| bits[hash as usize % BITS / 64] |= 1 << (hash % 64));
        Self(bits)
    }

    /// 1 where a hash may be there, 0 where it is not.
    fn has(&self, hash: u32) -> u64 {
        self.0[hash as usize % BITS / 64] >> (hash % 64) & 1
    }
}
