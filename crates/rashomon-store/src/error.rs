//! What can go wrong with a corpus.

use std::path::PathBuf;

/// What can go wrong with a corpus.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is no such file.
    #[error("there is no corpus at {}; `rashomon add PATH... --corpus {}` begins one", .0.display(), .0.display())]
    Missing(PathBuf),
    /// The file is something else.
    #[error("{} is not a corpus of rashomon", .0.display())]
    NotACorpus(PathBuf),
    /// The file was made by a later version of the program.
    #[error("{} was made by a newer rashomon (version {found} of its tables, this one knows {known})", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// The version of its tables.
        found: i64,
        /// The latest that this program knows.
        known: i64,
    },
    /// The file is damaged.
    #[error(
        "{} is damaged ({what}); take it from a backup, or add the reports to a new corpus",
        path.display()
    )]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What was found.
        what: String,
    },
    /// The file cannot be written.
    #[error("{} cannot be written: it, or its folder, is read-only or not there", .0.display())]
    ReadOnly(PathBuf),
    /// There is no room.
    #[error("the disk that holds {} is full; what was added before is kept", .0.display())]
    Full(PathBuf),
    /// Another process holds the corpus for too long.
    #[error("{} is in use by another process; try again when it is done", .0.display())]
    Busy(PathBuf),
    /// Nothing goes by that name.
    #[error("there is no {what} {id} in the corpus")]
    Unknown {
        /// Of which kind.
        what: &'static str,
        /// What was asked for.
        id: String,
    },
    /// Several things go by that beginning of a name.
    #[error("several {what} of the corpus begin with `{start}`; write more of the id")]
    Ambiguous {
        /// Of which kind.
        what: &'static str,
        /// What was asked for.
        start: String,
    },
    /// The program reads captures otherwise than when the corpus was made.
    #[error("the corpus was made by another version of rashomon; run `rashomon rebuild` once")]
    Stale,
    /// A search that is not well formed.
    #[error("the search is not well formed: {0}")]
    Query(String),
    /// A line of the file of decisions that cannot be read.
    #[error("{}, line {line}: {what}", path.display())]
    Decision {
        /// The file.
        path: PathBuf,
        /// Its line.
        line: usize,
        /// What is wrong with it.
        what: String,
    },
    /// A file beside the corpus cannot be read or written.
    #[error("{} cannot be used: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Anything else that SQLite reports.
    #[error("the corpus cannot be used: {0}")]
    Sqlite(rusqlite::Error),
}

/// What an error of SQLite means to whoever uses the corpus at `path`.
pub(crate) fn named(path: &std::path::Path) -> impl Fn(rusqlite::Error) -> Error + '_ {
    use rusqlite::ErrorCode as Code;
    move |error| match error.sqlite_error_code() {
        Some(Code::DatabaseCorrupt) => Error::Damaged {
            path: path.to_owned(),
            what: error.to_string(),
        },
        Some(Code::NotADatabase) => Error::NotACorpus(path.to_owned()),
        Some(Code::ReadOnly | Code::PermissionDenied | Code::CannotOpen) => Error::ReadOnly(path.to_owned()),
        Some(Code::DiskFull) => Error::Full(path.to_owned()),
        Some(Code::DatabaseBusy | Code::DatabaseLocked) => Error::Busy(path.to_owned()),
        _ => Error::Sqlite(error),
    }
}
