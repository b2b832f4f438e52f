//! Times told from the day of publication: "yesterday", "last week", "two days ago", "in the next ten days", "this May".

use super::super::lex::{Kind, Reader};
use super::super::lexicon::{Period, Sense};
use super::super::number;
use super::super::tense::{Tense, tense};
use super::resolve::{Anchor, Base, Calendar, Point, days_between, shift, whole_months, whole_year};
use super::{Parsed, calendar, feast, offset, year};
use jiff::ToSpan;
use jiff::civil::Date;

/// The relative time at `at`.
pub(super) fn relative(r: &Reader, a: &Anchor, at: usize) -> Parsed<Point> {
    day(r, a, at)
        .or_else(|| nth(r, a, at))
        .or_else(|| turned(r, a, at))
        .or_else(|| weekday_of(r, a, at))
        .or_else(|| offset::offset(r, a, at))
        .or_else(|| week_of(r, a, at))
        .or_else(|| weekend(r, a, at))
        .or_else(|| nth_day(r, at))
        .or_else(|| story_day(r, at))
}

pub(super) fn known(base: Option<Base>) -> Point {
    Point::of(base.unwrap_or(Base::Lost))
}

fn one_day(a: &Anchor, days: i64) -> Option<Base> {
    let day = shift(a.day?, days.days())?;
    Some(Base::Fixed(day, day))
}

/// "today", "tonight", "yesterday", "the day before yesterday"; "yesterday" may end in a written date.
pub(super) fn day(r: &Reader, a: &Anchor, at: usize) -> Parsed<Point> {
    let named = |i: usize| {
        r.sense(i, |s| {
            if let Sense::Day(n) = s {
                Some(i64::from(n))
            } else {
                None
            }
        })
    };
    let the = usize::from(r.is(at, &["the"]));
    for (phrase, by) in [("day before", -1), ("day after", 1)] {
        if let Some(next) = r.phrase(at + the, phrase)
            && let Some(n) = named(next).filter(|n| *n == by)
        {
            return Some((known(one_day(a, n + by)), next + 1));
        }
    }
    let n = named(at)?;
    // "USA Today" is a name.
    if r.capital(at) && at > 0 && r.is_word(at - 1) && r.capital(at - 1) {
        return None;
    }
    // "today's world", "tomorrow's leaders": the times, not the day; but "yesterday's vote" is dated.
    let mut point = known(one_day(a, n));
    point.part = r.sense(at, |s| if let Sense::Part(p) = s { Some(p) } else { None });
    Some((point, at + 1))
}

/// "the following day", "that week", "the same month": relative to something in the story, which is not worked out.
fn story_day(r: &Reader, at: usize) -> Parsed<Point> {
    let next = r
        .phrase(at, "the next")
        .or_else(|| r.phrase(at, "the following"))
        .or_else(|| r.phrase(at, "the previous"))
        .or_else(|| {
            (r.is(at, &["that", "same"]))
                .then_some(at + 1)
                .or_else(|| r.phrase(at, "the same"))
        })?;
    let day = r.is(
        next,
        &[
            "day",
            "night",
            "week",
            "month",
            "year",
            "weekend",
            "morning",
            "evening",
            "afternoon",
        ],
    );
    day.then_some((Point::of(Base::Lost), next + 1))
}

/// "last week", "this year", "next Thursday", "the past three months", "this coming Friday", "last May", "next summer".
pub(super) fn turned(r: &Reader, a: &Anchor, at: usize) -> Parsed<Point> {
    let the = usize::from(r.is(at, &["the"]));
    let within = if !r.is(at, &["within", "in", "over", "during", "for"]) {
        0
    } else if r.is(at + 1, &["the"]) {
        2
    } else {
        usize::from(r.is(at, &["within"]))
    };
    let start = at + the + within;
    let (turn, next) = turn(r, start).or_else(|| counted_turn(r, start))?;
    // "the following day" is told from the story, not from the day of publication.
    let story = the == 1
        && (r.is(start, &["following", "previous"]) || r.is(start, &["next"]) && r.is(next, &["day", "morning"]));
    if story {
        return None;
    }
    if let Some((count, period, end)) = count(r, start, next) {
        let point = known(several(period, count, turn, a));
        return Some((point, end));
    }
    if let Some((weekday, end)) = calendar::weekday(r, next) {
        let base = a.day.and_then(|day| {
            turned_weekday(
                day,
                weekday,
                turn,
                r.is(start, &["this"]) && next > start + 1 || r.is(start, &["past"]),
            )
        });
        let mut point = known(base);
        if point.base == Base::Lost {
            point.base = Base::Calendar(Calendar {
                weekday: Some(weekday),
                ..Calendar::default()
            });
        }
        // "this Friday, May 9"
        let comma = usize::from(r.is_sign(end, &[',', '-', '(']));
        if let Some((c, after)) = calendar::date(r, end + comma).filter(|(c, _)| c.day.is_some() && c.weekday.is_none())
        {
            let close = usize::from(r.is_sign(end, &['(']) && r.is_sign(after, &[')']));
            return Some((
                Point::of(Base::Calendar(Calendar {
                    weekday: Some(weekday),
                    ..c
                })),
                after + close,
            ));
        }
        return Some((point, end));
    }
    named_turn(r, a, start, next, turn)
}

/// What "last", "this" and "next" say of months, seasons, holidays, parts of the day and periods.
fn named_turn(r: &Reader, a: &Anchor, start: usize, next: usize, turn: i64) -> Parsed<Point> {
    if let Some((month, end)) = calendar::month(r, next) {
        let base = a
            .day
            .and_then(|day| turned_months(day, month, 1, turn))
            .unwrap_or(Base::Calendar(Calendar {
                month: Some(month),
                ..Calendar::default()
            }));
        if let Some((c, after)) = calendar::date(r, next).filter(|(c, _)| c.year.is_some() || c.day.is_some()) {
            return Some((Point::of(Base::Calendar(c)), after));
        }
        return Some((Point::of(base), end));
    }
    if let Some(season) = r.sense(next, |s| if let Sense::Season(n) = s { Some(n) } else { None }) {
        let year = a.day.and_then(|day| turned_season(day, season, turn));
        return Some((Point::of(Base::Season(year, season)), next + 1));
    }
    if let Some((which, end)) = feast::named(r, next) {
        let year = a.day.and_then(|day| {
            let of = |y: i16| feast::date(which, y);
            match turn {
                -1 => (day.year() - 1..=day.year())
                    .rev()
                    .find(|y| of(*y).is_some_and(|d| d < day)),
                0 => Some(day.year()),
                _ => (day.year()..=day.year() + 1).find(|y| of(*y).is_some_and(|d| d > day)),
            }
        });
        return Some((Point::of(Base::Feast(year, which)), end));
    }
    let early = usize::from(r.is(next, &["early", "late"]));
    if let Some(part) = r.sense(next + early, |s| if let Sense::Part(p) = s { Some(p) } else { None }) {
        // "last night" is the night before; "this morning" is today's.
        let mut point = known(one_day(a, turn));
        point.part = Some(part);
        return Some((point, next + early + 1));
    }
    let kind = usize::from(r.is(next, &["calendar", "working", "fiscal", "school", "financial"]));
    let fiscal = kind == 1 && !r.is(next, &["calendar", "working"]);
    let period_at = next + kind;
    let period_here = year::period(r, period_at).filter(|_| !fiscal)?;
    if matches!(period_here, Period::Second | Period::Minute | Period::Hour)
        || r.is(period_at, &["days", "weeks", "months", "years", "nights"])
    {
        return None;
    }
    // "the past year" is the twelve months up to now; "last year" is on the calendar.
    let rolling = r.is(start, &["past"]) && period_here != Period::Quarter && period_here != Period::Weekend;
    let base = if rolling {
        several(period_here, 1, turn, a)
    } else {
        period(period_here, turn, a)
    };
    let mut end = period_at + 1;
    let mut point = known(base);
    // "next week on Tuesday", "last week, Monday".
    if period_here == Period::Week {
        let link = usize::from(r.is(end, &["on"]) || r.is_dash(end));
        if let (Base::Fixed(monday, _), Some((weekday, after))) = (&point.base, calendar::weekday(r, end + link))
            && !r.is_sign(end, &[','])
        {
            let day = shift(*monday, i64::from(weekday - 1).days());
            point = known(day.map(|d| Base::Fixed(d, d)));
            end = after;
        }
    }
    Some((point, end))
}

/// "last", "this past", "this coming": -1, 0 or 1, and the atom after it.
fn turn(r: &Reader, at: usize) -> Parsed<i64> {
    // "lasts", "will last two hours": the verb.
    if r.is(at, &["last"]) && r.tag(at).starts_with("VB") {
        return None;
    }
    // "following Thursday's attack": after it.
    if r.is(at, &["following"]) && !r.was(at, &["the"]) {
        return None;
    }
    let n = r.sense(at, |s| {
        if let Sense::Turn(n) = s {
            Some(i64::from(n))
        } else {
            None
        }
    })?;
    if n == 0
        && let Some(m) = r.sense(at + 1, |s| {
            if let Sense::Turn(m) = s {
                Some(i64::from(m))
            } else {
                None
            }
        })
    {
        return Some((m, at + 2));
    }
    Some((n, at + 1))
}

/// "the 5 past minutes", "the 2 next days": the count comes first.
fn counted_turn(r: &Reader, at: usize) -> Parsed<i64> {
    let n = number::numeral(r, at).filter(|n| n.value.fract() == 0.0 && (1.0..=200.0).contains(&n.value))?;
    let (turn, next) = turn(r, n.end).filter(|(t, _)| *t != 0)?;
    // "2 million last week": only a plural takes the count.
    if !r.slice(next).ends_with('s') {
        return None;
    }
    year::period(r, next)?;
    Some((turn, next))
}

/// How many periods a turn takes: "next ten days", "last couple of weeks", "past few months".
fn count(r: &Reader, start: usize, next: usize) -> Option<(i64, Period, usize)> {
    let (n, mut at) = match number::numeral(r, start) {
        Some(n) if n.end < next => (n.value, next),
        _ => {
            if r.is(next, &["few", "several"]) {
                (if r.is(next, &["few"]) { 3.0 } else { 5.0 }, next + 1)
            } else if r.is(next, &["couple"]) {
                (2.0, next + 1 + usize::from(r.is(next + 1, &["of"])))
            } else {
                let n =
                    number::numeral(r, next).filter(|n| n.value.fract() == 0.0 && (1.0..1000.0).contains(&n.value))?;
                (n.value, n.end)
            }
        }
    };
    at += usize::from(r.is(at, &["business", "working", "calendar"]));
    Some((n as i64, year::period(r, at)?, at + 1))
}

/// The last or next so many periods: up to the anchor, or from the day after it. Quarters and decades are whole ones.
fn several(period: Period, count: i64, turn: i64, a: &Anchor) -> Option<Base> {
    let day = a.day?;
    if matches!(period, Period::Quarter | Period::Decade) {
        let near = self::period(period, turn, a)?;
        let far = self::period(period, turn * count, a)?;
        let (Base::Fixed(a1, a2), Base::Fixed(b1, b2)) = (near, far) else {
            return None;
        };
        return Some(Base::Fixed(a1.min(b1), a2.max(b2)));
    }
    let far = moved(day, period, turn * count)?;
    match turn {
        -1 => Some(Base::Fixed(far, day)),
        _ => Some(Base::Fixed(shift(day, 1.days())?.min(far), far)),
    }
}

/// A date moved by so many periods; hours count as parts of days.
fn moved(day: Date, period: Period, n: i64) -> Option<Date> {
    let n = n.clamp(-20_000, 20_000);
    match period {
        Period::Second | Period::Minute => Some(day),
        Period::Hour => shift(day, (n / 24).days()),
        Period::Day => shift(day, n.days()),
        Period::Week | Period::Weekend => shift(day, (7 * n).days()),
        Period::Fortnight => shift(day, (14 * n).days()),
        Period::Month => shift(day, n.months()),
        Period::Quarter => shift(day, (3 * n).months()),
        Period::Year => shift(day, n.min(7000).years()),
        Period::Decade => shift(day, (10 * n).clamp(-7000, 7000).years()),
        Period::Century => shift(day, (100 * n).clamp(-7000, 7000).years()),
    }
}

/// The calendar period that lies `turn` periods from the anchor's. Weeks run from Monday to Sunday.
pub(super) fn period(period: Period, turn: i64, a: &Anchor) -> Option<Base> {
    let day = a.day?;
    let monday = shift(day, -i64::from(day.weekday().to_monday_zero_offset()).days())?;
    let (first, last) = match period {
        Period::Second | Period::Minute | Period::Hour => return None,
        Period::Day => {
            let day = shift(day, turn.days())?;
            (day, day)
        }
        Period::Week => (shift(monday, (7 * turn).days())?, shift(monday, (7 * turn + 6).days())?),
        Period::Weekend => (
            shift(monday, (7 * turn + 5).days())?,
            shift(monday, (7 * turn + 6).days())?,
        ),
        Period::Fortnight => (
            shift(monday, (14 * turn).days())?,
            shift(monday, (14 * turn + 13).days())?,
        ),
        Period::Month => {
            let month = shift(day.first_of_month(), turn.months())?;
            (month, month.last_of_month())
        }
        Period::Quarter => {
            let quarter = Date::new(day.year(), (day.month() - 1) / 3 * 3 + 1, 1).ok()?;
            let quarter = shift(quarter, (3 * turn).months())?;
            whole_months(quarter.year(), quarter.month(), 3)?
        }
        Period::Year => whole_year(day.year() + i16::try_from(turn).ok()?)?,
        Period::Decade => {
            let first = day.year() / 10 * 10 + 10 * i16::try_from(turn).ok()?;
            (whole_year(first)?.0, whole_year(first + 9)?.1)
        }
        Period::Century => {
            let first = day.year() / 100 * 100 + 100 * i16::try_from(turn).ok()?;
            (whole_year(first)?.0, whole_year(first + 99)?.1)
        }
    };
    Some(Base::Fixed(first, last))
}

/// "last Friday" is of the week before, "next Friday" of the week after; "this past" and "this coming" are the nearest.
fn turned_weekday(day: Date, weekday: i8, turn: i64, nearest: bool) -> Option<Base> {
    let back = i64::from(day.weekday().to_monday_one_offset() - weekday);
    let by = match (nearest, turn) {
        (true, -1) => -((back - 1).rem_euclid(7) + 1),
        (true, 1) => (-back - 1).rem_euclid(7) + 1,
        (_, turn) => 7 * turn - back,
    };
    let found = shift(day, by.days())?;
    Some(Base::Fixed(found, found))
}

/// "last May" is the latest before this month, "next May" the first after it, "this May" this year's.
fn turned_months(day: Date, month: i8, count: i8, turn: i64) -> Option<Base> {
    let year = match turn {
        -1 if month < day.month() => day.year(),
        -1 => day.year() - 1,
        0 => day.year(),
        _ if month > day.month() => day.year(),
        _ => day.year() + 1,
    };
    let (first, last) = whole_months(year, month, count)?;
    Some(Base::Fixed(first, last))
}

/// The year of "last summer", "this winter", "next spring".
fn turned_season(day: Date, season: i8, turn: i64) -> Option<i16> {
    let first = (season - 21) * 3 + 3;
    // In January and February "this winter" began in the year before.
    let year = if season == 24 && day.month() <= 2 {
        day.year() - 1
    } else {
        day.year()
    };
    match turn {
        -1 if day.month() > first + 2 || season == 24 && day.month() > 2 && day.month() < 12 => {
            Some(if season == 24 { day.year() - 1 } else { year })
        }
        -1 => Some(year - 1),
        0 => Some(year),
        _ if day.month() < first => Some(year),
        _ => Some(year + 1),
    }
}

/// "the week of April 10", "the week ended May 16", "the week beginning February 4".
fn week_of(r: &Reader, a: &Anchor, at: usize) -> Parsed<Point> {
    let the = usize::from(r.is(at, &["the"]));
    if !r.is(at + the, &["week", "weekend"]) {
        return None;
    }
    let next = at + the + 1;
    let link = usize::from(r.is(
        next,
        &[
            "of",
            "ended",
            "ending",
            "beginning",
            "starting",
            "commencing",
            "through",
        ],
    ));
    if link == 0 {
        return None;
    }
    let on = usize::from(r.is(next + 1, &["on", "the"]));
    let (point, end) = calendar::date(r, next + 1 + on)
        .filter(|(c, _)| c.day.is_some() || c.weekday.is_some())
        .map(|(c, e)| (Point::of(Base::Calendar(c)), e))
        .or_else(|| {
            year::stretch(r, next + 1)
                .map(|(b, e)| (Point::of(b), e))
                .filter(|(p, _)| matches!(p.base, Base::Feast(..)))
        })?;
    let tense = tense(r.analysis, r.atoms[at].token, r.atoms[end - 1].token);
    let day = super::resolve::days(&point, tense, a).first;
    let monday = day.and_then(|d| shift(d, -i64::from(d.weekday().to_monday_zero_offset()).days()));
    let span = if r.is(at + the, &["weekend"]) {
        monday.and_then(|m| Some((shift(m, 5.days())?, shift(m, 6.days())?)))
    } else if r.is(next, &["ended", "ending", "through"]) {
        day.and_then(|d| Some((shift(d, (-6).days())?, d)))
    } else if r.is(next, &["of"]) {
        monday.and_then(|m| Some((m, shift(m, 6.days())?)))
    } else {
        day.and_then(|d| Some((d, shift(d, 6.days())?)))
    };
    Some((known(span.map(|(f, l)| Base::Fixed(f, l))), end))
}

/// "the first week of January", "the last three months of 2021", "the third day of next month".
fn nth(r: &Reader, a: &Anchor, at: usize) -> Parsed<Point> {
    let the = usize::from(r.is(at, &["the"]));
    let (n, next) = if r.is(at + the, &["last"]) {
        (-1, at + the + 1)
    } else {
        let (n, next) = number::ordinal(r, at + the)?;
        (i64::from(n), next)
    };
    let count = number::numeral(r, next).filter(|n| n.value.fract() == 0.0 && (1.0..400.0).contains(&n.value));
    let (count, next) = count.map_or((1, next), |n| (n.value as i64, n.end));
    let weekday = calendar::weekday(r, next).filter(|_| count == 1).map(|(w, _)| w);
    let unit = year::period(r, next).or(weekday.map(|_| Period::Day))?;
    if !r.is(next + 1, &["of", "in"]) {
        return None;
    }
    let inner = next + 2;
    let (outer, end) = turned(r, a, inner)
        .or_else(|| calendar::date(r, inner).map(|(c, e)| (Point::of(Base::Calendar(c)), e)))
        .or_else(|| {
            let (base, e) = year::stretch(r, inner)?;
            Some((Point::of(base), e))
        })
        .or_else(|| {
            let the = usize::from(r.is(inner, &["the"]));
            period(year::period(r, inner + the)?, 0, a).map(|b| (Point::of(b), inner + the + 1))
        })?;
    let tense = tense(r.analysis, r.atoms[at].token, r.atoms[end - 1].token);
    let days = super::resolve::days(&outer, tense, a);
    let span = days.first.zip(days.last).and_then(|(first, last)| match weekday {
        Some(weekday) => nth_weekday(first, last, weekday, n),
        None => part_of(first, last, unit, n, count),
    });
    (days_between(days.first.unwrap_or(Date::MIN), days.last.unwrap_or(Date::MAX)) > 0)
        .then(|| (known(span.map(|(f, l)| Base::Fixed(f, l))), end))
}

/// The `n`-th `count` units of a stretch, from its end where `n` is negative. A week belongs to where its Thursday lies.
fn part_of(first: Date, last: Date, unit: Period, n: i64, count: i64) -> Option<(Date, Date)> {
    if unit == Period::Week {
        let thursday = |d: Date| i64::from((4 - d.weekday().to_monday_one_offset()).rem_euclid(7));
        let first_monday = shift(first, (thursday(first) - 3).days())?;
        let back = i64::from((last.weekday().to_monday_one_offset() - 4).rem_euclid(7));
        let last_monday = shift(last, (-back - 3).days())?;
        let from = if n < 0 {
            shift(last_monday, (-7 * (count - 1)).days())?
        } else {
            shift(first_monday, (7 * (n - 1)).days())?
        };
        return Some((from, shift(from, (7 * count - 1).days())?));
    }
    let from = if n < 0 {
        shift(moved(last, unit, -count)?, 1.days())?
    } else {
        moved(first, unit, (n - 1) * count)?
    };
    let from = if n < 0 && unit == Period::Month {
        last.first_of_month().checked_sub((count - 1).months()).ok()?
    } else {
        from
    };
    let to = shift(moved(from, unit, count)?, (-1).days())?;
    (from >= first && to <= last).then_some((from, to))
}

/// "Tuesday of next week", "Wednesday evening next week".
fn weekday_of(r: &Reader, a: &Anchor, at: usize) -> Parsed<Point> {
    let (weekday, next) = calendar::weekday(r, at)?;
    let part = super::clock::part_after(r, next);
    let next = part.map_or(next, |(_, end)| end);
    let link = usize::from(r.is(next, &["of", "in"]));
    let the = usize::from(r.is(next + link, &["the"]));
    let (turn, after) = turn(r, next + link + the)?;
    if !r.is(after, &["week"]) {
        return None;
    }
    let day = match period(Period::Week, turn, a) {
        Some(Base::Fixed(monday, _)) => shift(monday, i64::from(weekday - 1).days()),
        _ => None,
    };
    let mut point = known(day.map(|d| Base::Fixed(d, d)));
    point.part = part.map(|(p, _)| p);
    Some((point, after + 1))
}

/// "the weekend": the last one, or the next where the verb points ahead.
fn weekend(r: &Reader, a: &Anchor, at: usize) -> Parsed<Point> {
    let end = r.phrase(at, "the weekend")?;
    let ahead = tense(r.analysis, r.atoms[at].token, r.atoms[end - 1].token) == Tense::Future;
    let inside = a.day.is_some_and(|d| d.weekday().to_monday_one_offset() >= 6);
    let turn = if ahead || inside { 0 } else { -1 };
    (!r.is_sign(end, &['\'', '’'])).then(|| (known(period(Period::Weekend, turn, a)), end))
}

/// "on the 18th": the nearest such day.
fn nth_day(r: &Reader, at: usize) -> Parsed<Point> {
    let the = usize::from(r.is(at, &["the"]));
    let (day, end) = number::ordinal(r, at + the).filter(|(n, _)| (1..=31).contains(n))?;
    let told = r.was(at, &["on", "by", "until", "around", "since", "from"]);
    let alone = !matches!(r.atoms.get(end).map(|a| a.kind), Some(Kind::Word(_)))
        || r.is(end, &["at", "for", "from", "and", "to"]);
    // "on the second" and "by the third" count something unsaid.
    let fits = told && (the == 1 || r.digits(at).is_some()) && alone && (r.digits(at + the).is_some() || day > 12);
    let calendar = Calendar {
        day: Some(day as i8),
        ..Calendar::default()
    };
    fits.then(|| (Point::of(Base::Calendar(calendar)), end))
}

/// The `n`-th such weekday of a stretch, from its end where `n` is negative.
fn nth_weekday(first: Date, last: Date, weekday: i8, n: i64) -> Option<(Date, Date)> {
    let ahead = i64::from((weekday - first.weekday().to_monday_one_offset()).rem_euclid(7));
    let back = i64::from((last.weekday().to_monday_one_offset() - weekday).rem_euclid(7));
    let day = if n < 0 {
        shift(last, (-back).days())?
    } else {
        shift(first, (ahead + 7 * (n - 1)).days())?
    };
    (day >= first && day <= last).then_some((day, day))
}
