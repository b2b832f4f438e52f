//! Which words of a document are the heads of claims.

use super::Form;
use super::certainty::untrue;
use super::lexicon::{EVENTS, GOVERNORS, LIGHT_VERBS, find, holds};
use super::tree::Tree;
use crate::analysis::{Dep, Pos};

/// The head of a claim, before its participants are known.
#[derive(Debug, Clone, Copy)]
pub(super) struct Predicate {
    pub(super) form: Form,
    /// The word that says what is so.
    pub(super) word: u32,
    /// The verb that carries tense and negation: the word itself, a copula, a light verb, the verb that governs an infinitive.
    pub(super) verb: u32,
    /// The outermost of them, on which the clause hangs.
    pub(super) top: u32,
}

/// The claim that token `i` heads, if it heads one. At most one claim comes from each token.
pub(super) fn predicate(tree: &Tree, i: u32, is_cue: bool) -> Option<Predicate> {
    if tree.is_verbal(i) {
        verbal(tree, i, is_cue)
    } else if tree.pos(i) == Pos::Noun {
        event(tree, i)
    } else {
        None
    }
}

const NOT_CLAUSES: &[Dep] = &[
    Dep::Amod,
    Dep::Compound,
    Dep::Case,
    Dep::Prep,
    Dep::Mark,
    Dep::Npadvmod,
    Dep::Advmod,
    Dep::Punct,
    Dep::Nmod,
    Dep::Quantmod,
    Dep::Det,
    Dep::Intj,
];

fn verbal(tree: &Tree, i: u32, is_cue: bool) -> Option<Predicate> {
    if NOT_CLAUSES.contains(&tree.dep(i)) || governs(tree, i) {
        return None;
    }
    let top = topmost(tree, i);
    let of = |form, word| {
        Some(Predicate {
            form,
            word,
            verb: i,
            top,
        })
    };
    if tree.lemma(i) == "be" || tree.pos(i) == Pos::Aux {
        let complement = tree.kid(i, &[Dep::Attr, Dep::Acomp, Dep::Oprd]).or_else(|| {
            tree.kids(i)
                .iter()
                .copied()
                .find(|&k| k > i && matches!(tree.dep(k), Dep::Prep | Dep::Advmod))
        });
        // "The claim that it fell is false": the clause is the claim.
        let complement = complement?;
        let clause = |k: &u32| untrue(tree, *k) == Some(complement);
        let subjects = tree.kids_by(i, &[Dep::Nsubj]).flat_map(|s| tree.kids(s));
        if tree.kids(i).iter().chain(subjects).any(clause) {
            return None;
        }
        return of(Form::Copula, complement);
    }
    if is_cue {
        return of(Form::Frame, i);
    }
    if tree.kid(i, &[Dep::Attr, Dep::Acomp]).is_some() {
        return of(Form::Copula, i);
    }
    if let Some(event) = tree.kid(i, &[Dep::Dobj, Dep::Nsubjpass]).filter(|&o| is_event(tree, o))
        && holds(LIGHT_VERBS, tree.lemma(i))
    {
        return of(Form::Clause, event);
    }
    of(Form::Clause, i)
}

/// Whether token `i` makes one claim with the infinitive or gerund that hangs from it.
fn governs(tree: &Tree, i: u32) -> bool {
    let governed = |g: u32| tree.kids(g).iter().any(|&k| k > g && is_governed(tree, k));
    governed(i) || tree.kid(i, &[Dep::Acomp, Dep::Oprd]).is_some_and(governed)
}

fn is_governed(tree: &Tree, i: u32) -> bool {
    let infinite = matches!(tree.token(i).tag, "VB" | "VBG" | "VBN");
    let own_subject = || tree.kid(i, &[Dep::Nsubj, Dep::Nsubjpass]).is_some();
    let Some(head) = tree.head(i).filter(|&h| h < i) else {
        return false;
    };
    matches!(tree.dep(i), Dep::Xcomp | Dep::Oprd)
        && tree.is_verbal(i)
        && infinite
        && !own_subject()
        && find(GOVERNORS, tree.lemma(head)).is_some()
        && tree.kid(head, &[Dep::Dobj, Dep::Dative]).is_none()
        // "was used to hide": what it is used for is a claim of its own.
        && !(tree.lemma(head) == "use" && tree.kid(head, &[Dep::Auxpass]).is_some())
}

/// The verb or adjective that governs token `i`, if it makes one claim with it.
pub(super) fn governor(tree: &Tree, i: u32) -> Option<u32> {
    let head = tree.head(i).filter(|_| is_governed(tree, i))?;
    let under_copula = !tree.is_verbal(head) && matches!(tree.dep(head), Dep::Acomp | Dep::Oprd);
    if under_copula { tree.head(head) } else { Some(head) }
}

/// How many governors deep a claim is followed ("is expected to begin to try to").
const DEPTH: usize = 6;

fn topmost(tree: &Tree, mut i: u32) -> u32 {
    for _ in 0..DEPTH {
        match governor(tree, i) {
            Some(above) => i = above,
            None => break,
        }
    }
    i
}

pub(super) fn is_event(tree: &Tree, i: u32) -> bool {
    tree.pos(i) == Pos::Noun && find(EVENTS, tree.lemma(i)).is_some()
}

/// A noun that names an event counts as a claim where it comes with someone or something that took part.
fn event(tree: &Tree, i: u32) -> Option<Predicate> {
    let light = || {
        tree.head(i)
            .is_some_and(|h| tree.is_verbal(h) && holds(LIGHT_VERBS, tree.lemma(h)))
            && matches!(tree.dep(i), Dep::Dobj | Dep::Nsubjpass)
    };
    let apart = matches!(
        tree.dep(i),
        Dep::Compound | Dep::Attr | Dep::Npadvmod | Dep::Nmod | Dep::Poss
    );
    if apart || !is_event(tree, i) || light() {
        return None;
    }
    let takes_part = |&k: &u32| match tree.dep(k) {
        Dep::Poss => true,
        Dep::Prep | Dep::Agent => matches!(
            tree.lemma(k),
            "of" | "by" | "to" | "from" | "against" | "between" | "with" | "on" | "in" | "over" | "for"
        ),
        Dep::Compound => matches!(tree.pos(k), Pos::Noun | Pos::Propn),
        Dep::Amod => tree.token(k).tag.starts_with("NNP") || tree.lemma(k).starts_with(char::is_uppercase),
        _ => false,
    };
    tree.kids(i).iter().any(takes_part).then_some(Predicate {
        form: Form::Event,
        word: i,
        verb: i,
        top: i,
    })
}
