//! What is cut off a chunk of text at its ends and where it is cut inside: spaCy's regular expressions for English,
//! as code. The classes of characters and the literals come from the model file; `xtask` checks when it makes the
//! file that the expressions of the package are the ones implemented here.

use rustc_hash::FxHashSet;

use crate::character::{Characters, Classes};
use crate::section::Section;

/// The matchers and their tables.
#[derive(Debug)]
pub(crate) struct Affixes {
    pub(crate) characters: Characters,
    /// Prefixes of more than one character.
    prefixes: Vec<&'static str>,
    /// Suffixes of more than one character.
    suffixes: Vec<&'static str>,
    /// What is cut off behind a digit: units and currencies.
    tails: FxHashSet<&'static str>,
    longest_tail: usize,
}

impl Affixes {
    pub(crate) fn load(section: &mut Section) -> Self {
        let characters = Characters::load(section);
        let (prefixes, suffixes, tails) = (section.texts(), section.texts(), section.texts());
        Self {
            characters,
            prefixes,
            suffixes,
            longest_tail: tails.iter().map(|tail| tail.len()).max().unwrap_or(0),
            tails: tails.into_iter().collect(),
        }
    }

    /// How many bytes are cut off at the beginning.
    pub(crate) fn prefix(&self, text: &str) -> usize {
        let mut chars = text.chars();
        let Some(first) = chars.next() else { return 0 };
        match first {
            _ if self.characters.is(first, Classes::PREFIX) => first.len_utf8(),
            '+' if !chars.next().is_some_and(|c| c.is_ascii_digit()) => 1,
            '.' => Some(dots(text.bytes())).filter(|run| *run > 1).unwrap_or(0),
            _ => self
                .prefixes
                .iter()
                .find(|prefix| text.starts_with(**prefix))
                .map_or(0, |prefix| prefix.len()),
        }
    }

    /// How many bytes are cut off at the end: the longest suffix, for the leftmost match of an anchored pattern is it.
    pub(crate) fn suffix(&self, text: &str) -> usize {
        let mut back = text.chars().rev();
        let Some(last) = back.next() else { return 0 };
        if last.is_ascii_alphabetic() && !matches!(last, 's' | 'S') {
            return self.tail(text);
        }
        let mut longest = usize::from(self.characters.is(last, Classes::SUFFIX)) * last.len_utf8();
        if last == '.' {
            let run = dots(text.bytes().rev());
            longest = longest.max(if run > 1 {
                run
            } else {
                usize::from(self.cuts_final_dot(back))
            });
        }
        if let Some(suffix) = self.suffixes.iter().find(|suffix| text.ends_with(**suffix)) {
            longest = longest.max(suffix.len());
        }
        longest.max(self.tail(text))
    }

    /// Whether a single full stop at the end is cut off, by the characters before it, the last first.
    fn cuts_final_dot(&self, mut before: impl Iterator<Item = char>) -> bool {
        let Some(last) = before.next() else { return false };
        let classes = self.characters.of(last);
        if classes.any(Classes::BEFORE_FINAL_DOT) {
            return true;
        }
        let one_before = before.next();
        (classes.any(Classes::UPPER) && one_before.is_some_and(|c| self.characters.is(c, Classes::UPPER)))
            || (matches!(last, 'F' | 'f' | 'C' | 'c' | 'K' | 'k') && one_before == Some('°'))
    }

    /// The bytes of a unit or currency behind a digit at the end.
    fn tail(&self, text: &str) -> usize {
        let digit = text
            .bytes()
            .rev()
            .take(self.longest_tail + 1)
            .position(|b| b.is_ascii_digit());
        let Some(length) = digit.filter(|length| *length > 0) else {
            return 0;
        };
        if self.tails.contains(&text[text.len() - length..]) {
            length
        } else {
            0
        }
    }

    /// The first place at or after `from` where a text is cut inside, as the bytes of the separator.
    pub(crate) fn infix(&self, text: &str, from: usize) -> Option<(usize, usize)> {
        let mut before = text[..from].chars().next_back();
        for (at, c) in text[from..].char_indices() {
            if !c.is_ascii_alphanumeric() {
                let length = self.infix_here(before, c, &text[from + at..]);
                if length > 0 {
                    return Some((from + at, from + at + length));
                }
            }
            before = Some(c);
        }
        None
    }

    /// The bytes of the separator `rest` begins with, 0 if it begins with none.
    fn infix_here(&self, before: Option<char>, c: char, rest: &str) -> usize {
        let is = |c: Option<char>, classes| c.is_some_and(|c| self.characters.is(c, classes));
        let after = |length: usize| rest[length..].chars().next();
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        match c {
            '.' => {
                let run = dots(rest.bytes());
                let between_sentences = run == 1 && is(before, Classes::BEFORE_DOT) && is(after(1), Classes::AFTER_DOT);
                if run > 1 || between_sentences { run } else { 0 }
            }
            ',' if is(before, Classes::ALPHA) && is(after(1), Classes::ALPHA) => 1,
            '+' | '-' | '*' | '^' if digit(before) && (digit(after(1)) || after(1) == Some('-')) => 1,
            '-' | '–' | '—' | '~' if is(before, Classes::ALPHA) || digit(before) => {
                const HYPHENS: [&str; 7] = ["-", "–", "—", "--", "---", "——", "~"];
                let fits = |h: &&&str| rest.starts_with(**h) && is(after(h.len()), Classes::ALPHA);
                HYPHENS.iter().find(fits).map_or(0, |hyphen| hyphen.len())
            }
            ':' | '<' | '>' | '=' | '/'
                if (is(before, Classes::ALPHA) || digit(before)) && is(after(1), Classes::ALPHA) =>
            {
                1
            }
            _ if self.characters.is(c, Classes::ICON) => c.len_utf8(),
            _ => 0,
        }
    }

    /// Whether the whole text is an address: `scheme://user@host:port/path`, everything but the host optional.
    pub(crate) fn is_url(&self, text: &str) -> bool {
        if !text.contains('.') {
            return false;
        }
        let scheme = text.find("://").filter(|end| {
            let name = &text[..*end];
            name.chars().nth(1).is_some()
                && name
                    .chars()
                    .all(|c| matches!(c, '+' | '-' | '.') || self.characters.is(c, Classes::WORD))
        });
        let after_scheme = scheme.map(|end| end + "://".len());
        // Any text may stand before an `@`, so a host may begin behind each one that is not the first character.
        let after_users = text.match_indices('@').map(|(at, _)| at + 1).filter(|at| *at > 1);
        std::iter::once(0).chain(after_scheme).chain(after_users).any(|start| {
            let rest = &text[start..];
            self.ends_url(rest, self.host(rest)) || self.ends_url(rest, self.network_address(rest))
        })
    }

    /// Whether `:port` and `/path` and nothing else follow a host that ends at `end`.
    fn ends_url(&self, text: &str, end: Option<usize>) -> bool {
        let Some(rest) = end.map(|end| &text[end..]) else {
            return false;
        };
        let path = |rest: &str| rest.is_empty() || rest.starts_with(['/', '?', '#']);
        let port = |rest: &str| {
            let digits = rest
                .chars()
                .take(6)
                .take_while(|c| self.characters.is(*c, Classes::DECIMAL));
            let (count, bytes) = digits.fold((0, 0), |(count, bytes), c| (count + 1, bytes + c.len_utf8()));
            (2..=5).contains(&count) && path(&rest[bytes..])
        };
        path(rest) || rest.strip_prefix(':').is_some_and(port)
    }

    /// Where a host name ends, if the text up to the next sign that can't be in one is a host name.
    fn host(&self, text: &str) -> Option<usize> {
        const LONGEST_LABEL: usize = 64;
        let inside = |c: char| c.is_ascii_alphanumeric() || ('\u{A1}'..='\u{FFFF}').contains(&c);
        let label = |label: &str| {
            label.starts_with(inside)
                && label.ends_with(inside)
                && label.chars().all(|c| inside(c) || matches!(c, '-' | '_'))
                && label.chars().nth(LONGEST_LABEL).is_none()
        };
        let end = text.find([':', '/', '?', '#', '@']).unwrap_or(text.len());
        let (labels, domain) = text[..end].rsplit_once('.')?;
        let domain_fits = (2..LONGEST_LABEL).contains(&domain.chars().take(LONGEST_LABEL).count())
            && domain.chars().all(|c| self.characters.is(c, Classes::TOP_LEVEL_DOMAIN));
        (domain_fits && labels.split('.').all(label)).then_some(end)
    }

    /// Where a public IPv4 address ends.
    fn network_address(&self, text: &str) -> Option<usize> {
        let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
        let (mut parts, mut at) = ([0u32; 4], 0);
        for (place, part) in parts.iter_mut().enumerate() {
            if place > 0 {
                at += text[at..].starts_with('.').then_some(1)?;
            }
            let length = digits(&text[at..]);
            let written = text.get(at..at + length).filter(|_| (1..=3).contains(&length))?;
            *part = written.parse().ok()?;
            let leading_zero = written.starts_with('0') && (place == 0 || place == 3 || length == 3);
            if leading_zero || *part > [223, 255, 255, 254][place] {
                return None;
            }
            at += length;
        }
        let private = matches!(
            parts,
            [10 | 127, ..] | [169, 254, ..] | [192, 168, ..] | [172, 16..=31, ..]
        );
        (!private).then_some(at)
    }
}

/// The length of the run of full stops the bytes begin with.
fn dots(bytes: impl Iterator<Item = u8>) -> usize {
    bytes.take_while(|b| *b == b'.').count()
}
