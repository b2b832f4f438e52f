//! A report's full text with every cited passage marked, cut text told apart, in paragraphs.

use crate::view::account::AccountCut;
use std::collections::BTreeMap;

/// How a marked passage stands in the account; the weightiest wins where passages coincide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(super) enum Standing {
    /// Cited somewhere, speaks to no point.
    #[default]
    Cited,
    /// No other report has it.
    Only,
    Agree,
    Update,
    Differ,
    /// Not part of the report.
    Cut,
}

impl Standing {
    /// The class that the style sheet knows.
    pub(super) fn class(self) -> &'static str {
        match self {
            Standing::Cited => "cited",
            Standing::Only => "only",
            Standing::Agree => "agree",
            Standing::Update => "update",
            Standing::Differ => "differ",
            Standing::Cut => "cut",
        }
    }
}

/// A place that a passage leads back to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Back {
    pub(super) href: String,
    /// What is shown: the point's number.
    pub(super) sign: String,
    /// What it is, for those who cannot see where it leads.
    pub(super) label: String,
}

/// What is known of a passage.
#[derive(Debug, Clone, Default)]
pub(super) struct Passage {
    pub(super) standing: Standing,
    pub(super) back: Vec<Back>,
    pub(super) why: &'static str,
}

/// The passages of one report that something cites, by start and end in code points.
pub(super) type Passages = BTreeMap<(u32, u32), Passage>;

/// A step in setting the text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// A mark begins. Only the first piece of a passage carries its anchor.
    Open {
        class: &'static str,
        id: Option<String>,
        points: String,
        why: &'static str,
    },
    /// Words.
    Words(String),
    /// A mark ends, with the ways back after its last piece.
    Close { back: Vec<Back>, cut: bool },
    /// A paragraph ends and another begins.
    Paragraph,
}

/// Adds the cut stretches to the passages.
pub(super) fn add_cuts(passages: &mut Passages, cuts: &[AccountCut]) {
    for cut in cuts {
        let passage = passages.entry((cut.passage.start, cut.passage.end)).or_default();
        passage.standing = Standing::Cut;
        passage.why = crate::render::label::cut(cut.why);
    }
}

/// Sets a text: its words in order, marks properly nested, paragraphs apart.
///
/// Passages that overlap without one holding the other are closed and opened again, as is every mark at a paragraph's end.
pub(super) fn pieces(text: &[char], passages: &Passages, anchor: impl Fn(u32, u32) -> String) -> Vec<Piece> {
    let length = text.len() as u32;
    let valid = passages
        .iter()
        .filter(|((start, end), _)| start < end && *end <= length);
    let mut spans: Vec<(u32, u32, &Passage)> = valid.map(|((start, end), p)| (*start, *end, p)).collect();
    // Of two that start together the longer is the outer.
    spans.sort_by_key(|(start, end, _)| (*start, std::cmp::Reverse(*end)));
    let mut setter = Setter {
        pieces: Vec::new(),
        open: Vec::new(),
        anchor,
        words: String::new(),
    };
    let apart = !hard_wrapped(text);
    let (mut next, mut gap) = (0, true);
    for at in 0..=length {
        setter.close_ended(at);
        while let Some(&(start, end, passage)) = spans.get(next).filter(|(start, ..)| *start == at) {
            setter.open(start, end, passage);
            next += 1;
        }
        let Some(&c) = text.get(at as usize) else { break };
        let blank = c == '\n'
            && (apart
                || text[at as usize + 1..]
                    .iter()
                    .take_while(|c| c.is_whitespace())
                    .any(|c| *c == '\n'));
        if blank && !gap {
            setter.paragraph();
        }
        gap = blank || (gap && c.is_whitespace());
        if !gap {
            setter.words.push(c);
        }
    }
    setter.flush();
    setter.pieces
}

/// Whether the lines are broken to a measure, so that only a blank line parts paragraphs.
fn hard_wrapped(text: &[char]) -> bool {
    let lines = || text.split(|&c| c == '\n').map(<[char]>::len);
    lines().any(|length| length == 0) && lines().all(|length| length <= 120)
}

struct Setter<'p, F> {
    pieces: Vec<Piece>,
    open: Vec<(u32, u32, &'p Passage)>,
    anchor: F,
    words: String,
}

impl<'p, F: Fn(u32, u32) -> String> Setter<'p, F> {
    fn flush(&mut self) {
        if !self.words.is_empty() {
            self.pieces.push(Piece::Words(std::mem::take(&mut self.words)));
        }
    }

    fn open(&mut self, start: u32, end: u32, passage: &'p Passage) {
        self.flush();
        let id = Some((self.anchor)(start, end));
        self.push(id, passage);
        self.open.push((start, end, passage));
    }

    fn push(&mut self, id: Option<String>, passage: &Passage) {
        let points: Vec<&str> = passage.back.iter().map(|b| b.href.trim_start_matches('#')).collect();
        let class = passage.standing.class();
        let why = if id.is_some() { passage.why } else { "" };
        self.pieces.push(Piece::Open {
            class,
            id,
            points: points.join(" "),
            why,
        });
    }

    /// Closes what ends at `at`; what lies inside it and goes on is opened again.
    fn close_ended(&mut self, at: u32) {
        let Some(outermost) = self.open.iter().position(|(_, end, _)| *end <= at) else {
            return;
        };
        self.flush();
        let inner = self.open.split_off(outermost);
        for (_, end, passage) in inner.iter().rev() {
            let back = if *end <= at { passage.back.clone() } else { Vec::new() };
            self.pieces.push(Piece::Close {
                back,
                cut: passage.standing == Standing::Cut,
            });
        }
        for (start, end, passage) in inner.into_iter().filter(|(_, end, _)| *end > at) {
            self.push(None, passage);
            self.open.push((start, end, passage));
        }
    }

    fn paragraph(&mut self) {
        self.flush();
        let ends = self.open.iter().rev().map(|(.., p)| Piece::Close {
            back: Vec::new(),
            cut: p.standing == Standing::Cut,
        });
        self.pieces.extend(ends);
        self.pieces.push(Piece::Paragraph);
        for at in 0..self.open.len() {
            self.push(None, self.open[at].2);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(text: &str, spans: &[(u32, u32)]) -> String {
        let passages: Passages = spans.iter().map(|&span| (span, Passage::default())).collect();
        let text: Vec<char> = text.chars().collect();
        let write = |piece: Piece| match piece {
            Piece::Open { id, .. } => format!("<{}>", id.unwrap_or_default()),
            Piece::Words(words) => words,
            Piece::Close { .. } => "</>".to_owned(),
            Piece::Paragraph => "¶".to_owned(),
        };
        pieces(&text, &passages, |start, end| format!("{start}-{end}"))
            .into_iter()
            .map(write)
            .collect()
    }

    #[test]
    fn marks_nest_even_where_passages_cross_or_run_over_paragraphs() {
        assert_eq!(set("one two", &[(0, 3), (0, 7)]), "<0-7><0-3>one</> two</>");
        assert_eq!(set("abcdef", &[(0, 4), (2, 6)]), "<0-4>ab<2-6>cd</></><>ef</>");
        assert_eq!(set("ab\n\ncd\nef", &[(1, 5)]), "a<1-5>b</>¶<>c</>d\nef");
        assert_eq!(set("ab\ncd", &[]), "ab¶cd");
    }

    #[test]
    fn passages_outside_the_text_are_left_out() {
        assert_eq!(set("ab", &[(1, 9), (2, 2)]), "ab");
        assert_eq!(set("", &[(0, 1)]), "");
    }
}
