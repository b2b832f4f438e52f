//! Lexemes: what spaCy knows of a word form regardless of where it stands.

use std::hash::BuildHasherDefault;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHasher};

use crate::character::{Characters, Classes, is_space};
use crate::section::Section;

mod tables;

/// The number of a lexeme in its [`Lexicon`]; numbers are dense from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct LexemeId(pub(crate) u32);

/// The attributes of a lexeme. Strings appear as the ids of spaCy's string store ([`string_id`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Lexeme {
    /// The form itself.
    pub(crate) orth: u64,
    /// The normalised form: lower case, American spelling, contractions written out.
    pub(crate) norm: u64,
    /// The first character.
    pub(crate) prefix: u64,
    /// The last three characters.
    pub(crate) suffix: u64,
    /// The form with letters replaced by `X`, `x` and digits by `d`, runs cut at four.
    pub(crate) shape: u64,
    /// The form in lower case.
    pub(crate) lower: u64,
    /// Whether the form is white space.
    pub(crate) is_space: bool,
}

/// Norms that are not just the form in lower case.
#[derive(Debug)]
pub(crate) struct Norms {
    keys: Vec<u64>,
    values: Vec<u16>,
    ids: Vec<u64>,
    base: FxHashMap<u64, u64>,
}

impl Norms {
    pub(crate) fn load(mut section: Section) -> Self {
        let ids = section.texts().into_iter().map(string_id).collect();
        let count = section.number();
        Self {
            keys: section.u64s(count),
            values: section.u16s(count),
            ids,
            base: tables::BASE_NORMS
                .iter()
                .map(|(form, norm)| (string_id(form), string_id(norm)))
                .collect(),
        }
    }

    fn of(&self, orth: u64, lower: u64) -> u64 {
        match self.keys.binary_search(&orth) {
            Ok(at) => self.ids[usize::from(self.values[at])],
            Err(_) => self.base.get(&orth).copied().unwrap_or(lower),
        }
    }
}

/// The attributes of a form; `norm` is the norm a special case of the tokenizer gives it.
pub(crate) fn lexeme(form: &str, norm: Option<u64>, norms: &Norms, characters: &Characters) -> Lexeme {
    let orth = string_id(form);
    let lower = if form.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
        orth
    } else {
        string_id(&form.to_lowercase())
    };
    let first = form.chars().next().map_or(0, char::len_utf8);
    let last_three = form.char_indices().rev().take(3).last().map_or(0, |(at, _)| at);
    Lexeme {
        orth,
        norm: norm.unwrap_or_else(|| norms.of(orth, lower)),
        prefix: string_id(&form[..first]),
        suffix: string_id(&form[last_three..]),
        shape: string_id(&shape(form, characters)),
        lower,
        is_space: !form.is_empty() && form.chars().all(is_space),
    }
}

/// The form's shape, as spaCy's `word_shape`.
fn shape(form: &str, characters: &Characters) -> String {
    /// Forms of this many characters all have the same shape.
    const LONG: usize = 100;
    if form.len() >= LONG && form.chars().nth(LONG - 1).is_some() {
        return "LONG".to_owned();
    }
    let mut out = String::with_capacity(form.len());
    let (mut last, mut run) = (None, 0);
    for c in form.chars() {
        let classes = characters.of(c);
        let sign = if classes.any(Classes::LETTER) {
            if classes.any(Classes::CAPITAL) { 'X' } else { 'x' }
        } else if classes.any(Classes::DECIMAL.or(Classes::OTHER_DIGIT)) {
            'd'
        } else {
            c
        };
        run = if last == Some(sign) { run + 1 } else { 0 };
        last = Some(sign);
        if run < 4 {
            out.push(sign);
        }
    }
    out
}

/// The id of a text in spaCy's string store: its hash, or the small number of a name that spaCy reserves.
pub(crate) fn string_id(text: &str) -> u64 {
    match text.len() {
        0 => 0,
        1..=tables::LONGEST_SYMBOL => tables::symbol(text).unwrap_or_else(|| murmur_hash(text.as_bytes())),
        _ => murmur_hash(text.as_bytes()),
    }
}

/// MurmurHash64A with seed 1 (Austin Appleby, public domain).
fn murmur_hash(bytes: &[u8]) -> u64 {
    const M: u64 = 0xC6A4_A793_5BD1_E995;
    const SEED: u64 = 1;
    let mut hash = SEED ^ (bytes.len() as u64).wrapping_mul(M);
    let (words, tail) = bytes.as_chunks::<8>();
    for word in words {
        let mut k = u64::from_le_bytes(*word).wrapping_mul(M);
        k ^= k >> 47;
        hash = (hash ^ k.wrapping_mul(M)).wrapping_mul(M);
    }
    if !tail.is_empty() {
        let mut word = [0; 8];
        word[..tail.len()].copy_from_slice(tail);
        hash = (hash ^ u64::from_le_bytes(word)).wrapping_mul(M);
    }
    hash = (hash ^ hash >> 47).wrapping_mul(M);
    hash ^ hash >> 47
}

/// A part of a chunk: the bytes it covers, and its lexeme.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Part {
    pub(crate) length: u32,
    pub(crate) lexeme: LexemeId,
    /// Whether a special case may begin here, see [`crate::tokenizer`].
    pub(crate) may_begin_special: bool,
}

type Map<K, V> = std::collections::HashMap<K, V, BuildHasherDefault<FxHasher>>;

/// The lexemes seen so far, and how chunks of text between white space fall into them: a cache, one for each thread.
///
/// Forms are told apart by their 64-bit hashes, as in spaCy. [`Lexicon::trim`] keeps memory bounded.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    lexemes: Vec<Lexeme>,
    by_form: Map<(u64, u64), LexemeId>,
    chunks: Map<Box<str>, (u32, u32)>,
    parts: Vec<Part>,
    /// Lemmas by lexeme, part of speech and morphology.
    pub(crate) lemmas: Map<(LexemeId, u16), Arc<str>>,
}

impl Lexicon {
    /// Chunks longer than this many bytes are not kept.
    const LONGEST_CHUNK: usize = 64;

    /// The lexeme with that number, which must have been given since the last [`Lexicon::trim`].
    pub(crate) fn lexeme(&self, id: LexemeId) -> &Lexeme {
        &self.lexemes[id.0 as usize]
    }

    /// Forgets everything if more than `most` lexemes or chunks are known; whether the numbers of lexemes have lost
    /// their meaning.
    pub(crate) fn trim(&mut self, most: usize) -> bool {
        let too_many = self.lexemes.len().max(self.chunks.len()) > most;
        if too_many {
            *self = Self::default();
        }
        too_many
    }

    /// The number of a lexeme, a new one if it is not known.
    pub(crate) fn intern(&mut self, lexeme: Lexeme) -> LexemeId {
        let next = LexemeId(u32::try_from(self.lexemes.len()).unwrap_or(u32::MAX));
        *self.by_form.entry((lexeme.orth, lexeme.norm)).or_insert_with(|| {
            self.lexemes.push(lexeme);
            next
        })
    }

    /// The parts of a chunk seen before.
    pub(crate) fn chunk(&self, chunk: &str) -> Option<&[Part]> {
        let (start, end) = *self.chunks.get(chunk)?;
        Some(&self.parts[start as usize..end as usize])
    }

    /// Remembers the parts of a chunk.
    pub(crate) fn remember(&mut self, chunk: &str, parts: &[Part]) {
        if chunk.len() <= Self::LONGEST_CHUNK {
            let start = self.parts.len() as u32;
            self.parts.extend(parts);
            self.chunks.insert(chunk.into(), (start, self.parts.len() as u32));
        }
    }
}
