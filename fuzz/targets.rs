//! Fuzz targets: whatever comes in, nothing panics and every account is sound.
//!
//! `cargo test` runs each target on random input, `BOLERO_RANDOM_ITERATIONS` times. Each byte picks a piece from a
//! dictionary or stands for itself, so that random bytes become broken pages, records and reports.
//! With cargo-bolero installed, `cargo bolero test html` searches with coverage.

#[path = "../crates/rashomon/tests/properties/sound.rs"]
mod sound;

use bolero::check;
use rashomon::ingest::Given;
use rashomon::{Report, ingest};

#[test]
fn html() {
    check!().for_each(|input: &[u8]| read(&pieces(input, &[PAGE, NEWS]), "page.html"));
}

#[test]
fn jsonl() {
    check!().for_each(|input: &[u8]| read(&pieces(input, &[RECORD, NEWS]), "records.jsonl"));
}

#[test]
fn plain() {
    check!().for_each(|input: &[u8]| read(&pieces(input, &[NEWS, ODD]), "report.txt"));
}

#[test]
fn markdown() {
    check!().for_each(|input: &[u8]| read(&pieces(input, &[NEWS, MARKS]), "report.md"));
}

/// Bytes as they are, of any format.
#[test]
fn any() {
    check!().for_each(|input: &[u8]| read(input, "-"));
}

/// The language crate alone, on blocks of any text.
#[test]
fn language() {
    check!().for_each(|input: &[u8]| {
        let bytes = pieces(input, &[NEWS, ODD]);
        let text = String::from_utf8_lossy(&bytes);
        for block in rashomon_language::blocks(&text) {
            let analysis = rashomon_language::analyze(&text[block.range.clone()]);
            let tokens = analysis.tokens.len() as u32;
            assert!(
                analysis
                    .tokens
                    .iter()
                    .all(|token| token.head < tokens && token.start <= token.end)
            );
            assert!(
                analysis
                    .entities
                    .iter()
                    .all(|entity| entity.start < entity.end && entity.end <= tokens)
            );
        }
    });
}

/// The same reports twice over and in another order give one account.
#[test]
fn order() {
    check!().for_each(|input: &[u8]| {
        let documents = input
            .split(|byte| *byte == 0)
            .take(4)
            .enumerate()
            .flat_map(|(i, part)| ingest(&pieces(part, &[NEWS]), &format!("{i}.txt"), &Given::default()).value);
        let mut reports: Vec<Report> = documents.map(rashomon::read).collect();
        let forward = rashomon::account(reports.clone(), Vec::new());
        reports.reverse();
        assert_eq!(
            sound::json(&forward),
            sound::json(&rashomon::account(reports, Vec::new()))
        );
    });
}

/// Reads a file and everything in it, and holds the account against its texts.
fn read(bytes: &[u8], path: &str) {
    let read = ingest(bytes, path, &Given::default());
    let reports: Vec<Report> = read.value.into_iter().map(rashomon::read).collect();
    reports.iter().for_each(sound::analysed);
    sound::sound(&rashomon::account(reports, read.notes));
}

/// Bytes made of dictionary pieces: half of all values pick one, the others stand for themselves.
fn pieces(input: &[u8], dictionaries: &[&[&str]]) -> Vec<u8> {
    let known: Vec<&str> = dictionaries.iter().flat_map(|pieces| pieces.iter().copied()).collect();
    let mut out = Vec::new();
    for byte in input {
        match byte.checked_sub(128) {
            Some(pick) => out.extend_from_slice(known[usize::from(pick) % known.len()].as_bytes()),
            None => out.push(*byte),
        }
    }
    out
}

const NEWS: &[&str] = &[
    "The ferry Albatross ran aground off Sorrel Point on Thursday. ",
    "Forty people were hurt, police said. ",
    "“We heard a bang,” Mara Lindholt told The Morning, “and then it was dark.” ",
    "\"Not one licence was sold,\" ",
    "Fifty-three people were hurt, according to the harbour office. ",
    "The minister, Zoltán Bérczy, denied that the ferry had been overloaded. ",
    "It had 212 passengers, The Evening reported, citing an unnamed officer. ",
    "12 million euros ($13.1 million) ",
    "between May 8 and May 10, 2031 ",
    "through intermediaries in Dovania and Ulm Sound ",
    "because of the storm ",
    "who was accused of ",
    "Mr. ",
    "the SAC ",
    "not ",
    "said ",
    "\n",
    "\n\n",
    "May 9, 2031The Morning\n",
    "READ ALSO: Ten ferries you must take once\n",
    "(Photo: A. B./The Morning)",
    "ADVERTISEMENT\n",
    "CLICK HERE\n",
    "Sign up for our newsletter.\n",
];

const ODD: &[&str] = &[
    "\u{feff}",
    "\u{202e}",
    "\u{0}",
    "\u{85}",
    "\u{a0}",
    "\u{2028}",
    "\u{1d15e}",
    "👩‍👧",
    "ﬃ",
    "İ",
    "ß",
    "e\u{301}",
    "“",
    "”",
    "‘",
    "’",
    "«",
    "»",
    "„",
    "\"",
    "'",
    "...",
    "—",
    "-",
    "$",
    "€5",
    "1,2,3",
    "½",
    "%",
    "\r\n",
    "\r",
    "\t",
    "a.b.c.",
    "http://a.example/b?c=d#e",
    "@x",
    "#y",
    ":-)",
    "((((",
    "))))",
    "١٢٣",
    "שלום",
    "中文",
    "n't",
    "'s",
    "'''",
    "100km",
    "12:30",
    "1990s",
    "0x",
    "1e9",
    "99999999999999999999",
];

const MARKS: &[&str] = &[
    "# ", "## ", "- ", "* ", "1. ", "> ", "```\n", "**", "_", "[a](", "](b)", "![", "|", "---\n", "<!-- ", " -->",
    "<b>", "\\", "===\n", "    ",
];

const PAGE: &[&str] = &[
    "<html>",
    "<head>",
    "<body>",
    "<p>",
    "</p>",
    "<article>",
    "</article>",
    "<div class=\"ad\">",
    "</div>",
    "<script>",
    "</script>",
    "<style>",
    "<!--",
    "-->",
    "<title>",
    "</title>",
    "<h1>",
    "</h1>",
    "<figure><figcaption>",
    "</figcaption></figure>",
    "<nav><ul><li>",
    "</ul></nav>",
    "<a href=\"/x\">",
    "</a>",
    "<table><tr><td>",
    "</table>",
    "<pre>",
    "</pre>",
    "<br>",
    "<b",
    ">",
    "<",
    "&",
    "&amp;",
    "&eacute",
    "&#x110000;",
    "&#0;",
    "<meta property=\"og:site_name\" content=\"The Morning\">",
    "<meta charset=\"utf-16\">",
    "<meta charset=\"iso-8859-1\">",
    "<time datetime=\"2031-05-09T08:00:00+25:00\">",
    "</time>",
    "<link rel=\"canonical\" href=\"",
    "\">",
    "<template>",
    "<svg>",
    "<![CDATA[",
    "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"datePublished\":\"2031-05-09\",\"author\":[{\"name\":[",
    "<p hidden>",
    "<footer>",
    "<aside>",
    "<main>",
    "<blockquote>",
    "<select><option>",
    "<noscript>",
    "<textarea>",
    "<iframe src=x>",
    "<p style=\"display:none\">",
];

const RECORD: &[&str] = &[
    "{",
    "}",
    "}\n",
    "{\"text\": \"",
    "{\"html\": \"<p>",
    "{\"id\": \"1\", \"text\": \"",
    "\"}\n",
    "\", \"publisher\": \"",
    "\", \"published\": \"",
    "2031-05-09",
    "2031-13-45",
    "\", \"language\": \"de",
    "\", \"url\": \"",
    "\", \"path\": \"../a",
    "\\ud83d",
    "\\ude00",
    "\\u0000",
    "\\n",
    "\\\"",
    "null",
    "[",
    "]",
    "1e999",
    "\"text\": {\"a\": ",
    "\"text\": 1",
    ",",
    ":",
    "\n\n",
    "\u{feff}",
];
