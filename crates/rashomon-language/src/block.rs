//! Blocks: the unit of analysis.

use std::ops::Range;

/// A block of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Bytes of the block in the text, without surrounding white space.
    pub range: Range<usize>,
    /// Whether newlines inside the block are only line wraps, to be read as spaces.
    pub wrapped: bool,
}

/// The blocks of a text, in order: text between blank lines; a single newline ends a block too.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut out = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        if !trimmed.is_empty() {
            let start = at + (line.len() - line.trim_start().len());
            out.push(Block {
                range: start..start + trimmed.len(),
                wrapped: false,
            });
        }
        at += line.len();
    }
    out
}
