//! What one report alone has, the weightiest first.

use super::Place;
use super::align::{Cluster, weight};
use super::point::Story;
use crate::claim::Form;
use crate::text::Span;
use crate::value::ValueKind;
use std::collections::BTreeSet;

/// At most this many omissions a report.
const MOST: usize = 12;

/// Share of a claim's words that, alike in another report's, mean that this one has it too.
const HAD_TOO: f32 = 0.6;

/// Claims that no other report has, grouped by report, the weightiest first within one.
pub(crate) fn only_in(story: &Story, clusters: &[Cluster], best_cover: &[f32]) -> Vec<Place> {
    let aligned: BTreeSet<usize> = clusters.iter().flatten().copied().collect();
    let mut out = Vec::new();
    for report in 0..story.reports.len() as u32 {
        let taken: Vec<Span> = aligned
            .iter()
            .map(|&u| story.units[u].place)
            .filter(|p| p.report == report)
            .map(|p| p.span)
            .collect();
        let mut mine: Vec<(f32, Place)> = (0..story.units.len())
            .filter(|&u| story.units[u].place.report == report && !aligned.contains(&u) && best_cover[u] < HAD_TOO)
            .filter(|&u| !matches!(story.claim(u).form, Form::Frame))
            .filter(|&u| !taken.iter().any(|t| t.overlaps(story.units[u].place.span)))
            .map(|u| (tells(story, u) * (1.0 - best_cover[u]), story.units[u].place))
            .collect();
        mine.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut kept: Vec<Place> = Vec::new();
        for (_, place) in mine {
            if kept.len() < MOST && !kept.iter().any(|k| k.overlaps(place)) {
                kept.push(place);
            }
        }
        out.extend(kept);
    }
    out
}

/// How much a claim tells: its words, more with figures and names, more near the top of the report.
fn tells(story: &Story, u: usize) -> f32 {
    let unit = &story.units[u];
    let report = story.reports[unit.place.report as usize];
    let claim = story.claim(u);
    let figures = claim
        .values
        .iter()
        .filter(|&&v| matches!(&report.values[v as usize].kind, ValueKind::Quantity(q) if q.unit != crate::value::Unit::Ordinal))
        .count();
    let depth = unit.sentence as f32 / report.analysis.sentences.len().max(1) as f32;
    (weight(unit, story.terms) + 0.5 * figures.min(2) as f32) * (1.3 - 0.6 * depth)
}
