//! Bytes of a file, decompressed, within bounds.

use anyhow::{Context, Result, bail};
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// Bytes read of one file at most, decompressed: enough for a month of an outlet, too little for a bomb to hurt.
const LIMIT: u64 = 512 << 20;

/// The bytes of a file; `.gz` and `.zst` are unpacked.
pub(crate) fn bytes(path: &Path) -> Result<Vec<u8>> {
    let file = File::open(path).context("it cannot be opened")?;
    let how = if packed(path) {
        "it cannot be unpacked"
    } else {
        "it cannot be read"
    };
    bounded(unpacked(path, file)?).context(how)
}

fn packed(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| ending == "gz" || ending == "zst")
}

/// What a file of that name gives, unpacked where it is packed.
pub(crate) fn unpacked<'a>(path: &Path, file: impl Read + 'a) -> Result<Box<dyn Read + 'a>> {
    let ending = path.extension().map(|ending| ending.to_ascii_lowercase());
    Ok(match ending.as_ref().and_then(|ending| ending.to_str()) {
        Some("gz") => Box::new(flate2::read::MultiGzDecoder::new(file)),
        Some("zst") => Box::new(zstd::Decoder::new(file).context("it cannot be unpacked")?),
        _ => Box::new(file),
    })
}

/// All that a reader gives, unless it is more than the limit.
pub(crate) fn bounded(from: impl Read) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(LIMIT + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LIMIT {
        bail!("it holds more than {} MiB; split it", LIMIT >> 20);
    }
    Ok(bytes)
}
