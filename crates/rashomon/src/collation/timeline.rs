//! When what is said to have happened.

use super::Place;
use super::align::Cluster;
use super::point::Story;
use super::telling;
use crate::analysis::Pos;
use crate::claim::Form;
use crate::report::Report;
use crate::value::{self, Time, Value, ValueKind};
use std::collections::BTreeMap;

/// A time and what is said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// Extended Date/Time Format.
    pub when: String,
    /// Where it is said, the words to show first.
    pub places: Vec<Place>,
}

/// The moments of a story in order of time; claims of one point at one time are one moment.
pub(crate) fn timeline(story: &Story, clusters: &[Cluster]) -> Vec<Moment> {
    let mut cluster_of = BTreeMap::new();
    for (c, cluster) in clusters.iter().enumerate() {
        cluster.iter().for_each(|&u| {
            cluster_of.entry(u).or_insert(c);
        });
    }
    let mut moments: BTreeMap<(Option<jiff::civil::Date>, String, usize), Vec<usize>> = BTreeMap::new();
    for (u, unit) in story.units.iter().enumerate() {
        let report = story.reports[unit.place.report as usize];
        let claim = story.claim(u);
        if matches!(claim.form, Form::Apposition) {
            continue;
        }
        let times = || {
            let of = claim.values.iter().map(|&v| &report.values[v as usize]);
            of.filter_map(|v| match &v.kind {
                ValueKind::Time(t) if t.anchored && t.days.0.or(t.days.1).is_some() => Some((t, v)),
                _ => None,
            })
            .filter(|(t, v)| !which(report, t, v))
        };
        // The time that the parse gives to what is done, else the first; a further one mostly belongs to something inside.
        let own = |(_, v): &(&Time, &Value)| {
            v.attached == Some(claim.predicate) || v.attached.is_some() && v.attached == claim.governor
        };
        let time = times().find(own).or_else(|| times().next());
        if let Some((time, value)) = time {
            let group = cluster_of.get(&u).copied().unwrap_or(clusters.len() + u);
            moments
                .entry((time.days.0.or(time.days.1), value::canonical(value), group))
                .or_default()
                .push(u);
        }
    }
    let mut out: Vec<Moment> = Vec::new();
    for ((_, when, _), mut units) in moments {
        units.sort_by(|&a, &b| {
            let place = |u: usize| story.units[u].place;
            let tells = |u: usize| telling::tells(story, u);
            tells(b).total_cmp(&tells(a)).then(place(a).cmp(&place(b)))
        });
        let mut places: Vec<Place> = Vec::new();
        for place in units.iter().map(|&u| telling::whole(story, u)) {
            // A clause inside another at the same time adds nothing.
            let told = |others: &[Place]| others.iter().any(|o| o.overlaps(place));
            if !told(&places) && !out.iter().any(|m| m.when == when && told(&m.places)) {
                places.push(place);
            }
        }
        let says_same = |m: &&mut Moment| m.when == when && same_words(story, m.places[0], places[0]);
        // "Denied on Thursday" tells nobody what happened.
        let little =
            |&p: &Place| story.words(p).split_whitespace().count() <= FEW && !telling::has_subject_in(story, p);
        if places.first().is_none_or(little) {
            continue;
        }
        match out.iter_mut().find(says_same) {
            Some(known) => known.places.extend(places),
            None => out.push(Moment { when, places }),
        }
    }
    out
}

/// Words that need a subject among them to tell what happened.
const FEW: usize = 5;

/// Whether a time of more than a day only says which thing is meant: "the 2016 election" does not tell when what is said of
/// it happened, as "a Thursday meeting" does.
fn which(report: &Report, time: &Time, value: &Value) -> bool {
    let day = time.days.0.is_some() && time.days.0 == time.days.1;
    let before = |thing: u32| {
        let token = &report.analysis.tokens[thing as usize];
        matches!(token.pos, Pos::Noun | Pos::Propn) && token.span.start >= value.span.end
    };
    !day && value.attached.is_some_and(before)
}

fn same_words(story: &Story, a: Place, b: Place) -> bool {
    let words = |place| story.words(place).split_whitespace().map(str::to_lowercase);
    words(a).eq(words(b))
}
