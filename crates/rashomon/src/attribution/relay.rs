//! Relays: the outlet, paper or broadcast through which a document has an attribution.
//!
//! "told Reuters", "in an interview with Reuters", "on the radio", "in a letter", "the company's lawsuit says",
//! "a filing seen by Reuters", "was quoted by Reuters as saying".

use super::{Attribution, Draft, Reader, Relay, extent, lexicon, outlet, paper, source};
use crate::analysis::{Dep, EntityKind, Pos};
use crate::text::Span;

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
    outlet::relay(reader, head).unwrap_or(Relay {
        span,
        head: Some(head),
        outlet: true,
    })
}

/// `Lee told Radio North that it leaks. "We will mend it," she said`: what one goes on to say in a paragraph is said to the same.
pub(super) fn go_on(reader: &Reader, attributions: &mut [Attribution]) {
    let mut last: Option<usize> = None;
    for i in 0..attributions.len() {
        let a = &attributions[i];
        if a.inside.is_some() || a.source_head.is_none() {
            continue;
        }
        if let Some(before) = last
            .map(|l| &attributions[l])
            .filter(|before| goes_on(reader, before, a))
        {
            let outlets = before.relays.iter().filter(|r| r.outlet && r.head.is_some());
            let outlets: Vec<Relay> = outlets.copied().collect();
            // Where one passage can show to whom it was said.
            let told = outlets.iter().fold(before.cue, |all, relay| all.cover(relay.span));
            let passages = [a.passage.cover(told), a.cue.cover(told)];
            let passage = passages.into_iter().find(|&p| extent::fits(reader, p));
            if let Some(passage) = passage.filter(|_| !outlets.is_empty()) {
                attributions[i].relays.extend(outlets);
                attributions[i].passage = passage;
            }
        }
        last = Some(i);
    }
}

/// Whether an attribution has the speaker of the one before go on, in its paragraph and to nobody else.
fn goes_on(reader: &Reader, before: &Attribution, a: &Attribution) -> bool {
    let (Some(earlier), Some(later)) = (before.source_head, a.source_head) else {
        return false;
    };
    let pronoun = reader.is(later, &["he", "she", "it", "they"]);
    let same = pronoun || earlier == later || reader.word(earlier) == reader.word(later);
    let mut cue = reader.analysis.tokens_in(a.cue).rev();
    let verb = cue.find(|&t| reader.is_verb(t));
    let elsewhere = |&c: &u32| match reader.dep(c) {
        Dep::Dative => true,
        Dep::Dobj => a.content.iter().all(|part| !part.contains(reader.token(c).span)),
        Dep::Prep => {
            let object = reader.tree.child(c, &[Dep::Pobj]);
            !object.is_some_and(|o| lexicon::DAYS.contains(&&*reader.lower(o)))
        }
        _ => false,
    };
    let to_others = verb.is_none_or(|v| reader.tree.children(v).iter().any(elsewhere));
    let bare = a.relays.iter().all(|relay| relay.head.is_none());
    a.speech && bare && same && !to_others && reader.block(earlier) == reader.block(verb.unwrap_or(later))
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
                out.extend(outlet::relay(reader, child).or_else(|| outlet::programme(reader, child)));
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
    out.extend(carrier(reader, v).map(|noun| paper::relay(reader, noun)));
    // "was quoted by Reuters as saying"
    let quoted = reader
        .head(v)
        .filter(|&a| reader.dep(v) == Dep::Pcomp && reader.is(a, &["as"]))
        .and_then(|a| reader.head(a));
    // "The paper quoted her as saying"
    if let Some((quotes, _)) = source::quoting(reader, v) {
        let by = source::of_verb(reader, quotes, false).head;
        out.extend(by.and_then(|by| outlet::relay(reader, by)));
    }
    if let Some(by) = quoted
        .and_then(|q| tree.child(q, &[Dep::Agent]))
        .and_then(|by| tree.child(by, &[Dep::Pobj]))
    {
        out.extend(outlet::relay(reader, by));
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
    // "received a letter saying", "opposed the ruling, citing": others' papers.
    let made = reader.head(noun).is_some_and(|v| reader.listed(v, lexicon::MAKING));
    (made && reader.listed(noun, lexicon::PAPERS)).then_some(noun)
}

/// Talk that is given to someone: what is named after it or before it may be an outlet.
pub(super) const TALK: &[&str] = &[
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
    if let Some(relay) = outlet::relay(reader, object) {
        out.push(relay);
        return;
    }
    let lemma = reader.lower(object);
    if TALK.contains(&&*lemma) {
        for &child in tree.children(object) {
            match reader.dep(child) {
                Dep::Compound | Dep::Nmod | Dep::Poss => {
                    out.extend(outlet::relay(reader, child).or_else(|| station(reader, object, child)))
                }
                Dep::Prep | Dep::Dative if reader.is(child, &["to", "with", "on", "for", "in", "by"]) => {
                    out.extend(tree.child(child, &[Dep::Pobj]).and_then(|o| outlet::relay(reader, o)));
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
            .any(|&c| reader.is(c, &["joint", "obtained", "seen"]));
    if reader.is(p, &["in", "on", "via", "through"]) && (statement || reader.listed(object, lexicon::PAPERS)) {
        out.push(paper::relay(reader, object));
    }
}

/// "a Radio North interview": whatever body gives an interview its name is an outlet.
fn station(reader: &Reader, talk: u32, name: u32) -> Option<Relay> {
    let body = reader.entity(name).filter(|n| n.kind == EntityKind::Org)?;
    // "an Oval Office interview with Radio North": it was given there, and to whom is said.
    let to_others = || {
        let mut phrases = reader.tree.children(talk).iter();
        phrases.any(|&p| {
            let object = reader.tree.child(p, &[Dep::Pobj]);
            reader.is(p, &["to", "with"]) && object.is_some_and(|o| outlet::named(reader, o).is_some())
        })
    };
    let gave = reader.is(talk, &["interview"]) && !outlet::own(reader, body.span) && !to_others();
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
            .and_then(|o| outlet::relay(reader, o))
    })
}

/// "economists polled by the Institute": whoever asked the sources has it from them.
fn asked(reader: &Reader, participle: u32) -> Option<Relay> {
    let agent = reader.tree.child(participle, &[Dep::Agent])?;
    let by = reader.tree.child(agent, &[Dep::Pobj])?;
    let asked = matches!(&*reader.token(participle).lemma, "interview" | "poll" | "survey");
    let body = reader.entity(by).filter(|n| asked && n.kind == EntityKind::Org)?;
    (!outlet::own(reader, body.span)).then_some(Relay {
        span: body.span,
        head: Some(by),
        outlet: true,
    })
}

/// Relays in the source's own words, and the speaker where that is not the source: whoever made the paper, the outlet that
/// "the newspaper" is.
fn of_source(reader: &Reader, source: u32, out: &mut Vec<Relay>) -> Option<u32> {
    let clauses = reader
        .tree
        .children(source)
        .iter()
        .filter(|&&c| reader.dep(c) == Dep::Acl);
    out.extend(clauses.filter_map(|&clause| through(reader, clause).or_else(|| asked(reader, clause))));
    let generic = reader.token(source).pos == Pos::Noun && reader.listed(source, lexicon::OUTLETS);
    let outlet = outlet::relay(reader, source)
        .filter(|_| generic)
        .and_then(|relay| relay.head)
        .filter(|&head| head != source);
    outlet.or_else(|| paper::speaker(reader, source, out))
}

/// Whether a verb tells the document's own outlet something: "told" it, or said "in an interview" with no one else.
pub(super) fn interviewed(reader: &Reader, verb: u32) -> bool {
    let tree = &reader.tree;
    let is_own = |noun: u32| outlet::named(reader, noun).is_some_and(|t| outlet::own(reader, reader.analysis.span(t)));
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
