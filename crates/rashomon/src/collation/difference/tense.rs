//! How a claim is told: as what happened, as what is to come, as what may be. Only what a finite verb tells can be held against
//! what another report tells: infinitives, participles and names of events tell of no state of affairs by themselves.

use crate::analysis::{Analysis, Dep, Pos};
use crate::claim::{Claim, Form};
use crate::collation::point::Story;

/// How a finite verb tells of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tense {
    Past,
    Present,
    Future,
    /// "May", "might", "could".
    Possible,
}

/// Words under which a clause is not told as so, or not told at all.
const OPEN: &[&str] = &["if", "unless", "whether", "how", "what", "why"];

/// How a unit is told, if it is told of by a finite verb, and neither asked nor made to hang on a condition.
pub(super) fn of(story: &Story, u: usize) -> Option<Tense> {
    story.tenses[u]
}

/// The same of a claim.
pub(crate) fn of_claim(analysis: &Analysis, claim: &Claim) -> Option<Tense> {
    let told = |verb: u32| open(analysis, verb).then(|| finite(analysis, verb)).flatten();
    match claim.form {
        Form::Clause | Form::Event => told(claim.predicate).or_else(|| told(claim.governor?)),
        // The verb stands over what is said to be so.
        Form::Copula => told(analysis.tokens[claim.predicate as usize].head).or_else(|| told(claim.predicate)),
        Form::Apposition | Form::Frame => None,
    }
}

/// Whether a verb's clause is neither asked nor made to hang on a condition.
fn open(analysis: &Analysis, verb: u32) -> bool {
    let tokens = &analysis.tokens;
    let last = analysis.sentence_tokens(tokens[verb as usize].sentence).last();
    let marked = |v: u32| analysis.children(v).any(|k| OPEN.contains(&&*tokens[k as usize].lemma));
    let head = tokens[verb as usize].head;
    last.is_none_or(|t| &*t.lemma != "?") && !marked(verb) && !(tokens[verb as usize].dep == Dep::Conj && marked(head))
}

/// The tense of a finite verb with what stands beside it; none for infinitives, participles, imperatives and what must, should
/// or can be.
pub(super) fn finite(analysis: &Analysis, verb: u32) -> Option<Tense> {
    let tokens = &analysis.tokens;
    let token = &tokens[verb as usize];
    if !matches!(token.pos, Pos::Verb | Pos::Aux) {
        return None;
    }
    let beside: Vec<_> = analysis
        .children(verb)
        .map(|k| &tokens[k as usize])
        .filter(|k| matches!(k.dep, Dep::Aux | Dep::Auxpass))
        .collect();
    let has = |test: &dyn Fn(&str, &str) -> bool| beside.iter().any(|k| test(&k.lemma, k.tag));
    if has(&|_, tag| tag == "TO") {
        return None;
    }
    // "May expels": before such a form it is a name.
    let modal = beside.iter().find(|k| k.tag == "MD").filter(|_| token.tag != "VBZ");
    if let Some(modal) = modal {
        return match &*modal.lemma {
            // "Would have done": it has not been.
            "would" if has(&|lemma, _| lemma == "have") => None,
            "will" | "shall" | "would" | "'ll" | "wo" => Some(Tense::Future),
            "may" | "might" | "could" => Some(Tense::Possible),
            _ => None,
        };
    }
    let past = || has(&|lemma, tag| tag == "VBD" || lemma == "have");
    let present = || has(&|_, tag| matches!(tag, "VBZ" | "VBP"));
    match token.tag {
        "VBD" => Some(Tense::Past),
        "VBZ" | "VBP" => Some(Tense::Present),
        "VBN" | "VBG" | "VB" if past() => Some(Tense::Past),
        "VBN" | "VBG" | "VB" if present() => Some(Tense::Present),
        // "Was seized and sold": the second shares what stands beside the first.
        "VBN" | "VBG" | "VB" if token.dep == Dep::Conj && token.tag == tokens[token.head as usize].tag => {
            finite(analysis, token.head)
        }
        _ => None,
    }
}
