//! What the words of a story weigh, and how like one another they are.

use super::entity::Entities;
use super::synonym::{SAME_CLASS, class};
use crate::analysis::{Analysis, Dep, Pos, Token};
use crate::name::fold;
use crate::report::Report;
use rashomon_language::vectors::{self, WordVector, vector};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// The distinct terms of a story: entities, and lemmas of content words.
pub(crate) struct Terms {
    /// For each report and token: its term, if it carries meaning.
    of: Vec<Vec<Option<u32>>>,
    /// The same, where a pronoun has the term of what it stands for.
    meant: Vec<Vec<Option<u32>>>,
    /// How much each term tells within this story, 0 to about 1.
    pub(crate) weight: Vec<f32>,
    /// For each term, the terms like it with how much, itself included first.
    pub(crate) like: Vec<Vec<(u32, f32)>>,
}

/// Cosine from which two words are taken to speak of like things.
const LIKE: f32 = 0.5;

impl Terms {
    pub(crate) fn new(reports: &[&Report], entities: &Entities) -> Self {
        let mut ids: FxHashMap<Key, u32> = FxHashMap::default();
        let mut vectors: Vec<Option<WordVector>> = Vec::new();
        let mut classes: Vec<Option<usize>> = Vec::new();
        let mut sentences: Vec<usize> = Vec::new();
        let mut last_seen: Vec<(usize, u32)> = Vec::new();
        let mut total = 0;
        let (mut of, mut meant) = (Vec::with_capacity(reports.len()), Vec::with_capacity(reports.len()));
        for (r, report) in reports.iter().enumerate() {
            total += report.analysis.sentences.len();
            let mut mine = Vec::with_capacity(report.analysis.tokens.len());
            for (t, token) in report.analysis.tokens.iter().enumerate() {
                let Some((key, compared)) = key(report, entities, r, t as u32, token) else {
                    mine.push(None);
                    continue;
                };
                let next = ids.len() as u32;
                let id = *ids.entry(key).or_insert_with_key(|key| {
                    let word = key.word().filter(|_| compared);
                    classes.push(word.and_then(class));
                    vectors.push(word.and_then(vector));
                    sentences.push(0);
                    last_seen.push((usize::MAX, 0));
                    next
                });
                if last_seen[id as usize] != (r, token.sentence) {
                    last_seen[id as usize] = (r, token.sentence);
                    sentences[id as usize] += 1;
                }
                mine.push(Some(id));
            }
            meant.push(stood_for(&report.analysis, &mine));
            of.push(mine);
        }
        let weight = (0..vectors.len())
            .map(|i| {
                let rarity = vectors[i].as_ref().map_or(0.9, |v| (v.rarity / 100.0).min(1.0));
                let spread = ((1.0 + total as f32) / sentences[i] as f32).ln() / (1.0 + total as f32).ln();
                rarity * rarity * spread.max(0.05)
            })
            .collect();
        Self {
            of,
            meant,
            weight,
            like: likes(&vectors, &classes),
        }
    }

    /// The term of a token.
    pub(crate) fn of(&self, report: usize, token: u32) -> Option<u32> {
        self.of[report][token as usize]
    }

    /// The terms of some tokens, in order, each once; of a pronoun that of what it stands for, which is good enough to find what speaks
    /// to the same thing and too often wrong to hold anything against anyone.
    pub(crate) fn within(&self, report: usize, tokens: impl Iterator<Item = u32>) -> Vec<u32> {
        let mut terms: Vec<u32> = tokens.filter_map(|t| self.meant[report][t as usize]).collect();
        terms.sort_unstable();
        terms.dedup();
        terms
    }

    /// How like two terms are, 0 to 1.
    pub(crate) fn likeness(&self, a: u32, b: u32) -> f32 {
        among(&self.like, a, b)
    }
}

/// The terms of a report's tokens, pronouns with the term of what they stand for.
fn stood_for(analysis: &Analysis, of: &[Option<u32>]) -> Vec<Option<u32>> {
    let mut out = of.to_vec();
    for t in 0..out.len() {
        if out[t].is_none()
            && let Some(noun) = antecedent(analysis, t as u32)
        {
            out[t] = out[noun as usize];
        }
    }
    out
}

/// The noun that a relative pronoun, "it" or "they" stands for: of the latter the nearest subject before it that agrees in number,
/// in its own sentence or else the first in the sentence before.
fn antecedent(analysis: &Analysis, t: u32) -> Option<u32> {
    let tokens = &analysis.tokens;
    let token = &tokens[t as usize];
    if matches!(token.tag, "WDT" | "WP") {
        let mut at = token.head;
        for _ in 0..3 {
            if tokens[at as usize].dep == Dep::Relcl {
                return Some(tokens[at as usize].head);
            }
            at = tokens[at as usize].head;
        }
        return None;
    }
    let many = match &*token.lemma {
        "it" if token.dep != Dep::Expl => false,
        "they" => true,
        _ => return None,
    };
    let agrees = |&n: &u32| {
        let noun = &tokens[n as usize];
        let tags = if many { ["NNS", "NNPS"] } else { ["NN", "NNP"] };
        matches!(noun.dep, Dep::Nsubj | Dep::Nsubjpass) && tags.contains(&noun.tag)
    };
    let sentence = |s: u32| analysis.sentences[s as usize].tokens.clone();
    let here = (sentence(token.sentence).start..t).rev().find(agrees);
    here.or_else(|| sentence(token.sentence.checked_sub(1)?).find(agrees))
}

fn among(like: &[Vec<(u32, f32)>], a: u32, b: u32) -> f32 {
    let found = like[a as usize].iter().find(|(other, _)| *other == b);
    found.map_or(0.0, |(_, how)| *how)
}

/// How like words are, worked out once for each that is another.
pub(crate) struct Alike {
    /// For each word which of the distinct ones it is.
    of: Vec<u32>,
    /// For each distinct word those like it with how much, itself included first.
    like: Vec<Vec<(u32, f32)>>,
}

impl Alike {
    /// The likeness of words, by their places.
    pub(crate) fn new<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        let mut ids: FxHashMap<&str, u32> = FxHashMap::default();
        let (mut vectors, mut classes) = (Vec::new(), Vec::new());
        let of = words
            .map(|word| {
                let next = ids.len() as u32;
                *ids.entry(word).or_insert_with(|| {
                    classes.push(class(word));
                    vectors.push(vector(word));
                    next
                })
            })
            .collect();
        let like = likes(&vectors, &classes);
        Self { of, like }
    }

    /// How like the words at two places are, 0 to 1.
    pub(crate) fn alike(&self, a: usize, b: usize) -> f32 {
        among(&self.like, self.of[a], self.of[b])
    }
}

/// A term.
#[derive(PartialEq, Eq, Hash)]
enum Key {
    Entity(u32),
    Word(String),
}

impl Key {
    fn word(&self) -> Option<&str> {
        match self {
            Self::Entity(_) => None,
            Self::Word(word) => Some(word),
        }
    }
}

/// What a token counts as: the entity it names, else its lemma; with whether it is compared with others by its word.
fn key(report: &Report, entities: &Entities, r: usize, t: u32, token: &Token) -> Option<(Key, bool)> {
    if let Some(e) = entities.of(r, t) {
        return Some((Key::Entity(e), false));
    }
    let content = match token.pos {
        Pos::Noun | Pos::Propn | Pos::Verb | Pos::Adj | Pos::Num => true,
        Pos::Adv => {
            token.tag == "RB" && !matches!(&*token.lemma, "not" | "n't" | "also" | "then" | "there" | "here" | "so")
        }
        _ => false,
    };
    let light = matches!(
        &*token.lemma,
        "be" | "have" | "do" | "get" | "go" | "make" | "take" | "say" | "such" | "other"
    );
    if !content || light {
        return None;
    }
    let word = fold(if token.pos == Pos::Propn || token.pos == Pos::Num {
        token.span.slice(&report.document.text)
    } else {
        &token.lemma
    });
    // Figures and the like are compared as values; as words, any two are alike.
    let compared = token.pos != Pos::Num && word.chars().any(char::is_alphabetic);
    (!word.is_empty()).then_some((Key::Word(word), compared))
}

/// For each word the words like it with how much, itself included first.
fn likes(vectors: &[Option<WordVector>], classes: &[Option<usize>]) -> Vec<Vec<(u32, f32)>> {
    let known = vectors.iter().enumerate().filter_map(|(i, v)| Some((i, v.as_ref()?)));
    let (places, known): (Vec<usize>, Vec<&WordVector>) = known.unzip();
    let near = vectors::like(&known, LIKE).into_iter();
    let mut pairs: BTreeMap<(usize, usize), f32> = near
        .map(|(a, b, cosine)| ((places[a], places[b]), graded(cosine)))
        .collect();
    let listed: Vec<(usize, usize)> = (0..classes.len()).filter_map(|i| Some((i, classes[i]?))).collect();
    for (at, &(i, class)) in listed.iter().enumerate() {
        for &(j, _) in listed[at + 1..].iter().filter(|other| other.1 == class) {
            let how = pairs.entry((i, j)).or_default();
            *how = how.max(SAME_CLASS);
        }
    }
    let mut out: Vec<Vec<(u32, f32)>> = (0..vectors.len()).map(|i| vec![(i as u32, 1.0)]).collect();
    for ((i, j), how) in pairs {
        out[i].push((j as u32, how));
        out[j].push((i as u32, how));
    }
    out
}

/// How like two words are, 0 to 1, by their vectors and the classes they are in.
fn likeness(a: Option<&WordVector>, b: Option<&WordVector>, x: Option<usize>, y: Option<usize>) -> f32 {
    let by_class = if x.is_some() && x == y { SAME_CLASS } else { 0.0 };
    by_class.max(by_vectors(a, b))
}

/// How like two words are, 0 to 1, by their vectors alone; unlike below a cosine of a half.
pub(crate) fn by_vectors(a: Option<&WordVector>, b: Option<&WordVector>) -> f32 {
    a.zip(b).map_or(0.0, |(a, b)| graded(a.cosine(b)))
}

/// How like two words are of such a cosine.
fn graded(cosine: f32) -> f32 {
    if cosine >= LIKE { (cosine - 0.3) / 0.7 } else { 0.0 }
}

/// How like two lemmas are, 0 to 1, whether or not the story has them.
pub(crate) fn alike(a: &str, b: &str) -> f32 {
    if a == b {
        return 1.0;
    }
    likeness(vector(a).as_ref(), vector(b).as_ref(), class(a), class(b))
}
