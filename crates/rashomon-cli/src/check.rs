//! `rashomon check`: a text against its sources, findings out.

use crate::{open, read};
use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};
use rashomon::check::Sources;
use rashomon::check::rule::{self, Levels};
use rashomon::check::wire::Check as Checked;
use rashomon::document::{Document, Published};
use rashomon::ingest::Given;
use rashomon::render::check::{self as faces, terminal};
use rayon::prelude::*;
use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// Check a text against sources, sentence by sentence: a linter for facts.
///
/// Tells what the sources have otherwise, what stands on somebody's word and lost it, and what no source says. Exit status:
/// 0 where nothing at or above the level was found, 1 where something was, 2 where it could not be checked.
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// The text to check: a file, or `-` for standard input.
    #[arg(value_name = "TEXT")]
    text: PathBuf,

    /// What it is held against: files, folders, patterns, as for `read`, or an account saved as JSON.
    #[arg(long, required = true, num_args = 1.., value_name = "PATH")]
    sources: Vec<PathBuf>,

    /// How to print what was found.
    #[arg(long, value_enum, default_value_t = Format::Terminal)]
    format: Format,

    /// Write it to a file instead of standard output.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Findings below this level are neither shown nor counted.
    #[arg(long, value_enum, default_value_t = MinLevel::Warning)]
    min_level: MinLevel,

    /// Fail where a smaller share of the sentences that claim something is supported, 0 to 1.
    #[arg(long, value_name = "SHARE", value_parser = share)]
    fail_under: Option<f64>,

    /// The day of the text, as 2025-05-30, to place its "Thursday" and "last week".
    #[arg(long, value_name = "DATE", value_parser = read::date)]
    published: Option<Published>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Terminal,
    /// Everything, for programs: schema rashomon.check/1.
    Json,
    /// One line a finding: path:line:column: level rule: message.
    Line,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum MinLevel {
    Note,
    Warning,
    Error,
}

impl From<MinLevel> for rule::Level {
    fn from(level: MinLevel) -> Self {
        match level {
            MinLevel::Note => Self::Note,
            MinLevel::Warning => Self::Warning,
            MinLevel::Error => Self::Error,
        }
    }
}

fn share(text: &str) -> Result<f64, String> {
    let share: f64 = text.parse().map_err(|_| "write it as 0.9".to_owned())?;
    if (0.0..=1.0).contains(&share) {
        Ok(share)
    } else {
        Err("it lies between 0 and 1".to_owned())
    }
}

/// Reads, checks, prints.
pub(crate) fn run(verb: &Check) -> Result<ExitCode> {
    let text = text(verb)?;
    let written: Vec<PathBuf> = verb.output.iter().filter_map(|path| path.canonicalize().ok()).collect();
    let (documents, notes) = read::documents(&verb.sources, &written, &Given::default());
    read::report(&notes);
    if documents.is_empty() {
        bail!("no source could be read");
    }
    let text = rashomon::read(text);
    if text.document.language != "en" {
        bail!(
            "the text is in another language ({}); only English is checked",
            text.document.language
        );
    }
    let reports: Vec<_> = documents.into_par_iter().map(rashomon::read).collect();
    let checked = rashomon::check(&text, &Sources::new(reports, notes), &Levels::default());
    print(&checked, verb)?;
    let least = verb.min_level.into();
    let found = faces::shown(&checked, least).next().is_some();
    let under = verb.fail_under.is_some_and(|share| checked.summary.share < share);
    if under {
        eprintln!(
            "rashomon: {} of {} sentences are supported, less than the share asked for",
            checked.summary.supported, checked.summary.claims
        );
    }
    Ok(ExitCode::from(u8::from(found || under)))
}

/// The one document under check.
fn text(verb: &Check) -> Result<Document> {
    let given = Given {
        published: verb.published.clone(),
        ..Given::default()
    };
    let name = verb.text.to_string_lossy();
    let bytes = if name == "-" {
        open::bounded(std::io::stdin().lock()).context("standard input")?
    } else {
        open::bytes(&verb.text).with_context(|| name.to_string())?
    };
    let (mut documents, notes) = read::ingest(Ok(bytes), &name, &given);
    read::report(&notes);
    match documents.len() {
        0 => bail!("{name}: there is no text to check"),
        1 => Ok(documents.remove(0)),
        n => bail!("{name} holds {n} texts; check them one by one"),
    }
}

fn print(checked: &Checked, verb: &Check) -> Result<()> {
    let least = verb.min_level.into();
    let text = match verb.format {
        Format::Json => serde_json::to_string_pretty(checked)? + "\n",
        Format::Line => faces::line::check(checked, least),
        Format::Terminal => terminal::check(checked, &options(verb, least)),
    };
    match &verb.output {
        Some(path) => std::fs::write(path, text).with_context(|| format!("{} cannot be written", path.display())),
        None => match std::io::stdout().lock().write_all(text.as_bytes()) {
            // Whoever reads may stop early, as `head` does.
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
            done => done.context("standard output cannot be written"),
        },
    }
}

fn options(verb: &Check, least: rule::Level) -> terminal::Options {
    let stdout = std::io::stdout();
    let seen = verb.output.is_none() && stdout.is_terminal();
    let width = terminal_size::terminal_size()
        .filter(|_| seen)
        .map_or(100, |(width, _)| width.0.into());
    terminal::Options {
        width,
        color: verb.output.is_none() && anstream::AutoStream::choice(&stdout) != anstream::ColorChoice::Never,
        least,
    }
}
