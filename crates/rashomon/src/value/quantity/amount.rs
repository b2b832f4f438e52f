//! Amounts: a number with its unit, a range of two, an age, a length of time.

use super::super::lex::{Kind, Reader};
use super::super::lexicon::Sense;
use super::super::number::{self, Form, Numeral};
use super::super::time::offset;
use super::super::{Lean, Unit, unit};
use crate::analysis::EntityKind;

/// An amount being read.
#[derive(Debug, Clone)]
pub(super) struct Amount {
    pub(super) low: Option<f64>,
    pub(super) high: Option<f64>,
    pub(super) grain: f64,
    pub(super) unit: Unit,
    /// Not exact: a vague plural, or hedged.
    pub(super) approximate: bool,
    pub(super) lean: Lean,
    /// The atom after the numeral, before its unit.
    pub(super) numeral_end: usize,
    pub(super) end: usize,
}

impl Amount {
    /// A single exact number of a unit.
    pub(super) fn of(value: f64, unit: Unit, end: usize) -> Self {
        Self {
            low: Some(value),
            high: Some(value),
            grain: 1.0,
            unit,
            approximate: false,
            lean: Lean::Neither,
            numeral_end: end,
            end,
        }
    }
}

/// One amount or a range of two.
pub(super) fn amount(r: &Reader, dollar: &'static str, at: usize) -> Option<Amount> {
    let first = single(r, dollar, at)?;
    range(r, dollar, at, &first).or(Some(first))
}

/// A number with its unit, on either side.
fn single(r: &Reader, dollar: &'static str, at: usize) -> Option<Amount> {
    let prefix = unit::money_prefix(r, at, dollar);
    let numeral_at = prefix.as_ref().map_or(at, |p| p.2);
    let mut found = number::numeral(r, numeral_at)?;
    let mut unit = Unit::Count;
    // "a 30+ year veteran"
    let plus = r.is_sign(found.end, &['+']) && r.glued(found.end) && !r.glued(found.end + 1);
    let mut factor = 1.0;
    let mut end = found.end;
    if let Some((money, times, _)) = prefix {
        unit = money;
        factor = times;
        (found, end) = money_magnitude(r, found);
        // "US$5 million dollars"
        if let Some((Unit::Money(_), _, next)) =
            unit::after(r, end, dollar).filter(|_| !r.is_dash(end) && r.is(end, &["dollars"]))
        {
            end = next;
        }
    } else if let Some((after, parts, next)) = unit::after(r, found.end + usize::from(plus), dollar) {
        unit = after;
        factor = 1.0 / parts;
        end = next;
        if let Some((scaled, next)) = late_magnitude(r, &unit, end) {
            factor *= scaled;
            end = next;
        }
    } else if let Some((after, parts, next)) = of_unit(r, &found, dollar) {
        unit = after;
        factor = 1.0 / parts;
        end = next;
    } else if found.form == Form::Fraction && r.digits(numeral_at).is_some() && r.is(found.end, &["of"]) {
        unit = Unit::Percent;
        factor = 100.0;
    } else if found.form == Form::Fraction && !matches!(r.atoms.get(numeral_at).map(|a| a.kind), Some(Kind::Number(_)))
    {
        // A part of a whole is a percentage of it.
        if !part_of_whole(r, numeral_at, &found) {
            return None;
        }
        unit = Unit::Percent;
        factor = 100.0;
    }
    let (low, high) = match found.form {
        Form::Vague(low, high) => (low, high),
        _ => (found.value, found.value),
    };
    let mut out = Amount {
        low: Some(clean(low * factor)),
        high: Some(clean(high * factor)).filter(|_| !(plus && end > found.end)),
        grain: found.grain * factor,
        unit,
        approximate: matches!(found.form, Form::Vague(..)),
        lean: Lean::Neither,
        numeral_end: found.end,
        end,
    };
    small_change(r, dollar, &mut out);
    Some(out)
}

/// The unit of "billions of dollars"; and of the first of "5- and 10-day".
fn of_unit(r: &Reader, found: &Numeral, dollar: &'static str) -> Option<unit::Found> {
    let end = found.end;
    if matches!(found.form, Form::Vague(..)) && r.is(end, &["of"]) {
        return unit::after(r, end + 1, dollar);
    }
    let hanging = r.is_dash(end) && r.glued(end) && !r.glued(end + 1) && r.is(end + 1, &["and", "or", "to"]);
    let second = hanging.then(|| number::numeral(r, end + 2)).flatten()?;
    let (unit, parts, _) = unit::after(r, second.end, dollar).filter(|_| r.is_dash(second.end))?;
    Some((unit, parts, end + 1))
}

/// Whether a fraction in words is of something: "two thirds of voters", "half the seats"; not "a half" of football or "a third man".
fn part_of_whole(r: &Reader, at: usize, found: &Numeral) -> bool {
    r.is(
        found.end,
        &["of", "the", "its", "their", "his", "her", "our", "all", "that"],
    ) || found.end > at + 2
        || r.is_dash(at + 1)
        || !r.senses(at).contains(&Sense::Article) && found.end == at + 2
}

/// What rounding leaves when a decimal is multiplied, taken away: fifteen figures are kept.
fn clean(value: f64) -> f64 {
    if value.fract() == 0.0 || !value.is_finite() {
        return value;
    }
    format!("{value:.14e}").parse().unwrap_or(value)
}

/// After a currency sign "m", "bn" and "k" are magnitudes with or without a space.
fn money_magnitude(r: &Reader, found: Numeral) -> (Numeral, usize) {
    if found.form != Form::Digits {
        return (found, found.end);
    }
    let dash = usize::from(r.is_dash(found.end) && r.glued(found.end));
    let at = found.end + dash;
    let power = r.sense(at, |s| match s {
        Sense::Suffix(power) if r.glued(at) || power != 6 || !r.is(at, &["m"]) => Some(power),
        Sense::Scale(power) => Some(power),
        _ => None,
    });
    match power {
        Some(power) if found.end > 0 => {
            let value = r
                .digits(found.end - 1)
                .map_or(found.value * 10_f64.powi(power), |d| d.scaled(power));
            let scaled = Numeral {
                value,
                grain: found.grain * 10_f64.powi(power),
                end: at + 1,
                form: found.form,
            };
            (scaled, at + 1)
        }
        _ => (found, found.end),
    }
}

/// "75 USD million".
fn late_magnitude(r: &Reader, unit: &Unit, at: usize) -> Option<(f64, usize)> {
    if !matches!(unit, Unit::Money(_)) {
        return None;
    }
    r.sense(at, |s| match s {
        Sense::Scale(power) if !r.is(at, &["hundreds", "thousands", "hundred", "thousand"]) => {
            Some((10_f64.powi(power), at + 1))
        }
        _ => None,
    })
}

/// "3 dollars and 50 cents".
fn small_change(r: &Reader, dollar: &'static str, amount: &mut Amount) {
    if !matches!(amount.unit, Unit::Money(_)) || amount.low != amount.high {
        return;
    }
    let next = amount.end + usize::from(r.is(amount.end, &["and"]));
    let Some(cents) = number::numeral(r, next).filter(|n| n.value > 0.0 && n.value < 100.0 && n.value.fract() == 0.0)
    else {
        return;
    };
    if let Some((unit, parts, end)) = unit::after(r, cents.end, dollar)
        && unit == amount.unit
        && parts == 100.0
    {
        let sum = clean(amount.low.unwrap_or(0.0) + cents.value / parts);
        amount.low = Some(sum);
        amount.high = Some(sum);
        amount.end = end;
    }
}

/// "between 50 and 60".
pub(super) fn between(r: &Reader, dollar: &'static str, at: usize) -> Option<Amount> {
    let first = single(r, dollar, at)?;
    r.is(first.end, &["and", "to"])
        .then(|| join(r, dollar, &first, first.end + 1))
        .flatten()
}

/// "908-909", "5 to 10 million", "two or three".
fn range(r: &Reader, dollar: &'static str, at: usize, first: &Amount) -> Option<Amount> {
    // What rises "from 20 to 30" is two amounts.
    if r.was(at, &["from", "by"]) {
        return None;
    }
    let tight = r.is_dash(first.end) && r.glued(first.end) == r.glued(first.end + 1);
    let sign = unit::money_prefix(r, at, dollar).is_some();
    let word = r.is(first.end, &["to", "or"]) && (first.unit == Unit::Count || sign || first.unit == Unit::Percent);
    if !tight && !word {
        return None;
    }
    let both = join(r, dollar, first, first.end + 1)?;
    // "up 8,000 to 2,438,000" is no range.
    let wide = word
        && first.unit == Unit::Count
        && both.high > first.low.map(|l| l * 100.0)
        && first.low.is_some_and(|l| l > 100.0);
    (!wide).then_some(both)
}

/// Puts a second amount to the first, if the two can be the ends of one range.
fn join(r: &Reader, dollar: &'static str, first: &Amount, at: usize) -> Option<Amount> {
    let second = single(r, dollar, at)?;
    if first.unit != Unit::Count && first.unit != second.unit {
        // "$5-10 million"
        if !(second.unit == Unit::Count && matches!(first.unit, Unit::Money(_))) {
            return None;
        }
    }
    let (mut low, high) = (first.low?, second.high?);
    let scale = [1e12, 1e9, 1e6, 1e3].into_iter().find(|s| {
        second.high.is_some_and(|h| h >= *s)
            && r.sense(second.numeral_end - 1, |x| {
                matches!(x, Sense::Scale(_) | Sense::Suffix(_)).then_some(())
            })
            .is_some()
    });
    if let (Some(scale), true) = (scale, low < 1000.0 && low * 1.0 < high)
        && clean(low * scale) <= high
    {
        low = clean(low * scale);
    }
    if low >= high || first.low != first.high {
        return None;
    }
    Some(Amount {
        low: Some(low),
        high: Some(high),
        grain: second.grain.min(first.grain.max(1.0)),
        unit: if second.unit == Unit::Count {
            first.unit.clone()
        } else {
            second.unit
        },
        approximate: second.approximate,
        lean: Lean::Neither,
        numeral_end: second.numeral_end,
        end: second.end,
    })
}

/// "aged 34", "34 years old", "a 34-year-old", "Smith, 34, said".
pub(super) fn age(r: &Reader, at: usize) -> Option<Amount> {
    let year = |n: Numeral, end: usize| Amount {
        numeral_end: n.end,
        ..Amount::of(n.value, Unit::Measure("year".to_owned()), end)
    };
    let numeral = number::numeral(r, at).filter(|n| n.value >= 0.0)?;
    let period = unit::after(r, numeral.end, "USD").filter(|(u, f, _)| {
        matches!(u, Unit::Measure(m) if matches!(m.as_str(), "year" | "month" | "week" | "day")) && *f == 1.0
    });
    if let Some((unit, _, next)) = period {
        let old = next + usize::from(r.is_dash(next));
        return r.is(old, &["old", "olds"]).then(|| Amount {
            unit,
            ..year(numeral, old + 1)
        });
    }
    let person = at >= 2
        && r.is_sign(at - 1, &[','])
        && r.is_sign(numeral.end, &[',', '.', ')', ';'])
        && !r.glued(at)
        && numeral.value <= 110.0
        && numeral.value.fract() == 0.0
        && numeral.end == at + 1
        && (r.name_kind(at - 2) == Some(EntityKind::Person)
            || at > 2 && r.tag(at - 2) == "NNP" && r.tag(at - 3) == "NNP");
    (person || r.was(at, &["aged"]) && numeral.value <= 110.0).then(|| year(numeral, numeral.end))
}

/// A length of time that is more than a number and its unit: "an hour and a half", "a few minutes", "2 hours 30 minutes".
pub(super) fn length(r: &Reader, at: usize) -> Option<Amount> {
    let (low, high, period, end) = offset::long(r, at)?;
    let (name, factor) = period.measure();
    Some(Amount {
        low: Some(low * factor),
        high: Some(high * factor),
        approximate: low < high,
        ..Amount::of(low * factor, Unit::Measure(name.to_owned()), end)
    })
}

/// "one in five", "nine out of ten": a share of a whole.
pub(super) fn share(r: &Reader, dollar: &'static str, at: usize) -> Option<Amount> {
    let found = number::ratio(r, at).filter(|n| unit::after(r, n.end, dollar).is_none())?;
    Some(Amount {
        grain: 1.0,
        ..Amount::of(clean(found.value * 100.0), Unit::Percent, found.end)
    })
}
