//! What depends on a word alone: its vector, and its parts of the first window layer's sums. Computed when a word is
//! met and kept for a while. Nothing kept here changes a result, because integers add up alike in any order.

use rustc_hash::FxHashMap;

use crate::kernel::{self, LARGEST, Path, SUMS, WIDTH};
use crate::layer::Layer;
use crate::model;
use crate::step::{NONE, grow};

/// Words that are kept, beyond those of one block.
const WORDS: usize = 8192;
/// Attributes of each table that are kept.
const KEYS: usize = 2048;
/// New words that are computed together.
const CHUNK: usize = 8;
/// The most tables that an encoder has.
const TABLES: usize = 6;

/// What the networks see of a token: hashes of its attributes as spaCy's string store gives them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Features {
    /// A number for everything that follows but whether a space does; see [`Words::forget`].
    pub(crate) lexeme: u32,
    /// Norm, prefix, suffix and shape.
    pub(crate) hashes: [u64; 4],
    /// Whether a space follows.
    pub(crate) spacy: bool,
    /// Whether the token is white space.
    pub(crate) is_space: bool,
}

/// Hash embeddings, the layer that mixes them, and the window layer that follows.
pub(crate) struct WordModel {
    tables: Vec<Table>,
    /// What one step of the quantised embeddings is worth.
    unit: f32,
    pub(crate) mix: Layer,
    pub(crate) first: Layer,
    /// By how many bits the words' parts of the window layer's sums are shortened, to fit 16.
    pub(crate) shift: u32,
}

struct Table {
    rows: &'static [[[u8; 2]; WIDTH]],
    seed: u32,
}

/// The words and attributes met lately.
#[derive(Default)]
pub(crate) struct Words {
    /// By lexeme, without and with a space behind it: the word's place, or [`NONE`].
    known: Vec<[u32; 2]>,
    pub(crate) vectors: Vec<[f32; WIDTH]>,
    /// A word's parts when it stands to the left, in the middle and to the right.
    pub(crate) parts: Vec<[[i16; SUMS]; 3]>,
    tables: [Keys; TABLES],
}

/// The attributes met lately of one table, and their parts of the mixing layer's sums.
#[derive(Default)]
struct Keys {
    known: FxHashMap<u64, u32>,
    sums: Vec<[i32; SUMS]>,
}

impl WordModel {
    /// The model whose sections start with `prefix`; `bound` becomes what a position of the first window layer's
    /// output can be at most.
    pub(crate) fn load(prefix: &str, tables: usize, bound: &mut [f32; WIDTH]) -> Self {
        let tables = (0..tables).zip(8..).map(|(table, seed)| {
            let halves = model::section(&format!("{prefix}.embed.{table}")).as_chunks().0;
            Table {
                rows: halves.as_chunks().0,
                seed,
            }
        });
        let tables: Vec<_> = tables.collect();
        let numbers = tables.iter().flat_map(|table| table.rows.as_flattened());
        let largest = numbers.map(|half| model::widen(*half).abs()).fold(0.0, f32::max);
        let mix = Layer::load(&format!("{prefix}.layer.0"), tables.len(), bound);
        let first = Layer::load(&format!("{prefix}.layer.1"), 3, bound);
        let norm = first.parts.iter().map(|part| part.largest_norm()).max().unwrap_or(0);
        Self {
            // An attribute's embedding is the sum of four rows; the thousandth part more makes up for rounding.
            unit: 4.0 * largest * 1.001 / LARGEST,
            // No part exceeds the norm times the largest input.
            shift: (norm + 1).next_power_of_two().ilog2(),
            tables,
            mix,
            first,
        }
    }

    /// Finds a block's words or computes them, and puts their places into `block`.
    pub(crate) fn look_up(&self, path: Path, tokens: &[Features], words: &mut Words, block: &mut Vec<u32>) {
        if words.vectors.len() + tokens.len() > WORDS {
            words.forget();
        }
        block.clear();
        let mut new = [0; CHUNK];
        let mut news = 0;
        for (at, token) in tokens.iter().enumerate() {
            grow(&mut words.known, token.lexeme as usize + 1, [NONE; 2]);
            // Without a table for it, a space makes no difference.
            let spaced = token.spacy && self.tables.len() > 4;
            let place = &mut words.known[token.lexeme as usize][usize::from(spaced)];
            if *place == NONE {
                *place = (words.vectors.len() + news) as u32;
                new[news] = at;
                news += 1;
            }
            block.push(*place);
            if news == CHUNK || at + 1 == tokens.len() {
                self.add(path, tokens, &new[..news], words);
                news = 0;
            }
        }
    }

    /// Computes up to [`CHUNK`] words.
    fn add(&self, path: Path, tokens: &[Features], new: &[usize], words: &mut Words) {
        let mut sums = [[0; SUMS]; CHUNK];
        for index in 0..self.tables.len() {
            let keys = &mut words.tables[index];
            let places = self.look_up_keys(path, index, new.iter().map(|token| tokens[*token].key(index)), keys);
            for (sums, place) in sums.iter_mut().zip(&places[..new.len()]) {
                kernel::add(path, &keys.sums[*place as usize], sums);
            }
        }
        let place = words.vectors.len();
        words.vectors.resize(place + new.len(), [0.0; WIDTH]);
        words.parts.resize(place + new.len(), [[0; SUMS]; 3]);
        let sums = &mut sums[..new.len()];
        let mut rows = [[0; WIDTH]; CHUNK];
        let rows = &mut rows[..new.len()];
        let vectors = &mut words.vectors[place..];
        kernel::finish(
            path,
            &self.mix.finish,
            sums,
            self.unit,
            vectors,
            1.0 / self.mix.unit,
            rows,
        );
        for (side, matrix) in self.first.parts.iter().enumerate() {
            kernel::product(path, matrix, rows.as_flattened(), WIDTH, sums.as_flattened_mut());
            for (sums, parts) in sums.iter().zip(&mut words.parts[place..]) {
                kernel::shorten(path, sums, self.shift, &mut parts[side]);
            }
        }
    }

    /// Finds the places of up to [`CHUNK`] keys of a table, or computes what is kept of them.
    fn look_up_keys(
        &self,
        path: Path,
        index: usize,
        wanted: impl Iterator<Item = u64>,
        keys: &mut Keys,
    ) -> [u32; CHUNK] {
        if keys.sums.len() + CHUNK > KEYS {
            keys.known.clear();
            keys.sums.clear();
        }
        let table = &self.tables[index];
        let mut places = [0; CHUNK];
        let mut rows = [[0; WIDTH]; CHUNK];
        let mut news = 0;
        for (place, key) in places.iter_mut().zip(wanted) {
            let next = (keys.sums.len() + news) as u32;
            *place = *keys.known.entry(key).or_insert(next);
            if *place == next {
                let four = hash(key, table.seed).map(|row| &table.rows[row as usize % table.rows.len()]);
                kernel::embed(path, four, 1.0 / self.unit, &mut rows[news]);
                news += 1;
            }
        }
        let first = keys.sums.len();
        keys.sums.resize(first + news, [0; SUMS]);
        let sums = keys.sums[first..].as_flattened_mut();
        kernel::product(path, &self.mix.parts[index], rows.as_flattened(), WIDTH, sums);
        places
    }
}

impl Words {
    /// Forgets the words: when there are too many, and when the numbers of lexemes lose their meaning.
    pub(crate) fn forget(&mut self) {
        self.known.clear();
        self.vectors.clear();
        self.parts.clear();
    }
}

impl Features {
    /// The key into a table.
    fn key(&self, table: usize) -> u64 {
        match table {
            0..4 => self.hashes[table],
            4 => u64::from(self.spacy),
            _ => u64::from(self.is_space),
        }
    }
}

/// The four table rows of a key, before the remainder: thinc's variant of MurmurHash3 for one 64-bit key.
fn hash(key: u64, seed: u32) -> [u32; 4] {
    let finish = |mut value: u64| {
        value = (value ^ value >> 33).wrapping_mul(0xff51_afd7_ed55_8ccd);
        value = (value ^ value >> 33).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
        value ^ value >> 33
    };
    let mut first = key
        .wrapping_mul(0x87c3_7b91_1142_53d5)
        .rotate_left(31)
        .wrapping_mul(0x4cf5_ad43_2745_937f);
    let mut second = u64::from(seed) ^ 8;
    first = (first ^ second).wrapping_add(second);
    second = second.wrapping_add(first);
    (first, second) = (finish(first), finish(second));
    first = first.wrapping_add(second);
    second = second.wrapping_add(first);
    [first as u32, (first >> 32) as u32, second as u32, (second >> 32) as u32]
}
