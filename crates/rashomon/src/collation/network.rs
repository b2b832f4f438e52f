//! Who did what to whom through whom, on whose word.

use super::Place;
use super::entity::Entities;
use super::point::Stance;
use crate::report::Report;

/// One link between two entities; with `via` or `goods` it is a route.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    /// Index of the entity that does it.
    pub source: u32,
    /// Index of the entity that it reaches.
    pub target: u32,
    /// Indices of the entities that it passes through.
    pub via: Vec<u32>,
    /// What is done.
    pub relation: String,
    /// What passes.
    pub goods: Option<String>,
    /// How much of it.
    pub amount: Option<String>,
    /// Licences, certificates.
    pub papers: Option<String>,
    /// When.
    pub period: Option<String>,
    /// On whose word.
    pub stance: Stance,
    /// Canonical name of whoever says or denies it.
    pub holder: Option<String>,
    /// Where.
    pub places: Vec<Place>,
}

/// The links of a story.
pub(crate) fn network(reports: &[&Report], entities: &Entities) -> Vec<Edge> {
    let _ = (reports, entities);
    Vec::new()
}
