//! Debris inside a block of the report: it is cut out and the sentence goes on around it.

use super::{Block, caption, regex};
use crate::document::{Cut, CutReason};
use regex::Regex;
use std::sync::LazyLock;

/// Adds what in a block of the report is not report.
pub(super) fn find(block: &Block, cuts: &mut Vec<Cut>) {
    let mut add = |range: std::ops::Range<usize>, why| {
        if !range.is_empty() {
            cuts.push(Cut {
                span: block.at(range),
                why,
            });
        }
    };
    // What each pattern cannot do without is looked for first: most blocks have none of it.
    let has = |words: &[&str]| words.iter().any(|word| block.text.contains(word));
    if block.text.contains(['(', '[']) {
        for found in BRACKETS.find_iter(&block.text) {
            add(found.range(), CutReason::Related);
        }
    }
    if let Some(range) = caption::credit(&block.text) {
        add(range, CutReason::Caption);
    }
    if let Some(found) = has(&[" by "]).then(|| CREDITS.find(&block.text)).flatten() {
        add(found.range(), CutReason::Byline);
    }
    if let Some(found) = has(PITCHES)
        .then(|| PITCH.captures(&block.text))
        .flatten()
        .and_then(|found| found.get(1))
    {
        add(found.range(), CutReason::Promotion);
    }
    for range in cards(&block.text) {
        add(range, CutReason::Related);
    }
}

/// Links in brackets: `(RELATED: ...)`, `[Read more: ...]`, `(For a graphic, click on: ...)`.
static BRACKETS: LazyLock<Regex> = LazyLock::new(|| {
    let verb = r"(?:READ|SEE|WATCH|VIEW|VIDEO|PHOTOS?|MORE|ALSO|RELATED|CLICK)(?: [A-Z]+){0,2}: ?|(?i:read (?:more|also|next)|see also|also read|related(?: \w+)?|watch(?: more)?|more)\s?: ?|(?i:click here\b|for (?:an? |more |graphics? )[^()\[\]]{0,90}\bclick\b|opens in (?:a )?new (?:window|tab))";
    regex(&format!(r"[\[(](?:{verb})[^()\[\]]{{0,240}}[\])]"))
});

/// Who worked on the report, in brackets at its end.
static CREDITS: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"\((?:Additional )?(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Cc]ompiled|[Tt]ranslat\w+)(?: and \w+)? by [^()]{3,400}\)?\s*$";
    regex(pattern)
});

/// A pitch that runs on from the report's last sentence.
static PITCH: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"[.!?)”’\x22]\s*((?:CLICK HERE\b|READ MORE\b|GET THE\b[A-Z ]+APP\b|Click here (?:to|for)\b|Sign up (?:for|here|to)\b|Subscribe (?:to|now|here)\b|Read more:|Follow [A-Z]\w+ (?:[A-Z]\w+ )?on (?:Twitter|Facebook|Instagram)\b)[^\n]{0,300})$";
    regex(pattern)
});

/// How a pitch starts.
const PITCHES: &[&str] = &[
    "CLICK HERE",
    "READ MORE",
    "GET THE",
    "Click here",
    "Sign up",
    "Subscribe",
    "Read more:",
    "Follow ",
];

/// Words that an information card leaves in the sentence it hangs on: the person's full name again, then headlines of
/// other stories, then MORE ("President Doe Jane Anne DoeOther headline Another headline MORE said").
fn cards(text: &str) -> Vec<std::ops::Range<usize>> {
    const REACH: usize = 900;
    let mut out = Vec::new();
    let mut from = 0;
    for (at, _) in text.match_indices("MORE") {
        let end = at + 4;
        let before = text[..at].chars().next_back();
        let after = text[end..].chars().next();
        if before.is_none_or(|c| c.is_uppercase() || c.is_numeric()) || after.is_some_and(char::is_alphanumeric) {
            continue;
        }
        let mut low = from.max(at.saturating_sub(REACH));
        while !text.is_char_boundary(low) {
            low += 1;
        }
        if let Some(start) = card_start(&text[low..at]) {
            out.push(low + start..end);
        }
        from = end;
    }
    out
}

/// Where in the words before MORE the repeated name starts: after a capitalised word that comes again at the end of a
/// run of two to six capitalised words, by itself or run together with the next headline. Where first and last name both
/// come again, the last name is meant.
fn card_start(text: &str) -> Option<usize> {
    let words: Vec<(usize, &str)> = text
        .split(' ')
        .scan(0, |at, word| {
            let start = *at;
            *at += word.len() + 1;
            Some((start, word))
        })
        .filter(|(_, word)| !word.is_empty())
        .collect();
    let first = (0..words.len()).find(|&i| repeats(&words, i).is_some())?;
    let (_, i) = (first..words.len().min(first + 3))
        .filter_map(|i| Some((repeats(&words, i)?, i)))
        .max()?;
    Some(words[i + 1].0)
}

/// Index of the word in which word `i` comes again at the end of a run of capitalised words.
fn repeats(words: &[(usize, &str)], i: usize) -> Option<usize> {
    let capital = |word: &str| {
        word.trim_start_matches(['(', '"', '\u{201c}'])
            .starts_with(char::is_uppercase)
    };
    let last = words[i].1;
    if last.len() < 2 || !capital(last) || last.contains(['.', ',', ':']) {
        return None;
    }
    let run = words
        .iter()
        .enumerate()
        .skip(i + 1)
        .take(6)
        .take_while(|(_, (_, word))| capital(word))
        .skip(1);
    let again = |word: &str| {
        let rest = word.strip_prefix(last);
        rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_lowercase() || c == '-'))
    };
    run.into_iter().find(|(_, (_, word))| again(word)).map(|(j, _)| j)
}
