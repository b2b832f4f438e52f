//! Points: what each report has on one checkable thing, on whose word, and from how many independent origins.

mod reason;
mod utterance;
mod variant;
mod witness;

use super::align::{self, Cluster, Unit};
use super::difference::tense::Tense;
use super::difference::{self, Parting};
use super::entity::Entities;
use super::lineage::{Descent, Kind as DescentKind};
use super::odds::Odds;
use super::telling;
use super::terms::{Alike, Terms};
use super::{Place, speaker};
use crate::analysis::Dep;
use crate::attribution::{Attribution, Force, Kind};
use crate::claim::lexicon::{NEGATORS, holds};
use crate::claim::{Certainty, Claim, Form, Role};
use crate::report::Report;
use crate::value::{self, Relation, Value, ValueKind};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use witness::witnesses;

/// One checkable thing that reports speak to.
#[derive(Debug, Clone)]
pub struct Point {
    /// What it is about, in a report's own words.
    pub label: String,
    /// What its readings turn on where they do not part.
    pub topic: Topic,
    /// How its readings part, if they do.
    pub parting: Option<Parting>,
    /// Independent origins, each with the reports that have it from there.
    pub witnesses: Vec<Witness>,
    /// What each report has, in order of report and text.
    pub readings: Vec<Reading>,
    /// How much the words of the readings tell, for ranking.
    pub weight: f32,
}

/// What the readings of a point have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// A figure.
    Quantity,
    /// A time.
    Date,
    /// An utterance, in quotation marks.
    Quotation,
    /// Anything else.
    Statement,
}

/// What one report has on a point.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The words.
    pub place: Place,
    /// The value that the point turns on, normalised.
    pub value: Option<String>,
    /// On whose word.
    pub stance: Stance,
    /// Canonical name of whoever says or denies it.
    pub holder: Option<String>,
    /// Logarithm of the odds that it speaks to the same thing as the reading of another report that is most like it; none
    /// where that is not in doubt.
    pub odds: Option<f32>,
}

/// On whose word a reading stands; the wire has its own words for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stance {
    /// In the outlet's own voice.
    Asserts,
    /// Someone named or described says it.
    Attributed,
    /// Someone denies it.
    Denies,
    /// In the outlet's own voice, but hinting.
    Hedged,
}

/// One independent origin and the reports that have a point from there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witness {
    /// Canonical name.
    pub origin: String,
    /// Indices of reports, sorted.
    pub reports: Vec<u32>,
    /// Why they count as one.
    pub because: String,
}

/// What the stages before found in a story.
pub(crate) struct Story<'a> {
    pub(crate) reports: &'a [&'a Report],
    pub(crate) entities: &'a Entities,
    pub(crate) terms: &'a Terms,
    pub(crate) doings: &'a Alike,
    pub(crate) units: &'a [Unit],
    /// On whose word each unit stands.
    pub(crate) voices: Vec<Voice>,
    /// How each unit is told.
    pub(crate) tenses: Vec<Option<Tense>>,
    /// Whoever does what each unit tells, and to whom it is done, by name.
    pub(crate) doers: Vec<BTreeSet<u32>>,
    pub(crate) themes: Vec<BTreeSet<u32>>,
    pub(crate) odds: &'a Odds,
    pub(crate) lineage: &'a [Descent],
}

impl<'a> Story<'a> {
    /// The report in which a unit stands.
    pub(crate) fn report(&self, unit: usize) -> &'a Report {
        self.reports[self.units[unit].place.report as usize]
    }

    pub(crate) fn claim(&self, unit: usize) -> &'a Claim {
        self.units[unit].claim(self.reports)
    }

    /// The values in a unit, in order.
    pub(crate) fn values(&self, unit: usize) -> impl DoubleEndedIterator<Item = &'a Value> + use<'a> {
        self.units[unit].values(self.reports)
    }

    /// What a unit says is done: of an event noun the verb of the same event.
    pub(crate) fn verb(&self, unit: usize) -> &'a str {
        self.units[unit].verb(self.reports)
    }

    /// The day on which the report of a unit was published, where it says so.
    pub(crate) fn published(&self, unit: usize) -> Option<Date> {
        self.report(unit).document.published.as_ref().map(|p| p.date)
    }

    /// Name of the outlet of a report.
    pub(crate) fn outlet(&self, report: u32) -> &'a str {
        self.reports[report as usize].document.outlet()
    }

    pub(crate) fn words(&self, place: Place) -> &str {
        place.span.slice(&self.reports[place.report as usize].document.text)
    }

    /// The attribution on whose word a unit's claim stands.
    pub(crate) fn attribution(&self, unit: usize) -> Option<&'a Attribution> {
        let on = self.voices[unit].attribution?;
        Some(&self.report(unit).attributions[on as usize])
    }

    /// Whether two units stand in the same sentence, which one report has from the other.
    pub(crate) fn copied(&self, a: usize, b: usize) -> bool {
        let reports = (self.units[a].place.report, self.units[b].place.report);
        let between = |d: &Descent| {
            d.kind != DescentKind::CommonOrigin && (reports == (d.from, d.to) || reports == (d.to, d.from))
        };
        let sentence = |u: usize| {
            let report = self.report(u);
            let span = report.analysis.sentences[self.units[u].sentence as usize].span;
            span.slice(&report.document.text)
        };
        self.lineage.iter().any(between) && sentence(a) == sentence(b)
    }

    /// Whether one unit's report is a later version of the other's by the same outlet, or a version of such a one.
    pub(crate) fn revised(&self, early: usize, late: usize) -> bool {
        let (first, mut at) = (self.units[early].place.report, self.units[late].place.report);
        let revision = |at: u32| {
            self.lineage
                .iter()
                .find(|d| d.kind == DescentKind::Revision && d.to == at)
        };
        while let Some(before) = revision(at).filter(|d| d.from < at) {
            at = before.from;
            if at == first {
                return true;
            }
        }
        false
    }

    /// Logarithm of the odds that two units speak to the same thing.
    pub(crate) fn odds(&self, a: usize, b: usize) -> f32 {
        self.odds.get(a, b).unwrap_or(f32::NEG_INFINITY)
    }

    /// On whose word a unit stands.
    pub(crate) fn stance(&self, unit: usize) -> (Stance, Option<&str>) {
        let voice = &self.voices[unit];
        (voice.stance, voice.holder.as_deref())
    }
}

/// On whose word a unit stands.
#[derive(Debug, Clone)]
pub(crate) struct Voice {
    /// Index of the attribution on whose word it stands, in its report.
    attribution: Option<u32>,
    stance: Stance,
    holder: Option<String>,
}

/// On whose word each unit stands.
pub(crate) fn voices(reports: &[&Report], entities: &Entities, units: &[Unit]) -> Vec<Voice> {
    let own = |claim: &Claim| Voice {
        attribution: None,
        stance: if claim.certainty.hedges() {
            Stance::Hedged
        } else {
            Stance::Asserts
        },
        holder: None,
    };
    let voice = |unit: &Unit| -> Voice {
        let index = unit.place.report as usize;
        let (report, claim) = (reports[index], unit.claim(reports));
        let Some(innermost) = claim.attribution else {
            return own(claim);
        };
        // Who asks about it, or does not say it, has not said it.
        if claim.certainty == Certainty::Open && report.attributions[innermost as usize].force == Force::Asks {
            return own(claim);
        }
        let on = super::rests_on(entities, report, index, innermost);
        let attribution = &report.attributions[on as usize];
        let holder = speaker(entities, report, index, attribution);
        // "They do not believe that it spreads", she said: who speaks for "they" denies it.
        let inner = &report.attributions[innermost as usize];
        let denies = match inner.force {
            // "Declined to say when he had paid": that he paid is not denied.
            Force::Asks => false,
            Force::Denies if inner.echo => true,
            _ => attribution.force == Force::Denies,
        };
        let stance = match (attribution.force, &holder) {
            _ if denies => Stance::Denies,
            (Force::Hints | Force::Asks, None) => Stance::Hedged,
            _ => Stance::Attributed,
        };
        Voice {
            attribution: Some(on),
            stance,
            holder,
        }
    };
    units.iter().map(voice).collect()
}

/// The points of a story, the weightiest first.
pub(crate) fn points(story: &Story, clusters: &[Cluster]) -> Vec<Point> {
    let mut out: Vec<Point> = clusters.iter().flat_map(|cluster| of_cluster(story, cluster)).collect();
    out.extend(variant::names(story));
    out.extend(utterance::days(story));
    out.extend(reason::reasons(story));
    weightiest_first(&mut out);
    told_once(story, &mut out);
    said_before(story, out)
}

/// Share of a point's pairs of readings that, standing together in points before it, leave it nothing to say.
const SAID: f32 = 0.6;

/// Leaves out points on which reports agree whose readings mostly stand together in another point already.
fn said_before(story: &Story, points: Vec<Point>) -> Vec<Point> {
    let names: BTreeSet<Place> = story.units.iter().filter(|u| u.names()).map(|u| u.place).collect();
    let mut kept: Vec<Point> = Vec::new();
    for point in points {
        let places: Vec<Place> = point.readings.iter().map(|r| r.place).collect();
        let (mut pairs, mut together) = (0, 0);
        for (i, x) in places.iter().enumerate() {
            for y in places[i + 1..].iter().filter(|y| y.report != x.report) {
                // Who somebody is does not say what they do.
                let most = |r: &Reading, at: &Place| {
                    r.place.report == at.report
                        && r.place.span.holds_most_of(at.span)
                        && (!names.contains(&r.place) || names.contains(at))
                };
                let on = |p: &Point, at: &Place| p.readings.iter().any(|r| most(r, at));
                pairs += 1;
                together += usize::from(kept.iter().any(|p| on(p, x) && on(p, y)));
            }
        }
        if point.parting.is_some() || (together as f32) < SAID * pairs as f32 {
            kept.push(point);
        }
    }
    kept
}

fn weightiest_first(points: &mut [Point]) {
    points.sort_by(|a, b| {
        let key = |p: &Point| (p.parting.is_none(), std::cmp::Reverse(reports_of(p)));
        key(a)
            .cmp(&key(b))
            .then(b.weight.total_cmp(&a.weight))
            .then(a.readings[0].place.cmp(&b.readings[0].place))
    });
}

/// A difference is told where it weighs most; further points of the same difference have nothing of their own.
fn told_once(story: &Story, points: &mut Vec<Point>) {
    let mut units: BTreeMap<Place, Vec<usize>> = BTreeMap::new();
    for (u, unit) in story.units.iter().enumerate() {
        units.entry(unit.place).or_default().push(u);
    }
    let of = |place: Place| units.get(&place).map_or(&[][..], Vec::as_slice);
    let same = |x: Place, y: Place| {
        let joined = |&u: &usize| of(y).iter().any(|&v| story.odds(u, v) > align::JOIN);
        x.overlaps(y) || x.report != y.report && of(x).iter().any(joined)
    };
    // Of several points with one difference the one whose readings fit best has it.
    let fit = |p: &Point| {
        let odds: Vec<f32> = p.readings.iter().filter_map(|r| r.odds).collect();
        odds.iter().sum::<f32>() / odds.len().max(1) as f32
    };
    let mut order: Vec<usize> = (0..points.len()).collect();
    order.sort_by(|&i, &j| fit(&points[j]).total_cmp(&fit(&points[i])).then(i.cmp(&j)));
    let mut told: Vec<&Parting> = Vec::new();
    let mut keep = vec![true; points.len()];
    for i in order {
        let Some(parting) = &points[i].parting else { continue };
        let (a, b) = parting.places;
        let before = told.iter().any(|other| {
            let (x, y) = other.places;
            let alike = same(a, x) && same(b, y) || same(a, y) && same(b, x);
            let over = a.overlaps(x) && b.overlaps(y) || a.overlaps(y) && b.overlaps(x);
            let values = parting.sides() == other.sides();
            // On whose word is told where nothing else parts the two.
            parting.kind == other.kind && values && alike || parting.kind == difference::Kind::Attribution && over
        });
        keep[i] = !before;
        if !before {
            told.push(parting);
        }
    }
    let mut keep = keep.into_iter();
    points.retain(|_| keep.next() == Some(true));
}

fn reports_of(point: &Point) -> usize {
    let mut reports: Vec<u32> = point.readings.iter().map(|r| r.place.report).collect();
    reports.dedup();
    reports.len()
}

/// The points of a cluster. A difference shows one claim a report, those where it stands; if the reports have more to say
/// together, that is a point of its own.
fn of_cluster(story: &Story, cluster: &Cluster) -> Vec<Point> {
    let mut partings: VecDeque<Parting> = difference::partings(story, cluster).into();
    let shown = align::without_nested(story.units, story.odds, cluster, |_| 0);
    let reports: BTreeSet<u32> = shown.iter().map(|&u| story.units[u].place.report).collect();
    let first = if shown.len() == reports.len() {
        partings.pop_front()
    } else {
        None
    };
    // What is told to part does not agree.
    let apart = |u: &usize| {
        let at = story.units[*u].place;
        partings.iter().any(|p| p.places.0 == at || p.places.1 == at)
    };
    let rest: Cluster = cluster
        .iter()
        .copied()
        .filter(|u| first.is_some() || !apart(u))
        .collect();
    let mut out = Vec::new();
    if first.is_some() {
        out.push(point(story, &rest, first));
    } else {
        let so = rest.iter().filter(|&&u| story.claim(u).positive).count();
        let mostly = so * 2 > rest.len();
        // Who says that it is so and who says that it is not do not agree, even where the words do not let the two be compared.
        let (asked, told): (Cluster, Cluster) =
            rest.iter().partition(|&&u| story.claim(u).certainty == Certainty::Open);
        let (no, yes): (Cluster, Cluster) = told
            .iter()
            .partition(|&&u| difference::status::opposes(story, u, &rest) || mostly && negated(story, u));
        // What rose and what fell, and who struck whom, stand apart: each with the first that nothing in it is apart from.
        let apart = |u: usize, v: usize| {
            difference::opposite::contrary(story, u, v)
                || difference::swapped(story, u, v)
                || difference::other_is(story, u, v)
        };
        let mut sides: Vec<Cluster> = Vec::new();
        for u in yes {
            match sides.iter_mut().find(|side| side.iter().all(|&v| !apart(u, v))) {
                Some(side) => side.push(u),
                None => sides.push(vec![u]),
            }
        }
        sides.extend([no, asked]);
        let sides: Vec<Cluster> = sides.iter().map(|side| joined(story, side)).collect();
        let sides = sides.iter().filter(|side| agreed(story, side));
        out.extend(sides.map(|side| point(story, side, None)));
    }
    out.extend(partings.into_iter().map(|parting| {
        let units = one_a_report(story, cluster, parting.places);
        point(story, &units, Some(parting))
    }));
    out
}

/// Of some units of a cluster those that are still joined to one of another report.
fn joined(story: &Story, units: &[usize]) -> Cluster {
    let with = |u: usize, v: usize| story.units[u].place.report != story.units[v].place.report;
    let near = |u: usize, v: usize| with(u, v) && story.odds(u, v) >= align::JOIN;
    let mine = units.iter().copied();
    mine.filter(|&u| units.iter().any(|&v| near(u, v))).collect()
}

/// Whether a unit says in so many words that it is not so ("not", "nobody"): to refuse or to fail is said in other ways too.
fn negated(story: &Story, u: usize) -> bool {
    let analysis = &story.report(u).analysis;
    let mut words = analysis.tokens_in(story.units[u].place.span);
    let no = |t: u32| {
        let token = &analysis.tokens[t as usize];
        token.dep == Dep::Neg || holds(NEGATORS, &token.lemma)
    };
    !story.claim(u).positive && words.any(no)
}

/// Whether units of at least two reports say something together, and more than a name. That in all of them somebody says something
/// is a point only where it is one speaker.
fn agreed(story: &Story, units: &[usize]) -> bool {
    let reports: BTreeSet<u32> = units.iter().map(|&u| story.units[u].place.report).collect();
    let speaker = |u: usize| difference::cast(story, u, Role::Agent);
    let one_speaker = || {
        let pairs = units
            .iter()
            .enumerate()
            .flat_map(|(i, &u)| units[i + 1..].iter().map(move |&v| (u, v)));
        let across = |&(u, v): &(usize, usize)| story.units[u].place.report != story.units[v].place.report;
        pairs
            .filter(across)
            .any(|(u, v)| story.entities.any_kin(&speaker(u), &speaker(v)))
    };
    let only_said = units.iter().all(|&u| story.claim(u).form == Form::Frame);
    let thin = || units.iter().all(|&u| story.units[u].thin(story.reports));
    reports.len() > 1 && (!only_said || one_speaker()) && !thin()
}

/// Of the units of a cluster those at two places, and of each further report the one nearest to them.
fn one_a_report(story: &Story, cluster: &Cluster, (a, b): (Place, Place)) -> Cluster {
    let at = |place: Place| cluster.iter().copied().find(|&u| story.units[u].place == place);
    let mut out: Cluster = [at(a), at(b)].into_iter().flatten().collect();
    let pair = out.clone();
    let mut best: BTreeMap<u32, (f32, usize)> = BTreeMap::new();
    for &u in cluster {
        let report = story.units[u].place.report;
        let near = pair.iter().map(|&v| story.odds(u, v)).fold(f32::NEG_INFINITY, f32::max);
        let entry = best.entry(report).or_insert((align::JOIN, usize::MAX));
        if report != a.report && report != b.report && near > entry.0 {
            *entry = (near, u);
        }
    }
    out.extend(best.into_values().map(|(_, u)| u).filter(|&u| u != usize::MAX));
    out.sort_unstable();
    out.dedup();
    out
}

/// A point over some units. The two between which it parts are shown whatever overlaps them.
pub(crate) fn point(story: &Story, cluster: &Cluster, parting: Option<Parting>) -> Point {
    // Where it parts is shown, and in other reports what has the same value as either side.
    let leads = |u: usize| {
        let side = parting
            .as_ref()
            .is_some_and(|p| [p.places.0, p.places.1].contains(&story.units[u].place));
        let values = parting.as_ref().and_then(|p| p.values.as_ref());
        let same = values.is_some_and(|(x, y)| story.values(u).map(value::canonical).any(|v| v == *x || v == *y));
        if side { 2 } else { u8::from(same) }
    };
    let shown = align::without_nested(story.units, story.odds, cluster, leads);
    let odds = |u: usize| {
        let others = shown
            .iter()
            .filter(|&&v| story.units[v].place.report != story.units[u].place.report);
        let best = others.map(|&v| story.odds(u, v)).fold(f32::NEG_INFINITY, f32::max);
        // The two that part are held against one another for more than their likeness.
        (leads(u) < 2).then_some(best)
    };
    let readings: Vec<Reading> = shown
        .iter()
        .map(|&u| {
            let (stance, holder) = story.stance(u);
            let told = parting.as_ref().and_then(|p| p.value(story.units[u].place));
            let value = told.map(str::to_owned);
            // Who says that it is not so denies it where another report has it so.
            let parts = parting.as_ref().is_some_and(|p| p.kind == difference::Kind::Denial);
            let opposes = parts && !story.claim(u).positive && difference::status::opposes(story, u, &shown);
            Reading {
                place: story.units[u].place,
                value: value.or_else(|| value_of(story, &shown, parting.as_ref(), u)),
                stance: if opposes && holder.is_some() {
                    Stance::Denies
                } else {
                    stance
                },
                holder: holder.map(str::to_owned),
                odds: odds(u),
            }
        })
        .collect();
    Point {
        label: telling::label(story, &shown, parting.as_ref()),
        witnesses: witnesses(story, &readings),
        topic: topic(story, cluster),
        weight: cluster
            .iter()
            .map(|&u| align::weight(&story.units[u], story.terms))
            .sum::<f32>()
            / cluster.len() as f32,
        parting,
        readings,
    }
}

fn topic(story: &Story, cluster: &Cluster) -> Topic {
    let quoted = |u: &usize| story.attribution(*u).is_some_and(|a| a.kind == Kind::Direct);
    let is_time = |u: &usize| story.values(*u).next().map(|v| matches!(v.kind, ValueKind::Time(_)));
    if cluster.iter().all(quoted) {
        Topic::Quotation
    } else if cluster.iter().all(|u| is_time(u) == Some(false)) {
        Topic::Quantity
    } else if cluster.iter().all(|u| is_time(u) == Some(true)) {
        Topic::Date
    } else {
        Topic::Statement
    }
}

/// The value of a unit on which the point turns: the one that stands nearest to those that part, or else to one of another report.
fn value_of(story: &Story, shown: &[usize], parting: Option<&Parting>, unit: usize) -> Option<String> {
    let parts = |u: usize, v: &Value| parting.and_then(|p| p.value(story.units[u].place)) == Some(&value::canonical(v));
    let valued = parting.is_some_and(|p| p.values.is_some());
    let others = shown
        .iter()
        .filter(|&&v| story.units[v].place.report != story.units[unit].place.report);
    let others: Vec<&Value> = others
        .flat_map(|&u| story.values(u).filter(move |v| !valued || parts(u, v)))
        .collect();
    let open = |v: &Value| matches!(&v.kind, ValueKind::Time(t) if t.days.0.is_none() || t.days.1.is_none());
    let near = |v: &Value| {
        let how = others.iter().map(|other| match value::relate(v, other) {
            Relation::Same => 3,
            // "Since 2022" holds much of which nobody says when it was.
            Relation::Compatible if open(v) != open(other) => 0,
            Relation::Compatible => 2,
            Relation::Different => 1,
            Relation::Incomparable => 0,
        });
        how.max().unwrap_or(0)
    };
    let now = |v: &Value| !difference::value::came_from(story, unit, v);
    let values = story
        .values(unit)
        .filter(|v| now(v))
        .map(|v| (near(v), v))
        .filter(|(near, _)| *near > 0);
    // Of equals the first.
    let nearest = values.rev().max_by_key(|(near, _)| *near);
    nearest.map(|(_, v)| value::canonical(v))
}

/// The first words of a passage, up to some sixty characters.
pub(crate) fn label(words: &str) -> String {
    let mut out = String::new();
    for word in words.split_whitespace() {
        if !out.is_empty() && out.chars().count() + word.chars().count() > 64 {
            out.push('…');
            break;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out.trim_end_matches([',', ';', ':', '.']).to_owned()
}
