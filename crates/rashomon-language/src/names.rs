//! Named entities: spaCy's transition system that tags each token as begin, inside, last, unit or outside, greedy.

use std::ops::Range;

use crate::Entity;
use crate::kernel::{self, Path, WIDTH};
use crate::labels::EntityKind;
use crate::model;
use crate::step::{NONE, Scorer, Workspace};

/// The name finder's scorer and transitions.
pub(crate) struct NameFinder {
    scorer: Scorer,
    moves: Vec<(Action, Option<EntityKind>)>,
    /// The transitions of each action.
    ranges: [Range<usize>; 5],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Action {
    Begin,
    In,
    Last,
    Unit,
    Out,
}

impl NameFinder {
    pub(crate) fn load() -> Self {
        let moves = model::text("ner.moves").lines().map(|line| {
            let (action, label) = line.split_once('-').unwrap_or((line, ""));
            (Action::parse(action), EntityKind::parse(label))
        });
        let moves: Vec<_> = moves.collect();
        // The file lists the transitions by action, in the order in which the actions are declared here. Those without
        // a label that need one are never allowed; they come last.
        let ranges = Action::ALL.map(|action| {
            let start = moves.partition_point(|(other, _)| (*other as usize) < action as usize);
            let length = moves[start..].iter().take_while(|(other, _)| *other == action);
            start
                ..start
                    + length
                        .filter(|(action, kind)| kind.is_some() || *action == Action::Out)
                        .count()
        });
        Self {
            scorer: Scorer::load("ner"),
            moves,
            ranges,
        }
    }

    /// The entities among tokens with these vectors, whose steps are worth `unit`. None starts at white space or goes on
    /// past the end of a sentence.
    pub(crate) fn find(
        &self,
        path: Path,
        vectors: &[[i16; WIDTH]],
        unit: f32,
        is_space: &[bool],
        starts_sentence: &[bool],
        space: &mut Workspace,
    ) -> Vec<Entity> {
        self.scorer.prepare(path, vectors, unit, space);
        let mut entities = Vec::new();
        let mut open: Option<(u32, EntityKind)> = None;
        for token in 0..is_space.len() as u32 {
            let words = open.map_or([token, NONE, NONE], |(start, _)| [token, start, token - 1]);
            let scores = self.scorer.score(path, &words, space);
            let more = starts_sentence.get(token as usize + 1).is_some_and(|starts| !starts);
            let next = match open {
                Some((_, kind)) => self.inside(scores, kind, more),
                None => self.outside(path, scores, more, is_space[token as usize]),
            };
            match next {
                (Action::Begin, Some(kind)) => open = Some((token, kind)),
                (Action::Unit, Some(kind)) => entities.push(Entity {
                    start: token,
                    end: token + 1,
                    kind,
                }),
                (Action::Last, _) => {
                    entities.extend(open.take().map(|(start, kind)| Entity {
                        start,
                        end: token + 1,
                        kind,
                    }));
                }
                _ => {}
            }
        }
        entities
    }

    /// The best transition within an entity of this kind; it can only go on if more of the sentence follows.
    fn inside(&self, scores: &[f32], kind: EntityKind, more: bool) -> (Action, Option<EntityKind>) {
        let [go_on, end] = [Action::In, Action::Last].map(|action| {
            let range = self.ranges[action as usize].clone();
            let place = self.moves[range.clone()]
                .iter()
                .position(|(_, other)| *other == Some(kind));
            place.map_or(f32::MIN, |place| scores[range.start + place])
        });
        // Of equal scores the first wins.
        if more && go_on >= end {
            (Action::In, Some(kind))
        } else {
            (Action::Last, Some(kind))
        }
    }

    /// The best transition outside of entities.
    fn outside(&self, path: Path, scores: &[f32], more: bool, is_space: bool) -> (Action, Option<EntityKind>) {
        let mut best = (f32::MIN, (Action::Out, None));
        for (action, allowed) in [
            (Action::Begin, more && !is_space),
            (Action::Unit, !is_space),
            (Action::Out, true),
        ] {
            let range = self.ranges[action as usize].clone();
            if allowed {
                let (at, score) = kernel::first_largest(path, &scores[range.clone()]);
                // Of equal scores the first wins.
                if score > best.0 {
                    best = (score, self.moves[range.start + at]);
                }
            }
        }
        best.1
    }
}

impl Action {
    const ALL: [Self; 5] = [Self::Begin, Self::In, Self::Last, Self::Unit, Self::Out];

    fn parse(text: &str) -> Self {
        match text {
            "B" => Self::Begin,
            "I" => Self::In,
            "L" => Self::Last,
            "U" => Self::Unit,
            _ => Self::Out,
        }
    }
}
