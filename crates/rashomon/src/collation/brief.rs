//! The affair in a few sentences, each with the words it stands on.

use super::difference::Kind;
use super::lineage;
use super::point::{Point, Reading, Story, Witness};
use super::telling;
use super::{Place, network::Edge};
use std::collections::BTreeSet;

/// One sentence of the brief.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// The sentence.
    pub text: String,
    /// What it stands on, never empty.
    pub places: Vec<Place>,
}

/// What most reports have, where they part, who copies whom, and more of what most have.
pub(crate) fn brief(story: &Story, points: &[Point], _edges: &[Edge]) -> Vec<Sentence> {
    let mut agreed: Vec<(Shared, &Point)> = points
        .iter()
        .filter(|p| p.parting.is_none())
        .filter_map(|p| Some((shared(story, p)?, p)))
        .collect();
    let rank = |(shared, p): &(Shared, &Point)| p.weight * (1.0 + shared.tells);
    agreed.sort_by(|a, b| {
        let count = |p: &(Shared, &Point)| std::cmp::Reverse(reports(&p.0.readings).len());
        count(a).cmp(&count(b)).then(rank(b).total_cmp(&rank(a)))
    });
    let mut told = agreed.iter().take(3).map(|(shared, p)| told(story, shared, p));
    let parted = points.iter().filter_map(parted).take(3);
    let mut out: Vec<Sentence> = told.next().into_iter().collect();
    out.extend(parted);
    out.extend(copied(story));
    out.extend(told);
    out
}

fn reports(readings: &[&Reading]) -> BTreeSet<u32> {
    readings.iter().map(|r| r.place.report).collect()
}

/// Log odds from which on one reading is told as what another report has too.
const SURE: f32 = 2.0;

/// The words of a point that most reports have, as far as that is sure.
struct Shared<'p> {
    /// How well they stand by themselves.
    tells: f32,
    unit: usize,
    /// The readings that have them, their own among them.
    readings: Vec<&'p Reading>,
}

/// Of the words that stand by themselves those that most other reports surely have, if any other has.
fn shared<'p>(story: &Story, point: &'p Point) -> Option<Shared<'p>> {
    let unit = |r: &Reading| (0..story.units.len()).find(|&u| story.units[u].place == r.place);
    let units: Vec<(&Reading, usize)> = point.readings.iter().filter_map(|r| Some((r, unit(r)?))).collect();
    let so = |u: usize| story.claim(u).positive;
    let same = |u: usize, v: usize| v == u || story.odds(u, v) >= SURE && so(u) == so(v);
    let all = units.iter().map(|&(_, u)| Shared {
        tells: telling::tells(story, u),
        unit: u,
        readings: (units.iter().filter(|&&(_, v)| same(u, v))).map(|x| x.0).collect(),
    });
    all.filter(|s| {
        s.tells >= 0.0
            && reports(&s.readings).len() > 1
            && telling::states(story, s.unit, telling::whole(story, s.unit))
    })
    .max_by(|a, b| {
        let count = |s: &Shared| reports(&s.readings).len();
        let place = |s: &Shared| std::cmp::Reverse(story.units[s.unit].place);
        (count(a).cmp(&count(b)))
            .then(a.tells.total_cmp(&b.tells))
            .then(place(a).cmp(&place(b)))
    })
}

/// Words on one line.
fn line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// "3 of 5 reports", "all 5 reports".
fn how_many(story: &Story, n: usize) -> String {
    match story.reports.len() {
        all if all == n => format!("All {n} reports"),
        all => format!("{n} of {all} reports"),
    }
}

fn told(story: &Story, shared: &Shared, point: &Point) -> Sentence {
    let having = reports(&shared.readings);
    let many = how_many(story, having.len());
    let words = line(story.words(telling::whole(story, shared.unit)));
    let words = words.trim_end_matches(['.', ',', ';']);
    let from = |w: &&Witness| w.reports.iter().any(|r| having.contains(r));
    let witnesses: Vec<&Witness> = point.witnesses.iter().filter(from).collect();
    let text = match witnesses[..] {
        [one] => format!("{many} have it from {} alone: {}.", one.origin, quoted(words)),
        _ => format!(
            "{many} have it, on {} independent origins: {}.",
            witnesses.len(),
            quoted(words)
        ),
    };
    Sentence {
        text,
        places: shared.readings.iter().map(|r| r.place).collect(),
    }
}

/// Words within quotation marks: single ones where they have double ones of their own.
fn quoted(words: &str) -> String {
    if words.contains(['"', '“', '”']) {
        format!("‘{words}’")
    } else {
        format!("“{words}”")
    }
}

fn parted(point: &Point) -> Option<Sentence> {
    let parting = point.parting.as_ref()?;
    let what = match parting.kind {
        Kind::Quantity => "a figure",
        Kind::Date => "a date",
        Kind::Name => "a name",
        Kind::Place => "a place",
        Kind::Participant => "who took part",
        Kind::Status => "how far things have gone",
        Kind::Denial => "whether it is so",
        Kind::Attribution => "whose word it is",
        Kind::Quotation => "the words of a quotation",
        Kind::Cause => "the reason",
    };
    let why = parting.why.trim_end_matches('.');
    let label = line(&point.label);
    let text = match parting.update {
        true => format!(
            "Things have moved on since the first reports: {why} ({}).",
            quoted(&label)
        ),
        false => format!("Reports differ over {what}: {why} ({}).", quoted(&label)),
    };
    Some(Sentence {
        text,
        places: point.readings.iter().map(|r| r.place).collect(),
    })
}

/// Who copies whom, in one sentence.
fn copied(story: &Story) -> Option<Sentence> {
    let copies: Vec<_> = story
        .lineage
        .iter()
        .filter(|d| d.kind == lineage::Kind::Copy && !d.passages.is_empty())
        .collect();
    let outlet = |report: u32| story.reports[report as usize].document.outlet();
    let told = copies
        .iter()
        .take(3)
        .map(|d| format!("{} copies {}", outlet(d.to), outlet(d.from)));
    let told: Vec<String> = told.collect();
    let more = match copies.len() {
        0 => return None,
        n if n > told.len() => format!(", and {} more", n - told.len()),
        _ => String::new(),
    };
    let places = copies.iter().flat_map(|d| {
        let (from, to) = d.passages[0];
        [(d.from, from), (d.to, to)].map(|(report, span)| Place { report, span })
    });
    Some(Sentence {
        text: format!("Not every report is a witness of its own: {}{more}.", told.join(", ")),
        places: places.collect(),
    })
}
