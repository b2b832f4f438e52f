//! The networks in order: vectors, tags, tree, names.

use crate::encode::{self, Encoder};
use crate::kernel::{self, Matrix, Path, WIDTH};
use crate::names::NameFinder;
use crate::parser::Parser;
use crate::tree::Tree;
use crate::word::Features;
use crate::{Entity, model, step};

/// The networks of the English pipeline.
pub(crate) struct Networks {
    /// For tagger and parser.
    encoder: Encoder,
    tagger: Matrix,
    tagger_bias: Vec<f32>,
    parser: Parser,
    name_encoder: Encoder,
    names: NameFinder,
}

/// Room for the networks to work in, and the words they have seen lately; one for each thread.
#[derive(Default)]
pub(crate) struct Workspace {
    words: encode::Workspace,
    name_words: encode::Workspace,
    steps: step::Workspace,
    tag_sums: Vec<i32>,
}

impl Workspace {
    /// Forgets the words seen lately, because the numbers of lexemes have lost their meaning.
    pub(crate) fn forget(&mut self) {
        self.words.forget();
        self.name_words.forget();
    }
}

/// What the networks say of a block.
#[derive(Debug, PartialEq)]
pub(crate) struct Prediction {
    /// The number of each token's label.
    pub(crate) tags: Vec<usize>,
    pub(crate) tree: Tree,
    pub(crate) entities: Vec<Entity>,
}

impl Networks {
    /// The networks of the embedded model.
    pub(crate) fn load() -> Self {
        Self {
            encoder: Encoder::load("tok2vec", 6),
            tagger: step::plain(model::floats("tagger.weight").chunks_exact(WIDTH), WIDTH),
            tagger_bias: model::floats("tagger.bias"),
            parser: Parser::load(),
            name_encoder: Encoder::load("ner", 4),
            names: NameFinder::load(),
        }
    }

    pub(crate) fn predict(&self, path: Path, tokens: &[Features], space: &mut Workspace) -> Prediction {
        let is_space: Vec<bool> = tokens.iter().map(|token| token.is_space).collect();
        let (unit, vectors) = (self.encoder.unit(), self.encoder.encode(path, tokens, &mut space.words));
        let tags = self.tag(path, vectors, unit, &mut space.tag_sums);
        let tree = self.parser.parse(path, vectors, unit, &is_space, &mut space.steps);
        let (unit, vectors) = (
            self.name_encoder.unit(),
            self.name_encoder.encode(path, tokens, &mut space.name_words),
        );
        let entities = self
            .names
            .find(path, vectors, unit, &is_space, &tree.starts_sentence, &mut space.steps);
        Prediction { tags, tree, entities }
    }

    fn tag(&self, path: Path, vectors: &[[i16; WIDTH]], unit: f32, sums: &mut Vec<i32>) -> Vec<usize> {
        sums.resize(vectors.len() * self.tagger.sums(), 0);
        kernel::product(path, &self.tagger, vectors.as_flattened(), WIDTH, sums);
        let mut scores = vec![0.0; self.tagger_bias.len()];
        let tags = sums.chunks_exact(self.tagger.sums()).map(|sums| {
            kernel::scale_and_shift(path, sums, &self.tagger.scales, &self.tagger_bias, unit, &mut scores);
            kernel::first_largest(path, &scores).0
        });
        tags.collect()
    }
}
