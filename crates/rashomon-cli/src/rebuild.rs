//! `rashomon rebuild`: what is made from captures, made again.

use anyhow::Result;
use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};
use rashomon_store::{Access, Corpus, Stage};
use std::path::PathBuf;
use std::process::ExitCode;

/// Make again what is made from captures, and look at every page of the file first. Stories come out in the canonical order,
/// as if all reports had come at once; they keep their ids, and an id that goes leads to the story that has its reports.
#[derive(Debug, Args)]
pub(crate) struct Rebuild {
    /// The corpus.
    #[arg(long, value_name = "FILE")]
    corpus: PathBuf,

    /// Only this; everything otherwise.
    #[arg(long, value_enum)]
    stage: Option<Name>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Name {
    /// Texts and their metadata.
    Documents,
    /// The index of words.
    Search,
    /// Stories.
    Stories,
}

pub(crate) fn run(verb: &Rebuild) -> Result<ExitCode> {
    let mut corpus = Corpus::open(&verb.corpus, Access::Change)?;
    corpus.check()?;
    let stages = match verb.stage {
        Some(Name::Documents) => vec![Stage::Documents],
        Some(Name::Search) => vec![Stage::Search],
        Some(Name::Stories) => vec![Stage::Stories],
        None => vec![Stage::Documents, Stage::Stories],
    };
    for stage in stages {
        let style = ProgressStyle::with_template("{bar:30} {pos}/{len} reports, {per_sec}, {eta} left")?;
        let bar = ProgressBar::new(corpus.len()? as u64).with_style(style);
        corpus.rebuild(stage, &mut || bar.inc(1))?;
        bar.finish_and_clear();
    }
    Ok(ExitCode::SUCCESS)
}
