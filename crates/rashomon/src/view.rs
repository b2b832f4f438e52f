//! What a person asks for, made from a collation.

pub mod account;
mod assemble;
mod wire;

pub use assemble::account;
