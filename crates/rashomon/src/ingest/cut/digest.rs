//! Digests: a newsletter's page with stories on several affairs, each under a heading. The first is what the page is
//! filed under; the others are other affairs.

use super::{Block, regex};
use crate::document::CutReason;
use regex::Regex;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Share of a section's words, by likeness to the lead, from which on it is about the same affair.
const ALIKE: f64 = 0.2;

/// Marks the greeting and the sections of a digest that are about other affairs than its first.
pub(super) fn find(title: &str, blocks: &mut [Block]) {
    if !is_digest(blocks) {
        return;
    }
    let headings = headings(blocks);
    let Some(&lead) = headings.first() else {
        return;
    };
    if headings.len() < 3 || lead > 6 {
        return;
    }
    for block in blocks[..lead].iter_mut().filter(|block| block.cut.is_none()) {
        block.cut = Some(CutReason::Promotion);
    }
    let mut ends = headings[1..].to_vec();
    ends.push(blocks.len());
    let mut affair = counts(title);
    let mut section = |from: usize, to: usize, first: bool| {
        let mut mine = BTreeMap::new();
        for block in blocks[from..to].iter().filter(|block| block.cut.is_none()) {
            for (word, n) in counts(&block.text) {
                *mine.entry(word).or_insert(0.0) += n;
            }
        }
        if first {
            affair.extend(mine);
        } else if cosine(&affair, &mine) < ALIKE {
            for block in blocks[from..to].iter_mut().filter(|block| block.cut.is_none()) {
                block.cut = Some(CutReason::Other);
            }
        }
    };
    for (i, (&from, &to)) in headings.iter().zip(&ends).enumerate() {
        section(from, to, i == 0);
    }
}

/// Whether a page says of itself that it is a newsletter.
fn is_digest(blocks: &[Block]) -> bool {
    static SELF: LazyLock<Regex> = LazyLock::new(|| {
        let pattern = r"(?i)\bcompilation of stories\b|\b(?:news )?roundup\b.{0,40}\b(?:inbox|newsletter|every (?:day|night|morning|week))|\bis compiled by\b|\bwelcome to .{2,40}\b(?:newsletter|briefing|first|report)\b|\bhere['’]s what you need to know\b|\b(?:our|this|today's) newsletter\b|\bdelivered to .{0,20}\binboxes\b";
        regex(pattern)
    });
    let ends = blocks.iter().take(3).chain(blocks.iter().rev().take(3));
    const WORDS: [&str; 6] = ["stor", "round", "compiled", "welcome", "what you need", "newsletter"];
    ends.into_iter().any(|block| {
        let lower = block.text.to_ascii_lowercase();
        let stands = lower.contains("inbox") || WORDS.iter().any(|word| lower.contains(word));
        stands && SELF.is_match(&block.text)
    })
}

/// Blocks that head a section: short, without an end of sentence, before prose or another such line.
fn headings(blocks: &[Block]) -> Vec<usize> {
    let short =
        |block: &Block| block.cut.is_none() && block.words() <= 14 && !block.is_prose() && !block.text.ends_with(':');
    let before_prose = |i: usize| {
        blocks[i + 1..]
            .iter()
            .find(|block| block.cut.is_none())
            .is_some_and(|next| next.words() > 12 || short(next))
    };
    (0..blocks.len())
        .filter(|&i| short(&blocks[i]) && before_prose(i))
        .collect()
}

/// How often each word of substance comes.
fn counts(text: &str) -> BTreeMap<String, f64> {
    let mut out = BTreeMap::new();
    for word in text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() > 3)
    {
        let word = word.to_lowercase();
        if !COMMON.contains(&word.as_str()) {
            *out.entry(word).or_insert(0.0) += 1.0;
        }
    }
    out
}

/// Words that tell nothing of an affair.
const COMMON: &[&str] = &[
    "about",
    "after",
    "again",
    "also",
    "among",
    "another",
    "because",
    "been",
    "before",
    "being",
    "between",
    "could",
    "down",
    "during",
    "each",
    "every",
    "first",
    "from",
    "going",
    "have",
    "here",
    "into",
    "just",
    "last",
    "like",
    "made",
    "make",
    "many",
    "more",
    "most",
    "much",
    "only",
    "other",
    "over",
    "president",
    "said",
    "says",
    "some",
    "still",
    "such",
    "than",
    "that",
    "their",
    "them",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "through",
    "time",
    "told",
    "under",
    "until",
    "were",
    "what",
    "when",
    "where",
    "which",
    "while",
    "will",
    "with",
    "would",
    "year",
    "years",
    "your",
];

fn cosine(a: &BTreeMap<String, f64>, b: &BTreeMap<String, f64>) -> f64 {
    let norm = |m: &BTreeMap<String, f64>| m.values().map(|n| n * n).sum::<f64>().sqrt();
    let dot: f64 = b.iter().filter_map(|(word, n)| Some(n * a.get(word)?)).sum();
    if dot == 0.0 { 0.0 } else { dot / (norm(a) * norm(b)) }
}
