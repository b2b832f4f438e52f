//! Faces of a check: findings for a terminal, one line a finding.

pub mod html;
pub mod line;
pub mod sarif;
pub mod terminal;

use crate::check::wire::{Check, Finding};
use crate::view::account::{AccountDocument, Citation, Passage};

/// Line and column of a code point, both from one, the column in code points.
fn place(text: &str, at: u32) -> (usize, usize) {
    let (mut line, mut column) = (1, 1);
    for c in text.chars().take(at as usize) {
        if c == '\n' {
            line += 1;
            column = 1;
        } else {
            column += 1;
        }
    }
    (line, column)
}

fn source<'a>(check: &'a Check, citation: &Citation) -> Option<&'a AccountDocument> {
    check.sources.iter().find(|d| d.id == citation.document)
}

/// `path:line` of a citation, with the outlet.
fn cited(check: &Check, citation: &Citation) -> String {
    match source(check, citation) {
        Some(document) => {
            let line = place(&document.text, citation.passage.start).0;
            let outlet = document
                .publisher
                .as_deref()
                .map_or(String::new(), |p| format!(" ({p})"));
            format!("{}:{line}{outlet}", document.path)
        }
        None => citation.document.clone(),
    }
}

/// `path:line:column` of a passage of the text.
fn at(check: &Check, passage: &Passage) -> String {
    let (line, column) = place(&check.text.text, passage.start);
    format!("{}:{line}:{column}", check.text.path)
}

/// What is to be shown: findings at or above the least level that nobody passed over.
pub fn shown(check: &Check, least: crate::check::rule::Level) -> impl Iterator<Item = &Finding> {
    check
        .findings
        .iter()
        .filter(move |f| f.level >= least && f.suppressed.is_none())
}
