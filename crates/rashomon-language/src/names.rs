//! Named entities: spaCy's transition system that tags each token as begin, inside, last, unit or outside, greedy.

use crate::Entity;
use crate::labels::EntityKind;
use crate::model;
use crate::step::Scorer;

/// Words of a state that the scorer sees.
const FEATURES: usize = 3;

/// The name finder's scorer and transitions.
pub(crate) struct NameFinder {
    scorer: Scorer,
    moves: Vec<(Action, Option<EntityKind>)>,
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
            let action = match action {
                "B" => Action::Begin,
                "I" => Action::In,
                "L" => Action::Last,
                "U" => Action::Unit,
                _ => Action::Out,
            };
            (action, EntityKind::parse(label))
        });
        Self { scorer: Scorer::load("ner", FEATURES), moves: moves.collect() }
    }

    /// The entities among tokens with these vectors. None starts at white space or goes on past the end of a sentence.
    pub(crate) fn find(&self, vectors: &[f32], is_space: &[bool], starts_sentence: &[bool]) -> Vec<Entity> {
        let prepared = self.scorer.prepare(vectors);
        let mut scores = Vec::with_capacity(self.scorer.classes());
        let mut entities = Vec::new();
        let mut open: Option<(u32, EntityKind)> = None;
        for token in 0..is_space.len() as u32 {
            let first = open.map(|(start, _)| start);
            prepared.score(&[Some(token), first, first.map(|_| token - 1)], &mut scores);
            let more = starts_sentence.get(token as usize + 1).is_some_and(|starts| !starts);
            let space = is_space[token as usize];
            let valid = |action: Action, kind: Option<EntityKind>| match (action, kind, open) {
                (Action::Begin, Some(_), None) => more && !space,
                (Action::Unit, Some(_), None) => !space,
                (Action::Out, _, None) => true,
                (Action::In, Some(kind), Some((_, opened))) => more && kind == opened,
                (Action::Last, Some(kind), Some((_, opened))) => kind == opened,
                _ => false,
            };
            let allowed = self.moves.iter().zip(&scores).filter(|((action, kind), _)| valid(*action, *kind));
            // Of equal scores the first wins.
            let best = allowed.reduce(|best, next| if next.1 > best.1 { next } else { best });
            match best.map(|(transition, _)| *transition) {
                Some((Action::Begin, Some(kind))) => open = Some((token, kind)),
                Some((Action::Unit, Some(kind))) => entities.push(Entity { start: token, end: token + 1, kind }),
                Some((Action::Last, _)) => {
                    entities.extend(open.take().map(|(start, kind)| Entity { start, end: token + 1, kind }));
                }
                _ => {}
            }
        }
        entities
    }
}
