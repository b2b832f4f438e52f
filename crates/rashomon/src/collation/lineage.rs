//! Which report descends from which: passages and quotations they share, whom they name as their source, what came first.

mod passage;

use super::entity::Entities;
use crate::document::Document;
use crate::name::{self, fold};
use crate::report::Report;
use crate::story::first::{Side, Tells, came_first, told};
use crate::story::index::Copy;
use crate::text::Span;
use passage::{Passage, Words};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// One report descends from another, or both from a third.
#[derive(Debug, Clone, PartialEq)]
pub struct Descent {
    /// Index of the earlier witness.
    pub from: u32,
    /// Index of the later one.
    pub to: u32,
    /// How.
    pub kind: Kind,
    /// Share of `to`'s report text, 0 to 1.
    pub share: f64,
    /// The passages they share: in `from`, in `to`.
    pub passages: Vec<(Span, Span)>,
    /// One plain sentence.
    pub why: String,
}

/// How one report descends from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The same words.
    Copy,
    /// The words of others, taken from a report that is named.
    Quotation,
    /// The same outlet's own later version.
    Revision,
    /// Both have it from a third: they quote the same words, or name the same outlet, and neither names the other.
    CommonOrigin,
}

/// Words outside quotation marks that make a copy when two reports share them, all passages together.
const COPY: u32 = 30;
/// Or the longest passage alone.
const COPY_AT_ONCE: u32 = 18;
/// Words inside quotation marks that show a common source.
const QUOTATION: u32 = 10;
/// Content words that two passages on one outlet's word must have in common to be the same thing.
const ALIKE: usize = 5;
/// Share of the shorter text from which on one outlet's two reports are two versions of one.
const REVISION: f64 = 0.5;

/// The descents among the reports of a story, in order of `to`, then `from`.
///
/// Of several reports that share the same words with a later one only the nearest is named, so that ten prints of one wire
/// report make a star and not a web.
pub(crate) fn lineage(reports: &[&Report], entities: &Entities) -> Vec<Descent> {
    let words: Vec<Words> = reports.iter().map(|r| Words::new(r)).collect();
    let sources: Vec<Sources> = (0..reports.len()).map(|i| Sources::new(reports, entities, i)).collect();
    let mut found = Vec::new();
    let pairs: Vec<(usize, usize)> = (1..reports.len()).flat_map(|b| (0..b).map(move |a| (a, b))).collect();
    let shared: Vec<Vec<Passage>> = pairs
        .iter()
        .map(|&(a, b)| passage::shared(&words[a], &words[b]))
        .collect();
    let firsts = firsts(reports, &words, &sources, &pairs, &shared);
    for ((&(a, b), shared), first) in pairs.iter().zip(shared).zip(firsts) {
        let pair = Pair {
            reports,
            entities,
            words: &words,
            sources: &sources,
            a,
            b,
            first,
        };
        found.extend(pair.tie(shared));
    }
    nearest(found, &words)
}

/// For each pair whether the first came before the second, and what tells: as a corpus decides it.
fn firsts(
    reports: &[&Report],
    words: &[Words],
    sources: &[Sources],
    pairs: &[(usize, usize)],
    shared: &[Vec<Passage>],
) -> Vec<(bool, Tells)> {
    let copy = |(&(a, b), shared): (&(usize, usize), &Vec<Passage>)| {
        let same: u32 = shared.iter().map(|p| p.own + p.quoted).sum();
        let of = |i: usize| same as f32 / words[i].len().max(1) as f32;
        let (arrival, of_new, of_old) = (a as u32, of(b), of(a));
        let copy = Copy {
            arrival,
            of_new,
            of_old,
        };
        (b as u32, copy)
    };
    let copies: Vec<_> = pairs.iter().zip(shared).map(copy).collect();
    came_first(&copies, |new, copy| {
        let side = |i: u32, other: u32, share| Side {
            published: reports[i as usize].document.published.as_ref(),
            outlet: reports[i as usize].document.publisher.as_deref(),
            names_other: sources[i as usize].names(&sources[other as usize]),
            share,
        };
        let (old, new) = (
            side(copy.arrival, new, copy.of_old),
            side(new, copy.arrival, copy.of_new),
        );
        told(&old, &new)
    })
}

/// What a pair of reports shares, before it is known which ties tell something new.
struct Tie {
    descent: Descent,
    /// Words of `to` that it explains.
    covers: Vec<Range<u32>>,
}

/// For each report the ties that explain words of it which no nearer tie does.
fn nearest(mut ties: Vec<Tie>, words: &[Words]) -> Vec<Descent> {
    ties.sort_by(|x, y| {
        let (x, y) = (&x.descent, &y.descent);
        let rank = |d: &Descent| (d.to, d.kind == Kind::CommonOrigin);
        rank(x)
            .cmp(&rank(y))
            .then(y.share.total_cmp(&x.share))
            .then(x.from.cmp(&y.from))
    });
    let mut explained: BTreeMap<u32, Vec<bool>> = BTreeMap::new();
    let mut out = Vec::new();
    for tie in ties {
        let to = tie.descent.to;
        let mine = explained
            .entry(to)
            .or_insert_with(|| vec![false; words[to as usize].len() as usize]);
        let places = || tie.covers.iter().flat_map(|r| r.start as usize..r.end as usize);
        let new = places().filter(|&i| !mine[i]).count();
        if new as u32 >= QUOTATION || tie.covers.is_empty() {
            places().for_each(|i| mine[i] = true);
            out.push(tie.descent);
        }
    }
    out.sort_by_key(|d| (d.to, d.from, d.kind));
    out
}

/// Whom a report says it has things from.
struct Sources {
    /// Outlets and agencies that it names as sources, in its text, its byline or its dateline: by folded name, as named.
    outlets: BTreeMap<String, String>,
    /// Folded name of its own outlet.
    own: Option<String>,
    /// Folded names that it names at all.
    named: BTreeSet<String>,
    /// For each outlet that it attributes something to, the passages.
    passages: BTreeMap<u32, Vec<Span>>,
}

impl Sources {
    fn new(reports: &[&Report], entities: &Entities, index: usize) -> Self {
        let report = reports[index];
        let mut sources = Self {
            outlets: BTreeMap::new(),
            own: report.document.publisher.as_deref().map(fold),
            named: report
                .mentions
                .iter()
                .map(|m| fold(m.span.slice(&report.document.text)))
                .collect(),
            passages: BTreeMap::new(),
        };
        let entity = |span: Span| report.analysis.tokens_in(span).find_map(|t| entities.of(index, t));
        for attribution in &report.attributions {
            for source in attribution
                .source
                .iter()
                .chain(attribution.relays.iter().map(|relay| &relay.span))
            {
                let Some(found) = entity(*source) else { continue };
                let named = &entities.entities[found as usize];
                if named.kind == name::Kind::Outlet {
                    let names = std::iter::once(&named.name).chain(&named.aliases);
                    sources.outlets.extend(names.map(|n| (fold(n), named.name.clone())));
                    sources.passages.entry(found).or_default().push(attribution.span);
                }
            }
        }
        for (at, named) in outlet_mentions(report, entities, index) {
            if credits(report, at) {
                sources.outlets.insert(fold(&named.name), named.name.clone());
            }
        }
        for credited in credited_outside(&report.document) {
            sources
                .outlets
                .entry(fold(credited))
                .or_insert_with(|| credited.to_owned());
        }
        if let Some(own) = &sources.own {
            sources.outlets.remove(own);
        }
        sources
    }

    /// Whether it names the other's outlet. A report of the same affair that does so has something from there.
    fn names(&self, other: &Sources) -> bool {
        let known = |own: &String| {
            self.own.as_ref() != Some(own) && (self.named.contains(own) || self.outlets.contains_key(own))
        };
        other.own.as_ref().is_some_and(known)
    }
}

fn outlet_mentions<'a>(
    report: &'a Report,
    entities: &'a Entities,
    index: usize,
) -> impl Iterator<Item = (u32, &'a super::entity::Entity)> {
    let heads = report.mentions.iter().map(|m| m.head);
    heads.filter_map(move |head| {
        let named = &entities.entities[entities.of(index, head)? as usize];
        (named.kind == name::Kind::Outlet).then_some((head, named))
    })
}

/// "The Daily Post contributed to this report", "reports The Daily Post".
fn credits(report: &Report, token: u32) -> bool {
    let sentence = report.analysis.tokens[token as usize].sentence;
    let words = report.analysis.sentence_tokens(sentence);
    words.len() <= 30
        && words
            .iter()
            .any(|t| matches!(&*t.lemma, "contribute" | "report" | "reporting" | "courtesy"))
}

/// The outlet of a byline ("By Ann Lee, Associated Press") or of a dateline ("LONDON (Reuters) -").
fn credited_outside(document: &Document) -> impl Iterator<Item = &str> {
    let byline = document.byline.iter().flat_map(|b| b.split([',', '(', ')', '|', '/']));
    let named = byline.map(str::trim).filter(|b| name::lexicon::is_outlet(&fold(b)));
    named.chain(document.agency.map(|span| span.slice(&document.text)))
}

/// Two reports to be compared.
struct Pair<'a> {
    reports: &'a [&'a Report],
    entities: &'a Entities,
    words: &'a [Words],
    sources: &'a [Sources],
    a: usize,
    b: usize,
    /// Whether `a` came first, and what tells.
    first: (bool, Tells),
}

impl Pair<'_> {
    fn tie(&self, shared: Vec<Passage>) -> Option<Tie> {
        let own: u32 = shared.iter().map(|p| p.own).sum();
        let quoted: u32 = shared.iter().map(|p| p.quoted).sum();
        let longest = shared.iter().map(|p| p.own).max().unwrap_or(0);
        if own >= COPY || longest >= COPY_AT_ONCE {
            Some(self.copy(shared, own + quoted))
        } else if quoted >= QUOTATION {
            let shared = shared.into_iter().filter(|p| p.quoted >= QUOTATION / 2).collect();
            Some(self.quotation(shared, quoted))
        } else {
            self.named_source().or_else(|| self.same_source())
        }
    }

    fn copy(&self, shared: Vec<Passage>, same: u32) -> Tie {
        let shorter = self.words[self.a].len().min(self.words[self.b].len()).max(1);
        let one_outlet = self.sources[self.a].own.is_some() && self.sources[self.a].own == self.sources[self.b].own;
        let revision = one_outlet && f64::from(same) >= REVISION * f64::from(shorter);
        let direction = self.direction();
        let third = self.third();
        let (from, to) = direction.order;
        let (kind, tail) = match third {
            _ if revision => (
                Kind::Revision,
                "both are versions of one report by the same outlet".to_owned(),
            ),
            Some(third) if !direction.named => (Kind::CommonOrigin, format!("both credit {third}")),
            _ => (Kind::Copy, String::new()),
        };
        let rewritten = shared.iter().all(|p| p.rewritten);
        let how = if rewritten {
            "in other order or wording"
        } else {
            "word for word or nearly"
        };
        let tail = if tail.is_empty() {
            String::new()
        } else {
            format!("; {tail}")
        };
        let why = format!(
            "They share {} {how} ({same} words){tail}; {}.",
            passages(shared.len()),
            direction.because
        );
        self.finish(from, to, kind, shared, same, why)
    }

    fn quotation(&self, shared: Vec<Passage>, same: u32) -> Tie {
        let direction = self.direction();
        let (from, to) = direction.order;
        let what = format!("Both quote the same {same} words");
        if direction.named {
            let why = format!("{what}, and the later names the earlier as its source.");
            self.finish(from, to, Kind::Quotation, shared, same, why)
        } else {
            let why = format!("{what} and neither names the other, so both have them from whoever is quoted.");
            self.finish(from, to, Kind::CommonOrigin, shared, same, why)
        }
    }

    /// One attributes to the other's outlet what the other has too.
    fn named_source(&self) -> Option<Tie> {
        let told = |from: usize, to: usize| -> Vec<Passage> {
            let own = |e: &&u32| Some(fold(&self.entities.entities[**e as usize].name)) == self.sources[from].own;
            let passages = self.sources[to]
                .passages
                .iter()
                .filter(|(e, _)| own(e))
                .flat_map(|(_, spans)| spans.iter().take(8));
            let mut found: Vec<Passage> = passages.filter_map(|&span| self.likest(from, to, span)).collect();
            found.sort_by_key(|p| (p.a.start, p.b.start));
            found.dedup_by(|p, q| p.a.start < q.a.end && p.b.start < q.b.end);
            found
        };
        [(self.a, self.b), (self.b, self.a)].into_iter().find_map(|(from, to)| {
            let shared = told(from, to);
            let same = shared
                .iter()
                .map(|p| if to == self.b { p.b.len() } else { p.a.len() } as u32)
                .sum();
            let outlet = |i: usize| self.reports[i].document.outlet();
            let (mine, theirs) = (outlet(to), outlet(from));
            let why = format!(
                "{mine} gives {theirs} as its source for {} that {theirs} has too.",
                passages(shared.len())
            );
            (!shared.is_empty()).then(|| self.finish(from, to, Kind::Quotation, shared, same, why))
        })
    }

    /// What in one report has most in common with a passage of the other, if enough.
    fn likest(&self, from: usize, to: usize, span: Span) -> Option<Passage> {
        let theirs = self.words[to].within(span);
        let sentences = self.words[from].sentences();
        let scored = sentences.map(|mine| (self.words[from].in_common(&mine, &self.words[to], &theirs), mine));
        let (score, mine) = scored.max_by_key(|(score, mine)| (*score, std::cmp::Reverse(mine.start)))?;
        let (a, b) = if from == self.a { (mine, theirs) } else { (theirs, mine) };
        (score >= ALIKE).then_some(Passage {
            a,
            b,
            own: 0,
            quoted: 0,
            rewritten: true,
        })
    }

    /// Both attribute the same thing to one outlet that is neither of them.
    fn same_source(&self) -> Option<Tie> {
        let (a, b) = (&self.sources[self.a], &self.sources[self.b]);
        let third = |e: &&u32| {
            let name = Some(fold(&self.entities.entities[**e as usize].name));
            name != a.own && name != b.own && b.passages.contains_key(e)
        };
        let common = a.passages.keys().filter(third);
        let alike: Vec<(u32, Passage)> = common.filter_map(|&e| Some((e, self.most_alike(e)?))).collect();
        let direction = self.direction();
        if alike.is_empty() || direction.named {
            return None;
        }
        let (from, to) = direction.order;
        let names: Vec<&str> = alike
            .iter()
            .map(|(e, _)| self.entities.entities[*e as usize].name.as_str())
            .collect();
        let why = format!("Both have it from {} and neither names the other.", names.join(" and "));
        let shared: Vec<Passage> = alike.into_iter().map(|(_, p)| p).collect();
        let same = shared
            .iter()
            .map(|p| if to == self.b { p.b.len() } else { p.a.len() } as u32)
            .sum();
        Some(self.finish(from, to, Kind::CommonOrigin, shared, same, why))
    }

    /// Of what the two attribute to an outlet, the passages that have most in common, where they have enough.
    fn most_alike(&self, outlet: u32) -> Option<Passage> {
        let (a, b) = (&self.words[self.a], &self.words[self.b]);
        let ranges = |i: usize| {
            self.sources[i].passages[&outlet]
                .iter()
                .take(8)
                .map(|&s| self.words[i].within(s))
                .collect::<Vec<_>>()
        };
        let (mine, theirs) = (ranges(self.a), ranges(self.b));
        let pairs = mine.iter().flat_map(|x| theirs.iter().map(move |y| (x, y)));
        let scored = pairs.map(|(x, y)| (a.in_common(x, b, y), std::cmp::Reverse((x.start, y.start)), x, y));
        let (score, _, x, y) = scored.max_by_key(|&(score, place, ..)| (score, place))?;
        (score >= ALIKE).then(|| Passage {
            a: x.clone(),
            b: y.clone(),
            own: 0,
            quoted: 0,
            rewritten: false,
        })
    }

    /// An outlet or agency that both name as a source and neither is.
    fn third(&self) -> Option<String> {
        let (a, b) = (&self.sources[self.a], &self.sources[self.b]);
        let third = |name: &&String| Some(*name) != a.own.as_ref() && Some(*name) != b.own.as_ref();
        let common = a
            .outlets
            .keys()
            .filter(third)
            .find(|name| b.outlets.contains_key(*name))?;
        a.outlets.get(common).cloned()
    }

    fn finish(&self, from: usize, to: usize, kind: Kind, shared: Vec<Passage>, same: u32, why: String) -> Tie {
        let turned = from == self.b;
        let sides = |p: &Passage| {
            if turned {
                (p.b.clone(), p.a.clone())
            } else {
                (p.a.clone(), p.b.clone())
            }
        };
        let mut pairs: Vec<_> = shared.iter().map(sides).collect();
        pairs.sort_by_key(|(from, to)| (to.start, from.start));
        let passages = pairs
            .iter()
            .map(|(x, y)| (self.words[from].span(x), self.words[to].span(y)))
            .collect();
        let descent = Descent {
            from: from as u32,
            to: to as u32,
            kind,
            share: (f64::from(same) / f64::from(self.words[to].len().max(1))).min(1.0),
            passages,
            why,
        };
        Tie {
            descent,
            covers: pairs.into_iter().map(|(_, to)| to).collect(),
        }
    }

    /// Which of the two came first, and what tells.
    fn direction(&self) -> Direction {
        let (a, b) = (self.a, self.b);
        let outlet = |i: usize| self.reports[i].document.outlet();
        let (a_first, tells) = self.first;
        let (from, to) = if a_first { (a, b) } else { (b, a) };
        let (earlier, later) = (outlet(from), outlet(to));
        let because = match tells {
            Tells::Time => format!("{earlier} published first"),
            Tells::Naming => format!("{later} names {earlier} as a source"),
            Tells::Agency => format!("no time tells which came first, but {earlier} is an agency"),
            Tells::Version => "no time tells which came first; a later version mostly adds".to_owned(),
            Tells::Mixture => format!("no time tells which came first, but {later} has words of others as well"),
            Tells::Cut => format!("no time tells which came first, but nearly all of {later} stands in {earlier}"),
            Tells::Addition => format!("no time tells which came first, but {later} has more words of its own"),
            Tells::Arrival => "nothing tells which came first".to_owned(),
        };
        let named = self.sources[a].names(&self.sources[b]) || self.sources[b].names(&self.sources[a]);
        Direction {
            order: (from, to),
            named,
            because,
        }
    }
}

struct Direction {
    order: (usize, usize),
    /// Whether one of the two names the other as a source.
    named: bool,
    because: String,
}

fn passages(n: usize) -> String {
    if n == 1 {
        "a passage".to_owned()
    } else {
        format!("{n} passages")
    }
}

#[cfg(test)]
mod tests;
