//! Who says what, sentence by sentence.

use super::Kind;
use crate::collation::{chain, collate};
use crate::document::Document;

/// What a report of "The Harbour" attributes: kind, chain without the outlet, and content, a line each.
fn told(text: &str) -> Vec<String> {
    let mut document = Document::new("harbour.txt", text);
    document.publisher = Some("The Harbour".to_owned());
    let report = crate::read(document);
    let entities = collate(&[&report]).entities;
    let line = |a: &super::Attribution| {
        let kind = match a.kind {
            Kind::Direct => "direct",
            Kind::Indirect => "indirect",
            Kind::Mixed => "mixed",
        };
        let words = |s: &crate::text::Span| {
            s.slice(&report.document.text)
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
        };
        let content: Vec<String> = a.content.iter().map(words).collect();
        let chain = chain(&entities, &report, 0, a)[1..].join(" < ");
        format!("{kind} | {chain} | {}", content.join(" / "))
    };
    report.attributions.iter().map(line).collect()
}

/// A text, and lines that must be among what it attributes.
const CASES: &[(&str, &[&str])] = &[
    (
        "\"The bridge is safe,\" said Mayor Ruth Ardal on Monday.",
        &["direct | Ruth Ardal | \"The bridge is safe,\""],
    ),
    (
        "Engineers said that the bridge had moved by a hand's width.",
        &["indirect | Engineers | that the bridge had moved by a hand's width"],
    ),
    (
        "Mayor Ruth Ardal said the bridge was \"as safe as a church\" and would stay open.",
        &["mixed | Ruth Ardal | the bridge was \"as safe as a church\" and would stay open"],
    ),
    (
        "\"We looked at every bolt,\" Ruth Ardal said, \"and none was loose.\"",
        &["direct | Ruth Ardal | \"We looked at every bolt,\" / \"and none was loose.\""],
    ),
    (
        "\"We looked at every bolt,\" Ruth Ardal said. \"None was loose.\" She said that the bridge would open in May.",
        &[
            "direct | Ruth Ardal | \"We looked at every bolt,\" / \"None was loose.\"",
            "indirect | Ruth Ardal | that the bridge would open in May",
        ],
    ),
    (
        "Ruth Ardal spoke to the council. \"I know what you fear.\n\n\"But the bridge will stand,\" Ardal said.",
        &["direct | Ruth Ardal | \"But the bridge will stand,\""],
    ),
    (
        "The bridge was closed for repairs in March, according to the harbour office.",
        &["indirect | harbour office | The bridge was closed for repairs in March"],
    ),
    (
        "Ruth Ardal told Reuters that the bridge was safe.",
        &["indirect | Reuters < Ruth Ardal | that the bridge was safe"],
    ),
    (
        "Ruth Ardal told the broadcaster Channel Nord that the bridge was safe.",
        &["indirect | Channel Nord < Ruth Ardal | that the bridge was safe"],
    ),
    (
        "The bridge had been unsafe for years, Reuters reported on Monday, citing two engineers.",
        &["indirect | Reuters < two engineers | The bridge had been unsafe for years"],
    ),
    (
        "Ruth Ardal: bridge is safe and will stay open",
        &["indirect | Ruth Ardal | bridge is safe and will stay open"],
    ),
    (
        "The mayor was accused by the union of hiding a report.",
        &["indirect | union | The mayor / of hiding a report"],
    ),
    (
        "An engineer who asked not to be named said the bolts were never checked.",
        &["indirect | An engineer | the bolts were never checked"],
    ),
    (
        "Ruth Ardal met her critics on Monday. The chief engineer, Olav Brandt, was there. \"I will listen,\" she said.",
        &["direct | Ruth Ardal | \"I will listen,\""],
    ),
    (
        "Delmar Shipping owns the bridge. The company said it would pay for the repairs.",
        &["indirect | Delmar Shipping | it would pay for the repairs"],
    ),
    (
        "Asked about the cost, the mayor, Ruth Ardal, was brief: \"We will find the money.\"",
        &["direct | Ruth Ardal | \"We will find the money.\""],
    ),
    (
        "The bridge had cracks, its chairman, Olav Brandt, said.",
        &["indirect | Olav Brandt | The bridge had cracks"],
    ),
    (
        "The bridge may close, according to The Tide:\n\nThe council has met three times in secret. Two members want it closed.",
        &[
            "indirect | Tide | The bridge may close / The council has met three times in secret. Two members want it closed",
        ],
    ),
    (
        "The harbour office said on Monday that the bridge was unsafe.\n\nThe Tide reports on this with reference to Reuters.",
        &[
            "indirect | Tide < Reuters < harbour office | that the bridge was unsafe",
            "indirect | Tide < Reuters | The harbour office said on Monday that the bridge was unsafe",
        ],
    ),
    (
        "Letters in the harbour archive say the bolts were old. They show that nobody had checked them.",
        &["indirect | Letters in the harbour archive | that nobody had checked them"],
    ),
    (
        "Bridge closed until further notice. pic.example.com/a8 — Ruth Ardal (@ruthardal) May 4, 2031",
        &["indirect | Ruth Ardal | Bridge closed until further notice"],
    ),
];

#[test]
fn who_says_what() {
    let mut lacking = String::new();
    for (text, lines) in CASES {
        let found = told(text);
        for line in lines.iter().filter(|line| !found.iter().any(|f| f == *line)) {
            lacking += &format!("\n{text}\nlacks {line}\nhas {found:#?}\n");
        }
    }
    assert!(lacking.is_empty(), "{lacking}");
}

#[test]
fn a_word_in_marks_is_no_utterance() {
    assert!(told("The so-called \"bridge of sighs\" is closed.").is_empty());
}

#[test]
fn to_dismiss_someone_says_nothing() {
    assert!(told("Mayor Ruth Ardal dismissed Olav Brandt on Monday.").is_empty());
}

#[test]
fn rings_do_not_arise() {
    let found = told("The bridge reportedly moved, according to Reuters.");
    assert_eq!(found, ["indirect | Reuters | The bridge reportedly moved"]);
}
