//! Documents as they go over the wire: byte spans become code points with their words.

use super::account::{AccountCut, AccountDocument, Passage};
use crate::document::Document;
use crate::text::{Span, TextIndex};

/// A document of the account.
pub(crate) fn document(document: &Document) -> AccountDocument {
    let index = TextIndex::new(&document.text);
    let cut = document.cut.iter().map(|cut| AccountCut {
        passage: passage(&document.text, &index, cut.span),
        why: cut.why,
    });
    AccountDocument {
        id: document.id.0.clone(),
        key: document.key.clone(),
        path: document.path.clone(),
        url: document.url.clone(),
        publisher: document.publisher.clone(),
        title: document.title.clone(),
        byline: document.byline.clone(),
        published: document.published.as_ref().map(|at| at.rfc3339.clone()),
        language: document.language.clone(),
        text: document.text.clone(),
        cut: cut.collect(),
    }
}

/// A span of a text with its words; `index` must be the text's.
pub(crate) fn passage(text: &str, index: &TextIndex, span: Span) -> Passage {
    Passage {
        start: index.code_points(text, span.start),
        end: index.code_points(text, span.end),
        quote: span.slice(text).to_owned(),
    }
}
