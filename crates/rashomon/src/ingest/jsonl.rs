//! JSONL: one record a line, one document a record.

use super::{Given, date, finish, html};
use crate::document::Document;
use crate::note::{Level, Note};
use rayon::prelude::*;
use serde_json::{Map, Value};

/// Whether a file that starts with a brace holds a record a line.
pub(super) fn looks_like(bytes: &[u8]) -> bool {
    let line = bytes.split(|&b| b == b'\n').find(|line| !line.trim_ascii().is_empty());
    line.is_some_and(|line| line.trim_ascii_end().ends_with(b"}") && line.trim_ascii().len() > 2)
}

/// The documents of a file of records, in its order, the lines counted from `first`. A line that cannot be read is noted and
/// the rest goes on.
pub(super) fn documents(text: &str, path: &str, first: usize, given: &Given, notes: &mut Vec<Note>) -> Vec<Document> {
    let lines: Vec<(usize, &str)> = (first..)
        .zip(text.split('\n'))
        .filter(|(_, line)| !line.trim().is_empty())
        .collect();
    let read: Vec<(Option<Document>, Vec<Note>)> = lines
        .par_iter()
        .map(|&(number, line)| {
            let mut notes = Vec::new();
            let document = record(line, path, number, given, &mut notes);
            (document, notes)
        })
        .collect();
    let mut out = Vec::new();
    for (document, mut more) in read {
        out.extend(document);
        notes.append(&mut more);
    }
    out
}

fn record(line: &str, path: &str, number: usize, given: &Given, notes: &mut Vec<Note>) -> Option<Document> {
    let note = |level, code, text: String| Note::new(level, code, text).at(path);
    let mut parsed = serde_json::from_str::<Value>(line);
    if parsed.is_err()
        && let Some(mended) = mend_surrogates(line)
    {
        parsed = serde_json::from_str(&mended);
        if parsed.is_ok() {
            let text = format!("Line {number} holds half a surrogate pair; it was read as U+FFFD.");
            notes.push(note(Level::Warning, "lone-surrogate", text));
        }
    }
    let record = match parsed {
        Ok(Value::Object(record)) => record,
        Ok(_) => {
            let text = format!("Line {number} is not a record (`{{...}}`); it was left out.");
            notes.push(note(Level::Error, "bad-line", text));
            return None;
        }
        Err(error) => {
            let what = error.to_string();
            let what = what.split(" at line ").next().unwrap_or_default();
            let text = format!(
                "Line {number} is not JSON ({what}, column {}); it was left out.",
                error.column()
            );
            notes.push(note(Level::Error, "bad-line", text));
            return None;
        }
    };
    let field = |name: &str| {
        let theirs = given.fields.get(name).map_or(name, String::as_str);
        lookup(&record, theirs).and_then(words)
    };
    let place = field("path").unwrap_or_else(|| format!("{path}:{number}"));
    let mut document = Document::new(place, String::new());
    document.key = field("id");
    document.title = field("title");
    document.byline = field("byline");
    document.publisher = field("publisher");
    document.url = field("url");
    document.published = field("published").and_then(|text| date::published(&text));
    document.language = field("language").unwrap_or_default();
    match (field("text"), field("html")) {
        (Some(text), _) => document.text = text,
        (None, Some(page)) => html::read(&mut document, &page),
        (None, None) => {
            let text = format!("Line {number} has no `text` and no `html`; name the field with `--map text=FIELD`.");
            notes.push(note(Level::Error, "no-text", text));
            return None;
        }
    }
    finish(document, given, notes)
}

/// A field by its name, or by its path through nested records (`source.name`).
fn lookup<'a>(record: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    if let Some(value) = record.get(name) {
        return Some(value);
    }
    let (outer, inner) = name.split_once('.')?;
    lookup(record.get(outer)?.as_object()?, inner)
}

/// What a field says: text or a number, the name of a record, or a list of these. Nothing where it is blank.
fn words(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Object(record) => record.get("name").and_then(words)?,
        Value::Array(list) => list.iter().filter_map(words).collect::<Vec<_>>().join(", "),
        Value::Null | Value::Bool(_) => return None,
    };
    (!text.trim().is_empty()).then_some(text)
}

/// The line with each escaped half of a surrogate pair that has no other half replaced by U+FFFD, if there is one.
/// Such lines come from programs that cut strings between UTF-16 units.
fn mend_surrogates(line: &str) -> Option<String> {
    let bytes = line.as_bytes();
    let unit = |at: usize| {
        let escape = bytes.get(at..at + 6)?;
        let digits = std::str::from_utf8(escape.strip_prefix(b"\\u")?).ok()?;
        u16::from_str_radix(digits, 16).ok()
    };
    let (mut out, mut copied, mut at) = (String::new(), 0, 0);
    while at < bytes.len() {
        if bytes[at] != b'\\' {
            at += 1;
            continue;
        }
        match unit(at) {
            Some(0xd800..=0xdbff) if matches!(unit(at + 6), Some(0xdc00..=0xdfff)) => at += 12,
            Some(0xd800..=0xdfff) => {
                out.push_str(&line[copied..at]);
                out.push_str("\\ufffd");
                at += 6;
                copied = at;
            }
            Some(_) => at += 6,
            None => at += 2,
        }
    }
    if copied == 0 {
        return None;
    }
    out.push_str(&line[copied..]);
    Some(out)
}
