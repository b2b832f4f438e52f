//! Times so long before or after another: "two days ago", "in three weeks", "two days after Friday".

use super::super::lex::Reader;
use super::super::lexicon::{Period, Sense};
use super::super::number::{self, Form};
use super::super::tense::{Tense, tense};
use super::resolve::{Anchor, Base, Clock, Hours, Point, shift, whole_year};
use super::{Parsed, calendar, relative, year};
use jiff::ToSpan;
use jiff::civil::Date;

/// An amount of time as words: years, months, days, seconds, and the shortest period named.
#[derive(Debug, Clone, Copy)]
struct Length {
    total: [i64; 4],
    least: Period,
    /// "a few", "several", "half a": not to be taken to the letter.
    loose: bool,
    /// How many periods were named.
    parts: usize,
    end: usize,
}

/// A length of time that is more than one number and its unit: "an hour and a half", "a few minutes", "3 hours 30
/// minutes": least and most of its shortest unit, and the atom after it.
pub(in super::super) fn long(r: &Reader, at: usize) -> Option<(f64, f64, Period, usize)> {
    const TAKES: &[&str] = &[
        "for", "within", "over", "than", "about", "nearly", "almost", "under", "least", "took", "take", "takes",
        "lasted", "lasts", "last", "half", "just", "exactly", "spent", "another",
    ];
    let article = r.senses(at).contains(&Sense::Article) || r.is(at, &["another"]);
    let vague = r.is(at, &["few", "several", "some"]) || article && r.is(at + 1, &["few"]);
    let start = at + usize::from(r.is(at, &["another"]));
    let found = if start > at {
        one_length(r, start).or_else(|| counted(r, 1.0, start))?
    } else {
        length(r, at)?
    };
    let units = |seconds: f64, period: Period| seconds / seconds_of(period);
    let [years, months, days, seconds] = found.total.map(|n| n as f64);
    let whole = years * 31_536_000.0 + months * 2_628_000.0 + days * 86_400.0 + seconds;
    let mut amount = units(whole, found.least);
    // One unit is what it says, whatever a month or a year may be in seconds.
    amount = if (amount - amount.round()).abs() < 0.01 {
        amount.round()
    } else {
        (amount * 100.0).round() / 100.0
    };
    let mut end = found.end;
    let joined = end + 1 + usize::from(r.senses(end + 1).contains(&Sense::Article));
    let part = if r.is(joined, &["half"]) {
        0.5
    } else if r.is(joined, &["quarter"]) {
        0.25
    } else {
        0.0
    };
    let halved = r.is(end, &["and"]) && part > 0.0 && !r.is(joined + 1, &["of", "million", "billion"]);
    if halved {
        (amount, end) = (amount + part, joined + 1);
    }
    if vague {
        let (low, high) = if r.is(at, &["several", "some"]) {
            (3.0, 9.0)
        } else {
            (2.0, 5.0)
        };
        return Some((low, high, found.least, end));
    }
    // "a year" is mostly a rate ("$5 million a year") or a point; a verb or a preposition of length makes it one.
    let told = at > 0 && r.is(at - 1, TAKES) && !r.is(end, &["ago", "earlier", "later", "after", "before"]);
    (halved || found.parts > 1 || article && told).then_some((amount, amount, found.least, end))
}

/// Seconds in a period, with years of 365 days and months of a twelfth of one.
fn seconds_of(period: Period) -> f64 {
    match period {
        Period::Second => 1.0,
        Period::Minute => 60.0,
        Period::Hour => 3600.0,
        Period::Day => 86_400.0,
        Period::Week | Period::Weekend => 604_800.0,
        Period::Fortnight => 1_209_600.0,
        Period::Month => 2_628_000.0,
        Period::Quarter => 7_884_000.0,
        Period::Year => 31_536_000.0,
        Period::Decade => 315_360_000.0,
        Period::Century => 3_153_600_000.0,
    }
}

/// "two days", "a week", "2 years 1 month 21 days", "half an hour", "a couple of weeks", "several months".
fn length(r: &Reader, at: usize) -> Option<Length> {
    let mut out = one_length(r, at)?;
    loop {
        let joined = usize::from(r.is(out.end, &["and"]) || r.is_sign(out.end, &[',']));
        match one_length(r, out.end + joined)
            .filter(|more| more.least < out.least && !more.loose && r.senses(out.end + joined) != [Sense::Article])
        {
            Some(more) => {
                for (sum, n) in out.total.iter_mut().zip(more.total) {
                    *sum += n;
                }
                (out.least, out.end, out.parts) = (more.least, more.end, out.parts + 1);
            }
            None => return Some(out),
        }
    }
}

fn one_length(r: &Reader, at: usize) -> Option<Length> {
    let article = r.senses(at).contains(&Sense::Article);
    let vague = |words: &[&str], n: f64| {
        r.is(at + usize::from(article), words)
            .then_some((n, at + usize::from(article) + 1))
    };
    let found = vague(&["few"], 3.0).or_else(|| vague(&["several", "some"], 4.0).filter(|_| !article));
    let couple = vague(&["couple"], 2.0).map(|(n, end)| (n, end + usize::from(r.is(end, &["of"]))));
    let loose = found.is_some();
    let (n, end) = match found.or(couple) {
        Some(found) => found,
        None => match number::numeral(r, at).filter(|n| !matches!(n.form, Form::Vague(..)) && n.value >= 0.0) {
            Some(n) if n.form == Form::Fraction && r.senses(n.end).contains(&Sense::Article) => (n.value, n.end + 1),
            Some(n) => (n.value, n.end),
            None if article => (1.0, at + 1),
            None => return None,
        },
    };
    counted(r, n, end).map(|found| Length { loose, ..found })
}

/// So many of the period named at `end`.
fn counted(r: &Reader, n: f64, end: usize) -> Option<Length> {
    let dash = usize::from(r.is_dash(end) && r.glued(end));
    let skip = usize::from(r.is(end, &["more", "business", "full", "whole"]));
    let least = year::period(r, end + dash + skip)?;
    let scaled = |unit: f64| (n * unit).round() as i64;
    let total = match least {
        Period::Century => [scaled(100.0), 0, 0, 0],
        Period::Decade => [scaled(10.0), 0, 0, 0],
        Period::Year if n.fract() == 0.0 => [n as i64, 0, 0, 0],
        Period::Year => [0, scaled(12.0), 0, 0],
        Period::Quarter => [0, scaled(3.0), 0, 0],
        Period::Month if n.fract() == 0.0 => [0, n as i64, 0, 0],
        Period::Month => [0, 0, scaled(30.4), 0],
        Period::Fortnight => [0, 0, scaled(14.0), 0],
        Period::Week | Period::Weekend => [0, 0, scaled(7.0), 0],
        Period::Day => [0, 0, scaled(1.0), 0],
        Period::Hour => [0, 0, 0, scaled(3600.0)],
        Period::Minute => [0, 0, 0, scaled(60.0)],
        Period::Second => [0, 0, 0, scaled(1.0)],
    };
    (total.iter().all(|n| n.abs() < 100_000_000)).then_some(Length {
        total,
        least,
        loose: false,
        parts: 1,
        end: end + dash + skip + 1,
    })
}

/// "two days ago", "three weeks from now", "in two weeks", "two days after Friday".
pub(super) fn offset(r: &Reader, a: &Anchor, at: usize) -> Parsed<Point> {
    let ahead = r.is(at, &["in", "within"]);
    let the = usize::from(ahead && r.is(at + 1, &["the"]));
    let start = at + usize::from(ahead) + the;
    let found = length(r, start)?;
    let end = found.end;
    if ahead {
        return forward(r, a, at, &found);
    }
    if r.is(end, &["ago"]) {
        return Some((from_now(a, &found, -1), end + 1));
    }
    for phrase in ["from now", "hence"] {
        if let Some(end) = r.phrase(end, phrase) {
            return Some((from_now(a, &found, 1), end));
        }
    }
    if r.is(end, &["earlier", "later"]) && !r.is(end + 1, &["this", "in", "that", "today"]) {
        // Told from something in the story, which is not worked out.
        return Some((Point::of(Base::Lost), end + 1));
    }
    let sign = match () {
        () if r.is(end, &["after", "from"]) => 1,
        () if r.is(end, &["before"]) => -1,
        () => return None,
    };
    let the = usize::from(r.is(end + 1, &["the"]));
    let (base, after) = relative::day(r, a, end + 1)
        .or_else(|| relative::turned(r, a, end + 1))
        .or_else(|| year::stretch(r, end + 1 + the).map(|(b, e)| (Point::of(b), e)))
        .or_else(|| {
            let (c, e) = calendar::date(r, end + 1 + the)?;
            Some((Point::of(Base::Calendar(c)), e))
        })?;
    let tense = tense(r.analysis, r.atoms[at].token, r.atoms[after - 1].token);
    let days = super::resolve::days(&base, tense, a);
    let moved = if sign > 0 { days.last } else { days.first }.and_then(|d| add(d, &found, sign));
    Some((relative::known(moved.map(|d| Base::Fixed(d, d))), after))
}

/// "in two weeks" lies ahead unless the verb is in the past, where it is a length of time; "within" reaches from today.
fn forward(r: &Reader, a: &Anchor, at: usize, found: &Length) -> Parsed<Point> {
    let tense = tense(r.analysis, r.atoms[at].token, r.atoms[found.end - 1].token);
    // "in five years" of what is past or has been so far is a length; "the first time in 20 years" too.
    let time = r.was(
        at,
        &[
            "time", "first", "high", "low", "largest", "worst", "times", "more", "once",
        ],
    );
    // "in two days from today" starts elsewhere.
    if r.is(found.end, &["from", "after", "before", "since"])
        || tense != Tense::Future
        || time
        || r.is(found.end, &["of", "ago", "old"])
    {
        return None;
    }
    let end = found.end
        + if r.is_sign(found.end, &['\'', '’']) && r.is(found.end + 1, &["time", "s"]) {
            2
        } else {
            0
        };
    if r.is(at, &["within"]) {
        let span = a.day.and_then(|d| Some(Base::Fixed(d, add(d, found, 1)?)));
        return Some((relative::known(span), end));
    }
    Some((from_now(a, found, 1), end))
}

/// So long before or after publication, at the precision of the shortest period named.
fn from_now(a: &Anchor, found: &Length, sign: i64) -> Point {
    let Some(day) = a.day else {
        return Point::of(Base::Lost);
    };
    if let (Some((hour, minute)), true) = (a.clock, found.least <= Period::Hour) {
        let clock = jiff::civil::time(hour, minute, 0, 0);
        let moved = add(
            day,
            &Length {
                total: [found.total[0], found.total[1], found.total[2], 0],
                ..*found
            },
            sign,
        )
        .and_then(|d| d.to_datetime(clock).checked_add((sign * found.total[3]).seconds()).ok());
        let Some(at) = moved else { return Point::of(Base::Lost) };
        let mut point = Point::of(Base::Fixed(at.date(), at.date()));
        let second = (found.least == Period::Second).then_some(at.second());
        let from = Clock {
            hour: at.hour(),
            minute: Some(at.minute()),
            second,
            settled: true,
        };
        point.hours = Some(Hours {
            from,
            to: None,
            bound: None,
        });
        point.about = found.loose;
        return point;
    }
    let Some(moved) = add(day, found, sign) else {
        return Point::of(Base::Lost);
    };
    let stretch = match found.least {
        Period::Second | Period::Minute | Period::Hour | Period::Day => Some((moved, moved)),
        // "two weeks ago": give or take the days of a week.
        Period::Week | Period::Fortnight | Period::Weekend => shift(moved, (-3).days()).zip(shift(moved, 3.days())),
        Period::Month | Period::Quarter => Some((moved.first_of_month(), moved.last_of_month())),
        _ => whole_year(moved.year()),
    };
    let mut point = relative::known(stretch.map(|(f, l)| Base::Fixed(f, l)));
    point.about = found.loose || matches!(found.least, Period::Decade | Period::Century);
    point
}

fn add(day: Date, found: &Length, sign: i64) -> Option<Date> {
    let [years, months, days, seconds] = found.total.map(|n| sign * n);
    let moved = shift(day, years.clamp(-9000, 9000).years())?;
    let moved = shift(moved, months.clamp(-90_000, 90_000).months())?;
    shift(moved, (days + seconds / 86_400).clamp(-3_000_000, 3_000_000).days())
}
