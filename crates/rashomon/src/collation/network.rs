//! Who did what to whom through whom, on whose word: routes of what passes from one to another, and other links.

mod lexicon;
mod link;
mod route;

use super::entity::Entities;
use super::point::Stance;
use super::{Place, speaker};
use crate::analysis::{Dep, Pos};
use crate::attribution::{Attribution, Force};
use crate::claim::{Certainty, Claim, Participant};
use crate::name::{Kind, fold, lexicon as names};
use crate::report::Report;
use std::collections::BTreeMap;

/// One link between two entities; with `via` or `goods` it is a route.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    /// Index of the entity that does it.
    pub source: u32,
    /// Index of the entity that it reaches.
    pub target: u32,
    /// Indices of the entities that it passes through.
    pub via: Vec<u32>,
    /// What is done.
    pub relation: String,
    /// What passes.
    pub goods: Option<String>,
    /// How much of it.
    pub amount: Option<String>,
    /// Licences, certificates.
    pub papers: Option<String>,
    /// When.
    pub period: Option<String>,
    /// On whose word.
    pub stance: Stance,
    /// Canonical name of whoever says or denies it.
    pub holder: Option<String>,
    /// Where.
    pub places: Vec<Place>,
}

/// The links of a story: routes first, then by how many reports have them.
pub(crate) fn network(reports: &[&Report], entities: &Entities) -> Vec<Edge> {
    let cast = Cast::new(reports, entities);
    let mut edges = route::routes(&cast);
    let told = edges.len();
    edges.extend(link::links(&cast));
    for part in [0..told, told..edges.len()] {
        edges[part].sort_by_key(|e| {
            (
                std::cmp::Reverse(reports_of(e)),
                std::cmp::Reverse(e.places.len()),
                e.places.clone(),
            )
        });
    }
    edges
}

fn reports_of(edge: &Edge) -> usize {
    edge.places.chunk_by(|a, b| a.report == b.report).count()
}

/// The reports of a story and whom they name, as the network sees them.
struct Cast<'a> {
    reports: &'a [&'a Report],
    entities: &'a Entities,
    /// For each entity whom it stands for here: a capital, a people or an adjective for the country.
    stands_for: Vec<u32>,
    by_name: BTreeMap<&'a str, u32>,
}

/// On whose word a claim stands.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Word {
    stance: Stance,
    holder: Option<String>,
    /// Whom the holder speaks for: what one says for the other is on one word.
    key: String,
}

impl<'a> Cast<'a> {
    fn new(reports: &'a [&'a Report], entities: &'a Entities) -> Self {
        let mut by_name: BTreeMap<&str, u32> = BTreeMap::new();
        for (i, entity) in entities.entities.iter().enumerate() {
            by_name.entry(entity.name.as_str()).or_insert(i as u32);
        }
        let countries = entities
            .entities
            .iter()
            .enumerate()
            .map(|(i, e)| (fold(&e.name), i as u32))
            .rev();
        let countries: BTreeMap<String, u32> = countries.collect();
        let stands_for = entities.entities.iter().enumerate().map(|(i, entity)| {
            let name = fold(&entity.name);
            let country = names::country(&name).filter(|_| entity.kind != Kind::Person);
            let country = country.or_else(|| names::capital_of(&name));
            let named = country.and_then(|c| c.names.iter().find_map(|n| countries.get(*n)));
            named.copied().unwrap_or(i as u32)
        });
        Self {
            reports,
            entities,
            stands_for: stands_for.collect(),
            by_name,
        }
    }

    /// Whom a token names.
    fn named(&self, report: usize, token: u32) -> Option<u32> {
        self.entities.of(report, token).map(|e| self.stands_for[e as usize])
    }

    fn kind(&self, entity: u32) -> Kind {
        self.entities.entities[entity as usize].kind
    }

    /// Whom a participant is, or whose it is ("Zubrowkan arms makers": Zubrowka).
    fn participant(&self, report: usize, participant: &Participant) -> Option<u32> {
        self.parties(report, participant).first().copied()
    }

    /// Whom a participant is: by its name or the name beside it ("the trading house Acme"), or else whose it is ("Zubrowkan
    /// arms makers"), or of or in what it is, each of them ("firms in Lutz and Nebelsbad": Lutz, Nebelsbad).
    fn parties(&self, report: usize, participant: &Participant) -> Vec<u32> {
        let analysis = &self.reports[report].analysis;
        let by_dep = |head: u32, dep: Dep| {
            analysis
                .children(head)
                .filter(move |&k| analysis.tokens[k as usize].dep == dep)
        };
        let beside = by_dep(participant.head, Dep::Appos).find_map(|k| self.named(report, k));
        let named = beside
            .filter(|_| analysis.tokens[participant.head as usize].pos == Pos::Noun)
            .or_else(|| self.named(report, participant.head))
            .or_else(|| self.owner(report, participant));
        if let Some(named) = named {
            return vec![named];
        }
        // "Firms in Lutz" act, and so may stand for it; a stadium there does not.
        let noun = self.lemma(report, participant.head);
        let stands = names::role(noun).is_some() || analysis.tokens[participant.head as usize].tag == "NNS";
        let whereabouts = by_dep(participant.head, Dep::Prep)
            .filter(|_| stands)
            .filter(|&k| matches!(self.lemma(report, k), "at" | "from" | "in" | "of"))
            .flat_map(|k| by_dep(k, Dep::Pobj));
        let each =
            whereabouts.flat_map(|first| std::iter::successors(Some(first), move |&at| by_dep(at, Dep::Conj).next()));
        let there = |e: &u32| self.acts(*e) || self.kind(*e) == Kind::Other;
        each.filter_map(|t| self.named(report, t)).filter(there).collect()
    }

    /// Whether an entity can stand for those who are of it: a country, a people, a body.
    fn acts(&self, entity: u32) -> bool {
        matches!(self.kind(entity), Kind::Place | Kind::Group | Kind::Organisation)
    }

    /// The country, people or body that describes a noun ("Zubrowkan", "the ministry's").
    fn owner(&self, report: usize, participant: &Participant) -> Option<u32> {
        let tokens = &self.reports[report].analysis.tokens;
        let before = self.reports[report]
            .analysis
            .tokens_in(participant.span)
            .take_while(|&t| t < participant.head);
        before
            .filter_map(|t| self.named(report, t).filter(|_| tokens[t as usize].head != t))
            .find(|&e| self.acts(e))
    }

    /// On whose word a claim stands; none where the writer says that it is not so, or leaves it open.
    fn word(&self, report: usize, claim: &Claim) -> Option<Word> {
        let read = self.reports[report];
        if claim.certainty == Certainty::Open {
            return None;
        }
        let Some(attribution) = claim.attribution.map(|i| &read.attributions[i as usize]) else {
            let stance = if claim.certainty.hedges() {
                Stance::Hedged
            } else {
                Stance::Asserts
            };
            return claim.positive.then(|| Word {
                stance,
                holder: None,
                key: String::new(),
            });
        };
        let holder = self.holder(report, attribution);
        let stance = match &holder {
            _ if attribution.force == Force::Denies || claim.certainty == Certainty::Denied || !claim.positive => {
                Stance::Denies
            }
            Some(_) => Stance::Attributed,
            None => Stance::Hedged,
        };
        let key = holder
            .as_deref()
            .map_or_else(String::new, |h| self.entities.speaks_for(h));
        Some(Word { stance, holder, key })
    }

    /// Canonical name of whoever an attribution is on the word of.
    fn holder(&self, report: usize, attribution: &Attribution) -> Option<String> {
        let speaker = || speaker(self.entities, self.reports[report], report, attribution);
        self.outlet(report, attribution).or_else(speaker)
    }

    /// The outlet whose report is the source ("a report by The Daily Post in June").
    fn outlet(&self, report: usize, attribution: &Attribution) -> Option<String> {
        let read = self.reports[report];
        let reports = |h: u32| {
            matches!(
                &*read.analysis.tokens[h as usize].lemma,
                "report" | "reporting" | "article" | "story" | "investigation"
            )
        };
        let source = attribution
            .source
            .filter(|_| attribution.source_head.is_some_and(reports))?;
        let mut named = read
            .analysis
            .tokens_in(source)
            .filter_map(|t| self.entities.of(report, t));
        let outlet = named.find(|&e| self.kind(e) == Kind::Outlet)?;
        Some(self.entities.entities[outlet as usize].name.clone())
    }

    fn lemma(&self, report: usize, token: u32) -> &'a str {
        &self.reports[report].analysis.tokens[token as usize].lemma
    }
}

/// Of several names for the holders of one edge, the one most used that says more than the key.
fn holder<'a>(words: impl Iterator<Item = &'a Word>) -> Option<String> {
    let mut counts: BTreeMap<&str, (bool, usize)> = BTreeMap::new();
    for word in words {
        if let Some(holder) = word.holder.as_deref() {
            let entry = counts.entry(holder).or_insert((*holder != *word.key, 0));
            entry.1 += 1;
        }
    }
    counts
        .into_iter()
        .max_by_key(|&(name, count)| (count, std::cmp::Reverse(name)))
        .map(|(name, _)| name.to_owned())
}

#[cfg(test)]
mod tests;
