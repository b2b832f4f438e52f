//! Documents as they go over the wire: byte spans become code points with their words.

use super::account::{Account, AccountCut, AccountDocument, Passage};
use crate::document::{Cut, Document, DocumentId};
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

/// The documents of a saved account, as they were when it was made.
pub fn documents(account: Account) -> Vec<Document> {
    account.documents.into_iter().map(restored).collect()
}

fn restored(saved: AccountDocument) -> Document {
    let bytes: Vec<u32> = saved.text.char_indices().map(|(at, _)| at as u32).collect();
    let end = saved.text.len() as u32;
    let byte = |point: u32| bytes.get(point as usize).copied().unwrap_or(end);
    let cut = saved.cut.iter().map(|cut| Cut {
        span: Span::new(byte(cut.passage.start), byte(cut.passage.end.max(cut.passage.start))),
        why: cut.why,
    });
    let cut = cut.collect();
    Document {
        id: DocumentId(saved.id),
        key: saved.key,
        url: saved.url,
        publisher: saved.publisher,
        title: saved.title,
        byline: saved.byline,
        published: saved.published.as_deref().and_then(crate::ingest::published),
        language: saved.language,
        cut,
        ..Document::new(saved.path, saved.text)
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
