//! Passages that two reports share: the same words in the same order, small changes let pass, and sentences rewritten.
//!
//! Shingles of a few words find where two texts run alike (Broder 1997, "On the resemblance and containment of documents");
//! each find is followed as far as it goes.

use crate::analysis::Pos;
use crate::attribution;
use crate::report::Report;
use crate::text::Span;
use std::collections::BTreeSet;
use std::ops::Range;
use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

/// Words that must run alike for a passage to begin.
const SEED: usize = 5;
/// Words that must run alike for it to go on after a change.
const RESUME: usize = 3;
/// Words that a change may put in, take out or replace.
const CHANGE: usize = 4;
/// Words that a passage must share.
const SHORTEST: u32 = 8;
/// Places in the other text that are tried for one seed.
const TRIES: usize = 16;
/// Least share of a sentence's content-word shingles that a rewritten one keeps.
const REWRITTEN: f64 = 0.4;
/// Least number of them.
const REWRITTEN_SHINGLES: usize = 4;

/// The words of a report, without punctuation and without what is cut.
pub(super) struct Words {
    hashes: Vec<u64>,
    pub(super) spans: Vec<Span>,
    blocks: Vec<u32>,
    /// Whether each stands in a quotation of more than a few words.
    quoted: Vec<bool>,
    /// Lemma of each content word, zero for other words.
    lemmas: Vec<u64>,
    /// Whether each is a verb.
    verbs: Vec<bool>,
    /// Seeds and where they begin, sorted.
    seeds: Vec<(u64, u32)>,
    /// Shingles of content words and their sentence, sorted.
    gist: Vec<(u64, u32)>,
    /// Words of each sentence, as ranges.
    sentence_words: Vec<Range<u32>>,
}

/// A stretch that two reports share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Passage {
    /// Words in the one and in the other.
    pub(super) a: Range<u32>,
    pub(super) b: Range<u32>,
    /// How many are the same and stand outside quotation marks in both.
    pub(super) own: u32,
    /// How many are the same and stand in quotation marks in one of them.
    pub(super) quoted: u32,
    /// Whether only its gist is the same.
    pub(super) rewritten: bool,
}

impl Words {
    pub(super) fn new(report: &Report) -> Self {
        let analysis = &report.analysis;
        let mut quoted = vec![false; analysis.tokens.len()];
        for range in attribution::quoted(&report.document, analysis) {
            if range.len() > 5 {
                quoted[range.start as usize..range.end as usize].fill(true);
            }
        }
        for range in posts(report) {
            quoted[range.start as usize..range.end as usize].fill(true);
        }
        let mut words = Self {
            hashes: Vec::new(),
            spans: Vec::new(),
            blocks: Vec::new(),
            quoted: Vec::new(),
            lemmas: Vec::new(),
            verbs: Vec::new(),
            seeds: Vec::new(),
            gist: Vec::new(),
            sentence_words: vec![0..0; analysis.sentences.len()],
        };
        let mut content: Vec<(u64, u32)> = Vec::new();
        for (i, token) in analysis.tokens.iter().enumerate() {
            let text = token.span.slice(&report.document.text);
            if !text.contains(char::is_alphanumeric) {
                continue;
            }
            let at = words.hashes.len() as u32;
            words.hashes.push(xxh3_64(text.to_lowercase().as_bytes()));
            words.spans.push(token.span);
            words.blocks.push(analysis.sentences[token.sentence as usize].block);
            words.quoted.push(quoted[i]);
            words.verbs.push(token.pos == Pos::Verb);
            let sentence = &mut words.sentence_words[token.sentence as usize];
            *sentence = if sentence.start == sentence.end {
                at..at + 1
            } else {
                sentence.start..at + 1
            };
            if matches!(token.pos, Pos::Noun | Pos::Propn | Pos::Verb | Pos::Adj | Pos::Num) {
                let lemma = xxh3_64(token.lemma.to_lowercase().as_bytes());
                words.lemmas.push(lemma);
                content.push((lemma, token.sentence));
            } else {
                words.lemmas.push(0);
            }
        }
        words.seeds = words
            .hashes
            .windows(SEED)
            .enumerate()
            .map(|(i, w)| (mix(w), i as u32))
            .collect();
        words.seeds.sort_unstable();
        let whole = content.windows(3).filter(|w| w[0].1 == w[2].1);
        words.gist = whole.map(|w| (mix(&[w[0].0, w[1].0, w[2].0]), w[0].1)).collect();
        words.gist.sort_unstable();
        words.gist.dedup();
        words
    }

    pub(super) fn len(&self) -> u32 {
        self.hashes.len() as u32
    }

    /// The words of each sentence that has any.
    pub(super) fn sentences(&self) -> impl Iterator<Item = Range<u32>> + '_ {
        self.sentence_words.iter().filter(|w| !w.is_empty()).cloned()
    }

    /// The words that stand in a span.
    pub(super) fn within(&self, span: Span) -> Range<u32> {
        let from = self.spans.partition_point(|w| w.start < span.start);
        let to = self.spans.partition_point(|w| w.end <= span.end);
        from as u32..to.max(from) as u32
    }

    /// How many content words two stretches have in common.
    pub(super) fn in_common(&self, mine: &Range<u32>, other: &Words, theirs: &Range<u32>) -> usize {
        let set = |words: &Words, range: &Range<u32>| -> BTreeSet<u64> {
            let lemmas = &words.lemmas[range.start as usize..range.end as usize];
            lemmas.iter().copied().filter(|&l| l != 0).collect()
        };
        set(self, mine).intersection(&set(other, theirs)).count()
    }

    /// The words' passage in the report.
    pub(super) fn span(&self, words: &Range<u32>) -> Span {
        self.spans[words.start as usize].cover(self.spans[words.end as usize - 1])
    }
}

/// Blocks that are a post from a network, as pages embed them: the words, then "— Ann Lee (@annlee) May 2, 2031".
fn posts(report: &Report) -> impl Iterator<Item = Range<u32>> {
    let analysis = &report.analysis;
    let tokens = |block: &Range<u32>| {
        let sentences = analysis.sentences.get(block.start as usize..block.end as usize)?;
        Some(sentences.first()?.tokens.start..sentences.last()?.tokens.end)
    };
    analysis.blocks.iter().filter_map(tokens).filter(|range| {
        let words = analysis.span(range.clone()).slice(&report.document.text);
        words.rsplit_once('—').is_some_and(|(_, signed)| signed.contains("(@"))
    })
}

fn mix(words: &[u64]) -> u64 {
    words
        .iter()
        .fold(0, |seed, word| xxh3_64_with_seed(&word.to_le_bytes(), seed))
}

/// The values that a sorted table holds for a key.
fn lookup(table: &[(u64, u32)], key: u64) -> &[(u64, u32)] {
    let from = table.partition_point(|&(k, _)| k < key);
    let to = from + table[from..].partition_point(|&(k, _)| k == key);
    &table[from..to]
}

/// The passages that two reports share, in the order of `b`; none overlap there.
pub(super) fn shared(a: &Words, b: &Words) -> Vec<Passage> {
    let mut out = alike(a, b);
    let mut covered = vec![false; b.hashes.len()];
    for passage in &out {
        covered[passage.b.start as usize..passage.b.end as usize].fill(true);
    }
    out.extend(rewritten(a, b, &covered));
    out.sort_by_key(|p| (p.b.start, p.a.start));
    out
}

fn alike(a: &Words, b: &Words) -> Vec<Passage> {
    let mut out = Vec::new();
    let mut at = 0;
    while at + SEED <= b.hashes.len() {
        let places = lookup(&a.seeds, mix(&b.hashes[at..at + SEED]));
        let found = places
            .iter()
            .take(TRIES)
            .map(|&(_, place)| follow(a, b, place as usize, at));
        let best = found.max_by_key(|p| (p.own + p.quoted, std::cmp::Reverse(p.a.start)));
        match best.filter(|p| p.own + p.quoted >= SHORTEST && says_something(b, &p.b)) {
            Some(passage) => {
                at = passage.b.end as usize;
                out.push(passage);
            }
            None => at += 1,
        }
    }
    out
}

/// A row of names or a headline's words is no passage; one with a verb is.
fn says_something(words: &Words, range: &Range<u32>) -> bool {
    words.verbs[range.start as usize..range.end as usize].contains(&true)
}

/// Follows two texts that run alike from `i` and `j` on, within a paragraph of each.
fn follow(a: &Words, b: &Words, i: usize, j: usize) -> Passage {
    let (block_a, block_b) = (a.blocks[i], b.blocks[j]);
    let within = |x: usize, y: usize| a.blocks.get(x) == Some(&block_a) && b.blocks.get(y) == Some(&block_b);
    let same = |x: usize, y: usize| within(x, y) && a.hashes[x] == b.hashes[y];
    let (mut x, mut y, mut own, mut quoted) = (i, j, 0, 0);
    let (mut end_a, mut end_b) = (i, j);
    loop {
        while same(x, y) {
            if a.quoted[x] || b.quoted[y] {
                quoted += 1;
            } else {
                own += 1;
            }
            (x, y) = (x + 1, y + 1);
        }
        (end_a, end_b) = (end_a.max(x), end_b.max(y));
        let changes = (1..=CHANGE).flat_map(|n| (0..=n).map(move |d| (d, n - d)));
        let both = (2..=CHANGE).map(|n| (n, n));
        let resumed = changes
            .chain(both)
            .find(|&(d, e)| (0..RESUME).all(|k| same(x + d + k, y + e + k)));
        match resumed {
            Some((d, e)) => (x, y) = (x + d, y + e),
            None => break,
        }
    }
    Passage {
        a: i as u32..end_a as u32,
        b: j as u32..end_b as u32,
        own,
        quoted,
        rewritten: false,
    }
}

/// Sentences of `b` that keep much of the gist of a sentence of `a`, where no passage covers them.
fn rewritten(a: &Words, b: &Words, covered: &[bool]) -> Vec<Passage> {
    let mut by_sentence: Vec<Vec<u64>> = vec![Vec::new(); b.sentence_words.len()];
    for &(shingle, sentence) in &b.gist {
        by_sentence[sentence as usize].push(shingle);
    }
    let mut out = Vec::new();
    for (sentence, shingles) in by_sentence.iter().enumerate() {
        let range = &b.sentence_words[sentence];
        if shingles.len() < REWRITTEN_SHINGLES || covered[range.start as usize..range.end as usize].contains(&true) {
            continue;
        }
        let mut hits: Vec<u32> = shingles
            .iter()
            .flat_map(|&s| lookup(&a.gist, s).iter().take(TRIES).map(|&(_, sentence)| sentence))
            .collect();
        hits.sort_unstable();
        let best = hits
            .chunk_by(|x, y| x == y)
            .max_by_key(|run| (run.len(), std::cmp::Reverse(run[0])));
        let Some(run) = best else { continue };
        let kept = run.len() as f64 / shingles.len() as f64;
        if run.len() >= REWRITTEN_SHINGLES && kept >= REWRITTEN {
            let same = (range.len() as f64 * kept) as u32;
            let inside = b.quoted[range.start as usize..range.end as usize]
                .iter()
                .filter(|&&q| q)
                .count() as u32;
            let quoted = same.min(inside);
            out.push(Passage {
                a: a.sentence_words[run[0] as usize].clone(),
                b: range.clone(),
                own: same - quoted,
                quoted,
                rewritten: true,
            });
        }
    }
    out
}
