//! One report's text with its metadata and what in it is not part of the report.

use crate::text::Span;
use serde::{Deserialize, Serialize};

/// Hash of a document's text, publisher, address and key (or path where it has no key), in hexadecimal.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct DocumentId(pub String);

/// One report.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Identity, the same on every machine.
    pub id: DocumentId,
    /// The `id` that a JSONL record gave.
    pub key: Option<String>,
    /// The file as named, relative to the argument; a record's own path, else `FILE:LINE`.
    pub path: String,
    /// Canonical address.
    pub url: Option<String>,
    /// The outlet, as it names itself.
    pub publisher: Option<String>,
    /// Headline, where metadata gives it.
    pub title: Option<String>,
    /// Byline, as written.
    pub byline: Option<String>,
    /// Time of publication.
    pub published: Option<Published>,
    /// ISO 639-1 code.
    pub language: String,
    /// Everything a person can read in the report, in its order.
    pub text: String,
    /// What of the text is not part of the report, in order, not overlapping.
    pub cut: Vec<Cut>,
    /// The agency that a dateline names where it is not the outlet: it stays in the text, so that it can be cited as where
    /// the report comes from, and is not analysed.
    pub agency: Option<Span>,
    /// For HTML: where each stretch of the text that stands in the file as it does here begins and ends there, in order.
    pub source: Vec<SourceRange>,
}

impl Document {
    /// A document in English of which nothing is known but its path and text; it has no identity yet.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            id: DocumentId(String::new()),
            key: None,
            path: path.into(),
            url: None,
            publisher: None,
            title: None,
            byline: None,
            published: None,
            language: "en".to_owned(),
            text: text.into(),
            cut: Vec::new(),
            agency: None,
            source: Vec::new(),
        }
    }

    /// What is not analysed, in order, not overlapping: the cuts, and the agency that a dateline names.
    pub fn set_aside(&self) -> Vec<Span> {
        let mut spans: Vec<Span> = self.cut.iter().map(|cut| cut.span).chain(self.agency).collect();
        spans.sort();
        spans
    }

    /// The outlet's name, or the path's stem where it is not known.
    pub fn outlet(&self) -> &str {
        match &self.publisher {
            Some(name) => name,
            None => {
                let file = self.path.rsplit(['/', '\\']).next().unwrap_or(&self.path);
                let file = file
                    .strip_suffix(".gz")
                    .or_else(|| file.strip_suffix(".zst"))
                    .unwrap_or(file);
                file.rsplit_once('.').map_or(file, |(stem, _)| stem)
            }
        }
    }
}

/// A publication time.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Published {
    /// The day, in the time zone given.
    pub date: jiff::civil::Date,
    /// RFC 3339 date or date-time, as it goes into the account.
    pub rfc3339: String,
}

impl Published {
    /// Whether it was before another; nothing where both are one moment, or one day and either has no time of day.
    pub fn before(&self, other: &Self) -> Option<bool> {
        let instant = |p: &Self| p.rfc3339.parse::<jiff::Timestamp>().ok();
        match (instant(self), instant(other)) {
            (Some(a), Some(b)) => (a != b).then_some(a < b),
            _ => (self.date != other.date).then_some(self.date < other.date),
        }
    }
}

/// A stretch of text that is not part of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cut {
    /// Where.
    pub span: Span,
    /// Why.
    pub why: CutReason,
}

/// Why a stretch is not part of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum CutReason {
    /// A date-and-place or date-and-outlet line.
    Dateline,
    /// Who wrote it.
    Byline,
    /// Words under a picture.
    Caption,
    /// A heading of another story.
    Heading,
    /// A pitch for an app, a newsletter, a subscription.
    Promotion,
    /// READ ALSO and its kin.
    Related,
    /// Menus, topic lists, pagination.
    Navigation,
    /// An advertisement or its marker.
    Advertisement,
    /// A stamp: updated, first published, reading time.
    Stamp,
    /// Machine-spun text.
    Filler,
    /// Something else that is not the report.
    Other,
}

/// Where a stretch of a document's text stands in the file it came from: byte for byte, but for white space and encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SourceRange {
    /// In the document's text.
    pub text: Span,
    /// In the file.
    pub file: Span,
    /// Line of the file on which it starts, from one.
    pub line: u32,
    /// Code points before it on that line, and one.
    pub column: u32,
}
