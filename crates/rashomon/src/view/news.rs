//! What is new in a story: what its account has now and had not before some of its reports came.

use super::account::{Account, Citation, Origin, Passage, Point, Relation};
use super::wire;
use crate::report::Report;
use crate::text::{Span, TextIndex};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeSet;

/// What new reports brought to a story.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
pub struct News {
    /// Points that no earlier report spoke to.
    pub points: Vec<Point>,
    /// Points on which reports part now and did not before.
    pub differences: Vec<Point>,
    /// Origins that no earlier report drew on.
    pub origins: Vec<Origin>,
}

/// What `after` has that `before` had not. Both are of one story; `is_new` tells which passages only `after` has.
pub fn news(before: &Account, after: &Account, is_new: impl Fn(&Citation) -> bool) -> News {
    let points = |account: &Account| -> Vec<Point> {
        let stories = account.sure().stories.into_iter();
        stories.flat_map(|s| s.points).collect()
    };
    let old = points(before);
    let place = |c: &Citation| (c.document.clone(), c.passage.start, c.passage.end);
    let spoken: BTreeSet<_> = old
        .iter()
        .flat_map(|p| &p.readings)
        .map(|r| place(&r.citation))
        .collect();
    let parting = |p: &Point| matches!(p.relation, Relation::Differ | Relation::Update);
    let parted: BTreeSet<_> = old
        .iter()
        .filter(|p| parting(p))
        .flat_map(|p| &p.readings)
        .map(|r| place(&r.citation))
        .collect();
    let mut found = News::default();
    for point in points(after) {
        let brought = point.readings.iter().any(|r| is_new(&r.citation));
        let known = |places: &BTreeSet<_>| point.readings.iter().any(|r| places.contains(&place(&r.citation)));
        match (brought, parting(&point)) {
            (true, true) if !known(&parted) => found.differences.push(point),
            (true, false) if !known(&spoken) => found.points.push(point),
            _ => {}
        }
    }
    let names = |account: &Account| -> BTreeSet<String> {
        let origins = account.stories.iter().flat_map(|s| &s.origins);
        origins.map(|o| o.origin.to_lowercase()).collect()
    };
    let mut named = names(before);
    for origin in after.stories.iter().flat_map(|s| &s.origins) {
        if is_new(&origin.citation) && named.insert(origin.origin.to_lowercase()) {
            found.origins.push(origin.clone());
        }
    }
    found
}

/// What a new version of a report changed without a word.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Changes {
    /// Sentences that only the earlier version has, in order.
    pub gone: Vec<Passage>,
    /// Sentences that only the later one has, in order.
    pub come: Vec<Passage>,
}

/// The sentences in which two versions of a report differ. Spaces do not count.
pub fn changes(earlier: &Report, later: &Report) -> Changes {
    let only = |one: &Report, other: &Report| {
        let there: BTreeSet<String> = sentences(other).map(|(_, words)| words).collect();
        let index = TextIndex::new(&one.document.text);
        let missing = sentences(one).filter(|(_, words)| !there.contains(words));
        missing
            .map(|(span, _)| wire::passage(&one.document.text, &index, span))
            .collect()
    };
    Changes {
        gone: only(earlier, later),
        come: only(later, earlier),
    }
}

fn sentences(report: &Report) -> impl Iterator<Item = (Span, String)> {
    report.analysis.sentences.iter().map(|sentence| {
        let words = sentence.span.slice(&report.document.text).split_whitespace();
        (sentence.span, words.collect::<Vec<_>>().join(" "))
    })
}
