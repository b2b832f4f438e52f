//! Dates on the calendar: years, months, days, weekdays.

use super::super::lex::{Digits, Kind, Reader};
use super::super::lexicon::Sense;
use super::super::{number, unit};
use super::Parsed;
use super::resolve::{Calendar, ordered, valid};
use crate::analysis::{Dep, EntityKind, Name, Token};

/// A date as far as it is given: "Friday, May 9, 2025", "9 May", "May 2025", "2025-05-09", "Friday", "2025".
pub(super) fn date(r: &Reader, at: usize) -> Parsed<Calendar> {
    if let Some((weekday, mut next)) = weekday(r, at) {
        let open = r.is_sign(next, &['(']);
        if r.is_sign(next, &[',', '(', '-']) {
            next += 1;
        }
        let the = usize::from(r.is(next, &["the"]));
        if let Some((c, end)) = unnamed(r, next)
            .or_else(|| unnamed(r, next + the))
            .filter(|(c, _)| c.day.is_some() && c.weekday.is_none())
        {
            let end = end + usize::from(open && r.is_sign(end, &[')']));
            return Some((
                Calendar {
                    weekday: Some(weekday),
                    ..c
                },
                end,
            ));
        }
        // "Friday the 26th", "Monday 21".
        let bare =
            day_number(r, next + the).filter(|&(_, end)| (the == 1 || next == at + 1) && alone(r, next + the, end));
        if let Some((day, end)) = bare {
            return Some((
                Calendar {
                    weekday: Some(weekday),
                    day: Some(day),
                    ..Calendar::default()
                },
                end,
            ));
        }
        let usable = !short_weekday(r, at) || usable_short(r, at);
        return usable.then_some((
            Calendar {
                weekday: Some(weekday),
                ..Calendar::default()
            },
            at + 1,
        ));
    }
    let (mut c, mut end) = unnamed(r, at)?;
    // "May 22 (Tue)", "July 4, Friday"
    if c.day.is_some() {
        let open = usize::from(r.is_sign(end, &['(']));
        if let (1, Some((weekday, next))) = (open, weekday(r, end + 1))
            && r.is_sign(next, &[')'])
        {
            c.weekday = Some(weekday);
            end = next + 1;
        }
    }
    Some((c, end))
}

/// Whether the number from `from` to `end` counts nothing that follows.
fn alone(r: &Reader, from: usize, end: usize) -> bool {
    let clock = r.is_sign(end, &[':', '-', '–', '/', '.']) && r.glued(end) && r.glued(end + 1)
        || super::clock::clock(r, from).is_some_and(|(_, e)| e > end);
    let counts = r.tag(end).starts_with("NN") || r.glued(end) && !r.is_sign(end, &['.', '!', '?', ',']);
    !clock && (!counts || number::ordinal(r, from).is_some())
}

/// A date that opens with no weekday.
fn unnamed(r: &Reader, at: usize) -> Parsed<Calendar> {
    let named = usize::from(r.is(at, &["calendar"]));
    if r.is(at + named, &["year"]) {
        let (year, end) = year(r, at + named + 1)?;
        return Some((
            Calendar {
                year: Some(year),
                ..Calendar::default()
            },
            end,
        ));
    }
    numeric(r, at)
        .or_else(|| day_month(r, at))
        .or_else(|| month_first(r, at))
        .or_else(|| year_first(r, at))
        .or_else(|| {
            year(r, at).filter(|&(_, end)| year_alone(r, at, end)).map(|(y, end)| {
                (
                    Calendar {
                        year: Some(y),
                        ..Calendar::default()
                    },
                    end,
                )
            })
        })
}

/// The weekday at `at`.
pub(super) fn weekday(r: &Reader, at: usize) -> Parsed<i8> {
    let (n, short) = r.sense(at, |s| {
        if let Sense::Weekday(n, short) = s {
            Some((n, short))
        } else {
            None
        }
    })?;
    if short
        && !r.capital(at)
        && !r.was(at, &["on", "this", "next", "last"])
        && r.token(at).is_none_or(|t| t.tag != "NNP")
    {
        return None;
    }
    // "The Sunday Times" is a name.
    let goes_on = r.is_word(at + 1) && r.capital(at + 1) && r.senses(at + 1).is_empty();
    let one = |n: &Name| n.tokens.contains(&r.atoms[at + 1].token);
    if goes_on && in_name(r, at) && r.name(at).is_some_and(one) {
        return None;
    }
    let dot = usize::from(
        short
            && r.is_sign(at + 1, &['.'])
            && r.glued(at + 1)
            && !matches!(r.atoms.get(at + 2).map(|a| a.kind), Some(Kind::Break) | None),
    );
    Some((n, at + 1 + dot))
}

fn short_weekday(r: &Reader, at: usize) -> bool {
    r.sense(at, |s| matches!(s, Sense::Weekday(_, true)).then_some(()))
        .is_some()
}

/// "Sun", "Wed" alone are days only where something says so.
fn usable_short(r: &Reader, at: usize) -> bool {
    r.was(at, &["on", "this", "next", "last", "until", "by", "or", "and", "week"])
        || super::clock::clock(r, at + 1).is_some()
        || r.is(at + 1, &["at"])
}

/// The month at `at`, and the atom after it and the full stop of its short form.
pub(super) fn month(r: &Reader, at: usize) -> Parsed<i8> {
    let n = r.sense(at, |s| if let Sense::Month(n) = s { Some(n) } else { None })?;
    if at > 0 && r.glued(at) && unit::money_before(r, at) {
        return None;
    }
    // A full stop that ends the block is the sentence's own.
    let short = r.slice(at).len() <= 4 && !r.is(at, &["may", "june", "july"]);
    let dot = short
        && r.is_sign(at + 1, &['.'])
        && r.glued(at + 1)
        && !matches!(r.atoms.get(at + 2).map(|a| a.kind), Some(Kind::Break) | None);
    let end = at + 1 + usize::from(dot);
    let common = r.is(at, &["may", "march", "mar", "dec", "jan"]);
    (!common || means_month(r, at, end)).then_some((n, end))
}

/// Whether "may" and "march" are months: a number or a word that goes with months stands beside them, or the tag says so.
fn means_month(r: &Reader, at: usize, end: usize) -> bool {
    let number = |i: usize| r.digits(i).is_some_and(|d| d.plain && d.mantissa < 3000);
    let tag = r.token(at).map_or("NNP", |t| t.tag);
    let modal = tag == "MD";
    if number(end)
        || number::ordinal(r, end).is_some_and(|(n, _)| n <= 31) && !modal
        || r.is_sign(end, &['/', '-']) && r.glued(end) && number(end + 1)
    {
        return true;
    }
    let before = at > 0
        && (number(at - 1)
            || r.is(at - 1, &["st", "nd", "rd", "th"])
            || r.is_dash(at - 1) && at > 1 && r.is(at - 2, &["mid"]));
    let told = r.was(
        at,
        &[
            "in", "since", "until", "till", "early", "late", "mid", "last", "next", "this", "of", "by", "from",
            "during", "before", "after", "between", "the",
        ],
    );
    if r.is(at, &["may"]) {
        // "It may be in may."
        let last = !matches!(r.atoms.get(end).map(|a| a.kind), Some(Kind::Word(_)));
        if last && r.was(at, &["in", "since", "until", "by", "last", "next", "of"]) {
            return true;
        }
        return before && !modal
            || told && !modal && (r.capital(at) || tag.starts_with("NN"))
            || r.capital(at)
                && tag == "NNP"
                && !matches!(
                    r.token(at),
                    // Someone of that name acts and owns more often than the month does.
                    Some(Token {
                        dep: Dep::Aux | Dep::Nsubj | Dep::Nsubjpass | Dep::Poss,
                        ..
                    })
                );
    }
    if r.is(at, &["march"]) {
        // "Friday's March for Life", "the March on Washington".
        if r.is(at + 1, &["for", "on"]) && r.was(at, &["'s", "’s", "the", "a"]) {
            return false;
        }
        return before || r.capital(at) && (told || tag == "NNP") && !r.was(at, &["the", "of"]) || told && tag == "NNP";
    }
    before || told || r.capital(at) && tag == "NNP"
}

/// A day of the month: "9", "9th", "ninth", "twenty-first".
pub(super) fn day_number(r: &Reader, at: usize) -> Parsed<i8> {
    if let Some((n, end)) = number::ordinal(r, at) {
        return (1..=31).contains(&n).then_some((n as i8, end));
    }
    let digits = r.digits(at)?;
    let n = digits.whole()?;
    ((1..=31).contains(&n) && digits.width <= 2).then_some((n as i8, at + 1))
}

/// A day in cardinal words, which only beside a month is one: "May twenty nine".
fn day_word(r: &Reader, at: usize) -> Parsed<i8> {
    let n = number::numeral(r, at)
        .filter(|n| n.form == number::Form::Words && (1.0..=31.0).contains(&n.value) && n.value.fract() == 0.0)?;
    Some((n.value as i8, n.end))
}

/// A year in digits or words.
pub(super) fn year(r: &Reader, at: usize) -> Parsed<i16> {
    if let Some(digits) = r.digits(at) {
        let n = digits.whole()?;
        let in_word = r.glued(at + 1) && matches!(r.atoms[at + 1].kind, Kind::Word(_));
        let in_code = r.is_sign(at + 1, &['-', '/'])
            && r.glued(at + 1)
            && r.glued(at + 2)
            && r.digits(at + 2).is_some_and(|d| d.width > 4);
        let alone = !in_word && !in_code;
        return (digits.width == 4 && (1000..3000).contains(&n) && alone).then_some((n as i16, at + 1));
    }
    spoken_year(r, at)
}

/// "nineteen ninety six", "two thousand and fifteen", "seventeen hundred thirty three".
fn spoken_year(r: &Reader, at: usize) -> Parsed<i16> {
    let small = |i: usize| r.sense(i, |s| if let Sense::Small(n) = s { Some(n) } else { None });
    if let Some(century) = small(at).filter(|n| (15..=20).contains(n)) {
        let hundred = usize::from(r.is(at + 1, &["hundred"]));
        if r.sense(at + 1 + hundred, |s| {
            matches!(s, Sense::Tens(_) | Sense::Small(_)).then_some(())
        })
        .is_some()
        {
            let rest = number::numeral(r, at + 1 + hundred)
                .filter(|n| (1.0..100.0).contains(&n.value) && n.value.fract() == 0.0)?;
            return Some((century as i16 * 100 + rest.value as i16, rest.end));
        }
        return None;
    }
    if r.is(at, &["two"]) && r.is(at + 1, &["thousand"]) {
        let found = number::numeral(r, at).filter(|n| (2000.0..2100.0).contains(&n.value))?;
        return Some((found.value as i16, found.end));
    }
    None
}

/// Whether digits stand for a year and not for a count or a part of a name: a preposition or the named entity says so,
/// or a singular noun follows.
fn year_alone(r: &Reader, at: usize, end: usize) -> bool {
    const BEFORE: &[&str] = &[
        "in", "since", "by", "until", "till", "from", "during", "before", "after", "of", "to", "through", "between",
        "and", "year", "or", "for", "the",
    ];
    const HEDGES: &[&str] = &[
        "about",
        "nearly",
        "almost",
        "over",
        "than",
        "least",
        "some",
        "roughly",
        "another",
        "up",
        "additional",
    ];
    let plural = r.tag(end) == "NNS";
    let Some(n) = r.digits(at).and_then(Digits::whole) else {
        // Spoken years only behind a preposition, and not before what they would count.
        return r.was(at, &["in", "since", "of", "by", "until"]) && !plural;
    };
    if numbered(r, at, end) || unit::after(r, end, "USD").is_some() || unit::money_before(r, at) {
        return false;
    }
    let told = r.was(at, BEFORE);
    if !told && behind_name(r, at) {
        return false;
    }
    match r.name_kind(at) {
        Some(EntityKind::Date) => return (1000..2200).contains(&n),
        Some(EntityKind::Cardinal | EntityKind::Quantity | EntityKind::Money | EntityKind::Percent) if plural => {
            return false;
        }
        Some(EntityKind::Product | EntityKind::Fac | EntityKind::Law) => return false,
        _ if !told && in_name(r, at) => return false,
        _ => {}
    }
    let counts = plural && (!told || r.was(at, &["of", "to", "by", "and", "from", "between"]));
    !r.was(at, HEDGES)
        && !counts
        && if told {
            (1400..2200).contains(&n)
        } else {
            (1900..2100).contains(&n)
        }
}

/// Whether digits are glued into something longer: a telephone number, a code, a false date.
fn numbered(r: &Reader, at: usize, end: usize) -> bool {
    let dash = at > 1 && r.glued(at) && r.is_dash(at - 1) && r.glued(at - 1);
    let code =
        dash && (r.digits(at - 2).is_some_and(|d| d.width != 4) || r.is_word(at - 2) && r.senses(at - 2).is_empty());
    let glued = r.glued(at) && !r.is_sign(at - 1, &['(', '"', '“', '-', '–', '=', '~', '\'', '‘', '/']);
    let tail = r.is_sign(end, &['-', '/', ':'])
        && r.glued(end)
        && r.glued(end + 1)
        && r.digits(end + 1).is_some_and(|d| d.width != 4);
    let apart = r.is_dash(end) && r.digits(end + 1).is_some_and(|d| d.width == 2) && !r.glued(end);
    glued || code || tail || apart
}

/// "Tokyo 2020": a year that belongs to the name before it.
pub(in super::super) fn behind_name(r: &Reader, at: usize) -> bool {
    at > 0 && r.is_word(at - 1) && r.tag(at - 1).starts_with("NNP") && r.senses(at - 1).is_empty()
}

/// Whether the named entity of longer names takes the year in.
fn in_name(r: &Reader, at: usize) -> bool {
    let name = r.name(at).filter(|n| n.tokens.len() > 1);
    name.is_some_and(|n| !matches!(n.kind, EntityKind::Date | EntityKind::Time | EntityKind::Cardinal))
}

/// A year behind a date: "2025", ", 2025", "of 2025", "in 2025", "of 87".
pub(super) fn year_after(r: &Reader, at: usize) -> Parsed<i16> {
    let mut next = at;
    if r.is_sign(next, &[','])
        || r.is_sign(next, &['/', '-']) && r.glued(next) && r.digits(next + 1).is_some_and(|d| d.width == 4)
    {
        next += 1;
    }
    let of = r.is(next, &["of", "in"]);
    next += usize::from(of);
    if let Some(found) = year(r, next) {
        // "on May 9, 2000 people" counts people.
        let counted = r.is_sign(at, &[',']) && r.tag(found.1) == "NNS" && r.name_kind(next) != Some(EntityKind::Date);
        return (!counted).then_some(found);
    }
    if r.is_sign(next, &['\'', '’']) && r.glued(next + 1) {
        return two_digits(r, next + 1);
    }
    of.then(|| two_digits(r, next))
        .flatten()
        .filter(|_| r.is(next - 1, &["of"]))
}

fn two_digits(r: &Reader, at: usize) -> Parsed<i16> {
    let digits = r.digits(at).filter(|d| d.width == 2 && d.plain)?;
    Some((century(digits.mantissa as i16), at + 1))
}

/// Two digits up to 39 are of this century.
fn century(n: i16) -> i16 {
    if n < 40 { 2000 + n } else { 1900 + n }
}

/// "9 May 2025", "9th of May", "the ninth day of May".
fn day_month(r: &Reader, at: usize) -> Parsed<Calendar> {
    let (day, mut next) = day_number(r, at).or_else(|| day_word(r, at).filter(|&(_, end)| month(r, end).is_some()))?;
    if at > 0 && r.glued(at) && (r.is_sign(at - 1, &['.', ',', '/']) || unit::money_before(r, at))
        || unit::money_before(r, at)
    {
        return None;
    }
    if r.is(next, &["day"]) && r.is(next + 1, &["of"]) {
        next += 1;
    }
    if r.is(next, &["of"]) || r.is_sign(next, &['/', '-']) && r.glued(next) && r.glued(next + 1) {
        next += 1;
    }
    let (month, end) = month(r, next)?;
    let dash =
        usize::from(r.is_sign(end, &['-', '/']) && r.glued(end) && r.digits(end + 1).is_some_and(|d| d.width == 4));
    let (year, end) = year_after(r, end + dash).map_or((None, end), |(y, e)| (Some(y), e));
    Some((
        Calendar {
            year,
            month: Some(month),
            day: Some(day),
            weekday: None,
        },
        end,
    ))
}

/// "May 9, 2025", "May the 9th", "May 2025", "May", "May/22", "Dec-2018".
fn month_first(r: &Reader, at: usize) -> Parsed<Calendar> {
    let (month, end) = month(r, at)?;
    let dated = |day, end| {
        let (year, end) = year_after(r, end).map_or((None, end), |(y, e)| (Some(y), e));
        (
            Calendar {
                year,
                month: Some(month),
                day,
                weekday: None,
            },
            end,
        )
    };
    let comma = usize::from(r.is_sign(end, &[',']));
    if let Some((year, after)) = year_after(r, end) {
        let day_last = r.is_sign(after, &['-', '/']) && r.glued(after);
        if let (true, Some((day, last))) = (day_last, day_number(r, after + 1)) {
            return Some((
                Calendar {
                    year: Some(year),
                    month: Some(month),
                    day: Some(day),
                    weekday: None,
                },
                last,
            ));
        }
        return Some((
            Calendar {
                year: Some(year),
                month: Some(month),
                day: None,
                weekday: None,
            },
            after,
        ));
    }
    let link = usize::from(
        r.is(end, &["the"])
            || r.is_sign(end, &['/', '-']) && r.glued(end) && r.glued(end + 1)
            || comma == 1 && number::ordinal(r, end + 1).is_some(),
    );
    if let Some((day, after)) = day_number(r, end + link).or_else(|| day_word(r, end + link).filter(|_| link == 0)) {
        // "May 20 million": the number counts on; "May 9-12" is left to whoever reads intervals.
        let counts = r
            .sense(after, |s| matches!(s, Sense::Scale(_) | Sense::Percent).then_some(()))
            .is_some()
            || r.is_sign(after, &['%']);
        let clock = r.is_sign(after, &[':']) && r.glued(after);
        if !counts && !clock {
            return Some(dated(Some(day), after));
        }
    }
    Some(dated(None, end))
}

/// "2017 April", "2019-aug-1", "2020/23/Sep".
fn year_first(r: &Reader, at: usize) -> Parsed<Calendar> {
    let (year, next) = year(r, at).filter(|_| r.digits(at).is_some())?;
    let sign = usize::from(r.is_sign(next, &['-', '/']) && r.glued(next));
    if let Some((month, end)) = month(r, next + sign) {
        let tail = r.is_sign(end, &['-', '/']) && r.glued(end);
        let day = tail.then(|| day_number(r, end + 1)).flatten();
        let (day, end) = day.map_or((None, end), |(d, e)| (Some(d), e));
        return Some((
            Calendar {
                year: Some(year),
                month: Some(month),
                day,
                weekday: None,
            },
            end,
        ));
    }
    let (day, after) = day_number(r, next + sign).filter(|_| sign == 1)?;
    let (month, end) = r.is_sign(after, &['-', '/']).then(|| month(r, after + 1)).flatten()?;
    Some((
        Calendar {
            year: Some(year),
            month: Some(month),
            day: Some(day),
            weekday: None,
        },
        end,
    ))
}

/// Dates in digits: 2025-05-09, 5/9/2025, 22.04.2022, 20250509, 5/9 where a preposition or a weekday says it is one.
fn numeric(r: &Reader, at: usize) -> Parsed<Calendar> {
    let first = r.digits(at)?;
    // Inside a longer run of digits; but the second of "10/1-11/7" is a date.
    let inside = at > 1
        && r.glued(at)
        && r.is_sign(at - 1, &['/', '-', '.', ':'])
        && r.glued(at - 1)
        && r.digits(at - 2).is_some();
    let second = inside && r.is_dash(at - 1) && at > 3 && r.is_sign(at - 3, &['/']) && r.is_sign(at + 1, &['/']);
    if inside && !second {
        return None;
    }
    if first.plain && first.width == 8 {
        let n = first.mantissa as i64;
        return valid(n / 10_000, n / 100 % 100, n % 100)
            .filter(|c| c.year.is_some_and(|y| (1900..2100).contains(&y)))
            .map(|c| (c, at + 1));
    }
    let part = |i: usize| r.digits(i).filter(|d| d.plain).map(|d| (d.mantissa as i64, d.width));
    let sign = r.sign(at + 1);
    let spaced = sign.is_none() && first.width == 4;
    let joined = sign.is_some_and(|c| matches!(c, '/' | '-' | '.')) && r.glued(at + 1) && r.glued(at + 2);
    if !spaced && !joined {
        return None;
    }
    let step = if spaced { 1 } else { 2 };
    let ((a, wide_a), (b, wide_b)) = (part(at)?, part(at + step)?);
    let third = (spaced || r.sign(at + 3) == sign && r.glued(at + 3) && r.glued(at + 4))
        .then(|| part(at + 2 * step))
        .flatten();
    let long = r.sign(at + 2 * step + 1) == sign
        && sign.is_some()
        && r.glued(at + 2 * step + 1)
        && r.glued(at + 2 * step + 2)
        && part(at + 2 * step + 2).is_some();
    if let Some((c, wide_c)) = third {
        if long && !(sign == Some('-') && wide_c == 4) {
            return None;
        }
        let end = at + 2 * step + 1;
        let found = match (wide_a, wide_c) {
            (4, 1 | 2) if wide_b <= 2 => valid(a, b, c),
            (1 | 2, 4) if wide_b <= 2 => ordered(c, a, b, sign),
            (1 | 2, 2) if wide_b <= 2 && sign == Some('/') => ordered(i64::from(century(c as i16)), a, b, sign),
            _ => None,
        };
        return found.map(|c| (c, end));
    }
    if spaced {
        return None;
    }
    let end = at + 3;
    if wide_a == 4
        && wide_b <= 2
        && sign == Some('-')
        && (1900..2100).contains(&a)
        && (1..=12).contains(&b)
        && (wide_b == 2 || !r.glued(end))
    {
        return Some((
            Calendar {
                year: Some(a as i16),
                month: Some(b as i8),
                ..Calendar::default()
            },
            end,
        ));
    }
    if wide_b == 4 && wide_a <= 2 && sign == Some('-') && (1900..2100).contains(&b) && (1..=12).contains(&a) {
        return Some((
            Calendar {
                year: Some(b as i16),
                month: Some(a as i8),
                ..Calendar::default()
            },
            end,
        ));
    }
    const BEFORE: &[&str] = &[
        "on", "from", "to", "between", "until", "by", "before", "after", "since", "this", "next", "for", "or", "and",
    ];
    let weekday_at = |i: usize| i < at && weekday(r, i).is_some();
    let listed = at > 1 && r.is_sign(at - 1, &[',']) && (weekday_at(at - 2) || r.digits(at - 2).is_some());
    // "10/1-11/2/2017": two in a row explain one another.
    let paired = r.is_dash(end) && r.glued(end) && r.is_sign(end + 2, &['/']);
    let told = paired || r.was(at, BEFORE) || second || listed || at > 0 && weekday_at(at - 1);
    let known = (a, b) == (24, 7) || (a, b) == (9, 11) || (a, b) == (50, 50);
    let fits = sign == Some('/') && told && !known && wide_a <= 2 && wide_b <= 2;
    let found = fits.then(|| ordered(2000, a, b, sign)).flatten()?;
    let (year, end) = match year_after(r, end).filter(|_| r.is_sign(end, &[','])) {
        Some((year, end)) => (Some(year), end),
        None => (None, end),
    };
    Some((Calendar { year, ..found }, end))
}
