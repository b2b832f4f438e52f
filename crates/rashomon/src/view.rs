//! What a person asks for, made from a collation.

pub mod account;
mod assemble;
pub mod news;
pub(crate) mod wire;

pub(crate) use assemble::generator;
pub use assemble::{account, story};
pub use wire::documents;
