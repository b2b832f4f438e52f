//! Faces of an account that are plain functions of it: HTML, terminal.

mod desk;
mod label;
pub mod terminal;
