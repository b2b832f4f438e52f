//! Quotation marks, paired: which stretches of a report stand in them, whatever marks the outlet uses.
//!
//! Marks are read off the tokens, so text that is cut plays no part. A mark opens or closes by its shape (“ ”) and by
//! what stands beside it; a paragraph that opens with a mark while the one before left its quotation open carries it on.

use crate::analysis::{Analysis, Pos};
use std::ops::Range;

/// A stretch in quotation marks, within one block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Quotation {
    /// Its tokens, marks included.
    pub(super) tokens: Range<u32>,
    /// Whether it carries on the quotation before it, from an earlier paragraph.
    pub(super) continues: bool,
    /// Number of words.
    pub(super) words: u32,
}

/// What a mark can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Opens,
    Closes,
    /// By its shape it could do either and its neighbours do not tell.
    Either,
}

/// A mark in the text.
#[derive(Debug, Clone, Copy)]
struct Seen {
    token: u32,
    mark: Mark,
    single: bool,
}

/// The quotations of a document that stand in no other quotation, in order, never overlapping.
pub(super) fn quotations(text: &str, analysis: &Analysis) -> Vec<Quotation> {
    let mut out = Vec::new();
    let mut carried = false;
    for block in &analysis.blocks {
        let Some(tokens) = block_tokens(analysis, block) else {
            continue;
        };
        let mut marks = marks(text, analysis, tokens.clone());
        if let Some(first) = marks.first().filter(|first| turn(text, analysis, first.token, &tokens)) {
            let token = first.token;
            marks.retain(|m| m.token != token);
            carried = false;
        }
        carried = pair(analysis, tokens, &marks, carried, &mut out);
    }
    out
}

fn block_tokens(analysis: &Analysis, block: &Range<u32>) -> Option<Range<u32>> {
    let sentences = analysis.sentences.get(block.start as usize..block.end as usize)?;
    Some(sentences.first()?.tokens.start..sentences.last()?.tokens.end)
}

/// Most words of a name that begins a turn.
const NAME: usize = 4;

/// Whether a mark stands before a turn of a transcript (`"LEE: Good morning.`), which it does not quote.
fn turn(text: &str, analysis: &Analysis, mark: u32, block: &Range<u32>) -> bool {
    let word = |i: u32| analysis.tokens[i as usize].span.slice(text);
    let visible = |&i: &u32| analysis.tokens[i as usize].pos != Pos::Space;
    let mut after = (mark + 1..block.end).filter(visible).take(NAME + 1);
    let first = block.clone().find(visible) == Some(mark);
    let Some(colon) = after.find(|&i| word(i) == ":").filter(|_| first) else {
        return false;
    };
    let shouted = |i: u32| word(i).chars().all(|c| c.is_uppercase() || c == '.');
    colon > mark + 1 && (mark + 1..colon).all(shouted)
}

/// Pairs the marks of a block. Returns whether a quotation is still open at its end.
fn pair(analysis: &Analysis, tokens: Range<u32>, marks: &[Seen], carried: bool, out: &mut Vec<Quotation>) -> bool {
    let double: Vec<Seen> = marks.iter().copied().filter(|m| !m.single).collect();
    // Single marks count where no double ones do; inside double ones they are quotations in quotations.
    let marks = if double.is_empty() { marks } else { &double };
    let mut open: Option<(u32, bool)> = None;
    let mut continues = false;
    let first_visible = tokens.clone().find(|&i| analysis.tokens[i as usize].pos != Pos::Space);
    for (i, seen) in marks.iter().enumerate() {
        match (open, seen.mark) {
            (None, Mark::Closes) => {
                // A block that goes on with a quotation but does not repeat the mark.
                if carried && i == 0 {
                    push(analysis, tokens.start..seen.token + 1, true, out);
                }
            }
            (None, _) => {
                let closes_later = marks[i + 1..].first().is_some_and(|next| next.mark != Mark::Opens);
                if seen.single && !closes_later {
                    continue;
                }
                continues = carried && first_visible == Some(seen.token);
                open = Some((seen.token, seen.single));
            }
            (Some((start, _)), Mark::Closes | Mark::Either) => {
                push(analysis, start..seen.token + 1, continues, out);
                open = None;
            }
            (Some((start, single)), Mark::Opens) => {
                // The mark that should have closed is missing: the sentence before the new mark is the last that can be meant.
                let end = sentence_end_before(analysis, start, seen.token);
                push(analysis, start..end, continues, out);
                continues = false;
                open = (!single || seen.single).then_some((seen.token, seen.single));
            }
        }
    }
    if let Some((start, single)) = open
        && !single
    {
        push(analysis, start..tokens.end, continues, out);
        return true;
    }
    false
}

fn sentence_end_before(analysis: &Analysis, start: u32, token: u32) -> u32 {
    let first = analysis.tokens[start as usize].sentence;
    let sentence = analysis.tokens[token as usize].sentence;
    if sentence > first {
        analysis.sentences[sentence as usize].tokens.start
    } else {
        token
    }
}

fn push(analysis: &Analysis, tokens: Range<u32>, continues: bool, out: &mut Vec<Quotation>) {
    let mut end = tokens.end;
    while end > tokens.start && analysis.tokens[end as usize - 1].pos == Pos::Space {
        end -= 1;
    }
    let tokens = tokens.start..end;
    let mine = &analysis.tokens[tokens.start as usize..tokens.end as usize];
    let words = mine
        .iter()
        .filter(|t| !matches!(t.pos, Pos::Punct | Pos::Space))
        .count() as u32;
    if words > 0 {
        out.push(Quotation {
            tokens,
            continues,
            words,
        });
    }
}

/// The quotation marks of a block.
fn marks(text: &str, analysis: &Analysis, tokens: Range<u32>) -> Vec<Seen> {
    let mut out = Vec::new();
    for token in tokens {
        let t = &analysis.tokens[token as usize];
        let words = t.span.slice(text);
        if words.bytes().all(|b| b.is_ascii_alphanumeric())
            || !words.contains(['"', '“', '”', '„', '«', '»', '‟', '\'', '‘', '’', '`'])
        {
            continue;
        }
        let alone = words.chars().all(|c| !c.is_alphanumeric());
        if !alone && (t.tag == "POS" || words.starts_with(['\'', '’']) || !words.contains(['"', '“', '”'])) {
            continue;
        }
        let mut skip_until = 0;
        for (at, c) in words.char_indices() {
            if at < skip_until {
                continue;
            }
            let rest = &words[at..];
            let doubled = rest.starts_with("''") || rest.starts_with("``");
            let length = if doubled { 2 } else { c.len_utf8() };
            skip_until = at + length;
            let start = t.span.start as usize + at;
            let before = text[..start].chars().next_back();
            let after = text[start + length..].chars().next();
            let single = !doubled && matches!(c, '\'' | '‘' | '’' | '`');
            if single && (!alone || t.tag == "POS" && !after.is_some_and(|a| a.is_ascii_punctuation())) {
                continue;
            }
            if let Some(mark) = mark(c, doubled, single, before, after) {
                out.push(Seen { token, mark, single });
            }
        }
    }
    out
}

/// What a mark can do, by its shape and its neighbours.
fn mark(c: char, doubled: bool, single: bool, before: Option<char>, after: Option<char>) -> Option<Mark> {
    let free_before =
        before.is_none_or(|b| b.is_whitespace() || matches!(b, '(' | '[' | '—' | '–' | '-' | '/' | '“' | '"' | '‘'));
    let free_after = after.is_none_or(|a| {
        a.is_whitespace()
            || matches!(
                a,
                ')' | ']' | '—' | '–' | '-' | ',' | '.' | ';' | ':' | '?' | '!' | '”' | '"' | '’' | '\''
            )
    });
    let by_place = match (free_before, free_after) {
        (true, false) => Mark::Opens,
        (false, true) => Mark::Closes,
        _ => Mark::Either,
    };
    let digit = after.is_some_and(|a| a.is_ascii_digit());
    match c {
        '`' if !doubled => None,
        '“' | '„' | '«' | '`' => Some(if by_place == Mark::Closes {
            Mark::Closes
        } else {
            Mark::Opens
        }),
        '”' | '»' => Some(if by_place == Mark::Opens {
            Mark::Opens
        } else {
            Mark::Closes
        }),
        // Inches and feet.
        '"' if before.is_some_and(|b| b.is_ascii_digit()) && by_place == Mark::Closes && !free_before => {
            Some(Mark::Either)
        }
        '‘' if digit => None,
        _ if single && by_place == Mark::Either && !free_before => None,
        '‘' => (by_place != Mark::Closes).then_some(Mark::Opens),
        '’' => (by_place == Mark::Closes).then_some(Mark::Closes),
        '\'' if digit && by_place == Mark::Opens => None,
        '\'' if single && by_place == Mark::Either => None,
        _ => Some(by_place),
    }
}
