//! Words to vectors in context: the words' own vectors, then four layers that look at the neighbours.

use crate::kernel::{self, Path, SUMS, WIDTH};
use crate::layer::Layer;
use crate::step::grow;
use crate::word::{Features, WordModel, Words};

/// Layers over windows of three tokens; a token sees this far to either side.
const DEPTH: usize = 4;
/// Rows that go through a layer together: their sums stay in near memory.
const CHUNK: usize = 32;

/// Embedding and window layers of one pipeline component.
pub(crate) struct Encoder {
    words: WordModel,
    /// The window layers after the first.
    windows: Vec<Layer>,
}

/// Room for an encoder to work in, and the words met lately.
#[derive(Default)]
pub(crate) struct Workspace {
    words: Words,
    block: Vec<u32>,
    rows: Vec<[f32; WIDTH]>,
    quantized: [Vec<[i16; WIDTH]>; 2],
    sums: Vec<[i32; SUMS]>,
}

impl Encoder {
    /// The encoder whose sections start with `prefix`.
    pub(crate) fn load(prefix: &str, tables: usize) -> Self {
        let mut bound = [0.0; WIDTH];
        let words = WordModel::load(prefix, tables, &mut bound);
        let windows = (2..=DEPTH).map(|layer| Layer::load(&format!("{prefix}.layer.{layer}"), 1, &mut bound));
        Self {
            words,
            windows: windows.collect(),
        }
    }

    /// What one step of the vectors is worth.
    pub(crate) fn unit(&self) -> f32 {
        self.windows.last().unwrap_or(&self.words.first).unit
    }

    /// One quantised vector a token.
    pub(crate) fn encode<'a>(&self, path: Path, tokens: &[Features], space: &'a mut Workspace) -> &'a [[i16; WIDTH]] {
        self.words.look_up(path, tokens, &mut space.words, &mut space.block);
        // spaCy pads each block with as many zero rows as a token can see; they go through the layers as well, each
        // layer needing one row less of them.
        let total = tokens.len() + 2 * DEPTH;
        // Room is kept from block to block; its old contents are overwritten before they are read.
        grow(&mut space.rows, total, [0.0; WIDTH]);
        space
            .quantized
            .iter_mut()
            .for_each(|rows| grow(rows, total, [0; WIDTH]));
        grow(&mut space.sums, CHUNK, [0; SUMS]);
        self.first_window(path, total, space);
        let mut unit = self.words.first.unit;
        for (depth, layer) in (2..).zip(&self.windows) {
            let [before, after] = &mut space.quantized;
            let mut from = depth;
            while from < total - depth {
                let to = (from + CHUNK).min(total - depth);
                let sums = &mut space.sums[..to - from];
                let windows = before[from - 1..].as_flattened();
                kernel::product(path, &layer.parts[0], windows, WIDTH, sums.as_flattened_mut());
                let (rows, after) = (&mut space.rows[from..to], &mut after[from..to]);
                kernel::finish(path, &layer.finish, sums, unit, rows, 1.0 / layer.unit, after);
                from = to;
            }
            unit = layer.unit;
            space.quantized.swap(0, 1);
        }
        &space.quantized[0][DEPTH..][..tokens.len()]
    }

    /// The first window layer, from the words' parts; beyond the ends of a block there are zeros.
    fn first_window(&self, path: Path, total: usize, space: &mut Workspace) {
        let Workspace {
            words,
            block,
            rows,
            quantized,
            sums,
        } = space;
        let word = |row: usize| row.checked_sub(DEPTH).and_then(|token| block.get(token).copied());
        let parts = |row: usize| word(row).map_or(const { &[[0; SUMS]; 3] }, |word| &words.parts[word as usize]);
        let WordModel { mix, first, shift, .. } = &self.words;
        let unit = mix.unit * (1u64 << shift) as f32;
        let mut from = 1;
        while from < total - 1 {
            let to = (from + CHUNK).min(total - 1);
            for (row, sums) in (from..to).zip(sums.iter_mut()) {
                kernel::add_neighbours(path, &parts(row - 1)[0], &parts(row)[1], &parts(row + 1)[2], sums);
                rows[row] = word(row).map_or([0.0; WIDTH], |word| words.vectors[word as usize]);
            }
            let (rows, after) = (&mut rows[from..to], &mut quantized[0][from..to]);
            kernel::finish(
                path,
                &first.finish,
                &sums[..to - from],
                unit,
                rows,
                1.0 / first.unit,
                after,
            );
            from = to;
        }
    }
}

impl Workspace {
    /// Forgets the words, because the numbers of lexemes have lost their meaning.
    pub(crate) fn forget(&mut self) {
        self.words.forget();
    }
}
