//! The scorer that parser and name finder share: a state's words to one score a transition.

use crate::encode::WIDTH;
use crate::model;

/// Length of the hidden layer.
const HIDDEN: usize = 64;
/// Candidates of which each hidden unit keeps the larger.
const PIECES: usize = 2;

/// One component's scorer.
pub(crate) struct Scorer {
    features: usize,
    reduce_weights: Vec<f32>,
    reduce_bias: Vec<f32>,
    lower_weights: Vec<f32>,
    lower_bias: Vec<f32>,
    lower_pad: Vec<f32>,
    upper_weights: Vec<f32>,
    upper_bias: Vec<f32>,
}

/// What the lower layer makes of each token in each role, computed once a block.
pub(crate) struct Prepared<'a> {
    scorer: &'a Scorer,
    parts: Vec<f32>,
}

impl Scorer {
    /// The scorer whose sections start with `prefix`, for states of `features` words.
    pub(crate) fn load(prefix: &str, features: usize) -> Self {
        let load = |name: &str| model::floats(&format!("{prefix}.{name}"));
        Self {
            features,
            reduce_weights: load("reduce.weight"),
            reduce_bias: load("reduce.bias"),
            lower_weights: load("lower.weight"),
            lower_bias: load("lower.bias"),
            lower_pad: load("lower.pad"),
            upper_weights: load("upper.weight"),
            upper_bias: load("upper.bias"),
        }
    }

    /// Number of transitions.
    pub(crate) fn classes(&self) -> usize {
        self.upper_bias.len()
    }

    /// Computes the parts of the tokens with these vectors.
    pub(crate) fn prepare(&self, vectors: &[f32]) -> Prepared<'_> {
        let size = self.features * HIDDEN * PIECES;
        let mut parts = Vec::with_capacity(vectors.len() / WIDTH * size);
        for vector in vectors.chunks_exact(WIDTH) {
            let reduced: Vec<f32> = affine(vector, &self.reduce_weights, &self.reduce_bias);
            parts.extend(self.lower_weights.chunks_exact(HIDDEN).map(|row| dot(&reduced, row)));
        }
        Prepared { scorer: self, parts }
    }
}

impl Prepared<'_> {
    /// Scores every transition in the state whose words are `tokens`.
    pub(crate) fn score(&self, tokens: &[Option<u32>], out: &mut Vec<f32>) {
        let scorer = self.scorer;
        let size = HIDDEN * PIECES;
        let mut sums = [0.0; HIDDEN * PIECES];
        for (role, token) in tokens.iter().enumerate() {
            let part = match token {
                Some(token) => &self.parts[(*token as usize * scorer.features + role) * size..][..size],
                None => &scorer.lower_pad[role * size..][..size],
            };
            for (sum, value) in sums.iter_mut().zip(part) {
                *sum += value;
            }
        }
        let mut hidden = [0.0; HIDDEN];
        for (unit, value) in hidden.iter_mut().enumerate() {
            let [first, second] = [0, 1].map(|piece| sums[unit * PIECES + piece] + scorer.lower_bias[unit * PIECES + piece]);
            *value = first.max(second);
        }
        out.clear();
        out.extend(affine(&hidden, &scorer.upper_weights, &scorer.upper_bias));
    }
}

/// The product of a row-major matrix with a vector, and a bias.
pub(crate) fn affine(input: &[f32], weights: &[f32], bias: &[f32]) -> Vec<f32> {
    weights.chunks_exact(input.len()).zip(bias).map(|(row, bias)| dot(input, row) + bias).collect()
}

fn dot(left: &[f32], right: &[f32]) -> f32 {
    let mut lanes = [0.0; 16];
    for (left, right) in left.as_chunks::<16>().0.iter().zip(right.as_chunks::<16>().0) {
        for lane in 0..16 {
            lanes[lane] += left[lane] * right[lane];
        }
    }
    lanes.iter().sum()
}
