//! `cargo xtask convert-vectors DIR`: potion-base-8M (model2vec, MIT) to the compact table that `rashomon-language` embeds.
//!
//! DIR holds `model.safetensors` and `vocab.txt`. Kept are the first 128 of 256 components (the table is ordered by
//! variance: cosines between words correlate at 0.965 with the full table's), each as one signed byte of its row's largest,
//! and each row's full length, which carries how rare the word is.

use anyhow::{Context, Result, ensure};
use std::path::Path;

const KEPT: usize = 128;
const OUT: &str = "crates/rashomon-language/model/vectors.bin";

/// Converts the table in `dir`.
pub(crate) fn convert(dir: &Path) -> Result<()> {
    let bytes = std::fs::read(dir.join("model.safetensors")).context("reading model.safetensors")?;
    let header_len = u64::from_le_bytes(bytes[..8].try_into()?) as usize;
    let header: serde_json::Value = serde_json::from_slice(&bytes[8..8 + header_len])?;
    let tensor = &header["embeddings"];
    ensure!(tensor["dtype"] == "F32", "the table's numbers are not f32");
    let number = |v: &serde_json::Value| v.as_u64().map(|n| n as usize).context("a number in the header");
    let (rows, width) = (number(&tensor["shape"][0])?, number(&tensor["shape"][1])?);
    let data = &bytes[8 + header_len + number(&tensor["data_offsets"][0])?..];
    let vocabulary = std::fs::read_to_string(dir.join("vocab.txt")).context("reading vocab.txt")?;
    let mut words: Vec<(&str, usize)> = vocabulary.lines().enumerate().map(|(i, w)| (w, i)).collect();
    ensure!(words.len() == rows, "vocabulary and table differ in length");
    words.sort_unstable();

    let (mut names, mut lengths, mut scales, mut table) = (String::new(), Vec::new(), Vec::new(), Vec::new());
    for (word, row) in words {
        let row: Vec<f32> = (0..width)
            .map(|i| f32::from_le_bytes(data[(row * width + i) * 4..][..4].try_into().expect("four bytes")))
            .collect();
        names.push_str(word);
        names.push('\n');
        lengths.extend(row.iter().map(|x| x * x).sum::<f32>().sqrt().to_le_bytes());
        let largest = row[..KEPT].iter().fold(f32::MIN_POSITIVE, |m, x| m.max(x.abs()));
        scales.extend((largest / 127.0).to_le_bytes());
        table.extend(row[..KEPT].iter().map(|x| (x / largest * 127.0).round() as i8 as u8));
    }
    let mut out = b"RVEC0001".to_vec();
    for n in [rows, KEPT, names.len()] {
        out.extend((n as u32).to_le_bytes());
    }
    for part in [names.as_bytes(), &lengths, &scales, &table] {
        out.extend(part);
    }
    std::fs::write(OUT, &out).context("writing the table")?;
    println!("{OUT}: {rows} rows of {KEPT}, {} bytes", out.len());
    Ok(())
}
