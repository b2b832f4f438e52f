//! Machine-made text: a closing paragraph that goes over the report again and shows the seams of its making, words run
//! together and topic tags with hyphens where words should be; or one that says nothing.

use super::{Block, regex_set};
use crate::document::CutReason;
use regex::RegexSet;
use std::collections::BTreeSet;
use std::sync::LazyLock;

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
    if is_platitude(&blocks[last].text) {
        blocks[last].cut = Some(CutReason::Filler);
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

/// Whether a closing paragraph tells nothing: it quotes no one, has no figure, and says what machines say to be done.
fn is_platitude(text: &str) -> bool {
    static MARKS: LazyLock<RegexSet> =
        LazyLock::new(|| regex_set(PLATITUDES.iter().map(|pattern| format!("(?i:{pattern})"))));
    let tells = |c: char| c.is_ascii_digit() || matches!(c, '"' | '\u{201c}' | '\u{201d}');
    !text.contains(tells) && MARKS.matches(text).iter().count() >= SEAMS
}

/// What a closing paragraph without news is made of.
const PLATITUDES: &[&str] = &[
    r"^in (conclusion|summary)\b|^(overall|ultimately),|^as the (story|situation) (unfolds|evolves|continues)\b",
    r"\bin (today['’]s|our|an? (ever|increasingly))\b.{0,40}\b(world|age|era|landscape)\b",
    r"\b(reminds us|serves? as an? (\w+ )?reminder|stands? as a testament|shed(s|ding)? light on)\b",
    r"\b(highlight|underscore|underline|emphasi[sz]e|demonstrate|show)(s|ing) (the|how) (\w+ )?(importance|important|need|critical|crucial|vital)\b|\bhow (important|crucial|vital)\b",
    r"\bonly time will tell\b|\bremains to be seen\b|\bone thing is (clear|certain)\b|\bmoving forward\b",
    r"\b(complex|multifaceted|nuanced) (issue|landscape|interplay|situation)\b|\bacross (communities|borders)\b|\bfor (years|generations) to come\b",
];

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
