//! Trees: lifted arcs put back where they belong, and the sentences that the roots span.

use std::ops::Range;

use crate::labels::Dep;

/// The label of an arc as the parser knows it: arcs that cross others were trained lifted to a higher head, with the
/// label of the true head noted (Nivre and Nilsson 2005).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Label {
    dep: Dep,
    true_head: Option<Dep>,
}

impl Label {
    pub(crate) const fn plain(dep: Dep) -> Self {
        Self { dep, true_head: None }
    }

    /// Reads `dep` or `dep||label-of-true-head`.
    pub(crate) fn parse(text: &str) -> Self {
        let (dep, head) = text.split_once("||").unwrap_or((text, ""));
        Self {
            dep: Dep::parse(dep).unwrap_or(Dep::Dep),
            true_head: Dep::parse(head).filter(|dep| *dep != Dep::None),
        }
    }
}

/// Heads and labels of a block's tokens, and the first tokens of its sentences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tree {
    /// A root is its own head.
    pub(crate) heads: Vec<u32>,
    pub(crate) deps: Vec<Dep>,
    pub(crate) starts_sentence: Vec<bool>,
}

impl Tree {
    /// Builds the tree from the parser's arcs; a head that is no token makes a root.
    pub(crate) fn new(heads: &[u32], labels: &[Label], is_space: &[bool]) -> Self {
        let length = heads.len();
        let heads = heads.iter().enumerate();
        let mut heads: Vec<u32> = heads
            .map(|(token, head)| if (*head as usize) < length { *head } else { token as u32 })
            .collect();
        let mut labels = labels.to_vec();
        for (token, head) in heads.iter().enumerate() {
            if *head as usize == token {
                labels[token] = Label::plain(Dep::Root);
            }
        }
        restore_lifted(&mut heads, &mut labels, is_space);
        let mut starts_sentence = vec![false; length];
        for (token, edge) in edges(&heads).into_iter().enumerate() {
            if heads[token] as usize == token {
                starts_sentence[edge.start] = true;
            }
        }
        Self {
            heads,
            deps: labels.into_iter().map(|label| label.dep).collect(),
            starts_sentence,
        }
    }
}

/// Moves each arc whose label notes a true head to the first token below its head, breadth first, with that label.
fn restore_lifted(heads: &mut [u32], labels: &mut [Label], is_space: &[bool]) {
    if labels.iter().all(|label| label.true_head.is_none()) {
        return;
    }
    let edges = edges(heads);
    for token in 0..heads.len() {
        let Some(wanted) = labels[token].true_head else {
            continue;
        };
        let mut queue = vec![heads[token]];
        let mut seen = 0;
        let mut found = None;
        // A cycle cannot arise from one pass, but a queue longer than the block would mean one.
        while let Some(parent) = queue
            .get(seen)
            .copied()
            .filter(|_| found.is_none() && seen <= heads.len())
        {
            seen += 1;
            // Subtrees are looked at as they were before the first move, as in spaCy.
            for child in edges[parent as usize].clone() {
                if heads[child] != parent || child == parent as usize || child == token || is_space[child] {
                    continue;
                }
                if labels[child] == Label::plain(wanted) {
                    found = Some(child as u32);
                    break;
                }
                queue.push(child as u32);
            }
        }
        heads[token] = found.unwrap_or(heads[token]);
        labels[token].true_head = None;
    }
}

/// The tokens from the leftmost to the rightmost descendant of each token, by spaCy's bounded number of sweeps.
fn edges(heads: &[u32]) -> Vec<Range<usize>> {
    let mut edges: Vec<_> = (0..heads.len()).map(|token| token..token + 1).collect();
    for _ in 0..12 {
        for token in (0..heads.len()).chain((0..heads.len()).rev()) {
            let edge = edges[token].clone();
            let above = &mut edges[heads[token] as usize];
            *above = above.start.min(edge.start)..above.end.max(edge.end);
        }
        if heads_lie_in_sentences(heads, &edges) {
            break;
        }
    }
    edges
}

fn heads_lie_in_sentences(heads: &[u32], edges: &[Range<usize>]) -> bool {
    let mut starts = vec![false; heads.len()];
    for (token, head) in heads.iter().enumerate() {
        if *head as usize == token {
            starts[edges[token].start] = true;
        }
    }
    let mut start = 0;
    for end in 0..heads.len() {
        if end > 0 && starts[end] || end + 1 == heads.len() {
            // The last token is not looked at and the range is one too long: spaCy's own conditions.
            if heads[start..end]
                .iter()
                .any(|head| !(start..=end).contains(&(*head as usize)))
            {
                return false;
            }
            start = end;
        }
    }
    true
}
