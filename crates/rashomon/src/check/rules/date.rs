//! A time that the sources have otherwise.

use crate::check::align::{Pairing, relate};
use crate::check::case::{Case, Clash, plain};
use crate::check::item::Item;
use crate::check::rule::Rule;
use crate::value::{Relation, ValueKind};

/// Times of like events that cannot both be right, where no source has the text's.
pub(super) fn find(case: &Case) -> Vec<Clash> {
    let time = |item: &Item| case.value(item).is_some_and(|v| matches!(v.kind, ValueKind::Time(_)));
    case.clashes(time, |p, i| against(case, p, i))
}

fn against(case: &Case, p: &Pairing, i: usize) -> Option<Clash> {
    let mine = case.value(&case.line.items[i])?;
    let others = &case.other(p).items;
    let is_time = |j: usize| {
        case.source_value(p, &others[j])
            .is_some_and(|v| matches!(v.kind, ValueKind::Time(_)))
    };
    let times: Vec<usize> = (0..others.len()).filter(|&j| is_time(j)).collect();
    let rivals = times.iter().copied().filter(|&j| {
        let theirs = case.source_value(p, &others[j]);
        let differs = |v| match relate(mine, v) {
            Relation::Different => true,
            // "Within 60 days" and "within 90 days", of a day that is not known.
            Relation::Incomparable => other_digits(case.words(&case.line.items[i]), case.source_words(p, &others[j])),
            _ => false,
        };
        // "Wednesday" and "Wednesday at nine", "April 12" of a year that is not said: one tells less, not otherwise.
        let (x, y) = (
            plain(case.words(&case.line.items[i])).to_lowercase(),
            plain(case.source_words(p, &others[j])).to_lowercase(),
        );
        theirs.is_some_and(differs) && p.back(j).is_none() && !x.starts_with(&y) && !y.starts_with(&x)
    });
    let slots = rivals.map(|j| (case.slot(p, i, j), j));
    let (slot, j) = slots.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))?;
    let like = match (case.line.items[i].up, others[j].up) {
        (Some(x), Some(y)) => p.links[x].is_some_and(|(to, _)| to == y),
        _ => false,
    };
    let fits = slot >= 2.0 || slot >= 1.0 && case.asked_alone(p, i) || like && case.rest(p, &[i]) >= 0.6;
    // How many days a thing may take is a figure.
    let words = case.words(&case.line.items[i]);
    let length = words.split(' ').any(|w| LENGTHS.contains(&w.trim_end_matches('s')));
    let figure = length && other_digits(words, case.source_words(p, &others[j]));
    let rule = if figure { Rule::Quantity } else { Rule::Date };
    fits.then(|| case.clash(rule, p, i, j))
}

/// What lengths of time are counted in.
const LENGTHS: &[&str] = &["minute", "hour", "day", "week", "month", "year"];

/// Whether two phrases are the same but for their digits.
fn other_digits(a: &str, b: &str) -> bool {
    let split = |s: &str| -> (String, String) { s.to_lowercase().chars().partition(char::is_ascii_digit) };
    let ((x, p), (y, q)) = (split(a), split(b));
    p == q && x != y && !x.is_empty() && !y.is_empty()
}
