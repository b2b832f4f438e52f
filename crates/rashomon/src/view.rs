//! What a person asks for, made from a collation.

pub mod account;
mod assemble;
pub(crate) mod wire;

pub use assemble::account;
pub(crate) use assemble::generator;
