//! Which blocks of a page are the report. An extraction crate knows best where the report is; it gives bare text, so what
//! it gives is used only to tell our own blocks apart. What it leaves out is cut, with a reason that the page shows.

use super::date;
use super::walk::{Block, Page, Zone, walk};
use crate::document::CutReason;
use std::collections::BTreeSet;
use xxhash_rust::xxh3::xxh3_64;

/// Pages above this size, and those nested deeper, are told apart by their own marks alone: what walks trees does so
/// with care for neither.
const LARGEST: usize = 4 << 20;
const DEEPEST: usize = 256;

/// Words of a shingle.
const SHINGLE: usize = 4;

/// Cuts what is not the report.
pub(super) fn mark(headline: &str, walked: &mut Page) {
    let article = (walked.lean.len() <= LARGEST && walked.depth < DEEPEST)
        .then(|| extract(&walked.lean, &walked.head.title))
        .flatten();
    let mut keep: Vec<bool> = match &article {
        Some(article) => told(&walked.blocks, article),
        None => walked
            .blocks
            .iter()
            .map(|block| is_prose(block) && block.zone.is_none())
            .collect(),
    };
    let blocks = &mut walked.blocks;
    for (keep, block) in keep.iter_mut().zip(blocks.iter()) {
        let never = block.zone.is_some_and(Zone::is_never_report);
        let links = block.zone == Some(Zone::Related) && block.linked * 2 > block.text.len();
        *keep &= !never && !links;
    }
    opening(blocks, headline, &mut keep);
    for (keep, block) in keep.iter().zip(blocks.iter_mut()) {
        if !keep {
            block.cut = Some(reason(block));
        }
    }
}

/// The extraction crate's article, as blocks; none where it finds none. It walks trees of our making no more: should it
/// fail on a page, the page is read without it.
fn extract(lean: &str, title: &str) -> Option<Vec<String>> {
    let title = title.replace('&', "&amp;").replace('<', "&lt;");
    let page = format!("<!doctype html><title>{title}</title>{lean}");
    let found = std::panic::catch_unwind(|| libreadability::extract(&page, None))
        .ok()?
        .ok()?;
    let blocks = walk(&found.content).blocks;
    let letters: usize = blocks.iter().map(|block| block.text.len()).sum();
    (letters > 200).then(|| blocks.into_iter().map(|block| block.text).collect())
}

/// A text's words in lower case, as hashes.
fn words(text: &str) -> Vec<u64> {
    let parts = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    parts.map(|word| xxh3_64(word.to_lowercase().as_bytes())).collect()
}

/// Words in a row, as one hash.
fn joined(words: &[u64]) -> u64 {
    words.iter().fold(0, |sum: u64, word| {
        sum.rotate_left(7).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ word
    })
}

/// Which blocks stand in the article: long ones by their shingles, short ones by their words between the long ones.
fn told(blocks: &[Block], article: &[String]) -> Vec<bool> {
    let (mut whole, mut shingles) = (BTreeSet::new(), BTreeSet::new());
    for text in article {
        let words = words(text);
        shingles.extend(words.windows(SHINGLE).map(joined));
        whole.insert(joined(&words));
    }
    let mut keep: Vec<bool> = blocks
        .iter()
        .map(|block| {
            let words = words(&block.text);
            let (mut hits, mut all) = (0, 0);
            for window in words.windows(SHINGLE) {
                all += 1;
                hits += usize::from(shingles.contains(&joined(window)));
            }
            words.len() > 8 && hits * 10 >= all * 6
        })
        .collect();
    if let (Some(first), Some(last)) = (keep.iter().position(|&k| k), keep.iter().rposition(|&k| k)) {
        for i in first..=last {
            keep[i] = keep[i] || whole.contains(&joined(&words(&blocks[i].text)));
        }
    }
    keep
}

/// Keeps the headline and the lines between it and the report, which extraction takes for metadata.
fn opening(blocks: &[Block], headline: &str, keep: &mut [bool]) {
    let Some(first) = keep.iter().position(|&k| k) else {
        return;
    };
    let title = words(headline);
    let is_title = |block: &Block| !title.is_empty() && words(&block.text) == title;
    let above = &blocks[..first];
    let found = above.iter().rposition(|block| is_title(block) && block.heading > 0);
    let found = found.or_else(|| above.iter().rposition(|block| block.heading == 1));
    let Some(found) = found.or_else(|| above.iter().rposition(is_title)) else {
        return;
    };
    keep[found] = true;
    for i in found + 1..first {
        keep[i] = blocks[i].zone == Some(Zone::Standfirst) && blocks[i].linked == 0;
    }
}

fn is_prose(block: &Block) -> bool {
    block.text.split_ascii_whitespace().count() >= 12 && block.linked * 3 < block.text.len() || block.heading == 1
}

/// Why a block that is not the report is none.
fn reason(block: &Block) -> CutReason {
    if block.text.len() < 80 && block.text.starts_with("By ") {
        return CutReason::Byline;
    }
    if block.text.len() < 60 && date::find(&block.text).is_some() {
        return CutReason::Dateline;
    }
    match block.zone {
        Some(Zone::Menu) => CutReason::Navigation,
        Some(Zone::Caption) => CutReason::Caption,
        Some(Zone::Byline) => CutReason::Byline,
        Some(Zone::Time) => CutReason::Dateline,
        Some(Zone::Related) => CutReason::Related,
        Some(Zone::Pitch) => CutReason::Promotion,
        Some(Zone::Ad) => CutReason::Advertisement,
        Some(Zone::Comments) => CutReason::Other,
        Some(Zone::Standfirst) | None if block.heading > 0 => CutReason::Heading,
        Some(Zone::Standfirst) | None if block.linked * 2 > block.text.len() => {
            match block.text.split_ascii_whitespace().count() {
                0..=4 => CutReason::Navigation,
                _ => CutReason::Related,
            }
        }
        Some(Zone::Standfirst) | None => CutReason::Other,
    }
}

/// The byline that the page shows above its report.
pub(super) fn byline(blocks: &[Block]) -> Option<String> {
    let shown = blocks
        .iter()
        .take_while(|block| block.cut.is_some() || block.heading > 0)
        .find(|block| block.zone == Some(Zone::Byline))?;
    let name = shown
        .text
        .strip_prefix("By ")
        .or_else(|| shown.text.strip_prefix("by "))
        .unwrap_or(&shown.text)
        .trim();
    (name.len() < 120 && !name.is_empty()).then(|| name.to_owned())
}
