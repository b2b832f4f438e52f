//! The words of a text and its sources: what each weighs, and how like one another they are.

use crate::collation::sense;
use crate::collation::terms::by_vectors;
use rashomon_language::vectors::{WordVector, vector};
use rustc_hash::FxHashMap;

/// Distinct words, with what is known of them apart from where they stand.
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    ids: FxHashMap<String, u32>,
    stems: FxHashMap<String, u32>,
    known: Vec<Word>,
}

#[derive(Debug, Clone)]
struct Word {
    text: String,
    stem: u32,
    /// Whether its stem is long enough to tell that two words are forms of one.
    tells: bool,
    vector: Option<WordVector>,
    /// The word that it is with a prefix that turns it round.
    base: Option<String>,
    /// Whether the lists of opposites and of like words have it: few words are on them, and each is set beside very many.
    listed: bool,
}

/// How alike two forms of one word are taken to be ("supply", "supplies"; "know", "knowledge").
const STEM: f32 = 0.85;

impl Words {
    pub(super) fn id(&mut self, word: &str) -> u32 {
        if let Some(&id) = self.ids.get(word) {
            return id;
        }
        let (id, next) = (self.known.len() as u32, self.stems.len() as u32);
        self.ids.insert(word.to_owned(), id);
        let stem = stem(word);
        self.known.push(Word {
            text: word.to_owned(),
            stem: *self.stems.entry(stem.to_owned()).or_insert(next),
            tells: stem.len() >= 4,
            vector: vector(word),
            base: sense::base(word).map(str::to_owned),
            listed: sense::listed(word),
        });
        id
    }

    pub(super) fn text(&self, id: u32) -> &str {
        &self.known[id as usize].text
    }

    /// How much a word tells in English at large, 0 to 1.
    pub(super) fn rarity(&self, id: u32) -> f32 {
        let rarity = self.known[id as usize]
            .vector
            .as_ref()
            .map_or(0.9, |v| v.rarity / 100.0);
        rarity.min(1.0).powi(2)
    }

    /// How alike two words are, 0 to 1; opposites are not alike, near as their vectors may lie.
    pub(super) fn alike(&self, a: u32, b: u32) -> f32 {
        if a == b {
            return 1.0;
        }
        let (x, y) = (&self.known[a as usize], &self.known[b as usize]);
        let listed = x.listed && y.listed;
        let turned = |a: &Word, b: &Word| a.base.as_ref() == Some(&b.text);
        if turned(x, y) || turned(y, x) || listed && sense::listed_opposite(&x.text, &y.text) {
            return 0.0;
        }
        if x.tells && x.stem == y.stem || listed && sense::same(&x.text, &y.text) {
            return STEM;
        }
        by_vectors(x.vector.as_ref(), y.vector.as_ref()).min(STEM)
    }

    /// The stem of a word, by a number, under which an index may hold it.
    pub(super) fn stem(&self, id: u32) -> u32 {
        self.known[id as usize].stem
    }
}

const ENDINGS: &[&str] = &[
    "izations", "ization", "ations", "ation", "ments", "ment", "ledge", "ities", "ity", "ances", "ance", "ences",
    "ence", "ings", "ing", "ions", "ion", "ers", "ors", "ies", "ied", "ive", "ally", "als", "al", "ly", "ness", "er",
    "or", "ed", "es", "s", "y", "e",
];

/// A word without its ending, as long as four letters are left.
fn stem(word: &str) -> &str {
    if word.contains(' ') {
        return word;
    }
    for ending in ENDINGS {
        if let Some(rest) = word.strip_suffix(ending).filter(|rest| rest.chars().count() >= 4) {
            return rest;
        }
    }
    word
}
