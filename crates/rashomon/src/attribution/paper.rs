//! Papers: letters, lawsuits, reports and figures that speak for whoever made them.

use super::{Reader, Relay, lexicon, outlet};
use crate::analysis::{Dep, EntityKind, Pos};
use crate::name;

/// A paper whose author the document names.
#[derive(Debug, Clone, Copy)]
pub(super) struct Authored {
    paper: u32,
    kind: usize,
    author: u32,
}

/// The papers of a document that are named with their authors, in order.
pub(super) fn authored(reader: &Reader) -> Vec<Authored> {
    let kind = |i: u32| lexicon::paper_kind(&reader.lower(i)).filter(|_| reader.token(i).pos == Pos::Noun);
    let papers = (0..reader.tokens.len() as u32).filter_map(|i| Some((i, kind(i)?)));
    let found = papers.filter_map(|(paper, kind)| {
        let author = author(reader, paper).or_else(|| filer(reader, paper))?;
        Some(Authored { paper, kind, author })
    });
    found.collect()
}

/// Who speaks where a paper or figures are the source ("the company's lawsuit", "census data"), and the paper as a relay.
pub(super) fn speaker(reader: &Reader, source: u32, out: &mut Vec<Relay>) -> Option<u32> {
    let is = |list: &[&str]| reader.token(source).pos == Pos::Noun && reader.listed(source, list);
    if is(lexicon::PAPERS) {
        let (paper, author) = match author(reader, source) {
            Some(author) => (source, author),
            None => before(reader, source)?,
        };
        // An outlet's report is the outlet's word, and no paper beside it.
        if outlet::named(reader, author).is_none() {
            out.push(relay(reader, paper));
        }
        return Some(author);
    }
    if is(lexicon::STATEMENTS) {
        return author(reader, source).or_else(|| before(reader, source).map(|(_, author)| author));
    }
    is(lexicon::DATA).then(|| author(reader, source)).flatten()
}

/// Whoever the words around a paper's noun say made it: "the company's", "filed by the company", "from the company".
fn author(reader: &Reader, paper: u32) -> Option<u32> {
    let tree = &reader.tree;
    let data = reader.listed(paper, lexicon::DATA);
    let someone = |i: u32| reader.token(i).pos == Pos::Noun && name::lexicon::role(&reader.lower(i)).is_some();
    tree.children(paper).iter().find_map(|&child| {
        let entity = reader.entity(child);
        let named = reader.token(child).pos == Pos::Propn && entity.is_none_or(|n| n.kind != EntityKind::Date);
        match reader.dep(child) {
            Dep::Poss if reader.token(child).tag == "WP$" => reader
                .head(paper)
                .filter(|&v| reader.dep(v) == Dep::Relcl)
                .and_then(|v| reader.head(v)),
            Dep::Poss => (named || someone(child)).then_some(child),
            Dep::Compound | Dep::Nmod => {
                let org = || entity.is_some_and(|n| n.kind == EntityKind::Org);
                (named && (data || org() || outlet::named(reader, child).is_some())).then_some(child)
            }
            Dep::Acl => {
                let by = tree
                    .child(child, &[Dep::Agent])
                    .and_then(|by| tree.child(by, &[Dep::Pobj]));
                by.filter(|&by| outlet::named(reader, by).is_none())
            }
            Dep::Prep if reader.is(child, &["by", "from"]) => tree.child(child, &[Dep::Pobj]),
            // "a report in The Gazette"
            Dep::Prep if reader.is(child, &["in"]) && reader.is(paper, &["dispatch", "editorial", "report"]) => tree
                .child(child, &[Dep::Pobj])
                .filter(|&o| outlet::named(reader, o).is_some()),
            _ => None,
        }
    })
}

/// Who made a paper by the verb that it stands with: "The company filed a lawsuit", "The company said in a filing".
fn filer(reader: &Reader, paper: u32) -> Option<u32> {
    let makes = ["file", "issue", "pen", "publish", "release", "send", "submit", "write"];
    let above = reader.head(paper)?;
    let verb = match reader.dep(paper) {
        Dep::Dobj => Some(above).filter(|&v| makes.contains(&&*reader.lower(v))),
        Dep::Pobj if reader.is(above, &["in"]) => reader
            .head(above)
            .filter(|&v| !lexicon::verb(&reader.token(v).lemma).is_empty()),
        _ => None,
    }?;
    let someone = |s: &u32| reader.token(*s).pos == Pos::Propn || name::lexicon::role(&reader.lower(*s)).is_some();
    reader.tree.child(verb, &[Dep::Nsubj]).filter(someone)
}

/// The paper that "the lawsuit" is, and its author, where the document named them before.
fn before(reader: &Reader, paper: u32) -> Option<(u32, u32)> {
    let dated = |d: u32| reader.entity(d).is_some_and(|n| n.kind == EntityKind::Date);
    let definite = reader.tree.children(paper).iter().any(|&d| match reader.dep(d) {
        Dep::Det => reader.is(d, &["the", "that", "these", "those"]),
        // "Friday's filing"
        Dep::Poss => dated(d),
        _ => false,
    });
    let kind = lexicon::paper_kind(&reader.lower(paper)).filter(|_| definite)?;
    let until = reader.authored.partition_point(|a| a.paper < paper);
    let mut back = reader.authored[..until].iter().rev();
    back.find(|a| a.kind == kind).map(|a| (a.paper, a.author))
}

/// Words that only say which of several papers is meant, and are no part of what it is called.
const WHICH: &[&str] = &[
    "another", "early", "final", "first", "fresh", "last", "late", "latest", "new", "previous", "recent", "same",
    "second", "separate",
];

/// A paper as a relay: its noun with what stands before it, without an article, a possessive pronoun or what only says which
/// it is ("a recent filing").
pub(super) fn relay(reader: &Reader, noun: u32) -> Relay {
    let mut start = noun;
    for &child in reader.tree.children(noun) {
        let before = matches!(
            reader.dep(child),
            Dep::Compound | Dep::Amod | Dep::Nmod | Dep::Poss | Dep::Nummod
        );
        let whose = reader
            .tree
            .reach(child)
            .any(|t| matches!(reader.token(t).tag, "PRP$" | "WP$"));
        if child < noun && before && !whose && !reader.listed(child, WHICH) {
            start = start.min(reader.tree.reach(child).start);
        }
    }
    Relay {
        span: reader.analysis.span(start..noun + 1),
        head: Some(noun),
        outlet: false,
    }
}
