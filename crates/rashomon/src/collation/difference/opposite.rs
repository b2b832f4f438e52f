//! The opposite said of the same.

use super::status::{self, negative, told};
use super::tense::Tense;
use super::{Finding, Kind, doers, outlet, role_terms, terms_meet, themes_meet, values_apart};
use crate::analysis::Dep;
use crate::claim::{Certainty, Form, Role, lexicon};
use crate::collation::point::{Stance, Story};
use crate::collation::sense::opposite as opposite_words;

/// Whether two units say the opposite by what they say is done ("rose", "fell"), or by one word among the same ("ruled it legal",
/// "ruled it illegal"), and neither turns its own round.
pub(crate) fn contrary(story: &Story, a: usize, b: usize) -> bool {
    opposites(story, a, b).is_some()
}

/// The two words that say the opposite, as tokens of either report.
fn opposites(story: &Story, a: usize, b: usize) -> Option<(u32, u32)> {
    negative(story, a).filter(|&no| Some(no) == negative(story, b))?;
    if opposite_words(story.verb(a), story.verb(b)) && !converse(story, a, b) {
        return Some((story.claim(a).predicate, story.claim(b).predicate));
    }
    let words = |u: usize| story.report(u).analysis.tokens_in(story.units[u].place.span);
    let lemma = |u: usize, t: u32| &*story.report(u).analysis.tokens[t as usize].lemma;
    if words(a).len() != words(b).len() || words(a).len() <= SAME_WORDS {
        return None;
    }
    // All but one are the same.
    let mut others = words(a).zip(words(b)).filter(|&(m, n)| lemma(a, m) != lemma(b, n));
    let (m, n) = others.next().filter(|_| others.next().is_none())?;
    opposite_words(lemma(a, m), lemma(b, n)).then_some((m, n))
}

/// Another thing has caused the same.
pub(super) fn caused(story: &Story, a: usize, b: usize) -> Option<Finding> {
    const CAUSES: &[&str] = &["cause", "ignite", "spark", "trigger"];
    let tells = |u: usize| {
        let claim = story.claim(u);
        as_so(story, u) && claim.positive && CAUSES.contains(&story.verb(u)) && told(story, u) == Some(Tense::Past)
    };
    let doer = |u: usize| {
        let mut of = story.claim(u).participants.iter().filter(|p| p.role == Role::Agent);
        of.next().map(|p| p.span.slice(&story.report(u).document.text))
    };
    let apart = tells(a) && tells(b) && themes_meet(story, a, b) && status::doers_apart(story, a, b);
    let (m, n) = doer(a).zip(doer(b)).filter(|_| apart)?;
    Some(Finding {
        kind: Kind::Cause,
        why: format!(
            "{} has {m} as the cause, {} has {n}.",
            outlet(story, a),
            outlet(story, b)
        ),
        values: None,
    })
}

/// Whether whoever does the one plays another part in the other: one sells what the other buys.
fn converse(story: &Story, a: usize, b: usize) -> bool {
    let others = |u: usize| role_terms(story, u, |role| role != Role::Agent);
    let (x, y) = (doers(story, a), doers(story, b));
    !terms_meet(story, &x, &y) && (terms_meet(story, &x, &others(b)) || terms_meet(story, &y, &others(a)))
}

/// Whether a unit is told as so, and in a clause of its own.
fn as_so(story: &Story, u: usize) -> bool {
    let claim = story.claim(u);
    let dep = story.report(u).analysis.tokens[claim.predicate as usize].dep;
    matches!(claim.certainty, Certainty::Fact | Certainty::Alleged)
        && story.stance(u).0 != Stance::Denies
        && !matches!(dep, Dep::Acl | Dep::Relcl)
}

/// So many words must be the same for the one that is not to be held against its counterpart.
const SAME_WORDS: usize = 3;

/// The opposite is done to the same, or by the same. Much can be done and undone in turn.
pub(super) fn part(story: &Story, a: usize, b: usize) -> Option<Finding> {
    #[rustfmt::skip]
    const ONE_OF: &[&str] = &[
        "accept", "acquit", "approve", "block", "climb", "condemn", "convict", "criticise", "criticize", "decline", "decrease",
        "die", "drop", "fail", "fall", "grow", "improve", "increase", "lose", "oppose", "pass", "perish", "praise", "reject", "rise",
        "shrink", "strengthen", "succeed", "support", "survive", "weaken", "win", "worsen",
    ];
    let (m, n) = opposites(story, a, b)?;
    let tells = |u: usize, word: u32| {
        let claim = story.claim(u);
        let once = word != claim.predicate || claim.form == Form::Copula || lexicon::holds(ONE_OF, story.verb(u));
        once && as_so(story, u) && matches!(told(story, u), Some(Tense::Past | Tense::Present))
    };
    if !tells(a, m) || !tells(b, n) || values_apart(story, a, b) || status::elsewhere(story, a, b) {
        return None;
    }
    let same = themes_meet(story, a, b) || terms_meet(story, &doers(story, a), &doers(story, b));
    let has = |u: usize, word: u32| {
        let report = story.report(u);
        let word = report.analysis.tokens[word as usize].span.slice(&report.document.text);
        format!("{} has \u{201c}{word}\u{201d}", outlet(story, u))
    };
    (same && !status::themes_apart(story, a, b) && !status::doers_apart(story, a, b)).then(|| Finding {
        kind: Kind::Status,
        why: format!("{}, {}.", has(a, m), has(b, n)),
        values: None,
    })
}
