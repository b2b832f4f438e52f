//! The cases of Recognizers-Text and how ours are set against them.

use anyhow::{Context, Result};
use serde_json::Value;
use std::path::Path;

/// One input with what is to be found in it.
pub(crate) struct Case {
    pub(crate) input: String,
    pub(crate) results: Vec<(String, Value)>,
    /// The moment it is read at.
    pub(crate) reference: Option<String>,
}

/// One of our values, in the form that is compared.
pub(crate) struct Found {
    pub(crate) text: String,
    pub(crate) value: String,
    pub(crate) unit: String,
}

impl Found {
    pub(crate) fn new(text: &str, value: String) -> Self {
        Self {
            text: text.to_owned(),
            value,
            unit: String::new(),
        }
    }
}

/// Reads a file of cases, without those that the reference implementation itself does not meet.
pub(crate) fn read(path: &Path) -> Result<Vec<Case>> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let all: Vec<Value> = serde_json::from_str(text.trim_start_matches('\u{feff}'))?;
    let supported = |case: &&Value| {
        let no = |key: &str| case[key].as_str().is_some_and(|s| s.contains("dotnet"));
        !no("NotSupported") && !no("NotSupportedByDesign")
    };
    Ok(all.iter().filter(supported).map(case).collect())
}

fn case(case: &Value) -> Case {
    let results = case["Results"].as_array().map_or(&[][..], Vec::as_slice);
    Case {
        input: case["Input"].as_str().unwrap_or("").to_owned(),
        results: results
            .iter()
            .map(|r| (r["Text"].as_str().unwrap_or("").to_owned(), r["Resolution"].clone()))
            .collect(),
        reference: case["Context"]["ReferenceDateTime"].as_str().map(str::to_owned),
    }
}

/// Whether both lists are the same, in order: the words and what they mean.
pub(crate) fn agrees(ours: &[Found], theirs: &[(String, Value)], same: fn(&Found, &Value) -> bool) -> bool {
    ours.len() == theirs.len()
        && ours
            .iter()
            .zip(theirs)
            .all(|(o, (text, resolution))| same_words(&o.text, text) && same(o, resolution))
}

/// Whether two stretches are the same words. Set aside before either: articles and the plain prepositions, which they
/// take in or leave out by turns, and the words of approximation and bound that ours take in with amounts.
fn same_words(ours: &str, theirs: &str) -> bool {
    const PLAIN: &[&str] = &["on", "at", "in", "the", "of", "for"];
    const HEDGES: &[&str] = &[
        "about",
        "approximately",
        "around",
        "an",
        "as",
        "estimated",
        "least",
        "more",
        "much",
        "nearly",
        "only",
        "over",
        "reported",
        "than",
        "to",
        "up",
        "a",
        "just",
        "some",
        "less",
        "almost",
    ];
    let words = |s: &str| {
        let s = s.to_lowercase().replace(['\u{a0}', '\u{202f}'], " ");
        s.split_whitespace().map(str::to_owned).collect::<Vec<_>>()
    };
    let (ours, theirs) = (words(ours), words(theirs));
    let plain = |w: &[String]| {
        w.iter()
            .skip_while(|w| PLAIN.contains(&w.as_str()))
            .cloned()
            .collect::<Vec<_>>()
    };
    let (a, b) = (plain(&ours), plain(&theirs));
    if a == b || a.concat() == b.concat() {
        return true;
    }
    let hedged = ours.len().saturating_sub(theirs.len());
    ours[..hedged].iter().all(|w| HEDGES.contains(&w.as_str())) && ours[hedged..].concat() == theirs.concat()
}

/// Prints a case that is not met.
pub(crate) fn print_miss(case: &Case, ours: &[Found], out: Option<&str>) {
    println!(
        "- {:?} at {}{}",
        case.input,
        case.reference.as_deref().unwrap_or("-"),
        out.map_or(String::new(), |o| format!(" ({o})"))
    );
    for (text, resolution) in &case.results {
        println!("    want [{text}] {}", brief(resolution));
    }
    for found in ours {
        println!("    have [{}] {} {}", found.text, found.value, found.unit);
    }
}

fn brief(resolution: &Value) -> String {
    match resolution["values"].as_array() {
        Some(values) => values
            .iter()
            .map(|v| {
                ["timex", "Mod", "value", "start", "end"]
                    .iter()
                    .filter_map(|k| v[*k].as_str())
                    .collect::<Vec<_>>()
                    .join(" ")
            })
            .collect::<Vec<_>>()
            .join(" / "),
        None => resolution.to_string(),
    }
}

impl Case {
    /// Why a case is not meant to be met, where it is not.
    pub(crate) fn left_out(&self, model: &str) -> Option<&'static str> {
        let any = |f: &dyn Fn(&str, &Value) -> bool| self.results.iter().any(|(text, r)| f(&text.to_lowercase(), r));
        let timex = |r: &Value, f: &dyn Fn(&str) -> bool| {
            r["values"]
                .as_array()
                .is_some_and(|v| v.iter().any(|v| v["timex"].as_str().is_some_and(f)))
        };
        let kind = |r: &Value, k: &str| {
            r["values"]
                .as_array()
                .is_some_and(|v| v.iter().any(|v| v["type"].as_str() == Some(k)))
        };
        match model {
            "NumberModel" => any(&|text, _| text.contains('^') && !text.contains('x')).then_some("powers"),
            "PercentModel" if any(&|_, r| r["value"].as_str().is_none_or(|v| v == "null")) => {
                Some("a unit without an amount")
            }
            "PercentModel" => any(&|text, _| text.contains(" of ")).then_some("\"percent of ten\" is not ten per cent"),
            "CurrencyModel" => any(&|_, r| r["value"].is_null()).then_some("a unit without an amount"),
            _ if any(&|_, r| kind(r, "set")) => Some("recurrences"),
            _ if any(&|_, r| timex(r, &|t| t.starts_with("PRESENT_REF"))) => Some("now"),
            _ if any(&|_, r| {
                timex(r, &|t| {
                    ["TMO", "TAF", "TEV", "TNI", "TDT", "TNT", "TME"]
                        .iter()
                        .any(|p| t.starts_with(p))
                })
            }) =>
            {
                Some("parts of no day")
            }
            _ if any(&|_, r| timex(r, &|t| t.starts_with("FY") || t.starts_with("SY"))) => {
                Some("fiscal and school years")
            }
            _ if any(&|text, _| text.contains('=') || text.contains('<') || text.contains('>')) => {
                Some("comparison signs")
            }
            _ if any(&|_, r| timex(r, &|t| t.ends_with("BD)"))) => Some("business days"),
            _ if any(&|text, r| {
                let story = text.starts_with("following")
                    || text.ends_with(" later")
                    || matches!(text, "the day before" | "the day after" | "the next day" | "the year");
                story
                    || r["values"]
                        .as_array()
                        .is_some_and(|v| v.iter().any(|v| v["Mod"].as_str() == Some("ref_undef")))
            }) =>
            {
                Some("told from the story, not from the day of publication")
            }
            _ => None,
        }
    }
}
