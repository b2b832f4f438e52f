//! Words on a terminal: styles, ornaments, wrapping, and nothing in a report that could steer the terminal.

use super::Options;
use crate::view::account::Citation;
use textwrap::{WordSplitter, core::display_width};

/// What a stretch of a line is, for those who see colour.
#[derive(Clone, Copy)]
pub(super) enum Tone {
    Title,
    Heading,
    Strong,
    Number,
    Quiet,
    Alarm,
}

/// How to set words on this terminal.
pub(super) struct Ink<'o> {
    options: &'o Options,
}

impl<'o> Ink<'o> {
    pub(super) fn new(options: &'o Options) -> Self {
        Self { options }
    }

    /// The measure: as wide as the terminal, within what reads well.
    pub(super) fn width(&self) -> usize {
        self.options.width.clamp(30, 110)
    }

    /// The words in a tone, plain where there is no colour.
    pub(super) fn paint(&self, tone: Tone, words: &str) -> String {
        let code = match tone {
            Tone::Title | Tone::Strong => "1",
            Tone::Heading => "1;34",
            Tone::Number => "36",
            Tone::Quiet => "2",
            Tone::Alarm => "1;31",
        };
        if !self.options.color || words.is_empty() {
            return words.to_owned();
        }
        // A style ends and starts again at each word, so that a line break inside it stays clean.
        let painted = words.split(' ').map(|word| match word {
            "" => String::new(),
            _ => format!("\x1b[{code}m{word}\x1b[0m"),
        });
        painted.collect::<Vec<_>>().join(" ")
    }

    pub(super) fn arrow(&self) -> &'static str {
        if self.options.ascii { "->" } else { "→" }
    }

    pub(super) fn back_arrow(&self) -> &'static str {
        if self.options.ascii { "<-" } else { "←" }
    }

    pub(super) fn dot(&self) -> &'static str {
        if self.options.ascii { "-" } else { "·" }
    }

    fn ellipsis(&self) -> &'static str {
        if self.options.ascii { "..." } else { "…" }
    }

    /// Words of our own wording; dashes stay within ASCII where asked.
    pub(super) fn own(&self, words: &str) -> String {
        if self.options.ascii {
            words.replace('–', "-")
        } else {
            words.to_owned()
        }
    }

    /// The numbers of reports: `[1] [4]`; the first ones where there are many, except in full.
    pub(super) fn numbers(&self, numbers: &[usize]) -> String {
        let many = numbers.len() > 10 && !self.options.full;
        let shown = if many { &numbers[..8] } else { numbers };
        let marks = shown.iter().map(|n| self.paint(Tone::Number, &format!("[{n}]")));
        let more = many.then(|| format!("and {} more", numbers.len() - shown.len()));
        marks.chain(more).collect::<Vec<_>>().join(" ")
    }

    /// A report's words in quotation marks, shortened to some `most` columns except in full: the middle goes, for what a
    /// passage is quoted for may stand at either end.
    pub(super) fn quote(&self, words: &str, most: usize) -> String {
        let words = tame(words);
        if self.options.full || display_width(&words) <= most {
            return self.marked(&words);
        }
        let head = fitting(words.split(' '), most * 3 / 5);
        let tail = fitting(words.rsplit(' '), most - most * 3 / 5);
        let tail: Vec<&str> = tail.into_iter().rev().collect();
        if head.is_empty() || tail.is_empty() {
            return self.marked(&self.short(&words, most));
        }
        self.marked(&format!("{} {} {}", head.join(" "), self.ellipsis(), tail.join(" ")))
    }

    /// Words in quotation marks, unless they bring their own.
    fn marked(&self, words: &str) -> String {
        let own = words.starts_with(['"', '“']) && words.ends_with(['"', '”']);
        match (own, self.options.ascii) {
            (true, _) => words.to_owned(),
            (false, true) => format!("\"{words}\""),
            (false, false) => format!("“{words}”"),
        }
    }

    /// Words shortened to some `most` columns at a word's end, except in full.
    pub(super) fn short(&self, words: &str, most: usize) -> String {
        let words = tame(words);
        if self.options.full || display_width(&words) <= most {
            return words;
        }
        let mut short = String::new();
        for word in words.split(' ') {
            if display_width(&short) + display_width(word) + 2 > most {
                break;
            }
            if !short.is_empty() {
                short.push(' ');
            }
            short.push_str(word);
        }
        if short.is_empty() {
            short = words.chars().take(most / 2).collect();
        }
        short + self.ellipsis()
    }

    /// Wraps words, the first line behind `first`, the others indented by as many columns.
    pub(super) fn hang(&self, first: &str, words: &str) -> Vec<String> {
        self.set(first, display_width(first), words)
    }

    /// Wraps words, the first line behind `first`, the others indented by `rest` columns.
    pub(super) fn set(&self, first: &str, rest: usize, words: &str) -> Vec<String> {
        let indent = " ".repeat(rest.min(self.width() / 2));
        let options = textwrap::Options::new(self.width())
            .initial_indent(first)
            .subsequent_indent(&indent)
            .word_splitter(WordSplitter::NoHyphenation)
            .wrap_algorithm(textwrap::WrapAlgorithm::FirstFit);
        textwrap::wrap(words, options)
            .into_iter()
            .map(|line| line.trim_end().to_owned())
            .collect()
    }

    /// A citation in full: where it stands and its exact words.
    pub(super) fn citation(&self, place: &str, citation: &Citation) -> Vec<String> {
        let quoted = self.marked(&tame(&citation.passage.quote));
        self.hang("      ", &format!("{} {quoted}", self.paint(Tone::Quiet, place)))
    }
}

/// The first of some words that fit into `most` columns.
fn fitting<'w>(words: impl Iterator<Item = &'w str>, most: usize) -> Vec<&'w str> {
    let mut left = most;
    words
        .take_while(|word| {
            let width = display_width(word) + 1;
            let fits = width <= left;
            left = left.saturating_sub(width);
            fits
        })
        .collect()
}

/// A report's words fit for a terminal: on one line, without what could steer it or turn its direction.
pub(crate) fn tame(words: &str) -> String {
    let steers = |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let words: String = words
        .chars()
        .map(|c| if steers(c) && !c.is_whitespace() { '\u{fffd}' } else { c })
        .collect();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
