use crate::document::{CutReason, Document};
use crate::ingest::{Given, ingest};

const PAGE: &str = include_str!("../../../tests/pages/ferry.html");

fn read(page: &[u8], path: &str) -> Document {
    let mut read = ingest(page, path, &Given::default());
    assert_eq!(read.value.len(), 1, "{:?}", read.notes);
    read.value.remove(0)
}

/// What is not cut, a line a block.
fn kept(document: &Document) -> Vec<String> {
    let start = |line: &str| (line.as_ptr().addr() - document.text.as_ptr().addr()) as u32;
    let cut = |at: u32| document.cut.iter().any(|cut| cut.span.start <= at && at < cut.span.end);
    let lines = document.text.lines().filter(|line| !line.is_empty());
    lines.filter(|line| !cut(start(line))).map(str::to_owned).collect()
}

fn why(document: &Document, words: &str) -> Option<CutReason> {
    let at = document.text.find(words).expect("it is visible") as u32;
    document
        .cut
        .iter()
        .find(|cut| cut.span.start <= at && at < cut.span.end)
        .map(|cut| cut.why)
}

#[test]
fn a_page_gives_its_report_and_says_what_the_rest_is() {
    let page = read(PAGE.as_bytes(), "ferry.html");
    let kept = kept(&page);
    assert_eq!(kept[0], "Harbour council halts ferry tender after audit");
    assert!(kept[1].starts_with("Auditors found"), "the standfirst stays: {kept:#?}");
    assert!(
        kept.iter()
            .any(|line| line.contains("\u{201c}We could not follow the money,\u{201d}"))
    );
    assert!(
        kept.iter().any(|line| line == "What the auditors found"),
        "the report's own headings stay: {kept:#?}"
    );
    assert!(
        kept.last().is_some_and(|line| line.contains("next meets on")),
        "{kept:#?}"
    );
    assert_eq!(why(&page, "Sign in"), Some(CutReason::Navigation));
    assert_eq!(why(&page, "The ferry Aldis"), Some(CutReason::Caption));
    assert_eq!(why(&page, "Get the Morning Tide"), Some(CutReason::Promotion));
    assert_eq!(why(&page, "Storm closes"), Some(CutReason::Related));
    assert_eq!(why(&page, "By Imra Solvay"), Some(CutReason::Byline));
    assert_eq!(why(&page, "Great reporting"), Some(CutReason::Other));
    for hidden in ["window.track", "not shown", "Skip to"] {
        assert!(!page.text.contains(hidden), "{hidden} cannot be read on the page");
    }
}

#[test]
fn a_page_says_who_published_it_and_when() {
    let page = read(PAGE.as_bytes(), "ferry.html");
    assert_eq!(page.publisher.as_deref(), Some("The Harbour Post"));
    assert_eq!(
        page.title.as_deref(),
        Some("Harbour council halts ferry tender after audit")
    );
    assert_eq!(page.byline.as_deref(), Some("Imra Solvay, Tomas Reck"));
    assert_eq!(
        page.url.as_deref(),
        Some("https://harbourpost.example/2031/ferry-tender")
    );
    assert_eq!(
        page.published.map(|at| at.rfc3339).as_deref(),
        Some("2031-03-14T09:30:00+01:00")
    );
    assert_eq!(page.language, "en");
}

#[test]
fn words_stand_on_the_lines_of_the_file() {
    let page = "<html><body><h1>News</h1>\n<p>Bread &amp; <b>fish\n  came</b> on\r\nFriday, the&nbsp;caf\u{e9} said &mdash; late.</p></body></html>";
    let read = read(page.as_bytes(), "page.html");
    for word in [
        "News",
        "Bread",
        "fish",
        "came",
        "on",
        "Friday",
        "caf\u{e9}",
        "said",
        "late",
    ] {
        let at = read.text.find(word).expect("it can be read") as u32;
        let range = read
            .source
            .iter()
            .rfind(|r| r.text.start <= at)
            .expect("it stands in the file");
        let ahead = read.text[range.text.start as usize..at as usize].chars().count();
        let line = page.lines().nth(range.line as usize - 1).expect("a line");
        let there: String = line.chars().skip(range.column as usize - 1 + ahead).collect();
        assert!(there.starts_with(word), "{word}: {range:?} {there:?}");
    }
}

#[test]
fn each_stretch_is_carried_back_to_the_file() {
    for bytes in [
        PAGE.as_bytes().to_vec(),
        [b"\xef\xbb\xbf", PAGE.as_bytes()].concat(),
        wide(PAGE),
        latin(PAGE),
    ] {
        let page = read(&bytes, "ferry.html");
        assert!(!page.source.is_empty());
        for range in &page.source {
            let file = &bytes[range.file.start as usize..range.file.end as usize];
            let first = page.text[range.text.start as usize..]
                .split(|c: char| !c.is_ascii_alphanumeric())
                .next();
            let first = first.unwrap_or_default();
            let file: String = file.iter().filter(|&&b| b != 0).map(|&b| char::from(b)).collect();
            assert!(file.starts_with(first), "{first:?} {file:?}");
            assert!(!file.ends_with(['<', '>', ' ']), "{file:?}");
        }
    }
}

fn wide(text: &str) -> Vec<u8> {
    let units = text.encode_utf16().flat_map(u16::to_le_bytes);
    [0xff, 0xfe].into_iter().chain(units).collect()
}

fn latin(text: &str) -> Vec<u8> {
    let text = text.replace("charset=\"utf-8\"", "charset=\"windows-1252\"");
    encoding_rs::WINDOWS_1252.encode(&text).0.into_owned()
}

#[test]
fn broken_and_hostile_pages_are_read() {
    let deep = format!("<html><body>{}The end of it all.", "<div><b>".repeat(60_000));
    assert!(read(deep.as_bytes(), "deep.html").text.contains("The end"));
    let unclosed = "<html><p>One <b>two<p>Three &amp; four<script>if (a < b) {}</script><td>Five</html><!-- x";
    assert_eq!(
        read(unclosed.as_bytes(), "a.html").text,
        "One two\n\nThree & four\n\nFive"
    );
}
