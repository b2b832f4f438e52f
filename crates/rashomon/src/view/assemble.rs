//! Reports to an account: groups them into stories, collates each, and cites.

use super::account::*;
use super::wire;
use crate::analysis::Pos;
use crate::attribution::Attribution;
use crate::collation::{self, Collation, Place, difference as parting, lineage, point, timeline};
use crate::name::{Kind, fold, lexicon};
use crate::note::{Level, Note};
use crate::report::{self, Report};
use crate::story;
use crate::text::{Span, TextIndex};
use std::collections::BTreeSet;

/// The account of a set of reports. Their order does not matter.
pub fn account(reports: Vec<Report>, notes: Vec<Note>) -> Account {
    assembled(reports, notes, |read| {
        let prints: Vec<_> = read.iter().map(|r| story::print::fingerprint(&r.document)).collect();
        let stories = story::stories(&prints).into_iter();
        stories.map(|story| story.reports).collect()
    })
}

/// The account of reports that are known to be about one affair: a story of a corpus.
pub fn story(reports: Vec<Report>, notes: Vec<Note>, id: &str, title: &str) -> Account {
    let mut account = assembled(reports, notes, |read| vec![(0..read.len()).collect()]);
    for story in &mut account.stories {
        story.id = id.to_owned();
        story.title = title.to_owned();
    }
    account
}

/// The account of reports that `group` puts into stories, by their indices.
fn assembled(reports: Vec<Report>, mut notes: Vec<Note>, group: impl Fn(&[&Report]) -> Vec<Vec<usize>>) -> Account {
    let reports = report::in_order(reports);
    let (read, other): (Vec<&Report>, Vec<&Report>) = reports.iter().partition(|r| r.document.language == "en");
    notes.extend(other.iter().map(|r| other_language(r)));
    notes.sort();
    notes.dedup();
    let mut stories: Vec<AccountStory> = group(&read)
        .into_iter()
        .filter(|indices| !indices.is_empty())
        .map(|indices| {
            let reports: Vec<&Report> = indices.iter().map(|&i| read[i]).collect();
            StoryView::new(&reports).story(&collation::collate(&reports))
        })
        .collect();
    stories.sort_by(|a, b| {
        (std::cmp::Reverse(a.documents.len()), &a.id).cmp(&(std::cmp::Reverse(b.documents.len()), &b.id))
    });
    Account {
        schema: SCHEMA.to_owned(),
        generator: generator(),
        documents: reports.iter().map(|r| wire::document(&r.document)).collect(),
        stories,
        notes,
    }
}

/// What makes accounts and checks here.
pub(crate) fn generator() -> Generator {
    Generator {
        name: "rashomon".to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        models: vec!["en_core_web_sm 3.8.0".to_owned(), "potion-base-8M".to_owned()],
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
            points: collation
                .points
                .iter()
                .enumerate()
                .map(|(i, p)| self.point(i, p))
                .collect(),
            attributions: self.attributions(collation),
            origins: self.origins(collation),
            lineage: collation.lineage.iter().map(|d| self.descent(d)).collect(),
            only_in: collation.only_in.iter().map(|&p| self.cite(p)).collect(),
            timeline: collation.timeline.iter().map(|m| self.moment(m)).collect(),
            network: self.network(collation),
            brief: collation.brief.iter().map(|s| self.sentence(s)).collect(),
        }
    }

    /// The first headline: what a report's metadata gives, else a first line that is no sentence; else the first sentence.
    fn title(&self) -> String {
        let line = |words: &str| words.split_whitespace().collect::<Vec<_>>().join(" ");
        let first = |report: &&Report| {
            let sentence = report.analysis.sentences.first()?;
            Some(line(sentence.span.slice(&report.document.text)))
        };
        let is_headline = |words: &String| {
            let count = words.split(' ').count();
            (3..=20).contains(&count) && !words.ends_with(['.', '!', ':', ';', ',', '"', '\u{201d}'])
        };
        let titled = self.reports.iter().find_map(|r| r.document.title.clone());
        let headline = || self.reports.iter().filter_map(first).find(is_headline);
        let sentence = || self.reports.first().and_then(first);
        titled.or_else(headline).or_else(sentence).unwrap_or_default()
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

    fn cite_all(&self, places: &[Place]) -> Vec<Citation> {
        places.iter().map(|&p| self.cite(p)).collect()
    }

    fn point(&self, index: usize, point: &point::Point) -> Point {
        let (relation, difference) = match &point.parting {
            Some(p) if p.update => (Relation::Update, Some(difference(p.kind))),
            Some(p) => (Relation::Differ, Some(difference(p.kind))),
            None => (Relation::Agree, None),
        };
        let witnesses: Vec<Witness> = point.witnesses.iter().map(|w| self.witness(w)).collect();
        let why = match &point.parting {
            Some(p) => p.why.clone(),
            None => agreement(&witnesses),
        };
        Point {
            id: format!("p{}", index + 1),
            label: point.label.clone(),
            kind: kind(point, difference),
            relation,
            difference,
            why,
            origins: witnesses.len() as u32,
            witnesses,
            readings: point.readings.iter().map(|r| self.reading(r)).collect(),
        }
    }

    fn witness(&self, witness: &point::Witness) -> Witness {
        Witness {
            origin: witness.origin.clone(),
            documents: witness.reports.iter().map(|&r| self.id(r as usize)).collect(),
            because: witness.because.clone(),
        }
    }

    fn reading(&self, reading: &point::Reading) -> Reading {
        Reading {
            citation: self.cite(reading.place),
            value: reading.value.clone(),
            stance: stance(reading.stance),
            holder: reading.holder.clone(),
            confidence: reading.odds.map(|odds| {
                let likely = 1.0 / (1.0 + f64::from(-odds).exp());
                (likely * 100.0).round() / 100.0
            }),
        }
    }

    fn descent(&self, descent: &lineage::Descent) -> Descent {
        let pair = |&(from, to): &(Span, Span)| PassagePair {
            from: self.cite(Place {
                report: descent.from,
                span: from,
            }),
            to: self.cite(Place {
                report: descent.to,
                span: to,
            }),
        };
        Descent {
            from: self.id(descent.from as usize),
            to: self.id(descent.to as usize),
            kind: match descent.kind {
                lineage::Kind::Copy => DescentKind::Copy,
                lineage::Kind::Quotation => DescentKind::Quotation,
                lineage::Kind::Revision => DescentKind::Revision,
                lineage::Kind::CommonOrigin => DescentKind::CommonOrigin,
            },
            share: (descent.share * 1000.0).round() / 1000.0,
            passages: descent.passages.iter().map(pair).collect(),
            why: descent.why.clone(),
        }
    }

    fn moment(&self, moment: &timeline::Moment) -> Moment {
        let citations = self.cite_all(&moment.places);
        let text = citations[0]
            .passage
            .quote
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        Moment {
            when: moment.when.clone(),
            text,
            citations,
        }
    }

    fn network(&self, collation: &Collation) -> Network {
        let id = |e: &u32| format!("e{}", e + 1);
        let mut nodes: Vec<u32> = Vec::new();
        let edges = collation.network.iter().map(|e| {
            nodes.extend([e.source, e.target]);
            nodes.extend(&e.via);
            Edge {
                source: id(&e.source),
                target: id(&e.target),
                via: e.via.iter().map(id).collect(),
                relation: e.relation.clone(),
                goods: e.goods.clone(),
                amount: e.amount.clone(),
                papers: e.papers.clone(),
                period: e.period.clone(),
                stance: stance(e.stance),
                holder: e.holder.clone(),
                citations: self.cite_all(&e.places),
            }
        });
        let edges = edges.collect();
        nodes.sort_unstable();
        nodes.dedup();
        Network {
            nodes: nodes.iter().map(id).collect(),
            edges,
        }
    }

    fn sentence(&self, sentence: &collation::Sentence) -> BriefSentence {
        BriefSentence {
            text: sentence.text.clone(),
            citations: self.cite_all(&sentence.places),
        }
    }

    fn attributions(&self, collation: &Collation) -> Vec<AccountAttribution> {
        let mut out = Vec::new();
        for (r, report) in self.reports.iter().enumerate() {
            // Inside someone's words only what others are said to tell counts, not what they themselves plan or think.
            for a in report
                .attributions
                .iter()
                .filter(|a| a.inside.is_none() || a.speech && !a.echo)
            {
                out.push(self.attribution(collation, r, report, a));
            }
        }
        out
    }

    /// Each origin once a document, at the first place that shows it.
    fn origins(&self, collation: &Collation) -> Vec<Origin> {
        let mut out = Vec::new();
        for (r, report) in self.reports.iter().enumerate() {
            let mut seen = BTreeSet::new();
            for origin in &report.origins {
                let name = collation.entities.holder(report, r, origin.name, origin.head);
                // "The company" is an origin only where the story knows which company.
                let words = origin.name.slice(&report.document.text);
                let definite = ["the ", "this ", "that ", "his ", "her ", "its ", "their "];
                let common = |head: u32| report.analysis.tokens[head as usize].pos == Pos::Noun;
                let known = |head: Option<u32>| head.is_some_and(|head| collation.entities.of(r, head).is_some());
                let named = origin.head.is_none_or(|head| !common(head)) || known(origin.head);
                let body = |head: u32| {
                    let lemma = report.analysis.tokens[head as usize].lemma.to_lowercase();
                    lexicon::role(&lemma) == Some(Kind::Organisation) && name.contains(' ')
                };
                let bare = !origin.head.is_some_and(body) || !words.to_lowercase().starts_with("the ");
                if !named && bare && definite.iter().any(|d| words.to_lowercase().starts_with(d)) {
                    continue;
                }
                if !name.is_empty() && seen.insert(fold(&name)) {
                    out.push(Origin {
                        citation: self.cite(Place {
                            report: r as u32,
                            span: origin.passage,
                        }),
                        origin: name,
                        // Whoever the story names elsewhere is not unnamed.
                        kind: match origin.kind {
                            OriginKind::Unnamed if known(origin.head) => OriginKind::Statement,
                            kind => kind,
                        },
                    });
                }
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
                span: a.passage,
            }),
            kind: a.kind,
            content: self.passage(r, *first),
            content_more: more.iter().map(|&s| self.passage(r, s)).collect(),
            source: a.source.map(|s| self.passage(r, s)),
            cue: self.passage(r, a.cue),
            chain: collation::chain(&collation.entities, report, r, a),
            statement: a.states(&report.analysis),
            speaker,
        }
    }
}

fn difference(kind: parting::Kind) -> Difference {
    match kind {
        parting::Kind::Quantity => Difference::Quantity,
        parting::Kind::Date => Difference::Date,
        parting::Kind::Name => Difference::Name,
        parting::Kind::Place => Difference::Place,
        parting::Kind::Participant => Difference::Participant,
        parting::Kind::Status => Difference::Status,
        parting::Kind::Denial => Difference::Denial,
        parting::Kind::Attribution => Difference::Attribution,
        parting::Kind::Quotation => Difference::Quotation,
        parting::Kind::Cause => Difference::Cause,
    }
}

/// What sort of thing a point is: what its readings part in, else what they have in common.
fn kind(point: &point::Point, difference: Option<Difference>) -> PointKind {
    match difference {
        Some(Difference::Quantity) => PointKind::Quantity,
        Some(Difference::Date) => PointKind::Date,
        Some(Difference::Name) => PointKind::Name,
        Some(Difference::Place) => PointKind::Place,
        Some(Difference::Participant) => PointKind::Participant,
        Some(Difference::Status | Difference::Denial) => PointKind::Status,
        Some(Difference::Quotation) => PointKind::Quotation,
        _ => match point.topic {
            point::Topic::Quantity => PointKind::Quantity,
            point::Topic::Date => PointKind::Date,
            point::Topic::Quotation => PointKind::Quotation,
            point::Topic::Statement => PointKind::Statement,
        },
    }
}

fn stance(stance: point::Stance) -> Stance {
    match stance {
        point::Stance::Asserts => Stance::Asserts,
        point::Stance::Attributed => Stance::Attributed,
        point::Stance::Denies => Stance::Denies,
        point::Stance::Hedged => Stance::Hedged,
    }
}
