//! Faces of an account that are plain functions of it: HTML, terminal.

mod desk;
pub mod html;
mod label;
pub mod terminal;
