//! The reports of late, held so that a new one finds its story: one pass, in order of arrival.
//!
//! A report is compared with the live reports that share its telling terms. It goes to the story it is most like, if it is
//! about as like that story's reports as they are to one another and liker to them than to their surroundings; else it
//! begins a story. The index forgets reports that are older than [`HORIZON`] days, beyond the last [`KEPT`].

use super::near::Near;
use super::postings::Postings;
use super::print::Fingerprint;
use super::weigh::{Frequencies, Likeness, Probe, Weighted};
use super::weights::{STORY, Weights};
use std::collections::{BTreeMap, VecDeque};

/// Days after which a report is no longer compared with new ones.
pub const HORIZON: i32 = 30;
/// So many of the last reports stay whatever their age: what is common is learnt from them.
pub const KEPT: usize = 10_000;
/// So many stay at most.
pub const MOST: usize = 1_200_000;

/// Number of a report in an index, in order of arrival.
pub type Arrival = u32;

/// The live reports.
#[derive(Debug, Default)]
pub struct Index {
    /// Arrival of the first of `live`.
    first: Arrival,
    live: VecDeque<Live>,
    /// The latest day of publication so far.
    today: Option<i32>,
    frequencies: Frequencies,
    terms: Postings,
    copies: Near,
    /// The last reports of each story, in order.
    stories: BTreeMap<Arrival, VecDeque<Arrival>>,
    weights: Weights,
}

#[derive(Debug)]
struct Live {
    day: Option<i32>,
    /// Arrival of the report that began its story.
    story: Arrival,
    weighted: Weighted,
    /// The reports most like it, the likest first.
    near: Vec<(Arrival, f32)>,
    /// How like it was to its story's last reports; nothing where it began the story.
    bond: Option<f32>,
}

/// Where a report belongs, and why.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Placement {
    /// Arrival of the report that began the story it joins; none where it begins one.
    pub story: Option<Arrival>,
    /// Stories that turn out to be one with it: the report belongs to them as surely.
    pub merged: Vec<Arrival>,
    /// How sure the joining is, 0 to 1.
    pub score: f32,
    /// The report of the story that it is most like.
    pub like: Option<Arrival>,
    /// Mean log odds with the story's last reports; none where it begins a story.
    pub bond: Option<f32>,
    /// The live reports most like it with their cosine, the likest first.
    pub near: Vec<(Arrival, f32)>,
    /// The live reports that share its words, by how much, most first.
    pub copies: Vec<Copy>,
    /// The stories it was held against, the likest first.
    pub considered: Vec<Considered>,
    /// Its weighted terms and sampled shingles, as they stay.
    pub weighted: Weighted,
    /// Its day of publication.
    pub day: Option<i32>,
}

/// A live report that shares words with a new one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Copy {
    /// Which.
    pub arrival: Arrival,
    /// The share of the new report's words that stand in the other, 0 to 1.
    pub of_new: f32,
    /// The share of the other's words that stand in the new.
    pub of_old: f32,
}

/// A story that a report was held against.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Considered {
    /// Arrival of the report that began it.
    pub story: Arrival,
    /// How sure it is that the report belongs there, 0 to 1.
    pub score: f32,
    /// What the score is made of; see `weights.rs`.
    pub features: [f32; STORY],
    /// The report of it that the new one is most like.
    pub like: Arrival,
}

/// Live reports compared in full.
const CANDIDATES: usize = 24;
/// Stories that a report is held against, those of the likest reports.
const STORIES: usize = 12;
/// Reports of a story that a new one is compared with.
const COMPARED: usize = 8;
/// Of these so many are what it is judged by.
const SPEAKERS: usize = 3;
/// Reports remembered as the likest of each.
const NEAR: usize = 8;
/// Of these so many tell how dense the surroundings are.
const AROUND: usize = 4;
/// Below this a pair of reports has nothing to do with one another.
const UNLIKE: f32 = -4.5;
/// Share of the shorter report from which on two share their text rather than their subject.
const SAME_TEXT: f32 = 0.5;
/// Share from which on one is noted as a copy of parts of the other.
pub(super) const COPY: f32 = 0.15;

impl Index {
    /// Where a report belongs among those that are there. Nothing changes but that its terms count as seen.
    pub fn place(&mut self, print: &Fingerprint) -> Placement {
        self.frequencies.add(print.terms.iter().map(|term| term.id));
        let weighted = self.frequencies.weigh(print);
        let probe = Probe::new(&weighted);
        let compared = self.compare(print.day, &weighted, &probe);
        let mut placement = Placement {
            copies: copies(&compared),
            considered: self.consider(print.day, &probe, &compared),
            day: print.day,
            ..Placement::default()
        };
        placement.near = compared
            .iter()
            .map(|one| (one.arrival, one.like.full))
            .take(NEAR * 2)
            .collect();
        placement.weighted = weighted;
        self.decide(&mut placement);
        placement
    }

    /// Takes a report in where it was placed, and gives its arrival. A caller may have put it into another story.
    pub fn insert(&mut self, placement: Placement) -> Arrival {
        if let Some(story) = placement.story {
            placement.merged.iter().for_each(|&other| self.merge(other, story));
        }
        let arrival = self.first + self.live.len() as Arrival;
        let story = placement.story.unwrap_or(arrival);
        for &(other, cosine) in &placement.near {
            if let Some(live) = self.get_mut(other) {
                remember(&mut live.near, arrival, cosine);
            }
        }
        let members = self.stories.entry(story).or_default();
        members.push_back(arrival);
        if members.len() > COMPARED {
            members.pop_front();
        }
        self.terms.add(arrival, placement.weighted.indexed());
        self.copies.add(arrival, placement.weighted.shingles());
        let mut near = placement.near;
        near.truncate(NEAR);
        near.shrink_to_fit();
        self.live.push_back(Live {
            day: placement.day,
            story,
            weighted: placement.weighted,
            near,
            bond: placement.bond,
        });
        self.today = self.today.max(placement.day);
        self.forget();
        arrival
    }

    /// The first arrival that is still live; all from there on are.
    pub fn first(&self) -> Arrival {
        self.first
    }

    /// How many reports are live.
    pub fn len(&self) -> usize {
        self.live.len()
    }

    /// Whether no report is live.
    pub fn is_empty(&self) -> bool {
        self.live.is_empty()
    }

    /// An index that goes on at `first`, as one that forgot all before.
    pub fn starting_at(first: Arrival) -> Self {
        Self {
            first,
            ..Self::default()
        }
    }

    /// An index that decides by other weights, to measure them.
    pub fn with_weights(weights: Weights) -> Self {
        Self {
            weights,
            ..Self::default()
        }
    }

    /// Leaves the place of a report empty that is no longer there.
    pub fn skip(&mut self) {
        self.frequencies.add(std::iter::empty());
        self.live.push_back(Live {
            day: None,
            story: self.first + self.live.len() as Arrival,
            weighted: Weighted::default(),
            near: Vec::new(),
            bond: None,
        });
        self.forget();
    }

    /// Counts the terms of a report as seen, as [`Index::place`] does: for taking in again what was placed before.
    pub fn count(&mut self, weighted: &Weighted) {
        self.frequencies.add(weighted.terms().iter().map(|term| term.id));
    }

    /// Puts the reports of one story into another.
    pub fn merge(&mut self, from: Arrival, into: Arrival) {
        let Some(moved) = self.stories.remove(&from) else {
            return;
        };
        for live in self.live.iter_mut().filter(|live| live.story == from) {
            live.story = into;
        }
        let members = self.stories.entry(into).or_default();
        members.extend(moved);
        members.make_contiguous().sort_unstable();
        while members.len() > COMPARED {
            members.pop_front();
        }
    }

    fn get(&self, arrival: Arrival) -> Option<&Live> {
        self.live.get(arrival.checked_sub(self.first)? as usize)
    }

    fn get_mut(&mut self, arrival: Arrival) -> Option<&mut Live> {
        self.live.get_mut(arrival.checked_sub(self.first)? as usize)
    }

    /// The live reports that share the most telling terms or shingles, compared in full, the likest first.
    fn compare(&self, day: Option<i32>, weighted: &Weighted, probe: &Probe) -> Vec<Compared> {
        let mut found = self.terms.most_shared(weighted.sought(), self.first, CANDIDATES);
        found.extend(self.copies.sharing(weighted.shingles(), self.first));
        found.sort_unstable();
        found.dedup();
        let all = found.iter().filter_map(|&arrival| self.compared(day, probe, arrival));
        let mut all: Vec<Compared> = all
            .filter(|one| one.like.full > 0.02 || one.like.shared() > 0.0)
            .collect();
        all.sort_by(|a, b| b.like.full.total_cmp(&a.like.full).then(a.arrival.cmp(&b.arrival)));
        all
    }

    fn compared(&self, day: Option<i32>, probe: &Probe, arrival: Arrival) -> Option<Compared> {
        let live = self.get(arrival)?;
        let like = probe.likeness(&live.weighted);
        let z = self.weights.of_pair(&like, gap(day, live.day));
        Some(Compared {
            arrival,
            story: live.story,
            like,
            z,
        })
    }

    fn consider(&self, day: Option<i32>, probe: &Probe, compared: &[Compared]) -> Vec<Considered> {
        let mut likest: Vec<&Compared> = compared.iter().filter(|one| one.z > UNLIKE).collect();
        likest.sort_by(|a, b| b.z.total_cmp(&a.z).then(a.arrival.cmp(&b.arrival)));
        let mut stories: Vec<Arrival> = Vec::new();
        for one in likest {
            if stories.len() < STORIES && !stories.contains(&one.story) {
                stories.push(one.story);
            }
        }
        let mut considered: Vec<Considered> = stories
            .into_iter()
            .filter_map(|story| self.hold(story, day, probe, compared))
            .collect();
        considered.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.story.cmp(&b.story)));
        considered
    }

    /// Holds a report against one story.
    fn hold(&self, story: Arrival, day: Option<i32>, probe: &Probe, compared: &[Compared]) -> Option<Considered> {
        let members = self.stories.get(&story)?;
        let mut each: Vec<Compared> = members
            .iter()
            .filter_map(|&arrival| {
                let known = compared.iter().find(|one| one.arrival == arrival);
                known.copied().or_else(|| self.compared(day, probe, arrival))
            })
            .collect();
        // The likest of it may be older than its last.
        if let Some(best) = compared
            .iter()
            .filter(|one| one.story == story)
            .max_by(|a, b| a.z.total_cmp(&b.z))
            && each.iter().all(|one| one.arrival != best.arrival)
        {
            each.push(*best);
        }
        // However many reports a story has, those most like the new one speak for it: late ones drift from the first.
        each.sort_by(|a, b| b.z.total_cmp(&a.z).then(a.arrival.cmp(&b.arrival)));
        each.truncate(SPEAKERS);
        let (best, last) = (each.first()?, each.last()?);
        let count = each.len() as f32;
        let mean = each.iter().map(|one| one.z).sum::<f32>() / count;
        let rivals = compared.iter().filter(|one| one.story != story);
        let rival = rivals.clone().map(|one| one.z).fold(-8.0, f32::max);
        let around_new = density(rivals.map(|one| one.like.full));
        let around_story = each
            .iter()
            .map(|one| self.surroundings(one.arrival, story))
            .sum::<f32>()
            / count;
        let bonds = members.iter().filter_map(|&arrival| self.get(arrival)?.bond);
        let (bonds, joined) = bonds.fold((0.0, 0), |(sum, count), bond| (sum + bond, count + 1));
        let cohesion = (joined > 0).then(|| bonds / joined as f32);
        let features = [
            best.z,
            mean,
            last.z,
            around_new,
            around_story,
            rival,
            cohesion.unwrap_or(0.0),
            cohesion.map_or(0.0, |cohesion| mean - cohesion),
        ];
        Some(Considered {
            story,
            score: self.weights.of_story(&features),
            features,
            like: best.arrival,
        })
    }

    /// How like a report's neighbours outside its story are to it.
    fn surroundings(&self, arrival: Arrival, story: Arrival) -> f32 {
        let near = self.get(arrival).map_or(&[][..], |live| &live.near);
        let outside = near
            .iter()
            .filter(|(other, _)| self.get(*other).is_some_and(|live| live.story != story));
        density(outside.map(|&(_, cosine)| cosine))
    }

    fn decide(&self, placement: &mut Placement) {
        let copy = placement
            .copies
            .iter()
            .find(|copy| copy.of_new.max(copy.of_old) >= SAME_TEXT);
        let copied = copy.and_then(|copy| Some((copy.arrival, self.get(copy.arrival)?.story)));
        if let Some((like, story)) = copied {
            (placement.story, placement.score, placement.like) = (Some(story), 1.0, Some(like));
        } else if let Some(best) = placement
            .considered
            .first()
            .filter(|best| best.score >= self.weights.join)
        {
            (placement.story, placement.score, placement.like) = (Some(best.story), best.score, Some(best.like));
        }
        if let Some(story) = placement.story {
            let others = placement.considered.iter().filter(|other| other.story != story);
            let sure = others.filter(|other| other.score >= self.weights.merge);
            placement.merged = sure.map(|other| other.story).collect();
        }
        let joined = placement
            .considered
            .iter()
            .find(|one| Some(one.story) == placement.story);
        placement.bond = joined.map(|one| one.features[1]);
    }

    fn forget(&mut self) {
        while let Some(oldest) = self.live.front() {
            let old = self
                .today
                .zip(oldest.day)
                .is_none_or(|(today, day)| day < today - HORIZON);
            if self.live.len() <= KEPT || !old && self.live.len() <= MOST {
                break;
            }
            let gone = self.live.pop_front().expect("there is one");
            self.frequencies
                .remove(gone.weighted.terms().iter().map(|term| term.id));
            self.terms.forget(self.first, gone.weighted.indexed());
            self.copies.forget(self.first, gone.weighted.shingles());
            if let Some(members) = self.stories.get_mut(&gone.story) {
                members.retain(|&arrival| arrival != self.first);
                if members.is_empty() {
                    self.stories.remove(&gone.story);
                }
            }
            self.first += 1;
        }
    }
}

#[derive(Debug, Clone, Copy)]
struct Compared {
    arrival: Arrival,
    story: Arrival,
    like: Likeness,
    z: f32,
}

/// Days between two publications; a day where one is not known.
pub(super) fn gap(a: Option<i32>, b: Option<i32>) -> f32 {
    a.zip(b).map_or(1.0, |(a, b)| a.abs_diff(b) as f32)
}

/// Root of the mean of the highest cosines, which come in falling order.
fn density(cosines: impl Iterator<Item = f32>) -> f32 {
    (cosines.take(AROUND).sum::<f32>() / AROUND as f32).sqrt()
}

fn remember(near: &mut Vec<(Arrival, f32)>, arrival: Arrival, cosine: f32) {
    let at = near.partition_point(|&(_, other)| other >= cosine);
    if at < NEAR {
        near.insert(at, (arrival, cosine));
        near.truncate(NEAR);
        near.shrink_to_fit();
    }
}

fn copies(compared: &[Compared]) -> Vec<Copy> {
    let mut copies: Vec<Copy> = compared
        .iter()
        .filter(|one| one.like.shared() >= COPY)
        .map(|one| Copy {
            arrival: one.arrival,
            of_new: one.like.of_mine,
            of_old: one.like.of_theirs,
        })
        .collect();
    let share = |copy: &Copy| copy.of_new.max(copy.of_old);
    copies.sort_by(|a, b| share(b).total_cmp(&share(a)).then(a.arrival.cmp(&b.arrival)));
    copies
}
