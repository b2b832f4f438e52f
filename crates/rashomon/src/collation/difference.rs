//! Differences: how the readings of a point part, slot by slot, and whether one is only the later state of affairs.

pub(super) mod opposite;
mod quotation;
pub(super) mod status;
pub(super) mod tense;
mod time;
pub(super) mod value;
mod voice;

use super::Place;
use super::align::{Cluster, Unit};
use super::entity::Entities;
use super::point::Story;
use crate::analysis::{Dep, Pos};
use crate::claim::{Form, Participant, Role, lexicon};
use crate::name::lexicon::country;
use crate::name::{Kind as NameKind, fold};
use crate::report::Report;
use crate::value::{Relation, Value};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// How the readings of a point part.
#[derive(Debug, Clone, PartialEq)]
pub struct Parting {
    /// In what.
    pub kind: Kind,
    /// Whether one reading is a later state of affairs, so that both can be true in turn.
    pub update: bool,
    /// One plain sentence.
    pub why: String,
    /// The two passages between which the difference stands.
    pub places: (Place, Place),
    /// What each of the two has, if values are what differs.
    pub values: Option<(String, String)>,
}

impl Parting {
    /// The two values, in order, where values are what differs.
    pub(crate) fn sides(&self) -> Option<BTreeSet<&str>> {
        let (x, y) = self.values.as_ref()?;
        Some(BTreeSet::from([x.as_str(), y.as_str()]))
    }

    /// What the words at a place have, where values are what differs.
    pub fn value(&self, at: Place) -> Option<&str> {
        let (x, y) = self.values.as_ref()?;
        if at == self.places.0 {
            Some(x)
        } else {
            (at == self.places.1).then_some(y.as_str())
        }
    }
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

/// The ways in which the units of a cluster part, the weightiest first, one of each kind.
pub(crate) fn partings(story: &Story, cluster: &Cluster) -> Vec<Parting> {
    let pairs = || {
        let all = cluster.iter().enumerate();
        let all = all.flat_map(|(i, &a)| cluster[i + 1..].iter().map(move |&b| (a, b)));
        all.filter(|&(a, b)| story.units[a].place.report != story.units[b].place.report)
    };
    let mut found: Vec<(usize, usize, Finding)> = pairs()
        .filter_map(|(a, b)| Some((a, b, compare(story, cluster, a, b)?)))
        .collect();
    // Who says a thing that somebody denies matters.
    let denied: BTreeSet<usize> = found
        .iter()
        .filter(|x| x.2.kind == Kind::Denial)
        .flat_map(|x| [x.0, x.1])
        .collect();
    if !denied.is_empty() {
        let told: BTreeSet<(usize, usize)> = found.iter().map(|x| (x.0, x.1)).collect();
        let contested = |u: usize| denied.iter().any(|&d| d == u || voice::one_doing(story, d, u));
        let others = pairs()
            .filter(|&(a, b)| !told.contains(&(a, b)) && story.odds(a, b) >= NEAR && (contested(a) || contested(b)));
        found.extend(others.filter_map(|(a, b)| Some((a, b, voice::own_voice(story, cluster, a, b, true)?))));
    }
    found.sort_by(|x, y| {
        (x.2.kind.cmp(&y.2.kind))
            .then(story.odds(y.0, y.1).total_cmp(&story.odds(x.0, x.1)))
            .then((x.0, x.1).cmp(&(y.0, y.1)))
    });
    let mut found = one_of_a_kind(story, found);
    // Else that somebody is named for it here and not there matters where nothing else parts them; whose words they are, or to
    // whom they are said, matters beside anything.
    if denied.is_empty() && found.iter().any(|x| x.2.kind != Kind::Attribution) {
        found.retain(|x| x.2.kind != Kind::Attribution || x.2.values.is_some());
    }
    found
        .into_iter()
        .map(|(a, b, finding)| Parting {
            kind: finding.kind,
            update: updates(story, finding.kind, a, b),
            why: finding.why,
            places: (story.units[a].place, story.units[b].place),
            values: finding.values,
        })
        .collect()
}

/// How much better, in log odds, a value's own counterpart fits it than another that parts from it by chance ("640,000 received",
/// "2 million sent", "900,000 resold").
const COUNTERPART: f32 = 1.0;

/// A value that parts: the unit that has it, its kind, and the value.
type Side = (usize, Kind, String);

/// Leaves out values that part where one of the two has a nearer counterpart that parts from it.
fn nearest(story: &Story, mut found: Vec<(usize, usize, Finding)>) -> Vec<(usize, usize, Finding)> {
    // Both sides of each, and how near they are.
    let pairs: Vec<([Side; 2], f32)> = found
        .iter()
        .filter_map(|(a, b, f)| {
            let (x, y) = f.values.clone()?;
            Some(([(*a, f.kind, x), (*b, f.kind, y)], story.odds(*a, *b)))
        })
        .collect();
    let outdone = |sides: &[Side; 2], odds: f32| {
        let nearer = |(others, theirs): &([_; 2], f32)| {
            *theirs >= odds + COUNTERPART && sides.iter().any(|s| others.contains(s))
        };
        pairs.iter().any(nearer)
    };
    let gone: BTreeSet<(usize, usize)> = pairs
        .iter()
        .filter(|(sides, odds)| outdone(sides, *odds))
        .map(|(sides, _)| (sides[0].0, sides[1].0))
        .collect();
    found.retain(|(a, b, f)| f.values.is_none() || !gone.contains(&(*a, *b)));
    found
}

/// Of each kind the nearest pair, conflicts and updates apart; of values that part, each against the one that most reports have.
fn one_of_a_kind(story: &Story, found: Vec<(usize, usize, Finding)>) -> Vec<(usize, usize, Finding)> {
    let mut holders: BTreeMap<(Kind, String), BTreeSet<usize>> = BTreeMap::new();
    for (a, b, finding) in &found {
        if let Some((x, y)) = &finding.values {
            holders.entry((finding.kind, x.clone())).or_default().insert(*a);
            holders.entry((finding.kind, y.clone())).or_default().insert(*b);
        }
    }
    let mut usual: BTreeMap<Kind, (usize, String)> = BTreeMap::new();
    for ((kind, value), units) in holders {
        let entry = usual.entry(kind).or_default();
        if units.len() > entry.0 {
            *entry = (units.len(), value);
        }
    }
    let mut told: BTreeSet<(Kind, bool, Option<String>)> = BTreeSet::new();
    let mut out: Vec<(usize, usize, Finding)> = Vec::new();
    for found in nearest(story, found) {
        let (a, b, finding) = &found;
        let update = updates(story, finding.kind, *a, *b);
        let other = finding.values.as_ref().and_then(|(x, y)| {
            let usual = usual.get(&finding.kind).map(|u| u.1.as_str());
            let side = if usual == Some(x) {
                Some(y)
            } else {
                Some(x).filter(|_| usual == Some(y))
            };
            side.cloned()
        });
        let first = !told.iter().any(|t| t.0 == finding.kind && t.1 == update);
        if (first || other.is_some()) && told.insert((finding.kind, update, other)) {
            out.push(found);
        }
    }
    out
}

/// Log odds from which on two claims are near enough for what is said of them, not only what they say, to be compared.
pub(super) const NEAR: f32 = -0.5;
/// The same for the words around them: on whose word they are.
const VERY_NEAR: f32 = 0.5;

fn compare(story: &Story, cluster: &Cluster, a: usize, b: usize) -> Option<Finding> {
    let odds = story.odds(a, b);
    let when = |least: f32, test: fn(&Story, usize, usize) -> Option<Finding>| {
        (odds >= least).then(|| test(story, a, b)).flatten()
    };
    // What a copy printed days later calls "Thursday" is its original's Thursday.
    if story.copied(a, b) {
        return None;
    }
    if others_take_part(story, a, b) {
        return when(VERY_NEAR, participants_part);
    }
    value::part(story, cluster, a, b)
        .or_else(|| status::denial(story, a, b))
        .or_else(|| value::of_another(story, cluster, a, b))
        .or_else(|| opposite::part(story, a, b))
        .or_else(|| opposite::caused(story, a, b))
        .or_else(|| when(NEAR, quotation::altered))
        .or_else(|| when(NEAR, participants_part))
        .or_else(|| status::part(story, cluster, a, b))
        .or_else(|| status::standing(story, a, b))
        .or_else(|| status::left(story, cluster, a, b))
        .or_else(|| when(NEAR, status::must))
        .or_else(|| when(NEAR, status::conditional))
        .or_else(|| when(NEAR, status::compelled))
        .or_else(|| when(NEAR, value::one_or_many))
        .or_else(|| voice::said_to(story, cluster, a, b))
        .or_else(|| (odds >= VERY_NEAR).then(|| voice::part(story, cluster, a, b)).flatten())
}

/// Name of the outlet of a unit.
fn outlet<'a>(story: &Story<'a>, unit: usize) -> &'a str {
    story.outlet(story.units[unit].place.report)
}

/// How like what is done must be for it to be one doing.
const LIKE: f32 = 0.8;

/// Verbs that say too little to tell two events apart.
fn light(lemma: &str) -> bool {
    matches!(
        lemma,
        "be" | "come" | "do" | "get" | "give" | "go" | "have" | "keep" | "make" | "take"
    )
}

/// How like what two units say is done, 0 to 1.
fn like_predicates(story: &Story, a: usize, b: usize) -> f32 {
    story.doings.alike(a, b)
}

/// The entities that play a part in a unit.
pub(super) fn cast<'a>(story: &'a Story, u: usize, role: Role) -> Cow<'a, BTreeSet<u32>> {
    match role {
        Role::Agent => Cow::Borrowed(&story.doers[u]),
        Role::Theme => Cow::Borrowed(&story.themes[u]),
        role => Cow::Owned(in_part(story.reports, story.entities, &story.units[u], role)),
    }
}

/// The same where there is no story yet.
pub(super) fn in_part(reports: &[&Report], entities: &Entities, unit: &Unit, role: Role) -> BTreeSet<u32> {
    let report = unit.place.report as usize;
    let tokens = &reports[report].analysis.tokens;
    let claim = unit.claim(reports);
    let of = claim.participants.iter().filter(|p| p.role == role).map(|p| {
        // "Who" is whom the clause tells of.
        let relative =
            tokens[p.head as usize].tag.starts_with('W') && tokens[claim.predicate as usize].dep == Dep::Relcl;
        if relative {
            tokens[claim.predicate as usize].head
        } else {
            p.head
        }
    });
    of.filter_map(|head| entities.of(report, head)).collect()
}

/// Whether both units name somebody in the same leading part, and none of the one can be one of the other: then they tell of
/// two events, or the participants are what differs.
fn others_take_part(story: &Story, a: usize, b: usize) -> bool {
    // Who received it is whom the other has it sent to.
    if [(a, b), (b, a)].iter().any(|&(x, y)| {
        lexicon::holds(lexicon::TAKINGS, story.verb(x)) && lexicon::holds(lexicon::TRANSFERS, story.verb(y))
    }) {
        return false;
    }
    let comparable = |e: &&u32| !matches!(story.entities.entities[**e as usize].kind, NameKind::Other);
    [&story.doers, &story.themes].into_iter().any(|of| {
        let (mut x, y) = (of[a].iter().filter(comparable), of[b].iter().filter(comparable));
        let kin = |&m: &u32, &n: &u32| story.entities.kin(m, n);
        x.clone().next().is_some() && y.clone().next().is_some() && !x.any(|m| y.clone().any(|n| kin(m, n)))
    })
}

/// Whether each does to the other what the other does to it.
pub(super) fn swapped(story: &Story, a: usize, b: usize) -> bool {
    let of = |u: usize, role: Role| cast(story, u, role);
    let (x, y) = (
        [of(a, Role::Agent), of(a, Role::Theme)],
        [of(b, Role::Agent), of(b, Role::Theme)],
    );
    let kin = |p: &BTreeSet<u32>, q: &BTreeSet<u32>| story.entities.any_kin(p, q);
    like_predicates(story, a, b) >= LIKE
        && kin(&x[0], &y[1])
        && kin(&x[1], &y[0])
        && !kin(&x[0], &y[0])
        && !kin(&x[1], &y[1])
}

/// Whether another is said to be the same ("Torrow is the capital", "Koleny is the capital").
pub(super) fn other_is(story: &Story, a: usize, b: usize) -> bool {
    let copula = |u: usize| story.claim(u).form == Form::Copula;
    copula(a) && copula(b) && story.verb(a) == story.verb(b) && others_take_part(story, a, b)
}

/// Whom and what a unit names.
fn named(story: &Story, u: usize) -> BTreeSet<u32> {
    let report = story.units[u].place.report as usize;
    let tokens = story.report(u).analysis.tokens_in(story.units[u].place.span);
    let known = |e: &u32| story.entities.entities[*e as usize].kind != NameKind::Other;
    tokens
        .filter_map(|t| story.entities.of(report, t))
        .filter(known)
        .collect()
}

/// Whether both units name somebody or somewhere, and none of the one can be one of the other.
fn named_apart(story: &Story, a: usize, b: usize) -> bool {
    let (x, y) = (named(story, a), named(story, b));
    !x.is_empty() && !y.is_empty() && !story.entities.any_kin(&x, &y)
}

/// Whether a value of the one does not meet one of the other.
fn values_apart(story: &Story, a: usize, b: usize) -> bool {
    let apart = |x: &Value| {
        story
            .values(b)
            .any(|y| crate::value::relate(x, y) == Relation::Different)
    };
    story.values(a).any(apart)
}

/// Somebody or somewhere else in the same part of the same event.
fn participants_part(story: &Story, a: usize, b: usize) -> Option<Finding> {
    let told = [a, b]
        .iter()
        .all(|&u| tense::of(story, u).is_some() && story.claim(u).positive);
    // Where the figures are others too, it is another event.
    if !told || like_predicates(story, a, b) < LIKE || values_apart(story, a, b) {
        return None;
    }
    for (role, kind) in [
        (Role::Agent, Kind::Participant),
        (Role::Recipient, Kind::Participant),
        (Role::Place, Kind::Place),
    ] {
        let (x, y) = (by_name(story, a, role), by_name(story, b, role));
        let (Some(&m), Some(&n)) = (x.first(), y.first()) else {
            continue;
        };
        let kin = story.entities.any_kin(&x, &y);
        let (m, n) = (
            &story.entities.entities[m as usize],
            &story.entities.entities[n as usize],
        );
        let comparable = m.kind == n.kind && matches!(m.kind, NameKind::Person | NameKind::Place | NameKind::Outlet);
        let last = |name: &str| name.split(' ').next_back().map(str::to_owned);
        let run_on = |name: &str| name.replace([' ', '#'], "");
        let others = last(&m.name) != last(&n.name) && run_on(&m.name) != run_on(&n.name);
        // A town lies in a country.
        let lies_in = country(&fold(&m.name)).is_some() != country(&fold(&n.name)).is_some();
        if !kin && comparable && others && !lies_in && (themes_meet(story, a, b) || swapped(story, a, b)) {
            let kind = if kind == Kind::Place && (of_whom(story, a) || of_whom(story, b)) {
                Kind::Participant
            } else {
                kind
            };
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

/// Whom a unit names in a part: whom "she" is may be taken wrongly.
fn by_name(story: &Story, u: usize, role: Role) -> BTreeSet<u32> {
    let report = story.units[u].place.report as usize;
    let analysis = &story.reports[report].analysis;
    let token = |t: u32| &analysis.tokens[t as usize];
    let name = |head: u32| token(head).pos == Pos::Propn;
    // "In a hall outside Brellin": the name is under the noun.
    let under = |head: u32| {
        let near = |&k: &u32| token(k).dep == Dep::Prep && matches!(&*token(k).lemma, "at" | "in" | "near" | "outside");
        let mut objects = analysis.children(head).filter(near).flat_map(|k| analysis.children(k));
        objects.find(|&k| token(k).dep == Dep::Pobj && name(k))
    };
    // "Signed the treaty in Lenz": the place may hang on what it is done to; "the war in Lenz" is another war.
    let happens = HAPPENS.contains(&story.verb(u));
    let plays = |p: &&Participant| p.role == role || role == Role::Place && p.role == Role::Theme && happens;
    let of = story.claim(u).participants.iter().filter(plays);
    of.filter_map(|p| match role {
        Role::Place if p.role == Role::Theme || !name(p.head) => under(p.head),
        _ => Some(p.head).filter(|&head| name(head)),
    })
    .filter_map(|head| story.entities.of(report, head))
    .collect()
}

/// Verbs of what is done to a thing at some place, wherever the thing is from.
const HAPPENS: &[&str] = &["find", "hold", "launch", "open", "sign", "stage"];

/// Whether where somebody is says who they are ("officials in Kestria").
fn of_whom(story: &Story, u: usize) -> bool {
    let tokens = &story.report(u).analysis.tokens;
    let participants = &story.claim(u).participants;
    let mut places = participants.iter().filter(|p| p.role == Role::Place);
    places.any(|p| {
        let above = tokens[tokens[p.head as usize].head as usize].head;
        participants.iter().any(|q| q.role == Role::Theme && q.head == above)
    })
}

/// Whether it is done to the same thing.
pub(super) fn themes_meet(story: &Story, a: usize, b: usize) -> bool {
    terms_meet(story, &themes(story, a), &themes(story, b))
}

/// Whether a term of the one is like one of the other.
fn terms_meet(story: &Story, x: &[u32], y: &[u32]) -> bool {
    x.iter().any(|&m| y.iter().any(|&n| story.terms.likeness(m, n) > 0.0))
}

/// Whether both have terms, and none that are alike.
fn terms_apart(story: &Story, x: &[u32], y: &[u32]) -> bool {
    !x.is_empty() && !y.is_empty() && !terms_meet(story, x, y)
}

/// The terms of what it is done to; of a number or kind of something ("a delegation of athletes") also what it is of.
fn themes(story: &Story, u: usize) -> Vec<u32> {
    let report = story.units[u].place.report as usize;
    let analysis = &story.reports[report].analysis;
    let of = story.claim(u).participants.iter().filter(|p| p.role == Role::Theme);
    let heads = of.flat_map(|p| {
        let of = analysis
            .children(p.head)
            .filter(|&k| &*analysis.tokens[k as usize].lemma == "of");
        let objects = of.flat_map(|k| analysis.children(k));
        std::iter::once(p.head).chain(objects)
    });
    heads.filter_map(|head| story.terms.of(report, head)).collect()
}

/// The terms of those who play such a part in a unit.
fn role_terms(story: &Story, u: usize, plays: impl Fn(Role) -> bool) -> Vec<u32> {
    let of = story.claim(u).participants.iter().filter(|p| plays(p.role));
    of.filter_map(|p| story.terms.of(story.units[u].place.report as usize, p.head))
        .collect()
}

/// The terms of those who do what a unit says is done.
fn doers(story: &Story, u: usize) -> Vec<u32> {
    role_terms(story, u, |role| role == Role::Agent)
}

/// Whether two units share a named participant in some other role.
fn other_roles_meet(story: &Story, a: usize, b: usize, except: Role) -> bool {
    let others = role_terms(story, b, |role| role != except);
    role_terms(story, a, |role| role != except)
        .iter()
        .any(|term| others.contains(term))
}

/// Whether the later-published reading can be a later state of affairs: the thing has come further, or a count has grown.
fn updates(story: &Story, kind: Kind, a: usize, b: usize) -> bool {
    let published = |u: usize| story.report(u).document.published.as_ref();
    let before = published(a).zip(published(b)).and_then(|(p, q)| p.before(q));
    let (early, late) = match before {
        Some(true) => (a, b),
        Some(false) => (b, a),
        None => return false,
    };
    let revised = story.revised(early, late);
    match kind {
        // Of the same talks two reports of one day cannot both be right, unless one takes the other's place.
        Kind::Status => {
            let later = revised || story.published(early) < story.published(late);
            later && status::moved_on(story, early, late)
        }
        // A toll rises by the hour; other counts of one day are at odds.
        Kind::Quantity => {
            let one_day = story.published(early) == story.published(late);
            let count = |u: usize| match one_day && !revised {
                true => value::toll(story, u),
                false => story.values(u).find_map(value::count),
            };
            count(early).zip(count(late)).is_some_and(|(x, y)| x < y)
        }
        _ => false,
    }
}
