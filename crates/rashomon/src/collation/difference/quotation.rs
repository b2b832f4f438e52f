//! The same utterance in other words.

use super::{Finding, Kind, outlet, voice};
use crate::attribution;
use crate::collation::point::Story;
use crate::text::common_subsequence;

/// Letters that the forms of a word have in common, at least.
const STEM: usize = 5;

/// At most this many words in a row are said to stand for others.
const GAP: usize = 4;

/// The same utterance, within quotation marks in both, where one has other words in the midst of the same ones. That one has
/// less of it is no difference: quotations are cut.
pub(super) fn altered(story: &Story, a: usize, b: usize) -> Option<Finding> {
    let (x, y) = (quoted(story, a)?, quoted(story, b)?);
    if let (Some(m), Some(n)) = (story.stance(a).1, story.stance(b).1)
        && !story.entities.may_be_one(m, n)
        && voice::named(story, a)
        && voice::named(story, b)
    {
        return None;
    }
    // A question and what answers it are two utterances.
    if asks(story, a) != asks(story, b) {
        return None;
    }
    let (p, q) = (words(x), words(y));
    // "Will look" and "have looked" have one word in common.
    let roots = |words: &[String]| -> Vec<String> { words.iter().map(|w| root(w)).collect() };
    let matched = common_subsequence(&roots(&p), &roots(&q));
    let (first, last) = (matched.first()?, matched.last()?);
    let core = (last.0 - first.0 + 1).min(last.1 - first.1 + 1);
    let telling = matched.iter().filter(|m| p[m.0].len() > 3).count();
    if telling < 3 || matched.len() * 10 < core * 6 {
        return None;
    }
    let (mine, theirs) = matched.windows(2).find_map(|pair| {
        let (from, to) = (pair[0], pair[1]);
        let (mine, theirs) = (&p[from.0 + 1..to.0], &q[from.1 + 1..to.1]);
        let telling = |words: &[String]| words.iter().any(|w| tells(w)) && words.len() <= GAP;
        let spelt = |words: &[String]| words.concat();
        let figures = |words: &[String]| words.iter().any(|w| w.contains(|c: char| c.is_ascii_digit()));
        let spelling = spelt(mine) == spelt(theirs) || figures(mine) != figures(theirs) || akin(mine, theirs);
        (telling(mine) && telling(theirs) && !stand_for(mine, theirs) && !stand_for(theirs, mine) && !spelling)
            .then(|| (mine.join(" "), theirs.join(" ")))
    })?;
    Some(Finding {
        kind: Kind::Quotation,
        why: format!(
            "{} has “{mine}” where {} has “{theirs}”.",
            outlet(story, a),
            outlet(story, b)
        ),
        values: None,
    })
}

/// A word without the ending of a verb's or noun's form.
fn root(word: &str) -> String {
    let cut = ["ed", "ing", "s"].iter().find_map(|end| word.strip_suffix(end));
    cut.filter(|w| w.chars().count() > 2).unwrap_or(word).to_owned()
}

/// Whether what tells in some words is said by forms of the same words in others ("Congress's", "congressional").
fn akin(mine: &[String], theirs: &[String]) -> bool {
    let stem = |w: &String| w.chars().take(STEM).collect::<String>();
    let long = |w: &&String| w.chars().count() >= STEM;
    let found = |w: &String| theirs.iter().any(|t| stem(t) == stem(w));
    mine.iter().any(|w| long(&w)) && mine.iter().filter(|w| tells(w)).all(found)
}

/// Whether a unit stands in a question.
fn asks(story: &Story, u: usize) -> bool {
    let analysis = &story.report(u).analysis;
    let tokens = analysis.sentence_tokens(story.units[u].sentence).iter();
    tokens.rev().take(2).any(|t| &*t.lemma == "?")
}

/// Whether two units, within quotation marks, are one utterance.
pub(super) fn same(story: &Story, a: usize, b: usize) -> bool {
    quoted(story, a).zip(quoted(story, b)).is_some_and(|(x, y)| one(x, y))
}

/// Whether two texts are one utterance: most words of the shorter are in the longer, in their order.
pub(super) fn one(x: &str, y: &str) -> bool {
    let (p, q) = (words(x), words(y));
    let shorter = p.len().min(q.len());
    shorter >= 5 && common_subsequence(&p, &q).len() * 10 >= shorter * 8
}

/// Whether a word changes what is said: most short ones do not.
fn tells(word: &str) -> bool {
    word.len() > 3 || matches!(word, "no" | "not") || word.chars().any(|c| c.is_ascii_digit())
}

/// The words of a unit, if it stands within quotation marks.
fn quoted<'a>(story: &'a Story, u: usize) -> Option<&'a str> {
    let attribution = story.attribution(u).filter(|x| x.kind == attribution::Kind::Direct)?;
    let at = story.units[u].place;
    let inside = attribution.content.iter().any(|c| c.contains(at.span));
    inside.then(|| story.words(at))
}

/// Words in lower case, without apostrophes and the dots of abbreviations.
fn words(text: &str) -> Vec<String> {
    let plain = |w: &str| -> String {
        let kept = w.chars().filter(|c| c.is_alphanumeric());
        kept.flat_map(char::to_lowercase).collect()
    };
    // What stands in square brackets is not the speaker's.
    let said = text.split(']').flat_map(|part| part.split('[').next());
    said.flat_map(|part| part.split(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '…')))
        .map(plain)
        .filter(|w| !w.is_empty())
        .collect()
}

/// Whether one word is the initials of others ("EB", "executive board").
fn stand_for(short: &[String], long: &[String]) -> bool {
    let initials: String = long.iter().filter_map(|w| w.chars().next()).collect();
    short.len() == 1 && long.len() > 1 && short[0] == initials
}
