//! Times: points, intervals and bounds, from their words to EDTF.

pub(super) mod calendar;
mod clock;
mod feast;
pub(super) mod offset;
mod relative;
mod resolve;
mod year;

pub(super) use resolve::{Anchor, days_between};

use super::lex::{Kind, Reader};
use super::lexicon::Sense;
use super::quantity::Reading;
use super::tense::{Tense, tense};
use super::{Time, ValueKind};
use crate::analysis::Pos;
use crate::document::{CutReason, Document};
use jiff::ToSpan;
use jiff::civil::Date;
use resolve::{Base, Bound, Calendar, Point, Third, shift};

/// What was read, and the atom after it.
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
    let mut lines = document
        .cut
        .iter()
        .filter(|cut| matches!(cut.why, CutReason::Dateline | CutReason::Stamp));
    let day = lines.find_map(|cut| {
        let line = Reader::of_text(cut.span.slice(&document.text), &empty);
        full_dates(&line).find_map(|c| Date::new(c.year?, c.month?, c.day?).ok())
    });
    // A later year anywhere says that the dates spelt out are not of the report's own time.
    let full = full_dates(reader)
        .filter(|c| c.day.is_some())
        .filter_map(|c| c.year)
        .max();
    let year = full.filter(|full| day.is_none() && *full >= 1900 && !later_year(reader, *full));
    Anchor { day, clock: None, year }
}

/// Whether the text has a number that may be a year after `year`.
fn later_year(r: &Reader, year: i16) -> bool {
    let later = i32::from(year) + 1..2100;
    (0..r.atoms.len()).any(|at| {
        r.digits(at)
            .and_then(super::lex::Digits::whole)
            .is_some_and(|n| later.contains(&n))
    })
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

/// "every Monday", "each year", "once a week": no place in time.
fn recurrence(r: &Reader, anchor: &Anchor, at: usize) -> Option<usize> {
    let next = if r.is(at, &["every", "each"]) {
        at + 1 + usize::from(r.is(at + 1, &["other"]))
    } else {
        r.phrase(at, "once a").or_else(|| r.phrase(at, "twice a"))?
    };
    let next = super::number::numeral(r, next).map_or(next, |n| n.end);
    if r.sense(next, |s| matches!(s, Sense::Period(_) | Sense::Part(_)).then_some(()))
        .is_some()
    {
        return Some(next + 1);
    }
    point(r, anchor, next).map(|(_, end)| end)
}

/// Phrases before a time that open it at one end, longest first where one opens another.
const BOUNDS: &[(&str, Bound)] = &[
    ("ever since", Bound::Since),
    ("since", Bound::Since),
    ("as early as", Bound::Since),
    ("as late as", Bound::Until),
    ("starting on", Bound::Since),
    ("starting", Bound::Since),
    ("beginning on", Bound::Since),
    ("beginning", Bound::Since),
    ("up until", Bound::Until),
    ("until", Bound::Until),
    ("till", Bound::Until),
    ("not later than", Bound::Until),
    ("no later than", Bound::Until),
    ("prior to", Bound::Before),
    ("before", Bound::Before),
    ("later than", Bound::After),
    ("beyond", Bound::After),
    ("after", Bound::After),
    ("by", Bound::Until),
];

/// A bound, an interval or a point.
fn shape(r: &Reader, a: &Anchor, at: usize) -> Parsed<Shape> {
    if r.is(at, &["from", "between"]) {
        if let Some(found) = timed(r, a, at) {
            return Some((Shape::At(found.0), found.1));
        }
        return between(r, a, at);
    }
    for (phrase, bound) in BOUNDS.iter().filter(|_| r.senses(at).contains(&Sense::Bound)) {
        if let Some(next) = r.phrase(at, phrase) {
            let (point, end) = point(r, a, next + usize::from(r.is(next, &["the"]))).or_else(|| point(r, a, next))?;
            // "It was not until Saturday that": on that day.
            if *phrase == "until" && r.was(at, &["not"]) {
                return Some((Shape::At(point), end));
            }
            return governs(r, at, end).then_some((Shape::Bound(*bound, point), end));
        }
    }
    let (from, mid) = opening(r, a, at)?;
    let joined = r.is(mid, &["to", "until", "till", "through"]) || r.is_dash(mid) || r.is_sign(mid, &['~']);
    if joined
        && from.can_open()
        && let Some((to, end)) = closing(r, a, mid + 1, &from)
        && let Some(from) = from.clone().settle(&to)
    {
        return Some((Shape::Between(from, to), end));
    }
    let point = from.settle_alone()?;
    let after = ["or later", "and later", "or after", "and after", "onwards", "onward"]
        .iter()
        .find_map(|p| r.phrase(mid, p));
    // "and after my work is done" goes on.
    let closed =
        |end: usize| !r.is(end - 1, &["after"]) || !matches!(r.atoms[end].kind, Kind::Word(_) | Kind::Number(_));
    if let Some(end) = after.filter(|&end| closed(end)) {
        return Some((Shape::Bound(Bound::Since, point), end));
    }
    Some((Shape::At(point), mid))
}

/// "from May to June", "between 2015 and 2018", "from May onwards".
fn between(r: &Reader, a: &Anchor, at: usize) -> Parsed<Shape> {
    let (from, mid) = opening(r, a, at + 1).or_else(|| now(r, a, at + 1).map(|(p, e)| (Opening::Point(p), e)))?;
    let joins: &[&str] = if r.is(at, &["from"]) {
        &["to", "until", "till", "through"]
    } else {
        &["and", "to", "through", "till", "until"]
    };
    let joined = r.is(mid, joins) || r.is_dash(mid) || r.is_sign(mid, &['~']);
    let to = || closing(r, a, mid + 1, &from).or_else(|| now(r, a, mid + 1));
    if let Some((to, end)) = joined.then(to).flatten() {
        return Some((Shape::Between(from.settle(&to)?, to), end));
    }
    let onward = r.is(at, &["from"]) && r.is(mid, &["onwards", "onward"]);
    onward.then_some((Shape::Bound(Bound::Since, from.settle_alone()?), mid + 1))
}

/// "now", "date", "the present" as the end of an interval.
fn now(r: &Reader, a: &Anchor, at: usize) -> Parsed<Point> {
    let at = at + usize::from(r.is(at, &["the", "current"]));
    let base = a.day.map_or(Base::Lost, |d| Base::Fixed(d, d));
    r.is(at, &["now", "date", "present"])
        .then_some((Point::of(base), at + 1))
}

/// Whether a preposition takes the time itself and not something the time only describes ("after Thursday's vote").
fn governs(r: &Reader, preposition: usize, end: usize) -> bool {
    if r.is_sign(end, &['\'', '’']) && r.glued(end) {
        return false;
    }
    let tokens = &r.analysis.tokens;
    let (first, last) = (r.atoms[preposition].token, r.atoms[end - 1].token);
    let top = (first..=last).rev().find_map(|t| {
        let head = tokens.get(t as usize)?.head;
        (head > last).then_some(head)
    });
    // A word of it that hangs on a later noun describes that noun.
    top.is_none_or(|head| !matches!(tokens[head as usize].pos, Pos::Noun | Pos::Propn))
}

/// The first end of an interval: a point, or a bare day of the month that the second end will explain.
#[derive(Debug, Clone)]
enum Opening {
    Point(Point),
    Day(i8),
}

impl Opening {
    /// Whether an interval may start here without "from".
    fn can_open(&self) -> bool {
        match self {
            Self::Point(p) => !matches!(p.base, Base::Lost | Base::Clock),
            Self::Day(_) => true,
        }
    }

    fn settle_alone(self) -> Option<Point> {
        match self {
            Self::Point(point) => Some(point),
            Self::Day(_) => None,
        }
    }

    /// Reads a bare number as a day of the other end's month.
    fn settle(self, to: &Point) -> Option<Point> {
        let day = match self {
            Self::Point(point) => return Some(point),
            Self::Day(day) => day,
        };
        match to.base {
            Base::Calendar(c) if c.day.is_some_and(|d| d > day) && c.month.is_some() => {
                let calendar = Calendar {
                    day: Some(day),
                    weekday: None,
                    ..c
                };
                Some(Point::of(Base::Calendar(calendar)))
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
    joined.then_some((Opening::Day(n), end))
}

/// The second end of an interval; after a month's day a bare day will do.
fn closing(r: &Reader, a: &Anchor, at: usize, from: &Opening) -> Parsed<Point> {
    let at = at + usize::from(r.is(at, &["the"]));
    let first = match from {
        Opening::Point(Point {
            base: Base::Calendar(c),
            hours: None,
            ..
        }) => Some(*c),
        _ => None,
    };
    if let (Some(c), Some((n, end))) = (first, calendar::day_number(r, at)) {
        let more = calendar::month(r, end).is_some()
            || r.is(end, &["of"])
            || r.is_sign(end, &['/', ':', '.', '-']) && r.glued(end) && r.glued(end + 1);
        let follows = c.day.is_some_and(|d| d < n) && c.month.is_some() && clock::clock(r, at).is_none();
        if follows && !more && super::unit::after(r, end, "USD").is_none() {
            let (year, end) = calendar::year_after(r, end).map_or((c.year, end), |(y, e)| (Some(y), e));
            let calendar = Calendar {
                day: Some(n),
                year,
                weekday: None,
                ..c
            };
            return Some((Point::of(Base::Calendar(calendar)), end));
        }
    }
    point(r, a, at).filter(|(p, _)| !matches!(p.base, Base::Clock))
}

/// One point in time with all that blurs, narrows and details it.
fn point(r: &Reader, a: &Anchor, at: usize) -> Parsed<Point> {
    let about = r.is(at, &["around", "about", "circa", "roughly", "approximately"]);
    let start = at + usize::from(about);
    let (mut point, end) = narrowed(r, a, start).or_else(|| timed(r, a, start))?;
    // "spoke about last week": only what is written in figures is "about" so.
    if about
        && r.is(at, &["about"])
        && point.hours.is_none()
        && r.digits(start).is_none()
        && !matches!(point.base, Base::Calendar(c) if c.day.is_some())
    {
        return None;
    }
    point.about |= about;
    Some((point, end))
}

/// Which part of a period the words before it single out, and the atom after them.
fn third(r: &Reader, at: usize) -> Parsed<Third> {
    let of = r.is(at + 1, &["of"]);
    let third = match () {
        () if r.is(at, &["early"]) => Third::Early,
        () if r.is(at, &["mid", "middle"]) => Third::Mid,
        () if r.is(at, &["late"]) => Third::Late,
        () if r.is(at, &["earlier"]) => Third::Sofar,
        () if r.is(at, &["later"]) => Third::Rest,
        () if of && r.is(at, &["beginning", "start"]) => Third::Early,
        () if of && r.is(at, &["end"]) => Third::Late,
        () => return None,
    };
    let next = at + 1 + usize::from(r.is_dash(at + 1));
    Some((third, next + usize::from(r.is(next, &["in", "of", "on"]))))
}

/// "early May", "mid-March", "the end of 2000", "earlier this month".
fn narrowed(r: &Reader, a: &Anchor, at: usize) -> Parsed<Point> {
    let (third, next) = third(r, at + usize::from(r.is(at, &["the"])))?;
    let (mut point, end) = day(r, a, next).or_else(|| {
        let next = next + usize::from(r.is(next, &["the"]));
        day(r, a, next).or_else(|| current(r, a, next))
    })?;
    if matches!(point.base, Base::Clock) || point.third.is_some() {
        return None;
    }
    // "early on Tuesday", "late Thursday night" blur the hour, not the day.
    if !single_day(&point) {
        point.third = Some(third);
    }
    Some(detailed(r, point, end))
}

/// "the end of the week", "later in the year": the period that the anchor lies in.
fn current(r: &Reader, a: &Anchor, at: usize) -> Parsed<Point> {
    let period = year::period(r, at)?;
    relative::period(period, 0, a).map(|base| (Point::of(base), at + 1))
}

/// A day with its time of day, in either order.
fn timed(r: &Reader, a: &Anchor, at: usize) -> Parsed<Point> {
    if let Some((point, end)) = day(r, a, at) {
        return Some(detailed(r, point, end));
    }
    let opens = r.digits(at).is_some()
        || r.is(at, &["from", "between", "around", "about", "half", "quarter"])
        || r.sense(at, |s| {
            matches!(s, Sense::Small(_) | Sense::Tens(_) | Sense::Hour(_)).then_some(())
        })
        .is_some();
    let (hours, mut end) = opens
        .then(|| clock::hours(r, at, false).or_else(|| clock::hours(r, at, true)))
        .flatten()?;
    let mut part = clock::part_after(r, end).map(|(part, next)| {
        end = next;
        part
    });
    let comma = usize::from(r.is_sign(end, &[',']));
    let on = usize::from(r.is(end + comma, &["on", "of"]));
    if let Some((mut point, mut next)) = day(r, a, end + comma + on).filter(|(p, _)| p.hours.is_none() && single_day(p))
    {
        if let (None, Some((found, after))) = (point.part, clock::part_after(r, next)) {
            part = part.or(Some(found));
            next = after;
        }
        point.hours = Some(hours);
        point.part = part.or(point.part);
        return Some((point, next));
    }
    let mut point = Point::of(Base::Clock);
    point.hours = Some(hours);
    point.part = part;
    // "3:11" alone may be a score, a verse, the length of a film.
    let clock = hours.from;
    let told = r.is(at, &["from", "between"])
        || at > 0
            && (r.is(
                at - 1,
                &[
                    "at", "around", "about", "by", "to", "until", "till", "since", "before", "after", "and", "or",
                    "from", "of", "the",
                ],
            ) || r.is_dash(at - 1));
    let dated = clock.settled || part.is_some() || clock.minute.is_some() && (told || hours.to.is_some());
    let fits = dated || clock.minute.is_some() && r.is(at, &["half", "quarter"]);
    let bare = hours.to.is_some_and(|t| t.minute.is_none()) && !clock.settled && clock.minute.is_none();
    let asked = bare && part.is_none();
    (fits && !asked).then_some((point, end))
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
fn detailed(r: &Reader, mut point: Point, mut end: usize) -> (Point, usize) {
    if !single_day(&point) || point.hours.is_some() {
        return (point, end);
    }
    let part = clock::part_after(r, end).filter(|_| point.part.is_none());
    if let Some((part, next)) = part {
        point.part = Some(part);
        end = next;
    }
    let mut next = end + usize::from(r.is_sign(end, &[',', '-', '@', '–']));
    let at = r.is(next, &["at", "around", "about", "for"]);
    next += usize::from(at);
    let Some((hours, after)) = clock::hours(r, next, !at) else {
        return (point, end);
    };
    let plain = hours.to.is_none() && hours.bound.is_none();
    if plain && !at && !hours.from.settled && hours.from.minute.is_none() && !r.is(next + 1, &["oclock", "o"]) {
        return (point, end);
    }
    point.hours = Some(hours);
    end = after;
    if let Some((part, after)) = clock::part_after(r, end) {
        point.part = Some(part);
        end = after;
    }
    (point, end)
}

/// A day or a longer stretch: a date, or one told from the day of publication.
fn day(r: &Reader, a: &Anchor, at: usize) -> Parsed<Point> {
    relative::relative(r, a, at)
        .or_else(|| year::stretch(r, at).map(|(base, end)| (Point::of(base), end)))
        .or_else(|| {
            let (mut c, mut end) = calendar::date(r, at)?;
            // "October of last year"
            let of = r.is(end, &["of", "in"]) && c.month.is_some() && c.year.is_none() && r.is(end + 2, &["year"]);
            if let Some((Base::Fixed(first, _), after)) = of
                .then(|| relative::turned(r, a, end + 1))
                .flatten()
                .map(|(p, e)| (p.base, e))
            {
                (c.year, end) = (Some(first.year()), after);
            }
            Some((Point::of(Base::Calendar(c)), end))
        })
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
    let weekday = |p: &Point| {
        matches!(
            p.base,
            Base::Calendar(Calendar {
                weekday: Some(_),
                day: None,
                ..
            })
        )
    };
    let near = |day: Option<Date>| Anchor {
        day: day.or(anchor.day),
        ..*anchor
    };
    // Of two weekdays the second follows the first; of two dates without a year the first goes before the second.
    let (first, last) = if weekday(&to) {
        let first = resolve::time(&from, tense, anchor);
        let last = resolve::time(&to, Tense::Future, &near(first.days.0));
        (first, last)
    } else {
        let last = resolve::time(&to, tense, anchor);
        let open = from.year().is_none() && !weekday(&from);
        let first = if open {
            resolve::time(&from, Tense::Past, &near(last.days.0))
        } else {
            resolve::time(&from, tense, anchor)
        };
        (first, last)
    };
    Time {
        edtf: format!("{}/{}", edge(&first.edtf, true), edge(&last.edtf, false)),
        days: (first.days.0, last.days.1),
        anchored: first.anchored && last.anchored,
        weekday: None,
        clock: first.clock,
        part: first.part.or(last.part),
        approximate: first.approximate || last.approximate,
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
    // What is open to one side lies on that side, unless the verb says otherwise.
    let tense = match (bound, tense) {
        (Bound::Since, _) => Tense::Past,
        (Bound::Until, Tense::Open) => Tense::Future,
        _ => tense,
    };
    let mut time = resolve::time(point, tense, anchor);
    let (first, last) = time.days;
    // "before the end of 2024": before the end, not before what is late in it.
    let late = point.third == Some(Third::Late);
    let clock = point.hours.is_some();
    let beyond = |day: Option<Date>, by: i64| {
        day.and_then(|d| {
            if clock || late && by < 0 {
                Some(d)
            } else {
                shift(d, by.days())
            }
        })
    };
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
            let next = beyond(last, 1);
            time.edtf = format!("{}/..", coarse(next.filter(|_| !clock), edge(&time.edtf, false)));
            time.days = (next, None);
        }
        Bound::Before => {
            let previous = beyond(if late { last } else { first }, -1);
            time.edtf = format!("../{}", coarse(previous.filter(|_| !clock), edge(&time.edtf, !late)));
            time.days = (None, previous);
        }
    }
    time
}

/// A day at the precision of what it borders on: after `2016` comes `2017`, after `2025-05` comes `2025-06`.
fn coarse(day: Option<Date>, like: &str) -> String {
    let Some(day) = day else {
        return like.to_owned();
    };
    match like.len() {
        4 => format!("{:04}", day.year()),
        7 if !like[5..].starts_with('2') => format!("{:04}-{:02}", day.year(), day.month()),
        _ => day.to_string(),
    }
}
