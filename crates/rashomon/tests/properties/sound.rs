//! What must be so in any account and any analysis, whatever was read. The fuzz targets hold it too.

use rashomon::Report;
use rashomon::view::account::Account;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The account as it goes over the wire.
pub(crate) fn json(account: &Account) -> Value {
    serde_json::to_value(account).expect("an account is JSON")
}

/// Everything that must be so in any account.
pub(crate) fn sound(account: &Account) {
    let texts: BTreeMap<&str, Vec<char>> = account
        .documents
        .iter()
        .map(|d| (d.id.as_str(), d.text.chars().collect()))
        .collect();
    let json = json(account);
    for document in json["documents"].as_array().expect("a list") {
        quotes(document, document["id"].as_str(), &texts);
    }
    quotes(&json["stories"], None, &texts);
    for document in &account.documents {
        let mut end = 0;
        for cut in &document.cut {
            assert!(end <= cut.passage.start, "cuts stand in order and apart: {cut:?}");
            end = cut.passage.end;
        }
    }
    for story in &account.stories {
        let known: BTreeSet<&str> = story.entities.iter().map(|entity| entity.id.as_str()).collect();
        let linked = story
            .network
            .edges
            .iter()
            .flat_map(|edge| [&edge.source, &edge.target].into_iter().chain(&edge.via));
        for id in story.network.nodes.iter().chain(linked) {
            assert!(
                known.contains(id.as_str()),
                "the network names {id}, which is no entity"
            );
        }
        for point in &story.points {
            assert!(!point.readings.is_empty(), "a point has readings");
            assert!(
                point.origins as usize <= point.readings.len(),
                "more origins than readings: {point:?}"
            );
        }
        assert!(
            story.brief.iter().all(|sentence| !sentence.citations.is_empty()),
            "the brief cites"
        );
    }
}

/// Holds every quote below a value against the text of the document it names, or that what holds it names.
fn quotes(value: &Value, document: Option<&str>, texts: &BTreeMap<&str, Vec<char>>) {
    let document = value.get("document").and_then(Value::as_str).or(document);
    if let (Some(quote), Some(start), Some(end)) =
        (value["quote"].as_str(), value["start"].as_u64(), value["end"].as_u64())
    {
        let text = &texts[document.expect("a quote has a document")];
        let there: String = text
            .get(start as usize..end as usize)
            .expect("a place in the text")
            .iter()
            .collect();
        assert_eq!(there, quote);
        assert!(!quote.is_empty(), "a quote says something");
    }
    match value {
        Value::Array(items) => items.iter().for_each(|item| quotes(item, document, texts)),
        Value::Object(fields) => fields.values().for_each(|field| quotes(field, document, texts)),
        _ => {}
    }
}

/// What the language analysis promises of any document.
pub(crate) fn analysed(report: &Report) {
    let (text, analysis) = (&report.document.text, &report.analysis);
    let mut end = 0;
    for token in &analysis.tokens {
        assert!(
            end <= token.span.start && token.span.start <= token.span.end,
            "tokens stand in order"
        );
        assert!(text.is_char_boundary(token.span.start as usize) && text.is_char_boundary(token.span.end as usize));
        assert!((token.head as usize) < analysis.tokens.len());
        end = token.span.end;
    }
    let mut next = 0;
    for sentence in &analysis.sentences {
        assert_eq!(sentence.tokens.start, next, "sentences tile the tokens");
        next = sentence.tokens.end;
    }
    assert_eq!(next as usize, analysis.tokens.len(), "sentences tile the tokens");
}
