//! How firmly it is said: more so than the sources do, or less.

use super::attribution::{judged, on_a_word};
use super::negation::parts_apart;
use crate::check::align::Pairing;
use crate::check::case::{Case, Clash, plain};
use crate::check::rule::Rule;
use crate::claim::{Certainty, Claim};
use crate::report::Report;
use std::cmp::Ordering;

/// How much of the unit a source must have for its caution to be about the same.
const SAME_CLAIM: f32 = 0.6;

/// How alike two predicates must be for one to be the other in another form, and for them to be the same word.
const LIKE_WORD: f32 = 0.85;
const SAME_WORD: f32 = 0.99;
/// How many tokens before a claim's predicate a verb that governs it is quoted with it.
const NEAR: u32 = 5;

/// One predicate, told more or less firmly than by every source that has it.
pub(super) fn find(case: &Case) -> Vec<Clash> {
    let best = case.pairs.iter().map(|p| case.here(p, None)).fold(0.0, f32::max);
    let mut found: Option<(&Pairing, usize, Rule)> = None;
    for p in case
        .near()
        .filter(|p| case.here(p, None) >= (best * 0.85).max(SAME_CLAIM))
    {
        for (mine, theirs, i) in case.claims(p) {
            let how = p.links[i].map_or(0.0, |(_, how)| how);
            let (Some(a), Some(b)) = (firmness(mine), firmness(theirs)) else {
                continue;
            };
            if parts_apart(case, p, mine, theirs) {
                continue;
            }
            // A like word may be the more careful one itself ("seeks", "wants").
            if how < if a > b { SAME_WORD } else { LIKE_WORD }
                || a > b && (judged(case) || on_a_word(case) && theirs.certainty == Certainty::Alleged)
            {
                continue;
            }
            match a.cmp(&b) {
                Ordering::Equal => {}
                _ if elsewhere(case, i, mine, a.cmp(&b)) => {}
                Ordering::Greater => found = found.or(Some((p, i, Rule::CertaintyRaised))),
                Ordering::Less => found = found.or(Some((p, i, Rule::CertaintyLowered))),
            }
        }
    }
    let Some((p, i, rule)) = found else {
        return case.near().find_map(|p| word_by_word(case, p)).into_iter().collect();
    };
    let Some((j, _)) = p.links[i] else { return Vec::new() };
    let mut clash = case.clash(rule, p, i, j);
    let words = |report: &Report, claim: &Claim| {
        let first = claim
            .governor
            .filter(|g| (1..=NEAR).contains(&claim.predicate.saturating_sub(*g)));
        let span = report
            .analysis
            .span(first.unwrap_or(claim.predicate)..claim.predicate + 1);
        plain(span.slice(&report.document.text))
    };
    if let Some((mine, theirs, _)) = case.claims(p).into_iter().find(|c| c.2 == i) {
        let how = if rule == Rule::CertaintyRaised { "more" } else { "less" };
        let (mine, theirs) = (words(case.text(), mine), words(case.source(p), theirs));
        let outlet = case.source(p).document.outlet();
        let own = if mine == theirs {
            String::new()
        } else {
            format!(" has \u{201c}{theirs}\u{201d}")
        };
        clash.message = format!("the text has \u{201c}{mine}\u{201d} {how} firmly than {outlet}{own}");
    }
    vec![clash]
}

/// Whether another place in the sources tells the same, of some of the same people and things, as firmly or as carefully as the
/// text: a decision to attend, and "attended".
fn elsewhere(case: &Case, i: usize, mine: &Claim, how: Ordering) -> bool {
    let named = |q: &Pairing| {
        let of = |k: &usize| {
            mine.participants
                .iter()
                .any(|x| case.line.items[*k].tokens.contains(&x.head))
        };
        (0..case.line.items.len()).filter(of).any(|k| q.links[k].is_some())
    };
    let told = |q: &Pairing, theirs: &Claim| {
        let at_least = firmness(mine)
            .zip(firmness(theirs))
            .is_some_and(|(a, b)| a.cmp(&b) != how);
        at_least && named(q) && !parts_apart(case, q, mine, theirs)
    };
    let like = |q: &Pairing| q.links[i].is_some_and(|(_, how)| how >= LIKE_WORD);
    let mut pairs = case.pairs.iter().filter(|q| like(q));
    pairs.any(|q| case.claims(q).iter().any(|(_, theirs, k)| *k == i && told(q, theirs)))
}

/// The same words but for one of caution.
fn word_by_word(case: &Case, p: &Pairing) -> Option<Clash> {
    if !p.diff.close() || p.diff.near < 0.75 {
        return None;
    }
    let (text, source) = (case.text(), case.source(p));
    let careful = |report: &Report, tokens: &[u32]| {
        tokens.iter().copied().find(|&t| {
            let lemma = report.analysis.tokens[t as usize].lemma.to_lowercase();
            CAREFUL.contains(&lemma.as_str())
        })
    };
    let gap = |(mine, theirs): &(Vec<u32>, Vec<u32>)| mine.len().max(theirs.len()) <= 4;
    let lead = p.diff.lead();
    let found = p
        .diff
        .gaps()
        .into_iter()
        .chain(lead)
        .filter(gap)
        .find_map(|(mine, theirs)| {
            let (a, b) = (careful(text, &mine), careful(source, &theirs));
            match (a, b) {
                (None, Some(t)) => Some((Rule::CertaintyRaised, mine.first().copied(), t)),
                (Some(t), None) => Some((Rule::CertaintyLowered, Some(t), t)),
                _ => None,
            }
        });
    let (rule, at, word) = found?;
    let at = at.map_or(case.unit.span, |t| text.analysis.tokens[t as usize].span);
    let elsewhere = case.pairs.iter().any(|q| q.diff.near > p.diff.near);
    let report = if rule == Rule::CertaintyRaised { source } else { text };
    let word = report.analysis.tokens[word as usize].span.slice(&report.document.text);
    let outlet = source.document.outlet();
    (at.overlaps(case.frame()) && !elsewhere).then(|| Clash {
        rule,
        at,
        against: vec![case.sentence(p)],
        message: match rule {
            Rule::CertaintyRaised => format!("{outlet} has it with \u{201c}{word}\u{201d}, the text without"),
            _ => format!("the text has it with \u{201c}{word}\u{201d}, {outlet} without"),
        },
    })
}

/// Words that tell a reader to be careful.
const CAREFUL: &[&str] = &[
    "allege",
    "alleged",
    "allegedly",
    "apparent",
    "apparently",
    "appear",
    "believe",
    "claim",
    "could",
    "likely",
    "may",
    "maybe",
    "might",
    "perhaps",
    "possible",
    "possibly",
    "potential",
    "potentially",
    "presumably",
    "probable",
    "probably",
    "purported",
    "purportedly",
    "reported",
    "reportedly",
    "seem",
    "seemingly",
    "supposed",
    "supposedly",
    "suspect",
    "suspected",
    "unconfirmed",
];

/// How firmly a claim is made: hinted or alleged, planned, as a fact; what is denied is another matter.
fn firmness(claim: &Claim) -> Option<u8> {
    match claim.certainty {
        Certainty::Alleged | Certainty::Open | Certainty::Hinted => Some(0),
        Certainty::Planned => Some(1),
        Certainty::Fact => Some(2),
        Certainty::Denied => None,
    }
}
