//! Tables that are code in spaCy and not part of its packages.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

/// Forms whose norm is not their lower case (spaCy's `BASE_NORMS`).
pub(super) const BASE_NORMS: &[(&str, &str)] = &[
    ("'s", "'s"),
    ("'S", "'s"),
    ("’s", "'s"),
    ("’S", "'s"),
    ("’", "'"),
    ("‘", "'"),
    ("´", "'"),
    ("`", "'"),
    ("”", "\""),
    ("“", "\""),
    ("''", "\""),
    ("``", "\""),
    ("´´", "\""),
    ("„", "\""),
    ("»", "\""),
    ("«", "\""),
    ("‘‘", "\""),
    ("’’", "\""),
    ("？", "?"),
    ("！", "!"),
    ("，", ","),
    ("；", ";"),
    ("：", ":"),
    ("。", "."),
    ("।", "."),
    ("…", "..."),
    ("—", "-"),
    ("–", "-"),
    ("--", "-"),
    ("---", "-"),
    ("——", "-"),
    ("€", "$"),
    ("£", "$"),
    ("¥", "$"),
    ("฿", "$"),
    ("US$", "$"),
    ("C$", "$"),
    ("A$", "$"),
    ("₺", "$"),
    ("₹", "$"),
    ("৳", "$"),
    ("₩", "$"),
    ("Mex$", "$"),
    ("₣", "$"),
    ("E£", "$"),
];

/// Length in bytes of the longest reserved name.
pub(super) const LONGEST_SYMBOL: usize = 17;

/// Names that spaCy numbers instead of hashing, as runs: the first number, then the names.
#[rustfmt::skip]
const SYMBOLS: &[(u64, &[&str])] = &[
    (1, &[
        "IS_ALPHA", "IS_ASCII", "IS_DIGIT", "IS_LOWER", "IS_PUNCT", "IS_SPACE", "IS_TITLE", "IS_UPPER", "LIKE_URL",
        "LIKE_NUM", "LIKE_EMAIL", "IS_STOP", "IS_OOV_DEPRECATED", "IS_BRACKET", "IS_QUOTE", "IS_LEFT_PUNCT",
        "IS_RIGHT_PUNCT", "IS_CURRENCY",
    ]),
    (64, &[
        "ID", "ORTH", "LOWER", "NORM", "SHAPE", "PREFIX", "SUFFIX", "LENGTH", "CLUSTER", "LEMMA", "POS", "TAG", "DEP",
        "ENT_IOB", "ENT_TYPE", "HEAD", "SENT_START", "SPACY", "PROB", "LANG", "ADJ", "ADP", "ADV", "AUX", "CONJ",
        "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X", "EOL",
        "SPACE",
    ]),
    (380, &[
        "PERSON", "NORP", "FACILITY", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LANGUAGE", "LAW",
        "DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL", "acomp", "advcl", "advmod", "agent",
        "amod", "appos", "attr", "aux", "auxpass", "cc", "ccomp", "complm", "conj", "cop", "csubj", "csubjpass",
        "dep", "det", "dobj", "expl", "hmod", "hyph", "infmod", "intj", "iobj", "mark", "meta", "neg", "nmod", "nn",
        "npadvmod", "nsubj", "nsubjpass", "num", "number", "oprd", "obj", "obl", "parataxis", "partmod", "pcomp",
        "pobj", "poss", "possessive", "preconj", "prep", "prt", "punct", "quantmod", "relcl", "rcmod", "root",
        "xcomp", "acl", "ENT_KB_ID", "MORPH", "ENT_ID", "IDX", "_",
    ]),
];

/// The number of a reserved name. `FLAG19` to `FLAG63` and `DEPRECATED001` to `DEPRECATED276` are reserved too.
pub(super) fn symbol(text: &str) -> Option<u64> {
    let counted = |prefix: &str, digits: usize, range: std::ops::RangeInclusive<u64>, base: u64| {
        let number = text
            .strip_prefix(prefix)
            .filter(|rest| rest.len() == digits && rest.bytes().all(|b| b.is_ascii_digit()))?
            .parse()
            .ok()?;
        range.contains(&number).then_some(base + number)
    };
    SYMBOLS_BY_NAME
        .get_or_init(|| {
            let numbered = |(first, names): &(u64, &'static [&'static str])| names.iter().copied().zip(*first..);
            SYMBOLS.iter().flat_map(numbered).collect()
        })
        .get(text)
        .copied()
        .or_else(|| counted("FLAG", 2, 19..=63, 0))
        .or_else(|| counted("DEPRECATED", 3, 1..=276, 103))
}

static SYMBOLS_BY_NAME: OnceLock<FxHashMap<&'static str, u64>> = OnceLock::new();
