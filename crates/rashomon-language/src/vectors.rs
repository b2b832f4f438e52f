//! Static word vectors: what a word means apart from its context, and how rare it is.
//!
//! The table is potion-base-8M (a model2vec distillation, MIT), cut to 128 components of one byte. A word outside the
//! table is put together from its word pieces, as the table's own tokenizer does.

use crate::kernel::{Matrix, Path, product, round};
use std::sync::OnceLock;

static BYTES: &[u8] = include_bytes!("../model/vectors.bin");

/// Components of a vector.
pub const WIDTH: usize = 128;

/// A word's direction and rarity.
#[derive(Debug, Clone, PartialEq)]
pub struct WordVector {
    /// Unit vector.
    pub direction: [f32; WIDTH],
    /// How much the word tells: about 2 for "the", 47 for "said", 77 for "president", 93 for "ammunition".
    pub rarity: f32,
}

impl WordVector {
    /// Cosine of the angle between two words, -1 to 1.
    pub fn cosine(&self, other: &WordVector) -> f32 {
        // Sixteen sums side by side, in an order that is the same on every machine: one alone would wait on itself.
        let mut sums = [0.0; 16];
        let (ours, _) = self.direction.as_chunks::<16>();
        let (theirs, _) = other.direction.as_chunks::<16>();
        for (a, b) in ours.iter().zip(theirs) {
            for lane in 0..16 {
                sums[lane] += a[lane] * b[lane];
            }
        }
        sums.iter().sum()
    }
}

/// What the whole numbers in which vectors are first compared count.
const STEP: f32 = 1.0 / 16_384.0;
/// More than rounding to these can make of a cosine: half a step of each of two unit vectors, whose components add up to no
/// more than the root of their number.
const ROUNDING: f32 = 0.001;
/// Vectors that are compared with all before them at once.
const GROUP: usize = 48;

/// The pairs of vectors with a cosine of at least `least`: their indices, the smaller first, and the cosine.
pub fn like(vectors: &[&WordVector], least: f32) -> Vec<(usize, usize, f32)> {
    let steps: Vec<i16> = vectors
        .iter()
        .flat_map(|vector| vector.direction.map(|x| round(x / STEP)))
        .collect();
    // Few are near enough to be worth their floats.
    let near = ((least - ROUNDING) / (STEP * STEP)) as i32;
    let mut out = Vec::new();
    for (group, later) in vectors.chunks(GROUP).enumerate() {
        let first = group * GROUP;
        let all = first + later.len();
        let matrix = Matrix::quantize(later.iter().map(|v| (&v.direction[..], STEP)), WIDTH);
        let mut sums = vec![0; all * matrix.sums()];
        product(Path::best(), &matrix, &steps[..all * WIDTH], WIDTH, &mut sums);
        for (a, sums) in sums.chunks_exact(matrix.sums()).enumerate() {
            let after = (first..all).zip(sums).filter(|&(b, &sum)| b > a && sum >= near);
            let cosines = after.map(|(b, _)| (a, b, vectors[a].cosine(vectors[b])));
            out.extend(cosines.filter(|&(.., cosine)| cosine >= least));
        }
    }
    out
}

/// The vector of a word, in whatever case; none for what has no letters or digits the table knows.
pub fn vector(word: &str) -> Option<WordVector> {
    let table = table();
    let word: String = word.chars().flat_map(char::to_lowercase).take(64).collect();
    let (mut sum, mut rarity, mut pieces) = ([0f32; WIDTH], 0f32, 0);
    let mut rest = word.as_str();
    while !rest.is_empty() {
        let (row, length) = table.longest_piece(rest, pieces > 0)?;
        table.add(row, &mut sum);
        rarity = rarity.max(table.length(row));
        rest = &rest[length..];
        pieces += 1;
    }
    let length = sum.iter().map(|x| x * x).sum::<f32>().sqrt();
    (length > 0.0).then(|| WordVector {
        direction: sum.map(|x| x / length),
        rarity,
    })
}

/// The words of the table, each with its rarity; pieces of words left out.
pub fn words() -> impl Iterator<Item = (&'static str, f32)> {
    let table = table();
    let rows = table.words.iter().enumerate();
    rows.filter(|(_, word)| !word.starts_with("##"))
        .map(|(row, word)| (*word, table.length(row)))
}

struct Table {
    words: Vec<&'static str>,
    lengths: &'static [u8],
    scales: &'static [u8],
    rows: &'static [u8],
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let number = |i: usize| u32::from_le_bytes(BYTES[8 + 4 * i..][..4].try_into().expect("four bytes")) as usize;
        let (rows, names) = (number(0), number(2));
        let (words, rest) = BYTES[20..].split_at(names);
        let (lengths, rest) = rest.split_at(rows * 4);
        let (scales, rows) = rest.split_at(rows * 4);
        let words = std::str::from_utf8(words)
            .expect("the embedded table is UTF-8")
            .lines()
            .collect();
        Table {
            words,
            lengths,
            scales,
            rows,
        }
    })
}

impl Table {
    /// Row and length in bytes of the longest piece that starts `text`.
    fn longest_piece(&self, text: &str, inside: bool) -> Option<(usize, usize)> {
        let mark = if inside { "##" } else { "" };
        let whole = [mark, text].concat();
        let mut piece = whole.as_bytes();
        // The last word up to a text in order is the longest that starts it, or shares with it all that one that does has.
        while piece.len() > mark.len() {
            let row = self
                .words
                .partition_point(|word| word.as_bytes() <= piece)
                .checked_sub(1)?;
            let word = self.words[row].as_bytes();
            let shared = word.iter().zip(piece).take_while(|(a, b)| a == b).count();
            if shared == word.len() && shared > mark.len() {
                return Some((row, shared - mark.len()));
            }
            piece = &piece[..shared];
        }
        None
    }

    fn add(&self, row: usize, sum: &mut [f32; WIDTH]) {
        let scale = float(self.scales, row);
        for (s, &x) in sum.iter_mut().zip(&self.rows[row * WIDTH..]) {
            *s += f32::from(x as i8) * scale;
        }
    }

    fn length(&self, row: usize) -> f32 {
        float(self.lengths, row)
    }
}

fn float(bytes: &[u8], i: usize) -> f32 {
    f32::from_le_bytes(bytes[i * 4..][..4].try_into().expect("four bytes"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn like_words_lie_close_and_rare_words_weigh_more() {
        let [shipment, deliveries, parade, the] =
            ["shipment", "deliveries", "parade", "the"].map(|w| vector(w).expect("in the table"));
        assert!(shipment.cosine(&deliveries) > 0.4, "{}", shipment.cosine(&deliveries));
        assert!(shipment.cosine(&parade) < 0.3);
        assert!(the.rarity < 10.0 && parade.rarity > 60.0);
    }

    #[test]
    fn like_vectors_are_all_pairs_near_enough() {
        // More than are compared at once.
        let known: Vec<WordVector> = words().step_by(97).take(150).filter_map(|(w, _)| vector(w)).collect();
        let known: Vec<&WordVector> = known.iter().collect();
        for least in [0.2, 0.5] {
            let pairs = (0..known.len()).flat_map(|a| (a + 1..known.len()).map(move |b| (a, b)));
            let all = pairs.map(|(a, b)| (a, b, known[a].cosine(known[b])));
            let mut found = like(&known, least);
            found.sort_by_key(|&(a, b, _)| (a, b));
            let expected: Vec<(usize, usize, f32)> = all.filter(|pair| pair.2 >= least).collect();
            assert!(!expected.is_empty());
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn the_longest_piece_of_a_word_is_found() {
        let table = table();
        for text in [
            "ammunitions",
            "the",
            "xqzt",
            "unhappinesses",
            "\u{e9}t\u{e9}s",
            "\u{2603}a",
        ] {
            for inside in [false, true] {
                let mark = if inside { "##" } else { "" };
                let ends = text.char_indices().map(|(i, c)| i + c.len_utf8()).rev();
                let row = |end: usize| table.words.binary_search(&&*format!("{mark}{}", &text[..end])).ok();
                let longest = ends.into_iter().find_map(|end| Some((row(end)?, end)));
                assert_eq!(table.longest_piece(text, inside), longest, "{text}");
            }
        }
    }

    #[test]
    fn unknown_words_are_put_together_from_pieces() {
        assert!(vector("Zyrgothian").is_some());
        assert!(vector("").is_none());
    }
}
