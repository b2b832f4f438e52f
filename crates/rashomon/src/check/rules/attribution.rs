//! On whose word it stands: in other mouths, or in nobody's.

use crate::attribution::{Attribution, Force};
use crate::check::align::Pairing;
use crate::check::case::{Case, Clash, claim_of};
use crate::check::rule::Rule;
use crate::claim::Claim;
use crate::collation::speaker;
use crate::name::fold;
use crate::report::Report;

/// How much of the unit a source must have for its holder to be the unit's.
const SAME_CLAIM: f32 = 0.6;

/// Holders that no source has, in rule `attribution-changed`; none where every source has one, in `attribution-dropped`.
pub(super) fn find(case: &Case) -> Vec<Clash> {
    let Some(mine) = holder(case.text(), case.line.report, case, claim(case)) else {
        return Vec::new();
    };
    let units = || case.unit.items.iter().copied();
    let best = case.pairs.first().map_or(0.0, |p| p.cover(&case.line.items, units()));
    if best < SAME_CLAIM {
        return Vec::new();
    }
    let mut against: Option<(&Pairing, String)> = None;
    for p in case
        .near()
        .filter(|p| p.cover(&case.line.items, units()) >= best * 0.85)
    {
        let Some(theirs) = counterpart(case, p) else {
            return Vec::new();
        };
        match (&mine, &theirs) {
            // Somebody carries it as the text has it, or it can't be told.
            (_, Held::Unknown) | (Held::Unknown, _) => return Vec::new(),
            (Held::Nobody, Held::Nobody) | (Held::By(_), Held::Nobody) => return Vec::new(),
            (Held::By(a), Held::By(b)) if same(case, a, b) => return Vec::new(),
            (_, Held::By(b)) => against = against.or(Some((p, b[0].clone()))),
        }
    }
    let Some((p, theirs)) = against else { return Vec::new() };
    let outlet = case.source(p).document.outlet();
    let (rule, message) = match &mine {
        Held::By(mine) => (
            Rule::AttributionChanged,
            format!(
                "the text has it on the word of {}, {outlet} on that of {theirs}",
                mine[0]
            ),
        ),
        _ => (
            Rule::AttributionDropped,
            format!("the text has it as a fact, {outlet} on the word of {theirs}"),
        ),
    };
    vec![Clash {
        rule,
        at: case.unit.span,
        against: vec![case.sentence(p)],
        message,
    }]
}

/// On whose word a claim is.
enum Held {
    Nobody,
    /// Canonical names, the innermost first.
    By(Vec<String>),
    /// On somebody's who is not named.
    Unknown,
}

/// The claim of the unit.
fn claim<'a>(case: &Case<'a>) -> Option<&'a Claim> {
    case.unit.claim.map(|c| &case.text().claims[c as usize])
}

fn holder(report: &Report, index: usize, case: &Case, claim: Option<&Claim>) -> Option<Held> {
    let claim = claim?;
    let mut at = claim.attribution.map(|i| &report.attributions[i as usize]);
    let mut names = Vec::new();
    let mut seen = false;
    for _ in 0..6 {
        let Some(a) = at else { break };
        if a.force.passes_on() || matches!(a.force, Force::Believes) {
            seen = true;
            names.extend(named(case, report, index, a));
        }
        at = a.inside.map(|i| &report.attributions[i as usize]);
    }
    Some(match (seen, names.is_empty()) {
        (false, _) => Held::Nobody,
        (true, true) => Held::Unknown,
        _ => Held::By(names),
    })
}

fn named(case: &Case, report: &Report, index: usize, a: &Attribution) -> Vec<String> {
    let entities = case.world.entities;
    let relays = a.relays.iter().map(|r| entities.holder(report, index, r.span, r.head));
    let mut names: Vec<String> = speaker(entities, report, index, a).into_iter().chain(relays).collect();
    names.retain(|name| !name.is_empty());
    names
}

/// On whose word the source has what the unit says.
fn counterpart(case: &Case, p: &Pairing) -> Option<Held> {
    let source = case.source(p);
    let index = case.other(p).report;
    let mine = claim(case)?;
    let items = &case.line.items;
    let predicate = case
        .unit
        .items
        .iter()
        .copied()
        .find(|&i| items[i].tokens.contains(&mine.predicate));
    let linked = predicate.and_then(|i| p.links[i]).map(|(j, _)| &case.other(p).items[j]);
    let found = linked.and_then(|item| claim_of(source, item)).or_else(|| {
        // Else the claim in which most of what is linked stands.
        let linked: Vec<u32> = case
            .unit
            .items
            .iter()
            .filter_map(|&i| p.links[i])
            .map(|(j, _)| case.other(p).items[j].head)
            .collect();
        let holds = |c: &&Claim| {
            let tokens = source.analysis.tokens_in(c.span);
            linked.iter().filter(|t| tokens.contains(t)).count()
        };
        source
            .claims
            .iter()
            .filter(|c| c.sentence == case.other(p).sentence)
            .max_by_key(|c| (holds(c), std::cmp::Reverse(c.span.len())))
    });
    holder(source, index, case, found)
}

/// Whether two chains of holders have somebody in common.
fn same(case: &Case, a: &[String], b: &[String]) -> bool {
    a.iter().any(|x| {
        b.iter().any(|y| {
            let (p, q) = (fold(x), fold(y));
            p == q
                || case.world.entities.may_be_one(x, y)
                || p.split(' ').any(|w| w.len() > 3 && q.split(' ').any(|v| v == w))
        })
    })
}
