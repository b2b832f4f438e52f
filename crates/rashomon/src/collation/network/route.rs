//! Routes: who passes what to whom through whom, how much, on what papers, when, and on whose word.

use super::lexicon::{INTANGIBLES, MEASURES, MOTIONS, PAPERS, PAYMENTS};
use super::{Cast, Edge, Place, Word, holder};
use crate::analysis::{Dep, Pos};
use crate::claim::lexicon::{EVENTS, GOVERNORS, TAKINGS, TRANSFERS, find, holds};
use crate::claim::{self, Certainty, Claim, Participant, Role};
use crate::name::Kind;
use crate::text::Span;
use crate::value::{self, Unit, ValueKind};
use std::collections::{BTreeMap, BTreeSet};

/// Sentences over which one holder's route may be spread.
const REACH: u32 = 2;
/// What one passage, or a few of one holder's, say of a route.
#[derive(Debug, Clone)]
struct Leg {
    report: usize,
    /// First and last sentence.
    sentences: (u32, u32),
    source: Option<u32>,
    target: Option<u32>,
    via: BTreeSet<u32>,
    goods: Option<Goods>,
    amount: Option<String>,
    papers: BTreeSet<String>,
    period: Option<String>,
    relation: String,
    payment: bool,
    planned: bool,
    /// Whether its goods are named only by "them", "these exports".
    refers_back: bool,
    words: Vec<Word>,
    places: Vec<Place>,
}

/// What passes.
#[derive(Debug, Clone)]
struct Goods {
    words: String,
    /// The lemma of their noun.
    noun: String,
    /// "The shells": they were spoken of before.
    known: bool,
}

/// The routes of a story.
pub(super) fn routes(cast: &Cast) -> Vec<Edge> {
    let mut merged: BTreeMap<_, Vec<Leg>> = BTreeMap::new();
    for report in 0..cast.reports.len() {
        let claims = &cast.reports[report].claims;
        for mut leg in unified(claims.iter().filter_map(|c| leg(cast, report, c))) {
            let (Some(source), Some(target)) = (leg.source, leg.target) else {
                continue;
            };
            if source == target || leg.goods.is_none() && leg.via.is_empty() {
                continue;
            }
            let place = |span| Place {
                report: report as u32,
                span,
            };
            if let Some((span, words, amount)) = spoken_of(cast, &leg) {
                leg.places.push(place(span));
                leg.amount = Some(amount);
                leg.goods.as_mut().expect("they were spoken of").words = words;
            }
            for (span, words) in papers(cast, &leg) {
                leg.papers.insert(words);
                leg.places.push(place(span));
            }
            let relation = leg.planned.then(|| leg.relation.clone());
            let key = (
                source,
                target,
                leg.payment,
                relation,
                leg.words[0].stance,
                leg.words[0].key.clone(),
            );
            merged.entry(key).or_default().push(leg);
        }
    }
    let of = |((source, target, _, _, stance, _), legs): (_, Vec<Leg>)| {
        let parts = by_amount(legs).into_iter();
        parts
            .map(move |legs| edge(source, target, stance, &legs))
            .collect::<Vec<Edge>>()
    };
    merged.into_iter().flat_map(of).collect()
}

/// Legs by how much passes, those without an amount with the first that has one.
fn by_amount(legs: Vec<Leg>) -> Vec<Vec<Leg>> {
    let (some, none): (Vec<Leg>, Vec<Leg>) = legs.into_iter().partition(|leg| leg.amount.is_some());
    let mut out: Vec<Vec<Leg>> = Vec::new();
    for leg in some {
        match out.iter_mut().find(|known| known[0].amount == leg.amount) {
            Some(known) => known.push(leg),
            None => out.push(vec![leg]),
        }
    }
    match out.first_mut() {
        Some(first) => first.extend(none),
        None => out.push(none),
    }
    out
}

fn edge(source: u32, target: u32, stance: super::Stance, legs: &[Leg]) -> Edge {
    let via: BTreeSet<u32> = legs
        .iter()
        .flat_map(|l| &l.via)
        .copied()
        .filter(|&v| v != source && v != target)
        .collect();
    let papers: BTreeSet<&str> = legs.iter().flat_map(|l| &l.papers).map(String::as_str).collect();
    let mut places: Vec<Place> = legs.iter().flat_map(|l| &l.places).copied().collect();
    places.sort_unstable();
    places.dedup();
    Edge {
        source,
        target,
        via: via.into_iter().collect(),
        relation: most_said(legs.iter().map(|l| &l.relation)).unwrap_or_default(),
        goods: most_said(legs.iter().filter_map(|l| Some(&l.goods.as_ref()?.words))),
        amount: most_said(legs.iter().filter_map(|l| l.amount.as_ref())),
        papers: (!papers.is_empty()).then(|| papers.into_iter().collect::<Vec<_>>().join(", ")),
        period: most_said(legs.iter().filter_map(|l| l.period.as_ref())),
        stance,
        holder: holder(legs.iter().flat_map(|l| &l.words)),
        places,
    }
}

/// What most of them say; of equals the longest, which tells most.
fn most_said<'a>(words: impl Iterator<Item = &'a String>) -> Option<String> {
    let mut counts: BTreeMap<&String, usize> = BTreeMap::new();
    for word in words {
        *counts.entry(word).or_default() += 1;
    }
    counts
        .into_iter()
        .max_by_key(|&(word, n)| (n, word.len(), std::cmp::Reverse(word)))
        .map(|(word, _)| word.clone())
}

/// Joins what one holder says of one route in neighbouring sentences: legs that nothing parts where the later refers back to
/// the earlier, or both name the same goods and end; where the goods go on from there, the two are one longer route.
fn unified(legs: impl Iterator<Item = Leg>) -> Vec<Leg> {
    let mut out: Vec<Leg> = Vec::new();
    for leg in legs {
        let near = |p: &&mut Leg| leg.sentences.0.saturating_sub(p.sentences.1) <= REACH;
        if let Some(earlier) = out.iter_mut().rev().take_while(near).find(|p| joins(p, &leg)) {
            absorb(earlier, leg);
        } else if let Some(earlier) = out.iter_mut().rev().take_while(near).find(|p| goes_on(p, &leg)) {
            earlier.via.extend(earlier.target);
            earlier.via.extend(leg.source);
            earlier.target = leg.target;
            absorb(earlier, leg);
        } else {
            out.push(leg);
        }
    }
    out
}

fn joins(earlier: &Leg, later: &Leg) -> bool {
    let agree = |a: Option<u32>, b: Option<u32>| a.is_none() || b.is_none() || a == b;
    let same = |a: Option<u32>, b: Option<u32>| a.is_some() && a == b;
    let one_end = same(earlier.source, later.source) || same(earlier.target, later.target);
    one_word(earlier, later)
        && agree(earlier.source, later.source)
        && agree(earlier.target, later.target)
        && (later.refers_back && adjoin(earlier, later) || one_end && same_goods(earlier, later))
}

/// Whether the later leg takes the same goods on, from one of those they came to or passed, to another end.
fn goes_on(earlier: &Leg, later: &Leg) -> bool {
    let (Some(source), Some(between), Some(target)) = (earlier.source, later.source, later.target) else {
        return false;
    };
    let taken_on =
        later.refers_back && adjoin(earlier, later) || same_goods(earlier, later) && earlier.target == Some(between);
    one_word(earlier, later)
        && taken_on
        && earlier.target.is_some_and(|at| at != target)
        && source != between
        && source != target
}

fn one_word(earlier: &Leg, later: &Leg) -> bool {
    let (a, b) = (&earlier.words[0], &later.words[0]);
    a.key == b.key && a.stance == b.stance && earlier.planned == later.planned
}

fn adjoin(earlier: &Leg, later: &Leg) -> bool {
    later.sentences.0.saturating_sub(earlier.sentences.1) <= 1
}

fn same_goods(earlier: &Leg, later: &Leg) -> bool {
    let both = earlier.goods.as_ref().zip(later.goods.as_ref());
    both.is_some_and(|(a, b)| a.noun == b.noun)
}

fn absorb(earlier: &mut Leg, later: Leg) {
    earlier.sentences.1 = earlier.sentences.1.max(later.sentences.1);
    earlier.source = earlier.source.or(later.source);
    earlier.target = earlier.target.or(later.target);
    earlier.via.extend(later.via);
    earlier.goods = earlier.goods.take().or(later.goods);
    earlier.amount = earlier.amount.take().or(later.amount);
    earlier.period = earlier.period.take().or(later.period);
    earlier.papers.extend(later.papers);
    earlier.words.extend(later.words);
    earlier.places.extend(later.places);
}

/// What a claim says of a route, if it speaks of something that passes.
fn leg(cast: &Cast, report: usize, claim: &Claim) -> Option<Leg> {
    let read = cast.reports[report];
    let verb = claim::verb(&read.analysis, claim);
    let of = |role: Role| claim.participants.iter().filter(move |p| p.role == role);
    let who = |role: Role| of(role).find_map(|p| cast.participant(report, p));
    let has_via = of(Role::Via).next().is_some();
    // Whoever moves a thing without a word of where from or through whom mostly moves their own.
    let own = verb == "move" && !has_via && of(Role::From).next().is_none();
    let (source, target, theme) = if holds(TRANSFERS, verb) && !own {
        (
            who(Role::Agent).or_else(|| who(Role::From)),
            who(Role::Recipient),
            of(Role::Theme).next(),
        )
    } else if holds(TAKINGS, verb) && who(Role::From).is_some() {
        (who(Role::From), who(Role::Agent), of(Role::Theme).next())
    } else if holds(MOTIONS, verb) && (has_via || verb == "reach" || who(Role::From).is_some()) {
        let target = who(Role::Theme)
            .or_else(|| who(Role::Recipient))
            .or_else(|| who(Role::Place));
        (who(Role::From), target, of(Role::Agent).next())
    } else {
        return None;
    };
    let word = cast.word(report, claim)?;
    // Someone who is sent or who travels is no goods.
    let someone = |t: &Participant| {
        let pronoun = read.analysis.tokens[t.head as usize].pos == Pos::Pron;
        !pronoun
            && cast
                .named(report, t.head)
                .is_some_and(|e| !matches!(cast.kind(e), Kind::Other | Kind::Document))
    };
    if theme.is_some_and(|t| someone(t) || goes_nowhere(cast, report, t)) {
        return None;
    }
    let things = theme.and_then(|t| goods(cast, report, t));
    let source = source.or_else(|| theme.and_then(|t| cast.owner(report, t).or_else(|| maker(cast, report, t))));
    let denied = || cast.by_name.get(word.key.as_str()).copied();
    let source = source.or_else(|| denied().filter(|_| word.stance == super::Stance::Denies));
    let intends = |g: u32| matches!(find(GOVERNORS, cast.lemma(report, g)), Some((Certainty::Planned, _)));
    let planned = claim.certainty == Certainty::Planned || claim.governor.is_some_and(intends);
    let governor = claim
        .governor
        .filter(|&g| planned && read.analysis.tokens[g as usize].pos == Pos::Verb);
    let relation = match governor {
        Some(g) if cast.lemma(report, g) != verb => format!("{} to {verb}", cast.lemma(report, g)),
        _ => verb.to_owned(),
    };
    let mut spans = vec![claim.span];
    let period = period(cast, report, claim).map(|(span, when)| {
        spans.extend(Some(span).filter(|s| !claim.span.contains(*s)));
        when
    });
    Some(Leg {
        report,
        sentences: (claim.sentence, claim.sentence),
        source,
        target,
        via: via(cast, report, claim),
        refers_back: theme.is_some() && things.is_none(),
        goods: things,
        amount: amount(cast, report, claim, theme),
        papers: BTreeSet::new(),
        period,
        relation,
        payment: holds(PAYMENTS, verb),
        planned,
        words: vec![word],
        places: spans
            .into_iter()
            .map(|span| Place {
                report: report as u32,
                span,
            })
            .collect(),
    })
}

/// Whether what is passed is nothing that can arrive: a deed ("gave a hearing"), a right, a word, a day ("wrote Saturday").
fn goes_nowhere(cast: &Cast, report: usize, theme: &Participant) -> bool {
    let noun = cast.lemma(report, theme.head);
    let read = cast.reports[report];
    let head = read.analysis.tokens[theme.head as usize].span;
    let time = |v: &value::Value| matches!(v.kind, ValueKind::Time(_)) && v.span.contains(head);
    let deed = find(EVENTS, noun).is_some_and(|v| !holds(TRANSFERS, v) && !holds(TAKINGS, v) && v != "aid");
    deed || holds(INTANGIBLES, noun) || read.values.iter().any(time)
}

/// Those that something passes through: the examples where a list gives them ("states such as X and Y"), else whoever is named.
fn via(cast: &Cast, report: usize, claim: &Claim) -> BTreeSet<u32> {
    let through = claim.participants.iter().filter(|p| p.role == Role::Via);
    through.flat_map(|p| cast.parties(report, p)).collect()
}

/// The things that a theme names; none where it only refers to them ("them", "these exports").
fn goods(cast: &Cast, report: usize, theme: &Participant) -> Option<Goods> {
    let head = measured(cast, report, theme);
    let known = |k: u32| matches!(cast.lemma(report, k), "the" | "that" | "these" | "this" | "those");
    Some(Goods {
        words: described(cast, report, head)?,
        noun: cast.lemma(report, head).to_owned(),
        known: cast.reports[report].analysis.children(head).any(known),
    })
}

/// A noun for goods with what says of what kind they are.
fn described(cast: &Cast, report: usize, head: u32) -> Option<String> {
    let analysis = &cast.reports[report].analysis;
    let token = &analysis.tokens[head as usize];
    if matches!(token.pos, Pos::Pron | Pos::Det | Pos::Adj) {
        return None;
    }
    let event = find(EVENTS, &token.lemma).is_some_and(|v| holds(TRANSFERS, v));
    let describes = |&k: &u32| {
        let word = &analysis.tokens[k as usize];
        let plain = cast.entities.of(report, k).is_none_or(|e| cast.kind(e) == Kind::Other);
        let kind = word.dep == Dep::Compound || word.dep == Dep::Amod && !event && !vague(&word.lemma);
        k < head && plain && kind && !hyphened(cast, report, k)
    };
    let first = analysis.children(head).filter(describes).min();
    match first {
        // "arms exports": the arms.
        _ if event => first.map(|first| words(cast, report, first..head)),
        _ => Some(words(cast, report, first.unwrap_or(head)..head + 1)),
    }
}

/// Whoever made the goods ("the pumps, made by Acme").
fn maker(cast: &Cast, report: usize, theme: &Participant) -> Option<u32> {
    let analysis = &cast.reports[report].analysis;
    let under = |head: u32, dep: Dep| {
        analysis
            .children(head)
            .find(move |&k| analysis.tokens[k as usize].dep == dep)
    };
    let made = under(theme.head, Dep::Acl).filter(|&v| {
        matches!(
            cast.lemma(report, v),
            "build" | "grow" | "make" | "manufacture" | "mine" | "produce"
        )
    })?;
    cast.named(report, under(under(made, Dep::Agent)?, Dep::Pobj)?)
}

/// How much passes, where it is said of the same goods before the route or after it ("where the 2,000 rifles went").
fn spoken_of(cast: &Cast, leg: &Leg) -> Option<(Span, String, String)> {
    let goods = leg.goods.as_ref().filter(|_| leg.amount.is_none())?;
    let read = cast.reports[leg.report];
    let counted = |v: &value::Value| match &v.kind {
        ValueKind::Quantity(q) if matches!(q.unit, Unit::Count) => q.counted,
        _ => None,
    };
    let said = |v: &&value::Value| {
        let Some(noun) = counted(v).filter(|&n| cast.lemma(leg.report, n) == goods.noun) else {
            return false;
        };
        let sentence = read.analysis.tokens[noun as usize].sentence;
        let definite = |k: u32| matches!(cast.lemma(leg.report, k), "the" | "these" | "those");
        let before = goods.known && sentence < leg.sentences.0 && sentence + REACH >= leg.sentences.0;
        let after = sentence > leg.sentences.1 && sentence <= leg.sentences.1 + REACH;
        (before || after && read.analysis.children(noun).any(definite))
            && holder_key(cast, leg.report, v.span) == leg.words[0].key
    };
    let nearest = |v: &&value::Value| v.span.start.abs_diff(leg.places[0].span.start);
    let value = read.values.iter().filter(said).min_by_key(nearest)?;
    let noun = counted(value)?;
    let span = value.span.cover(read.analysis.tokens[noun as usize].span);
    Some((span, described(cast, leg.report, noun)?, value::canonical(value)))
}

/// The head of what there is some of: "ammunition" in "large quantities of ammunition", "800 million euros worth of ammunition".
fn measured(cast: &Cast, report: usize, theme: &Participant) -> u32 {
    let analysis = &cast.reports[report].analysis;
    let mut head = theme.head;
    for _ in 0..3 {
        let measure = holds(MEASURES, cast.lemma(report, head)) || analysis.tokens[head as usize].pos == Pos::Num;
        let of = analysis
            .subtree(head)
            .find(|&t| t > head && cast.lemma(report, t) == "of");
        let inner = of.filter(|_| measure).and_then(|of| {
            analysis
                .children(of)
                .find(|&k| analysis.tokens[k as usize].dep == Dep::Pobj)
        });
        match inner {
            Some(inner) => head = inner,
            None => break,
        }
    }
    head
}

/// Adjectives that say how much, or which, but not what.
fn vague(lemma: &str) -> bool {
    matches!(
        lemma,
        "additional"
            | "alleged"
            | "certain"
            | "few"
            | "fresh"
            | "further"
            | "huge"
            | "large"
            | "many"
            | "more"
            | "most"
            | "much"
            | "new"
            | "numerous"
            | "other"
            | "recent"
            | "same"
            | "several"
            | "significant"
            | "small"
            | "some"
            | "substantial"
            | "such"
            | "total"
            | "various"
            | "vast"
    )
}

/// Whether a word is part of a hyphened one ("Zubrowkan-made").
fn hyphened(cast: &Cast, report: usize, token: u32) -> bool {
    token > 0 && cast.lemma(report, token - 1) == "-"
        || cast.reports[report]
            .analysis
            .children(token)
            .any(|k| cast.lemma(report, k) == "-")
}

/// Words of a report, in lower case where they are no names, with single spaces.
fn words(cast: &Cast, report: usize, tokens: std::ops::Range<u32>) -> String {
    let read = cast.reports[report];
    let word = |t: u32| {
        let token = &read.analysis.tokens[t as usize];
        let text = token.span.slice(&read.document.text);
        if token.pos == Pos::Propn {
            text.to_owned()
        } else {
            text.to_lowercase()
        }
    };
    let mut out = String::new();
    for t in tokens.clone() {
        let gap = t > tokens.start && {
            let before = read.analysis.tokens[t as usize - 1].span.end;
            before < read.analysis.tokens[t as usize].span.start
        };
        if gap {
            out.push(' ');
        }
        out.push_str(&word(t));
    }
    out
}

/// How much passes: the money, or else the number, that stands with the goods.
fn amount(cast: &Cast, report: usize, claim: &Claim, theme: Option<&Participant>) -> Option<String> {
    let read = cast.reports[report];
    let quantity = |&v: &u32| match &read.values[v as usize].kind {
        ValueKind::Quantity(q) => Some((v, q)),
        ValueKind::Time(_) => None,
    };
    let quantities = claim.values.iter().filter_map(quantity);
    let money = |unit: &Unit| matches!(unit, Unit::Money(_));
    let counts = |v: u32, q: &value::Quantity| {
        let near = theme.is_some_and(|t| t.span.contains(read.values[v as usize].span));
        // "A seven-page letter" is one letter.
        let of_goods =
            || theme.is_some_and(|t| q.counted.is_none_or(|n| n == t.head || n == measured(cast, report, t)));
        near && match &q.unit {
            Unit::Count => of_goods(),
            Unit::Measure(measure) => !matches!(
                measure.as_str(),
                "second" | "minute" | "hour" | "day" | "week" | "month" | "year" | "decade"
            ),
            _ => false,
        }
    };
    let found = quantities.filter(|(v, q)| money(&q.unit) || counts(*v, q));
    found
        .min_by_key(|(v, q)| (!money(&q.unit), *v))
        .map(|(v, _)| value::canonical(&read.values[v as usize]))
}

/// When: a time in the claim, or since when ("since the war began in 2031").
fn period(cast: &Cast, report: usize, claim: &Claim) -> Option<(Span, String)> {
    let read = cast.reports[report];
    let is_time = |v: &value::Value| matches!(&v.kind, ValueKind::Time(time) if time.anchored);
    let own = claim
        .values
        .iter()
        .map(|&v| &read.values[v as usize])
        .find(|v| is_time(v));
    if let Some(own) = own {
        return Some((own.span, value::canonical(own)));
    }
    let analysis = &read.analysis;
    let since = |&k: &u32| {
        analysis.tokens[k as usize].dep == Dep::Advcl && analysis.children(k).any(|m| cast.lemma(report, m) == "since")
    };
    let clause = analysis.children(claim.predicate).find(since)?;
    let span = analysis.span(analysis.subtree(clause));
    let inside = read.values.iter().find(|v| span.contains(v.span) && is_time(v))?;
    let start = value::canonical(inside);
    let start = if start.contains('/') {
        start
    } else {
        format!("{start}/..")
    };
    Some((inside.span, start))
}

/// The papers that are named with a route, in its sentences or, by the same holder and of something that passes, beside them.
fn papers(cast: &Cast, leg: &Leg) -> Vec<(Span, String)> {
    let analysis = &cast.reports[leg.report].analysis;
    let last = (analysis.sentences.len() as u32 - 1).min(leg.sentences.1 + REACH);
    let mut out = Vec::new();
    for sentence in leg.sentences.0.saturating_sub(1)..=last {
        let inside = (leg.sentences.0..=leg.sentences.1).contains(&sentence);
        let tokens = analysis.sentences[sentence as usize].tokens.clone();
        let passes = |t: u32| {
            let lemma = cast.lemma(leg.report, t);
            holds(TRANSFERS, find(EVENTS, lemma).unwrap_or(lemma))
                || matches!(lemma, "scheme" | "trade")
                || leg.goods.as_ref().is_some_and(|goods| goods.noun == lemma)
        };
        if !inside && !tokens.clone().any(passes) {
            continue;
        }
        let noun = |&t: &u32| analysis.tokens[t as usize].pos == Pos::Noun && holds(PAPERS, cast.lemma(leg.report, t));
        let named = tokens.filter(noun).filter_map(|t| paper(cast, leg.report, t));
        out.extend(named.filter(|(span, _)| holder_key(cast, leg.report, *span) == leg.words[0].key));
    }
    out
}

/// A paper with what describes it ("fake end-user certificates"); "paper" alone is none.
fn paper(cast: &Cast, report: usize, noun: u32) -> Option<(Span, String)> {
    let analysis = &cast.reports[report].analysis;
    let describes = |&k: &u32| k < noun && matches!(analysis.tokens[k as usize].dep, Dep::Compound | Dep::Amod);
    let first = analysis
        .children(noun)
        .filter(describes)
        .map(|k| analysis.subtree(k).start)
        .min();
    let bare = matches!(
        cast.lemma(report, noun),
        "paper" | "documentation" | "declaration" | "receipt"
    );
    let start = match first {
        Some(first) => first,
        None if bare => return None,
        None => noun,
    };
    let without = |t: u32| matches!(cast.lemma(report, t), "without" | "no");
    let start = if start > 0 && without(start - 1) {
        start - 1
    } else {
        start
    };
    Some((analysis.span(start..noun + 1), words(cast, report, start..noun + 1)))
}

/// Whom the innermost attribution around a passage is on the word of.
fn holder_key(cast: &Cast, report: usize, span: Span) -> String {
    let read = cast.reports[report];
    let around = read
        .attributions
        .iter()
        .flat_map(|a| a.content.iter().map(move |c| (c, a)))
        .filter(|(c, _)| c.contains(span));
    let innermost = around.min_by_key(|(content, _)| (content.len(), content.start));
    let holder = innermost.and_then(|(_, a)| cast.holder(report, a));
    holder.map_or_else(String::new, |h| cast.entities.speaks_for(&h))
}
