//! What a reader of values relies on. The sentences are invented.

use super::*;
use crate::document::Published;

fn of(text: &str, published: Option<&str>) -> Vec<Value> {
    let mut document = Document::new("report.txt", text);
    document.published = published.map(|day| Published {
        date: day.parse().expect("a date"),
        rfc3339: day.to_owned(),
    });
    let analysis = crate::analysis::analyze(&document);
    values(&document, &analysis)
}

/// Each value as "words = wire form".
fn read(text: &str, published: Option<&str>) -> Vec<String> {
    let written = |v: &Value| format!("{} = {}", v.span.slice(text), canonical(v));
    of(text, published).iter().map(written).collect()
}

/// Each sentence gives exactly these values, read on Wednesday, 14 May 2031.
fn check(cases: &[(&str, &[&str])]) {
    for (text, want) in cases {
        assert_eq!(read(text, Some("2031-05-14")), *want, "{text}");
    }
}

/// How the first values of two texts stand to one another.
fn relation(a: &str, b: &str) -> Relation {
    let first = |text: &str| {
        of(text, Some("2031-05-14"))
            .into_iter()
            .next()
            .unwrap_or_else(|| panic!("{text}"))
    };
    let (a, b) = (first(a), first(b));
    assert_eq!(relate(&a, &b), relate(&b, &a), "the order does not matter");
    relate(&a, &b)
}

#[test]
fn a_weekday_lies_behind_unless_the_verb_points_ahead() {
    check(&[
        ("The ministers met on Thursday.", &["Thursday = 2031-05-08"]),
        ("The ministers will meet on Thursday.", &["Thursday = 2031-05-15"]),
        (
            "The ministers are expected to meet on Thursday.",
            &["Thursday = 2031-05-15"],
        ),
        ("He spoke on Wednesday.", &["Wednesday = 2031-05-14"]),
        ("The union will appeal Monday's ruling.", &["Monday = 2031-05-12"]),
        ("She signed the deal last Friday.", &["last Friday = 2031-05-09"]),
        ("She told the Sunday Times that the talks went on.", &[]),
        ("Trade is a two-way street, said the three-time champion.", &[]),
        ("He left after the Tuesday Senate vote.", &["Tuesday = 2031-05-13"]),
    ]);
}

#[test]
fn dates_take_the_year_that_fits() {
    check(&[
        ("The bridge was closed on May 9.", &["May 9 = 2031-05-09"]),
        ("The bridge was closed on December 3.", &["December 3 = 2030-12-03"]),
        ("The bridge will be closed on 3 December.", &["3 December = 2031-12-03"]),
        (
            "It opened on June 4, 1998, and closed in March 2001.",
            &["June 4, 1998 = 1998-06-04", "March 2001 = 2001-03"],
        ),
        (
            "The talks began in mid-March.",
            &["mid-March = 2031-03-11~/2031-03-20~"],
        ),
        ("The firm may march on in the 1990s style.", &["the 1990s = 199X"]),
    ]);
}

#[test]
fn times_are_told_from_publication() {
    check(&[
        ("It rained last week.", &["last week = 2031-05-05/2031-05-11"]),
        ("Two days ago the dam broke.", &["Two days ago = 2031-05-12"]),
        ("He resigned earlier this month.", &["earlier this month = 2031-05"]),
        ("Prices have risen since 2028.", &["since 2028 = 2028/.."]),
        (
            "The plant ran between 2015 and 2018.",
            &["between 2015 and 2018 = 2015/2018"],
        ),
        (
            "It was shut from May to June last year.",
            &["from May to June = 2030-05/2030-06", "last year = 2030"],
        ),
        (
            "The shot was heard around 2:30 a.m. Tuesday.",
            &["around 2:30 a.m. Tuesday = 2031-05-13T02:30"],
        ),
        ("They must pay by Friday.", &["by Friday = ../2031-05-16"]),
    ]);
}

#[test]
fn without_a_day_of_publication_only_what_is_said_is_known() {
    assert_eq!(read("She left on Thursday.", None), ["Thursday = XXXX-XX-XX"]);
    assert_eq!(read("She left on May 9.", None), ["May 9 = XXXX-05-09"]);
    let text = "She came on May 2, 2031. She left on May 9.";
    assert_eq!(read(text, None), ["May 2, 2031 = 2031-05-02", "May 9 = 2031-05-09"]);
    // An old date says nothing of the year of the report.
    let old = "He was born on May 2, 1961. He has led the club since 2024. He left on May 9.";
    assert_eq!(read(old, None).last().map(String::as_str), Some("May 9 = XXXX-05-09"));
}

#[test]
fn quantities_keep_their_bounds_and_what_they_count() {
    check(&[
        ("Some 300 miners were trapped.", &["Some 300 = ~300 miner"]),
        (
            "More than 2.1 million people fled.",
            &["More than 2.1 million = >=2100000 people"],
        ),
        (
            "They found hundreds of thousands of shells.",
            &["hundreds of thousands = ~200000..999999 shell"],
        ),
        (
            "Between 50 and 60 trucks crossed.",
            &["Between 50 and 60 = 50..60 truck"],
        ),
        ("Up to a dozen houses burned.", &["Up to a dozen = <=12 house"]),
        (
            "One and a half million tickets were sold.",
            &["One and a half million = 1500000 ticket"],
        ),
        ("A 23-year-old clerk was hurt.", &["23-year-old = 23 year"]),
        ("He waited for nearly six months.", &["nearly six months = ~6 month"]),
        ("About two thirds of voters agreed.", &["About two thirds = ~66.6667 %"]),
        ("Turnout rose from 20 to 31 percent.", &["20 = 20", "31 percent = 31 %"]),
    ]);
}

#[test]
fn money_has_a_currency() {
    check(&[
        (
            "It cost about 800 million euros ($908-909 million).",
            &[
                "about 800 million euros = ~800000000 EUR",
                "$908-909 million = 908000000..909000000 USD",
            ],
        ),
        ("A $2.4 billion loan was granted.", &["$2.4 billion = 2400000000 USD"]),
        (
            "They won A$5m and C$3 million.",
            &["A$5m = 5000000 AUD", "C$3 million = 3000000 CAD"],
        ),
        (
            "It was sold for £10m, or Rs 5 crore.",
            &["£10m = 10000000 GBP", "Rs 5 crore = 50000000 INR"],
        ),
        (
            "A loaf costs 50 pence or 1.20 Swiss francs.",
            &["50 pence = 0.5 GBP", "1.20 Swiss francs = 1.2 CHF"],
        ),
        (
            "Billions of dollars are missing.",
            &["Billions of dollars = ~2000000000..99999999999 USD"],
        ),
    ]);
    let mut document = Document::new("report.txt", "The fine was $5 million.");
    document.url = Some("https://news.example.com.au/fine".to_owned());
    let analysis = crate::analysis::analyze(&document);
    assert_eq!(canonical(&values(&document, &analysis)[0]), "5000000 AUD");
}

#[test]
fn labels_are_no_quantities() {
    for text in [
        "The Boeing 737 landed.",
        "COVID-19 spread.",
        "An F-16 took off.",
        "Call 555-1212 now.",
        "The side won 3-2.",
        "Under Article 5 they must help.",
        "No one came.",
        "They may march.",
        "He came every Monday.",
    ] {
        assert_eq!(read(text, None), [""; 0], "{text}");
    }
}

#[test]
fn what_is_cut_is_not_read() {
    use crate::document::{Cut, CutReason};
    let mut document = Document::new("report.txt", "Nine boats sank. READ ALSO 40 boats sink");
    document.cut.push(Cut {
        span: Span::new(17, 40),
        why: CutReason::Related,
    });
    let analysis = crate::analysis::analyze(&document);
    let found = values(&document, &analysis);
    assert_eq!(found.iter().map(canonical).collect::<Vec<_>>(), ["9 boat"]);
}

#[test]
fn rounding_is_no_difference() {
    use Relation::{Compatible, Different, Incomparable, Same};
    for (a, b, want) in [
        ("It sold 2.1 million copies.", "It sold 2,100,000 copies.", Same),
        ("It sold 2.1 million copies.", "It sold 2,123,000 copies.", Compatible),
        (
            "It sold 40.8 million copies.",
            "It sold nearly 40 million copies.",
            Different,
        ),
        ("It sold more than 100 copies.", "It sold 112 copies.", Compatible),
        ("It sold more than 100 copies.", "It sold 96 copies.", Different),
        (
            "It sold hundreds of copies.",
            "It sold more than 1,000 copies.",
            Different,
        ),
        (
            "It sold more than 3.1 million copies.",
            "It sold more than 3.13 million copies.",
            Compatible,
        ),
        ("58 people died.", "59 people died.", Different),
        (
            "The tower is about 97 km away.",
            "The tower is 60 miles away.",
            Compatible,
        ),
        (
            "The hall is 850 years old.",
            "The hall goes back almost 1,000 years.",
            Different,
        ),
        ("It cost $870 million.", "It cost $908-909 million.", Different),
        ("It cost $870 million.", "It cost 870 million euros.", Incomparable),
        ("It fell 5 percent.", "It fell on Monday.", Incomparable),
    ] {
        assert_eq!(relation(a, b), want, "{a} {b}");
    }
}

#[test]
fn times_are_compared_on_what_they_specify() {
    use Relation::{Compatible, Different, Incomparable, Same};
    for (a, b, want) in [
        ("It broke on May 9, 2029.", "It broke on 9 May 2029.", Same),
        ("It broke in 2029.", "It broke on May 9, 2029.", Compatible),
        ("It broke on May 9, 2029.", "It broke on May 9, 2030.", Different),
        ("It broke on Thursday.", "It broke on May 8.", Same),
        ("It broke on Thursday.", "It broke on Friday.", Different),
        ("It broke in late May 2029.", "It broke on May 20, 2029.", Compatible),
        ("It broke in late May 2029.", "It broke on May 2, 2029.", Different),
        (
            "It broke on Tuesday morning.",
            "It broke on Tuesday evening.",
            Different,
        ),
        ("It has stood since 2022.", "It stood in 2024.", Compatible),
        ("It has stood since 2022.", "It stood in 2019.", Different),
    ] {
        assert_eq!(relation(a, b), want, "{a} {b}");
    }
    let unplaced = |text: &str| of(text, None).remove(0);
    let (a, b) = (unplaced("It broke on May 9."), unplaced("It broke on May 9, 2029."));
    assert_eq!(relate(&a, &b), Compatible);
    assert_eq!(
        relate(&unplaced("It broke on May 9."), &unplaced("It broke on May 8, 2029.")),
        Different
    );
    assert_eq!(relate(&unplaced("It broke last week."), &b), Incomparable);
}

#[test]
fn a_value_is_attached_to_what_it_says_something_of() {
    let text = "The ministers met on Thursday after the Monday vote.";
    let mut document = Document::new("report.txt", text);
    document.language = "en".to_owned();
    let analysis = crate::analysis::analyze(&document);
    let words = |v: &Value| v.attached.map(|t| analysis.tokens[t as usize].span.slice(text));
    let found: Vec<_> = values(&document, &analysis).iter().map(words).collect();
    assert_eq!(found, [Some("met"), Some("vote")]);
}

proptest::proptest! {
    #[test]
    fn no_text_breaks_it(text in "[0-9a-zA-Z$€%.,:/'’ -]{0,60}|(in|on|may|five|and|half|of|the|last|week|[0-9]{1,9}|-|/|:|a|million|second|\\$| |day|s){0,30}|\\PC{0,60}") {
        let found = of(&text, Some("2031-05-14"));
        let spans: Vec<_> = found.iter().map(|v| v.span).collect();
        proptest::prop_assert!(spans.windows(2).all(|w| w[0].end <= w[1].start), "in order, not overlapping");
        let analysis = Analysis::default();
        let _ = lex::Reader::of_text(&text, &analysis);
        let _ = numerals(&text);
    }
}
