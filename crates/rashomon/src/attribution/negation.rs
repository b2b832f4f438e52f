//! Cues under a negation: who "did not say" it has not said it, and who "does not think" it so thinks that it is not.

use super::{Force, Reader};
use crate::analysis::{Dep, Pos};

/// Verbs by whose negation one says that it is not so ("I do not think that it is safe": negative raising, see Horn, A Natural
/// History of Negation, 1989).
const RAISING: &[&str] = &["believe", "expect", "feel", "imagine", "reckon", "suppose", "think"];

/// Whether who does not do so holds that it is not so.
pub(crate) fn raises(lemma: &str) -> bool {
    RAISING.contains(&lemma)
}

/// What a cue says of its content where it may stand under a negation.
pub(super) fn force(reader: &Reader, v: u32, force: Force) -> Force {
    let lemma = &*reader.token(v).lemma;
    let turned = match force {
        Force::Believes if raises(lemma) => Force::Denies,
        Force::Denies if lemma == "doubt" => Force::Believes,
        // Adjectives: "is not sure that".
        Force::Believes if lemma == "be" => Force::Asks,
        // What is not said, granted or denied is left open.
        Force::Says | Force::Alleges | Force::Denies | Force::Grants | Force::Hints => Force::Asks,
        _ => return force,
    };
    if negated(reader, v, 4) { turned } else { force }
}

/// Verbs and adjectives under which it is not done ("refused to say").
const WITHHOLDS: &[&str] = &["avoid", "decline", "refuse", "reluctant", "unable", "unwilling"];

/// Whether a verb is negated: by its own words, with the verb that it is coordinated with ("would not confirm or deny"), or by
/// the verb above it, so many steps upward.
fn negated(reader: &Reader, v: u32, steps: u8) -> bool {
    let tree = &reader.tree;
    let no = |k: u32| match reader.dep(k) {
        // "Not only said" has said it.
        Dep::Neg => {
            let next = reader.tokens.get(k as usize + 1).map_or("", |t| &*t.lemma);
            !matches!(next, "just" | "merely" | "only" | "simply")
        }
        Dep::Advmod => reader.is(k, &["never"]),
        Dep::Preconj | Dep::Cc => k < v && reader.is(k, &["neither"]),
        Dep::Nsubj => {
            let none =
                |k: u32| reader.is(k, &["few", "neither", "no"]) && matches!(reader.dep(k), Dep::Det | Dep::Amod);
            let some = |k: u32| reader.is(k, &["a"]);
            let of = tree.children(k);
            (reader.is(k, &["few", "nobody", "none"]) || of.iter().any(|&k| none(k))) && !of.iter().any(|&k| some(k))
        }
        _ => false,
    };
    if tree.children(v).iter().any(|&k| no(k)) {
        return true;
    }
    let Some(above) = reader.head(v).filter(|_| steps > 0) else {
        return false;
    };
    match reader.dep(v) {
        Dep::Conj => {
            let alternative = |&k: &u32| reader.dep(k) == Dep::Cc && reader.is(k, &["nor", "or"]);
            tree.child(v, &[Dep::Nsubj]).is_none()
                && tree.children(above).iter().any(alternative)
                && negated(reader, above, steps - 1)
        }
        Dep::Xcomp => {
            let withheld = WITHHOLDS.contains(&&*reader.token(above).lemma);
            let verb = if reader.token(above).pos == Pos::Adj {
                reader.head(above)
            } else {
                Some(above)
            };
            withheld != verb.is_some_and(|verb| negated(reader, verb, steps - 1))
        }
        _ => false,
    }
}
