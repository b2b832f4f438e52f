//! Whether what a time says something of lies behind or ahead, as the parse tells it.

use crate::analysis::{Analysis, Dep, Pos};

/// Which way a time is to be looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
    /// Present forms and what hangs on no verb.
    Open,
}

/// Verbs that put what follows them ahead ("plans to", "is due", "expected").
const AHEAD: &[&str] = &[
    "plan", "expect", "schedule", "set", "intend", "hope", "want", "promise", "vow", "pledge", "prepare", "aim",
    "slate", "aim", "due", "propose", "threaten", "agree", "urge", "ask", "order", "call", "poise", "await",
    "postpone", "delay", "book", "invite",
];

/// Verbs by which what follows them is done, or not done, when they are: "began to leak on Sunday".
const DOING: &[&str] = &[
    "begin", "cease", "continue", "fail", "happen", "manage", "neglect", "proceed", "refuse", "start",
];

/// Nouns of things with a date of their own: "will attend Thursday's meeting" is ahead, "will appeal Thursday's ruling" behind.
const DATED: &[&str] = &[
    "meeting",
    "vote",
    "election",
    "hearing",
    "summit",
    "game",
    "match",
    "debate",
    "session",
    "talk",
    "launch",
    "ceremony",
    "trial",
    "deadline",
    "visit",
    "conference",
    "referendum",
    "primary",
    "runoff",
    "race",
    "event",
    "rally",
    "march",
    "protest",
    "show",
    "final",
];

/// The tense that governs the time whose words are the tokens `first..=last`.
pub(super) fn tense(analysis: &Analysis, first: u32, last: u32) -> Tense {
    let tokens = &analysis.tokens;
    let inside = |t: u32| (first..=last).contains(&t);
    let Some(mut at) = (first..=last)
        .rev()
        .find(|&t| tokens.get(t as usize).is_some_and(|x| !inside(x.head)))
    else {
        return Tense::Open;
    };
    let mut noun = None;
    for _ in 0..24 {
        let token = &tokens[at as usize];
        if !inside(at) {
            match token.pos {
                Pos::Verb | Pos::Aux => {
                    let found = verb(analysis, at);
                    // A date before its noun lies behind, unless the noun is of a thing with a date of its own.
                    let behind = noun.is_some_and(|n: u32| n > last && !DATED.contains(&&*tokens[n as usize].lemma));
                    return if behind { Tense::Past } else { found };
                }
                Pos::Noun | Pos::Propn if noun.is_none() => noun = Some(at),
                _ => {}
            }
        }
        if token.head == at {
            break;
        }
        at = token.head;
    }
    Tense::Open
}

/// The tense of a verb with its auxiliaries; an infinitive takes it from the verb above.
fn verb(analysis: &Analysis, verb: u32) -> Tense {
    let tokens = &analysis.tokens;
    let mut at = verb;
    for _ in 0..6 {
        let token = &tokens[at as usize];
        let (mut will, mut past, mut to, mut be) = (false, false, false, false);
        for child in analysis.children(at) {
            let child = &tokens[child as usize];
            if matches!(child.dep, Dep::Aux | Dep::Auxpass) {
                match &*child.lemma {
                    "will" | "shall" | "'ll" | "would" | "may" | "might" | "could" | "can" | "should" | "must" => {
                        will = true
                    }
                    "to" => to = true,
                    "have" => past = true,
                    "be" => {
                        be = true;
                        past |= child.tag == "VBD" || child.tag == "VBN";
                    }
                    "do" => past |= child.tag == "VBD",
                    _ => {}
                }
            }
        }
        if will && !past {
            return Tense::Future;
        }
        let above = &tokens[token.head as usize];
        let doing = DOING.contains(&&*above.lemma) || &*above.lemma == "have" && above.tag == "VBD";
        if to && !past && token.dep == Dep::Xcomp && doing {
            at = token.head;
            continue;
        }
        if to && !past {
            // "is going to", "was due to", "plans to": what is ahead of the verb above; but "the first to".
            return if record(analysis, at) {
                Tense::Past
            } else {
                Tense::Future
            };
        }
        let ahead = AHEAD.contains(&&*token.lemma);
        match token.tag {
            "VBD" => return Tense::Past,
            "VBN" if past || !be => return if ahead && !past { Tense::Future } else { Tense::Past },
            "VBN" => return if ahead { Tense::Future } else { Tense::Open },
            "VBG" if be => return if past { Tense::Past } else { Tense::Future },
            "VBG" | "VB" if token.head != at => at = token.head,
            "VBP" | "VBZ" => {
                return if ahead || awaited(analysis, at) {
                    Tense::Future
                } else {
                    Tense::Open
                };
            }
            _ => return Tense::Open,
        }
        if !matches!(tokens[at as usize].pos, Pos::Verb | Pos::Aux) {
            return Tense::Open;
        }
    }
    Tense::Open
}

/// "Until we vote in November", "when schools open in August": what stands in the present after such a word is yet to come.
fn awaited(analysis: &Analysis, verb: u32) -> bool {
    analysis.children(verb).any(|k| {
        let word = &analysis.tokens[k as usize];
        matches!(word.dep, Dep::Mark | Dep::Advmod)
            && matches!(
                &*word.lemma,
                "after" | "before" | "if" | "once" | "unless" | "until" | "when"
            )
    })
}

/// Whether an infinitive says of what, or who, was the first or the greatest: "the strongest storm to hit the island".
fn record(analysis: &Analysis, verb: u32) -> bool {
    let token = &analysis.tokens[verb as usize];
    let first = |t: u32| {
        let token = &analysis.tokens[t as usize];
        token.tag == "JJS" || matches!(&*token.lemma, "first" | "last" | "only")
    };
    matches!(token.dep, Dep::Acl | Dep::Relcl) && (first(token.head) || analysis.children(token.head).any(first))
}
