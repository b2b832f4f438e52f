//! Who is said to have said what, and through whom: source, cue and content, as PARC and PolNeAR define them.

use crate::analysis::Analysis;
use crate::document::Document;
use crate::text::Span;
use serde::{Deserialize, Serialize};

/// One attribution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribution {
    /// The whole attributed passage: the smallest span over source, cue and contents within reach of one another.
    pub span: Span,
    /// How the content stands to the source's words.
    pub kind: Kind,
    /// The content, in parts where a quotation is split ("...", he said, "...").
    pub content: Vec<Span>,
    /// The words that name the source, none where there is none ("it was claimed that").
    pub source: Option<Span>,
    /// Token index of the head of the source.
    pub source_head: Option<u32>,
    /// The words that link the two ("said", "according to", "told").
    pub cue: Span,
    /// What the cue lets one conclude about the content.
    pub force: Force,
    /// The outlet, paper or person through which the document has it, outermost first ("told Reuters", "in a court filing"),
    /// as spans of this document's text; the source itself is not among them.
    pub relays: Vec<Span>,
    /// Index of the attribution whose content holds this one, if one does.
    pub inside: Option<u32>,
}

/// How content stands to the source's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(rename = "AttributionKind")]
pub enum Kind {
    /// In quotation marks throughout.
    Direct,
    /// Without quotation marks.
    Indirect,
    /// Partly in quotation marks.
    Mixed,
}

/// What the cue says of the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Force {
    /// "said", "told": the source puts it forward.
    Says,
    /// "accused", "alleged", "claimed": the source puts it forward against someone, or the writer keeps a distance.
    Alleges,
    /// "denied", "rejected", "refuted": the source says it is not so.
    Denies,
    /// "acknowledged", "confirmed", "admitted": the source grants it.
    Grants,
    /// "hinted", "suggested", "appeared to".
    Hints,
    /// "vowed", "pledged", "plans": the source means to do it.
    Plans,
    /// "believes", "thinks", "fears", "hopes".
    Believes,
    /// "asked", "wondered whether".
    Asks,
}

/// Finds the attributions of a document, in order of their spans.
pub fn attributions(document: &Document, analysis: &Analysis) -> Vec<Attribution> {
    let _ = (document, analysis);
    Vec::new()
}
