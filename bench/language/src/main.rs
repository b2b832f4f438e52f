//! The language analysis against spaCy with the same weights; README.md says how to run it.

#[path = "../../../crates/rashomon-language/tests/agreement/mod.rs"]
mod agreement;

use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;
use std::time::Instant;

use agreement::{Agreement, Reference};

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["blocks", stories, articles] => blocks(Path::new(stories), articles.parse()?),
        ["compare", reference] => compare(Path::new(reference), false),
        ["compare", reference, "--show"] => compare(Path::new(reference), true),
        ["speed", blocks] => speed(Path::new(blocks)),
        _ => anyhow::bail!(
            "usage: bench-language blocks STORIES.jsonl.gz ARTICLES | compare REFERENCE.jsonl [--show] | speed BLOCKS.jsonl"
        ),
    }
}

/// Prints the blocks of the first articles, one JSON string a line, in the form in which they are analysed.
fn blocks(stories: &Path, articles: usize) -> anyhow::Result<()> {
    #[derive(serde::Deserialize)]
    struct Article {
        text: String,
    }
    let file = BufReader::new(flate2::read::MultiGzDecoder::new(std::fs::File::open(stories)?));
    let mut out = BufWriter::new(std::io::stdout().lock());
    for line in file.lines().take(articles) {
        let article: Article = serde_json::from_str(&line?)?;
        for block in rashomon_language::blocks(&article.text) {
            let mut text = article.text[block.range].to_owned();
            if block.wrapped {
                text = text.replace('\n', " ");
            }
            serde_json::to_writer(&mut out, &text)?;
            writeln!(out)?;
        }
    }
    Ok(())
}

/// Prints how far we agree with spaCy; with `show` also the blocks that differ.
fn compare(reference: &Path, show: bool) -> anyhow::Result<()> {
    let mut agreement = Agreement::default();
    for line in BufReader::new(std::fs::File::open(reference)?).lines() {
        let reference: Reference = serde_json::from_str(&line?)?;
        let analysis = rashomon_language::analyze_uncached(&reference.text);
        let mut block = Agreement::default();
        block.add(&reference, &analysis);
        if show && block.shares().any(|(_, share)| share < 1.0) {
            println!("{}\n{block}", reference.text);
        }
        agreement.add(&reference, &analysis);
    }
    print!("{agreement}");
    Ok(())
}

/// Prints the tokens, and the seconds that it took to analyse the blocks without a block cache.
fn speed(blocks: &Path) -> anyhow::Result<()> {
    let lines = BufReader::new(std::fs::File::open(blocks)?).lines();
    let texts = lines
        .map(|line| Ok(serde_json::from_str(&line?)?))
        .collect::<anyhow::Result<Vec<String>>>()?;
    // The model is loaded before the clock starts, as spaCy's is.
    rashomon_language::analyze_uncached("");
    let start = Instant::now();
    let tokens: usize = texts
        .iter()
        .map(|text| rashomon_language::analyze_uncached(text).tokens.len())
        .sum();
    println!("{tokens} {}", start.elapsed().as_secs_f64());
    Ok(())
}
