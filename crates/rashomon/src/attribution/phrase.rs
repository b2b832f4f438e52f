//! Cues that are no verbs: "according to", "per", "in the words of".

use super::{Draft, Force, Reader, source};
use crate::analysis::Dep;

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

/// "per X", set off by a comma or at the start of its sentence.
pub(super) fn adposition(reader: &Reader, i: u32) -> Option<Draft> {
    if !reader.is(i, &["per"]) {
        return None;
    }
    let object = reader.tree.child(i, &[Dep::Pobj])?;
    let set_off = i == reader.sentence(i).start || reader.token(i - 1).tag == ",";
    let named = matches!(reader.token(object).tag, "NNP" | "NNPS") || reader.tree.child(object, &[Dep::Det]).is_some();
    (set_off && named).then(|| draft(reader, i, i..i + 1, object)).flatten()
}

fn draft(reader: &Reader, i: u32, cue: std::ops::Range<u32>, object: u32) -> Option<Draft> {
    let host = host(reader, i)?;
    let source = source::phrase(reader, object);
    let content = reader.tree.stretches(host, &[i]);
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
    })
}

/// The clause a phrase is set into: the nearest verb above it.
fn host(reader: &Reader, i: u32) -> Option<u32> {
    let mut at = reader.head(i)?;
    while !reader.is_verb(at) {
        at = reader.head(at)?;
    }
    Some(at)
}
