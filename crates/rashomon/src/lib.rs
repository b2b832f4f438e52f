//! Reads many reports of one affair and gives an account of them that a person can check.
//!
//! The modules stand in the order of the way a report takes; each imports only from those above it.
//!
//! [`ingest()`] makes [documents](document::Document) of bytes, [`read`] a [`Report`] of each, and [`account()`] the
//! [`Account`](view::account::Account) of them all:
//!
//! ```
//! use rashomon::ingest::Given;
//!
//! let files = [
//!     ("morning.txt", "Forty people were hurt when the ferry Albatross ran aground, police said."),
//!     ("evening.txt", "The ferry Albatross ran aground. Fifty people were hurt, the harbour office said."),
//! ];
//! let documents = files.iter().flat_map(|(path, text)| rashomon::ingest(text.as_bytes(), path, &Given::default()).value);
//! let account = rashomon::account(documents.map(rashomon::read).collect(), Vec::new());
//!
//! // Every quote is the text at its place, counted in code points.
//! let reading = &account.stories[0].points[0].readings[0].citation;
//! let document = account.documents.iter().find(|document| document.id == reading.document).expect("cited");
//! let passage = &reading.passage;
//! let there: String = document.text.chars().skip(passage.start as usize).take(passage.quote.chars().count()).collect();
//! assert_eq!(there, passage.quote);
//! ```

pub mod text;

pub mod note;

pub mod document;

pub mod ingest;

pub mod analysis;

pub mod value;

pub mod name;

pub mod attribution;

pub mod claim;

pub mod report;

pub mod story;

pub mod collation;

pub mod view;

pub mod check;

pub mod render;

pub use check::check;
pub use ingest::ingest;
pub use report::{Report, read};
pub use view::account;
