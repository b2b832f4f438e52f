//! What the sources have as not so, or the other way about.

use crate::check::align::Pairing;
use crate::check::case::{Case, Clash};
use crate::check::rule::Rule;
use crate::claim::{Certainty, Claim};

/// How much of the unit a source must have for its "not" to be about the same.
const SAME_CLAIM: f32 = 0.65;

/// One predicate, so in the text and not so in the source, where no source has it as the text has it.
pub(super) fn find(case: &Case) -> Vec<Clash> {
    case.near().find_map(|p| against(case, p)).into_iter().collect()
}

fn against(case: &Case, p: &Pairing) -> Option<Clash> {
    if p.cover(&case.line.items, case.unit.items.iter().copied()) < SAME_CLAIM {
        return None;
    }
    let (mine, theirs, i) = case
        .claims(p)
        .into_iter()
        .find(|&(mine, theirs, i)| same_words(p, i) && so(mine) != so(theirs))?;
    let _ = (mine, theirs);
    let elsewhere = case.pairs.iter().any(|q| {
        let covers = q.cover(&case.line.items, case.unit.items.iter().copied());
        covers >= p.cover(&case.line.items, case.unit.items.iter().copied()) * 0.85
            && case.claims(q).into_iter().any(|(m, t, k)| k == i && so(m) == so(t))
    });
    let (j, _) = p.links[i]?;
    (!elsewhere).then(|| {
        let mut clash = case.clash(Rule::Negation, p, i, j);
        clash.at = clause(case, mine);
        let outlet = case.source(p).document.outlet();
        clash.message = if so(mine) {
            format!("the text has it that it is so, {outlet} that it is not")
        } else {
            format!("the text has it that it is not so, {outlet} that it is")
        };
        clash
    })
}

fn clause(case: &Case, claim: &Claim) -> crate::text::Span {
    let _ = case;
    claim.span
}

fn same_words(p: &Pairing, i: usize) -> bool {
    p.links[i].is_some_and(|(_, how)| how >= 0.85)
}

/// Whether a claim says that it is so: a denial of what is not so says that it is.
fn so(claim: &Claim) -> bool {
    claim.positive != (claim.certainty == Certainty::Denied)
}
