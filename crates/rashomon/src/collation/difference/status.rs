//! Whether it is so, and how far it has come.

use super::{Finding, Kind, NEAR, light, like_predicates, other_roles_meet, outlet, themes, themes_meet};
use crate::analysis::Dep;
use crate::attribution::Force;
use crate::claim::{Certainty, Form, Role};
use crate::collation::align::Cluster;
use crate::collation::contrary;
use crate::collation::point::{Stance, Story};

/// Cues that say of something that it is not so, where others of their force refuse to do it or to have it.
#[rustfmt::skip]
const DENIALS: &[&str] = &[
    "contradict", "debunk", "denial", "deny", "disclaim", "dispute", "disprove", "rebut", "refute",
];

/// Whether a unit says that it is not so, if it says either.
fn negative(story: &Story, u: usize) -> Option<bool> {
    let claim = story.claim(u);
    if matches!(claim.form, Form::Apposition | Form::Frame) {
        return None;
    }
    let denied = story.stance(u).0 == Stance::Denies || claim.certainty == Certainty::Denied;
    if denied && claim.form == Form::Event {
        let analysis = &story.report(u).analysis;
        let mut cue = analysis.tokens_in(story.attribution(u)?.cue);
        if !cue.any(|t| DENIALS.contains(&&*analysis.tokens[t as usize].lemma)) {
            return None;
        }
    }
    Some(denied == claim.positive)
}

/// Whether a unit, beside others, has it that it is not so: somebody denies it there, or it says the opposite of one of them.
pub(crate) fn opposes(story: &Story, u: usize, others: &[usize]) -> bool {
    let opposite = |v: &usize| negative(story, *v) == Some(false) && like_predicates(story, u, *v) >= 0.6;
    story.stance(u).0 == Stance::Denies
        || DENIALS.contains(&story.verb(u))
        || negative(story, u) == Some(true) && others.iter().any(opposite)
}

/// One says it is so, the other, or somebody in it, that it is not.
pub(super) fn denial(story: &Story, a: usize, b: usize) -> Option<Finding> {
    let (yes, no) = if answered(story, a, b) {
        (a, b)
    } else if answered(story, b, a) {
        (b, a)
    } else {
        let like = like_predicates(story, a, b);
        if negative(story, a)? == negative(story, b)? || like < 0.6 || themes_apart(story, a, b) {
            return None;
        }
        // To have or not to have says nothing by itself.
        if light(story.verb(a)) && light(story.verb(b)) && !themes_meet(story, a, b) {
            return None;
        }
        // Farther off it must be the same doing to the same thing.
        let same = like >= 0.8 && (themes_meet(story, a, b) || other_roles_meet(story, a, b, Role::Cause));
        if story.odds(a, b) < NEAR && !same {
            return None;
        }
        if negative(story, a)? { (b, a) } else { (a, b) }
    };
    // What may be or is meant to be is not said to be so.
    if matches!(story.claim(yes).certainty, Certainty::Hinted | Certainty::Planned) {
        return None;
    }
    // Of what is said to be something only the words for it are alike: it must be said of the same.
    if story.claim(yes).form == Form::Copula && !other_roles_meet(story, a, b, Role::Attribute) {
        return None;
    }
    let says_no = match story.stance(no).1 {
        Some(who) => format!("in {}, {who} has the opposite", outlet(story, no)),
        None => format!("{} has the opposite", outlet(story, no)),
    };
    Some(Finding {
        kind: if story.stance(no).1.is_some() {
            Kind::Denial
        } else {
            Kind::Status
        },
        why: format!("{} has it so; {says_no}.", outlet(story, yes)),
        values: None,
    })
}

/// Whether one says what somebody said who, in the other, did not respond.
fn answered(story: &Story, said: usize, silent: usize) -> bool {
    story.claim(said).form == Form::Frame && !story.claim(silent).positive && contrary::answers(story.verb(silent))
}

/// Whether the later of two reports has the thing further on: come further, or done by now.
pub(super) fn moved_on(story: &Story, early: usize, late: usize) -> bool {
    let done_since = negative(story, early) == Some(true) && !negative(story, late).unwrap_or(false);
    done_since || answered(story, late, early) || stage(story, early) < stage(story, late)
}

/// How far a thing has come, on a scale that news keeps to: hinted at or possible, planned or agreed, done.
pub(super) fn stage(story: &Story, u: usize) -> Option<u8> {
    let claim = story.claim(u);
    let analysis = &story.report(u).analysis;
    let beside: Vec<&str> = under(story, u).map(|k| &*analysis.tokens[k as usize].lemma).collect();
    let dep = analysis.tokens[claim.predicate as usize].dep;
    // "The first to", "the man to", "why they decided to" say nothing of how far it has come.
    let to_noun = beside.contains(&"to") && matches!(dep, Dep::Acl | Dep::Relcl);
    let asked = beside.iter().any(|w| matches!(*w, "why" | "how" | "whether" | "if"));
    if !matches!(claim.form, Form::Clause | Form::Event) || !claim.positive || to_noun || asked {
        return None;
    }
    // "Reportedly" tells of the writer's source; only what may be so, or is hinted at, has come less far.
    let possible = || beside.iter().any(|w| MODALS.contains(w));
    let hinted = || {
        story
            .attribution(u)
            .is_some_and(|a| a.force == Force::Hints && a.source.is_some())
    };
    match claim.certainty {
        Certainty::Hinted if possible() || hinted() => Some(0),
        // Of an event's name it is not told whether the plan is for it or for something about it.
        Certainty::Planned if claim.form == Form::Clause => Some(1),
        Certainty::Fact => Some(2),
        _ => None,
    }
}

/// The tokens right under the predicate of a unit and what governs it.
fn under<'a>(story: &Story<'a>, u: usize) -> impl Iterator<Item = u32> + use<'a> {
    let (claim, analysis) = (story.claim(u), &story.report(u).analysis);
    let heads = [Some(claim.predicate), claim.governor].into_iter().flatten();
    heads.flat_map(|h| analysis.children(h))
}

/// Words that make of an event a possible one.
const MODALS: &[&str] = &[
    "may", "might", "could", "perhaps", "possibly", "probably", "likely", "possible",
];

/// The words before a title that make of it another post.
#[rustfmt::skip]
const STANDINGS: &[&str] = &["acting", "deputy", "ex", "former", "interim", "late", "outgoing", "retired"];

/// Ways to say that a post is no longer held.
const NO_LONGER: &[&str] = &["ex", "former", "formerly", "once", "retired"];

/// One has somebody in a post that the other has them out of, or beside.
pub(super) fn standing(story: &Story, a: usize, b: usize) -> Option<Finding> {
    if [a, b].iter().any(|&u| story.claim(u).form != Form::Apposition) {
        return None;
    }
    let words = |u: usize| -> Vec<String> {
        let words = story.words(story.units[u].place).split([' ', '-']);
        words
            .map(|w| w.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
            .collect()
    };
    let (x, y) = (words(a), words(b));
    let only = |mine: &[String], theirs: &[String]| -> Option<String> {
        let at = mine
            .iter()
            .position(|w| STANDINGS.contains(&w.as_str()) && !theirs.contains(w))?;
        let left = |w: &String| NO_LONGER.contains(&w.as_str());
        if left(&mine[at]) && theirs.iter().any(left) {
            return None;
        }
        // The post itself must be the same: the words that follow are in both.
        let post = mine[at + 1..].iter().take(3);
        (post.len() > 0 && post.clone().all(|w| theirs.contains(w))).then(|| mine[at].clone())
    };
    let (with, without, word) = one_alone((a, only(&x, &y)), (b, only(&y, &x)))?;
    Some(Finding {
        kind: Kind::Status,
        why: format!(
            "{} has “{word}”, {} leaves it out.",
            outlet(story, with),
            outlet(story, without)
        ),
        values: None,
    })
}

/// Of two units the one that alone has something, then the other, then what it has.
fn one_alone<T>((a, x): (usize, Option<T>), (b, y): (usize, Option<T>)) -> Option<(usize, usize, T)> {
    match (x, y) {
        (Some(x), None) => Some((a, b, x)),
        (None, Some(y)) => Some((b, a, y)),
        _ => None,
    }
}

/// One has it only on a condition ("unless", "if"), the other without.
pub(super) fn conditional(story: &Story, a: usize, b: usize) -> Option<Finding> {
    let condition = |u: usize| -> Option<&str> {
        let analysis = &story.report(u).analysis;
        under(story, u)
            .filter(|&k| analysis.tokens[k as usize].dep == Dep::Advcl)
            .flat_map(|k| analysis.children(k))
            .map(|k| &*analysis.tokens[k as usize].lemma)
            .find(|w| matches!(*w, "unless" | "if"))
    };
    let clause = |u: usize| story.claim(u).form == Form::Clause;
    if !clause(a) || !clause(b) || like_predicates(story, a, b) < 0.8 || !themes_meet(story, a, b) {
        return None;
    }
    let (with, without, word) = one_alone((a, condition(a)), (b, condition(b)))?;
    Some(Finding {
        kind: Kind::Status,
        why: format!(
            "{} has it on a condition (“{word}”), {} without.",
            outlet(story, with),
            outlet(story, without)
        ),
        values: None,
    })
}

/// How binding a modal is.
fn binding(story: &Story, u: usize) -> Option<u8> {
    let claim = story.claim(u);
    let analysis = &story.report(u).analysis;
    analysis
        .children(claim.predicate)
        .find_map(|k| match &*analysis.tokens[k as usize].lemma {
            "must" | "shall" => Some(2),
            "should" | "ought" => Some(1),
            _ => None,
        })
}

/// What must be in one only should be in the other.
pub(super) fn must(story: &Story, a: usize, b: usize) -> Option<Finding> {
    let (x, y) = (binding(story, a)?, binding(story, b)?);
    if x == y || like_predicates(story, a, b) < 0.8 {
        return None;
    }
    let (strong, weak) = if x > y { (a, b) } else { (b, a) };
    let quoted = |u: usize| story.words(story.units[u].place).contains(['"', '“', '”']);
    Some(Finding {
        kind: if quoted(a) || quoted(b) {
            Kind::Quotation
        } else {
            Kind::Status
        },
        why: format!(
            "In {} it must be, in {} it should be.",
            outlet(story, strong),
            outlet(story, weak)
        ),
        values: None,
    })
}

/// One has as done what another has as meant or hinted at: the same event, with someone or something in common.
pub(super) fn part(story: &Story, cluster: &Cluster, a: usize, b: usize) -> Option<Finding> {
    let (x, y) = (stage(story, a)?, stage(story, b)?);
    if x == y || !same_event(story, a, b) {
        return None;
    }
    let word = |stage: u8| ["as hinted at or possible", "as planned or agreed", "as a fact"][stage as usize];
    let mut told: Vec<(u32, String)> = Vec::new();
    for &u in [a, b].iter().chain(cluster) {
        let report = story.units[u].place.report;
        let near = u == a || u == b || same_event(story, a, u) || same_event(story, b, u);
        if let Some(stage) = stage(story, u).filter(|_| near && told.iter().all(|t| t.0 != report)) {
            told.push((report, format!("{} has it {}", outlet(story, u), word(stage))));
        }
    }
    let told: Vec<String> = told.into_iter().map(|t| t.1).collect();
    Some(Finding {
        kind: Kind::Status,
        why: format!("{}.", told.join(", ")),
        values: None,
    })
}

fn same_event(story: &Story, a: usize, b: usize) -> bool {
    like_predicates(story, a, b) >= 0.5 && other_roles_meet(story, a, b, Role::Cause) && !themes_apart(story, a, b)
}

/// Whether both do it to something, and to things that are not alike.
fn themes_apart(story: &Story, a: usize, b: usize) -> bool {
    !themes(story, a).is_empty() && !themes(story, b).is_empty() && !themes_meet(story, a, b)
}
