//! `rashomon search`: words in a corpus, with the reports and lines where they stand.

use crate::corpus;
use anyhow::Result;
use clap::{Args, ValueEnum};
use rashomon_store::{Access, Corpus, Hit, Query};
use serde_json::json;
use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// Find words in a corpus: prints the quote, the report and the line.
///
/// All words must be there; "phrases" in quotation marks, beginnings as harb*, words that may not be there as -fog.
/// Diacritics and capitals do not count: vucic finds Vučić. Filters: publisher:NAME, since:2024-05-01, until:2024-05-31,
/// date:2024-05, story:ID.
#[derive(Debug, Args)]
pub(crate) struct Search {
    /// What to look for.
    #[arg(required = true, value_name = "QUERY")]
    query: Vec<String>,

    /// The corpus.
    #[arg(long, value_name = "FILE")]
    corpus: PathBuf,

    /// How to print what is found.
    #[arg(long, value_enum, default_value_t = Format::Terminal)]
    format: Format,

    /// So many reports at most.
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Terminal,
    /// For programs.
    Json,
}

pub(crate) fn run(verb: &Search) -> Result<ExitCode> {
    let corpus = Corpus::open(&verb.corpus, Access::Read)?;
    let hits = corpus.search(&Query::parse(&verb.query.join(" "))?, verb.limit)?;
    let text = match verb.format {
        Format::Json => format!("{:#}\n", json!({"hits": hits.iter().map(json).collect::<Vec<_>>()})),
        Format::Terminal => terminal(&hits),
    };
    corpus::print(&text)?;
    Ok(ExitCode::from(u8::from(hits.is_empty())))
}

fn json(hit: &Hit) -> serde_json::Value {
    json!({
        "document": hit.document, "key": hit.key, "path": hit.path, "publisher": hit.publisher, "title": hit.title,
        "published": hit.published, "story": hit.story, "line": hit.line, "start": hit.start, "end": hit.end,
        "quote": hit.quote, "found": hit.found,
    })
}

fn terminal(hits: &[Hit]) -> String {
    let mut out = String::new();
    for hit in hits {
        let published = hit
            .published
            .as_deref()
            .map_or("no date", |at| at.get(..10).unwrap_or(at));
        let publisher = hit.publisher.as_deref().unwrap_or("-");
        let _ = writeln!(
            out,
            "{}:{}  {published}  {publisher}  {}",
            hit.path, hit.line, hit.story
        );
        let _ = writeln!(out, "    “{}”", hit.quote);
    }
    out
}
