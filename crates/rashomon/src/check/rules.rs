//! The rules, one file each, with what a person may read about it beside it.

mod antonym;
mod attribution;
mod certainty;
mod date;
mod name;
mod negation;
mod participant;
mod quantity;
mod quotation;

use super::case::{Case, Clash};
pub(super) use attribution::{bare, left_mouth, on_a_word};
pub(super) use quotation::words as quotation_words;

/// What contradicts a unit, or weakens it, the weightiest first.
pub(super) fn clashes(case: &Case) -> Vec<Clash> {
    let mut out = Vec::new();
    let all: [fn(&Case) -> Vec<Clash>; 9] = [
        quantity::find,
        date::find,
        name::find,
        participant::find,
        negation::find,
        antonym::find,
        quotation::find,
        attribution::find,
        certainty::find,
    ];
    for find in all {
        out.extend(find(case));
    }
    out.sort_by(|a, b| (a.rule, a.at, &a.message).cmp(&(b.rule, b.at, &b.message)));
    out.dedup_by(|b, a| a.rule == b.rule && a.at == b.at);
    out
}
