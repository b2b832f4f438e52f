//! Claims without a verb: who someone is ("Ann Lee, the prosecutor"; "Chief Justice Ann Lee"; "Ann Lee, 34,").

use super::extent::trim;
use super::tree::Tree;
use super::{Certainty, Claim, Form, Participant, Role};
use crate::analysis::{Dep, EntityKind, Name, Pos};
use std::ops::Range;

/// The longest passage that takes in both sides of an apposition, in bytes.
const BOTH_SIDES: u32 = 160;

/// The claim that an apposition makes.
pub(super) fn apposition(tree: &Tree, kinds: &[Option<EntityKind>], i: u32) -> Option<Claim> {
    let head = tree.head(i).filter(|&h| h < i && tree.dep(i) == Dep::Appos)?;
    let nominal = |t: u32| matches!(tree.pos(t), Pos::Noun | Pos::Propn | Pos::Num);
    if !nominal(i) || !nominal(head) {
        return None;
    }
    // "(UNO)" is another name, and "May 9, 2025" one date.
    let acronym =
        tree.phrase(i).len() == 1 && tree.lemma(i).chars().all(|c| c.is_uppercase()) && tree.pos(i) == Pos::Propn;
    if acronym || tree.lemma(i) == "worth" || matches!(kinds[head as usize], Some(EntityKind::Date | EntityKind::Time))
    {
        return None;
    }
    let named = trim(tree, tree.phrase(head), head);
    let said = trim(tree, tree.phrase(i), i);
    let both = named.start.min(said.start)..named.end.max(said.end);
    let range = if tree.analysis.span(both.clone()).len() <= BOTH_SIDES {
        trim(tree, both, i)
    } else {
        said.clone()
    };
    Some(claim(tree, range, i, (head, named), (i, said)))
}

/// The claim that the title before a person's name makes.
pub(super) fn title(tree: &Tree, name: &Name) -> Option<Claim> {
    let head = name.tokens.end - 1;
    if name.kind != EntityKind::Person {
        return None;
    }
    let head = if tree.phrase(head).start < name.tokens.start {
        head
    } else {
        tree.head(head).filter(|h| name.tokens.contains(h))?
    };
    let start = tree.phrase(head).start;
    let before = start..name.tokens.start;
    let word = before
        .clone()
        .rev()
        .find(|&t| matches!(tree.pos(t), Pos::Noun | Pos::Propn))?;
    let describes = matches!(tree.dep(word), Dep::Compound | Dep::Nmod | Dep::Amod) && word + 1 == name.tokens.start;
    let title = trim(tree, before, word);
    describes.then(|| {
        claim(
            tree,
            title.start..name.tokens.end,
            word,
            (head, name.tokens.clone()),
            (word, title),
        )
    })
}

fn claim(
    tree: &Tree,
    range: Range<u32>,
    predicate: u32,
    theme: (u32, Range<u32>),
    attribute: (u32, Range<u32>),
) -> Claim {
    let part = |role, (head, tokens): (u32, Range<u32>)| Participant {
        role,
        head,
        span: tree.analysis.span(tokens),
    };
    Claim {
        span: tree.analysis.span(range),
        sentence: tree.token(predicate).sentence,
        form: Form::Apposition,
        predicate,
        governor: None,
        participants: vec![part(Role::Theme, theme), part(Role::Attribute, attribute)],
        positive: true,
        certainty: Certainty::Fact,
        values: Vec::new(),
        attribution: None,
    }
}
