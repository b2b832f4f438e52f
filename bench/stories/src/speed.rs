//! How long it takes to place a report, by how many are live: articles of a generator that keeps the statistics of real words.

use crate::data::{Article, articles};
use crate::random::Random;
use cpu_time::ThreadTime;
use rashomon::document::Document;
use rashomon::story::index::{Arrival, Index};
use rashomon::story::near::{Near, shared};
use rashomon::story::print::{Fingerprint, fingerprint, shingles};
use std::collections::BTreeMap;
use std::path::Path;

/// Words of an article.
const WORDS: usize = 400;
/// Reports of a story.
const REPORTS: usize = 5;
/// Reports placed while the clock runs.
const TIMED: usize = 2000;

pub(crate) fn run(path: &Path, sizes: &[usize]) -> anyhow::Result<()> {
    let chain = Chain::of(path)?;
    let (mut index, mut random) = (Index::default(), Random::new(7));
    let mut desk = Desk::default();
    for &size in sizes {
        while index.len() + TIMED < size {
            let print = desk.next(&chain, &mut random);
            let placement = index.place(&print);
            index.insert(placement);
        }
        let prints: Vec<Fingerprint> = (0..TIMED).map(|_| desk.next(&chain, &mut random)).collect();
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
            resident()
        );
    }
    Ok(())
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
        let mine = shingles(&article.document);
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

/// Mebibytes that the process holds, where the system tells.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))
        .unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap_or(0) / 1024
}

/// Which words follow which, as often as they do in real articles.
struct Chain {
    words: Vec<String>,
    after: Vec<Vec<u32>>,
}

impl Chain {
    fn of(path: &Path) -> anyhow::Result<Self> {
        let (mut words, mut ids): (Vec<String>, BTreeMap<String, u32>) = Default::default();
        let mut after: Vec<Vec<u32>> = Vec::new();
        for article in articles(path)? {
            let mut last = None;
            for word in article.document.text.split_whitespace() {
                let id = *ids.entry(word.to_owned()).or_insert_with(|| {
                    words.push(word.to_owned());
                    after.push(Vec::new());
                    words.len() as u32 - 1
                });
                if let Some(last) = last.replace(id) {
                    let list: &mut Vec<u32> = &mut after[last as usize];
                    list.push(id);
                }
            }
        }
        Ok(Self { words, after })
    }
}

/// Stories under way: each with its own names and subject, of which its reports speak again and again.
#[derive(Default)]
struct Desk {
    stories: Vec<Vec<String>>,
    made: usize,
}

impl Desk {
    fn next(&mut self, chain: &Chain, random: &mut Random) -> Fingerprint {
        self.made += 1;
        // A hundred stories are under way; each fifth report begins one.
        if self.stories.len() < 100 || random.below(REPORTS) == 0 {
            if self.stories.len() >= 100 {
                self.stories.swap_remove(random.below(100));
            }
            self.stories.push(subject(chain, random));
        }
        let story = &self.stories[random.below(self.stories.len())];
        let mut text = String::new();
        let mut at = random.below(chain.words.len()) as u32;
        for _ in 0..WORDS {
            let word = if random.below(12) == 0 {
                &story[random.below(story.len())]
            } else {
                &chain.words[at as usize]
            };
            text.push_str(word);
            text.push(' ');
            let after = &chain.after[at as usize];
            at = if after.is_empty() {
                random.below(chain.words.len()) as u32
            } else {
                after[random.below(after.len())]
            };
        }
        // So many a day that a million are a month's.
        let mut print = fingerprint(&Document::new("made", text));
        print.day = Some(730_000 + (self.made / 40_000) as i32);
        print
    }
}

/// Five names that nobody else has, and fifteen words.
fn subject(chain: &Chain, random: &mut Random) -> Vec<String> {
    const PARTS: [&str; 16] = [
        "Ka", "ren", "dol", "Vis", "ta", "mor", "Hel", "in", "Sor", "va", "Lin", "der", "Ost", "mar", "Bri", "go",
    ];
    let mut words: Vec<String> = Vec::new();
    for _ in 0..5 {
        let name: String = (0..4).map(|_| PARTS[random.below(PARTS.len())]).collect();
        words.push(format!("{}{}", name[..1].to_uppercase(), &name[1..]));
    }
    words.extend((0..15).map(|_| chain.words[random.below(chain.words.len())].clone()));
    words
}
