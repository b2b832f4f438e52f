//! Times, quantities and money in a document, normalised.

use crate::analysis::Analysis;
use crate::document::Document;
use crate::text::Span;

/// A time or a quantity that a document mentions.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    /// The words, the shortest that carry it ("hundreds of thousands of shells": "hundreds of thousands").
    pub span: Span,
    /// What they mean.
    pub kind: ValueKind,
}

/// The two kinds of value.
#[derive(Debug, Clone, PartialEq)]
pub enum ValueKind {
    /// A point, an interval or a set in time.
    Time(Time),
    /// An amount of something.
    Quantity(Quantity),
}

/// A time, resolved as far as the document allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Time {
    /// Extended Date/Time Format (ISO 8601-2:2019): `2025-05-09`, `2025-05`, `2022/..`, `2025-05-09T14:00`.
    pub edtf: String,
    /// First and last day it can mean, where it is anchored to the calendar; open ends are none.
    pub days: (Option<jiff::civil::Date>, Option<jiff::civil::Date>),
    /// Whether a year was written out or could be worked out.
    pub anchored: bool,
    /// A length of time ("six months"), not a place in it.
    pub duration: bool,
}

/// An amount.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// Least it can be, none for an open lower end.
    pub low: Option<f64>,
    /// Most it can be, none for an open upper end.
    pub high: Option<f64>,
    /// "around", "nearly", "hundreds of": not exact even where `low` equals `high`.
    pub approximate: bool,
    /// What is counted.
    pub unit: Unit,
    /// Token index of the noun that is counted ("shells"), where there is one.
    pub counted: Option<u32>,
}

/// What a quantity counts in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// A bare count.
    Count,
    /// "first", "third".
    Ordinal,
    /// Per cent, or percentage points.
    Percent,
    /// Money: ISO 4217 code.
    Money(String),
    /// A unit of measure, singular ("kilometre", "year", "degree Celsius").
    Measure(String),
}

/// Finds the times and quantities of a document, in order, not overlapping.
pub fn values(document: &Document, analysis: &Analysis) -> Vec<Value> {
    let _ = (document, analysis);
    Vec::new()
}

/// How two values stand to one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// They mean the same.
    Same,
    /// One is less precise, rounded, or holds the other.
    Compatible,
    /// They cannot both be right of the same thing.
    Different,
    /// Nothing can be told.
    Incomparable,
}

/// How two values stand to one another.
pub fn relate(a: &Value, b: &Value) -> Relation {
    let _ = (a, b);
    Relation::Incomparable
}

/// The value as the account writes it.
pub fn canonical(value: &Value) -> String {
    format!("{value:?}")
}
