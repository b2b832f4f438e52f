//! Why: one event for which reports give different reasons.

use super::{Point, Story, Topic, variant, witnesses};
use crate::claim::{Participant, Role};
use crate::collation::Place;
use crate::collation::difference::{self, Kind, NEAR, Parting};
use std::collections::BTreeSet;

/// How like what is done must be for two reasons to be reasons for the same, 0 to 1.
const LIKE: f32 = 0.8;

/// Points over reasons that have nothing in common, given for one event.
pub(super) fn reasons(story: &Story) -> Vec<Point> {
    let mut parted: Vec<(f32, Place, Place)> = Vec::new();
    for (a, b, odds) in story.odds.iter() {
        if odds < NEAR || story.doings.alike(a, b) < LIKE || !difference::themes_meet(story, a, b) {
            continue;
        }
        let apart = |(x, y): &(&Participant, &Participant)| !meet(story, (a, x), (b, y));
        let both: Vec<_> = causes(story, a)
            .flat_map(|x| causes(story, b).map(move |y| (x, y)))
            .collect();
        if let Some((x, y)) = both.first().filter(|_| both.iter().all(apart)) {
            let place = |u: usize, p: &Participant| Place {
                span: p.span,
                ..story.units[u].place
            };
            parted.push((odds, place(a, x), place(b, y)));
        }
    }
    parted.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let mut told: Vec<Place> = Vec::new();
    let mut out = Vec::new();
    for (_, a, b) in parted {
        if ![a, b].iter().any(|at| told.iter().any(|t| t.overlaps(*at))) {
            told.extend([a, b]);
            out.push(point(story, a, b));
        }
    }
    out
}

fn causes<'a>(story: &Story<'a>, u: usize) -> impl Iterator<Item = &'a Participant> + use<'a> {
    story.claim(u).participants.iter().filter(|p| p.role == Role::Cause)
}

/// Whether two reasons have something in common, in like words or by whom they name.
fn meet(story: &Story, (a, x): (usize, &Participant), (b, y): (usize, &Participant)) -> bool {
    let terms = |u: usize, p: &Participant| -> BTreeSet<u32> {
        let report = story.units[u].place.report as usize;
        let tokens = story.reports[report].analysis.tokens_in(p.span);
        tokens.filter_map(|t| story.terms.of(report, t)).collect()
    };
    let (m, n) = (terms(a, x), terms(b, y));
    m.is_empty() || n.is_empty() || m.iter().any(|&s| n.iter().any(|&t| story.terms.likeness(s, t) > 0.0))
}

fn point(story: &Story, a: Place, b: Place) -> Point {
    let (a, b) = (a.min(b), a.max(b));
    let readings: Vec<_> = [a, b].map(|place| variant::reading(story, place, None)).into();
    let outlet = |place: Place| story.outlet(place.report);
    Point {
        label: super::label(story.words(a)),
        topic: Topic::Statement,
        witnesses: witnesses(story, &readings),
        weight: 1.0,
        parting: Some(Parting {
            kind: Kind::Cause,
            update: false,
            why: format!(
                "{} gives as the reason “{}”, {} “{}”.",
                outlet(a),
                super::label(story.words(a)),
                outlet(b),
                super::label(story.words(b))
            ),
            places: (a, b),
            values: None,
        }),
        readings,
    }
}
