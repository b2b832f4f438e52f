//! SARIF 2.1.0, for code scanning services and editors: results with what the sources have as related locations.

use super::{place, source};
use crate::check::rule::{Level, Rule};
use crate::check::wire::{Check, Finding};
use crate::view::account::{AccountDocument, Citation, Passage};
use serde_json::{Value, json};

/// Sets the findings at or above a level as a SARIF log; those passed over are in it, with the reasons.
pub fn check(check: &Check, least: Level) -> Value {
    let results: Vec<Value> = check
        .findings
        .iter()
        .filter(|f| f.level >= least)
        .map(|f| result(check, f))
        .collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": check.generator.name,
                "version": check.generator.version,
                "rules": Rule::ALL.iter().map(|rule| described(*rule)).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn described(rule: Rule) -> Value {
    // What it finds is the first paragraph after its title and level.
    let text = rule.documentation();
    let first = text.split("\n\n").nth(2).unwrap_or(rule.help()).replace('\n', " ");
    json!({
        "id": rule.name(),
        "shortDescription": {"text": first},
        "help": {"text": rule.help(), "markdown": text},
        "defaultConfiguration": {"level": rule.level().name()},
    })
}

fn result(check: &Check, finding: &Finding) -> Value {
    let related: Vec<Value> = finding
        .sources
        .iter()
        .enumerate()
        .map(|(i, citation)| related(check, i, citation))
        .collect();
    let mut result = json!({
        "ruleId": finding.rule.name(),
        "ruleIndex": Rule::ALL.iter().position(|r| *r == finding.rule),
        "level": finding.level.name(),
        "message": {"text": format!("{}. {}", finding.message, finding.help)},
        "locations": [{"physicalLocation": physical(check, &check.text, &finding.passage)}],
        "relatedLocations": related,
        "partialFingerprints": {"rashomon/v1": finding.fingerprint},
    });
    if let Some(reason) = &finding.suppressed {
        result["suppressions"] = json!([{"kind": "external", "justification": reason}]);
    }
    result
}

fn related(check: &Check, number: usize, citation: &Citation) -> Value {
    let document = source(check, citation);
    let outlet = document.and_then(|d| d.publisher.as_deref()).unwrap_or("a source");
    let mut related = json!({
        "id": number,
        "message": {"text": format!("{outlet}: {}", citation.passage.quote)},
    });
    if let Some(document) = document {
        related["physicalLocation"] = physical(check, document, &citation.passage);
    }
    related
}

fn physical(check: &Check, document: &AccountDocument, passage: &Passage) -> Value {
    let (line, column) = place(check, document, passage.start);
    // Past its last word the file may go on otherwise.
    let (end_line, end_column) = match passage.end.checked_sub(1).filter(|&last| last >= passage.start) {
        Some(last) => {
            let (line, column) = place(check, document, last);
            (line, column + 1)
        }
        None => (line, column),
    };
    json!({
        "artifactLocation": {"uri": uri(&document.path)},
        "region": {
            "startLine": line,
            "startColumn": column,
            "endLine": end_line,
            "endColumn": end_column,
            "snippet": {"text": passage.quote},
        },
    })
}

/// A path as a relative reference: everything but unreserved characters and slashes is encoded.
fn uri(path: &str) -> String {
    let mut out = String::new();
    for byte in path.replace('\\', "/").bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(byte as char),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
