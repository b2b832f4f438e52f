//! An inverted index that forgets: for each key the last reports that have it.

use super::index::Arrival;
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::collections::VecDeque;
use std::collections::hash_map::Entry;

/// Reports remembered of one key; those of a key that more have are too common to tell.
const LONGEST: usize = 192;
/// Entries looked at in one search, the rarest keys first: what bounds its time.
const LOOKED_AT: usize = 2_000;

#[derive(Debug, Default)]
pub(super) struct Postings {
    /// For each key the report that has it, or from [`MANY`] on the place in `many` of those that have it: most keys are of one
    /// report alone, and there are millions of them.
    of: FxHashMap<u32, u32>,
    many: Vec<VecDeque<Arrival>>,
    /// Places in `many` that stand empty.
    free: Vec<u32>,
}

/// Arrivals stay below it.
const MANY: u32 = 1 << 31;

impl Postings {
    pub(super) fn add(&mut self, arrival: Arrival, keys: impl Iterator<Item = u32>) {
        for key in keys {
            match self.of.entry(key) {
                Entry::Vacant(entry) => {
                    entry.insert(arrival);
                }
                Entry::Occupied(mut entry) if *entry.get() < MANY => {
                    let both = VecDeque::from([*entry.get(), arrival]);
                    let place = match self.free.pop() {
                        Some(place) => {
                            self.many[place as usize] = both;
                            place
                        }
                        None => {
                            self.many.push(both);
                            self.many.len() as u32 - 1
                        }
                    };
                    entry.insert(MANY + place);
                }
                Entry::Occupied(entry) => {
                    let all = &mut self.many[(*entry.get() - MANY) as usize];
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
            let Some(&posting) = self.of.get(&key) else { continue };
            let empty = if posting < MANY {
                posting == arrival
            } else {
                let all = &mut self.many[(posting - MANY) as usize];
                if all.front() == Some(&arrival) {
                    all.pop_front();
                }
                // A list holds no room for what it once had: in a stream each has its busy days, and all together would grow.
                if let (true, Some(&last)) = (all.len() < 2, all.front()) {
                    self.of.insert(key, last);
                    *all = VecDeque::new();
                    self.free.push(posting - MANY);
                } else if all.len() <= all.capacity() / 4 {
                    all.shrink_to(all.len() * 2);
                }
                false
            };
            if empty {
                self.of.remove(&key);
            }
        }
    }

    /// The reports with a key, the oldest first.
    fn of<'a>(&'a self, posting: &'a u32) -> (&'a [Arrival], &'a [Arrival]) {
        if *posting < MANY {
            (std::slice::from_ref(posting), &[])
        } else {
            self.many[(*posting - MANY) as usize].as_slices()
        }
    }

    /// The reports that have most of the keys, by the keys' weights; at most `most`.
    pub(super) fn most_shared(
        &self,
        keys: impl Iterator<Item = (u32, f32)>,
        first: Arrival,
        most: usize,
    ) -> Vec<Arrival> {
        let mut lists: Vec<_> = keys
            .filter_map(|(key, weight)| {
                let (old, new) = self.of(self.of.get(&key)?);
                Some((old.len() + new.len(), key, weight, [old, new]))
            })
            .collect();
        lists.sort_unstable_by_key(|list| (list.0, list.1));
        let mut looked_at = 0;
        lists.retain(|list| {
            looked_at += list.0;
            looked_at <= LOOKED_AT
        });
        let mut places = FxHashMap::with_capacity_and_hasher(looked_at.min(LOOKED_AT), FxBuildHasher);
        let mut summed: Vec<(Arrival, f32)> = Vec::with_capacity(looked_at.min(LOOKED_AT));
        for (_, _, weight, halves) in lists {
            for &arrival in halves.into_iter().flatten().filter(|&&arrival| arrival >= first) {
                let place = *places.entry(arrival).or_insert(summed.len());
                match summed.get_mut(place) {
                    Some(one) => one.1 += weight,
                    None => summed.push((arrival, weight)),
                }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_room_is_held_for_what_is_forgotten() {
        let mut postings = Postings::default();
        let keys = 0..100u32;
        // Each key has a busy time and then a quiet one, in which two reports in turn have it.
        for arrival in 0..150 {
            postings.add(arrival, keys.clone());
        }
        for arrival in 0..148 {
            postings.forget(arrival, keys.clone());
        }
        let room: usize = postings.many.iter().map(VecDeque::capacity).sum();
        assert!(room <= 100 * 8, "{room}");
        assert_eq!(
            postings.most_shared(keys.clone().map(|key| (key, 1.0)), 0, 9),
            [148, 149]
        );
        postings.forget(148, keys.clone());
        assert_eq!(postings.most_shared(keys.clone().map(|key| (key, 1.0)), 0, 9), [149]);
        postings.forget(149, keys);
        assert!(postings.of.is_empty() && postings.many.iter().all(|list| list.capacity() == 0));
    }
}
