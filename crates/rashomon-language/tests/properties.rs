//! What holds for the analysis of any text.

use proptest::prelude::*;
use rashomon_language::{Analysis, analyze, analyze_batch, blocks};

/// Text as it comes: words, special cases, punctuation, white space and any character at all, mixed.
fn text() -> impl Strategy<Value = String> {
    const WORDS: &[&str] = &[
        "the",
        "Minister",
        "said",
        "U.S.",
        "don't",
        "a.m.",
        ":-)",
        "10km",
        "$5",
        "www.example.org/a?b",
        "a@b.co",
        "…",
        "...",
        "--",
        "”",
        "“",
        "'s",
        "(",
        ")",
        ",",
        ".",
        "°C.",
        "é",
        "e\u{301}",
        "العربية",
        "日本",
        "\u{1F1F7}\u{1F1F8}",
    ];
    const SPACES: &[&str] = &[
        " ", "", "  ", "\n", "\r\n", "\t", "\u{a0}", "\u{1c}", "\u{2028}", "\u{3000}", "\u{feff}",
    ];
    let word = prop_oneof![
        4 => proptest::sample::select(WORDS).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        1 => proptest::collection::vec(proptest::sample::select(b"abXY09._:/@-".as_slice()), 1..12)
            .prop_map(|bytes| bytes.into_iter().map(char::from).collect()),
    ];
    let space = prop_oneof![3 => Just(" "), 1 => proptest::sample::select(SPACES)];
    proptest::collection::vec((word, space), 0..40).prop_map(|parts| {
        parts
            .into_iter()
            .flat_map(|(word, space)| [word, space.to_owned()])
            .collect()
    })
}

/// Tokens and the single spaces behind them tile the text, sentences tile the tokens, arcs stay in their sentence.
fn check(text: &str, analysis: &Analysis) -> Result<(), TestCaseError> {
    let mut at = 0;
    for (place, token) in analysis.tokens.iter().enumerate() {
        let range = token.start as usize..token.end as usize;
        prop_assert!(
            matches!(&text[at..range.start], "" | " "),
            "between tokens before {}",
            place
        );
        prop_assert!(place > 0 || range.start == 0);
        prop_assert!(!text[range.clone()].is_empty());
        at = range.end;
    }
    prop_assert!(matches!(&text[at..], "" | " "));
    let mut next = 0;
    for sentence in &analysis.sentences {
        prop_assert!(sentence.start == next && sentence.start < sentence.end);
        next = sentence.end;
        let heads = sentence.clone().map(|token| analysis.tokens[token as usize].head);
        prop_assert!(heads.clone().all(|head| sentence.contains(&head)));
        prop_assert!(
            sentence.clone().zip(heads).any(|(token, head)| token == head),
            "a sentence without a root"
        );
    }
    prop_assert_eq!(next as usize, analysis.tokens.len());
    let mut free = 0;
    for entity in &analysis.entities {
        prop_assert!(free <= entity.start && entity.start < entity.end);
        free = entity.end;
    }
    prop_assert!(free as usize <= analysis.tokens.len());
    Ok(())
}

proptest! {
    #[test]
    fn layers_fit_any_text(text in text()) {
        check(&text, &analyze(&text))?;
    }

    #[test]
    fn any_string_is_read(text in any::<String>()) {
        check(&text, &analyze(&text))?;
    }

    #[test]
    fn neighbours_do_not_matter(texts in proptest::collection::vec(text(), 1..4)) {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let alone: Vec<Analysis> = texts.iter().map(|text| analyze(text)).collect();
        prop_assert_eq!(analyze_batch(&texts), alone);
    }

    #[test]
    fn blocks_hold_all_that_is_visible(lines in proptest::collection::vec((text(), 0..5usize), 0..12)) {
        const ENDS: [&str; 5] = ["\n", "\n\n", "\r\n", "\x0C", "    "];
        let text: String = lines.iter().flat_map(|(line, end)| [line, ENDS[*end]]).collect();
        let mut at = 0;
        for block in blocks(&text) {
            prop_assert!(text[at..block.range.start].trim().is_empty());
            let visible = &text[block.range.clone()];
            prop_assert!(!visible.is_empty() && visible.trim() == visible);
            let newline = visible.contains(['\n', '\r', '\x0C', '\u{2028}']);
            prop_assert!(block.wrapped || !newline);
            at = block.range.end;
        }
        prop_assert!(text[at..].trim().is_empty());
    }
}
