//! Attributions against PolNeAR: `cargo run --release -p bench-polnear [-- DIR [SPLIT [--misses]]]`.
//!
//! PolNeAR marks outermost attributions only, so those that stand inside another's content are left out of the comparison.

mod gold;

use anyhow::Result;
use gold::{Gold, Role};
use rashomon::analysis::{Analysis, Pos};
use rashomon::attribution::{self, Attribution};
use rashomon::document::Document;
use rashomon::text::Span;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Shares of a direct quotation's tokens that count as the same stretch.
const SAME: f64 = 0.8;

fn main() -> Result<()> {
    let mut args = std::env::args().skip(1);
    let dir = args.next().unwrap_or_else(|| "../shared/data/polnear".to_owned());
    let split = args.next().unwrap_or_else(|| "dev".to_owned());
    let misses = args.next().is_some();
    let dir = Path::new(&dir).join(split);
    if !dir.is_dir() {
        println!(
            "skipped: {} is not here (PolNeAR is for research use and is not part of this repository)",
            dir.display()
        );
        return Ok(());
    }
    let gold = gold::read(&dir)?;
    let mut texts: BTreeMap<&str, &str> = BTreeMap::new();
    for g in &gold {
        texts.insert(&g.name, &g.text);
    }
    let read: BTreeMap<&str, (Analysis, Vec<Attribution>)> = texts
        .into_par_iter()
        .map(|(name, text)| (name, analyse(text)))
        .collect();
    let mut tally = Tally::default();
    for g in &gold {
        let (analysis, found) = &read[g.name.as_str()];
        tally.add(g, analysis, found, misses);
    }
    tally.print();
    Ok(())
}

fn analyse(text: &str) -> (Analysis, Vec<Attribution>) {
    let document = Document::new("", text);
    let analysis = rashomon::analysis::analyze(&document);
    let (found, _) = attribution::attributions(&document, &analysis);
    (analysis, found)
}

#[derive(Default)]
struct Tally {
    /// For each role: tokens in both, found, in the gold.
    roles: BTreeMap<Role, [usize; 3]>,
    quotations: usize,
    spans: usize,
    speakers: usize,
}

impl Tally {
    fn add(&mut self, gold: &Gold, analysis: &Analysis, found: &[Attribution], misses: bool) {
        let outer: Vec<&Attribution> = found.iter().filter(|a| a.inside.is_none()).collect();
        for role in [Role::Content, Role::Source, Role::Cue] {
            let theirs: BTreeSet<u32> = gold
                .attributions
                .iter()
                .flat_map(|a| a.of(role))
                .flat_map(|&s| tokens(analysis, s))
                .collect();
            let ours: BTreeSet<u32> = outer
                .iter()
                .flat_map(|a| parts(a, role))
                .flat_map(|s| tokens(analysis, s))
                .collect();
            let sums = self.roles.entry(role).or_default();
            sums[0] += theirs.intersection(&ours).count();
            sums[1] += ours.len();
            sums[2] += theirs.len();
        }
        self.quotations(gold, analysis, &outer, misses);
        if misses {
            show(gold, &outer);
        }
    }

    fn quotations(&mut self, gold: &Gold, analysis: &Analysis, outer: &[&Attribution], misses: bool) {
        for theirs in &gold.attributions {
            for &part in theirs.content.iter().filter(|&&s| direct(s.slice(&gold.text))) {
                self.quotations += 1;
                let want: BTreeSet<u32> = tokens(analysis, part).collect();
                let best = outer.iter().flat_map(|a| a.content.iter().map(move |&s| (a, s)));
                let best = best.map(|(a, s)| (a, same(&want, &tokens(analysis, s).collect())));
                let best = best.max_by(|x, y| x.1.total_cmp(&y.1)).filter(|b| b.1 >= SAME);
                let right = best.is_some_and(|(a, _)| match (a.source, theirs.source.is_empty()) {
                    (None, empty) => empty,
                    (Some(ours), _) => theirs.source.iter().any(|s| s.overlaps(ours)),
                });
                self.spans += usize::from(best.is_some());
                self.speakers += usize::from(right);
                if misses && !right {
                    println!(
                        "QUOTE {} found={} {:?}",
                        gold.file,
                        best.is_some(),
                        part.slice(&gold.text)
                    );
                }
            }
        }
    }

    fn print(&self) {
        for (role, &[both, found, gold]) in &self.roles {
            let (p, r) = (both as f64 / found as f64, both as f64 / gold as f64);
            println!(
                "{role:?}: precision {p:.3} recall {r:.3} F1 {:.3}",
                2.0 * p * r / (p + r)
            );
        }
        let share = |n: usize| n as f64 / self.quotations as f64;
        println!(
            "direct quotations: {} span found {:.3} right speaker {:.3}",
            self.quotations,
            share(self.spans),
            share(self.speakers)
        );
    }
}

fn tokens(analysis: &Analysis, span: Span) -> impl Iterator<Item = u32> + '_ {
    analysis
        .tokens_in(span)
        .filter(|&i| analysis.tokens[i as usize].pos != Pos::Space)
}

fn parts(a: &Attribution, role: Role) -> Vec<Span> {
    match role {
        Role::Content => a.content.clone(),
        Role::Source => a.source.into_iter().collect(),
        Role::Cue => vec![a.cue],
    }
}

/// F1 of two sets of tokens.
fn same(a: &BTreeSet<u32>, b: &BTreeSet<u32>) -> f64 {
    2.0 * a.intersection(b).count() as f64 / (a.len() + b.len()) as f64
}

/// Whether a stretch stands in quotation marks.
fn direct(words: &str) -> bool {
    let words = words.trim_end_matches([',', '.', '?', '!']);
    words.starts_with(['"', '“', '\'', '‘'])
        && words.ends_with(['"', '”', '\'', '’'])
        && words.split_whitespace().count() > 1
}

fn show(gold: &Gold, outer: &[&Attribution]) {
    let text = &gold.text;
    let words = |spans: &[Span]| {
        spans
            .iter()
            .map(|s| s.slice(text).replace('\n', "/"))
            .collect::<Vec<_>>()
            .join(" ; ")
    };
    let mut lines: Vec<(u32, String)> = Vec::new();
    for a in &gold.attributions {
        let hit = outer.iter().any(|o| a.cue.iter().any(|c| c.overlaps(o.cue)));
        let at = a.cue.first().or(a.content.first()).map_or(0, |s| s.start);
        let mark = if hit { "=gold" } else { "-MISS" };
        lines.push((
            at,
            format!(
                "{mark} [{}] <{}> {}",
                words(&a.source),
                words(&a.cue),
                words(&a.content)
            ),
        ));
    }
    for o in outer {
        let hit = gold
            .attributions
            .iter()
            .any(|a| a.cue.iter().any(|c| c.overlaps(o.cue)));
        let mark = if hit { "=ours" } else { "+SPUR" };
        let source: Vec<Span> = o.source.into_iter().collect();
        lines.push((
            o.cue.start,
            format!(
                "{mark} [{}] <{}> {}",
                words(&source),
                words(&[o.cue]),
                words(&o.content)
            ),
        ));
    }
    lines.sort();
    println!("#### {}", gold.file);
    for (_, line) in lines {
        println!("{line}");
    }
}
