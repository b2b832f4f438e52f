//! How firmly it is said: more so than the sources do, or less.

use crate::check::align::Pairing;
use crate::check::case::{Case, Clash};
use crate::check::rule::Rule;
use crate::claim::{Certainty, Claim};

/// How much of the unit a source must have for its caution to be about the same.
const SAME_CLAIM: f32 = 0.6;

/// One predicate, told more or less firmly than by every source that has it.
pub(super) fn find(case: &Case) -> Vec<Clash> {
    let units = || case.unit.items.iter().copied();
    let best = case.pairs.first().map_or(0.0, |p| p.cover(&case.line.items, units()));
    let mut found: Option<(&Pairing, usize, Rule)> = None;
    for p in case
        .near()
        .filter(|p| p.cover(&case.line.items, units()) >= (best * 0.85).max(SAME_CLAIM))
    {
        for (mine, theirs, i) in case.claims(p) {
            if p.links[i].is_none_or(|(_, how)| how < 0.85) {
                continue;
            }
            let (Some(a), Some(b)) = (firmness(mine), firmness(theirs)) else {
                continue;
            };
            match a.cmp(&b) {
                std::cmp::Ordering::Equal => return Vec::new(),
                std::cmp::Ordering::Greater => found = found.or(Some((p, i, Rule::CertaintyRaised))),
                std::cmp::Ordering::Less => found = found.or(Some((p, i, Rule::CertaintyLowered))),
            }
        }
    }
    let Some((p, i, rule)) = found else { return Vec::new() };
    let Some((j, _)) = p.links[i] else { return Vec::new() };
    let mut clash = case.clash(rule, p, i, j);
    let outlet = case.source(p).document.outlet();
    clash.message = match rule {
        Rule::CertaintyRaised => format!("the text has it more firmly than {outlet}"),
        _ => format!("the text has it less firmly than {outlet}"),
    };
    vec![clash]
}

/// How firmly a claim is made: hinted or alleged, planned, as a fact; what is denied is another matter.
fn firmness(claim: &Claim) -> Option<u8> {
    match claim.certainty {
        Certainty::Alleged | Certainty::Hinted => Some(0),
        Certainty::Planned => Some(1),
        Certainty::Fact => Some(2),
        Certainty::Denied => None,
    }
}
