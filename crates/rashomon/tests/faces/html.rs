use crate::fixture;
use html5gum::{Token, Tokenizer};
use rashomon::render::html::account;
use std::collections::BTreeSet;

/// What a page has of anchors, links and tags.
#[derive(Default)]
struct Seen {
    ids: Vec<String>,
    hrefs: Vec<String>,
    loads: Vec<String>,
    unbalanced: Vec<String>,
    words: String,
}

fn look(page: &str) -> Seen {
    const VOID: [&str; 4] = ["meta", "br", "path", "rect"];
    let (mut seen, mut open) = (Seen::default(), Vec::new());
    for Ok(token) in Tokenizer::new(page) {
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                for (key, value) in &tag.attributes {
                    let value = String::from_utf8_lossy(value).into_owned();
                    match key.as_slice() {
                        b"id" => seen.ids.push(value),
                        b"href" => seen.hrefs.push(value),
                        b"src" | b"srcset" | b"data" | b"action" => seen.loads.push(value),
                        _ => {}
                    }
                }
                if !tag.self_closing && !VOID.contains(&name.as_str()) {
                    open.push(name);
                }
            }
            Token::EndTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                if open.pop().as_ref() != Some(&name) {
                    seen.unbalanced.push(name);
                }
            }
            Token::String(words) => seen.words += &String::from_utf8_lossy(&words),
            _ => {}
        }
    }
    seen.unbalanced.extend(open);
    seen
}

#[test]
fn every_link_leads_somewhere_and_nothing_is_loaded() {
    let page = account(&fixture::account());
    let seen = look(&page);
    let ids: BTreeSet<&str> = seen.ids.iter().map(String::as_str).collect();
    assert_eq!(ids.len(), seen.ids.len(), "ids are unique");
    let (inside, outside): (Vec<&String>, Vec<&String>) = seen.hrefs.iter().partition(|href| href.starts_with('#'));
    let dead: Vec<_> = inside.iter().filter(|href| !ids.contains(&href[1..])).collect();
    assert!(dead.is_empty(), "{dead:?}");
    assert_eq!(outside, ["https://coastwire.example/cranes"]);
    assert!(seen.loads.is_empty() && !page.contains("@import"), "{:?}", seen.loads);
    assert!(seen.unbalanced.is_empty(), "{:?}", seen.unbalanced);
}

#[test]
fn a_difference_shows_both_quotes_and_leads_to_them_and_back() {
    let page = account(&fixture::account());
    for words in ["six cranes", "eight cranes"] {
        assert!(page.contains(&format!("<q>{words}</q>")), "{words}");
    }
    let text = &page[page.find("class=\"text\"").expect("reports are shown")..];
    let mark = text
        .split("<mark")
        .find(|mark| mark.contains(">eight cranes"))
        .expect("the reading is marked");
    assert!(
        mark.contains("class=\"differ\"") && mark.contains("href=\"#s1-p1\""),
        "{mark}"
    );
}

#[test]
fn reports_stand_in_full_with_what_is_cut_told_apart() {
    let page = account(&fixture::account());
    let cut = page.rsplit("class=\"cut\"").next().expect("cut text is shown");
    assert!(cut.contains("READ ALSO: Ten beaches for the summer"));
    let words = look(&page).words;
    for sentence in ["The shipyard did not answer calls", "Export licences were issued"] {
        assert!(words.contains(sentence), "{sentence}");
    }
}

#[test]
fn a_report_cannot_put_markup_into_the_page() {
    let mut hostile = fixture::account();
    let evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>";
    let story = &mut hostile.stories[0];
    story.title = evil.to_owned();
    story.points[0].label = evil.to_owned();
    story.points[0].readings[0].holder = Some(evil.to_owned());
    story.points[0].readings[0].citation.passage.quote = evil.to_owned();
    story.entities[0].name = evil.to_owned();
    story.lineage[0].why = evil.to_owned();
    hostile.documents[0].publisher = Some(evil.to_owned());
    hostile.documents[0].url = Some("javascript:alert(1)".to_owned());
    hostile.documents[1].text = evil.to_owned();
    hostile.documents[1].language = evil.to_owned();
    let page = account(&hostile);
    assert!(!page.contains("<script>alert") && !page.contains("<img") && !page.contains("href=\"javascript"));
    assert!(look(&page).unbalanced.is_empty());
}

#[test]
fn citations_that_do_not_fit_their_text_break_nothing() {
    let mut broken = fixture::account();
    broken.documents[2].text = "Short.".to_owned();
    broken.stories[0].documents.push("nowhere".to_owned());
    broken.stories[0].brief[0].citations[0].document = "nowhere".to_owned();
    for reading in &mut broken.stories[0].points[0].readings[..2] {
        reading.citation.document = "nowhere".to_owned();
    }
    broken.stories[0].network.edges[0].via.push("e99".to_owned());
    let seen = look(&account(&broken));
    let ids: BTreeSet<&String> = seen.ids.iter().collect();
    let inside = seen.hrefs.iter().filter_map(|href| href.strip_prefix('#'));
    assert!(inside.into_iter().all(|id| ids.contains(&id.to_owned())));
}
