//! How a clause that the sources have stands among them: in dispute, overtaken, from one origin.

use super::World;
use super::align::Pairing;
use super::case::{Case, Clash};
use super::rule::Rule;
use super::rules;
use super::wire::Verdict;
use crate::collation::Collation;
use crate::collation::difference::Kind;
use crate::collation::point::{Point, Reading};
use crate::text::Span;
use crate::value::{self, Relation, ValueKind};

/// Share of a clause that a source must have to count as having it.
const HAS: f32 = 0.75;

/// Findings of rules `disputed`, `outdated` and `single-origin`.
pub(super) fn find(case: &Case, verdict: Verdict, collation: &Collation) -> Vec<Clash> {
    if case.world.reports.len() < 3 || matches!(verdict, Verdict::Contradicted | Verdict::NotFound | Verdict::NoClaim) {
        return Vec::new();
    }
    let units = || case.unit.items.iter().copied();
    let carriers: Vec<&Pairing> = case
        .near()
        .filter(|p| p.cover(&case.line.items, units()) >= HAS)
        .collect();
    if carriers.is_empty() {
        return Vec::new();
    }
    let meant = |reading: &&Reading| carriers.iter().any(|p| speaks_of(case, p, reading));
    let points = collation
        .points
        .iter()
        .filter(|point| point.readings.iter().any(|r| meant(&r)));
    // Who says whose version it is takes no side.
    let sides = points.clone().filter(|_| !rules::on_a_word(case));
    let mut out: Vec<Clash> = sides
        .filter_map(|point| parted(case, point, point.readings.iter().find(meant)?))
        .take(1)
        .collect();
    if verdict == Verdict::Supported && out.is_empty() {
        let reports: Vec<usize> = carriers.iter().map(|p| case.other(p).report).collect();
        let alone = reports.iter().all(|r| *r == reports[0]);
        let one = points
            .clone()
            .find(|point| point.witnesses.len() == 1 && point.readings.len() > 1);
        let message = match one {
            Some(point) => Some(point.witnesses[0].because.clone()),
            None if alone && points.count() == 0 => Some(format!(
                "{} alone has it",
                case.world.reports[reports[0]].document.outlet()
            )),
            None => None,
        };
        out.extend(message.map(|message| {
            Clash {
                rule: Rule::SingleOrigin,
                at: case.unit.span,
                against: carriers
                    .iter()
                    .take(3)
                    .map(|p| (case.other(p).report, reach(case, p)))
                    .collect(),
                message,
            }
        }));
    }
    out
}

/// The words of the source's sentence that stand for the unit.
fn reach(case: &Case, p: &Pairing) -> Span {
    let linked = case.unit.items.iter().filter_map(|&i| p.links[i]);
    let spans = linked.map(|(j, _)| case.source_span(p, &case.other(p).items[j]));
    spans.reduce(Span::cover).unwrap_or(case.sentence(p).1)
}

/// Whether a reading is what the unit says: most of it stands in the source's sentence, and the unit has most of that.
fn speaks_of(case: &Case, p: &Pairing, reading: &Reading) -> bool {
    let other = case.other(p);
    if other.report != reading.place.report as usize {
        return false;
    }
    let (mut had, mut all) = (0.0, 0.0);
    for (j, item) in other.items.iter().enumerate() {
        if reading.place.span.contains(case.source_span(p, item)) {
            all += item.weight;
            had += p
                .back(j)
                .filter(|i| case.unit.items.contains(i))
                .map_or(0.0, |_| item.weight);
        }
    }
    all > 0.0 && had >= SPEAKS * all
}

/// Share of a reading that a clause must have to take a side on it.
const SPEAKS: f32 = 0.6;

/// A point on which the sources part, where the text takes a side of it.
fn parted(case: &Case, point: &Point, mine: &Reading) -> Option<Clash> {
    // On whose word the sources have it is another rule's.
    let parting = point.parting.as_ref().filter(|p| p.kind != Kind::Attribution)?;
    if matches!(parting.kind, Kind::Quantity | Kind::Date) && !has_value(case, mine, parting.kind) {
        return None;
    }
    let other = point.readings.iter().find(|r| {
        let differs = r.value != mine.value || !matches!(parting.kind, Kind::Quantity | Kind::Date);
        r.place.report != mine.place.report && differs
    })?;
    let world = case.world;
    let published = |r: &Reading| world.reports[r.place.report as usize].document.published.clone();
    let place = |r: &Reading| (r.place.report as usize, r.place.span);
    if parting.update {
        let later = published(mine).zip(published(other)).is_some_and(|(a, b)| a < b);
        return later.then(|| Clash {
            rule: Rule::Outdated,
            at: case.unit.span,
            against: vec![place(mine), place(other)],
            message: format!(
                "{} has it so, the later {} otherwise",
                outlet(world, mine),
                outlet(world, other)
            ),
        });
    }
    Some(Clash {
        rule: Rule::Disputed,
        at: case.unit.span,
        against: vec![place(mine), place(other)],
        message: format!("the sources differ: {}", parting.why.trim_end_matches('.')),
    })
}

fn outlet<'a>(world: &World<'a>, reading: &Reading) -> &'a str {
    world.reports[reading.place.report as usize].document.outlet()
}

/// Whether the unit tells a figure or time that is the reading's.
fn has_value(case: &Case, reading: &Reading, kind: Kind) -> bool {
    let source = case.world.reports[reading.place.report as usize];
    let sort = |v: &value::Value| matches!(v.kind, ValueKind::Time(_)) == (kind == Kind::Date);
    let theirs = || {
        source
            .values
            .iter()
            .filter(|v| reading.place.span.contains(v.span) && sort(v))
    };
    let mine = case.unit.items.iter().filter_map(|&i| case.value(&case.line.items[i]));
    mine.filter(|v| sort(v))
        .any(|x| theirs().any(|y| matches!(value::relate(x, y), Relation::Same | Relation::Compatible)))
}
