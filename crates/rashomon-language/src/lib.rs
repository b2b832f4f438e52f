//! English analysis: text in; sentences, tokens, tags, lemmas, heads and names out.
//!
//! The unit of analysis is the block (a paragraph, a heading, a list item); [`blocks`] finds them and [`analyze`]
//! reads one. What a block's analysis says depends on that block alone, never on its neighbours or on the batch.

mod affix;
mod attribute_ruler;
mod block;
mod cache;
mod character;
mod encode;
mod kernel;
mod labels;
mod layer;
mod lemmatizer;
mod lexeme;
mod model;
mod names;
mod networks;
mod parser;
mod pipeline;
mod rules;
mod section;
mod step;
mod tokenizer;
mod tree;
pub mod vectors;
mod word;

pub use block::{Block, blocks};
pub use labels::{Dep, EntityKind, Pos};

use std::ops::Range;

/// One block's analysis, as layers over the analysed text: each layer has one entry a token.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Analysis {
    /// The tokens in order. White space longer than one space is a token of its own, as in spaCy.
    pub tokens: Vec<Token>,
    /// Half-open ranges of token indices; they tile the tokens.
    pub sentences: Vec<Range<u32>>,
    /// Named entities as half-open ranges of token indices, in order, not overlapping.
    pub entities: Vec<Entity>,
}

/// One token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// First byte of the token in the analysed text.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Fine-grained Penn Treebank tag, as spaCy's `tag_` (`NNP`, `VBD`, `''`, `_SP`).
    pub tag: &'static str,
    /// Universal part of speech.
    pub pos: Pos,
    /// Universal morphological features, as spaCy's `str(token.morph)` (`Number=Sing|Person=3`), empty if none.
    pub morph: &'static str,
    /// Lemma, as spaCy's `lemma_`.
    pub lemma: std::sync::Arc<str>,
    /// Index of the syntactic head in this analysis; a root is its own head.
    pub head: u32,
    /// Label of the arc to the head.
    pub dep: Dep,
}

/// A named entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entity {
    /// First token.
    pub start: u32,
    /// One past the last token.
    pub end: u32,
    /// What the words name.
    pub kind: EntityKind,
}

/// Analyses one block. A block seen lately costs next to nothing.
pub fn analyze(text: &str) -> Analysis {
    cache::get_or_insert_with(text, || pipeline::analyze(text))
}

/// Analyses many blocks; the result for each is the same as [`analyze`] gives.
pub fn analyze_batch(texts: &[&str]) -> Vec<Analysis> {
    texts.iter().map(|text| analyze(text)).collect()
}

/// Analyses one block without looking for it among those seen lately, for measuring.
pub fn analyze_uncached(text: &str) -> Analysis {
    pipeline::analyze(text)
}
