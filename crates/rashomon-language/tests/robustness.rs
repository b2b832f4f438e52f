//! Texts that no one writes but that arrive all the same.

use rashomon_language::{Analysis, analyze};

/// The tokens lie in the text in order, sentences tile them, and arcs and entities stay within.
fn assert_whole(text: &str, analysis: &Analysis) {
    let mut at = 0;
    for token in &analysis.tokens {
        assert!(
            at <= token.start
                && token.start < token.end
                && text.get(token.start as usize..token.end as usize).is_some()
        );
        at = token.end;
    }
    let mut next = 0;
    for sentence in &analysis.sentences {
        assert!(sentence.start == next && sentence.end > next);
        next = sentence.end;
    }
    assert_eq!(next as usize, analysis.tokens.len());
    assert!(analysis.tokens.iter().all(|token| token.head < next));
    assert!(
        analysis
            .entities
            .iter()
            .all(|entity| entity.start < entity.end && entity.end <= next)
    );
}

#[test]
fn empty_and_odd_texts_are_read() {
    for text in [
        "",
        " ",
        "\n\n\t\r\n",
        "\0\u{1}\u{7f}\u{9c}",
        "\u{feff}\u{200b}\u{200d}\u{2060}",
        "👩‍👩‍👧‍👦🇳🇴👍🏽",
        "مرحبا بالعالم، قال الوزير.",
        "\u{202e}.desrever saw tI\u{202c}",
        "שלום, אמר השר ביום שני.",
        "a\u{301}\u{302}\u{303}\u{304}\u{305}",
        "\u{fffd}\u{fffd}\u{fffe}\u{10ffff}",
        "''''````((((((((",
        "...................................",
    ] {
        assert_whole(text, &analyze(text));
    }
}

#[test]
fn a_megabyte_without_a_stop_is_read() {
    let prose = "the minister and her three deputies told reporters in the old harbour that ";
    let marks = "\"('' ";
    for (part, bytes) in [(prose, 1_000_000), (marks, 100_000)] {
        let text = part.repeat(bytes / part.len());
        let analysis = analyze(&text);
        assert_whole(&text, &analysis);
        assert!(analysis.tokens.len() > 50_000);
    }
}

#[test]
fn a_long_block_is_read_like_its_parts() {
    let sentence = "The harbour board met again and agreed on nothing at all. ";
    let analysis = analyze(&sentence.repeat(1000));
    assert_eq!(analysis.sentences.len(), 1000);
    let first = &analysis.tokens[..12];
    for tokens in analysis.tokens.chunks(12) {
        assert!(
            tokens
                .iter()
                .zip(first)
                .all(|(token, first)| token.lemma == first.lemma)
        );
    }
}
