//! What a reader is told of a sentence: each clash, and once what no source has, however many clauses it takes.

use super::Part;
use super::case::Clash;
use super::rule::Rule;
use super::wire::Verdict;
use crate::text::Span;

/// What is told of a sentence, given what was found of its units.
pub(super) fn of(parts: &[Part]) -> Vec<Clash> {
    let mut found: Vec<Clash> = parts.iter().flat_map(|part| part.clashes.iter().cloned()).collect();
    // "The chamber alleged" that was lost is one loss, of the speaker and of the caution.
    let lost: Vec<Vec<(usize, Span)>> = found
        .iter()
        .filter(|c| c.rule == Rule::AttributionDropped)
        .map(|c| c.against.clone())
        .collect();
    found.retain(|c| c.rule != Rule::CertaintyRaised || !lost.contains(&c.against));
    let mut out = once(found);
    for group in lacking(parts) {
        out.push(Clash {
            rule: Rule::NotFound,
            at: reach(&group),
            against: Vec::new(),
            message: with_words("no source says this", "and none has", &group),
        });
    }
    // What is only partly there goes without saying where something weightier is said of it.
    let weighty = |at: Span| out.iter().any(|c| c.rule <= Rule::NotFound && c.at.overlaps(at));
    let mut partly: Vec<&Part> = parts
        .iter()
        .filter(|part| part.verdict == Verdict::PartlySupported)
        .collect();
    partly.sort_by_key(|part| (std::cmp::Reverse(part.unit.span.len()), part.unit.span));
    if !partly.is_empty() && !weighty(reach(&partly)) {
        out.push(Clash {
            rule: Rule::PartlySupported,
            at: reach(&partly),
            against: places(&partly),
            message: with_words("the sources have only part of this", "and not", &partly),
        });
    }
    out
}

/// What is said of several clauses against one place, for all of them.
fn once(found: Vec<Clash>) -> Vec<Clash> {
    let mut out: Vec<Clash> = Vec::new();
    for clash in found {
        let same = |o: &&mut Clash| !o.rule.contradicts() && o.rule == clash.rule && o.against == clash.against;
        match out.iter_mut().find(same) {
            Some(told) => told.at = told.at.cover(clash.at),
            None => out.push(clash),
        }
    }
    out
}

/// Units that no source has, told of together where nothing that a source has stands between them.
fn lacking(parts: &[Part]) -> Vec<Vec<&Part>> {
    let mut ordered: Vec<&Part> = parts.iter().collect();
    ordered.sort_by_key(|part| part.unit.span);
    let mut out: Vec<Vec<&Part>> = Vec::new();
    let mut goes_on = false;
    for part in ordered {
        let lacks = part.verdict == Verdict::NotFound;
        match out.last_mut() {
            Some(group) if lacks && (goes_on || reach(group).overlaps(part.unit.span)) => group.push(part),
            _ if lacks => out.push(vec![part]),
            _ => {}
        }
        goes_on = lacks;
    }
    out
}

fn reach(group: &[&Part]) -> Span {
    let spans = group.iter().map(|part| part.unit.span);
    spans.reduce(Span::cover).expect("a group has a unit")
}

/// The source sentences nearest to units, each once.
fn places(group: &[&Part]) -> Vec<(usize, Span)> {
    let mut out: Vec<(usize, Span)> = Vec::new();
    for place in group.iter().flat_map(|part| &part.places) {
        if !out.contains(place) && out.len() < MOST {
            out.push(*place);
        }
    }
    out
}

/// How many sources, and how many words, a finding names at most.
const MOST: usize = 3;

/// A message with the words that the sources lack, where they are few enough to point at.
fn with_words(message: &str, link: &str, group: &[&Part]) -> String {
    let mut words: Vec<&str> = Vec::new();
    for word in group.iter().flat_map(|part| &part.missing) {
        if !words.contains(&word.as_str()) {
            words.push(word);
        }
    }
    if words.is_empty() || words.len() > MOST {
        return message.to_owned();
    }
    let words: Vec<String> = words.iter().map(|w| format!("\u{201c}{w}\u{201d}")).collect();
    format!("{message}, {link} {}", words.join(", "))
}
