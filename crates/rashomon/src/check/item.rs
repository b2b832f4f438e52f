//! What a sentence is made of, for comparing: names, values and the words that tell.

use super::diff;
use super::words::Words;
use crate::analysis::{Pos, Token};
use crate::collation::entity::Entities;
use crate::name::{Form, fold, lexicon};
use crate::report::Report;
use std::ops::Range;

/// A name, a value or a word that tells.
#[derive(Debug, Clone)]
pub(super) struct Item {
    /// Its tokens in the report.
    pub(super) tokens: Range<u32>,
    /// The token that carries it.
    pub(super) head: u32,
    pub(super) kind: Kind,
    /// Its word: the lemma, or the whole name, folded.
    pub(super) term: u32,
    /// For a name of several words each of them.
    pub(super) parts: Vec<u32>,
    /// Whom it names, across the text and its sources.
    pub(super) entity: Option<u32>,
    /// Index of the value in its report.
    pub(super) value: Option<u32>,
    /// How much it tells.
    pub(super) weight: f32,
    /// Index of the item that governs it in its sentence.
    pub(super) up: Option<usize>,
}

/// What an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Name,
    Pronoun,
    Value,
    Noun,
    Verb,
    Other,
}

/// A sentence as items.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Index of the report; the text under check is the last.
    pub(super) report: usize,
    pub(super) sentence: u32,
    pub(super) items: Vec<Item>,
    /// The tokens of its words, each with a hash of what is compared of it word by word.
    pub(super) words: Vec<(u32, u64)>,
}

/// Verbs that tell next to nothing by themselves, or only that something is said.
#[rustfmt::skip]
const LIGHT: &[&str] = &[
    "be", "have", "do", "get", "go", "make", "take", "say", "tell", "add", "such", "other", "also", "much", "own",
    "same", "so", "then", "there", "here", "not", "n't", "n\u{2019}t", "as", "very", "just", "even", "still", "now",
    "well", "too",
];

/// What a name weighs, and a value.
const NAME: f32 = 0.9;
const PRONOUN: f32 = 0.15;

/// The sentences of a report as items.
pub(super) fn lines(report: &Report, index: usize, entities: &Entities, words: &mut Words) -> Vec<Line> {
    let taken = taken(report, index, entities, words);
    let mut out = Vec::with_capacity(report.analysis.sentences.len());
    for (s, sentence) in report.analysis.sentences.iter().enumerate() {
        let mut items: Vec<Item> = Vec::new();
        for t in sentence.tokens.clone() {
            match &taken[t as usize] {
                Taken::First(item) => items.push((**item).clone()),
                Taken::Inside => {}
                Taken::Free => items.extend(word(report, index, entities, words, t)),
            }
        }
        govern(report, &mut items);
        out.push(Line {
            report: index,
            sentence: s as u32,
            items,
            words: diff::words(report, sentence.tokens.clone()),
        });
    }
    out
}

#[derive(Clone)]
enum Taken {
    Free,
    First(Box<Item>),
    Inside,
}

/// Which tokens names and values take; values first, since "May 9" is no name.
fn taken(report: &Report, index: usize, entities: &Entities, words: &mut Words) -> Vec<Taken> {
    let analysis = &report.analysis;
    let mut taken = vec![Taken::Free; analysis.tokens.len()];
    let mut take = |item: Item| {
        let (start, end) = (item.tokens.start as usize, item.tokens.end as usize);
        if start < end && taken[start..end].iter().all(|t| matches!(t, Taken::Free)) {
            taken[start..end].fill(Taken::Inside);
            taken[start] = Taken::First(Box::new(item));
        }
    };
    for (v, value) in report.values.iter().enumerate() {
        let tokens = analysis.tokens_in(value.span);
        if tokens.is_empty() {
            continue;
        }
        take(Item {
            head: tokens.end - 1,
            kind: Kind::Value,
            term: words.id(&fold(value.span.slice(&report.document.text))),
            parts: Vec::new(),
            entity: None,
            value: Some(v as u32),
            weight: NAME,
            up: None,
            tokens,
        });
    }
    for mention in &report.mentions {
        let kind = match mention.form {
            Form::Name => Kind::Name,
            Form::Pronoun => Kind::Pronoun,
            Form::Description => continue,
        };
        // "Mayor" alone names an office, not a person.
        let only = analysis.tokens[mention.head as usize].lemma.to_lowercase();
        if mention.tokens.len() == 1 && (lexicon::is_title(&only) || lexicon::role(&only).is_some()) {
            continue;
        }
        let name = fold(mention.span.slice(&report.document.text));
        take(Item {
            tokens: mention.tokens.clone(),
            head: mention.head,
            kind,
            term: words.id(&name),
            parts: name.split(' ').map(|w| words.id(w)).collect(),
            entity: entities.of(index, mention.head),
            value: None,
            weight: if kind == Kind::Name { NAME } else { PRONOUN },
            up: None,
        });
    }
    taken
}

/// A word that tells something, if the token is one.
fn word(report: &Report, index: usize, entities: &Entities, words: &mut Words, t: u32) -> Option<Item> {
    let token: &Token = &report.analysis.tokens[t as usize];
    let kind = match token.pos {
        Pos::Noun | Pos::Propn => Kind::Noun,
        Pos::Verb => Kind::Verb,
        Pos::Adj | Pos::Num => Kind::Other,
        Pos::Adv if token.tag == "RB" => Kind::Other,
        _ => return None,
    };
    let lemma = fold(if matches!(token.pos, Pos::Propn | Pos::Num) {
        token.span.slice(&report.document.text)
    } else {
        &token.lemma
    });
    let nobody = lemma == "one" && t > 0 && &*report.analysis.tokens[t as usize - 1].lemma == "no";
    if lemma.is_empty() || nobody || LIGHT.contains(&lemma.as_str()) {
        return None;
    }
    let term = words.id(&lemma);
    Some(Item {
        tokens: t..t + 1,
        head: t,
        kind,
        term,
        parts: Vec::new(),
        entity: (kind == Kind::Noun).then(|| entities.of(index, t)).flatten(),
        value: None,
        weight: words.rarity(term) * if kind == Kind::Other { 0.8 } else { 1.0 },
        up: None,
    })
}

/// Says of each item which one governs it: the first on the way up from its head.
fn govern(report: &Report, items: &mut [Item]) {
    let tokens = &report.analysis.tokens;
    let holder = |items: &[Item], t: u32| {
        let at = items.partition_point(|i| i.tokens.end <= t);
        (at < items.len() && items[at].tokens.contains(&t)).then_some(at)
    };
    for i in 0..items.len() {
        let mut at = items[i].head;
        for _ in 0..12 {
            let head = tokens[at as usize].head;
            if head == at {
                break;
            }
            at = head;
            if let Some(up) = holder(items, at).filter(|&up| up != i) {
                items[i].up = Some(up);
                break;
            }
        }
    }
}
