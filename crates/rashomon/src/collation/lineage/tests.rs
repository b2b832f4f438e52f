use super::*;
use crate::collation::collate;
use crate::document::Published;

const WIRE: &str = "Harbour police in Lutz seized nine tonnes of copper wire on Tuesday night, the port authority said.\n\n\
    Officers stopped a grey lorry at the northern gate after a guard noticed that its papers carried the wrong stamp. \
    The driver, who was not named, left on foot before they could question him.\n\n\
    \u{201c}We have never seen so much stolen metal in one place, and we will find out who ordered it,\u{201d} said Mara Quill, who \
    heads the port authority.";

const OWN: &str = "Copper worth a small fortune turned up in Lutz this week. Mara Quill of the port authority told reporters: \
    \u{201c}We have never seen so much stolen metal in one place, and we will find out who ordered it.\u{201d} Dealers in the town \
    doubt that anyone will be charged, because thefts of this kind have gone unpunished for years.";

fn report(publisher: &str, day: i8, text: &str) -> Report {
    let mut document = Document::new(publisher, text);
    document.publisher = Some(publisher.to_owned());
    let date = jiff::civil::date(2031, 4, day);
    document.published = Some(Published {
        date,
        rfc3339: date.to_string(),
    });
    crate::read(document)
}

fn descents(reports: &[Report]) -> Vec<Descent> {
    collate(&reports.iter().collect::<Vec<_>>()).lineage
}

#[test]
fn words_taken_over_make_a_copy_of_the_earlier_report() {
    let later = WIRE
        .replace("nine tonnes", "some nine tonnes")
        .replace("on Tuesday night", "late on Tuesday");
    let reports = [report("The Lutz Wire", 1, WIRE), report("Morning Echo", 2, &later)];
    let found = descents(&reports);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].from, found[0].to, found[0].kind), (0, 1, Kind::Copy));
    assert!(found[0].share > 0.8, "{}", found[0].share);
}

#[test]
fn quoting_the_same_speaker_is_no_copy() {
    let found = descents(&[report("The Lutz Wire", 1, WIRE), report("Morning Echo", 2, OWN)]);
    assert_eq!(found.iter().map(|d| d.kind).collect::<Vec<_>>(), [Kind::CommonOrigin]);
    let (_, quoted) = found[0].passages[0];
    assert!(quoted.slice(OWN).contains("so much stolen metal"));
}

#[test]
fn a_quotation_from_a_report_that_is_named_comes_from_it() {
    let named = OWN.replace("told reporters:", "told The Lutz Wire:");
    let found = descents(&[report("The Lutz Wire", 1, WIRE), report("Morning Echo", 2, &named)]);
    assert_eq!(found.iter().map(|d| d.kind).collect::<Vec<_>>(), [Kind::Quotation]);
}

#[test]
fn an_outlets_own_longer_version_is_a_revision() {
    let longer = format!("{WIRE}\n\nProsecutors opened a case on Wednesday.");
    let found = descents(&[report("The Lutz Wire", 1, WIRE), report("The Lutz Wire", 1, &longer)]);
    assert_eq!((found[0].from, found[0].to, found[0].kind), (0, 1, Kind::Revision));
}

#[test]
fn many_prints_of_one_report_make_a_star() {
    let reports: Vec<Report> = (1..=5).map(|day| report(&format!("Paper {day}"), day, WIRE)).collect();
    let found = descents(&reports);
    assert_eq!(
        found.iter().map(|d| (d.from, d.to)).collect::<Vec<_>>(),
        [(0, 1), (0, 2), (0, 3), (0, 4)]
    );
}

#[test]
fn reports_that_share_only_the_subject_are_unrelated() {
    let other = "Copper thefts in Lutz are rising, figures from insurers show. The port lost four loads last year, and the \
        northern gate has been closed at night since March.";
    assert!(descents(&[report("The Lutz Wire", 1, WIRE), report("Morning Echo", 2, other)]).is_empty());
}
