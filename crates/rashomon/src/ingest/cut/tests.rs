//! What is cut of a report and what only looks like it: invented lines, each set into the same report.

use crate::document::{CutReason, CutReason::*, Document};
use crate::ingest::{Given, ingest};

const HEADLINE: &str = "Harbour council halts the ferry tender";
const BEFORE: &str = "The harbour council halted the tender for three new ferries on Thursday, the mayor said. Auditors \
                      had found that two bidders shared an address.";
const AFTER: &str = "The council meets again in June. Until then the old ferries sail on, a spokeswoman said.";

fn read(text: &str) -> Document {
    let mut read = ingest(text.as_bytes(), "report.txt", &Given::default());
    assert_eq!(read.value.len(), 1, "{:?}", read.notes);
    read.value.remove(0)
}

/// Why the first words of a text that equal `words` are cut, if all of them are.
fn why(document: &Document, words: &str) -> Option<CutReason> {
    let start = document.text.find(words).expect("it stands in the text");
    let end = start + words.len();
    let holds = |span: crate::text::Span| span.start as usize <= start && end <= span.end as usize;
    document.cut.iter().find(|cut| holds(cut.span)).map(|cut| cut.why)
}

/// Whether nothing of the first words of a text that equal `words` is cut.
fn is_kept(document: &Document, words: &str) -> bool {
    let start = document.text.find(words).expect("it stands in the text");
    let end = start + words.len();
    let apart = |span: crate::text::Span| span.end as usize <= start || end <= span.start as usize;
    document.cut.iter().all(|cut| apart(cut.span))
}

#[test]
fn lines_within_a_report() {
    for (reason, line) in [
        (Advertisement, "ADVERTISEMENT"),
        (Advertisement, "Story continues below advertisement"),
        (Navigation, "Continue reading"),
        (Navigation, "12 comments"),
        (Promotion, "Get the Harbour Post app for breaking news"),
        (Promotion, "Sign up for our newsletter and never miss a tide."),
        (
            Promotion,
            "The day's news, delivered to your inbox every morning. Sign up here.",
        ),
        (Promotion, "Follow Imra Solvay on Twitter"),
        (Promotion, "Reach the writer at imra@harbourpost.example"),
        (Related, "READ ALSO: Storm closes the ferry line for a third day"),
        (Related, "RELATED: Who owns the quay?"),
        (Related, "Related stories"),
        (
            Caption,
            "The ferry Aldis leaves Castelle Bay on March 3, 2031. (Tomas Reck/Harbour Post)",
        ),
        (Caption, "FILE PHOTO: The ferry Aldis in the harbour of Castelle Bay"),
        (Caption, "A woman waits for the ferry in Castelle Bay, March 3, 2031."),
        (Caption, "Tomas Reck/Getty Images"),
        (Heading, "STORM CLOSES THE FERRY LINE TO CASTELLE BAY AGAIN"),
        (Stamp, "Last updated: 14:20, 3 March 2031"),
        (Stamp, "This story has been updated with a statement from the council."),
        (Stamp, "3 min read"),
        (Other, "© 2031 The Harbour Post. All rights reserved."),
    ] {
        let document = read(&format!("{HEADLINE}\n\n{BEFORE}\n\n{line}\n\n{AFTER}\n"));
        assert_eq!(why(&document, line), Some(reason), "{line}");
        for words in [HEADLINE, BEFORE, AFTER] {
            assert!(is_kept(&document, words), "with {line}: {words}");
        }
    }
}

#[test]
fn lines_that_only_look_like_debris() {
    for line in [
        "Readers of the audit will find the address on page four, the mayor said.",
        "The council asked residents to sign up for the hearing by Friday.",
        "Two newsletters had reported the shared address in May, according to the auditors.",
        "The advertisement for the tender ran for six weeks, the audit office said.",
        "Related firms may not bid twice, the rules say.",
        "\u{201c}Follow the money,\u{201d} said Imra Solvay, who chairs the council.",
        "WHAT COMES NEXT",
        "What the auditors found",
        "On March 3, 2031, the council signed the first contract, the audit office said.",
        "The photo showed both directors at the signing, the newspaper Tide reported on Monday.",
        "The app that sells the tickets stays open, the harbour office said.",
        "An update of the timetable is expected in June, the harbour office said.",
        "\u{201c}Stop it now\u{201d}: the words of the auditor, in a letter to the mayor, were plain.",
        "More than 400 people work on the ferries.",
    ] {
        let document = read(&format!("{HEADLINE}\n\n{BEFORE}\n\n{line}\n\n{AFTER}\n"));
        assert!(is_kept(&document, line), "{line}: {:?}", document.cut);
    }
}

#[test]
fn debris_inside_a_sentence() {
    for (sentence, cut) in [
        (
            "The mayor (RELATED: Who owns the quay?) halted the tender on Thursday.",
            Some((Related, "(RELATED: Who owns the quay?)")),
        ),
        (
            "President Sorin Imra Halda SorinStorm closes the line Who owns the quay MORE said on Monday that he knew.",
            Some((Related, "Imra Halda SorinStorm closes the line Who owns the quay MORE")),
        ),
        (
            "The quay is closed. (For graphic on storms since 2007 click quay.example/2Lf)",
            Some((Related, "(For graphic on storms since 2007 click quay.example/2Lf)")),
        ),
        (
            "He left the room. CLICK HERE FOR THE HARBOUR POST APP",
            Some((Promotion, "CLICK HERE FOR THE HARBOUR POST APP")),
        ),
        (
            "The council meets again in June. (Reporting by Imra Solvay; Editing by Tomas Reck)",
            Some((Byline, "(Reporting by Imra Solvay; Editing by Tomas Reck)")),
        ),
        ("The mayor (more on this below) halted the tender on Thursday.", None),
        ("President Sorin said MORE THAN ONE bidder shared an address.", None),
        ("He asked drivers to click here and there through the new form.", None),
    ] {
        let document = read(&format!("{HEADLINE}\n\n{BEFORE}\n\n{sentence}\n"));
        match cut {
            Some((reason, words)) => {
                assert_eq!(why(&document, words), Some(reason), "{sentence}");
                let first = sentence.split(' ').next().expect("a sentence has words");
                assert!(is_kept(&document, first), "{sentence}");
            }
            None => assert!(is_kept(&document, sentence), "{sentence}: {:?}", document.cut),
        }
    }
}

#[test]
fn openings_give_date_outlet_and_writer() {
    // The opening, what of it is cut, and the day, outlet and writer that it gives.
    for (opening, cut, day, outlet, writer) in [
        (
            "May 30, 2031The Harbour Post\n\n",
            "May 30, 2031The Harbour Post",
            "2031-05-30",
            "The Harbour Post",
            "",
        ),
        ("Tide | 30 May 2031\n\n", "Tide | 30 May 2031", "2031-05-30", "Tide", ""),
        ("By Imra Solvay\n\n", "By Imra Solvay", "", "", "Imra Solvay"),
        (
            "Sunday, October 13, 2031 The Sunday Ledger\n\n",
            "Sunday, October 13, 2031 The Sunday Ledger",
            "2031-10-13",
            "The Sunday Ledger",
            "",
        ),
        (
            "Castelle Bay, 30 May 2031\n\n",
            "Castelle Bay, 30 May 2031",
            "2031-05-30",
            "",
            "",
        ),
        (
            "May 30, 2031Harbour Post",
            "May 30, 2031Harbour Post",
            "2031-05-30",
            "Harbour Post",
            "",
        ),
        (
            "STAVIK, May 30 (Tide Agency) - ",
            "STAVIK, May 30 (Tide Agency) -",
            "",
            "Tide Agency",
            "",
        ),
        (
            "CASTELLE BAY, May 30 (Reuters) - ",
            "CASTELLE BAY, May 30 (Reuters) -",
            "",
            "Reuters",
            "",
        ),
        ("CASTELLE BAY \u{2014} ", "CASTELLE BAY \u{2014}", "", "", ""),
        (
            "Castelle Bay, Kestria \u{2014} ",
            "Castelle Bay, Kestria \u{2014}",
            "",
            "",
            "",
        ),
    ] {
        let document = read(&format!("{opening}{BEFORE}\n\n{AFTER}\n"));
        assert!(why(&document, cut).is_some(), "{opening:?}: {:?}", document.cut);
        assert!(is_kept(&document, BEFORE), "{opening:?}: {:?}", document.cut);
        let found = document.published.as_ref().map_or("", |at| &at.rfc3339);
        assert_eq!(found, day, "{opening:?}");
        assert_eq!(document.publisher.as_deref().unwrap_or_default(), outlet, "{opening:?}");
        assert_eq!(document.byline.as_deref().unwrap_or_default(), writer, "{opening:?}");
    }
    for opening in [
        "On May 30, 2031, the council met. ",
        "May 30 was the last day for bids. ",
        "By Thursday the tender was dead. ",
        "The council (of nine) was split. ",
    ] {
        let document = read(&format!("{opening}{BEFORE}\n\n{AFTER}\n"));
        assert!(document.cut.is_empty(), "{opening:?}: {:?}", document.cut);
    }
}

#[test]
fn what_stands_after_a_report() {
    let tail = "Business\nMay 2031\nWeather\nApril 2031\nOpinion\nMarch 2031";
    let document = read(&format!("{HEADLINE}\n\n{BEFORE}\n\n{AFTER}\n\n{tail}\n"));
    for line in ["Business", "Weather", "April 2031"] {
        assert_eq!(why(&document, line), Some(Navigation), "{line}");
    }
    let author = "Imra Solvay is a reporter at The Harbour Post, where she covers shipping.";
    let document = read(&format!("{HEADLINE}\n\n{BEFORE}\n\n{AFTER}\n\n{author}\n"));
    assert_eq!(why(&document, author), Some(Other));
    let named = "Imra Solvay, who chairs the council, agreed.";
    let document = read(&format!("{HEADLINE}\n\n{BEFORE} {named}\n\n{AFTER}\n\n{author}\n"));
    assert!(is_kept(&document, author), "it is about someone in the report");
    let spun = "The harbourcouncil halted the ferry-news tender for ferries,the mayor said, as auditors had found that \
                two bidders shared an address on Thursday, ferry-and-harbour.";
    let document = read(&format!("{HEADLINE}\n\n{BEFORE}\n\n{AFTER}\n\n{spun}\n"));
    assert_eq!(why(&document, spun), Some(Filler));
    let platitude = "In today's fast-moving world, the story of the ferries reminds us how important it is that towns and \
                     firms go on talking with one another.";
    let document = read(&format!("{HEADLINE}\n\n{BEFORE}\n\n{AFTER}\n\n{platitude}\n"));
    assert_eq!(why(&document, platitude), Some(Filler));
    let comment = "In today's world every tender reminds us of the last one, said the mayor, who also said that \u{201c}it \
                   is how towns learn\u{201d} and left.";
    let document = read(&format!("{HEADLINE}\n\n{BEFORE}\n\n{AFTER}\n\n{comment}\n"));
    assert!(is_kept(&document, comment), "someone said so");
}

#[test]
fn lists_of_links_end_where_the_report_goes_on() {
    let links = "Read more:\nStorm closes the ferry line\nThe quay and its owners";
    let document = read(&format!("{HEADLINE}\n\n{BEFORE}\n\n{links}\n\n{AFTER}\n"));
    for line in links.lines() {
        assert_eq!(why(&document, line), Some(Related), "{line}");
    }
    assert!(is_kept(&document, AFTER));
}

#[test]
fn marks_of_emphasis_hide_no_debris() {
    let text = format!(
        "# {HEADLINE}\n\n*By Imra Solvay*\n\n*The Harbour Post, May 30, 2031*\n\n{BEFORE}\n\n**ADVERTISEMENT**\n\n{AFTER}\n"
    );
    let mut read = ingest(text.as_bytes(), "report.md", &Given::default());
    let document = read.value.remove(0);
    assert_eq!(document.byline.as_deref(), Some("Imra Solvay"));
    assert_eq!(document.publisher.as_deref(), Some("The Harbour Post"));
    assert_eq!(why(&document, "ADVERTISEMENT"), Some(Advertisement));
    assert!(is_kept(&document, HEADLINE) && is_kept(&document, AFTER));
}
