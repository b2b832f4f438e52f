//! The parts of a sentence that make claims of their own, each with the items that belong to it.

use super::item::{Kind, Line};
use crate::analysis::{Dep, Pos, Token};
use crate::claim::Form;
use crate::report::Report;
use crate::text::Span;

/// A part of a sentence that makes a claim.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    /// Its words.
    pub(super) span: Span,
    /// Index of the claim in the text's report, if one was read there.
    pub(super) claim: Option<u32>,
    /// Indices of its items in the sentence.
    pub(super) items: Vec<usize>,
}

/// Fewest items of a claim of its own; with fewer it belongs to the clause around it.
const FEWEST: usize = 3;

/// The units of a sentence, in order; none where it claims nothing.
pub(super) fn units(report: &Report, line: &Line) -> Vec<Unit> {
    if !claims(report, line) {
        return Vec::new();
    }
    let sentence = report.analysis.sentences[line.sentence as usize].span;
    let mut claims: Vec<(Span, u32)> = report
        .claims
        .iter()
        .enumerate()
        .filter(|(_, c)| c.sentence == line.sentence && matches!(c.form, Form::Clause | Form::Copula))
        .map(|(i, c)| (c.span, i as u32))
        .collect();
    // The innermost first: an item belongs to the shortest clause around it.
    claims.sort_by_key(|&(span, i)| (span.len(), span, i));
    let spans: Vec<Span> = line
        .items
        .iter()
        .map(|item| report.analysis.span(item.tokens.clone()))
        .collect();
    let mut free: Vec<usize> = (0..line.items.len()).collect();
    let mut out = Vec::new();
    for (span, claim) in claims {
        let mine: Vec<usize> = free.iter().copied().filter(|&i| span.contains(spans[i])).collect();
        let tells = mine.iter().filter(|&&i| line.items[i].kind != Kind::Pronoun).count();
        if tells >= FEWEST {
            free.retain(|i| !mine.contains(i));
            out.push(Unit {
                span,
                claim: Some(claim),
                items: mine,
            });
        }
    }
    if out.is_empty() {
        return vec![Unit {
            span: sentence,
            claim: report
                .claims
                .iter()
                .position(|c| c.sentence == line.sentence && c.form != Form::Frame)
                .map(|i| i as u32),
            items: (0..line.items.len()).collect(),
        }];
    }
    // What no clause took, the frame of an attribution or the head of a long sentence, belongs to the widest.
    if let Some(widest) = out.iter_mut().max_by_key(|unit| unit.span.len()) {
        widest.items.extend(free);
        widest.items.sort_unstable();
    }
    out.sort_by_key(|unit| unit.span);
    out
}

/// Whether a sentence claims anything: a heading without a verb, a question, a word about the text itself do not.
fn claims(report: &Report, line: &Line) -> bool {
    let tokens = report.analysis.sentence_tokens(line.sentence);
    let tells = line.items.iter().filter(|item| item.kind != Kind::Pronoun).count();
    let verb = tokens
        .iter()
        .any(|t| matches!(t.pos, Pos::Verb | Pos::Aux) && t.tag != "VB" || matches!(t.tag, "VBD" | "VBZ" | "VBP"));
    let words: Vec<String> = tokens
        .iter()
        .filter(|t| t.pos != Pos::Space && t.pos != Pos::Punct)
        .take(2)
        .map(|t| t.span.slice(&report.document.text).to_lowercase())
        .collect();
    let asks = tokens
        .iter()
        .rev()
        .find(|t| t.pos != Pos::Space)
        .is_some_and(|t| t.span.slice(&report.document.text).starts_with('?'));
    let itself = matches!(words.first().map(String::as_str), Some("this" | "the"))
        && matches!(
            words.get(1).map(String::as_str),
            Some("summary" | "article" | "digest" | "roundup" | "newsletter")
        );
    // "The harbour scandal: what we know"
    let ends = tokens
        .iter()
        .rev()
        .find(|t| t.pos != Pos::Space)
        .is_some_and(|t| t.pos == Pos::Punct);
    let first = report.analysis.sentences[line.sentence as usize].tokens.start;
    let root = (first..).zip(tokens).find(|(i, t)| t.head == *i);
    let does = |root: u32| {
        tokens
            .iter()
            .any(|t| t.head == root && matches!(t.dep, Dep::Nsubj | Dep::Nsubjpass))
    };
    // "Changing the rules" says of nobody that they do, as "Police searching for ferry" does.
    let bare = root.is_some_and(|(i, t)| matches!(t.pos, Pos::Noun | Pos::Propn) || t.tag == "VBG" && !does(i));
    let promises = tokens.windows(2).any(|pair| {
        let word = |t: &Token| t.span.slice(&report.document.text).to_lowercase();
        word(&pair[0]) == ":" && matches!(&*word(&pair[1]), "what" | "how" | "why" | "who" | "where" | "when")
    });
    let heading = !ends && (promises || bare);
    verb && tells >= 2 && !asks && !itself && !heading
}
