//! Which report descends from which.

use crate::report::Report;
use crate::text::Span;

/// One report descends from another, or both from a third.
#[derive(Debug, Clone, PartialEq)]
pub struct Descent {
    /// Index of the earlier witness.
    pub from: u32,
    /// Index of the later one.
    pub to: u32,
    /// How.
    pub kind: Kind,
    /// Share of `to`'s report text, 0 to 1.
    pub share: f64,
    /// The passages they share: in `from`, in `to`.
    pub passages: Vec<(Span, Span)>,
    /// One plain sentence.
    pub why: String,
}

/// How one report descends from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The same words.
    Copy,
    /// The same quotations.
    Quotation,
    /// The same outlet's own later version.
    Revision,
    /// Both have it from a third.
    CommonOrigin,
}

/// The descents among the reports of a story.
pub(crate) fn lineage(reports: &[&Report]) -> Vec<Descent> {
    let _ = reports;
    Vec::new()
}
