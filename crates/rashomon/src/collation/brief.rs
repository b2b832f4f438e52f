//! The affair in a few sentences, each with the words it stands on.

use super::point::{Point, Stance, Story};
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

/// What most reports have, then where they part.
pub(crate) fn brief(story: &Story, points: &[Point], _edges: &[Edge]) -> Vec<Sentence> {
    let mut out = Vec::new();
    let mut agreed: Vec<&Point> = points.iter().filter(|p| p.parting.is_none()).collect();
    agreed.sort_by(|a, b| {
        reports(b)
            .len()
            .cmp(&reports(a).len())
            .then(b.weight.total_cmp(&a.weight))
    });
    out.extend(agreed.iter().take(3).map(|p| told(story, p)));
    out.extend(
        points
            .iter()
            .filter(|p| p.parting.is_some())
            .take(4)
            .map(|p| parted(story, p)),
    );
    out
}

fn reports(point: &Point) -> BTreeSet<u32> {
    point.readings.iter().map(|r| r.place.report).collect()
}

fn told(story: &Story, point: &Point) -> Sentence {
    let n = reports(point).len();
    let reading = point
        .readings
        .iter()
        .max_by_key(|r| (r.place.span.len(), std::cmp::Reverse(r.place)))
        .expect("a point has readings");
    let words = story
        .words(reading.place)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let outlet = story.reports[reading.place.report as usize].document.outlet();
    let word = match (&reading.stance, &reading.holder) {
        (Stance::Denies, Some(h)) => format!(", denied by {h}"),
        (_, Some(h)) => format!(", on the word of {h}"),
        _ => String::new(),
    };
    let origins = match point.witnesses.len() {
        1 => "one origin".to_owned(),
        n => format!("{n} origins"),
    };
    Sentence {
        text: format!("{n} reports, {origins}: “{words}” ({outlet}{word})."),
        places: point.readings.iter().map(|r| r.place).collect(),
    }
}

fn parted(story: &Story, point: &Point) -> Sentence {
    let parting = point.parting.as_ref().expect("only points that part");
    let what = if parting.update { "Moved on" } else { "Reports differ" };
    let _ = story;
    Sentence {
        text: format!("{what} on “{}”: {}", point.label, parting.why),
        places: point.readings.iter().map(|r| r.place).collect(),
    }
}
