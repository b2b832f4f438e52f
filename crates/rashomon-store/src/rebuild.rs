//! Taking reports out, and making again what is made from captures.

use crate::error::named;
use crate::live::Live;
use crate::{Corpus, Result};
use rashomon::story::index::{Arrival, Index};
use rashomon::story::print::fingerprint;
use std::collections::BTreeMap;

/// What is made from captures, each from what stands before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Texts and their metadata.
    Documents,
    /// The index of words.
    Search,
    /// Stories: in the canonical order, as if all had come at once.
    Stories,
}

impl Stage {
    /// As which it is stamped, and the version in which it is made now: raised where what was made before cannot be gone on
    /// from.
    fn stamp(self) -> (&'static str, i64) {
        match self {
            Self::Documents => ("documents", 1),
            Self::Search => ("search", 1),
            Self::Stories => ("stories", 2),
        }
    }
}

impl Corpus {
    /// Fails where a stage was made by another version of the program.
    pub(crate) fn current(&self, stage: Stage) -> Result<()> {
        let (name, version) = stage.stamp();
        let found = self.number(&format!("SELECT value FROM stamp WHERE name = '{name}'"))?;
        if found == version {
            Ok(())
        } else {
            Err(crate::Error::Stale)
        }
    }

    /// Marks a stage as made by this version.
    pub(crate) fn stamp(&self, stage: Stage) -> Result<()> {
        let (name, version) = stage.stamp();
        self.run(&format!("UPDATE stamp SET value = {version} WHERE name = '{name}'"))
    }

    /// Takes a report out with all that was made from it, and its capture where nothing else comes from that. Gives its id,
    /// of which the beginning is enough.
    ///
    /// # Errors
    /// Where there is none or the corpus cannot be written.
    pub fn remove(&mut self, id: &str) -> Result<String> {
        self.transaction(|corpus| {
            let id = corpus.document_by_prefix(id)?;
            let sql = "SELECT arrival, capture FROM document WHERE id = ?1";
            let row = corpus.db.query_row(sql, [&id], |row| Ok((row.get(0)?, row.get(1)?)));
            let (arrival, capture): (i64, i64) = row.map_err(named(&corpus.path))?;
            let steps = [
                (
                    "INSERT INTO words (words, rowid, title, text) SELECT 'delete', arrival, title, text FROM document WHERE arrival = ?1",
                    arrival,
                ),
                ("DELETE FROM copy WHERE arrival = ?1 OR other = ?1", arrival),
                ("DELETE FROM placement WHERE arrival = ?1", arrival),
                ("UPDATE placement SET like = NULL WHERE like = ?1", arrival),
                (
                    "UPDATE document SET revises = (SELECT revises FROM document WHERE arrival = ?1) WHERE revises = ?1",
                    arrival,
                ),
                ("DELETE FROM document WHERE arrival = ?1", arrival),
                (
                    "DELETE FROM capture WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM document WHERE capture = ?1)",
                    capture,
                ),
            ];
            for (sql, parameter) in steps {
                corpus.db.execute(sql, [parameter]).map_err(named(&corpus.path))?;
            }
            corpus.changed()?;
            Ok(id)
        })
    }

    /// Makes a stage again, wholly or not at all. `tick` is told of each report.
    ///
    /// # Errors
    /// Where the corpus is damaged or cannot be written.
    pub fn rebuild(&mut self, stage: Stage, tick: &mut dyn FnMut()) -> Result<()> {
        self.transaction(|corpus| {
            match stage {
                Stage::Documents => corpus.rebuild_documents(tick)?,
                Stage::Search => corpus.run("INSERT INTO words (words) VALUES ('rebuild')")?,
                Stage::Stories => corpus.rebuild_stories(tick)?,
            }
            corpus.stamp(stage)?;
            corpus.changed().map(drop)
        })
    }

    /// How many reports there are.
    ///
    /// # Errors
    /// Where the corpus cannot be read.
    pub fn len(&self) -> Result<usize> {
        Ok(self.number("SELECT count(*) FROM document")? as usize)
    }

    /// Whether there is no report.
    ///
    /// # Errors
    /// Where the corpus cannot be read.
    pub fn is_empty(&self) -> Result<bool> {
        Ok(self.len()? == 0)
    }

    fn run(&self, sql: &str) -> Result<()> {
        self.db.execute_batch(sql).map_err(named(&self.path))
    }

    /// Documents whose captures are read as before keep their ids; of a capture that is read otherwise now, the first
    /// document takes the place of the one that there was.
    fn rebuild_documents(&mut self, tick: &mut dyn FnMut()) -> Result<()> {
        let path = self.path.clone();
        let error = named(&path);
        let sql = "SELECT arrival, id, capture FROM document ORDER BY arrival";
        let mut all = self.db.prepare(sql).map_err(&error)?;
        let rows = all
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .map_err(&error)?;
        for row in rows {
            let (arrival, id, capture): (i64, String, i64) = row.map_err(&error)?;
            let documents = self.capture(capture)?.documents();
            let same = documents.iter().find(|d| d.id.0 == id).or(documents.first());
            if let Some(d) = same {
                let title = crate::add::headline(d);
                let published = d.published.as_ref().map(|p| &p.rfc3339);
                let sql = "UPDATE OR IGNORE document SET id = ?1, path = ?2, key = ?3, publisher = ?4, title = ?5,
                    published = ?6, language = ?7, text = ?8 WHERE arrival = ?9";
                let values = rusqlite::params![
                    d.id.0,
                    d.path,
                    d.key,
                    d.publisher,
                    title,
                    published,
                    d.language,
                    d.text,
                    arrival
                ];
                self.db
                    .prepare_cached(sql)
                    .map_err(&error)?
                    .execute(values)
                    .map_err(&error)?;
            }
            tick();
        }
        drop(all);
        self.run("INSERT INTO words (words) VALUES ('rebuild')")
    }

    /// Arrivals are given anew in the canonical order. A new story takes the id of the old one that most of its reports
    /// had; an id that no story has any more leads to the one that has most of its reports.
    fn rebuild_stories(&mut self, tick: &mut dyn FnMut()) -> Result<()> {
        let error_path = self.path.clone();
        let error = named(&error_path);
        let before = self.story_by_document()?;
        self.run(
            "CREATE TEMP TABLE canonical AS
                SELECT arrival AS old, row_number() OVER (ORDER BY published IS NULL, published, path, key, version, id)
                    + (SELECT seq FROM sqlite_sequence WHERE name = 'document') AS new
                FROM (SELECT *, row_number() OVER (PARTITION BY address ORDER BY arrival) * (address IS NOT NULL) AS version
                    FROM document);
            CREATE UNIQUE INDEX temp.canonical_old ON canonical (old);
            DELETE FROM copy; DELETE FROM placement; DELETE FROM story;
            UPDATE document SET arrival = (SELECT new FROM canonical WHERE old = arrival);
            UPDATE document SET revises = (SELECT max(o.arrival) FROM document o
                WHERE o.address = document.address AND o.arrival < document.arrival) WHERE address IS NOT NULL;
            DROP TABLE canonical;
            UPDATE stamp SET value = (SELECT coalesce(min(arrival), 1) FROM document) WHERE name = 'first';
            UPDATE sqlite_sequence SET seq = (SELECT coalesce(max(arrival), seq) FROM document) WHERE name = 'document';
            INSERT INTO words (words) VALUES ('rebuild');",
        )?;
        let first = self.number("SELECT value FROM stamp WHERE name = 'first'")? as Arrival;
        self.live = Some(Live {
            index: Index::starting_at(first),
            next: first,
            changes: self.number("SELECT value FROM stamp WHERE name = 'changes'")?,
        });
        let sql = "SELECT arrival, id, capture FROM document ORDER BY arrival";
        let mut all: Vec<(Arrival, String, i64)> = Vec::new();
        {
            let mut rows = self.db.prepare(sql).map_err(&error)?;
            let rows = rows
                .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
                .map_err(&error)?;
            for row in rows {
                all.push(row.map_err(&error)?);
            }
        }
        for (arrival, id, capture) in all {
            let documents = self.capture(capture)?.documents();
            let document = documents.iter().find(|d| d.id.0 == id).ok_or(crate::Error::Stale)?;
            self.place(arrival, &id, &fingerprint(document))?;
            tick();
        }
        self.keep_ids(&before)
    }

    fn story_by_document(&self) -> Result<BTreeMap<String, String>> {
        let error = named(&self.path);
        let sql = "SELECT d.id, p.story FROM document d JOIN placement p ON p.arrival = d.arrival";
        let mut all = self.db.prepare(sql).map_err(&error)?;
        let rows = all
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
            .map_err(&error)?;
        rows.collect::<rusqlite::Result<_>>().map_err(&error)
    }

    fn keep_ids(&self, before: &BTreeMap<String, String>) -> Result<()> {
        let mut shared: BTreeMap<(String, String), usize> = BTreeMap::new();
        for (document, new) in self.story_by_document()? {
            if let Some(old) = before.get(&document) {
                *shared.entry((old.clone(), new)).or_default() += 1;
            }
        }
        let mut pairs: Vec<(usize, String, String)> = shared.into_iter().map(|((old, new), n)| (n, old, new)).collect();
        pairs.sort_by(|a, b| b.0.cmp(&a.0).then((&a.1, &a.2).cmp(&(&b.1, &b.2))));
        // Each new story's id, and what each old id leads to.
        let (mut named_as, mut leads): (BTreeMap<&String, &String>, BTreeMap<&String, &String>) = Default::default();
        for (_, old, new) in &pairs {
            if !leads.contains_key(old) && !named_as.contains_key(new) {
                named_as.insert(new, old);
            }
            leads.entry(old).or_insert(new);
        }
        let error = named(&self.path);
        // Two steps, so that no two stories go by one name in between.
        for (new, old) in &named_as {
            self.db
                .execute("UPDATE placement SET story = '+' || ?1 WHERE story = ?2", [old, new])
                .map_err(&error)?;
            self.db
                .execute("UPDATE story SET became = '+' || ?1 WHERE became = ?2", [old, new])
                .map_err(&error)?;
            self.db
                .execute("UPDATE story SET id = '+' || ?1 WHERE id = ?2", [old, new])
                .map_err(&error)?;
        }
        self.run(
            "UPDATE placement SET story = substr(story, 2) WHERE story LIKE '+%';
            UPDATE story SET became = substr(became, 2) WHERE became LIKE '+%';
            UPDATE OR REPLACE story SET id = substr(id, 2) WHERE id LIKE '+%';",
        )?;
        for (old, new) in &leads {
            let now = named_as.get(new).copied().unwrap_or(new);
            if old != &now {
                let sql = "INSERT OR IGNORE INTO story (id, founder, became)
                    VALUES (?1, (SELECT coalesce(min(founder), 0) - 1 FROM story WHERE founder <= 0), ?2)";
                self.db.execute(sql, [old, &now]).map_err(&error)?;
            }
        }
        Ok(())
    }
}
