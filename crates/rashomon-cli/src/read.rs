//! `rashomon read`: reports in, account out.

use crate::add::GivenArgs;
use crate::{corpus, open, walk};
use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rashomon::document::{Document, Published};
use rashomon::ingest::{Given, published};
use rashomon::note::{Level, Note};
use rashomon::render::{html, terminal};
use rashomon::view::account::Account;
use rayon::prelude::*;
use std::io::IsTerminal;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// Read reports and give an account of them: who says what on whose word, where they agree and differ.
///
/// Reads plain text, Markdown, HTML and JSONL, also packed as .gz or .zst. A JSONL record has the fields id, path, text or
/// html, title, byline, publisher, url, published, language; use --map where yours are called otherwise.
#[derive(Debug, Args)]
pub(crate) struct Read {
    /// Files, folders, patterns, or `-` for standard input (text, HTML or JSONL).
    #[arg(required_unless_present = "corpus", conflicts_with = "corpus", value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Read a story of this corpus instead of files.
    #[arg(long, value_name = "FILE", requires = "story")]
    corpus: Option<PathBuf>,

    /// Which story of the corpus; `rashomon stories` lists them.
    #[arg(long, value_name = "ID", requires = "corpus")]
    story: Option<String>,

    /// How to print the account.
    #[arg(long, value_enum, default_value_t = Format::Terminal)]
    format: Format,

    /// Write the account to a file instead of standard output.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Also write the account as one page of HTML that needs nothing else.
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,

    /// Print everything, instead of two screens.
    #[arg(long)]
    full: bool,

    /// Print under each line the exact words it stands on and where they stand.
    #[arg(long)]
    quotes: bool,

    #[command(flatten)]
    given: GivenArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Terminal,
    /// The whole account, for programs: schema rashomon.account/1.
    Json,
}

const FIELDS: [&str; 10] = [
    "id",
    "path",
    "text",
    "html",
    "title",
    "byline",
    "publisher",
    "url",
    "published",
    "language",
];

pub(crate) fn pair(text: &str) -> Result<(String, String), String> {
    let (name, field) = text.split_once('=').ok_or("write it as NAME=FIELD")?;
    if !FIELDS.contains(&name) {
        return Err(format!("there is no field `{name}`; there are {}", FIELDS.join(", ")));
    }
    Ok((name.to_owned(), field.to_owned()))
}

pub(crate) fn date(text: &str) -> Result<Published, String> {
    published(text).ok_or_else(|| "write it as 2025-05-30 or 2025-05-30T14:00:00Z".to_owned())
}

/// Reads, accounts, prints.
pub(crate) fn run(verb: &Read) -> Result<ExitCode> {
    if let (Some(corpus), Some(story)) = (&verb.corpus, &verb.story) {
        print(&corpus::account(corpus, story)?, verb)?;
        return Ok(ExitCode::SUCCESS);
    }
    let given = verb.given.given();
    let written = [&verb.output, &verb.html]
        .into_iter()
        .flatten()
        .filter_map(|path| path.canonicalize().ok());
    let (documents, notes) = documents(&verb.paths, &written.collect::<Vec<_>>(), &given);
    report(&notes);
    if documents.is_empty() {
        bail!("nothing could be read");
    }
    let bar = bar(documents.len() as u64, "reports");
    let started = Instant::now();
    let reports: Vec<_> = documents
        .into_par_iter()
        .map(|document| {
            let report = rashomon::read(document);
            tick(&bar, started);
            report
        })
        .collect();
    bar.finish_and_clear();
    let account = rashomon::account(reports, notes);
    print(&account, verb)?;
    Ok(ExitCode::SUCCESS)
}

/// The documents of the files that the arguments name, and what was noticed. The files that are `written` are not read:
/// an account of last time may lie in a folder that is read.
pub(crate) fn documents(paths: &[PathBuf], written: &[PathBuf], given: &Given) -> (Vec<Document>, Vec<Note>) {
    let mut notes = Vec::new();
    let (stdin, paths): (Vec<_>, Vec<_>) = paths.iter().cloned().partition(|path| path.as_os_str() == "-");
    let sources = walk::sources(&paths, written, &mut notes);
    let bar = bar(sources.len() as u64, "files");
    let started = Instant::now();
    let mut read: Vec<_> = sources
        .par_iter()
        .map(|source| {
            let read = ingest(open::bytes(&source.path), &source.name, given);
            tick(&bar, started);
            read
        })
        .collect();
    bar.finish_and_clear();
    if !stdin.is_empty() {
        read.push(ingest(open::bounded(std::io::stdin().lock()), "-", given));
    }
    let mut documents = Vec::new();
    for (mut some, mut more) in read {
        documents.append(&mut some);
        notes.append(&mut more);
    }
    notes.sort();
    (documents, notes)
}

pub(crate) fn ingest(bytes: Result<Vec<u8>>, name: &str, given: &Given) -> (Vec<Document>, Vec<Note>) {
    match bytes {
        Ok(bytes) => {
            let read = rashomon::ingest(&bytes, name, given);
            (read.value, read.notes)
        }
        Err(error) => (Vec::new(), vec![unreadable(name, &error)]),
    }
}

/// That a file was left out, and why.
pub(crate) fn unreadable(name: &str, error: &anyhow::Error) -> Note {
    Note::new(Level::Error, "unreadable", format!("The file was left out: {error:#}.")).at(name)
}

/// Tells on standard error what went wrong.
pub(crate) fn report(notes: &[Note]) {
    for note in notes.iter().filter(|note| note.level >= Level::Warning) {
        let path = note.path.as_deref().unwrap_or("-");
        eprintln!("rashomon: {path}: {}", note.text);
    }
}

fn print(account: &Account, verb: &Read) -> Result<()> {
    let text = match verb.format {
        Format::Json => serde_json::to_string_pretty(account)? + "\n",
        Format::Terminal => terminal::account(account, &options(verb)),
    };
    if let Some(path) = &verb.html {
        std::fs::write(path, html::account(account))
            .with_context(|| format!("{} cannot be written", path.display()))?;
    }
    match &verb.output {
        Some(path) => std::fs::write(path, text).with_context(|| format!("{} cannot be written", path.display())),
        None => corpus::print(&text),
    }
}

/// How to set the account: as wide as the terminal; plain where it goes into a file or another program.
fn options(verb: &Read) -> terminal::Options {
    let stdout = std::io::stdout();
    let seen = verb.output.is_none() && stdout.is_terminal();
    let width = terminal_size::terminal_size()
        .filter(|_| seen)
        .map_or(80, |(width, _)| width.0.into());
    let color = verb.output.is_none() && anstream::AutoStream::choice(&stdout) != anstream::ColorChoice::Never;
    terminal::Options {
        width,
        color,
        ascii: !seen,
        full: verb.full,
        quotes: verb.quotes,
    }
}

/// A progress bar that stays hidden until [`tick`] finds that the work takes long.
fn bar(length: u64, what: &str) -> ProgressBar {
    let style = ProgressStyle::with_template(&format!("{{bar:30}} {{pos}}/{{len}} {what}")).expect("it is well formed");
    ProgressBar::with_draw_target(Some(length), ProgressDrawTarget::hidden()).with_style(style)
}

fn tick(bar: &ProgressBar, started: Instant) {
    if bar.is_hidden() && started.elapsed() > Duration::from_secs(1) && std::io::stderr().is_terminal() {
        bar.set_draw_target(ProgressDrawTarget::stderr());
    }
    bar.inc(1);
}
