//! What the reports of one story say together: lineage, then alignment, then differences and origins.

pub mod entity;

use crate::attribution::Attribution;
use crate::report::Report;
use crate::text::Span;
use entity::Entities;

/// A place in one of the reports of a story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Index of the report within the story.
    pub report: u32,
    /// Where in its text.
    pub span: Span,
}

/// The reports of a story, collated.
#[derive(Debug, Clone, Default)]
pub struct Collation {
    /// Who and what they name.
    pub entities: Entities,
}

/// Collates the reports of one story. Their order must be the canonical one: by publication, then path.
pub fn collate(reports: &[&Report]) -> Collation {
    let entities = entity::entities(reports);
    Collation { entities }
}

/// Canonical name of the source of an attribution.
pub(crate) fn speaker(entities: &Entities, report: &Report, index: usize, a: &Attribution) -> Option<String> {
    a.source
        .map(|span| entities.holder(report, index, span, a.source_head))
        .filter(|name| !name.is_empty())
}

/// Canonical names from a document's outlet inward to the first speaker, through the attributions that hold this one.
pub(crate) fn chain(entities: &Entities, report: &Report, index: usize, a: &Attribution) -> Vec<String> {
    let mut inward = Vec::new();
    let mut at = Some(a);
    let mut steps = 0;
    while let Some(a) = at.filter(|_| steps < 8) {
        inward.extend(speaker(entities, report, index, a));
        inward.extend(
            a.relays
                .iter()
                .rev()
                .map(|&span| entities.holder(report, index, span, None)),
        );
        at = a.inside.map(|i| &report.attributions[i as usize]);
        steps += 1;
    }
    let outlet = match &report.document.publisher {
        Some(name) => name.clone(),
        None => report.document.outlet().to_owned(),
    };
    inward.push(outlet);
    inward.retain(|name| !name.is_empty());
    inward.reverse();
    inward.dedup();
    inward
}
