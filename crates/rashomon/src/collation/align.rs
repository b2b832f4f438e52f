//! Points: which claims of different reports speak to the same checkable thing.
//!
//! Each pair of claims from two reports gets features (how much of what one says the other says too, in their own words and
//! in their sentences; values; names; predicates; whether each is the other's best), a fitted logistic score makes them the
//! odds that they speak to the same thing, and greedy correlation clustering (Bansal, Blum and Chawla 2004) joins claims
//! as long as the odds within a point stay better than even.

use super::Place;
use super::odds::Odds;
use super::terms::Terms;
use crate::analysis::Pos;
use crate::attribution::{self, Kind};
use crate::claim::{self, Claim, Form};
use crate::report::Report;
use crate::value::{self, Value, ValueKind};
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// A claim as the alignment sees it.
#[derive(Debug, Clone)]
pub(crate) struct Unit {
    /// Where it stands.
    pub(crate) place: Place,
    /// Index of the claim in its report.
    pub(crate) claim: u32,
    /// Index of its sentence in its report.
    pub(crate) sentence: u32,
    terms: Vec<u32>,
    /// Hashes of its words, in order.
    words: Vec<u64>,
    /// The same, sorted, each with its place in the order.
    sorted: Vec<(u64, u32)>,
    depth: f32,
    form: Form,
    /// Whether it stands in somebody's own words.
    direct: bool,
}

impl Unit {
    /// Its claim.
    pub(crate) fn claim<'a>(&self, reports: &[&'a Report]) -> &'a Claim {
        &reports[self.place.report as usize].claims[self.claim as usize]
    }

    /// Whether it only names somebody or something, or says that somebody spoke, in a word or two.
    pub(crate) fn thin(&self, reports: &[&Report]) -> bool {
        let claim = self.claim(reports);
        let names = matches!(claim.form, Form::Apposition | Form::Event | Form::Frame);
        names && self.terms.len() < 3 && claim.values.is_empty()
    }

    /// Whether it only sets a name beside a title or a description.
    pub(crate) fn names(&self) -> bool {
        self.form == Form::Apposition
    }

    /// Whether it only says that somebody said something.
    fn frame(&self) -> bool {
        self.form == Form::Frame
    }

    /// The values in it, in order.
    pub(crate) fn values<'a>(&self, reports: &[&'a Report]) -> impl DoubleEndedIterator<Item = &'a Value> + use<'a> {
        let report = reports[self.place.report as usize];
        self.claim(reports).values.iter().map(|&v| &report.values[v as usize])
    }

    /// What it says is done: of an event noun the verb of the same event.
    pub(crate) fn verb<'a>(&self, reports: &[&'a Report]) -> &'a str {
        claim::verb(&reports[self.place.report as usize].analysis, self.claim(reports))
    }
}

/// Units that speak to the same thing, as indices into the units, sorted.
pub(crate) type Cluster = Vec<usize>;

/// The claims of all reports as units, in order of report and text.
pub(crate) fn units(reports: &[&Report], terms: &Terms) -> Vec<Unit> {
    let mut out = Vec::new();
    for (r, report) in reports.iter().enumerate() {
        let (sentences, hashes) = (&report.analysis.sentences, hashes(report));
        for (c, claim) in report.claims.iter().enumerate() {
            let own = report.analysis.tokens_in(claim.span);
            // Who does it may be left out of the clause ("was arrested and charged").
            let mine = terms.within(r, own.chain(claim.participants.iter().map(|p| p.head)));
            // Who else worked on a report is no part of the affair.
            let sentence = sentences[claim.sentence as usize].span.slice(&report.document.text);
            if mine.is_empty() || attribution::is_credit(sentence) {
                continue;
            }
            let words: Vec<u64> = report
                .analysis
                .tokens_in(claim.span)
                .filter_map(|t| hashes[t as usize])
                .collect();
            let mut sorted: Vec<(u64, u32)> = words.iter().copied().zip(0..).collect();
            sorted.sort_unstable();
            out.push(Unit {
                place: Place {
                    report: r as u32,
                    span: claim.span,
                },
                claim: c as u32,
                sentence: claim.sentence,
                terms: mine,
                words,
                sorted,
                depth: claim.sentence as f32 / sentences.len() as f32,
                form: claim.form,
                direct: claim
                    .attribution
                    .is_some_and(|a| report.attributions[a as usize].kind == Kind::Direct),
            });
        }
    }
    out
}

/// For each token the hash of its word, if it is one.
fn hashes(report: &Report) -> Vec<Option<u64>> {
    let tokens = report.analysis.tokens.iter();
    let hash = |word: &str| xxhash_rust::xxh3::xxh3_64(word.to_lowercase().as_bytes());
    tokens
        .map(|t| {
            let word = !matches!(t.pos, Pos::Punct | Pos::Space);
            word.then(|| hash(t.span.slice(&report.document.text)))
        })
        .collect()
}

/// A run of so many words says all that a longer one would.
const RUN: usize = 8;

/// Length of the longest run of words that two units share, up to [`RUN`].
fn longest_run(a: &Unit, b: &Unit) -> usize {
    let (mut i, mut j, mut best) = (0, 0, 0);
    while let (Some(&(x, p)), Some(&(y, _))) = (a.sorted.get(i), b.sorted.get(j)) {
        if x == y {
            for &(_, q) in b.sorted[j..].iter().take_while(|other| other.0 == x) {
                let (mine, theirs) = (&a.words[p as usize..], &b.words[q as usize..]);
                let run = mine.iter().zip(theirs).take(RUN).take_while(|(m, n)| m == n);
                best = best.max(run.count());
            }
            if best == RUN {
                return RUN;
            }
        }
        // Which of the two is the smaller no processor can foresee.
        i += usize::from(x <= y);
        j += usize::from(x > y);
    }
    best
}

/// How much the words of a unit tell.
pub(crate) fn weight(unit: &Unit, terms: &Terms) -> f32 {
    unit.terms.iter().map(|&t| terms.weight[t as usize]).sum()
}

/// Number of features of a pair.
const FEATURES: usize = 9;

/// What the odds are made of: one weight a feature, fitted on annotated stories (see `bench/account`).
const WEIGHTS: [f32; FEATURES] = [-3.15, 1.37, 4.59, 1.7, -1.05, 0.56, 0.62, 0.25, 0.37];

/// A pair of units from two reports, with its features.
pub(crate) struct Pair {
    pub(crate) a: usize,
    pub(crate) b: usize,
    pub(crate) features: [f32; FEATURES],
}

impl Pair {
    /// Logarithm of the odds that the two speak to the same thing.
    pub(crate) fn log_odds(&self) -> f32 {
        self.features.iter().zip(&WEIGHTS).map(|(x, w)| x * w).sum()
    }
}

/// Share of a pair's words that must be alike for the pair to be looked at.
const WORTH_A_LOOK: f32 = 0.15;

/// Pairs of units that share enough to be looked at.
pub(crate) fn pairs(reports: &[&Report], units: &[Unit], terms: &Terms) -> Vec<Pair> {
    let claims: Vec<(u32, &[u32])> = units.iter().map(|u| (u.place.report, &*u.terms)).collect();
    let claims = Cover::new(&claims, terms);
    // Units of one sentence have it in common.
    let mut sentences: BTreeMap<(u32, u32), Vec<usize>> = BTreeMap::new();
    for (u, unit) in units.iter().enumerate() {
        sentences.entry((unit.place.report, unit.sentence)).or_default().push(u);
    }
    let context = |&(r, s): &(u32, u32)| {
        let tokens = &reports[r as usize].analysis.sentences[s as usize].tokens;
        (r, terms.within(r as usize, tokens.clone()))
    };
    let contexts: Vec<(u32, Vec<u32>)> = sentences.keys().map(context).collect();
    let contexts: Vec<(u32, &[u32])> = contexts.iter().map(|(r, terms)| (*r, &**terms)).collect();
    let contexts = Cover::new(&contexts, terms);
    let weights: Vec<f32> = units.iter().map(|u| weight(u, terms)).collect();
    let values: Vec<Vec<&Value>> = units.iter().map(|u| u.values(reports).collect()).collect();
    let of: Vec<&Vec<usize>> = sentences.values().collect();
    let (mut near, mut around) = (vec![(0.0, 0.0); units.len()], vec![(0.0, 0.0); of.len()]);
    let mut out = Vec::new();
    for (s, mine) in of.iter().enumerate() {
        contexts.spread(s, &mut around);
        // Those of reports after this one, each with how much the sentences have in common.
        let others = contexts.by[s].iter().map(|x| x.0).filter(|&other| other > s);
        let mut others: Vec<(usize, f32)> = others
            .map(|other| (other, harmonic(around[other].0, around[other].1)))
            .collect();
        others.sort_unstable_by_key(|x| x.0);
        for &a in *mine {
            claims.spread(a, &mut near);
            // Whoever shares a word of a claim shares it of its sentence.
            for &(other, context) in &others {
                for &b in of[other] {
                    let (ab, ba) = near[b];
                    // Who somebody is and what somebody does are two things, even where the same words tell both.
                    if units[a].names() == units[b].names()
                        && (f32::max(ab, ba) >= WORTH_A_LOOK || context >= WORTH_A_LOOK)
                    {
                        let shared = f32::min(ab * weights[b], ba * weights[a]);
                        let (same, different) = relation(&values[a], &values[b]);
                        let features = features(&units[a], &units[b], shared, context, same, different);
                        out.push(Pair { a, b, features });
                    }
                }
            }
            claims.clear(a, &mut near);
        }
        contexts.clear(s, &mut around);
    }
    mark_standing(units, &mut out);
    out
}

fn harmonic(a: f32, b: f32) -> f32 {
    if a + b > 0.0 { 2.0 * a * b / (a + b) } else { 0.0 }
}

/// How much of some words of one report words of other reports have too.
struct Cover {
    /// For each a those b of other reports that have something of it: the weighted share of b's terms that a has too, or has
    /// something like.
    by: Vec<Vec<(usize, f32)>>,
    /// The same from the other side: for each b those a.
    of: Vec<Vec<(usize, f32)>>,
}

impl Cover {
    /// The words are given by their report and their terms.
    fn new(sets: &[(u32, &[u32])], terms: &Terms) -> Self {
        let total = |&(_, set): &(u32, &[u32])| -> f32 { set.iter().map(|&t| terms.weight[t as usize]).sum() };
        let totals: Vec<f32> = sets.iter().map(total).collect();
        // For each term the sets that have it.
        let mut having: Vec<Vec<usize>> = vec![Vec::new(); terms.weight.len()];
        for (s, (_, set)) in sets.iter().enumerate() {
            set.iter().for_each(|&term| having[term as usize].push(s));
        }
        let (mut best, mut shared) = (vec![0f32; terms.weight.len()], vec![None; sets.len()]);
        let (mut by, mut of) = (Vec::with_capacity(sets.len()), vec![Vec::new(); sets.len()]);
        for (s, &(report, set)) in sets.iter().enumerate() {
            let mut like: Vec<u32> = Vec::new();
            for &(term, how) in set.iter().flat_map(|&term| &terms.like[term as usize]) {
                if best[term as usize] == 0.0 {
                    like.push(term);
                }
                best[term as usize] = best[term as usize].max(how);
            }
            // In order, so that sums do not depend on anything else.
            like.sort_unstable();
            let mut row: Vec<usize> = Vec::new();
            for term in like {
                let more = terms.weight[term as usize] * std::mem::take(&mut best[term as usize]);
                for &other in having[term as usize].iter().filter(|&&o| sets[o].0 != report) {
                    let sum = shared[other].get_or_insert_with(|| {
                        row.push(other);
                        0.0
                    });
                    *sum += more;
                }
            }
            let share = |other: usize| (other, shared[other].take().unwrap_or(0.0) / totals[other]);
            let row: Vec<(usize, f32)> = row.into_iter().map(share).collect();
            row.iter().for_each(|&(other, share)| of[other].push((s, share)));
            by.push(row);
        }
        Self { by, of }
    }

    /// Notes at each other what it has of one, and one of it.
    fn spread(&self, one: usize, out: &mut [(f32, f32)]) {
        self.by[one].iter().for_each(|&(other, share)| out[other].0 = share);
        self.of[one].iter().for_each(|&(other, share)| out[other].1 = share);
    }

    /// Takes away what was noted.
    fn clear(&self, one: usize, out: &mut [(f32, f32)]) {
        let both = self.by[one].iter().chain(&self.of[one]);
        both.for_each(|&(other, _)| out[other] = (0.0, 0.0));
    }
}

fn features(a: &Unit, b: &Unit, shared: f32, context: f32, same: f32, different: f32) -> [f32; FEATURES] {
    let run = longest_run(a, b) as f32 / RUN as f32;
    [
        1.0,
        shared.min(2.0),
        context,
        run,
        (a.depth - b.depth).abs(),
        0.0,
        same,
        different,
        0.0,
    ]
}

/// Whether two units have values that agree, and whether they have values of one sort that do not.
fn relation(mine: &[&Value], theirs: &[&Value]) -> (f32, f32) {
    let (mut same, mut different) = (0f32, 0f32);
    for x in mine {
        for y in theirs {
            match value::relate(x, y) {
                _ if other_things(x, y) => {}
                value::Relation::Same => same = 1.0,
                value::Relation::Compatible => same = same.max(0.5),
                value::Relation::Different if !matches!(x.kind, ValueKind::Time(_)) => different = 1.0,
                value::Relation::Different => different = different.max(0.5),
                value::Relation::Incomparable => {}
            }
        }
    }
    (same, if same > 0.0 { 0.0 } else { different })
}

/// Whether two values are low counts of things with two names: "two tugs" and "two docks" are as many by chance.
fn other_things(x: &Value, y: &Value) -> bool {
    let few = |v: &'_ Value| match &v.kind {
        ValueKind::Quantity(q) if q.unit == value::Unit::Count && q.high.is_some_and(|n| n < 10.0) => q.noun.clone(),
        _ => None,
    };
    few(x).zip(few(y)).is_some_and(|(m, n)| m != n)
}

/// Feature 5: one where each unit is the other's best in its report, a half where one of them is. Feature 8: by how much the
/// pair stands out among those of either unit with that report, the lesser of the two, within two to either side.
fn mark_standing(units: &[Unit], pairs: &mut [Pair]) {
    let mut best: FxHashMap<(usize, u32), [f32; 2]> = FxHashMap::default();
    let odds: Vec<f32> = pairs.iter().map(Pair::log_odds).collect();
    let ends = |pair: &Pair| {
        let report = |u: usize| units[u].place.report;
        [(pair.a, report(pair.b)), (pair.b, report(pair.a))]
    };
    for (pair, &odds) in pairs.iter().zip(&odds) {
        for end in ends(pair) {
            let [first, second] = best.entry(end).or_insert([f32::NEG_INFINITY; 2]);
            if odds > *first {
                *second = std::mem::replace(first, odds);
            } else if odds > *second {
                *second = odds;
            }
        }
    }
    for (pair, &odds) in pairs.iter_mut().zip(&odds) {
        let margins = ends(pair).map(|end| {
            let [first, second] = best[&end];
            let rival = if odds < first { first } else { second };
            // Without a rival a pair stands out by one.
            if rival.is_finite() { odds - rival } else { 1.0 }
        });
        let firsts = margins.iter().filter(|&&margin| margin >= 0.0).count();
        pair.features[5] = firsts as f32 / 2.0;
        pair.features[8] = margins[0].min(margins[1]).clamp(-2.0, 2.0);
    }
}

/// Log odds from which on two claims are joined: below even, since most true pairs stand among several near ones.
pub(crate) const JOIN: f32 = -1.45;
/// What it costs to have two claims of one report in a point, unless they overlap.
const CROWDED: f32 = -0.3;
/// Log odds of a pair too unlike to be looked at.
pub(crate) const APART: f32 = -3.0;
/// Least log odds of two that have the same words of a speaker, however little those tell.
pub(crate) const SAID: f32 = 1.0;
/// From how many words on a speaker's words are nobody else's.
const WORDS: usize = 3;

/// Log odds that the two of a pair speak to the same thing.
fn likeness(units: &[Unit], pair: &Pair) -> f32 {
    let (a, b) = (&units[pair.a], &units[pair.b]);
    let same = a.direct && b.direct && a.words.len() >= WORDS && a.words == b.words;
    let odds = pair.log_odds();
    if same { odds.max(SAID) } else { odds }
}

/// Log odds of a pair, whether or not it was looked at.
fn of_pair(odds: &Odds, a: usize, b: usize) -> f32 {
    odds.get(a, b).unwrap_or(APART)
}

/// The log odds of all pairs. Within two sentences a claim speaks to what it is most like there: with anything else it is
/// not joined, however much the sentences have in common.
pub(crate) fn odds(units: &[Unit], pairs: &[Pair]) -> Odds {
    // For each unit and sentence of another report, its pairs there.
    let mut within: FxHashMap<(usize, u32, u32), Vec<(f32, usize)>> = FxHashMap::default();
    let sentence = |unit: usize, of: usize| (unit, units[of].place.report, units[of].sentence);
    for pair in pairs {
        // That somebody spoke says nothing of what another report has done or said.
        if units[pair.a].frame() != units[pair.b].frame() {
            continue;
        }
        let odds = likeness(units, pair);
        within.entry(sentence(pair.a, pair.b)).or_default().push((odds, pair.b));
        within.entry(sentence(pair.b, pair.a)).or_default().push((odds, pair.a));
    }
    let outdone = |unit: usize, by: usize, odds: f32| {
        let mut rivals = within.get(&sentence(unit, by)).into_iter().flatten();
        rivals.any(|&(rival, other)| rival > odds && !units[other].place.overlaps(units[by].place))
    };
    let odds = |pair: &Pair| {
        let odds = likeness(units, pair);
        if outdone(pair.a, pair.b, odds) || outdone(pair.b, pair.a, odds) {
            odds.min(JOIN)
        } else {
            odds
        }
    };
    Odds::new(units.len(), pairs.iter().map(|pair| (pair.a, pair.b, odds(pair))))
}

/// Greedy correlation clustering: the best pair first, each added to the point of one of its units where it fits best, as long
/// as the log odds between the newcomer and that point sum to a gain; else it is a point of its own.
pub(crate) fn clusters(units: &[Unit], odds: &Odds) -> Vec<Cluster> {
    let mut order: Vec<(f32, usize, usize)> = odds
        .iter()
        .filter(|&(.., value)| value > JOIN)
        .map(|(a, b, value)| (value, a, b))
        .collect();
    order.sort_by(|x, y| y.0.total_cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));
    let between = |a: usize, b: usize| {
        if units[a].place.report != units[b].place.report {
            of_pair(odds, a, b) - JOIN
        } else if units[a].place.meets(units[b].place) {
            0.0
        } else {
            CROWDED
        }
    };
    let mut points: Vec<Cluster> = Vec::new();
    let mut of: Vec<Vec<usize>> = vec![Vec::new(); units.len()];
    for (_, a, b) in order {
        if of[a].iter().any(|p| of[b].contains(p)) {
            continue;
        }
        let mut best: (f32, Option<(usize, usize)>) = (0.0, None);
        for (old, new) in [(a, b), (b, a)] {
            for &point in &of[old] {
                let gain = points[point].iter().map(|&m| between(new, m)).sum();
                if gain > best.0 {
                    best = (gain, Some((point, new)));
                }
            }
        }
        match best.1 {
            Some((point, new)) => {
                points[point].push(new);
                of[new].push(point);
            }
            None => {
                of[a].push(points.len());
                of[b].push(points.len());
                points.push(vec![a, b]);
            }
        }
    }
    without_doubles(units, odds, points)
}

/// Share of a point's units that, overlapping those of a larger point, make it the same.
const SAME_POINT: f32 = 0.7;

/// Points of which nearly every unit overlaps one of a larger point are that point.
fn without_doubles(units: &[Unit], odds: &Odds, mut points: Vec<Cluster>) -> Vec<Cluster> {
    points.iter_mut().for_each(|p| p.sort_unstable());
    points.sort_by(|p, q| q.len().cmp(&p.len()).then(p.cmp(q)));
    // A name or an event within a clause is not what the clause says.
    let class = |a: usize| matches!(units[a].form, Form::Apposition | Form::Event).then_some(units[a].form);
    let overlap = |a: usize, b: usize| class(a) == class(b) && units[a].place.meets(units[b].place);
    let mut kept: Vec<Cluster> = Vec::new();
    for point in points {
        let same = |larger: &&mut Cluster| {
            let common = point.iter().filter(|&&m| larger.iter().any(|&n| overlap(m, n)));
            common.count() as f32 >= SAME_POINT * point.len() as f32
        };
        match kept.iter_mut().find(same) {
            Some(larger) => {
                // What is in it alone comes along where it fits.
                let fits = |m: &usize| {
                    let others = larger
                        .iter()
                        .filter(|&&n| units[n].place.report != units[*m].place.report);
                    let known: Vec<f32> = others.map(|&n| of_pair(odds, n, *m)).collect();
                    known.iter().sum::<f32>() >= JOIN * known.len() as f32
                };
                let more: Vec<usize> = point
                    .into_iter()
                    .filter(|m| larger.iter().any(|&n| overlap(*m, n)) || fits(m))
                    .collect();
                larger.extend(more);
                larger.sort_unstable();
                larger.dedup();
            }
            None => kept.push(point),
        }
    }
    kept.sort();
    kept
}

/// Of units of one report that lie inside one another the one that fits the others of the point best, those that lead more first.
pub(crate) fn without_nested(units: &[Unit], odds: &Odds, cluster: &Cluster, leads: impl Fn(usize) -> u8) -> Cluster {
    let fit = |u: usize| -> f32 {
        let others = cluster
            .iter()
            .filter(|&&v| units[v].place.report != units[u].place.report);
        others.map(|&v| of_pair(odds, u, v)).sum()
    };
    let mut ranked: Vec<(f32, usize)> = cluster
        .iter()
        .map(|&u| (fit(u) + 1000.0 * f32::from(leads(u)), u))
        .collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut kept: Cluster = Vec::new();
    for (_, u) in ranked {
        let place = units[u].place;
        let nested = |v: &usize| units[*v].place.meets(place);
        if !kept.iter().any(nested) {
            kept.push(u);
        }
    }
    kept.sort_unstable();
    kept
}
