//! Mentions: the words of one document that name someone or something, and which of them belong together.

use crate::analysis::Analysis;
use crate::document::Document;
use crate::text::Span;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Words that name someone or something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The words.
    pub span: Span,
    /// Their tokens.
    pub tokens: Range<u32>,
    /// Token index of the head.
    pub head: u32,
    /// How they name.
    pub form: Form,
    /// What they name, as far as the words tell.
    pub kind: Kind,
    /// Index of the mention in this document that this one stands for, if any: the antecedent of a pronoun, the name that
    /// a description or a short form goes with.
    pub same_as: Option<u32>,
}

/// How a mention names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// A proper name ("Aleksandar Vucic", "the SVR").
    Name,
    /// A definite description ("the Serbian president", "the agency").
    Description,
    /// A personal pronoun.
    Pronoun,
}

/// What a mention or an entity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(rename = "EntityKind")]
#[non_exhaustive]
pub enum Kind {
    /// A human being.
    Person,
    /// A company, an agency, a party, a government.
    Organisation,
    /// A country, a city, a building.
    Place,
    /// People taken together (a nationality, a family, "economists").
    Group,
    /// A news outlet or agency.
    Outlet,
    /// A statement, a law, a court paper, a study.
    Document,
    /// Anything else.
    Other,
}

/// Finds the mentions of a document, in order.
pub fn mentions(document: &Document, analysis: &Analysis) -> Vec<Mention> {
    let _ = (document, analysis);
    Vec::new()
}
