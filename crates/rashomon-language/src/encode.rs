//! Words to vectors: hash embeddings of a word's attributes, mixed, then four layers that look at the neighbours.

use crate::model;

/// Length of a token's vector.
pub(crate) const WIDTH: usize = 96;
/// Candidates of which each output keeps the largest.
const PIECES: usize = 3;
/// Layers over windows of three tokens; a token sees this far to either side.
const DEPTH: usize = 4;

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
    tables: Vec<&'static [[u8; 2]]>,
    mix: Layer,
    windows: Vec<Layer>,
}

struct Layer {
    /// Input-major; the outputs by piece, then by position.
    weights: Vec<f32>,
    bias: Vec<f32>,
    gain: Vec<f32>,
    shift: Vec<f32>,
}

impl Encoder {
    /// The encoder whose sections start with `prefix`.
    pub(crate) fn load(prefix: &str, tables: usize) -> Self {
        let layer = |index: usize| Layer::load(&format!("{prefix}.layer.{index}"));
        Self {
            tables: (0..tables).map(|table| model::section(&format!("{prefix}.embed.{table}")).as_chunks().0).collect(),
            mix: layer(0),
            windows: (1..=DEPTH).map(layer).collect(),
        }
    }

    /// One vector a token.
    pub(crate) fn encode(&self, tokens: &[Features]) -> Vec<f32> {
        // spaCy pads each document with as many zero rows as a token can see; they go through the layers as well.
        let mut rows = vec![0.0; (tokens.len() + 2 * DEPTH) * WIDTH];
        for (token, row) in tokens.iter().zip(rows.chunks_exact_mut(WIDTH).skip(DEPTH)) {
            self.embed(token, row);
        }
        let zero = [0.0; WIDTH];
        let mut input = vec![0.0; 3 * WIDTH];
        for layer in &self.windows {
            let before = rows.clone();
            let row = |at: usize| before.get(at * WIDTH..(at + 1) * WIDTH).unwrap_or(&zero);
            for at in 0..tokens.len() + 2 * DEPTH {
                input[..WIDTH].copy_from_slice(if at == 0 { &zero } else { row(at - 1) });
                input[WIDTH..2 * WIDTH].copy_from_slice(row(at));
                input[2 * WIDTH..].copy_from_slice(row(at + 1));
                let mut output = [0.0; WIDTH];
                layer.apply(&input, &mut output);
                for (value, add) in rows[at * WIDTH..].iter_mut().zip(output) {
                    *value += add;
                }
            }
        }
        rows[DEPTH * WIDTH..][..tokens.len() * WIDTH].to_vec()
    }

    fn embed(&self, token: &Features, out: &mut [f32]) {
        let [norm, prefix, suffix, shape] = token.hashes;
        let keys = [norm, prefix, suffix, shape, u64::from(token.spacy), u64::from(token.is_space)];
        let mut input = vec![0.0; self.tables.len() * WIDTH];
        for (index, table) in self.tables.iter().enumerate() {
            let rows = table.len() / WIDTH;
            let sum = &mut input[index * WIDTH..][..WIDTH];
            for key in hash(keys[index], 8 + index as u32) {
                let start = (key as usize % rows) * WIDTH;
                for (value, half) in sum.iter_mut().zip(&table[start..]) {
                    *value += model::widen(*half);
                }
            }
        }
        self.mix.apply(&input, out);
    }
}

impl Layer {
    fn load(prefix: &str) -> Self {
        let by_output = model::floats(&format!("{prefix}.weight"));
        let inputs = by_output.len() / (WIDTH * PIECES);
        let mut weights = vec![0.0; by_output.len()];
        for (row, line) in by_output.chunks_exact(inputs).enumerate() {
            let (output, piece) = (row / PIECES, row % PIECES);
            for (input, weight) in line.iter().enumerate() {
                weights[input * WIDTH * PIECES + piece * WIDTH + output] = *weight;
            }
        }
        let by_output = model::floats(&format!("{prefix}.bias"));
        let bias = (0..WIDTH * PIECES).map(|row| by_output[row % WIDTH * PIECES + row / WIDTH]).collect();
        let [gain, shift] = ["gain", "shift"].map(|part| model::floats(&format!("{prefix}.{part}")));
        Self { weights, bias, gain, shift }
    }

    fn apply(&self, input: &[f32], out: &mut [f32]) {
        let mut sums = self.bias.clone();
        for (value, line) in input.iter().zip(self.weights.chunks_exact(WIDTH * PIECES)) {
            for (sum, weight) in sums.iter_mut().zip(line) {
                *sum += value * weight;
            }
        }
        let mut best = [0.0; WIDTH];
        for (position, value) in best.iter_mut().enumerate() {
            *value = sums[position].max(sums[WIDTH + position]).max(sums[2 * WIDTH + position]);
        }
        let mean = best.iter().sum::<f32>() / WIDTH as f32;
        let variance = best.iter().map(|value| (value - mean) * (value - mean)).sum::<f32>() / WIDTH as f32 + 1e-8;
        let scale = 1.0 / variance.sqrt();
        for (position, value) in out.iter_mut().enumerate() {
            *value = (best[position] - mean) * scale * self.gain[position] + self.shift[position];
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
    let mut first = key.wrapping_mul(0x87c3_7b91_1142_53d5).rotate_left(31).wrapping_mul(0x4cf5_ad43_2745_937f);
    let mut second = u64::from(seed) ^ 8;
    first = (first ^ second).wrapping_add(second);
    second = second.wrapping_add(first);
    (first, second) = (finish(first), finish(second));
    first = first.wrapping_add(second);
    second = second.wrapping_add(first);
    [first as u32, (first >> 32) as u32, second as u32, (second >> 32) as u32]
}
