//! What a person asks for, made from a collation.

pub mod account;
