//! Words to vectors: hash embeddings of a word's attributes, mixed, then four layers that look at the neighbours.

use rustc_hash::FxHashMap;

use crate::kernel::{self, Finish, LARGEST, Matrix, Path, SUMS, WIDTH};
use crate::model;

/// Layers over windows of three tokens; a token sees this far to either side.
const DEPTH: usize = 4;
/// Rows that go through a layer together: their sums stay in the nearest memory.
const CHUNK: usize = 32;
/// Words whose parts are kept.
const WORDS: usize = 4096;

/// What the networks see of a token: hashes of its attributes as spaCy's string store gives them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Features {
    /// Norm, prefix, suffix and shape.
    pub(crate) hashes: [u64; 4],
    /// Whether a space follows.
    pub(crate) spacy: bool,
    /// Whether the token is white space.
    pub(crate) is_space: bool,
}

/// Embedding and window layers of one pipeline component.
pub(crate) struct Encoder {
    tables: Vec<&'static [[[u8; 2]; WIDTH]]>,
    mix: Layer,
    /// The first window layer; its matrix has the outputs for the left, the own and the right token in this order.
    first: Layer,
    windows: Vec<Layer>,
}

struct Layer {
    matrix: Matrix,
    finish: Finish,
    /// What one step of the layer's quantised output is worth.
    unit: f32,
}

/// What depends on a word alone.
struct Word {
    vector: [f32; WIDTH],
    /// The word's parts of the first window layer's sums, standing to the left, in the middle and to the right.
    parts: [[i32; SUMS]; 3],
}

/// Beyond the ends of a block there are zeros.
static NO_WORD: Word = Word {
    vector: [0.0; WIDTH],
    parts: [[0; SUMS]; 3],
};

/// Room for an encoder to work in, and the words it has seen lately.
#[derive(Default)]
pub(crate) struct Workspace {
    known: FxHashMap<Features, u32>,
    words: Vec<Word>,
    block: Vec<u32>,
    rows: Vec<[f32; WIDTH]>,
    quantized: [Vec<[i16; WIDTH]>; 2],
    sums: Vec<[i32; SUMS]>,
}

impl Encoder {
    /// The encoder whose sections start with `prefix`.
    pub(crate) fn load(prefix: &str, tables: usize) -> Self {
        let tables = (0..tables).map(|table| {
            let halves = model::section(&format!("{prefix}.embed.{table}")).as_chunks().0;
            halves.as_chunks().0
        });
        let mut bound = [0.0; WIDTH];
        let mut layer = |index: usize, parts: usize| Layer::load(&format!("{prefix}.layer.{index}"), parts, &mut bound);
        Self {
            tables: tables.collect(),
            mix: layer(0, 1),
            first: layer(1, 3),
            windows: (2..=DEPTH).map(|index| layer(index, 1)).collect(),
        }
    }

    /// What one step of the vectors is worth.
    pub(crate) fn unit(&self) -> f32 {
        self.windows.last().unwrap_or(&self.first).unit
    }

    /// One quantised vector a token.
    pub(crate) fn encode<'a>(&self, path: Path, tokens: &[Features], space: &'a mut Workspace) -> &'a [[i16; WIDTH]] {
        self.look_up(path, tokens, space);
        // spaCy pads each block with as many zero rows as a token can see; they go through the layers as well, each
        // layer needing one row less of them.
        let total = tokens.len() + 2 * DEPTH;
        space.rows.clear();
        space.rows.resize(total, [0.0; WIDTH]);
        space
            .quantized
            .iter_mut()
            .for_each(|rows| rows.resize(total, [0; WIDTH]));
        space.sums.resize(CHUNK, [0; SUMS]);
        self.first_window(path, total, space);
        let mut unit = self.first.unit;
        for (depth, layer) in (2..).zip(&self.windows) {
            let [before, after] = &mut space.quantized;
            let mut from = depth;
            while from < total - depth {
                let to = (from + CHUNK).min(total - depth);
                let sums = &mut space.sums[..to - from];
                let windows = before[from - 1..].as_flattened();
                kernel::product(path, &layer.matrix, windows, WIDTH, sums.as_flattened_mut());
                let (rows, after) = (&mut space.rows[from..to], &mut after[from..to]);
                kernel::finish(path, &layer.finish, sums, unit, rows, 1.0 / layer.unit, after);
                from = to;
            }
            unit = layer.unit;
            space.quantized.swap(0, 1);
        }
        &space.quantized[0][DEPTH..][..tokens.len()]
    }

    /// The first window layer, from the words' parts.
    fn first_window(&self, path: Path, total: usize, space: &mut Workspace) {
        let word = |row: usize| {
            let word = row.checked_sub(DEPTH).and_then(|token| space.block.get(token));
            word.map_or(&NO_WORD, |word| &space.words[*word as usize])
        };
        let mut from = 1;
        while from < total - 1 {
            let to = (from + CHUNK).min(total - 1);
            for (row, sums) in (from..to).zip(&mut space.sums) {
                let (left, own, right) = (word(row - 1), word(row), word(row + 1));
                kernel::add_neighbours(path, &left.parts[0], &own.parts[1], &right.parts[2], sums);
                space.rows[row] = own.vector;
            }
            let (sums, rows, after) = (
                &space.sums[..to - from],
                &mut space.rows[from..to],
                &mut space.quantized[0][from..to],
            );
            kernel::finish(
                path,
                &self.first.finish,
                sums,
                self.mix.unit,
                rows,
                1.0 / self.first.unit,
                after,
            );
            from = to;
        }
    }

    /// Finds the block's words, or computes and keeps them.
    fn look_up(&self, path: Path, tokens: &[Features], space: &mut Workspace) {
        if space.words.len() + tokens.len() > WORDS {
            space.known.clear();
            space.words.clear();
        }
        space.block.clear();
        for token in tokens {
            let next = space.words.len() as u32;
            let word = *space.known.entry(*token).or_insert(next);
            if word == next {
                space.words.push(self.word(path, token));
            }
            space.block.push(word);
        }
    }

    fn word(&self, path: Path, token: &Features) -> Word {
        let [norm, prefix, suffix, shape] = token.hashes;
        let keys = [
            norm,
            prefix,
            suffix,
            shape,
            u64::from(token.spacy),
            u64::from(token.is_space),
        ];
        let mut input = [[0.0; WIDTH]; 6];
        for (index, table) in self.tables.iter().enumerate() {
            for key in hash(keys[index], 8 + index as u32) {
                kernel::add_half_floats(path, &table[key as usize % table.len()], &mut input[index]);
            }
        }
        let input = &input.as_flattened()[..self.tables.len() * WIDTH];
        let mut quantized = [0; 6 * WIDTH];
        let unit = kernel::quantize(path, input, &mut quantized);
        let mut sums = [[0; SUMS]];
        kernel::product(path, &self.mix.matrix, &quantized, 0, sums.as_flattened_mut());
        let (mut vector, mut row) = ([[0.0; WIDTH]], [[0; WIDTH]]);
        kernel::finish(
            path,
            &self.mix.finish,
            &sums,
            unit,
            &mut vector,
            1.0 / self.mix.unit,
            &mut row,
        );
        let mut word = Word {
            vector: vector[0],
            parts: [[0; SUMS]; 3],
        };
        kernel::product(path, &self.first.matrix, &row[0], 0, word.parts.as_flattened_mut());
        word
    }
}

impl Layer {
    /// Loads a layer, its matrix split after each of `parts` parts of its inputs. `bound` is what a position of the
    /// layer's input can be at most, and becomes what one of its output can be.
    fn load(prefix: &str, parts: usize, bound: &mut [f32; WIDTH]) -> Self {
        let load = |part: &str| model::floats(&format!("{prefix}.{part}"));
        let (weights, bias) = (load("weight"), load("bias"));
        let inputs = weights.len() / SUMS;
        // In the file the candidates of an output lie side by side.
        let source = |at: usize| at % WIDTH * (SUMS / WIDTH) + at / WIDTH;
        let row = |at: usize| &weights[source(at) * inputs..][..inputs];
        let scale = |at: usize| kernel::scale_of(row(at));
        let rows = (0..parts).flat_map(|part| (0..SUMS).map(move |at| (part, at)));
        let rows = rows.map(|(part, at)| (&row(at)[inputs / parts * part..][..inputs / parts], scale(at)));
        let (gain, shift) = (fixed(&load("gain")), fixed(&load("shift")));
        for at in 0..WIDTH {
            // No normalised number exceeds the root of one less than the width.
            bound[at] += gain[at].abs() * ((WIDTH - 1) as f32).sqrt() + shift[at].abs();
        }
        Self {
            matrix: Matrix::quantize(rows, inputs / parts),
            finish: Finish {
                scales: std::array::from_fn(scale),
                bias: std::array::from_fn(|at| bias[source(at)]),
                gain,
                shift,
            },
            unit: bound.iter().copied().fold(0.0, f32::max) * 1.001 / LARGEST,
        }
    }
}

/// The numbers as an array.
fn fixed<const LENGTH: usize>(numbers: &[f32]) -> [f32; LENGTH] {
    std::array::from_fn(|at| numbers[at])
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
