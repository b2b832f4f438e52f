//! Times: points, intervals and bounds, from their words to EDTF.

mod calendar;
mod clock;
mod feast;
mod relative;
mod resolve;

pub(super) use resolve::{Anchor, days_between};

use super::lex::Reader;
use super::lexicon::Sense;
use super::quantity::Reading;
use super::tense::{Tense, tense};
use super::{Time, ValueKind};
use crate::document::{CutReason, Document};
use jiff::ToSpan;
use jiff::civil::Date;
use resolve::{Base, Calendar, Clock, Point, Third, shift};

/// A point with the atom after it.
type Parsed<T> = Option<(T, usize)>;

/// What a document's times are resolved against: its day of publication, else a full date in a dateline or a stamp,
/// else the year of the latest date that its text spells out.
pub(super) fn anchor(document: &Document, reader: &Reader) -> Anchor {
    if let Some(published) = &document.published {
        let clock = published.rfc3339.get(11..16).and_then(|t| t.split_once(':'));
        return Anchor {
            day: Some(published.date),
            clock: clock.and_then(|(h, m)| Some((h.parse().ok()?, m.parse().ok()?))),
            year: None,
        };
    }
    let empty = crate::analysis::Analysis::default();
    let dateline = document
        .cut
        .iter()
        .filter(|cut| matches!(cut.why, CutReason::Dateline | CutReason::Stamp))
        .find_map(|cut| {
            let line = Reader::of_text(cut.span.slice(&document.text), &empty);
            full_dates(&line).find_map(|c| Date::new(c.year?, c.month?, c.day?).ok())
        });
    let year = match dateline {
        Some(_) => None,
        None => full_dates(reader).filter_map(|c| c.year).filter(|y| *y >= 1900).max(),
    };
    Anchor {
        day: dateline,
        clock: None,
        year,
    }
}

/// The dates that are written out with month and year.
fn full_dates<'a>(r: &'a Reader) -> impl Iterator<Item = Calendar> + 'a {
    (0..r.atoms.len())
        .filter(|&at| r.digits(at).is_some() || r.sense(at, |s| matches!(s, Sense::Month(_)).then_some(())).is_some())
        .filter_map(|at| calendar::date(r, at))
        .map(|(c, _)| c)
        .filter(|c| c.year.is_some() && c.month.is_some())
}

/// Reads the time at `at`.
pub(super) fn read(r: &Reader, anchor: &Anchor, at: usize) -> Option<Reading> {
    if let Some(end) = recurrence(r, anchor, at) {
        return Some((None, at..end));
    }
    let (shape, end) = shape(r, anchor, at)?;
    let tense = tense(r.analysis, r.atoms[at].token, r.atoms[end - 1].token);
    let time = match &shape {
        Shape::At(point) => resolve::time(point, tense, anchor),
        Shape::Between(from, to) => interval(from, to, tense, anchor),
        Shape::Bound(bound, point) => open(*bound, point, tense, anchor),
    };
    Some((Some(ValueKind::Time(time)), at..end))
}

/// What a time expression is.
enum Shape {
    At(Point),
    Between(Point, Point),
    Bound(Bound, Point),
}

#[derive(Clone, Copy, PartialEq)]
enum Bound {
    Since,
    After,
    Until,
    Before,
}

/// "every Monday", "each year", "once a week": no place in time.
fn recurrence(r: &Reader, anchor: &Anchor, at: usize) -> Option<usize> {
    let next = if r.is(at, &["every", "each"]) {
        at + 1 + usize::from(r.is(at + 1, &["other"]))
    } else {
        r.phrase(at, "once a")
            .or_else(|| r.phrase(at, "twice a"))
            .or_else(|| r.phrase(at, "times a"))?
    };
    let next = super::number::numeral(r, next).map_or(next, |n| n.end);
    if r.sense(next, |s| matches!(s, Sense::Period(_) | Sense::Part(_)).then_some(()))
        .is_some()
    {
        return Some(next + 1);
    }
    point(r, anchor, next).map(|(_, end)| end)
}

/// A bound, an interval or a point.
fn shape(r: &Reader, a: &Anchor, at: usize) -> Parsed<Shape> {
    const BOUNDS: &[(&str, Bound)] = &[
        ("ever since", Bound::Since),
        ("since", Bound::Since),
        ("as of", Bound::Since),
        ("starting on", Bound::Since),
        ("starting", Bound::Since),
        ("beginning on", Bound::Since),
        ("beginning", Bound::Since),
        ("up until", Bound::Until),
        ("until", Bound::Until),
        ("till", Bound::Until),
        ("no later than", Bound::Until),
        ("prior to", Bound::Before),
        ("before", Bound::Before),
        ("later than", Bound::After),
        ("after", Bound::After),
        ("by", Bound::Until),
    ];
    if r.is(at, &["from", "between"]) {
        let (from, mid) = opening(r, a, at + 1)?;
        let joins: &[&str] = if r.is(at, &["from"]) {
            &["to", "until", "till", "through"]
        } else {
            &["and", "to"]
        };
        let joined = r.is(mid, joins) || r.is_dash(mid) || r.is_sign(mid, &['~']);
        if let Some((to, end)) = joined.then(|| closing(r, a, mid + 1, &from)).flatten() {
            return Some((Shape::Between(from.settle(&to)?, to), end));
        }
        let onward = r.is(at, &["from"]) && r.is(mid, &["onwards", "onward"]);
        return onward.then_some((Shape::Bound(Bound::Since, from.settle_alone()?), mid + 1));
    }
    for (phrase, bound) in BOUNDS {
        if let Some(next) = r.phrase(at, phrase) {
            let next = if r.is(next, &["the"]) { next + 1 } else { next };
            let (point, end) = point(r, a, next)?;
            let fits = !matches!(point.base, Base::Clock) && governs(r, at, end);
            return fits.then_some((Shape::Bound(*bound, point), end));
        }
    }
    let (from, mid) = opening(r, a, at)?;
    let joined = r.is(mid, &["to", "until", "till", "through"]) || r.is_dash(mid) || r.is_sign(mid, &['~']);
    if joined && from.can_open() {
        if let Some((to, end)) = closing(r, a, mid + 1, &from) {
            if let Some(from) = from.clone().settle(&to) {
                return Some((Shape::Between(from, to), end));
            }
        }
    }
    let point = from.settle_alone()?;
    if let Some(end) = r
        .phrase(mid, "or later")
        .or_else(|| r.phrase(mid, "and later"))
        .or_else(|| r.phrase(mid, "onwards"))
    {
        return Some((Shape::Bound(Bound::Since, point), end));
    }
    Some((Shape::At(point), mid))
}

/// Whether a preposition takes the time itself and not something the time only describes ("after Thursday's vote").
fn governs(r: &Reader, preposition: usize, end: usize) -> bool {
    if r.is_sign(end, &['\'', '’']) && r.glued(end) || r.slice(end) == "'s" {
        return false;
    }
    let tokens = &r.analysis.tokens;
    let (first, last) = (r.atoms[preposition].token, r.atoms[end - 1].token);
    let top = (first..=last).rev().find_map(|t| {
        let head = tokens.get(t as usize)?.head;
        (head > last).then_some(head)
    });
    // A word of it that hangs on a later noun describes that noun.
    top.is_none_or(|head| {
        !matches!(
            tokens[head as usize].pos,
            crate::analysis::Pos::Noun | crate::analysis::Pos::Propn
        )
    })
}

/// The first end of an interval: a point, or a bare number that the second end will explain.
#[derive(Debug, Clone)]
enum Opening {
    Point(Point),
    Number(i8, Option<i8>),
}

impl Opening {
    /// Whether an interval may start here without "from".
    fn can_open(&self) -> bool {
        match self {
            Self::Point(p) => !matches!(p.base, Base::Lost),
            Self::Number(..) => true,
        }
    }

    fn settle_alone(self) -> Option<Point> {
        match self {
            Self::Point(point) => Some(point),
            Self::Number(..) => None,
        }
    }

    /// Reads a bare number as what the other end is: a day of its month, or an hour of its half of the day.
    fn settle(self, to: &Point) -> Option<Point> {
        let (n, minute) = match self {
            Self::Point(point) => return Some(point),
            Self::Number(n, minute) => (n, minute),
        };
        if let Some(clock) = to.clock {
            let late = clock.hour >= 12 && n < 12 && n + 12 <= clock.hour;
            let hour = if clock.settled && late { n + 12 } else { n };
            let mut point = to.clone();
            point.clock = (n <= 24).then_some(Clock {
                hour,
                minute,
                second: None,
                settled: clock.settled,
            });
            return point.clock.is_some().then_some(point);
        }
        match to.base {
            Base::Calendar(c) if c.day.is_some_and(|d| d > n) && c.month.is_some() && minute.is_none() => {
                Some(Point::of(Base::Calendar(Calendar {
                    day: Some(n),
                    weekday: None,
                    ..c
                })))
            }
            _ => None,
        }
    }
}

fn opening(r: &Reader, a: &Anchor, at: usize) -> Parsed<Opening> {
    if let Some((point, end)) = point(r, a, at) {
        return Some((Opening::Point(point), end));
    }
    let the = usize::from(r.is(at, &["the"]));
    let (n, end) = calendar::day_number(r, at + the)?;
    let joined = r.is(end, &["to", "and", "until", "till", "through"]) || r.is_dash(end);
    joined.then_some((Opening::Number(n, None), end))
}

/// The second end of an interval; after a month's day a bare day will do, after an hour a bare hour.
fn closing(r: &Reader, a: &Anchor, at: usize, from: &Opening) -> Parsed<Point> {
    let at = if r.is(at, &["the"]) { at + 1 } else { at };
    if let Opening::Point(first) = from {
        let bare = calendar::day_number(r, at).filter(|&(_, end)| {
            calendar::month(r, end).is_none() && !r.is(end, &["of"]) && !r.is_sign(end, &['/', ':', '.'])
                || !r.glued(end) && r.is_sign(end, &['.'])
        });
        if let (Base::Calendar(c), Some((n, end)), None) = (&first.base, bare, first.clock) {
            let follows = c.day.is_some_and(|d| d < n) && clock::clock(r, at).is_none();
            if follows && super::unit::after(r, end, "USD").is_none() {
                let (year, end) = calendar::year_after(r, end).map_or((c.year, end), |(y, e)| (Some(y), e));
                return Some((
                    Point::of(Base::Calendar(Calendar {
                        day: Some(n),
                        year,
                        weekday: None,
                        ..*c
                    })),
                    end,
                ));
            }
        }
        if let (Some(clock), Some((n, end))) = (first.clock, bare) {
            if n <= 12 && point(r, a, at).is_none() {
                let hour = if clock.hour >= 12 && n < 12 { n + 12 } else { n };
                let mut second = first.clone();
                second.clock = Some(Clock {
                    hour,
                    minute: None,
                    second: None,
                    settled: clock.settled,
                });
                return Some((second, end));
            }
        }
    }
    let (second, end) = point(r, a, at)?;
    Some((with_day_of(second, from), end))
}

/// A second end that is only a time of day is on the first end's day.
fn with_day_of(mut second: Point, from: &Opening) -> Point {
    if let (Opening::Point(first), Base::Clock) = (from, &second.base) {
        second.base = first.base.clone();
    }
    second
}

/// One point in time with all that blurs, narrows and details it.
fn point(r: &Reader, a: &Anchor, at: usize) -> Parsed<Point> {
    let about = r.is(at, &["around", "about", "circa", "roughly", "approximately"]);
    let start = at + usize::from(about);
    let (mut point, end) = narrowed(r, a, start).or_else(|| timed(r, a, start))?;
    point.about |= about;
    Some((point, end))
}

/// "early May", "mid-March", "the end of 2000", "earlier this month".
fn narrowed(r: &Reader, a: &Anchor, at: usize) -> Parsed<Point> {
    let start = if r.is(at, &["the"]) { at + 1 } else { at };
    let (third, mut next) = if r.is(start, &["early"]) {
        (Third::Early, start + 1)
    } else if r.is(start, &["mid", "middle"]) {
        (Third::Mid, start + 1)
    } else if r.is(start, &["late"]) {
        (Third::Late, start + 1)
    } else if r.is(start, &["earlier"]) {
        (Third::Sofar, start + 1)
    } else if r.is(start, &["later"]) {
        (Third::Rest, start + 1)
    } else if r.is(start, &["beginning", "start"]) && r.is(start + 1, &["of"]) {
        (Third::Early, start + 1)
    } else if r.is(start, &["end"]) && r.is(start + 1, &["of"]) {
        (Third::Late, start + 1)
    } else {
        return None;
    };
    if r.is_dash(next) {
        next += 1;
    }
    if r.is(next, &["in", "of", "on"]) {
        next += 1;
    }
    let (mut point, end) = day(r, a, next).or_else(|| {
        let next = if r.is(next, &["the"]) { next + 1 } else { next };
        day(r, a, next).or_else(|| current(r, a, next))
    })?;
    if matches!(point.base, Base::Clock) || point.third.is_some() {
        return None;
    }
    // "early on Tuesday", "late Thursday night" blur the hour, not the day.
    let single = matches!(point.base, Base::Calendar(c) if c.day.is_some() || c.weekday.is_some())
        || matches!(point.base, Base::Fixed(f, l) if f == l);
    if !single {
        point.third = Some(third);
    }
    let (point, end) = detailed(r, a, point, end);
    Some((point, end))
}

/// "the end of the week", "later in the year": the period that the anchor lies in.
fn current(r: &Reader, a: &Anchor, at: usize) -> Parsed<Point> {
    let period = r.sense(at, |s| if let Sense::Period(p) = s { Some(p) } else { None })?;
    relative::period(period, 0, a).map(|base| (Point::of(base), at + 1))
}

/// A time of day with its day, in either order.
fn timed(r: &Reader, a: &Anchor, at: usize) -> Parsed<Point> {
    if let Some((point, end)) = day(r, a, at) {
        return Some(detailed(r, a, point, end));
    }
    let (clock, mut end) = clock::clock(r, at)?;
    let mut part = None;
    if let Some((found, next)) = clock::part_after(r, end) {
        part = Some(found);
        end = next;
    }
    let comma = usize::from(r.is_sign(end, &[',']));
    let on = usize::from(r.is(end + comma, &["on", "of", "this"]) && !relative::is_this(r, end + comma));
    if let Some((mut point, next)) = day(r, a, end + comma + on).filter(|(p, _)| p.clock.is_none() && single_day(p)) {
        point.clock = Some(clock);
        point.part = part.or(point.part);
        return Some((point, next));
    }
    let mut point = Point::of(Base::Clock);
    point.clock = Some(clock);
    point.part = part;
    (clock.settled || clock.minute.is_some() || part.is_some()).then_some((point, end))
}

fn single_day(point: &Point) -> bool {
    match &point.base {
        Base::Calendar(c) => c.day.is_some() || c.weekday.is_some(),
        Base::Fixed(first, last) => first == last,
        Base::Feast(..) | Base::Lost => true,
        _ => false,
    }
}

/// Adds the part of the day and the time that follow a day.
fn detailed(r: &Reader, _a: &Anchor, mut point: Point, mut end: usize) -> (Point, usize) {
    if !single_day(&point) || point.clock.is_some() {
        return (point, end);
    }
    if point.part.is_none() {
        if let Some((part, next)) = clock::part_after(r, end) {
            point.part = Some(part);
            end = next;
        }
    }
    let mut next = end;
    if r.is_sign(next, &[',', '-', '@', '–']) {
        next += 1;
    }
    let at = r.is(next, &["at", "around", "about", "for", "by"]);
    next += usize::from(at);
    if at && r.is(next, &["about", "around"]) {
        next += 1;
    }
    if let Some((clock, after)) = clock::clock(r, next).filter(|(c, _)| at || c.settled || c.minute.is_some()) {
        point.clock = Some(clock);
        end = after;
        if let Some((part, after)) = clock::part_after(r, end) {
            point.part = Some(part);
            end = after;
        }
    }
    (point, end)
}

/// A day or a longer stretch: a date, or one told from the day of publication.
fn day(r: &Reader, a: &Anchor, at: usize) -> Parsed<Point> {
    relative::relative(r, a, at)
        .or_else(|| calendar::stretch(r, at).map(|(base, end)| (Point::of(base), end)))
        .or_else(|| calendar::date(r, at).map(|(c, end)| (Point::of(Base::Calendar(c)), end)))
}

/// An interval between two points, each lending the other its year.
fn interval(from: &Point, to: &Point, tense: Tense, anchor: &Anchor) -> Time {
    let (mut from, mut to) = (from.clone(), to.clone());
    let month = |p: &Point| match p.base {
        Base::Calendar(c) => c.month.map(|m| (m, c.day.unwrap_or(0))),
        Base::Months(_, m, _) => Some((m, 0)),
        _ => None,
    };
    let back = i16::from(month(&from) > month(&to) && month(&to).is_some());
    match (from.year(), to.year()) {
        (None, Some(year)) => from.set_year(year - back),
        (Some(year), None) => to.set_year(year + back),
        _ => {}
    }
    let mut last = resolve::time(&to, tense, anchor);
    let mut first = resolve::time(&from, tense, anchor);
    if first.days.0 > last.days.1 && last.days.1.is_some() {
        // A year apart, a week apart: the pair lies one round further on or back.
        let step = |d: Date, n: i64| {
            if month(&from).is_some() {
                shift(d, n.years())
            } else {
                shift(d, (7 * n).days())
            }
        };
        if tense == Tense::Future {
            last.days = (
                last.days.0.and_then(|d| step(d, 1)),
                last.days.1.and_then(|d| step(d, 1)),
            );
            last.edtf = day_text(&last);
        } else {
            first.days = (
                first.days.0.and_then(|d| step(d, -1)),
                first.days.1.and_then(|d| step(d, -1)),
            );
            first.edtf = day_text(&first);
        }
    }
    let edtf = format!("{}/{}", edge(&first.edtf, true), edge(&last.edtf, false));
    Time {
        edtf,
        days: (first.days.0, last.days.1),
        anchored: first.anchored && last.anchored,
        weekday: None,
        clock: first.clock,
        part: first.part.or(last.part),
        approximate: first.approximate || last.approximate,
    }
}

fn day_text(time: &Time) -> String {
    match time.days {
        (Some(first), Some(last)) => resolve::fixed(first, last).edtf,
        _ => time.edtf.clone(),
    }
}

/// One end of an EDTF interval, of something that may be an interval itself.
fn edge(edtf: &str, first: bool) -> &str {
    match edtf.split_once('/') {
        Some((from, to)) => {
            if first {
                from
            } else {
                to
            }
        }
        None => edtf,
    }
}

/// An interval open at one end.
fn open(bound: Bound, point: &Point, tense: Tense, anchor: &Anchor) -> Time {
    let tense = if bound == Bound::Since { Tense::Past } else { tense };
    let mut time = resolve::time(point, tense, anchor);
    let (first, last) = time.days;
    let of = |d: Date| resolve::fixed(d, d).edtf;
    let wide = first != last;
    match bound {
        Bound::Since => {
            time.edtf = format!("{}/..", edge(&time.edtf, true));
            time.days = (first, None);
        }
        Bound::Until => {
            time.edtf = format!("../{}", edge(&time.edtf, false));
            time.days = (None, last);
        }
        Bound::After => {
            let next = last.and_then(|d| shift(d, 1.days()));
            time.edtf = match next {
                Some(next) if point.clock.is_none() => {
                    format!("{}/..", if wide { coarse(next, &time.edtf, true) } else { of(next) })
                }
                _ => format!("{}/..", edge(&time.edtf, false)),
            };
            time.days = (if point.clock.is_some() { last } else { next }, None);
        }
        Bound::Before => {
            let previous = first.and_then(|d| shift(d, (-1).days()));
            time.edtf = match previous {
                Some(previous) if point.clock.is_none() => format!(
                    "../{}",
                    if wide {
                        coarse(previous, &time.edtf, false)
                    } else {
                        of(previous)
                    }
                ),
                _ => format!("../{}", edge(&time.edtf, true)),
            };
            time.days = (None, if point.clock.is_some() { first } else { previous });
        }
    }
    time
}

/// A day at the precision of what it borders on: after `2016` comes `2017`, after `2025-05` comes `2025-06`.
fn coarse(day: Date, like: &str, first: bool) -> String {
    match edge(like, first).len() {
        4 => format!("{:04}", day.year()),
        7 => format!("{:04}-{:02}", day.year(), day.month()),
        _ => day.to_string(),
    }
}
