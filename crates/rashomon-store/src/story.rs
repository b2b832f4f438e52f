//! Stories as they are now, what a person decided laid over what the program found.

use crate::decision::Overlay;
use crate::error::named;
use crate::{Corpus, Error, Result};
use rashomon::document::{Document, Published};
use rashomon::ingest::published;
use rashomon::note::{Level, Note};
use rashomon::story::first::{Side, came_first, names, told};
use rashomon::story::index::{Arrival, Copy};
use rusqlite::OptionalExtension;
use std::collections::{BTreeMap, BTreeSet};

/// A story of a corpus.
#[derive(Debug, Clone, PartialEq)]
pub struct Story {
    /// Its id, which stays when reports are added.
    pub id: String,
    /// What a person called it, else the headline of its earliest report.
    pub title: String,
    /// Its reports, in order of publication.
    pub documents: Vec<Entry>,
}

/// A report of a corpus.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Order of arrival.
    pub arrival: u32,
    /// Id of the document.
    pub id: String,
    /// The `id` that a JSONL record gave.
    pub key: Option<String>,
    /// Its file.
    pub path: String,
    /// Its outlet.
    pub publisher: Option<String>,
    /// Its headline, else its first line.
    pub title: Option<String>,
    /// When it was published, RFC 3339.
    pub published: Option<String>,
    /// When it was added, seconds since 1970.
    pub added: i64,
    /// What stays when its text changes, if anything.
    pub address: Option<String>,
    /// Id of the document of which it is a new version.
    pub revises: Option<String>,
    /// How sure the program was of its story, 0 to 1; nothing where it began one.
    pub score: f64,
    /// Id of the report that it was most like when it came, and for which it was put into its story.
    pub like: Option<String>,
    /// Whether a person put it where it is.
    pub decided: bool,
}

/// A report of which the words stand, in part or all, in one that came before.
#[derive(Debug, Clone, PartialEq)]
pub struct Copied {
    /// Id of the document that has them from there.
    pub by: String,
    /// Id of the document that had them first.
    pub from: String,
    /// Share of the words of `by` that stand in `from`, 0 to 1.
    pub share: f64,
}

impl Story {
    /// Its reports as they stood before a time of adding: of each the last version.
    pub fn newest(&self, before: i64) -> Vec<&Entry> {
        let there = || self.documents.iter().filter(|entry| entry.added < before);
        let last: BTreeMap<&str, Arrival> = there().fold(BTreeMap::new(), |mut last, entry| {
            if let Some(address) = &entry.address {
                let last = last.entry(address.as_str()).or_default();
                *last = entry.arrival.max(*last);
            }
            last
        });
        let is_last = |entry: &&Entry| entry.address.as_deref().is_none_or(|at| last[at] == entry.arrival);
        there().filter(is_last).collect()
    }

    /// Which of its reports have earlier versions, for whoever reads its account: these take no part in it.
    pub fn notes(&self) -> Vec<Note> {
        let versions = |of: &Entry| {
            self.documents
                .iter()
                .filter(|entry| entry.address == of.address)
                .count()
        };
        let newest = self.newest(i64::MAX).into_iter();
        let revised = newest.filter(|entry| entry.address.is_some() && versions(entry) > 1);
        revised
            .map(|entry| {
                let text = "The report was changed after it was added; this is its last version. The earlier ones are kept \
                    and take no part; `rashomon new` shows what was changed.";
                Note::new(Level::Warning, "revised", text).at(&entry.path).of(&entry.id)
            })
            .collect()
    }
}

/// Of so many earlier reports a report is said to have its words at most.
const SOURCES: usize = 3;

const ENTRY: &str =
    "SELECT d.arrival, d.id, d.key, d.path, d.publisher, d.title, d.published, d.added, r.id, p.score, l.id,
        d.address, p.story
    FROM document d JOIN placement p ON p.arrival = d.arrival
    LEFT JOIN document r ON r.arrival = d.revises
    LEFT JOIN document l ON l.arrival = p.like";

impl Corpus {
    /// All stories with a report added at or after `since`; those with the latest additions first, then by id.
    ///
    /// # Errors
    /// Where the corpus or what was decided cannot be read.
    pub fn stories(&self, since: Option<i64>) -> Result<Vec<Story>> {
        let overlay = Overlay::new(self.decisions()?);
        let touched = match since.filter(|_| overlay.moves_nothing()) {
            Some(since) => {
                let sql = "SELECT DISTINCT p.story FROM document d JOIN placement p ON p.arrival = d.arrival WHERE d.added >= ?1";
                Some(self.strings(sql, since)?)
            }
            None => None,
        };
        let mut all = match &touched {
            Some(touched) => {
                let mut all = Vec::new();
                for story in touched {
                    all.append(&mut self.entries(" WHERE p.story = ?1", Some(story))?);
                }
                all
            }
            None => self.entries("", None)?,
        };
        for (entry, story) in &mut all {
            let now = overlay.of(&entry.id, story);
            entry.decided = now != *story;
            *story = now;
        }
        let mut stories = grouped(all, &overlay);
        stories.retain(|story| since.is_none_or(|since| story.documents.iter().any(|d| d.added >= since)));
        let latest = |story: &Story| story.documents.iter().map(|d| (d.added, d.arrival)).max();
        stories.sort_by(|a, b| latest(b).cmp(&latest(a)).then(a.id.cmp(&b.id)));
        Ok(stories)
    }

    /// A story by its id, of which the beginning is enough, or by that of a story that became part of it.
    ///
    /// # Errors
    /// Where there is none, or the beginning is that of several.
    pub fn story(&self, id: &str) -> Result<Story> {
        let overlay = Overlay::new(self.decisions()?);
        let sql = "SELECT coalesce(became, id) FROM story WHERE id = ?1";
        let now = self.db.query_row(sql, [id], |row| row.get::<_, String>(0)).optional();
        let now = match now.map_err(named(&self.path))? {
            Some(now) => overlay.now(&now),
            None => self.story_by_prefix(id, &overlay)?,
        };
        let found = if overlay.moves_nothing() {
            let all = self.entries(" WHERE p.story = ?1", Some(&now))?;
            grouped(all, &overlay).into_iter().next()
        } else {
            self.stories(None)?.into_iter().find(|story| story.id == now)
        };
        found.ok_or_else(|| Error::Unknown {
            what: "story",
            id: id.to_owned(),
        })
    }

    /// The story, as it is now, of which the beginning of an id is given; a report that a person split off may have begun none.
    fn story_by_prefix(&self, start: &str, overlay: &Overlay) -> Result<String> {
        let sql = "SELECT DISTINCT coalesce(became, id) FROM story WHERE substr(id, 1, length(?1)) = ?1 LIMIT 10";
        let found = self.strings(sql, start)?.into_iter().map(|story| overlay.now(&story));
        let mut found = found.collect::<BTreeSet<String>>().into_iter();
        match (found.next(), found.next()) {
            (Some(one), None) => Ok(one),
            (None, _) => Ok(overlay.now(start)),
            _ => Err(Error::Ambiguous {
                what: "stories",
                start: start.to_owned(),
            }),
        }
    }

    /// Which reports of a story have their words from which, in the order of the story's reports, most first: of a text that
    /// everybody prints only the nearest few.
    ///
    /// # Errors
    /// Where the corpus cannot be read.
    pub fn copies(&self, story: &Story) -> Result<Vec<Copied>> {
        let entries: BTreeMap<Arrival, &Entry> = story.documents.iter().map(|d| (d.arrival, d)).collect();
        let mut pairs = Vec::new();
        for (&arrival, entry) in &entries {
            let alike = self.copies_of(arrival)?.into_iter();
            // Two versions of one report have the same words without either's being a copy.
            let other = |copy: &Copy| {
                let other = entries.get(&copy.arrival);
                other.is_some_and(|other| entry.address.is_none() || other.address != entry.address)
            };
            pairs.extend(alike.filter(other).map(|copy| (arrival, copy)));
        }
        let sides = Sides::new(self, &entries, &pairs)?;
        let firsts = came_first(&pairs, |new, copy| {
            let old = sides.of(copy.arrival, new, copy.of_old);
            told(&old, &sides.of(new, copy.arrival, copy.of_new))
        });
        let mut from: BTreeMap<Arrival, Vec<Copied>> = BTreeMap::new();
        for ((new, copy), (old_first, _)) in pairs.into_iter().zip(firsts) {
            let (first, by, share) = if old_first {
                (copy.arrival, new, copy.of_new)
            } else {
                (new, copy.arrival, copy.of_old)
            };
            let id = |arrival: Arrival| entries[&arrival].id.clone();
            from.entry(by).or_default().push(Copied {
                by: id(by),
                from: id(first),
                share: share.into(),
            });
        }
        let mut out = Vec::new();
        for entry in &story.documents {
            let mut sources = from.remove(&entry.arrival).unwrap_or_default();
            sources.sort_by(|a, b| b.share.total_cmp(&a.share).then(a.from.cmp(&b.from)));
            sources.truncate(SOURCES);
            out.append(&mut sources);
        }
        Ok(out)
    }

    /// The reports that came before a report and share words with it.
    fn copies_of(&self, arrival: Arrival) -> Result<Vec<Copy>> {
        let error = named(&self.path);
        let sql = "SELECT other, of_new, of_old FROM copy WHERE arrival = ?1";
        let mut all = self.db.prepare_cached(sql).map_err(&error)?;
        let rows = all.query_map([arrival], |row| {
            let (of_new, of_old) = (row.get::<_, f64>(1)? as f32, row.get::<_, f64>(2)? as f32);
            Ok(Copy {
                arrival: row.get(0)?,
                of_new,
                of_old,
            })
        });
        rows.map_err(&error)?.collect::<rusqlite::Result<_>>().map_err(&error)
    }

    /// The documents of reports, made again from their captures.
    ///
    /// # Errors
    /// Where the corpus is damaged.
    pub fn documents<'a>(&self, entries: impl IntoIterator<Item = &'a Entry>) -> Result<Vec<Document>> {
        entries.into_iter().map(|entry| self.document(&entry.id)).collect()
    }

    /// A document by its id, made again from its capture.
    ///
    /// # Errors
    /// Where there is none, or the corpus is damaged.
    pub fn document(&self, id: &str) -> Result<Document> {
        let sql = "SELECT capture FROM document WHERE id = ?1";
        let capture = self.db.query_row(sql, [id], |row| row.get(0)).optional();
        let unknown = || Error::Unknown {
            what: "report",
            id: id.to_owned(),
        };
        let capture = capture.map_err(named(&self.path))?.ok_or_else(unknown)?;
        let documents = self.capture(capture)?.documents();
        documents
            .into_iter()
            .find(|document| document.id.0 == id)
            .ok_or_else(|| Error::Stale)
    }

    /// The whole id of a document of which the beginning is given.
    pub(crate) fn document_by_prefix(&self, start: &str) -> Result<String> {
        let sql = "SELECT id FROM document WHERE substr(id, 1, length(?1)) = ?1 OR key = ?1 LIMIT 2";
        let found = self.strings(sql, start)?;
        match found.as_slice() {
            [one] => Ok(one.clone()),
            [] => Err(Error::Unknown {
                what: "report",
                id: start.to_owned(),
            }),
            _ => Err(Error::Ambiguous {
                what: "reports",
                start: start.to_owned(),
            }),
        }
    }

    fn strings(&self, sql: &str, parameter: impl rusqlite::ToSql) -> Result<Vec<String>> {
        let error = named(&self.path);
        let mut all = self.db.prepare_cached(sql).map_err(&error)?;
        let rows = all.query_map([parameter], |row| row.get(0)).map_err(&error)?;
        rows.collect::<rusqlite::Result<_>>().map_err(&error)
    }

    fn entries(&self, filter: &str, story: Option<&str>) -> Result<Vec<(Entry, String)>> {
        let error = named(&self.path);
        let sql =
            format!("{ENTRY}{filter} ORDER BY d.published IS NULL, d.published, d.path, coalesce(d.revises, 0), d.id");
        let mut all = self.db.prepare_cached(&sql).map_err(&error)?;
        let rows = all.query_map(rusqlite::params_from_iter(story), |row| {
            let entry = Entry {
                arrival: row.get(0)?,
                id: row.get(1)?,
                key: row.get(2)?,
                path: row.get(3)?,
                publisher: row.get(4)?,
                title: row.get(5)?,
                published: row.get(6)?,
                added: row.get(7)?,
                revises: row.get(8)?,
                score: row.get(9)?,
                like: row.get(10)?,
                address: row.get(11)?,
                decided: false,
            };
            Ok((entry, row.get(12)?))
        });
        rows.map_err(&error)?.collect::<rusqlite::Result<_>>().map_err(&error)
    }
}

/// What is known of reports that share their words, apart from these words.
struct Sides<'a> {
    entries: &'a BTreeMap<Arrival, &'a Entry>,
    published: BTreeMap<Arrival, Published>,
    /// Which report names the outlet of which.
    names: BTreeSet<(Arrival, Arrival)>,
}

impl<'a> Sides<'a> {
    fn new(corpus: &Corpus, entries: &'a BTreeMap<Arrival, &'a Entry>, pairs: &[(Arrival, Copy)]) -> Result<Self> {
        let mut sides = Self {
            entries,
            published: BTreeMap::new(),
            names: BTreeSet::new(),
        };
        let mut others: BTreeMap<Arrival, Vec<Arrival>> = BTreeMap::new();
        for (new, copy) in pairs {
            others.entry(*new).or_default().push(copy.arrival);
            others.entry(copy.arrival).or_default().push(*new);
        }
        for (&arrival, others) in &others {
            let entry = entries[&arrival];
            let at = entry.published.as_deref().and_then(published);
            sides.published.extend(at.map(|at| (arrival, at)));
            // The text is only looked at where another outlet may be named in it.
            let others = others
                .iter()
                .filter_map(|&other| Some((other, entries[&other].publisher.as_deref()?)));
            let others: Vec<_> = others
                .filter(|(_, outlet)| Some(*outlet) != entry.publisher.as_deref())
                .collect();
            if !others.is_empty() {
                let document = corpus.document(&entry.id)?;
                let named = others.into_iter().filter(|(_, outlet)| names(&document, outlet));
                sides.names.extend(named.map(|(other, _)| (arrival, other)));
            }
        }
        Ok(sides)
    }

    fn of(&self, report: Arrival, other: Arrival, share: f32) -> Side<'_> {
        Side {
            published: self.published.get(&report),
            outlet: self.entries[&report].publisher.as_deref(),
            names_other: self.names.contains(&(report, other)),
            share,
        }
    }
}

/// Entries with their stories, put together.
fn grouped(all: Vec<(Entry, String)>, overlay: &Overlay) -> Vec<Story> {
    let mut stories: BTreeMap<String, Story> = BTreeMap::new();
    for (entry, id) in all {
        let story = stories.entry(id.clone()).or_insert_with(|| Story {
            title: overlay.title(&id).or(entry.title.as_ref()).cloned().unwrap_or_default(),
            documents: Vec::new(),
            id,
        });
        story.documents.push(entry);
    }
    stories.into_values().collect()
}
