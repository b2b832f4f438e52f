//! Tokens: spaCy's tokenizer for English.
//!
//! Text falls into chunks at white space. From a chunk prefixes and suffixes are cut off until nothing more comes off
//! or a special case remains; what remains is an address, or is cut at infixes. Last, special cases that contain
//! affixes themselves (`a.m.`, `:-)`) are put together again. Every step takes time linear in the length of the
//! text, so a chunk of any length is read whole.

use rustc_hash::FxHashMap;

use crate::affix::Affixes;
use crate::character::is_space;
use crate::lexeme::{Lexeme, LexemeId, Lexicon, Norms, Part, lexeme, string_id};
use crate::section::Section;

/// A token of a text, before analysis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Piece {
    /// First byte in the text.
    pub(crate) start: u32,
    /// One past the last byte.
    pub(crate) end: u32,
    pub(crate) lexeme: LexemeId,
    /// Whether a space follows that belongs to no token.
    pub(crate) spacy: bool,
}

/// The rules of the tokenizer.
#[derive(Debug)]
pub(crate) struct Tokenizer {
    affixes: Affixes,
    norms: Norms,
    /// Special cases by their text: what the text falls into.
    specials: FxHashMap<&'static str, Box<[(usize, Lexeme)]>>,
    longest_special: usize,
    sequences: Sequences,
}

/// Tokens that make up special cases, as a trie over the ids of their forms.
#[derive(Debug, Default)]
struct Sequences {
    /// Children by the number of a node (0 is the root) and the id of a form.
    children: FxHashMap<(u32, u64), u32>,
    /// Whether a sequence ends at a node.
    ends: Vec<bool>,
}

impl Tokenizer {
    /// Reads the sections `tokenizer` and `norms` of the model file.
    pub(crate) fn load(mut rules: Section, norms: Section) -> Self {
        let mut tokenizer = Self {
            affixes: Affixes::load(&mut rules),
            norms: Norms::load(norms),
            specials: FxHashMap::default(),
            longest_special: 0,
            sequences: Sequences {
                ends: vec![false],
                ..Sequences::default()
            },
        };
        let mut texts = Vec::new();
        for _ in 0..rules.number() {
            let text = rules.text();
            texts.push(text);
            let mut at = 0;
            let parts = (0..rules.number()).map(|_| {
                let (length, norm) = (rules.number(), rules.text());
                let form = text.get(at..at + length).unwrap_or_default();
                at += length;
                (
                    length,
                    tokenizer.describe(form, Some(norm).filter(|norm| !norm.is_empty()).map(string_id)),
                )
            });
            let parts = parts.collect();
            tokenizer.specials.insert(text, parts);
            tokenizer.longest_special = tokenizer.longest_special.max(text.len());
        }
        tokenizer.learn_sequences(&texts);
        tokenizer
    }

    /// Special cases that affixes would take apart are found again by the sequence of their parts.
    fn learn_sequences(&mut self, specials: &[&str]) {
        let mut lexicon = Lexicon::default();
        let mut parts = Vec::new();
        for text in specials {
            let taken_apart = self.affixes.prefix(text) > 0
                || self.affixes.suffix(text) > 0
                || self.affixes.infix(text, 0).is_some()
                || text.contains(' ');
            if taken_apart {
                parts.clear();
                self.split(text, false, &mut lexicon, &mut parts);
                let forms = parts.iter().map(|part| lexicon.lexeme(part.lexeme).orth);
                self.sequences.learn(forms);
            }
        }
    }

    /// The attributes of a form, with the norm of a special case if it has one.
    fn describe(&self, form: &str, norm: Option<u64>) -> Lexeme {
        lexeme(form, norm, &self.norms, &self.affixes.characters)
    }

    /// The characters of Unicode as this tokenizer sees them.
    pub(crate) fn affixes(&self) -> &Affixes {
        &self.affixes
    }

    /// Appends the tokens of a text; of one longer than 4 GiB, those of its beginning.
    pub(crate) fn tokenize(&self, text: &str, lexicon: &mut Lexicon, tokens: &mut Vec<Piece>) {
        let text = &text[..text.floor_char_boundary(u32::MAX as usize)];
        let mut parts = Vec::new();
        let mut begins = Vec::new();
        let mut at = 0;
        while at < text.len() {
            let rest = &text[at..];
            let chunk = chunk(rest);
            if let Some(known) = lexicon.chunk(chunk) {
                push_parts(known, at, tokens, &mut begins);
            } else {
                parts.clear();
                if !self.push_special(chunk, lexicon, &mut parts) {
                    self.split(chunk, true, lexicon, &mut parts);
                }
                push_parts(&parts, at, tokens, &mut begins);
                lexicon.remember(chunk, &parts);
            }
            at += chunk.len();
            // One space behind a word is no token: it is a flag of the word.
            if text[at..].starts_with(' ') && !chunk.starts_with(is_space) {
                at += 1;
                if let Some(last) = tokens.last_mut() {
                    last.spacy = true;
                }
            }
        }
        self.join_specials(text, &begins, lexicon, tokens);
    }

    /// Takes a chunk apart that is not itself a special case.
    fn split(&self, chunk: &str, with_specials: bool, lexicon: &mut Lexicon, parts: &mut Vec<Part>) {
        let special = |text: &str| with_specials && self.special(text).is_some();
        let (mut start, mut end) = (0, chunk.len());
        let mut suffixes = Vec::new();
        while start < end && !special(&chunk[start..end]) {
            let text = &chunk[start..end];
            let prefix = self.affixes.prefix(text);
            if prefix > 0 {
                self.push_form(&text[..prefix], lexicon, parts);
                start += prefix;
                if special(&text[prefix..]) {
                    break;
                }
            }
            let suffix = self.affixes.suffix(&text[prefix..]);
            if suffix > 0 && special(&text[..text.len() - suffix]) && prefix > 0 {
                // spaCy looks for a special case with the prefix still there, and then keeps the prefix in it.
                parts.pop();
                start -= prefix;
            }
            if suffix > 0 {
                suffixes.push(suffix);
                end -= suffix;
            }
            if prefix == 0 && suffix == 0 {
                break;
            }
        }
        self.push_middle(&chunk[start..end], with_specials, lexicon, parts);
        for suffix in suffixes.into_iter().rev() {
            self.push_form(&chunk[end..end + suffix], lexicon, parts);
            end += suffix;
        }
    }

    /// Appends what remains of a chunk between its affixes.
    fn push_middle(&self, text: &str, with_specials: bool, lexicon: &mut Lexicon, parts: &mut Vec<Part>) {
        if text.is_empty() || (with_specials && self.push_special(text, lexicon, parts)) {
            return;
        }
        let mut start = 0;
        if !self.affixes.is_url(text) {
            let mut from = 0;
            while let Some((infix, end)) = self.affixes.infix(text, from) {
                from = end;
                // What would be an infix at the very beginning stays with what follows.
                if infix > 0 {
                    if infix > start {
                        self.push_form(&text[start..infix], lexicon, parts);
                    }
                    self.push_form(&text[infix..end], lexicon, parts);
                    start = end;
                }
            }
        }
        if start < text.len() {
            self.push_form(&text[start..], lexicon, parts);
        }
    }

    fn push_form(&self, form: &str, lexicon: &mut Lexicon, parts: &mut Vec<Part>) {
        let lexeme = self.describe(form, None);
        parts.push(self.part(form.len(), lexeme, lexicon));
    }

    /// Appends the parts of a special case, if the text is one.
    fn push_special(&self, text: &str, lexicon: &mut Lexicon, parts: &mut Vec<Part>) -> bool {
        let Some(special) = self.special(text) else {
            return false;
        };
        parts.extend(
            special
                .iter()
                .map(|(length, lexeme)| self.part(*length, *lexeme, lexicon)),
        );
        true
    }

    fn part(&self, length: usize, lexeme: Lexeme, lexicon: &mut Lexicon) -> Part {
        Part {
            length: length as u32,
            lexeme: lexicon.intern(lexeme),
            may_begin_special: self.sequences.children.contains_key(&(0, lexeme.orth)),
        }
    }

    fn special(&self, text: &str) -> Option<&[(usize, Lexeme)]> {
        if text.len() > self.longest_special {
            return None;
        }
        self.specials.get(text).map(|parts| &**parts)
    }

    /// Replaces tokens that together are a special case by the parts of the special case; `begins` are the tokens
    /// that can be the first of one.
    fn join_specials(&self, text: &str, begins: &[u32], lexicon: &mut Lexicon, tokens: &mut Vec<Piece>) {
        let mut found = Vec::new();
        for start in begins.iter().map(|start| *start as usize) {
            let mut node = 0;
            for (place, token) in tokens[start..].iter().enumerate() {
                let Some(next) = self.sequences.children.get(&(node, lexicon.lexeme(token.lexeme).orth)) else {
                    break;
                };
                node = *next;
                if self.sequences.ends[node as usize] {
                    found.push(start..start + place + 1);
                }
            }
        }
        if found.is_empty() {
            return;
        }
        // Of those that overlap the longest counts, then the first; even one that is rejected keeps others out.
        found.sort_by_key(|range| (std::cmp::Reverse(range.len()), range.start));
        let mut taken = vec![false; tokens.len()];
        found.retain(|range| {
            let free = !taken[range.start] && !taken[range.end - 1];
            taken[range.clone()].fill(true);
            free
        });
        found.sort_by_key(|range| range.start);
        let first = found[0].start;
        let old = tokens.split_off(first);
        let mut done = first;
        for range in found {
            tokens.extend(&old[done - first..range.start - first]);
            let joined = &old[range.start - first..range.end - first];
            let (begin, end) = (joined[0].start, joined[joined.len() - 1].end);
            // Between tokens of different chunks there is white space, which no special case of several tokens has.
            match self.special(&text[begin as usize..end as usize]) {
                Some(special) => self.push_joined(special, begin, lexicon, tokens),
                None => tokens.extend(joined),
            }
            if let Some(last) = tokens.last_mut() {
                last.spacy = joined[joined.len() - 1].spacy;
            }
            done = range.end;
        }
        tokens.extend(&old[done - first..]);
    }

    fn push_joined(&self, special: &[(usize, Lexeme)], begin: u32, lexicon: &mut Lexicon, tokens: &mut Vec<Piece>) {
        let mut start = begin;
        for (length, lexeme) in special {
            let end = start + *length as u32;
            tokens.push(Piece {
                start,
                end,
                lexeme: lexicon.intern(*lexeme),
                spacy: false,
            });
            start = end;
        }
    }
}

/// Appends the parts of a chunk that begins at `start` as tokens, and to `begins` those a special case may begin with.
fn push_parts(parts: &[Part], start: usize, tokens: &mut Vec<Piece>, begins: &mut Vec<u32>) {
    let mut start = start as u32;
    for part in parts {
        if part.may_begin_special {
            begins.push(tokens.len() as u32);
        }
        let end = start + part.length;
        tokens.push(Piece {
            start,
            end,
            lexeme: part.lexeme,
            spacy: false,
        });
        start = end;
    }
}

impl Sequences {
    fn learn(&mut self, forms: impl Iterator<Item = u64>) {
        let mut node = 0;
        for form in forms {
            let next = self.ends.len() as u32;
            node = *self.children.entry((node, form)).or_insert(next);
            if node == next {
                self.ends.push(false);
            }
        }
        self.ends[node as usize] = true;
    }
}

/// The run of white space or of other characters that a text begins with.
fn chunk(text: &str) -> &str {
    const SPACE: [bool; 128] = {
        let mut table = [false; 128];
        let mut at = 0;
        while at < 128 {
            table[at] = matches!(at as u8, b'\t'..=b'\r' | 0x1C..=0x1F | b' ');
            at += 1;
        }
        table
    };
    let white = text.starts_with(is_space);
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match SPACE.get(usize::from(*byte)) {
            Some(space) if *space != white => break,
            Some(_) => at += 1,
            None => {
                let Some(c) = text[at..].chars().next() else { break };
                if is_space(c) != white {
                    break;
                }
                at += c.len_utf8();
            }
        }
    }
    &text[..at]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model;

    fn tokenizer() -> Tokenizer {
        let section = |name| Section::new(model::section(name));
        Tokenizer::load(section("tokenizer"), section("norms"))
    }

    #[test]
    fn chunks_fall_into_tokens_as_in_spacy() {
        let tokenizer = tokenizer();
        let cases: [(&str, &[&str]); 12] = [
            ("(It's $5.50,", &["(", "It", "'s", "$", "5.50", ","]),
            ("\"Don't,\" she", &["\"", "Do", "n't", ",", "\"", "she"]),
            ("at 10a.m.", &["at", "10", "a.m."]),
            ("the U.S.-led", &["the", "U.S.-led"]),
            ("well-known (U.K.).", &["well", "-", "known", "(", "U.K.", ")", "."]),
            ("end.Next 5km/h 3.5%", &["end", ".", "Next", "5", "km/h", "3.5", "%"]),
            (
                "https://example.com/a?b=c, see",
                &["https://example.com/a?b=c", ",", "see"],
            ),
            ("10.1.1.1 8.8.8.8:80/x", &["10.1.1.1", "8.8.8.8:80/x"]),
            ("Wait...what — no…", &["Wait", "...", "what", "—", "no", "…"]),
            ("(a.m.) w/o : -)", &["(", "a.m.", ")", "w/o", ":", "-", ")"]),
            ("a \n b\u{a0}c", &["a", "\n ", "b", "\u{a0}", "c"]),
            ("Ph.D.s’ NOT.", &["Ph", ".", "D.s", "’", "NOT", "."]),
        ];
        for (text, expected) in cases {
            let mut tokens = Vec::new();
            tokenizer.tokenize(text, &mut Lexicon::default(), &mut tokens);
            let found: Vec<&str> = tokens.iter().map(|t| &text[t.start as usize..t.end as usize]).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    /// A megabyte without a space, of the kinds that cost most: all must take time linear in the length.
    #[test]
    fn a_chunk_of_any_length_is_read() {
        let tokenizer = tokenizer();
        let units = [
            "a",
            "(",
            "a@",
            "1.",
            ":-)",
            "a.b",
            "...x",
            "’s",
            "\u{301}",
            "a-",
            "°C.",
            "://a@b.",
            "\u{0}",
            "\u{1F600}",
        ];
        for unit in units {
            let text = unit.repeat((1 << 20) / unit.len());
            let mut tokens = Vec::new();
            tokenizer.tokenize(&text, &mut Lexicon::default(), &mut tokens);
            let length: u32 = tokens.iter().map(|token| token.end - token.start).sum();
            assert_eq!(length as usize, text.len());
        }
    }
}
