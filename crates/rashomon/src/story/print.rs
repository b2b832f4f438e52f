//! A report's fingerprint: what it is about and in which words, apart from all others.

use crate::document::Document;
use crate::name::fold;
use rashomon_language::vectors;
use rustc_hash::FxHashMap;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;
use xxhash_rust::xxh3::xxh3_64;

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
pub const TERMS: usize = 128;
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
    let mut counts: FxHashMap<u32, Counts> = FxHashMap::default();
    let mut run = Run::default();
    let mut words = 0;
    let mut count = |word: &str, lead: bool, title: bool| {
        let folded = folded(word);
        let id = term_id(&folded);
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
fn kept(document: &Document) -> impl Iterator<Item = &str> {
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
pub(crate) fn each_word<'a>(text: &'a str, mut tell: impl FnMut(&'a str)) {
    let bytes = text.as_bytes();
    let mut start = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let inside = c.is_alphanumeric()
            || start.is_some()
                && matches!(c, '\'' | '’' | '.' | ',')
                && chars.peek().is_some_and(|(_, next)| {
                    if matches!(c, '.' | ',') {
                        next.is_ascii_digit() && bytes[at - 1].is_ascii_digit()
                    } else {
                        next.is_alphabetic()
                    }
                });
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                tell(&text[from..at]);
                start = None;
            }
            _ => {}
        }
    }
    if let Some(from) = start {
        tell(&text[from..]);
    }
}

/// A word as it is compared: lower case, without diacritics, possessive and plural ending.
pub(crate) fn folded(word: &str) -> Cow<'_, str> {
    let stripped = word
        .strip_suffix("'s")
        .or_else(|| word.strip_suffix("’s"))
        .or_else(|| word.strip_suffix("'S"))
        .unwrap_or(word);
    let mut out = if stripped.is_ascii() {
        if stripped.bytes().any(|b| b.is_ascii_uppercase()) {
            Cow::Owned(stripped.to_ascii_lowercase())
        } else {
            Cow::Borrowed(stripped)
        }
    } else {
        Cow::Owned(fold(stripped))
    };
    let (keep, add) = singular(&out);
    if keep < out.len() || !add.is_empty() {
        out = Cow::Owned(format!("{}{add}", &out[..keep]));
    }
    out
}

/// How much of a word stays and what follows it without its plural ending.
fn singular(word: &str) -> (usize, &'static str) {
    let n = word.len();
    let before = |i: usize| word.as_bytes()[n - i];
    if n <= 3 || !word.is_ascii() || before(1) != b's' || matches!(before(2), b's' | b'u' | b'i') {
        return (n, "");
    }
    match (before(2), before(3)) {
        (b'e', b'i') if n > 4 => (n - 3, "y"),
        (b'e', b's' | b'x' | b'z') if n > 4 => (n - 2, ""),
        _ => (n - 1, ""),
    }
}

fn term_id(folded: &str) -> u32 {
    xxh3_64(folded.as_bytes()) as u32
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
            let seen = table.entry(term_id(&folded(word))).or_insert(0);
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
        (1.0 + (self.count as f32).ln()) * (256.0 / (f32::from(self.common) + 0.5)).ln()
    }
}

/// The terms that tell most. They are put in order, so that it does not matter in which they come.
fn telling(counts: FxHashMap<u32, Counts>) -> Vec<Term> {
    let mut all: Vec<(u32, Counts)> = counts.into_iter().filter(|(_, c)| c.common < TELLS_NOTHING).collect();
    all.sort_by(|(i, a), (j, b)| b.weight().total_cmp(&a.weight()).then(i.cmp(j)));
    all.truncate(TERMS);
    let small = |n: u32| n.min(255) as u8;
    let mut terms: Vec<Term> = all
        .into_iter()
        .map(|(id, c)| Term {
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
            words.entry(term_id(&folded(word))).or_insert(word);
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
