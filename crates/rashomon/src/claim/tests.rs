use super::*;
use crate::Report;
use crate::document::Document;

fn read(text: &str) -> Report {
    crate::read(Document::new("test.txt", text))
}

/// The claim whose predicate is `word`.
fn about<'a>(report: &'a Report, word: &str) -> &'a Claim {
    let text = |c: &Claim| {
        report.analysis.tokens[c.predicate as usize]
            .span
            .slice(&report.document.text)
    };
    let found = report.claims.iter().find(|c| text(c) == word);
    found.unwrap_or_else(|| {
        panic!(
            "no claim about {word:?} in {:?}",
            report.claims.iter().map(text).collect::<Vec<_>>()
        )
    })
}

fn words<'a>(report: &'a Report, claim: &Claim, role: Role) -> Vec<&'a str> {
    let mine = claim.participants.iter().filter(|p| p.role == role);
    mine.map(|p| p.span.slice(&report.document.text)).collect()
}

#[test]
fn a_passive_accusation_makes_its_object_the_agent() {
    let report =
        read("Port officials were accused of supplying rifles to rebels through shell firms such as Dorn Ltd and Vex.");
    let claim = about(&report, "supplying");
    assert_eq!(words(&report, claim, Role::Agent), ["Port officials"]);
    assert_eq!(words(&report, claim, Role::Theme), ["rifles"]);
    assert_eq!(words(&report, claim, Role::Recipient), ["rebels"]);
    assert!(
        words(&report, claim, Role::Via).contains(&"Dorn Ltd") && words(&report, claim, Role::Via).contains(&"Vex")
    );
    assert_eq!(claim.certainty, Certainty::Alleged);
}

#[test]
fn coordinated_verbs_share_their_subject() {
    let report = read("The mayor of Lutz opened the bridge on Monday and praised the workers.");
    assert_eq!(
        words(&report, about(&report, "opened"), Role::Agent),
        ["The mayor of Lutz"]
    );
    assert_eq!(
        words(&report, about(&report, "praised"), Role::Agent),
        ["The mayor of Lutz"]
    );
}

#[test]
fn a_claim_leaves_out_its_frame_and_what_is_claimed_elsewhere() {
    let report =
        read("The court said on Monday that the firm had paid three million crowns to the minister, who denied it.");
    let span = about(&report, "paid").span.slice(&report.document.text);
    assert_eq!(span, "the firm had paid three million crowns to the minister");
}

#[test]
fn polarity_and_certainty_follow_the_words() {
    let so = |text: &str, word: &str| {
        let report = read(text);
        let claim = about(&report, word);
        (claim.positive, claim.certainty)
    };
    assert_eq!(
        so("The town has refused to join the league.", "join"),
        (false, Certainty::Fact)
    );
    assert_eq!(
        so("No arrests have been made in Lutz.", "arrests"),
        (false, Certainty::Fact)
    );
    assert_eq!(
        so("The driver allegedly left the port on foot.", "left"),
        (true, Certainty::Alleged)
    );
    assert_eq!(
        so("The two towns agreed to form a council.", "form"),
        (true, Certainty::Planned)
    );
    assert_eq!(
        so("The firm denied that it had paid the minister.", "paid"),
        (true, Certainty::Denied)
    );
    assert_eq!(so("The bridge may close in June.", "close"), (true, Certainty::Hinted));
    assert_eq!(
        so("The mayor did not only close the bridge.", "close"),
        (true, Certainty::Fact)
    );
}

#[test]
fn appositions_and_titles_say_who_someone_is() {
    let report = read("Mara Quill, the head of the port authority, met Police Chief Ann Lee.");
    let spans: Vec<&str> = report
        .claims
        .iter()
        .filter(|c| c.form == Form::Apposition)
        .map(|c| c.span.slice(&report.document.text))
        .collect();
    assert!(
        spans.contains(&"Mara Quill, the head of the port authority"),
        "{spans:?}"
    );
    assert!(spans.contains(&"Police Chief Ann Lee"), "{spans:?}");
}

#[test]
fn an_event_noun_with_its_participants_is_a_claim() {
    let report = read("The ministry's export of arms to Kenya surprised the parliament.");
    let claim = about(&report, "export");
    assert_eq!(words(&report, claim, Role::Agent), ["The ministry's"]);
    assert_eq!(words(&report, claim, Role::Recipient), ["Kenya"]);
    assert_eq!(verb(&report.analysis, claim), "export");
}

#[test]
fn odd_texts_give_spans_that_slice() {
    for text in [
        "",
        "\u{201c}",
        "and and and",
        "(((",
        "He, she, it, they, who, which",
        "Said said said that that that.",
    ] {
        let report = read(text);
        assert!(report.claims.iter().all(|c| !c.span.slice(text).is_empty()));
    }
    let list = format!("Ann met {} and left.", "Bo, Cy, ".repeat(2000));
    assert!(read(&list).claims.iter().all(|c| c.participants.len() <= 256));
}
