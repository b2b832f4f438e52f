//! A name that the sources spell or complete otherwise.

use crate::check::align::Pairing;
use crate::check::case::{Case, Clash};
use crate::check::item::{Item, Kind};
use crate::check::rule::Rule;
use crate::name::Kind as NameKind;

/// How much of the rest a source must have for two like names to be meant for one.
const LIKE_NAMES: f32 = 0.4;

/// A name in the place of a like one that the sources have instead: one first name, one letter off.
pub(super) fn find(case: &Case) -> Vec<Clash> {
    let mut out = Vec::new();
    for &i in &case.unit.items {
        let item = &case.line.items[i];
        if item.kind == Kind::Name && !known(case, item) {
            out.extend(case.near().find_map(|p| against(case, p, i)));
        }
    }
    out
}

/// Whether the sources have the name anywhere.
fn known(case: &Case, item: &Item) -> bool {
    let lines = &case.world.lines;
    lines.iter().flat_map(|line| &line.items).any(|other| {
        other.kind == Kind::Name && (other.term == item.term || item.parts.iter().all(|p| other.parts.contains(p)))
    })
}

fn against(case: &Case, p: &Pairing, i: usize) -> Option<Clash> {
    if case.rest(p, &[i]) < LIKE_NAMES {
        return None;
    }
    let mine = &case.line.items[i];
    let others = case.other(p).items.iter().enumerate();
    let mut like = others.filter(|(j, other)| p.back(*j).is_none_or(|k| k == i) && like(case, mine, other));
    like.next().map(|(j, _)| case.clash(Rule::Name, p, i, j))
}

/// Whether one may be meant for the other: people with one last name and two first names, names a letter or two apart.
pub(super) fn like(case: &Case, a: &Item, b: &Item) -> bool {
    if a.kind != Kind::Name || b.kind != Kind::Name || a.term == b.term {
        return false;
    }
    let words = &case.world.words;
    let person = |item: &Item| {
        item.entity
            .is_none_or(|e| case.world.entities.entities[e as usize].kind == NameKind::Person)
    };
    let (first, last) = (|i: &Item| i.parts.first().copied(), |i: &Item| i.parts.last().copied());
    let several = a.parts.len() > 1 && b.parts.len() > 1;
    let initial = |i: &Item| first(i).is_some_and(|f| words.text(f).chars().count() == 1);
    if several && person(a) && person(b) && last(a) == last(b) && first(a) != first(b) && !initial(a) && !initial(b) {
        return !a.parts.iter().all(|p| b.parts.contains(p)) && !b.parts.iter().all(|p| a.parts.contains(p));
    }
    let (x, y) = (words.text(a.term), words.text(b.term));
    let long = x.chars().count().min(y.chars().count());
    let apart = strsim::damerau_levenshtein(x, y);
    long >= 6
        && apart <= 1 + long / 10
        && !crate::check::lexicon_country(x, y)
        && x.chars().next() == y.chars().next()
        && x.strip_prefix(y)
            .or(y.strip_prefix(x))
            .is_none_or(|rest| rest.len() > 2)
}
