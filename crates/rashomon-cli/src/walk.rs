//! Which files the arguments name.

use globset::{GlobBuilder, GlobMatcher};
use ignore::WalkBuilder;
use rashomon::note::{Level, Note};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A folder may hold a file of this name with patterns, as `.gitignore`, of what is not to be read.
const IGNORE_FILE: &str = ".rashomonignore";

/// A file to read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Source {
    /// Its name in the account, relative to the argument, with `/` between folders.
    pub(crate) name: String,
    /// Where it lies.
    pub(crate) path: PathBuf,
}

/// The files that the arguments name: themselves, those of their folders, those that match a pattern. Each file once and
/// in an order that does not depend on that of the arguments.
/// None of those `but`.
pub(crate) fn sources(arguments: &[PathBuf], but: &[PathBuf], notes: &mut Vec<Note>) -> Vec<Source> {
    let mut found = BTreeMap::new();
    let mut add = |source: Source| {
        let real = source.path.canonicalize().unwrap_or_else(|_| source.path.clone());
        found
            .entry(real)
            .and_modify(|known: &mut Source| *known = known.clone().min(source.clone()))
            .or_insert(source);
    };
    for argument in arguments {
        let text = argument.to_string_lossy();
        let error = |code, text: String| Note::new(Level::Error, code, text).at(argument.to_string_lossy());
        if text.starts_with("http://") || text.starts_with("https://") {
            let what = "Addresses are not fetched; save the page from the browser and give the file.";
            notes.push(error("unsupported", what.to_owned()));
        } else if argument.is_dir() {
            folder(argument, None, &mut add, notes);
        } else if argument.exists() {
            let name = argument.file_name().unwrap_or(argument.as_os_str());
            add(Source {
                name: name.to_string_lossy().into_owned(),
                path: argument.clone(),
            });
        } else if text.contains(['*', '?', '[', '{']) {
            let mut matched = 0;
            let mut add = |source| {
                matched += 1;
                add(source);
            };
            match GlobBuilder::new(&text).literal_separator(true).build() {
                Ok(glob) => folder(&base(argument), Some(&glob.compile_matcher()), &mut add, notes),
                Err(why) => notes.push(error("unreadable", format!("The pattern is not well formed: {why}."))),
            }
            if matched == 0 {
                notes.push(error("unreadable", "No file matches the pattern.".to_owned()));
            }
        } else {
            notes.push(error("unreadable", "There is no such file or folder.".to_owned()));
        }
    }
    found.retain(|real, _| !but.contains(real));
    let mut sources: Vec<Source> = found.into_values().collect();
    sources.sort();
    sources
}

/// The part of a pattern before the first component with a wildcard.
fn base(pattern: &Path) -> PathBuf {
    let wild = |part: &std::path::Component| part.as_os_str().to_string_lossy().contains(['*', '?', '[', '{']);
    let base: PathBuf = pattern.components().take_while(|part| !wild(part)).collect();
    if base.as_os_str().is_empty() {
        PathBuf::from(".")
    } else {
        base
    }
}

fn folder(root: &Path, only: Option<&GlobMatcher>, add: &mut impl FnMut(Source), notes: &mut Vec<Note>) {
    let mut walk = WalkBuilder::new(root);
    walk.standard_filters(false)
        .hidden(true)
        .add_custom_ignore_filename(IGNORE_FILE);
    for entry in walk.build() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(why) => {
                let note = Note::new(Level::Error, "unreadable", format!("A folder cannot be read: {why}."));
                notes.push(note.at(root.to_string_lossy()));
                continue;
            }
        };
        let path = entry.path();
        let plain = path.strip_prefix("./").unwrap_or(path);
        if !path.is_file() || only.is_some_and(|glob| !glob.is_match(path) && !glob.is_match(plain)) {
            continue;
        }
        let inside = path.strip_prefix(root).unwrap_or(path);
        let parts: Vec<_> = inside
            .components()
            .map(|part| part.as_os_str().to_string_lossy())
            .collect();
        add(Source {
            name: parts.join("/"),
            path: path.to_owned(),
        });
    }
}
