//! Differences: how the readings of a point part, slot by slot, and whether one is only the later state of affairs.

use super::align::Cluster;
use super::point::{Stance, Story};
use crate::analysis::Pos;
use crate::attribution::{self, Force};
use crate::claim::{Certainty, Form, Role};
use crate::name::{Kind as NameKind, fold};
use crate::value::{self, Relation, Value, ValueKind};
use rashomon_language::vectors::vector;
use std::collections::BTreeSet;

/// How the readings of a point part.
#[derive(Debug, Clone, PartialEq)]
pub struct Parting {
    /// In what.
    pub kind: Kind,
    /// Whether one reading is a later state of affairs, so that both can be true in turn.
    pub update: bool,
    /// One plain sentence.
    pub why: String,
    /// The units between which the difference stands, with the value each has, if values are what differs.
    pub values: Vec<(usize, String)>,
}

/// The slot in which readings part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the words of the contract")]
pub enum Kind {
    Quantity,
    Date,
    Name,
    Place,
    Participant,
    Status,
    Denial,
    Attribution,
    Quotation,
    Cause,
}

/// What a test of one pair of units finds: the sentence that says it, and the two values where there are any.
struct Finding {
    kind: Kind,
    why: String,
    values: Option<(String, String)>,
}

/// The weightiest way in which the units of a cluster part, if they do.
pub(crate) fn parting(story: &Story, cluster: &Cluster) -> Option<Parting> {
    let mut found: Vec<(Kind, usize, usize, Finding)> = Vec::new();
    for (i, &a) in cluster.iter().enumerate() {
        for &b in &cluster[i + 1..] {
            if story.units[a].place.report != story.units[b].place.report {
                found.extend(compare(story, cluster, a, b).map(|f| (f.kind, a, b, f)));
            }
        }
    }
    let order = |x: &(Kind, usize, usize, Finding)| (x.0, x.1, x.2);
    let closeness = |x: &(Kind, usize, usize, Finding)| story.odds(x.1, x.2);
    found.sort_by(|x, y| {
        x.0.cmp(&y.0)
            .then(closeness(y).total_cmp(&closeness(x)))
            .then(order(x).cmp(&order(y)))
    });
    let (kind, a, b, finding) = found.into_iter().next()?;
    let update = updates(story, kind, a, b);
    let values = finding.values.map_or_else(Vec::new, |(x, y)| vec![(a, x), (b, y)]);
    Some(Parting {
        kind,
        update,
        why: finding.why,
        values,
    })
}

/// Log odds from which on two claims are near enough for what is said of them, not only what they say, to be compared.
const NEAR: f32 = -0.5;
/// The same for the words around them: on whose word they are.
const VERY_NEAR: f32 = 0.5;

fn compare(story: &Story, cluster: &Cluster, a: usize, b: usize) -> Option<Finding> {
    let odds = story.odds(a, b);
    let when = |least: f32, test: fn(&Story, usize, usize) -> Option<Finding>| {
        (odds >= least).then(|| test(story, a, b)).flatten()
    };
    values_part(story, cluster, a, b)
        .or_else(|| when(NEAR, denial))
        .or_else(|| when(NEAR, quotation))
        .or_else(|| when(NEAR, participants_part))
        .or_else(|| when(f32::NEG_INFINITY, status))
        .or_else(|| when(VERY_NEAR, holders_part))
}

fn outlet<'a>(story: &Story<'a>, unit: usize) -> &'a str {
    story.reports[story.units[unit].place.report as usize].document.outlet()
}

fn unit_values<'a>(story: &Story<'a>, unit: usize) -> Vec<&'a Value> {
    let report = story.reports[story.units[unit].place.report as usize];
    report.claims[story.units[unit].claim as usize]
        .values
        .iter()
        .map(|&v| &report.values[v as usize])
        .collect()
}

/// Figures or dates that do not meet, where neither side has another that would.
fn values_part(story: &Story, cluster: &Cluster, a: usize, b: usize) -> Option<Finding> {
    let (xs, ys) = (unit_values(story, a), unit_values(story, b));
    let all = |report: u32| -> Vec<&Value> {
        let of = cluster.iter().filter(|&&u| story.units[u].place.report == report);
        of.flat_map(|&u| unit_values(story, u)).collect()
    };
    let (all_a, all_b) = (all(story.units[a].place.report), all(story.units[b].place.report));
    let meets = |x: &Value, others: &[&Value]| {
        others
            .iter()
            .any(|y| matches!(value::relate(x, y), Relation::Same | Relation::Compatible))
    };
    for x in xs.iter().filter(|x| !meets(x, &all_b)) {
        for y in ys.iter().filter(|y| !meets(y, &all_a)) {
            if value::relate(x, y) != Relation::Different || !same_slot(story, (a, x), (b, y)) {
                continue;
            }
            let kind = if matches!(x.kind, ValueKind::Time(_)) {
                Kind::Date
            } else {
                Kind::Quantity
            };
            let words = |u: usize, v: &Value| {
                v.span
                    .slice(&story.reports[story.units[u].place.report as usize].document.text)
                    .to_owned()
            };
            return Some(Finding {
                kind,
                why: format!(
                    "{} has {}, {} has {}.",
                    outlet(story, a),
                    words(a, x),
                    outlet(story, b),
                    words(b, y)
                ),
                values: Some((value::canonical(x), value::canonical(y))),
            });
        }
    }
    None
}

/// Whether two values of two units answer the same question: the same sort of thing counted, or the time of like events.
fn same_slot(story: &Story, (a, x): (usize, &Value), (b, y): (usize, &Value)) -> bool {
    let report = |u: usize| story.units[u].place.report as usize;
    match (&x.kind, &y.kind) {
        (ValueKind::Quantity(p), ValueKind::Quantity(q)) => {
            if p.unit != q.unit {
                return false;
            }
            let counted = |u: usize, n: Option<u32>| n.and_then(|n| story.terms.of(report(u), n));
            match (counted(a, p.counted), counted(b, q.counted)) {
                (Some(m), Some(n)) => story.terms.likeness(m, n) >= 0.45,
                (None, None) => true,
                // A bare figure may count anything; money and percentages are of the claim as a whole.
                _ => !matches!(p.unit, value::Unit::Count | value::Unit::Ordinal),
            }
        }
        (ValueKind::Time(p), ValueKind::Time(q)) => p.anchored && q.anchored && like_events(story, (a, x), (b, y)),
        _ => false,
    }
}

/// Whether two times are said of like events: each of a verb or noun, and of what this in turn stands under in its clause.
fn like_events(story: &Story, (a, x): (usize, &Value), (b, y): (usize, &Value)) -> bool {
    let events = |u: usize, value: &Value| -> Vec<String> {
        let analysis = &story.reports[story.units[u].place.report as usize].analysis;
        let tokens = &analysis.tokens;
        // The parser is often wrong about what a time hangs on; the noun beside it ("the parade in May") is a good witness.
        let range = analysis.tokens_in(value.span);
        let before = (range.start.saturating_sub(2)..range.start).rev();
        let beside = before
            .chain(range.end..(range.end + 2).min(tokens.len() as u32))
            .map(|t| &tokens[t as usize]);
        let nouns = beside.filter(|t| matches!(t.pos, Pos::Noun | Pos::Propn));
        let mut out: Vec<String> = nouns.map(|t| fold(&t.lemma)).collect();
        let mut at = value.attached;
        for _ in 0..6 {
            let Some(token) = at.map(|t| &tokens[t as usize]) else {
                break;
            };
            if matches!(token.pos, Pos::Noun | Pos::Propn | Pos::Verb) {
                out.push(fold(&token.lemma));
            }
            let end = token.pos == Pos::Verb || Some(token.head) == at;
            at = (!end).then_some(token.head);
        }
        out
    };
    let like = |p: &String, q: &String| p == q || vector(p).zip(vector(q)).is_some_and(|(v, w)| v.cosine(&w) >= 0.55);
    let (p, q) = (events(a, x), events(b, y));
    p.iter().any(|m| q.iter().any(|n| like(m, n)))
}

/// How like the predicates of two units are, 0 to 1.
fn like_predicates(story: &Story, a: usize, b: usize) -> f32 {
    let term = |u: usize| {
        story
            .terms
            .of(story.units[u].place.report as usize, story.claim(u).predicate)
    };
    match (term(a), term(b)) {
        (Some(x), Some(y)) => story.terms.likeness(x, y),
        _ => 0.0,
    }
}

/// One says it is so, the other, or somebody in it, that it is not.
fn denial(story: &Story, a: usize, b: usize) -> Option<Finding> {
    let negative = |u: usize| {
        let denied = story.stance(u).0 == Stance::Denies || story.claim(u).certainty == Certainty::Denied;
        denied == story.claim(u).positive
    };
    if negative(a) == negative(b) || like_predicates(story, a, b) < 0.6 {
        return None;
    }
    let (yes, no) = if negative(a) { (b, a) } else { (a, b) };
    let who = story.stance(no).1.unwrap_or_else(|| outlet(story, no).to_owned());
    Some(Finding {
        kind: if story.stance(no).0 == Stance::Denies {
            Kind::Denial
        } else {
            Kind::Status
        },
        why: format!(
            "{} has it that it is so; in {}, {who} has it that it is not.",
            outlet(story, yes),
            outlet(story, no)
        ),
        values: None,
    })
}

/// The same utterance in other words: most of the words are shared, in order, and some that tell are not.
fn quotation(story: &Story, a: usize, b: usize) -> Option<Finding> {
    let quote = |u: usize| -> Option<&str> {
        let attribution = story.attribution(u).filter(|x| x.kind == attribution::Kind::Direct)?;
        let at = story.units[u].place;
        let part = attribution.content.iter().find(|c| c.overlaps(at.span))?;
        part.contains(at.span).then(|| story.words(at))
    };
    let (x, y) = (quote(a)?, quote(b)?);
    let words = |s: &str| -> Vec<String> {
        s.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
            .filter(|w| !w.is_empty())
            .map(str::to_lowercase)
            .collect()
    };
    let (p, q) = (words(x), words(y));
    let common = longest_common(&p, &q);
    let shorter = p.len().min(q.len());
    let inside = common == shorter;
    (shorter >= 5 && !inside && common * 10 >= shorter * 6 && common * 10 <= shorter * 9).then(|| Finding {
        kind: Kind::Quotation,
        why: format!(
            "The same utterance stands in other words in {} and in {}.",
            outlet(story, a),
            outlet(story, b)
        ),
        values: None,
    })
}

/// Length of the longest common subsequence.
fn longest_common(p: &[String], q: &[String]) -> usize {
    let mut row = vec![0usize; q.len() + 1];
    for x in p {
        let mut diagonal = 0;
        for (j, y) in q.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = if x == y { diagonal + 1 } else { above.max(row[j]) };
            diagonal = above;
        }
    }
    row[q.len()]
}

/// Somebody or somewhere else in the same part of the same event.
fn participants_part(story: &Story, a: usize, b: usize) -> Option<Finding> {
    if like_predicates(story, a, b) < 0.8 {
        return None;
    }
    for (role, kind) in [
        (Role::Agent, Kind::Participant),
        (Role::Recipient, Kind::Participant),
        (Role::Place, Kind::Place),
    ] {
        let named = |u: usize| -> BTreeSet<u32> {
            let report = story.units[u].place.report as usize;
            let of = story.claim(u).participants.iter().filter(|p| p.role == role);
            of.filter_map(|p| story.entities.of(report, p.head)).collect()
        };
        let (x, y) = (named(a), named(b));
        let (Some(&m), Some(&n)) = (x.first(), y.first()) else {
            continue;
        };
        let (m, n) = (
            &story.entities.entities[m as usize],
            &story.entities.entities[n as usize],
        );
        let comparable = m.kind == n.kind && matches!(m.kind, NameKind::Person | NameKind::Place | NameKind::Outlet);
        if x.is_disjoint(&y)
            && comparable
            && !story.entities.may_be_one(&m.name, &n.name)
            && other_roles_meet(story, a, b, role)
        {
            return Some(Finding {
                kind,
                why: format!(
                    "{} has {}, {} has {}.",
                    outlet(story, a),
                    m.name,
                    outlet(story, b),
                    n.name
                ),
                values: Some((m.name.clone(), n.name.clone())),
            });
        }
    }
    None
}

/// Whether two units share a named participant in some other role.
fn other_roles_meet(story: &Story, a: usize, b: usize, except: Role) -> bool {
    let named = |u: usize| -> BTreeSet<u32> {
        let report = story.units[u].place.report as usize;
        let of = story.claim(u).participants.iter().filter(|p| p.role != except);
        of.filter_map(|p| story.terms.of(report, p.head)).collect()
    };
    !named(a).is_disjoint(&named(b))
}

/// How far a thing has come, on a scale that news keeps to: hinted at, planned or agreed, done.
fn stage(story: &Story, u: usize) -> Option<u8> {
    let claim = story.claim(u);
    match claim.certainty {
        _ if !matches!(claim.form, Form::Clause | Form::Event) => None,
        Certainty::Hinted => Some(0),
        Certainty::Planned => Some(1),
        Certainty::Fact => Some(2),
        _ => None,
    }
}

/// One has as done what the other has as meant or hinted at: the same event, with someone or something in common.
fn status(story: &Story, a: usize, b: usize) -> Option<Finding> {
    let (x, y) = (stage(story, a)?, stage(story, b)?);
    if x == y || like_predicates(story, a, b) < 0.3 || !other_roles_meet(story, a, b, Role::Cause) {
        return None;
    }
    let word = |stage: u8| ["as hinted at or possible", "as planned or agreed", "as a fact"][stage as usize];
    Some(Finding {
        kind: Kind::Status,
        why: format!(
            "{} has it {}, {} {}.",
            outlet(story, a),
            word(x),
            outlet(story, b),
            word(y)
        ),
        values: None,
    })
}

/// The same words in different mouths, or said of somebody in one and in the outlet's own voice in the other where it is
/// an accusation, a quotation or a figure that somebody must answer for.
fn holders_part(story: &Story, a: usize, b: usize) -> Option<Finding> {
    let ((sa, ha), (sb, hb)) = (story.stance(a), story.stance(b));
    let quoted = |u: usize| {
        story
            .attribution(u)
            .is_some_and(|x| x.kind == attribution::Kind::Direct)
    };
    let charge = |u: usize| story.attribution(u).is_some_and(|x| matches!(x.force, Force::Alleges));
    match (ha, hb) {
        (Some(p), Some(q)) if quoted(a) && quoted(b) && !story.entities.may_be_one(&p, &q) => Some(Finding {
            kind: Kind::Attribution,
            why: format!(
                "{} puts it in the mouth of {p}, {} in that of {q}.",
                outlet(story, a),
                outlet(story, b)
            ),
            values: Some((p, q)),
        }),
        (Some(p), None) if charge(a) && sb == Stance::Asserts => Some(lost(story, a, b, &p)),
        (None, Some(q)) if charge(b) && sa == Stance::Asserts => Some(lost(story, b, a, &q)),
        _ => None,
    }
}

fn lost(story: &Story, with: usize, without: usize, holder: &str) -> Finding {
    Finding {
        kind: Kind::Attribution,
        why: format!(
            "{} has it on the word of {holder}, {} as a fact.",
            outlet(story, with),
            outlet(story, without)
        ),
        values: None,
    }
}

/// Whether the later-published reading can be a later state of affairs: the thing has come further, or a count has grown.
fn updates(story: &Story, kind: Kind, a: usize, b: usize) -> bool {
    let published = |u: usize| {
        let document = &story.reports[story.units[u].place.report as usize].document;
        document.published.as_ref().map(|p| p.date)
    };
    let (Some(p), Some(q)) = (published(a), published(b)) else {
        return false;
    };
    if p == q {
        return false;
    }
    let (early, late) = if p < q { (a, b) } else { (b, a) };
    match kind {
        Kind::Status => stage(story, early) < stage(story, late),
        Kind::Quantity => {
            let count = |u: usize| {
                unit_values(story, u).into_iter().find_map(|v| match &v.kind {
                    ValueKind::Quantity(q) if q.unit == value::Unit::Count => q.high.or(q.low),
                    _ => None,
                })
            };
            count(early).zip(count(late)).is_some_and(|(x, y)| x < y)
        }
        _ => false,
    }
}
