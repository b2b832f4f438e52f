//! The arithmetic of the networks, on whatever instruction set the machine has, always with the same bits.
//!
//! Products of matrices are sums of 16-bit products in 32-bit integers, which no order of additions can change. The
//! rest is plain array code in 32-bit floats in one fixed order, compiled once for each instruction set; Rust neither
//! fuses nor reorders it.

#![expect(
    clippy::needless_range_loop,
    reason = "several arrays of one length side by side, which the compiler sees"
)]

mod product;

pub(crate) use product::{Matrix, product, scale_of};

use std::sync::OnceLock;

use crate::model;

/// Length of a token's vector.
pub(crate) const WIDTH: usize = 96;
/// Sums of an encoder's layer: three candidates for each output, of which it keeps the largest.
pub(crate) const SUMS: usize = 3 * WIDTH;
/// Length of a scorer's hidden layer.
pub(crate) const HIDDEN: usize = 64;
/// Sums of a scorer's lower layer: two candidates for each hidden unit.
pub(crate) const PART: usize = 2 * HIDDEN;
/// Numbers that are added up side by side wherever floats are added up.
const LANES: usize = 16;
/// The largest quantised number.
pub(crate) const LARGEST: f32 = 32_767.0;

/// An instruction set that this machine has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Path(Set);

/// Private, so that only [`Path::available`] makes a [`Path`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Set {
    Portable,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    #[cfg(target_arch = "x86_64")]
    Avx512,
}

impl Path {
    /// The paths of this machine, the fastest last.
    pub(crate) fn available() -> Vec<Self> {
        let mut sets = vec![Set::Portable];
        #[cfg(target_arch = "x86_64")]
        if is_x86_feature_detected!("avx2") {
            sets.push(Set::Avx2);
            if is_x86_feature_detected!("avx512f")
                && is_x86_feature_detected!("avx512bw")
                && is_x86_feature_detected!("avx512vl")
                && is_x86_feature_detected!("avx512dq")
                && is_x86_feature_detected!("avx512vnni")
            {
                sets.push(Set::Avx512);
            }
        }
        sets.into_iter().map(Self).collect()
    }

    /// The fastest path.
    pub(crate) fn best() -> Self {
        static BEST: OnceLock<Path> = OnceLock::new();
        *BEST.get_or_init(|| Self::available().last().copied().unwrap_or(Self(Set::Portable)))
    }
}

/// What an encoder's layer does after its product.
pub(crate) struct Finish {
    /// By candidate, then by position.
    pub(crate) scales: [f32; SUMS],
    pub(crate) bias: [f32; SUMS],
    pub(crate) gain: [f32; WIDTH],
    pub(crate) shift: [f32; WIDTH],
}

/// Compiles each function once for every path, and picks the copy at run time.
macro_rules! on_every_path {
    ($($(#[$doc:meta])* fn $name:ident($($argument:ident: $kind:ty),* $(,)?) $(-> $result:ty)? $body:block)*) => { $(
        $(#[$doc])*
        #[inline]
        pub(crate) fn $name(path: Path, $($argument: $kind),*) $(-> $result)? {
            #[inline(always)]
            fn body($($argument: $kind),*) $(-> $result)? $body

            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx2")]
            fn avx2($($argument: $kind),*) $(-> $result)? { body($($argument),*) }

            #[cfg(target_arch = "x86_64")]
            #[target_feature(enable = "avx2,avx512f,avx512bw,avx512vl,avx512dq")]
            fn avx512($($argument: $kind),*) $(-> $result)? { body($($argument),*) }

            match path.0 {
                Set::Portable => body($($argument),*),
                // SAFETY: only `Path::available` makes this path, after it has found the instructions.
                #[cfg(target_arch = "x86_64")]
                Set::Avx2 => unsafe { avx2($($argument),*) },
                // SAFETY: as above.
                #[cfg(target_arch = "x86_64")]
                Set::Avx512 => unsafe { avx512($($argument),*) },
            }
        }
    )* };
}

on_every_path! {
    /// The sum of four rows of half floats, quantised by `factor`.
    fn embed(rows: [&[[u8; 2]; WIDTH]; 4], factor: f32, out: &mut [i16; WIDTH]) {
        for at in 0..WIDTH {
            let mut sum = 0.0;
            for row in rows {
                sum += model::widen(row[at]);
            }
            out[at] = round(sum * factor);
        }
    }

    /// Adds a row of sums to another.
    fn add(sums: &[i32; SUMS], total: &mut [i32; SUMS]) {
        for at in 0..SUMS {
            total[at] += sums[at];
        }
    }

    /// Shortens sums by `shift` bits (at least one), rounding.
    fn shorten(sums: &[i32; SUMS], shift: u32, out: &mut [i16; SUMS]) {
        for at in 0..SUMS {
            out[at] = (((sums[at] >> (shift - 1)) + 1) >> 1) as i16;
        }
    }

    /// Quantises numbers so that the largest takes the whole range; returns what one step is worth.
    fn quantize(values: &[f32], out: &mut [i16]) -> f32 {
        let largest = largest(values, f32::abs);
        let factor = if largest > 0.0 { LARGEST / largest } else { 0.0 };
        for (value, out) in values.iter().zip(out) {
            *out = round(value * factor);
        }
        largest / LARGEST
    }

    /// Adds the first layer's parts of three neighbours.
    fn add_neighbours(left: &[i16; SUMS], own: &[i16; SUMS], right: &[i16; SUMS], out: &mut [i32; SUMS]) {
        for at in 0..SUMS {
            out[at] = i32::from(left[at]) + i32::from(own[at]) + i32::from(right[at]);
        }
    }

    /// Finishes a layer for several rows: keeps the largest candidates, normalises them and adds them to the row
    /// before; also quantises the result by `factor`. One step of the sums is worth `unit` times the scale.
    fn finish(
        layer: &Finish,
        sums: &[[i32; SUMS]],
        unit: f32,
        rows: &mut [[f32; WIDTH]],
        factor: f32,
        out: &mut [[i16; WIDTH]],
    ) {
        for ((sums, row), out) in sums.iter().zip(rows).zip(out) {
            let candidate = |at: usize| sums[at] as f32 * (layer.scales[at] * unit) + layer.bias[at];
            let mut best = [0.0; WIDTH];
            for at in 0..WIDTH {
                best[at] = larger(larger(candidate(at), candidate(WIDTH + at)), candidate(2 * WIDTH + at));
            }
            let mean = sum(&best) / WIDTH as f32;
            let mut squares = [0.0; WIDTH];
            for at in 0..WIDTH {
                best[at] -= mean;
                squares[at] = best[at] * best[at];
            }
            let scale = 1.0 / (sum(&squares) / WIDTH as f32 + 1e-8).sqrt();
            for at in 0..WIDTH {
                row[at] += best[at] * scale * layer.gain[at] + layer.shift[at];
                out[at] = round(row[at] * factor);
            }
        }
    }

    /// Floats from sums whose steps are worth `unit` times their scales.
    fn scale(sums: &[i32], scales: &[f32], unit: f32, out: &mut [f32]) {
        for ((sum, scale), out) in sums.iter().zip(scales).zip(out) {
            *out = *sum as f32 * (scale * unit);
        }
    }

    /// Floats from sums whose steps are worth `unit` times their scales, and a bias.
    fn scale_and_shift(sums: &[i32], scales: &[f32], bias: &[f32], unit: f32, out: &mut [f32]) {
        for (((sum, scale), bias), out) in sums.iter().zip(scales).zip(bias).zip(out) {
            *out = *sum as f32 * (scale * unit) + bias;
        }
    }

    /// A scorer's hidden layer, quantised, and what one step is worth: the parts added up in order, the larger
    /// candidates kept. Candidates of a part lie by candidate, then by unit.
    fn hidden(parts: &[&[f32; PART]], bias: &[f32; PART], out: &mut [i16; HIDDEN]) -> f32 {
        let mut sums = [0.0; PART];
        for part in parts {
            for at in 0..PART {
                sums[at] += part[at];
            }
        }
        let mut units = [0.0; HIDDEN];
        for at in 0..HIDDEN {
            units[at] = larger(sums[at] + bias[at], sums[HIDDEN + at] + bias[HIDDEN + at]);
        }
        let largest = largest(&units, f32::abs);
        let factor = if largest > 0.0 { LARGEST / largest } else { 0.0 };
        for at in 0..HIDDEN {
            out[at] = round(units[at] * factor);
        }
        largest / LARGEST
    }

    /// The first of the largest scores: its place and itself. No score is NaN.
    fn first_largest(scores: &[f32]) -> (usize, f32) {
        let largest = largest(scores, |score| score);
        let (chunks, rest) = scores.as_chunks::<LANES>();
        for (at, chunk) in chunks.iter().enumerate() {
            let mut found = false;
            for score in chunk {
                found |= *score == largest;
            }
            if found {
                return (at * LANES + place(chunk, largest), largest);
            }
        }
        (chunks.len() * LANES + place(rest, largest), largest)
    }
}

/// Where a score lies.
#[inline(always)]
fn place(scores: &[f32], score: f32) -> usize {
    scores.iter().position(|other| *other == score).unwrap_or(0)
}

/// The larger number; neither is NaN.
#[inline(always)]
fn larger(a: f32, b: f32) -> f32 {
    if a > b { a } else { b }
}

/// The largest of what `of` makes of the numbers.
#[inline(always)]
fn largest(values: &[f32], of: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [f32::MIN; LANES];
    let (chunks, rest) = values.as_chunks::<LANES>();
    for chunk in chunks {
        for lane in 0..LANES {
            lanes[lane] = larger(lanes[lane], of(chunk[lane]));
        }
    }
    for (lane, value) in lanes.iter_mut().zip(rest) {
        *lane = larger(*lane, of(*value));
    }
    let mut width = LANES / 2;
    while width > 0 {
        for lane in 0..width {
            lanes[lane] = larger(lanes[lane], lanes[lane + width]);
        }
        width /= 2;
    }
    lanes[0]
}

/// The sum of a row, by lanes.
#[inline(always)]
fn sum(row: &[f32; WIDTH]) -> f32 {
    let mut lanes = [0.0; LANES];
    for chunk in row.as_chunks::<LANES>().0 {
        for lane in 0..LANES {
            lanes[lane] += chunk[lane];
        }
    }
    let mut width = LANES / 2;
    while width > 0 {
        for lane in 0..width {
            lanes[lane] += lanes[lane + width];
        }
        width /= 2;
    }
    lanes[0]
}

/// The nearest integer, ties to even; the number lies within the range of 16 bits.
#[inline(always)]
pub(crate) fn round(value: f32) -> i16 {
    // Added to 1.5 times 2^23, a number's integer part ends up in the lowest bits.
    (value + 12_582_912.0).to_bits() as i16
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers without pattern, between -1 and 1.
    fn numbers(count: usize, mut seed: u32) -> Vec<f32> {
        let next = |_| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 8) as f32 / (1 << 23) as f32 - 1.0
        };
        (0..count).map(next).collect()
    }

    fn steps(count: usize, seed: u32) -> Vec<i16> {
        numbers(count, seed)
            .into_iter()
            .map(|number| (number * LARGEST) as i16)
            .collect()
    }

    /// What `compute` gives on every path of this machine, which must not differ by a bit.
    fn same_on_every_path<T: PartialEq + std::fmt::Debug>(compute: impl Fn(Path) -> T) -> T {
        let mut results = Path::available().into_iter().map(|path| (path, compute(path)));
        let (_, first) = results.next().expect("one path is everywhere");
        for (path, other) in results {
            assert!(first == other, "{path:?} differs");
        }
        first
    }

    fn bits(numbers: &[f32]) -> Vec<u32> {
        numbers.iter().map(|number| number.to_bits()).collect()
    }

    #[test]
    fn products_are_exact_on_every_path() {
        for (outputs, inputs, count) in [
            (288, 288, 17),
            (112, 64, 1),
            (80, 64, 1),
            (50, 96, 9),
            (16, 2, 3),
            (288, 96, 8),
        ] {
            let weights = numbers(outputs * inputs, 1);
            let rows = weights.chunks_exact(inputs);
            let matrix = Matrix::quantize(rows.clone().map(|row| (row, scale_of(row))), inputs);
            // Rows that overlap, as windows do.
            let stride = inputs.div_ceil(6) * 2;
            let input = steps(stride * (count - 1) + inputs, 2);
            let sums = same_on_every_path(|path| {
                let mut sums = vec![0; count * matrix.sums()];
                product(path, &matrix, &input, stride, &mut sums);
                sums
            });
            for (at, sums) in sums.chunks_exact(matrix.sums()).enumerate() {
                for (row, sum) in rows.clone().zip(sums) {
                    let scale = scale_of(row);
                    let products = row.iter().zip(&input[at * stride..]);
                    let exact =
                        products.map(|(weight, input)| (weight / scale).round_ties_even() as i64 * i64::from(*input));
                    assert_eq!(i64::from(*sum), exact.sum::<i64>());
                }
            }
        }
    }

    #[test]
    fn layers_have_the_same_bits_on_every_path() {
        let finish_layer = Finish {
            scales: std::array::from_fn(|at| numbers(SUMS, 3)[at].abs()),
            bias: std::array::from_fn(|at| numbers(SUMS, 4)[at]),
            gain: std::array::from_fn(|at| numbers(WIDTH, 5)[at]),
            shift: std::array::from_fn(|at| numbers(WIDTH, 6)[at]),
        };
        let sums: Vec<[i32; SUMS]> = (0..3)
            .map(|seed| std::array::from_fn(|at| i32::from(steps(SUMS, seed)[at]) << 9))
            .collect();
        same_on_every_path(|path| {
            let (mut rows, mut out) = (vec![[0.5; WIDTH]; 3], vec![[0; WIDTH]; 3]);
            finish(path, &finish_layer, &sums, 1e-7, &mut rows, 3000.0, &mut out);
            (bits(rows.as_flattened()), out)
        });
        let parts: Vec<[i16; SUMS]> = (7..10)
            .map(|seed| std::array::from_fn(|at| steps(SUMS, seed)[at]))
            .collect();
        same_on_every_path(|path| {
            let (mut total, mut short) = ([0; SUMS], [0; SUMS]);
            add_neighbours(path, &parts[0], &parts[1], &parts[2], &mut total);
            add(path, &sums[0], &mut total);
            shorten(path, &sums[1], 13, &mut short);
            (total, short)
        });
        let halves: [[[u8; 2]; WIDTH]; 4] =
            std::array::from_fn(|row| std::array::from_fn(|at| [(at * 37 + row) as u8, (at % 60) as u8]));
        same_on_every_path(|path| {
            let mut out = [0; WIDTH];
            embed(path, halves.each_ref(), 1000.0, &mut out);
            out
        });
    }

    #[test]
    fn scores_have_the_same_bits_on_every_path() {
        let parts: Vec<[f32; PART]> = (0..8)
            .map(|seed| std::array::from_fn(|at| numbers(PART, seed)[at]))
            .collect();
        let parts: Vec<&[f32; PART]> = parts.iter().collect();
        same_on_every_path(|path| {
            let mut out = [0; HIDDEN];
            (hidden(path, &parts, parts[3], &mut out).to_bits(), out)
        });
        let (values, sums) = (numbers(107, 8), steps(107, 9));
        let sums: Vec<i32> = sums.into_iter().map(i32::from).collect();
        same_on_every_path(|path| {
            let (mut out, mut shifted, mut steps) = ([0.0; 107], [0.0; 107], [0; 107]);
            scale(path, &sums, &values, 0.3, &mut out);
            scale_and_shift(path, &sums, &values, &values, 0.7, &mut shifted);
            let unit = quantize(path, &values, &mut steps);
            (bits(&out), bits(&shifted), unit.to_bits(), steps)
        });
        for length in [1, 2, 16, 33, 107] {
            let mut scores = numbers(length, 10);
            scores[length / 2] = 2.0;
            scores[length - 1] = 2.0;
            assert_eq!(
                same_on_every_path(|path| first_largest(path, &scores)),
                (length / 2, 2.0)
            );
        }
    }
}
