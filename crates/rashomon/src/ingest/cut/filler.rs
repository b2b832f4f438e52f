//! Machine-spun text: a closing paragraph that goes over the report again and shows the seams of its making, words run
//! together and topic tags with hyphens where words should be.

use super::Block;
use crate::document::CutReason;
use std::collections::BTreeSet;

/// Seams that a paragraph must show.
const SEAMS: usize = 2;

/// Marks a spun last paragraph.
pub(super) fn find(blocks: &mut [Block]) {
    let Some(last) = blocks.iter().rposition(|block| block.cut.is_none() && block.is_prose()) else {
        return;
    };
    if last == 0 || blocks[last].words() < 20 {
        return;
    }
    let known: BTreeSet<String> = blocks[..last].iter().flat_map(|block| words(&block.text)).collect();
    let (mut old, mut all) = (0, 0);
    for word in words(&blocks[last].text).filter(|word| word.len() > 3) {
        all += 1;
        old += usize::from(known.contains(&word));
    }
    if old * 2 >= all && seams(&blocks[last].text, &known) >= SEAMS {
        blocks[last].cut = Some(CutReason::Filler);
    }
}

fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    let parts = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    parts.map(str::to_lowercase)
}

/// Places where two words that the report has stand as one, a comma has no space after it, or a tag stands for words.
fn seams(text: &str, known: &BTreeSet<String>) -> usize {
    let together = words(text)
        .filter(|word| !known.contains(word) && splits(word, known))
        .count();
    let bytes = text.as_bytes();
    let no_space = bytes
        .windows(3)
        .filter(|w| w[0].is_ascii_lowercase() && w[1] == b',' && w[2].is_ascii_alphabetic());
    let tags = text.split_ascii_whitespace().filter(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.contains("-and-") || word.ends_with("-news") || word.contains("-news,")
    });
    together + no_space.count() + tags.count()
}

/// Whether a word is two words of the report run together. Two letters make no word but these.
fn splits(word: &str, known: &BTreeSet<String>) -> bool {
    const SHORT: [&str; 8] = ["of", "to", "in", "on", "by", "as", "at", "is"];
    let part = |part: &str| (part.len() > 2 || SHORT.contains(&part)) && known.contains(part);
    word.len() > 6
        && (2..word.len() - 1)
            .filter(|&i| word.is_char_boundary(i))
            .any(|i| part(&word[..i]) && part(&word[i..]) && word.len() - i.min(word.len() - i) > 3)
}
