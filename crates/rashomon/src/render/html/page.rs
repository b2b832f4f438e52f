//! The page: every story's parts in the order a reader wants them.

use super::drawing;
use super::graphs;
use super::matrix::letter;
use super::parts::*;
use super::setting::{Setting, standing};
use super::text;
use crate::note::Level;
use crate::render::desk;
use crate::render::label;
use crate::view::account::{
    Account, AccountAttribution, Citation, Descent, Edge, Entity, Origin, PassagePair, Point, PointKind, Reading,
    Relation,
};
use askama::Template;
use std::collections::BTreeMap;

/// The whole page.
#[derive(Template)]
#[template(path = "account.html")]
pub(super) struct Page {
    title: String,
    generator: String,
    stories: Vec<StoryPage>,
    notes: Vec<(&'static str, String, String)>,
}

/// Passages of a list that stand open; the rest is folded.
const OPEN: usize = 8;

/// Readings of one side that stand open.
const ALIKE: usize = 4;

/// Reports that the head names; the rest is folded.
const LEGEND: usize = 12;

/// One story on the page.
struct StoryPage {
    key: String,
    title: String,
    counts: Vec<String>,
    reports: Vec<ReportPart>,
    /// Reports that the head names only when unfolded.
    legend_more: usize,
    brief: Vec<Said>,
    differences: Vec<PointPart>,
    updates: Vec<PointPart>,
    one_word: Vec<OneWordPart>,
    origins: Vec<NamePart>,
    lineage: Vec<DescentPart>,
    lineage_more: Vec<DescentPart>,
    lineage_drawing: Option<DrawingPart>,
    routes: Vec<EdgePart>,
    links: Vec<EdgePart>,
    network_drawing: Option<DrawingPart>,
    timeline: Vec<Said>,
    matrix: Vec<Band>,
    singles: Vec<PointPart>,
    only_in: Vec<OnlyPart>,
    relayed: Vec<SayingPart>,
    relayed_more: Vec<SayingPart>,
    speakers: Vec<SpeakerPart>,
    names: Vec<NamePart>,
}

impl Page {
    pub(super) fn new(account: &Account) -> Self {
        let account = account.sure();
        let desks = desk::desks(&account);
        let stories: Vec<StoryPage> = desks
            .iter()
            .enumerate()
            .map(|(i, desk)| Setting::new(desk, format!("s{}", i + 1)).story())
            .collect();
        let title = match stories.as_slice() {
            [one] => one.title.clone(),
            many => label::count(many.len(), "story"),
        };
        let generator = [&account.generator.name, &account.generator.version];
        let generator = generator
            .into_iter()
            .chain(&account.generator.models)
            .cloned()
            .collect::<Vec<_>>()
            .join(" · ");
        let level = |level| match level {
            Level::Error => "Error",
            Level::Warning => "Warning",
            Level::Info => "Note",
        };
        let note = |n: &crate::note::Note| (level(n.level), n.path.clone().unwrap_or_default(), n.text.clone());
        Self {
            title,
            generator,
            stories,
            notes: account.notes.iter().map(note).collect(),
        }
    }
}

impl<'a> Setting<'a> {
    fn story(&self) -> StoryPage {
        let desk = self.desk;
        let (routes, links) = desk.routes();
        let (routes, links) = (self.edges(&routes, 1), self.edges(&links, 1 + routes.len()));
        let (relayed, relayed_more) = fold(self.relayed(), OPEN);
        let (lineage, lineage_more) = fold(self.lineage(), OPEN);
        let (reports, legend_more) = (self.reports(), desk.reports.len().saturating_sub(LEGEND));
        let of = |relation| desk.points(relation).map(|p| self.point(p)).collect();
        StoryPage {
            key: self.key.clone(),
            title: desk.story.title.clone(),
            counts: self.counts(),
            reports,
            legend_more,
            brief: self.brief(),
            differences: of(Relation::Differ),
            updates: of(Relation::Update),
            one_word: self.one_word(),
            origins: self.origins(),
            lineage,
            lineage_more,
            lineage_drawing: self.drawn("lineage-drawing", "Which report draws on what", graphs::lineage(self)),
            routes,
            links,
            network_drawing: self.drawn("network-drawing", "Who is linked to whom", graphs::network(self)),
            timeline: self.timeline(),
            matrix: self.matrix(),
            singles: of(Relation::Single),
            only_in: self.only_in(),
            relayed,
            relayed_more,
            speakers: self.speakers(),
            names: self.names(),
        }
    }

    fn drawn(&self, name: &str, caption: &str, graph: graphs::Drawn) -> Option<DrawingPart> {
        Some(DrawingPart {
            id: format!("{}-{name}", self.key),
            caption: caption.to_owned(),
            drawing: drawing::lay_out(graph?),
        })
    }

    fn brief(&self) -> Vec<Said> {
        let sentences = self.desk.story.brief.iter();
        sentences
            .map(|s| self.said("", &self.desk.plain(&s.text), &s.citations))
            .collect()
    }

    fn timeline(&self) -> Vec<Said> {
        let moments = self.desk.story.timeline.iter();
        moments
            .map(|m| self.said(&label::date(&m.when), &m.text, &m.citations))
            .collect()
    }

    /// "5 reports", "3–5 May 2031", "resting on 3 origins".
    fn counts(&self) -> Vec<String> {
        let desk = self.desk;
        let origins = desk.origins();
        let mut counts = vec![label::count(desk.reports.len(), "report")];
        counts.extend(desk.period());
        counts.extend((origins > 0).then(|| format!("resting on {}", label::count(origins, "origin"))));
        counts
    }

    fn point(&self, point: &'a Point) -> PointPart {
        let sides = self.desk.sides(point);
        let several = sides.len() > 1;
        let side = |(i, side): (usize, desk::Side)| {
            let (quotes, more) = fold(self.quotes(&side.readings), ALIKE);
            SidePart {
                letter: if several { letter(i) } else { String::new() },
                heading: side.heading.map_or(String::new(), |words| label::opening(&words)),
                quotes,
                more,
            }
        };
        PointPart {
            id: self.point_anchor(point),
            number: self.number(point),
            label: label::opening(&point.label),
            about: point.difference.map_or("", label::difference),
            why: label::opening(&self.desk.plain(&point.why)),
            origins: label::count(point.origins as usize, "origin"),
            class: standing(point.relation).class(),
            sides: sides.into_iter().enumerate().map(side).collect(),
        }
    }

    /// The words of readings, those that are the same once.
    fn quotes(&self, readings: &[&Reading]) -> Vec<Quoted> {
        let mut quotes: Vec<Quoted> = Vec::new();
        let mut place: BTreeMap<(&str, String), usize> = BTreeMap::new();
        for reading in readings {
            let stance = label::stance(reading.stance, reading.holder.as_deref());
            let key = (reading.citation.passage.quote.as_str(), stance.clone());
            if let Some(&at) = place.get(&key) {
                quotes[at].also.extend(self.mark(&reading.citation));
            } else if let Some(quoted) = self.quoted(&reading.citation, Some(stance)) {
                place.insert(key, quotes.len());
                quotes.push(quoted);
            }
        }
        quotes
    }

    fn one_word(&self) -> Vec<OneWordPart> {
        let way = |p: &&Point| Way {
            href: format!("#{}", self.point_anchor(p)),
            words: label::opening(&p.label),
        };
        let part = |group: desk::OneWord| OneWordPart {
            origin: label::opening(&self.desk.plain(group.origin)),
            marks: group.reports.iter().map(|&n| self.report_mark(n)).collect(),
            points: group.points.iter().map(way).collect(),
            because: if group.points.len() == 1 {
                self.desk.plain(group.because)
            } else {
                String::new()
            },
        };
        self.desk.on_one_word().into_iter().map(part).collect()
    }

    /// The origins that reports name, those that most draw on first.
    fn origins(&self) -> Vec<NamePart> {
        let mut groups: BTreeMap<&str, Vec<&Origin>> = BTreeMap::new();
        for origin in &self.desk.story.origins {
            groups.entry(&origin.origin).or_default().push(origin);
        }
        let part = |(name, origins): (&str, Vec<&Origin>)| NamePart {
            name: name.to_owned(),
            kind: label::origin(origins[0].kind).to_owned(),
            aliases: String::new(),
            marks: self.marks(origins.iter().map(|o| &o.citation)),
        };
        let mut parts: Vec<NamePart> = groups.into_iter().map(part).collect();
        parts.sort_by_key(|part| std::cmp::Reverse(part.marks.len()));
        parts
    }

    fn lineage(&self) -> Vec<DescentPart> {
        let part = |d: &Descent| {
            let (from, to) = (self.desk.report(&d.from)?.number, self.desk.report(&d.to)?.number);
            let pair = |p: &PassagePair| Some((self.quoted(&p.from, None)?, self.quoted(&p.to, None)?));
            let share = (d.share * 100.0).round();
            Some(DescentPart {
                to: self.report_mark(to),
                verb: label::descent(d.kind),
                from: self.report_mark(from),
                share: (share >= 1.0).then(|| format!("{share}% of its text")),
                why: self.desk.plain(&d.why),
                passages: d.passages.iter().filter_map(pair).collect(),
            })
        };
        self.desk.story.lineage.iter().filter_map(part).collect()
    }

    fn edges(&self, edges: &[&'a Edge], first: usize) -> Vec<EdgePart> {
        edges
            .iter()
            .enumerate()
            .map(|(i, edge)| self.edge(edge, first + i))
            .collect()
    }

    fn edge(&self, edge: &'a Edge, number: usize) -> EdgePart {
        let name = |id: &'a String| self.desk.name(id).to_owned();
        let amount = edge
            .amount
            .as_deref()
            .and_then(|a| label::value(a, PointKind::Quantity));
        let details = [
            ("what", edge.goods.clone()),
            ("how much", amount),
            ("papers", edge.papers.clone()),
            ("when", edge.period.as_deref().map(label::date)),
            (
                "on whose word",
                Some(label::stance(edge.stance, edge.holder.as_deref())),
            ),
        ];
        EdgePart {
            id: format!("{}-e{number}", self.key),
            number,
            source: name(&edge.source),
            via: edge.via.iter().map(name).collect(),
            target: name(&edge.target),
            relation: edge.relation.clone(),
            details: details
                .into_iter()
                .filter_map(|(what, words)| Some((what, words?)))
                .collect(),
            quotes: edge.citations.iter().filter_map(|c| self.quoted(c, None)).collect(),
        }
    }

    fn saying(&self, a: &AccountAttribution) -> Option<SayingPart> {
        let content = Citation {
            document: a.citation.document.clone(),
            passage: a.content.clone(),
        };
        Some(SayingPart {
            chain: a.chain.clone(),
            kind: label::attribution(a.kind),
            quoted: Quoted {
                words: a.content.quote.clone(),
                before: String::new(),
                after: String::new(),
                ..self.quoted(&content, None)?
            },
        })
    }

    /// What reports have from someone through someone else.
    fn relayed(&self) -> Vec<SayingPart> {
        self.desk.relayed().filter_map(|a| self.saying(a)).collect()
    }

    /// Everything said, by speaker, who says most first.
    fn speakers(&self) -> Vec<SpeakerPart> {
        let mut groups: BTreeMap<&str, Vec<SayingPart>> = BTreeMap::new();
        for attribution in &self.desk.story.attributions {
            let speaker = attribution.speaker.as_deref().unwrap_or("No one named");
            groups.entry(speaker).or_default().extend(self.saying(attribution));
        }
        let part = |(name, sayings): (&str, Vec<SayingPart>)| SpeakerPart {
            name: name.to_owned(),
            count: label::count(sayings.len(), "passage"),
            sayings,
        };
        let mut parts: Vec<SpeakerPart> = groups.into_iter().map(part).collect();
        parts.sort_by_key(|part| std::cmp::Reverse(part.sayings.len()));
        parts
    }

    fn names(&self) -> Vec<NamePart> {
        let part = |e: &Entity| NamePart {
            name: e.name.clone(),
            kind: label::entity(e.kind).to_owned(),
            aliases: e.aliases.join("; "),
            marks: self.marks(&e.mentions),
        };
        let mut parts: Vec<NamePart> = self.desk.story.entities.iter().map(part).collect();
        parts.sort_by_key(|part| std::cmp::Reverse(part.marks.len()));
        parts
    }

    /// What each report alone has.
    fn only_in(&self) -> Vec<OnlyPart> {
        let part = |report: &desk::Report<'a>| {
            let here = self
                .desk
                .story
                .only_in
                .iter()
                .filter(|c| c.document == report.document.id);
            let (open, more) = fold(here.filter_map(|c| self.quoted(c, None)).collect(), OPEN);
            let id = format!("{}-only-{}", self.key, report.number);
            OnlyPart {
                id,
                mark: self.report_mark(report.number),
                open,
                more,
            }
        };
        self.desk
            .reports
            .iter()
            .map(part)
            .filter(|part| !part.open.is_empty())
            .collect()
    }

    fn reports(&self) -> Vec<ReportPart> {
        let mut passages = self.passages();
        let part = |report: &desk::Report<'a>| {
            let document = report.document;
            let own = &mut passages[report.number - 1];
            text::add_cuts(own, &document.cut);
            let anchor = |start, end| self.anchor(report.number, start, end);
            ReportPart {
                id: format!("{}-r{}", self.key, report.number),
                number: report.number,
                outlet: report.outlet().to_owned(),
                title: report.headline(),
                byline: document.byline.clone(),
                date: report.date(),
                path: document.path.clone(),
                url: document
                    .url
                    .clone()
                    .filter(|u| u.starts_with("https://") || u.starts_with("http://")),
                language: document.language.clone(),
                pieces: text::pieces(&self.texts[report.number - 1], own, anchor),
            }
        };
        self.desk.reports.iter().map(part).collect()
    }
}

/// What stands open and what is folded; a single thing is never folded.
fn fold<T>(mut all: Vec<T>, open: usize) -> (Vec<T>, Vec<T>) {
    let more = if all.len() > open + 1 {
        all.split_off(open)
    } else {
        Vec::new()
    };
    (all, more)
}
