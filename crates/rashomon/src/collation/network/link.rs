//! Links that are no routes: one named party does something to another.

use super::lexicon::EMPTY;
use super::{Cast, Edge, Place, Word, holder};
use crate::analysis::Pos;
use crate::attribution;
use crate::claim::lexicon::{EVENTS, TRANSFERS, find, holds};
use crate::claim::{self, Claim, Form, Role};
use crate::name::Kind;
use std::collections::BTreeMap;

/// Links beyond this many say nothing more of an affair.
const MOST: usize = 40;

/// The links of a story.
pub(super) fn links(cast: &Cast) -> Vec<Edge> {
    let mut found: BTreeMap<_, (Vec<Word>, Vec<Place>)> = BTreeMap::new();
    for (r, report) in cast.reports.iter().enumerate() {
        // A noun that is no deed ("[writer] Ann Lee") links nobody.
        let deed =
            |t: u32| report.analysis.tokens[t as usize].pos == Pos::Verb || find(EVENTS, cast.lemma(r, t)).is_some();
        let credit = |c: &Claim| {
            let sentence = &report.analysis.sentences[c.sentence as usize];
            attribution::is_credit(sentence.span.slice(&report.document.text))
        };
        let verbal = |c: &&Claim| c.form == Form::Clause && deed(c.predicate) && !credit(c);
        for claim in report.claims.iter().filter(verbal) {
            let relation = claim::verb(&report.analysis, claim);
            let Some(word) = cast
                .word(r, claim)
                .filter(|_| !holds(EMPTY, relation) && !holds(TRANSFERS, relation))
            else {
                continue;
            };
            for (source, target) in parties(cast, r, claim) {
                let key = (source, target, relation, word.stance, word.key.clone());
                let entry = found.entry(key).or_default();
                entry.0.push(word.clone());
                entry.1.push(Place {
                    report: r as u32,
                    span: claim.span,
                });
            }
        }
    }
    let mut edges: Vec<Edge> = found
        .into_iter()
        .map(|((source, target, relation, stance, _), (words, places))| Edge {
            source,
            target,
            via: Vec::new(),
            relation: relation.to_owned(),
            goods: None,
            amount: None,
            papers: None,
            period: None,
            stance,
            holder: holder(words.iter()),
            places,
        })
        .collect();
    edges.sort_by_key(|e| {
        (
            std::cmp::Reverse(super::reports_of(e)),
            std::cmp::Reverse(e.places.len()),
            e.places.clone(),
        )
    });
    edges.truncate(MOST);
    edges
}

/// Who does it and to or with whom, where both are named.
fn parties(cast: &Cast, report: usize, claim: &Claim) -> Vec<(u32, u32)> {
    let party = |roles: &[Role]| -> Vec<u32> {
        let mine = claim.participants.iter().filter(|p| roles.contains(&p.role));
        let named = mine.filter_map(|p| cast.named(report, p.head));
        named
            .filter(|&e| !matches!(cast.kind(e), Kind::Document | Kind::Other))
            .collect()
    };
    let (sources, targets) = (
        party(&[Role::Agent]),
        party(&[Role::Theme, Role::Recipient, Role::With]),
    );
    let pairs = sources.iter().flat_map(|&s| targets.iter().map(move |&t| (s, t)));
    pairs.filter(|(s, t)| s != t).collect()
}
