//! How far our analysis and spaCy's of the same blocks agree. `bench/language` measures with this module too.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use rashomon_language::Analysis;
use serde::Deserialize;

/// spaCy's analysis of a block, as `bench/language/reference.py` writes it. A layer of texts is joined by line feeds;
/// line feeds within them are written `⏎`.
#[derive(Debug, Deserialize)]
pub(crate) struct Reference {
    /// The block.
    pub(crate) text: String,
    /// First and one past the last byte of each token, one token after the other.
    spans: Vec<u32>,
    tags: String,
    pos: String,
    morphs: String,
    lemmas: String,
    heads: Vec<usize>,
    deps: String,
    /// The first token of each sentence.
    sentences: Vec<usize>,
    entities: Vec<(usize, usize, String)>,
}

/// What was compared and how much of it agreed, by layer.
#[derive(Debug, Default, Clone)]
pub(crate) struct Agreement {
    layers: BTreeMap<&'static str, (usize, usize)>,
}

type Span = (u32, u32);

impl Agreement {
    /// The layers and the shares of them that agree, 0 to 1; an empty layer agrees.
    pub(crate) fn shares(&self) -> impl Iterator<Item = (&'static str, f64)> {
        let share = |(agree, all): (usize, usize)| if all == 0 { 1.0 } else { agree as f64 / all as f64 };
        self.layers.iter().map(move |(layer, counts)| (*layer, share(*counts)))
    }

    /// Adds a block. Tokens, sentences and entities count on both sides. The other layers count spaCy's tokens; one
    /// that we cut otherwise agrees in none of them.
    pub(crate) fn add(&mut self, reference: &Reference, ours: &Analysis) {
        let theirs: Vec<Span> = reference
            .spans
            .as_chunks()
            .0
            .iter()
            .map(|[start, end]| (*start, *end))
            .collect();
        let spans: Vec<Span> = ours.tokens.iter().map(|token| (token.start, token.end)).collect();
        self.add_sets("tokens", theirs.iter().copied(), spans.iter().copied());
        let sentences = ours.sentences.iter().map(|sentence| spans[sentence.start as usize].0);
        self.add_sets(
            "sentences",
            reference.sentences.iter().map(|first| theirs[*first].0),
            sentences,
        );
        let entity = |spans: &[Span], start: usize, end: usize| (spans[start].0, spans[end - 1].1);
        self.add_sets(
            "entities",
            reference
                .entities
                .iter()
                .map(|(start, end, kind)| (entity(&theirs, *start, *end), kind.as_str())),
            ours.entities.iter().map(|found| {
                (
                    entity(&spans, found.start as usize, found.end as usize),
                    found.kind.as_str(),
                )
            }),
        );
        self.add_tokens(reference, &theirs, ours, &spans);
    }

    fn add_tokens(&mut self, reference: &Reference, theirs: &[Span], ours: &Analysis, spans: &[Span]) {
        let Reference {
            tags,
            pos,
            morphs,
            lemmas,
            deps,
            ..
        } = reference;
        let layers = tags
            .split('\n')
            .zip(pos.split('\n'))
            .zip(morphs.split('\n'))
            .zip(lemmas.split('\n'));
        let arcs = deps.split('\n').zip(&reference.heads);
        for ((span, (((tag, pos), morph), lemma)), (dep, head)) in theirs.iter().zip(layers).zip(arcs) {
            let token = spans.binary_search(span).ok().map(|found| &ours.tokens[found]);
            let mut compare = |layer, agrees: bool| self.count(layer, usize::from(agrees), 1);
            compare("tags", token.is_some_and(|token| token.tag == tag));
            compare("parts of speech", token.is_some_and(|token| token.pos.as_str() == pos));
            compare("morphology", token.is_some_and(|token| token.morph == morph));
            compare(
                "lemmas",
                token.is_some_and(|token| token.lemma.replace('\n', "⏎") == lemma),
            );
            let same_arc = |token: &rashomon_language::Token| {
                token.dep.as_str() == dep && spans[token.head as usize] == theirs[*head]
            };
            compare("heads and labels", token.is_some_and(same_arc));
        }
    }

    fn add_sets<T: Ord>(
        &mut self,
        layer: &'static str,
        theirs: impl Iterator<Item = T>,
        ours: impl Iterator<Item = T>,
    ) {
        let (theirs, ours): (BTreeSet<T>, BTreeSet<T>) = (theirs.collect(), ours.collect());
        self.count(layer, 2 * theirs.intersection(&ours).count(), theirs.len() + ours.len());
    }

    fn count(&mut self, layer: &'static str, agree: usize, all: usize) {
        let counts = self.layers.entry(layer).or_default();
        counts.0 += agree;
        counts.1 += all;
    }
}

impl fmt::Display for Agreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for ((layer, share), (agree, all)) in self.shares().zip(self.layers.values()) {
            writeln!(
                f,
                "{layer:>18}  {:.3} %  ({} of {all} differ)",
                100.0 * share,
                all - agree
            )?;
        }
        Ok(())
    }
}
