//! Giving each quotation to the cue beside it, or to the speaker it goes on from.

use super::{Draft, Reader, cue, source};
use crate::analysis::{Dep, Pos};
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
        let tokens = quotation.tokens.clone();
        let follows = after(reader, drafts, &tokens);
        if let Some(draft) = follows {
            mend(reader, &mut drafts[draft], &tokens);
        }
        let introduced = follows.or_else(|| introducer(reader, drafts, &tokens));
        if introduced.is_some() {
            keep_out(reader, drafts, introduced, &tokens);
        }
        let mine = introduced
            .or_else(|| holder(reader, drafts, &tokens))
            .or_else(|| before(reader, drafts, &tokens))
            .or(if quotation.continues { last } else { None })
            .or_else(|| going_on(reader, drafts, q, last));
        let Some(draft) = mine else { continue };
        add(&mut drafts[draft], tokens);
        if drafts[draft].speaks && (quotation.words > SCARE_WORDS || introduced.is_some()) {
            last = Some(draft);
        }
    }
}

/// "The newspaper explained:" at the end of a paragraph: the next one is its content, with those that follow alike as in a list.
pub(super) fn give_blocks(reader: &Reader, drafts: &mut [Draft]) {
    let blocks: Vec<Range<u32>> = reader
        .analysis
        .blocks
        .iter()
        .map(|b| reader.sentences_tokens(b.clone()))
        .collect();
    for (i, block) in blocks.iter().enumerate() {
        let visible = |range: &Range<u32>| range.clone().rev().find(|&t| reader.token(t).pos != Pos::Space);
        let Some(colon) = visible(block).filter(|&t| reader.word(t) == ":") else {
            continue;
        };
        let sentence = reader.sentence(colon);
        let introduces = |d: &&usize| {
            let d = &drafts[**d];
            d.source.is_some() && d.force.passes_on() && !reader.in_quotation(d.head) && (d.speaks || d.tells)
        };
        let Some(draft) = Vec::from_iter(heads_in(drafts, sentence))
            .iter()
            .rev()
            .find(introduces)
            .copied()
        else {
            continue;
        };
        let opening = |range: &Range<u32>| -> Vec<&str> {
            range
                .clone()
                .filter(|&t| reader.token(t).pos != Pos::Space)
                .take(2)
                .map(|t| reader.word(t))
                .collect()
        };
        let following = &blocks[i + 1..];
        let quotes = |b: &Range<u32>| (b.start..b.end.min(b.start + 2)).any(|t| reader.in_quotation(t));
        let Some(first) = following.first().filter(|b| !b.is_empty() && !quotes(b)) else {
            continue;
        };
        let alike = following[1..]
            .iter()
            .take_while(|b| opening(b) == opening(first))
            .count();
        for block in &following[..=alike] {
            let words = reader.tree.trimmed(block.clone());
            drafts[draft].content.extend(Some(words).filter(|w| w.start < w.end));
        }
    }
}

/// What stands between a quotation and the cue after it is the source, whatever the parser made of it.
fn mend(reader: &Reader, draft: &mut Draft, quotation: &Range<u32>) {
    let start = after_marks(reader, quotation.end);
    for part in &mut draft.content {
        if part.start < quotation.end && part.end > start {
            part.end = quotation.end;
        }
    }
    draft
        .content
        .retain(|part| part.end <= quotation.end || part.start >= draft.cue.end);
    let opening = reader.sentence(quotation.start).start;
    let led_in = reader.tree.trimmed(opening..quotation.start);
    if !begins(reader, quotation.start)
        && !led_in.is_empty()
        && !led_in.clone().any(|i| reader.in_quotation(i) && reader.word(i) == ",")
    {
        // The quotation only ends what the source says: `The road is "a disgrace," Lee said.`
        draft
            .content
            .retain(|part| part.start >= quotation.start || part.end <= opening);
        draft.content.push(led_in);
    }
    if start < draft.cue.start {
        let between = reader.tree.trimmed(start..draft.cue.start);
        if draft.source.as_ref().is_none_or(|s| s.start != between.start) && !between.is_empty() {
            draft.source_head = Some(source::head_of(reader, between.clone()));
            draft.source = Some(between);
        }
    } else if draft
        .source
        .as_ref()
        .is_none_or(|s| s.start > draft.cue.end || s.end <= draft.cue.start)
        && let Some(found) = source::after_cue(reader, draft.cue.end)
    {
        draft.source_head = found.head;
        draft.source = found.tokens;
    }
}

/// The first token after a quotation that is not a comma, a dash or white space.
fn after_marks(reader: &Reader, mut at: u32) -> u32 {
    while (at as usize) < reader.tokens.len() && reader.tree.separates(at) && reader.word(at) != "." {
        at += 1;
    }
    at
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

/// One past the last token before a quotation that is not a comma, a colon, a dash or white space.
fn before_marks(reader: &Reader, mut at: u32) -> u32 {
    while at > 0 && reader.tree.separates(at - 1) && reader.word(at - 1) != "." {
        at -= 1;
    }
    at
}

/// "...", said X / "...", X said: the first cue after the quotation, if nothing but its source stands between.
fn after(reader: &Reader, drafts: &[Draft], quotation: &Range<u32>) -> Option<usize> {
    let at = after_marks(reader, quotation.end);
    if at as usize >= reader.tokens.len() || reader.block(at) != reader.block(quotation.start) {
        return None;
    }
    heads_in(drafts, at..at + REACH)
        .find(|&i| drafts[i].speaks && !reader.in_quotation(drafts[i].head))
        .filter(|&i| {
            let draft = &drafts[i];
            // `"It is over." He said that ...` begins anew.
            let ended = (quotation.start..quotation.end - 1)
                .next_back()
                .is_some_and(|t| reader.word(t) == ".");
            if ended && draft.content.iter().any(|part| part.start >= draft.cue.end) && begins_sentence(reader, at) {
                return false;
            }
            // `The "bridge of sighs" is closed.`
            if draft.source.is_none() && reader.tree.child(draft.head, &[Dep::Auxpass]).is_some() {
                return false;
            }
            // `..., calling it "a disgrace"` goes on from its main clause.
            if reader.token(draft.head).tag == "VBG" && draft.cue.start == at {
                return false;
            }
            let start = draft
                .source
                .as_ref()
                .map_or(draft.cue.start, |s| s.start.min(draft.cue.start));
            start == at || draft.cue.start >= at && names_someone(reader, at..draft.cue.start)
        })
}

/// Whether the words between a quotation and a cue can be its source: a noun phrase from the first word on, without another verb.
fn names_someone(reader: &Reader, between: Range<u32>) -> bool {
    let Some(first) = between.clone().next() else {
        return true;
    };
    let begins = matches!(
        reader.token(first).pos,
        Pos::Propn | Pos::Pron | Pos::Noun | Pos::Det | Pos::Adj
    ) && reader.token(first).tag != "WDT";
    let plain = |i: u32| {
        !reader.in_quotation(i)
            && !matches!(reader.word(i), "." | "?" | "!" | ":" | ";")
            && !matches!(reader.token(i).tag, "VBD" | "VBZ" | "VBP" | "MD")
    };
    begins && between.clone().all(plain)
}

/// X said, "...": the cue right before a whole utterance, whose content is then the utterance and nothing else.
fn introducer(reader: &Reader, drafts: &[Draft], quotation: &Range<u32>) -> Option<usize> {
    let start = quotation.start;
    let (cue, marks) = (before_marks(reader, start), before_marks(reader, start) < start);
    if !marks || cue == 0 || !whole(reader, quotation) || reader.block(cue - 1) != reader.block(start) {
        return None;
    }
    heads_in(drafts, cue - 1..cue).find(|&i| drafts[i].speaks && !reader.in_quotation(drafts[i].head))
}

/// Whether a quotation ends as a sentence or before a comma of its own.
fn whole(reader: &Reader, quotation: &Range<u32>) -> bool {
    let last = (quotation.start..quotation.end - 1).next_back();
    last.is_some_and(|i| matches!(reader.word(i), "." | "," | "?" | "!" | "..." | "…"))
}

/// Takes an utterance out of every content that it only reaches into by a slip of the parser.
fn keep_out(reader: &Reader, drafts: &mut [Draft], introduced: Option<usize>, quotation: &Range<u32>) {
    let near = heads_in(drafts, quotation.start.saturating_sub(REACH)..quotation.end + REACH);
    for i in near {
        let own = Some(i) == introduced;
        let cue = drafts[i].cue.clone();
        for part in &mut drafts[i].content {
            let overlaps = part.start < quotation.end && quotation.start < part.end;
            let within = part.start <= quotation.start && quotation.end <= part.end;
            if overlaps && own && part.end > quotation.end && cue.end <= quotation.start {
                part.end = quotation.end;
            } else if overlaps && !own && !within && part.start < quotation.start {
                part.end = quotation.start;
                *part = reader.tree.trimmed(part.clone());
            }
        }
        drafts[i].content.retain(|part| !part.is_empty());
    }
}

/// X said: "..." / X said, "...": the last cue before the quotation in its sentence.
fn before(reader: &Reader, drafts: &[Draft], quotation: &Range<u32>) -> Option<usize> {
    let at = before_marks(reader, quotation.start);
    let block = reader.block(quotation.start);
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

/// A quotation without a cue: it goes on from whoever speaks before it in its paragraph, or from the last one quoted.
fn going_on(reader: &Reader, drafts: &[Draft], q: usize, last: Option<usize>) -> Option<usize> {
    let quotation = &reader.quotations[q];
    let start = quotation.tokens.start;
    if quotation.words <= SCARE_WORDS && !whole(reader, &quotation.tokens) || !begins(reader, start) {
        return None;
    }
    let block = reader.block_tokens(start).start;
    let speaking = |&i: &usize| {
        drafts[i].speaks && drafts[i].source.is_some() && !reader.in_quotation(drafts[i].head) && !held(drafts, i)
    };
    let nearest = heads_in(drafts, block.max(start.saturating_sub(3 * REACH))..start)
        .rev()
        .find(speaking);
    nearest.or_else(|| {
        let last = last?;
        let end = drafts[last]
            .content
            .last()
            .map_or(drafts[last].cue.end, |p| p.end.max(drafts[last].cue.end));
        (reader.block(start) - reader.block(end - 1) <= 1).then_some(last)
    })
}

/// Whether another draft's content, near it in the order, holds this one's cue.
fn held(drafts: &[Draft], i: usize) -> bool {
    let head = drafts[i].head;
    let near = i.saturating_sub(8)..(i + 8).min(drafts.len());
    near.filter(|&j| j != i)
        .any(|j| drafts[j].content.iter().any(|p| p.contains(&head)))
}

/// Whether a token is the first of its sentence, marks aside.
fn begins_sentence(reader: &Reader, token: u32) -> bool {
    let start = reader.sentence(token).start;
    (start..token).all(|t| reader.tree.separates(t) || reader.token(t).pos == Pos::Punct)
}

/// Whether a token begins a sentence: the parser sometimes leaves an opening mark with the sentence before.
fn begins(reader: &Reader, token: u32) -> bool {
    reader.sentence(token).start == token
        || matches!(reader.word(token - 1), "." | "?" | "!")
        || reader.in_quotation(token - 1)
}
