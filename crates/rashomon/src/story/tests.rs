use super::index::{Index, Placement};
use super::print::{Fingerprint, fingerprint};
use super::stories;
use crate::document::Document;
use crate::ingest::published;

const STRANDED: &str = "The ferry Albatross ran aground off Kelm on Monday with 240 passengers aboard. The harbour office said \
    the captain had missed a buoy in the fog. Tugs from Lindau pulled the ferry free in the evening, and divers found a \
    breach below the waterline. The shipping line Norrsund will pay the passengers' hotels, its spokeswoman Ida Brandt said.";
const DIVERS: &str = "Divers who looked at the Albatross after the ferry's grounding off Kelm have found a breach two metres \
    long, the harbour office said. The captain of the ferry told investigators that he saw no buoy in the fog. Norrsund, the \
    shipping line, put its passengers up in hotels in Lindau.";
const ORCHARDS: &str = "Apple growers in the Tarn valley expect their smallest harvest in thirty years after frost in April \
    killed the blossom. The growers' union asked the ministry of agriculture for grants, and warned that cider makers \
    would have to import fruit. Insurance covers frost only where orchards are sprinkled, its chairman Otto Venn said.";

fn print(text: &str, day: &str) -> Fingerprint {
    let mut document = Document::new("report.txt", text);
    document.published = published(day);
    fingerprint(&document)
}

/// Takes reports in one after the other and gives where each was put.
fn placed(index: &mut Index, prints: &[Fingerprint]) -> Vec<Placement> {
    let mut out = Vec::new();
    for print in prints {
        let placement = index.place(print);
        out.push(placement.clone());
        index.insert(placement);
    }
    out
}

#[test]
fn reports_of_one_affair_come_together_and_others_do_not() {
    let prints = [
        print(STRANDED, "2024-05-06"),
        print(ORCHARDS, "2024-05-06"),
        print(DIVERS, "2024-05-07"),
    ];
    let placed = placed(&mut Index::default(), &prints);
    assert_eq!(
        placed.iter().map(|p| p.story).collect::<Vec<_>>(),
        [None, None, Some(0)]
    );
    assert_eq!(placed[2].like, Some(0));
}

#[test]
fn the_same_subject_months_later_is_another_story() {
    let prints = [print(STRANDED, "2024-05-06"), print(DIVERS, "2024-09-20")];
    assert_eq!(placed(&mut Index::default(), &prints)[1].story, None);
}

#[test]
fn a_report_that_arrives_late_finds_its_story() {
    let prints = [
        print(DIVERS, "2024-05-07"),
        print(ORCHARDS, "2024-05-09"),
        print(STRANDED, "2024-05-06"),
    ];
    assert_eq!(placed(&mut Index::default(), &prints)[2].story, Some(0));
}

#[test]
fn what_is_cut_from_a_copy_shows_in_the_shares() {
    let half = &STRANDED[..STRANDED.len() / 2];
    let prints = [
        print(STRANDED, "2024-05-06"),
        print(ORCHARDS, "2024-05-06"),
        print(half, "2024-05-07"),
    ];
    let placed = placed(&mut Index::default(), &prints);
    let copy = placed[2].copies[0];
    assert_eq!(copy.arrival, 0);
    assert!(copy.of_new > 0.9 && copy.of_old < 0.7, "{copy:?}");
    assert!(placed[1].copies.is_empty());
}

#[test]
fn an_index_taken_up_again_decides_as_one_that_never_stopped() {
    let prints = [
        print(STRANDED, "2024-05-06"),
        print(ORCHARDS, "2024-05-06"),
        print(DIVERS, "2024-05-07"),
    ];
    let mut whole = Index::default();
    let before = placed(&mut whole, &prints[..2]);
    let mut again = Index::starting_at(0);
    for placement in before {
        again.count(&placement.weighted);
        again.insert(placement);
    }
    assert_eq!(again.place(&prints[2]), whole.place(&prints[2]));
}

#[test]
fn a_handful_of_reports_is_parted_by_affair_and_not_by_days() {
    let prints = [
        print(STRANDED, "2024-05-06"),
        print(ORCHARDS, "2024-05-06"),
        print(DIVERS, "2024-05-09"),
    ];
    let parted = |prints: &[Fingerprint]| stories(prints).into_iter().map(|s| s.reports).collect::<Vec<_>>();
    assert_eq!(parted(&prints), [vec![0, 2], vec![1]]);
    assert_eq!(parted(&prints[..1]), [[0]]);
    assert!(parted(&[]).is_empty());
}

#[test]
fn odd_texts_have_fingerprints() {
    for text in [
        "",
        " ",
        "’’’",
        "1,2.3.",
        "a'",
        "É".repeat(9).as_str(),
        "word ".repeat(100_000).as_str(),
    ] {
        let mut index = Index::default();
        let placement = index.place(&print(text, "2024-05-06"));
        assert_eq!(placement.story, None);
        index.insert(placement);
        assert!(
            index
                .place(&print(text, "2024-05-06"))
                .story
                .is_none_or(|story| story == 0)
        );
    }
}
