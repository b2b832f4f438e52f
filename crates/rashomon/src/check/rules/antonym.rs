//! A word where the sources have one that says the opposite.

use crate::check::align::Pairing;
use crate::check::case::{Case, Clash, SAME_QUESTION};
use crate::check::item::Kind;
use crate::check::lexicon;
use crate::check::rule::Rule;

/// Opposites in the same slot, where no source has the text's word there.
pub(super) fn find(case: &Case) -> Vec<Clash> {
    let mut out = Vec::new();
    for &i in &case.unit.items {
        if !matches!(case.line.items[i].kind, Kind::Name | Kind::Pronoun | Kind::Value) {
            out.extend(case.near().find_map(|p| against(case, p, i)));
        }
    }
    out
}

fn against(case: &Case, p: &Pairing, i: usize) -> Option<Clash> {
    if p.links[i].is_some() || case.rest(p, &[i]) < SAME_QUESTION || !case.same_event(p, &[i]) || case.carried(p, i) {
        return None;
    }
    let words = &case.world.words;
    let mine = words.text(case.line.items[i].term);
    let others = case.other(p).items.iter().enumerate();
    let rivals = others.filter(|(j, other)| p.back(*j).is_none() && lexicon::opposite(mine, words.text(other.term)));
    let slots = rivals.map(|(j, _)| (case.slot(p, i, j), j));
    let (slot, j) = slots.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))?;
    (slot >= 1.5 || slot >= 1.0 && case.rest(p, &[i]) >= 0.7).then(|| case.clash(Rule::Antonym, p, i, j))
}
