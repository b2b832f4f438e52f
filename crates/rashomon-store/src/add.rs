//! Adding reports, each wholly or not at all.

use crate::error::named;
use crate::{Capture, Corpus, Result};
use rashomon::document::Document;
use rashomon::story::index::Arrival;
use rashomon::story::print::Fingerprint;
use rusqlite::{OptionalExtension, params};

/// What became of a report that was to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Added {
    /// It was there.
    Known,
    /// It is new, in this story.
    New {
        /// Id of the story.
        story: String,
        /// Id of the document of which it is a new version.
        revises: Option<String>,
    },
}

impl Corpus {
    /// Adds a document of a capture, wholly or not at all. `now` is the time of adding, in seconds since 1970.
    ///
    /// # Errors
    /// Where the corpus cannot be written; it then stays as it was.
    pub fn add(&mut self, capture: &Capture, document: &Document, print: &Fingerprint, now: i64) -> Result<Added> {
        self.transaction(|corpus| corpus.add_within(capture, document, print, now))
    }

    /// Adds several documents, each with its capture, all of them or none: what the file costs is paid once for all.
    ///
    /// # Errors
    /// As [`Corpus::add`].
    pub fn add_all(&mut self, reports: &[(&Capture, &Document, &Fingerprint)], now: i64) -> Result<Vec<Added>> {
        self.transaction(|corpus| {
            let each = reports.iter();
            each.map(|(capture, document, print)| corpus.add_within(capture, document, print, now))
                .collect()
        })
    }

    fn add_within(&mut self, capture: &Capture, document: &Document, print: &Fingerprint, now: i64) -> Result<Added> {
        let path = self.path.clone();
        let error = named(&path);
        let id = &document.id.0;
        let known = "SELECT 1 FROM document WHERE id = ?1";
        if self
            .db
            .prepare_cached(known)
            .map_err(&error)?
            .exists([id])
            .map_err(&error)?
        {
            return Ok(Added::Known);
        }
        let hash = capture.hash();
        let capture_id = match self.capture_by(&hash)? {
            Some(id) => id,
            None => self.store_capture(capture, &hash, now)?,
        };
        // What others added comes first, so that this report's arrival is the next.
        self.live()?;
        let address = address(capture, document);
        let revised = self.latest_at(address.as_deref())?;
        let arrival = self.store_document(capture_id, document, address, revised.as_ref().map(|r| r.0), now)?;
        let story = self.place(arrival, id, print)?;
        Ok(Added::New {
            story,
            revises: revised.map(|(_, id)| id),
        })
    }

    pub(crate) fn capture_by(&self, hash: &[u8; 32]) -> Result<Option<i64>> {
        let sql = "SELECT id FROM capture WHERE hash = ?1";
        let mut found = self.db.prepare_cached(sql).map_err(named(&self.path))?;
        let row = found.query_row([hash], |row| row.get(0)).optional();
        row.map_err(named(&self.path))
    }

    fn latest_at(&self, address: Option<&str>) -> Result<Option<(Arrival, String)>> {
        let sql = "SELECT arrival, id FROM document WHERE address = ?1 ORDER BY arrival DESC LIMIT 1";
        let mut latest = self.db.prepare_cached(sql).map_err(named(&self.path))?;
        let row = latest.query_row([address], |row| Ok((row.get(0)?, row.get(1)?)));
        row.optional().map_err(named(&self.path))
    }

    fn store_document(
        &self,
        capture: i64,
        document: &Document,
        address: Option<String>,
        revises: Option<Arrival>,
        now: i64,
    ) -> Result<Arrival> {
        let sql = "INSERT INTO document
            (id, capture, added, path, key, address, publisher, title, published, language, revises, text)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
        let error = named(&self.path);
        let mut insert = self.db.prepare_cached(sql).map_err(&error)?;
        let d = document;
        let title = headline(document);
        let published = d.published.as_ref().map(|p| &p.rfc3339);
        let arrival = insert
            .insert(params![
                d.id.0,
                capture,
                now,
                d.path,
                d.key,
                address,
                d.publisher,
                title,
                published,
                d.language,
                revises,
                d.text
            ])
            .map_err(&error)?;
        let sql = "INSERT INTO words (rowid, title, text) VALUES (?1, ?2, ?3)";
        let mut insert = self.db.prepare_cached(sql).map_err(&error)?;
        insert.execute(params![arrival, title, d.text]).map_err(&error)?;
        Ok(arrival as Arrival)
    }

    /// Puts a stored document into its story.
    pub(crate) fn place(&mut self, arrival: Arrival, id: &str, print: &Fingerprint) -> Result<String> {
        let path = self.path.clone();
        let error = named(&path);
        let live = self.live.as_mut().expect("it was brought up to date before");
        let placement = live.index.place(print);
        live.index.insert(placement.clone());
        live.next = arrival + 1;
        let first = live.index.first();
        let story = match placement.story {
            Some(founder) => self.story_of(founder)?,
            None => {
                let story = format!("s{}", &id[..12.min(id.len())]);
                let sql = "INSERT INTO story (id, founder) VALUES (?1, ?2)
                    ON CONFLICT (id) DO UPDATE SET founder = excluded.founder, became = NULL";
                let mut insert = self.db.prepare_cached(sql).map_err(&error)?;
                insert.execute(params![story, arrival]).map_err(&error)?;
                story
            }
        };
        for &other in &placement.merged {
            let other = self.story_of(other)?;
            let moved = "UPDATE placement SET story = ?1 WHERE story = ?2";
            self.db.execute(moved, [&story, &other]).map_err(&error)?;
            let became = "UPDATE story SET became = ?1 WHERE id = ?2 OR became = ?2";
            self.db.execute(became, [&story, &other]).map_err(&error)?;
            let changes = self.changed()?;
            self.live.as_mut().expect("as above").changes = changes;
        }
        self.store_placement(arrival, &story, &placement)?;
        let sql = "UPDATE stamp SET value = ?1 WHERE name = 'first' AND value <> ?1";
        self.db
            .prepare_cached(sql)
            .map_err(&error)?
            .execute([first])
            .map_err(&error)?;
        Ok(story)
    }

    /// Tells other processes that their index is no longer right, and gives the number of such changes.
    pub(crate) fn changed(&self) -> Result<i64> {
        let sql = "UPDATE stamp SET value = value + 1 WHERE name = 'changes'";
        self.db.execute(sql, []).map_err(named(&self.path))?;
        self.number("SELECT value FROM stamp WHERE name = 'changes'")
    }

    fn story_of(&self, founder: Arrival) -> Result<String> {
        let sql = "SELECT coalesce(became, id) FROM story WHERE founder = ?1";
        let mut found = self.db.prepare_cached(sql).map_err(named(&self.path))?;
        let row = found.query_row([founder], |row| row.get(0)).optional();
        row.map_err(named(&self.path))?
            .ok_or_else(|| self.damaged(format!("report {founder} began a story that is not there")))
    }
}

/// A document's headline, else the first line of what is not cut from it.
pub(crate) fn headline(document: &Document) -> Option<String> {
    const LONGEST: usize = 200;
    let cut = |at: usize| {
        document
            .cut
            .iter()
            .any(|cut| (cut.span.start as usize..cut.span.end as usize).contains(&at))
    };
    let first = || {
        let mut line = String::new();
        for (at, c) in document.text.char_indices() {
            if c == '\n' && !line.trim().is_empty() || line.len() > LONGEST {
                break;
            }
            if !cut(at) {
                line.push(c);
            }
        }
        let line = line.trim().trim_start_matches('#').trim().to_owned();
        (!line.is_empty()).then_some(line)
    };
    document.title.clone().or_else(first)
}

/// What stays when a report's text changes: its address, else where it lies.
fn address(capture: &Capture, document: &Document) -> Option<String> {
    match (&document.url, &capture.place, &document.key) {
        (Some(url), ..) => Some(format!("url {url}")),
        (None, Some(place), Some(key)) => Some(format!("place {place} {key}")),
        (None, Some(place), None) if capture.line.is_none() => Some(format!("place {place}")),
        _ => None,
    }
}
