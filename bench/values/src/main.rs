//! Values against Recognizers-Text: `cargo run --release -p bench-values [-- [DIR] [--misses MODEL]]`, and
//! `cargo run --release -p bench-values -- --show [--published DATE] FILE...` to look at the values of texts;
//! `zcat ARTICLES.jsonl.gz | head -300 | cargo run --release -p bench-values -- --speed` for the time they take.

mod cases;
mod dates;

use anyhow::Result;
use cases::{Case, Found};
use rashomon::document::{Document, Published};
use rashomon::value::{self, Unit, Value, ValueKind};
use std::path::Path;

/// Model, the share of cases that must be right, and how our values are read as its.
type Model = (
    &'static str,
    f64,
    fn(&Case) -> Vec<Found>,
    fn(&Found, &serde_json::Value) -> bool,
);

const MODELS: &[Model] = &[
    ("NumberModel", 0.95, numbers, same_number),
    ("PercentModel", 0.95, percents, same_number),
    ("CurrencyModel", 0.85, money, same_money),
    ("DateTimeModel", 0.75, dates::found, dates::same),
];

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if args.first().is_some_and(|a| a == "--show") {
        return show(&args[1..]);
    }
    if args.first().is_some_and(|a| a == "--speed") {
        return speed();
    }
    let misses = args.iter().position(|a| a == "--misses").and_then(|i| args.get(i + 1));
    let dir = args
        .first()
        .filter(|a| !a.starts_with("--"))
        .map_or("../shared/data/recognizers", String::as_str);
    if !Path::new(dir).is_dir() {
        println!("skipped: {dir} is not here (the cases are data for measuring, not part of this repository)");
        return Ok(());
    }
    println!(
        "{:15} {:>6} {:>6} {:>9}   {:>6} {:>9}   bar",
        "", "cases", "right", "of all", "kept", "of kept"
    );
    for &(model, bar, found, same) in MODELS {
        let cases = cases::read(&Path::new(dir).join(format!("{model}.json")))?;
        let (mut right, mut kept, mut kept_right) = (0, 0, 0);
        for case in &cases {
            let ours = found(case);
            let agrees = cases::agrees(&ours, &case.results, same);
            let out = case.left_out(model);
            right += usize::from(agrees);
            kept += usize::from(out.is_none());
            kept_right += usize::from(agrees && out.is_none());
            if !agrees && misses.is_some_and(|m| m == model) {
                cases::print_miss(case, &ours, out);
            }
        }
        let share = |n: usize, of: usize| 100.0 * n as f64 / of.max(1) as f64;
        println!(
            "{model:15} {:6} {right:6} {:8.1}%   {kept:6} {:8.1}%   {:.0}%",
            cases.len(),
            share(right, cases.len()),
            share(kept_right, kept),
            bar * 100.0
        );
    }
    Ok(())
}

/// The values of a text.
fn read(text: &str, published: Option<&str>) -> Vec<Value> {
    let mut document = Document::new("", text);
    document.published = published.and_then(|p| {
        Some(Published {
            date: p.get(..10)?.parse().ok()?,
            rfc3339: p.to_owned(),
        })
    });
    let analysis = rashomon::analysis::analyze(&document);
    value::values(&document, &analysis)
}

fn numbers(case: &Case) -> Vec<Found> {
    value::numerals(&case.input)
        .into_iter()
        .map(|(span, n)| Found::new(span.slice(&case.input), n.to_string()))
        .collect()
}

fn percents(case: &Case) -> Vec<Found> {
    quantities(case, |unit| matches!(unit, Unit::Percent))
}

fn money(case: &Case) -> Vec<Found> {
    quantities(case, |unit| {
        matches!(unit, Unit::Money(_)) || matches!(unit, Unit::Measure(m) if CURRENCIES.contains(&m.as_str()))
    })
}

/// Currencies whose country is not told are measures to us.
const CURRENCIES: &[&str] = &["peso", "franc", "dinar", "shilling", "crown", "guilder", "mark"];

fn quantities(case: &Case, keep: impl Fn(&Unit) -> bool) -> Vec<Found> {
    read(&case.input, None)
        .iter()
        .filter_map(|v| match &v.kind {
            ValueKind::Quantity(q) if keep(&q.unit) => {
                let amount = q.low.or(q.high)?;
                let mut found = Found::new(v.span.slice(&case.input), amount.to_string());
                found.unit = match &q.unit {
                    Unit::Money(code) => code.clone(),
                    _ => String::new(),
                };
                Some(found)
            }
            _ => None,
        })
        .collect()
}

fn number(text: &str) -> Option<f64> {
    text.trim_end_matches('%').parse().ok()
}

fn same_number(ours: &Found, resolution: &serde_json::Value) -> bool {
    let theirs = resolution["value"].as_str().and_then(number);
    theirs
        .zip(number(&ours.value))
        .is_some_and(|(a, b)| (a - b).abs() <= a.abs() * 1e-9)
}

/// Their bare dollar and pound have no code; their pence and cents are counted as such.
fn same_money(ours: &Found, resolution: &serde_json::Value) -> bool {
    let unit = resolution["unit"].as_str().unwrap_or("");
    let parts = if matches!(unit, "Cent" | "Pence" | "Penny") {
        100.0
    } else {
        1.0
    };
    let theirs = resolution["value"].as_str().and_then(number);
    let amount = theirs
        .zip(number(&ours.value))
        .is_some_and(|(a, b)| (a - b * parts).abs() <= a.abs() * 1e-9);
    let code = resolution["isoCurrency"].as_str();
    amount && code.is_none_or(|c| ours.unit.is_empty() || ours.unit == c)
}

/// Milliseconds an article, of articles on standard input, their language analysis not counted.
fn speed() -> Result<()> {
    let (mut documents, mut words) = (Vec::new(), 0);
    for line in std::io::stdin().lines() {
        let record: serde_json::Value = serde_json::from_str(&line?)?;
        let mut document = Document::new("", record["text"].as_str().unwrap_or(""));
        let published = record["published"].as_str().or(record["date"].as_str());
        document.published = published.and_then(|p| {
            let date = p.get(..10)?.parse().ok()?;
            Some(Published {
                date,
                rfc3339: p.to_owned(),
            })
        });
        words += document.text.split_whitespace().count();
        let analysis = rashomon::analysis::analyze(&document);
        documents.push((document, analysis));
    }
    // The best of twenty of each article, so that what else the machine does is left out.
    let (mut total, mut found) = (0.0, 0);
    for (document, analysis) in &documents {
        let mut best = f64::INFINITY;
        for round in 0..20 {
            let start = std::time::Instant::now();
            let n = value::values(document, analysis).len();
            best = best.min(start.elapsed().as_secs_f64());
            found += if round == 0 { n } else { 0 };
        }
        total += best;
    }
    let articles = documents.len().max(1);
    println!(
        "{articles} articles of {} words, {} values each: {:.3} ms an article, {:.3} ms for 400 words",
        words / articles,
        found / articles,
        total * 1e3 / articles as f64,
        total * 1e3 / words.max(1) as f64 * 400.0
    );
    Ok(())
}

fn show(args: &[String]) -> Result<()> {
    let (published, files) = match args {
        [flag, date, files @ ..] if flag == "--published" => (Some(date.as_str()), files),
        files => (None, files),
    };
    for file in files {
        let text = std::fs::read_to_string(file)?;
        println!("== {file} {}", published.unwrap_or(""));
        for v in read(&text, published) {
            let kind = match &v.kind {
                ValueKind::Time(_) => "time",
                ValueKind::Quantity(_) => "amount",
            };
            let around = |from: usize, to: usize| {
                let from = (0..=from).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0);
                let to = (to..=text.len())
                    .find(|&i| text.is_char_boundary(i))
                    .unwrap_or(text.len());
                text[from..to].replace('\n', " ")
            };
            let (start, end) = (v.span.start as usize, v.span.end as usize);
            println!(
                "{kind:6} {:28} {}[{}]{}",
                value::canonical(&v),
                around(start.saturating_sub(40), start),
                &text[start..end].replace('\n', " "),
                around(end, (end + 30).min(text.len()))
            );
        }
    }
    Ok(())
}
