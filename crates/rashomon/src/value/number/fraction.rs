//! Parts of one: "half", "two thirds", "3/4", "½"; what is joined to a whole with "and"; ratios.

use super::super::lex::Reader;
use super::super::lexicon::Sense;
use super::{Cardinal, Form, Numeral, article, cardinal, group, magnitude, numeral, whole, whole_scale};

/// What a fraction's lower half is, from its words: "thirds", "twenty-firsts"; singular after "one" and "a".
fn denominator(r: &Reader, at: usize, one: bool) -> Option<(f64, usize)> {
    let part = |i: usize| {
        r.sense(i, |s| match s {
            Sense::Parts(n) if !one || n == 4 => Some(f64::from(n)),
            Sense::Ordinal(n) if one && n > 2 => Some(f64::from(n)),
            Sense::Half if one => Some(2.0),
            _ => None,
        })
        .or_else(|| scale_part(r.slice(i), one))
    };
    if let Some(tens) = r.sense(at, |s| {
        if let Sense::Tens(n) = s {
            Some(f64::from(n))
        } else {
            None
        }
    }) {
        let next = at + 1 + usize::from(r.is_dash(at + 1));
        let unit = part(next).or_else(|| r.is(next, &["first"]).then_some(1.0).filter(|_| one))?;
        return (unit < 10.0).then_some((tens + unit, next + 1));
    }
    part(at).map(|n| (n, at + 1))
}

/// "millionth", "trillionths".
fn scale_part(word: &str, one: bool) -> Option<f64> {
    let word = word.to_ascii_lowercase();
    let stem = word.strip_suffix(if one { "th" } else { "ths" })?;
    match stem {
        "hundred" => Some(1e2),
        "thousand" => Some(1e3),
        "million" if one => Some(1e6),
        "billion" => Some(1e9),
        "trillion" => Some(1e12),
        _ => None,
    }
}

/// A cardinal over a denominator: "three quarters", "twenty-three fifths", "3/4"; a magnitude may follow.
pub(super) fn fraction_of(r: &Reader, at: usize, top: &Cardinal) -> Option<Numeral> {
    if let Some(found) = slashed(r, at) {
        return Some(found);
    }
    if top.digits {
        return None;
    }
    let one = top.value == 1.0;
    let dash = usize::from(r.is_dash(top.end));
    let (bottom, end) = denominator(r, top.end + dash, one)?;
    let value = top.value / bottom;
    let value = split_tens(r, at, top, value);
    let of = r.phrase(end, "of a").unwrap_or(end);
    match whole_scale(r, of) {
        Some(scale) => Some(whole(value * scale, scale / 100.0, of + 1, Form::Words)),
        None => Some(whole(value, 0.01, end, Form::Fraction)),
    }
}

/// "one hundred thirty fifths" is a hundred thirty-fifths, unless "and" comes before the tens.
fn split_tens(r: &Reader, at: usize, top: &Cardinal, value: f64) -> f64 {
    let last = top.end - 1;
    let tens = r.sense(last, |s| {
        if let Sense::Tens(n) = s {
            Some(f64::from(n))
        } else {
            None
        }
    });
    let unit = r.sense(top.end + usize::from(r.is_dash(top.end)), |s| match s {
        Sense::Parts(n) | Sense::Ordinal(n) if n < 10 => Some(f64::from(n)),
        _ => None,
    });
    match (tens, unit) {
        (Some(tens), Some(unit)) if last > at && !r.was(last, &["and"]) && top.value > tens => {
            (top.value - tens) / (tens + unit)
        }
        _ => value,
    }
}

/// "3/4"; "a fifth".
pub(super) fn simple_fraction(r: &Reader, at: usize) -> Option<Numeral> {
    if let Some(value) = r.sign(at).and_then(vulgar) {
        return Some(whole(value, 0.01, at + 1, Form::Fraction));
    }
    if !article(r, at) {
        return None;
    }
    let top = match group(r, at + 1) {
        Some(top) if !top.digits && denominator(r, at + 1, true).is_none() => top,
        _ => Cardinal {
            value: 1.0,
            grain: 1.0,
            end: at + 1,
            digits: false,
            scale: 1.0,
        },
    };
    let (bottom, end) = denominator(r, top.end, top.value == 1.0).or_else(|| denominator(r, at + 1, true))?;
    Some(whole(top.value / bottom, 0.01, end, Form::Fraction))
}

/// The value of a fraction that is one character.
pub(in super::super) fn vulgar(c: char) -> Option<f64> {
    Some(match c {
        '½' => 0.5,
        '¼' => 0.25,
        '¾' => 0.75,
        '⅓' => 1.0 / 3.0,
        '⅔' => 2.0 / 3.0,
        '⅕' => 0.2,
        '⅖' => 0.4,
        '⅗' => 0.6,
        '⅘' => 0.8,
        '⅙' => 1.0 / 6.0,
        '⅛' => 0.125,
        '⅜' => 0.375,
        '⅝' => 0.625,
        '⅞' => 0.875,
        _ => return None,
    })
}

/// Two whole numbers around a slash, the upper one the smaller, and no third: "3/4".
fn slashed(r: &Reader, at: usize) -> Option<Numeral> {
    let (top, bottom) = (r.digits(at)?.whole()?, r.digits(at + 2)?.whole()?);
    let fits = r.is_sign(at + 1, &['/']) && r.glued(at + 1) && r.glued(at + 2) && !r.is_sign(at + 3, &['/']);
    let before = at > 0 && r.glued(at) && r.is_sign(at - 1, &['/', '.']);
    (fits && !before && top < bottom && bottom <= 100)
        .then(|| whole(f64::from(top) / f64::from(bottom), 0.01, at + 3, Form::Fraction))
}

/// What a cardinal is joined with: "and a half", "and three quarters", "1/4", "½".
pub(super) fn mixed(r: &Reader, base: Cardinal) -> Numeral {
    let form = if base.digits { Form::Digits } else { Form::Words };
    let plain = Numeral {
        value: base.value,
        grain: base.grain,
        end: base.end,
        form,
    };
    if base.digits && base.scale == 1.0 {
        if let Some(more) = slashed(r, base.end).filter(|_| !r.glued(base.end) && base.value < 1000.0) {
            return whole(base.value + more.value, 0.01, more.end, form);
        }
        if let Some(more) = r.sign(base.end).and_then(vulgar) {
            return scaled_up(r, whole(base.value + more, 0.01, base.end + 1, form));
        }
    }
    if !r.is(base.end, &["and"]) || base.value.fract() != 0.0 {
        return plain;
    }
    let next = base.end + 1;
    let part = half(r, next).or_else(|| simple_fraction(r, next)).or_else(|| {
        let top = cardinal(r, next)?;
        fraction_of(r, next, &top)
    });
    match part {
        Some(part) if part.form == Form::Fraction && part.value < 1.0 => {
            if base.scale >= 1000.0 && base.value % base.scale == 0.0 {
                return whole(base.value + part.value * base.scale, base.scale / 10.0, part.end, form);
            }
            scaled_up(r, whole(base.value + part.value, 0.1, part.end, form))
        }
        // "five and a half million", "one billion and a half million".
        Some(part) if part.form == Form::Words && base.scale == 1.0 => {
            let scale = whole_scale(r, part.end - 1).unwrap_or(1.0);
            whole(base.value * scale + part.value, scale / 10.0, part.end, form)
        }
        Some(part) if part.form == Form::Words && part.value < base.scale => {
            whole(base.value + part.value, part.grain, part.end, form)
        }
        _ => plain,
    }
}

/// "five and a half million".
fn scaled_up(r: &Reader, found: Numeral) -> Numeral {
    match magnitude(r, found.end, false) {
        Some((power, width)) => whole(
            found.value * 10_f64.powi(power),
            found.grain * 10_f64.powi(power),
            found.end + width,
            found.form,
        ),
        None => found,
    }
}

/// "half a million", "half a dozen", "a half", "half".
pub(super) fn half(r: &Reader, at: usize) -> Option<Numeral> {
    let is_half = |i: usize| r.sense(i, |s| (s == Sense::Half).then_some(0.5));
    let is_quarter = |i: usize| r.is(i, &["quarter"]).then_some(0.25);
    let start = if article(r, at) { at + 1 } else { at };
    let value = is_half(start).or_else(|| is_quarter(start))?;
    let mut end = start + 1;
    let of = r.phrase(end, "of a").or_else(|| r.phrase(end, "a")).unwrap_or(end);
    if let Some(scale) = whole_scale(r, of) {
        return Some(Numeral {
            value: value * scale,
            grain: scale / 10.0,
            end: of + 1,
            form: Form::Words,
        });
    }
    if r.is(start, &["quarter"]) && start == at {
        return None;
    }
    if r.is(end, &["dozen"]) {
        end += 1;
        return Some(whole(value * 12.0, 1.0, end, Form::Words));
    }
    Some(whole(value, 0.1, end, Form::Fraction))
}

/// "one in five", "two out of three", "one over three": parts of a whole.
pub(in super::super) fn ratio(r: &Reader, at: usize) -> Option<Numeral> {
    let part = numeral(r, at)?;
    let next = r
        .phrase(part.end, "out of")
        .or_else(|| r.phrase(part.end, "over"))
        .or_else(|| r.phrase(part.end, "in every"))
        .or_else(|| r.phrase(part.end, "in"))?;
    let whole = numeral(r, next)?;
    let over = r.is(part.end, &["over"]);
    let fits = part.value.fract() == 0.0 && whole.value.fract() == 0.0 && (over || part.value < whole.value);
    // "$2000 over 3 years" and "5 in 2020" are no ratios.
    let money = at > 0 && r.sign(at - 1).is_some();
    let plain = !r.is(part.end, &["in"]) || whole.value <= 1000.0 && part.value <= 10.0;
    (fits && plain && !money && !matches!(whole.form, Form::Vague(..)) || r.is(part.end, &["out"]) && fits).then_some(
        Numeral {
            value: part.value / whole.value,
            grain: 0.0,
            end: whole.end,
            form: Form::Fraction,
        },
    )
}
