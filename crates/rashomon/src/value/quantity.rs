//! Quantities: hedges and bounds, ranges, units, the noun that is counted.

use super::lex::{Kind, Reader};
use super::lexicon::Sense;
use super::number::{self, Form, Numeral};
use super::unit;
use super::{Lean, Quantity, Unit, ValueKind};
use crate::analysis::{Dep, EntityKind, Pos};
use std::ops::Range;

/// What a reading is and the atoms it takes; nothing for what only has to be stepped over.
pub(super) type Reading = (Option<ValueKind>, Range<usize>);

/// Reads the quantity at `at`.
pub(super) fn read(r: &Reader, dollar: &'static str, at: usize) -> Option<Reading> {
    if let Some(end) = label(r, at) {
        return Some((None, at..end));
    }
    let hedge = hedge(r, at);
    let start = hedge.end;
    let (mut amount, exact) = if r.is(start, &["between"]) {
        (between(r, dollar, start + 1)?, Hedge::none(start))
    } else {
        (age(r, start).or_else(|| amount(r, dollar, start))?, hedge)
    };
    if start == at && amount.unit == Unit::Count && amount.end <= at + 2 {
        if let Some(found) = ordinal(r, at) {
            return Some(found);
        }
    }
    if amount.unit == Unit::Count && !counts(r, start, &amount) {
        return Some((None, at..amount.end));
    }
    exact.apply(&mut amount);
    after_hedge(r, &mut amount);
    let end = amount.end;
    let quantity = finish(r, amount, start..end);
    Some((Some(ValueKind::Quantity(quantity)), at..end)).or_else(|| ordinal(r, at))
}

/// An amount being read.
#[derive(Debug, Clone)]
struct Amount {
    low: Option<f64>,
    high: Option<f64>,
    grain: f64,
    unit: Unit,
    /// Not exact: a vague plural, or hedged.
    approximate: bool,
    lean: Lean,
    form: Form,
    /// The atom after the numeral, before its unit.
    numeral_end: usize,
    end: usize,
}

/// What stands before an amount and bounds or blurs it.
#[derive(Debug, Clone, Copy)]
struct Hedge {
    bound: Bound,
    approximate: bool,
    lean: Lean,
    end: usize,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Bound {
    None,
    AtLeast,
    AtMost,
}

/// Phrases before an amount, longest first where one opens another.
const HEDGES: &[(&str, Bound, bool, Lean)] = &[
    ("no fewer than", Bound::AtLeast, false, Lean::Neither),
    ("no less than", Bound::AtLeast, false, Lean::Neither),
    ("not less than", Bound::AtLeast, false, Lean::Neither),
    ("no more than", Bound::AtMost, false, Lean::Neither),
    ("not more than", Bound::AtMost, false, Lean::Neither),
    ("slightly more than", Bound::None, true, Lean::Above),
    ("a little more than", Bound::None, true, Lean::Above),
    ("just more than", Bound::None, true, Lean::Above),
    ("little more than", Bound::None, true, Lean::Above),
    ("slightly less than", Bound::None, true, Lean::Below),
    ("a little less than", Bound::None, true, Lean::Below),
    ("a little over", Bound::None, true, Lean::Above),
    ("a little under", Bound::None, true, Lean::Below),
    ("just less than", Bound::None, true, Lean::Below),
    ("more than", Bound::AtLeast, false, Lean::Neither),
    ("greater than", Bound::AtLeast, false, Lean::Neither),
    ("higher than", Bound::AtLeast, false, Lean::Neither),
    ("well over", Bound::AtLeast, false, Lean::Neither),
    ("upwards of", Bound::AtLeast, false, Lean::Neither),
    ("upward of", Bound::AtLeast, false, Lean::Neither),
    ("in excess of", Bound::AtLeast, false, Lean::Neither),
    ("at least", Bound::AtLeast, false, Lean::Neither),
    ("a minimum of", Bound::AtLeast, false, Lean::Neither),
    ("less than", Bound::AtMost, false, Lean::Neither),
    ("fewer than", Bound::AtMost, false, Lean::Neither),
    ("lower than", Bound::AtMost, false, Lean::Neither),
    ("up to", Bound::AtMost, false, Lean::Neither),
    ("at most", Bound::AtMost, false, Lean::Neither),
    ("as many as", Bound::AtMost, false, Lean::Neither),
    ("as much as", Bound::AtMost, false, Lean::Neither),
    ("as few as", Bound::AtLeast, false, Lean::Neither),
    ("as little as", Bound::AtLeast, false, Lean::Neither),
    ("a maximum of", Bound::AtMost, false, Lean::Neither),
    ("just over", Bound::None, true, Lean::Above),
    ("slightly over", Bound::None, true, Lean::Above),
    ("just above", Bound::None, true, Lean::Above),
    ("just under", Bound::None, true, Lean::Below),
    ("just below", Bound::None, true, Lean::Below),
    ("just shy of", Bound::None, true, Lean::Below),
    ("close to", Bound::None, true, Lean::Below),
    ("an estimated", Bound::None, true, Lean::Neither),
    ("estimated", Bound::None, true, Lean::Neither),
    ("a reported", Bound::None, true, Lean::Neither),
    ("nearly", Bound::None, true, Lean::Below),
    ("almost", Bound::None, true, Lean::Below),
    ("about", Bound::None, true, Lean::Neither),
    ("around", Bound::None, true, Lean::Neither),
    ("roughly", Bound::None, true, Lean::Neither),
    ("approximately", Bound::None, true, Lean::Neither),
    ("some", Bound::None, true, Lean::Neither),
    ("circa", Bound::None, true, Lean::Neither),
    ("over", Bound::AtLeast, false, Lean::Neither),
    ("above", Bound::AtLeast, false, Lean::Neither),
    ("exceeding", Bound::AtLeast, false, Lean::Neither),
    ("topping", Bound::AtLeast, false, Lean::Neither),
    ("under", Bound::AtMost, false, Lean::Neither),
    ("below", Bound::AtMost, false, Lean::Neither),
    ("only", Bound::None, false, Lean::Neither),
    ("just", Bound::None, false, Lean::Neither),
];

impl Hedge {
    fn none(end: usize) -> Self {
        Self {
            bound: Bound::None,
            approximate: false,
            lean: Lean::Neither,
            end,
        }
    }

    /// Puts the hedge on an amount.
    fn apply(self, amount: &mut Amount) {
        amount.approximate |= self.approximate;
        if self.lean != Lean::Neither {
            amount.lean = self.lean;
        }
        match self.bound {
            Bound::None => {}
            Bound::AtLeast => amount.high = None,
            Bound::AtMost => amount.low = None,
        }
    }
}

/// The hedges that stand at `at`, one after another ("at least some").
fn hedge(r: &Reader, at: usize) -> Hedge {
    let mut out = Hedge::none(at);
    for _ in 0..3 {
        if r.is_sign(out.end, &['~', '≈']) {
            out.approximate = true;
            out.end += 1;
            continue;
        }
        if !matches!(r.atoms.get(out.end).map(|a| a.kind), Some(Kind::Word(_))) {
            break;
        }
        let Some((next, &(_, bound, approximate, lean))) =
            HEDGES.iter().find_map(|h| Some((r.phrase(out.end, h.0)?, h)))
        else {
            break;
        };
        if bound != Bound::None {
            out.bound = bound;
        }
        out.approximate |= approximate;
        if lean != Lean::Neither {
            out.lean = lean;
        }
        out.end = next;
    }
    out
}

/// "50 or more", "three or so", "100-plus", "50+".
fn after_hedge(r: &Reader, amount: &mut Amount) {
    let end = amount.end;
    for (phrase, bound) in [
        ("or more", Bound::AtLeast),
        ("or fewer", Bound::AtMost),
        ("or less", Bound::AtMost),
        ("or so", Bound::None),
    ] {
        if let Some(next) = r.phrase(end, phrase) {
            Hedge {
                bound,
                approximate: bound == Bound::None,
                lean: Lean::Neither,
                end,
            }
            .apply(amount);
            amount.end = next;
            return;
        }
    }
    if r.is_sign(end, &['+']) && r.glued(end) && !r.glued(end + 1) {
        amount.high = None;
        amount.end += 1;
    } else if r.is_dash(end) && r.glued(end) && r.is(end + 1, &["plus"]) && r.glued(end + 1) {
        amount.high = None;
        amount.end += 2;
    }
}

/// One amount or a range of two.
fn amount(r: &Reader, dollar: &'static str, at: usize) -> Option<Amount> {
    let first = single(r, dollar, at)?;
    range(r, dollar, at, &first).or(Some(first))
}

/// A number with its unit, on either side.
fn single(r: &Reader, dollar: &'static str, at: usize) -> Option<Amount> {
    let prefix = unit::money_prefix(r, at, dollar);
    let numeral_at = prefix.as_ref().map_or(at, |p| p.2);
    let mut found = number::numeral(r, numeral_at)?;
    let mut unit = Unit::Count;
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
    } else if let Some((after, parts, next)) = unit::after(r, found.end, dollar) {
        unit = after;
        factor = 1.0 / parts;
        end = next;
        if let Some((scaled, next)) = late_magnitude(r, &unit, end) {
            factor *= scaled;
            end = next;
        }
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
        high: Some(clean(high * factor)),
        grain: found.grain * factor,
        unit,
        approximate: matches!(found.form, Form::Vague(..)),
        lean: Lean::Neither,
        form: found.form,
        numeral_end: found.end,
        end,
    };
    small_change(r, dollar, &mut out);
    Some(out)
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
    if let Some((unit, parts, end)) = unit::after(r, cents.end, dollar) {
        if unit == amount.unit && parts == 100.0 {
            let sum = clean(amount.low.unwrap_or(0.0) + cents.value / parts);
            amount.low = Some(sum);
            amount.high = Some(sum);
            amount.end = end;
        }
    }
}

/// "between 50 and 60".
fn between(r: &Reader, dollar: &'static str, at: usize) -> Option<Amount> {
    let first = single(r, dollar, at)?;
    r.is(first.end, &["and", "to"])
        .then(|| join(r, dollar, &first, first.end + 1))
        .flatten()
}

/// "908-909", "5 to 10 million", "two or three".
fn range(r: &Reader, dollar: &'static str, at: usize, first: &Amount) -> Option<Amount> {
    // What rises "from 20 to 30" is two amounts.
    if r.was(at, &["from"]) {
        return None;
    }
    let tight = r.is_dash(first.end) && r.glued(first.end) == r.glued(first.end + 1);
    let sign = unit::money_prefix(r, at, dollar).is_some();
    let word = r.is(first.end, &["to", "or"]) && (first.unit == Unit::Count || sign || first.unit == Unit::Percent);
    if !tight && !word {
        return None;
    }
    let both = join(r, dollar, first, first.end + 1)?;
    let score = tight && both.unit == Unit::Count && (scored(r, at) || scored(r, both.end));
    (!score).then_some(both)
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
    if let (Some(scale), true) = (scale, low < 1000.0 && low * 1.0 < high) {
        if clean(low * scale) <= high {
            low = clean(low * scale);
        }
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
        form: second.form,
        numeral_end: second.numeral_end,
        end: second.end,
    })
}

/// Whether a word around a pair of numbers says that they are a score or a count of votes.
fn scored(r: &Reader, at: usize) -> bool {
    const WORDS: &[&str] = &[
        "win",
        "won",
        "wins",
        "beat",
        "beats",
        "beating",
        "lost",
        "lose",
        "loss",
        "defeat",
        "defeated",
        "draw",
        "drew",
        "vote",
        "voted",
        "votes",
        "victory",
        "lead",
        "led",
        "leading",
        "score",
        "scored",
        "tie",
        "tied",
        "ruling",
        "ruled",
        "decision",
        "split",
        "triumph",
        "aggregate",
        "record",
    ];
    (at.saturating_sub(3)..at + 2).any(|i| r.is(i, WORDS))
}

/// "aged 34", "34 years old", "a 34-year-old", "Smith, 34, said".
fn age(r: &Reader, at: usize) -> Option<Amount> {
    let year = |n: Numeral, end: usize| Amount {
        low: Some(n.value),
        high: Some(n.value),
        grain: 1.0,
        unit: Unit::Measure("year".to_owned()),
        approximate: false,
        lean: Lean::Neither,
        form: n.form,
        numeral_end: n.end,
        end,
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
        && entity(r, at - 2) == Some(EntityKind::Person);
    (person || r.was(at, &["aged"]) && numeral.value <= 110.0).then(|| year(numeral, numeral.end))
}

/// The kind of the named entity that an atom stands in.
fn entity(r: &Reader, at: usize) -> Option<EntityKind> {
    let token = r.atoms.get(at)?.token;
    let names = &r.analysis.names;
    let i = names.partition_point(|n| n.tokens.end <= token);
    names.get(i).filter(|n| n.tokens.start <= token).map(|n| n.kind)
}

/// "first", "21st": an ordinal that says which of several.
fn ordinal(r: &Reader, at: usize) -> Option<Reading> {
    let (n, end) = number::ordinal(r, at)?;
    let token = r.analysis.tokens.get(r.atoms[at].token as usize);
    let modifies = token.is_none_or(|t| {
        matches!(t.dep, Dep::Amod | Dep::Nummod | Dep::Compound | Dep::Attr)
            || t.pos == Pos::Adj && t.dep != Dep::Advmod
    });
    if !modifies || entity(r, at).is_some_and(is_name) {
        return Some((None, at..end));
    }
    let amount = Amount {
        low: Some(f64::from(n)),
        high: Some(f64::from(n)),
        grain: 1.0,
        unit: Unit::Ordinal,
        approximate: false,
        lean: Lean::Neither,
        form: Form::Words,
        numeral_end: end,
        end,
    };
    let quantity = finish(r, amount, at..end);
    Some((Some(ValueKind::Quantity(quantity)), at..end))
}

/// Kinds of names whose numbers count nothing.
fn is_name(kind: EntityKind) -> bool {
    use EntityKind::{Event, Fac, Gpe, Law, Loc, Org, Person, Product, WorkOfArt};
    matches!(kind, Event | Fac | Gpe | Law | Loc | Org | Person | Product | WorkOfArt)
}

/// Runs of digits that are no quantity: telephone numbers, scores, ratios, addresses, versions; the atom after them.
fn label(r: &Reader, at: usize) -> Option<usize> {
    r.digits(at)?;
    let mut end = at + 1;
    let mut links = Vec::new();
    while r
        .sign(end)
        .is_some_and(|c| matches!(c, '-' | '–' | '/' | ':' | '.' | '_' | '='))
        && r.glued(end)
        && r.glued(end + 1)
        && r.digits(end + 1).is_some()
    {
        links.push(r.sign(end).unwrap_or(' '));
        end += 2;
    }
    let first = r.digits(at)?;
    match links.as_slice() {
        [] => {}
        ['-' | '–'] => {
            let second = r.digits(at + 2)?;
            let phone = first.plain && second.plain && first.width == 3 && second.width == 4;
            return phone.then_some(end);
        }
        ['/'] => return (number::numeral(r, at).is_none_or(|n| n.end < end)).then_some(end),
        _ => return Some(end),
    }
    // Digits inside a word ("F16", "4chan", "737MAX") or behind a hyphen, a slash, a number sign ("COVID-19", "#1").
    let before = at > 0 && r.glued(at);
    let hyphened = before
        && r.is_sign(at - 1, &['-', '‑', '–', '/', '#', '@', '_', '=', '&', '.', '\'', '’'])
        && at > 1
        && r.glued(at - 1);
    let hash = before && r.is_sign(at - 1, &['#', '@']);
    let letters =
        before && matches!(r.atoms[at - 1].kind, Kind::Word(_)) && unit::money_prefix(r, at - 1, "USD").is_none();
    let tail = r.glued(end)
        && matches!(r.atoms[end].kind, Kind::Word(_))
        && unit::after(r, end, "USD").is_none()
        && number::ordinal(r, at).is_none()
        && number::numeral(r, at).is_some_and(|n| n.end == end);
    let money = at > 0 && unit::money_before(r, at) || at > 1 && unit::money_before(r, at - 1);
    ((hyphened || hash || letters || tail) && !money).then_some(end)
}

/// Whether a bare number counts something, and is no part of a name, no label and no pronoun.
fn counts(r: &Reader, at: usize, amount: &Amount) -> bool {
    const LABELS: &[&str] = &[
        "no",
        "number",
        "phase",
        "page",
        "chapter",
        "section",
        "type",
        "category",
        "level",
        "stage",
        "grade",
        "article",
        "flight",
        "route",
        "highway",
        "interstate",
        "room",
        "channel",
        "group",
        "tier",
        "step",
        "part",
        "version",
        "volume",
        "act",
        "rule",
        "title",
        "unit",
        "gate",
        "platform",
        "line",
        "item",
        "code",
        "sector",
        "district",
        "precinct",
        "class",
        "season",
        "episode",
        "day",
        "week",
        "round",
        "game",
        "point",
        "plan",
        "option",
        "exhibit",
        "count",
        "question",
        "proposition",
        "amendment",
        "bill",
        "verse",
        "figure",
        "table",
        "zone",
        "area",
        "block",
        "building",
        "apartment",
        "suite",
        "world",
        "super",
        "formula",
        "nos",
    ];
    if entity(r, at).is_some_and(is_name) {
        return false;
    }
    let named = at > 0 && (r.is(at - 1, LABELS) || r.is_sign(at - 1, &['.']) && at > 1 && r.is(at - 2, &["no", "nos"]));
    if named {
        return false;
    }
    let Some(token) = r.analysis.tokens.get(r.atoms[at].token as usize) else {
        return true;
    };
    let one = r.is(at, &["one"]) && amount.numeral_end == at + 1;
    if one {
        // "one of them", "no one", "one must": a pronoun; "one man", "one killed" count.
        return token.dep == Dep::Nummod
            && !r.was(
                at,
                &["no", "this", "that", "any", "every", "each", "some", "which", "the"],
            )
            && !r.is(at + 1, &["another", "day", "time"]);
    }
    // "Boeing 737", "Apollo 11": a capital word right before, which the number hangs on.
    let head = &r.analysis.tokens[token.head as usize];
    let hangs = token.head < r.atoms[at].token && head.pos == Pos::Propn && token.head + 1 == r.atoms[at].token;
    !(hangs
        && matches!(
            token.dep,
            Dep::Nummod | Dep::Appos | Dep::Npadvmod | Dep::Punct | Dep::Compound
        ))
}

/// The finished quantity, with the noun it counts.
fn finish(r: &Reader, amount: Amount, range: Range<usize>) -> Quantity {
    let counted = counted(r, range);
    let noun = counted.map(|t| r.analysis.tokens[t as usize].lemma.clone());
    Quantity {
        low: amount.low,
        high: amount.high,
        approximate: amount.approximate,
        lean: amount.lean,
        grain: amount.grain,
        unit: amount.unit,
        counted,
        noun,
    }
}

/// Token index of the noun that the number hangs on, or that "of" puts behind it.
fn counted(r: &Reader, range: Range<usize>) -> Option<u32> {
    let (first, last) = (r.atoms[range.start].token, r.atoms[range.end - 1].token);
    let tokens = &r.analysis.tokens;
    let inside = |t: u32| (first..=last).contains(&t);
    let top = (first..=last)
        .rev()
        .find(|&t| tokens.get(t as usize).is_some_and(|x| !inside(x.head) || x.head == t))?;
    let noun = |t: u32| matches!(tokens[t as usize].pos, Pos::Noun | Pos::Propn);
    let of = (last + 1..tokens.len() as u32)
        .take(2)
        .find(|&t| &*tokens[t as usize].lemma == "of" && (first..=last).contains(&tokens[t as usize].head));
    if let Some(of) = of {
        return r
            .analysis
            .children(of)
            .find(|&t| tokens[t as usize].dep == Dep::Pobj && noun(t));
    }
    let head = tokens[top as usize].head;
    let hangs = matches!(
        tokens[top as usize].dep,
        Dep::Nummod | Dep::Amod | Dep::Compound | Dep::Quantmod | Dep::Nmod | Dep::Npadvmod | Dep::Poss | Dep::Det
    );
    (hangs && head > last && noun(head)).then_some(head)
}

/// The wire form of a quantity.
pub(super) fn canonical(quantity: &Quantity) -> String {
    let unit = match &quantity.unit {
        Unit::Count => quantity.noun.as_deref().unwrap_or("").to_lowercase(),
        Unit::Ordinal => "th".to_owned(),
        Unit::Percent => "%".to_owned(),
        Unit::Money(code) => code.clone(),
        Unit::Measure(name) => name.clone(),
    };
    let approximate = if quantity.approximate { "~" } else { "" };
    let amount = match (quantity.low, quantity.high) {
        (Some(low), Some(high)) if low == high => format!("{approximate}{}", decimal(low)),
        (Some(low), Some(high)) => format!("{approximate}{}..{}", decimal(low), decimal(high)),
        (Some(low), None) => format!(">={approximate}{}", decimal(low)),
        (None, Some(high)) => format!("<={approximate}{}", decimal(high)),
        (None, None) => String::new(),
    };
    match unit.as_str() {
        "" => amount,
        "th" => format!("{amount}th"),
        unit => format!("{amount} {unit}"),
    }
}

/// A decimal without exponent; what does not end is cut after four places.
fn decimal(value: f64) -> String {
    let text = format!("{value}");
    match text.split_once('.') {
        Some((_, places)) if places.len() > 6 => format!("{value:.4}"),
        _ => text,
    }
}
