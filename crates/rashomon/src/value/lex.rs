//! Atoms: the words, numbers and signs that the grammars of values read.

use super::lexicon::{Sense, senses};
use crate::analysis::{Analysis, EntityKind, Name, Token};
use crate::document::Document;
use crate::text::Span;
use std::ops::Range;

/// A word, a number or a sign.
#[derive(Debug, Clone, Copy)]
pub(super) struct Atom {
    pub(super) span: Span,
    /// Index of the token it belongs to.
    pub(super) token: u32,
    /// Whether it follows the atom before it without white space.
    pub(super) glued: bool,
    pub(super) kind: Kind,
}

/// What an atom is.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kind {
    /// Letters, with what the lexicon knows of them.
    Word(&'static [Sense]),
    /// Digits with their separators.
    Number(Digits),
    /// Any other character.
    Sign(char),
    /// A block ends here; nothing reads across it.
    Break,
}

/// A number written in digits: `mantissa` over ten to the `decimals`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Digits {
    pub(super) mantissa: u64,
    pub(super) decimals: u8,
    /// How many characters are digits.
    pub(super) width: u8,
    /// Whether it is digits alone, without separators.
    pub(super) plain: bool,
}

impl Digits {
    /// The value times ten to the `power`, correctly rounded.
    pub(super) fn scaled(self, power: i32) -> f64 {
        let exponent = power - i32::from(self.decimals);
        match exponent {
            0 => self.mantissa as f64,
            _ => format!("{}e{exponent}", self.mantissa).parse().unwrap_or(f64::INFINITY),
        }
    }

    /// The value where it is a small whole number written in digits alone.
    pub(super) fn whole(self) -> Option<i32> {
        (self.plain && self.mantissa <= 99_999_999).then_some(self.mantissa as i32)
    }
}

/// A document's atoms, with what the grammars ask of them.
pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) analysis: &'a Analysis,
    pub(super) atoms: Vec<Atom>,
}

impl<'a> Reader<'a> {
    /// Cuts the analysed text of a document into atoms.
    pub(super) fn new(document: &'a Document, analysis: &'a Analysis) -> Self {
        let mut reader = Self {
            text: &document.text,
            analysis,
            atoms: Vec::with_capacity(analysis.tokens.len() + analysis.blocks.len()),
        };
        for block in &analysis.blocks {
            let (Some(first), Some(last)) = (
                analysis.sentences.get(block.start as usize),
                analysis.sentences.get(block.end as usize - 1),
            ) else {
                continue;
            };
            reader.add_tokens(first.tokens.start..last.tokens.end);
            reader.add_break();
        }
        reader
    }

    /// Cuts a bare text into atoms; every atom belongs to token 0.
    pub(super) fn of_text(text: &'a str, analysis: &'a Analysis) -> Self {
        let mut reader = Self {
            text,
            analysis,
            atoms: Vec::new(),
        };
        lex(text, 0, &mut reader.atoms);
        reader.add_break();
        reader
    }

    /// Cuts each stretch of tokens that nothing but white space stands between, so that a cut ends a stretch.
    fn add_tokens(&mut self, tokens: Range<u32>) {
        let all = &self.analysis.tokens[tokens.start as usize..tokens.end as usize];
        let mut start = 0;
        while start < all.len() {
            let mut end = start + 1;
            // What is in an address is no value.
            if self.is_address(all[start].span) {
                self.add_break();
                start = end;
                continue;
            }
            while end < all.len()
                && !self.is_address(all[end].span)
                && self.only_space(all[end - 1].span.end, all[end].span.start)
            {
                end += 1;
            }
            let span = all[start].span.cover(all[end - 1].span);
            let first = self.atoms.len();
            lex(span.slice(self.text), span.start, &mut self.atoms);
            let mut token = start;
            for atom in &mut self.atoms[first..] {
                while token + 1 < end && all[token].span.end <= atom.span.start {
                    token += 1;
                }
                atom.token = tokens.start + token as u32;
            }
            start = end;
        }
    }

    fn is_address(&self, span: Span) -> bool {
        let text = span.slice(self.text);
        text.len() > 6 && (text.contains("://") || text.starts_with("www."))
    }

    fn only_space(&self, from: u32, to: u32) -> bool {
        from <= to && self.text[from as usize..to as usize].trim().is_empty()
    }

    fn add_break(&mut self) {
        let end = self.atoms.last().map_or(0, |a| a.span.end);
        self.atoms.push(Atom {
            span: Span::new(end, end),
            token: self.atoms.last().map_or(0, |a| a.token),
            glued: false,
            kind: Kind::Break,
        });
    }

    /// What the lexicon knows of a word; nothing for other atoms and beyond the end.
    pub(super) fn senses(&self, at: usize) -> &'static [Sense] {
        match self.atoms.get(at) {
            Some(Atom {
                kind: Kind::Word(senses),
                ..
            }) => senses,
            _ => &[],
        }
    }

    /// The first answer that `pick` has for a sense of the word.
    pub(super) fn sense<T>(&self, at: usize, pick: impl Fn(Sense) -> Option<T>) -> Option<T> {
        self.senses(at).iter().copied().find_map(pick)
    }

    /// Whether a value can start at the atom: it may open one, and something a value can rest on is near.
    pub(super) fn may_start(&self, at: usize) -> bool {
        /// The furthest that an opening word stands from what the value rests on ("the end of the *year*").
        const REACH: usize = 5;
        let core = |a: &Atom| match a.kind {
            Kind::Word(senses) => senses.iter().any(|s| s.is_core()),
            Kind::Number(_) => true,
            Kind::Sign(c) => super::number::vulgar(c).is_some(),
            Kind::Break => false,
        };
        let starts = !self.senses(at).is_empty() || self.opens(at) || self.is_sign(at + 1, &['$']);
        starts && self.atoms[at..].iter().take(REACH).any(core)
    }

    /// Whether the atom is a number or a sign that can open a value.
    pub(super) fn opens(&self, at: usize) -> bool {
        match self.atoms[at].kind {
            Kind::Number(_) => true,
            Kind::Sign(c) => {
                super::unit::symbol(c).is_some()
                    || super::number::vulgar(c).is_some()
                    || matches!(c, '-' | '−' | '~' | '\'' | '’')
            }
            _ => false,
        }
    }

    /// The number at `at`.
    pub(super) fn digits(&self, at: usize) -> Option<Digits> {
        match self.atoms.get(at)?.kind {
            Kind::Number(digits) => Some(digits),
            _ => None,
        }
    }

    /// The sign at `at`.
    pub(super) fn sign(&self, at: usize) -> Option<char> {
        match self.atoms.get(at)?.kind {
            Kind::Sign(c) => Some(c),
            _ => None,
        }
    }

    /// Whether one of `signs` stands at `at`.
    pub(super) fn is_sign(&self, at: usize, signs: &[char]) -> bool {
        self.sign(at).is_some_and(|c| signs.contains(&c))
    }

    /// Whether a dash stands at `at`.
    pub(super) fn is_dash(&self, at: usize) -> bool {
        self.is_sign(at, &['-', '–', '—', '‑', '−'])
    }

    /// The atom as written.
    pub(super) fn slice(&self, at: usize) -> &'a str {
        self.atoms.get(at).map_or("", |a| a.span.slice(self.text))
    }

    /// Whether the word at `at` is one of `words`, in any case.
    pub(super) fn is(&self, at: usize, words: &[&str]) -> bool {
        let Some(Atom {
            kind: Kind::Word(_), ..
        }) = self.atoms.get(at)
        else {
            return false;
        };
        let slice = self.slice(at);
        words.iter().any(|w| w.eq_ignore_ascii_case(slice))
    }

    /// Whether the word before `at` is one of `words`.
    pub(super) fn was(&self, at: usize, words: &[&str]) -> bool {
        at > 0 && self.is(at - 1, words)
    }

    /// The atom after the words of `phrase`, if they stand at `at`.
    pub(super) fn phrase(&self, at: usize, phrase: &str) -> Option<usize> {
        let mut at = at;
        for word in phrase.split(' ') {
            if !self.is(at, &[word]) {
                return None;
            }
            at += 1;
        }
        Some(at)
    }

    /// The token that an atom belongs to; none for a break and beyond the end.
    pub(super) fn token(&self, at: usize) -> Option<&'a Token> {
        match self.atoms.get(at)? {
            Atom { kind: Kind::Break, .. } => None,
            atom => self.analysis.tokens.get(atom.token as usize),
        }
    }

    /// The tag of an atom's token; empty where it has none.
    pub(super) fn tag(&self, at: usize) -> &'static str {
        self.token(at).map_or("", |t| t.tag)
    }

    /// The named entity that an atom stands in.
    pub(super) fn name(&self, at: usize) -> Option<&'a Name> {
        self.analysis.name_at(self.atoms.get(at)?.token)
    }

    /// The kind of the named entity that an atom stands in.
    pub(super) fn name_kind(&self, at: usize) -> Option<EntityKind> {
        self.name(at).map(|n| n.kind)
    }

    /// Whether a word stands at `at`.
    pub(super) fn is_word(&self, at: usize) -> bool {
        self.atoms.get(at).is_some_and(|a| matches!(a.kind, Kind::Word(_)))
    }

    /// Whether the atom follows the one before it without white space.
    pub(super) fn glued(&self, at: usize) -> bool {
        self.atoms.get(at).is_some_and(|a| a.glued)
    }

    /// Whether the word starts with a capital letter.
    pub(super) fn capital(&self, at: usize) -> bool {
        self.slice(at).starts_with(|c: char| c.is_uppercase())
    }

    /// From the first to the last of a range of atoms, which must not be empty.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        self.atoms[range.start].span.cover(self.atoms[range.end - 1].span)
    }
}

/// Cuts `text`, which starts at byte `base` of the document, into atoms.
fn lex(text: &str, base: u32, out: &mut Vec<Atom>) {
    let bytes = text.as_bytes();
    let (mut at, mut last_end) = (0, usize::MAX);
    while at < bytes.len() {
        let c = text[at..].chars().next().unwrap_or(' ');
        if c.is_whitespace() || c == '\u{200b}' {
            at += c.len_utf8();
            continue;
        }
        let start = at;
        if c.is_ascii_digit() || (c == '.' && opens_fraction(bytes, at)) {
            at = number(text, at, base, last_end, out);
            last_end = at;
            continue;
        }
        let kind = if c.is_alphabetic() {
            at = word_end(text, at);
            Kind::Word(senses(&text[start..at]))
        } else {
            at += c.len_utf8();
            Kind::Sign(c)
        };
        out.push(Atom {
            span: Span::new(base + start as u32, base + at as u32),
            token: 0,
            glued: last_end == start,
            kind,
        });
        last_end = at;
    }
}

/// Whether the full stop at `at` opens a number (".08").
fn opens_fraction(bytes: &[u8], at: usize) -> bool {
    bytes.get(at + 1).is_some_and(u8::is_ascii_digit)
        && (at == 0 || !(bytes[at - 1].is_ascii_alphanumeric() || bytes[at - 1] == b'.'))
}

/// The end of the word at `at`: letters; single letters with full stops are one word ("a.m.", "U.S.").
fn word_end(text: &str, at: usize) -> usize {
    let letters = |from: usize| {
        text[from..]
            .char_indices()
            .find(|&(_, c)| !c.is_alphabetic())
            .map_or(text.len(), |(i, _)| from + i)
    };
    let mut end = letters(at);
    let bytes = text.as_bytes();
    if end - at == 1 {
        while bytes.get(end) == Some(&b'.')
            && bytes.get(end + 1).is_some_and(u8::is_ascii_alphabetic)
            && letters(end + 1) == end + 2
        {
            end += 2;
        }
        if end - at > 1 && bytes.get(end) == Some(&b'.') {
            end += 1;
        }
    }
    end
}

/// Reads the digits at `at`; where their separators make no one number each run of digits is an atom of its own.
fn number(text: &str, at: usize, base: u32, last_end: usize, out: &mut Vec<Atom>) -> usize {
    let bytes = text.as_bytes();
    let mut end = at;
    while end < bytes.len()
        && (bytes[end].is_ascii_digit()
            || (matches!(bytes[end], b'.' | b',') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit)))
    {
        end += 1;
    }
    let mut push = |from: usize, to: usize, glued: bool, kind: Kind| {
        out.push(Atom {
            span: Span::new(base + from as u32, base + to as u32),
            token: 0,
            glued,
            kind,
        });
    };
    let glued = last_end == at;
    if let Some(digits) = parse_digits(&text[at..end]) {
        push(at, end, glued, Kind::Number(digits));
        return end;
    }
    let mut from = at;
    for (i, c) in text[at..end].char_indices().chain([(end - at, ' ')]) {
        if matches!(c, '.' | ',' | ' ') {
            if from < at + i {
                let kind = parse_digits(&text[from..at + i]).map_or(Kind::Sign('0'), Kind::Number);
                push(from, at + i, glued || from > at, kind);
            }
            if c != ' ' {
                push(at + i, at + i + 1, true, Kind::Sign(c));
            }
            from = at + i + 1;
        }
    }
    end
}

/// Reads digits with separators as one number: commas between thousands (or lakhs), a point or a comma before decimals.
fn parse_digits(text: &str) -> Option<Digits> {
    let (mut commas, mut points) = (0, 0);
    for b in text.bytes() {
        commas += usize::from(b == b',');
        points += usize::from(b == b'.');
    }
    let (whole, fraction) = match (commas, points) {
        (0, 0) => (text, ""),
        (0, 1) => text.split_once('.')?,
        (_, 0) if grouped(text, ',') => (text, ""),
        (1, 0) => text.split_once(',').filter(|(_, f)| f.len() <= 2)?,
        (_, 1) if text.rfind(',') < text.find('.') => text.split_once('.').filter(|(w, _)| grouped(w, ','))?,
        (1, _) if text.rfind('.') < text.find(',') => text.split_once(',').filter(|(w, _)| grouped(w, '.'))?,
        _ => return None,
    };
    let (mut mantissa, mut width) = (0_u64, 0_u8);
    for b in whole.bytes().chain(fraction.bytes()).filter(u8::is_ascii_digit) {
        mantissa = mantissa.checked_mul(10)?.checked_add(u64::from(b - b'0'))?;
        width = width.saturating_add(1);
    }
    Some(Digits {
        mantissa,
        decimals: fraction.len() as u8,
        width,
        plain: commas + points == 0,
    })
}

/// Whether every group after the first has three digits, or the Indian twos and a last three.
fn grouped(text: &str, separator: char) -> bool {
    let mut groups = text.split(separator);
    let first = groups.next().is_some_and(|g| (1..=3).contains(&g.len()));
    let rest: Vec<usize> = groups.map(str::len).collect();
    let Some((&last, others)) = rest.split_last() else {
        return false;
    };
    first && last == 3 && (others.iter().all(|&n| n == 3) || others.iter().all(|&n| n == 2))
}
