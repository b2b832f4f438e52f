//! What must hold for any input: quotes are the text at their places, nothing panics, order does not matter, and a copy is no
//! second witness.

mod sound;

use proptest::prelude::*;
use rashomon::document::{Document, Published};
use rashomon::ingest::{Given, published};
use rashomon::view::account::{Account, Point};
use rashomon::{Report, ingest};
use sound::{analysed, json, sound};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

/// The reports of the affair that ships, read once.
static EXAMPLE: LazyLock<Vec<Report>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/insulin/reports");
    let entries = std::fs::read_dir(folder).expect("the example is there");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("readable").path()).collect();
    paths.sort();
    let documents = paths.iter().flat_map(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        ingest(&std::fs::read(path).expect("readable"), &name, &Given::default()).value
    });
    documents.map(rashomon::read).collect()
});

fn account(documents: Vec<Document>) -> Account {
    let reports: Vec<Report> = documents.into_iter().map(rashomon::read).collect();
    reports.iter().for_each(analysed);
    rashomon::account(reports, Vec::new())
}

/// A text in the manner of news, from parts that agree, differ and lean on one another.
fn news() -> impl Strategy<Value = String> {
    let sentence = prop::sample::select(vec![
        "The ferry Albatross ran aground off Sorrel Point on Thursday.",
        "Forty people were hurt, police said.",
        "“We heard a bang,” Mara Lindholt told The Morning, “and then it was dark.”",
        "Fifty-three people were hurt, according to the harbour office.",
        "The minister, Zoltán Bérczy, denied that the ferry had been overloaded.",
        "It had 212 passengers, The Evening reported, citing an unnamed officer.",
        "Damage was put at 12 million euros ($13.1 million).",
        "Because of the storm, no helicopter could land between May 8 and May 10, 2031.",
        "READ ALSO: Ten ferries you must take once",
        "\n\n",
        "\"Not true\"",
        "May 9, 2031The Morning",
    ]);
    prop::collection::vec(sentence, 1..9).prop_map(|parts| parts.join(" "))
}

fn outlets() -> impl Strategy<Value = Given> {
    let publisher = prop::option::of(prop::sample::select(vec!["The Morning", "The Evening", "Coastal Wire"]));
    let date = prop::option::of(prop::sample::select(vec![
        "2031-05-09",
        "2031-05-10T08:00:00Z",
        "2031-05-12",
    ]));
    (publisher, date).prop_map(|(publisher, date)| Given {
        publisher: publisher.map(str::to_owned),
        published: date.and_then(published),
        ..Given::default()
    })
}

/// Bytes that look like a file of some format and are broken in some way, or like nothing at all.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "<p>",
            "</p>",
            "<article>",
            "<script>",
            "</script",
            "<!--",
            "&eacute;",
            "&#x110000;",
            "<div class=\"ad\">",
            "<title>",
            "\u{0}",
            "<meta property=\"og:site_name\" content=\"X\">",
            "{\"text\": \"",
            "\\ud800",
            "\"}\n",
            "{\"html\": \"<p>\\u00e9",
            "\r\n",
            "# ",
            "> ",
            "- ",
            "“",
            "\"",
            "’",
            "\u{202e}",
            "\u{feff}",
            "👩‍👧",
            "said",
            " on Thursday",
            "1,000,000 ",
            "$5 ",
            "\t",
            "…",
            "—",
            "May 9",
        ])
        .prop_map(|text| text.as_bytes().to_vec()),
        prop::collection::vec(any::<u8>(), 0..12),
        news().prop_map(String::into_bytes),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read(bytes in bytes(), name in prop::sample::select(vec!["a.txt", "a.md", "a.html", "a.jsonl", "a", "-"])) {
        sound(&account(ingest(&bytes, name, &Given::default()).value));
    }

    #[test]
    fn quotes_are_the_text_at_their_places(files in prop::collection::vec((news(), outlets()), 1..5)) {
        let documents = files.iter().enumerate().flat_map(|(i, (text, given))| {
            ingest(text.as_bytes(), &format!("{i}.txt"), given).value
        });
        sound(&account(documents.collect()));
    }

    #[test]
    fn order_does_not_matter(
        (files, shuffled) in prop::collection::vec((news(), outlets()), 2..5).prop_flat_map(|files| {
            let numbered: Vec<_> = files.into_iter().enumerate().collect();
            (Just(numbered.clone()), Just(numbered).prop_shuffle())
        })
    ) {
        let documents = |files: &[(usize, (String, Given))]| {
            let read = files.iter().flat_map(|(i, (text, given))| ingest(text.as_bytes(), &format!("{i}.txt"), given).value);
            read.collect::<Vec<_>>()
        };
        prop_assert_eq!(json(&account(documents(&files))), json(&account(documents(&shuffled))));
    }
}

#[test]
fn the_example_is_sound_in_any_order() {
    let forward = rashomon::account(EXAMPLE.clone(), Vec::new());
    sound(&forward);
    let mut reports = EXAMPLE.clone();
    reports.reverse();
    reports.rotate_left(3);
    let turned = rashomon::account(reports, Vec::new());
    assert_eq!(
        serde_json::to_string(&forward).expect("an account is JSON"),
        serde_json::to_string(&turned).expect("an account is JSON")
    );
}

/// The readings of a point that stand in these documents.
fn readings<'a>(point: &'a Point, documents: &BTreeSet<&str>) -> BTreeSet<(&'a str, u32, u32)> {
    let cited = point.readings.iter().map(|reading| &reading.citation);
    let known = cited.filter(|citation| documents.contains(citation.document.as_str()));
    known
        .map(|c| (c.document.as_str(), c.passage.start, c.passage.end))
        .collect()
}

#[test]
fn a_copy_is_no_second_witness() {
    let before = rashomon::account(EXAMPLE.clone(), Vec::new());
    let documents: BTreeSet<&str> = before.documents.iter().map(|document| document.id.as_str()).collect();
    for original in EXAMPLE.iter() {
        let later = Published {
            date: jiff::civil::date(2024, 10, 20),
            rfc3339: "2024-10-20".to_owned(),
        };
        let given = Given {
            publisher: Some("The Copycat".to_owned()),
            published: Some(later),
            ..Given::default()
        };
        let copy = ingest(original.document.text.as_bytes(), "copy.txt", &given).value;
        let mut reports = EXAMPLE.clone();
        reports.extend(copy.into_iter().map(rashomon::read));
        let after = rashomon::account(reports, Vec::new());
        let points = |account: &'_ Account| {
            account
                .stories
                .iter()
                .flat_map(|s| s.points.clone())
                .collect::<Vec<_>>()
        };
        let (before, after) = (points(&before), points(&after));
        let mut compared = 0;
        for point in &after {
            let had = readings(point, &documents);
            let Some(old) = before
                .iter()
                .find(|old| !had.is_empty() && readings(old, &documents) == had)
            else {
                continue;
            };
            compared += 1;
            assert!(
                point.origins <= old.origins,
                "a copy of {} raised the origins of `{}` from {} to {}: {:#?}",
                original.document.path,
                old.label,
                old.origins,
                point.origins,
                point.witnesses
            );
        }
        assert!(
            2 * compared >= before.len(),
            "a copy of {} changes the points",
            original.document.path
        );
    }
}
