//! What a check must find and must not, on invented texts; and that its faces are well formed.

mod faces;

use rashomon::check::rule::Rule;
use rashomon::check::wire::{Check, Verdict};
use rashomon::check::{Settings, Sources};
use rashomon::document::Published;
use rashomon::ingest::Given;
use rashomon::report::Report;

/// What was read of a text.
fn read(path: &str, text: &str) -> Report {
    let mut found = rashomon::ingest(text.as_bytes(), path, &Given::default()).value;
    rashomon::read(found.pop().expect("it is a text"))
}

/// A text held against sources.
fn check(text: &str, sources: &[&str]) -> Check {
    let sources = sources
        .iter()
        .enumerate()
        .map(|(i, s)| read(&format!("source-{i}.txt"), s));
    let sources = Sources::new(sources.collect(), Vec::new());
    rashomon::check(&read("text.md", text), &sources, &Settings::default())
}

/// The rules of the findings, with the words they are about.
fn found(check: &Check) -> Vec<(Rule, &str)> {
    check
        .findings
        .iter()
        .map(|f| (f.rule, f.passage.quote.as_str()))
        .collect()
}

fn contradictions(check: &Check) -> Vec<(Rule, &str)> {
    let mut found = found(check);
    found.retain(|(rule, _)| rule.contradicts());
    found
}

const FERRY: &str = "The ferry Albatross ran aground off Port Amsel on March 3, 2032. Police in Port Amsel said that 40 people were hurt. \
                     Captain Sigrid Aunevik steered the ferry. \"We will look into every cabin of the ship,\" Mayor Ann Lee told reporters. \
                     The council approved the plan for a new harbour. Norvalia accused Kestria of hiding the log of the ship.";

fn is_found(text: &str, rule: Rule, words: &str) {
    let check = check(text, &[FERRY]);
    assert!(
        found(&check)
            .iter()
            .any(|(r, quote)| *r == rule && quote.contains(words)),
        "{text}: {:?}",
        found(&check)
    );
}

#[test]
fn each_kind_of_error_is_found_where_it_stands() {
    is_found(
        "The ferry Albatross ran aground off Port Amsel on March 3, 2033.",
        Rule::Date,
        "2033",
    );
    is_found(
        "Police in Port Amsel said that 400 people were hurt.",
        Rule::Quantity,
        "400",
    );
    is_found(
        "Captain Ingrid Aunevik steered the ferry.",
        Rule::Name,
        "Ingrid Aunevik",
    );
    is_found(
        "The ferry Albatross ran aground off Castelle Bay on March 3, 2032.",
        Rule::Participant,
        "Castelle Bay",
    );
    is_found(
        "The ferry Albatross did not run aground off Port Amsel on March 3, 2032.",
        Rule::Negation,
        "",
    );
    is_found(
        "The council rejected the plan for a new harbour.",
        Rule::Antonym,
        "rejected",
    );
    is_found(
        "Kestria accused Norvalia of hiding the log of the ship.",
        Rule::Participant,
        "Kestria",
    );
    is_found(
        "\"We have looked into every cabin of the ship,\" Mayor Ann Lee told reporters.",
        Rule::QuotationAltered,
        "have looked",
    );
    is_found(
        "40 people were hurt in Port Amsel.",
        Rule::AttributionDropped,
        "40 people",
    );
    is_found(
        "A bank in Lumen was robbed by three masked men.",
        Rule::NotFound,
        "bank",
    );
}

#[test]
fn what_the_sources_have_is_not_contradicted() {
    for sentence in FERRY.split_inclusive(". ") {
        let check = check(sentence.trim(), &[FERRY]);
        assert_eq!(contradictions(&check), [], "{sentence}");
    }
    let paraphrase =
        "The Albatross, a ferry, ran aground in March 2032 near Port Amsel. About 40 were injured, police said.";
    assert_eq!(contradictions(&check(paraphrase, &[FERRY])), []);
}

#[test]
fn what_one_source_carries_another_does_not_contradict() {
    let other = "The ferry Albatross ran aground off Port Amsel on March 4, 2032.";
    let check = check(
        "The Albatross ran aground off Port Amsel on March 4, 2032.",
        &[FERRY, other],
    );
    assert_eq!(contradictions(&check), []);
}

#[test]
fn a_text_is_set_aside_as_its_own_witness() {
    let check = check(FERRY, &[FERRY]);
    assert!(check.sources.is_empty());
    assert_eq!(check.notes[0].code, "own-witness");
    assert_eq!(check.summary.supported, 0, "nothing bears itself out");
}

#[test]
fn a_copy_of_the_text_is_no_witness_either_and_its_source_is_one() {
    let copy = format!("{FERRY} The ship was towed away.");
    let other = "The ferry Albatross ran aground off Port Amsel on March 3, 2032.";
    let found = check(FERRY, &[&copy, other]);
    let paths: Vec<&str> = found.sources.iter().map(|s| s.path.as_str()).collect();
    assert_eq!(paths, ["source-1.txt"], "{:?}", found.notes);
    assert!(found.notes.iter().any(|n| n.code == "own-witness"));
    let sentence = FERRY.split_inclusive(". ").next().expect("it has one").trim();
    let kept = check(sentence, &[FERRY, other]);
    assert!(
        kept.sources.iter().any(|s| s.path == "source-0.txt"),
        "a text that quotes a report does not make it a copy"
    );
}

#[test]
fn what_is_passed_over_keeps_its_reason() {
    let text = "<!-- rashomon: allow date the archive says so -->\nThe ferry Albatross ran aground off Port Amsel on March 3, 2033.\n";
    let check = check(text, &[FERRY]);
    let finding = check
        .findings
        .iter()
        .find(|f| f.rule == Rule::Date)
        .expect("it is found");
    assert_eq!(finding.suppressed.as_deref(), Some("the archive says so"));
}

#[test]
fn headings_and_questions_claim_nothing() {
    let check = check(
        "# Ferry news\n\n## Only a heading\n\nWho steered the ferry off Port Amsel in March?\n",
        &[FERRY],
    );
    assert!(
        check.sentences.iter().all(|s| s.verdict == Verdict::NoClaim),
        "{:?}",
        check.sentences
    );
}

#[test]
fn what_some_source_tells_as_firmly_is_not_raised() {
    let sources = [
        "Mayor Ann Lee defended her decision to attend the opening of the harbour in Port Amsel.",
        "Mayor Ann Lee attended the opening of the harbour.",
    ];
    let text = "Mayor Ann Lee spoke of peace days after attending the opening of the harbour in Port Amsel.";
    let check = check(text, &sources);
    assert!(
        !found(&check).iter().any(|(rule, _)| *rule == Rule::CertaintyRaised),
        "{:?}",
        found(&check)
    );
}

#[test]
fn a_day_in_the_same_words_is_no_difference() {
    let on = |day: &str, text: &str| {
        let given = Given {
            published: Some(Published {
                date: day.parse().expect("a date"),
                rfc3339: day.to_owned(),
            }),
            ..Given::default()
        };
        let mut found = rashomon::ingest(text.as_bytes(), "text.txt", &given).value;
        rashomon::read(found.pop().expect("it is a text"))
    };
    let source = "On Tuesday the ferry Albatross ran aground off Port Amsel and forty people were hurt.";
    let sources = Sources::new(vec![on("2032-03-04", source)], Vec::new());
    let told = |text: &str| {
        let check = rashomon::check(&on("2032-03-20", text), &sources, &Settings::default());
        check.findings.iter().any(|f| f.rule == Rule::Date)
    };
    assert!(told(
        "The ferry Albatross ran aground off Port Amsel on Monday and forty people were hurt."
    ));
    assert!(!told(
        "The ferry Albatross ran aground off Port Amsel on Tuesday and forty people were hurt."
    ));
}

/// The example that ships: each error that was planted in the digest is found by its right name, and nothing that is right
/// is contradicted.
#[test]
fn the_planted_errors_of_the_example_are_found() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/insulin/reports");
    let mut sources = Vec::new();
    let mut text = None;
    let mut paths: Vec<_> = std::fs::read_dir(&folder)
        .expect("it is there")
        .map(|e| e.expect("readable").path())
        .collect();
    paths.sort();
    for path in paths {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let bytes = std::fs::read(&path).expect("readable");
        let mut found = rashomon::ingest(&bytes, &name, &Given::default())
            .value
            .into_iter()
            .map(rashomon::read);
        if name == "quickbrief.md" {
            text = found.next_back()
        } else {
            sources.extend(found)
        }
    }
    let check = rashomon::check(
        &text.expect("the digest"),
        &Sources::new(sources, Vec::new()),
        &Settings::default(),
    );
    let planted: &[(&[Rule], &str)] = &[
        (&[Rule::Participant], "Kestrian State Audit Chamber"),
        (&[Rule::Quantity], "12 million"),
        (&[Rule::Date], "March 3, 2023"),
        (&[Rule::AttributionChanged], "shown the list every month"),
        (&[Rule::QuotationAltered], "We have looked into every box"),
        (&[Rule::Negation], "had known of the resale"),
        (&[Rule::NotFound], "Three pharmacists were arrested"),
        (&[Rule::CertaintyRaised, Rule::NotFound], "dismissed Orvenic"),
        (&[Rule::Quantity], "90 days"),
        (&[Rule::AttributionDropped], "served as a cover for the trade"),
    ];
    let about = |rules: &[Rule], words: &str| {
        check.findings.iter().any(|f| {
            let sentence = &check.sentences[f.sentence].passage.quote;
            rules.contains(&f.rule)
                && sentence.contains(words)
                && (f.passage.quote.contains(words) || words.contains(&f.passage.quote) || words.len() > 12)
        })
    };
    let missed: Vec<&str> = planted
        .iter()
        .filter(|(rules, words)| !about(rules, words))
        .map(|p| p.1)
        .collect();
    assert!(missed.is_empty(), "{missed:?} of {:#?}", found(&check));
    // All that the digest has right, and what stands beside an error in its sentence.
    let right = [
        "On October 10, 2024, the",
        "accused officials in Norvalia of letting donated insulin be sold for profit",
        "worth 18 million euros",
        "sold in Medirana pharmacies",
        "Forged donation certificates served as a cover for the trade",
        "the boxes were relabelled in Port Amsel",
        "The import licence for the pens was signed",
        "by Health Minister Tomas Orvenic",
        "the state broadcaster Kestria One",
        "on October 11",
        "the two governments agreed to set up a joint commission",
        "The commission will have three members from each country",
        "In today's fast-moving world",
    ];
    for (rule, words) in contradictions(&check) {
        let wrong = right.iter().find(|r| words.contains(**r) || r.contains(words));
        assert_eq!(wrong, None, "{rule:?}: {words}");
    }
}
