//! The matrix of points by reports.

use super::parts::{Band, Cell, Row};
use super::setting::{Setting, standing};
use crate::render::label;
use crate::view::account::{Point, Relation, Stance};

impl<'a> Setting<'a> {
    /// Points by reports; what one report alone speaks to is told elsewhere.
    pub(super) fn matrix(&self) -> Vec<Band> {
        let bands = [
            (Relation::Differ, "They differ"),
            (Relation::Update, "Has moved on"),
            (Relation::Agree, "They agree"),
        ];
        let band = |(relation, heading): (Relation, &'static str)| Band {
            class: standing(relation).class(),
            heading,
            rows: self.desk.points(relation).map(|p| self.row(p)).collect(),
        };
        bands
            .into_iter()
            .map(band)
            .filter(|band| !band.rows.is_empty())
            .collect()
    }

    fn row(&self, point: &'a Point) -> Row {
        let mut cells: Vec<Vec<Cell>> = self.desk.reports.iter().map(|_| Vec::new()).collect();
        let sides = self.desk.sides(point);
        let several = sides.len() > 1 && point.relation != Relation::Agree;
        for (i, side) in sides.iter().enumerate() {
            for reading in &side.readings {
                let Some(mark) = self.mark(&reading.citation) else {
                    continue;
                };
                let value = reading.value.as_deref().and_then(|v| label::value(v, point.kind));
                let telling = reading.stance != Stance::Asserts;
                cells[mark.number - 1].push(Cell {
                    letter: if several { letter(i) } else { String::new() },
                    words: brief_words(value.as_deref().unwrap_or(&reading.citation.passage.quote)),
                    quote: reading.citation.passage.quote.clone(),
                    href: mark.href,
                    stance: telling.then(|| label::stance(reading.stance, reading.holder.as_deref())),
                });
            }
        }
        let anchor = self.point_anchor(point);
        let elsewhere = point.relation != Relation::Agree;
        Row {
            href: elsewhere.then(|| format!("#{anchor}")),
            id: (!elsewhere).then_some(anchor),
            number: self.number(point),
            label: label::opening(&point.label),
            origins: point.origins,
            cells,
        }
    }
}

/// A, B, C, ... for sides; numbers beyond Z.
pub(super) fn letter(side: usize) -> String {
    match u8::try_from(side) {
        Ok(n) if n < 26 => char::from(b'A' + n).to_string(),
        _ => (side + 1).to_string(),
    }
}

/// What fits a cell of the matrix, to a word's end.
fn brief_words(words: &str) -> String {
    let Some((end, _)) = words.char_indices().nth(70) else {
        return words.to_owned();
    };
    let end = words[..end].rfind(' ').unwrap_or(end);
    format!("{}…", words[..end].trim_end())
}
