//! Lemmas: spaCy's rule lemmatizer for English, with the package's tables.

use std::sync::Arc;

use crate::attribute_ruler::Morph;
use crate::character::{Characters, Classes};
use crate::labels::Pos;
use crate::lexeme::{LexemeId, Lexicon};
use crate::section::Section;

/// The rules and the word list.
#[derive(Debug)]
pub(crate) struct Lemmatizer {
    tables: Vec<Table>,
    words: Words,
    /// Whether features, by their number, mark a form that is its own lemma: for nouns, for verbs, for the rest.
    base_forms: Vec<[bool; 3]>,
}

/// What there is for one part of speech; its place is its bit in the word list.
#[derive(Debug)]
struct Table {
    pos: Option<Pos>,
    /// Endings and what to put in their place.
    rules: Vec<(&'static str, &'static str)>,
}

/// All words of the tables in order, in blocks: what each shares with the one before, the rest, the parts of speech
/// that have it as a lemma, and those that have it as an exception with its lemmas.
#[derive(Debug)]
struct Words {
    starts: Vec<u32>,
    blocks: &'static [u8],
    count: usize,
}

/// How many words a block holds; the section is written so.
const WORDS_IN_BLOCK: usize = 16;

impl Lemmatizer {
    /// Reads the section `lemmas` of the model file; `morphs` are the features, in the order of their numbers.
    pub(crate) fn load(mut section: Section, morphs: &[&str]) -> Self {
        let tables = (0..section.number()).map(|_| Table {
            pos: Pos::parse(&section.text().to_uppercase()),
            rules: (0..section.number())
                .map(|_| (section.text(), section.text()))
                .collect(),
        });
        let tables = tables.collect();
        let count = section.number();
        let blocks = section.number();
        Self {
            tables,
            words: Words {
                starts: section.u32s(blocks),
                blocks: section.rest(),
                count,
            },
            base_forms: morphs.iter().map(|morph| base_form(morph)).collect(),
        }
    }

    /// The lemma of a form.
    pub(crate) fn lemma(
        &self,
        lexicon: &mut Lexicon,
        lexeme: LexemeId,
        form: &str,
        pos: Pos,
        morph: Morph,
        characters: &Characters,
    ) -> Arc<str> {
        let key = (lexeme, u16::from(pos as u8) << 8 | u16::from(morph.0));
        if let Some(known) = lexicon.lemmas.get(&key) {
            return known.clone();
        }
        let lemma: Arc<str> = self.find(form, pos, morph, characters).into();
        lexicon.lemmas.insert(key, lemma.clone());
        lemma
    }

    fn find(&self, form: &str, pos: Pos, morph: Morph, characters: &Characters) -> String {
        let lower = form.to_lowercase();
        let of_pos = match pos {
            Pos::Noun => 0,
            Pos::Verb => 1,
            _ => 2,
        };
        if pos == Pos::Space || self.base_forms[usize::from(morph.0)][of_pos] {
            return lower;
        }
        let Some(bit) = self.tables.iter().position(|table| table.pos == Some(pos)) else {
            return if pos == Pos::Propn { form.to_owned() } else { lower };
        };
        let (mut forms, mut unknown) = (Vec::new(), None);
        for (old, new) in &self.tables[bit].rules {
            let Some(stem) = lower.strip_suffix(old) else { continue };
            let candidate = format!("{stem}{new}");
            if candidate.is_empty() {
            } else if self.words.is_lemma(&candidate, bit) {
                forms.insert(0, candidate);
            } else if !candidate.chars().all(|c| characters.is(c, Classes::LETTER)) {
                forms.push(candidate);
            } else {
                unknown.get_or_insert(candidate);
            }
        }
        for exception in self.words.exceptions(&lower, bit) {
            if !forms.contains(&exception) {
                forms.insert(0, exception);
            }
        }
        forms.into_iter().next().or(unknown).unwrap_or_else(|| form.to_owned())
    }
}

/// spaCy's `is_base_form` for English: for nouns, for verbs, for all other parts of speech.
fn base_form(morph: &str) -> [bool; 3] {
    let has = |feature: &str| morph.split('|').any(|f| f == feature);
    let any = has("VerbForm=Inf") || has("VerbForm=None") || has("Degree=Pos");
    let present = has("VerbForm=Fin") && has("Tense=Pres") && !morph.contains("Number=");
    [any || has("Number=Sing"), any || present, any]
}

/// A word of the list.
struct Word {
    lemma_of: u8,
    exception_of: u8,
    /// Where its exceptions begin.
    at: Section,
}

impl Words {
    fn is_lemma(&self, word: &str, bit: usize) -> bool {
        self.find(word).is_some_and(|found| found.lemma_of >> bit & 1 == 1)
    }

    /// The lemmas of a form that no rule gives.
    fn exceptions(&self, word: &str, bit: usize) -> Vec<String> {
        let Some(mut found) = self.find(word).filter(|found| found.exception_of >> bit & 1 == 1) else {
            return Vec::new();
        };
        for _ in 0..(found.exception_of & ((1 << bit) - 1)).count_ones() {
            skip_forms(&mut found.at);
        }
        let forms = (0..found.at.number()).map(|_| {
            let mut form = word.as_bytes().to_vec();
            change_end(&mut found.at, &mut form);
            String::from_utf8(form).unwrap_or_default()
        });
        forms.collect()
    }

    fn find(&self, word: &str) -> Option<Word> {
        let wanted = word.as_bytes();
        // The first word of a block shares nothing with another, so blocks can be told apart by their beginnings.
        let block = self.starts.partition_point(|start| {
            let mut first = Vec::new();
            change_end(&mut self.from(*start), &mut first);
            first.as_slice() <= wanted
        });
        let block = block.checked_sub(1)?;
        let mut section = self.from(self.starts[block]);
        let mut current = Vec::new();
        for _ in 0..WORDS_IN_BLOCK.min(self.count - block * WORDS_IN_BLOCK) {
            change_end(&mut section, &mut current);
            let (lemma_of, exception_of) = (section.byte(), section.byte());
            if current == wanted {
                return Some(Word {
                    lemma_of,
                    exception_of,
                    at: section,
                });
            }
            (0..exception_of.count_ones()).for_each(|_| skip_forms(&mut section));
        }
        None
    }

    fn from(&self, start: u32) -> Section {
        Section::new(self.blocks.get(start as usize..).unwrap_or_default())
    }
}

/// Turns a word into the next one: how much is kept, then the new end.
fn change_end(section: &mut Section, word: &mut Vec<u8>) {
    let (kept, rest) = counts(section);
    word.truncate(kept);
    word.extend(section.take(rest));
}

fn skip_forms(section: &mut Section) {
    for _ in 0..section.number() {
        let (_, rest) = counts(section);
        section.take(rest);
    }
}

fn counts(section: &mut Section) -> (usize, usize) {
    match section.byte() {
        0xF0 => (section.number(), section.number()),
        both => (usize::from(both >> 4), usize::from(both & 15)),
    }
}
