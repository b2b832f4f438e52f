//! Faces of a check: findings for a terminal, one line a finding.

pub mod html;
pub mod line;
pub mod sarif;
pub mod terminal;

use crate::check::wire::{Check, Finding};
use crate::view::account::{AccountDocument, Citation, Passage};

/// Line and column in its file of a code point of a document, both from one, the column in code points.
fn place(check: &Check, document: &AccountDocument, at: u32) -> (usize, usize) {
    let anchors = check.lines.get(&document.id).map_or(&[][..], Vec::as_slice);
    if let Some(last) = anchors.partition_point(|a| a.start <= at).checked_sub(1) {
        let anchor = anchors[last];
        return (anchor.line as usize, (anchor.column + at - anchor.start) as usize);
    }
    let (mut line, mut column) = (1, 1);
    for c in document.text.chars().take(at as usize) {
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
            let line = place(check, document, citation.passage.start).0;
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
    let (line, column) = place(check, &check.text, passage.start);
    format!("{}:{line}:{column}", check.text.path)
}

/// What is to be shown: findings at or above the least level that nobody passed over.
pub fn shown(check: &Check, least: crate::check::rule::Level) -> impl Iterator<Item = &Finding> {
    check
        .findings
        .iter()
        .filter(move |f| f.level >= least && f.suppressed.is_none())
}
