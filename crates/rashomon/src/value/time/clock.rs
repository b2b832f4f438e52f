//! Times of day and parts of the day.

use super::super::DayPart;
use super::super::lex::{Digits, Reader};
use super::super::lexicon::{Period, Sense};
use super::Parsed;
use super::resolve::{Bound, Clock, Hours};

/// A time of day with what bounds or stretches it: "5 to 6 p.m.", "between 10 and 11:30", "before 4pm", "around 1pm".
/// Two bare numbers are hours only behind "from" and "between", and where a day stands beside them (`asked`).
pub(super) fn hours(r: &Reader, at: usize, asked: bool) -> Parsed<Hours> {
    const BOUNDS: &[(&str, Bound)] = &[
        ("no later than", Bound::Until),
        ("later than", Bound::After),
        ("before", Bound::Before),
        ("after", Bound::After),
        ("until", Bound::Until),
        ("by", Bound::Until),
        ("since", Bound::Since),
    ];
    if r.is(at, &["from", "between"]) {
        return stretch(r, at + 1, asked).or_else(|| {
            // "from 2pm" alone.
            let (clock, end) = clock(r, at + 1).filter(|_| asked && r.is(at, &["from"]))?;
            Some((point(clock), end))
        });
    }
    for (phrase, bound) in BOUNDS {
        if let Some(next) = r.phrase(at, phrase).filter(|_| asked) {
            let next = next + usize::from(r.is(next, &["around", "about"]));
            let (from, end) = clock(r, next)?;
            return Some((
                Hours {
                    bound: Some(*bound),
                    ..point(from)
                },
                end,
            ));
        }
    }
    let at = at + usize::from(r.is(at, &["around", "about"]));
    stretch(r, at, false).or_else(|| clock(r, at).map(|(c, end)| (point(c), end)))
}

fn point(from: Clock) -> Hours {
    Hours {
        from,
        to: None,
        bound: None,
    }
}

/// "2:00 to 2:30 pm", "3-8pm", "9 to 10:30"; each end lends the other its half of the day.
fn stretch(r: &Reader, at: usize, asked: bool) -> Parsed<Hours> {
    let first = clock(r, at);
    let (mut from, mid) = first.or_else(|| hour_number(r, at).map(|(h, end)| (settled(h, None, None, false), end)))?;
    let between = r.was(at, &["between"]);
    if !(r.is(mid, &["to", "until", "till", "through"]) || between && r.is(mid, &["and"]) || r.is_dash(mid)) {
        return None;
    }
    let second = clock(r, mid + 1)
        .filter(|&(c, end)| first.is_some() || c.settled || c.minute.is_some() || part_after(r, end).is_some());
    let bare =
        || hour_number(r, mid + 1).filter(|_| first.is_some_and(|(c, _)| c.settled || c.minute.is_some()) || asked);
    let (mut to, end) = second.or_else(|| bare().map(|(h, end)| (settled(h, None, None, false), end)))?;
    if super::super::unit::after(r, end, "USD").is_some() || r.is_sign(end, &[':', '/', '-']) && r.glued(end) {
        return None;
    }
    let minutes = |c: Clock| i32::from(c.hour) * 60 + i32::from(c.minute.unwrap_or(0));
    let noon = |c: Clock| Clock { hour: c.hour + 12, ..c };
    if to.settled && !from.settled && from.hour < 12 && minutes(noon(from)) <= minutes(to) {
        from = noon(from);
    }
    if !to.settled && to.hour < 12 && minutes(to) < minutes(from) && minutes(noon(to)) > minutes(from) {
        to = noon(to);
    }
    to.settled |= from.settled;
    from.settled |= to.settled;
    Some((
        Hours {
            from,
            to: Some(to),
            bound: None,
        },
        end,
    ))
}

/// The time of day at `at`: "2:30 a.m.", "3pm", "noon", "8:30", "half past seven", "five-thirty", "9 o'clock".
pub(super) fn clock(r: &Reader, at: usize) -> Parsed<Clock> {
    if let Some(hour) = r.sense(at, |s| if let Sense::Hour(h) = s { Some(h) } else { None }) {
        return Some((settled(hour, None, None, true), at + 1));
    }
    past(r, at).or_else(|| digits(r, at)).or_else(|| words(r, at))
}

fn settled(hour: i8, minute: Option<i8>, second: Option<i8>, settled: bool) -> Clock {
    Clock {
        hour,
        minute,
        second,
        settled,
    }
}

/// Two digits behind a colon or a point.
fn sixtieths(r: &Reader, at: usize, signs: &[char]) -> Option<i8> {
    let n = r.digits(at + 1)?;
    let fits = r.is_sign(at, signs) && r.glued(at) && r.glued(at + 1) && n.plain && n.width == 2 && n.mantissa < 60;
    fits.then_some(n.mantissa as i8)
}

fn digits(r: &Reader, at: usize) -> Parsed<Clock> {
    let n = r.digits(at)?;
    // "2.30 pm": one number to the lexer.
    if !n.plain && n.decimals == 2 && n.mantissa % 100 < 60 && n.mantissa / 100 <= 24 {
        let (hour, minute) = ((n.mantissa / 100) as i8, (n.mantissa % 100) as i8);
        // "Monday at 2.30"
        let told = at >= 2 && r.was(at, &["at"]) && super::calendar::weekday(r, at - 2).is_some();
        return match meridian(r, at + 1) {
            Some((late, end)) => halved(hour, Some(minute), None, late, end),
            None => told.then(|| (settled(hour, Some(minute), None, false), at + 1)),
        };
    }
    let whole = n.whole()?;
    // "1140 a.m."
    if n.width >= 3 && n.width <= 4 {
        let (late, end) = meridian(r, at + 1)?;
        return halved((whole / 100) as i8, Some((whole % 100) as i8), None, late, end).filter(|_| whole % 100 < 60);
    }
    let hour = i8::try_from(whole)
        .ok()
        .filter(|h| (0..=24).contains(h) && n.width <= 2)?;
    if at > 0 && r.glued(at) && r.is_sign(at - 1, &[':', '/', '.', '$', '£', '€']) {
        return None;
    }
    if let Some(minute) = sixtieths(r, at + 1, &[':']) {
        let second = sixtieths(r, at + 3, &[':']);
        let end = if second.is_some() { at + 5 } else { at + 3 };
        if r.is_sign(end, &[':']) && r.glued(end) {
            return None;
        }
        return match meridian(r, end) {
            Some((late, end)) => halved(hour, Some(minute), second, late, end),
            None => Some((settled(hour, Some(minute), second, false), end)),
        };
    }
    if let Some((late, end)) = meridian(r, at + 1) {
        return halved(hour, None, None, late, end);
    }
    if let Some(end) = oclock(r, at + 1) {
        return Some((settled(hour, None, None, false), end));
    }
    // "at 7 in the evening", "on Sunday at 5": whoever asks says whether a bare hour will do.
    let unit = super::super::unit::after(r, at + 1, "USD").is_some();
    let at_word = r.was(at, &["at", "around", "about"]) && !unit && (1..=12).contains(&hour) && bare_ends(r, at + 1);
    (at_word || part_after(r, at + 1).is_some() && r.is(at + 1, &["in"]) && (1..=12).contains(&hour))
        .then_some((settled(hour, None, None, false), at + 1))
}

/// Whether a bare hour stands alone: the clause ends, or a day or a part of one follows.
fn bare_ends(r: &Reader, at: usize) -> bool {
    r.sign(at)
        .is_some_and(|c| matches!(c, '.' | ',' | ';' | '?' | '!' | ')'))
        && !r.glued(at + 1)
        || r.atoms
            .get(at)
            .is_none_or(|a| matches!(a.kind, super::super::lex::Kind::Break))
        || r.is(at, &["on", "in", "tonight", "today", "tomorrow"])
}

/// "a.m.", "p", "o'clock in the evening"; true for the second half of the day.
fn meridian(r: &Reader, at: usize) -> Option<(bool, usize)> {
    if let Some(late) = r.sense(at, |s| {
        if let Sense::Meridian(late) = s {
            Some(late)
        } else {
            None
        }
    }) {
        // "I am": the verb, unless glued to the number or marked with full stops.
        let verb = r.is(at, &["am"])
            && !r.glued(at)
            && r.analysis
                .tokens
                .get(r.atoms[at].token as usize)
                .is_some_and(|t| t.tag == "VBP" && &*t.lemma == "be" && r.was(at, &["i"]));
        let dot = usize::from(r.is_sign(at + 1, &['.']) && r.glued(at + 1) && r.slice(at).contains('.'));
        return (!verb).then_some((late, at + 1 + dot));
    }
    if r.glued(at) && r.is(at, &["a", "p"]) {
        return Some((r.is(at, &["p"]), at + 1));
    }
    // "p . m ." and "p m"
    let dots = usize::from(r.is_sign(at + 1, &['.']));
    let m = r.is(at, &["a", "p"]) && r.is(at + 1 + dots, &["m"]);
    m.then(|| {
        (
            r.is(at, &["p"]),
            at + 2 + dots + usize::from(dots == 1 && r.is_sign(at + 3, &['.'])),
        )
    })
}

fn halved(hour: i8, minute: Option<i8>, second: Option<i8>, late: bool, end: usize) -> Parsed<Clock> {
    if !(0..=23).contains(&hour) {
        return None;
    }
    let hour = match (late, hour) {
        (true, 1..=11) => hour + 12,
        (false, 12) => 0,
        _ => hour,
    };
    Some((settled(hour, minute, second, true), end))
}

/// "o'clock", "oclock".
fn oclock(r: &Reader, at: usize) -> Option<usize> {
    if r.is(at, &["oclock"]) {
        return Some(at + 1);
    }
    (r.is(at, &["o"]) && r.is_sign(at + 1, &['\'', '’']) && r.is(at + 2, &["clock"])).then_some(at + 3)
}

/// "half past seven", "20 past eight", "quarter to nine".
fn past(r: &Reader, at: usize) -> Parsed<Clock> {
    let (minutes, mut next) = if r.is(at, &["half"]) {
        (30, at + 1)
    } else if r.is(at, &["quarter"]) {
        (15, at + 1)
    } else {
        let found = super::super::number::numeral(r, at)
            .filter(|n| n.value.fract() == 0.0 && (1.0..60.0).contains(&n.value))?;
        (found.value as i8, found.end)
    };
    if r.sense(next, |s| (s == Sense::Period(Period::Minute)).then_some(()))
        .is_some()
    {
        next += 1;
    }
    let to = r.is(next, &["to"]) && r.is(at, &["quarter"]);
    if !to && !r.is(next, &["past"]) {
        return None;
    }
    let (hour, end) = hour_number(r, next + 1)?;
    let end = oclock(r, end).unwrap_or(end);
    let (hour, minute) = if to {
        ((hour + 11) % 12, 60 - minutes)
    } else {
        (hour, minutes)
    };
    match meridian(r, end) {
        Some((late, end)) => halved(hour, Some(minute), None, late, end),
        None => Some((settled(hour, Some(minute), None, false), end)),
    }
}

/// An hour in digits or words.
fn hour_number(r: &Reader, at: usize) -> Parsed<i8> {
    if let Some(n) = r.digits(at).and_then(Digits::whole) {
        return (1..=12).contains(&n).then_some((n as i8, at + 1));
    }
    let n = r.sense(at, |s| if let Sense::Small(n) = s { Some(n) } else { None })?;
    (1..=12).contains(&n).then_some((n as i8, at + 1))
}

/// "five-thirty", "nine thirty", "seven p.m.", "nine o'clock".
fn words(r: &Reader, at: usize) -> Parsed<Clock> {
    if r.digits(at).is_some() {
        return None;
    }
    let (hour, next) = hour_number(r, at)?;
    if let Some(end) = oclock(r, next) {
        return Some((settled(hour, None, None, false), end));
    }
    let dash = usize::from(r.is_dash(next));
    let minute = super::super::number::numeral(r, next + dash).filter(|n| {
        n.value.fract() == 0.0 && (10.0..60.0).contains(&n.value) && n.form == super::super::number::Form::Words
    });
    if let Some(n) = minute {
        if let Some((late, end)) = meridian(r, n.end) {
            return halved(hour, Some(n.value as i8), None, late, end);
        }
        let told = r.was(
            at,
            &["at", "from", "until", "till", "by", "around", "to", "and", "between"],
        );
        return told.then_some((settled(hour, Some(n.value as i8), None, false), n.end));
    }
    if let Some((late, end)) = meridian(r, next) {
        return halved(hour, None, None, late, end);
    }
    (part_after(r, next).is_some() && r.is(next, &["in"])).then_some((settled(hour, None, None, false), next))
}

/// A part of the day behind a day or an hour: "morning", "in the evening", "at night".
pub(super) fn part_after(r: &Reader, at: usize) -> Parsed<DayPart> {
    let early = |i: usize| i + usize::from(r.is(i, &["early", "late"]));
    let next = r
        .phrase(at, "in the")
        .or_else(|| r.phrase(at, "at").filter(|&n| r.is(n, &["night"])))
        .map_or_else(|| early(at), early);
    let part = r.sense(next, |s| if let Sense::Part(p) = s { Some(p) } else { None })?;
    (!r.is(next, &["tonight", "tonite"])).then_some((part, next + 1))
}
