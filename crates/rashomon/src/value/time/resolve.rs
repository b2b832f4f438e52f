//! From what the words say to days on the calendar and EDTF.

use super::super::tense::Tense;
use super::super::{DayPart, Time};
use super::feast::{self, Feast};
use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

/// What the document's times are resolved against.
#[derive(Debug, Clone, Copy, Default)]
pub(in super::super) struct Anchor {
    /// The day of publication, or of the dateline.
    pub(in super::super) day: Option<Date>,
    /// Hour and minute of publication.
    pub(in super::super) clock: Option<(i8, i8)>,
    /// The year of the dates that the text spells out, where no day is known.
    pub(in super::super) year: Option<i16>,
}

/// A stretch of the calendar as the words give it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Base {
    /// No day at all: a time of day alone.
    Clock,
    /// A date with whatever parts of it are given.
    Calendar(Calendar),
    /// A quarter or a half of a year: first month and number of months.
    Months(Option<i16>, i8, i8),
    /// A season, numbered as in EDTF.
    Season(Option<i16>, i8),
    Feast(Option<i16>, Feast),
    /// Two days, both included.
    Fixed(Date, Date),
    /// Relative to a day that is not known.
    Lost,
}

/// Year, month, day and weekday, as far as given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Calendar {
    pub(super) year: Option<i16>,
    pub(super) month: Option<i8>,
    pub(super) day: Option<i8>,
    pub(super) weekday: Option<i8>,
}

/// A third of a month, a year, a decade.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Third {
    Early,
    Mid,
    Late,
    /// "earlier this month": from its start to the day of publication.
    Sofar,
    /// "later this month".
    Rest,
}

/// A time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) hour: i8,
    pub(super) minute: Option<i8>,
    pub(super) second: Option<i8>,
    /// Whether morning or afternoon is settled.
    pub(super) settled: bool,
}

/// A time of day, or a stretch of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hours {
    pub(super) from: Clock,
    pub(super) to: Option<Clock>,
    /// "Friday before 5 p.m."
    pub(super) bound: Option<Bound>,
}

/// What a preposition makes of a time: open at one end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    Since,
    After,
    Until,
    Before,
}

/// One point or stretch in time, as read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Point {
    pub(super) base: Base,
    pub(super) third: Option<Third>,
    pub(super) hours: Option<Hours>,
    pub(super) part: Option<DayPart>,
    pub(super) about: bool,
}

impl Point {
    pub(super) fn of(base: Base) -> Self {
        Self {
            base,
            third: None,
            hours: None,
            part: None,
            about: false,
        }
    }

    /// The year given, where the base has a place for one.
    pub(super) fn year(&self) -> Option<i16> {
        match &self.base {
            Base::Calendar(c) => c.year,
            Base::Months(y, ..) | Base::Season(y, _) | Base::Feast(y, _) => *y,
            Base::Fixed(first, _) => Some(first.year()),
            Base::Clock | Base::Lost => None,
        }
    }

    /// Puts a year to a base that lacks one.
    pub(super) fn set_year(&mut self, year: i16) {
        match &mut self.base {
            // A weekday alone is of no year.
            Base::Calendar(Calendar { month: None, .. }) => {}
            Base::Calendar(Calendar { year: y, .. }) | Base::Months(y, ..) | Base::Season(y, _) | Base::Feast(y, _)
                if y.is_none() =>
            {
                *y = Some(year)
            }
            _ => {}
        }
    }
}

/// The days a point covers, and its EDTF without time of day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Days {
    pub(super) first: Option<Date>,
    pub(super) last: Option<Date>,
    pub(super) edtf: String,
}

/// Resolves a point to a time.
pub(super) fn time(point: &Point, tense: Tense, anchor: &Anchor) -> Time {
    let days = days(point, tense, anchor);
    let mut edtf = days.edtf;
    if let Some(hours) = point.hours {
        edtf = hours_text(hours, point.part, &edtf);
    } else if point.about && days.first.is_some() {
        edtf.push('~');
    }
    let weekday = match &point.base {
        Base::Calendar(Calendar { weekday, .. }) => *weekday,
        _ => None,
    };
    Time {
        edtf,
        days: (days.first, days.last),
        anchored: days.first.is_some(),
        weekday: weekday.and_then(|w| Weekday::from_monday_one_offset(w).ok()),
        clock: point
            .hours
            .map(|h| (half_of_day(h.from, point.part), h.from.minute.unwrap_or(0))),
        part: point.part,
        approximate: point.about || point.third.is_some(),
    }
}

/// A time of day behind its day, if it has one: `2025-05-09T08:30`, `T08:30/T09:00`.
fn hours_text(hours: Hours, part: Option<DayPart>, day: &str) -> String {
    let text = |clock: Clock| {
        let (hour, minute) = (half_of_day(clock, part), clock.minute.unwrap_or(0));
        match clock.second {
            Some(second) => format!("{day}T{hour:02}:{minute:02}:{second:02}"),
            None => format!("{day}T{hour:02}:{minute:02}"),
        }
    };
    match (hours.to, hours.bound) {
        (Some(to), _) => format!("{}/{}", text(hours.from), text(to)),
        (None, Some(Bound::Since | Bound::After)) => format!("{}/..", text(hours.from)),
        (None, Some(Bound::Until | Bound::Before)) => format!("../{}", text(hours.from)),
        (None, None) => text(hours.from),
    }
}

/// The hour on a clock of 24, with what the part of the day says of it.
fn half_of_day(clock: Clock, part: Option<DayPart>) -> i8 {
    let late = match part {
        Some(DayPart::Afternoon | DayPart::Evening) => true,
        Some(DayPart::Night) => clock.hour >= 6,
        _ => false,
    };
    if !clock.settled && late && clock.hour < 12 {
        clock.hour + 12
    } else {
        clock.hour
    }
}

/// The days of a point.
pub(super) fn days(point: &Point, tense: Tense, anchor: &Anchor) -> Days {
    let whole = match &point.base {
        Base::Clock => Days {
            first: None,
            last: None,
            edtf: String::new(),
        },
        Base::Lost => lost("XXXX-XX-XX"),
        Base::Fixed(first, last) => fixed(*first, *last),
        Base::Calendar(calendar) => calendar_days(*calendar, tense, anchor),
        Base::Months(year, month, count) => months(*year, *month, *count, tense, anchor),
        Base::Season(year, n) => season(*year, *n, tense, anchor),
        Base::Feast(year, which) => feast_days(*year, *which, tense, anchor),
    };
    match point.third {
        Some(third) => narrowed(whole, third, anchor),
        None => whole,
    }
}

fn lost(edtf: &str) -> Days {
    Days {
        first: None,
        last: None,
        edtf: edtf.to_owned(),
    }
}

/// Two days as EDTF: a day, a month, a year, a decade, a century, or an interval.
pub(super) fn fixed(first: Date, last: Date) -> Days {
    let month = first.day() == 1 && last == last.last_of_month();
    let year = month && first.month() == 1 && last.month() == 12;
    let years = i32::from(last.year()) - i32::from(first.year()) + 1;
    let edtf = if first == last {
        first.to_string()
    } else if year && years == 1 {
        format!("{:04}", first.year())
    } else if year && years == 10 && first.year() % 10 == 0 {
        format!("{:03}X", first.year() / 10)
    } else if year && years == 100 && first.year() % 100 == 0 {
        format!("{:02}XX", first.year() / 100)
    } else if month && first.month() == last.month() && years == 1 {
        format!("{:04}-{:02}", first.year(), first.month())
    } else if year {
        format!("{:04}/{:04}", first.year(), last.year())
    } else if month {
        format!(
            "{:04}-{:02}/{:04}-{:02}",
            first.year(),
            first.month(),
            last.year(),
            last.month()
        )
    } else {
        format!("{first}/{last}")
    };
    Days {
        first: Some(first),
        last: Some(last),
        edtf,
    }
}

/// The days of a whole year.
pub(super) fn whole_year(year: i16) -> Option<(Date, Date)> {
    Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?))
}

/// The days of months `month .. month + count` of a year.
pub(super) fn whole_months(year: i16, month: i8, count: i8) -> Option<(Date, Date)> {
    let first = Date::new(year, month, 1).ok()?;
    let last = shift(first, i64::from(count - 1).months())?.last_of_month();
    Some((first, last))
}

/// A date moved by a span, none beyond the calendar's ends.
pub(super) fn shift(date: Date, by: Span) -> Option<Date> {
    date.checked_add(by).ok()
}

/// Days within which a day without its year is one to come, where the last one was longer ago than that.
const SOON: i32 = 60;
const LONG_AGO: i32 = 270;

/// Of a stretch that comes once a year, the year's that fits tense and anchor: `of` gives the stretch of a year.
fn nearest(of: impl Fn(i16) -> Option<(Date, Date)>, tense: Tense, day: Date) -> Option<(Date, Date)> {
    let around: Vec<(Date, Date)> = (-8..=8).filter_map(|n| of(day.year() + n)).collect();
    let past = around.iter().rev().find(|(first, _)| *first <= day).copied();
    let future = around.iter().find(|(_, last)| *last >= day).copied();
    let far = |(first, last): (Date, Date)| {
        if day < first {
            days_between(day, first)
        } else {
            days_between(last, day).max(0)
        }
    };
    // "Did not expect a peak until May 1": a day of the year before is told with its year.
    let coming = |p: &(Date, Date), f: &(Date, Date)| p.0 == p.1 && far(*f) <= SOON && far(*p) > LONG_AGO;
    match tense {
        Tense::Past if past.zip(future).is_some_and(|(p, f)| coming(&p, &f)) => future,
        Tense::Past => past.or(future),
        Tense::Future => future.or(past),
        Tense::Open => match (past, future) {
            // News is mostly of what has been.
            (Some(p), Some(f)) => Some(if 4 * far(f) < far(p) { f } else { p }),
            (p, f) => p.or(f),
        },
    }
}

/// Days from one date to another.
pub(in super::super) fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

fn calendar_days(c: Calendar, tense: Tense, anchor: &Anchor) -> Days {
    let stretch = |year: i16| match (c.month, c.day) {
        (Some(month), Some(day)) => Date::new(year, month, day).ok().map(|d| (d, d)),
        (Some(month), None) => whole_months(year, month, 1),
        (None, _) => whole_year(year),
    };
    let unplaced = || match (c.month, c.day) {
        (Some(m), Some(d)) => lost(&format!("XXXX-{m:02}-{d:02}")),
        (Some(m), None) => lost(&format!("XXXX-{m:02}")),
        (None, Some(d)) => lost(&format!("XXXX-XX-{d:02}")),
        (None, None) => lost("XXXX-XX-XX"),
    };
    if let Some(year) = c.year {
        return match stretch(year) {
            Some((first, last)) => fixed(first, last),
            // "February 30": said, though no such day is.
            None => lost(&format!(
                "{year:04}-{:02}-{:02}",
                c.month.unwrap_or(0),
                c.day.unwrap_or(0)
            )),
        };
    }
    let found = match (anchor.day, c.month, c.day, c.weekday) {
        (Some(day), Some(_), _, weekday) => {
            let fits = |year: i16| {
                stretch(year).filter(|(first, _)| {
                    c.day.is_none() || weekday.is_none_or(|w| first.weekday().to_monday_one_offset() == w)
                })
            };
            let agreeing = weekday
                .and_then(|_| nearest(fits, tense, day))
                .filter(|(first, _)| days_between(*first, day).abs() < 400);
            agreeing.or_else(|| nearest(stretch, tense, day))
        }
        (Some(day), None, Some(of_month), weekday) => day_of_month(of_month, weekday, tense, day),
        (Some(day), None, None, Some(weekday)) => weekday_near(weekday, tense, day).map(|d| (d, d)),
        (None, Some(_), _, _) => anchor.year.and_then(stretch),
        _ => None,
    };
    found.map_or_else(unplaced, |(first, last)| fixed(first, last))
}

/// The nearest month's day that has the number, and falls on the weekday where one is named.
fn day_of_month(of_month: i8, weekday: Option<i8>, tense: Tense, day: Date) -> Option<(Date, Date)> {
    let near = |n: i64| {
        let month = shift(day.first_of_month(), n.months())?;
        let date = Date::new(month.year(), month.month(), of_month).ok()?;
        weekday
            .is_none_or(|w| date.weekday().to_monday_one_offset() == w)
            .then_some(date)
    };
    let past = (-14..=0).rev().filter_map(near).find(|d| *d <= day);
    let future = (0..=14).filter_map(near).find(|d| *d >= day);
    let date = match (tense, past, future) {
        (Tense::Past, p, f) => p.or(f),
        (Tense::Future, p, f) => f.or(p),
        (Tense::Open, Some(p), Some(f)) => Some(if days_between(day, f) < days_between(p, day) {
            f
        } else {
            p
        }),
        (Tense::Open, p, f) => p.or(f),
    }?;
    Some((date, date))
}

/// "Thursday": the last one up to the day of publication, unless the verb points ahead.
fn weekday_near(weekday: i8, tense: Tense, day: Date) -> Option<Date> {
    let back = (day.weekday().to_monday_one_offset() - weekday).rem_euclid(7);
    match (tense, back) {
        (_, 0) => Some(day),
        (Tense::Future, _) => shift(day, i64::from(7 - back).days()),
        _ => shift(day, -i64::from(back).days()),
    }
}

fn months(year: Option<i16>, month: i8, count: i8, tense: Tense, anchor: &Anchor) -> Days {
    let stretch = |y: i16| whole_months(y, month, count);
    let found = match (year, anchor.day) {
        (Some(y), _) => stretch(y),
        (None, Some(day)) => nearest(stretch, tense, day),
        (None, None) => anchor.year.and_then(stretch),
    };
    match found {
        Some((first, last)) => fixed(first, last),
        None => lost(&format!("XXXX-{month:02}/XXXX-{:02}", month + count - 1)),
    }
}

/// Months of the northern seasons; a winter ends in the year after it began.
fn season(year: Option<i16>, n: i8, tense: Tense, anchor: &Anchor) -> Days {
    let stretch = |y: i16| match n {
        21 => whole_months(y, 3, 3),
        22 => whole_months(y, 6, 3),
        23 => whole_months(y, 9, 3),
        _ => whole_months(y, 12, 3),
    };
    let found = match (year, anchor.day) {
        (Some(y), _) => stretch(y),
        (None, Some(day)) => nearest(stretch, tense, day),
        (None, None) => anchor.year.and_then(stretch),
    };
    match found {
        Some((first, last)) => Days {
            first: Some(first),
            last: Some(last),
            edtf: format!("{:04}-{n}", first.year()),
        },
        None => lost(&format!("XXXX-{n}")),
    }
}

fn feast_days(year: Option<i16>, which: Feast, tense: Tense, anchor: &Anchor) -> Days {
    let stretch = |y: i16| feast::date(which, y).map(|d| (d, d));
    let found = match (year, anchor.day) {
        (Some(y), _) => stretch(y),
        (None, Some(day)) => nearest(stretch, tense, day),
        (None, None) => anchor.year.and_then(stretch),
    };
    found.map_or_else(|| lost(&feast::unplaced(which)), |(first, last)| fixed(first, last))
}

/// From how many days on a stretch is one of years, of which a part begins with a year.
const YEARS: i32 = 800;

/// Narrows a stretch to its first, middle or last third, or to what of it lies before or after the anchor.
fn narrowed(whole: Days, third: Third, anchor: &Anchor) -> Days {
    let (Some(first), Some(last)) = (whole.first, whole.last) else {
        return whole;
    };
    let length = days_between(first, last) + 1;
    let at = |n: i32| shift(first, i64::from(n).days()).unwrap_or(first);
    let (from, to) = match third {
        Third::Early => (first, at((length / 3 - 1).max(0))),
        Third::Mid => (at(length / 3), at((2 * length / 3 - 1).max(0))),
        Third::Late => (at(2 * length / 3), last),
        Third::Sofar => (first, anchor.day.filter(|d| *d >= first && *d <= last).unwrap_or(last)),
        Third::Rest => (anchor.day.filter(|d| *d >= first && *d <= last).unwrap_or(first), last),
    };
    // "The middle of the century" begins on no day.
    let years = length > YEARS && !matches!(third, Third::Sofar | Third::Rest);
    let (from, to) = if years {
        (from.first_of_year(), to.last_of_year())
    } else {
        (from, to)
    };
    let edtf = match third {
        // Some day of the stretch is meant, not the stretch.
        Third::Sofar | Third::Rest => whole.edtf,
        _ if from == to => format!("{from}~"),
        _ if years => format!("{:04}~/{:04}~", from.year(), to.year()),
        _ => format!("{from}~/{to}~"),
    };
    Days {
        first: Some(from),
        last: Some(to),
        edtf,
    }
}

/// Month first as Americans write with slashes and dashes, day first with points or where no month has that number.
pub(super) fn ordered(year: i64, a: i64, b: i64, sign: Option<char>) -> Option<Calendar> {
    if sign == Some('.') || a > 12 {
        valid(year, b, a)
    } else {
        valid(year, a, b)
    }
}

/// The date, if a year has such a day.
pub(super) fn valid(year: i64, month: i64, day: i64) -> Option<Calendar> {
    let (year, month, day) = (
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
    );
    // A leap year stands in, so that "2/29/2019" is still read as a date, if a false one.
    Date::new(2000, month, day).ok()?;
    Some(Calendar {
        year: Some(year),
        month: Some(month),
        day: Some(day),
        weekday: None,
    })
}
