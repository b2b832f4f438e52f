//! Holidays with a date that can be worked out.

use super::super::lex::Reader;
use super::super::lexicon::Sense;
use super::resolve::shift;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// A rule that gives a holiday's date in a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Feast {
    /// Month and day.
    On(i8, i8),
    /// Days after Easter Sunday.
    Easter(i8),
    /// The n-th (from the end where negative) weekday of a month, and days after it.
    Nth(i8, i8, i8, i8),
}

/// Names of holidays, longest first where one opens another.
const FEASTS: &[(&str, Feast)] = &[
    ("christmas eve", Feast::On(12, 24)),
    ("christmas day", Feast::On(12, 25)),
    ("christmas", Feast::On(12, 25)),
    ("boxing day", Feast::On(12, 26)),
    ("new year's eve", Feast::On(12, 31)),
    ("new year's day", Feast::On(1, 1)),
    ("new years eve", Feast::On(12, 31)),
    ("new years day", Feast::On(1, 1)),
    ("new year day", Feast::On(1, 1)),
    ("new year's", Feast::On(1, 1)),
    ("valentine's day", Feast::On(2, 14)),
    ("valentines day", Feast::On(2, 14)),
    ("independence day", Feast::On(7, 4)),
    ("halloween", Feast::On(10, 31)),
    ("juneteenth", Feast::On(6, 19)),
    ("veterans day", Feast::On(11, 11)),
    ("easter sunday", Feast::Easter(0)),
    ("easter monday", Feast::Easter(1)),
    ("easter", Feast::Easter(0)),
    ("good friday", Feast::Easter(-2)),
    ("thanksgiving day", Feast::Nth(11, 4, 4, 0)),
    ("thanksgiving", Feast::Nth(11, 4, 4, 0)),
    ("black friday", Feast::Nth(11, 4, 4, 1)),
    ("cyber monday", Feast::Nth(11, 4, 4, 4)),
    ("labor day", Feast::Nth(9, 1, 1, 0)),
    ("labour day", Feast::On(5, 1)),
    ("memorial day", Feast::Nth(5, -1, 1, 0)),
    ("columbus day", Feast::Nth(10, 2, 1, 0)),
    ("presidents day", Feast::Nth(2, 3, 1, 0)),
];

/// The holiday named at `at`, and the atom after it.
pub(super) fn named(r: &Reader, at: usize) -> Option<(Feast, usize)> {
    if !r.senses(at).contains(&Sense::Feast) {
        return None;
    }
    FEASTS
        .iter()
        .find_map(|(name, feast)| Some((*feast, words(r, at, name)?)))
}

/// Matches words with apostrophes, which the text may write either way and which are atoms of their own.
fn words(r: &Reader, at: usize, name: &str) -> Option<usize> {
    let mut at = at;
    for word in name.split(' ') {
        match word.split_once('\'') {
            None if r.is(at, &[word]) => at += 1,
            Some((stem, tail)) if r.is(at, &[stem]) && r.is_sign(at + 1, &['\'', '’']) && r.is(at + 2, &[tail]) => {
                at += 3
            }
            _ => return None,
        }
    }
    Some(at)
}

/// A holiday's date in a year.
pub(super) fn date(feast: Feast, year: i16) -> Option<Date> {
    match feast {
        Feast::On(month, day) => Date::new(year, month, day).ok(),
        Feast::Easter(days) => shift(easter(year)?, i64::from(days).days()),
        Feast::Nth(month, n, weekday, days) => {
            let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
            let nth = Date::new(year, month, 1).ok()?.nth_weekday_of_month(n, weekday).ok()?;
            shift(nth, i64::from(days).days())
        }
    }
}

/// What is known of a holiday's date without the year.
pub(super) fn unplaced(feast: Feast) -> String {
    match feast {
        Feast::On(month, day) => format!("XXXX-{month:02}-{day:02}"),
        Feast::Nth(month, ..) => format!("XXXX-{month:02}"),
        Feast::Easter(_) => "XXXX-XX-XX".to_owned(),
    }
}

/// Gregorian Easter Sunday, by the anonymous algorithm (Meeus, Jones, Butcher).
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let month = (h + l - 7 * m + 114) / 31;
    let day = (h + l - 7 * m + 114) % 31 + 1;
    Date::new(year, month as i8, day as i8).ok()
}
