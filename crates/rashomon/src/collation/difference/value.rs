//! Figures and times that do not meet.

use super::tense::{self, Tense};
use super::time::{self, WEEK, names, nights, same_words};
use super::{Finding, Kind, LIKE, NEAR, cast, light, like_predicates, named_apart, outlet};
use crate::analysis::{Dep, Pos, Token};
use crate::claim::{Certainty, Form, Role};
use crate::collation::align::Cluster;
use crate::collation::point::Story;
use crate::collation::{synonym, terms};
use crate::name::{Kind as NameKind, lexicon};
use crate::value::{self, Quantity, Relation, Value, ValueKind};
use std::collections::BTreeSet;

/// Figures or dates that do not meet, where neither side has another that would.
pub(super) fn part(story: &Story, cluster: &Cluster, a: usize, b: usize) -> Option<Finding> {
    // "Raised from 10 to 12": what it was before does not speak for the report.
    let all = |beside: usize| {
        let report = story.units[beside].place.report;
        let of = cluster.iter().filter(move |&&u| story.units[u].place.report == report);
        let of = of.flat_map(|&u| story.values(u).map(move |v| (u, v)));
        of.filter(|&(u, v)| !came_from(story, u, v)).map(|x| x.1)
    };
    // A month holds all its days, those of other events too.
    let met = |x: &Value, other: usize| all(other).any(|y| meets(x, y) && nights(y) <= nights(x).max(WEEK));
    for x in story.values(a) {
        for y in story.values(b) {
            let apart = || value::relate(x, y) == Relation::Different && !met(x, b) && !met(y, a);
            if !rose(story, (a, x), (b, y)) && !apart()
                || is_time(x) && same_words(story, (a, x), (b, y))
                || named_apart(story, a, b)
                || !same_slot(story, (a, x), (b, y))
            {
                continue;
            }
            let kind = if matches!(x.kind, ValueKind::Time(_)) {
                Kind::Date
            } else {
                Kind::Quantity
            };
            let words = |u: usize, v: &Value| v.span.slice(&story.report(u).document.text);
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

/// Whether a toll has risen past what was a lower bound of it on an earlier day ("at least 12 were killed", "19 were killed").
fn rose(story: &Story, (a, x): (usize, &Value), (b, y): (usize, &Value)) -> bool {
    let days = story.published(a).zip(story.published(b));
    let ((early, old), (late, new)) = match days {
        Some((p, q)) if p < q => ((a, x), (b, y)),
        Some((p, q)) if p > q => ((b, y), (a, x)),
        _ => return false,
    };
    let toll = |u: usize, v: &Value| match &v.kind {
        ValueKind::Quantity(q) if q.unit == value::Unit::Count => Some((q.low?, q.high, harm(story, u, q)?)),
        _ => None,
    };
    let ((low, bound, m), (now, _, n)) = match (toll(early, old), toll(late, new)) {
        (Some(p), Some(q)) => (p, q),
        _ => return false,
    };
    m == n && bound.is_none() && now > low * ROSE
}

/// How many times a bound a count is another count, and not the same one told exactly.
const ROSE: f64 = 1.25;

/// Whether two values of two units answer the same question: the same sort of thing counted, or the time of like events.
fn same_slot(story: &Story, (a, x): (usize, &Value), (b, y): (usize, &Value)) -> bool {
    let report = |u: usize| story.units[u].place.report as usize;
    match (&x.kind, &y.kind) {
        (ValueKind::Quantity(p), ValueKind::Quantity(q)) => {
            let one_rate = rate(story, a, x) == rate(story, b, y);
            // What one has is not what another has, and the first of some is not the second of others.
            let owned = light(story.verb(a)) && light(story.verb(b)) && !one_owner(story, a, b);
            if p.unit != q.unit
                || p.unit == value::Unit::Ordinal
                || !one_rate
                || owned
                || long_ago(story, a) != long_ago(story, b)
                || more(story, a, x) != more(story, b, y)
                || far_off(p, q)
                || of_else(story, (a, x), b)
                || of_else(story, (b, y), a)
                || other_stretch(story, (a, x), (b, y))
                || others_apart(story, a, b, is_time)
            {
                return false;
            }
            let term = |u: usize, n: Option<u32>| n.and_then(|n| story.terms.of(report(u), n));
            let like =
                |m: Option<u32>, n: Option<u32>| m.zip(n).is_some_and(|(m, n)| story.terms.likeness(m, n) >= ALIKE);
            let (of_a, of_b) = (counted(story, a, p), counted(story, b, q));
            let (m, n) = (term(a, of_a), term(b, of_b));
            let same_way = !other_way(story, (a, x), (b, y)) && firm(story, a) == firm(story, b);
            if m.is_some() && n.is_some() {
                let said_of_alike = said_of_alike(story, (a, x), (b, y));
                // That people are counted in both says nothing of what they did.
                let done_alike = || !light(story.verb(a)) && like_predicates(story, a, b) >= ALIKE;
                // "400,000 Americans", "tens of thousands of people": anybody is counted with those that have a name.
                let (any_m, any_n) = (anybody(story, a, of_a), anybody(story, b, of_b));
                let (some_m, some_n) = (someone(story, a, of_a), someone(story, b, of_b));
                let people = any_m && some_n || any_n && some_m;
                // "Insulin pens" are a thing of their own; jobs, cases and members there are of many sorts.
                let special = || of_a.zip(of_b).is_some_and(|(m, n)| one_kind(story, (a, m), (b, n)));
                let enough = done_alike() || !(some_m && some_n) && (story.odds(a, b) >= 0.0 || special());
                return same_way && (like(m, n) && enough || people && said_of_alike);
            }
            // A bare figure may count anything; money and percentages are of what they are said of.
            let bare = p.unit == value::Unit::Count && m.is_some() != n.is_some();
            same_way
                && (!bare && said_of_alike(story, (a, x), (b, y))
                    || same_sum_beside(story, (a, x), (b, y))
                    || p.unit == value::Unit::Percent && only_share(story, a, b))
        }
        (ValueKind::Time(p), ValueKind::Time(q)) => {
            // "Thursday evening", "Thursday night": where one ends and the other begins, nobody has said.
            let one_day = p.days == q.days && (p.clock.is_none() || q.clock.is_none());
            // Whoever speaks speaks on many days; and "the 2018 election" is another one than that of 2016.
            let told = |u: usize, v: &Value| story.claim(u).form != Form::Frame && !names(story, u, v);
            p.anchored
                && q.anchored
                && !one_day
                && told(a, x)
                && told(b, y)
                && story.claim(a).positive == story.claim(b).positive
                && !others_apart(story, a, b, |v| !is_time(v))
                && time::of_like_events(story, (a, x), (b, y))
        }
        _ => false,
    }
}

/// Whether two near claims have one percentage each: then it is of the same thing.
fn only_share(story: &Story, a: usize, b: usize) -> bool {
    let shares = |u: usize| {
        let of = story.values(u);
        of.filter(|v| matches!(&v.kind, ValueKind::Quantity(q) if q.unit == value::Unit::Percent))
            .count()
    };
    story.odds(a, b) >= NEAR && shares(a) == 1 && shares(b) == 1
}

/// Whether two values say something of like things, or, where not both are said of things, of like doings.
fn said_of_alike(story: &Story, (a, x): (usize, &Value), (b, y): (usize, &Value)) -> bool {
    let thing = |u: usize, v: &Value| -> Option<&str> {
        let token = v.attached.map(|t| &story.report(u).analysis.tokens[t as usize])?;
        (token.pos == Pos::Noun).then_some(&*token.lemma)
    };
    // What takes part in what is done stands for the doing ("killed 400 people"); what does not is another thing ("rose after
    // the $1 billion package").
    let aside = |u: usize, v: &Value| !story.claim(u).participants.iter().any(|p| Some(p.head) == v.attached);
    match (thing(a, x), thing(b, y)) {
        (Some(m), Some(n)) => terms::alike(m, n) >= ALIKE,
        (Some(_), None) if aside(a, x) => false,
        (None, Some(_)) if aside(b, y) => false,
        _ => !light(story.verb(a)) && like_predicates(story, a, b) >= ALIKE,
    }
}

/// Whether two figures are so far apart that they can hardly be of one thing, and no slip of a place or a word ("million", "billion")
/// makes one of the other.
fn far_off(p: &Quantity, q: &Quantity) -> bool {
    let size = |q: &Quantity| q.low.or(q.high).unwrap_or(0.0);
    let (less, more) = (size(p).min(size(q)), size(p).max(size(q)));
    let places = (more / less).log10();
    // "Hundreds of dollars" is no slip for "hundreds of millions".
    let vague = |q: &Quantity| q.low.zip(q.high).is_some_and(|(low, high)| high > low * VAGUE);
    let slip = (places - places.round()).abs() <= f64::EPSILON * 16.0 && !vague(p) && !vague(q);
    less > 0.0 && more > FAR * less && !slip
}

/// How many times one figure the other is at most.
const FAR: f64 = 20.0;

/// How many times its least a figure may be that is told by its digits.
const VAGUE: f64 = 2.0;

/// Whether a sum or share is that of a thing which the other unit does not have ("a $4.6 million fine", "a 3.8 percent tax").
fn of_else(story: &Story, (u, v): (usize, &Value), other: usize) -> bool {
    let size =
        matches!(&v.kind, ValueKind::Quantity(q) if matches!(q.unit, value::Unit::Money(_) | value::Unit::Percent));
    let noun = v.attached.map(|t| &story.report(u).analysis.tokens[t as usize]);
    let noun = noun.filter(|t| t.pos == Pos::Noun && t.span.start >= v.span.end);
    let analysis = &story.report(other).analysis;
    let has = |noun: &Token| {
        let mut words = analysis
            .tokens_in(story.units[other].place.span)
            .map(|t| &analysis.tokens[t as usize]);
        words.any(|w| terms::alike(&w.lemma, &noun.lemma) >= synonym::SAME_CLASS)
    };
    size && noun.is_some_and(|noun| !has(noun))
}

/// Whether both figures are of a stretch of time, and not of the same ("$1 trillion in 11 months", "$7 trillion over 10 years").
fn other_stretch(story: &Story, (a, x): (usize, &Value), (b, y): (usize, &Value)) -> bool {
    let stretch = |u: usize, v: &Value| -> Vec<&Value> {
        let measure = |w: &&Value| {
            w.span != v.span && matches!(&w.kind, ValueKind::Quantity(q) if matches!(q.unit, value::Unit::Measure(_)))
        };
        story.values(u).filter(measure).collect()
    };
    let (m, n) = (stretch(a, x), stretch(b, y));
    !m.is_empty() && !n.is_empty() && !m.iter().any(|v| n.iter().any(|w| meets(v, w)))
}

/// Whether both have values of this sort, and none that meet: two figures of two times can both be right, and two times of two
/// figures.
fn others_apart(story: &Story, a: usize, b: usize, sort: fn(&Value) -> bool) -> bool {
    let of = |u: usize| story.values(u).filter(move |v| sort(v) && !came_from(story, u, v));
    let apart = |x: &Value, y: &Value| value::relate(x, y) == Relation::Different && !same_words(story, (a, x), (b, y));
    of(a).any(|x| of(b).any(|y| apart(x, y))) && !of(a).any(|x| of(b).any(|y| meets(x, y)))
}

/// Whether two nouns have a modifier in common ("insulin pens").
fn one_kind(story: &Story, (a, m): (usize, u32), (b, n): (usize, u32)) -> bool {
    let modifiers = |u: usize, noun: u32| -> BTreeSet<&str> {
        let analysis = &story.report(u).analysis;
        let of = analysis.children(noun).map(|k| &analysis.tokens[k as usize]);
        of.filter(|t| matches!(t.dep, Dep::Compound | Dep::Amod))
            .map(|t| &*t.lemma)
            .collect()
    };
    !modifiers(a, m).is_disjoint(&modifiers(b, n))
}

/// Whether two units have the same do it, as far as both name who does.
fn one_owner(story: &Story, a: usize, b: usize) -> bool {
    let (x, y) = (cast(story, a, Role::Agent), cast(story, b, Role::Agent));
    story.entities.any_kin(&x, &y)
}

/// Whether a figure is so much for each of something ("per hour", "a month", "per 1,000 births"), or what it is reckoned by.
fn rate(story: &Story, u: usize, v: &Value) -> bool {
    let text = &story.report(u).document.text;
    let before = text[..v.span.start as usize].trim_end();
    let sentence = &text[v.span.end as usize..];
    let after: Vec<&str> = sentence.split_whitespace().take(4).collect();
    let each = |w: &&str| {
        matches!(
            w.trim_matches(|c: char| !c.is_alphanumeric()),
            "per" | "each" | "annually" | "daily" | "hourly" | "monthly" | "yearly"
        )
    };
    // "$3 billion an hour"; what stands before it is the figure's own noun or sum.
    let spell =
        |w: &[&str]| matches!(w[0], "a" | "an") && PERIODS.contains(&w[1].trim_matches(|c: char| !c.is_alphanumeric()));
    before.ends_with(" per") || before.ends_with('/') || after.iter().any(each) || after.windows(2).take(2).any(spell)
}

/// What a rate is reckoned by.
const PERIODS: &[&str] = &["day", "hour", "minute", "month", "second", "week", "year"];

/// Whether a figure comes on top of another ("another $250 billion").
fn more(story: &Story, u: usize, v: &Value) -> bool {
    let text = &story.report(u).document.text;
    let span = v.span.slice(text);
    let before = text[..v.span.start as usize].split_whitespace().next_back();
    before
        .into_iter()
        .chain(span.split_whitespace())
        .any(|w| matches!(w, "another" | "additional" | "extra" | "further"))
}

/// Whether a unit tells of a time more than a year before its report.
pub(super) fn long_ago(story: &Story, u: usize) -> bool {
    let published = story.published(u);
    let ago = |v: &Value| match &v.kind {
        ValueKind::Time(t) => t
            .days
            .1
            .zip(published)
            .is_some_and(|(last, now)| (now - last).get_days() > 365),
        ValueKind::Quantity(_) => false,
    };
    story.values(u).any(ago)
}

fn is_time(v: &Value) -> bool {
    matches!(v.kind, ValueKind::Time(_))
}

/// Whether one figure is where something has got to, and the other how far it has moved or where it came from ("rose by 5
/// from 10 to 15").
fn other_way(story: &Story, (a, x): (usize, &Value), (b, y): (usize, &Value)) -> bool {
    let moves = |u: usize| {
        ["rise", "fall"]
            .iter()
            .any(|w| terms::alike(story.verb(u), w) >= synonym::SAME_CLASS)
    };
    match (way(story, a, x), way(story, b, y)) {
        (Some("to"), None) => moves(b),
        (None, Some("to")) => moves(a),
        (m, n) => m != n,
    }
}

/// Whether a figure is what something was before ("raised to 12 from 10", "an earlier toll of 10").
pub(crate) fn came_from(story: &Story, u: usize, v: &Value) -> bool {
    let before = story.report(u).document.text[..v.span.start as usize]
        .split_whitespace()
        .rev();
    let earlier = || {
        before
            .take(3)
            .any(|w| matches!(w, "earlier" | "initial" | "previous" | "prior"))
    };
    way(story, u, v) == Some("from") || matches!(v.kind, ValueKind::Quantity(_)) && earlier()
}

/// The preposition that says of a figure that something comes from or gets to it.
fn way(story: &Story, u: usize, v: &Value) -> Option<&'static str> {
    let analysis = &story.report(u).analysis;
    let mut before = analysis.tokens[..analysis.tokens_in(v.span).start as usize]
        .iter()
        .rev();
    let word = before.find(|t| !matches!(t.pos, Pos::Det | Pos::Adv | Pos::Adj | Pos::Punct | Pos::Sym))?;
    ["from", "to"]
        .into_iter()
        .find(|w| *w == &*word.lemma && word.pos == Pos::Adp)
}

/// Whether a unit tells of what is or was, and not of what shall be.
fn firm(story: &Story, u: usize) -> bool {
    story.claim(u).certainty != Certainty::Planned
}

/// Whether what is counted is people or times: any event has some.
fn anybody(story: &Story, u: usize, counted: Option<u32>) -> bool {
    let tokens = &story.report(u).analysis.tokens;
    counted.is_some_and(|t| {
        matches!(
            &*tokens[t as usize].lemma,
            "child" | "man" | "month" | "people" | "person" | "time" | "week" | "woman" | "year"
        )
    })
}

/// The noun that a figure counts: its own, or what the claim's number is of ("raised its count of pens to 1.35 million").
fn counted(story: &Story, u: usize, quantity: &Quantity) -> Option<u32> {
    let analysis = &story.report(u).analysis;
    let lemma = |t: u32| &*analysis.tokens[t as usize].lemma;
    let numbers = story.claim(u).participants.iter().map(|p| p.head);
    let mut of = numbers
        .filter(|&t| quantity.unit == value::Unit::Count && MEASURES.contains(&lemma(t)))
        .flat_map(|t| analysis.children(t).filter(|&k| lemma(k) == "of"))
        .flat_map(|k| analysis.children(k));
    quantity
        .counted
        .or_else(|| of.find(|&t| analysis.tokens[t as usize].pos == Pos::Noun))
}

/// Whether what is counted is people by what they are or where they are from.
fn someone(story: &Story, u: usize, counted: Option<u32>) -> bool {
    let tokens = &story.report(u).analysis.tokens;
    counted.is_some_and(|t| {
        let token = &tokens[t as usize];
        token.tag == "NNPS" || lexicon::role(&token.lemma) == Some(NameKind::Person)
    })
}

/// What a figure says has become of people, where it says it.
fn harm(story: &Story, u: usize, quantity: &Quantity) -> Option<&'static str> {
    const HARMS: &[(&str, &[&str])] = &[
        (
            "dead",
            &["dead", "death", "die", "fatality", "kill", "life", "murder", "slay"],
        ),
        ("hurt", &["hurt", "injure", "injured", "injury", "wound", "wounded"]),
        ("infected", &["case", "infect", "infection"]),
        ("victims in all", &["casualty", "victim"]),
    ];
    let counted = quantity
        .counted
        .map(|t| &*story.report(u).analysis.tokens[t as usize].lemma);
    let of = |word: &str| HARMS.iter().find(|harm| harm.1.contains(&word)).map(|harm| harm.0);
    counted.and_then(of).or_else(|| of(story.verb(u)))
}

/// The smallest figure that is known again by itself.
const LEAST: f64 = 100.0;

/// Nouns that stand for whatever a figure measures ("the 3 million mark in cases").
#[rustfmt::skip]
const MEASURES: &[&str] = &[
    "barrier", "count", "figure", "level", "line", "mark", "milestone", "number", "point", "record", "threshold", "time",
    "toll", "total",
];

/// One figure that has one thing become of people in one report and another in the other ("3.1 million infected", "3.1 million
/// lives"), where neither has it of the other's thing as well.
pub(super) fn of_another(story: &Story, cluster: &[usize], a: usize, b: usize) -> Option<Finding> {
    let figures = |u: usize| {
        story.values(u).filter_map(move |v| match &v.kind {
            ValueKind::Quantity(q) if q.unit == value::Unit::Count && q.low.or(q.high).unwrap_or(0.0) >= LEAST => {
                Some((v, harm(story, u, q)?))
            }
            _ => None,
        })
    };
    let other_has = |x: &Value, harm: &str, other: usize| {
        let report = story.units[other].place.report;
        let mut theirs = cluster
            .iter()
            .copied()
            .filter(|&v| story.units[v].place.report == report);
        theirs.any(|v| figures(v).any(|(y, theirs)| meets(x, y) && theirs == harm))
    };
    for (x, m) in figures(a) {
        for (y, n) in figures(b) {
            if m == n || !meets(x, y) || other_has(x, m, b) || other_has(y, n, a) {
                continue;
            }
            let words = |u: usize, v: &Value| v.span.slice(&story.report(u).document.text);
            return Some(Finding {
                kind: Kind::Quantity,
                why: format!(
                    "{} has {} {m}, {} has {} {n}.",
                    outlet(story, a),
                    words(a, x),
                    outlet(story, b),
                    words(b, y)
                ),
                values: None,
            });
        }
    }
    None
}

/// One has one of a thing where the other has several ("has filed a lawsuit", "have filed lawsuits").
pub(super) fn one_or_many(story: &Story, a: usize, b: usize) -> Option<Finding> {
    let counts = |u: usize| -> Vec<(&str, bool, &str)> {
        let report = story.report(u);
        let tokens = &report.analysis.tokens;
        let one = |head: u32| {
            let mut before = report.analysis.children(head).map(|k| &*tokens[k as usize].lemma);
            before.any(|w| matches!(w, "a" | "an" | "one"))
        };
        let of = story.claim(u).participants.iter().filter(|p| p.role == Role::Theme);
        // How many there are is told by a figure; and what there were before is another matter.
        let counted = |head: u32| {
            report
                .analysis
                .children(head)
                .any(|k| tokens[k as usize].dep == Dep::Nummod)
        };
        let told = of.filter(|p| match tokens[p.head as usize].tag {
            "NNS" => !counted(p.head),
            "NN" => one(p.head),
            _ => false,
        });
        told.map(|p| {
            let token = &tokens[p.head as usize];
            (&*token.lemma, token.tag == "NNS", p.span.slice(&report.document.text))
        })
        .collect()
    };
    let done = |u: usize| tense::of(story, u) == Some(Tense::Past) && story.claim(u).form == Form::Clause;
    if !done(a) || !done(b) || like_predicates(story, a, b) < LIKE || light(story.verb(a)) || named_apart(story, a, b) {
        return None;
    }
    let (x, y) = (counts(a), counts(b));
    let pairs = x.iter().flat_map(|m| y.iter().map(move |n| (m, n)));
    let mut of_one_thing = pairs.filter(|(m, n)| terms::alike(m.0, n.0) >= LIKE);
    let (m, n) = of_one_thing.find(|(m, n)| m.1 != n.1)?;
    Some(Finding {
        kind: Kind::Quantity,
        why: format!("{} has {}, {} has {}.", outlet(story, a), m.2, outlet(story, b), n.2),
        values: None,
    })
}

/// Likeness from which on two words may name the same sort of thing.
const ALIKE: f32 = 0.45;

/// How far apart, in characters, a sum and the same sum in another currency stand at most.
const BESIDE: u32 = 24;

/// Whether the same sum stands beside both, in another unit ("€800 million ($870 million)").
fn same_sum_beside(story: &Story, (a, x): (usize, &Value), (b, y): (usize, &Value)) -> bool {
    let beside = |u: usize, v: &Value| -> Vec<&Value> {
        let near = |w: &&Value| {
            let gap = w
                .span
                .start
                .max(v.span.start)
                .saturating_sub(w.span.end.min(v.span.end));
            w.span != v.span && gap <= BESIDE && matches!(w.kind, ValueKind::Quantity(_))
        };
        story.values(u).filter(near).collect()
    };
    let others = beside(b, y);
    beside(a, x).into_iter().any(|v| others.iter().any(|w| meets(v, w)))
}

fn meets(x: &Value, y: &Value) -> bool {
    matches!(value::relate(x, y), Relation::Same | Relation::Compatible)
}

/// How many people something has become of, where a unit tells it.
pub(super) fn toll(story: &Story, u: usize) -> Option<f64> {
    let told = |v: &Value| match &v.kind {
        ValueKind::Quantity(q) => harm(story, u, q).and_then(|_| count(v)),
        ValueKind::Time(_) => None,
    };
    story.values(u).find_map(told)
}

/// A count, at its highest.
pub(super) fn count(v: &Value) -> Option<f64> {
    match &v.kind {
        ValueKind::Quantity(q) if q.unit == value::Unit::Count => q.high.or(q.low),
        _ => None,
    }
}
