//! How long it takes to place a report, by how many are live: articles of a generator that keeps the statistics of real words.

use crate::data::{Article, articles};
use crate::made::{Chain, Desk};
use crate::random::Random;
use crate::stream::resident;
use cpu_time::ThreadTime;
use rashomon::document::Document;
use rashomon::story::index::{Arrival, Index};
use rashomon::story::near::{Near, shared};
use rashomon::story::print::{Fingerprint, fingerprint};
use std::path::Path;

/// Reports placed while the clock runs.
const TIMED: usize = 2000;

pub(crate) fn run(path: &Path, sizes: &[usize]) -> anyhow::Result<()> {
    let chain = Chain::of(path)?;
    let (mut index, mut random) = (Index::default(), Random::new(7));
    let mut desk = Desk::default();
    for &size in sizes {
        while index.len() + TIMED < size {
            let print = print_of(&desk.next(&chain, &mut random), desk.made);
            let placement = index.place(&print);
            index.insert(placement);
        }
        let prints: Vec<Fingerprint> = (0..TIMED)
            .map(|_| print_of(&desk.next(&chain, &mut random), desk.made))
            .collect();
        let (mut times, mut joined) = (Vec::new(), 0);
        for print in &prints {
            let started = ThreadTime::now();
            let placement = index.place(print);
            joined += usize::from(placement.story.is_some());
            index.insert(placement);
            times.push(started.elapsed().as_secs_f64() * 1000.0);
        }
        times.sort_by(f64::total_cmp);
        let mean = times.iter().sum::<f64>() / TIMED as f64;
        println!(
            "{:8} live: {mean:.3} ms each, half below {:.3}, 99 % below {:.3}; {:.0} % join a story; {} MiB resident",
            index.len(),
            times[TIMED / 2],
            times[TIMED * 99 / 100],
            100.0 * joined as f64 / TIMED as f64,
            resident(std::process::id())
        );
    }
    Ok(())
}

fn print_of(text: &str, number: usize) -> Fingerprint {
    let mut print = fingerprint(&Document::new("made", text));
    // So many a day that a million are a month's.
    print.day = Some(730_000 + (number / 40_000) as i32);
    print
}

/// Copies among the articles of a file, found `rounds` times: by the index of near-duplicates alone, from the text to what each
/// report shares with those before it, and by all of what a report is placed by.
pub(crate) fn near(path: &Path, rounds: usize) -> anyhow::Result<()> {
    let all = articles(path)?;
    let mut found = Found::default();
    // The first round is not counted: it loads what is loaded once a process.
    for round in 0..=rounds {
        let started = ThreadTime::now();
        let alone = near_alone(&all);
        let alone_took = started.elapsed().as_secs_f64();
        let started = ThreadTime::now();
        let prints: Vec<Fingerprint> = all.iter().map(|a| fingerprint(&a.document)).collect();
        let prints_took = started.elapsed().as_secs_f64();
        let placed = placed(&prints);
        if round > 0 {
            found.near.push(alone_took);
            found.fingerprints.push(prints_took);
            found.all.push(started.elapsed().as_secs_f64());
        }
        (found.near_pairs, found.all_pairs) = (alone, placed);
    }
    found.articles = all.len();
    println!("{}", serde_json::to_string(&found)?);
    Ok(())
}

/// Seconds of each round, and the pairs of which one has half of its words from the other.
#[derive(Default, serde::Serialize)]
struct Found {
    articles: usize,
    near: Vec<f64>,
    near_pairs: usize,
    fingerprints: Vec<f64>,
    all: Vec<f64>,
    all_pairs: usize,
}

fn near_alone(all: &[Article]) -> usize {
    let mut near = Near::default();
    let mut kept: Vec<Vec<u32>> = Vec::with_capacity(all.len());
    let mut pairs = 0;
    for (arrival, article) in all.iter().enumerate() {
        let mine = fingerprint(&article.document).shingles;
        let sharing = near.sharing(&mine, 0);
        let alike = |&other: &Arrival| {
            let (of_mine, of_theirs) = shared(&mine, &kept[other as usize]);
            of_mine.max(of_theirs) >= 0.5
        };
        pairs += sharing.iter().filter(|other| alike(other)).count();
        near.add(arrival as Arrival, &mine);
        kept.push(mine);
    }
    pairs
}

fn placed(prints: &[Fingerprint]) -> usize {
    let (mut index, mut pairs) = (Index::default(), 0);
    for print in prints {
        let placement = index.place(print);
        let alike = placement.copies.iter().filter(|c| c.of_new.max(c.of_old) >= 0.5);
        pairs += alike.count();
        index.insert(placement);
    }
    pairs
}
