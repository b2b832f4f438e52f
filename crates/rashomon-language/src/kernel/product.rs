//! Products of 16-bit integer matrices, exact in 32 bits.

use super::{LARGEST, Path, Set, round};

/// Outputs are computed in blocks of this many.
const BLOCK: usize = 16;
/// The largest sum of the absolute weights of an output: with any input its product fits 32 bits.
const LARGEST_NORM: f32 = 65_000.0;

/// A quantised matrix, packed for [`product`].
pub(crate) struct Matrix {
    /// For each block of outputs, for each pair of inputs, the two weights of each output.
    weights: Vec<Weights>,
    inputs: usize,
    blocks: usize,
    /// What one step of each output's weights is worth.
    pub(crate) scales: Vec<f32>,
}

/// The weights of a block of outputs for a pair of inputs: one cache line.
#[derive(Clone, Copy)]
#[repr(align(64))]
struct Weights([i16; 2 * BLOCK]);

impl Matrix {
    /// Quantises a matrix given by its rows, one an output, each of `inputs` weights (an even number) and with what
    /// one step of it is worth, [`scale_of`] of it or of a longer row that it is part of.
    pub(crate) fn quantize<'a>(rows: impl Iterator<Item = (&'a [f32], f32)>, inputs: usize) -> Self {
        let mut matrix = Self {
            weights: Vec::new(),
            inputs,
            blocks: 0,
            scales: Vec::new(),
        };
        for (output, (row, scale)) in rows.enumerate() {
            if output % BLOCK == 0 {
                matrix
                    .weights
                    .resize(matrix.weights.len() + inputs / 2, Weights([0; 2 * BLOCK]));
                matrix.blocks += 1;
            }
            let start = output / BLOCK * (inputs / 2);
            for (pair, weights) in row.chunks_exact(2).enumerate() {
                for (half, weight) in weights.iter().enumerate() {
                    let step = round((weight / scale).clamp(-LARGEST, LARGEST));
                    matrix.weights[start + pair].0[output % BLOCK * 2 + half] = step;
                }
            }
            matrix.scales.push(scale);
        }
        matrix.scales.resize(matrix.blocks * BLOCK, 0.0);
        matrix
    }

    /// Sums a row of input gives: the outputs, filled up to whole blocks.
    pub(crate) const fn sums(&self) -> usize {
        self.blocks * BLOCK
    }

    /// The largest sum of the absolute weights of an output.
    pub(crate) fn largest_norm(&self) -> u32 {
        let norms = self.blocks().flat_map(|block| {
            (0..BLOCK).map(move |at| {
                let weights = block
                    .iter()
                    .flat_map(move |weights| [weights.0[2 * at], weights.0[2 * at + 1]]);
                weights.map(|weight| u32::from(weight.unsigned_abs())).sum()
            })
        });
        norms.max().unwrap_or(0)
    }

    /// The weights of each block.
    fn blocks(&self) -> impl Iterator<Item = &[Weights]> {
        self.weights.chunks_exact(self.inputs / 2)
    }
}

/// What a step of a quantised output's weights is worth.
pub(crate) fn scale_of(weights: &[f32]) -> f32 {
    let norm: f32 = weights.iter().map(|weight| weight.abs()).sum();
    let largest = weights
        .iter()
        .fold(0.0, |largest: f32, weight| largest.max(weight.abs()));
    (norm / LARGEST_NORM).max(largest / LARGEST).max(f32::MIN_POSITIVE)
}

/// Multiplies rows with a matrix. Rows start `stride` numbers apart, and may overlap; there are as many as `out` has
/// room for the sums of.
pub(crate) fn product(path: Path, matrix: &Matrix, rows: &[i16], stride: usize, out: &mut [i32]) {
    let count = out.len() / matrix.sums();
    if count == 0 {
        return;
    }
    let rows = Rows {
        numbers: rows.as_chunks::<2>().0,
        stride: stride / 2,
        pairs: matrix.inputs / 2,
    };
    match path.0 {
        Set::Portable => portable(matrix, rows, out),
        // SAFETY: only `Path::available` makes this path, after it has found the instructions.
        #[cfg(target_arch = "x86_64")]
        Set::Avx2 => unsafe { x86::avx2(matrix, rows, out) },
        // SAFETY: as above.
        #[cfg(target_arch = "x86_64")]
        Set::Avx512 => unsafe { x86::avx512(matrix, rows, out) },
    }
}

/// Rows of pairs of inputs.
#[derive(Clone, Copy)]
struct Rows<'a> {
    numbers: &'a [[i16; 2]],
    stride: usize,
    pairs: usize,
}

impl<'a> Rows<'a> {
    #[inline(always)]
    fn get(&self, row: usize) -> &'a [[i16; 2]] {
        &self.numbers[row * self.stride..][..self.pairs]
    }
}

fn portable(matrix: &Matrix, rows: Rows<'_>, out: &mut [i32]) {
    for (row, out) in out.chunks_exact_mut(matrix.sums()).enumerate() {
        for (weights, out) in matrix.blocks().zip(out.as_chunks_mut::<BLOCK>().0) {
            let mut sums = [0; BLOCK];
            for (pair, weights) in rows.get(row).iter().zip(weights) {
                let [first, second] = pair.map(i32::from);
                for at in 0..BLOCK {
                    let [one, other] = [weights.0[2 * at], weights.0[2 * at + 1]].map(i32::from);
                    sums[at] += first * one + second * other;
                }
            }
            *out = sums;
        }
    }
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use std::arch::x86_64::*;

    use super::{BLOCK, Matrix, Rows, Weights};

    #[target_feature(enable = "avx2")]
    pub(super) fn avx2(matrix: &Matrix, rows: Rows<'_>, out: &mut [i32]) {
        let stride = matrix.sums();
        let count = out.len() / stride;
        for (block, weights) in matrix.blocks().enumerate() {
            let mut row = 0;
            while row < count {
                let tall = (count - row).min(4);
                let out = &mut out[row * stride + block * BLOCK..];
                match tall {
                    1 => tile_avx2::<1>(weights, rows, row, out, stride),
                    2 => tile_avx2::<2>(weights, rows, row, out, stride),
                    3 => tile_avx2::<3>(weights, rows, row, out, stride),
                    _ => tile_avx2::<4>(weights, rows, row, out, stride),
                }
                row += tall;
            }
        }
    }

    #[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
    pub(super) fn avx512(matrix: &Matrix, rows: Rows<'_>, out: &mut [i32]) {
        let stride = matrix.sums();
        let count = out.len() / stride;
        let mut block = 0;
        if count == 1 {
            // So many sums at once that none waits for the one before.
            while block + 7 <= matrix.blocks {
                tile_avx512::<1, 7>(matrix, block, rows, 0, out);
                block += 7;
            }
            while block + 5 <= matrix.blocks {
                tile_avx512::<1, 5>(matrix, block, rows, 0, out);
                block += 5;
            }
        }
        while block + 3 <= matrix.blocks {
            columns_avx512::<3>(matrix, block, rows, count, out);
            block += 3;
        }
        while block < matrix.blocks {
            columns_avx512::<1>(matrix, block, rows, count, out);
            block += 1;
        }
    }

    /// The sums of blocks of outputs that lie side by side.
    #[inline]
    #[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
    fn columns_avx512<const WIDE: usize>(matrix: &Matrix, block: usize, rows: Rows<'_>, count: usize, out: &mut [i32]) {
        let mut row = 0;
        while row < count {
            let tall = (count - row).min(8);
            match tall {
                1 => tile_avx512::<1, WIDE>(matrix, block, rows, row, out),
                2 => tile_avx512::<2, WIDE>(matrix, block, rows, row, out),
                3 => tile_avx512::<3, WIDE>(matrix, block, rows, row, out),
                4 => tile_avx512::<4, WIDE>(matrix, block, rows, row, out),
                5 => tile_avx512::<5, WIDE>(matrix, block, rows, row, out),
                6 => tile_avx512::<6, WIDE>(matrix, block, rows, row, out),
                7 => tile_avx512::<7, WIDE>(matrix, block, rows, row, out),
                _ => tile_avx512::<8, WIDE>(matrix, block, rows, row, out),
            }
            row += tall;
        }
    }

    /// The sums of one block of outputs for some rows; `out` starts at the first of them.
    #[target_feature(enable = "avx2")]
    fn tile_avx2<const TALL: usize>(weights: &[Weights], rows: Rows<'_>, row: usize, out: &mut [i32], stride: usize) {
        let mut inputs: [&[[i16; 2]]; TALL] = [&[]; TALL];
        for (at, input) in inputs.iter_mut().enumerate() {
            *input = rows.get(row + at);
        }
        let mut sums = [[_mm256_setzero_si256(); 2]; TALL];
        for pair in 0..rows.pairs {
            let [low, high] = weights[pair].0.as_chunks::<16>().0 else {
                return;
            };
            // SAFETY: each half is 32 bytes long.
            let halves = unsafe {
                [
                    _mm256_loadu_si256(low.as_ptr().cast()),
                    _mm256_loadu_si256(high.as_ptr().cast()),
                ]
            };
            for row in 0..TALL {
                let input = _mm256_set1_epi32(joined(inputs[row][pair]));
                for half in 0..2 {
                    sums[row][half] = _mm256_add_epi32(sums[row][half], _mm256_madd_epi16(halves[half], input));
                }
            }
        }
        for row in 0..TALL {
            let [low, high] = out[row * stride..][..BLOCK].as_chunks_mut::<8>().0 else {
                return;
            };
            // SAFETY: each half is 32 bytes long.
            unsafe {
                _mm256_storeu_si256(low.as_mut_ptr().cast(), sums[row][0]);
                _mm256_storeu_si256(high.as_mut_ptr().cast(), sums[row][1]);
            }
        }
    }

    /// The sums of some blocks of outputs for some rows.
    #[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
    fn tile_avx512<const TALL: usize, const WIDE: usize>(
        matrix: &Matrix,
        block: usize,
        rows: Rows<'_>,
        row: usize,
        out: &mut [i32],
    ) {
        let mut inputs: [&[[i16; 2]]; TALL] = [&[]; TALL];
        for (at, input) in inputs.iter_mut().enumerate() {
            *input = rows.get(row + at);
        }
        let mut weights: [&[Weights]; WIDE] = [&[]; WIDE];
        for (at, weights) in weights.iter_mut().enumerate() {
            *weights = &matrix.weights[(block + at) * rows.pairs..][..rows.pairs];
        }
        let mut sums = [[_mm512_setzero_si512(); WIDE]; TALL];
        for pair in 0..rows.pairs {
            let mut vectors = [_mm512_setzero_si512(); WIDE];
            for block in 0..WIDE {
                // SAFETY: the weights of a pair are 64 bytes long.
                vectors[block] = unsafe { _mm512_loadu_si512(weights[block][pair].0.as_ptr().cast()) };
            }
            for row in 0..TALL {
                let input = _mm512_set1_epi32(joined(inputs[row][pair]));
                for block in 0..WIDE {
                    multiply_add(&mut sums[row][block], vectors[block], input);
                }
            }
        }
        let stride = matrix.sums();
        for (at, sums) in sums.iter().enumerate() {
            let out = &mut out[(row + at) * stride + block * BLOCK..][..WIDE * BLOCK];
            for (sums, out) in sums.iter().zip(out.as_chunks_mut::<BLOCK>().0) {
                // SAFETY: a block of sums is 64 bytes long.
                unsafe { _mm512_storeu_si512(out.as_mut_ptr().cast(), *sums) };
            }
        }
    }

    /// Multiplies 16-bit numbers and adds the products by pairs to the sums: `_mm512_dpwssd_epi32`, which the compiler
    /// would split into a multiplication and an addition here, at the cost of a tenth of the speed.
    #[inline]
    #[target_feature(enable = "avx512f,avx512bw,avx512vnni")]
    fn multiply_add(sums: &mut __m512i, weights: __m512i, input: __m512i) {
        // SAFETY: the instruction exists wherever this function does, and touches nothing but its registers.
        unsafe {
            std::arch::asm!(
                "vpdpwssd {sums}, {weights}, {input}",
                sums = inout(zmm_reg) *sums,
                weights = in(zmm_reg) weights,
                input = in(zmm_reg) input,
                options(pure, nomem, nostack, preserves_flags),
            );
        }
    }

    /// Both numbers in one, in the order in which they lie in memory.
    #[inline(always)]
    fn joined(pair: [i16; 2]) -> i32 {
        i32::from(pair[1]) << 16 | i32::from(pair[0].cast_unsigned())
    }
}
