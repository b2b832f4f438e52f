//! `rashomon watch`: a folder whose reports go into a corpus as they come.

use crate::add::{self, GivenArgs};
use crate::{corpus, feed, read, walk};
use anyhow::{Result, bail};
use clap::Args;
use rashomon_store::{Access, Corpus};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant, SystemTime};

/// Watch a folder and add what comes into it, or changes in it, until Ctrl-C. A file is added when it has not changed
/// between two looks.
#[derive(Debug, Args)]
pub(crate) struct Watch {
    /// The folder.
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,

    /// The corpus.
    #[arg(long, value_name = "FILE")]
    corpus: PathBuf,

    /// Seconds between two looks.
    #[arg(long, value_name = "SECONDS", default_value_t = 5)]
    every: u64,

    #[command(flatten)]
    given: GivenArgs,
}

type State = (u64, Option<SystemTime>);

pub(crate) fn run(verb: &Watch) -> Result<ExitCode> {
    if !verb.folder.is_dir() {
        bail!("{} is not a folder", verb.folder.display());
    }
    let mut corpus = Corpus::open(&verb.corpus, Access::Begin)?;
    corpus::stop_cleanly();
    let given = verb.given.given();
    let (mut seen, mut added) = (BTreeMap::new(), BTreeMap::<PathBuf, State>::new());
    while !corpus::stopped() {
        let mut notes = Vec::new();
        let sources = walk::sources(
            std::slice::from_ref(&verb.folder),
            &feed::own_files(&verb.corpus),
            &mut notes,
        );
        let now: BTreeMap<PathBuf, State> = sources.into_iter().map(|s| (s.path.clone(), state(&s.path))).collect();
        let still = |path: &PathBuf, state: &State| seen.get(path) == Some(state) && added.get(path) != Some(state);
        if now.iter().any(|(path, state)| still(path, state)) {
            // All of the folder is given, so that names and order are those of `add`; what is known costs little.
            let (counts, more) = add::add(&mut corpus, &verb.corpus, std::slice::from_ref(&verb.folder), &given)?;
            notes.extend(more);
            if counts.new > 0 {
                eprintln!("rashomon: {} new, {} of them revisions", counts.new, counts.revised);
            }
            read::report(&notes);
            added.clone_from(&now);
        }
        seen = now;
        wait(Duration::from_secs(verb.every));
    }
    Ok(ExitCode::SUCCESS)
}

fn state(path: &std::path::Path) -> State {
    path.metadata().map_or((0, None), |m| (m.len(), m.modified().ok()))
}

/// Waits, but not longer than until the program is asked to end.
fn wait(time: Duration) {
    let started = Instant::now();
    while started.elapsed() < time && !corpus::stopped() {
        std::thread::sleep(Duration::from_millis(50).min(time));
    }
}
