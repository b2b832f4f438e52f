//! Stretches of the calendar longer than a month: quarters, halves, seasons, decades, centuries; and holidays.

use super::super::lex::Reader;
use super::super::lexicon::{Period, Sense};
use super::super::number;
use super::Parsed;
use super::calendar::{year, year_after};
use super::feast;
use super::resolve::Base;
use crate::analysis::{Dep, EntityKind};
use jiff::civil::Date;

/// Quarters, halves, seasons, decades, centuries, holidays.
pub(super) fn stretch(r: &Reader, at: usize) -> Parsed<Base> {
    decade(r, at)
        .or_else(|| season_years(r, at))
        .or_else(|| century_named(r, at))
        .or_else(|| quarter(r, at))
        .or_else(|| season(r, at))
        .or_else(|| {
            let (which, end) = feast::named(r, at)?;
            let (year, end) = year_after(r, end).map_or((None, end), |(y, e)| (Some(y), e));
            Some((Base::Feast(year, which), end))
        })
}

fn years(first: i16, count: i16) -> Option<Base> {
    Some(Base::Fixed(
        Date::new(first, 1, 1).ok()?,
        Date::new(first + count - 1, 12, 31).ok()?,
    ))
}

/// "1990s", "'90s", "the 90s", "the nineties".
fn decade(r: &Reader, at: usize) -> Parsed<Base> {
    const WORDS: &[&str] = &[
        "twenties",
        "thirties",
        "forties",
        "fifties",
        "sixties",
        "seventies",
        "eighties",
        "nineties",
    ];
    let the = usize::from(r.is(at, &["the"]));
    if r.was(at, &["his", "her", "their", "my", "your", "our", "its"])
        || at > 1 && r.is_dash(at - 1) && r.was(at - 1, &["mid"]) && at > 2 && r.is(at - 3, &["his", "her", "their"])
    {
        return None;
    }
    if let Some(n) = WORDS.iter().position(|w| r.is(at + the, &[w])) {
        let told = the == 1 || r.was(at, &["in", "early", "late", "mid"]);
        return told
            .then(|| years(1900 + 10 * (n as i16 + 2), 10))
            .flatten()
            .map(|b| (b, at + the + 1));
    }
    let quote = usize::from(r.is_sign(at + the, &['\'', '’', '‘']) && r.glued(at + the + 1));
    let n = at + the + quote;
    let digits = r.digits(n).filter(|d| d.plain && d.mantissa % 10 == 0)?;
    let s = if r.is_sign(n + 1, &['\'', '’']) && r.glued(n + 1) {
        n + 2
    } else {
        n + 1
    };
    if !r.is(s, &["s"]) {
        return None;
    }
    match digits.width {
        4 if (1000..2200).contains(&digits.mantissa) => {
            let whole = digits.mantissa % 100 == 0 && digits.mantissa < 2000;
            years(digits.mantissa as i16, if whole { 100 } else { 10 }).map(|b| (b, s + 1))
        }
        2 if quote == 1
            || r.was(at, &["in"]) && the == 0
            || the == 1 && r.name_kind(n) == Some(EntityKind::Date) && digits.mantissa >= 20 =>
        {
            years(1900 + digits.mantissa as i16, 10).map(|b| (b, s + 1))
        }
        _ => None,
    }
}

/// "21st century", "the nineteenth century".
fn century_named(r: &Reader, at: usize) -> Parsed<Base> {
    let the = usize::from(r.is(at, &["the"]));
    let (n, end) = number::ordinal(r, at + the).filter(|(n, _)| (1..=21).contains(n))?;
    let dash = usize::from(r.is_dash(end));
    r.is(end + dash, &["century"])
        .then(|| years((n as i16 - 1) * 100, 100))
        .flatten()
        .map(|b| (b, end + dash + 1))
}

/// "the first quarter of 2013", "Q1 2019", "2017-Q1", "the first half of the year".
fn quarter(r: &Reader, at: usize) -> Parsed<Base> {
    let letter = |i: usize| {
        let half = r.is(i, &["h"]);
        let n = r.digits(i + 1).filter(|d| d.width == 1 && r.glued(i + 1))?.mantissa as i8;
        let count = if half { 6 } else { 3 };
        ((half || r.is(i, &["q"])) && (1..=12 / count).contains(&n)).then_some(((n - 1) * count + 1, count, i + 2))
    };
    if let Some((year, next)) = year(r, at).filter(|_| r.digits(at).is_some()) {
        let next = next + usize::from(r.is_dash(next));
        return letter(next).map(|(m, c, end)| (Base::Months(Some(year), m, c), end));
    }
    let (month, count, end) = letter(at).or_else(|| {
        let the = usize::from(r.is(at, &["the"]));
        let (n, next) =
            number::ordinal(r, at + the).or_else(|| r.is(at + the, &["last"]).then_some((0, at + the + 1)))?;
        let next = next + usize::from(r.is_dash(next));
        let count = if r.is(next, &["quarter"]) {
            3
        } else if r.is(next, &["half"]) {
            6
        } else {
            return None;
        };
        let n = if n == 0 { 12 / count } else { n as i8 };
        ((1..=12 / count).contains(&n)).then_some(((n - 1) * count + 1, count, next + 1))
    })?;
    let dash = usize::from(r.is_dash(end));
    if let Some((year, end)) = year_after(r, end + dash) {
        return Some((Base::Months(Some(year), month, count), end));
    }
    if let Some(end) = r.phrase(end, "of the year") {
        return Some((Base::Months(None, month, count), end));
    }
    // "the first half", "the fourth quarter" alone are of a match as often as of a year.
    (letter(at).is_some() || count == 3 && r.name_kind(at) == Some(EntityKind::Date))
        .then_some((Base::Months(None, month, count), end))
}

/// "summer 2024", "the spring of 2025", "in winter"; "fall" and "spring" alone are other words.
fn season(r: &Reader, at: usize) -> Parsed<Base> {
    let the = usize::from(r.is(at, &["the"]));
    let n = r.sense(at + the, |s| if let Sense::Season(n) = s { Some(n) } else { None })?;
    if let Some((year, end)) =
        year_after(r, at + the + 1).filter(|_| !r.is(at + the + 1, &["in"]) && !r.is_sign(at + the + 1, &[',']))
    {
        return Some((Base::Season(Some(year), n), end));
    }
    // "the summer heat" is no date.
    if r.token(at + the).is_some_and(|t| t.dep == Dep::Compound) {
        return None;
    }
    let noun = r.token(at + the).is_some_and(|t| t.tag.starts_with("NN"));
    let told = r.was(
        at,
        &[
            "in", "during", "since", "by", "until", "before", "after", "early", "late", "mid",
        ],
    ) && noun;
    (told && (!r.is(at + the, &["fall", "spring"]) || r.name_kind(at + the) == Some(EntityKind::Date)))
        .then_some((Base::Season(None, n), at + the + 1))
}

/// The period that a word names.
pub(super) fn period(r: &Reader, at: usize) -> Option<Period> {
    r.sense(at, |s| if let Sense::Period(p) = s { Some(p) } else { None })
}

/// "the 2015-16 season": two years, the second in two digits.
fn season_years(r: &Reader, at: usize) -> Parsed<Base> {
    let (first, next) = year(r, at).filter(|_| r.digits(at).is_some())?;
    let second = r.digits(next + 1).filter(|d| d.plain && d.width == 2)?;
    let tight = r.is_sign(next, &['-', '–', '/']) && r.glued(next) && r.glued(next + 1) && !r.glued(next + 2)
        || r.is_sign(next + 2, &['.', ',', ')']);
    (tight && i64::from(first + 1) % 100 == second.mantissa as i64)
        .then(|| years(first, 2))
        .flatten()
        .map(|b| (b, next + 2))
}
