//! Which sentences of the sources speak to a sentence of the text, and which of their items stand for which of its.
//!
//! An inverted index over the sources' sentences gives those that share most of what tells; these are then set beside the
//! sentence item by item. The comparison is one-sided: it asks how much of the sentence a source has, never the reverse.

use super::World;
use super::diff::Diff;
use super::item::{Item, Kind, Line};
use super::words::Words;
use crate::value::{self, Relation, Value, ValueKind};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Where each telling thing stands in the sources.
#[derive(Debug, Clone, Default)]
pub(super) struct Index {
    by_key: FxHashMap<Key, Vec<u32>>,
    lines: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Key {
    Entity(u32),
    Stem(u32),
}

fn keys(item: &Item, words: &Words) -> Vec<Key> {
    let mut out: Vec<Key> = item.entity.map(Key::Entity).into_iter().collect();
    if item.kind == Kind::Pronoun {
        return out;
    }
    let parts = if item.parts.is_empty() {
        std::slice::from_ref(&item.term)
    } else {
        &item.parts
    };
    out.extend(parts.iter().map(|&part| Key::Stem(words.stem(part))));
    out
}

impl Index {
    pub(super) fn new(lines: &[Line], words: &Words) -> Self {
        let mut index = Self {
            lines: lines.len(),
            ..Self::default()
        };
        for (l, line) in lines.iter().enumerate() {
            for key in line.items.iter().flat_map(|item| keys(item, words)) {
                let list = index.by_key.entry(key).or_default();
                if list.last() != Some(&(l as u32)) {
                    list.push(l as u32);
                }
            }
        }
        index
    }

    /// The lines that share most with the given one, best first.
    fn nearest(&self, line: &Line, words: &Words) -> Vec<usize> {
        let mut scores: BTreeMap<u32, f32> = BTreeMap::new();
        for item in &line.items {
            let mut mine: BTreeMap<u32, f32> = BTreeMap::new();
            for key in keys(item, words) {
                let Some(list) = self.by_key.get(&key) else { continue };
                let rare = ((1.0 + self.lines as f32) / list.len() as f32).ln() / (1.0 + self.lines as f32).ln();
                let weight = item.weight * rare.max(0.02);
                for &l in list {
                    let best = mine.entry(l).or_default();
                    *best = best.max(weight);
                }
            }
            mine.into_iter()
                .for_each(|(l, weight)| *scores.entry(l).or_default() += weight);
        }
        let mut ranked: Vec<(u32, f32)> = scores.into_iter().collect();
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        ranked.truncate(LOOKED_AT);
        ranked.into_iter().map(|(l, _)| l as usize).collect()
    }
}

/// How many source sentences are set beside a sentence item by item.
const LOOKED_AT: usize = 24;
/// What is alike enough to be linked.
pub(super) const LINKED: f32 = 0.5;
/// What is alike enough to be taken for said.
pub(super) const SAID: f32 = 0.7;
/// What is in the sentence before or after counts a little less.
const BESIDE: f32 = 0.9;

/// A sentence of the text beside one of a source.
#[derive(Debug, Clone)]
pub(super) struct Pairing {
    /// Index of the source's line.
    pub(super) line: usize,
    /// For each item of the sentence the source's item that stands for it, with how alike they are.
    pub(super) links: Vec<Option<(usize, f32)>>,
    /// For each item of the sentence how far the source has it, there or in the sentences beside.
    pub(super) had: Vec<f32>,
    /// Word by word.
    pub(super) diff: Diff,
}

impl Pairing {
    /// Weighted share of the given items that the source has.
    pub(super) fn cover(&self, items: &[Item], which: impl IntoIterator<Item = usize>) -> f32 {
        let (mut sum, mut total) = (0.0, 0.0);
        for i in which {
            sum += items[i].weight * self.had[i];
            total += items[i].weight;
        }
        if total > 0.0 { sum / total } else { 0.0 }
    }

    /// The item of the sentence that a source's item stands for.
    pub(super) fn back(&self, other: usize) -> Option<usize> {
        self.links
            .iter()
            .position(|link| link.is_some_and(|(to, _)| to == other))
    }
}

/// The source sentences that speak to a line of the text, best first.
pub(super) fn pairings(world: &World, line: &Line) -> Vec<Pairing> {
    let mut out: Vec<(f32, Pairing)> = world
        .index
        .nearest(line, &world.words)
        .into_iter()
        .map(|l| {
            let pairing = pair(world, line, l);
            (pairing.cover(&line.items, 0..line.items.len()), pairing)
        })
        .collect();
    out.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.line.cmp(&b.1.line)));
    out.into_iter().map(|(_, pairing)| pairing).collect()
}

fn pair(world: &World, line: &Line, l: usize) -> Pairing {
    let other = &world.lines[l];
    let alike: Vec<Vec<f32>> = line
        .items
        .iter()
        .map(|a| other.items.iter().map(|b| world.alike(line, a, other, b)).collect())
        .collect();
    let links = link(&line.items, &other.items, &alike);
    let had = (0..line.items.len())
        .map(|i| {
            let here = links[i].map_or(0.0, |(_, how)| how);
            let beside = world.beside(l).flat_map(|b| {
                let near = &world.lines[b];
                near.items.iter().map(move |item| (near, item))
            });
            let near = beside
                .map(|(near, item)| world.alike(line, &line.items[i], near, item) * BESIDE)
                .fold(0.0, f32::max);
            here.max(near)
        })
        .collect();
    let diff = Diff::new(world.reports[line.report], line, world.reports[other.report], other);
    Pairing {
        line: l,
        links,
        had,
        diff,
    }
}

/// One to one, the best first; where words stand several times, those with like neighbours go together.
fn link(items: &[Item], others: &[Item], alike: &[Vec<f32>]) -> Vec<Option<(usize, f32)>> {
    let at = |i: isize, j: isize| -> f32 {
        let (Ok(i), Ok(j)) = (usize::try_from(i), usize::try_from(j)) else {
            return 0.0;
        };
        alike.get(i).and_then(|row| row.get(j)).copied().unwrap_or(0.0)
    };
    let mut found = Vec::new();
    for (i, row) in alike.iter().enumerate() {
        for (j, &how) in row.iter().enumerate().filter(|(_, how)| **how >= LINKED) {
            let (a, b) = (i as isize, j as isize);
            let up = match (items[i].up, others[j].up) {
                (Some(x), Some(y)) => alike[x][y],
                _ => 0.0,
            };
            found.push((how + 0.05 * (at(a - 1, b - 1) + at(a + 1, b + 1) + up), i, j, how));
        }
    }
    found.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let mut links = vec![None; items.len()];
    let mut used = vec![false; others.len()];
    for (_, i, j, how) in found {
        if links[i].is_none() && !used[j] {
            links[i] = Some((j, how));
            used[j] = true;
        }
    }
    links
}

/// How two values stand to one another in one slot. "Since 2022" and "since 2020" overlap, and yet are not the same answer.
pub(super) fn relate(a: &Value, b: &Value) -> Relation {
    let open = |v: &Value| match &v.kind {
        ValueKind::Time(t) => match t.days {
            (Some(from), None) => Some((true, from)),
            (None, Some(to)) => Some((false, to)),
            _ => None,
        },
        ValueKind::Quantity(_) => None,
    };
    let range = |v: &Value| match &v.kind {
        ValueKind::Time(t) if t.edtf.contains('/') && !t.approximate => t.days.0.zip(t.days.1),
        _ => None,
    };
    let is_time = |v: &Value| matches!(v.kind, ValueKind::Time(_));
    match (open(a), open(b)) {
        (Some((x, from)), Some((y, to))) if x == y && from != to => Relation::Different,
        // So do "2003 through 2008" and "2004 through 2008".
        _ if range(a).zip(range(b)).is_some_and(|(x, y)| x != y) => Relation::Different,
        // "On October 21" may lie within 60 days, and says nothing of how many they are.
        _ if range(a).is_some() != range(b).is_some() && is_time(a) && is_time(b) => Relation::Incomparable,
        _ => value::relate(a, b),
    }
}

impl World<'_> {
    /// How alike two items are, 0 to 1.
    pub(super) fn alike(&self, line: &Line, a: &Item, other: &Line, b: &Item) -> f32 {
        match (a.value, b.value) {
            (Some(x), Some(y)) => {
                let (x, y) = (
                    &self.reports[line.report].values[x as usize],
                    &self.reports[other.report].values[y as usize],
                );
                match relate(x, y) {
                    Relation::Same => 1.0,
                    Relation::Compatible => 0.9,
                    Relation::Incomparable if a.term == b.term => 0.9,
                    _ => 0.0,
                }
            }
            (None, None) => {
                if a.entity.is_some() && a.entity == b.entity {
                    return 1.0;
                }
                match (a.kind, b.kind) {
                    (Kind::Pronoun, Kind::Pronoun) if a.term == b.term => 0.6,
                    (Kind::Pronoun, _) | (_, Kind::Pronoun) => 0.0,
                    (Kind::Name, Kind::Name) => self.names_alike(a, b),
                    (Kind::Name, _) | (_, Kind::Name) => self.name_and_word(a, b),
                    _ => self.words.alike(a.term, b.term),
                }
            }
            _ if a.term == b.term => 0.9,
            _ => 0.0,
        }
    }

    /// Names of one another's words, or of a country and its people; what the vectors say of names tells nothing.
    fn names_alike(&self, a: &Item, b: &Item) -> f32 {
        if a.term == b.term {
            return 1.0;
        }
        let stands = |x: &Item, y: &Item| {
            let of = x.entity.and_then(|e| self.entities.entities[e as usize].stands_for);
            of.is_some() && of == y.entity
        };
        if stands(a, b) || stands(b, a) {
            return 0.8;
        }
        let inside = |x: &Item, y: &Item| x.parts.iter().all(|p| y.parts.contains(p));
        // Two that the story keeps apart are two, unless nothing is known of one of them.
        let apart = a.entity.is_some() && b.entity.is_some() && self.people(a) && self.people(b);
        if !apart && (inside(a, b) || inside(b, a)) {
            return 0.85;
        }
        let (x, y) = (self.words.text(a.term), self.words.text(b.term));
        if super::lexicon_country(x, y) { 0.9 } else { 0.0 }
    }

    fn people(&self, item: &Item) -> bool {
        item.entity
            .is_some_and(|e| self.entities.entities[e as usize].kind == crate::name::Kind::Person)
    }

    /// "the chamber" and "State Audit Chamber": a word of the name.
    fn name_and_word(&self, a: &Item, b: &Item) -> f32 {
        let (name, word) = if a.kind == Kind::Name { (a, b) } else { (b, a) };
        let part = name
            .parts
            .iter()
            .any(|&p| p == word.term || self.words.stem(p) == self.words.stem(word.term));
        if part { 0.75 } else { 0.0 }
    }

    /// The lines beside a source's line, in the same report.
    pub(super) fn beside(&self, l: usize) -> impl Iterator<Item = usize> {
        let same = |b: usize| {
            self.lines
                .get(b)
                .is_some_and(|line| line.report == self.lines[l].report)
        };
        let before = l.checked_sub(1).filter(|&b| same(b));
        let after = Some(l + 1).filter(|&b| same(b));
        before.into_iter().chain(after)
    }
}
