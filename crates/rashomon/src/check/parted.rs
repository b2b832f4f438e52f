//! Where the text parts from its sources as reports of one story do: by the day of what is told in other words.
//!
//! The rules look at clauses that share most of their words. Collation also joins what is told in other words ("attended the
//! parade", "his appearance at the parade"), so the text is collated with its sources as one more report.

use super::align::Pairing;
use super::case::{Case, Clash, plain};
use super::rule::Rule;
use crate::collation::difference::Kind;
use crate::collation::lineage::{self, Descent};
use crate::collation::point::{Point, Reading};
use crate::collation::{self, Collation, Place};
use crate::report::Report;
use crate::text::Span;
use crate::value::{self, Relation, Value, ValueKind};
use std::collections::BTreeSet;

/// Times of the text, the last of the reports, that no source has, where one has another of the same event.
pub(super) fn find(reports: &[&Report], joint: &Collation) -> Vec<Clash> {
    joint.points.iter().filter_map(|point| clash(reports, point)).collect()
}

/// The text collated with its sources, as the last of them.
pub(super) fn joint(text: &Report, witnesses: &[&Report]) -> Collation {
    let reports: Vec<&Report> = witnesses.iter().copied().chain([text]).collect();
    collation::compare(&reports)
}

/// Indices of the witnesses that are the text in other prints: lineage has one from the other with nearly all of its words. One that
/// was published before the text is where the text comes from, and stays.
pub(super) fn copies(text: &Report, witnesses: &[&Report], joint: &Collation) -> BTreeSet<usize> {
    let mine = witnesses.len() as u32;
    let before = |a: &Report, b: &Report| match (&a.document.published, &b.document.published) {
        (Some(x), Some(y)) => x.before(y) == Some(true),
        _ => false,
    };
    let copied = |d: &&Descent| {
        let other = if d.from == mine { d.to } else { d.from };
        let Some(witness) = witnesses.get(other as usize).filter(|_| d.from == mine || d.to == mine) else {
            return false;
        };
        let (a, b) = (witness.document.text.len() as f64, text.document.text.len() as f64);
        let later = d.from == mine && before(text, witness);
        matches!(d.kind, lineage::Kind::Copy | lineage::Kind::Revision)
            && d.share >= NEARLY_ALL
            && !before(witness, text)
            && (later || a.min(b) >= NEARLY_ALL * a.max(b))
    };
    let found = joint.lineage.iter().filter(copied);
    found
        .map(|d| d.from.min(d.to) as usize)
        .filter(|w| *w < witnesses.len())
        .collect()
}

/// Share of a report's words, and of the longer one's length, from which on two are one.
const NEARLY_ALL: f64 = 0.8;

/// Whether a source that collation did not put beside the text's words has the time, with some of the rest: "on Thursday" of
/// a day that is not known.
pub(super) fn carried(case: &Case, at: Span) -> bool {
    let items = &case.line.items;
    let Some(i) = (0..items.len()).find(|&i| case.span(&items[i]).overlaps(at)) else {
        return false;
    };
    let same = |q: &Pairing| {
        q.links[i].is_some_and(|(j, _)| {
            let other = &case.other(q).items[j];
            let values = case.value(&items[i]).zip(case.source_value(q, other));
            other.term == items[i].term || values.is_some_and(|(x, y)| value::relate(x, y) == Relation::Same)
        })
    };
    case.pairs.iter().any(|q| same(q) && case.rest(q, &[i]) >= CARRIES)
}

/// Share of the rest of a clause that a source must have for its time to be of the same.
const CARRIES: f32 = 0.4;

fn clash(reports: &[&Report], point: &Point) -> Option<Clash> {
    let parting = point.parting.as_ref().filter(|p| p.kind == Kind::Date)?;
    let text = reports.len() - 1;
    let (mine, theirs) = match parting.places {
        (a, b) if a.report as usize == text => (a, b),
        (a, b) if b.report as usize == text => (b, a),
        _ => return None,
    };
    let (x, y) = (
        time(reports, parting.value(mine)?, mine)?,
        time(reports, parting.value(theirs)?, theirs)?,
    );
    // Where another source has it as the text does, the sources differ among themselves. "In May" says nothing of the year.
    let placed = |v: &&Value| matches!(&v.kind, ValueKind::Time(time) if time.anchored);
    let meets = |r: &Reading| {
        let mut others = times(reports, r.place).filter(placed);
        r.place.report as usize != text && others.any(|v| value::relate(x, v) != Relation::Different)
    };
    if point.readings.iter().any(meets) {
        return None;
    }
    let also = point
        .readings
        .iter()
        .filter(|r| r.value.as_deref() == parting.value(theirs));
    let also = also.map(|r| r.place).filter(|p| p.report != theirs.report);
    let mut places: Vec<Place> = std::iter::once(theirs).chain(also).collect();
    places.dedup_by_key(|p| p.report);
    let words = |report: usize, v: &Value| plain(v.span.slice(&reports[report].document.text));
    let (ours, others) = (words(text, x), words(theirs.report as usize, y));
    // "Tuesday" and "Tuesday" of two weeks shows a reader no difference.
    (!ours.eq_ignore_ascii_case(&others)).then(|| Clash {
        rule: Rule::Date,
        at: x.span,
        against: places.into_iter().map(|p| sentence(reports, p)).collect(),
        message: format!(
            "the text has \u{201c}{}\u{201d}, {} has \u{201c}{}\u{201d}",
            ours,
            reports[theirs.report as usize].document.outlet(),
            others
        ),
    })
}

/// The time of a place that comes to a value.
fn time<'a>(reports: &[&'a Report], canonical: &str, at: Place) -> Option<&'a Value> {
    times(reports, at).find(|v| value::canonical(v) == canonical)
}

fn times<'a>(reports: &[&'a Report], at: Place) -> impl Iterator<Item = &'a Value> + use<'a> {
    let values = reports[at.report as usize].values.iter();
    values.filter(move |v| at.span.contains(v.span) && matches!(v.kind, ValueKind::Time(_)))
}

/// The sentence of a place, with the report's index.
fn sentence(reports: &[&Report], at: Place) -> (usize, Span) {
    let analysis = &reports[at.report as usize].analysis;
    let span = analysis
        .sentence_at(at.span.start)
        .map_or(at.span, |s| analysis.sentences[s as usize].span);
    (at.report as usize, span)
}
