//! Names that are nearly the same: one report has another word in the midst of the name that the others have.

use super::{Point, Reading, Stance, Story, Topic, witnesses};
use crate::collation::Place;
use crate::collation::difference::{Kind, Parting};
use crate::name::{Kind as NameKind, fold};
use std::collections::BTreeMap;

/// How like, by Jaro and Winkler, two spellings of a given name or surname are at least.
const SPELLING: f64 = 0.85;

/// Points over names that some reports have otherwise than others.
pub(crate) fn names(story: &Story) -> Vec<Point> {
    // Each form of a name, folded, with what it names and where it stands.
    let mut forms: BTreeMap<Vec<String>, (NameKind, Vec<Place>)> = BTreeMap::new();
    for entity in &story.entities.entities {
        for &place in &entity.mentions {
            let words = words(story.words(place));
            if words.len() > 1 {
                forms
                    .entry(words)
                    .or_insert_with(|| (entity.kind, Vec::new()))
                    .1
                    .push(place);
            }
        }
    }
    let mut out = Vec::new();
    let forms: Vec<_> = forms.into_iter().collect();
    for (i, (name, (kind, places))) in forms.iter().enumerate() {
        for (other, (other_kind, others)) in &forms[i + 1..] {
            // Who uses both knows them apart.
            let both = places.iter().any(|p| others.iter().any(|q| p.report == q.report));
            let person = |k: NameKind| k == NameKind::Person;
            if person(*kind) == person(*other_kind) && !both && variants(*kind, name, other) {
                out.push(point(story, places, others));
            }
        }
    }
    out
}

/// The words of a name, folded; one with a hyphen stays one.
fn words(name: &str) -> Vec<String> {
    let all = name.split_whitespace().map(|w| fold(w).replace(' ', ""));
    all.filter(|w| !w.is_empty() && w != "the").collect()
}

/// Whether two names part in one word, where the rest is enough to take them for one.
fn variants(kind: NameKind, a: &[String], b: &[String]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let apart: Vec<(&str, &str)> = a
        .iter()
        .map(String::as_str)
        .zip(b.iter().map(String::as_str))
        .filter(|(x, y)| x != y)
        .collect();
    let [(x, y)] = apart[..] else { return false };
    if skeleton(x) == skeleton(y) {
        return false;
    }
    let told = |w: &str| w.len() > 2 && w.chars().all(char::is_alphabetic);
    if !told(x) || !told(y) {
        return false;
    }
    match kind {
        // "Jerrold", "Jerry": a short form of a given name is no other name.
        NameKind::Person => {
            let given = a.last() == b.last() && x.chars().zip(y.chars()).take(3).all(|(m, n)| m == n);
            !given && strsim::jaro_winkler(x, y) >= SPELLING && x.len().abs_diff(y.len()) <= 2
        }
        // Of longer names, those with the same initials, or where the one word holds the other ("Post-Dispatch").
        NameKind::Organisation | NameKind::Outlet | NameKind::Place | NameKind::Other => {
            a.len() >= 3 && (a.len() > 3 && x.chars().next() == y.chars().next() || x.ends_with(y) || y.ends_with(x))
        }
        NameKind::Group | NameKind::Document => false,
    }
}

/// What is left of a name in whatever way it is brought into Latin letters or spelt on either side of an ocean: its consonants,
/// a doubled one once, without an article and a plural ("Qassem", "Sergey", "al-Assad", "Centre").
fn skeleton(word: &str) -> String {
    let bare = word.strip_prefix("al").filter(|w| w.len() > 3).unwrap_or(word);
    let bare = bare.strip_suffix('s').unwrap_or(bare);
    let mut out: String = bare.chars().filter(|c| !"aeiouy".contains(*c)).collect();
    let mut last = None;
    out.retain(|c| last.replace(c) != Some(c));
    out
}

fn point(story: &Story, places: &[Place], others: &[Place]) -> Point {
    let mut shown: Vec<Place> = Vec::new();
    for &place in places.iter().chain(others) {
        if shown.iter().all(|p| p.report != place.report) {
            shown.push(place);
        }
    }
    shown.sort();
    let words = |place: Place| story.words(place).to_owned();
    let outlet = |place: Place| story.outlet(place.report);
    let (a, b) = (places[0], others[0]);
    let readings: Vec<Reading> = shown
        .iter()
        .map(|&place| reading(story, place, Some(words(place))))
        .collect();
    Point {
        label: words(a),
        topic: Topic::Statement,
        witnesses: witnesses(story, &readings),
        weight: 1.0,
        parting: Some(Parting {
            kind: Kind::Name,
            update: false,
            why: format!("{} has {}, {} has {}.", outlet(a), words(a), outlet(b), words(b)),
            places: (a, b),
            values: Some((words(a), words(b))),
        }),
        readings,
    }
}

/// Words on the word of whoever the smallest claim around them rests on.
pub(super) fn reading(story: &Story, place: Place, value: Option<String>) -> Reading {
    let around = (0..story.units.len()).filter(|&u| {
        let unit = story.units[u].place;
        unit.report == place.report && unit.span.contains(place.span)
    });
    let smallest = around.min_by_key(|&u| story.units[u].place.span.len());
    let (stance, holder) = smallest.map_or((Stance::Asserts, None), |u| story.stance(u));
    Reading {
        place,
        value,
        stance,
        holder: holder.map(str::to_owned),
        odds: None,
    }
}
