//! What a person reads first of three invented reports: labels, the brief, the timeline.

use rashomon::ingest::Given;
use rashomon::view::account::{Account, AccountStory, Difference, Point, Relation};

const REPORTS: [(&str, &str); 3] = [
    (
        "tide.txt",
        "Ferry runs aground off Castelle Bay\n\nThe ferry Albatross ran aground off Castelle Bay on March 3, 2031. Forty \
         people were hurt when the ferry ran aground, the harbour police said. The inquiry is due to end in June 2031.",
    ),
    (
        "post.txt",
        "Dozens hurt on ferry\n\nThe ferry Albatross ran aground off Castelle Bay on March 3, 2031. Sixty people were hurt \
         when the ferry ran aground, according to the hospital. The crew had trained for it.",
    ),
    (
        "0007_a1b2c3.txt",
        "Captain of Albatross suspended\n\nForty people were hurt when the ferry Albatross ran aground, the harbour police \
         said on Thursday. The captain was suspended on March 5, 2031, the line said.",
    ),
];

fn account() -> Account {
    let read = |(path, text): &(&str, &str)| rashomon::ingest(text.as_bytes(), path, &Given::default()).value;
    rashomon::account(REPORTS.iter().flat_map(read).map(rashomon::read).collect(), Vec::new())
}

fn story(account: &Account) -> &AccountStory {
    assert_eq!(account.stories.len(), 1);
    &account.stories[0]
}

#[test]
fn a_label_is_a_statement_that_takes_no_side() {
    let account = account();
    let figures = |p: &&Point| p.relation == Relation::Differ && p.difference == Some(Difference::Quantity);
    let point = story(&account)
        .points
        .iter()
        .find(figures)
        .expect("forty and sixty differ");
    assert!(point.label.starts_with("… people were hurt"), "{}", point.label);
}

#[test]
fn the_brief_says_what_most_have_and_where_they_part() {
    let account = account();
    let brief = &story(&account).brief;
    let all: Vec<&str> = brief.iter().map(|s| s.text.as_str()).collect();
    assert!(all.iter().any(|s| s.contains("reports have it")), "{all:#?}");
    assert!(
        all.iter().any(|s| s.starts_with("Reports differ over a figure: ")),
        "{all:#?}"
    );
    assert!(brief.iter().all(|s| !s.citations.is_empty()));
}

#[test]
fn the_timeline_tells_whole_clauses_once() {
    let account = account();
    let timeline = &story(&account).timeline;
    let texts: Vec<(&str, &str)> = timeline.iter().map(|m| (m.when.as_str(), m.text.as_str())).collect();
    let aground = texts.iter().filter(|(when, _)| *when == "2031-03-03").count();
    assert_eq!(aground, 1, "{texts:#?}");
    let inquiry = texts
        .iter()
        .find(|(when, _)| *when == "2031-06")
        .expect("the inquiry's end is dated");
    assert!(inquiry.1.starts_with("The inquiry is due to end"), "{texts:#?}");
}

#[test]
fn the_story_is_called_by_a_headline_and_nameless_reports_by_their_numbers() {
    let account = account();
    assert_eq!(story(&account).title, "Captain of Albatross suspended");
    let page = rashomon::render::terminal::account(&account, &rashomon::render::terminal::Options::default());
    let after = page.split("WHERE THEY DIFFER").nth(1).expect("they differ");
    assert!(!after.contains("0007_a1b2c3"), "{after}");
}
