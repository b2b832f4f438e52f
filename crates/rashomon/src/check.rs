//! Holds the sentences of a text against sources: a linter for facts.
//!
//! Each clause of the text that makes a claim is set beside the source sentences that share most with it (`align`), and
//! compared slot by slot: figures, dates, names, parts played, what is so and what is not, quotations, on whose word, how
//! firmly. A rule (one file each in `rules`) speaks where a slot that answers the same question clashes and no source
//! carries what the text has. A clause is supported only where one place in the sources has all of it. In doubt it is not
//! found.

mod align;
mod case;
mod diff;
mod item;
mod parted;
pub mod rule;
mod rules;
mod score;
mod settings;
mod standing;
mod telling;
mod unit;
mod verdict;
pub mod wire;
mod words;

use crate::attribution;
use crate::collation::entity::Entities;
use crate::collation::{self, Collation};
use crate::document::{Document, SourceRange};
use crate::name::{self, Kind as NameKind};
use crate::note::{Level as NoteLevel, Note};
use crate::report::{self, Report};
use crate::text::{Span, TextIndex};
use crate::view::account::Citation;
use crate::view::wire as places;
use align::{Index, Pairing};
use case::{Case, Clash};
use item::{Kind, Line};
use rule::Rule;
pub use settings::Settings;
use std::collections::BTreeSet;
use std::ops::Range;
use unit::Unit;
use wire::{Anchor, Check, Clause, Finding, Sentence, Summary, Verdict};
use words::Words;

/// Reports to hold texts against.
#[derive(Debug, Clone)]
pub struct Sources {
    reports: Vec<Report>,
    notes: Vec<Note>,
    /// What they say together, those in English.
    collation: Collation,
}

impl Sources {
    /// Takes the reports as sources, in any order; `notes` is what was noticed while they were read.
    pub fn new(reports: Vec<Report>, notes: Vec<Note>) -> Self {
        let reports = report::in_order(reports);
        let read: Vec<&Report> = reports.iter().filter(|r| r.document.language == "en").collect();
        let collation = collation::collate(&read);
        Self {
            reports,
            notes,
            collation,
        }
    }
}

/// What the stages of a check know.
struct World<'a> {
    /// The sources, then the text.
    reports: Vec<&'a Report>,
    entities: &'a Entities,
    /// The sources' sentences.
    lines: Vec<Line>,
    index: Index,
    words: Words,
    /// The words of each report in order, as quotations are compared.
    folded: &'a [Vec<String>],
    /// The tokens of the text that stand in quotation marks.
    quoted: Vec<Range<u32>>,
    known: score::Known<'a>,
    /// What collation finds between the text and the sources.
    parted: Vec<Clash>,
    /// Folded names of the countries and places named, of one word.
    places: BTreeSet<String>,
}

impl<'a> World<'a> {
    fn sources(&self) -> &[&'a Report] {
        &self.reports[..self.reports.len() - 1]
    }
}

/// Holds a text against sources.
pub fn check(text: &Report, sources: &Sources, settings: &Settings) -> Check {
    let mut notes = sources.notes.clone();
    let (witnesses, joint) = own_set_aside(text, witnesses(text, &sources.reports, &mut notes), &mut notes);
    let reports: Vec<&Report> = witnesses.iter().copied().chain([text]).collect();
    let entities = &joint.entities;
    let mut words = Words::default();
    let mut lines = Vec::new();
    for (index, report) in witnesses.iter().enumerate() {
        lines.extend(item::lines(report, index, entities, &mut words));
    }
    let mine = item::lines(text, witnesses.len(), entities, &mut words);
    let folded: Vec<Vec<String>> = reports
        .iter()
        .map(|r| rules::quotation_words(&r.document.text))
        .collect();
    let world = World {
        index: Index::new(&lines, &words),
        entities,
        lines,
        words,
        known: score::known(folded.iter().take(witnesses.len())),
        folded: &folded,
        quoted: attribution::quoted(&text.document, &text.analysis),
        parted: parted::find(&reports, &joint),
        places: places_named(entities),
        reports,
    };
    // With a source set aside the others say something else together.
    let all = sources.reports.iter().filter(|r| r.document.language == "en").count();
    let fewer = (witnesses.len() < all).then(|| collation::collate(&witnesses));
    let collation = fewer.as_ref().unwrap_or(&sources.collation);
    let judged: Vec<Judged> = mine.iter().map(|line| judge(&world, line, collation)).collect();
    assemble(&world, &mine, judged, settings, notes)
}

fn places_named(entities: &Entities) -> BTreeSet<String> {
    let places = entities
        .entities
        .iter()
        .filter(|e| matches!(e.kind, NameKind::Place | NameKind::Group));
    let names = places.map(|e| name::fold(&e.name));
    names.filter(|name| !name.contains(' ')).collect()
}

/// The sources without those that are the text itself.
fn witnesses<'a>(text: &Report, sources: &'a [Report], notes: &mut Vec<Note>) -> Vec<&'a Report> {
    let mut out = Vec::new();
    for source in sources {
        let document = &source.document;
        if document.text.trim() == text.document.text.trim() {
            let why = "It has the same words as the text under check and is set aside: a text is not its own witness.";
            notes.push(Note::new(NoteLevel::Info, "own-witness", why).at(&document.path));
        } else if document.language != "en" {
            let why = format!(
                "It is in another language ({}) and takes no part; only English is read.",
                document.language
            );
            notes.push(Note::new(NoteLevel::Warning, "other-language", why).at(&document.path));
        } else {
            out.push(source);
        }
    }
    out
}

/// The witnesses without copies of the text, unless there are only such, and the text collated with them.
fn own_set_aside<'a>(text: &Report, witnesses: Vec<&'a Report>, notes: &mut Vec<Note>) -> (Vec<&'a Report>, Collation) {
    let joint = parted::joint(text, &witnesses);
    let copies = parted::copies(text, &witnesses, &joint);
    if copies.is_empty() {
        return (witnesses, joint);
    }
    // Where there is nothing else, what the two have otherwise is what the reader asks for.
    if copies.len() == witnesses.len() {
        let why = "It has nearly the words of the text under check, and no other source is there: what they share proves nothing.";
        notes.extend(
            witnesses
                .iter()
                .map(|w| Note::new(NoteLevel::Info, "own-witness", why).at(&w.document.path)),
        );
        return (witnesses, joint);
    }
    let mut left = Vec::new();
    for (i, witness) in witnesses.into_iter().enumerate() {
        if copies.contains(&i) {
            let why =
                "It is a copy of the text under check or nearly so and is set aside: a text is not its own witness.";
            notes.push(Note::new(NoteLevel::Info, "own-witness", why).at(&witness.document.path));
        } else {
            left.push(witness);
        }
    }
    let joint = parted::joint(text, &left);
    (left, joint)
}

/// What was found of one unit.
struct Part {
    unit: Unit,
    verdict: Verdict,
    /// The source sentences nearest to it.
    places: Vec<(usize, Span)>,
    clashes: Vec<Clash>,
    /// Its words that the sources lack.
    missing: Vec<String>,
}

/// What was found of one sentence.
struct Judged {
    units: Vec<Part>,
    verdict: Verdict,
    told: Vec<Clash>,
    score: Option<f64>,
    features: Vec<f32>,
}

fn judge(world: &World, line: &Line, collation: &Collation) -> Judged {
    let report = world.reports[line.report];
    let units = unit::units(report, line);
    if line.items.is_empty() {
        return Judged {
            units: Vec::new(),
            verdict: Verdict::NoClaim,
            told: Vec::new(),
            score: None,
            features: Vec::new(),
        };
    }
    let pairings = align::pairings(world, line);
    let parts: Vec<Part> = units
        .into_iter()
        .map(|unit| part(world, line, unit, &pairings, collation))
        .collect();
    let verdicts: Vec<Verdict> = parts.iter().map(|part| part.verdict).collect();
    let clashes = parts.iter().flat_map(|part| &part.clashes);
    let contradictions = clashes.filter(|c| c.rule.contradicts()).count();
    let features = score::features(world, line, &pairings, contradictions);
    Judged {
        score: Some(score::score(&features)),
        features: features.to_vec(),
        verdict: if parts.is_empty() {
            Verdict::NoClaim
        } else {
            verdict::whole(&verdicts)
        },
        told: telling::of(&parts),
        units: parts,
    }
}

fn part(world: &World, line: &Line, unit: Unit, pairings: &[Pairing], collation: &Collation) -> Part {
    let case = Case::new(world, line, &unit, pairings);
    let mut clashes = rules::clashes(&case);
    let mine = |c: &&Clash| unit.items.iter().any(|&i| case.span(&line.items[i]).overlaps(c.at));
    let told = |c: &&Clash| clashes.iter().any(|d| (d.rule, d.at) == (c.rule, c.at));
    let parted = world
        .parted
        .iter()
        .filter(mine)
        .filter(|c| !told(c) && !parted::carried(&case, c.at));
    let parted: Vec<Clash> = parted.cloned().collect();
    clashes.extend(parted);
    let verdict = verdict::of(&case, &clashes);
    // On whose word and how firmly the sources have it can't be told of what they don't have.
    if verdict == Verdict::NotFound {
        clashes.clear();
    }
    clashes.extend(standing::find(&case, verdict, collation));
    let items = || unit.items.iter().copied();
    let places = case
        .pairs
        .iter()
        .filter(|p| p.cover(&line.items, items()) >= verdict::PARTLY);
    let places = places.take(3).map(|p| case.sentence(p)).collect();
    Part {
        missing: missing(&case, verdict),
        places,
        verdict,
        clashes,
        unit,
    }
}

/// The words of a unit that nothing near it in the sources has; of one that they have in part, that the nearest has not.
fn missing(case: &Case, verdict: Verdict) -> Vec<String> {
    let near = if verdict == Verdict::NotFound { usize::MAX } else { 1 };
    let had = |i: usize| case.pairs.iter().take(near).any(|p| p.had[i] >= align::LINKED);
    let items = case
        .unit
        .items
        .iter()
        .filter(|&&i| case.line.items[i].kind != Kind::Pronoun);
    items
        .filter(|&&i| !had(i))
        .map(|&i| case::plain(case.words(&case.line.items[i])))
        .collect()
}

/// Cites all of it. Quotes are made here and nowhere else.
fn assemble(world: &World, lines: &[Line], judged: Vec<Judged>, settings: &Settings, mut notes: Vec<Note>) -> Check {
    let indices: Vec<TextIndex> = world.reports.iter().map(|r| TextIndex::new(&r.document.text)).collect();
    let passage =
        |report: usize, span: Span| places::passage(&world.reports[report].document.text, &indices[report], span);
    let (mine, sources) = (world.sources().len(), world.sources());
    let text = world.reports[mine];
    let cite = |(report, span): (usize, Span)| Citation {
        document: world.reports[report].document.id.0.clone(),
        passage: passage(report, span),
    };
    let (allowed, wrong) = settings::allowed(&text.document.text);
    let path = &text.document.path;
    notes.extend(
        wrong
            .into_iter()
            .map(|why| Note::new(NoteLevel::Warning, "suppression", why).at(path)),
    );
    let (mut sentences, mut findings) = (Vec::new(), Vec::new());
    let mut summary = Summary::default();
    for (s, (line, judged)) in lines.iter().zip(judged).enumerate() {
        let span = text.analysis.sentences[line.sentence as usize].span;
        count(&mut summary, judged.verdict);
        let mut finding = |rule: Rule, at: Span, message: String, against: &[(usize, Span)]| {
            let Some(level) = settings.level(rule) else { return };
            findings.push(Finding {
                rule,
                level,
                passage: passage(mine, at),
                sentence: s,
                message,
                help: rule.help().to_owned(),
                sources: against.iter().map(|&place| cite(place)).collect(),
                fingerprint: String::new(),
                suppressed: allowed.iter().find(|a| a.covers(rule, at)).map(|a| a.reason.clone()),
            });
        };
        for clash in judged.told {
            finding(clash.rule, clash.at, clash.message, &clash.against);
        }
        sentences.push(Sentence {
            passage: passage(mine, span),
            verdict: judged.verdict,
            score: judged.score,
            features: judged.features,
            clauses: judged
                .units
                .iter()
                .map(|part| Clause {
                    passage: passage(mine, part.unit.span),
                    verdict: part.verdict,
                    sources: part.places.iter().map(|&place| cite(place)).collect(),
                })
                .collect(),
        });
    }
    findings.sort_by(|a, b| (a.passage.start, a.rule, &a.message).cmp(&(b.passage.start, b.rule, &b.message)));
    findings.dedup_by(|b, a| (a.rule, &a.passage) == (b.rule, &b.passage));
    fingerprint(&mut findings);
    for finding in findings.iter_mut().filter(|f| f.suppressed.is_none()) {
        finding.suppressed = settings.passed_over.get(&finding.fingerprint).cloned();
    }
    summary.share = if summary.claims == 0 {
        1.0
    } else {
        summary.supported as f64 / summary.claims as f64
    };
    notes.sort();
    notes.dedup();
    Check {
        schema: wire::SCHEMA.to_owned(),
        generator: crate::view::generator(),
        text: places::document(&text.document),
        sources: sources.iter().map(|r| places::document(&r.document)).collect(),
        lines: world
            .reports
            .iter()
            .zip(&indices)
            .filter_map(|(r, index)| anchors(&r.document, index))
            .collect(),
        sentences,
        findings,
        summary,
        notes,
    }
}

/// Where in its file the text of a page stands.
fn anchors(document: &Document, index: &TextIndex) -> Option<(String, Vec<Anchor>)> {
    let anchor = |range: &SourceRange| Anchor {
        start: index.code_points(&document.text, range.text.start),
        line: range.line,
        column: range.column,
    };
    let anchors: Vec<Anchor> = document.source.iter().map(anchor).collect();
    (!anchors.is_empty()).then(|| (document.id.0.clone(), anchors))
}

fn count(summary: &mut Summary, verdict: Verdict) {
    summary.claims += usize::from(verdict != Verdict::NoClaim);
    match verdict {
        Verdict::NoClaim => {}
        Verdict::Supported => summary.supported += 1,
        Verdict::PartlySupported => summary.partly_supported += 1,
        Verdict::NotFound => summary.not_found += 1,
        Verdict::Contradicted => summary.contradicted += 1,
    }
}

/// Marks each finding by its rule and words, and by its number among those alike: stable where text is added elsewhere.
fn fingerprint(findings: &mut [Finding]) {
    let mut seen: std::collections::BTreeMap<String, u32> = std::collections::BTreeMap::new();
    for finding in findings {
        let key = format!("{}\0{}", finding.rule.name(), case::plain(&finding.passage.quote));
        let number = seen.entry(key.clone()).or_default();
        *number += 1;
        let hex = blake3::hash(format!("{key}\0{number}").as_bytes()).to_hex();
        finding.fingerprint = hex[..16].to_owned();
    }
}

/// Whether two folded names are a country and its people, by the table of countries or by their looks.
fn lexicon_country(a: &str, b: &str) -> bool {
    use crate::name::lexicon::country;
    match (country(a), country(b)) {
        (Some(x), Some(y)) => x.names == y.names,
        _ => {
            let shared = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
            let ending = |name: &str| {
                let rest: String = name.chars().skip(shared).collect();
                matches!(
                    rest.as_str(),
                    "" | "a" | "e" | "n" | "an" | "ian" | "ish" | "ese" | "ns" | "ans" | "i" | "s" | "ia" | "y"
                )
            };
            shared >= 4 && !a.contains(' ') && !b.contains(' ') && ending(a) && ending(b)
        }
    }
}
