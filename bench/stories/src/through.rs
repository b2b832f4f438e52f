//! From text to stored and assigned report, beside the language analysis of the same articles alone.

use crate::data::articles;
use anyhow::{Context, ensure};
use rashomon::document::Document;
use rayon::prelude::*;
use std::fmt::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

/// Words of an article.
const WORDS: usize = 400;
/// Rounds, each with articles of its own, so that no block was seen before.
const ROUNDS: usize = 3;

/// Times, in turn: the language crate on all threads, `program add` on the same articles, and reading them wholly. Prints
/// medians of articles a second.
pub(crate) fn run(program: &str, stories: &Path) -> anyhow::Result<()> {
    let texts = pieces(stories)?;
    let mut rates: [Vec<f64>; 3] = Default::default();
    // What is loaded once a process does not count.
    language(&texts[0]);
    for (round, texts) in texts.chunks(texts.len() / ROUNDS).take(ROUNDS).enumerate() {
        let (folder, mut records) = (tempfile::tempdir()?, String::new());
        for (i, text) in texts.iter().enumerate() {
            let day = format!("2024-05-{:02}", 1 + i * 28 / texts.len());
            let id = format!("{round}-{i}");
            writeln!(
                records,
                "{}",
                serde_json::json!({"id": id, "published": day, "text": text})
            )?;
        }
        let file = folder.path().join("records.jsonl");
        std::fs::write(&file, records)?;
        let rate = |started: Instant| texts.len() as f64 / started.elapsed().as_secs_f64();
        let started = Instant::now();
        texts.par_iter().for_each(|text| language(text));
        rates[0].push(rate(started));
        let started = Instant::now();
        let mut add = Command::new(program);
        let add = add
            .arg("add")
            .arg(&file)
            .arg("--corpus")
            .arg(folder.path().join("desk"));
        let done = add.stderr(Stdio::null()).status();
        ensure!(done.with_context(|| format!("{program} cannot be run"))?.success());
        rates[1].push(rate(started));
        let started = Instant::now();
        texts.par_iter().for_each(|text| {
            std::hint::black_box(rashomon::read(Document::new("a.txt", text.clone())));
        });
        rates[2].push(rate(started));
    }
    let [alone, added, read] = rates.map(|mut rates| {
        rates.sort_by(f64::total_cmp);
        rates[ROUNDS / 2]
    });
    let both = 1.0 / (1.0 / added + 1.0 / read);
    println!(
        "articles of {WORDS} words a second, {} threads:",
        rayon::current_num_threads()
    );
    println!("  {alone:6.0} the language crate alone");
    println!(
        "  {added:6.0} text to stored and assigned, {:.2} of that",
        added / alone
    );
    println!("  {read:6.0} documents to reports");
    println!(
        "  {both:6.0} both, one after the other, {:.2} of the language crate alone",
        both / alone
    );
    Ok(())
}

fn language(text: &str) {
    for block in rashomon_language::blocks(text) {
        std::hint::black_box(rashomon_language::analyze_uncached(&text[block.range]));
    }
}

/// Articles of so many words, cut from longer ones.
fn pieces(stories: &Path) -> anyhow::Result<Vec<String>> {
    let mut pieces = Vec::new();
    for article in articles(stories)? {
        let words: Vec<&str> = article.document.text.split(' ').collect();
        pieces.extend(words.chunks_exact(WORDS).take(4).map(|words| words.join(" ")));
    }
    Ok(pieces)
}
