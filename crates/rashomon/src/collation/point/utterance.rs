//! On which day it was said: one speaker's words on one thing, which reports put on different days.

use super::{Point, Reading, Stance, Story, Topic, label, witnesses};
use crate::analysis::{Analysis, Dep};
use crate::attribution::{Attribution, Force};
use crate::collation::difference::{Kind, Parting};
use crate::collation::{Place, speaker};
use crate::text::Span;
use crate::value::{self, Relation, Value, ValueKind};
use std::collections::{BTreeMap, BTreeSet};

/// Log odds from which on what is said is taken to be the same thing.
const SAME_THING: f32 = 3.0;

/// The longest time, in days, that still says on which day something was said, and not in which season.
const DAYS: i32 = 10;

/// Something said at a known time.
struct Said<'a> {
    /// Whom the speaker speaks for.
    by: String,
    holder: String,
    /// The words from the speaker to the time, whichever comes first.
    place: Place,
    when: &'a Value,
    /// The units within what is said.
    units: Vec<usize>,
}

/// Points over the days on which reports have the same thing said.
pub(super) fn days(story: &Story) -> Vec<Point> {
    let said: Vec<Said> = (0..story.reports.len()).flat_map(|r| said(story, r)).collect();
    let mut parted: Vec<(f32, usize, usize)> = Vec::new();
    for (i, a) in said.iter().enumerate() {
        // People speak of one thing on many days, a body mostly once.
        if story.entities.is_person(&a.by) {
            continue;
        }
        for (j, b) in said.iter().enumerate().skip(i + 1) {
            let odds = odds(story, a, b);
            if a.place.report != b.place.report
                && a.by == b.by
                && odds > SAME_THING
                && value::relate(a.when, b.when) == Relation::Different
                && !one_day(a, b)
            {
                parted.push((odds, i, j));
            }
        }
    }
    parted.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let mut told: BTreeSet<&str> = BTreeSet::new();
    let mut out = Vec::new();
    for (_, i, j) in parted {
        // One speaker's days are told once; a further pair mostly follows from the first.
        if told.insert(&said[i].by) {
            out.push(point(story, &said, i, j));
        }
    }
    out
}

/// Whether two things were said on one day, or on days that both reports call by one name.
fn one_day(a: &Said, b: &Said) -> bool {
    match (&a.when.kind, &b.when.kind) {
        (ValueKind::Time(x), ValueKind::Time(y)) => x.days == y.days || x.weekday.is_some() && x.weekday == y.weekday,
        _ => false,
    }
}

/// How likely it is that two speak of the same thing, at best.
fn odds(story: &Story, a: &Said, b: &Said) -> f32 {
    let pairs = a.units.iter().flat_map(|&u| b.units.iter().map(move |&v| (u, v)));
    pairs.map(|(u, v)| story.odds(u, v)).fold(f32::NEG_INFINITY, f32::max)
}

fn point(story: &Story, said: &[Said], i: usize, j: usize) -> Point {
    let (a, b) = (&said[i], &said[j]);
    let same = |s: &&Said| {
        s.by == a.by
            && [a, b]
                .iter()
                .any(|t| value::relate(s.when, t.when) == Relation::Same && odds(story, s, t) > SAME_THING)
    };
    let mut shown: Vec<&Said> = vec![a, b];
    for other in said.iter().filter(same) {
        if shown.iter().all(|s| s.place.report != other.place.report) {
            shown.push(other);
        }
    }
    shown.sort_by_key(|s| s.place);
    let readings: Vec<Reading> = shown
        .iter()
        .map(|s| Reading {
            place: s.place,
            value: Some(value::canonical(s.when)),
            stance: Stance::Asserts,
            holder: None,
            odds: None,
        })
        .collect();
    let words = |s: &Said| {
        story
            .words(Place {
                report: s.place.report,
                span: s.when.span,
            })
            .to_owned()
    };
    let outlet = |s: &Said| story.outlet(s.place.report);
    Point {
        label: label(story.words(a.place)),
        topic: Topic::Date,
        witnesses: witnesses(story, &readings),
        weight: 1.0,
        parting: Some(Parting {
            kind: Kind::Date,
            update: false,
            why: format!(
                "{} has it that {} said it {}, {} has {}.",
                outlet(a),
                a.holder,
                words(a),
                outlet(b),
                words(b)
            ),
            places: (a.place, b.place),
            values: Some((value::canonical(a.when), value::canonical(b.when))),
        }),
        readings,
    }
}

fn said<'a>(story: &Story<'a>, r: usize) -> Vec<Said<'a>> {
    let report = story.reports[r];
    let by = |a: &Attribution| -> Option<(String, String)> {
        let tells = !matches!(a.force, Force::Believes | Force::Asks | Force::Hints);
        let holder = speaker(story.entities, report, r, a).filter(|_| tells)?;
        Some((story.entities.speaks_for(&holder), holder))
    };
    let mine: Vec<usize> = (0..story.units.len())
        .filter(|&u| story.units[u].place.report as usize == r)
        .collect();
    let units = |a: &Attribution| -> Vec<usize> {
        let inside = |u: &usize| a.content.iter().any(|c| c.contains(story.units[*u].place.span));
        mine.iter().copied().filter(inside).collect()
    };
    let mut out: Vec<Said> = Vec::new();
    // What else a speaker says in the report, at no time of its own.
    let mut undated: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for a in &report.attributions {
        let Some((by, holder)) = by(a) else { continue };
        match day(&report.analysis, &report.values, a) {
            Some(when) => {
                let source = a.source.unwrap_or(a.cue);
                let start = source.start.min(a.cue.start).min(when.span.start);
                let end = source.end.max(a.cue.end).max(when.span.end);
                let place = Place {
                    report: r as u32,
                    span: Span::new(start, end),
                };
                out.push(Said {
                    by,
                    holder,
                    place,
                    when,
                    units: units(a),
                });
            }
            None => undated.entry(by).or_default().extend(units(a)),
        }
    }
    // A speaker with one day in a report has said all of it on that day.
    for i in 0..out.len() {
        let other_day = |s: &Said| s.by == out[i].by && value::relate(s.when, out[i].when) != Relation::Same;
        if !out.iter().any(other_day)
            && let Some(more) = undated.get(&out[i].by)
        {
            out[i].units.extend(more);
        }
    }
    out
}

/// The time at which an attribution has its content said: of its cue, of the statement it is said in, or of the clause with
/// which it happens ("alleging", "when X accused").
fn day<'a>(analysis: &Analysis, values: &'a [Value], a: &Attribution) -> Option<&'a Value> {
    let cue: BTreeSet<u32> = analysis.tokens_in(a.cue).collect();
    let mut with = cue.clone();
    for &token in &cue {
        let mut at = token;
        for _ in 0..3 {
            let t = &analysis.tokens[at as usize];
            if !matches!(t.dep, Dep::Acl | Dep::Advcl) || bound(analysis, at) {
                break;
            }
            at = t.head;
            with.insert(at);
        }
    }
    let sentence = analysis.sentence_at(a.cue.start);
    values.iter().find(|v| {
        let ValueKind::Time(time) = &v.kind else { return false };
        let short = matches!(time.days, (Some(first), Some(last)) if (last - first).get_days() <= DAYS);
        short
            && time.anchored
            && analysis.sentence_at(v.span.start) == sentence
            && !a.content.iter().any(|c| c.overlaps(v.span))
            && (v.attached.is_some_and(|t| leads_to(analysis, t, &with))
                || analysis.tokens_in(v.span).any(|t| with.contains(&t)))
    })
}

/// Whether a clause stands to the one above it in a time of its own ("after", "if").
fn bound(analysis: &Analysis, clause: u32) -> bool {
    analysis.children(clause).any(|k| {
        let kid = &analysis.tokens[k as usize];
        kid.dep == Dep::Mark && !matches!(&*kid.lemma, "as" | "while" | "that")
    })
}

/// Whether a token is one of those, or says what one of those was done in ("in a statement released", "in the statement").
fn leads_to(analysis: &Analysis, token: u32, with: &BTreeSet<u32>) -> bool {
    let mut at = token;
    for _ in 0..4 {
        if with.contains(&at) {
            return true;
        }
        let t = &analysis.tokens[at as usize];
        if !matches!(t.dep, Dep::Acl | Dep::Dobj | Dep::Pobj | Dep::Prep) {
            return false;
        }
        at = t.head;
    }
    with.contains(&at)
}
