//! When what is said to have happened.

use super::Place;
use super::align::Cluster;
use super::point::Story;
use crate::claim::Form;
use crate::value::{self, ValueKind};
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
            cluster_of.insert(u, c);
        });
    }
    let mut moments: BTreeMap<(Option<jiff::civil::Date>, String, usize), Vec<Place>> = BTreeMap::new();
    for (u, unit) in story.units.iter().enumerate() {
        let report = story.reports[unit.place.report as usize];
        let claim = story.claim(u);
        if matches!(claim.form, Form::Apposition) {
            continue;
        }
        // The first time of a clause is its own; a further one mostly belongs to something inside it.
        let time = claim
            .values
            .iter()
            .map(|&v| &report.values[v as usize])
            .find_map(|v| match &v.kind {
                ValueKind::Time(t) if t.anchored && t.days.0.or(t.days.1).is_some() => Some((t, v)),
                _ => None,
            });
        if let Some((time, value)) = time {
            let group = cluster_of.get(&u).copied().unwrap_or(clusters.len() + u);
            moments
                .entry((time.days.0.or(time.days.1), value::canonical(value), group))
                .or_default()
                .push(unit.place);
        }
    }
    let mut out: Vec<Moment> = Vec::new();
    for ((_, when, _), mut places) in moments {
        places.sort();
        // A clause inside another at the same time adds nothing.
        let inside = |p: &Place| {
            out.iter()
                .any(|m| m.when == when && m.places.iter().any(|o| o.report == p.report && o.span.overlaps(p.span)))
        };
        places.retain(|p| !inside(p));
        places.dedup_by(|b, a| a.report == b.report && a.span.overlaps(b.span));
        if !places.is_empty() {
            places.sort_by_key(|p| (p.span.len(), *p));
            out.push(Moment { when, places });
        }
    }
    out
}
