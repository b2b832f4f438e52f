//! "The Gazette reports on this with reference to the agency": content that only points back is what stands right before.

use super::cue::group;
use super::{Draft, Reader, lexicon, outlet, source};
use crate::analysis::{Dep, Pos};
use std::ops::Range;

/// "The accusation was made by the chamber": whose words those are that the subject points back to.
pub(super) fn made(reader: &Reader, v: u32) -> Option<Draft> {
    let makes = matches!(
        &*reader.token(v).lemma,
        "issue" | "level" | "make" | "publish" | "release" | "voice"
    );
    let tree = &reader.tree;
    let words = tree.child(v, &[Dep::Nsubjpass]).filter(|_| makes)?;
    let definite = |d: u32| reader.is(d, &["the", "these", "this"]);
    tree.child(words, &[Dep::Det]).filter(|&d| definite(d))?;
    let force = lexicon::noun(&reader.token(words).lemma).filter(|force| force.passes_on())?;
    let found = source::of_verb(reader, v, true);
    found.head.is_some().then(|| Draft {
        head: v,
        cue: group(reader, v),
        force,
        content: tree.stretches(words, &[]),
        source: found.tokens,
        source_head: found.head,
        speaks: false,
        tells: true,
        via: None,
    })
}

/// Gives what an outlet is said to have reported the words that it only points back to.
pub(super) fn resolve(reader: &Reader, drafts: &mut [Draft]) {
    for draft in drafts {
        let by_outlet = draft.source_head.is_some_and(|head| outlet::is_outlet(reader, head));
        if by_outlet && points_back(reader, draft) {
            draft.content = before(reader, draft.head).into_iter().collect();
        }
    }
}

/// Whether what the draft's verb has as its object, or in the passive as its subject, is "this", "it" or "the news".
fn points_back(reader: &Reader, draft: &Draft) -> bool {
    let verb = match reader.is_verb(draft.head) {
        true => Some(draft.head),
        // "with reference to", "according to": the verb that the phrase hangs on.
        false => reader.head(draft.cue.start).filter(|&v| reader.is_verb(v)),
    };
    let Some(verb) = verb.filter(|&v| matches!(&*reader.token(v).lemma, "report" | "write" | "inform" | "announce"))
    else {
        return false;
    };
    let tree = &reader.tree;
    let about = tree
        .child(verb, &[Dep::Prep])
        .filter(|&p| reader.is(p, &["about", "of", "on"]));
    let told = about
        .and_then(|p| tree.child(p, &[Dep::Pobj]))
        .or_else(|| tree.child(verb, &[Dep::Dobj, Dep::Nsubjpass]));
    told.is_some_and(|t| {
        let pronoun = reader.token(t).pos == Pos::Pron && reader.is(t, &["it", "that", "this"]);
        pronoun || reader.is(t, &["news", "development", "information"])
    })
}

/// The sentence before a token's in its block, or else the block before.
fn before(reader: &Reader, at: u32) -> Option<Range<u32>> {
    let sentence = reader.sentence(at).start;
    let block = reader.block_tokens(at);
    let words = match sentence > block.start {
        true => reader.sentence(sentence - 1),
        false => reader.block_tokens(block.start.checked_sub(1)?),
    };
    let words = reader.tree.trimmed(words);
    (!words.is_empty()).then_some(words)
}
