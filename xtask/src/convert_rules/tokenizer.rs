//! The tokenizer's section of the model file: its patterns as classes of characters and literals, and its special cases.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, bail, ensure};
use regex::Regex;
use rmpv::Value;

use super::{Writer, field, pairs};

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

/// The section, from the package's file `tokenizer`.
pub(super) fn section(file: &Value) -> Result<Vec<u8>> {
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
