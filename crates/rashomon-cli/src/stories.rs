//! `rashomon stories`: which stories a corpus has.

use crate::corpus;
use anyhow::Result;
use clap::{Args, Subcommand, ValueEnum};
use rashomon::story::print::in_common;
use rashomon_store::decision::Decision;
use rashomon_store::{Access, Corpus, Story};
use serde_json::json;
use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// List the stories of a corpus, those with the latest additions first, and which of their reports have the words of others;
/// or decide what is one story.
#[derive(Debug, Args)]
pub(crate) struct Stories {
    /// The corpus.
    #[arg(long, value_name = "FILE", global = true)]
    corpus: Option<PathBuf>,

    /// How to print them.
    #[arg(long, value_enum, default_value_t = Format::Terminal)]
    format: Format,

    /// Only those to which something was added since: 2025-05-30, 6h, 2d.
    #[arg(long, value_name = "TIME", value_parser = corpus::time)]
    since: Option<i64>,

    /// Only this one.
    #[arg(long, value_name = "ID")]
    story: Option<String>,

    /// Say of each report why it is there.
    #[arg(long)]
    why: bool,

    /// So many at most.
    #[arg(long, value_name = "N", default_value_t = usize::MAX, hide_default_value = true)]
    limit: usize,

    #[command(subcommand)]
    decision: Option<Decide>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Terminal,
    /// For programs.
    Json,
}

/// What a person decides; it is written into a plain text file beside the corpus.
#[derive(Debug, Subcommand)]
enum Decide {
    /// The reports of the second story belong to the first.
    Merge {
        /// The story that stays.
        into: String,
        /// The story that goes into it.
        from: String,
    },
    /// A report is a story of its own.
    Split {
        /// The report's id, or its beginning.
        document: String,
    },
    /// Call a story by another title.
    Rename {
        /// The story.
        story: String,
        /// Its title.
        title: String,
    },
    /// Take the last decision back.
    Undo,
}

pub(crate) fn run(verb: &Stories) -> Result<ExitCode> {
    let Some(path) = &verb.corpus else {
        anyhow::bail!("name the corpus: --corpus FILE");
    };
    let corpus = Corpus::open(path, Access::Read)?;
    if let Some(decision) = &verb.decision {
        decide(&corpus, decision)?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut stories = match &verb.story {
        Some(id) => vec![corpus.story(id)?],
        None => corpus.stories(verb.since)?,
    };
    stories.truncate(verb.limit);
    let text = match verb.format {
        Format::Json => format!("{:#}\n", json(&corpus, &stories)?),
        Format::Terminal => terminal(&corpus, &stories, verb.why)?,
    };
    corpus::print(&text)?;
    Ok(ExitCode::SUCCESS)
}

fn decide(corpus: &Corpus, decision: &Decide) -> Result<()> {
    let decision = match decision {
        Decide::Merge { into, from } => Decision::Merge(into.clone(), from.clone()),
        Decide::Split { document } => Decision::Split(document.clone()),
        Decide::Rename { story, title } => Decision::Rename(story.clone(), title.clone()),
        Decide::Undo => {
            match corpus.undo()? {
                Some(last) => eprintln!("rashomon: taken back: {last}"),
                None => eprintln!("rashomon: nothing was decided"),
            }
            return Ok(());
        }
    };
    let decision = corpus.decide(&decision)?;
    eprintln!("rashomon: noted in {}: {decision}", corpus.decisions_path().display());
    Ok(())
}

fn json(corpus: &Corpus, stories: &[Story]) -> Result<serde_json::Value> {
    let mut out = Vec::new();
    for story in stories {
        let copies = corpus.copies(story)?;
        let documents = story.documents.iter().map(|d| {
            let copied = copies.iter().filter(|copy| copy.by == d.id);
            let copied = copied.map(|c| json!({"from": c.from, "share": hundredths(c.share)}));
            let mut document = corpus::json(d);
            document["copies"] = copied.collect();
            document["like"] = json!(d.like);
            document["sure"] = json!(hundredths(d.score));
            document["decided"] = json!(d.decided);
            document
        });
        out.push(json!({"id": story.id, "title": story.title, "documents": documents.collect::<Vec<_>>()}));
    }
    Ok(json!({"stories": out}))
}

fn hundredths(share: f64) -> f64 {
    (share * 100.0).round() / 100.0
}

fn terminal(corpus: &Corpus, stories: &[Story], why: bool) -> Result<String> {
    let mut out = String::new();
    for story in stories {
        let (count, all) = (story.newest(i64::MAX).len(), story.documents.len());
        let mut reports = format!("{count} report{}", if count == 1 { "" } else { "s" });
        if all > count {
            reports += &format!(" in {all} versions");
        }
        writeln!(out, "{}  {reports}  {}", story.id, story.title)?;
        let copies = corpus.copies(story)?;
        for entry in &story.documents {
            writeln!(out, "    {}", corpus::line(entry))?;
            if let Some(revised) = &entry.revises {
                writeln!(out, "        a new version of {}", &revised[..12])?;
            }
            for copy in copies.iter().filter(|copy| copy.by == entry.id) {
                let share = (copy.share * 100.0).round();
                writeln!(out, "        {share} % of its words stand in {}", &copy.from[..12])?;
            }
            if why && entry.decided {
                writeln!(out, "        put here by what was decided")?;
            } else if let Some(like) = entry.like.as_ref().filter(|_| why) {
                let words = in_common(&corpus.document(&entry.id)?, &corpus.document(like)?, 8);
                let sure = (entry.score * 100.0).round();
                writeln!(
                    out,
                    "        with {} ({sure} % sure): {}",
                    &like[..12],
                    words.join(", ")
                )?;
            }
        }
    }
    Ok(out)
}
