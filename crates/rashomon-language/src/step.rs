//! The scorer that parser and name finder share: a state's words to one score a transition.

use crate::kernel::{self, HIDDEN, Matrix, PART, Path, WIDTH};
use crate::model;

/// No word.
pub(crate) const NONE: u32 = u32::MAX;
/// Tokens whose parts are computed together.
const CHUNK: usize = 8;

/// One component's scorer, for states of a fixed number of words.
pub(crate) struct Scorer {
    reduce: Matrix,
    reduce_bias: Vec<f32>,
    /// For each role of a word in a state, its part of the hidden layer.
    lower: Matrix,
    lower_bias: [f32; PART],
    /// The parts of absent words.
    pads: Vec<[f32; PART]>,
    upper: Matrix,
    upper_bias: Vec<f32>,
}

/// Room for a scorer to work in.
#[derive(Default)]
pub(crate) struct Workspace {
    sums: Vec<i32>,
    /// The parts of each token in each role.
    parts: Vec<[f32; PART]>,
    scores: Vec<f32>,
}

impl Scorer {
    /// The scorer whose sections start with `prefix`.
    pub(crate) fn load(prefix: &str) -> Self {
        let load = |name: &str| model::floats(&format!("{prefix}.{name}"));
        let lower = load("lower.weight");
        let (bias, pads) = (load("lower.bias"), load("lower.pad"));
        // In the file the candidates of a hidden unit lie side by side.
        let source = |at: usize| at / PART * PART + at % HIDDEN * 2 + at % PART / HIDDEN;
        let rows = (0..lower.len() / HIDDEN).map(|at| &lower[source(at) * HIDDEN..][..HIDDEN]);
        Self {
            reduce: plain(load("reduce.weight").chunks_exact(WIDTH), WIDTH),
            reduce_bias: load("reduce.bias"),
            lower: plain(rows, HIDDEN),
            lower_bias: std::array::from_fn(|at| bias[source(at)]),
            pads: pads
                .chunks_exact(PART)
                .map(|pad| std::array::from_fn(|at| pad[source(at)]))
                .collect(),
            upper: plain(load("upper.weight").chunks_exact(HIDDEN), HIDDEN),
            upper_bias: load("upper.bias"),
        }
    }

    /// Computes the parts of the tokens with these vectors, whose steps are worth `unit`.
    pub(crate) fn prepare(&self, path: Path, vectors: &[[i16; WIDTH]], unit: f32, space: &mut Workspace) {
        let roles = self.pads.len();
        // Room is kept from block to block; its old contents are overwritten before they are read.
        grow(&mut space.parts, vectors.len() * roles, [0.0; PART]);
        grow(&mut space.sums, CHUNK * roles * PART, 0);
        for (vectors, parts) in vectors.chunks(CHUNK).zip(space.parts.chunks_mut(CHUNK * roles)) {
            let mut sums = [[0; HIDDEN]; CHUNK];
            let mut quantized = [[0; HIDDEN]; CHUNK];
            let mut units = [0.0; CHUNK];
            let sums = &mut sums[..vectors.len()];
            kernel::product(
                path,
                &self.reduce,
                vectors.as_flattened(),
                WIDTH,
                sums.as_flattened_mut(),
            );
            for at in 0..sums.len() {
                let mut reduced = [0.0; HIDDEN];
                kernel::scale_and_shift(
                    path,
                    &sums[at],
                    &self.reduce.scales,
                    &self.reduce_bias,
                    unit,
                    &mut reduced,
                );
                units[at] = kernel::quantize(path, &reduced, &mut quantized[at]);
            }
            let sums = &mut space.sums[..parts.len() * PART];
            kernel::product(path, &self.lower, quantized.as_flattened(), HIDDEN, sums);
            let sums = sums.chunks_exact(roles * PART).zip(parts.chunks_exact_mut(roles));
            for ((sums, parts), unit) in sums.zip(units) {
                kernel::scale(path, sums, &self.lower.scales, unit, parts.as_flattened_mut());
            }
        }
    }

    /// Scores every transition in a state of these words, some of them [`NONE`].
    pub(crate) fn score<'a>(&self, path: Path, words: &[u32], space: &'a mut Workspace) -> &'a [f32] {
        let mut parts = [&[0.0; PART]; 8];
        for (role, word) in words.iter().enumerate() {
            let here = *word as usize * self.pads.len() + role;
            parts[role] = if *word == NONE {
                &self.pads[role]
            } else {
                &space.parts[here]
            };
        }
        let mut hidden = [0; HIDDEN];
        let unit = kernel::hidden(path, &parts[..words.len()], &self.lower_bias, &mut hidden);
        grow(&mut space.sums, self.upper.sums(), 0);
        kernel::product(path, &self.upper, &hidden, 0, &mut space.sums[..self.upper.sums()]);
        space.scores.resize(self.upper_bias.len(), 0.0);
        let sums = &space.sums;
        kernel::scale_and_shift(
            path,
            sums,
            &self.upper.scales,
            &self.upper_bias,
            unit,
            &mut space.scores,
        );
        &space.scores
    }
}

/// Makes a list at least so long.
pub(crate) fn grow<T: Clone>(list: &mut Vec<T>, length: usize, fill: T) {
    if list.len() < length {
        list.resize(length, fill);
    }
}

/// A matrix of plain rows.
pub(crate) fn plain<'a>(rows: impl Iterator<Item = &'a [f32]>, inputs: usize) -> Matrix {
    Matrix::quantize(rows.map(|row| (row, kernel::scale_of(row))), inputs)
}
