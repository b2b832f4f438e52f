//! One document, read: everything that can be known of it without the others.

use crate::analysis::{self, Analysis};
use crate::attribution::{self, Attribution, DocumentOrigin};
use crate::claim::{self, Claim};
use crate::document::Document;
use crate::name::{self, Mention};
use crate::value::{self, Value};

/// A document and what was read in it.
#[derive(Debug, Clone)]
pub struct Report {
    /// The document.
    pub document: Document,
    /// Its language analysis.
    pub analysis: Analysis,
    /// Times and quantities, in order.
    pub values: Vec<Value>,
    /// Who says what, in order.
    pub attributions: Vec<Attribution>,
    /// What it says it draws on, in order of the passages.
    pub origins: Vec<DocumentOrigin>,
    /// Who and what is named, in order.
    pub mentions: Vec<Mention>,
    /// What is claimed, in order.
    pub claims: Vec<Claim>,
}

/// Reports in canonical order, by publication and path, those of unknown date last; the same document counts once.
pub(crate) fn in_order(mut reports: Vec<Report>) -> Vec<Report> {
    reports.sort_by_cached_key(|r| {
        let d = &r.document;
        (
            d.published.is_none(),
            d.published.clone(),
            d.path.clone(),
            d.key.clone(),
            d.id.clone(),
        )
    });
    reports.dedup_by(|b, a| a.document.id == b.document.id);
    reports
}

/// Reads a document.
pub fn read(document: Document) -> Report {
    let analysis = match document.language.as_str() {
        "en" => analysis::analyze(&document),
        // Nothing is known of other languages: such a report is listed and takes no part.
        _ => Analysis::default(),
    };
    let values = value::values(&document, &analysis);
    let (attributions, origins) = attribution::attributions(&document, &analysis);
    let mentions = name::mentions(&document, &analysis, &attribution::quoted(&document, &analysis));
    let claims = claim::claims(&analysis, &values, &attributions);
    Report {
        document,
        analysis,
        values,
        attributions,
        origins,
        mentions,
        claims,
    }
}
