//! The corpus on disk: reports that keep, in one SQLite file.
//!
//! What is true in a corpus are its captures: bytes as they came, with their name, what was given with them and when.
//! Everything else (documents, stories, the index of words) is made from them, is stamped with the version of the stage that
//! made it, and can be made again ([`Corpus::rebuild`]). What a person decides about stories stands in a plain text file
//! beside the corpus ([`decision`]) and is laid over what the program found, so that taking a line out undoes it.
//!
//! Every report goes in by one transaction: whenever the program is stopped, a report is in wholly or not at all.

mod add;
mod capture;
pub mod decision;
mod error;
mod live;
mod open;
mod rebuild;
mod search;
mod story;

pub use add::Added;
pub use capture::Capture;
pub use error::Error;
pub use open::{Access, Corpus};
pub use rebuild::Stage;
pub use search::{Hit, Query};
pub use story::{Copied, Entry, Story};

/// What the functions of this crate give.
pub type Result<T> = std::result::Result<T, Error>;
