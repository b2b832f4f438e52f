//! The account as it goes over the wire: the types behind `rashomon read --format json`, schema `rashomon.account/1`.
//!
//! Offsets are Unicode code points in the document's text, half open; a quote is always exactly the text at its place.

use crate::attribution::Kind as AttributionKind;
pub use crate::attribution::OriginKind;
use crate::document::CutReason;
use crate::name::Kind as EntityKind;
use crate::note::Note;
use schemars::{JsonSchema, generate::SchemaSettings};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The value of [`Account::schema`].
pub const SCHEMA: &str = "rashomon.account/1";

/// The JSON Schema of [`Account`], for `docs/account.schema.json`.
pub fn schema() -> serde_json::Value {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let mut schema = settings.into_generator().into_root_schema_for::<Account>().to_value();
    absent_not_null(&mut schema);
    schema
}

/// What is not known is left out of an account and never null, so a property that need not be there may not be null.
pub(crate) fn absent_not_null(schema: &mut serde_json::Value) {
    use serde_json::Value;
    let required = schema
        .get("required")
        .and_then(Value::as_array)
        .cloned()
        .unwrap_or_default();
    if let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) {
        for (_, property) in properties
            .iter_mut()
            .filter(|(name, _)| !required.iter().any(|r| r == name.as_str()))
        {
            if let Some(types) = property.get_mut("type").filter(|types| types.is_array()) {
                *types = types[0].take();
            } else if let Some(reference) = property.get("anyOf").and_then(|any| any[0].get("$ref")).cloned() {
                property.as_object_mut().expect("has a key").remove("anyOf");
                property["$ref"] = reference;
            }
        }
    }
    match schema {
        Value::Object(parts) => parts.values_mut().for_each(absent_not_null),
        Value::Array(parts) => parts.iter_mut().for_each(absent_not_null),
        _ => {}
    }
}

/// The account of a set of documents.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Account {
    /// Always `rashomon.account/1`.
    #[schemars(extend("const" = SCHEMA))]
    pub schema: String,
    /// What made it.
    pub generator: Generator,
    /// The reports, in order of their ids' first use: by publication, then path.
    pub documents: Vec<AccountDocument>,
    /// The affairs they are about.
    pub stories: Vec<AccountStory>,
    /// What was noticed on the way.
    pub notes: Vec<Note>,
}

impl Account {
    /// From this confidence on a reading is shown to people: more likely than not.
    const SURE: f64 = 0.5;

    /// The account without the readings that may well speak to another thing than their point, and without the agreements that
    /// this leaves to one report.
    pub(crate) fn sure(&self) -> Self {
        let mut out = self.clone();
        for point in out.stories.iter_mut().flat_map(|story| &mut story.points) {
            point.readings.retain(|r| r.confidence.is_none_or(|c| c >= Self::SURE));
            let left: BTreeSet<&str> = point.readings.iter().map(|r| r.citation.document.as_str()).collect();
            for witness in &mut point.witnesses {
                witness.documents.retain(|d| left.contains(d.as_str()));
            }
            let alone = left.len() < 2;
            point.witnesses.retain(|w| !w.documents.is_empty());
            point.origins = point.witnesses.len() as u32;
            if point.relation == Relation::Agree {
                point.why = agreement(&point.witnesses);
                if alone {
                    point.readings.clear();
                }
            }
        }
        for story in &mut out.stories {
            story.points.retain(|p| !p.readings.is_empty());
        }
        out
    }
}

/// On how many origins readings agree, in one sentence.
pub(super) fn agreement(witnesses: &[Witness]) -> String {
    match witnesses {
        [one] => format!("All have it from one origin: {}.", one.because),
        many => format!("They agree, on {} independent origins.", many.len()),
    }
}

/// What made an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Generator {
    /// `rashomon`.
    pub name: String,
    /// Its version.
    pub version: String,
    /// The models it used.
    pub models: Vec<String>,
}

/// One report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[expect(missing_docs, reason = "the fields are those of `Document`, documented there")]
pub struct AccountDocument {
    pub id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    pub path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub byline: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    pub language: String,
    pub text: String,
    pub cut: Vec<AccountCut>,
}

/// A stretch of a document.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Passage {
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// The words there.
    pub quote: String,
}

/// A stretch that is not part of the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AccountCut {
    /// Where.
    #[serde(flatten)]
    pub passage: Passage,
    /// Why.
    pub why: CutReason,
}

/// The exact words in a report that a line of the account stands on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Citation {
    /// Document id.
    pub document: String,
    /// Where in it.
    #[serde(flatten)]
    pub passage: Passage,
}

/// One affair.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AccountStory {
    /// Identity: from its earliest document.
    pub id: String,
    /// What it is about, in a report's own words.
    pub title: String,
    /// Document ids.
    pub documents: Vec<String>,
    /// Who and what takes part.
    pub entities: Vec<Entity>,
    /// What the reports speak to.
    pub points: Vec<Point>,
    /// Who says what through whom.
    pub attributions: Vec<AccountAttribution>,
    /// What each report draws on.
    pub origins: Vec<Origin>,
    /// Which report descends from which.
    pub lineage: Vec<Descent>,
    /// What one report alone has, weightiest first within a document.
    pub only_in: Vec<Citation>,
    /// When what happened.
    pub timeline: Vec<Moment>,
    /// Who did what to whom through whom.
    pub network: Network,
    /// The affair in a few sentences.
    pub brief: Vec<BriefSentence>,
}

/// Someone or something, across the documents of a story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Entity {
    /// Identity within the story.
    pub id: String,
    /// Canonical name.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// Other names and descriptions.
    pub aliases: Vec<String>,
    /// Where it is named.
    pub mentions: Vec<Citation>,
}

/// One checkable thing that reports speak to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Point {
    /// Identity within the story.
    pub id: String,
    /// What it is about, in a few words.
    pub label: String,
    /// What sort of thing it is.
    pub kind: PointKind,
    /// How the readings stand to one another.
    pub relation: Relation,
    /// How they part.
    pub difference: Option<Difference>,
    /// One plain sentence.
    pub why: String,
    /// Number of independent origins.
    pub origins: u32,
    /// Who bears it out.
    pub witnesses: Vec<Witness>,
    /// What each document has there.
    pub readings: Vec<Reading>,
}

/// What sort of thing a point is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the words of the contract")]
pub enum PointKind {
    Quantity,
    Date,
    Name,
    Place,
    Participant,
    Status,
    Quotation,
    Statement,
}

/// How the readings of a point stand to one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Relation {
    /// One document alone speaks to it.
    Single,
    /// The same, also where one is less precise.
    Agree,
    /// They cannot both be so, or a careful reader would want to know.
    Differ,
    /// One is a later state of affairs.
    Update,
}

/// How readings part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the words of the contract")]
pub enum Difference {
    Quantity,
    Date,
    Name,
    Place,
    Participant,
    Status,
    Denial,
    Attribution,
    Quotation,
    Cause,
}

/// One independent origin of a point and the documents that have it from there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Witness {
    /// Canonical name of the origin.
    pub origin: String,
    /// Document ids.
    pub documents: Vec<String>,
    /// Why they count as one.
    pub because: String,
}

/// What one document has on a point.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Reading {
    /// The shortest passage that carries it.
    #[serde(flatten)]
    pub citation: Citation,
    /// Normalised value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// On whose word.
    pub stance: Stance,
    /// Canonical name of whoever says or denies it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holder: Option<String>,
    /// How likely it is, 0 to 1, that it speaks to the same thing as another report's reading here; left out where that is
    /// not in doubt.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f64>,
}

/// On whose word a reading stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Stance {
    /// In the outlet's own voice.
    Asserts,
    /// Someone named or described says it.
    Attributed,
    /// Someone denies it.
    Denies,
    /// In the outlet's own voice, but hinting.
    Hedged,
}

/// Who says what through whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AccountAttribution {
    /// The whole attributed passage.
    #[serde(flatten)]
    pub citation: Citation,
    /// How the content stands to the source's words.
    pub kind: AttributionKind,
    /// What is attributed.
    pub content: Passage,
    /// Further parts of a split quotation.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub content_more: Vec<Passage>,
    /// Who it is attributed to, as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Passage>,
    /// The words that link the two.
    pub cue: Passage,
    /// Canonical name of the first speaker.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub speaker: Option<String>,
    /// Canonical names from the document's outlet inward to the first speaker.
    pub chain: Vec<String>,
    /// Whether the content says something by itself: it has a verb, or some words of the speaker's own ("accused her of theft" has none).
    #[serde(default = "yes")]
    pub statement: bool,
}

/// What accounts made before `statement` was told are taken to hold.
fn yes() -> bool {
    true
}

/// Where a document has something from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Origin {
    /// Where it says so.
    #[serde(flatten)]
    pub citation: Citation,
    /// Canonical name.
    pub origin: String,
    /// What sort of origin.
    pub kind: OriginKind,
}

/// One document descends from another, or both from a third.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Descent {
    /// The earlier witness.
    pub from: String,
    /// The later one.
    pub to: String,
    /// How.
    pub kind: DescentKind,
    /// Share of `to`'s report text, 0 to 1.
    pub share: f64,
    /// The passages they share.
    pub passages: Vec<PassagePair>,
    /// One plain sentence.
    pub why: String,
}

/// How one document descends from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DescentKind {
    /// The same words.
    Copy,
    /// The same quotations.
    Quotation,
    /// The same outlet's own later version.
    Revision,
    /// Both have it from a third.
    CommonOrigin,
}

/// The same words in two documents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PassagePair {
    /// In the earlier witness.
    pub from: Citation,
    /// In the later one.
    pub to: Citation,
}

/// A time and what is said of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Moment {
    /// Extended Date/Time Format.
    pub when: String,
    /// What is said to have happened.
    pub text: String,
    /// Where.
    pub citations: Vec<Citation>,
}

/// Who did what to whom through whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, Default)]
pub struct Network {
    /// Entity ids.
    pub nodes: Vec<String>,
    /// What links them.
    pub edges: Vec<Edge>,
}

/// One link; with `via` or `goods` it is a route.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Edge {
    /// Entity id of who does it.
    pub source: String,
    /// Entity id of whom it reaches.
    pub target: String,
    /// Entity ids of those it passes through.
    pub via: Vec<String>,
    /// What is done.
    pub relation: String,
    /// What passes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub goods: Option<String>,
    /// How much of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<String>,
    /// Licences, certificates.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub papers: Option<String>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
    /// On whose word.
    pub stance: Stance,
    /// Canonical name of whoever says or denies it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub holder: Option<String>,
    /// Where.
    pub citations: Vec<Citation>,
}

/// One sentence of the brief.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BriefSentence {
    /// The sentence.
    pub text: String,
    /// What it stands on, at least one.
    pub citations: Vec<Citation>,
}
