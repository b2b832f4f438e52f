//! An inverted index that forgets: for each key the last reports that have it.

use super::index::Arrival;
use rustc_hash::FxHashMap;
use std::collections::VecDeque;

/// Reports remembered of one key; those of a key that more have are too common to tell.
const LONGEST: usize = 192;
/// Entries looked at in one search, the rarest keys first: what bounds its time.
const LOOKED_AT: usize = 2_000;

#[derive(Debug, Default)]
pub(super) struct Postings {
    of: FxHashMap<u32, Posting>,
}

/// Most keys are of one report alone.
#[derive(Debug)]
#[expect(
    clippy::box_collection,
    reason = "the common case, one report, shall not be as wide as the rare one"
)]
enum Posting {
    One(Arrival),
    Many(Box<VecDeque<Arrival>>),
}

impl Postings {
    pub(super) fn add(&mut self, arrival: Arrival, keys: impl Iterator<Item = u32>) {
        for key in keys {
            match self.of.get_mut(&key) {
                None => {
                    self.of.insert(key, Posting::One(arrival));
                }
                Some(posting @ Posting::One(_)) => {
                    let Posting::One(other) = *posting else { continue };
                    *posting = Posting::Many(Box::new(VecDeque::from([other, arrival])));
                }
                Some(Posting::Many(all)) => {
                    if all.len() == LONGEST {
                        all.pop_front();
                    }
                    all.push_back(arrival);
                }
            }
        }
    }

    /// Takes out a report, the oldest there is, that was added with these keys.
    pub(super) fn forget(&mut self, arrival: Arrival, keys: impl Iterator<Item = u32>) {
        for key in keys {
            let empty = match self.of.get_mut(&key) {
                Some(Posting::One(only)) => *only == arrival,
                Some(Posting::Many(all)) => {
                    if all.front() == Some(&arrival) {
                        all.pop_front();
                    }
                    all.is_empty()
                }
                None => false,
            };
            if empty {
                self.of.remove(&key);
            }
        }
    }

    /// The reports that have most of the keys, by the keys' weights; at most `most`.
    pub(super) fn most_shared(
        &self,
        keys: impl Iterator<Item = (u32, f32)>,
        first: Arrival,
        most: usize,
    ) -> Vec<Arrival> {
        let mut lists: Vec<(usize, u32, f32)> = keys
            .filter_map(|(key, weight)| {
                let length = match self.of.get(&key)? {
                    Posting::One(_) => 1,
                    Posting::Many(all) => all.len(),
                };
                Some((length, key, weight))
            })
            .collect();
        lists.sort_unstable_by_key(|list| (list.0, list.1));
        let (mut looked_at, mut places) = (0, FxHashMap::default());
        let mut summed: Vec<(Arrival, f32)> = Vec::new();
        let mut tell = |arrival: Arrival, weight: f32| {
            if arrival < first {
                return;
            }
            let place = *places.entry(arrival).or_insert(summed.len());
            match summed.get_mut(place) {
                Some(one) => one.1 += weight,
                None => summed.push((arrival, weight)),
            }
        };
        for (length, key, weight) in lists {
            looked_at += length;
            if looked_at > LOOKED_AT {
                break;
            }
            match &self.of[&key] {
                Posting::One(arrival) => tell(*arrival, weight),
                Posting::Many(all) => all.iter().for_each(|&arrival| tell(arrival, weight)),
            }
        }
        let order = |a: &(Arrival, f32), b: &(Arrival, f32)| b.1.total_cmp(&a.1).then(b.0.cmp(&a.0));
        if summed.len() > most {
            summed.select_nth_unstable_by(most, order);
            summed.truncate(most);
        }
        summed.into_iter().map(|(arrival, _)| arrival).collect()
    }
}
