//! Whether it is so, and how far it has come.

use super::tense::{self, Tense};
use super::{
    Finding, Kind, LIKE, NEAR, cast, doers, light, like_predicates, named, other_roles_meet, outlet, themes,
    themes_meet,
};
use super::{quotation, role_terms, terms_apart, terms_meet, value, values_apart, voice};
use crate::analysis::{Analysis, Dep, Pos};
use crate::attribution::{self, Force};
use crate::claim::{Certainty, Form, Participant, Role, lexicon};
use crate::collation::align::Cluster;
use crate::collation::contrary;
use crate::collation::point::{Stance, Story};
use crate::name::Kind as NameKind;
use std::collections::BTreeSet;

/// Cues that say of something that it is not so, where others of their force refuse to do it or to have it.
#[rustfmt::skip]
const DENIALS: &[&str] = &[
    "contradict", "debunk", "denial", "deny", "disclaim", "dispute", "disprove", "rebut", "refute",
];

/// Whether a unit says that it is not so, if it says either.
pub(super) fn negative(story: &Story, u: usize) -> Option<bool> {
    let claim = story.claim(u);
    if matches!(claim.form, Form::Apposition | Form::Frame) {
        return None;
    }
    // "I did not", he denied: the words within quotation marks are the denial, not what is denied.
    let direct = story
        .attribution(u)
        .is_some_and(|a| a.kind == attribution::Kind::Direct && a.force == Force::Denies);
    let denied = story.stance(u).0 == Stance::Denies || claim.certainty == Certainty::Denied;
    let analysis = &story.report(u).analysis;
    if denied && matches!(analysis.tokens[claim.predicate as usize].dep, Dep::Relcl | Dep::Acl) {
        return None;
    }
    if denied && claim.form == Form::Event {
        let mut cue = analysis.tokens_in(story.attribution(u)?.cue);
        if !cue.any(|t| DENIALS.contains(&&*analysis.tokens[t as usize].lemma)) {
            return None;
        }
    }
    Some((denied && !direct) == claim.positive)
}

/// Whether a unit says that it is or is not so: that it tells of it as having happened, being so or coming, or has it denied.
fn says_either(story: &Story, u: usize) -> bool {
    matches!(tense::of(story, u), Some(Tense::Past | Tense::Present | Tense::Future))
        || story.stance(u).0 == Stance::Denies
        || story.claim(u).certainty == Certainty::Denied
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
    let answer = [(a, b), (b, a)]
        .into_iter()
        .find(|&(said, silent)| answered(story, said, silent));
    let (yes, no) = if let Some(pair) = answer {
        pair
    } else {
        let like = like_predicates(story, a, b);
        if negative(story, a)? == negative(story, b)? || like < 0.6 || themes_apart(story, a, b) {
            return None;
        }
        // The same words are no denial of one another.
        if same_words(story, a, b) {
            return None;
        }
        let (yes, no) = if negative(story, a)? { (b, a) } else { (a, b) };
        let (x, y) = (cast(story, yes, Role::Agent), cast(story, no, Role::Agent));
        let kin = story.entities.any_kin(&x, &y);
        let nobody_else = kin || x.is_empty() || y.is_empty();
        let one_theme = themes_meet(story, a, b);
        let empty = light(story.verb(a)) && light(story.verb(b));
        // It must be done to the same, or not to anything, by the same; to have or not to have says nothing by itself, nor does
        // the name of an event say that it has taken place.
        let same = one_theme || !empty && themes(story, no).is_empty() && nobody_else;
        let told = story.claim(yes).form != Form::Event || one_theme && kin && story.claim(no).form == Form::Clause;
        if !same || empty && !nobody_else || !told || !says_either(story, no) || elsewhere(story, a, b) {
            return None;
        }
        // What one person has not done another may have done.
        let person = |of: &BTreeSet<u32>| {
            !of.is_empty()
                && of
                    .iter()
                    .all(|&e| story.entities.entities[e as usize].kind == NameKind::Person)
        };
        if !kin && person(&x) && person(&y) {
            return None;
        }
        // That it has been so does not say that it will be, "not all" is not none, and guilty of one thing is not guilty of another.
        let times = [yes, no].map(|u| tense::of(story, u));
        if times == [Some(Tense::Past), Some(Tense::Future)] || of_all(story, no) || complements_apart(story, yes, no) {
            return None;
        }
        // Farther off it must be the same doing to the same thing.
        let same = like >= LIKE && (one_theme || other_roles_meet(story, a, b, Role::Cause));
        if story.odds(a, b) < NEAR && !same {
            return None;
        }
        (yes, no)
    };
    // What may be or is meant to be is not said to be so, nor does who says that somebody denies it say that it is so.
    let unsaid = matches!(
        story.claim(yes).certainty,
        Certainty::Hinted | Certainty::Open | Certainty::Planned
    );
    let analysis = &story.report(yes).analysis;
    let within = analysis.tokens[story.claim(yes).predicate as usize].dep == Dep::Relcl;
    let told = story.claim(yes).form == Form::Event || says_either(story, yes) || story.claim(yes).form == Form::Frame;
    let open = story.claim(no).certainty == Certainty::Open;
    if unsaid || open || within || !told || of_any(story, yes) || DENIALS.contains(&story.verb(yes)) {
        return None;
    }
    // Of what is said to be something only the words for it are alike: it must be said of the same.
    if story.claim(yes).form == Form::Copula && !other_roles_meet(story, a, b, Role::Attribute) {
        return None;
    }
    let (yes_in, no_in) = (outlet(story, yes), outlet(story, no));
    let why = match story.stance(no).1 {
        _ if answer.is_some() => format!("{yes_in} has what they said, {no_in} that they did not answer."),
        Some(who) => format!("{yes_in} has it so; {no_in} has the opposite, on the word of {who}."),
        None => format!("{yes_in} has it so; {no_in} has the opposite."),
    };
    Some(Finding {
        // Whoever has no answer denies nothing.
        kind: if story.stance(no).1.is_some() && answer.is_none() {
            Kind::Denial
        } else {
            Kind::Status
        },
        why,
        values: None,
    })
}

/// Whether two units have the same words, those included that deny it, and neither is denied.
fn same_words(story: &Story, a: usize, b: usize) -> bool {
    let (x, y) = (story.words(story.units[a].place), story.words(story.units[b].place));
    let denials = |text: &str| text.split_whitespace().filter(|w| denies(w)).count();
    let denied = [a, b].iter().any(|&u| story.stance(u).0 == Stance::Denies);
    !denied && quotation::one(x, y) && denials(x) == denials(y)
}

fn denies(word: &str) -> bool {
    let plain = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let short = plain.ends_with("n't") || plain.ends_with("n’t");
    short
        || lexicon::holds(lexicon::FALSE, &plain)
        || matches!(
            &*plain,
            "no" | "not" | "never" | "none" | "nobody" | "nothing" | "neither" | "cannot" | "without"
        )
}

/// Whether a claim is made of whatever there may be ("any agreement", "ever"): it is not said to be so.
fn of_any(story: &Story, u: usize) -> bool {
    has_word(story, u, &["any", "anyone", "anybody", "anything", "ever"])
}

/// Whether a claim is made of all there are.
fn of_all(story: &Story, u: usize) -> bool {
    has_word(story, u, &["all", "every", "everybody", "everyone", "everything"])
}

fn has_word(story: &Story, u: usize, words: &[&str]) -> bool {
    let analysis = &story.report(u).analysis;
    let mut tokens = analysis.tokens_in(story.units[u].place.span);
    tokens.any(|t| words.contains(&&*analysis.tokens[t as usize].lemma))
}

/// Whether both say of what somebody is something ("guilty of"), and of things that are not alike.
fn complements_apart(story: &Story, a: usize, b: usize) -> bool {
    let of = |u: usize| -> Vec<u32> {
        let analysis = &story.report(u).analysis;
        let within = analysis.tokens_in(story.units[u].place.span);
        let adjective = |t: &u32| analysis.tokens[*t as usize].pos == Pos::Adj;
        let prepositions = within.filter(adjective).flat_map(|t| analysis.children(t));
        let objects = prepositions
            .filter(|&p| analysis.tokens[p as usize].dep == Dep::Prep)
            .flat_map(|p| analysis.children(p));
        objects
            .filter_map(|t| story.terms.of(story.units[u].place.report as usize, t))
            .collect()
    };
    terms_apart(story, &of(a), &of(b))
}

/// Verbs with which an answer is told.
#[rustfmt::skip]
const ANSWERS: &[&str] = &[
    "acknowledge", "add", "admit", "answer", "argue", "confirm", "deny", "explain", "insist", "reply", "respond", "say",
    "state", "tell",
];

/// Whether one has something that they said, later or to somebody, of whom the other says that they did not respond.
fn answered(story: &Story, said: usize, silent: usize) -> bool {
    let answer = || {
        let days = story.published(silent).zip(story.published(said));
        let later = days.is_some_and(|(early, late)| early < late);
        later || voice::to_all(story, said) || voice::to_press(story, said)
    };
    // Who declines to comment has answered.
    let declined = || has_word(story, silent, &["decline", "refuse", "would"]);
    let (claim, silence) = (story.claim(said), story.claim(silent));
    // "Telling them" may be of any time.
    let finite = || tense::finite(&story.report(said).analysis, claim.predicate).is_some();
    let past =
        || silence.form != Form::Clause || matches!(tense::of(story, silent), Some(Tense::Past | Tense::Present));
    claim.form == Form::Frame
        && claim.positive
        && !contrary::answers(story.verb(said))
        && !silence.positive
        && contrary::answers(story.verb(silent))
        && past()
        && finite()
        && !declined()
        && !value::long_ago(story, said)
        && ANSWERS.contains(&story.verb(said))
        && answer()
        && story
            .entities
            .any_kin(&cast(story, said, Role::Agent), &named(story, silent))
}

/// Whether the later of two reports has the thing further on: come further, or done by now.
pub(super) fn moved_on(story: &Story, early: usize, late: usize) -> bool {
    let done_since = negative(story, early) == Some(true) && !negative(story, late).unwrap_or(false);
    done_since || answered(story, late, early) || stage(story, early) < stage(story, late)
}

/// How far a thing has come, on a scale that news keeps to: hinted at or possible, planned or agreed, done.
pub(super) fn stage(story: &Story, u: usize) -> Option<u8> {
    let claim = story.claim(u);
    if !claim.positive || claim.certainty == Certainty::Denied {
        return None;
    }
    // "Reportedly" tells of the writer's source; what is hinted at has come less far.
    let hinted = story
        .attribution(u)
        .is_some_and(|a| a.force == Force::Hints && a.source.is_some());
    let analysis = &story.report(u).analysis;
    let told = told(story, u);
    if hinted && (told.is_some() || claim.form == Form::Event) {
        return Some(0);
    }
    if committed(analysis, claim.predicate) {
        return Some(1);
    }
    let tokens = &analysis.tokens;
    // "A measure that will reopen it", "the man who would": what somebody or something is for.
    let within = tokens[claim.predicate as usize].dep == Dep::Relcl;
    let maybe = || under(story, u).any(|k| MAYBE.contains(&&*tokens[k as usize].lemma));
    match told? {
        Tense::Possible => Some(0),
        Tense::Future if !within && !by_law(story, u) => Some(1),
        Tense::Past if claim.form != Form::Copula => Some(if maybe() { 0 } else { 2 }),
        _ => None,
    }
}

/// Whether it is a bill, a plan or the like that would do it: nobody has said that it will be.
fn by_law(story: &Story, u: usize) -> bool {
    const LAWS: &[&str] = &[
        "act",
        "bill",
        "law",
        "legislation",
        "measure",
        "motion",
        "order",
        "plan",
        "proposal",
        "rule",
    ];
    let tokens = &story.report(u).analysis.tokens;
    let mut doers = story.claim(u).participants.iter().filter(|p| p.role == Role::Agent);
    doers.any(|p| LAWS.contains(&&*tokens[p.head as usize].lemma))
}

/// How a unit is told by its own verb: of "threatened to leave" the leaving is not told.
pub(super) fn told(story: &Story, u: usize) -> Option<Tense> {
    let claim = story.claim(u);
    let own = claim.form != Form::Clause || tense::finite(&story.report(u).analysis, claim.predicate).is_some();
    own.then(|| tense::of(story, u)).flatten()
}

/// Whether a verb is what somebody has agreed or means to do ("agreed to form", "is expected to sign", "is going to leave").
fn committed(analysis: &Analysis, verb: u32) -> bool {
    const COMMIT: &[&str] = &[
        "agree", "decide", "expect", "intend", "plan", "pledge", "prepare", "promise", "schedule", "set", "slate",
        "vow",
    ];
    let token = &analysis.tokens[verb as usize];
    let above = &analysis.tokens[token.head as usize];
    let to = analysis.children(verb).any(|k| analysis.tokens[k as usize].tag == "TO");
    let going = &*above.lemma == "go" && above.tag == "VBG";
    to && matches!(token.dep, Dep::Xcomp | Dep::Ccomp | Dep::Oprd)
        && (going || COMMIT.contains(&&*above.lemma))
        && tense::finite(analysis, token.head).is_some()
        && analysis
            .children(token.head)
            .all(|k| analysis.tokens[k as usize].dep != Dep::Neg)
}

/// The tokens right under the predicate of a unit and what governs it.
fn under<'a>(story: &Story<'a>, u: usize) -> impl Iterator<Item = u32> + use<'a> {
    let (claim, analysis) = (story.claim(u), &story.report(u).analysis);
    let heads = [Some(claim.predicate), claim.governor].into_iter().flatten();
    heads.flat_map(|h| analysis.children(h))
}

/// Words that make of what happened what may have happened.
const MAYBE: &[&str] = &["apparently", "likely", "perhaps", "possibly", "probably"];

/// The words before a title that make of it another post.
#[rustfmt::skip]
const STANDINGS: &[&str] = &["acting", "deputy", "ex", "former", "interim", "outgoing", "retired"];

/// Ways to say that a post is no longer held.
const NO_LONGER: &[&str] = &[
    "deposed", "ex", "fired", "former", "formerly", "once", "ousted", "retired", "then",
];

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
    if super::named_apart(story, a, b) {
        return None;
    }
    let only = |mine: &[String], theirs: &[String]| -> Option<String> {
        let at = mine
            .iter()
            .position(|w| STANDINGS.contains(&w.as_str()) && !theirs.contains(w))?;
        let left = |w: &String| NO_LONGER.contains(&w.as_str());
        if left(&mine[at]) && theirs.iter().any(left) {
            return None;
        }
        // The post itself must be the same: the words that follow are in both.
        // Whoever was president is called so.
        let courtesy = mine[at + 1..].iter().take(2).any(|w| w == "president");
        let post = mine[at + 1..].iter().take(3);
        let post: Vec<&String> = post.collect();
        let theirs = theirs
            .windows(post.len().max(1))
            .any(|w| w.iter().eq(post.iter().copied()));
        (!courtesy && !post.is_empty() && theirs).then(|| mine[at].clone())
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

/// How somebody comes to be out of a post, as far as one excludes the other.
const EXITS: &[(&str, &[&str])] = &[
    ("suspended", &["leave", "suspend", "suspension"]),
    ("resigned", &["quit", "resign", "resignation"]),
    ("dismissed", &["dismiss", "dismissal", "fire", "oust", "sack"]),
];

/// One has somebody suspended whom the other has dismissed or resigned.
pub(super) fn left(story: &Story, cluster: &Cluster, a: usize, b: usize) -> Option<Finding> {
    let exit = |u: usize| {
        let (claim, analysis) = (story.claim(u), &story.report(u).analysis);
        let done = claim.positive && claim.form == Form::Clause && told(story, u) == Some(Tense::Past);
        // "Placed on leave": what happens is the noun.
        let noun = |p: &&Participant| p.role == Role::Place;
        let words = claim
            .participants
            .iter()
            .filter(noun)
            .map(|p| &*analysis.tokens[p.head as usize].lemma);
        let words = words.chain([story.verb(u)]);
        let of = |w: &str| EXITS.iter().find(|exit| exit.1.contains(&w)).map(|exit| exit.0);
        done.then(|| words.into_iter().find_map(of)).flatten()
    };
    let person = |u: usize| {
        let of: BTreeSet<u32> = [Role::Agent, Role::Theme]
            .into_iter()
            .flat_map(|role| cast(story, u, role).into_owned())
            .collect();
        let person = |e: &u32| story.entities.entities[*e as usize].kind == NameKind::Person;
        of.into_iter().filter(person).collect::<BTreeSet<u32>>()
    };
    let (m, n) = (exit(a)?, exit(b)?);
    let also = |way: &str, other: usize| {
        let report = story.units[other].place.report;
        cluster
            .iter()
            .any(|&u| story.units[u].place.report == report && exit(u) == Some(way))
    };
    let who = person(a).intersection(&person(b)).next().copied()?;
    (m != n && !also(m, b) && !also(n, a)).then(|| Finding {
        kind: Kind::Status,
        why: format!(
            "Of {} {} has “{m}”, {} “{n}”.",
            story.entities.entities[who as usize].name,
            outlet(story, a),
            outlet(story, b)
        ),
        values: None,
    })
}

/// One has it only on a condition, the other without. "If" says too many other things.
pub(super) fn conditional(story: &Story, a: usize, b: usize) -> Option<Finding> {
    let condition = |u: usize| -> Option<&str> {
        let analysis = &story.report(u).analysis;
        under(story, u)
            .filter(|&k| analysis.tokens[k as usize].dep == Dep::Advcl)
            .flat_map(|k| analysis.children(k))
            .map(|k| &*analysis.tokens[k as usize].lemma)
            .find(|w| matches!(*w, "unless" | "provided"))
    };
    let clause = |u: usize| {
        let claim = story.claim(u);
        claim.form == Form::Clause && tense::finite(&story.report(u).analysis, claim.predicate).is_some()
    };
    if !clause(a) || !clause(b) || like_predicates(story, a, b) < LIKE || !themes_meet(story, a, b) {
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

/// One has somebody made to do what the other has them do.
pub(super) fn compelled(story: &Story, a: usize, b: usize) -> Option<Finding> {
    let by_order = |u: usize| -> Option<&str> {
        const ORDERS: &[&str] = &["compel", "force", "instruct", "oblige", "order"];
        let (claim, analysis) = (story.claim(u), &story.report(u).analysis);
        let above = analysis.tokens[claim.predicate as usize].head;
        let passive = || {
            analysis
                .children(above)
                .any(|k| analysis.tokens[k as usize].dep == Dep::Auxpass)
        };
        let order = &*analysis.tokens[above as usize].lemma;
        (above != claim.predicate && ORDERS.contains(&order) && passive()).then_some(order)
    };
    let (with, without, order) = one_alone((a, by_order(a)), (b, by_order(b)))?;
    let done = told(story, without) == Some(Tense::Past) && story.claim(without).form == Form::Clause;
    let alike = like_predicates(story, a, b) >= 0.5 && !themes_apart(story, a, b);
    (done && alike && story.claim(with).positive && story.claim(without).positive).then(|| Finding {
        kind: Kind::Status,
        why: format!(
            "In {} it is done on an order (“{order}”), in {} of its own accord.",
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
    if x == y || like_predicates(story, a, b) < LIKE {
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
    // "Would", "could": of what is not there yet both are said.
    let firm = |u: usize| stage(story, u) == Some(2) || told(story, u).is_none_or(|t| t == Tense::Past);
    if x == y || !same_event(story, a, b) || !firm(a) && !firm(b) {
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

/// Whether two units tell of one event: the same doing, with someone or something in common, at times and in numbers that meet.
fn same_event(story: &Story, a: usize, b: usize) -> bool {
    let empty = light(story.verb(a)) && light(story.verb(b));
    // What will be done again has been done.
    let again = |u: usize| has_word(story, u, &["again"]);
    like_predicates(story, a, b) >= LIKE
        && (!empty || themes_meet(story, a, b))
        && other_roles_meet(story, a, b, Role::Cause)
        && !themes_apart(story, a, b)
        && !doers_apart(story, a, b)
        && again(a) == again(b)
        && !values_apart(story, a, b)
}

/// Whether both say who or what does it, and nothing that the one names is like anything the other does. What does it here may be
/// what it is done to there ("the canal reopened").
pub(super) fn doers_apart(story: &Story, a: usize, b: usize) -> bool {
    let (x, y) = (doers(story, a), doers(story, b));
    let kin = || {
        let (x, y) = (cast(story, a, Role::Agent), cast(story, b, Role::Agent));
        story.entities.any_kin(&x, &y)
    };
    let turned = || terms_meet(story, &x, &themes(story, b)) || terms_meet(story, &y, &themes(story, a));
    terms_apart(story, &x, &y) && !kin() && !turned()
}

/// Whether both do it to, from, with or at something, and not the same.
pub(super) fn elsewhere(story: &Story, a: usize, b: usize) -> bool {
    let plays = |role| matches!(role, Role::Recipient | Role::Place | Role::From | Role::With);
    let to = |u: usize| role_terms(story, u, plays);
    terms_apart(story, &to(a), &to(b))
}

/// Whether both do it to something, and to things that are not alike.
pub(super) fn themes_apart(story: &Story, a: usize, b: usize) -> bool {
    terms_apart(story, &themes(story, a), &themes(story, b))
}
