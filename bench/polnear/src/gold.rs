//! PolNeAR as it is handed out: texts, and attributions in brat's stand-off format.

use anyhow::{Context, Result};
use rashomon::text::Span;
use std::collections::BTreeMap;
use std::path::Path;

/// What a stretch is to its attribution.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Role {
    Content,
    Source,
    Cue,
}

/// One annotator's reading of one text.
pub(crate) struct Gold {
    /// Of the text.
    pub(crate) name: String,
    /// Of the annotations.
    pub(crate) file: String,
    pub(crate) text: String,
    pub(crate) attributions: Vec<Marked>,
}

/// One attribution as marked.
#[derive(Debug, Default)]
pub(crate) struct Marked {
    pub(crate) content: Vec<Span>,
    pub(crate) source: Vec<Span>,
    pub(crate) cue: Vec<Span>,
}

impl Marked {
    /// The stretches in one role.
    pub(crate) fn of(&self, role: Role) -> &[Span] {
        match role {
            Role::Content => &self.content,
            Role::Source => &self.source,
            Role::Cue => &self.cue,
        }
    }
}

/// Reads a split: `text/NAME.txt` and `attributions/NAME_ANNOTATOR.ann`.
pub(crate) fn read(dir: &Path) -> Result<Vec<Gold>> {
    let mut files: Vec<_> = std::fs::read_dir(dir.join("attributions"))?.collect::<Result<_, _>>()?;
    files.sort_by_key(std::fs::DirEntry::path);
    let mut out = Vec::new();
    for file in files {
        let file = file.file_name().to_string_lossy().trim_end_matches(".ann").to_owned();
        let name = file.rsplit_once('_').map_or(&*file, |(name, _)| name).to_owned();
        let text = std::fs::read_to_string(dir.join("text").join(format!("{name}.txt")))
            .with_context(|| format!("the text of {file}"))?;
        let marks = std::fs::read_to_string(dir.join("attributions").join(format!("{file}.ann")))?;
        let attributions = attributions(&marks, &text);
        out.push(Gold {
            name,
            file,
            text,
            attributions,
        });
    }
    Ok(out)
}

fn attributions(marks: &str, text: &str) -> Vec<Marked> {
    let mut bytes: Vec<u32> = text.char_indices().map(|(at, _)| at as u32).collect();
    bytes.push(text.len() as u32);
    let mut stretches: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    let mut out = Vec::new();
    for line in marks.lines() {
        let mut fields = line.split('\t');
        let (Some(id), Some(rest)) = (fields.next(), fields.next()) else {
            continue;
        };
        if id.starts_with('T') {
            let spans = rest.split_once(' ').map_or("", |(_, spans)| spans);
            stretches.insert(id, spans.split(';').filter_map(|s| span(s, &bytes)).collect());
        } else if id.starts_with('E') {
            let mut marked = Marked::default();
            for (role, id) in rest.split(' ').skip(1).filter_map(|part| part.split_once(':')) {
                let spans = stretches.get(id).into_iter().flatten().copied();
                match role.trim_end_matches(|c: char| c.is_ascii_digit()) {
                    "Content" => marked.content.extend(spans),
                    "Source" => marked.source.extend(spans),
                    "Cue" => marked.cue.extend(spans),
                    _ => {}
                }
            }
            out.push(marked);
        }
    }
    out
}

/// A span from code point numbers.
fn span(words: &str, bytes: &[u32]) -> Option<Span> {
    let (start, end) = words.split_once(' ')?;
    let at = |n: &str| bytes.get(n.parse::<usize>().ok()?).copied();
    Some(Span::new(at(start)?, at(end)?))
}
