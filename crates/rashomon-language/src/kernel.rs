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
fn round(value: f32) -> i16 {
    // Added to 1.5 times 2^23, a number's integer part ends up in the lowest bits.
    (value + 12_582_912.0).to_bits() as i16
}
