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
    ("The bridge was safe, officials say not", &[]),
    (
        "Radio North quoted Ruth Ardal as saying the bridge was safe.",
        &["indirect | Radio North < Ruth Ardal | the bridge was safe"],
    ),
    (
        "The bridge was safe, Radio North quoted Ruth Ardal as saying.",
        &["indirect | Radio North < Ruth Ardal | The bridge was safe"],
    ),
    (
        "Radio North reported, citing two engineers, that the bridge had moved.",
        &["indirect | Radio North < two engineers | that the bridge had moved"],
    ),
    (
        "Engineers said that the bridge had moved by a hand's width.",
        &["indirect | engineers | that the bridge had moved by a hand's width"],
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
        &["indirect | an engineer | the bolts were never checked"],
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
        &["indirect | letters in the harbour archive | that nobody had checked them"],
    ),
    (
        "Bridge closed until further notice. pic.example.com/a8 — Ruth Ardal (@ruthardal) May 4, 2031",
        &["indirect | Ruth Ardal | Bridge closed until further notice"],
    ),
    (
        "The mayor seemed ready to resign.",
        &["indirect |  | The mayor / ready to resign"],
    ),
    (
        "Ruth Ardal and Olav Brandt said the bridge was safe.",
        &["indirect | Ruth Ardal and Olav Brandt | the bridge was safe"],
    ),
    (
        "Voters polled by the Delmar Institute said the bridge should stay open.",
        &["indirect | Delmar Institute < voters | the bridge should stay open"],
    ),
    (
        "The bolts were old, according to a recent filing by Delmar Shipping.",
        &["indirect | filing < Delmar Shipping | The bolts were old"],
    ),
    (
        "Two officials familiar with the talks said the bridge would close. The mayor has told the council, these people said.",
        &["indirect | two officials familiar with the talks | The mayor has told the council"],
    ),
    (
        "The mayor's choice for the harbour board, Olav Brandt, said the bridge was safe.",
        &["indirect | Olav Brandt | the bridge was safe"],
    ),
    (
        "Ruth Ardal attributed the delay to \"a hard winter\".",
        &["mixed | Ruth Ardal | the delay to \"a hard winter\""],
    ),
    (
        "The mayor has reportedly agreed that the bridge must close.",
        &["indirect | unspecified report < mayor | that the bridge must close"],
    ),
    ("Unions are supportive of the plan.", &["indirect | unions | the plan"]),
    (
        "Poll: Most voters want the bridge closed",
        &["indirect | poll | Most voters want the bridge closed"],
    ),
    (
        "\"ARDAL: The bridge is safe.\n\n\"BRANDT: It moved in March.",
        &[
            "indirect | ARDAL | The bridge is safe",
            "indirect | BRANDT | It moved in March",
        ],
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

/// A text, and the words that a reader sees as its cues.
const CUES: &[(&str, &[&str])] = &[
    (
        "Ruth Ardal said on Friday in a statement that the bridge was safe.",
        &["said on Friday in a statement"],
    ),
    (
        "Ruth Ardal has repeatedly said: \"The bridge is safe.\"",
        &["has repeatedly said:"],
    ),
    (
        "The office issued a statement saying the bridge was safe.",
        &["issued a statement saying"],
    ),
    (
        "Ruth Ardal opened the hearing on the old bridge by saying it was safe.",
        &["saying"],
    ),
    ("The bridge was safe, according to Ruth Ardal.", &["according to"]),
    ("Unions are critical of the plan.", &["are critical of"]),
];

#[test]
fn a_cue_is_what_a_reader_sees_as_one() {
    for (text, cues) in CUES {
        let report = crate::read(Document::new("harbour.txt", *text));
        let found = report.attributions.iter().map(|a| a.cue.slice(text));
        assert_eq!(found.collect::<Vec<_>>(), *cues, "{text}");
    }
}

#[test]
fn what_says_nothing_has_said_nothing() {
    for text in [
        "There are reasons to doubt the plan.",
        "The mayor saw the roof fall.",
        "The bridge is likely to close.",
    ] {
        let found = told(text);
        assert!(
            found.iter().all(|line| line.starts_with("indirect |  |")),
            "{text}: {found:?}"
        );
    }
}

#[test]
fn an_agency_that_contributed_is_an_origin() {
    let text = "The bridge is closed.\n\nReuters contributed to this report.";
    let report = crate::read(Document::new("harbour.txt", text));
    let names: Vec<&str> = report.origins.iter().map(|o| o.name.slice(text)).collect();
    assert_eq!(names, ["Reuters"]);
}

#[test]
fn a_word_in_marks_is_no_utterance() {
    assert!(told("The so-called \"bridge of sighs\" is closed.").is_empty());
}

#[test]
fn to_dismiss_someone_or_a_deed_says_nothing() {
    assert!(told("Mayor Ruth Ardal dismissed Olav Brandt on Monday.").is_empty());
    assert!(told("A judge dismissed the duke's effort to keep the letters.").is_empty());
}

#[test]
fn rings_do_not_arise() {
    let found = told("The bridge reportedly moved, according to Reuters.");
    assert_eq!(found, ["indirect | Reuters | The bridge reportedly moved"]);
}
