//! Measures how well claims cover the readings of hand-annotated stories: for each reading the claim whose span shares most
//! with it (intersection over union of bytes).
//!
//!     cargo run --example claim_coverage -- [--misses] ../shared/gold/dev/*

use rashomon::claim::Claim;
use rashomon::document::Document;
use rashomon::text::Span;
use std::collections::BTreeMap;
use std::path::Path;

fn main() {
    let mut stories: Vec<String> = std::env::args().skip(1).collect();
    let misses = stories.iter().any(|a| a == "--misses");
    stories.retain(|a| !a.starts_with("--"));
    let (mut best, mut claims, mut lengths) = (Vec::new(), 0, Vec::new());
    let mut sentences = 0;
    for story in &stories {
        let mut reports = BTreeMap::new();
        let read = |name: &str| std::fs::read_to_string(Path::new(story).join(name)).expect("gold can be read");
        let gold: serde_json::Value = serde_json::from_str(&read("gold.json")).expect("gold is JSON");
        for reading in gold["points"]
            .as_array()
            .into_iter()
            .flatten()
            .flat_map(|p| p["readings"].as_array())
            .flatten()
        {
            let (doc, quote) = (
                reading["doc"].as_str().unwrap_or_default(),
                reading["quote"].as_str().unwrap_or_default(),
            );
            let report = reports
                .entry(doc.to_owned())
                .or_insert_with(|| rashomon::read(document(read(&format!("{doc}.txt")))));
            let Some(at) = report.document.text.find(quote) else {
                continue;
            };
            let gold = Span::of(at..at + quote.len());
            let near = report
                .claims
                .iter()
                .max_by(|a, b| iou(a.span, gold).total_cmp(&iou(b.span, gold)));
            let share = near.map_or(0.0, |c| iou(c.span, gold));
            best.push(share);
            if misses && share < 0.4 {
                println!(
                    "{share:.2} {quote}\n     {}",
                    near.map_or("", |c| c.span.slice(&report.document.text))
                        .replace('\n', " ")
                );
            }
        }
        for report in reports.values() {
            claims += report.claims.len();
            sentences += report.analysis.sentences.len();
            lengths.extend(report.claims.iter().map(|c: &Claim| c.span.len()));
        }
    }
    lengths.sort_unstable();
    let share = |least: f64| best.iter().filter(|&&b| b >= least).count() as f64 / best.len() as f64;
    println!(
        "readings {}: IoU >= 0.4: {:.3}, >= 0.5: {:.3}, mean best {:.3}",
        best.len(),
        share(0.4),
        share(0.5),
        best.iter().sum::<f64>() / best.len() as f64
    );
    println!(
        "claims {claims} in {sentences} sentences, lengths: median {}, nine tenths under {}",
        lengths[lengths.len() / 2],
        lengths[lengths.len() * 9 / 10]
    );
}

fn iou(a: Span, b: Span) -> f64 {
    let shared = a.end.min(b.end).saturating_sub(a.start.max(b.start));
    f64::from(shared) / f64::from(a.len() + b.len() - shared)
}

fn document(text: String) -> Document {
    Document::new("gold", text)
}
