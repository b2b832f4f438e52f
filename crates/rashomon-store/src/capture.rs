//! Captures: bytes as they came.

use crate::error::named;
use crate::{Corpus, Result};
use rashomon::document::Document;
use rashomon::ingest::{Given, published};
use rashomon::note::Noted;
use rusqlite::params;

/// Bytes as they came: a file, or one record of a file of records.
#[derive(Debug, Clone)]
pub struct Capture {
    /// The file's name as it should stand in accounts.
    pub name: String,
    /// For a record: its line.
    pub line: Option<usize>,
    /// Where it lies, as precisely as can be told: tells a revision of a report that has no address.
    pub place: Option<String>,
    /// What the caller knew of it.
    pub given: Given,
    /// The bytes.
    pub bytes: Vec<u8>,
}

impl Capture {
    /// Identity of what came: name, line, what was given, and bytes.
    pub fn hash(&self) -> [u8; 32] {
        let mut hasher = blake3::Hasher::new();
        let given = self.given_json();
        let line = self.line.unwrap_or(0).to_string();
        for part in [self.name.as_bytes(), line.as_bytes(), given.as_bytes(), &self.bytes] {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        *hasher.finalize().as_bytes()
    }

    /// The documents in it, and what was noticed.
    pub fn read(&self) -> Noted<Vec<Document>> {
        match self.line {
            Some(line) => rashomon::ingest::records(&self.bytes, &self.name, line, &self.given),
            None => rashomon::ingest(&self.bytes, &self.name, &self.given),
        }
    }

    /// The documents in it.
    pub fn documents(&self) -> Vec<Document> {
        self.read().value
    }

    fn given_json(&self) -> String {
        let published = self.given.published.as_ref().map(|p| p.rfc3339.as_str());
        serde_json::json!({
            "publisher": self.given.publisher, "published": published, "fields": self.given.fields
        })
        .to_string()
    }
}

fn given(json: &str) -> Given {
    let value: serde_json::Value = serde_json::from_str(json).unwrap_or_default();
    Given {
        publisher: value["publisher"].as_str().map(str::to_owned),
        published: value["published"].as_str().and_then(published),
        fields: serde_json::from_value(value["fields"].clone()).unwrap_or_default(),
    }
}

/// Bytes that a capture may hold when it is unpacked.
const LIMIT: usize = 1 << 30;

impl Corpus {
    /// Whether these bytes are in the corpus under this name.
    ///
    /// # Errors
    /// Where the corpus cannot be read.
    pub fn knows(&self, hash: &[u8; 32]) -> Result<bool> {
        Ok(self.capture_by(hash)?.is_some())
    }

    /// A capture, held against its hash.
    pub(crate) fn capture(&self, id: i64) -> Result<Capture> {
        let sql = "SELECT name, line, place, given, bytes, hash FROM capture WHERE id = ?1";
        let mut found = self.db.prepare_cached(sql).map_err(named(&self.path))?;
        let row = found.query_row([id], |row| {
            let packed: Vec<u8> = row.get(4)?;
            let hash: Vec<u8> = row.get(5)?;
            let capture = Capture {
                name: row.get(0)?,
                line: row.get::<_, Option<i64>>(1)?.map(|line| line as usize),
                place: row.get(2)?,
                given: given(&row.get::<_, String>(3)?),
                bytes: Vec::new(),
            };
            Ok((capture, packed, hash))
        });
        let (mut capture, packed, hash) = row.map_err(named(&self.path))?;
        // The packed bytes say how many they were.
        let size = zstd::zstd_safe::get_frame_content_size(&packed).ok().flatten();
        let size = size.map_or(LIMIT, |size| usize::try_from(size).unwrap_or(LIMIT).min(LIMIT));
        capture.bytes = zstd::bulk::decompress(&packed, size)
            .map_err(|_| self.damaged(format!("capture {id} cannot be unpacked")))?;
        if capture.hash()[..] == hash[..] {
            Ok(capture)
        } else {
            Err(self.damaged(format!("capture {id} is not what it was")))
        }
    }

    pub(crate) fn store_capture(&self, capture: &Capture, hash: &[u8; 32], now: i64) -> Result<i64> {
        let packed = zstd::bulk::compress(&capture.bytes, 1).map_err(|source| crate::Error::File {
            path: self.path.clone(),
            source,
        })?;
        let sql =
            "INSERT INTO capture (hash, name, line, place, given, added, bytes) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        let mut insert = self.db.prepare_cached(sql).map_err(named(&self.path))?;
        let line = capture.line.map(|line| line as i64);
        insert
            .insert(params![
                hash,
                capture.name,
                line,
                capture.place,
                capture.given_json(),
                now,
                packed
            ])
            .map_err(named(&self.path))
    }
}
