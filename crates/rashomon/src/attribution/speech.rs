//! Giving each quotation to the cue beside it, or to the speaker it goes on from.

use super::{Draft, Reader, cue};
use std::ops::Range;

/// Up to this many words in quotation marks are a phrase the writer marks, not an utterance.
const SCARE_WORDS: u32 = 3;

/// How far from its quotation a cue may stand, in tokens.
const REACH: u32 = 40;

/// Completes the drafts with the quotations they introduce.
pub(super) fn give_quotations(reader: &Reader, drafts: &mut [Draft]) {
    let mut last: Option<usize> = None;
    for q in 0..reader.quotations.len() {
        let quotation = &reader.quotations[q];
        let mine = holder(reader, drafts, &quotation.tokens)
            .or_else(|| after(reader, drafts, &quotation.tokens))
            .or_else(|| before(reader, drafts, &quotation.tokens))
            .or_else(|| if quotation.continues { last } else { None })
            .or_else(|| going_on(reader, drafts, q, last));
        let Some(draft) = mine else { continue };
        add(&mut drafts[draft], quotation.tokens.clone());
        if drafts[draft].speaks && quotation.words > SCARE_WORDS {
            last = Some(draft);
        }
    }
}

fn add(draft: &mut Draft, tokens: Range<u32>) {
    let mut parts = std::mem::take(&mut draft.content);
    parts.push(tokens);
    draft.content = cue::joined(parts);
}

/// Indices of the drafts whose head lies in a range of tokens.
fn heads_in(drafts: &[Draft], tokens: Range<u32>) -> Range<usize> {
    let start = drafts.partition_point(|d| d.head < tokens.start);
    let end = drafts.partition_point(|d| d.head < tokens.end);
    start..end.max(start)
}

/// The draft, outside the quotation, whose content by the parse takes in most of it.
fn holder(reader: &Reader, drafts: &[Draft], quotation: &Range<u32>) -> Option<usize> {
    let reach = quotation.start.saturating_sub(REACH)..quotation.end + REACH;
    let shared = |d: &Draft| {
        d.content
            .iter()
            .map(|p| p.end.min(quotation.end).saturating_sub(p.start.max(quotation.start)))
            .sum::<u32>()
    };
    heads_in(drafts, reach)
        .filter(|&i| !reader.in_quotation(drafts[i].head) && shared(&drafts[i]) * 2 > quotation.len() as u32)
        .min_by_key(|&i| drafts[i].content.iter().map(|p| p.len()).sum::<usize>())
}

/// "...", said X / "...", X said: the first cue after the quotation, if its clause begins right there.
fn after(reader: &Reader, drafts: &[Draft], quotation: &Range<u32>) -> Option<usize> {
    let mut at = quotation.end;
    while (at as usize) < reader.tokens.len() && reader.tree.separates(at) && reader.word(at) != "." {
        at += 1;
    }
    if at as usize >= reader.tokens.len() || reader.block(at) != reader.block(quotation.start) {
        return None;
    }
    heads_in(drafts, at..at + REACH).find(|&i| {
        let draft = &drafts[i];
        let start = draft
            .source
            .as_ref()
            .map_or(draft.cue.start, |s| s.start.min(draft.cue.start));
        draft.speaks && start == at && !reader.in_quotation(draft.head)
    })
}

/// X said: "..." / X said, "...": the last cue before the quotation in its sentence.
fn before(reader: &Reader, drafts: &[Draft], quotation: &Range<u32>) -> Option<usize> {
    let mut at = quotation.start;
    let block = reader.block(at);
    while at > 0 && reader.tree.separates(at - 1) && reader.word(at - 1) != "." {
        at -= 1;
    }
    if at == 0 || reader.block(at - 1) != block {
        return None;
    }
    let colon = at < quotation.start;
    let start = reader.sentence(at - 1).start;
    if !colon && reader.sentence(quotation.start).start != start {
        return None;
    }
    heads_in(drafts, start.max(at.saturating_sub(REACH))..at)
        .rev()
        .find(|&i| {
            let draft = &drafts[i];
            draft.speaks && !reader.in_quotation(draft.head) && (draft.content.is_empty() || colon)
        })
}

/// A quotation without a cue: it goes on from the one before it in its paragraph, or from the last speaker.
fn going_on(reader: &Reader, drafts: &[Draft], q: usize, last: Option<usize>) -> Option<usize> {
    let quotation = &reader.quotations[q];
    let last = last?;
    let begins = reader.sentence(quotation.tokens.start).start == quotation.tokens.start;
    let end = drafts[last]
        .content
        .last()
        .map_or(drafts[last].cue.end, |p| p.end.max(drafts[last].cue.end));
    let near = reader.block(quotation.tokens.start) - reader.block(end - 1) <= 1;
    (begins && near && quotation.words > SCARE_WORDS).then_some(last)
}
