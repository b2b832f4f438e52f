//! Blocks seen lately: wire copy repeats whole paragraphs, which need not be analysed again.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::Analysis;

/// Tokens that each of two generations holds; about 15 MB at most.
const TOKENS: usize = 100_000;
/// A block costs as much room as this many tokens, besides its tokens.
const BLOCK: usize = 8;

/// Blocks by their exact text. When the younger generation is full, the older one is dropped; what is asked for again
/// becomes young again.
#[derive(Default)]
struct Cache {
    young: HashMap<Arc<str>, Arc<Analysis>>,
    old: HashMap<Arc<str>, Arc<Analysis>>,
    tokens: usize,
}

impl Cache {
    fn get(&mut self, text: &str) -> Option<Arc<Analysis>> {
        if let Some(analysis) = self.young.get(text) {
            return Some(analysis.clone());
        }
        let (text, analysis) = self.old.remove_entry(text)?;
        self.insert(text, analysis.clone());
        Some(analysis)
    }

    fn insert(&mut self, text: Arc<str>, analysis: Arc<Analysis>) {
        // Ten bytes a token is more than prose has, so a block is dear if its tokens or its text are long.
        let tokens = analysis.tokens.len().max(text.len() / 10) + BLOCK;
        if tokens > TOKENS / 4 {
            return;
        }
        if self.tokens + tokens > TOKENS {
            self.old = std::mem::take(&mut self.young);
            self.tokens = 0;
        }
        self.tokens += tokens;
        self.young.insert(text, analysis);
    }
}

/// The analysis of a block seen lately, or a new one.
pub(crate) fn get_or_insert_with(text: &str, analyze: impl FnOnce() -> Analysis) -> Analysis {
    static CACHE: Mutex<Option<Cache>> = Mutex::new(None);
    // A cache is whole after every step, so that another thread's panic does not matter.
    let lock = || CACHE.lock().unwrap_or_else(PoisonError::into_inner);
    let known = lock().get_or_insert_default().get(text);
    if let Some(analysis) = known {
        return Analysis::clone(&analysis);
    }
    let analysis = Arc::new(analyze());
    lock().get_or_insert_default().insert(text.into(), analysis.clone());
    Arc::unwrap_or_clone(analysis)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_length(tokens: usize) -> Arc<Analysis> {
        let token = crate::Token {
            start: 0,
            end: 1,
            tag: "X",
            pos: crate::Pos::X,
            morph: "",
            lemma: "x".into(),
            head: 0,
            dep: crate::Dep::Dep,
        };
        Arc::new(Analysis {
            tokens: vec![token; tokens],
            ..Analysis::default()
        })
    }

    #[test]
    fn the_cache_is_bounded_and_keeps_what_is_used() {
        let mut cache = Cache::default();
        cache.insert("used".into(), of_length(3));
        for block in 0..1000 {
            cache.insert(format!("block {block}").into(), of_length(1000));
            assert!(cache.get("used").is_some());
        }
        let kept = cache
            .young
            .values()
            .chain(cache.old.values())
            .map(|analysis| analysis.tokens.len());
        assert!(kept.sum::<usize>() <= 2 * TOKENS);
        assert!(cache.get("block 1").is_none() && cache.get("Used").is_none());
        cache.insert("huge".into(), of_length(TOKENS));
        assert!(cache.get("huge").is_none() && cache.get("used").is_some());
    }
}
