//! Claims: the propositions a document carries, clause by clause.

use crate::analysis::Analysis;
use crate::attribution::Attribution;
use crate::document::Document;
use crate::text::Span;
use crate::value::Value;

/// One proposition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The clause: the shortest passage that carries the proposition.
    pub span: Span,
    /// Index of the sentence.
    pub sentence: u32,
    /// Token index of the predicate's head (a verb, or a noun or adjective after a copula, or an event noun).
    pub predicate: u32,
    /// Who and what take part.
    pub participants: Vec<Participant>,
    /// Whether it is stated as so; false under "not", "never", "no".
    pub positive: bool,
    /// How firmly.
    pub certainty: Certainty,
    /// Indices into the document's values.
    pub values: Vec<u32>,
    /// Index of the innermost attribution whose content holds the claim.
    pub attribution: Option<u32>,
}

/// Someone or something in a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participant {
    /// What it does there.
    pub role: Role,
    /// Token index of its head.
    pub head: u32,
    /// Its words.
    pub span: Span,
}

/// The part a participant plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Role {
    /// Who does it (the logical subject, also of a passive).
    Agent,
    /// What it is done to (the logical object), or what is said to be so.
    Theme,
    /// To or for whom.
    Recipient,
    /// Through whom ("through intermediaries such as ...").
    Via,
    /// With what ("using fake end-user certificates").
    Means,
    /// Where.
    Place,
    /// From whom or where.
    From,
    /// What someone or something is said to be (after a copula).
    Attribute,
    /// Why.
    Cause,
}

/// How firmly a claim is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// As a fact.
    Fact,
    /// Alleged.
    Alleged,
    /// Someone says it is not so.
    Denied,
    /// Hinted, possible, reported.
    Hinted,
    /// Meant to happen.
    Planned,
}

/// Finds the claims of a document, in order.
pub fn claims(document: &Document, analysis: &Analysis, values: &[Value], attributions: &[Attribution]) -> Vec<Claim> {
    let _ = (document, analysis, values, attributions);
    Vec::new()
}
