//! The faces of a check: valid, quoted exactly, and nothing that a text holds can break out of them.

use super::{FERRY, check};
use rashomon::check::rule::{self, Level, Rule};
use rashomon::check::wire::{self, Check};
use rashomon::render::check::{html, line, sarif, terminal};

fn checked() -> Check {
    check(
        "# News\n\nThe ferry Albatross ran aground off Port Amsel on March 3, 2033. Tomaš <b>said</b> so.\n",
        &[FERRY],
    )
}

#[test]
fn the_sarif_log_is_valid_and_says_where() {
    let mut schemas = boon::Schemas::new();
    let mut compiler = boon::Compiler::new();
    let schema: serde_json::Value = serde_json::from_str(include_str!("sarif-2.1.0.schema.json")).expect("it is JSON");
    compiler.add_resource("sarif.json", schema).expect("it is a schema");
    let schema = compiler.compile("sarif.json", &mut schemas).expect("it compiles");
    let log = sarif::check(&checked(), Level::Note);
    schemas.validate(&log, schema).expect("the log is valid");
    let results = log["runs"][0]["results"].as_array().expect("there are results");
    let date = results
        .iter()
        .find(|r| r["ruleId"] == "date")
        .expect("the date is found");
    let region = &date["locations"][0]["physicalLocation"]["region"];
    assert_eq!((&region["startLine"], &region["startColumn"]), (&3.into(), &51.into()));
    assert_eq!(region["snippet"]["text"], "March 3, 2033");
    assert!(
        date["relatedLocations"][0]["message"]["text"]
            .as_str()
            .is_some_and(|t| t.contains("March 3, 2032"))
    );
}

#[test]
fn the_committed_schema_is_current_and_a_check_is_valid() {
    let committed = include_str!("../../../../docs/check.schema.json");
    let committed: serde_json::Value = serde_json::from_str(committed).expect("it is JSON");
    assert!(
        committed == wire::schema(),
        "run `cargo xtask schema` and commit docs/check.schema.json"
    );
    let mut schemas = boon::Schemas::new();
    let mut compiler = boon::Compiler::new();
    compiler.add_resource("check.json", committed).expect("it is a schema");
    let schema = compiler.compile("check.json", &mut schemas).expect("it compiles");
    let json = serde_json::to_value(checked()).expect("a check is JSON");
    schemas.validate(&json, schema).expect("the check is valid");
}

#[test]
fn every_quote_is_the_text_at_its_place() {
    let check = checked();
    let at = |text: &str, start: u32, end: u32| -> String {
        text.chars().skip(start as usize).take((end - start) as usize).collect()
    };
    for finding in &check.findings {
        let p = &finding.passage;
        assert_eq!(at(&check.text.text, p.start, p.end), p.quote);
        for c in &finding.sources {
            let source = check.sources.iter().find(|d| d.id == c.document).expect("it is cited");
            assert_eq!(at(&source.text, c.passage.start, c.passage.end), c.passage.quote);
        }
    }
}

#[test]
fn a_line_a_finding_and_marks_under_the_words() {
    let check = checked();
    let lines = line::check(&check, Level::Error);
    assert!(lines.starts_with("text.md:3:51: error date: "), "{lines}");
    let options = terminal::Options {
        width: 100,
        color: false,
        least: Level::Error,
    };
    let shown = terminal::check(&check, &options);
    let rows: Vec<&str> = shown.lines().collect();
    let words = rows
        .iter()
        .position(|row| row.contains("March 3, 2033."))
        .expect("the words are shown");
    let column = |row: &str, what: &str| row.find(what).map(|at| row[..at].chars().count());
    assert_eq!(column(rows[words + 1], "^"), column(rows[words], "March 3"), "{shown}");
    assert!(shown.contains("source-0.txt:1"), "{shown}");
}

#[test]
fn the_page_shows_the_text_and_nothing_in_it_is_markup() {
    let page = html::check(&checked());
    assert!(page.contains("March 3, 2033") && page.contains("contradicted"));
    assert!(
        !page.contains("<b>said") && !page.contains("http://") && !page.contains("https://"),
        "{page}"
    );
}

#[test]
fn every_rule_says_what_it_finds_and_what_it_cannot_see() {
    for rule in Rule::ALL {
        let text = rule.documentation();
        assert!(text.starts_with(&format!("# {}\n", rule.name())), "{}", rule.name());
        assert!(
            text.contains(&format!("Level: {},", rule.level().name())),
            "{}",
            rule.name()
        );
        assert!(text.contains("## What it can't see"), "{}", rule.name());
        assert_eq!(Rule::of(rule.name()), Some(*rule));
    }
    let committed = include_str!("../../../../docs/check-rules.md");
    assert!(
        committed == rule::manual(),
        "run `cargo xtask schema` and commit docs/check-rules.md"
    );
    let page = include_str!("../../../../docs/check.md");
    for rule in Rule::ALL {
        let row = format!("| `{}` | {} | {} |", rule.name(), rule.level().name(), rule.help());
        assert!(page.contains(&row), "docs/check.md lacks {row}");
    }
}
