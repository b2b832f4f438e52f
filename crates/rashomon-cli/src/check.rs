//! `rashomon check`: a text against its sources, findings out.

use crate::config::{self, Config};
use crate::{corpus, open, read};
use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};
use rashomon::check::rule;
use rashomon::check::wire::Check as Checked;
use rashomon::check::{Settings, Sources};
use rashomon::document::{Document, Published};
use rashomon::ingest::Given;
use rashomon::note::Note;
use rashomon::render::check::{self as faces, terminal};
use rashomon::view::account::Account;
use rayon::prelude::*;
use std::io::IsTerminal;
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

    /// Findings below this level are neither shown nor counted; `warning` where neither this nor the configuration says.
    #[arg(long, value_enum)]
    min_level: Option<MinLevel>,

    /// Fail where a smaller share of the sentences that claim something is supported, 0 to 1.
    #[arg(long, value_name = "SHARE", value_parser = share)]
    fail_under: Option<f64>,

    /// Levels and the like; `rashomon.toml` in this folder where there is one.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,

    /// Findings to pass over: lines of FINGERPRINT REASON, as --format json names them.
    #[arg(long, value_name = "FILE")]
    suppressions: Option<PathBuf>,

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
    /// For code scanning services and editors: SARIF 2.1.0.
    Sarif,
    /// One page that needs nothing else.
    Html,
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
    let config = Config::read(verb.config.as_deref())?;
    let settings = Settings {
        levels: config.levels.clone(),
        passed_over: match verb.suppressions.as_deref().or(config.suppressions.as_deref()) {
            Some(path) => config::suppressions(path)?,
            None => Default::default(),
        },
    };
    let (accounts, paths): (Vec<_>, Vec<_>) = verb.sources.iter().cloned().map(saved).partition(Result::is_ok);
    let paths: Vec<PathBuf> = paths.into_iter().filter_map(Result::err).collect();
    let (mut documents, notes) = read::documents(&paths, &written, &Given::default());
    documents.extend(accounts.into_iter().flatten().flatten());
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
    let checked = rashomon::check(&text, &Sources::new(reports, notes), &settings);
    if checked.sources.is_empty() {
        let of = |note: &Note| format!("{}: {}", note.path.as_deref().unwrap_or("-"), note.text);
        let why: Vec<String> = checked.notes.iter().map(of).collect();
        bail!("no source is left to hold the text against\n{}", why.join("\n"));
    }
    let least = verb
        .min_level
        .map(rule::Level::from)
        .or(config.min_level)
        .unwrap_or(rule::Level::Warning);
    print(&checked, verb, least)?;
    let found = faces::shown(&checked, least).next().is_some();
    let under = verb
        .fail_under
        .or(config.fail_under)
        .is_some_and(|share| checked.summary.share < share);
    if under {
        eprintln!(
            "rashomon: {} of {} sentences are supported, less than the share asked for",
            checked.summary.supported, checked.summary.claims
        );
    }
    Ok(ExitCode::from(u8::from(found || under)))
}

/// The documents of a saved account, or the path where it is none.
fn saved(path: PathBuf) -> Result<Vec<Document>, PathBuf> {
    let json = path.extension().is_some_and(|ending| ending == "json");
    let bytes = json.then(|| open::bytes(&path).ok()).flatten();
    let account = bytes.and_then(|bytes| serde_json::from_slice::<Account>(&bytes).ok());
    match account.filter(|account| account.schema == rashomon::view::account::SCHEMA) {
        Some(account) => Ok(rashomon::view::documents(account)),
        None => Err(path),
    }
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

fn print(checked: &Checked, verb: &Check, least: rule::Level) -> Result<()> {
    let text = match verb.format {
        Format::Json => serde_json::to_string_pretty(checked)? + "\n",
        Format::Sarif => serde_json::to_string_pretty(&faces::sarif::check(checked, least))? + "\n",
        Format::Html => faces::html::check(checked),
        Format::Line => faces::line::check(checked, least),
        Format::Terminal => terminal::check(checked, &options(verb, least)),
    };
    match &verb.output {
        Some(path) => std::fs::write(path, text).with_context(|| format!("{} cannot be written", path.display())),
        None => corpus::print(&text),
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
