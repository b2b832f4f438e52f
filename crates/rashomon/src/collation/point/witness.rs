//! From how many independent origins a point is told.

use super::{Reading, Story, Witness};
use crate::collation::{Place, align, chain};
use crate::name::fold;
use std::collections::BTreeMap;

/// Readings by independent origin: on the same word, or copied from one another, they count once.
pub(super) fn witnesses(story: &Story, readings: &[Reading]) -> Vec<Witness> {
    let mut by_origin: BTreeMap<String, (Vec<u32>, bool)> = BTreeMap::new();
    let mut reports: Vec<u32> = readings.iter().map(|r| r.place.report).collect();
    reports.dedup();
    let of = |report: u32| readings.iter().filter(move |r| r.place.report == report);
    let held = |report: u32| -> Vec<String> { of(report).filter_map(|r| r.holder.clone()).collect() };
    let before = |report: u32| {
        let copied = of(report).find_map(|r| copied_from(story, r));
        copied.or_else(|| passed_on_by(story, readings, report))
    };
    for &report in &reports {
        // A report that gives someone's word for it has it from there, whatever else it says in its own voice; so has a copy,
        // whichever of the words it shares the point shows.
        let mut way = vec![report];
        while let Some(next) = before(way[way.len() - 1]).filter(|r| reports.contains(r) && !way.contains(r)) {
            way.push(next);
        }
        let witness = way[way.len() - 1];
        let origins = if held(witness).is_empty() {
            let source = before(witness).filter(|r| !way.contains(r)).unwrap_or(witness);
            vec![(story.outlet(source).to_owned(), source != report)]
        } else {
            held(witness)
                .into_iter()
                .map(|h| (story.entities.speaks_for(&h), false))
                .collect()
        };
        for (origin, copied) in origins {
            let entry = by_origin.entry(origin).or_default();
            entry.1 |= copied;
            if !entry.0.contains(&report) {
                entry.0.push(report);
            }
        }
    }
    by_origin
        .into_iter()
        .map(|(origin, (reports, copied))| {
            let because = match (reports.len(), copied) {
                (1, _) => format!("one report has it from {origin}"),
                (n, true) => format!("{n} reports share the passage first seen at {origin}"),
                (n, false) => format!("{n} reports give it on the word of {origin}"),
            };
            Witness {
                origin,
                reports,
                because,
            }
        })
        .collect()
}

/// The report from which a reading's words were copied, through all copies.
fn copied_from(story: &Story, reading: &Reading) -> Option<u32> {
    let mut at = reading.place;
    let mut found = None;
    for _ in 0..story.reports.len() {
        let step = story.lineage.iter().filter(|d| d.to == at.report).find_map(|d| {
            let (from, _) = d.passages.iter().find(|(_, to)| to.holds_most_of(at.span))?;
            Some(Place {
                report: d.from,
                span: *from,
            })
        });
        match step {
            Some(place) => {
                found = Some(place.report);
                at = place;
            }
            None => break,
        }
    }
    found
}

/// The report from whose outlet another says that it has its one reading, where that has the same on the point.
fn passed_on_by(story: &Story, readings: &[Reading], report: u32) -> Option<u32> {
    let mut mine = readings.iter().filter(|r| r.place.report == report);
    let reading = mine.next().filter(|r| r.holder.is_some())?;
    let unit = |at: Place| story.units.iter().position(|unit| unit.place == at);
    let here = unit(reading.place).filter(|_| mine.next().is_none())?;
    let read = story.reports[report as usize];
    let through = chain(story.entities, read, report as usize, story.attribution(here)?);
    let named = |r: u32| through[1..].iter().any(|name| fold(name) == fold(story.outlet(r)));
    let same = |r: &&Reading| unit(r.place).is_some_and(|there| story.odds(here, there) >= align::SAID);
    let others = readings
        .iter()
        .filter(|r| r.place.report != report && named(r.place.report));
    others.filter(same).map(|r| r.place.report).next()
}
