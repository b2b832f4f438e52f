//! Markdown: the text is the file as it is; its marks, addresses and front matter are cut, so that sentences read through.

use super::date;
use crate::document::{Cut, CutReason, Document};
use crate::text::Span;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// Cuts the markup of a document's text and takes metadata from its front matter.
pub(super) fn read(document: &mut Document) {
    let text = std::mem::take(&mut document.text);
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let (mut at, mut caption, mut front) = (0, false, false);
    for (event, range) in Parser::new_ext(&text, options).into_offset_iter() {
        match event {
            Event::Start(Tag::Image { .. }) => caption = true,
            Event::End(TagEnd::Image) => caption = false,
            Event::Start(Tag::MetadataBlock(_)) => front = true,
            Event::End(TagEnd::MetadataBlock(_)) => front = false,
            Event::Text(_) if front => {
                for line in text[range].lines() {
                    note_field(document, line);
                }
            }
            Event::Text(_) | Event::Code(_) if caption => {
                cut(document, &text, at..range.start, CutReason::Other);
                cut(document, &text, range.clone(), CutReason::Caption);
                at = at.max(range.end);
            }
            Event::Text(_) => {
                cut(document, &text, at..range.start, CutReason::Other);
                at = at.max(range.end);
            }
            Event::Code(code) => {
                let inner = between_marks(&text, range, &code);
                cut(document, &text, at..inner.start, CutReason::Other);
                at = at.max(inner.end);
            }
            _ => {}
        }
    }
    cut(document, &text, at..text.len(), CutReason::Other);
    document.text = text;
}

/// Where the words of a piece of code stand. A line break in it is a space in `code`: then it is what the marks enclose.
fn between_marks(text: &str, range: Range<usize>, code: &str) -> Range<usize> {
    let piece = &text[range.clone()];
    if let Some(at) = piece.find(code) {
        return range.start + at..range.start + at + code.len();
    }
    let start = range.start + piece.len() - piece.trim_start_matches('`').len();
    let end = range.start + piece.trim_end_matches('`').len();
    start..end.max(start)
}

/// Cuts a range without the white space around it.
fn cut(document: &mut Document, text: &str, range: Range<usize>, why: CutReason) {
    if range.start >= range.end {
        return;
    }
    let part = &text[range.clone()];
    let start = range.start + (part.len() - part.trim_start().len());
    let end = range.start + part.trim_end().len();
    if start < end {
        document.cut.push(Cut {
            span: Span::of(start..end),
            why,
        });
    }
}

/// One `key: value` of the front matter.
fn note_field(document: &mut Document, line: &str) {
    let Some((key, value)) = line.split_once(':') else {
        return;
    };
    let value = value.trim().trim_matches(['"', '\'']).to_owned();
    if value.is_empty() {
        return;
    }
    match key.trim().to_ascii_lowercase().as_str() {
        "title" | "headline" => document.title = document.title.take().or(Some(value)),
        "author" | "authors" | "byline" => document.byline = document.byline.take().or(Some(value)),
        "publisher" | "source" | "outlet" => document.publisher = document.publisher.take().or(Some(value)),
        "url" | "link" | "canonical" => document.url = document.url.take().or(Some(value)),
        "date" | "published" => document.published = document.published.take().or_else(|| date::published(&value)),
        "lang" | "language" => document.language = value,
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_over_two_lines_is_read() {
        let text = "It said ``no\n“bridge” here”`` twice.\n";
        let mut document = Document::new("a.md", text);
        read(&mut document);
        let kept: Vec<&str> = document.cut.iter().map(|c| c.span.slice(text)).collect();
        assert_eq!(kept, ["``", "``"]);
    }

    #[test]
    fn sentences_read_through_the_markup() {
        let text = "---\ntitle: Bridge shut\ndate: 2031-05-30\n---\n# Bridge *shut*\n\nThe [mayor](https://example.org/m) \
                    **said** so.\n\n![The bridge](b.png)\n";
        let mut document = Document::new("a.md", text);
        read(&mut document);
        assert_eq!(document.text, text, "the text is the file");
        assert_eq!(document.title.as_deref(), Some("Bridge shut"));
        assert_eq!(
            document.published.as_ref().map(|p| p.rfc3339.as_str()),
            Some("2031-05-30")
        );
        let mut kept = String::new();
        let mut at = 0;
        for cut in &document.cut {
            kept.push_str(&text[at..cut.span.start as usize]);
            at = cut.span.end as usize;
        }
        kept.push_str(&text[at..]);
        let kept: Vec<&str> = kept.split_whitespace().collect();
        assert_eq!(kept.join(" "), "Bridge shut The mayor said so.");
        assert!(document.cut.iter().any(|cut| cut.why == CutReason::Caption));
    }
}
