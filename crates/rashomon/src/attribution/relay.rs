//! Relays: the outlet, paper or broadcast through which a document has an attribution.
//!
//! "told Reuters", "in an interview with Reuters", "on the radio", "in a letter", "the company's lawsuit says",
//! "a filing seen by Reuters", "was quoted by Reuters as saying".

use super::{Draft, Reader, Relay, lexicon};
use crate::analysis::{Dep, EntityKind, Name, Pos};
use crate::name;
use crate::text::Span;
use std::ops::Range;

/// The relays of a draft, outermost first, and the speaker where it is not the source as a whole ("the company's lawsuit").
pub(super) fn relays(reader: &Reader, draft: &Draft) -> (Vec<Relay>, Option<u32>) {
    let mut out: Vec<Relay> = draft
        .via
        .iter()
        .map(|&(span, head)| relay_of(reader, span, head))
        .collect();
    if reader.is_verb(draft.head) {
        of_verb(reader, draft.head, &mut out);
    }
    let speaker = draft.source_head.and_then(|s| of_source(reader, s, &mut out));
    out.retain(|relay| speaker.is_some() || relay.head != draft.source_head);
    out.sort_by_key(|relay| (!relay.outlet, relay.span));
    out.dedup_by_key(|relay| relay.head);
    if let Some(span) = reader.agency {
        let head = None;
        out.insert(
            0,
            Relay {
                span,
                head,
                outlet: true,
            },
        );
    }
    (out, speaker)
}

/// Whoever another attribution has as its source, as a relay of the one it cites.
fn relay_of(reader: &Reader, span: Span, head: u32) -> Relay {
    outlet(reader, head).unwrap_or(Relay {
        span,
        head: Some(head),
        outlet: true,
    })
}

/// Relays named around the verb.
fn of_verb(reader: &Reader, v: u32, out: &mut Vec<Relay>) {
    let tree = &reader.tree;
    let hearer = lexicon::verb(&reader.token(v).lemma)
        .iter()
        .any(|sense| sense.frames.hearer);
    for &child in tree.children(v) {
        match reader.dep(child) {
            Dep::Dobj | Dep::Dative if hearer && reader.token(child).pos != Pos::Adp => {
                out.extend(outlet(reader, child).or_else(|| programme(reader, child)));
            }
            Dep::Prep | Dep::Dative => preposition(reader, child, out),
            // "speaking to Reuters, he said"
            Dep::Advcl if matches!(&*reader.token(child).lemma, "speak" | "talk" | "appear") => {
                for &inner in tree.children(child) {
                    if reader.dep(inner) == Dep::Prep {
                        preposition(reader, inner, out);
                    }
                }
            }
            _ => {}
        }
    }
    out.extend(carrier(reader, v).map(|noun| paper(reader, noun)));
    // "was quoted by Reuters as saying"
    let quoted = reader
        .head(v)
        .filter(|&a| reader.dep(v) == Dep::Pcomp && reader.is(a, &["as"]))
        .and_then(|a| reader.head(a));
    if let Some(by) = quoted
        .and_then(|q| tree.child(q, &[Dep::Agent]))
        .and_then(|by| tree.child(by, &[Dep::Pobj]))
    {
        out.extend(outlet(reader, by));
    }
}

/// The paper that a participle goes with: "sent a letter explaining", "released a report, saying".
fn carrier(reader: &Reader, v: u32) -> Option<u32> {
    let head = reader.head(v)?;
    let noun = match reader.dep(v) {
        Dep::Acl => Some(head).filter(|&n| reader.dep(n) == Dep::Dobj),
        Dep::Advcl if reader.token(v).tag == "VBG" => reader.tree.child(head, &[Dep::Dobj]).filter(|&o| o < v),
        _ => None,
    }?;
    lexicon::PAPERS.contains(&&*reader.lower(noun)).then_some(noun)
}

/// Talk that is given to someone: what is named after it or before it may be an outlet.
const TALK: &[&str] = &[
    "appearance",
    "call",
    "comment",
    "conversation",
    "email",
    "exchange",
    "interview",
    "note",
    "op-ed",
    "piece",
    "article",
    "column",
    "remark",
    "statement",
    "message",
    "podcast",
    "broadcast",
    "segment",
    "show",
    "program",
    "programme",
    "report",
];

/// A phrase on the verb: "to Reuters", "on CNN", "in an interview with Reuters", "in a letter".
fn preposition(reader: &Reader, p: u32, out: &mut Vec<Relay>) {
    let tree = &reader.tree;
    let Some(object) = tree.child(p, &[Dep::Pobj]) else {
        return;
    };
    if !reader.is(
        p,
        &[
            "to", "in", "on", "with", "via", "through", "for", "during", "by", "at", "from",
        ],
    ) {
        return;
    }
    if let Some(relay) = outlet(reader, object) {
        out.push(relay);
        return;
    }
    let lemma = reader.lower(object);
    if TALK.contains(&&*lemma) {
        for &child in tree.children(object) {
            match reader.dep(child) {
                Dep::Compound | Dep::Nmod | Dep::Poss => {
                    out.extend(outlet(reader, child).or_else(|| station(reader, object, child)))
                }
                Dep::Prep | Dep::Dative if reader.is(child, &["to", "with", "on", "for", "in", "by"]) => {
                    out.extend(tree.child(child, &[Dep::Pobj]).and_then(|o| outlet(reader, o)));
                }
                Dep::Acl => out.extend(through(reader, child)),
                _ => {}
            }
        }
    }
    // A statement is a paper only where the words single it out.
    let statement = lemma == "statement"
        && reader
            .tree
            .children(object)
            .iter()
            .any(|&c| reader.is(c, &["joint"]) || reader.token(c).tag == "VBN");
    if reader.is(p, &["in", "on", "via", "through"]) && (statement || lexicon::PAPERS.contains(&&*lemma)) {
        out.push(paper(reader, object));
    }
}

/// "a Radio North interview": whatever body gives an interview its name is an outlet.
fn station(reader: &Reader, talk: u32, name: u32) -> Option<Relay> {
    let body = entity(reader, name).filter(|n| n.kind == EntityKind::Org)?;
    let gave = reader.is(talk, &["interview"]) && !own(reader, body.span);
    gave.then_some(Relay {
        span: body.span,
        head: Some(name),
        outlet: true,
    })
}

/// "seen by Reuters", "given to Reuters", "posted on Reuters": the outlet after a participle.
fn through(reader: &Reader, participle: u32) -> Option<Relay> {
    let tree = &reader.tree;
    let mut phrases = tree.children(participle).iter().copied();
    phrases.find_map(|p| {
        let fits =
            matches!(reader.dep(p), Dep::Agent | Dep::Prep | Dep::Dative) && reader.is(p, &["by", "to", "with", "on"]);
        tree.child(p, &[Dep::Pobj])
            .filter(|_| fits)
            .and_then(|o| outlet(reader, o))
    })
}

/// Relays in the source's own words. Returns the head of the speaker where a paper stands in the source's place.
fn of_source(reader: &Reader, s: u32, out: &mut Vec<Relay>) -> Option<u32> {
    let tree = &reader.tree;
    let (papers, data) = (
        lexicon::PAPERS.contains(&&*reader.lower(s)),
        lexicon::DATA.contains(&&*reader.lower(s)),
    );
    let mut author = None;
    for &child in tree.children(s) {
        let named =
            reader.token(child).pos == Pos::Propn && entity(reader, child).is_none_or(|n| n.kind != EntityKind::Date);
        match reader.dep(child) {
            Dep::Acl => {
                let outlet = through(reader, child);
                let by = tree
                    .child(child, &[Dep::Agent])
                    .and_then(|by| tree.child(by, &[Dep::Pobj]));
                if outlet.is_none() {
                    author = author.or(by);
                }
                out.extend(outlet);
            }
            Dep::Prep if reader.is(child, &["by", "from"]) => author = author.or(tree.child(child, &[Dep::Pobj])),
            Dep::Poss if named => author = author.or(Some(child)),
            Dep::Compound | Dep::Nmod if named && entity(reader, child).is_some_and(|n| n.kind == EntityKind::Org) => {
                author = author.or(Some(child))
            }
            _ => {}
        }
    }
    let author = author
        .filter(|_| papers || data)
        .or_else(|| papers.then(|| author_before(reader, s)).flatten())?;
    if papers {
        out.push(paper(reader, s));
    }
    Some(author)
}

/// Whoever made the paper that "the lawsuit" is, where the document named them before.
fn author_before(reader: &Reader, paper: u32) -> Option<u32> {
    let definite = reader
        .tree
        .child(paper, &[Dep::Det])
        .is_some_and(|d| reader.is(d, &["the", "that"]));
    let kind = lexicon::paper_kind(&reader.lower(paper)).filter(|_| definite)?;
    let until = reader.authors.partition_point(|&(at, ..)| at < paper);
    reader.authors[..until]
        .iter()
        .rev()
        .find(|&&(_, k, _)| k == kind)
        .map(|&(.., author)| author)
}

/// The papers of a document whose author is named with them: token, kind, the author's head; in order.
pub(super) fn authors(reader: &Reader) -> Vec<(u32, usize, u32)> {
    let mut out = Vec::new();
    for i in 0..reader.tokens.len() as u32 {
        if reader.token(i).pos != Pos::Noun {
            continue;
        }
        let Some(kind) = lexicon::paper_kind(&reader.lower(i)) else {
            continue;
        };
        let mut children = reader.tree.children(i).iter().copied();
        let author = children.find_map(|c| match reader.dep(c) {
            Dep::Poss
                if reader.token(c).pos == Pos::Propn
                    && entity(reader, c).is_none_or(|n| n.kind != EntityKind::Date) =>
            {
                Some(c)
            }
            Dep::Acl => reader
                .tree
                .child(c, &[Dep::Agent])
                .and_then(|by| reader.tree.child(by, &[Dep::Pobj])),
            Dep::Prep if reader.is(c, &["by", "from"]) => reader.tree.child(c, &[Dep::Pobj]),
            _ => None,
        });
        out.extend(author.map(|author| (i, kind, author)));
    }
    out
}

/// A paper as a relay: its noun with what stands before it, without an article or a possessive pronoun.
fn paper(reader: &Reader, noun: u32) -> Relay {
    let mut start = noun;
    for &child in reader.tree.children(noun).iter().rev() {
        let before = matches!(
            reader.dep(child),
            Dep::Compound | Dep::Amod | Dep::Nmod | Dep::Poss | Dep::Nummod
        );
        if child < noun && before && !(reader.dep(child) == Dep::Poss && reader.token(child).pos == Pos::Pron) {
            start = start.min(reader.tree.reach(child).start);
        }
    }
    Relay {
        span: reader.analysis.span(start..noun + 1),
        head: Some(noun),
        outlet: false,
    }
}

/// The outlet that a noun names, if it does and is not the document's own; "the newspaper" is the outlet named last before.
pub(super) fn outlet(reader: &Reader, noun: u32) -> Option<Relay> {
    let named = outlet_name(reader, noun).or_else(|| outlet_before(reader, noun))?;
    let span = reader.analysis.span(named.clone());
    (!own(reader, span)).then_some(Relay {
        span,
        head: Some(named.end - 1),
        outlet: true,
    })
}

/// Whether a noun names an outlet, the document's own included.
pub(super) fn is_outlet(reader: &Reader, noun: u32) -> bool {
    outlet_name(reader, noun).is_some() || reader.token(noun).pos == Pos::Noun && reader.is(noun, lexicon::OUTLETS)
}

/// Whether a verb tells the document's own outlet something: "told" it, or said "in an interview" with no one else.
pub(super) fn interviewed(reader: &Reader, verb: u32) -> bool {
    let tree = &reader.tree;
    let is_own = |noun: u32| outlet_name(reader, noun).is_some_and(|t| own(reader, reader.analysis.span(t)));
    tree.children(verb).iter().any(|&child| match reader.dep(child) {
        Dep::Dobj | Dep::Dative => is_own(child),
        Dep::Prep => tree.child(child, &[Dep::Pobj]).is_some_and(|o| {
            let mut through = Vec::new();
            preposition(reader, child, &mut through);
            is_own(o) || reader.is(o, &["interview"]) && through.is_empty()
        }),
        _ => false,
    })
}

/// Whether words name the document's own outlet: all of one name's words stand in the other.
fn own(reader: &Reader, span: Span) -> bool {
    let folded = name::fold(span.slice(reader.text));
    let within = |small: &str, big: &str| !small.is_empty() && small.split(' ').all(|w| big.split(' ').any(|b| b == w));
    within(&folded, &reader.own) || within(&reader.own, &folded)
}

/// "told Radio North's 'Morning'": a programme, by the outlet whose it is, be it the document's own.
fn programme(reader: &Reader, noun: u32) -> Option<Relay> {
    let owner = reader
        .tree
        .child(noun, &[Dep::Poss])
        .filter(|_| reader.token(noun).pos == Pos::Propn)?;
    outlet_name(reader, owner)?;
    Some(Relay {
        span: reader.analysis.span(reader.tree.reach(owner).start..noun + 1),
        head: Some(noun),
        outlet: true,
    })
}

/// The words of an outlet's name: "the Northbridge Gazette", "the Post", "the Gazette newspaper".
fn outlet_name(reader: &Reader, noun: u32) -> Option<Range<u32>> {
    if reader.token(noun).pos == Pos::Noun {
        let mut before = reader.tree.children(noun).iter().copied();
        let kind = reader.is(noun, lexicon::OUTLETS)
            || reader.is(noun, &["agency", "website", "program", "programme", "show", "podcast"]);
        let compound =
            before.find(|&c| c < noun && matches!(reader.dep(c), Dep::Compound | Dep::Nmod | Dep::Poss) && kind);
        return compound.and_then(|c| outlet_name(reader, c));
    }
    if reader.token(noun).pos != Pos::Propn {
        return None;
    }
    let entity = entity(reader, noun).map(|n| n.tokens.clone());
    let mut start = noun;
    while start > 0
        && reader.token(start - 1).pos == Pos::Propn
        && reader.token(start - 1).sentence == reader.token(noun).sentence
    {
        start -= 1;
    }
    let with_article = start > 0 && reader.is(start - 1, &["the"]);
    let is_outlet = |tokens: &Range<u32>| {
        name::lexicon::is_outlet(&name::fold(reader.analysis.span(tokens.clone()).slice(reader.text)))
    };
    let run = start..noun + 1;
    // "the Post": the last word of a paper's name does for all of it.
    let short = with_article && run.len() == 1 && name::lexicon::is_outlet(&format!("the {}", reader.lower(noun)));
    entity
        .filter(is_outlet)
        .or_else(|| (short || is_outlet(&run)).then_some(run))
}

/// For a noun that means some outlet: the last one named before it, else the noun itself.
fn outlet_before(reader: &Reader, noun: u32) -> Option<Range<u32>> {
    if reader.token(noun).pos != Pos::Noun || !reader.is(noun, lexicon::OUTLETS) {
        return None;
    }
    let definite = reader
        .tree
        .child(noun, &[Dep::Det])
        .is_some_and(|d| reader.is(d, &["the", "that"]));
    let several = reader.is(noun, &["media", "press"]);
    if !definite || several {
        return Some(noun..noun + 1);
    }
    let names = &reader.analysis.names[..reader.analysis.names.partition_point(|n| n.tokens.end <= noun)];
    let mut back = names.iter().rev().take(LOOK_BACK).map(|n| n.tokens.end - 1);
    let found =
        back.find_map(|head| outlet_name(reader, head).filter(|t| !own(reader, reader.analysis.span(t.clone()))));
    found.or(Some(noun..noun + 1))
}

/// How many names back an outlet may have been named that is now "the newspaper".
const LOOK_BACK: usize = 40;

/// The entity that a token stands in.
fn entity<'a>(reader: &Reader<'a>, token: u32) -> Option<&'a Name> {
    let names = &reader.analysis.names;
    let at = names.partition_point(|n| n.tokens.end <= token);
    names.get(at).filter(|n| n.tokens.contains(&token))
}
