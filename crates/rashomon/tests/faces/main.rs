//! The faces of an account, on an invented one.

mod fixture;
mod html;
mod schema;
mod telling;
mod terminal;
