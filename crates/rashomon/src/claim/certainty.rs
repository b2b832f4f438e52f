//! Whether a claim is made as so or as not so, and how firmly.

use super::Certainty;
use super::lexicon::{EMBEDDERS, FALSE, GOVERNORS, NEGATORS, QUALIFIERS, find, holds};
use super::predicate::{Predicate, governor};
use super::tree::Tree;
use crate::analysis::{Dep, Pos};
use crate::attribution::{Attribution, Force, focuses, raises, short_of};

/// Whether it is stated as so, and how firmly the words themselves do.
pub(super) fn modality(tree: &Tree, predicate: &Predicate, is_cue: &[bool]) -> (bool, Certainty) {
    let mut positive = !disbelieved(tree, predicate.top, is_cue);
    let mut certainty = Certainty::Fact;
    let mut at = predicate.verb;
    loop {
        if let Some(keeper) = kept_from(tree, at) {
            let (kept, how) = keeps(tree, keeper);
            positive ^= kept;
            certainty = firmer(certainty, how);
        }
        let empty = at == predicate.verb && empty_participant(tree, at);
        positive ^= negated(tree, at) || empty;
        if empty && compared(tree, at) {
            certainty = firmer(certainty, Certainty::Open);
        }
        certainty = firmer(certainty, qualified(tree, at));
        let Some(above) = governor(tree, at).filter(|_| at != predicate.top) else {
            break;
        };
        let (effect, opposite) = tree
            .head(at)
            .filter(|&w| !as_preposition(tree, w) && !had_to(tree, w))
            .and_then(|w| find(GOVERNORS, tree.lemma(w)))
            .unwrap_or((Certainty::Fact, false));
        certainty = firmer(certainty, effect);
        positive ^= opposite;
        at = above;
    }
    if predicate.word != predicate.verb {
        certainty = firmer(certainty, qualified(tree, predicate.word));
    }
    if asked(tree, predicate.top) {
        certainty = firmer(certainty, Certainty::Open);
    } else if !positive && unfounded(tree, predicate.top) {
        // "No evidence that he did not know" is none that he did.
        return (false, firmer(certainty, Certainty::Open));
    } else if untrue(tree, predicate.top).is_some() || unfounded(tree, predicate.top) {
        return (!positive, certainty);
    }
    (positive, firmer(certainty, embedded(tree, predicate.top)))
}

/// Of two, the one that tells a reader to be more careful.
pub(super) fn firmer(a: Certainty, b: Certainty) -> Certainty {
    let rank = |c: Certainty| match c {
        Certainty::Fact => 0,
        Certainty::Planned => 1,
        Certainty::Hinted => 2,
        Certainty::Open => 3,
        Certainty::Alleged => 4,
        Certainty::Denied => 5,
    };
    if rank(a) >= rank(b) { a } else { b }
}

/// What the holder's way of saying it leaves of a claim's certainty.
pub(super) fn under(force: Force, certainty: Certainty) -> Certainty {
    let held = match force {
        Force::Says | Force::Grants | Force::Judges => Certainty::Fact,
        Force::Alleges => Certainty::Alleged,
        Force::Denies => Certainty::Denied,
        Force::Hints | Force::Believes | Force::Asks => Certainty::Hinted,
        Force::Plans | Force::Urges => Certainty::Planned,
    };
    firmer(certainty, held)
}

fn negated(tree: &Tree, word: u32) -> bool {
    let by_word = |&k: &u32| match tree.dep(k) {
        _ if focuses(&tree.analysis.tokens, k) => false,
        Dep::Neg => true,
        Dep::Det | Dep::Advmod | Dep::Preconj | Dep::Cc => {
            k < word && holds(NEGATORS, tree.lemma(k)) && tree.lemma(k) != "nor"
        }
        _ => false,
    };
    let without = tree.dep(word) == Dep::Pcomp && tree.head(word).is_some_and(|p| short_of(&tree.analysis.tokens, p));
    let no_longer = |&k: &u32| {
        tree.dep(k) == Dep::Advmod
            && tree.token(k).tag == "RBR"
            && tree.lemma(k).starts_with("long")
            && k > 0
            && tree.lemma(k - 1) == "no"
    };
    // "Have yet to receive": they have not.
    let yet = |&k: &u32| tree.dep(k) == Dep::Advmod && tree.lemma(k) == "yet";
    let had = tree
        .head(word)
        .filter(|&h| tree.dep(word) == Dep::Xcomp && tree.lemma(h) == "have");
    let yet_to = had.is_some_and(|h| tree.kids(h).iter().chain(tree.kids(word)).any(yet));
    without
        || yet_to
        || tree.kids(word).iter().any(no_longer)
        || tree.kids(word).iter().any(by_word)
        || in_no_way(tree, word)
}

/// "in no way", "by no means", "under no circumstances".
fn in_no_way(tree: &Tree, word: u32) -> bool {
    tree.kids_by(word, &[Dep::Prep]).any(|p| {
        let way = tree.kid(p, &[Dep::Pobj]).filter(|&o| {
            matches!(
                (tree.lemma(p), tree.lemma(o)),
                ("in", "way") | ("by", "means" | "mean") | ("under", "circumstance")
            )
        });
        way.is_some_and(|o| tree.kids_by(o, &[Dep::Det]).any(|d| tree.lemma(d) == "no"))
    })
}

/// "refrained from imposing", "prevented from leaving", "blocked a plan to close": by which word what stands under it is not done.
fn kept_from(tree: &Tree, word: u32) -> Option<u32> {
    #[rustfmt::skip]
    const KEEP: &[&str] =
        &["abstain", "ban", "bar", "block", "deter", "dissuade", "keep", "prevent", "prohibit", "refrain", "stop"];
    #[rustfmt::skip]
    const CALL_OFF: &[&str] = &[
        "abandon", "block", "cancel", "defeat", "dismiss", "drop", "foil", "halt", "reject", "scrap", "shelve", "stop", "suspend", "thwart",
        "veto",
    ];
    let above = tree.head(word)?;
    match tree.dep(word) {
        Dep::Pcomp if tree.lemma(above) == "from" => tree.head(above).filter(|&k| holds(KEEP, tree.lemma(k))),
        Dep::Acl if infinitive(tree, word) && matches!(tree.dep(above), Dep::Dobj | Dep::Nsubjpass) => {
            tree.head(above).filter(|&k| holds(CALL_OFF, tree.lemma(k)))
        }
        _ => None,
    }
}

fn infinitive(tree: &Tree, verb: u32) -> bool {
    tree.kids_by(verb, &[Dep::Aux]).any(|a| tree.lemma(a) == "to")
}

/// Whether such a word keeps from it, and how firmly that is told: who "did not stop" it lets it be done; of an effort to prevent it
/// nobody says what came of it, nor of what "would not prevent" it.
fn keeps(tree: &Tree, keeper: u32) -> (bool, Certainty) {
    let kept = !negated(tree, keeper) && !empty_participant(tree, keeper);
    let above = tree.head(keeper);
    if infinitive(tree, keeper) && !above.is_some_and(|w| had_to(tree, w)) {
        return match above.and_then(|w| find(GOVERNORS, tree.lemma(w))) {
            Some((Certainty::Fact, false)) => (kept, Certainty::Fact),
            Some((Certainty::Fact, true)) if above.is_some_and(|w| matches!(tree.lemma(w), "fail" | "unable")) => {
                (!kept, Certainty::Fact)
            }
            _ => (kept, Certainty::Open),
        };
    }
    if kept {
        return (true, qualified(tree, keeper));
    }
    let helpers = || tree.kids_by(keeper, &[Dep::Aux, Dep::Mark]);
    let past = tree.token(keeper).tag == "VBD"
        || helpers().any(|k| tree.token(k).tag == "VBD" || matches!(tree.lemma(k), "have" | "could"));
    let maybe = |k: u32| matches!(tree.token(k).tag, "MD" | "IN") && !matches!(tree.lemma(k), "could" | "that");
    let allowed = matches!(tree.lemma(keeper), "ban" | "bar" | "prohibit");
    if past && !allowed && !helpers().any(maybe) {
        (false, Certainty::Fact)
    } else {
        (false, Certainty::Open)
    }
}

/// "no arrests were made", "nobody came".
fn empty_participant(tree: &Tree, verb: u32) -> bool {
    let other = |n: u32| {
        tree.kids_by(n, &[Dep::Amod])
            .any(|k| tree.lemma(k) == "other" && k == n + 1)
    };
    let none = |n: u32| {
        // "None other than the mayor" is the mayor.
        holds(NEGATORS, tree.lemma(n)) && tree.pos(n) != Pos::Adv && !other(n)
            || tree
                .kids_by(n, &[Dep::Det, Dep::Preconj, Dep::Cc, Dep::Nummod])
                .any(|d| matches!(tree.lemma(d), "no" | "neither" | "zero"))
    };
    tree.kids_by(verb, &[Dep::Nsubj, Dep::Nsubjpass, Dep::Dobj, Dep::Attr])
        .any(none)
}

/// "No mayor has built as much as Lee", "like Lee": others may have, only not so.
fn compared(tree: &Tree, verb: u32) -> bool {
    let end = tree.analysis.sentences[tree.token(verb).sentence as usize].tokens.end;
    let after = |word: &str| {
        let adposition = |t: &u32| matches!(tree.pos(*t), Pos::Adp | Pos::Adv | Pos::Sconj);
        (verb + 1..end)
            .filter(adposition)
            .filter(|&t| tree.lemma(t) == word)
            .count()
    };
    after("like") > 0 || after("than") > 0 || after("as") > 1
}

/// What modals, adverbs and adjectives beside a word say of it.
fn qualified(tree: &Tree, word: u32) -> Certainty {
    let mut out = Certainty::Fact;
    for &kid in tree.kids(word) {
        let lemma = tree.lemma(kid);
        let found = match tree.dep(kid) {
            // "May expels": no modal stands before such a form, but the name of somebody.
            Dep::Aux if tree.token(word).tag == "VBZ" => None,
            Dep::Aux | Dep::Advmod => find(QUALIFIERS, lemma),
            Dep::Amod => find(EMBEDDERS, lemma),
            Dep::Mark if matches!(lemma, "if" | "whether" | "unless") => Some(Certainty::Open),
            _ => None,
        };
        out = firmer(out, found.unwrap_or(Certainty::Fact));
    }
    if not_done(tree, word) {
        out = firmer(out, Certainty::Open);
    }
    // An infinitive of purpose has not happened by being named.
    let done = || tree.head(word).is_some_and(|h| has_done(tree, h));
    let purpose = matches!(tree.dep(word), Dep::Advcl | Dep::Acl | Dep::Relcl) && infinitive(tree, word);
    if purpose && !done() {
        firmer(out, Certainty::Planned)
    } else {
        out
    }
}

/// "one of the few to attend", "the first to fall": the infinitive says what was done.
fn has_done(tree: &Tree, noun: u32) -> bool {
    let only = |k: &u32| {
        matches!(
            tree.lemma(*k),
            "first" | "last" | "only" | "latest" | "few" | "second" | "third"
        )
    };
    let one = |n: u32| tree.lemma(n) == "one" || tree.kids(n).iter().any(only);
    let said_of = tree.kids_by(noun, &[Dep::Attr]).any(one);
    one(noun) || said_of || tree.head(noun).and_then(|p| tree.head(p)).is_some_and(one)
}

/// What the words above a claim say of it ("allegations that", "denied exporting", "accused of").
fn embedded(tree: &Tree, top: u32) -> Certainty {
    let mut at = top;
    for _ in 0..3 {
        let Some(head) = tree.head(at) else { break };
        let under = match tree.dep(at) {
            Dep::Ccomp
            | Dep::Xcomp
            | Dep::Oprd
            | Dep::Pcomp
            | Dep::Pobj
            | Dep::Dobj
            | Dep::Acl
            | Dep::Nsubjpass
            | Dep::Prep => true,
            Dep::Conj => {
                at = head;
                continue;
            }
            _ => false,
        };
        if !under {
            break;
        }
        let preposition = tree.pos(head) == Pos::Adp || tree.dep(head) == Dep::Prep;
        if preposition && !matches!(tree.lemma(head), "of" | "for" | "at" | "to" | "about" | "on" | "in") {
            break;
        }
        if preposition {
            at = head;
            continue;
        }
        let cleared = || tree.lemma(head) == "clear" && tree.lemma(at) == "of";
        let embedder = find(EMBEDDERS, tree.lemma(head)).or_else(|| cleared().then_some(Certainty::Denied));
        let embedder = embedder.filter(|_| !as_preposition(tree, head));
        // What somebody "did not deny" is left open.
        return match embedder {
            Some(Certainty::Denied) if negated(tree, head) => Certainty::Open,
            found => found.unwrap_or(Certainty::Fact),
        };
    }
    Certainty::Fact
}

/// "I don't think the bridge is safe": the clause is held not to be so. Where someone is said not to think so, the attribution has it.
fn disbelieved(tree: &Tree, top: u32, is_cue: &[bool]) -> bool {
    let above = tree.head(top).filter(|_| tree.dep(top) == Dep::Ccomp);
    above.is_some_and(|v| raises(tree.lemma(v)) && !is_cue[v as usize] && negated(tree, v))
}

/// "It is not true that ...", "the claim that ... is an invention": the clause is said not to be so, by this word.
pub(super) fn untrue(tree: &Tree, top: u32) -> Option<u32> {
    let head = tree.head(top)?;
    let copula = match tree.dep(top) {
        Dep::Ccomp => Some(head).filter(|&v| tree.kid(v, &[Dep::Nsubj]).is_some_and(|s| tree.lemma(s) == "it")),
        // A "that" with an object beside it stands for nothing, whatever the parse says.
        Dep::Acl | Dep::Relcl
            if tree.kid(top, &[Dep::Mark]).is_some() || tree.kids_by(top, &[Dep::Dobj]).count() > 1 =>
        {
            tree.head(head).filter(|_| tree.dep(head) == Dep::Nsubj)
        }
        _ => None,
    };
    let verb = copula.filter(|&v| tree.lemma(v) == "be")?;
    let said = tree.kid(verb, &[Dep::Acomp, Dep::Attr])?;
    let so = match tree.lemma(said) {
        "true" | "correct" => !negated(tree, verb),
        word => !holds(FALSE, word) || negated(tree, verb),
    };
    (!so).then_some(said)
}

/// "No evidence that ...", "the false claim that ...", "the myth that ...": what the noun is about is not so, as far as is told.
fn unfounded(tree: &Tree, top: u32) -> bool {
    const GROUNDS: &[&str] = &["basis", "evidence", "indication", "proof", "sign", "suggestion"];
    const FINDS: &[&str] = &["find", "give", "have", "offer", "present", "provide", "see", "show"];
    #[rustfmt::skip]
    const CLAIMS: &[&str] = &[
        "accusation", "allegation", "assertion", "assumption", "belief", "claim", "idea", "impression", "narrative", "notion", "report",
        "rumor", "rumour", "statement", "story", "suggestion", "theory",
    ];
    let marked = || tree.kid(top, &[Dep::Mark]).is_some_and(|m| tree.lemma(m) == "that");
    let noun = match tree.dep(top) {
        Dep::Acl | Dep::Ccomp if marked() => tree.head(top),
        // "Evidence of tampering".
        Dep::Pobj | Dep::Pcomp => tree
            .head(top)
            .filter(|&p| tree.lemma(p) == "of")
            .and_then(|p| tree.head(p)),
        _ => None,
    };
    noun.filter(|&n| tree.pos(n) == Pos::Noun).is_some_and(|n| {
        let found = |v: &u32| tree.dep(n) == Dep::Dobj && holds(FINDS, tree.lemma(*v)) && negated(tree, *v);
        let none =
            tree.kids_by(n, &[Dep::Det]).any(|d| tree.lemma(d) == "no") || tree.head(n).as_ref().is_some_and(found);
        let untrue = |a: u32| holds(FALSE, &tree.lemma(a).to_lowercase());
        holds(GROUNDS, tree.lemma(n)) && none
            || holds(FALSE, tree.lemma(n)) && marked()
            || holds(CLAIMS, tree.lemma(n)) && tree.kids_by(n, &[Dep::Amod]).any(untrue)
    })
}

/// Whether a clause is asked, and not for who, what or why: what such questions take for granted is told.
fn asked(tree: &Tree, top: u32) -> bool {
    let analysis = tree.analysis;
    let words = &analysis.sentences[tree.token(top).sentence as usize].tokens;
    let mut last = words
        .clone()
        .rev()
        .filter(|&t| !matches!(tree.token(t).tag, "''" | "-RRB-" | "_SP"));
    let mut at = top;
    while let Some(head) = tree.head(at).filter(|_| matches!(tree.dep(at), Dep::Ccomp | Dep::Conj)) {
        at = head;
    }
    last.next().is_some_and(|t| tree.lemma(t) == "?")
        && tree.dep(at) == Dep::Root
        && !by_wh(tree, top)
        && !by_wh(tree, at)
}

/// Whether a clause begins with "who", "when" or the like.
fn by_wh(tree: &Tree, verb: u32) -> bool {
    let mut kids = tree.kids(verb).iter();
    kids.any(|&k| matches!(tree.token(k).tag, "WDT" | "WP" | "WP$" | "WRB"))
}

/// "Should have warned", "had they warned, ...": what has not been done, or only under a condition that was not met.
fn not_done(tree: &Tree, word: u32) -> bool {
    let helpers = || tree.kids_by(word, &[Dep::Aux, Dep::Auxpass]);
    let unreal =
        helpers().any(|k| matches!(tree.lemma(k), "should" | "would")) && helpers().any(|k| tree.lemma(k) == "have");
    // "Only then did it close" is no condition.
    let turned = || {
        let subject = tree.kid(word, &[Dep::Nsubj, Dep::Nsubjpass]);
        let first = helpers()
            .next()
            .filter(|&k| matches!(tree.lemma(k), "have" | "be" | "should"));
        let opens = first.filter(|&k| k == tree.reach(word).low && subject.is_some_and(|s| k < s));
        matches!(tree.dep(word), Dep::Advcl | Dep::Ccomp) && opens.is_some()
    };
    unreal || turned()
}

/// Whether an attribution asks about a claim or leaves it unsaid ("did not say whether", "could not confirm that"). What stands in
/// a clause of its own within what is asked, or is asked for with "when" or "who", is taken for granted.
pub(super) fn asked_about(tree: &Tree, a: &Attribution, predicate: u32) -> bool {
    let mut at = predicate;
    while a.force == Force::Asks && !by_wh(tree, at) && !matches!(tree.dep(at), Dep::Relcl | Dep::Advcl) {
        let Some(head) = tree.head(at) else { return false };
        if a.cue.overlaps(tree.token(head).span) {
            return tree.dep(at) == Dep::Ccomp;
        }
        at = head;
    }
    false
}

/// "4,000 had to leave": what one had to do one has done.
fn had_to(tree: &Tree, word: u32) -> bool {
    tree.lemma(word) == "have" && tree.token(word).tag == "VBD"
}

/// "Considering the invasion": a participle that has become a preposition says nothing of what stands under it.
fn as_preposition(tree: &Tree, word: u32) -> bool {
    tree.lemma(word) == "consider" && tree.token(word).tag == "VBG" && tree.dep(word) == Dep::Advcl
}
