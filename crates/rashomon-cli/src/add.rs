//! `rashomon add`: reports into a corpus.

use crate::{corpus, feed, read};
use anyhow::Result;
use clap::Args;
use rashomon::document::{Document, Published};
use rashomon::ingest::Given;
use rashomon::note::Note;
use rashomon::story::print::{Fingerprint, fingerprint};
use rashomon_store::{Access, Added, Capture, Corpus};
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Add reports to a corpus, which is begun where there is none. Adding the same again changes nothing; the same address with
/// new text is a revision, and both are kept.
///
/// Whenever it is stopped, every report is in wholly or not at all, and the same command adds the rest. Streams of records
/// (JSONL) may be of any length.
#[derive(Debug, Args)]
pub(crate) struct Add {
    /// Files, folders, patterns, or `-` for standard input (text, HTML or JSONL).
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// The corpus.
    #[arg(long, value_name = "FILE")]
    corpus: PathBuf,

    #[command(flatten)]
    given: GivenArgs,
}

/// What is known of files that they may lack.
#[derive(Debug, Args)]
pub(crate) struct GivenArgs {
    /// What a JSONL record calls a field, as `text=body` or `publisher=source.name`.
    #[arg(long = "map", value_name = "NAME=FIELD", value_parser = read::pair)]
    fields: Vec<(String, String)>,

    /// The outlet of reports that do not name theirs.
    #[arg(long, value_name = "NAME")]
    publisher: Option<String>,

    /// The date of reports that do not tell theirs, as 2025-05-30.
    #[arg(long, value_name = "DATE", value_parser = read::date)]
    published: Option<Published>,
}

impl GivenArgs {
    pub(crate) fn given(&self) -> Given {
        Given {
            publisher: self.publisher.clone(),
            published: self.published.clone(),
            fields: self.fields.iter().cloned().collect(),
        }
    }
}

/// How many reports became what.
#[derive(Debug, Default)]
pub(crate) struct Counts {
    pub(crate) new: usize,
    pub(crate) revised: usize,
    pub(crate) known: usize,
}

pub(crate) fn run(verb: &Add) -> Result<ExitCode> {
    let mut corpus = Corpus::open(&verb.corpus, Access::Begin)?;
    corpus::stop_cleanly();
    let (counts, notes) = add(&mut corpus, &verb.corpus, &verb.paths, &verb.given.given())?;
    read::report(&notes);
    let Counts { new, revised, known } = counts;
    eprintln!("rashomon: {new} new, {revised} of them revisions, {known} known already");
    if corpus::stopped() {
        eprintln!("rashomon: stopped; the same command adds the rest");
        return Ok(ExitCode::from(130));
    }
    Ok(ExitCode::SUCCESS)
}

/// Adds what the paths name.
pub(crate) fn add(corpus: &mut Corpus, path: &Path, paths: &[PathBuf], given: &Given) -> Result<(Counts, Vec<Note>)> {
    let (mut counts, mut notes) = (Counts::default(), Vec::new());
    let mut take = |part: Vec<Capture>| -> Result<bool> {
        let mut fresh = Vec::with_capacity(part.len());
        for capture in part {
            // Of a record all is in or nothing; files are read again, they may give several reports.
            if capture.line.is_some() && corpus.knows(&capture.hash())? {
                counts.known += 1;
            } else {
                fresh.push(capture);
            }
        }
        let mut read = read_all(fresh, &mut notes);
        // By publication within a part, as far as a stream can be put in order.
        read.sort_by_cached_key(|(_, d, _)| (d.published.is_none(), d.published.clone(), d.path.clone(), d.id.clone()));
        for (capture, document, print) in read {
            if corpus::stopped() {
                return Ok(false);
            }
            match corpus.add(&capture, &document, &print, corpus::now())? {
                Added::Known => counts.known += 1,
                Added::New { revises, .. } => {
                    counts.new += 1;
                    counts.revised += usize::from(revises.is_some());
                }
            }
        }
        Ok(!corpus::stopped())
    };
    let mut more = feed::each(paths, given, &feed::own_files(path), &mut take)?;
    notes.append(&mut more);
    notes.sort();
    Ok((counts, notes))
}

type Read = (std::sync::Arc<Capture>, Document, Fingerprint);

fn read_all(captures: Vec<Capture>, notes: &mut Vec<Note>) -> Vec<Read> {
    let each = captures.into_par_iter().map(|capture| {
        let read = capture.read();
        let capture = std::sync::Arc::new(capture);
        let documents = read.value.into_iter();
        let with = documents.map(|document| {
            let print = fingerprint(&document);
            (capture.clone(), document, print)
        });
        (with.collect::<Vec<Read>>(), read.notes)
    });
    let mut all = Vec::new();
    for (mut some, mut more) in each.collect::<Vec<_>>() {
        all.append(&mut some);
        notes.append(&mut more);
    }
    // Of a stream of any length only so many notes can be kept.
    notes.truncate(1000);
    all
}
