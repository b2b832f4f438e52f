//! The dependency trees of a document as tables, so that every question about them costs the same.

use crate::analysis::{Analysis, Dep, Pos, Token};
use std::ops::Range;

/// Children of every token, and for every token how far its phrase reaches.
pub(super) struct Tree<'a> {
    pub(super) analysis: &'a Analysis,
    first: Vec<u32>,
    kids: Vec<u32>,
    reach: Vec<Reach>,
}

/// How far the phrase of a token reaches on both sides without leaving out anything in between.
#[derive(Clone, Copy)]
pub(super) struct Reach {
    pub(super) low: u32,
    /// One past the last token.
    pub(super) high: u32,
    /// Whether something detached stands where the phrase stops on the left.
    pub(super) cut_low: bool,
    /// The same on the right.
    pub(super) cut_high: bool,
}

impl<'a> Tree<'a> {
    pub(super) fn new(analysis: &'a Analysis) -> Self {
        let n = analysis.tokens.len();
        let mut first = vec![0u32; n + 1];
        let head = |i: usize| analysis.tokens[i].head as usize;
        for i in (0..n).filter(|&i| head(i) != i) {
            first[head(i) + 1] += 1;
        }
        for i in 0..n {
            first[i + 1] += first[i];
        }
        let mut next = first.clone();
        let mut kids = vec![0u32; first[n] as usize];
        for i in (0..n).filter(|&i| head(i) != i) {
            kids[next[head(i)] as usize] = i as u32;
            next[head(i)] += 1;
        }
        let mut tree = Self {
            analysis,
            first,
            kids,
            reach: Vec::new(),
        };
        tree.reach = tree.reaches();
        tree
    }

    pub(super) fn token(&self, i: u32) -> &'a Token {
        &self.analysis.tokens[i as usize]
    }

    pub(super) fn lemma(&self, i: u32) -> &'a str {
        &self.token(i).lemma
    }

    pub(super) fn dep(&self, i: u32) -> Dep {
        self.token(i).dep
    }

    pub(super) fn pos(&self, i: u32) -> Pos {
        self.token(i).pos
    }

    /// The head of a token, none for a root.
    pub(super) fn head(&self, i: u32) -> Option<u32> {
        Some(self.token(i).head).filter(|&head| head != i)
    }

    /// Direct dependents, in order.
    pub(super) fn kids(&self, i: u32) -> &[u32] {
        &self.kids[self.first[i as usize] as usize..self.first[i as usize + 1] as usize]
    }

    /// Direct dependents that hang by one of `deps`, in order.
    pub(super) fn kids_by<'s>(&'s self, i: u32, deps: &'s [Dep]) -> impl Iterator<Item = u32> + 's {
        self.kids(i).iter().copied().filter(|&k| deps.contains(&self.dep(k)))
    }

    /// The first direct dependent that hangs by one of `deps`.
    pub(super) fn kid(&self, i: u32, deps: &[Dep]) -> Option<u32> {
        self.kids(i).iter().copied().find(|&k| deps.contains(&self.dep(k)))
    }

    pub(super) fn reach(&self, i: u32) -> Reach {
        self.reach[i as usize]
    }

    /// The tokens of a phrase, without clauses and the like that hang from it.
    pub(super) fn phrase(&self, i: u32) -> Range<u32> {
        let reach = self.reach(i);
        reach.low..reach.high
    }

    /// Whether a token is a verb or an auxiliary used as one.
    pub(super) fn is_verbal(&self, i: u32) -> bool {
        matches!(self.pos(i), Pos::Verb | Pos::Aux) && !matches!(self.dep(i), Dep::Aux | Dep::Auxpass)
    }

    /// Whether a dependent says something of its own, so that its head's phrase ends where it begins.
    pub(super) fn is_detached(&self, i: u32) -> bool {
        match self.dep(i) {
            Dep::Relcl | Dep::Advcl | Dep::Parataxis => true,
            // "800 million euros worth of": the parser takes the measure for another name.
            Dep::Appos => self.lemma(i) != "worth",
            Dep::Ccomp => self.is_verbal(i),
            Dep::Acl => self.token(i).tag == "VBG" || self.token(i).tag == "VBN",
            // "..., a move that": says something of the whole clause.
            Dep::Npadvmod => {
                let comma = i > 0
                    && self.head(i).is_some_and(|h| h < i)
                    && self.lemma(self.phrase_start(i).saturating_sub(1)) == ",";
                comma && self.pos(i) == Pos::Noun && self.kid(i, &[Dep::Relcl, Dep::Acl]).is_some()
            }
            Dep::Conj => self.is_verbal(i) && self.head(i).is_some_and(|h| self.is_verbal(h)),
            Dep::Prep => match self.lemma(i) {
                "accord" | "according" | "despite" => true,
                // "with exports reaching": a clause in all but name.
                "of" | "for" => self.kid(i, &[Dep::Pcomp]).is_some() && self.head(i).is_some_and(|h| self.is_verbal(h)),
                "with" => self
                    .kids(i)
                    .iter()
                    .any(|&k| self.dep(k) == Dep::Pcomp || self.kid(k, &[Dep::Acl]).is_some()),
                _ => false,
            },
            _ => false,
        }
    }

    fn phrase_start(&self, i: u32) -> u32 {
        self.kids(i).first().map_or(i, |&k| k.min(i))
    }

    fn reaches(&self) -> Vec<Reach> {
        let mut reach: Vec<Reach> = (0..self.analysis.tokens.len() as u32)
            .map(|i| Reach {
                low: i,
                high: i + 1,
                cut_low: false,
                cut_high: false,
            })
            .collect();
        for &i in self.heads_first().iter().rev() {
            reach[i as usize] = self.reach_over(i, &reach);
        }
        reach
    }

    fn reach_over(&self, i: u32, below: &[Reach]) -> Reach {
        let mut out = below[i as usize];
        let kids = self.kids(i);
        let silent = |k: u32| matches!(self.pos(k), Pos::Punct | Pos::Space) || self.dep(k) == Dep::Cc;
        for &k in kids.iter().filter(|&&k| k > i && !silent(k)) {
            out.cut_high = self.is_detached(k);
            if !out.cut_high {
                out.high = out.high.max(below[k as usize].high);
                out.cut_high = below[k as usize].cut_high;
            }
            if out.cut_high {
                break;
            }
        }
        for &k in kids.iter().rev().filter(|&&k| k < i && !silent(k)) {
            let kid = below[k as usize];
            out.cut_low = self.is_detached(k) || kid.cut_high;
            if !out.cut_low {
                out.low = out.low.min(kid.low);
                out.cut_low = kid.cut_low;
            }
            if out.cut_low {
                break;
            }
        }
        out
    }

    /// All tokens, each after its head.
    fn heads_first(&self) -> Vec<u32> {
        let n = self.analysis.tokens.len() as u32;
        let mut order: Vec<u32> = (0..n).filter(|&i| self.token(i).head == i).collect();
        let mut at = 0;
        while at < order.len() {
            order.extend_from_slice(self.kids(order[at]));
            at += 1;
        }
        order
    }
}
