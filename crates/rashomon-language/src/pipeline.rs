//! The networks in order: vectors, tags, tree, names.

use std::sync::OnceLock;

use crate::Entity;
use crate::encode::{Encoder, Features, WIDTH};
use crate::model;
use crate::names::NameFinder;
use crate::parser::Parser;
use crate::step::affine;
use crate::tree::Tree;

/// The networks of the English pipeline.
pub(crate) struct Networks {
    shared: Encoder,
    tag_weights: Vec<f32>,
    tag_bias: Vec<f32>,
    tags: Vec<&'static str>,
    parser: Parser,
    name_encoder: Encoder,
    names: NameFinder,
}

/// What the networks say of a block.
pub(crate) struct Prediction {
    pub(crate) tags: Vec<&'static str>,
    pub(crate) tree: Tree,
    pub(crate) entities: Vec<Entity>,
}

impl Networks {
    /// The networks of the embedded model, loaded on first use.
    pub(crate) fn get() -> &'static Self {
        static NETWORKS: OnceLock<Networks> = OnceLock::new();
        NETWORKS.get_or_init(|| Self {
            shared: Encoder::load("tok2vec", 6),
            tag_weights: model::floats("tagger.weight"),
            tag_bias: model::floats("tagger.bias"),
            tags: model::text("tagger.labels").lines().collect(),
            parser: Parser::load(),
            name_encoder: Encoder::load("ner", 4),
            names: NameFinder::load(),
        })
    }

    pub(crate) fn predict(&self, tokens: &[Features]) -> Prediction {
        let is_space: Vec<bool> = tokens.iter().map(|token| token.is_space).collect();
        let vectors = self.shared.encode(tokens);
        let tags = vectors.chunks_exact(WIDTH).map(|vector| self.tag(vector)).collect();
        let tree = self.parser.parse(&vectors, &is_space);
        let entities = self.names.find(&self.name_encoder.encode(tokens), &is_space, &tree.starts_sentence);
        Prediction { tags, tree, entities }
    }

    fn tag(&self, vector: &[f32]) -> &'static str {
        let scores = affine(vector, &self.tag_weights, &self.tag_bias);
        let best = scores.iter().enumerate().reduce(|best, next| if next.1 > best.1 { next } else { best });
        best.map_or("", |(label, _)| self.tags[label])
    }
}
