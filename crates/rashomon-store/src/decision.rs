//! What a person decides about stories: a plain text file beside the corpus, one decision a line, laid over what the program
//! found. Taking a line out undoes it.
//!
//! ```text
//! # rashomon: what was decided about stories, in order; take a line out to undo it
//! merge s0123456789ab s3456789abcde
//! split 0f1e2d3c4b5a
//! rename s0123456789ab The stranding of the Albatross
//! ```

use crate::{Corpus, Error, Result};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// One decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// The reports of the second story belong to the first.
    Merge(String, String),
    /// A document, by the beginning of its id, is a story of its own.
    Split(String),
    /// A story is called this.
    Rename(String, String),
}

impl Decision {
    fn read(line: &str) -> std::result::Result<Option<Self>, String> {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            return Ok(None);
        }
        let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
        let (first, more) = rest.trim().split_once(' ').unwrap_or((rest.trim(), ""));
        let more = more.trim();
        match (verb, first.is_empty(), more.is_empty()) {
            ("merge", false, false) if !more.contains(' ') => Ok(Some(Self::Merge(first.to_owned(), more.to_owned()))),
            ("split", false, true) => Ok(Some(Self::Split(first.to_owned()))),
            ("rename", false, false) => Ok(Some(Self::Rename(first.to_owned(), more.to_owned()))),
            _ => Err("write `merge STORY STORY`, `split DOCUMENT` or `rename STORY TITLE`".to_owned()),
        }
    }
}

impl std::fmt::Display for Decision {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Merge(into, from) => write!(f, "merge {into} {from}"),
            Self::Split(document) => write!(f, "split {document}"),
            Self::Rename(story, title) => write!(f, "rename {story} {title}"),
        }
    }
}

const HEAD: &str = "# rashomon: what was decided about stories, in order; take a line out to undo it\n";

impl Corpus {
    /// The file of decisions, whether or not it is there.
    pub fn decisions_path(&self) -> PathBuf {
        self.path.with_added_extension("decisions.txt")
    }

    /// What was decided, in order.
    ///
    /// # Errors
    /// Where the file cannot be read, or a line of it says nothing.
    pub fn decisions(&self) -> Result<Vec<Decision>> {
        let mut decisions = Vec::new();
        for (i, line) in self.decision_text()?.lines().enumerate() {
            let decision = Decision::read(line).map_err(|what| Error::Decision {
                path: self.decisions_path(),
                line: i + 1,
                what,
            })?;
            decisions.extend(decision);
        }
        Ok(decisions)
    }

    /// Writes a decision down, and gives it as it was written.
    ///
    /// # Errors
    /// Where the file cannot be written, or the decision names what is not there.
    pub fn decide(&self, decision: &Decision) -> Result<Decision> {
        // Whole ids are written down: a beginning may not always be that of one alone.
        let decision = match decision {
            Decision::Merge(into, from) => Decision::Merge(self.story(into)?.id, self.story(from)?.id),
            Decision::Split(document) => Decision::Split(self.document_by_prefix(document)?),
            Decision::Rename(story, title) => Decision::Rename(self.story(story)?.id, title.clone()),
        };
        let mut text = self.decision_text()?;
        if text.is_empty() {
            text.push_str(HEAD);
        }
        if !text.ends_with('\n') {
            text.push('\n');
        }
        text.push_str(&format!("{decision}\n"));
        self.write_decisions(&text)?;
        Ok(decision)
    }

    /// Takes the last decision back, and gives it.
    ///
    /// # Errors
    /// Where the file cannot be read or written.
    pub fn undo(&self) -> Result<Option<Decision>> {
        let Some(last) = self.decisions()?.pop() else {
            return Ok(None);
        };
        let text = self.decision_text()?;
        let mut lines: Vec<&str> = text.lines().collect();
        let at = lines
            .iter()
            .rposition(|line| matches!(Decision::read(line), Ok(Some(_))));
        lines.remove(at.expect("there is one"));
        self.write_decisions(&(lines.join("\n") + "\n"))?;
        Ok(Some(last))
    }

    fn decision_text(&self) -> Result<String> {
        let path = self.decisions_path();
        match std::fs::read_to_string(&path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(String::new()),
            read => read.map_err(|source| Error::File { path, source }),
        }
    }

    /// Written beside and put in place in one step, so that the file is never half there.
    fn write_decisions(&self, text: &str) -> Result<()> {
        let path = self.decisions_path();
        let beside = path.with_added_extension("new");
        let written = std::fs::write(&beside, text).and_then(|()| std::fs::rename(&beside, &path));
        written.map_err(|source| Error::File { path, source })
    }
}

/// Decisions, ready to be laid over stories.
#[derive(Debug, Default)]
pub(crate) struct Overlay {
    into: BTreeMap<String, String>,
    split: Vec<String>,
    titles: BTreeMap<String, String>,
}

impl Overlay {
    pub(crate) fn new(decisions: Vec<Decision>) -> Self {
        let mut overlay = Self::default();
        for decision in decisions {
            match decision {
                Decision::Merge(into, from) => {
                    let (into, from) = (overlay.now(&into), overlay.now(&from));
                    if into != from {
                        overlay.into.insert(from, into);
                    }
                }
                Decision::Split(document) => overlay.split.push(document),
                Decision::Rename(story, title) => {
                    overlay.titles.insert(story, title);
                }
            }
        }
        overlay
    }

    /// The story that another has become.
    pub(crate) fn now(&self, story: &str) -> String {
        let mut story = story;
        // A story only ever goes into one that went into nothing before, so this ends.
        while let Some(into) = self.into.get(story) {
            story = into;
        }
        story.to_owned()
    }

    /// The story of a document that the program put into `story`.
    pub(crate) fn of(&self, document: &str, story: &str) -> String {
        if self.split.iter().any(|start| document.starts_with(start)) {
            // Longer than the ids the program gives, one of which may be of the story that the report began.
            return self.now(&format!("s{}", &document[..13.min(document.len())]));
        }
        self.now(story)
    }

    pub(crate) fn title(&self, story: &str) -> Option<&String> {
        self.titles.get(story)
    }

    /// Whether every report is where the program put it, whatever stories are called.
    pub(crate) fn moves_nothing(&self) -> bool {
        self.into.is_empty() && self.split.is_empty()
    }
}
