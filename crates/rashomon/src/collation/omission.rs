//! What one report alone has, the weightiest first.
//!
//! A sentence is judged by the words of its claims for which no other report has anything like them; that some of its claims
//! stand in a point does not matter, as they may carry more than the point. What only says who or what someone is does not
//! count. Shown are the claims in which those words stand.

use super::Place;
use super::point::Story;
use super::telling;
use crate::analysis::Pos;
use crate::attribution::{Force, Kind};
use crate::claim::{Certainty, Form};
use crate::report::Report;
use crate::text::Span;
use crate::value::{self, Unit, Value, ValueKind};
use std::collections::BTreeMap;

/// At most this many omissions a report.
const MOST: usize = 12;

/// Most characters of an omission, white space not counted.
const LONGEST: usize = 200;

/// How many words of a claim are weighed: a long list is not weightier for its length.
const WORDS: usize = 5;

/// How much more a name or a figure weighs than another word.
const NAMED: f32 = 2.0;

/// What it adds that a figure is one that no other report has, and that a speaker's own words are quoted within the sentence.
const EXACT: f32 = 1.0;

/// What it adds that someone accuses or denies, and what it takes off that nothing is told as a fact.
const CONTESTED: f32 = 0.5;

/// From how much on a word is what a sentence is shown for.
const TELLING: f32 = 0.25;

/// What no other report has, grouped by report, the weightiest first within one.
pub(crate) fn only_in(story: &Story) -> Vec<Place> {
    let lone = Lone::new(story);
    let mut sentences: BTreeMap<(u32, u32), Vec<usize>> = BTreeMap::new();
    for (u, unit) in story.units.iter().enumerate() {
        sentences.entry((unit.place.report, unit.sentence)).or_default().push(u);
    }
    let mut by_report: BTreeMap<u32, Vec<(f32, Place)>> = BTreeMap::new();
    for (&(report, _), units) in &sentences {
        let weight = weight(story, &lone, units);
        let shown = passage(story, &lone, units).filter(|_| weight > 0.0);
        let mine = by_report.entry(report).or_default();
        mine.extend(shown.map(|span| (weight, Place { report, span })));
    }
    let weightiest = |mut mine: Vec<(f32, Place)>| {
        mine.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut kept: Vec<Place> = Vec::new();
        for (_, place) in mine {
            if kept.len() < MOST && !kept.iter().any(|k| k.overlaps(place)) {
                kept.push(place);
            }
        }
        kept
    };
    by_report.into_values().flat_map(weightiest).collect()
}

/// What reports have that no other has.
struct Lone {
    /// For each report, how much each token tells.
    of: Vec<Vec<f32>>,
    figures: BTreeMap<String, Had>,
}

/// The first report that has something, and whether another has it too.
type Had = (usize, bool);

fn note(had: &mut Had, report: usize) {
    had.1 |= had.0 != report;
}

fn elsewhere(had: Had, report: usize) -> bool {
    had.1 || had.0 != report
}

impl Lone {
    fn new(story: &Story) -> Self {
        let mut terms: Vec<Option<Had>> = vec![None; story.terms.weight.len()];
        let mut figures: BTreeMap<String, Had> = BTreeMap::new();
        for (r, report) in story.reports.iter().enumerate() {
            let tokens = 0..report.analysis.tokens.len() as u32;
            for term in tokens.filter_map(|t| story.terms.of(r, t)) {
                note(terms[term as usize].get_or_insert((r, false)), r);
            }
            for value in report.values.iter().filter(|v| is_figure(v)) {
                note(figures.entry(value::canonical(value)).or_insert((r, false)), r);
            }
        }
        let alone = |term: u32, r: usize| {
            let like = &story.terms.like[term as usize];
            let others = like
                .iter()
                .filter(|(other, _)| terms[*other as usize].is_some_and(|had| elsewhere(had, r)));
            let nearest = others.map(|(_, how)| *how).fold(0.0, f32::max);
            story.terms.weight[term as usize] * (1.0 - nearest)
        };
        let of = |(r, report): (usize, &&Report)| {
            let mut known: Vec<Option<f32>> = vec![None; terms.len()];
            let mut tells = |term: u32| *known[term as usize].get_or_insert_with(|| alone(term, r));
            let tokens = 0..report.analysis.tokens.len() as u32;
            tokens.map(|t| story.terms.of(r, t).map_or(0.0, &mut tells)).collect()
        };
        Self {
            of: story.reports.iter().enumerate().map(of).collect(),
            figures,
        }
    }

    /// Whether a unit has a figure that no other report has.
    fn figure(&self, story: &Story, unit: usize) -> bool {
        let report = story.units[unit].place.report as usize;
        let alone = |v: &Value| {
            self.figures
                .get(&value::canonical(v))
                .is_some_and(|&had| !elsewhere(had, report))
        };
        story.values(unit).any(|v| is_figure(v) && alone(v))
    }

    /// The weightiest words of a unit, as many as are weighed, each term once.
    fn weight(&self, story: &Story, unit: usize) -> f32 {
        let place = story.units[unit].place;
        let (r, analysis) = (place.report as usize, &story.report(unit).analysis);
        let mut terms: BTreeMap<u32, f32> = BTreeMap::new();
        for t in analysis.tokens_in(place.span) {
            let Some(term) = story.terms.of(r, t) else { continue };
            let named = matches!(analysis.tokens[t as usize].pos, Pos::Propn | Pos::Num);
            let tells = self.of[r][t as usize] * if named { NAMED } else { 1.0 };
            let known = terms.entry(term).or_default();
            *known = known.max(tells);
        }
        let mut weights: Vec<f32> = terms.into_values().collect();
        weights.sort_by(|a, b| b.total_cmp(a));
        weights.iter().take(WORDS).sum()
    }
}

fn is_figure(value: &Value) -> bool {
    matches!(&value.kind, ValueKind::Quantity(q) if q.unit != Unit::Ordinal)
}

/// How much a sentence tells that no other report has, by its weightiest claim.
fn weight(story: &Story, lone: &Lone, units: &[usize]) -> f32 {
    let told = units.iter().filter(|&&u| story.claim(u).form != Form::Apposition);
    let mut weight = told.map(|&u| lone.weight(story, u)).fold(0.0, f32::max);
    let certain = |c: Certainty| units.iter().any(|&u| story.claim(u).certainty == c);
    let attributed = |f: &dyn Fn(Kind, Force) -> bool| {
        let mut all = units.iter().filter_map(|&u| story.attribution(u));
        all.any(|a| f(a.kind, a.force))
    };
    if units.iter().any(|&u| lone.figure(story, u)) {
        weight += EXACT;
    }
    if attributed(&|kind, _| kind == Kind::Mixed) {
        weight += EXACT;
    }
    if certain(Certainty::Denied) || attributed(&|_, force| matches!(force, Force::Denies | Force::Alleges)) {
        weight += CONTESTED;
    }
    if !certain(Certainty::Fact) {
        weight -= CONTESTED;
    }
    weight
}

/// The shortest passage that holds the claims for which a sentence is shown: for each telling word the smallest. Where that is
/// too long, the claim that tells most.
fn passage(story: &Story, lone: &Lone, units: &[usize]) -> Option<Span> {
    let visible = |place: Place| story.words(place).chars().filter(|c| !c.is_whitespace()).count();
    let place = |&u: &usize| story.units[u].place;
    let mut short: Vec<Place> = units.iter().map(place).filter(|p| visible(*p) <= LONGEST).collect();
    short.sort_by_key(|p| (p.span.len(), p.span.start));
    let report = short.first()?.report;
    let analysis = &story.reports[report as usize].analysis;
    let sentence = &analysis.sentences[story.units[units[0]].sentence as usize];
    let telling = sentence
        .tokens
        .clone()
        .filter(|&t| lone.of[report as usize][t as usize] > TELLING);
    let smallest = |t: u32| short.iter().find(|p| p.span.contains(analysis.tokens[t as usize].span));
    let whole = telling.filter_map(smallest).map(|p| p.span).reduce(Span::cover);
    let whole = whole.filter(|&span| visible(Place { report, span }) <= LONGEST);
    let weight = |u: &&usize| lone.weight(story, **u);
    let fits = |u: &&usize| visible(place(u)) <= LONGEST;
    let best = || units.iter().filter(fits).max_by(|a, b| weight(a).total_cmp(&weight(b)));
    let span = whole.or_else(|| best().map(|u| place(u).span))?;
    // Words among which nothing is stated, or without whoever says so, are shown with their sentence, if that is not too long.
    let (shown, all) = [span, sentence.span].map(|span| Place { report, span }).into();
    let inside = || units.iter().filter(|&u| span.contains(place(u).span));
    let stated = inside().any(|&u| telling::states(story, u, shown));
    let source = |&u: &usize| story.attribution(u).and_then(|a| a.source);
    let unsaid = |source: Span| sentence.span.contains(source) && !span.contains(source);
    let widened = visible(all) <= LONGEST && (!stated || inside().filter_map(source).any(unsaid));
    Some(if widened { all.span } else { span })
}
