//! Reads many reports of one affair and gives an account of them that a person can check.
//!
//! The modules stand in the order of the way a report takes; each imports only from those above it.

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

pub mod render;

pub use ingest::ingest;
pub use report::{Report, read};
pub use view::account;
