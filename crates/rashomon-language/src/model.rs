//! The embedded model file: named sections, and the numbers in them.
//!
//! `cargo xtask convert-model` writes the file; its layout is described there.

/// The model file as committed.
static FILE: &[u8] = include_bytes!("../model/en.bin");

/// The body of the section `name`.
///
/// # Panics
/// Panics if the embedded file has no such section: a fault of the build, which the first test that runs finds.
pub(crate) fn section(name: &str) -> &'static [u8] {
    find(name).unwrap_or_else(|| panic!("the embedded model has no section {name}"))
}

/// The section `name` as text.
pub(crate) fn text(name: &str) -> &'static str {
    std::str::from_utf8(section(name)).unwrap_or_else(|_| panic!("section {name} of the embedded model is not UTF-8"))
}

/// The section `name` as half floats, widened.
pub(crate) fn floats(name: &str) -> Vec<f32> {
    section(name).as_chunks().0.iter().map(|half| widen(*half)).collect()
}

/// A little-endian half float, widened exactly.
pub(crate) fn widen(half: [u8; 2]) -> f32 {
    let half = u32::from(u16::from_le_bytes(half));
    // Shifting exponent and fraction into place leaves the exponent biased by 15 instead of 127; the product with
    // 2^112 repairs that, for subnormal halves too.
    f32::from_bits((half & 0x7fff) << 13 | (half & 0x8000) << 16) * f32::from_bits((112 + 127) << 23)
}

fn find(name: &str) -> Option<&'static [u8]> {
    let mut rest = FILE.strip_prefix(b"RASHLM01")?;
    for _ in 0..number(&mut rest)? {
        let length = number(&mut rest)?;
        let (found, after) = rest.split_at_checked(length)?;
        rest = after;
        let (start, length) = (number(&mut rest)?, number(&mut rest)?);
        if found == name.as_bytes() {
            return FILE.get(start..)?.get(..length);
        }
    }
    None
}

fn number(rest: &mut &'static [u8]) -> Option<usize> {
    let (bytes, after) = rest.split_first_chunk()?;
    *rest = after;
    usize::try_from(u32::from_le_bytes(*bytes)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_floats_widen_exactly() {
        let cases = [
            (0x3c00, 1.0),
            (0xc000, -2.0),
            (0x0001, 2f32.powi(-24)),
            (0x7bff, 65504.0),
            (0x8000, -0.0),
        ];
        for (bits, value) in cases {
            assert_eq!(widen(u16::to_le_bytes(bits)).to_bits(), f32::to_bits(value));
        }
    }
}
