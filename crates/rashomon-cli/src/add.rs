//! `rashomon add`: reports into a corpus.

use crate::{corpus, feed, read};
use anyhow::{Result, bail};
use clap::Args;
use rashomon::document::{Document, Published};
use rashomon::ingest::Given;
use rashomon::note::{Level, Note};
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
    if new + known == 0 && !corpus::stopped() && notes.iter().any(|note| note.level == Level::Error) {
        bail!("nothing could be read");
    }
    eprintln!("rashomon: {new} new, {revised} of them revisions, {known} known already");
    if corpus::stopped() {
        eprintln!("rashomon: stopped; the same command adds the rest");
        return Ok(ExitCode::from(130));
    }
    Ok(ExitCode::SUCCESS)
}

/// Adds what the paths name.
pub(crate) fn add(corpus: &mut Corpus, path: &Path, paths: &[PathBuf], given: &Given) -> Result<(Counts, Vec<Note>)> {
    let mut adding = Adding {
        corpus,
        counts: Counts::default(),
        notes: Vec::new(),
        waiting: Vec::new(),
    };
    let mut notes = feed::each(paths, given, &feed::own_files(path), &mut |part| adding.take(part))?;
    // What still waits comes in, if nobody asked to end.
    adding.take(Vec::new())?;
    notes.append(&mut adding.notes);
    notes.sort();
    Ok((adding.counts, notes))
}

/// Reports on their way in.
struct Adding<'a> {
    corpus: &'a mut Corpus,
    counts: Counts,
    notes: Vec<Note>,
    /// What is read and not yet stored.
    waiting: Vec<Read>,
}

impl Adding<'_> {
    /// Stores what waits, by one thread, while the others read the next part; an empty part leaves nothing waiting. Says
    /// whether more is wanted.
    fn take(&mut self, part: Vec<Capture>) -> Result<bool> {
        let mut fresh = Vec::with_capacity(part.len());
        for capture in part {
            // Of a record all is in or nothing; files are read again, they may give several reports.
            if capture.line.is_some() && self.corpus.knows(&capture.hash())? {
                self.counts.known += 1;
            } else {
                fresh.push(capture);
            }
        }
        let waiting = std::mem::take(&mut self.waiting);
        let (stored, (mut read, mut notes)) = std::thread::scope(|scope| {
            let reading = scope.spawn(|| read_all(fresh));
            let stored = self.store(waiting);
            let read = reading.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            (stored, read)
        });
        // By publication within a part, as far as a stream can be put in order.
        read.sort_by_cached_key(|(_, d, _)| (d.published.is_none(), d.published.clone(), d.path.clone(), d.id.clone()));
        self.waiting = read;
        self.notes.append(&mut notes);
        // Of a stream of any length only so many notes can be kept.
        self.notes.truncate(1000);
        stored?;
        Ok(!corpus::stopped())
    }

    /// Stores reports, some at a time; asked to end, it stops after those at hand.
    fn store(&mut self, read: Vec<Read>) -> Result<()> {
        for some in read.chunks(AT_ONCE) {
            if corpus::stopped() {
                break;
            }
            let some: Vec<_> = some
                .iter()
                .map(|(capture, document, print)| (&**capture, document, print))
                .collect();
            for added in self.corpus.add_all(&some, corpus::now())? {
                match added {
                    Added::Known => self.counts.known += 1,
                    Added::New { revises, .. } => {
                        self.counts.new += 1;
                        self.counts.revised += usize::from(revises.is_some());
                    }
                }
            }
        }
        Ok(())
    }
}

/// Reports stored by one transaction: so few that another process waits a fraction of a second for its turn.
const AT_ONCE: usize = 64;

type Read = (std::sync::Arc<Capture>, Document, Fingerprint);

fn read_all(captures: Vec<Capture>) -> (Vec<Read>, Vec<Note>) {
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
    let (mut all, mut notes) = (Vec::new(), Vec::new());
    for (mut some, mut more) in each.collect::<Vec<_>>() {
        all.append(&mut some);
        notes.append(&mut more);
    }
    (all, notes)
}
