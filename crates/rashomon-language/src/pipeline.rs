//! The way of a block: tokens, then the networks, then the rules.

use std::cell::RefCell;
use std::ops::Range;
use std::sync::OnceLock;

use crate::kernel::Path;
use crate::lexeme::Lexicon;
use crate::networks::{self, Networks, Prediction};
use crate::rules::Rules;
use crate::tokenizer::Piece;
use crate::word::Features;
use crate::{Analysis, Entity, Token};

/// A block of more tokens is analysed in parts of at most this many.
const LONGEST: usize = 4000;
/// Lexemes that a thread remembers.
const LEXEMES: usize = 1 << 16;

/// The whole model; it never changes and is shared by all threads.
struct Model {
    rules: Rules,
    networks: Networks,
}

/// What a thread keeps from block to block. None of it changes a result.
#[derive(Default)]
struct Workspace {
    lexicon: Lexicon,
    pieces: Vec<Piece>,
    networks: networks::Workspace,
}

/// Analyses a block.
pub(crate) fn analyze(text: &str) -> Analysis {
    thread_local! {
        static WORKSPACE: RefCell<Workspace> = RefCell::default();
    }
    WORKSPACE.with_borrow_mut(|space| analyze_on(Path::best(), text, space))
}

fn analyze_on(path: Path, text: &str, space: &mut Workspace) -> Analysis {
    static MODEL: OnceLock<Model> = OnceLock::new();
    let model = MODEL.get_or_init(|| Model {
        rules: Rules::load(),
        networks: Networks::load(),
    });
    if space.lexicon.trim(LEXEMES) {
        space.networks.forget();
    }
    space.pieces.clear();
    model
        .rules
        .tokenizer
        .tokenize(text, &mut space.lexicon, &mut space.pieces);
    let mut analysis = Analysis::default();
    let mut start = 0;
    while start < space.pieces.len() {
        let pieces = &space.pieces[start..];
        let length = length_of_part(text, pieces);
        let pieces = &pieces[..length];
        let features: Vec<_> = pieces.iter().map(|piece| features(piece, &space.lexicon)).collect();
        let prediction = model.networks.predict(path, &features, &mut space.networks);
        model.append(text, pieces, &prediction, &mut space.lexicon, &mut analysis);
        start += length;
    }
    analysis
}

/// How many of the tokens are analysed together: all, or those up to the last mark that can end a sentence among the
/// first [`LONGEST`].
fn length_of_part(text: &str, pieces: &[Piece]) -> usize {
    if pieces.len() <= LONGEST {
        return pieces.len();
    }
    let ends = |piece: &Piece| matches!(&text[piece.start as usize..piece.end as usize], "." | "!" | "?");
    pieces[..LONGEST]
        .iter()
        .rposition(ends)
        .map_or(LONGEST, |last| last + 1)
}

fn features(piece: &Piece, lexicon: &Lexicon) -> Features {
    let lexeme = lexicon.lexeme(piece.lexeme);
    Features {
        lexeme: piece.lexeme.0,
        hashes: [lexeme.norm, lexeme.prefix, lexeme.suffix, lexeme.shape],
        spacy: piece.spacy,
        is_space: lexeme.is_space,
    }
}

impl Model {
    /// Adds tokens and what the networks say of them to an analysis, as the rules complete it.
    fn append(
        &self,
        text: &str,
        pieces: &[Piece],
        prediction: &Prediction,
        lexicon: &mut Lexicon,
        analysis: &mut Analysis,
    ) {
        let first = analysis.tokens.len() as u32;
        let Rules {
            tokenizer,
            ruler,
            labels,
            lemmatizer,
        } = &self.rules;
        let tags: Vec<_> = prediction.tags.iter().map(|tag| labels[*tag]).collect();
        let attributes = ruler.apply(lexicon, pieces, &tags, &prediction.tree.deps);
        for ((piece, attributes), head) in pieces.iter().zip(attributes).zip(&prediction.tree.heads) {
            let (pos, morph, form) = (
                attributes.pos,
                attributes.morph,
                &text[piece.start as usize..piece.end as usize],
            );
            let characters = &tokenizer.affixes().characters;
            let lemma = match attributes.lemma {
                Some(lemma) => lemma.into(),
                None => lemmatizer.lemma(lexicon, piece.lexeme, form, pos, morph, characters),
            };
            analysis.tokens.push(Token {
                start: piece.start,
                end: piece.end,
                tag: ruler.tag_name(attributes.tag),
                pos,
                morph: ruler.morph_name(morph),
                lemma,
                head: first + head,
                dep: attributes.dep,
            });
        }
        let sentences = sentences(&prediction.tree.starts_sentence);
        analysis
            .sentences
            .extend(sentences.map(|sentence| first + sentence.start..first + sentence.end));
        let entities = prediction.entities.iter();
        analysis.entities.extend(entities.map(|entity| Entity {
            start: first + entity.start,
            end: first + entity.end,
            ..*entity
        }));
    }
}

/// The sentences between tokens that start one.
fn sentences(starts: &[bool]) -> impl Iterator<Item = Range<u32>> {
    let length = starts.len() as u32;
    let starts = (0..length).filter(|token| *token == 0 || starts[*token as usize]);
    let ends = starts.clone().skip(1).chain([length]);
    starts.zip(ends).map(|(start, end)| start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXTS: &[&str] = &[
        "The harbour board of Port Ellery voted 7-2 on Tuesday to close the northern pier until the spring.",
        "\"We had no choice,\" said Marit Solvang, who has chaired the board since 2019. \"None at all.\"",
        "Pier",
        "",
        "Shares in Brandt & Lowe fell 3.7% to 82.15 kroner by 10:45 a.m., and nobody in Halvik knew why they had.",
    ];

    #[test]
    fn every_path_and_every_order_gives_the_same() {
        let fresh = |text: &&str| analyze_on(Path::best(), text, &mut Workspace::default());
        let expected: Vec<_> = TEXTS.iter().map(fresh).collect();
        for path in Path::available() {
            let space = &mut Workspace::default();
            for (text, expected) in TEXTS.iter().zip(&expected).chain(TEXTS.iter().zip(&expected).rev()) {
                assert_eq!(&analyze_on(path, text, space), expected, "{path:?}");
            }
        }
    }

    #[test]
    fn words_that_are_forgotten_are_found_again() {
        let space = &mut Workspace::default();
        let expected = analyze_on(Path::best(), TEXTS[0], space);
        let words: Vec<String> = (0..LEXEMES + 1).map(|word| format!("w{word}")).collect();
        analyze_on(Path::best(), &words.join(" "), space);
        assert_eq!(analyze_on(Path::best(), TEXTS[0], space), expected);
    }
}
