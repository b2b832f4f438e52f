//! What `check` found, as it goes over the wire: the types behind `rashomon check --format json`, schema `rashomon.check/1`.
//!
//! Offsets are Unicode code points in the document's text, half open; a quote is always exactly the text at its place.

use super::rule::{Level, Rule};
use crate::note::Note;
use crate::view::account::{AccountDocument, Citation, Generator, Passage};
use schemars::{JsonSchema, generate::SchemaSettings};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The value of [`Check::schema`].
pub const SCHEMA: &str = "rashomon.check/1";

/// The JSON Schema of [`Check`], for `docs/check.schema.json`.
pub fn schema() -> serde_json::Value {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let mut schema = settings.into_generator().into_root_schema_for::<Check>().to_value();
    crate::view::account::absent_not_null(&mut schema);
    schema
}

/// A text held against its sources.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Check {
    /// Always `rashomon.check/1`.
    #[schemars(extend("const" = SCHEMA))]
    pub schema: String,
    /// What made it.
    pub generator: Generator,
    /// The text under check.
    pub text: AccountDocument,
    /// The sources it was held against, in order of publication, then path; those set aside are not among them.
    pub sources: Vec<AccountDocument>,
    /// For pages: by a document's `id`, where in the file its text stands.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub lines: BTreeMap<String, Vec<Anchor>>,
    /// Its sentences, in order.
    pub sentences: Vec<Sentence>,
    /// What was found, in order of the text.
    pub findings: Vec<Finding>,
    /// How many sentences got which verdict.
    pub summary: Summary,
    /// What was noticed on the way.
    pub notes: Vec<Note>,
}

/// From here to the next one, text and file run alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Anchor {
    /// Code point of the text.
    pub start: u32,
    /// Line of the file, from one.
    pub line: u32,
    /// Column there in code points, from one.
    pub column: u32,
}

/// A sentence of the text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "CheckedSentence")]
pub struct Sentence {
    /// Where.
    #[serde(flatten)]
    pub passage: Passage,
    /// What the sources make of it.
    pub verdict: Verdict,
    /// How well the sources bear it out, 0 to 1; none where there is nothing to compare.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score: Option<f64>,
    /// What the score was made of, for measuring.
    #[serde(skip)]
    #[schemars(skip)]
    pub features: Vec<f32>,
    /// The clauses in it that make claims of their own.
    pub clauses: Vec<Clause>,
}

/// A clause that makes a claim of its own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Clause {
    /// Where.
    #[serde(flatten)]
    pub passage: Passage,
    /// What the sources make of it.
    pub verdict: Verdict,
    /// The source sentences nearest to it that bear it out, at most three.
    pub sources: Vec<Citation>,
}

/// What the sources make of a sentence or clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It claims nothing that could be checked.
    NoClaim,
    /// One place in the sources has all of it.
    Supported,
    /// The sources have part of it, or have it with less weight.
    PartlySupported,
    /// No source speaks to it closely enough to tell.
    NotFound,
    /// A source answers the same question otherwise, and none as the text does.
    Contradicted,
}

impl Verdict {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::NoClaim => "no-claim",
            Self::Supported => "supported",
            Self::PartlySupported => "partly-supported",
            Self::NotFound => "not-found",
            Self::Contradicted => "contradicted",
        }
    }
}

/// Something to look at.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// What it is about.
    pub rule: Rule,
    /// How much it matters.
    pub level: Level,
    /// Where in the text.
    #[serde(flatten)]
    pub passage: Passage,
    /// Index of the sentence.
    pub sentence: usize,
    /// One plain sentence.
    pub message: String,
    /// One line of advice.
    pub help: String,
    /// What the sources have.
    pub sources: Vec<Citation>,
    /// The same for the same finding in another run, also where text was added above it.
    pub fingerprint: String,
    /// Why it is passed over, where somebody said so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suppressed: Option<String>,
}

/// How many sentences got which verdict.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Summary {
    /// Sentences that claim something.
    pub claims: usize,
    /// Of these, supported ones.
    pub supported: usize,
    /// Partly supported ones.
    pub partly_supported: usize,
    /// Ones that no source speaks to.
    pub not_found: usize,
    /// Contradicted ones.
    pub contradicted: usize,
    /// Share of the claims that are supported; 1 where nothing is claimed.
    pub share: f64,
}
