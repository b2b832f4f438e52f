//! The live reports: the index of stories, taken up again where the corpus stands.

use crate::error::named;
use crate::{Corpus, Result, Stage};
use rashomon::story::index::{Arrival, Index, Placement};
use rashomon::story::{Weight, Weighted};
use rusqlite::{Row, params};

/// The index, and how far into the corpus it goes.
#[derive(Debug)]
pub(crate) struct Live {
    pub(crate) index: Index,
    /// The arrival that comes next.
    pub(crate) next: Arrival,
    /// How often something else than additions had changed the corpus.
    pub(crate) changes: i64,
}

const COLUMNS: &str = "p.arrival, s.founder, p.bond, p.day, p.near, p.terms, p.shingles";

impl Corpus {
    /// The live reports as the corpus has them now: another process may have added or removed some.
    pub(crate) fn live(&mut self) -> Result<&mut Live> {
        self.current(Stage::Stories)?;
        let changes = self.number("SELECT value FROM stamp WHERE name = 'changes'")?;
        let mut live = match self.live.take() {
            Some(live) if live.changes == changes => live,
            _ => {
                let first = self.number("SELECT value FROM stamp WHERE name = 'first'")? as Arrival;
                Live {
                    index: Index::starting_at(first),
                    next: first,
                    changes,
                }
            }
        };
        self.catch_up(&mut live)?;
        Ok(self.live.insert(live))
    }

    fn catch_up(&self, live: &mut Live) -> Result<()> {
        let error = named(&self.path);
        let sql = format!(
            "SELECT {COLUMNS} FROM placement p JOIN story s ON s.id = p.story WHERE p.arrival >= ?1 ORDER BY p.arrival"
        );
        let mut rest = self.db.prepare_cached(&sql).map_err(&error)?;
        let mut rows = rest.query([live.next]).map_err(&error)?;
        while let Some(row) = rows.next().map_err(&error)? {
            let (arrival, placement) = placement(row).map_err(&error)?;
            live.skip_to(arrival);
            live.index.count(&placement.weighted);
            live.index.insert(placement);
            live.next = arrival + 1;
        }
        let next = self.number("SELECT coalesce(max(seq), 0) + 1 FROM sqlite_sequence WHERE name = 'document'")?;
        live.skip_to(next as Arrival);
        Ok(())
    }

    /// Stores where a report was put. `founder` tells the story.
    pub(crate) fn store_placement(&self, arrival: Arrival, story: &str, placement: &Placement) -> Result<()> {
        let sql = "INSERT INTO placement (arrival, story, score, like, bond, day, near, terms, shingles)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
        let error = named(&self.path);
        let mut insert = self.db.prepare_cached(sql).map_err(&error)?;
        let near: Vec<u8> = placement
            .near
            .iter()
            .flat_map(|(arrival, cosine)| [arrival.to_le_bytes(), cosine.to_le_bytes()].concat())
            .collect();
        let term = |w: &Weight| {
            let [a, b, c, d] = w.id.to_le_bytes();
            let [e, f] = w.full.to_le_bytes();
            [a, b, c, d, e, f, w.lead, w.title]
        };
        let weighted = &placement.weighted;
        let terms: Vec<u8> = weighted.terms().iter().flat_map(term).collect();
        let shingles: Vec<u8> = weighted.shingles().iter().flat_map(|s| s.to_le_bytes()).collect();
        let (score, bond) = (f64::from(placement.score), placement.bond.map(f64::from));
        insert
            .execute(params![
                arrival,
                story,
                score,
                placement.like,
                bond,
                placement.day,
                near,
                terms,
                shingles
            ])
            .map_err(&error)?;
        let sql = "INSERT INTO copy (arrival, other, of_new, of_old) VALUES (?1, ?2, ?3, ?4)";
        let mut insert = self.db.prepare_cached(sql).map_err(&error)?;
        for copy in &placement.copies {
            let (of_new, of_old) = (f64::from(copy.of_new), f64::from(copy.of_old));
            insert
                .execute(params![arrival, copy.arrival, of_new, of_old])
                .map_err(&error)?;
        }
        Ok(())
    }
}

impl Live {
    /// Leaves the places of reports that were taken out empty.
    fn skip_to(&mut self, arrival: Arrival) {
        while self.next < arrival {
            self.index.skip();
            self.next += 1;
        }
    }
}

fn placement(row: &Row) -> rusqlite::Result<(Arrival, Placement)> {
    let bytes = |i| row.get_ref(i)?.as_blob().map_err(rusqlite::Error::from);
    let four = |b: &[u8]| <[u8; 4]>::try_from(b).unwrap_or_default();
    let near = bytes(4)?
        .chunks_exact(8)
        .map(|b| (Arrival::from_le_bytes(four(&b[..4])), f32::from_le_bytes(four(&b[4..]))))
        .collect();
    let weight = |b: &[u8]| Weight {
        id: u32::from_le_bytes(four(&b[..4])),
        full: u16::from_le_bytes([b[4], b[5]]),
        lead: b[6],
        title: b[7],
    };
    let weighted = Weighted::new(
        bytes(5)?.chunks_exact(8).map(weight).collect(),
        bytes(6)?.chunks_exact(4).map(|b| u32::from_le_bytes(four(b))).collect(),
    );
    let placement = Placement {
        story: Some(row.get(1)?),
        bond: row.get::<_, Option<f64>>(2)?.map(|bond| bond as f32),
        day: row.get(3)?,
        near,
        weighted,
        ..Placement::default()
    };
    Ok((row.get(0)?, placement))
}
