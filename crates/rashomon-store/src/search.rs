//! Full text search: quotes with their reports and lines.

use crate::decision::Overlay;
use crate::error::named;
use crate::{Corpus, Error, Result};

/// What is sought.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// In the syntax of SQLite's FTS5; nothing where only the filters count.
    words: String,
    publisher: Option<String>,
    since: Option<String>,
    until: Option<String>,
    story: Option<String>,
}

impl Query {
    /// Reads a search: words that must all be there, "phrases in quotation marks", words that start so*, words that may
    /// not be there after a minus, and the filters `publisher:NAME`, `since:2024-05-01`, `until:2024-05-31`, `date:2024-05`
    /// and `story:ID`. A name of several words stands in quotation marks: `publisher:"The Harbour Post"`.
    ///
    /// # Errors
    /// Where nothing is sought, or a filter is empty.
    pub fn parse(text: &str) -> Result<Self> {
        let mut query = Self::default();
        let (mut wanted, mut unwanted) = (Vec::new(), Vec::new());
        for part in parts(text) {
            let filter = part.split_once(':').filter(|_| !part.starts_with(['"', '-']));
            match filter {
                Some((name @ ("publisher" | "since" | "until" | "date" | "story"), value)) => {
                    let value = value.trim_matches('"').trim().to_owned();
                    if value.is_empty() {
                        return Err(Error::Query(format!("`{name}:` wants a value")));
                    }
                    if !matches!(name, "publisher" | "story") && !is_date(&value) {
                        let said = format!("`{name}:` wants a day, month or year, as 2024-05-01, 2024-05 or 2024");
                        return Err(Error::Query(said));
                    }
                    match name {
                        "publisher" => query.publisher = Some(value),
                        "since" => query.since = Some(value),
                        "until" => query.until = Some(value),
                        "story" => query.story = Some(value),
                        _ => (query.since, query.until) = (Some(value.clone()), Some(value)),
                    }
                }
                _ => match part.strip_prefix('-').filter(|rest| !rest.is_empty()) {
                    Some(rest) => unwanted.extend(phrase(rest)),
                    None => wanted.extend(phrase(&part)),
                },
            }
        }
        if wanted.is_empty() && query == Self::default() {
            return Err(Error::Query("it names no word to look for".to_owned()));
        }
        if wanted.is_empty() && !unwanted.is_empty() {
            return Err(Error::Query("it only names words that may not be there".to_owned()));
        }
        query.words = wanted.join(" AND ");
        for word in unwanted {
            query.words = format!("({}) NOT {word}", query.words);
        }
        Ok(query)
    }
}

/// Whether a text is a date or the beginning of one, as dates are compared.
fn is_date(text: &str) -> bool {
    let shape = text.bytes().zip(*b"0000-00-00").all(|(byte, shape)| match shape {
        b'-' => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    shape && matches!(text.len(), 4 | 7 | 10)
}

/// A phrase as FTS5 takes it, if there is a word in it.
fn phrase(part: &str) -> Option<String> {
    let inner = part.trim_matches('"');
    let (inner, star) = match inner.strip_suffix('*') {
        Some(inner) => (inner, "*"),
        None => (inner, ""),
    };
    let inner = inner.replace('"', " ");
    inner
        .contains(char::is_alphanumeric)
        .then(|| format!("\"{inner}\"{star}"))
}

/// The parts of a search, what stands in quotation marks together.
fn parts(text: &str) -> Vec<String> {
    let (mut parts, mut part, mut quoted) = (Vec::new(), String::new(), false);
    for c in text.chars().map(|c| if matches!(c, '“' | '”') { '"' } else { c }) {
        quoted ^= c == '"';
        if c.is_whitespace() && !quoted {
            parts.push(std::mem::take(&mut part));
        } else {
            part.push(c);
        }
    }
    parts.push(part);
    parts.retain(|part| !part.is_empty());
    parts
}

/// A place where what was sought stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Id of the document.
    pub document: String,
    /// Its `id` in a JSONL record.
    pub key: Option<String>,
    /// Its file.
    pub path: String,
    /// Its outlet.
    pub publisher: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// When it was published.
    pub published: Option<String>,
    /// Its story.
    pub story: String,
    /// Line of the document's text, from 1.
    pub line: usize,
    /// Place of the quote in the text, in code points, half open.
    pub start: usize,
    /// See `start`.
    pub end: usize,
    /// The words around, exactly as they stand there.
    pub quote: String,
    /// The words found, as places in the quote, in code points.
    pub found: Vec<(usize, usize)>,
}

const OPEN: char = '\u{2}';
const CLOSE: char = '\u{3}';

impl Corpus {
    /// Finds reports, the best first, at most `limit`.
    ///
    /// # Errors
    /// Where the search is not well formed or the corpus cannot be read.
    pub fn search(&self, query: &Query, limit: usize) -> Result<Vec<Hit>> {
        let members = query.story.as_ref().map(|id| self.story(id)).transpose()?;
        let overlay = Overlay::new(self.decisions()?);
        let (matched, text, order, from) = if query.words.is_empty() {
            ("", "d.text", "d.published DESC, d.arrival DESC", "document d")
        } else {
            (
                "words MATCH :words AND",
                "highlight(words, 1, char(2), char(3))",
                "rank, d.arrival",
                "words JOIN document d ON d.arrival = words.rowid",
            )
        };
        let only = match &members {
            Some(story) => {
                let all: Vec<String> = story.documents.iter().map(|d| d.arrival.to_string()).collect();
                format!("AND d.arrival IN ({})", all.join(","))
            }
            None => String::new(),
        };
        let sql = format!(
            "SELECT d.id, d.key, d.path, d.publisher, d.title, d.published, p.story, {text}
            FROM {from} JOIN placement p ON p.arrival = d.arrival
            WHERE {matched} (:publisher IS NULL OR instr(lower(coalesce(d.publisher, d.path)), lower(:publisher)) > 0)
                AND (:since IS NULL OR d.published >= :since)
                AND (:until IS NULL OR substr(d.published, 1, length(:until)) <= :until) {only}
            ORDER BY {order} LIMIT :limit"
        );
        let error = |error: rusqlite::Error| match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::Unknown) => Error::Query(error.to_string()),
            _ => named(&self.path)(error),
        };
        let mut found = self.db.prepare(&sql).map_err(error)?;
        let (limit, mut parameters) = (limit as i64, Vec::<(&str, &dyn rusqlite::ToSql)>::new());
        if !query.words.is_empty() {
            parameters.push((":words", &query.words));
        }
        parameters.extend([
            (":publisher", &query.publisher as &dyn rusqlite::ToSql),
            (":since", &query.since),
            (":until", &query.until),
            (":limit", &limit),
        ]);
        let rows = found.query_map(parameters.as_slice(), |row| {
            let quoted = quote(&row.get::<_, String>(7)?);
            let (document, story): (String, String) = (row.get(0)?, row.get(6)?);
            Ok(Hit {
                story: overlay.of(&document, &story),
                document,
                key: row.get(1)?,
                path: row.get(2)?,
                publisher: row.get(3)?,
                title: row.get(4)?,
                published: row.get(5)?,
                ..quoted
            })
        });
        let hits: Vec<Hit> = rows.map_err(error)?.collect::<rusqlite::Result<_>>().map_err(error)?;
        for hit in &hits {
            // What is quoted is held against what came.
            let text = self.document(&hit.document)?.text;
            if !text
                .chars()
                .skip(hit.start)
                .take(hit.end - hit.start)
                .eq(hit.quote.chars())
            {
                return Err(self.damaged(format!("the text of report {} is not what it was", hit.document)));
            }
        }
        Ok(hits)
    }
}

/// Code points of a quote at most, around the first word found.
const QUOTE: usize = 240;

/// The line around the first marked word, or the part of it that stands around the word, with what else is marked in it.
fn quote(marked: &str) -> Hit {
    let at = marked.find(OPEN).unwrap_or(0);
    let line = marked[..at].matches('\n').count() + 1;
    let from = marked[..at].rfind('\n').map_or(0, |i| i + 1);
    let to = marked[at..].find('\n').map_or(marked.len(), |i| at + i);
    let plain = |text: &str| text.chars().filter(|c| !matches!(*c, OPEN | CLOSE)).count();
    let start = plain(&marked[..from]);
    let mut words: Vec<char> = Vec::new();
    let (mut found, mut open) = (Vec::new(), 0);
    for c in marked[from..to].chars() {
        match c {
            OPEN => open = words.len(),
            CLOSE => found.push((open, words.len())),
            c => words.push(c),
        }
    }
    let first = found.first().map_or(0, |f| f.0);
    let mut begin = if words.len() <= QUOTE {
        0
    } else {
        first.saturating_sub(QUOTE / 3)
    };
    let mut end = (begin + QUOTE).min(words.len());
    while begin > 0 && begin < first && !words[begin - 1].is_whitespace() {
        begin += 1;
    }
    while end < words.len() && end > first + 1 && !words[end].is_whitespace() {
        end -= 1;
    }
    while begin < end && words[begin].is_whitespace() {
        begin += 1;
    }
    while end > begin && words[end - 1].is_whitespace() {
        end -= 1;
    }
    found.retain(|f| f.0 >= begin && f.1 <= end);
    Hit {
        document: String::new(),
        key: None,
        path: String::new(),
        publisher: None,
        title: None,
        published: None,
        story: String::new(),
        line,
        start: start + begin,
        end: start + end,
        quote: words[begin..end].iter().collect(),
        found: found.into_iter().map(|(a, b)| (a - begin, b - begin)).collect(),
    }
}
