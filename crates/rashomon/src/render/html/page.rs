//! The page: every story's parts in the order a reader wants them.

use super::drawing;
use super::graphs;
use super::parts::*;
use super::text::{self, Back, Passages, Standing};
use crate::note::Level;
use crate::render::desk::{self, Desk};
use crate::render::label;
use crate::view::account::{Account, Citation, Edge, Point, PointKind, Reading, Relation};
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

/// One story on the page.
struct StoryPage {
    key: String,
    title: String,
    counts: Vec<String>,
    reports: Vec<ReportPart>,
    brief: Vec<Said>,
    differences: Vec<PointPart>,
    updates: Vec<PointPart>,
    one_word: Vec<OneWordPart>,
    origins: Vec<NamePart>,
    lineage: Vec<DescentPart>,
    lineage_drawing: Option<DrawingPart>,
    routes: Vec<EdgePart>,
    links: Vec<EdgePart>,
    network_drawing: Option<DrawingPart>,
    timeline: Vec<Said>,
    matrix: Vec<Band>,
    singles: Vec<PointPart>,
    relayed: Vec<SayingPart>,
    speakers: Vec<SpeakerPart>,
    names: Vec<NamePart>,
}

impl Page {
    pub(super) fn new(account: &Account) -> Self {
        let desks = desk::desks(account);
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

/// What the parts of one story are made with.
pub(super) struct Setting<'a> {
    pub(super) desk: &'a Desk<'a>,
    /// Prefix of all anchors of the story.
    pub(super) key: String,
    texts: Vec<Vec<char>>,
    numbers: BTreeMap<&'a str, usize>,
}

impl<'a> Setting<'a> {
    fn new(desk: &'a Desk<'a>, key: String) -> Self {
        let order = [Relation::Differ, Relation::Update, Relation::Agree, Relation::Single];
        let points = order.into_iter().flat_map(|relation| desk.points(relation));
        let numbers = points.enumerate().map(|(i, p)| (p.id.as_str(), i + 1)).collect();
        let texts = desk.reports.iter().map(|r| r.document.text.chars().collect()).collect();
        Self {
            desk,
            key,
            texts,
            numbers,
        }
    }

    fn story(&self) -> StoryPage {
        let desk = self.desk;
        let (routes, links) = desk.routes();
        let (routes, links) = (self.edges(&routes, 1), self.edges(&links, 1 + routes.len()));
        let of = |relation| desk.points(relation).map(|p| self.point(p)).collect();
        let draw = |name: &str, caption: String, graph: graphs::Drawn| {
            let id = format!("{}-{name}", self.key);
            graph.map(|graph| DrawingPart {
                id,
                caption,
                drawing: drawing::lay_out(graph),
            })
        };
        StoryPage {
            key: self.key.clone(),
            title: desk.story.title.clone(),
            counts: self.counts(),
            reports: self.reports(),
            brief: desk
                .story
                .brief
                .iter()
                .map(|s| self.said("", &s.text, &s.citations))
                .collect(),
            differences: of(Relation::Differ),
            updates: of(Relation::Update),
            one_word: self.one_word(),
            origins: self.origins(),
            lineage: self.lineage(),
            lineage_drawing: draw(
                "lineage-drawing",
                "Which report draws on what".to_owned(),
                graphs::lineage(self),
            ),
            routes,
            links,
            network_drawing: draw(
                "network-drawing",
                "Who is linked to whom".to_owned(),
                graphs::network(self),
            ),
            timeline: desk
                .story
                .timeline
                .iter()
                .map(|m| self.said(&label::date(&m.when), &m.text, &m.citations))
                .collect(),
            matrix: self.matrix(),
            singles: of(Relation::Single),
            relayed: self.relayed(),
            speakers: self.speakers(),
            names: self.names(),
        }
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

    /// The anchor of a passage of a report.
    pub(super) fn anchor(&self, report: usize, start: u32, end: u32) -> String {
        format!("{}-r{report}-{start}-{end}", self.key)
    }

    /// A report's number, leading to a cited passage.
    fn mark(&self, citation: &Citation) -> Option<Mark> {
        let report = self.desk.report(&citation.document)?;
        let (start, end) = (citation.passage.start, citation.passage.end);
        // What does not stand in the text cannot be led to; the report can.
        let stands = start < end && end as usize <= self.texts[report.number - 1].len();
        let anchor = if stands {
            self.anchor(report.number, start, end)
        } else {
            format!("{}-r{}", self.key, report.number)
        };
        Some(Mark {
            number: report.number,
            href: format!("#{anchor}"),
            outlet: report.outlet().to_owned(),
        })
    }

    /// A report's number, leading to the report.
    fn report_mark(&self, number: usize) -> Mark {
        let outlet = self.desk.reports[number - 1].outlet().to_owned();
        Mark {
            number,
            href: format!("#{}-r{number}", self.key),
            outlet,
        }
    }

    /// Citations as marks, one for each report.
    fn marks<'c>(&self, citations: impl IntoIterator<Item = &'c Citation>) -> Vec<Mark> {
        let marks = citations.into_iter().filter_map(|c| self.mark(c));
        let first: BTreeMap<usize, Mark> = marks.fold(BTreeMap::new(), |mut all, mark| {
            all.entry(mark.number).or_insert(mark);
            all
        });
        first.into_values().collect()
    }

    /// A cited passage in what stands around it.
    fn quoted(&self, citation: &Citation, stance: Option<String>) -> Option<Quoted> {
        let mark = self.mark(citation)?;
        let text = &self.texts[mark.number - 1];
        let (start, end) = (citation.passage.start as usize, citation.passage.end as usize);
        let short = citation.passage.quote.chars().count() <= 90;
        let (before, after) = match short && start < end && end <= text.len() {
            true => (before(text, start), after(text, end)),
            false => (String::new(), String::new()),
        };
        Some(Quoted {
            mark,
            before,
            words: citation.passage.quote.clone(),
            after,
            stance,
        })
    }

    fn said(&self, when: &str, text: &str, citations: &[Citation]) -> Said {
        Said {
            when: when.to_owned(),
            text: text.to_owned(),
            marks: self.marks(citations),
        }
    }

    pub(super) fn point_anchor(&self, point: &Point) -> String {
        format!("{}-p{}", self.key, self.number(point))
    }

    fn number(&self, point: &Point) -> usize {
        self.numbers.get(point.id.as_str()).copied().unwrap_or(0)
    }

    fn point(&self, point: &'a Point) -> PointPart {
        let sides = self.desk.sides(point);
        let several = sides.len() > 1;
        let side = |(i, side): (usize, desk::Side)| {
            let quote = |r: &&Reading| self.quoted(&r.citation, Some(label::stance(r.stance, r.holder.as_deref())));
            SidePart {
                letter: if several { letter(i) } else { String::new() },
                value: side.value,
                quotes: side.readings.iter().filter_map(quote).collect(),
            }
        };
        PointPart {
            id: self.point_anchor(point),
            number: self.number(point),
            label: label::opening(&point.label),
            about: point.difference.map_or("", label::difference),
            why: point.why.clone(),
            origins: label::count(point.origins as usize, "origin"),
            class: standing(point.relation).class(),
            sides: sides.into_iter().enumerate().map(side).collect(),
        }
    }

    fn one_word(&self) -> Vec<OneWordPart> {
        let way = |p: &&Point| Way {
            href: format!("#{}", self.point_anchor(p)),
            words: label::opening(&p.label),
        };
        let part = |group: desk::OneWord| OneWordPart {
            origin: group.origin.to_owned(),
            marks: group.reports.iter().map(|&n| self.report_mark(n)).collect(),
            points: group.points.iter().map(way).collect(),
            because: if group.points.len() == 1 {
                group.because.to_owned()
            } else {
                String::new()
            },
        };
        self.desk.on_one_word().into_iter().map(part).collect()
    }

    /// The origins that reports name, those that most draw on first.
    fn origins(&self) -> Vec<NamePart> {
        let mut groups: BTreeMap<&str, Vec<&crate::view::account::Origin>> = BTreeMap::new();
        for origin in &self.desk.story.origins {
            groups.entry(&origin.origin).or_default().push(origin);
        }
        let part = |(name, origins): (&str, Vec<&crate::view::account::Origin>)| NamePart {
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
        let part = |d: &crate::view::account::Descent| {
            let (from, to) = (self.desk.report(&d.from)?.number, self.desk.report(&d.to)?.number);
            let pair =
                |p: &crate::view::account::PassagePair| Some((self.quoted(&p.from, None)?, self.quoted(&p.to, None)?));
            let share = (d.share * 100.0).round();
            Some(DescentPart {
                to: self.report_mark(to),
                verb: label::descent(d.kind),
                from: self.report_mark(from),
                share: (share >= 1.0).then(|| format!("{share}% of its text")),
                why: d.why.clone(),
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
        let amount = edge.amount.as_deref().map(|a| label::value(a, PointKind::Quantity));
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

    fn saying(&self, a: &crate::view::account::AccountAttribution) -> Option<SayingPart> {
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
        self.desk
            .story
            .attributions
            .iter()
            .filter(|a| a.chain.len() > 2)
            .filter_map(|a| self.saying(a))
            .collect()
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
        let part = |e: &crate::view::account::Entity| NamePart {
            name: e.name.clone(),
            kind: label::entity(e.kind).to_owned(),
            aliases: e.aliases.join("; "),
            marks: self.marks(&e.mentions),
        };
        let mut parts: Vec<NamePart> = self.desk.story.entities.iter().map(part).collect();
        parts.sort_by_key(|part| std::cmp::Reverse(part.marks.len()));
        parts
    }

    /// Points by reports; what one report alone speaks to is told elsewhere.
    fn matrix(&self) -> Vec<Band> {
        let bands = [
            (Relation::Differ, "They differ"),
            (Relation::Update, "Has moved on"),
            (Relation::Agree, "They agree"),
        ];
        let band = |(relation, heading): (Relation, &'static str)| Band {
            class: standing(relation).class(),
            heading,
            rows: self.desk.points(relation).map(|p| self.row(p)).collect(),
        };
        bands
            .into_iter()
            .map(band)
            .filter(|band| !band.rows.is_empty())
            .collect()
    }

    fn row(&self, point: &'a Point) -> Row {
        let mut cells: Vec<Vec<Cell>> = self.desk.reports.iter().map(|_| Vec::new()).collect();
        let sides = self.desk.sides(point);
        let several = sides.len() > 1 && point.relation != Relation::Agree;
        for (i, side) in sides.iter().enumerate() {
            for reading in &side.readings {
                let Some(mark) = self.mark(&reading.citation) else {
                    continue;
                };
                let value = reading.value.as_deref().map(|v| label::value(v, point.kind));
                let telling = reading.stance != crate::view::account::Stance::Asserts;
                cells[mark.number - 1].push(Cell {
                    letter: if several { letter(i) } else { String::new() },
                    words: brief_words(value.as_deref().unwrap_or(&reading.citation.passage.quote)),
                    quote: reading.citation.passage.quote.clone(),
                    href: mark.href,
                    stance: telling.then(|| label::stance(reading.stance, reading.holder.as_deref())),
                });
            }
        }
        let anchor = self.point_anchor(point);
        let elsewhere = point.relation != Relation::Agree;
        Row {
            href: elsewhere.then(|| format!("#{anchor}")),
            id: (!elsewhere).then_some(anchor),
            number: self.number(point),
            label: label::opening(&point.label),
            origins: point.origins,
            cells,
        }
    }

    fn reports(&self) -> Vec<ReportPart> {
        let mut passages = self.passages();
        let part = |report: &desk::Report<'a>| {
            let document = report.document;
            let own = &mut passages[report.number - 1];
            text::add_cuts(own, &document.cut);
            let only = self.desk.story.only_in.iter().filter(|c| c.document == document.id);
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
                only: only.filter_map(|c| self.quoted(c, None)).collect(),
                pieces: text::pieces(&self.texts[report.number - 1], own, anchor),
            }
        };
        self.desk.reports.iter().map(part).collect()
    }

    /// Every passage that the page leads to, by report, with the ways back.
    fn passages(&self) -> Vec<Passages> {
        let mut all: Vec<Passages> = self.desk.reports.iter().map(|_| Passages::new()).collect();
        let mut add = |citation: &Citation, standing: Standing, back: Option<Back>| {
            let Some(report) = self.desk.report(&citation.document) else {
                return;
            };
            let place = (citation.passage.start, citation.passage.end);
            let passage = all[report.number - 1].entry(place).or_default();
            passage.standing = passage.standing.max(standing);
            passage.back.extend(back.filter(|b| !passage.back.contains(b)));
        };
        let story = self.desk.story;
        for point in &story.points {
            let number = self.number(point).to_string();
            let label = format!("point {number}: {}", point.label);
            for reading in &point.readings {
                let back = Back {
                    href: format!("#{}", self.point_anchor(point)),
                    sign: number.clone(),
                    label: label.clone(),
                };
                add(&reading.citation, standing(point.relation), Some(back));
            }
        }
        for citation in &story.only_in {
            let report = self.desk.report(&citation.document).map_or(0, |r| r.number);
            let href = format!("#{}-only-{report}", self.key);
            let back = Back {
                href,
                sign: "only".to_owned(),
                label: "what only this report has".to_owned(),
            };
            add(citation, Standing::Only, Some(back));
        }
        let mut plain: Vec<&Citation> = Vec::new();
        plain.extend(story.brief.iter().flat_map(|s| &s.citations));
        plain.extend(story.timeline.iter().flat_map(|m| &m.citations));
        plain.extend(story.network.edges.iter().flat_map(|e| &e.citations));
        plain.extend(
            story
                .lineage
                .iter()
                .flat_map(|d| &d.passages)
                .flat_map(|p| [&p.from, &p.to]),
        );
        plain.extend(story.origins.iter().map(|o| &o.citation));
        plain.extend(story.entities.iter().flat_map(|e| &e.mentions));
        plain
            .into_iter()
            .for_each(|citation| add(citation, Standing::Cited, None));
        for attribution in &story.attributions {
            let content = Citation {
                document: attribution.citation.document.clone(),
                passage: attribution.content.clone(),
            };
            add(&content, Standing::Cited, None);
        }
        all
    }
}

fn standing(relation: Relation) -> Standing {
    match relation {
        Relation::Single => Standing::Only,
        Relation::Agree => Standing::Agree,
        Relation::Update => Standing::Update,
        Relation::Differ => Standing::Differ,
    }
}

/// A, B, C, ... for sides; numbers beyond Z.
fn letter(side: usize) -> String {
    match u8::try_from(side) {
        Ok(n) if n < 26 => char::from(b'A' + n).to_string(),
        _ => (side + 1).to_string(),
    }
}

/// What fits a cell of the matrix.
fn brief_words(words: &str) -> String {
    let mut short: String = words.chars().take(70).collect();
    if short.len() < words.len() {
        short.truncate(short.trim_end().len());
        short.push('…');
    }
    short
}

/// Code points shown on each side of a short passage.
const AROUND: usize = 110;

/// What stands before a passage in its paragraph, from a word's start.
fn before(text: &[char], start: usize) -> String {
    let line = text[..start].iter().rposition(|&c| c == '\n').map_or(0, |at| at + 1);
    let from = line.max(start.saturating_sub(AROUND));
    let mut words: String = text[from..start].iter().collect();
    if from > line {
        let word = words.find(' ').map_or(words.len(), |at| at + 1);
        words = format!("…{}", &words[word..]);
    }
    words
}

/// What stands after a passage in its paragraph, to a word's end.
fn after(text: &[char], end: usize) -> String {
    let line = text[end..]
        .iter()
        .position(|&c| c == '\n')
        .map_or(text.len(), |at| end + at);
    let to = line.min(end + AROUND);
    let mut words: String = text[end..to].iter().collect();
    if to < line {
        words.truncate(words.rfind(' ').unwrap_or(0));
        words.push('…');
    }
    words
}
