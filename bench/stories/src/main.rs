//! Story assignment, near-duplicates and the corpus; README.md says how to run it.

mod assign;
mod copies;
mod data;
mod group;
mod made;
mod mixed;
mod order;
mod random;
mod speed;
mod stream;
mod through;

use anyhow::Context;
use rashomon::story::weights::Weights;
use std::path::Path;

fn main() -> anyhow::Result<()> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let weights = match arguments.iter().position(|a| a == "--weights") {
        Some(at) => {
            let text = std::fs::read_to_string(arguments.remove(at + 1))?;
            arguments.remove(at);
            weights(&serde_json::from_str(&text)?)?
        }
        None => Weights::default(),
    };
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["assign", stories] => assign::run(Path::new(stories), assign::Show::Nothing, &weights),
        ["assign", stories, "--wrong"] => assign::run(Path::new(stories), assign::Show::Wrong, &weights),
        ["features", stories] => assign::run(Path::new(stories), assign::Show::Features, &weights),
        ["copies", stories] => copies::run(Path::new(stories)),
        ["near", stories, rounds] => speed::near(Path::new(stories), rounds.parse()?),
        ["stream", program, stories, corpus, megabytes] => {
            stream::run(program, Path::new(stories), corpus, megabytes.parse()?)
        }
        ["through", program, stories] => through::run(program, Path::new(stories)),
        ["speed", stories, ref sizes @ ..] => {
            let sizes = sizes
                .iter()
                .map(|size| size.parse())
                .collect::<Result<Vec<usize>, _>>()?;
            speed::run(Path::new(stories), &sizes)
        }
        ["order", stories] => order::run(Path::new(stories)),
        ["mixed", stories] => mixed::run(Path::new(stories)),
        ["group", ref paths @ ..] => group::run(paths, &weights),
        _ => anyhow::bail!(
            "usage: bench-stories assign STORIES [--wrong] | features STORIES | copies STORIES | mixed STORIES | order STORIES | near STORIES ROUNDS | speed STORIES SIZE... | stream PROGRAM STORIES CORPUS MEGABYTES | through PROGRAM STORIES | group FILE... [--weights FILE]"
        ),
    }
}

/// Weights as `fit.py` writes them.
fn weights(written: &serde_json::Value) -> anyhow::Result<Weights> {
    let number = |name: &str| written[name].as_f64().map(|n| n as f32).context("a weight is missing");
    let numbers = |name: &str| serde_json::from_value::<[f32; 8]>(written[name].clone());
    Ok(Weights {
        pair: numbers("pair")?,
        pair_base: number("pair_base")?,
        story: numbers("story")?,
        story_base: number("story_base")?,
        join: number("join")?,
        merge: number("merge")?,
    })
}
