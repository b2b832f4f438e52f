//! A figure that the sources have otherwise.

use crate::check::align::{LINKED, Pairing, relate};
use crate::check::case::{Case, Clash, SAME_QUESTION, SAME_SLOT};
use crate::check::item::{Item, Line};
use crate::check::rule::Rule;
use crate::report::Report;
use crate::value::{Quantity, Relation, Unit, Value, ValueKind};

/// Figures of one sort that cannot both be right of the same thing, where no source has the text's.
pub(super) fn find(case: &Case) -> Vec<Clash> {
    let quantity = |item: &Item| {
        case.value(item)
            .is_some_and(|v| matches!(v.kind, ValueKind::Quantity(_)))
    };
    case.clashes(quantity, |p, i| against(case, p, i))
}

fn against(case: &Case, p: &Pairing, i: usize) -> Option<Clash> {
    let mine = case.value(&case.line.items[i])?;
    // What is so each day is another question than what is so in all.
    let rate = |report: &Report, value: &Value| {
        let at = report.analysis.tokens_in(value.span);
        let last = (at.end + 4).min(report.analysis.tokens.len() as u32);
        let mut tokens = report.analysis.tokens[at.start.saturating_sub(4) as usize..last as usize].iter();
        tokens.any(|t| {
            matches!(
                &*t.lemma,
                "every" | "each" | "per" | "daily" | "weekly" | "monthly" | "annual" | "annually" | "average"
            )
        })
    };
    let others = case.other(p).items.iter().enumerate();
    let rivals = others.filter(|(j, item)| {
        let theirs = case.source_value(p, item);
        let alike = |v: &Value| p.diff.close() || rate(case.text(), mine) == rate(case.source(p), v);
        theirs.is_some_and(|v| alike(v) && relate(mine, v) == Relation::Different)
            && p.back(*j).is_none()
            && same_slot(case, p, i, *j)
    });
    let best = rivals.max_by(|a, b| {
        case.slot(p, i, a.0)
            .total_cmp(&case.slot(p, i, b.0))
            .then(b.0.cmp(&a.0))
    })?;
    Some(case.clash(Rule::Quantity, p, i, best.0))
}

/// Whether two figures answer the same question: one sort of thing counted in like places.
fn same_slot(case: &Case, p: &Pairing, i: usize, j: usize) -> bool {
    let (item, other) = (&case.line.items[i], &case.other(p).items[j]);
    let (Some(a), Some(b)) = (case.value(item), case.source_value(p, other)) else {
        return false;
    };
    let (ValueKind::Quantity(x), ValueKind::Quantity(y)) = (&a.kind, &b.kind) else {
        return false;
    };
    if x.unit != y.unit && !matches!((&x.unit, &y.unit), (Unit::Measure(_), Unit::Measure(_))) {
        return false;
    }
    let slot = case.slot(p, i, j);
    if slot >= SAME_SLOT {
        return true;
    }
    let counted = match (counted(case.line, x.counted), counted(case.other(p), y.counted)) {
        (Some(m), Some(n)) => {
            let alike = case
                .world
                .alike(case.line, &case.line.items[m], case.other(p), &case.other(p).items[n]);
            // What is counted is alike; what is said of it must be too.
            let up = |line: &Line, of: usize| line.items[of].up;
            let event = match (up(case.line, m), up(case.other(p), n)) {
                (Some(x), Some(y)) => p.links[x].is_some_and(|(to, _)| to == y),
                _ => false,
            };
            // Or it is counted in the same words ("insulin pens"), or the figure has slipped by a place.
            let (mine, theirs) = (&case.line.items, &case.other(p).items);
            let told = (0..mine.len())
                .any(|x| mine[x].up == Some(m) && p.links[x].is_some_and(|(y, _)| theirs[y].up == Some(n)));
            let rest = case.rest(p, &[i, m]);
            return alike >= LINKED && ((event || told || slipped(x, y)) && rest >= SAME_QUESTION || rest >= 0.75);
        }
        (None, None) => true,
        _ => false,
    };
    match x.unit {
        Unit::Count | Unit::Ordinal => slot >= 2.0 || counted && slot >= 1.5,
        _ => slot >= 1.0,
    }
}

/// Whether two figures have the same digits, and the point or the noughts elsewhere.
fn slipped(a: &Quantity, b: &Quantity) -> bool {
    let (Some(x), Some(y)) = (a.low.or(a.high), b.low.or(b.high)) else {
        return false;
    };
    let places = (x / y).abs().log10();
    x > 0.0 && y > 0.0 && places.abs() >= 0.5 && (places - places.round()).abs() < 1e-6
}

/// The item that a figure counts.
fn counted(line: &Line, token: Option<u32>) -> Option<usize> {
    let token = token?;
    line.items.iter().position(|item| item.tokens.contains(&token))
}
