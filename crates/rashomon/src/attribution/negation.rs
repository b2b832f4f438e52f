//! Cues that deny: who "did not say" it has not said it, and who "does not think" it so thinks that it is not.

use super::{Force, Reader};
use crate::analysis::{Dep, EntityKind, Pos, Token};
use std::ops::Range;

/// Verbs by whose negation one says that it is not so ("I do not think that it is safe": negative raising, see Horn, A Natural
/// History of Negation, 1989).
const RAISING: &[&str] = &["believe", "expect", "feel", "reckon", "suppose", "think"];

/// Verbs whose content is so whether or not it is told ("did not disclose that he had met them").
const FACTIVE: &[&str] = &["disclose", "mention", "reveal"];

/// Whether who does not do so holds that it is not so.
pub(crate) fn raises(lemma: &str) -> bool {
    RAISING.contains(&lemma)
}

/// What a cue says of its content where it may stand under a negation.
pub(super) fn force(reader: &Reader, v: u32, force: Force) -> Force {
    let lemma = &*reader.token(v).lemma;
    let helpers = || {
        reader
            .tree
            .children(v)
            .iter()
            .filter(|&&k| matches!(reader.dep(k), Dep::Aux | Dep::Auxpass))
    };
    let turned = match force {
        // "Could not believe that it fell": it fell.
        Force::Believes if helpers().any(|&k| reader.token(k).tag == "MD") => return force,
        // "Had not expected it", "never thought it": it may have come all the same.
        Force::Believes if lemma == "expect" && helpers().any(|&k| reader.token(k).tag == "VBD") => Force::Asks,
        Force::Believes if raises(lemma) && !never(reader, v) => Force::Denies,
        Force::Believes if raises(lemma) => Force::Asks,
        Force::Denies if lemma == "doubt" => Force::Believes,
        // Adjectives: "is not sure that"; of what one is not aware is so.
        Force::Believes
            if lemma == "be"
                && reader
                    .tree
                    .child(v, &[Dep::Acomp])
                    .is_some_and(|a| !reader.is(a, &["aware"])) =>
        {
            Force::Asks
        }
        Force::Says if FACTIVE.contains(&lemma) => Force::Judges,
        // What is not said, granted or denied is left open.
        Force::Says | Force::Alleges | Force::Denies | Force::Grants | Force::Hints => Force::Asks,
        _ => return force,
    };
    if negated(reader, v, 4) { turned } else { force }
}

fn never(reader: &Reader, v: u32) -> bool {
    reader.tree.children(v).iter().any(|&k| reader.is(k, &["never"]))
}

/// Verbs and adjectives under which it is not done ("refused to say").
#[rustfmt::skip]
const WITHHOLDS: &[&str] = &[
    "afraid", "avoid", "decline", "fail", "forget", "hesitate", "neglect", "refuse", "reluctant", "unable", "unwilling",
];

/// "Without", "instead of", "rather than", "stopped short of": what stands under it is not done.
pub(crate) fn short_of(tokens: &[Token], preposition: u32) -> bool {
    let at = preposition as usize;
    let before = at.checked_sub(1).map_or("", |k| &*tokens[k].lemma);
    match &*tokens[at].lemma {
        "without" => true,
        "of" => matches!(before, "instead" | "short"),
        "than" => before == "rather",
        _ => false,
    }
}

/// "Not only", "not just" deny nothing.
pub(crate) fn focuses(tokens: &[Token], negation: u32) -> bool {
    let next = tokens.get(negation as usize + 1);
    next.is_some_and(|t| matches!(&*t.lemma, "just" | "only" | "merely" | "simply" | "solely"))
}

/// Whether a verb is negated: by its own words, with the verb that it is coordinated with ("would not confirm or deny"), or by
/// the verb above it, so many steps upward.
fn negated(reader: &Reader, v: u32, steps: u8) -> bool {
    let tree = &reader.tree;
    let no = |k: u32| match reader.dep(k) {
        Dep::Neg => !focuses(reader.tokens, k),
        Dep::Advmod => reader.is(k, &["never"]),
        Dep::Preconj | Dep::Cc => k < v && reader.is(k, &["neither"]),
        // "A few" and "the few" are some.
        Dep::Nsubj if reader.token(k).pos != Pos::Num => {
            let of = tree.children(k);
            let none =
                |&k: &u32| reader.is(k, &["few", "neither", "no"]) && matches!(reader.dep(k), Dep::Det | Dep::Amod);
            let some = |&k: &u32| reader.dep(k) == Dep::Det && !none(&k);
            (reader.is(k, &["few", "nobody", "none"]) || of.iter().any(none)) && !of.iter().any(some)
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
        Dep::Pcomp => short_of(reader.tokens, above),
        _ => false,
    }
}

/// "The president dismissed Lee", "the judge dismissed the appeal": whether what follows a verb that can deny is somebody, or a deed that
/// is turned down, so that it tells what was done.
pub(super) fn done_to(reader: &Reader, v: u32, content: &[Range<u32>]) -> bool {
    const DEEDS: &[&str] = &[
        "appeal",
        "application",
        "attempt",
        "bid",
        "effort",
        "lawsuit",
        "motion",
        "petition",
        "suit",
    ];
    let lemma = &*reader.token(v).lemma;
    // What a judge denies is asked of the court.
    let judges = || {
        let subject = reader.tree.child(v, &[Dep::Nsubj]);
        subject.is_some_and(|s| reader.is(s, &["court", "judge", "justice", "justices", "judges"]))
    };
    let turned_down = matches!(lemma, "dismiss" | "reject" | "toss") || lemma == "deny" && judges();
    let person = |t: u32| reader.entity(t).is_some_and(|n| n.kind == EntityKind::Person);
    let someone = |part: &Range<u32>| part.clone().all(|t| person(t) || reader.is(t, &["him", "her", "them"]));
    let deed = |part: &Range<u32>| {
        let mut heads = part
            .clone()
            .filter(|&t| !reader.head(t).is_some_and(|h| part.contains(&h)));
        // "Rejected the case for war" denies it.
        let named = |t: u32| reader.listed(t, DEEDS) || lemma == "dismiss" && reader.is(t, &["case", "cases"]);
        heads.next().is_some_and(named)
    };
    content.iter().all(|part| someone(part) || turned_down && deed(part))
}
