//! Headlines and transcripts: "Mayor: bridge is safe", "Bridge is safe: report", "Bridge is safe - official".

use super::{Draft, Force, Reader};
use crate::analysis::Pos;
use std::ops::Range;

/// Most words a source may have beside its colon or dash.
const SOURCE_WORDS: usize = 6;

/// The attributions of lines that a colon or a dash divides.
pub(super) fn drafts(reader: &Reader) -> Vec<Draft> {
    let mut out = Vec::new();
    for block in &reader.analysis.blocks {
        let sentences = &reader.analysis.sentences[block.start as usize..block.end as usize];
        if let (Some(first), Some(last)) = (sentences.first(), sentences.last()) {
            out.extend(line(reader, first.tokens.start..last.tokens.end));
        }
    }
    out
}

fn line(reader: &Reader, tokens: Range<u32>) -> Option<Draft> {
    let colon = tokens.clone().take(SOURCE_WORDS * 2).find(|&i| reader.word(i) == ":")?;
    let mut source = reader.tree.trimmed(tokens.start..colon);
    // "From The Gazette: ..."
    if source.len() > 1 && reader.is(source.start, &["from", "via"]) {
        source.start += 1;
    }
    let content = reader.tree.trimmed(colon + 1..tokens.end);
    let is_name = |i: u32| {
        matches!(reader.token(i).pos, Pos::Propn) || matches!(reader.word(i), "." | "," | "of" | "the" | "and" | "-")
    };
    let named = !source.is_empty() && source.len() <= SOURCE_WORDS && source.clone().all(is_name);
    (named && content.len() > 2).then(|| Draft {
        head: colon,
        cue: colon..colon + 1,
        force: Force::Says,
        content: vec![content],
        source_head: Some(source.end - 1),
        source: Some(source),
        speaks: true,
        tells: true,
        via: None,
    })
}
