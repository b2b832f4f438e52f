//! One story as a face lays it out: reports numbered, readings gathered into sides, points sorted by how they stand.

use super::label;
use crate::view::account::{
    Account, AccountAttribution, AccountDocument, AccountStory, Citation, Difference, Edge, Entity, Point, PointKind,
    Reading, Relation, Stance,
};
use std::collections::{BTreeMap, BTreeSet};

/// One story with its reports numbered from one.
pub(crate) struct Desk<'a> {
    pub(crate) story: &'a AccountStory,
    pub(crate) reports: Vec<Report<'a>>,
    numbers: BTreeMap<&'a str, usize>,
    names: BTreeMap<&'a str, &'a Entity>,
}

/// A report and the number it goes by.
pub(crate) struct Report<'a> {
    pub(crate) number: usize,
    pub(crate) document: &'a AccountDocument,
    /// Code point offset of every line's start.
    lines: Vec<u32>,
}

/// Readings of a point that say the same.
pub(crate) struct Side<'a> {
    /// The value in words, where there is one.
    pub(crate) value: Option<String>,
    /// On whose word, where that is not just the outlets' own; by report where it varies.
    pub(crate) stance: Option<String>,
    /// What sets the side apart, in words: its value, or on whose word it stands where the point is about that.
    pub(crate) heading: Option<String>,
    pub(crate) readings: Vec<&'a Reading>,
    /// Numbers of the reports.
    pub(crate) reports: Vec<usize>,
}

/// What several reports have from one origin.
pub(crate) struct OneWord<'a> {
    pub(crate) origin: &'a str,
    pub(crate) reports: Vec<usize>,
    pub(crate) points: Vec<&'a Point>,
    pub(crate) because: &'a str,
}

/// The stories of an account, those with several reports first.
pub(crate) fn desks(account: &Account) -> Vec<Desk<'_>> {
    let documents: BTreeMap<&str, &AccountDocument> = account.documents.iter().map(|d| (d.id.as_str(), d)).collect();
    let mut desks: Vec<Desk> = account
        .stories
        .iter()
        .map(|story| Desk::new(story, &documents))
        .collect();
    desks.sort_by_key(|desk| desk.reports.len() < 2);
    desks
}

impl<'a> Desk<'a> {
    fn new(story: &'a AccountStory, documents: &BTreeMap<&str, &'a AccountDocument>) -> Self {
        let known = story.documents.iter().filter_map(|id| documents.get(id.as_str()));
        let reports: Vec<Report> = known
            .enumerate()
            .map(|(i, document)| Report::new(i + 1, document))
            .collect();
        let numbers = reports.iter().map(|r| (r.document.id.as_str(), r.number)).collect();
        let names = story.entities.iter().map(|e| (e.id.as_str(), e)).collect();
        Self {
            story,
            reports,
            numbers,
            names,
        }
    }

    /// The report that a document id stands for.
    pub(crate) fn report(&self, document: &str) -> Option<&Report<'a>> {
        self.numbers.get(document).map(|number| &self.reports[number - 1])
    }

    /// The numbers of the reports that citations come from, each once, in order.
    pub(crate) fn numbers_of<'c>(&self, citations: impl IntoIterator<Item = &'c Citation>) -> Vec<usize> {
        self.numbers_of_ids(citations.into_iter().map(|c| c.document.as_str()))
    }

    /// The numbers of documents, each once, in order.
    pub(crate) fn numbers_of_ids<'c>(&self, ids: impl IntoIterator<Item = &'c str>) -> Vec<usize> {
        let numbers: BTreeSet<usize> = ids.into_iter().filter_map(|id| self.numbers.get(id).copied()).collect();
        numbers.into_iter().collect()
    }

    /// The points that stand in a given relation, in the account's order.
    pub(crate) fn points(&self, relation: Relation) -> impl Iterator<Item = &'a Point> {
        self.story.points.iter().filter(move |p| p.relation == relation)
    }

    /// Whether citations are the readings of a point whose readings part.
    pub(crate) fn is_about_a_parting(&self, citations: &[Citation]) -> bool {
        let parted = self.points(Relation::Differ).chain(self.points(Relation::Update));
        parted
            .into_iter()
            .any(|p| p.readings.iter().map(|r| &r.citation).eq(citations))
    }

    /// Agreements that two origins or more bear out.
    pub(crate) fn borne_out(&self) -> Vec<&'a Point> {
        self.points(Relation::Agree).filter(|p| p.origins > 1).collect()
    }

    /// What two reports or more repeat from one origin, by origin, the one that carries most first.
    pub(crate) fn on_one_word(&self) -> Vec<OneWord<'a>> {
        let mut groups: Vec<OneWord> = Vec::new();
        // "He said" and "Mayor Ann Lee, Lutz" are no word to rest on.
        let says = |p: &&Point| {
            let words = || p.label.split_whitespace();
            let lower = |w: &str| w.starts_with(char::is_lowercase);
            let says = !matches!(p.kind, PointKind::Statement | PointKind::Quotation)
                || words().count() > 3 && words().any(lower);
            p.relation != Relation::Single && says
        };
        for point in self.story.points.iter().filter(says) {
            let reports = self.numbers_of(point.readings.iter().map(|r| &r.citation));
            let ([witness], true) = (point.witnesses.as_slice(), reports.len() > 1) else {
                continue;
            };
            match groups.iter_mut().find(|g| g.origin == witness.origin) {
                Some(group) => {
                    group.points.push(point);
                    group.reports.extend(reports);
                }
                None => groups.push(OneWord {
                    origin: &witness.origin,
                    reports,
                    points: vec![point],
                    because: &witness.because,
                }),
            }
        }
        for group in &mut groups {
            group.reports.sort_unstable();
            group.reports.dedup();
        }
        groups.sort_by_key(|g| std::cmp::Reverse(g.points.len()));
        groups
    }

    /// What reports have from someone through someone else.
    pub(crate) fn relayed(&self) -> impl Iterator<Item = &'a AccountAttribution> {
        self.story
            .attributions
            .iter()
            // Of what a "which" stands for there is nothing to show.
            .filter(|a| a.chain.len() > 2 && a.statement && a.content.quote.contains(' '))
    }

    /// How many origins the story rests on, as far as its points tell.
    pub(crate) fn origins(&self) -> usize {
        let witnesses = self.story.points.iter().flat_map(|p| &p.witnesses);
        witnesses.map(|w| w.origin.as_str()).collect::<BTreeSet<_>>().len()
    }

    /// The time between the first report and the last, in words.
    pub(crate) fn period(&self) -> Option<String> {
        let days = || {
            self.reports
                .iter()
                .filter_map(|r| r.document.published.as_deref()?.get(..10))
        };
        Some(label::date(&format!("{}/{}", days().min()?, days().max()?)))
    }

    /// The readings of a point gathered into those that say the same: by what parts them, else by whose word, else by wording.
    pub(crate) fn sides(&self, point: &'a Point) -> Vec<Side<'a>> {
        let own = |r: &'a Reading| own_value(r, point);
        let value = |r: &'a Reading| (own(r), None, None);
        let content = |r: &'a Reading| (own(r).or(Some(&r.citation.passage.quote)), None, None);
        let word = |r: &'a Reading| (None, Some(r.stance), r.holder.as_deref());
        let denied = |r: &'a Reading| (None, (r.stance == Stance::Denies).then_some(r.stance), None);
        type Way<'w, 'a> = &'w dyn Fn(&'a Reading) -> Key<'a>;
        let (value, content, word, denied): (Way, Way, Way, Way) = (&value, &content, &word, &denied);
        let keys = match point.difference {
            Some(Difference::Denial) => [denied, content, word],
            Some(Difference::Attribution) => [word, content, content],
            Some(Difference::Status | Difference::Quotation | Difference::Cause) => [content, word, word],
            _ => [value, content, word],
        };
        let mut groups: Vec<Vec<&Reading>> = Vec::new();
        for key in keys {
            groups = gather(&point.readings, key);
            if groups.len() > 1 || point.relation == Relation::Agree {
                break;
            }
        }
        // The two that part come first: of them it is not in doubt that they speak to the point. What gives it no value comes last.
        groups.sort_by_key(|readings| {
            let valued = readings.iter().any(|r| own_value(r, point).is_some());
            (!valued, readings.iter().all(|r| r.confidence.is_some()))
        });
        groups.into_iter().map(|readings| self.side(point, readings)).collect()
    }

    fn side(&self, point: &Point, readings: Vec<&'a Reading>) -> Side<'a> {
        let value = own_value(readings[0], point);
        let value = value.filter(|v| readings.iter().all(|r| own_value(r, point) == Some(v)));
        let value = value.and_then(|v| label::value(v, point.kind));
        let words = |r: &Reading| label::stance(r.stance, r.holder.as_deref());
        let one = Some(words(readings[0])).filter(|one| readings.iter().all(|r| words(r) == *one));
        let about_words = matches!(point.difference, Some(Difference::Attribution | Difference::Denial));
        let stance = match &one {
            Some(one) => Some(one.clone()).filter(|_| about_words || readings[0].stance != Stance::Asserts),
            None => Some(self.stances(&readings)),
        };
        let heading = value.clone().or(one.filter(|_| about_words));
        let reports = self.numbers_of(readings.iter().map(|r| &r.citation));
        Side {
            value,
            stance,
            heading,
            readings,
            reports,
        }
    }

    /// On whose words readings stand, by report, where it is not the outlet's own.
    fn stances(&self, readings: &[&Reading]) -> String {
        let told = readings.iter().filter(|r| r.stance != Stance::Asserts);
        let told = told.filter_map(|r| {
            let number = self.report(&r.citation.document)?.number;
            Some((number, label::stance(r.stance, r.holder.as_deref())))
        });
        let told: BTreeSet<(usize, String)> = told.collect();
        let mut groups: Vec<(String, Vec<String>)> = Vec::new();
        for (number, words) in told {
            match groups.iter_mut().find(|(known, _)| *known == words) {
                Some((_, numbers)) => numbers.push(format!("[{number}]")),
                None => groups.push((words, vec![format!("[{number}]")])),
            }
        }
        let told: Vec<String> = groups
            .iter()
            .map(|(words, numbers)| format!("{} {words}", numbers.join(" ")))
            .collect();
        told.join(", ")
    }

    /// A sentence of the account with reports called by their numbers where it has only a file's name for them.
    pub(crate) fn plain(&self, sentence: &str) -> String {
        let nameless = self.reports.iter().filter(|r| r.name().is_none());
        nameless.fold(sentence.to_owned(), |text, report| {
            text.replace(report.outlet(), &format!("report {}", report.number))
        })
    }

    /// The name of an entity, its id where it is not listed.
    pub(crate) fn name(&self, entity: &'a str) -> &'a str {
        self.names.get(entity).map_or(entity, |e| e.name.as_str())
    }

    /// Edges along which something passes, and the others.
    pub(crate) fn routes(&self) -> (Vec<&'a Edge>, Vec<&'a Edge>) {
        self.story
            .network
            .edges
            .iter()
            .partition(|e| !e.via.is_empty() || e.goods.is_some())
    }
}

/// The value of a reading, where it speaks to how the point's readings part.
fn own_value<'r>(reading: &'r Reading, point: &Point) -> Option<&'r str> {
    let value = reading.value.as_deref()?;
    label::speaks_to(value, point.difference).then_some(value)
}

/// What readings of one side have in common: words, stance, holder.
type Key<'r> = (Option<&'r str>, Option<Stance>, Option<&'r str>);

/// Gathers readings with equal keys, in order of first appearance.
fn gather<'a, K: Ord>(readings: &'a [Reading], key: impl Fn(&'a Reading) -> K) -> Vec<Vec<&'a Reading>> {
    let mut place: BTreeMap<K, usize> = BTreeMap::new();
    let mut groups: Vec<Vec<&Reading>> = Vec::new();
    for reading in readings {
        let at = *place.entry(key(reading)).or_insert(groups.len());
        if at == groups.len() {
            groups.push(Vec::new());
        }
        groups[at].push(reading);
    }
    groups
}

impl<'a> Report<'a> {
    fn new(number: usize, document: &'a AccountDocument) -> Self {
        let ends = document.text.chars().enumerate().filter(|(_, c)| *c == '\n');
        let lines = std::iter::once(0).chain(ends.map(|(i, _)| i as u32 + 1)).collect();
        Self {
            number,
            document,
            lines,
        }
    }

    /// The outlet's name, or the path's stem where it is not known.
    pub(crate) fn outlet(&self) -> &'a str {
        match &self.document.publisher {
            Some(name) => name,
            None => {
                let file = self
                    .document
                    .path
                    .rsplit(['/', '\\'])
                    .next()
                    .unwrap_or(&self.document.path);
                file.rsplit_once('.').map_or(file, |(stem, _)| stem)
            }
        }
    }

    /// The outlet's name, or the path's stem where that is a name and not a key that some program made.
    pub(crate) fn name(&self) -> Option<&'a str> {
        let outlet = self.outlet();
        let made = |c: char| c.is_ascii_digit() || c == '_';
        let key = self.document.publisher.is_none() && outlet.len() >= 6 && outlet.contains(made);
        (!key).then_some(outlet)
    }

    /// The headline, or the report's first words where it is not known.
    pub(crate) fn headline(&self) -> String {
        if let Some(title) = &self.document.title {
            return title.clone();
        }
        let mut cuts = self.document.cut.iter().peekable();
        let mut words = String::new();
        for (at, c) in self.document.text.chars().enumerate() {
            while cuts.next_if(|cut| cut.passage.end as usize <= at).is_some() {}
            let cut = cuts.peek().is_some_and(|cut| cut.passage.start as usize <= at);
            if (c == '\n' || cut) && !words.trim().is_empty() {
                break;
            }
            if !cut {
                words.push(c);
            }
        }
        words.trim().to_owned()
    }

    /// The day of publication in words.
    pub(crate) fn date(&self) -> Option<String> {
        self.document
            .published
            .as_deref()
            .filter(|p| !p.is_empty())
            .map(label::published)
    }

    /// Line number, from one, of a code point.
    pub(crate) fn line(&self, at: u32) -> usize {
        self.lines.partition_point(|&start| start <= at)
    }
}
