//! Web pages: what a person can read on them, in page order, with its places in the file; what of it is the report; and
//! what the page says of itself.

mod decide;
mod metadata;
mod raw;
mod walk;

use super::date;
use super::encoding::Decoded;
use crate::document::{Cut, Document, SourceRange};
use crate::text::{Span, TextIndex};
use encoding_rs::Encoding;

/// Reads a page. The document's text is all that is visible, its cuts what is not the report.
///
/// `source` holds ranges of `page`; [`in_file`] carries them over to the file.
pub(super) fn read(document: &mut Document, page: &str) {
    let mut walked = walk::walk(page);
    metadata::fill(document, &walked.head, &walked.blocks);
    let headline = document.title.clone().unwrap_or_default();
    decide::mark(&headline, &mut walked);
    document.byline = document.byline.take().or_else(|| decide::byline(&walked.blocks));
    let index = TextIndex::new(page);
    for block in &walked.blocks {
        if !document.text.is_empty() {
            document.text.push_str(if block.line { "\n" } else { "\n\n" });
        }
        let start = document.text.len();
        document.text.push_str(&block.text);
        let text = Span::of(start..document.text.len());
        document.source.extend(block.pieces.iter().map(|(words, file)| {
            let (line, column) = index.line_and_column(page, file.start as u32);
            SourceRange {
                text: Span::of(start + words.start..start + words.end),
                file: Span::of(file.clone()),
                line,
                column,
            }
        }));
        if let Some(why) = block.cut {
            document.cut.push(Cut { span: text, why });
        }
    }
}

/// Turns the source ranges, which are of the decoded page, into ranges of the file. Where bytes were lost in decoding
/// nothing can be said for sure, and the ranges are dropped.
pub(super) fn in_file(document: &mut Document, page: &Decoded) {
    if page.lossy {
        document.source.clear();
        return;
    }
    let (mut at, mut place) = (0, page.mark);
    let mut carry = |to: u32| {
        let to = to as usize;
        place += encoded(&page.text[at..to], page.encoding);
        at = to;
        place
    };
    for range in &mut document.source {
        let start = carry(range.file.start);
        range.file = Span::of(start..carry(range.file.end));
    }
}

/// Bytes that a text takes in an encoding.
fn encoded(text: &str, encoding: &'static Encoding) -> usize {
    if encoding == encoding_rs::UTF_8 {
        return text.len();
    }
    if encoding == encoding_rs::UTF_16LE || encoding == encoding_rs::UTF_16BE {
        return text.encode_utf16().count() * 2;
    }
    encoding.encode(text).0.len()
}

#[cfg(test)]
mod tests;
