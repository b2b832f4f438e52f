//! `rashomon new`: what came into a corpus since a time, and what it changed.

use crate::corpus;
use anyhow::Result;
use clap::{Args, ValueEnum};
use rashomon::Report;
use rashomon::document::Document;
use rashomon::view::account::Point;
use rashomon::view::news::{Changes, News, changes, news};
use rashomon_store::{Access, Corpus, Entry, Story};
use rayon::prelude::*;
use serde_json::json;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// Say what is new in the stories of a corpus since a time: reports, points, differences, origins, and what new versions of
/// reports changed. The time is that of adding; printed are the times of publication.
#[derive(Debug, Args)]
pub(crate) struct New {
    /// The corpus.
    #[arg(long, value_name = "FILE")]
    corpus: PathBuf,

    /// Since when: 2025-05-30, 2025-05-30T14:00:00Z, or how long ago: 90m, 6h, 2d.
    #[arg(long, value_name = "TIME", value_parser = corpus::time)]
    since: i64,

    /// Only this story.
    #[arg(long, value_name = "ID")]
    story: Option<String>,

    /// How to print it.
    #[arg(long, value_enum, default_value_t = Format::Terminal)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Terminal,
    /// For programs.
    Json,
}

/// What is new in one story.
struct Found {
    story: Story,
    /// Whether the story itself is new.
    begun: bool,
    reports: Vec<Entry>,
    news: News,
    revisions: Vec<(String, String, Changes)>,
}

pub(crate) fn run(verb: &New) -> Result<ExitCode> {
    let corpus = Corpus::open(&verb.corpus, Access::Read)?;
    let mut stories = corpus.stories(Some(verb.since))?;
    if let Some(id) = &verb.story {
        let id = corpus.story(id)?.id;
        stories.retain(|story| story.id == id);
    }
    let found = stories
        .into_iter()
        .map(|story| find(&corpus, story, verb.since))
        .collect::<Result<Vec<_>>>()?;
    let text = match verb.format {
        Format::Json => {
            let all: Vec<_> = found.iter().map(json).collect();
            format!("{:#}\n", json!({"since": corpus::shown(verb.since), "stories": all}))
        }
        Format::Terminal => found.iter().map(terminal).collect(),
    };
    corpus::print(&text)?;
    Ok(ExitCode::SUCCESS)
}

fn find(corpus: &Corpus, story: Story, since: i64) -> Result<Found> {
    let documents = corpus.documents(&story)?;
    let read = |documents: Vec<Document>| documents.into_par_iter().map(rashomon::read).collect::<Vec<Report>>();
    let reports = read(documents);
    let is_new = |id: &str| story.documents.iter().any(|d| d.id == id && d.added >= since);
    let mut revisions = Vec::new();
    for entry in story.documents.iter().filter(|d| d.added >= since) {
        let by_id = |id: &str| reports.iter().find(|r| r.document.id.0 == id);
        if let (Some(earlier), Some(later)) = (&entry.revises, by_id(&entry.id)) {
            let changed = match by_id(earlier) {
                Some(earlier) => changes(earlier, later),
                None => changes(&rashomon::read(corpus.document(earlier)?), later),
            };
            revisions.push((earlier.clone(), entry.id.clone(), changed));
        }
    }
    let old: Vec<Report> = reports.iter().filter(|r| !is_new(&r.document.id.0)).cloned().collect();
    let begun = old.is_empty();
    let new: BTreeSet<&str> = story
        .documents
        .iter()
        .map(|d| d.id.as_str())
        .filter(|id| is_new(id))
        .collect();
    let before = rashomon::view::story(old, &story.id, &story.title);
    let after = rashomon::view::story(reports, &story.id, &story.title);
    Ok(Found {
        begun,
        reports: story.documents.iter().filter(|d| d.added >= since).cloned().collect(),
        news: news(&before, &after, &new),
        revisions,
        story,
    })
}

fn json(found: &Found) -> serde_json::Value {
    let reports = found.reports.iter().map(|d| {
        json!({"id": d.id, "key": d.key, "path": d.path, "publisher": d.publisher, "title": d.title,
            "published": d.published, "added": corpus::shown(d.added), "revises": d.revises})
    });
    let revisions = found
        .revisions
        .iter()
        .map(|(from, to, changes)| json!({"from": from, "to": to, "gone": changes.gone, "come": changes.come}));
    json!({
        "id": found.story.id, "title": found.story.title, "begun": found.begun,
        "documents": reports.collect::<Vec<_>>(), "points": found.news.points, "differences": found.news.differences,
        "origins": found.news.origins, "revisions": revisions.collect::<Vec<_>>(),
    })
}

fn terminal(found: &Found) -> String {
    let mut out = String::new();
    let begun = if found.begun { "new story  " } else { "" };
    let _ = writeln!(out, "{}  {begun}{}", found.story.id, found.story.title);
    for entry in &found.reports {
        let _ = writeln!(out, "    + {}", corpus::line(entry));
    }
    for (from, to, changes) in &found.revisions {
        let _ = writeln!(out, "    {} is a new version of {}:", &to[..12], &from[..12]);
        for (sign, passages) in [("-", &changes.gone), ("+", &changes.come)] {
            for passage in passages {
                let _ = writeln!(out, "        {sign} “{}”", one_line(&passage.quote));
            }
        }
    }
    for (what, points) in [
        ("new difference", &found.news.differences),
        ("new point", &found.news.points),
    ] {
        for point in points {
            let _ = write!(out, "{}", point_lines(what, point));
        }
    }
    for origin in &found.news.origins {
        let citation = &origin.citation;
        let quote = one_line(&citation.passage.quote);
        let _ = writeln!(
            out,
            "    new origin: {}\n        {} “{quote}”",
            origin.origin,
            &citation.document[..12]
        );
    }
    out.push('\n');
    out
}

fn point_lines(what: &str, point: &Point) -> String {
    let mut out = format!("    {what}: {} ({})\n", point.label, point.why);
    for reading in &point.readings {
        let citation = &reading.citation;
        let _ = writeln!(
            out,
            "        {} “{}”",
            &citation.document[..12],
            one_line(&citation.passage.quote)
        );
    }
    out
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
