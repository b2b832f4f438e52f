//! What a page says of itself: JSON-LD first, then OpenGraph and `<meta>`, then its elements.

use super::date;
use super::walk::{Block, Head};
use crate::document::Document;
use serde_json::Value;

/// Names under which `<meta>` gives each thing, the surest first.
const OUTLET: &[&str] = &[
    "og:site_name",
    "application-name",
    "dc.publisher",
    "twitter:app:name:iphone",
];
const TITLE: &[&str] = &["og:title", "twitter:title", "dc.title"];
const AUTHOR: &[&str] = &[
    "author",
    "article:author",
    "byl",
    "dc.creator",
    "parsely-author",
    "sailthru.author",
];
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "parsely-pub-date",
    "sailthru.date",
];

/// Fills in what the document lacks.
pub(super) fn fill(document: &mut Document, head: &Head, blocks: &[Block]) {
    let parsed: Vec<Value> = head
        .json
        .iter()
        .filter_map(|text| serde_json::from_str(text.trim()).ok())
        .collect();
    let article = parsed.iter().find_map(|value| article(value, 0));
    let linked = |key: &str| article.and_then(|article| article.get(key)).and_then(words);
    let meta = |names: &[&str]| {
        let named = |name: &&str| {
            head.meta
                .iter()
                .find(|(key, _)| key == name)
                .map(|(_, content)| content.clone())
        };
        names.iter().find_map(named)
    };
    let publisher = linked("publisher").or_else(|| meta(OUTLET));
    let headline = blocks
        .iter()
        .find(|block| block.heading == 1)
        .map(|block| block.text.clone());
    let title = linked("headline")
        .or_else(|| meta(TITLE))
        .or(headline)
        .or_else(|| Some(head.title.clone()));
    let title = title.map(|title| without_outlet(&title, publisher.as_deref()));
    let byline = linked("author").or_else(|| meta(AUTHOR));
    let published = linked("datePublished").into_iter().chain(meta(PUBLISHED));
    let published = published
        .chain(head.times.iter().cloned())
        .find_map(|text| date::published(&text));
    let canonical = Some(head.canonical.clone()).filter(|url| url.starts_with("http"));
    let url = canonical
        .or_else(|| meta(&["og:url"]))
        .or_else(|| linked("url"))
        .filter(|url| url.starts_with("http"));
    let language = Some(head.language.clone()).filter(|language| !language.is_empty());
    let language = language
        .or_else(|| linked("inLanguage"))
        .or_else(|| meta(&["og:locale", "content-language"]));

    document.publisher = document.publisher.take().or(publisher);
    document.title = document.title.take().or(title).filter(|title| !title.is_empty());
    document.byline = document
        .byline
        .take()
        .or(byline.filter(|byline| !byline.starts_with("http")));
    document.published = document.published.take().or(published);
    document.url = document.url.take().or(url);
    if document.language.is_empty() {
        document.language = language.unwrap_or_default();
    }
}

/// The first record that describes an article, in lists and graphs too.
fn article(value: &Value, depth: usize) -> Option<&Value> {
    if depth > 6 {
        return None;
    }
    match value {
        Value::Array(list) => list.iter().find_map(|value| article(value, depth + 1)),
        Value::Object(record) => {
            let kinds = record.get("@type").and_then(words).unwrap_or_default();
            if kinds.contains("Article") || kinds.contains("BlogPosting") || kinds.contains("Report") {
                return Some(value);
            }
            ["@graph", "mainEntity", "mainEntityOfPage"]
                .iter()
                .find_map(|key| article(record.get(*key)?, depth + 1))
        }
        _ => None,
    }
}

/// What a field says: a text, the name of a record, or a list of these.
fn words(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Object(record) => record.get("name").and_then(words)?,
        Value::Array(list) => list.iter().filter_map(words).collect::<Vec<_>>().join(", "),
        _ => return None,
    };
    (!text.is_empty()).then(|| decoded(&text))
}

/// JSON-LD is not HTML, yet pages put entities into it.
fn decoded(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let walked = super::walk::walk(&text.replace('<', "&lt;"));
    walked
        .blocks
        .into_iter()
        .map(|block| block.text)
        .collect::<Vec<_>>()
        .join(" ")
}

/// A title without the outlet that pages add to it (`Headline - Outlet`).
fn without_outlet(title: &str, publisher: Option<&str>) -> String {
    let title = title.trim();
    if let Some(publisher) = publisher
        && let Some(rest) = title.strip_suffix(publisher)
        && let Some(rest) = rest
            .trim_end()
            .strip_suffix(['-', '|', '\u{2013}', '\u{2014}', '\u{b7}', ':'])
        && !rest.trim().is_empty()
    {
        return rest.trim().to_owned();
    }
    title.to_owned()
}
