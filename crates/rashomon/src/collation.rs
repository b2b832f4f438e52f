//! What the reports of one story say together: lineage, then alignment, then differences and origins.

mod align;
mod brief;
mod contrary;
pub mod difference;
pub mod entity;
pub mod lineage;
pub mod network;
mod odds;
mod omission;
pub mod point;
pub(crate) mod sense;
mod synonym;
mod telling;
pub(crate) mod terms;
pub mod timeline;

pub use brief::Sentence;

use crate::analysis::Pos;
use crate::attribution::Attribution;
use crate::claim::Role;
use crate::name::{Kind, lexicon};
use crate::report::Report;
use crate::text::Span;
use align::Unit;
use entity::Entities;

/// A place in one of the reports of a story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Index of the report within the story.
    pub report: u32,
    /// Where in its text.
    pub span: Span,
}

impl Place {
    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Place) -> bool {
        self.report == other.report && self.span.overlaps(other.span)
    }

    /// Whether at least half of the shorter stands in the other.
    pub(crate) fn meets(self, other: Place) -> bool {
        let (a, b) = (self.span, other.span);
        let shared = a.shared(b);
        self.report == other.report && shared > 0 && shared * 2 >= a.len().min(b.len())
    }
}

/// The reports of a story, collated.
#[derive(Debug, Clone, Default)]
pub struct Collation {
    /// Who and what they name.
    pub entities: Entities,
    /// Which report descends from which.
    pub lineage: Vec<lineage::Descent>,
    /// What they speak to together, differences first.
    pub points: Vec<point::Point>,
    /// What one alone has, by report, the weightiest first.
    pub only_in: Vec<Place>,
    /// When what is said to have happened.
    pub timeline: Vec<timeline::Moment>,
    /// Who did what to whom through whom.
    pub network: Vec<network::Edge>,
    /// The affair in a few sentences.
    pub brief: Vec<Sentence>,
}

/// Collates the reports of one story. Their order must be the canonical one: by publication, then path.
pub fn collate(reports: &[&Report]) -> Collation {
    collated(reports, true)
}

/// The same as far as the points: what reports say together and apart, and who has it from whom.
pub(crate) fn compare(reports: &[&Report]) -> Collation {
    collated(reports, false)
}

fn collated(reports: &[&Report], whole: bool) -> Collation {
    let entities = entity::entities(reports);
    let lineage = lineage::lineage(reports, &entities);
    let terms = terms::Terms::new(reports, &entities);
    let units = align::units(reports, &terms);
    let pairs = align::pairs(reports, &units, &terms);
    let mut odds = align::odds(&units, &pairs);
    // What claims say is done.
    let doings = terms::Alike::new(units.iter().map(|unit| unit.verb(reports)));
    contrary::raise(reports, &entities, &units, &doings, &mut odds);
    contrary::raise_counts(reports, &units, &doings, &mut odds);
    contrary::raise_figures(reports, &units, &mut odds);
    contrary::part_inner(reports, &units, &doings, &mut odds);
    let clusters = align::clusters(&units, &odds);
    let analysis = |unit: &Unit| &reports[unit.place.report as usize].analysis;
    let tense = |unit: &Unit| difference::tense::of_claim(analysis(unit), unit.claim(reports));
    let by_part = |unit: &Unit, role| difference::in_part(reports, &entities, unit, role);
    let story = point::Story {
        reports,
        entities: &entities,
        terms: &terms,
        doings: &doings,
        units: &units,
        voices: point::voices(reports, &entities, &units),
        tenses: units.iter().map(tense).collect(),
        doers: units.iter().map(|unit| by_part(unit, Role::Agent)).collect(),
        themes: units.iter().map(|unit| by_part(unit, Role::Theme)).collect(),
        odds: &odds,
        lineage: &lineage,
    };
    let points = point::points(&story, &clusters);
    let rest = whole.then(|| {
        let network = network::network(reports, &entities);
        let brief = brief::brief(&story, &points, &network);
        let timeline = timeline::timeline(&story, &clusters);
        (omission::only_in(&story), timeline, network, brief)
    });
    let (only_in, timeline, network, brief) = rest.unwrap_or_default();
    Collation {
        entities,
        lineage,
        points,
        only_in,
        timeline,
        network,
        brief,
    }
}

/// Canonical name of the source of an attribution.
pub(crate) fn speaker(entities: &Entities, report: &Report, index: usize, a: &Attribution) -> Option<String> {
    if a.source.is_none() && a.cue.slice(&report.document.text).eq_ignore_ascii_case("reportedly") {
        return Some("unspecified report".to_owned());
    }
    a.speaker
        .or(a.source)
        .filter(|_| !mere_thing(report, a))
        .map(|span| entities.holder(report, index, span, a.source_head))
        .filter(|name| !name.is_empty())
        .or_else(|| it(entities, report, index, a))
}

/// Things that show or say something, beside the papers and figures that attribution knows, and bodies that are no roles.
#[rustfmt::skip]
const SHOW: &[&str] = &[
    "article", "campaign", "crew", "evidence", "finding", "footage", "form", "image", "inquiry", "inspection", "investigation",
    "message", "photo", "photograph", "post", "probe", "public", "recording", "research", "result", "screenshot", "staff", "tape",
    "test", "text", "trial", "tweet", "video",
];

/// Whether a source is a thing that tells nothing and only lets one conclude ("the drop suggests"): that is the outlet's own word.
fn mere_thing(report: &Report, a: &Attribution) -> bool {
    let head = a.source_head.map(|head| &report.analysis.tokens[head as usize]);
    let thing = |word: &str| !crate::attribution::can_speak(word) && !SHOW.contains(&word);
    // "Demonstrators", "advertisers": whoever does something is someone.
    let doer = |lemma: &str| ["er", "or", "ist", "ian"].iter().any(|end| lemma.ends_with(end));
    let common = head.filter(|head| match head.tag {
        "NN" => !a.speech,
        // People go by more nouns than a lexicon has, and they mean and want more than they let one conclude.
        "NNS" => !a.speech && a.force.passes_on(),
        _ => false,
    });
    common.is_some_and(|head| {
        let (lemma, word) = (
            head.lemma.to_lowercase(),
            head.span.slice(&report.document.text).to_lowercase(),
        );
        thing(&lemma) && thing(&word) && !doer(&lemma)
    })
}

/// Sentences that "it said" may stand after the body that it goes on to quote.
const AFTER: u32 = 2;

/// Whom "it" means in "it said": the body whose words were given last.
fn it(entities: &Entities, report: &Report, index: usize, a: &Attribution) -> Option<String> {
    let tokens = &report.analysis.tokens;
    let token = &tokens[a.source_head? as usize];
    if token.pos != Pos::Pron || &*token.lemma != "it" {
        return None;
    }
    let before = report.attributions.iter().filter(|b| b.cue.start < a.cue.start);
    let named = |b: &&Attribution| b.source_head.is_some_and(|h| tokens[h as usize].pos != Pos::Pron);
    let last = before.filter(named).max_by_key(|b| b.cue.start)?;
    let head = last.source_head?;
    let near = tokens[head as usize].sentence + AFTER >= token.sentence;
    let body = match entities.of(index, head) {
        Some(entity) => entities.entities[entity as usize].kind != Kind::Person,
        None => lexicon::role(&tokens[head as usize].lemma.to_lowercase()) != Some(Kind::Person),
    };
    speaker(entities, report, index, last).filter(|_| near && body)
}

/// The attribution on whose word what `innermost` holds stands. What somebody wants, plans or thinks only colours it; what
/// nobody is named for, and what a speaker tells of another's words, stands on the word of whoever tells it. Outlets and
/// papers only pass on.
pub(crate) fn rests_on(entities: &Entities, report: &Report, index: usize, innermost: u32) -> u32 {
    let attributions = &report.attributions;
    let (mut on, mut at) = (innermost, innermost);
    for _ in 0..8 {
        let Some(outer) = attributions[at as usize].inside else {
            break;
        };
        let (held, teller) = (&attributions[on as usize], &attributions[outer as usize]);
        let nobody = || speaker(entities, report, index, held).is_none();
        let told = || !by_phrase(report, held) && is_voice(entities, report, index, teller);
        if !held.force.passes_on() || nobody() || told() {
            on = outer;
        }
        at = outer;
    }
    on
}

/// "according to X": set into a clause, it speaks for that clause and not for what stands around it.
fn by_phrase(report: &Report, a: &Attribution) -> bool {
    let cue = a.cue.slice(&report.document.text);
    ["according to", "per"].iter().any(|p| cue.eq_ignore_ascii_case(p))
}

/// Whether an attribution's source is someone who speaks, and no outlet, paper or thing.
fn is_voice(entities: &Entities, report: &Report, index: usize, a: &Attribution) -> bool {
    let Some(head) = a.source_head.filter(|_| a.speech) else {
        return false;
    };
    let token = &report.analysis.tokens[head as usize];
    match entities.of(index, head) {
        Some(entity) => entities.entities[entity as usize].kind != Kind::Outlet,
        None => token.pos == Pos::Propn || lexicon::role(&token.lemma.to_lowercase()).is_some(),
    }
}

/// Canonical names from a document's outlet inward to the first speaker, through the attributions that hold this one.
pub(crate) fn chain(entities: &Entities, report: &Report, index: usize, a: &Attribution) -> Vec<String> {
    let mut inward: Vec<String> = Vec::new();
    let mut at = Some(a);
    let (mut steps, mut held) = (0, None);
    while let Some(a) = at.filter(|_| steps < 8) {
        let outer = a
            .inside
            .map(|i| &report.attributions[i as usize])
            .filter(|outer| outer.speech);
        // A paper that says again what its author says is named once, and so is the author.
        let who = (!a.echo).then(|| speaker(entities, report, index, a)).flatten();
        inward.extend(who.clone().filter(|who| held.as_ref() != Some(who)));
        for relay in a.relays.iter().rev() {
            let name = entities.holder(report, index, relay.span, relay.head);
            if !inward.contains(&name) {
                inward.push(name);
            }
        }
        held = who.or(held);
        at = outer;
        steps += 1;
    }
    let outlet = match &report.document.publisher {
        Some(name) => name.clone(),
        None => report.document.outlet().to_owned(),
    };
    inward.push(outlet);
    inward.retain(|name| !name.is_empty());
    inward.reverse();
    inward.dedup();
    inward
}
