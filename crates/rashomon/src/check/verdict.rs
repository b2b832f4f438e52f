//! What the sources make of a clause, and of a sentence.

use super::align::{self, Pairing, SAID};
use super::case::{Case, Clash};
use super::item::Kind;
use super::rule::Rule;
use super::rules;
use super::wire::Verdict;
use crate::analysis::{Dep, Pos};

/// Share of a clause that one place must have for it to be supported at all.
pub(super) const PARTLY: f32 = 0.5;
const SUPPORTED: f32 = 0.85;
/// The same where its predicate is missing, and what that may weigh: as much as "become".
const NEARLY: f32 = 0.8;
const SLIGHT: f32 = 0.4;

/// The verdict on a unit.
pub(super) fn of(case: &Case, clashes: &[Clash]) -> Verdict {
    if clashes.iter().any(|c| c.rule.contradicts()) {
        return Verdict::Contradicted;
    }
    let items = || case.unit.items.iter().copied();
    let Some(best) = case.pairs.first() else {
        return Verdict::NotFound;
    };
    let cover = best.cover(&case.line.items, items());
    let all = items().all(|i| {
        let item = &case.line.items[i];
        // Names and figures are borne out in their place, not by what stands beside; other words by what is beside too.
        match (item.kind, best.links[i]) {
            (Kind::Pronoun, _) => true,
            (_, Some((j, how))) if how >= SAID => {
                let other = &case.other(best).items[j];
                !best.diff.close() || best.diff.is_matched(item.head) || best.diff.same_gap(item, other)
            }
            (Kind::Name | Kind::Value, _) => false,
            _ => best.had[i] >= SAID && !best.diff.close(),
        }
    });
    if cover >= SUPPORTED
        && all
        && !left_over(case, best)
        && !rules::bare(case, best)
        && !rules::left_mouth(case, best)
        && !clashes.iter().any(|c| c.rule <= Rule::CertaintyRaised)
    {
        Verdict::Supported
    } else if case.pairs.iter().any(|p| partly(case, p)) {
        Verdict::PartlySupported
    } else {
        Verdict::NotFound
    }
}

/// Whether a sentence that is the source's but for a few words has a telling one more, such as another light verb, or another
/// in a name.
fn left_over(case: &Case, best: &Pairing) -> bool {
    if !best.diff.close() {
        return false;
    }
    let text = case.text();
    let mine = |t: u32| case.line.items.iter().position(|item| item.tokens.contains(&t));
    let telling = |t: u32| {
        let token = &text.analysis.tokens[t as usize];
        match mine(t) {
            Some(i) => token.pos == Pos::Propn && !in_name(case, best, i, t),
            None => matches!(token.pos, Pos::Verb | Pos::Adj | Pos::Adv | Pos::Num) || token.dep == Dep::Neg,
        }
    };
    // Where nearly all of a sentence is the source's, what its frame has more counts too.
    let reach = if best.diff.near >= NEARLY_ALL {
        text.analysis.sentences[case.line.sentence as usize].tokens.clone()
    } else {
        text.analysis.tokens_in(case.unit.span)
    };
    let mut left = reach.filter(|&t| !best.diff.is_matched(t));
    left.any(telling)
}

/// Share of a sentence's words from which on it is the source's sentence and nothing else.
const NEARLY_ALL: f32 = 0.75;

/// Whether a word of a name is one of the name that stands for it in the source.
fn in_name(case: &Case, best: &Pairing, i: usize, token: u32) -> bool {
    let item = &case.line.items[i];
    let Some((j, _)) = best.links[i] else { return false };
    let text = case.text();
    let word = crate::name::fold(text.analysis.tokens[token as usize].span.slice(&text.document.text));
    let theirs = &case.other(best).items[j];
    let known = |part: &u32| case.world.words.text(*part) == word;
    item.entity.is_some() && item.entity == theirs.entity || theirs.parts.iter().any(known)
}

/// Whether a source has part of a clause, and of that what it says of those it names: without its predicate it speaks of something
/// else, unless that tells little ("include", "come") and the rest is there.
fn partly(case: &Case, p: &Pairing) -> bool {
    let cover = p.cover(&case.line.items, case.unit.items.iter().copied());
    let text = case.text();
    let predicate = case.unit.claim.map(|c| text.claims[c as usize].predicate);
    let mut items = case.unit.items.iter();
    let item = predicate.and_then(|p| items.find(|&&i| case.line.items[i].tokens.contains(&p)));
    let first = case.pairs.first().is_some_and(|best| best.line == p.line);
    cover >= PARTLY
        && item.is_none_or(|&i| {
            let told = p.links[i].is_some() || first && p.had[i] >= align::LINKED;
            told || cover >= NEARLY && case.line.items[i].weight <= SLIGHT
        })
}

/// The verdict on a sentence from those on its clauses.
pub(super) fn whole(verdicts: &[Verdict]) -> Verdict {
    let all = |v: Verdict| verdicts.iter().all(|x| *x == v);
    if verdicts.contains(&Verdict::Contradicted) {
        Verdict::Contradicted
    } else if all(Verdict::Supported) {
        Verdict::Supported
    } else if all(Verdict::NotFound) {
        Verdict::NotFound
    } else {
        Verdict::PartlySupported
    }
}
