//! What the verbs that use a corpus have in common.

use anyhow::{Context, Result};
use rashomon::Report;
use rashomon::view::account::Account;
use rashomon_store::{Access, Corpus, Entry};
use rayon::prelude::*;
use std::io::Write;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// The account of a story of a corpus.
pub(crate) fn account(corpus: &Path, id: &str) -> Result<Account> {
    let corpus = Corpus::open(corpus, Access::Read)?;
    let story = corpus.story(id)?;
    let documents = corpus.documents(story.newest(i64::MAX))?;
    let reports: Vec<Report> = documents.into_par_iter().map(rashomon::read).collect();
    Ok(rashomon::view::story(reports, story.notes(), &story.id, &story.title))
}

/// Seconds since 1970.
pub(crate) fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    since.as_secs() as i64
}

/// A time that a person gave, in seconds since 1970: a date, a date-time, or how long ago, as `90m`, `6h`, `2d`.
pub(crate) fn time(text: &str) -> Result<i64, String> {
    let said = || "write it as 2025-05-30, 2025-05-30T14:00:00Z, or how long ago: 90m, 6h, 2d".to_owned();
    if let Some((number, unit)) = text.len().checked_sub(1).and_then(|at| text.split_at_checked(at))
        && let (Ok(number), Some(seconds)) = (number.parse::<i64>(), unit_seconds(unit))
    {
        return Ok(now() - number.saturating_mul(seconds));
    }
    if let Ok(at) = text.parse::<jiff::Timestamp>() {
        return Ok(at.as_second());
    }
    let date: jiff::civil::Date = text.parse().map_err(|_| said())?;
    let midnight = date.to_zoned(jiff::tz::TimeZone::UTC).map_err(|_| said())?;
    Ok(midnight.timestamp().as_second())
}

fn unit_seconds(unit: &str) -> Option<i64> {
    match unit {
        "m" => Some(60),
        "h" => Some(3600),
        "d" => Some(86_400),
        _ => None,
    }
}

/// A time of adding, for a person.
pub(crate) fn shown(seconds: i64) -> String {
    jiff::Timestamp::from_second(seconds).map_or_else(|_| seconds.to_string(), |at| at.to_string())
}

/// A report in one line: when, by whom, which file, its headline.
pub(crate) fn line(entry: &Entry) -> String {
    let parts = [
        entry
            .published
            .as_deref()
            .map_or("no date", |at| at.get(..10).unwrap_or(at)),
        entry.publisher.as_deref().unwrap_or("-"),
        &entry.path,
        entry.title.as_deref().unwrap_or_default(),
    ];
    format!("{}  {}", &entry.id[..12.min(entry.id.len())], parts.join("  "))
        .trim_end()
        .to_owned()
}

/// A report, for programs.
pub(crate) fn json(entry: &Entry) -> serde_json::Value {
    serde_json::json!({
        "id": entry.id, "key": entry.key, "path": entry.path, "publisher": entry.publisher, "title": entry.title,
        "published": entry.published, "added": shown(entry.added), "revises": entry.revises,
    })
}

/// Prints; whoever reads may stop early, as `head` does.
pub(crate) fn print(text: &str) -> Result<()> {
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        done => done.context("standard output cannot be written"),
    }
}

static STOPPED: AtomicBool = AtomicBool::new(false);

/// From now on Ctrl-C, or being asked to end, stops after the report at hand. A second time ends at once.
pub(crate) fn stop_cleanly() {
    let handler = || {
        if STOPPED.swap(true, Ordering::SeqCst) {
            std::process::exit(130);
        }
    };
    // Without a handler the program ends at once, and the corpus is whole all the same.
    let _ = ctrlc::set_handler(handler);
}

pub(crate) fn stopped() -> bool {
    STOPPED.load(Ordering::SeqCst)
}
