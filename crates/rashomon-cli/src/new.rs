//! `rashomon new`: what came into a corpus since a time, and what it changed.

use crate::corpus;
use anyhow::Result;
use clap::{Args, ValueEnum};
use rashomon::Report;
use rashomon::document::Document;
use rashomon::view::account::{Citation, Passage, Point};
use rashomon::view::news::{Changes, News, changes, news};
use rashomon_store::{Access, Corpus, Entry, Story};
use rayon::prelude::*;
use serde_json::json;
use std::collections::BTreeMap;
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
    let mut all = Vec::new();
    for story in stories {
        let found = find(&corpus, story, verb.since)?;
        match verb.format {
            Format::Json => all.push(json(&found)),
            // Much may be new: what is found is shown at once.
            Format::Terminal => corpus::print(&terminal(&found))?,
        }
    }
    if verb.format == Format::Json {
        let all = json!({"since": corpus::shown(verb.since), "stories": all});
        corpus::print(&format!("{all:#}\n"))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn find(corpus: &Corpus, story: Story, since: i64) -> Result<Found> {
    // What was replaced before that time has no part in what is new.
    let then = story.newest(since);
    let told = story.documents.iter();
    let documents = corpus.documents(told.filter(|d| d.added >= since || then.contains(d)))?;
    let read = |documents: Vec<Document>| documents.into_par_iter().map(rashomon::read).collect::<Vec<Report>>();
    let reports = read(documents);
    let by_id = |id: &str| reports.iter().find(|r| r.document.id.0 == id);
    let mut revisions = Vec::new();
    for entry in story.documents.iter().filter(|d| d.added >= since) {
        if let (Some(earlier), Some(later)) = (&entry.revises, by_id(&entry.id)) {
            let changed = match by_id(earlier) {
                Some(earlier) => changes(earlier, later),
                None => changes(&rashomon::read(corpus.document(earlier)?), later),
            };
            revisions.push((earlier.clone(), entry.id.clone(), changed));
        }
    }
    // Of a new version only what it changed is new.
    let mut changed: BTreeMap<&str, Option<Vec<Passage>>> = BTreeMap::new();
    let now = story.newest(i64::MAX);
    for entry in now.iter().filter(|d| d.added >= since) {
        let earlier = then.iter().find(|d| d.address.is_some() && d.address == entry.address);
        let both = earlier.and_then(|d| by_id(&d.id)).zip(by_id(&entry.id));
        changed.insert(&entry.id, both.map(|(earlier, later)| changes(earlier, later).come));
    }
    let is_new = |citation: &Citation| match changed.get(citation.document.as_str()) {
        Some(Some(come)) => come
            .iter()
            .any(|p| p.start < citation.passage.end && citation.passage.start < p.end),
        whole => whole.is_some(),
    };
    let account = |entries: &[&Entry]| {
        let some = entries.iter().filter_map(|d| by_id(&d.id)).cloned().collect();
        rashomon::view::story(some, Vec::new(), &story.id, &story.title)
    };
    Ok(Found {
        begun: then.is_empty(),
        reports: story.documents.iter().filter(|d| d.added >= since).cloned().collect(),
        news: news(&account(&then), &account(&now), is_new),
        revisions,
        story,
    })
}

fn json(found: &Found) -> serde_json::Value {
    let reports = found.reports.iter().map(corpus::json);
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

/// Points, differences and origins of a story shown at most, of each.
const SHOWN: usize = 5;

fn terminal(found: &Found) -> String {
    let mut out = String::new();
    let begun = if found.begun { "new story  " } else { "" };
    let _ = writeln!(out, "{}  {begun}{}", found.story.id, found.story.title);
    for entry in &found.reports {
        let _ = writeln!(out, "    + {}", corpus::line(entry));
    }
    for (from, to, changes) in &found.revisions {
        let unchanged = changes.gone.is_empty() && changes.come.is_empty();
        let what = if unchanged { ", with the same sentences" } else { ":" };
        let _ = writeln!(out, "    {} is a new version of {}{what}", &to[..12], &from[..12]);
        for (sign, passages) in [("-", &changes.gone), ("+", &changes.come)] {
            for passage in passages {
                let _ = writeln!(out, "        {sign} “{}”", one_line(&passage.quote));
            }
        }
    }
    let point = |what: &str, point: &Point| {
        let mut lines = format!("    {what}: {} ({})\n", point.label, point.why);
        let readings = point.readings.iter();
        readings.for_each(|reading| lines.push_str(&quote(&found.story, &reading.citation)));
        lines
    };
    let News {
        points,
        differences,
        origins,
    } = &found.news;
    let differences = differences.iter().map(|p| point("new difference", p));
    some(&mut out, "difference", differences);
    some(&mut out, "point", points.iter().map(|p| point("new point", p)));
    let origins = origins.iter().map(|origin| {
        let from = quote(&found.story, &origin.citation);
        format!("    new origin: {}\n{from}", origin.origin)
    });
    some(&mut out, "origin", origins);
    out.push('\n');
    out
}

/// The first of what is new, and how many more there are.
fn some(out: &mut String, what: &str, all: impl ExactSizeIterator<Item = String>) {
    let more = all.len().saturating_sub(SHOWN);
    out.extend(all.take(SHOWN));
    if more > 0 {
        let plural = if more == 1 { "" } else { "s" };
        let _ = writeln!(out, "    and {more} more new {what}{plural}; --format json has all");
    }
}

/// What a report says, in a line: its outlet, else its file, and the words.
fn quote(story: &Story, citation: &Citation) -> String {
    let entry = story.documents.iter().find(|d| d.id == citation.document);
    let who = entry.map(|d| d.publisher.as_deref().unwrap_or(&d.path));
    let words = one_line(&citation.passage.quote);
    format!("        {}: “{words}”\n", who.unwrap_or(&citation.document))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
