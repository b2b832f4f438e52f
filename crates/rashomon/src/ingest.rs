//! Bytes to documents: plain text, Markdown, HTML, JSONL.
//!
//! Walking folders, decompression and standard input are the caller's; [`ingest`] takes a file's bytes and its name.
//! Reading cannot fail: what cannot be read gives no document and a note that says what to do instead.

mod cut;
mod date;
mod encoding;
mod html;
mod jsonl;
mod language;
mod markdown;

pub use date::published;

use crate::document::{Document, DocumentId, Published};
use crate::note::{Level, Note, Noted};
use crate::text::Span;
use std::collections::BTreeMap;

/// What the caller knows of files that the files themselves may lack.
#[derive(Debug, Clone, Default)]
pub struct Given {
    /// The outlet, for documents that do not name theirs.
    pub publisher: Option<String>,
    /// The time of publication, for documents that do not tell theirs.
    pub published: Option<Published>,
    /// For JSONL: what a record calls a field, by our name for it (`text` -> `body`, `publisher` -> `source.name`).
    pub fields: BTreeMap<String, String>,
}

/// Reads the documents of one file. `path` is its name as it should stand in the account.
pub fn ingest(bytes: &[u8], path: &str, given: &Given) -> Noted<Vec<Document>> {
    let kind = match Kind::of(bytes, path) {
        Ok(kind) => kind,
        Err(note) => {
            return Noted {
                value: Vec::new(),
                notes: vec![note.at(path)],
            };
        }
    };
    let mut notes = Vec::new();
    let decoded = encoding::decode(bytes, kind == Kind::Html);
    if decoded.lossy {
        let text = format!(
            "Some bytes are not valid {} and were read as U+FFFD; check the encoding of the file.",
            decoded.encoding.name()
        );
        notes.push(Note::new(Level::Warning, "encoding", text).at(path));
    }
    let value = match kind {
        Kind::Jsonl => jsonl::documents(&decoded.text, path, 1, given, &mut notes),
        Kind::Text => finish(Document::new(path, decoded.text), given, &mut notes)
            .into_iter()
            .collect(),
        Kind::Markdown => {
            let mut document = Document::new(path, decoded.text);
            markdown::read(&mut document);
            finish(document, given, &mut notes).into_iter().collect()
        }
        Kind::Html => {
            let mut document = Document::new(path, String::new());
            document.language = String::new();
            html::read(&mut document, &decoded.text);
            html::in_file(&mut document, &decoded);
            finish(document, given, &mut notes).into_iter().collect()
        }
    };
    if value.is_empty() && notes.is_empty() {
        notes.push(Note::new(Level::Warning, "empty", "The file holds no text.").at(path));
    }
    Noted { value, notes }
}

/// Reads the documents of some lines of a file of JSONL, of which the first has the number `first`: for streams that are too
/// long to be read at once. Each line gives what [`ingest`] would give for it in the whole file.
pub fn records(lines: &[u8], path: &str, first: usize, given: &Given) -> Noted<Vec<Document>> {
    let mut notes = Vec::new();
    let text = String::from_utf8_lossy(lines);
    if matches!(text, std::borrow::Cow::Owned(_)) {
        let text = format!("Some bytes at or after line {first} are not valid UTF-8 and were read as U+FFFD.");
        notes.push(Note::new(Level::Warning, "encoding", text).at(path));
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    Noted {
        value: jsonl::documents(text, path, first, given, &mut notes),
        notes,
    }
}

/// Bytes above which a text is no report of one outlet; places in a text are counted in 32 bits.
const LONGEST: usize = 64 << 20;

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Markdown,
    Html,
    Jsonl,
}

impl Kind {
    /// Judged by the name where it tells, else by how the file starts.
    fn of(bytes: &[u8], path: &str) -> Result<Self, Note> {
        let name = path.to_ascii_lowercase();
        let name = name.trim_end_matches(".gz").trim_end_matches(".zst");
        let is = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
        let refuse = |code, text: &str| Err(Note::new(Level::Error, code, text));
        if bytes.starts_with(b"%PDF-") || is(&[".pdf"]) {
            return refuse(
                "unsupported",
                "PDF is not read; save it as text (`pdftotext FILE.pdf`) and give that.",
            );
        }
        if is(&[".docx", ".doc", ".odt", ".rtf"]) {
            return refuse(
                "unsupported",
                "Word processor files are not read; save the document as plain text or HTML and give that.",
            );
        }
        let head = &bytes[..bytes.len().min(4096)];
        let wide = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff");
        if head.contains(&0) && !wide {
            return refuse("unreadable", "The file is not text.");
        }
        if is(&[".html", ".htm", ".xhtml", ".mhtml"]) {
            return Ok(Self::Html);
        }
        if is(&[".md", ".markdown"]) {
            return Ok(Self::Markdown);
        }
        if is(&[".jsonl", ".ndjson"]) {
            return Ok(Self::Jsonl);
        }
        let start = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
        if start.starts_with(b"{") && jsonl::looks_like(bytes) {
            return Ok(Self::Jsonl);
        }
        if is(&[".json"]) {
            let text = "JSON is read one record a line; write it so (`jq -c '.[]' FILE.json > FILE.jsonl` for a list).";
            return refuse("unsupported", text);
        }
        let tag = |tag: &[u8]| start.len() >= tag.len() && start[..tag.len()].eq_ignore_ascii_case(tag);
        if tag(b"<!doctype html") || tag(b"<html") || tag(b"<?xml") && has(head, b"<html") {
            return Ok(Self::Html);
        }
        Ok(Self::Text)
    }
}

fn has(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

/// What every document goes through once its text and metadata are there: what it lacks is filled in, its language
/// judged, its identity sealed. A document without a word in it is none.
fn finish(mut document: Document, given: &Given, notes: &mut Vec<Note>) -> Option<Document> {
    if !document.text.contains(char::is_alphanumeric) {
        notes.push(Note::new(Level::Warning, "empty", "There is no text in it.").at(&document.path));
        return None;
    }
    if document.text.len() > LONGEST {
        let text = "Its text is longer than 64 MiB; split it into reports.";
        notes.push(Note::new(Level::Error, "too-large", text).at(&document.path));
        return None;
    }
    cut::find(&mut document, given.publisher.as_deref());
    document.published = document.published.or_else(|| given.published.clone());
    document.language = language::of(&sample(&document), &document.language);
    document.id = identity(&document);
    Some(document)
}

/// The beginning of what is not cut: menus in English stand around reports in any language.
fn sample(document: &Document) -> String {
    const ENOUGH: usize = 20_000;
    let (mut out, mut at) = (String::new(), 0);
    let ends = [Span::of(document.text.len()..document.text.len())];
    for span in document.cut.iter().map(|cut| cut.span).chain(ends) {
        out.push_str(&document.text[at..span.start as usize]);
        at = span.end as usize;
        if out.len() > ENOUGH {
            break;
        }
    }
    if out.trim().is_empty() {
        document.text.clone()
    } else {
        out
    }
}

/// Hash of text, publisher, address and key, or path where there is no key. Each part goes in with its length, so that
/// no two different documents are written alike.
fn identity(document: &Document) -> DocumentId {
    let mut hasher = blake3::Hasher::new();
    let key = document.key.as_ref().unwrap_or(&document.path);
    let parts = [
        Some(&document.text),
        document.publisher.as_ref(),
        document.url.as_ref(),
        Some(key),
    ];
    for part in parts {
        let part = part.map_or("", String::as_str);
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    let hex = hasher.finalize().to_hex();
    DocumentId(hex[..32].to_owned())
}
