//! Reports to an account: groups them into stories, collates each, and cites.

use super::account::*;
use super::wire;
use crate::attribution::Attribution;
use crate::collation::{self, Collation, Place};
use crate::note::{Level, Note};
use crate::report::Report;
use crate::story;
use crate::text::{Span, TextIndex};

/// The account of a set of reports. Their order does not matter.
pub fn account(mut reports: Vec<Report>, mut notes: Vec<Note>) -> Account {
    let order = |r: &Report| {
        let d = &r.document;
        (
            d.published.is_none(),
            d.published.clone(),
            d.path.clone(),
            d.key.clone(),
            d.id.clone(),
        )
    };
    reports.sort_by_cached_key(order);
    reports.dedup_by(|b, a| a.document.id == b.document.id);
    let (read, other): (Vec<&Report>, Vec<&Report>) = reports.iter().partition(|r| r.document.language == "en");
    notes.extend(other.iter().map(|r| other_language(r)));
    notes.sort();
    notes.dedup();
    let prints: Vec<_> = read.iter().map(|r| story::fingerprint(r)).collect();
    let mut stories: Vec<AccountStory> = story::stories(&prints)
        .iter()
        .map(|s| {
            let reports: Vec<&Report> = s.reports.iter().map(|&i| read[i]).collect();
            StoryView::new(&reports).story(&collation::collate(&reports))
        })
        .collect();
    stories.sort_by(|a, b| {
        (std::cmp::Reverse(a.documents.len()), &a.id).cmp(&(std::cmp::Reverse(b.documents.len()), &b.id))
    });
    Account {
        schema: "rashomon.account/1".to_owned(),
        generator: Generator {
            name: "rashomon".to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            models: vec!["en_core_web_sm 3.8.0".to_owned(), "potion-base-8M".to_owned()],
        },
        documents: reports.iter().map(|r| wire::document(&r.document)).collect(),
        stories,
        notes,
    }
}

fn other_language(report: &Report) -> Note {
    let document = &report.document;
    Note {
        level: Level::Warning,
        path: Some(document.path.clone()),
        document: Some(document.id.0.clone()),
        code: "other-language".to_owned(),
        text: format!(
            "The report is in another language ({}); only English is read, so it takes no part.",
            document.language
        ),
    }
}

/// The reports of a story with what it takes to cite them. Quotes are made here and nowhere else.
struct StoryView<'a> {
    reports: &'a [&'a Report],
    indices: Vec<TextIndex>,
}

impl<'a> StoryView<'a> {
    fn new(reports: &'a [&'a Report]) -> Self {
        Self {
            reports,
            indices: reports.iter().map(|r| TextIndex::new(&r.document.text)).collect(),
        }
    }

    fn passage(&self, report: usize, span: Span) -> Passage {
        wire::passage(&self.reports[report].document.text, &self.indices[report], span)
    }

    fn cite(&self, place: Place) -> Citation {
        let report = place.report as usize;
        Citation {
            document: self.id(report),
            passage: self.passage(report, place.span),
        }
    }

    fn id(&self, report: usize) -> String {
        self.reports[report].document.id.0.clone()
    }

    fn story(&self, collation: &Collation) -> AccountStory {
        AccountStory {
            id: format!("s{}", &self.id(0)[..12.min(self.id(0).len())]),
            title: self.title(),
            documents: (0..self.reports.len()).map(|r| self.id(r)).collect(),
            entities: self.entities(collation),
            points: Vec::new(),
            attributions: self.attributions(collation),
            origins: Vec::new(),
            lineage: Vec::new(),
            only_in: Vec::new(),
            timeline: Vec::new(),
            network: Network::default(),
            brief: Vec::new(),
        }
    }

    /// The first report's headline: what its metadata gives, else its first sentence.
    fn title(&self) -> String {
        let titled = self.reports.iter().find_map(|r| r.document.title.clone());
        let first = || {
            let report = self.reports.first()?;
            let sentence = report.analysis.sentences.first()?;
            Some(
                sentence
                    .span
                    .slice(&report.document.text)
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" "),
            )
        };
        titled.or_else(first).unwrap_or_default()
    }

    fn entities(&self, collation: &Collation) -> Vec<Entity> {
        let entities = collation.entities.entities.iter().enumerate();
        entities
            .map(|(i, e)| Entity {
                id: format!("e{}", i + 1),
                name: e.name.clone(),
                kind: e.kind,
                aliases: e.aliases.clone(),
                mentions: e.mentions.iter().map(|&m| self.cite(m)).collect(),
            })
            .collect()
    }

    fn attributions(&self, collation: &Collation) -> Vec<AccountAttribution> {
        let mut out = Vec::new();
        for (r, report) in self.reports.iter().enumerate() {
            for a in &report.attributions {
                out.push(self.attribution(collation, r, report, a));
            }
        }
        out
    }

    fn attribution(&self, collation: &Collation, r: usize, report: &Report, a: &Attribution) -> AccountAttribution {
        let speaker = collation::speaker(&collation.entities, report, r, a);
        let (first, more) = a.content.split_first().expect("an attribution has content");
        AccountAttribution {
            citation: self.cite(Place {
                report: r as u32,
                span: a.span,
            }),
            kind: a.kind,
            content: self.passage(r, *first),
            content_more: more.iter().map(|&s| self.passage(r, s)).collect(),
            source: a.source.map(|s| self.passage(r, s)),
            cue: self.passage(r, a.cue),
            chain: collation::chain(&collation.entities, report, r, a),
            speaker,
        }
    }
}
