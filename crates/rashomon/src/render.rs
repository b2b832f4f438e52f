//! Faces of an account that are plain functions of it: HTML, terminal.

pub mod check;
mod desk;
pub mod html;
mod label;
pub mod terminal;

pub(crate) use terminal::tame;
