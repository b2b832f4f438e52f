//! What every part of a story's page is made with: anchors, marks, quoted passages.

use super::parts::{Mark, Quoted, Said};
use super::text::{Back, Passages, Standing};
use crate::render::desk::Desk;
use crate::view::account::{AccountCut, AccountStory, Citation, Point, Relation};
use std::collections::BTreeMap;

/// What the parts of one story are made with.
pub(super) struct Setting<'a> {
    pub(super) desk: &'a Desk<'a>,
    /// Prefix of all anchors of the story.
    pub(super) key: String,
    pub(super) texts: Vec<Vec<char>>,
    numbers: BTreeMap<&'a str, usize>,
}

impl<'a> Setting<'a> {
    pub(super) fn new(desk: &'a Desk<'a>, key: String) -> Self {
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

    /// The anchor of a passage of a report.
    pub(super) fn anchor(&self, report: usize, start: u32, end: u32) -> String {
        format!("{}-r{report}-{start}-{end}", self.key)
    }

    /// A report's number, leading to a cited passage.
    pub(super) fn mark(&self, citation: &Citation) -> Option<Mark> {
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
    pub(super) fn report_mark(&self, number: usize) -> Mark {
        let outlet = self.desk.reports[number - 1].outlet().to_owned();
        Mark {
            number,
            href: format!("#{}-r{number}", self.key),
            outlet,
        }
    }

    /// Citations as marks, one for each report.
    pub(super) fn marks<'c>(&self, citations: impl IntoIterator<Item = &'c Citation>) -> Vec<Mark> {
        let marks = citations.into_iter().filter_map(|c| self.mark(c));
        let first: BTreeMap<usize, Mark> = marks.fold(BTreeMap::new(), |mut all, mark| {
            all.entry(mark.number).or_insert(mark);
            all
        });
        first.into_values().collect()
    }

    /// A cited passage in what stands around it.
    pub(super) fn quoted(&self, citation: &Citation, stance: Option<String>) -> Option<Quoted> {
        let mark = self.mark(citation)?;
        let text = &self.texts[mark.number - 1];
        let (start, end) = (citation.passage.start as usize, citation.passage.end as usize);
        let short = citation.passage.quote.chars().count() <= 90;
        let (mut before_it, mut after_it) = (String::new(), String::new());
        if short && start < end && end <= text.len() {
            let cuts = &self.desk.reports[mark.number - 1].document.cut;
            let (first, last) = uncut(cuts, start, end, text.len());
            before_it = before(text, start, first);
            after_it = after(text, end, last);
        }
        Some(Quoted {
            mark,
            also: Vec::new(),
            before: before_it,
            words: citation.passage.quote.clone(),
            after: after_it,
            stance,
        })
    }

    pub(super) fn said(&self, when: &str, text: &str, citations: &[Citation]) -> Said {
        Said {
            when: when.to_owned(),
            text: text.to_owned(),
            marks: self.marks(citations),
        }
    }

    pub(super) fn point_anchor(&self, point: &Point) -> String {
        format!("{}-p{}", self.key, self.number(point))
    }

    pub(super) fn number(&self, point: &Point) -> usize {
        self.numbers.get(point.id.as_str()).copied().unwrap_or(0)
    }

    /// Every passage that the page leads to, by report, with the ways back.
    pub(super) fn passages(&self) -> Vec<Passages> {
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
        let plain = cited(story);
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

/// What a story cites beside its points and what only one report has.
fn cited(story: &AccountStory) -> Vec<&Citation> {
    let mut all: Vec<&Citation> = Vec::new();
    all.extend(story.brief.iter().flat_map(|s| &s.citations));
    all.extend(story.timeline.iter().flat_map(|m| &m.citations));
    all.extend(story.network.edges.iter().flat_map(|e| &e.citations));
    let passages = story.lineage.iter().flat_map(|d| &d.passages);
    all.extend(passages.flat_map(|p| [&p.from, &p.to]));
    all.extend(story.origins.iter().map(|o| &o.citation));
    all.extend(story.entities.iter().flat_map(|e| &e.mentions));
    all
}

pub(super) fn standing(relation: Relation) -> Standing {
    match relation {
        Relation::Single => Standing::Only,
        Relation::Agree => Standing::Agree,
        Relation::Update => Standing::Update,
        Relation::Differ => Standing::Differ,
    }
}

/// Code points shown on each side of a short passage.
const AROUND: usize = 110;

/// What stands before a passage in its paragraph, from a word's start, not before `bound`.
fn before(text: &[char], start: usize, bound: usize) -> String {
    let line = text[bound..start]
        .iter()
        .rposition(|&c| c == '\n')
        .map_or(bound, |at| bound + at + 1);
    let from = line.max(start.saturating_sub(AROUND));
    let mut words: String = text[from..start].iter().collect();
    if from > line {
        let word = words.find(' ').map_or(words.len(), |at| at + 1);
        words = format!("…{}", &words[word..]);
    }
    words
}

/// What stands after a passage in its paragraph, to a word's end, not past `bound`.
fn after(text: &[char], end: usize, bound: usize) -> String {
    let line = text[end..bound]
        .iter()
        .position(|&c| c == '\n')
        .map_or(bound, |at| end + at);
    let to = line.min(end + AROUND);
    let mut words: String = text[end..to].iter().collect();
    if to < line {
        words.truncate(words.rfind(' ').unwrap_or(0));
        words.push('…');
    }
    words
}

/// The stretch between cuts that a passage stands in.
fn uncut(cuts: &[AccountCut], start: usize, end: usize, length: usize) -> (usize, usize) {
    let before = cuts.iter().map(|c| c.passage.end as usize).filter(|&at| at <= start);
    let after = cuts.iter().map(|c| c.passage.start as usize).filter(|&at| at >= end);
    (
        before.max().unwrap_or(0),
        after.min().map_or(length, |at| at.min(length)),
    )
}
