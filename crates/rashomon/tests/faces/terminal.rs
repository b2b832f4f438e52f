use crate::fixture;
use rashomon::render::terminal::{Options, account};
use rashomon::view::account::{Account, Point};

fn plain() -> Options {
    Options::default()
}

#[test]
fn the_account_on_two_screens() {
    insta::assert_snapshot!(account(&fixture::account(), &plain()));
}

#[test]
fn everything_with_its_exact_words_on_a_narrow_plain_terminal() {
    let options = Options {
        width: 50,
        ascii: true,
        full: true,
        quotes: true,
        ..plain()
    };
    insta::assert_snapshot!(account(&fixture::account(), &options));
}

/// An account with very many points and reports.
fn huge() -> Account {
    let mut huge = fixture::account();
    let story = &mut huge.stories[0];
    let points: Vec<Point> = (0..40).flat_map(|_| story.points.clone()).collect();
    story.points = points;
    for n in 0..200 {
        let mut document = huge.documents[n % 4].clone();
        document.id = format!("more-{n}");
        for point in &mut story.points {
            let mut reading = point.readings[0].clone();
            reading.citation.document.clone_from(&document.id);
            point.readings.push(reading);
        }
        story.documents.push(document.id.clone());
        huge.documents.push(document);
    }
    let twin = huge.stories[0].clone();
    huge.stories.extend(vec![twin; 20]);
    huge
}

#[test]
fn a_huge_account_takes_two_screens_and_keeps_to_the_width() {
    for width in [40, 80, 200] {
        let text = account(&huge(), &Options { width, ..plain() });
        assert!(
            text.lines().count() <= 100,
            "{width} columns: {} lines",
            text.lines().count()
        );
        let widest = text.lines().map(textwrap::core::display_width).max();
        assert!(widest <= Some(width), "{width} columns: {widest:?}");
    }
}

#[test]
fn color_comes_only_when_told_and_changes_no_word() {
    let text = account(&fixture::account(), &plain());
    let colored = account(&fixture::account(), &Options { color: true, ..plain() });
    assert!(!text.contains('\u{1b}') && colored.contains('\u{1b}'));
    let mut bare = String::new();
    let mut escape = false;
    for c in colored.chars() {
        match (escape, c) {
            (_, '\u{1b}') => escape = true,
            (true, 'm') => escape = false,
            (true, _) => {}
            (false, c) => bare.push(c),
        }
    }
    assert_eq!(bare, text);
}

#[test]
fn a_report_cannot_steer_the_terminal() {
    let mut account_of = fixture::account();
    let evil = "\u{1b}]0;owned\u{7}\u{202e}drawkcab\u{9b}31m";
    account_of.stories[0].title = evil.to_owned();
    account_of.stories[0].points[0].label = evil.to_owned();
    account_of.stories[0].points[0].readings[0].citation.passage.quote = evil.to_owned();
    account_of.documents[0].publisher = Some(evil.to_owned());
    account_of.documents[0].path = evil.to_owned();
    account_of.notes[0].text = evil.to_owned();
    account_of.notes[0].path = Some(evil.to_owned());
    let text = account(
        &account_of,
        &Options {
            full: true,
            quotes: true,
            ..plain()
        },
    );
    assert!(!text.contains(['\u{1b}', '\u{7}', '\u{202e}', '\u{9b}']));
}

#[test]
fn an_account_of_nothing_is_no_error() {
    let mut empty = fixture::account();
    empty.stories.clear();
    empty.documents.clear();
    assert!(account(&empty, &plain()).contains("scan.pdf"));
}
