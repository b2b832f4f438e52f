//! Which of several passages best tells a reader what they are about, and how much of its sentence it takes.

use super::Place;
use super::difference::Parting;
use super::point::{self, Story};
use crate::analysis::{Dep, Pos, Token};
use crate::claim::Form;
use crate::document::Cut;
use crate::report::Report;
use crate::text::Span;
use crate::value::{self, Value};
use std::ops::Range;

/// How much more than how well a unit tells it counts how close it is to the others.
const TYPICAL: f32 = 3.0;

/// What units are about, in the words of the one that tells it best by itself and is closest to the others. Where they part
/// in a value it is left open.
pub(crate) fn label(story: &Story, units: &[usize], parting: Option<&Parting>) -> String {
    let near = |u: usize| {
        let others = units.iter().filter(|&&v| v != u);
        let odds: Vec<f32> = others.map(|&v| story.odds(u, v).clamp(-4.0, 4.0)).collect();
        odds.iter().sum::<f32>() / odds.len().max(1) as f32 / 4.0
    };
    let scored = units.iter().map(|&u| (tells(story, u) + TYPICAL * near(u), u));
    let best = scored.max_by(|(x, a), (y, b)| {
        let place = |u: usize| std::cmp::Reverse(story.units[u].place);
        x.total_cmp(y).then(place(*a).cmp(&place(*b)))
    });
    best.map_or(String::new(), |(_, unit)| point::label(&open(story, unit, parting)))
}

/// The words of a unit, with an ellipsis for the value in which it parts from others.
fn open(story: &Story, unit: usize, parting: Option<&Parting>) -> String {
    let place = begun(story, story.units[unit].place);
    let words = story.words(place);
    let report = story.reports[place.report as usize];
    let sides = parting.and_then(|p| p.sides()).unwrap_or_default();
    let parts = |value: &&Value| {
        place.span.contains(value.span) && !sides.is_empty() && sides.contains(value::canonical(value).as_str())
    };
    let values = story.claim(unit).values.iter().map(|&v| &report.values[v as usize]);
    match values.into_iter().find(parts) {
        Some(value) => {
            let at = |byte: u32| (byte - place.span.start) as usize;
            format!("{}…{}", &words[..at(value.span.start)], &words[at(value.span.end)..])
        }
        None => words.to_owned(),
    }
}

/// How well a unit's words stand by themselves: a clause with its subject that begins as statements do, neither short nor
/// long. Zero and more is good.
pub(crate) fn tells(story: &Story, unit: usize) -> f32 {
    let (report, tokens) = of(story, story.units[unit].place);
    let all = &report.analysis.tokens;
    let words: Vec<&Token> = tokens
        .clone()
        .map(|t| &all[t as usize])
        .filter(|t| is_word(t))
        .collect();
    let Some(first) = words.first() else {
        return f32::MIN;
    };
    let opening = match (first.pos, first.tag) {
        (_, "WDT" | "WP" | "WP$" | "WRB" | "TO") => -2.0,
        (Pos::Pron, "PRP") => -1.2,
        (Pos::Pron | Pos::Adv | Pos::Adj, _) => -0.4,
        (Pos::Propn | Pos::Noun | Pos::Det | Pos::Num | Pos::Sym, _) => 0.0,
        _ => -1.0,
    };
    let length = match words.len() {
        0..=2 => -3.0,
        3 => -1.0,
        4..=14 => 0.0,
        15..=24 => -0.3,
        _ => -0.8,
    };
    let form = match story.claim(unit).form {
        Form::Frame => -1.5,
        Form::Apposition | Form::Event => -0.7,
        Form::Clause | Form::Copula => 0.0,
    };
    let subject = if has_subject(report, &tokens) { 0.5 } else { -0.5 };
    opening + length + form + subject
}

/// Whether a finite verb among the tokens has its subject there, and not only a relative pronoun.
fn has_subject(report: &Report, tokens: &Range<u32>) -> bool {
    let all = &report.analysis.tokens;
    tokens.clone().map(|t| &all[t as usize]).any(|t| {
        let subject = matches!(
            t.dep,
            Dep::Nsubj | Dep::Nsubjpass | Dep::Csubj | Dep::Csubjpass | Dep::Expl
        );
        subject && tokens.contains(&t.head) && !matches!(t.tag, "WDT" | "WP")
    })
}

/// Whether words hold a finite verb's subject.
pub(crate) fn has_subject_in(story: &Story, place: Place) -> bool {
    let (report, tokens) = of(story, place);
    has_subject(report, &tokens)
}

/// Whether a unit's own verb is a statement by itself in the words shown: finite, with its subject among them, in no clause that says which
/// ("[the mill] he bought"), and not one whose object is what was said elsewhere ("the mayor announced on Monday").
pub(crate) fn states(story: &Story, unit: usize, shown: Place) -> bool {
    let (report, tokens) = of(story, shown);
    let analysis = &report.analysis;
    let claim = story.claim(unit);
    let of_whom = |verb: u32| {
        let subject = |t: &Token| {
            let roles = [Dep::Nsubj, Dep::Nsubjpass, Dep::Csubj, Dep::Csubjpass, Dep::Expl];
            roles.contains(&t.dep) && !matches!(t.tag, "WDT" | "WP")
        };
        let finite = |t: u32| matches!(analysis.tokens[t as usize].tag, "VBD" | "VBZ" | "VBP" | "MD");
        let has = |c: u32| tokens.contains(&c) && subject(&analysis.tokens[c as usize]);
        let which = matches!(analysis.tokens[verb as usize].dep, Dep::Relcl | Dep::Acl);
        !which && analysis.children(verb).any(has) && (finite(verb) || analysis.children(verb).any(finite))
    };
    let top = claim.governor.unwrap_or(claim.predicate);
    let copula = analysis.tokens[top as usize].head;
    let cue = report.attributions.iter().any(|a| {
        let said = |part: &Span| part.overlaps(shown.span);
        a.cue.overlaps(analysis.tokens[top as usize].span) && !a.content.iter().any(said)
    });
    claim.form != Form::Frame && !cue && (of_whom(top) || claim.form == Form::Copula && of_whom(copula))
}

/// The passage to show for a unit where it must be understood by itself: its own, without the conjunction before it, where
/// it has its subject and tells more than that someone spoke; else the shortest claim of its sentence that holds it and has one; else the sentence.
pub(crate) fn whole(story: &Story, unit: usize) -> Place {
    let place = story.units[unit].place;
    let (report, tokens) = of(story, place);
    let frame = story.claim(unit).form == Form::Frame;
    if has_subject(report, &tokens) && !frame {
        return begun(story, place);
    }
    let sentence = report.claims[story.units[unit].claim as usize].sentence;
    let holds =
        |span: &Span| !frame && span.contains(place.span) && has_subject(report, &report.analysis.tokens_in(*span));
    let claims = report.claims.iter().filter(|c| c.sentence == sentence).map(|c| c.span);
    let span = claims
        .filter(holds)
        .min_by_key(|span| (span.len(), *span))
        .unwrap_or(report.analysis.sentences[sentence as usize].span);
    let aside = |cut: &Cut| cut.span.overlaps(span);
    if span.len() as usize > LONGEST || report.document.cut.iter().any(aside) {
        return begun(story, place);
    }
    begun(story, Place { span, ..place })
}

/// Bytes of a sentence that is still shown whole.
const LONGEST: usize = 300;

/// A place without conjunctions and signs before its first word.
fn begun(story: &Story, place: Place) -> Place {
    let (report, tokens) = of(story, place);
    let that = |t: &Token| t.span.slice(&report.document.text) == "that";
    // "That he had spoken": what was said to whom is left behind.
    let said = |t: &Token| that(t) && t.dep != Dep::Nsubj && t.dep != Dep::Nsubjpass && has_subject(report, &tokens);
    let before =
        |t: &&Token| !is_word(t) || matches!(t.pos, Pos::Cconj) || t.dep == Dep::Mark && t.pos == Pos::Sconj || said(t);
    let mut words = tokens
        .clone()
        .map(|t| &report.analysis.tokens[t as usize])
        .skip_while(before);
    match words.next() {
        // A quotation mark that opens the words stays with them.
        Some(first) if !story.words(place).starts_with(['"', '\u{201c}', '\u{2018}']) => Place {
            span: Span::new(first.span.start.max(place.span.start), place.span.end),
            ..place
        },
        _ => place,
    }
}

fn is_word(token: &Token) -> bool {
    !matches!(token.pos, Pos::Punct | Pos::Space)
}

fn of<'a>(story: &Story<'a>, place: Place) -> (&'a Report, Range<u32>) {
    let report = story.reports[place.report as usize];
    (report, report.analysis.tokens_in(place.span))
}
