//! The account as one page of HTML that needs nothing else: no network, no fonts, and no script to be read.

mod drawing;
mod graphs;
mod matrix;
mod page;
mod parts;
mod setting;
mod text;

use crate::view::account::Account;
use askama::Template;

/// Sets an account as a self-contained HTML page.
pub fn account(account: &Account) -> String {
    let page = page::Page::new(account);
    page.render().expect("writing to a string does not fail")
}
