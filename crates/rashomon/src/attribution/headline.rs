//! Headlines and transcripts: "Mayor: bridge is safe", "Bridge is safe: report", "Bridge is safe - official".

use super::{Draft, Force, Reader, lexicon, source};
use crate::analysis::{Dep, EntityKind, Pos};
use crate::name;
use std::ops::Range;

/// Most words a source may have beside its colon or dash.
const SOURCE_WORDS: usize = 6;

/// The attributions of lines that a colon or a dash divides.
pub(super) fn drafts(reader: &Reader) -> Vec<Draft> {
    let mut out = Vec::new();
    for block in &reader.analysis.blocks {
        let sentences = &reader.analysis.sentences[block.start as usize..block.end as usize];
        if let (Some(first), Some(last)) = (sentences.first(), sentences.last()) {
            out.extend(line(reader, first.tokens.start..last.tokens.end));
        }
    }
    out
}

/// "The minister was brief: "We will pay."": whoever a clause is about speaks after its colon, where it has no verb of speech.
pub(super) fn introductions(reader: &Reader, drafts: &[Draft]) -> Vec<Draft> {
    let mut out = Vec::new();
    for quotation in &reader.quotations {
        let start = quotation.tokens.start;
        let Some(colon) = start.checked_sub(1).filter(|&t| reader.word(t) == ":") else {
            continue;
        };
        let sentence = reader.sentence(colon);
        let Some(root) = sentence.clone().find(|&t| reader.head(t).is_none() && t < colon) else {
            continue;
        };
        let spoken = drafts
            .iter()
            .any(|d| sentence.contains(&d.head) && d.head < colon && (d.speaks || d.tells) && d.source.is_some());
        let subject = reader
            .tree
            .child(root, &[Dep::Nsubj, Dep::Nsubjpass])
            .filter(|&s| s < root && !spoken);
        let Some(subject) = subject.filter(|&s| someone(reader, s)) else {
            continue;
        };
        let source = source::phrase(reader, subject);
        out.push(Draft {
            head: root,
            cue: colon..colon + 1,
            force: Force::Says,
            content: Vec::new(),
            source: source.tokens,
            source_head: source.head,
            speaks: true,
            tells: true,
            via: None,
        });
    }
    out
}

/// Whether a subject is a person, by name, role or pronoun.
fn someone(reader: &Reader, subject: u32) -> bool {
    let person = reader.entity(subject).is_some_and(|n| n.kind == EntityKind::Person);
    let role = name::lexicon::role(&reader.lower(subject)) == Some(name::Kind::Person);
    person || role || reader.is(subject, &["he", "she"])
}

fn line(reader: &Reader, tokens: Range<u32>) -> Option<Draft> {
    let colon = tokens.clone().take(SOURCE_WORDS * 2).find(|&i| reader.word(i) == ":")?;
    let mut source = reader.tree.trimmed(tokens.start..colon);
    // A transcript may put each turn in quotation marks.
    if source.len() > 1 && matches!(reader.word(source.start), "\"" | "“" | "''") {
        source.start += 1;
    }
    // "From The Gazette: ..."
    if source.len() > 1 && reader.is(source.start, &["from", "via"]) {
        source.start += 1;
    }
    let content = reader.tree.trimmed(colon + 1..tokens.end);
    let is_name = |i: u32| {
        matches!(reader.token(i).pos, Pos::Propn) || matches!(reader.word(i), "." | "," | "of" | "the" | "and" | "-")
    };
    let named = !source.is_empty() && source.len() <= SOURCE_WORDS && source.clone().all(is_name);
    // "Poll: ...", "New study: ..."
    let speaks = |i: u32| {
        let lists = [lexicon::PAPERS, lexicon::DATA, lexicon::UNNAMED];
        reader.token(i).pos == Pos::Noun
            && (lists.iter().any(|list| reader.listed(i, list)) || name::lexicon::role(&reader.lower(i)).is_some())
    };
    let described = !source.is_empty() && source.len() <= 2 && speaks(source.end - 1);
    ((named || described) && content.len() > 2).then(|| Draft {
        head: colon,
        cue: colon..colon + 1,
        force: Force::Says,
        content: vec![content],
        source_head: Some(source.end - 1),
        source: Some(source),
        speaks: true,
        tells: true,
        via: None,
    })
}
