//! On whose word.

use super::{Finding, Kind, LIKE, VERY_NEAR, cast, like_predicates, outlet, quotation, tense, themes_meet};
use crate::analysis::{Dep, Pos};
use crate::attribution::Force;
use crate::claim::{Certainty, Form, Role};
use crate::collation::align::Cluster;
use crate::collation::point::{Stance, Story};
use crate::document::CutReason;
use crate::name::Kind as NameKind;
use std::collections::BTreeSet;

/// The same words in different mouths, or on somebody's word in one and in the outlet's own voice in the other.
pub(super) fn part(story: &Story, cluster: &Cluster, a: usize, b: usize) -> Option<Finding> {
    let (ha, hb) = (story.stance(a).1, story.stance(b).1);
    let charge = |u: usize| story.attribution(u).is_some_and(|x| x.force == Force::Alleges);
    if let (Some(p), Some(q)) = (ha, hb)
        && quotation::same(story, a, b)
        && named(story, a)
        && named(story, b)
        && two_of_a_kind(story, p, q)
    {
        return Some(Finding {
            kind: Kind::Attribution,
            why: format!(
                "{} puts it in the mouth of {p}, {} in that of {q}.",
                outlet(story, a),
                outlet(story, b)
            ),
            values: Some((p.to_owned(), q.to_owned())),
        });
    }
    own_voice(story, cluster, a, b, charge(a) || charge(b))
}

/// On somebody's word in one, and in the own voice of the other, which has nobody's word for it: where a machine's digest, which has
/// seen nothing itself, has the same words, or where it matters and they tell of the same doing.
pub(super) fn own_voice(story: &Story, cluster: &Cluster, a: usize, b: usize, matters: bool) -> Option<Finding> {
    let (with, without, holder) = match (story.stance(a), story.stance(b)) {
        ((Stance::Attributed, Some(holder)), (Stance::Asserts, None)) => (a, b, holder),
        ((Stance::Asserts, None), (Stance::Attributed, Some(holder))) => (b, a, holder),
        _ => return None,
    };
    let plain = |u: usize| {
        let claim = story.claim(u);
        claim.positive && claim.certainty != Certainty::Denied && tense::of(story, u).is_some()
    };
    let document = &story.report(without).document;
    let words = |u: usize| story.words(story.units[u].place);
    let copied =
        || document.cut.iter().any(|c| c.why == CutReason::Filler) && quotation::one(words(with), words(without));
    let same = matters && one_doing(story, a, b) || copied();
    (same && plain(a) && plain(b) && lacks(story, cluster, without)).then(|| lost(story, with, without, holder))
}

/// Whether a unit is told as a fact, and on nobody's word anywhere in its report. Words of a first person are a quotation that we have
/// not seen to be one.
fn lacks(story: &Story, cluster: &Cluster, u: usize) -> bool {
    let report = story.units[u].place.report;
    let mut of = cluster.iter().filter(|&&v| story.units[v].place.report == report);
    let analysis = &story.report(u).analysis;
    let mut words = analysis
        .tokens_in(story.units[u].place.span)
        .map(|t| &analysis.tokens[t as usize]);
    story.claim(u).certainty == Certainty::Fact
        && of.all(|&v| story.stance(v).0 == Stance::Asserts)
        && !words.any(|t| t.pos == Pos::Pron && matches!(&*t.lemma, "I" | "we" | "my" | "our"))
}

/// Whether two units tell of the same doing, each in a clause.
pub(super) fn one_doing(story: &Story, a: usize, b: usize) -> bool {
    [a, b].iter().all(|&u| story.claim(u).form == Form::Clause)
        && like_predicates(story, a, b) >= LIKE
        && themes_meet(story, a, b)
}

/// Whether the words for whom a unit has it from name them: "she" may be taken for the wrong one.
pub(super) fn named(story: &Story, u: usize) -> bool {
    let analysis = &story.report(u).analysis;
    let source = story.attribution(u).and_then(|a| a.source);
    source.is_some_and(|s| {
        analysis
            .tokens_in(s)
            .any(|t| analysis.tokens[t as usize].pos == Pos::Propn)
    })
}

/// The same utterance, said to one outlet here and to another, or to all in a statement, there.
pub(super) fn said_to(story: &Story, cluster: &Cluster, a: usize, b: usize) -> Option<Finding> {
    let frames = [a, b].iter().all(|&u| story.claim(u).form == Form::Frame);
    if !frames {
        return None;
    }
    let of = |u: usize| {
        let report = story.units[u].place.report;
        cluster
            .iter()
            .copied()
            .filter(move |&v| story.units[v].place.report == report)
    };
    let utterance = || of(a).any(|u| of(b).any(|v| quotation::same(story, u, v)));
    let (x, y) = (told(story, a), told(story, b));
    let name = |e: u32| story.entities.entities[e as usize].name.clone();
    let why = |what: (String, String)| Finding {
        kind: Kind::Attribution,
        why: format!(
            "In {} it is said to {}, in {} to {}.",
            outlet(story, a),
            what.0,
            outlet(story, b),
            what.1
        ),
        values: Some(what),
    };
    let all = || "all".to_owned();
    match (x.first(), y.first()) {
        (Some(&m), Some(&n)) => {
            let parts = !story.entities.any_kin(&x, &y) && (utterance() || story.odds(a, b) >= VERY_NEAR);
            parts.then(|| why((name(m), name(n))))
        }
        (Some(&m), None) => (to_all(story, b) && one_content(story, a, b)).then(|| why((name(m), all()))),
        (None, Some(&n)) => (to_all(story, a) && one_content(story, a, b)).then(|| why((all(), name(n)))),
        (None, None) => None,
    }
}

/// Whether a frame has something said for anybody to hear or read.
pub(super) fn to_all(story: &Story, u: usize) -> bool {
    const WAYS: &[&str] = &[
        "announcement",
        "conference",
        "post",
        "release",
        "speech",
        "statement",
        "tweet",
    ];
    let tokens = &story.report(u).analysis.tokens;
    let mut frame = story.report(u).analysis.tokens_in(story.units[u].place.span);
    frame
        .any(|t| matches!(tokens[t as usize].dep, Dep::Pobj | Dep::Nsubj) && WAYS.contains(&&*tokens[t as usize].lemma))
}

/// Whether a frame has something said to an outlet or to those who write for one.
pub(super) fn to_press(story: &Story, u: usize) -> bool {
    const PRESS: &[&str] = &[
        "agency",
        "broadcaster",
        "journalist",
        "media",
        "network",
        "news",
        "newspaper",
        "press",
        "radio",
        "reporter",
        "station",
        "television",
        "tv",
    ];
    let tokens = &story.report(u).analysis.tokens;
    let mut to = story.claim(u).participants.iter().filter(|p| p.role == Role::Recipient);
    !told(story, u).is_empty() || to.any(|p| PRESS.contains(&&*tokens[p.head as usize].lemma))
}

/// Whether what two frames have said is one utterance.
fn one_content(story: &Story, a: usize, b: usize) -> bool {
    let said = |u: usize| {
        let at = story.units[u].place.span;
        let attributions = story.report(u).attributions.iter().filter(move |x| x.cue.overlaps(at));
        attributions.flat_map(move |x| x.content.iter().map(move |c| c.slice(&story.report(u).document.text)))
    };
    said(a).any(|x| said(b).any(|y| quotation::one(x, y)))
}

/// The outlets that a frame has something said to.
fn told(story: &Story, u: usize) -> BTreeSet<u32> {
    let index = story.units[u].place.report as usize;
    let report = story.report(u);
    let at = story.units[u].place.span;
    let attributions = report.attributions.iter().filter(|x| x.cue.overlaps(at));
    let relays = attributions.flat_map(|x| x.relays.iter().filter(|r| r.outlet));
    let by_relay = relays.filter_map(|r| story.entities.of(index, r.head?));
    let outlet = |e: &u32| story.entities.entities[*e as usize].kind == NameKind::Outlet;
    cast(story, u, Role::Recipient)
        .into_owned()
        .into_iter()
        .chain(by_relay)
        .filter(outlet)
        .collect()
}

/// Whether two holders are two people or two outlets by name: a description ("a spokesman") may be anybody.
fn two_of_a_kind(story: &Story, p: &str, q: &str) -> bool {
    let kind = |name: &str| story.entities.entities.iter().find(|e| e.name == name).map(|e| e.kind);
    matches!(
        (kind(p), kind(q)),
        (Some(NameKind::Person), Some(NameKind::Person))
            | (Some(NameKind::Outlet), Some(NameKind::Outlet))
            | (Some(NameKind::Organisation), Some(NameKind::Organisation))
    ) && !story.entities.may_be_one(p, q)
        && p.split(' ').next_back() != q.split(' ').next_back()
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
