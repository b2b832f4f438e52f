//! The check as one page of HTML that needs nothing else: the text with its sentences marked, and what was found beside it.

use super::cited;
use crate::check::wire::{Check, Finding, Sentence};
use askama::Template;

/// Sets a check as a self-contained HTML page.
pub fn check(check: &Check) -> String {
    let parts = parts(check);
    let findings = check
        .findings
        .iter()
        .enumerate()
        .map(|(i, f)| found(check, i, f))
        .collect();
    let page = Page { check, parts, findings };
    page.render().expect("writing to a string does not fail")
}

#[derive(Template)]
#[template(path = "check.html")]
struct Page<'a> {
    check: &'a Check,
    parts: Vec<Part>,
    findings: Vec<Found<'a>>,
}

/// A stretch of the text: a sentence, or what stands between sentences.
struct Part {
    words: String,
    /// The name of its verdict, empty between sentences.
    verdict: &'static str,
    /// Numbers of the findings in it.
    numbers: Vec<usize>,
}

struct Found<'a> {
    number: usize,
    finding: &'a Finding,
    sources: Vec<(String, &'a str)>,
}

fn found<'a>(check: &'a Check, index: usize, finding: &'a Finding) -> Found<'a> {
    let sources = finding.sources.iter();
    Found {
        number: index + 1,
        finding,
        sources: sources.map(|c| (cited(check, c), c.passage.quote.as_str())).collect(),
    }
}

fn parts(check: &Check) -> Vec<Part> {
    let text: Vec<char> = check.text.text.chars().collect();
    let cut = |from: u32, to: u32| text[from as usize..to as usize].iter().collect::<String>();
    let mut out = Vec::new();
    let mut at = 0;
    for (s, sentence) in check.sentences.iter().enumerate() {
        let Sentence { passage, verdict, .. } = sentence;
        // Sentences stand in order; one that overlaps the last is told by it.
        let start = passage.start.max(at);
        if start >= passage.end {
            continue;
        }
        out.push(Part {
            words: cut(at, start),
            verdict: "",
            numbers: Vec::new(),
        });
        let numbers = check
            .findings
            .iter()
            .enumerate()
            .filter(|(_, f)| f.sentence == s && f.suppressed.is_none());
        out.push(Part {
            words: cut(start, passage.end),
            verdict: verdict.name(),
            numbers: numbers.map(|(i, _)| i + 1).collect(),
        });
        at = passage.end;
    }
    out.push(Part {
        words: cut(at, text.len() as u32),
        verdict: "",
        numbers: Vec::new(),
    });
    out
}
