//! Cues that are no verbs: "according to", "per", "in the words of".

use super::{Draft, Force, Reader, cue, lexicon, negation, source};
use crate::analysis::{Dep, Pos};

/// "according to X".
pub(super) fn according(reader: &Reader, i: u32) -> Option<Draft> {
    if !reader.is(i, &["according"]) || i as usize + 1 >= reader.tokens.len() || !reader.is(i + 1, &["to"]) {
        return None;
    }
    let object = reader
        .tree
        .child(i + 1, &[Dep::Pobj])
        .or_else(|| reader.tree.child(i, &[Dep::Pobj]))?;
    draft(reader, i, i..i + 2, object)
}

/// "per X", set off by a comma or at the start of its sentence; "in X's view", "as X put it".
pub(super) fn adposition(reader: &Reader, i: u32) -> Option<Draft> {
    if !reader.is(i, &["per"]) {
        return in_view(reader, i).or_else(|| as_put(reader, i));
    }
    let object = reader.tree.child(i, &[Dep::Pobj])?;
    let named = matches!(reader.token(object).tag, "NNP" | "NNPS") || reader.tree.child(object, &[Dep::Det]).is_some();
    (set_off(reader, i) && named)
        .then(|| draft(reader, i, i..i + 1, object))
        .flatten()
}

/// Whether a phrase opens its sentence or stands after a comma.
fn set_off(reader: &Reader, i: u32) -> bool {
    i == reader.sentence(i).start || reader.token(i - 1).tag == ","
}

/// "In the mayor's view, ...", "in the words of Ann Lee, ...".
fn in_view(reader: &Reader, i: u32) -> Option<Draft> {
    let view = reader
        .tree
        .child(i, &[Dep::Pobj])
        .filter(|_| reader.is(i, &["in"]) && set_off(reader, i))?;
    let of = reader.tree.child(view, &[Dep::Prep]).filter(|&p| reader.is(p, &["of"]));
    if reader.is(view, &["words"]) {
        return draft(reader, i, i..of? + 1, reader.tree.child(of?, &[Dep::Pobj])?);
    }
    // What a judge has "in his opinion" is a paper.
    let views = reader.is(view, &["estimation", "telling", "view"]) && of.is_none();
    let owner = reader.tree.child(view, &[Dep::Poss]).filter(|_| views)?;
    if reader.is(owner, &["my", "our", "your"]) {
        return None;
    }
    draft(reader, i, view..view + 1, owner).filter(|found| found.source.is_some())
}

/// "As Ann Lee put it, ...", and not "as Ann Lee put it up for sale".
fn as_put(reader: &Reader, i: u32) -> Option<Draft> {
    let put = reader
        .head(i)
        .filter(|_| reader.dep(i) == Dep::Mark && reader.is(i, &["as"]) && set_off(reader, i))?;
    let it = reader
        .tree
        .child(put, &[Dep::Dobj])
        .filter(|&o| o > put && reader.is(o, &["it"]))?;
    let who = reader
        .tree
        .child(put, &[Dep::Nsubj])
        .filter(|_| &*reader.token(put).lemma == "put")?;
    let talk = |p: u32| {
        let object = reader.tree.child(p, &[Dep::Pobj]);
        reader.is(p, &["in"]) && object.is_some_and(|o| reader.listed(o, super::relay::TALK))
    };
    let elsewhere = reader.tree.children(put).iter().any(|&k| match reader.dep(k) {
        Dep::Prt | Dep::Advmod => k > put,
        Dep::Prep => !talk(k),
        _ => false,
    });
    if elsewhere {
        return None;
    }
    draft(reader, put, put..it + 1, who)
}

/// "Ann Lee made clear that ...", "made it plain that ...".
pub(super) fn made_clear(reader: &Reader, v: u32) -> Option<Draft> {
    if &*reader.token(v).lemma != "make" {
        return None;
    }
    let tree = &reader.tree;
    let mut after = tree.children(v).iter().copied().filter(|&c| c > v);
    let clear = after.find(|&c| reader.is(c, &["clear", "plain"]))?;
    let mut under = tree.children(v).iter().chain(tree.children(clear)).copied();
    let clause = under.find(|&c| {
        let marked = tree.child(c, &[Dep::Mark]).is_some_and(|m| reader.is(m, &["that"]));
        c > clear && marked && matches!(reader.dep(c), Dep::Ccomp | Dep::Advcl)
    })?;
    let (cue, content) = (cue::group(reader, v).start..clear + 1, tree.stretches(clause, &[]));
    let force = negation::force(reader, v, Force::Says);
    let draft = cue::draft(reader, v, cue, force, content, false, false);
    Some(Draft { tells: true, ..draft })
}

/// "..." — Ann Lee, teacher: a dash between a quotation and a name that ends the paragraph.
pub(super) fn signature(reader: &Reader, i: u32) -> Option<Draft> {
    if !matches!(reader.word(i), "-" | "--" | "–" | "—" | "―") || i == 0 {
        return None;
    }
    let block = reader.block_tokens(i);
    let quoted = reader.quoted[i as usize - 1];
    let quotation = reader.quotations.get((quoted as usize).checked_sub(1)?)?;
    let name = reader.tree.trimmed(i + 1..block.end);
    let signs = quotation.tokens.end == i
        && name.len() <= SIGNATURE
        && !name.is_empty()
        && reader.token(name.start).pos == Pos::Propn;
    let plain = signs
        && name
            .clone()
            .all(|t| !matches!(reader.token(t).tag, "VBD" | "VBZ" | "VBP" | "MD"));
    plain.then(|| Draft {
        head: i,
        cue: i..i + 1,
        force: Force::Says,
        content: vec![quotation.tokens.clone()],
        source_head: Some(source::head_of(reader, name.clone())),
        source: Some(name),
        speaks: true,
        tells: true,
        via: None,
    })
}

/// "... — Ann Lee (@annlee) May 4, 2031": a post as a page shows it, signed with the name and the handle of whoever wrote it.
pub(super) fn post(reader: &Reader, i: u32) -> Option<Draft> {
    if !matches!(reader.word(i), "-" | "--" | "–" | "—" | "―") {
        return None;
    }
    let block = reader.block_tokens(i);
    let mut after = i + 1..block.end.min(i + 1 + SIGNATURE as u32);
    let bracket = after.find(|&t| reader.word(t).starts_with('('))?;
    let handle = (bracket..block.end.min(bracket + 3)).any(|t| reader.word(t).trim_start_matches('(').starts_with('@'));
    let name = reader.tree.trimmed(i + 1..bracket);
    let mut words = reader.tree.trimmed(block.start..i);
    while !words.is_empty() && is_address(reader.word(words.end - 1)) {
        words = reader.tree.trimmed(words.start..words.end - 1);
    }
    (handle && !name.is_empty() && !words.is_empty()).then(|| Draft {
        head: i,
        cue: i..i + 1,
        force: Force::Says,
        content: vec![words],
        source_head: Some(name.end - 1),
        source: Some(name),
        speaks: false,
        tells: true,
        via: None,
    })
}

/// Whether a word is a web address or the short form of one.
pub(super) fn is_address(word: &str) -> bool {
    word.starts_with("http") || word.contains('/') && word.contains('.')
}

/// "with reference to The Gazette": whom what the clause tells is from.
pub(super) fn reference(reader: &Reader, i: u32) -> Option<Draft> {
    let (with, to) = (reader.head(i)?, reader.tree.child(i, &[Dep::Prep])?);
    if !reader.is(i, &["reference"]) || !reader.is(with, &["with", "in"]) || !reader.is(to, &["to"]) {
        return None;
    }
    let object = reader.tree.child(to, &[Dep::Pobj])?;
    let host = reader.head(with).filter(|&v| reader.is_verb(v))?;
    let source = source::phrase(reader, object);
    Some(Draft {
        head: i,
        cue: with..to + 1,
        force: Force::Says,
        content: reader.tree.stretches(host, &[with]),
        source: source.tokens,
        source_head: source.head,
        speaks: false,
        tells: true,
        via: None,
    })
}

/// Most words of a signature under a quotation.
const SIGNATURE: usize = 15;

fn draft(reader: &Reader, i: u32, cue: std::ops::Range<u32>, object: u32) -> Option<Draft> {
    let host = host(reader, i)?;
    let source = source::phrase(reader, object);
    // A clause joined on after the phrase is not the source's any more.
    let mut leave_out = vec![i];
    let joined = reader
        .tree
        .children(host)
        .iter()
        .filter(|&&c| c > i && reader.dep(c) == Dep::Conj && reader.is_verb(c));
    leave_out.extend(joined);
    let content = reader.tree.stretches(host, &leave_out);
    let outside = |part: &std::ops::Range<u32>| {
        source
            .tokens
            .as_ref()
            .is_none_or(|s| part.end <= s.start || part.start >= s.end)
    };
    Some(Draft {
        head: i,
        cue,
        force: Force::Says,
        content: content.into_iter().filter(outside).collect(),
        source: source.tokens.clone(),
        source_head: source.head,
        speaks: true,
        tells: true,
        via: None,
    })
}

/// The clause a phrase is set into: the nearest verb above it; after a cue's own clause, the relative clause that it ends.
fn host(reader: &Reader, i: u32) -> Option<u32> {
    let mut at = reader.head(i)?;
    while !reader.is_verb(at) {
        at = reader.head(at)?;
    }
    let tells = !lexicon::verb(&reader.token(at).lemma).is_empty() && at < i;
    Some(if tells {
        relative_before(reader, i, at).unwrap_or(at)
    } else {
        at
    })
}

/// The relative clause under `above` that ends right before a phrase.
fn relative_before(reader: &Reader, phrase: u32, above: u32) -> Option<u32> {
    let end = reader.tree.trimmed(reader.sentence(phrase).start..phrase).end;
    let mut at = end.checked_sub(1)?;
    while at != above {
        if reader.dep(at) == Dep::Relcl && reader.tree.reach(at).end <= phrase {
            return Some(at);
        }
        at = reader.head(at)?;
    }
    None
}

/// "reportedly": someone tells it, and the document does not say who.
pub(super) fn hearsay(reader: &Reader, i: u32) -> Option<Draft> {
    if !reader.is(i, HEARSAY) {
        return None;
    }
    let verb = reader.head(i).filter(|&v| reader.is_verb(v))?;
    let parts = reader.tree.stretches(verb, &[i]);
    Some(Draft {
        head: i,
        cue: i..i + 1,
        force: Force::Hints,
        content: parts,
        source: None,
        source_head: None,
        speaks: false,
        tells: true,
        via: None,
    })
}

/// "Estimates are that ...", "The mayor's fear is that ...": a noun that attributes, with what it is.
pub(super) fn copula(reader: &Reader, v: u32) -> Option<Draft> {
    let tree = &reader.tree;
    let noun = tree
        .child(v, &[Dep::Nsubj])
        .filter(|_| &*reader.token(v).lemma == "be")?;
    let clause = tree.child(v, &[Dep::Ccomp]).filter(|&c| c > v)?;
    let marked = tree
        .child(clause, &[Dep::Mark])
        .is_some_and(|m| reader.is(m, &["that", "whether"]));
    let data = reader.listed(noun, lexicon::DATA);
    let force = lexicon::noun(&reader.token(noun).lemma).or(data.then_some(Force::Says));
    let source = if data {
        source::phrase(reader, noun)
    } else {
        source::of_noun(reader, noun)
    };
    force.filter(|_| marked).map(|force| Draft {
        head: v,
        cue: if data { v } else { noun }..v + 1,
        force,
        content: tree.stretches(clause, &[]),
        source: source.tokens,
        source_head: source.head,
        speaks: false,
        tells: true,
        via: None,
    })
}

/// Adverbs for what is told by others.
const HEARSAY: &[&str] = &["reportedly", "allegedly", "purportedly", "supposedly"];
