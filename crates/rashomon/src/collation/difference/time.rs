//! Times: whether two are of one event.

use super::{LIKE, light, like_predicates, themes_meet};
use crate::analysis::{Dep, Pos, Token};
use crate::claim::Role;
use crate::collation::point::Story;
use crate::collation::terms;
use crate::name::fold;
use crate::value::{Value, ValueKind};
use std::collections::BTreeSet;

/// Likeness from which on two words may name one event.
const ALIKE: f32 = 0.45;

/// Whether two times are said of like events: the verb or noun that each belongs to, or the noun right beside it.
pub(super) fn of_like_events(story: &Story, (a, x): (usize, &Value), (b, y): (usize, &Value)) -> bool {
    let alike =
        |p: &[String], q: &[String], least: f32| p.iter().any(|m| q.iter().any(|n| terms::alike(m, n) >= least));
    let one_theme = || themes_meet(story, a, b);
    let (beside_a, beside_b) = (nouns_beside(story, a, x), nouns_beside(story, b, y));
    // "Attended the parade in Lenz on May 9": what it is done to is the event.
    let done_to = |u: usize| -> Vec<String> {
        let tokens = &story.report(u).analysis.tokens;
        let themes = story.claim(u).participants.iter().filter(|x| x.role == Role::Theme);
        themes.map(|x| fold(&tokens[x.head as usize].lemma)).collect()
    };
    let by_noun = |(u, v): (usize, &Value), nouns: &[String]| {
        alike(&done_to(u), nouns, LIKE) || one_theme() && alike(&doing(story, u, v), nouns, ALIKE)
    };
    match (beside_a.is_empty(), beside_b.is_empty()) {
        (false, false) => alike(&beside_a, &beside_b, ALIKE),
        (true, false) => by_noun((a, x), &beside_b),
        (false, true) => by_noun((b, y), &beside_a),
        // Verbs alone are alike too easily.
        (true, true) => {
            (one_theme() || like_predicates(story, a, b) >= LIKE)
                && alike(&doing(story, a, x), &doing(story, b, y), ALIKE)
        }
    }
}

/// The nouns right beside a time. The parser is often wrong about what it hangs on; they ("the parade in May") are better witnesses.
fn nouns_beside(story: &Story, u: usize, value: &Value) -> Vec<String> {
    let analysis = &story.report(u).analysis;
    let tokens = &analysis.tokens;
    let range = analysis.tokens_in(value.span);
    let before = tokens[range.start.saturating_sub(2) as usize..range.start as usize]
        .iter()
        .rev();
    let before = before.take_while(|t| matches!(t.pos, Pos::Noun | Pos::Adp));
    let after = tokens[range.end as usize..].iter().take(2);
    let after = after.take_while(|t| matches!(t.pos, Pos::Noun | Pos::Punct));
    // "Passed the law on May 9": the day is that of the passing.
    let object =
        |t: &Token| t.dep == Dep::Dobj && Some(t.head) == value.attached && !light(&tokens[t.head as usize].lemma);
    let nouns = before.chain(after).filter(|t| t.pos == Pos::Noun && !object(t));
    nouns.map(|t| fold(&t.lemma)).collect()
}

/// The words for what is done at a time.
fn doing(story: &Story, u: usize, value: &Value) -> Vec<String> {
    let analysis = &story.report(u).analysis;
    let tokens = &analysis.tokens;
    match value.attached.filter(|&t| tokens[t as usize].pos == Pos::Verb) {
        // "The accusation was made": the noun says what was.
        Some(verb) if light(&tokens[verb as usize].lemma) => analysis
            .children(verb)
            .filter(|&k| matches!(tokens[k as usize].dep, Dep::Dobj | Dep::Nsubjpass))
            .map(|k| fold(&tokens[k as usize].lemma))
            .collect(),
        Some(verb) => vec![fold(&tokens[verb as usize].lemma)],
        None => vec![fold(story.verb(u))],
    }
}

/// How many nights a time spans; no time spans none, what is open any number.
pub(super) fn nights(v: &Value) -> i32 {
    match &v.kind {
        ValueKind::Time(t) => (t.days.0.zip(t.days.1)).map_or(i32::MAX, |(first, last)| (last - first).get_days()),
        ValueKind::Quantity(_) => 0,
    }
}

/// Nights in a week.
pub(super) const WEEK: i32 = 6;

/// Whether two values have the same words, in any order: two reports of two days both have "Thursday".
pub(super) fn same_words(story: &Story, (a, x): (usize, &Value), (b, y): (usize, &Value)) -> bool {
    let words = |u: usize, v: &Value| -> BTreeSet<String> {
        let text = fold(v.span.slice(&story.report(u).document.text));
        let told = text
            .split(' ')
            .filter(|w| !matches!(*w, "" | "of" | "on" | "the" | "until"));
        // "Oct. 31", "31 October".
        let short = |w: &str| match w.starts_with(char::is_alphabetic) {
            true => w.chars().take(3).collect(),
            false => w.to_owned(),
        };
        told.map(short).collect()
    };
    words(a, x) == words(b, y)
}

/// Whether a time is part of the name of something ("the 2018 election"), or signs a post ("(@name) May 3").
pub(super) fn names(story: &Story, u: usize, v: &Value) -> bool {
    let analysis = &story.report(u).analysis;
    let range = analysis.tokens_in(v.span);
    let before = story.words(story.units[u].place).contains("(@");
    let noun = analysis
        .tokens
        .get(range.end as usize)
        .is_some_and(|t| matches!(t.pos, Pos::Noun | Pos::Adj));
    let last = range.end.checked_sub(1).map(|t| &analysis.tokens[t as usize]);
    before || noun && last.is_some_and(|t| t.head >= range.end)
}
