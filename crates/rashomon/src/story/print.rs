//! A report's fingerprint: what it is about and in which words, apart from all others.

use crate::document::Document;
use crate::name::fold;
use rashomon_language::vectors;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::sync::{LazyLock, OnceLock};

/// What is compared of a report: its telling terms and a sample of its shingles.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fingerprint {
    /// Day of publication, counted from the beginning of the common era; none where it is not known.
    pub day: Option<i32>,
    /// Its telling terms, by id; at most [`TERMS`].
    pub terms: Vec<Term>,
    /// Hashes of runs of [`SHINGLE`] words, in order: those that fall into the sampled part of all hashes.
    pub shingles: Vec<u32>,
}

/// One term of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// Hash of the folded word without its ending.
    pub id: u32,
    /// How often it stands in the report, the headline counted twice.
    pub count: u8,
    /// How often it stands in the headline and the first 80 words.
    pub lead: u8,
    /// How often it stands in the headline.
    pub title: u8,
    /// Whether it is written with a capital throughout, as names are.
    pub name: bool,
    /// In how many of 255 English news reports it stands, at a guess from how rare the word is.
    pub common: u8,
}

/// Terms kept of one report.
pub const TERMS: usize = 112;
/// Words of a shingle.
pub const SHINGLE: usize = 4;
/// Words that count as the beginning of a report.
const LEAD: usize = 80;
/// Words in so many of 255 reports tell nothing.
const TELLS_NOTHING: u8 = 64;
/// Of all shingle hashes the lowest part is sampled (FracMinHash; Irber et al. 2022): so the share of one report that stands
/// in another can be told however different their lengths are, which a MinHash of fixed size cannot.
const SAMPLED: u32 = u32::MAX / 8;
/// Shingles kept at most; a report of more keeps those with the lowest hashes.
pub(super) const SHINGLES: usize = 512;

/// The fingerprint of a document. What is cut from it does not count.
pub fn fingerprint(document: &Document) -> Fingerprint {
    let mut counts: FxHashMap<u32, Counts> = FxHashMap::with_capacity_and_hasher(512, Default::default());
    let mut run = Run::default();
    let mut words = 0;
    let mut count = |word: &str, lead: bool, title: bool| {
        let id = term_id(word);
        let entry = counts.entry(id).or_insert_with(|| Counts::new(common(id)));
        entry.add(lead, title, word.starts_with(char::is_uppercase));
        id
    };
    let headline = document.title.as_deref().unwrap_or_default();
    each_word(headline, |word| {
        count(word, true, true);
        count(word, true, true);
    });
    for piece in kept(document) {
        each_word(piece, |word| {
            run.push(count(word, words < LEAD, false));
            words += 1;
        });
    }
    Fingerprint {
        day: document.published.as_ref().map(|p| day_number(p.date)),
        terms: telling(counts),
        shingles: run.sample(),
    }
}

/// Days since the first day of year 0.
fn day_number(date: jiff::civil::Date) -> i32 {
    let start = jiff::civil::date(0, 1, 1);
    (date - start).get_days()
}

/// The stretches of a document's text that are part of the report.
pub(super) fn kept(document: &Document) -> impl Iterator<Item = &str> {
    let mut at = 0;
    let end = document.text.len();
    let aside = document
        .set_aside()
        .into_iter()
        .map(|span| span.start as usize..span.end as usize);
    aside.chain(std::iter::once(end..end)).map(move |cut| {
        let piece = document.text.get(at..cut.start).unwrap_or_default();
        at = cut.end.max(at);
        piece
    })
}

/// The words of a text: runs of letters and digits, with the apostrophes and points between them.
fn each_word<'a>(text: &'a str, mut tell: impl FnMut(&'a str)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let from = at;
        loop {
            // Most of a text is ASCII, of which nothing need be decoded.
            while bytes.get(at).is_some_and(u8::is_ascii_alphanumeric) {
                at += 1;
            }
            let Some(c) = text[at..].chars().next() else { break };
            if !(c.is_alphanumeric() || at > from && joins(text, at, c)) {
                break;
            }
            at += c.len_utf8();
        }
        if at > from {
            tell(&text[from..at]);
        }
        at += text[at..].chars().next().map_or(0, char::len_utf8);
    }
}

/// Whether an apostrophe or a point stands inside a word or number.
fn joins(text: &str, at: usize, c: char) -> bool {
    let next = || text[at + c.len_utf8()..].chars().next();
    match c {
        '\'' | '’' => next().is_some_and(char::is_alphabetic),
        '.' | ',' => text.as_bytes()[at - 1].is_ascii_digit() && next().is_some_and(|next| next.is_ascii_digit()),
        _ => false,
    }
}

/// Hash of a word as it is compared: lower case, without diacritics, possessive and plural ending.
fn term_id(word: &str) -> u32 {
    let stripped = match word.as_bytes() {
        [.., b'\'', b's' | b'S'] => &word[..word.len() - 2],
        [.., b's'] => word.strip_suffix("’s").unwrap_or(word),
        _ => word,
    };
    if stripped.is_ascii() {
        hash(stripped.as_bytes())
    } else {
        hash(fold(stripped).as_bytes())
    }
}

/// Hash of a word in lower case without its plural ending (FNV-1a, Fowler, Noll and Vo 1991, which needs no copy of it).
fn hash(word: &[u8]) -> u32 {
    let n = word.len();
    let before = |i: usize| word[n - i].to_ascii_lowercase();
    let (keep, add) = if n <= 3 || before(1) != b's' || matches!(before(2), b's' | b'u' | b'i') || !word.is_ascii() {
        (n, None)
    } else if n > 4 && before(2) == b'e' && before(3) == b'i' {
        (n - 3, Some(b'y'))
    } else if n > 4 && before(2) == b'e' && matches!(before(3), b's' | b'x' | b'z') {
        (n - 2, None)
    } else {
        (n - 1, None)
    };
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(0x0000_0100_0000_01B3);
    let hash = word[..keep]
        .iter()
        .copied()
        .chain(add)
        .fold(0xCBF2_9CE4_8422_2325, step);
    (hash ^ hash >> 32) as u32
}

/// In how many of 255 reports a term stands, by the rarity of its most common form: the word vectors' lengths are
/// smooth inverse frequencies (Arora et al. 2017), a / (a + p) with a = 0.001, and a report has some 400 words.
fn common(id: u32) -> u8 {
    static TABLE: OnceLock<FxHashMap<u32, u8>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        let mut table = FxHashMap::default();
        for (word, rarity) in vectors::words() {
            let rarity = f64::from(rarity / 100.0).clamp(0.01, 0.999);
            let share = 1.0 - (-400.0 * 0.001 * (1.0 - rarity) / rarity).exp();
            let seen = table.entry(term_id(word)).or_insert(0);
            *seen = (*seen).max((share * 255.0).round() as u8);
        }
        table
    });
    table.get(&id).copied().unwrap_or(0)
}

struct Counts {
    count: u32,
    lead: u32,
    title: u32,
    lower: bool,
    common: u8,
}

impl Counts {
    fn new(common: u8) -> Self {
        Self {
            count: 0,
            lead: 0,
            title: 0,
            lower: false,
            common,
        }
    }

    fn add(&mut self, lead: bool, title: bool, capital: bool) {
        self.count += 1;
        self.lead += u32::from(lead);
        self.title += u32::from(title);
        // Headlines are often set in capitals throughout.
        self.lower |= !capital && !title;
    }

    /// How much the term tells of the report, before anything is known of others.
    fn weight(&self) -> f32 {
        (1.0 + logarithm(self.count)) * rarity(self.common)
    }
}

/// The natural logarithm of a count, above 0; of small ones, which come again and again, it is known.
pub(super) fn logarithm(count: u32) -> f32 {
    static KNOWN: LazyLock<[f32; 256]> = LazyLock::new(|| std::array::from_fn(|n| (n as f32).ln()));
    KNOWN
        .get(count as usize)
        .copied()
        .unwrap_or_else(|| (count as f32).ln())
}

/// How telling a term is that stands in so many of 255 reports.
fn rarity(common: u8) -> f32 {
    static KNOWN: LazyLock<[f32; 256]> = LazyLock::new(|| std::array::from_fn(|n| (256.0 / (n as f32 + 0.5)).ln()));
    KNOWN[usize::from(common)]
}

/// The terms that tell most. They are put in order, so that it does not matter in which they come.
fn telling(counts: FxHashMap<u32, Counts>) -> Vec<Term> {
    let told = counts.into_iter().filter(|(_, c)| c.common < TELLS_NOTHING);
    let mut all: Vec<(f32, u32, Counts)> = told.map(|(id, c)| (c.weight(), id, c)).collect();
    if all.len() > TERMS {
        all.select_nth_unstable_by(TERMS, |a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        all.truncate(TERMS);
    }
    let small = |n: u32| n.min(255) as u8;
    let mut terms: Vec<Term> = all
        .into_iter()
        .map(|(_, id, c)| Term {
            id,
            count: small(c.count),
            lead: small(c.lead),
            title: small(c.title / 2),
            name: !c.lower,
            common: c.common,
        })
        .collect();
    terms.sort_unstable_by_key(|term| term.id);
    terms
}

/// The last words, and the shingles sampled so far.
#[derive(Default)]
struct Run {
    last: [u32; SHINGLE],
    length: usize,
    sampled: Vec<u32>,
}

impl Run {
    fn push(&mut self, word: u32) {
        self.last.rotate_left(1);
        self.last[SHINGLE - 1] = word;
        self.length += 1;
        if self.length >= SHINGLE {
            let hash = self.last.iter().fold(0u64, |hash, &word| {
                (hash ^ u64::from(word))
                    .wrapping_mul(0x9E37_79B9_7F4A_7C15)
                    .rotate_left(29)
            });
            let hash = (hash.wrapping_mul(0xD6E8_FEB8_6659_FD93) >> 32) as u32;
            if hash <= SAMPLED {
                self.sampled.push(hash);
            }
        }
    }

    fn sample(mut self) -> Vec<u32> {
        self.sampled.sort_unstable();
        self.sampled.dedup();
        self.sampled.truncate(SHINGLES);
        self.sampled
    }
}

/// The words that tell most of what two documents have in common, the weightiest first, as the first has them.
pub fn in_common(one: &Document, other: &Document, most: usize) -> Vec<String> {
    let theirs = fingerprint(other);
    let mut words: BTreeMap<u32, &str> = BTreeMap::new();
    let title = one.title.as_deref().unwrap_or_default();
    for piece in kept(one).chain([title]) {
        each_word(piece, |word| {
            words.entry(term_id(word)).or_insert(word);
        });
    }
    let rarity = |term: &Term| 1.0 - f32::from(term.common) / 255.0;
    let mut shared: Vec<(f32, u32)> = Vec::new();
    for mine in fingerprint(one).terms {
        if let Ok(at) = theirs.terms.binary_search_by_key(&mine.id, |term| term.id) {
            let both = f32::from(mine.count.min(theirs.terms[at].count));
            let name = if mine.name { 2.0 } else { 1.0 };
            shared.push(((1.0 + both.ln()) * rarity(&mine).powi(2) * name, mine.id));
        }
    }
    shared.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let told = shared.into_iter().filter_map(|(_, id)| words.get(&id));
    told.take(most).map(|word| (*word).to_owned()).collect()
}
