//! An account with its documents under short names, and where words stand in them.

use crate::page::Report;
use rashomon::ingest::{Given, published};
use rashomon::view::account::{Account, AccountDocument, AccountStory, Citation, Passage};
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

/// A citation of more characters than this points at nothing in particular.
const LONGEST: usize = 200;

pub(crate) struct World {
    pub(crate) account: Account,
    /// Index of each document by its key, or the stem of its path where it has no key.
    documents: BTreeMap<String, usize>,
}

impl World {
    /// The account of the reports of a page.
    pub(crate) fn of(reports: &[Report]) -> Self {
        let files = reports.iter().map(|report| {
            let given = Given {
                publisher: report.publisher.clone(),
                published: report.published.as_deref().map(|date| published(date).expect("a date")),
                ..Given::default()
            };
            (report.path.clone(), report.text.clone().into_bytes(), given)
        });
        Self::read(files)
    }

    /// The account of the files of a folder.
    pub(crate) fn of_folder(folder: &Path) -> Self {
        let entries = std::fs::read_dir(folder).expect("the folder is there");
        let mut files: Vec<_> = entries.map(|entry| entry.expect("readable").path()).collect();
        files.sort();
        Self::read(files.into_iter().map(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            (name, std::fs::read(&path).expect("readable"), Given::default())
        }))
    }

    fn read(files: impl Iterator<Item = (String, Vec<u8>, Given)>) -> Self {
        let (mut reports, mut notes) = (Vec::new(), Vec::new());
        for (path, bytes, given) in files {
            let read = rashomon::ingest(&bytes, &path, &given);
            reports.extend(read.value.into_iter().map(rashomon::read));
            notes.extend(read.notes);
        }
        let account = rashomon::account(reports, notes);
        let name = |document: &AccountDocument| {
            let file = document.path.rsplit('/').next().unwrap_or_default();
            let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
            document.key.clone().unwrap_or_else(|| stem.to_owned())
        };
        let documents = account
            .documents
            .iter()
            .enumerate()
            .map(|(i, d)| (name(d), i))
            .collect();
        Self { account, documents }
    }

    pub(crate) fn document(&self, name: &str) -> Result<&AccountDocument, String> {
        let index = self.documents.get(name).ok_or_else(|| {
            let known: Vec<_> = self.documents.keys().map(String::as_str).collect();
            format!("there is no document `{name}`; there are {}", known.join(", "))
        })?;
        Ok(&self.account.documents[*index])
    }

    /// The short name of a document id.
    pub(crate) fn name<'a>(&'a self, id: &'a str) -> &'a str {
        let mut names = self.documents.iter();
        names
            .find(|(_, i)| self.account.documents[**i].id == id)
            .map_or(id, |(name, _)| name)
    }

    /// Something that every story has, over all stories.
    pub(crate) fn every<'a, T: 'a>(&'a self, of: impl Fn(&'a AccountStory) -> &'a [T]) -> impl Iterator<Item = &'a T> {
        self.account.stories.iter().flat_map(of)
    }

    /// The places of a quote in a document.
    pub(crate) fn places(&self, document: &str, quote: &str) -> Result<Places<'_>, String> {
        let document = self.document(document)?;
        let at = find(&document.text, quote);
        if at.is_empty() {
            return Err(format!("`{quote}` does not stand in {}", self.name(&document.id)));
        }
        Ok(Places { document, at })
    }
}

/// Where a quote stands in a document: everywhere it does.
pub(crate) struct Places<'a> {
    pub(crate) document: &'a AccountDocument,
    /// Half-open ranges of code points.
    pub(crate) at: Vec<Range<u32>>,
}

impl Places<'_> {
    /// Whether a citation points here: at least half of the shorter lies in the other.
    pub(crate) fn met_by(&self, citation: &Citation) -> bool {
        citation.document == self.document.id && self.met(&citation.passage)
    }

    /// The same for a passage of this document.
    pub(crate) fn met(&self, passage: &Passage) -> bool {
        let visible = passage.quote.chars().filter(|c| !c.is_whitespace()).count();
        visible <= LONGEST && self.at.iter().any(|at| overlap(at, &(passage.start..passage.end)))
    }

    /// The same for a passage that may be long, such as an attribution: it must hold most of the quote.
    pub(crate) fn inside(&self, passage: &Passage) -> bool {
        self.at.iter().any(|at| overlap(at, &(passage.start..passage.end)))
    }
}

fn overlap(a: &Range<u32>, b: &Range<u32>) -> bool {
    let shared = a.end.min(b.end).saturating_sub(a.start.max(b.start));
    let shorter = (a.end - a.start).min(b.end - b.start);
    shared > 0 && 2 * shared >= shorter
}

/// Everywhere a quote stands, white space aside, as ranges of code points.
fn find(text: &str, quote: &str) -> Vec<Range<u32>> {
    let (mut flat, mut at) = (Vec::new(), Vec::new());
    for (i, c) in text.chars().enumerate().filter(|(_, c)| !c.is_whitespace()) {
        flat.push(c);
        at.push(i as u32);
    }
    let wanted: Vec<char> = quote.chars().filter(|c| !c.is_whitespace()).collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let places = flat
        .windows(wanted.len())
        .enumerate()
        .filter(|(_, window)| *window == wanted);
    places.map(|(i, _)| at[i]..at[i + wanted.len() - 1] + 1).collect()
}
