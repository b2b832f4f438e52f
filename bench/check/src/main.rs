//! `bench-check check < CASES > RESULTS`: checks the text of each case against its sources;
//! `bench-check plant ANTONYMS < STORIES > CASES`: plants errors in sentences of reports. `run.py` calls both.

mod plant;

use anyhow::{Context, Result, bail};
use rashomon::check::{Settings, Sources};
use rashomon::ingest::{Given, published};
use rashomon::report::Report;
use rayon::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{BufRead, Write};
use std::sync::{Arc, LazyLock, Mutex};
use std::time::Instant;

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.first().map(String::as_str) {
        Some("check") => each(check),
        Some("plant") => {
            let opposites = plant::opposites(args.get(1).context("which file holds the opposites?")?)?;
            each(|story| plant::story(story, &opposites))
        }
        _ => bail!("say `check` or `plant`"),
    }
}

/// Reads JSON lines from standard input and writes what is made of each, in order.
fn each(make: impl Fn(&Value) -> Vec<Value> + Sync) -> Result<()> {
    let lines: Vec<String> = std::io::stdin().lock().lines().collect::<Result<_, _>>()?;
    let made: Vec<Vec<Value>> = lines
        .par_iter()
        .map(|line| serde_json::from_str(line).map(|value: Value| make(&value)))
        .collect::<Result<_, _>>()?;
    let mut out = std::io::stdout().lock();
    for value in made.into_iter().flatten() {
        writeln!(out, "{value}")?;
    }
    Ok(())
}

/// A document `{text, published, publisher}` read, whatever it looks like.
fn read(document: &Value, path: &str) -> Option<Report> {
    let given = Given {
        publisher: document["publisher"].as_str().map(str::to_owned),
        published: document["published"].as_str().and_then(published),
        ..Given::default()
    };
    let text = document["text"].as_str().unwrap_or_default();
    let mut found = rashomon::ingest(text.as_bytes(), path, &given).value;
    // A summary's sentence is too short to tell a language by.
    found.iter_mut().for_each(|d| d.language = "en".to_owned());
    found.pop().map(rashomon::read)
}

/// The sources of a case, read; many cases have the same.
fn sources(list: &Value) -> Arc<Sources> {
    static READ: LazyLock<Mutex<BTreeMap<String, Arc<Sources>>>> = LazyLock::new(Mutex::default);
    let known = || READ.lock().expect("no reader fails");
    let name = list.to_string();
    if let Some(found) = known().get(&name) {
        return found.clone();
    }
    let reports = list.as_array().into_iter().flatten().enumerate();
    let reports = reports.filter_map(|(i, s)| read(s, &format!("{i}.txt"))).collect();
    let made = Arc::new(Sources::new(reports, Vec::new()));
    known().entry(name).or_insert(made).clone()
}

/// `{id, text, published, sources: [...]}` to its verdicts, scores and findings.
fn check(case: &Value) -> Vec<Value> {
    let sources = sources(&case["sources"]);
    let started = Instant::now();
    let Some(text) = read(case, "text.txt") else {
        return vec![json!({"id": case["id"], "sentences": [], "findings": []})];
    };
    let checked = rashomon::check(&text, &sources, &Settings::default());
    let ms = started.elapsed().as_secs_f64() * 1000.0;
    let sentences: Vec<Value> = checked
        .sentences
        .iter()
        .map(|s| json!({"quote": s.passage.quote, "verdict": s.verdict, "score": s.score, "features": s.features}))
        .collect();
    let findings: Vec<Value> = checked
        .findings
        .iter()
        .map(|f| {
            let against = f.sources.first().map(|s| s.passage.quote.as_str());
            json!({"rule": f.rule, "quote": f.passage.quote, "message": f.message, "source": against, "level": f.level})
        })
        .collect();
    vec![json!({"id": case["id"], "sentences": sentences, "findings": findings, "ms": ms})]
}
