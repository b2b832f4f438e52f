//! Numerals: digits and words, magnitudes, fractions, dozens, vague plurals.

mod fraction;

pub(super) use fraction::vulgar;

pub(super) use fraction::ratio;

use super::lex::{Digits, Reader};
use super::lexicon::Sense;
use crate::analysis::Analysis;
use crate::text::Span;

/// A numeral as read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Numeral {
    pub(super) value: f64,
    /// The place of the last figure that counts.
    pub(super) grain: f64,
    /// The atom after it.
    pub(super) end: usize,
    pub(super) form: Form,
}

/// How a numeral is written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Form {
    /// In digits, with or without a magnitude.
    Digits,
    /// In words.
    Words,
    /// A part of one: "two thirds", "half", "¾".
    Fraction,
    /// "hundreds", "tens of thousands": between these two.
    Vague(f64, f64),
}

/// Every numeral of a text with its value, whatever it may count or name; the bench's way into this module.
pub fn numerals(text: &str) -> Vec<(Span, f64)> {
    let analysis = Analysis::default();
    let reader = Reader::of_text(text, &analysis);
    let (mut out, mut at) = (Vec::new(), 0);
    while at < reader.atoms.len() {
        match bare(&reader, at) {
            Some(found) => {
                out.push((reader.span(at..found.end), found.value));
                at = found.end;
            }
            None => at += 1,
        }
    }
    out
}

/// A numeral of a text read for its numbers alone: signs, ratios and spoken fractions count; what is glued to a unit does not.
fn bare(r: &Reader, at: usize) -> Option<Numeral> {
    if r.is(at, &["one"]) && (r.was(at, &["the", "this", "that", "which", "no"]) && !r.is(at + 1, &["last", "more"])) {
        return None;
    }
    let found = fraction::ratio(r, at).or_else(|| numeral(r, at))?;
    let unit_glued = r.glued(found.end) && r.is_word(found.end) && matches!(found.form, Form::Digits);
    (!unit_glued && !matches!(found.form, Form::Vague(..))).then_some(found)
}

/// The numeral at `at`.
pub(super) fn numeral(r: &Reader, at: usize) -> Option<Numeral> {
    if let Some(after) = minus(r, at) {
        let found = unsigned(r, after)?;
        return Some(Numeral {
            value: -found.value,
            ..found
        });
    }
    unsigned(r, at)
}

/// The atom after a minus sign or word.
fn minus(r: &Reader, at: usize) -> Option<usize> {
    if r.is(at, &["minus", "negative"]) {
        return Some(at + 1);
    }
    let lone = at == 0 || !r.glued(at) || r.is_sign(at - 1, &['(']);
    let before = at > 0
        && (r.digits(at - 1).is_some()
            || r.senses(at - 1)
                .iter()
                .any(|s| matches!(s, Sense::Small(_) | Sense::Tens(_) | Sense::Scale(_) | Sense::Period(_))));
    (r.is_sign(at, &['-', '−']) && lone && !before && r.digits(at + 1).is_some()).then_some(at + 1)
}

fn unsigned(r: &Reader, at: usize) -> Option<Numeral> {
    if let Some(found) = fraction::half(r, at)
        .or_else(|| vague(r, at))
        .or_else(|| scientific(r, at))
    {
        return Some(found);
    }
    let base = cardinal(r, at);
    match base {
        Some(base) => Some(fraction::fraction_of(r, at, &base).unwrap_or_else(|| fraction::mixed(r, base))),
        None => fraction::simple_fraction(r, at),
    }
}

/// "hundreds of thousands", "dozens", "a few hundred", "several thousand".
fn vague(r: &Reader, at: usize) -> Option<Numeral> {
    let many = |i: usize| {
        r.sense(i, |s| match s {
            Sense::Many(low, high) => Some((low as f64, high as f64)),
            _ => None,
        })
    };
    if let Some((mut low, mut high)) = many(at) {
        let mut end = at + 1;
        let unit = whole_scale(r, end + 1).filter(|_| r.is(end, &["of"]) && many(end + 1).is_some());
        if let Some(unit) = unit {
            let first = if r.is(at, &["tens", "dozens"]) {
                10.0
            } else {
                whole_scale(r, at)?
            };
            (low, high) = (2.0 * first * unit, 10.0 * first * unit - 1.0);
            end += 2;
        }
        // "tens of" alone counts nothing, "scores" are mostly points.
        let alone = r.is(at, &["tens", "scores"]) && end == at + 1 && !(r.is(at, &["scores"]) && r.is(end, &["of"]));
        return (!alone).then(|| whole(low, low, end, Form::Vague(low, high)));
    }
    let (low, high, next) = if let Some(next) = r.phrase(at, "a few").or_else(|| r.phrase(at, "few")) {
        (2.0, 5.0, next)
    } else if let Some(next) = r.phrase(at, "several") {
        (3.0, 9.0, next)
    } else {
        let next = r.phrase(at, "a couple of").or_else(|| r.phrase(at, "a couple"))?;
        (2.0, 2.0, next)
    };
    let scale = whole_scale(r, next)?;
    Some(whole(
        low * scale,
        scale,
        next + 1,
        Form::Vague(low * scale, high * scale),
    ))
}

/// "1e10", "1.3x10^6".
fn scientific(r: &Reader, at: usize) -> Option<Numeral> {
    let digits = r.digits(at)?;
    let base_ten = r.is(at + 1, &["x"]) && r.slice(at + 2) == "10" && r.is_sign(at + 3, &['^']);
    let mut next = match () {
        () if r.is(at + 1, &["e"]) && r.glued(at + 1) => at + 2,
        () if base_ten => at + 4,
        () => return None,
    };
    let negative = r.is_sign(next, &['-', '−']);
    next += usize::from(negative || r.is_sign(next, &['+']));
    let power = r.digits(next)?.whole().filter(|&p| p < 300)?;
    let power = if negative { -power } else { power };
    Some(whole(digits.scaled(power), 10_f64.powi(power), next + 1, Form::Digits))
}

/// A cardinal with what is needed to go on from it.
struct Cardinal {
    value: f64,
    grain: f64,
    end: usize,
    digits: bool,
    /// The magnitude that its last group was given in.
    scale: f64,
}

/// Groups in falling magnitude: "two hundred and two thousand", "4 thousand 3 hundred and 21", "2.1 million".
fn cardinal(r: &Reader, at: usize) -> Option<Cardinal> {
    let mut total = group(r, at)?;
    while total.scale >= 1000.0 {
        let joined = r.is(total.end, &["and"]);
        let next = total.end + usize::from(joined);
        let Some(more) = group(r, next) else { break };
        // Digits go on only after "and" or under a magnitude of their own: not "2 million 500 people".
        let loose = more.digits && !joined && more.scale < 100.0;
        let mixed = joined && !total.digits && more.digits;
        if more.value <= 0.0 || more.value >= total.scale || loose || mixed || r.glued(next) {
            break;
        }
        if fraction::fraction_of(r, next, &more).is_some() && joined {
            break;
        }
        total = Cardinal {
            value: total.value + more.value,
            digits: total.digits,
            ..more
        };
    }
    Some(total)
}

/// One group: a number under a thousand in words, or digits; then its magnitudes.
fn group(r: &Reader, at: usize) -> Option<Cardinal> {
    let (digits, mut found) = match r.digits(at) {
        Some(_) => {
            let (digits, end) = spaced(r, at)?;
            (
                Some(digits),
                whole(digits.scaled(0), grain(digits, 0), end, Form::Digits),
            )
        }
        None => (None, words(r, at)?),
    };
    let mut power = 0;
    while let Some((more, width)) = magnitude(r, found.end, digits.is_some() && power == 0) {
        power += more;
        found.end += width;
    }
    let scale = 10_f64.powi(power);
    let value = match digits {
        Some(digits) => digits.scaled(power),
        None => found.value * scale,
    };
    let mut end = found.end;
    let mut value = value;
    if r.senses(end).contains(&Sense::Dozen) && !r.is(end, &["dozens"]) || r.is(end, &["dozens"]) {
        value = dozens(value, found.value);
        end += 1;
    }
    let mut out = Cardinal {
        value,
        grain: digits.map_or(found.grain * scale, |d| grain(d, power)),
        end,
        digits: digits.is_some(),
        scale,
    };
    // "3 hundred and 21": what words do inside a group, digits do here.
    if power == 2
        && digits.is_some()
        && r.is(end, &["and"])
        && let Some(rest) = r.digits(end + 1).and_then(Digits::whole).filter(|&n| n > 0 && n < 100)
        && r.sense(end + 2, |s| matches!(s, Sense::Scale(_)).then_some(()))
            .is_none()
    {
        out = Cardinal {
            value: value + f64::from(rest),
            grain: 1.0,
            end: end + 2,
            ..out
        };
    }
    Some(out)
}

/// "three hundred and two dozens": only the last two are dozens.
fn dozens(value: f64, last: f64) -> f64 {
    if value == last && value > 100.0 && value % 100.0 > 0.0 {
        value - value % 100.0 + value % 100.0 * 12.0
    } else {
        value * 12.0
    }
}

/// Digits in groups of three set off by spaces: "1 234 567".
fn spaced(r: &Reader, at: usize) -> Option<(Digits, usize)> {
    let mut digits = r.digits(at)?;
    let mut end = at + 1;
    if !digits.plain || digits.width > 3 || digits.mantissa == 0 {
        return Some((digits, end));
    }
    while let Some(next) = r.digits(end) {
        let three = next.width - next.decimals == 3;
        let gap = r.atoms[end].span.start == r.atoms[end - 1].span.end + 1
            || r.text
                .get(r.atoms[end - 1].span.end as usize..r.atoms[end].span.start as usize)
                == Some("\u{202f}")
            || r.text
                .get(r.atoms[end - 1].span.end as usize..r.atoms[end].span.start as usize)
                == Some("\u{a0}");
        if !three || r.glued(end) || !gap {
            break;
        }
        let tens = 10_u64.checked_pow(u32::from(next.width))?;
        digits = Digits {
            mantissa: digits.mantissa.checked_mul(tens)?.checked_add(next.mantissa)?,
            decimals: next.decimals,
            width: digits.width + next.width,
            plain: false,
        };
        end += 1;
        if next.decimals > 0 {
            break;
        }
    }
    Some((digits, end))
}

/// The place of the last figure that counts, of digits times ten to the `power`.
fn grain(digits: Digits, power: i32) -> f64 {
    if digits.mantissa == 0 || digits.decimals > 0 {
        return 10_f64.powi(power - i32::from(digits.decimals));
    }
    let (mut zeros, mut rest) = (0, digits.mantissa);
    while rest % 10 == 0 {
        rest /= 10;
        zeros += 1;
    }
    10_f64.powi(power + zeros)
}

/// The power of ten of a magnitude word, or of a suffix right after digits; and how many atoms it takes.
fn magnitude(r: &Reader, at: usize, after_digits: bool) -> Option<(i32, usize)> {
    // "250-million", "$1-billion".
    let dash = usize::from(after_digits && r.is_dash(at) && r.glued(at) && r.glued(at + 1));
    r.sense(at + dash, |s| match s {
        Sense::Scale(power)
            if r.sense(at + dash, |s| matches!(s, Sense::Many(..)).then_some(()))
                .is_none()
                || after_digits =>
        {
            Some((power, 1 + dash))
        }
        Sense::Suffix(power) if after_digits && dash == 0 && suffix_fits(r, at) => Some((power, 1)),
        _ => None,
    })
}

/// "m" is a metre unless something says million; the other suffixes are plain, apart from a lone capital.
fn suffix_fits(r: &Reader, at: usize) -> bool {
    if r.is(at, &["m"]) || r.is(at, &["t"]) {
        return r.glued(at) && r.slice(at) == "M"
            || !r.glued(at) && r.slice(at) == "M"
            || r.glued(at) && super::unit::money_before(r, at - 1);
    }
    r.glued(at) || r.is(at, &["bn", "mn", "k", "tn"]) || r.slice(at) == "G"
}

/// A number under a thousand in words, or "a" before a magnitude.
fn words(r: &Reader, at: usize) -> Option<Numeral> {
    if article(r, at) {
        let scale = whole_scale(r, at + 1)?;
        return (!r.is(at + 1, &["hundreds", "thousands", "millions", "billions"]))
            .then_some(if r.is(at + 1, &["hundred"]) {
                hundreds(r, 1.0, at + 2)
            } else {
                whole(1.0, 1.0, at + 1, Form::Words)
            })
            .filter(|_| scale > 0.0);
    }
    let (value, end) = below_hundred(r, at)?;
    if r.is(end, &["hundred"]) && value > 0.0 && value < 100.0 {
        return Some(hundreds(r, value, end + 1));
    }
    let grain = if value >= 20.0 && value % 10.0 == 0.0 {
        10.0
    } else {
        1.0
    };
    Some(pointed(r, whole(value, grain, end, Form::Words)))
}

/// What follows "hundred": "and six".
fn hundreds(r: &Reader, count: f64, end: usize) -> Numeral {
    let joined = r.is(end, &["and"]);
    let next = end + usize::from(joined);
    let rest = below_hundred(r, next)
        .filter(|&(n, after)| n > 0.0 && !(joined && is_parts(r, after)) && !r.is(after, &["hundred"]));
    let found = match rest {
        Some((n, after)) => whole(count * 100.0 + n, 1.0, after, Form::Words),
        None => whole(count * 100.0, 100.0, end, Form::Words),
    };
    pointed(r, found)
}

fn is_parts(r: &Reader, at: usize) -> bool {
    r.senses(at).iter().any(|s| matches!(s, Sense::Parts(p) if *p < 5)) && r.senses(at).len() <= 2
}

/// "point seven one", "point seventy-one".
fn pointed(r: &Reader, found: Numeral) -> Numeral {
    if !r.is(found.end, &["point"]) {
        return found;
    }
    let (mut text, mut end) = (String::new(), found.end + 1);
    while let Some((n, after)) = below_hundred(r, end) {
        text.push_str(&n.to_string());
        end = after;
    }
    match format!("{}.{text}", found.value).parse() {
        Ok(value) if !text.is_empty() => whole(value, 10_f64.powi(-(text.len() as i32)), end, Form::Words),
        _ => found,
    }
}

/// "seven", "seventeen", "seventy", "seventy-one".
fn below_hundred(r: &Reader, at: usize) -> Option<(f64, usize)> {
    let small = |i: usize| r.sense(i, |s| if let Sense::Small(n) = s { Some(n) } else { None });
    if let Some(n) = small(at) {
        return (!r.is(at, &["couple"])).then_some((f64::from(n), at + 1));
    }
    let tens = r.sense(at, |s| if let Sense::Tens(n) = s { Some(n) } else { None })?;
    let next = if r.is_dash(at + 1) { at + 2 } else { at + 1 };
    match small(next).filter(|&n| (1..=9).contains(&n)) {
        // "twenty one-off" stops at twenty.
        Some(n) if !(next == at + 1 && r.is_dash(next + 1) && r.glued(next + 1)) => {
            Some((f64::from(tens + n), next + 1))
        }
        _ => Some((f64::from(tens), at + 1)),
    }
}

/// An ordinal, in words or digits: "third", "twenty-first", "21st".
pub(super) fn ordinal(r: &Reader, at: usize) -> Option<(u32, usize)> {
    if let Some(n) = r.digits(at).and_then(Digits::whole) {
        let suffix = r.glued(at + 1) && r.is(at + 1, &["st", "nd", "rd", "th"]);
        return suffix.then_some((n as u32, at + 2));
    }
    let one = |i: usize| r.sense(i, |s| if let Sense::Ordinal(n) = s { Some(n) } else { None });
    if let Some(n) = one(at) {
        return Some((n, at + 1));
    }
    let tens = r.sense(at, |s| if let Sense::Tens(n) = s { Some(n) } else { None })?;
    let next = at + 1 + usize::from(r.is_dash(at + 1));
    one(next).filter(|n| *n < 10).map(|n| (tens + n, next + 1))
}

fn whole(value: f64, grain: f64, end: usize, form: Form) -> Numeral {
    Numeral {
        value,
        grain,
        end,
        form,
    }
}

fn article(r: &Reader, at: usize) -> bool {
    r.senses(at).contains(&Sense::Article)
}

/// Ten to the power that "million", "dozen" and the like at `at` stand for.
fn whole_scale(r: &Reader, at: usize) -> Option<f64> {
    r.sense(at, |s| match s {
        Sense::Scale(power) => Some(10_f64.powi(power)),
        Sense::Dozen => Some(12.0),
        _ => None,
    })
}
