//! What names name, by the words around them, where the language model took a town or a company for a person.

use crate::analysis::{Dep, Pos};
use crate::name::{Form, Kind, Mention, lexicon};
use crate::report::Report;

/// Nouns for parts of companies, which carry their names ("Acme pharmacies").
const PARTS: &[&str] = &[
    "airline",
    "bank",
    "branch",
    "brand",
    "chain",
    "company",
    "factory",
    "firm",
    "hotel",
    "mine",
    "pharmacy",
    "plant",
    "refinery",
    "shop",
    "store",
    "supermarket",
];

/// What people's names of one word name instead, if the words around any of them tell: a body whose parts carry the name, a
/// place that something is in.
pub(super) fn told<'a>(mentions: impl Iterator<Item = (&'a Report, &'a Mention)> + Clone) -> Option<Kind> {
    let person = |(report, m): &(&Report, &Mention)| {
        m.form == Form::Pronoun
            || m.form == Form::Description && m.kind == Kind::Person
            || m.tokens.len() > 1
            || title(report, m)
    };
    if mentions.clone().any(|m| person(&m)) {
        return None;
    }
    let kinds: Vec<Kind> = mentions.filter_map(|(report, m)| around(report, m)).collect();
    let count = |kind: Kind| kinds.iter().filter(|k| **k == kind).count();
    let (bodies, places) = (count(Kind::Organisation), count(Kind::Place));
    match bodies.cmp(&places) {
        std::cmp::Ordering::Less => Some(Kind::Place),
        _ => (bodies > 0).then_some(Kind::Organisation),
    }
}

/// Whether a title stands before a name.
fn title(report: &Report, m: &Mention) -> bool {
    let before = m
        .tokens
        .start
        .checked_sub(1)
        .map(|t| &report.analysis.tokens[t as usize]);
    before.is_some_and(|t| t.head == m.head && lexicon::is_title(&t.lemma.to_lowercase()))
}

/// What the words beside a name tell of its kind.
fn around(report: &Report, m: &Mention) -> Option<Kind> {
    let tokens = &report.analysis.tokens;
    let name = &tokens[m.head as usize];
    if m.form == Form::Description {
        return Some(m.kind);
    }
    if name.dep == Dep::Compound {
        let part = &tokens[name.head as usize];
        return (part.pos == Pos::Noun && PARTS.contains(&&*part.lemma)).then_some(Kind::Organisation);
    }
    // "In Lutz and Nebelsbad": the last of a list stands where the first does.
    let mut at = name;
    for _ in 0..4 {
        if at.dep == Dep::Conj {
            at = &tokens[at.head as usize];
        }
    }
    let place = at.dep == Dep::Pobj && matches!(&*tokens[at.head as usize].lemma, "at" | "in" | "near" | "outside");
    place.then_some(Kind::Place)
}
