//! A layer of an encoder: a matrix, three candidates for each output of which the largest counts, normalisation.

use crate::kernel::{self, Finish, LARGEST, Matrix, SUMS, WIDTH};
use crate::model;

/// One layer.
pub(crate) struct Layer {
    /// The matrix, in parts one after the other along its inputs.
    pub(crate) parts: Vec<Matrix>,
    pub(crate) finish: Finish,
    /// What one step of the layer's quantised output is worth.
    pub(crate) unit: f32,
}

impl Layer {
    /// Loads the layer whose sections start with `prefix`, its matrix in `parts` parts. `bound` is what a position of
    /// the layer's input can be at most, and becomes what one of its output, added to the input, can be.
    pub(crate) fn load(prefix: &str, parts: usize, bound: &mut [f32; WIDTH]) -> Self {
        let load = |part: &str| model::floats(&format!("{prefix}.{part}"));
        let (weights, bias) = (load("weight"), load("bias"));
        let inputs = weights.len() / SUMS;
        // In the file the candidates of an output lie side by side.
        let source = |at: usize| at % WIDTH * (SUMS / WIDTH) + at / WIDTH;
        let row = |at: usize| &weights[source(at) * inputs..][..inputs];
        let scale = |at: usize| kernel::scale_of(row(at));
        let length = inputs / parts;
        let part = |part: usize| {
            let rows = (0..SUMS).map(|at| (&row(at)[length * part..][..length], scale(at)));
            Matrix::quantize(rows, length)
        };
        let (gain, shift) = (load("gain"), load("shift"));
        for (at, bound) in bound.iter_mut().enumerate() {
            // No normalised number exceeds the root of one less than the width.
            *bound += gain[at].abs() * ((WIDTH - 1) as f32).sqrt() + shift[at].abs();
        }
        Self {
            parts: (0..parts).map(part).collect(),
            finish: Finish {
                scales: std::array::from_fn(scale),
                bias: std::array::from_fn(|at| bias[source(at)]),
                gain: std::array::from_fn(|at| gain[at]),
                shift: std::array::from_fn(|at| shift[at]),
            },
            // The thousandth part more makes up for rounding.
            unit: bound.iter().copied().fold(0.0, f32::max) * 1.001 / LARGEST,
        }
    }
}
