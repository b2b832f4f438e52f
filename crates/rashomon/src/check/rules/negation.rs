//! What the sources have as not so, or the other way about.

use crate::analysis::{Dep, Pos};
use crate::check::align::Pairing;
use crate::check::case::{Case, Clash};
use crate::check::item::{Item, Kind};
use crate::check::rule::Rule;
use crate::claim::{Certainty, Claim, Role};
use crate::report::Report;

/// How much of the unit a source must have for its "not" to be about the same.
const SAME_CLAIM: f32 = 0.75;
/// The same where its sentence has all names and figures.
const SAME_HERE: f32 = 0.6;

/// One predicate, so in the text and not so in the source, where no source has it as the text has it.
pub(super) fn find(case: &Case) -> Vec<Clash> {
    let found = case
        .near()
        .find_map(|p| word_by_word(case, p).or_else(|| against(case, p)));
    found.into_iter().collect()
}

fn against(case: &Case, p: &Pairing) -> Option<Clash> {
    let least = if case.all_here(p, &[]) { SAME_HERE } else { SAME_CLAIM };
    let cover = |q: &Pairing| q.cover(&case.line.items, case.unit.items.iter().copied());
    let covered = cover(p);
    if covered < least || !p.diff.close() && !case.all_here(p, &[]) {
        return None;
    }
    let (mine, _, i) = case.claims(p).into_iter().find(|&(mine, theirs, i)| {
        let told = |report, claim| !clouded(report, claim);
        let apart = so(mine) != so(theirs) && told(case.text(), mine) && told(case.source(p), theirs);
        same_words(p, i) && apart && !parts_apart(case, p, mine, theirs)
    })?;
    let elsewhere = case
        .pairs
        .iter()
        .any(|q| cover(q) >= covered * 0.85 && case.claims(q).into_iter().any(|(m, t, k)| k == i && so(m) == so(t)));
    let (j, _) = p.links[i]?;
    (!elsewhere).then(|| {
        let mut clash = case.clash(Rule::Negation, p, i, j);
        clash.at = mine.span;
        let outlet = case.source(p).document.outlet();
        clash.message = if so(mine) {
            format!("the text has it that it is so, {outlet} that it is not")
        } else {
            format!("the text has it that it is not so, {outlet} that it is")
        };
        clash
    })
}

/// Whether others do it in the text than in the source, or it is done to something else.
pub(super) fn parts_apart(case: &Case, p: &Pairing, mine: &Claim, theirs: &Claim) -> bool {
    let at = |items: &[Item], claim: &Claim, role: Role| -> Vec<usize> {
        let mut heads = claim.participants.iter().filter(|x| x.role == role).map(|x| x.head);
        let heads: Vec<u32> = heads.by_ref().collect();
        let holds = |i: &usize| items[*i].kind != Kind::Pronoun && heads.iter().any(|t| items[*i].tokens.contains(t));
        (0..items.len()).filter(holds).collect()
    };
    [Role::Agent, Role::Theme].into_iter().any(|role| {
        let (a, b) = (at(&case.line.items, mine, role), at(&case.other(p).items, theirs, role));
        let linked = |&i: &usize| p.links[i].is_some_and(|(j, _)| b.contains(&j));
        // What is done to something is another doing than one that is done to nothing ("leaves no choice", "left").
        let alone = role == Role::Theme && a.is_empty() != b.is_empty() && !p.diff.close();
        alone || !a.is_empty() && !b.is_empty() && !a.iter().any(linked)
    })
}

/// Whether a claim that is told as so stands under words that leave little of it ("it is unlikely that").
fn clouded(report: &Report, claim: &Claim) -> bool {
    if !so(claim) {
        return false;
    }
    let tokens = &report.analysis.tokens;
    let mut at = claim.predicate;
    for _ in 0..4 {
        let head = tokens[at as usize].head;
        if head == at {
            break;
        }
        at = head;
        let lemma = tokens[at as usize].lemma.to_lowercase();
        let beside = report
            .analysis
            .children(at)
            .any(|k| DOUBTS.contains(&&*tokens[k as usize].lemma));
        if beside || DOUBTS.contains(&lemma.as_str()) {
            return true;
        }
    }
    false
}

/// Words under which a clause is doubted or not done.
#[rustfmt::skip]
const DOUBTS: &[&str] = &[
    "avoid", "ban", "bar", "block", "cease", "decline", "deny", "doubt", "doubtful", "fail", "failure", "forbid", "halt", "hardly", "impossible", "improbable",
    "incapable", "lack", "oppose", "prevent", "prohibit", "question", "questionable", "refusal", "refuse", "reject", "repeal", "resist", "stop",
    "unable", "unlikely", "unwilling",
];

/// The same words but for a "not" that one has and the other has not.
fn word_by_word(case: &Case, p: &Pairing) -> Option<Clash> {
    if !p.diff.close() || p.diff.near < 0.75 {
        return None;
    }
    let (text, source) = (case.text(), case.source(p));
    let count = |report: &Report, tokens: &[u32]| tokens.iter().filter(|&&t| negates(report, t)).count();
    let (mine, theirs) = p.diff.gaps().into_iter().find(|(mine, theirs)| {
        let (a, b) = (count(text, mine), count(source, theirs));
        // In a long gap the "not" may belong to something that is passed over.
        a % 2 != b % 2 && mine.len().max(theirs.len()) <= 4
    })?;
    let at = mine
        .first()
        .map_or(case.unit.span, |&t| text.analysis.tokens[t as usize].span);
    let inside = case.frame().overlaps(at);
    let elsewhere = case.pairs.iter().any(|q| q.diff.near > p.diff.near);
    (inside && !elsewhere).then(|| {
        let outlet = source.document.outlet();
        let negated = count(text, &mine) > count(source, &theirs);
        Clash {
            rule: Rule::Negation,
            at,
            against: vec![case.sentence(p)],
            message: if negated {
                format!("the text has a \u{201c}not\u{201d} that {outlet} has not")
            } else {
                format!("{outlet} has a \u{201c}not\u{201d} that the text has not")
            },
        }
    })
}

/// Whether a word turns what it stands with into its opposite.
fn negates(report: &Report, token: u32) -> bool {
    let after = report.analysis.tokens.get(token as usize + 1);
    let token = &report.analysis.tokens[token as usize];
    // "No 1" is a number.
    if after.is_some_and(|next| next.pos == Pos::Num) {
        return false;
    }
    token.dep == Dep::Neg
        || matches!(
            &*token.lemma.to_lowercase(),
            "not" | "n't" | "no" | "never" | "neither" | "nor" | "none" | "nobody" | "nothing" | "without" | "cannot"
        )
}

fn same_words(p: &Pairing, i: usize) -> bool {
    p.links[i].is_some_and(|(_, how)| how >= 0.85)
}

/// Whether a claim says that it is so: a denial of what is not so says that it is.
fn so(claim: &Claim) -> bool {
    claim.positive != (claim.certainty == Certainty::Denied)
}
