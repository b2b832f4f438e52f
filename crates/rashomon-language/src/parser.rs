//! Heads, labels and sentences: the arc-eager parser of spaCy's English pipeline, greedy.
//!
//! Transitions and their conditions are those of spaCy 3.8: non-monotonic arc-eager (Honnibal and Johnson 2015), where
//! a word without head that is reduced goes back to the buffer, with a transition that breaks sentences.

use std::ops::Range;

use crate::kernel::{self, Path, WIDTH};
use crate::labels::Dep;
use crate::model;
use crate::step::{NONE, Scorer, Workspace};
use crate::tree::{Label, Tree};

/// Words of a state that the scorer sees.
const FEATURES: usize = 8;

/// The parser's scorer and transitions.
pub(crate) struct Parser {
    scorer: Scorer,
    moves: Vec<(Action, Label)>,
    /// The transitions of each action.
    ranges: [Range<usize>; 5],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Action {
    Shift,
    Reduce,
    Left,
    Right,
    Break,
}

impl Parser {
    pub(crate) fn load() -> Self {
        let moves = model::text("parser.moves").lines().map(|line| {
            let (action, label) = line.split_once('-').unwrap_or((line, ""));
            (Action::parse(action), Label::parse(label))
        });
        let moves: Vec<_> = moves.collect();
        // The file lists the transitions by action, in the order in which the actions are declared here.
        let ranges = Action::ALL.map(|action| {
            let start = moves.partition_point(|(other, _)| (*other as usize) < action as usize);
            start..moves.partition_point(|(other, _)| *other as usize <= action as usize)
        });
        Self {
            scorer: Scorer::load("parser"),
            moves,
            ranges,
        }
    }

    /// The tree over tokens with these vectors, whose steps are worth `unit`; `is_space` says which are white space.
    pub(crate) fn parse(
        &self,
        path: Path,
        vectors: &[[i16; WIDTH]],
        unit: f32,
        is_space: &[bool],
        space: &mut Workspace,
    ) -> Tree {
        self.scorer.prepare(path, vectors, unit, space);
        let mut state = State::new(is_space.len());
        while !state.is_final() {
            let scores = self.scorer.score(path, &state.features(), space);
            let valid = state.valid();
            let mut best: Option<(usize, f32)> = None;
            for (range, _) in self.ranges.iter().zip(valid).filter(|(_, valid)| *valid) {
                let (at, score) = kernel::first_largest(path, &scores[range.clone()]);
                // Of equal scores the first wins.
                if best.is_none_or(|best| score > best.1) {
                    best = Some((range.start + at, score));
                }
            }
            let Some((best, _)) = best else { break };
            let (action, label) = self.moves[best];
            state.apply(action, label);
        }
        Tree::new(&state.heads, &state.labels, is_space)
    }
}

impl Action {
    const ALL: [Self; 5] = [Self::Shift, Self::Reduce, Self::Left, Self::Right, Self::Break];

    fn parse(text: &str) -> Self {
        match text {
            "S" => Self::Shift,
            "D" => Self::Reduce,
            "L" => Self::Left,
            "R" => Self::Right,
            _ => Self::Break,
        }
    }
}

/// A parse in progress. A token without a head is marked by [`NONE`].
struct State {
    stack: Vec<u32>,
    /// Tokens that came back from the stack, the next one last; they precede the rest of the buffer.
    returned: Vec<u32>,
    /// First token never shifted yet.
    next: u32,
    heads: Vec<u32>,
    labels: Vec<Label>,
    /// The newest child to either side of each token, and each child's predecessor there.
    newest_left: Vec<u32>,
    newest_right: Vec<u32>,
    older: Vec<u32>,
    /// Tokens that may not be shifted again.
    stuck: Vec<bool>,
    starts_sentence: Vec<bool>,
}

impl State {
    fn new(length: usize) -> Self {
        Self {
            stack: Vec::new(),
            returned: Vec::new(),
            next: 0,
            heads: vec![NONE; length],
            labels: vec![Label::plain(Dep::Root); length],
            newest_left: vec![NONE; length],
            newest_right: vec![NONE; length],
            older: vec![NONE; length],
            stuck: vec![false; length],
            starts_sentence: vec![false; length],
        }
    }

    fn is_final(&self) -> bool {
        self.stack.is_empty() && self.buffered() == 0
    }

    fn buffered(&self) -> usize {
        self.heads.len() - self.next as usize + self.returned.len()
    }

    /// The token at `depth` from the top of the stack.
    fn stacked(&self, depth: usize) -> u32 {
        self.stack.iter().rev().nth(depth).copied().unwrap_or(NONE)
    }

    /// The token at `place` in the buffer.
    fn upcoming(&self, place: usize) -> u32 {
        if let Some(token) = self.returned.iter().rev().nth(place) {
            return *token;
        }
        let token = self.next as usize + place - self.returned.len();
        if token < self.heads.len() { token as u32 } else { NONE }
    }

    fn features(&self) -> [u32; FEATURES] {
        let (first, top) = (self.upcoming(0), self.stacked(0));
        let child = |children: &[u32], of: u32| children.get(of as usize).copied().unwrap_or(NONE);
        [
            first,
            self.upcoming(1),
            top,
            self.stacked(1),
            self.stacked(2),
            child(&self.newest_left, first),
            child(&self.newest_left, top),
            child(&self.newest_right, top),
        ]
    }

    /// Which actions are allowed, in the order of [`Action`].
    fn valid(&self) -> [bool; 5] {
        let (stacked, buffered) = (self.stack.len(), self.buffered());
        let (first, second) = (self.upcoming(0), self.upcoming(1));
        let at = |flags: &[bool], token: u32| flags.get(token as usize).copied().unwrap_or(false);
        let inside = !at(&self.starts_sentence, first);
        let shift = stacked == 0 || buffered >= 2 && inside && !at(&self.stuck, first);
        let arc = stacked > 0 && buffered > 0 && inside;
        let end = buffered >= 2 && second == first + 1 && !at(&self.starts_sentence, second);
        [shift, stacked > 0, arc, arc, end]
    }

    fn apply(&mut self, action: Action, label: Label) {
        let (first, top) = (self.upcoming(0), self.stacked(0));
        match action {
            Action::Shift => self.push(),
            Action::Reduce => {
                self.stack.pop();
                if self.heads[top as usize] == NONE && !self.stack.is_empty() {
                    self.stuck[top as usize] = true;
                    self.returned.push(top);
                }
            }
            Action::Left => {
                self.attach(first, top, label);
                self.stuck[first as usize] = false;
                self.stack.pop();
            }
            Action::Right => {
                self.attach(top, first, label);
                self.push();
            }
            Action::Break => {
                let second = self.upcoming(1);
                self.starts_sentence[second as usize] = true;
            }
        }
    }

    fn push(&mut self) {
        let token = self.returned.pop().unwrap_or_else(|| {
            self.next += 1;
            self.next - 1
        });
        self.stack.push(token);
    }

    fn attach(&mut self, head: u32, child: u32, label: Label) {
        let former = self.heads[child as usize];
        if former != NONE {
            // Only the newest right child of a token can lose its head again: all later ones lie above it on the stack.
            let newest = &mut self.newest_right[former as usize];
            if *newest == child {
                *newest = self.older[child as usize];
            }
        }
        let newest = if child < head {
            &mut self.newest_left
        } else {
            &mut self.newest_right
        };
        self.older[child as usize] = std::mem::replace(&mut newest[head as usize], child);
        self.heads[child as usize] = head;
        self.labels[child as usize] = label;
    }
}
