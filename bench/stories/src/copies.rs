//! Planted copies among real articles: which pairs are found, and whether it is told which of the two came first.

use crate::data::{Article, articles};
use crate::random::Random;
use rashomon::document::Document;
use rashomon::story::first::{Tells, came_first};
use rashomon::story::index::{Arrival, Index};
use rashomon::story::print::fingerprint;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const KINDS: [&str; 4] = ["verbatim", "cut", "rewritten", "merged"];
/// Share of the copies that carry a later day than what they copy; the others carry the same.
const LATER: f64 = 0.7;

/// A copy with the articles it was made from.
struct Planted {
    kind: usize,
    text: String,
    from: Vec<usize>,
    later: bool,
}

pub(crate) fn run(path: &Path) -> anyhow::Result<()> {
    let all: Vec<Article> = articles(path)?
        .into_iter()
        .filter(|a| a.document.published.is_some())
        .collect();
    let planted = plant(&all, &mut Random::new(5));
    let (pairs, days) = found(&all, &planted);
    // What is alike without having been planted: agencies' texts in several papers, and copies of those.
    let natural: BTreeSet<(usize, usize)> = pairs.keys().filter(|(_, b)| *b < all.len()).copied().collect();
    let kin = |a: usize, b: usize| a == b || natural.contains(&(a.min(b), a.max(b)));
    let (mut right, mut wrong, mut told, mut blind_told) = ([0; 4], 0, [0; 4], 0);
    for (&(a, b), &first) in pairs.iter().filter(|((_, b), _)| *b >= all.len()) {
        let copy = &planted[b - all.len()];
        if copy.from.contains(&a) {
            right[copy.kind] += 1;
            told[copy.kind] += usize::from(first);
            blind_told += usize::from(first && copy.kind == 0 && !copy.later);
        } else {
            let sources = |i: usize| {
                if i < all.len() {
                    vec![i]
                } else {
                    planted[i - all.len()].from.clone()
                }
            };
            let related = sources(a).iter().any(|&x| copy.from.iter().any(|&y| kin(x, y)));
            wrong += usize::from(!related);
        }
    }
    let count = |kind: usize| {
        planted
            .iter()
            .filter(|p| p.kind == kind)
            .map(|p| p.from.len())
            .sum::<usize>()
    };
    for (kind, name) in KINDS.iter().enumerate() {
        println!(
            "{name:10} pairs {:4}, found {:4}, first told right {:4}",
            count(kind),
            right[kind],
            told[kind]
        );
    }
    let (found, pairs) = (
        right.iter().sum::<usize>() as f64,
        (0..4).map(count).sum::<usize>() as f64,
    );
    let (precision, recall) = (found / (found + wrong as f64), found / pairs);
    let f1 = 2.0 * precision * recall / (precision + recall);
    println!(
        "pairs P {precision:.4} R {recall:.4} F1 {f1:.4}; direction {:.4}",
        told.iter().sum::<usize>() as f64 / found
    );
    let blind = planted.iter().filter(|p| p.kind == 0 && !p.later).count();
    let rest = (told.iter().sum::<usize>() - blind_told) as f64 / (found - blind as f64);
    println!("direction without the {blind} verbatim copies of one day, where nothing can tell: {rest:.4}");
    println!(
        "{} pairs of {days} articles share their text without having been planted",
        natural.len()
    );
    Ok(())
}

/// The pairs found, earlier place first, with whether the first is told to be the earlier; planted copies stand after all
/// articles.
fn found(all: &[Article], planted: &[Planted]) -> (BTreeMap<(usize, usize), bool>, usize) {
    let mut prints = Vec::new();
    for (i, article) in all.iter().enumerate() {
        prints.push((i, fingerprint(&article.document)));
    }
    for (i, copy) in planted.iter().enumerate() {
        let mut document = Document::new("copy", copy.text.clone());
        let day = |at: usize| {
            all[at]
                .document
                .published
                .as_ref()
                .expect("dated ones alone are here")
                .date
        };
        let mut print = fingerprint(&document);
        document.published.clone_from(&all[copy.from[0]].document.published);
        let latest = copy
            .from
            .iter()
            .copied()
            .max_by_key(|&at| day(at))
            .expect("there is one");
        let source = fingerprint(&all[latest].document).day.expect("it is dated");
        print.day = Some(source + i32::from(copy.later));
        prints.push((all.len() + i, print));
    }
    // In an order that tells nothing of what came first on a day.
    prints.sort_by_key(|(i, print)| (print.day, i.wrapping_mul(0x9E37_79B9) % 65_537));
    let (mut index, mut at, mut copies) = (Index::default(), Vec::new(), Vec::new());
    for (place, print) in &prints {
        let placement = index.place(print);
        copies.extend(placement.copies.iter().map(|&copy| (at.len() as Arrival, copy)));
        index.insert(placement);
        at.push(*place);
    }
    let days: Vec<Option<i32>> = prints.iter().map(|(_, print)| print.day).collect();
    let firsts = came_first(&copies, |new, copy| {
        let (old, new) = (days[copy.arrival as usize]?, days[new as usize]?);
        (old != new).then_some((old < new, Tells::Time))
    });
    let pairs = copies.iter().zip(firsts).map(|((new, copy), (old_first, _))| {
        let (new, old) = (at[*new as usize], at[copy.arrival as usize]);
        if old < new {
            ((old, new), old_first)
        } else {
            ((new, old), !old_first)
        }
    });
    (pairs.collect(), all.len())
}

fn plant(all: &[Article], random: &mut Random) -> Vec<Planted> {
    let long: Vec<usize> = (0..all.len())
        .filter(|&i| all[i].document.text.split_whitespace().count() > 200)
        .collect();
    let mut planted = Vec::new();
    for turn in 0..1000 {
        let kind = turn % 4;
        let source = long[random.below(long.len())];
        let text = &all[source].document.text;
        let (text, from) = match kind {
            0 => (text.clone(), vec![source]),
            1 => (cut(text, random), vec![source]),
            2 => (rewritten(text, random), vec![source]),
            _ => {
                // Of the same days, as an editor would.
                let near = long.iter().position(|&i| i == source).unwrap_or(0);
                let other = long[(near + 1 + random.below(20)) % long.len()];
                if all[other].story == all[source].story {
                    continue;
                }
                (merged(text, &all[other].document.text), vec![source, other])
            }
        };
        let later = random.chance(LATER);
        planted.push(Planted {
            kind,
            text,
            from,
            later,
        });
    }
    planted
}

fn sentences(text: &str) -> Vec<&str> {
    text.split_inclusive(". ").collect()
}

/// Without 10 to 60 % of its sentences: mostly the last, as desks cut.
fn cut(text: &str, random: &mut Random) -> String {
    let mut all = sentences(text);
    let gone = all.len() * (10 + random.below(51)) / 100;
    for _ in 0..gone {
        let at = if random.chance(0.7) {
            all.len() - 1
        } else {
            random.below(all.len())
        };
        all.remove(at);
    }
    all.concat()
}

/// With one word in twelve left out, doubled by another or exchanged, and a new first sentence.
fn rewritten(text: &str, random: &mut Random) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let mut out = String::from("This is what is known so far, as our desk has learnt. ");
    for word in &words {
        match random.below(36) {
            0 => {}
            1 => out.push_str(&format!("{word} {} ", words[random.below(words.len())])),
            2 => out.push_str(&format!("{} ", words[random.below(words.len())])),
            _ => out.push_str(&format!("{word} ")),
        }
    }
    out
}

/// The first two thirds of the one and the first half of the other.
fn merged(one: &str, other: &str) -> String {
    let (one, other) = (sentences(one), sentences(other));
    [&one[..one.len() * 2 / 3], &other[..other.len().div_ceil(2)]]
        .concat()
        .concat()
}
