//! Which of two reports that share their words came first: one rule, for a corpus and for an account.

use super::index::{Arrival, COPY, Copy};
use super::print::kept;
use crate::document::{Document, Published};
use crate::name::fold;
use std::collections::BTreeMap;

/// What tells which of two reports came first, in the order in which it is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tells {
    /// Their times.
    Time,
    /// The later one names the outlet of the other.
    Naming,
    /// The earlier one is of an agency, whose reports others print.
    Agency,
    /// Both are of one outlet, and a later version mostly adds.
    Version,
    /// The later one is put together of reports that have nothing to do with one another.
    Mixture,
    /// Nearly all of the later one stands in the other: it was cut from it.
    Cut,
    /// Both have words of their own, and whoever changes words mostly adds some.
    Addition,
    /// Nothing but that it was there first.
    Arrival,
}

/// What is known of one of two reports, apart from the words they share.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// When it was published.
    pub published: Option<&'a Published>,
    /// Its outlet, where that is known.
    pub outlet: Option<&'a str>,
    /// Whether it names the other's outlet.
    pub names_other: bool,
    /// The share of its words that stand in the other.
    pub share: f32,
}

/// Whether a report names an outlet: in its own words, its byline or its dateline, with or without the article.
pub fn names(document: &Document, outlet: &str) -> bool {
    let outlet = outlet.strip_prefix("The ").unwrap_or(outlet);
    let within = |text: &str| {
        text.match_indices(outlet).any(|(at, found)| {
            let ends = [text[..at].chars().next_back(), text[at + found.len()..].chars().next()];
            !ends.into_iter().flatten().any(char::is_alphanumeric)
        })
    };
    let dateline = document.agency.map(|span| span.slice(&document.text));
    let beside = document.byline.as_deref().into_iter().chain(dateline);
    !outlet.is_empty() && kept(document).chain(beside).any(within)
}

/// Whether the first of two reports came before the second, where something else than their words tells.
pub fn told(one: &Side, other: &Side) -> Option<(bool, Tells)> {
    let one_names_other = one.names_other != other.names_other;
    let outlet = |side: &Side| side.outlet.map(fold);
    let agency = |side: &Side| outlet(side).is_some_and(|folded| is_agency(&folded));
    if let Some(first) = published_first(one, other, one_names_other) {
        Some((first, Tells::Time))
    } else if one_names_other {
        Some((other.names_other, Tells::Naming))
    } else if agency(one) != agency(other) {
        Some((agency(one), Tells::Agency))
    } else if one.outlet.is_some() && outlet(one) == outlet(other) && one.share != other.share {
        // The shorter one has the larger share in common.
        Some((one.share > other.share, Tells::Version))
    } else {
        None
    }
}

/// Whether the first was published before the second, where their times tell. Days alone do not where they are neighbours
/// and one report names the other: what an agency updates carries the later date.
fn published_first(one: &Side, other: &Side, one_names_other: bool) -> Option<bool> {
    let (one, other) = (one.published?, other.published?);
    let timed = |p: &Published| p.rfc3339.len() > 10;
    let neighbours = (other.date - one.date).get_days().abs() <= 1;
    one.before(other)
        .filter(|_| timed(one) && timed(other) || !(one_names_other && neighbours))
}

/// For each pair of a report and an earlier arrival that shares its words: whether the one that arrived earlier came first, and
/// what tells. `told` says it of the earlier and the new one where something else than their words does.
pub fn came_first(
    copies: &[(Arrival, Copy)],
    told: impl Fn(Arrival, &Copy) -> Option<(bool, Tells)>,
) -> Vec<(bool, Tells)> {
    let mut kin: BTreeMap<Arrival, Vec<Arrival>> = BTreeMap::new();
    for (new, copy) in copies.iter().filter(|(_, copy)| copy.of_new.max(copy.of_old) >= COPY) {
        kin.entry(*new).or_default().push(copy.arrival);
        kin.entry(copy.arrival).or_default().push(*new);
    }
    let related = |a: Arrival, b: Arrival| kin.get(&a).is_some_and(|all| all.contains(&b));
    let mixture = |a: Arrival, with: Arrival| {
        let others = kin.get(&a).map_or(&[][..], Vec::as_slice);
        // Copies of most of a text know one another; so few are looked at that a text everybody prints costs nothing.
        let mut others = others.iter().take(16);
        others.any(|&other| other != with && !related(other, with))
    };
    let tell = |(new, copy): &(Arrival, Copy)| {
        let old = copy.arrival;
        if let Some(told) = told(*new, copy) {
            return told;
        }
        let (cut, whole) = (copy.of_new - copy.of_old, copy.of_new.max(copy.of_old) > WHOLE);
        match (mixture(*new, old), mixture(old, *new)) {
            (true, false) => (true, Tells::Mixture),
            (false, true) => (false, Tells::Mixture),
            _ if cut.abs() <= CUT => (true, Tells::Arrival),
            _ if whole => (cut > 0.0, Tells::Cut),
            _ => (cut < 0.0, Tells::Addition),
        }
    };
    copies.iter().map(tell).collect()
}

/// By so much more of a text that was cut stands in the whole than the other way round.
const CUT: f32 = 0.05;
/// So much of a text that was only cut stands in the whole.
const WHOLE: f32 = 0.85;

/// Agencies whose reports others print.
const AGENCIES: &[&str] = &[
    "afp",
    "agence france presse",
    "ansa",
    "ap",
    "associated press",
    "bloomberg",
    "dpa",
    "efe",
    "interfax",
    "kyodo news",
    "pa media",
    "press association",
    "reuters",
    "tass",
    "united press international",
    "upi",
    "xinhua",
];

fn is_agency(folded: &str) -> bool {
    AGENCIES.binary_search(&folded).is_ok() || folded.ends_with(" news agency") || folded.ends_with(" press agency")
}
