//! `rashomon remove`: a report out of a corpus.

use anyhow::Result;
use clap::Args;
use rashomon_store::{Access, Corpus};
use std::path::PathBuf;
use std::process::ExitCode;

/// Take reports out of a corpus, with all that was made from them.
#[derive(Debug, Args)]
pub(crate) struct Remove {
    /// Ids of reports, or their beginnings.
    #[arg(required = true, value_name = "ID")]
    documents: Vec<String>,

    /// The corpus.
    #[arg(long, value_name = "FILE")]
    corpus: PathBuf,
}

pub(crate) fn run(verb: &Remove) -> Result<ExitCode> {
    let mut corpus = Corpus::open(&verb.corpus, Access::Change)?;
    for document in &verb.documents {
        let id = corpus.remove(document)?;
        eprintln!("rashomon: removed {id}");
    }
    Ok(ExitCode::SUCCESS)
}
