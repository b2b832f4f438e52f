//! How two values stand to one another: the same, one less precise, or not both right.
//!
//! Reports round. "2.1 million" and 2,123,000 are the same figure told with different care; "nearly 40 million" and
//! 40.8 million are not. So a figure stands for the stretch of numbers that would be written that way: half its last
//! place to either side (no more than [`ROUND`] of it, so that "2 million" is not 2.4 million), a tenth to either side
//! where it is "about", only below where it is "nearly". Two values are compatible where their stretches meet.
//!
//! What is counted is not looked at here: whether "cases" and "people" are the same thing takes the story to tell.

use super::time::days_between;
use super::{Lean, Quantity, Time, Unit, Value, ValueKind, unit};
use jiff::civil::Date;

/// How two values stand to one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// They mean the same.
    Same,
    /// One is less precise, rounded, or holds the other.
    Compatible,
    /// They cannot both be right of the same thing.
    Different,
    /// Nothing can be told: a time and a quantity, two units that do not convert, nothing in common that is specified.
    Incomparable,
}

/// The most, of a figure, that rounding is taken to have moved it.
const ROUND: f64 = 0.05;

/// What "about" allows to either side, of the figure.
const ABOUT: f64 = 0.1;

/// How many times its figure a bound is taken to reach: who writes "more than 100" means 112 or 180, not 5,000.
const BOUND: f64 = 2.0;

/// How far apart, as a factor, two bounds the same way may lie.
const NEAR: f64 = 1.25;

/// How two values stand to one another; the order does not matter.
pub fn relate(a: &Value, b: &Value) -> Relation {
    match (&a.kind, &b.kind) {
        (ValueKind::Quantity(a), ValueKind::Quantity(b)) => quantities(a, b),
        (ValueKind::Time(a), ValueKind::Time(b)) => times(a, b),
        _ => Relation::Incomparable,
    }
}

fn quantities(a: &Quantity, b: &Quantity) -> Relation {
    let Some(factor) = convert(&a.unit, &b.unit) else {
        return Relation::Incomparable;
    };
    let exact = factor == 1.0;
    if exact && (a.low, a.high, a.approximate, a.lean) == (b.low, b.high, b.approximate, b.lean) {
        return Relation::Same;
    }
    if a.unit == Unit::Ordinal {
        return Relation::Different;
    }
    let near = |x: f64, y: f64| x.max(y) <= x.min(y) * NEAR || x == y;
    let meet = match ((a.low, a.high), (b.low, b.high)) {
        ((Some(x), None), (Some(y), None)) | ((None, Some(x)), (None, Some(y))) => near(x, y * factor),
        _ => {
            // What was converted was rounded on the way.
            let slack = if exact { 0.0 } else { ROUND };
            let (low, high) = stretch(a, 1.0, slack);
            let (other_low, other_high) = stretch(b, factor, slack);
            low <= other_high && other_low <= high
        }
    };
    if meet {
        Relation::Compatible
    } else {
        Relation::Different
    }
}

/// What one of `b` is in `a`s.
fn convert(a: &Unit, b: &Unit) -> Option<f64> {
    if a == b {
        return Some(1.0);
    }
    let (Unit::Measure(a), Unit::Measure(b)) = (a, b) else {
        return None;
    };
    let ((a, size), (b, other)) = (unit::dimension(a)?, unit::dimension(b)?);
    (a == b).then_some(other / size)
}

/// Least and most that a quantity, as written, may stand for.
fn stretch(q: &Quantity, factor: f64, slack: f64) -> (f64, f64) {
    let figure = |v: f64| {
        let size = v.abs();
        // Small counts are not rounded: a whole number says what it says below a hundred.
        let whole = q.grain.fract() == 0.0 && size < 100.0 && q.unit == Unit::Count;
        let vague = q.approximate && q.low < q.high;
        let rounded = if whole || vague {
            0.0
        } else {
            (q.grain / 2.0).min(size * ROUND)
        };
        let about = if q.approximate && q.low == q.high {
            size * ABOUT
        } else {
            0.0
        };
        let below = if q.lean == Lean::Above { 0.0 } else { rounded.max(about) };
        let above = if q.lean == Lean::Below { 0.0 } else { rounded.max(about) };
        (v - below - size * slack, v + above + size * slack)
    };
    let (low, high) = match (q.low, q.high) {
        (Some(low), Some(high)) => (figure(low).0, figure(high).1),
        (Some(low), None) => (low * (1.0 - slack), low * BOUND),
        (None, Some(high)) => (high / BOUND.powi(2), high * (1.0 + slack)),
        (None, None) => (f64::NEG_INFINITY, f64::INFINITY),
    };
    (low * factor, high * factor)
}

fn times(a: &Time, b: &Time) -> Relation {
    if a.edtf == b.edtf
        && a.part == b.part
        && (a.anchored || a.edtf != "XXXX-XX-XX" || a.weekday.is_some() && a.weekday == b.weekday)
    {
        return Relation::Same;
    }
    let day = match (a.anchored, b.anchored) {
        (true, true) => anchored(a, b),
        _ => pattern(a, b),
    };
    if matches!(day, Relation::Different | Relation::Incomparable) {
        return day;
    }
    // On one day the hours tell; on a longer stretch they do not.
    match (a.clock, b.clock) {
        (Some(x), Some(y)) if one_day(a) && one_day(b) || !a.anchored && !b.anchored => {
            let minutes = |(h, m): (i8, i8)| i32::from(h) * 60 + i32::from(m);
            let apart = (minutes(x) - minutes(y)).abs();
            match apart {
                0 => day,
                1..=30 if a.approximate || b.approximate => Relation::Compatible,
                _ => Relation::Different,
            }
        }
        _ if a.part.is_some() && b.part.is_some() && a.part != b.part && one_day(a) && one_day(b) => {
            Relation::Different
        }
        _ => Relation::Compatible,
    }
}

fn one_day(time: &Time) -> bool {
    time.days.0.is_some() && time.days.0 == time.days.1
}

/// Two times on the calendar: whether their days meet, with a few days' grace where one is approximate.
fn anchored(a: &Time, b: &Time) -> Relation {
    if a.days == b.days {
        return Relation::Same;
    }
    let grace = [a, b]
        .into_iter()
        .filter(|t| t.approximate)
        .map(grace)
        .max()
        .unwrap_or(0);
    let before = |x: Option<Date>, y: Option<Date>| match (x, y) {
        // `y` starts after `x` ends.
        (Some(x), Some(y)) => days_between(x, y) > grace,
        _ => false,
    };
    if before(a.days.1, b.days.0) || before(b.days.1, a.days.0) {
        Relation::Different
    } else {
        Relation::Compatible
    }
}

/// How many days off an approximate time may be: a third of its length.
fn grace(time: &Time) -> i32 {
    match time.days {
        (Some(first), Some(last)) => (days_between(first, last) / 3).max(1),
        _ => 0,
    }
}

/// Times not both on the calendar: compared on the digits that both specify, else on the weekday.
fn pattern(a: &Time, b: &Time) -> Relation {
    let date = |t: &Time| t.edtf.split(['T', '/', '~']).next().unwrap_or("").to_owned();
    let (x, y) = (date(a), date(b));
    let told = |s: &str| s.chars().any(|c| c.is_ascii_digit());
    if told(&x) && told(&y) {
        let mut shared = false;
        for (p, q) in x.chars().zip(y.chars()) {
            if p != 'X' && q != 'X' && p != '-' {
                if p != q {
                    return Relation::Different;
                }
                shared = true;
            }
        }
        return if shared {
            Relation::Compatible
        } else {
            Relation::Incomparable
        };
    }
    let weekday = |t: &Time| t.weekday.or(t.days.0.filter(|_| one_day(t)).map(Date::weekday));
    match (weekday(a), weekday(b)) {
        (Some(x), Some(y)) if x == y => Relation::Compatible,
        (Some(_), Some(_)) if a.weekday.is_some() || b.weekday.is_some() => Relation::Different,
        _ if a.clock.is_some() && b.clock.is_some() && x.is_empty() == y.is_empty() => Relation::Compatible,
        _ => Relation::Incomparable,
    }
}
