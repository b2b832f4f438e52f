//! Opening a corpus: what it is, whether it is sound, and bringing older ones up to date.

use crate::error::named;
use crate::live::Live;
use crate::{Error, Result, Stage};
use rusqlite::{Connection, OpenFlags};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A corpus.
#[derive(Debug)]
pub struct Corpus {
    pub(crate) db: Connection,
    pub(crate) path: PathBuf,
    /// The live reports, once they are needed.
    pub(crate) live: Option<Live>,
}

/// What a corpus is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// It must be there, and is only read.
    Read,
    /// It must be there, and is changed.
    Change,
    /// It is begun where it is not there.
    Begin,
}

/// Marks a SQLite file as a corpus.
const APPLICATION: i64 = 0x5261_7368;

/// How the tables came to be, version by version; what stands here is never changed, only added to.
const VERSIONS: &[&str] = &[include_str!("version1.sql"), include_str!("version2.sql")];

/// Bytes of a file whose every page is looked at when it is opened. In a larger one that would take longer than what is asked of
/// it: there [`Corpus::check`] does, and each page that is used.
const CHECKED: i64 = 64 << 20;

/// How long one process waits for another.
const PATIENCE: Duration = Duration::from_secs(30);

impl Corpus {
    /// Opens a corpus. One of an older version is brought up to date when it is opened to be changed; what it was is kept in
    /// a file beside it.
    ///
    /// # Errors
    /// Where the file is missing, no corpus, newer than the program, damaged, or cannot be written though it must.
    pub fn open(path: &Path, access: Access) -> Result<Self> {
        if !path.exists() && access != Access::Begin {
            return Err(Error::Missing(path.to_owned()));
        }
        if path.is_dir() {
            return Err(Error::NotACorpus(path.to_owned()));
        }
        let flags = match access {
            Access::Read => OpenFlags::SQLITE_OPEN_READ_ONLY,
            Access::Change => OpenFlags::SQLITE_OPEN_READ_WRITE,
            Access::Begin => OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
        };
        match Self::connect(path, path, flags, access) {
            // In a folder that cannot be written SQLite has no place for its log. Where there is no log, nobody writes either.
            Err(Error::ReadOnly(_)) if access == Access::Read && !beside(path, "-wal").exists() => {
                Self::connect(path, &unchanging(path), flags | OpenFlags::SQLITE_OPEN_URI, access)
            }
            done => done,
        }
    }

    fn connect(path: &Path, name: &Path, flags: OpenFlags, access: Access) -> Result<Self> {
        let db = Connection::open_with_flags(name, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX).map_err(named(path))?;
        let mut corpus = Self {
            db,
            path: path.to_owned(),
            live: None,
        };
        corpus.ready(access)?;
        Ok(corpus)
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Looks at every page of the file and at every report in it.
    ///
    /// # Errors
    /// Where it is damaged.
    pub fn check(&self) -> Result<()> {
        self.sound("PRAGMA integrity_check(1)")?;
        let mut all = self
            .db
            .prepare("SELECT id FROM capture ORDER BY id")
            .map_err(named(&self.path))?;
        let ids = all
            .query_map([], |row| row.get::<_, i64>(0))
            .map_err(named(&self.path))?;
        for id in ids {
            self.capture(id.map_err(named(&self.path))?)?;
        }
        Ok(())
    }

    pub(crate) fn damaged(&self, what: impl Into<String>) -> Error {
        Error::Damaged {
            path: self.path.clone(),
            what: what.into(),
        }
    }

    fn ready(&mut self, access: Access) -> Result<()> {
        self.db.busy_timeout(PATIENCE).map_err(named(&self.path))?;
        let known = VERSIONS.len() as i64;
        let mut found = self.version()?;
        if found == 0 && access == Access::Begin {
            if self.is_blank()? {
                self.begin()?;
            }
            // Where another process began it meanwhile, that is seen now.
            found = self.version()?;
        }
        if found == 0 || self.number("PRAGMA application_id")? != APPLICATION {
            return Err(Error::NotACorpus(self.path.clone()));
        }
        if found > known {
            return Err(Error::Newer {
                path: self.path.clone(),
                found,
                known,
            });
        }
        if self.number("PRAGMA page_count")? * self.number("PRAGMA page_size")? <= CHECKED {
            self.sound("PRAGMA quick_check(1)")?;
        }
        if access != Access::Read {
            self.settings()?;
        }
        if found < known {
            self.bring_up(found, access)?;
        }
        Ok(())
    }

    fn is_blank(&self) -> Result<bool> {
        Ok(self.number("SELECT count(*) FROM sqlite_schema")? == 0)
    }

    pub(crate) fn number(&self, sql: &str) -> Result<i64> {
        let mut one = self.db.prepare_cached(sql).map_err(named(&self.path))?;
        one.query_row([], |row| row.get(0)).map_err(named(&self.path))
    }

    fn version(&self) -> Result<i64> {
        self.number("PRAGMA user_version")
    }

    fn sound(&self, pragma: &str) -> Result<()> {
        let found: String = self
            .db
            .query_row(pragma, [], |row| row.get(0))
            .map_err(named(&self.path))?;
        if found == "ok" {
            Ok(())
        } else {
            Err(self.damaged(found.lines().last().unwrap_or_default()))
        }
    }

    /// A log beside the file makes each transaction whole whenever the process ends; readers are not held up by a writer.
    fn settings(&self) -> Result<()> {
        let sql = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;";
        self.db.execute_batch(sql).map_err(named(&self.path))
    }

    fn begin(&mut self) -> Result<()> {
        self.settings()?;
        // Another process may begin the same corpus at the same moment.
        self.transaction(|corpus| {
            if !corpus.is_blank()? {
                return Ok(());
            }
            corpus.run_from(0)?;
            [Stage::Documents, Stage::Search, Stage::Stories]
                .iter()
                .try_for_each(|&stage| corpus.stamp(stage))
        })
    }

    /// Keeps the file as it was, then runs what newer versions changed.
    fn bring_up(&mut self, found: i64, access: Access) -> Result<()> {
        if access == Access::Read {
            let change = Self::open(&self.path, Access::Change)?;
            drop(change);
            return Ok(());
        }
        let backup = self.path.with_added_extension(format!("version{found}"));
        if !backup.exists() {
            let sql = "VACUUM INTO ?1";
            let name = backup.to_string_lossy();
            self.db.execute(sql, [&name]).map_err(named(&self.path))?;
        }
        self.transaction(|corpus| {
            let found = corpus.version()?;
            corpus.run_from(found)
        })
    }

    fn run_from(&self, version: i64) -> Result<()> {
        let error = named(&self.path);
        for sql in &VERSIONS[version as usize..] {
            self.db.execute_batch(sql).map_err(&error)?;
        }
        self.db
            .pragma_update(None, "application_id", APPLICATION)
            .map_err(&error)?;
        self.db
            .pragma_update(None, "user_version", VERSIONS.len() as i64)
            .map_err(&error)
    }

    /// Runs `change` so that it happens wholly or not at all; no other process changes the corpus meanwhile.
    pub(crate) fn transaction<T>(&mut self, change: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        self.db.execute_batch("BEGIN IMMEDIATE").map_err(named(&self.path))?;
        let done = change(self);
        let end = if done.is_ok() { "COMMIT" } else { "ROLLBACK" };
        let ended = self.db.execute_batch(end).map_err(named(&self.path));
        if done.is_err() || ended.is_err() {
            // What the index took in meanwhile may not be in the file.
            self.live = None;
            if !self.db.is_autocommit() {
                let _ = self.db.execute_batch("ROLLBACK");
            }
        }
        let done = done?;
        ended?;
        Ok(done)
    }
}

/// A file that SQLite keeps beside a corpus.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// A file's address for SQLite that says that nobody changes it.
fn unchanging(path: &Path) -> PathBuf {
    let name = path.to_string_lossy();
    let name = name.replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    format!("file:{name}?immutable=1").into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Added, Capture};
    use rashomon::ingest::Given;
    use rashomon::story::print::fingerprint;

    fn add(corpus: &mut Corpus, number: usize) -> Result<Added> {
        let words = (0..400).map(|word| format!("{number}word{}", word * number % 997));
        let capture = Capture {
            name: format!("{number}.txt"),
            line: None,
            place: None,
            given: Given::default(),
            bytes: words.collect::<Vec<_>>().join(" ").into_bytes(),
        };
        let document = capture.documents().remove(0);
        corpus.add(&capture, &document, &fingerprint(&document), 100)
    }

    #[test]
    fn a_full_disk_is_told_and_loses_nothing() {
        let folder = tempfile::TempDir::new().expect("a folder");
        let path = folder.path().join("desk.corpus");
        let mut corpus = Corpus::open(&path, Access::Begin).expect("it is begun");
        // SQLite ends at so many pages as it does where no room is left.
        corpus
            .db
            .execute_batch("PRAGMA max_page_count = 60")
            .expect("it is set");
        let full = (1..100).find(|&number| match add(&mut corpus, number) {
            Ok(_) => false,
            Err(error) => {
                assert!(matches!(error, Error::Full(_)), "{error}");
                true
            }
        });
        let full = full.expect("it was full at some time");
        assert!(full > 1);
        assert_eq!(corpus.len().expect("it is read"), full - 1);
        drop(corpus);
        let mut corpus = Corpus::open(&path, Access::Begin).expect("it opens");
        corpus.check().expect("it is sound");
        add(&mut corpus, full).expect("there is room again");
        assert_eq!(corpus.len().expect("it is read"), full);
    }
}
