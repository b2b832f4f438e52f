//! Quantities: hedges and bounds, ranges, units, the noun that is counted.

mod amount;
mod hedge;

use super::lex::Reader;
use super::lexicon::Sense;
use super::number;
use super::unit;
use super::{Quantity, Unit, ValueKind};
use crate::analysis::{Dep, EntityKind, Pos};
use amount::Amount;
use hedge::Hedge;
use std::ops::Range;

/// What a reading is and the atoms it takes; nothing for what only has to be stepped over.
pub(super) type Reading = (Option<ValueKind>, Range<usize>);

/// Reads the quantity at `at`.
pub(super) fn read(r: &Reader, dollar: &'static str, at: usize) -> Option<Reading> {
    if let Some(end) = label(r, at) {
        return Some((None, at..end));
    }
    let mut hedge = hedge::before(r, at);
    let start = hedge.end;
    let found = if r.is(start, &["between"]) {
        hedge = Hedge::none(start);
        amount::between(r, dollar, start + 1)
    } else {
        let special = || amount::age(r, start).or_else(|| amount::length(r, start));
        let share = || amount::share(r, dollar, start);
        special().or_else(share).or_else(|| amount::amount(r, dollar, start))
    };
    let ordinal = if start == at { ordinal(r, at) } else { None };
    let Some(mut amount) = found.filter(|a| a.unit != Unit::Count || ordinal.is_none()) else {
        return ordinal;
    };
    if amount.unit == Unit::Count && !counts(r, start, &amount) {
        return Some((None, at..amount.end));
    }
    hedge.apply(&mut amount);
    hedge::after(r, &mut amount);
    let end = amount.end;
    let quantity = finish(r, amount, start..end);
    Some((Some(ValueKind::Quantity(quantity)), at..end))
}

/// "first", "21st": an ordinal that says which of several.
fn ordinal(r: &Reader, at: usize) -> Option<Reading> {
    let (n, end) = number::ordinal(r, at)?;
    // "second" of time is not one of several; "second" alone stands for nothing.
    let modifies = r.token(at).is_none_or(|t| {
        matches!(t.dep, Dep::Amod | Dep::Nummod | Dep::Compound | Dep::Attr)
            || t.pos == Pos::Adj && t.dep != Dep::Advmod
    });
    // "12th Avenue", "Third Party": a name or a headline.
    let named = r.capital(end) && r.tag(end).starts_with("NNP");
    if !modifies || named || r.name_kind(at).is_some_and(is_name) {
        return Some((None, at..end));
    }
    let amount = Amount::of(f64::from(n), Unit::Ordinal, end);
    let quantity = finish(r, amount, at..end);
    Some((Some(ValueKind::Quantity(quantity)), at..end))
}

/// Kinds of names whose numbers count nothing.
fn is_name(kind: EntityKind) -> bool {
    use EntityKind::{Event, Fac, Gpe, Law, Loc, Org, Person, Product, WorkOfArt};
    matches!(kind, Event | Fac | Gpe | Law | Loc | Org | Person | Product | WorkOfArt)
}

/// Runs of digits that are no quantity: telephone numbers, scores, ratios, addresses, versions, digits inside a word
/// ("F16", "737MAX") or behind a hyphen or a number sign ("COVID-19", "#1"); the atom after them.
fn label(r: &Reader, at: usize) -> Option<usize> {
    let first = r.digits(at)?;
    let link = |at: usize| {
        let glued = r.glued(at) && r.glued(at + 1) && r.digits(at + 1).is_some();
        r.sign(at)
            .filter(|c| glued && matches!(c, '-' | '–' | '/' | ':' | '.' | '_' | '='))
    };
    let money = unit::money_before(r, at) || at > 0 && unit::money_before(r, at - 1);
    match (link(at + 1), link(at + 3)) {
        (None, _) => {}
        (Some('-' | '–'), None) => {
            let second = r.digits(at + 2)?;
            let plain = first.plain && second.plain;
            let phone = plain && first.width == 3 && second.width == 4;
            let falls = plain
                && !money
                && first.mantissa >= second.mantissa
                && first.width <= 3
                && unit::after(r, at + 3, "USD").is_none();
            return (phone || falls || plain && !money && second.width < 3 && scored(r, at)).then_some(at + 3);
        }
        (Some('/'), None) => {
            let known = matches!(
                (first.mantissa, r.digits(at + 2)?.mantissa),
                (9, 11) | (24, 7) | (50, 50)
            );
            let fraction = !known && number::numeral(r, at).is_some_and(|n| n.end > at + 1);
            return (!fraction).then_some(at + 3);
        }
        _ => {
            let mut end = at + 3;
            while link(end).is_some() {
                end += 2;
            }
            return Some(end);
        }
    }
    let end = at + 1;
    let before = at > 0 && r.glued(at);
    let mark = before && r.is_sign(at - 1, &['#', '@']);
    let behind = before
        && at > 1
        && r.glued(at - 1)
        && r.is_sign(at - 1, &['-', '‑', '–', '/', '_', '=', '&', '.', '\'', '’', '%']);
    let inside = before && r.is_word(at - 1) && unit::money_prefix(r, at - 1, "USD").is_none();
    let tail = r.glued(end)
        && r.is_word(end)
        && unit::after(r, end, "USD").is_none()
        && number::ordinal(r, at).is_none()
        && number::numeral(r, at).is_some_and(|n| n.end == end);
    ((mark || behind || inside || tail) && !money).then_some(end)
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
    (at.saturating_sub(3)..at + 5).any(|i| r.is(i, WORDS))
}

/// "at one point", "on the one hand".
const IDIOMS: &[&str] = &["another", "day", "time", "point", "side", "hand", "thing", "way"];

/// Words before a number that make it a name: "phase 3", "No. 10", "Article 5".
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

/// Whether a bare number counts something, and is no part of a name, no label and no pronoun.
fn counts(r: &Reader, at: usize, amount: &Amount) -> bool {
    let behind_dot = at > 1 && r.is_sign(at - 1, &['.']) && r.is(at - 2, &["no", "nos"]);
    if r.name_kind(at).is_some_and(is_name) || r.was(at, LABELS) || behind_dot {
        return false;
    }
    let Some(token) = r.token(at) else {
        return true;
    };
    // "911 calls", "zero tolerance".
    if r.slice(at) == "911" || r.is(at, &["zero"]) && token.dep == Dep::Nummod && r.tag(at + 1) == "NN" {
        return false;
    }
    let year = r
        .digits(at)
        .is_some_and(|d| d.plain && (1900..2100).contains(&d.mantissa));
    if year && super::time::calendar::behind_name(r, at) {
        return false;
    }
    // "A two-way street", "a three-time winner" count nothing.
    let end = amount.numeral_end;
    if r.is_dash(end) && r.is(end + 1, &["handed", "sided", "time", "way"]) {
        return false;
    }
    if r.is(at, &["one"]) && amount.numeral_end == at + 1 {
        // "one of them", "no one", "one must": a pronoun; "one man", "one killed" count.
        let pronoun = r.was(
            at,
            &["no", "this", "that", "any", "every", "each", "some", "which", "the"],
        );
        return token.dep == Dep::Nummod && !pronoun && !r.is_dash(at + 1) && !r.is(at + 1, IDIOMS);
    }
    // "Boeing 737", "Apollo 11": a capital word right before, which the number hangs on.
    let head = &r.analysis.tokens[token.head as usize];
    let hangs = token.head + 1 == r.atoms[at].token && head.pos == Pos::Propn && at > 0 && r.is_word(at - 1);
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
    // "2,500 night glasses": the parser hangs some numbers on the word before the noun.
    let (word, noun_after) = (&tokens[head as usize], tokens[head as usize].head);
    let sort = word.dep == Dep::Compound && word.tag == "NN" && tokens[noun_after as usize].tag == "NNS";
    let head = if sort { noun_after } else { head };
    let hangs = matches!(
        tokens[top as usize].dep,
        Dep::Nummod | Dep::Amod | Dep::Compound | Dep::Quantmod | Dep::Nmod | Dep::Npadvmod | Dep::Poss | Dep::Det
    );
    // "518,000 two weeks ago": a period is never what a bare number counts.
    let period = super::lexicon::senses(tokens[head as usize].lemma.as_ref())
        .iter()
        .any(|s| matches!(s, Sense::Period(_)));
    (hangs && head > last && noun(head) && !period).then_some(head)
}

/// The wire form of a quantity.
pub(super) fn canonical(quantity: &Quantity) -> String {
    let unit = match &quantity.unit {
        Unit::Count => quantity.noun.as_deref().unwrap_or("").to_lowercase(),
        Unit::Ordinal => ordinal_suffix(quantity.low.unwrap_or(0.0)).to_owned(),
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
    match &quantity.unit {
        Unit::Ordinal => amount + &unit,
        _ if unit.is_empty() => amount,
        _ => format!("{amount} {unit}"),
    }
}

/// "st", "nd", "rd", "th".
fn ordinal_suffix(n: f64) -> &'static str {
    match (n % 100.0, n % 10.0) {
        (11.0..=13.0, _) => "th",
        (_, 1.0) => "st",
        (_, 2.0) => "nd",
        (_, 3.0) => "rd",
        _ => "th",
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
