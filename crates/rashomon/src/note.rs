//! What was noticed while reading. Reading text cannot fail; it can only be noted.

use serde::{Deserialize, Serialize};

/// How much a note matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Good to know.
    Info,
    /// The result may be poorer for it.
    Warning,
    /// Something was left out of the result.
    Error,
}

/// One thing noticed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Note {
    /// How much it matters.
    pub level: Level,
    /// The file it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// The document it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<String>,
    /// Stable machine-readable name, such as `unreadable` or `other-language`.
    pub code: String,
    /// One sentence for a person: what happened and what to do.
    pub text: String,
}

impl Note {
    /// A note about nothing in particular yet.
    pub fn new(level: Level, code: &str, text: impl Into<String>) -> Self {
        Self {
            level,
            path: None,
            document: None,
            code: code.to_owned(),
            text: text.into(),
        }
    }

    /// The same note, about a file.
    #[must_use]
    pub fn at(mut self, path: impl Into<String>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// The same note, about a document.
    #[must_use]
    pub fn of(mut self, document: impl Into<String>) -> Self {
        self.document = Some(document.into());
        self
    }
}

/// A value and what was noticed while making it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted<T> {
    /// The value.
    pub value: T,
    /// What was noticed.
    pub notes: Vec<Note>,
}
