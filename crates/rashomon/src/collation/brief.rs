//! The affair in a few sentences, each with the words it stands on.

use super::difference::Kind;
use super::lineage;
use super::point::{Point, Reading, Story};
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
    let mut agreed: Vec<(f32, &Point)> = points
        .iter()
        .filter(|p| p.parting.is_none())
        .filter_map(|p| Some((best(story, p)?.0, p)))
        .filter(|(tells, _)| *tells >= 0.0)
        .collect();
    let rank = |&(tells, p): &(f32, &Point)| p.weight * (1.0 + tells);
    agreed.sort_by(|a, b| {
        let count = |p: &(f32, &Point)| std::cmp::Reverse(reports(p.1).len());
        count(a).cmp(&count(b)).then(rank(b).total_cmp(&rank(a)))
    });
    let mut told = agreed.iter().take(3).filter_map(|(_, p)| told(story, p));
    let parted = points.iter().filter_map(parted).take(3);
    let mut out: Vec<Sentence> = told.next().into_iter().collect();
    out.extend(parted);
    out.extend(copied(story));
    out.extend(told);
    out
}

fn reports(point: &Point) -> BTreeSet<u32> {
    point.readings.iter().map(|r| r.place.report).collect()
}

/// The reading whose words best stand by themselves, with how well and its unit.
fn best<'p>(story: &Story, point: &'p Point) -> Option<(f32, &'p Reading, usize)> {
    let unit = |r: &Reading| {
        let same = |u: &usize| story.units[*u].place == r.place;
        (0..story.units.len()).find(same)
    };
    let told = point.readings.iter().filter_map(|r| {
        let unit = unit(r)?;
        Some((telling::tells(story, unit), r, unit))
    });
    told.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.place.cmp(&a.1.place)))
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

fn told(story: &Story, point: &Point) -> Option<Sentence> {
    let (_, _, unit) = best(story, point)?;
    let many = how_many(story, reports(point).len());
    let words = line(story.words(telling::whole(story, unit)));
    let words = words.trim_end_matches(['.', ',', ';']);
    let text = match point.witnesses.as_slice() {
        [one] => format!("{many} have it from {} alone: “{words}”.", one.origin),
        origins => format!("{many} have it, on {} independent origins: “{words}”.", origins.len()),
    };
    Some(Sentence {
        text,
        places: point.readings.iter().map(|r| r.place).collect(),
    })
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
        true => format!("Things have moved on since the first reports: {why} (“{label}”)."),
        false => format!("Reports differ over {what}: {why} (“{label}”)."),
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
