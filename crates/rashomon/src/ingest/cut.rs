//! What of a text is not part of the report: found by general marks of such debris, listed with a reason, never deleted.
//!
//! A report's words must not be lost, so each rule wants a mark that reports do not bear; in doubt the text stays.

mod caption;
mod digest;
mod filler;
mod head;
mod inline;
mod line;
mod tail;
#[cfg(test)]
mod tests;

use crate::document::{Cut, CutReason, Document};
use crate::text::Span;
use rashomon_language as language;
use regex::{Regex, RegexBuilder, RegexSet, RegexSetBuilder};
use std::borrow::Cow;
use std::ops::Range;

/// A block of a text: a paragraph, a heading, a list item.
pub(super) struct Block<'a> {
    /// Where it stands, without white space around it.
    span: Span,
    /// Its words; line wraps are spaces, so offsets hold.
    text: Cow<'a, str>,
    /// Why all of it is cut, if it is.
    cut: Option<CutReason>,
}

impl Block<'_> {
    fn words(&self) -> usize {
        self.text.split_ascii_whitespace().count()
    }

    /// Whether it ends as sentences do.
    fn is_prose(&self) -> bool {
        let end = self
            .text
            .trim_end_matches(['"', '\'', '\u{201d}', '\u{2019}', ')', ']']);
        end.ends_with(['.', '!', '?', '\u{2026}']) || self.words() > 25
    }

    /// The span of a byte range of its words.
    fn at(&self, range: Range<usize>) -> Span {
        let start = self.span.start as usize;
        Span::of(start + range.start..start + range.end)
    }
}

/// Adds to a document's cuts what its words show not to be report; datelines and bylines serve as metadata it lacks.
/// `publisher` is the outlet where neither the document nor its words tell.
pub(super) fn find(document: &mut Document, publisher: Option<&str>) {
    let text = std::mem::take(&mut document.text);
    let mut blocks = blocks(&text, &document.cut);
    let title = document.title.clone().unwrap_or_default();
    let title = title.trim();
    let all_capitals = is_capitals(&text);
    for (i, block) in blocks.iter_mut().enumerate() {
        let headline = i == 0 || title == block.text.trim();
        block.cut = line::reason(block, headline || all_capitals);
    }
    line::headings(&mut blocks, all_capitals);
    line::lists(&mut blocks);
    let mut parts = head::find(document, publisher, &mut blocks);
    tail::find(document, &mut blocks);
    filler::find(&mut blocks);
    digest::find(title, &mut blocks);
    for block in blocks.iter().filter(|block| block.cut.is_none()) {
        inline::find(block, &mut parts);
    }
    let whole = blocks.iter().filter_map(|block| {
        Some(Cut {
            span: block.span,
            why: block.cut?,
        })
    });
    parts.extend(whole);
    parts.append(&mut document.cut);
    document.cut = merged(parts);
    document.text = text;
}

/// The blocks of a text that are not cut yet.
fn blocks<'a>(text: &'a str, cut: &[Cut]) -> Vec<Block<'a>> {
    let mut out = Vec::new();
    for block in language::blocks(text) {
        let range = within(text, block.range, cut);
        if range.is_empty() {
            continue;
        }
        let span = Span::of(range.clone());
        let words = &text[range];
        let text = match block.wrapped {
            // A carriage return and a newline are one byte each, as is a space.
            true => Cow::Owned(words.replace(['\r', '\n'], " ")),
            false => Cow::Borrowed(words),
        };
        out.push(Block { span, text, cut: None });
    }
    out
}

/// A block's range without what is cut already at its ends, such as marks of emphasis.
fn within(text: &str, mut range: Range<usize>, cut: &[Cut]) -> Range<usize> {
    let first = cut.partition_point(|cut| cut.span.end as usize <= range.start);
    for cut in &cut[first..] {
        if cut.span.start as usize > range.start {
            break;
        }
        let rest = text.get(cut.span.end as usize..range.end).unwrap_or_default();
        range.start = range.end - rest.trim_start().len();
    }
    let last = cut.partition_point(|cut| (cut.span.start as usize) < range.end);
    for cut in cut[..last].iter().rev() {
        if (cut.span.end as usize) < range.end {
            break;
        }
        let rest = text.get(range.start..cut.span.start as usize).unwrap_or_default();
        range.end = range.start + rest.trim_end().len();
    }
    range
}

/// Cuts in order; where two overlap, the first has the place and the second what is left behind it.
fn merged(mut cuts: Vec<Cut>) -> Vec<Cut> {
    cuts.sort_by_key(|cut| (cut.span.start, std::cmp::Reverse(cut.span.end), cut.why));
    let mut out: Vec<Cut> = Vec::new();
    for mut cut in cuts {
        let end = out.last().map_or(0, |last| last.span.end);
        cut.span.start = cut.span.start.max(end);
        if cut.span.start < cut.span.end {
            out.push(cut);
        }
    }
    out
}

/// A pattern with [`ascii`] classes.
pub(super) fn regex(pattern: &str) -> Regex {
    RegexBuilder::new(&ascii(pattern))
        .dfa_size_limit(CACHE)
        .build()
        .expect("the pattern is well formed")
}

/// As [`regex`], of several patterns.
fn regex_set(patterns: impl IntoIterator<Item = String>) -> RegexSet {
    RegexSetBuilder::new(patterns.into_iter().map(|pattern| ascii(&pattern)))
        .dfa_size_limit(CACHE)
        .build()
        .expect("the patterns are well formed")
}

/// Bytes of a pattern's cache, of which it has two a thread: over a stream of reports some thirty patterns fill theirs, and where
/// nothing is said that is up to twice as much. With half of this the longest pattern is searched ten times slower.
const CACHE: usize = 1 << 20;

/// A pattern with classes for words and digits of Latin letters alone. The Unicode ones take longer to make than to use, and
/// where a text is not ASCII a Unicode word boundary sends the whole search the slow way.
fn ascii(pattern: &str) -> String {
    const WORD: &str = r"0-9A-Za-z_\u{c0}-\u{24f}";
    pattern
        .replace(r"\b", r"(?-u:\b)")
        .replace(r"[\w", &format!("[{WORD}"))
        .replace(r"\w", &format!("[{WORD}]"))
        .replace(r"\W", &format!("[^{WORD}]"))
        .replace(r"\d", "[0-9]")
}

/// Whether nine of ten letters are capitals.
fn is_capitals(text: &str) -> bool {
    let (mut letters, mut capitals) = (0, 0);
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        letters += 1;
        capitals += usize::from(!c.is_lowercase());
    }
    letters > 3 && capitals * 10 >= letters * 9
}
