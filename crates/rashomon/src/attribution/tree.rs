//! The parse as a tree: children and whole subtrees, without searching a sentence for each question.

use crate::analysis::{Analysis, Dep, Pos, Token};
use std::ops::Range;

/// Children of every token, and the reach of its subtree.
pub(super) struct Tree<'a> {
    tokens: &'a [Token],
    first: Vec<u32>,
    children: Vec<u32>,
    reach: Vec<(u32, u32)>,
}

impl<'a> Tree<'a> {
    /// Reads the tree off the heads, in linear time.
    pub(super) fn new(analysis: &'a Analysis) -> Self {
        let tokens = &analysis.tokens[..];
        let mut first = vec![0u32; tokens.len() + 1];
        let is_root = |i: usize| tokens[i].head as usize == i;
        for (i, token) in tokens.iter().enumerate() {
            if !is_root(i) {
                first[token.head as usize + 1] += 1;
            }
        }
        for i in 1..first.len() {
            first[i] += first[i - 1];
        }
        let mut next = first.clone();
        let mut children = vec![0; *first.last().unwrap_or(&0) as usize];
        let mut order = Vec::with_capacity(tokens.len());
        for (i, token) in tokens.iter().enumerate() {
            if is_root(i) {
                order.push(i as u32);
            } else {
                let slot = &mut next[token.head as usize];
                children[*slot as usize] = i as u32;
                *slot += 1;
            }
        }
        let mut tree = Self {
            tokens,
            first,
            children,
            reach: (0..tokens.len() as u32).map(|i| (i, i + 1)).collect(),
        };
        let mut at = 0;
        while at < order.len() {
            order.extend_from_slice(tree.children(order[at]));
            at += 1;
        }
        for &i in order.iter().rev() {
            let (head, mine) = (tree.tokens[i as usize].head as usize, tree.reach[i as usize]);
            let reach = &mut tree.reach[head];
            *reach = (reach.0.min(mine.0), reach.1.max(mine.1));
        }
        tree
    }

    /// Direct dependents, in order of the text.
    pub(super) fn children(&self, token: u32) -> &[u32] {
        &self.children[self.first[token as usize] as usize..self.first[token as usize + 1] as usize]
    }

    /// The first dependent under one of these labels.
    pub(super) fn child(&self, token: u32, labels: &[Dep]) -> Option<u32> {
        let mut all = self.children(token).iter().copied();
        all.find(|&c| labels.contains(&self.tokens[c as usize].dep))
    }

    /// From the leftmost to the rightmost token of a subtree.
    pub(super) fn reach(&self, token: u32) -> Range<u32> {
        let (start, end) = self.reach[token as usize];
        start..end
    }

    /// The tokens of a subtree without the subtrees `leave_out`, as unbroken stretches in order, punctuation at their ends left off.
    pub(super) fn stretches(&self, token: u32, leave_out: &[u32]) -> Vec<Range<u32>> {
        let mut mine = vec![token];
        let mut at = 0;
        while at < mine.len() {
            let children = self.children(mine[at]).iter().copied();
            mine.extend(children.filter(|c| !leave_out.contains(c)));
            at += 1;
        }
        mine.sort_unstable();
        let mut out: Vec<Range<u32>> = Vec::new();
        for i in mine {
            match out.last_mut() {
                Some(last) if last.end == i => last.end = i + 1,
                _ => out.push(i..i + 1),
            }
        }
        for range in &mut out {
            *range = self.trimmed(range.clone());
        }
        out.retain(|r| !r.is_empty());
        out
    }

    /// A range without white space and separating punctuation at its ends; quotation marks and brackets stay.
    pub(super) fn trimmed(&self, range: Range<u32>) -> Range<u32> {
        let (mut start, mut end) = (range.start, range.end);
        while start < end && self.separates(start) {
            start += 1;
        }
        while start < end && self.separates(end - 1) {
            end -= 1;
        }
        start..end
    }

    /// Whether a token only separates.
    pub(super) fn separates(&self, token: u32) -> bool {
        let token = &self.tokens[token as usize];
        token.pos == Pos::Space || matches!(token.tag, "," | "." | ":" | "HYPH" | "NFP")
    }
}
