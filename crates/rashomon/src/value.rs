//! Times, quantities and money in a document, normalised.
//!
//! One pass over the words of each block: `lex` cuts the tokens into atoms and looks each word up in the
//! `lexicon` once; where a word can open a time or a quantity, the grammars in `time` and `quantity` are tried
//! and the longest reading is taken. The parse is asked only for what words alone cannot tell: the tense that sends
//! "Thursday" back or forward, the noun that is counted, whether "may" is a month.
//!
//! Times are resolved against the day of publication. Where that is not known the document's own words serve: a full
//! date in a dateline, else the year of the dates it spells out. What still cannot be placed keeps its unspecified
//! digits (`XXXX-05-09`; `XXXX-XX-XX` for a weekday or "last week"), with `anchored` false and the weekday beside it.
//!
//! Left out on purpose, because no report can contradict another by them: recurrences ("every Monday", "weekly"),
//! "now", and numbers that are only labels (phone numbers, "Flight 370", "Article 5").

mod lex;
mod lexicon;
mod number;
mod quantity;
mod relate;
mod tense;
mod time;
mod unit;

pub use number::numerals;
pub use relate::{Relation, relate};

use crate::analysis::{Analysis, Dep, EntityKind, Pos};
use crate::document::Document;
use crate::text::Span;
use lex::Reader;
use std::sync::Arc;

/// A time or a quantity that a document mentions.
#[derive(Debug, Clone, PartialEq)]
pub struct Value {
    /// The words, the shortest that carry it ("hundreds of thousands of shells": "hundreds of thousands").
    pub span: Span,
    /// What they mean.
    pub kind: ValueKind,
    /// Token index of the verb, or else the noun, that it says something of: "met on Thursday": "met"; "the Thursday
    /// meeting": "meeting".
    pub attached: Option<u32>,
}

/// The two kinds of value.
#[derive(Debug, Clone, PartialEq)]
pub enum ValueKind {
    /// A point or an interval in time.
    Time(Time),
    /// An amount of something, a length of time ("six months") included.
    Quantity(Quantity),
}

/// A place in time, resolved as far as the document allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Time {
    /// Extended Date/Time Format (ISO 8601-2:2019, level 1): `2025-05-09`, `2025-05`, `2022/..`, `2025-05-09T14:00`,
    /// `XXXX-05-09`, `2025-22` (summer). A time of day without a day is `T14:00`.
    pub edtf: String,
    /// First and last day it can mean, where it is anchored to the calendar; open ends are none.
    pub days: (Option<jiff::civil::Date>, Option<jiff::civil::Date>),
    /// Whether it could be placed on the calendar: a year was written out or could be worked out.
    pub anchored: bool,
    /// The day of the week, where the text names one.
    pub weekday: Option<jiff::civil::Weekday>,
    /// Hour and minute, where the text names them.
    pub clock: Option<(i8, i8)>,
    /// "morning", "evening".
    pub part: Option<DayPart>,
    /// "around May 9", "early May": its edges are not exact.
    pub approximate: bool,
}

/// A part of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DayPart {
    /// "this morning".
    Morning,
    /// "Tuesday afternoon".
    Afternoon,
    /// "on Friday evening".
    Evening,
    /// "overnight", "last night".
    Night,
}

/// An amount.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// Least it can be as written, none for an open lower end ("up to 50").
    pub low: Option<f64>,
    /// Most it can be as written, none for an open upper end ("more than 50").
    pub high: Option<f64>,
    /// "around", "nearly", "hundreds of": not exact even where `low` equals `high`.
    pub approximate: bool,
    /// "nearly" and "just under" stay below the figure; "just over" goes above it.
    pub lean: Lean,
    /// The place of the last figure that counts: 100,000 for "2.1 million", 1,000 for "2,438,000".
    pub grain: f64,
    /// What it is measured in.
    pub unit: Unit,
    /// Token index of the noun that is counted ("shells"), where there is one.
    pub counted: Option<u32>,
    /// The lemma of that noun.
    pub noun: Option<Arc<str>>,
}

/// To which side of the figure an approximation leans.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lean {
    /// "about 50", or not approximate.
    Neither,
    /// "nearly 50".
    Below,
    /// "just over 50".
    Above,
}

/// What a quantity counts in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// A bare count.
    Count,
    /// "first", "third".
    Ordinal,
    /// Per cent, or percentage points; a fraction of something ("two thirds of voters") too.
    Percent,
    /// Money: ISO 4217 code.
    Money(String),
    /// A unit of measure, singular ("kilometre", "year", "degree Celsius").
    Measure(String),
}

/// Finds the times and quantities of a document, in order, not overlapping.
pub fn values(document: &Document, analysis: &Analysis) -> Vec<Value> {
    let reader = Reader::new(document, analysis);
    let anchor = time::anchor(document, &reader);
    let money = unit::local_dollar(document);
    let mut out = Vec::new();
    let mut at = 0;
    while at < reader.atoms.len() {
        if !reader.may_start(at) {
            at += 1;
            continue;
        }
        let found = time::read(&reader, &anchor, at).or_else(|| quantity::read(&reader, money, at));
        let Some((kind, range)) = found else {
            at += 1;
            continue;
        };
        at = range.end.max(at + 1);
        if let Some(kind) = kind.filter(|kind| !in_name(analysis, &reader, kind, range.clone())) {
            let span = reader.span(range.clone());
            let attached = attached(analysis, &reader, range);
            out.push(Value { span, kind, attached });
        }
    }
    out
}

/// Whether a day or a month is part of what somebody or something is called ("The Sunday Gazette").
fn in_name(analysis: &Analysis, reader: &Reader, kind: &ValueKind, range: std::ops::Range<usize>) -> bool {
    let last = reader.atoms[range.end - 1].token;
    let word = &analysis.tokens.get(last as usize);
    let around = analysis.names.partition_point(|n| n.tokens.end <= last);
    let name = analysis.names.get(around).filter(|n| n.tokens.contains(&last));
    let named = name.is_some_and(|n| matches!(n.kind, EntityKind::Org | EntityKind::Product | EntityKind::WorkOfArt));
    let describes = || word.is_some_and(|w| w.dep == Dep::Compound && name.is_some_and(|n| n.tokens.contains(&w.head)));
    matches!(kind, ValueKind::Time(_)) && named && describes()
}

/// The wire form: EDTF for a time; for a quantity a decimal with ISO 4217 code or unit (`800000000 EUR`, `18 %`,
/// `1000000 round`), `a..b` for a range, `~` before what is approximate, `>=` and `<=` for bounds.
pub fn canonical(value: &Value) -> String {
    match &value.kind {
        ValueKind::Time(time) => time.edtf.clone(),
        ValueKind::Quantity(quantity) => quantity::canonical(quantity),
    }
}

/// What a value says something of: climbs from its last word to the first verb, or else to the noun above it.
fn attached(analysis: &Analysis, reader: &Reader, range: std::ops::Range<usize>) -> Option<u32> {
    let (first, last) = (reader.atoms[range.start].token, reader.atoms[range.end - 1].token);
    let mut at = (first..=last)
        .rev()
        .find(|&t| !(first..=last).contains(&analysis.tokens[t as usize].head))?;
    let mut noun = None;
    for _ in 0..32 {
        let token = &analysis.tokens[at as usize];
        if !(first..=last).contains(&at) {
            match token.pos {
                Pos::Verb | Pos::Aux => return Some(at),
                Pos::Noun | Pos::Propn if noun.is_none() => noun = Some(at),
                _ => {}
            }
            // A noun's own modifier says something of that noun, not of the verb the noun hangs on.
            if noun.is_some() {
                return noun;
            }
        }
        if token.head == at || token.dep == Dep::Root {
            break;
        }
        at = token.head;
    }
    noun
}

#[cfg(test)]
mod tests;
