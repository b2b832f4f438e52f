//! The small parts a page is made of, each with its template.

use super::drawing::Drawing;
use super::text::Piece;
use askama::Template;

/// A report's number, leading to the exact words in it.
#[derive(Template, Clone)]
#[template(path = "mark.html")]
pub(super) struct Mark {
    pub(super) number: usize,
    pub(super) href: String,
    pub(super) outlet: String,
}

/// A report's words with what stands around them.
#[derive(Template)]
#[template(path = "quoted.html")]
pub(super) struct Quoted {
    pub(super) mark: Mark,
    /// Other reports that have the same words.
    pub(super) also: Vec<Mark>,
    pub(super) before: String,
    pub(super) words: String,
    pub(super) after: String,
    pub(super) stance: Option<String>,
}

/// Readings that say the same.
pub(super) struct SidePart {
    pub(super) letter: String,
    /// What its readings say, or on whose word.
    pub(super) heading: String,
    pub(super) quotes: Vec<Quoted>,
    pub(super) more: Vec<Quoted>,
}

/// A point whose readings part.
#[derive(Template)]
#[template(path = "point.html")]
pub(super) struct PointPart {
    pub(super) id: String,
    pub(super) number: usize,
    pub(super) label: String,
    pub(super) about: &'static str,
    pub(super) why: String,
    pub(super) origins: String,
    pub(super) class: &'static str,
    pub(super) sides: Vec<SidePart>,
}

/// What several reports have from one origin.
pub(super) struct OneWordPart {
    pub(super) origin: String,
    pub(super) marks: Vec<Mark>,
    pub(super) points: Vec<Way>,
    pub(super) because: String,
}

/// A link within the page.
pub(super) struct Way {
    pub(super) href: String,
    pub(super) words: String,
}

/// A sentence or an event and what it stands on.
pub(super) struct Said {
    pub(super) when: String,
    pub(super) text: String,
    pub(super) marks: Vec<Mark>,
}

/// A line of the matrix.
pub(super) struct Row {
    /// Anchor, where the point has no other place on the page.
    pub(super) id: Option<String>,
    pub(super) href: Option<String>,
    pub(super) number: usize,
    pub(super) label: String,
    pub(super) origins: u32,
    pub(super) cells: Vec<Vec<Cell>>,
}

/// What one report has on one point.
pub(super) struct Cell {
    pub(super) letter: String,
    pub(super) words: String,
    pub(super) quote: String,
    pub(super) href: String,
    pub(super) stance: Option<String>,
}

/// Lines of the matrix that stand alike.
pub(super) struct Band {
    pub(super) class: &'static str,
    pub(super) heading: &'static str,
    pub(super) rows: Vec<Row>,
}

/// A link or a route of the network.
#[derive(Template)]
#[template(path = "edge.html")]
pub(super) struct EdgePart {
    pub(super) id: String,
    pub(super) number: usize,
    pub(super) source: String,
    pub(super) via: Vec<String>,
    pub(super) target: String,
    pub(super) relation: String,
    pub(super) details: Vec<(&'static str, String)>,
    pub(super) quotes: Vec<Quoted>,
}

/// Who descends from whom.
#[derive(Template)]
#[template(path = "descent.html")]
pub(super) struct DescentPart {
    pub(super) to: Mark,
    pub(super) verb: &'static str,
    pub(super) from: Mark,
    pub(super) share: Option<String>,
    pub(super) why: String,
    pub(super) passages: Vec<(Quoted, Quoted)>,
}

/// Something said, through whom.
#[derive(Template)]
#[template(path = "saying.html")]
pub(super) struct SayingPart {
    pub(super) chain: Vec<String>,
    pub(super) kind: &'static str,
    pub(super) quoted: Quoted,
}

/// All that one speaker is said to have said.
pub(super) struct SpeakerPart {
    pub(super) name: String,
    pub(super) count: String,
    pub(super) sayings: Vec<SayingPart>,
}

/// A name and where it is first met.
pub(super) struct NamePart {
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) aliases: String,
    pub(super) marks: Vec<Mark>,
}

/// What one report alone has.
pub(super) struct OnlyPart {
    pub(super) id: String,
    pub(super) mark: Mark,
    pub(super) open: Vec<Quoted>,
    pub(super) more: Vec<Quoted>,
}

/// A report in full.
pub(super) struct ReportPart {
    pub(super) id: String,
    pub(super) number: usize,
    pub(super) outlet: String,
    /// The headline, or the first words.
    pub(super) title: String,
    pub(super) byline: Option<String>,
    pub(super) date: Option<String>,
    pub(super) path: String,
    /// Only addresses that a browser opens as a page.
    pub(super) url: Option<String>,
    pub(super) language: String,
    pub(super) pieces: Vec<Piece>,
}

/// A drawing and what it shows, in words.
#[derive(Template)]
#[template(path = "drawing.svg", escape = "html")]
pub(super) struct DrawingPart {
    pub(super) id: String,
    pub(super) caption: String,
    pub(super) drawing: Drawing,
}
