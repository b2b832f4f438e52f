//! By how much the order of arrival matters: the same dated articles, later or earlier than they were published.

use crate::assign::{assign, b_cubed};
use crate::data::articles;
use crate::random::Random;
use rashomon::story::index::Arrival;
use rashomon::story::print::{Fingerprint, fingerprint};
use rashomon::story::weights::Weights;
use std::path::Path;

/// What is tried, and how many days late a report comes at most; none where the order tells nothing at all.
const ORDERS: [(&str, Option<usize>); 4] = [
    ("of one day in another order", Some(0)),
    ("up to a day late", Some(1)),
    ("up to three days late", Some(3)),
    ("in any order", None),
];
/// Orders of each kind.
const TIMES: usize = 10;

pub(crate) fn run(path: &Path) -> anyhow::Result<()> {
    let all = articles(path)?;
    let dated = all.iter().take_while(|a| a.document.published.is_some()).count();
    let prints: Vec<Fingerprint> = all[..dated].iter().map(|a| fingerprint(&a.document)).collect();
    let theirs: Vec<&str> = all[..dated].iter().map(|a| a.story.as_str()).collect();
    let weights = Weights::default();
    let rebuilt = assign(&prints, &weights);
    let named: Vec<String> = rebuilt.iter().map(u32::to_string).collect();
    let named: Vec<&str> = named.iter().map(String::as_str).collect();
    println!("as `rebuild` does: B-cubed F1 {:.4}", f1(&theirs, &rebuilt));
    let mut random = Random::new(3);
    for (what, late) in ORDERS {
        let (mut right, mut same, mut elsewhere) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..TIMES {
            let arrived = arrived(&prints, late, &mut random, &weights);
            right.push(f1(&theirs, &arrived));
            same.push(f1(&named, &arrived));
            elsewhere.push(differently(&rebuilt, &arrived));
        }
        let mean = |all: &[f64]| all.iter().sum::<f64>() / all.len() as f64;
        let least = right.iter().copied().fold(1.0, f64::min);
        println!(
            "{what}: B-cubed F1 {:.4}, at least {least:.4}; against `rebuild` {:.4}, {:.1} % of reports with other company",
            mean(&right),
            mean(&same),
            100.0 * mean(&elsewhere)
        );
    }
    Ok(())
}

/// The stories in the order of `prints`, found in an order in which reports come late.
fn arrived(prints: &[Fingerprint], late: Option<usize>, random: &mut Random, weights: &Weights) -> Vec<Arrival> {
    let mut order: Vec<(i32, u64, usize)> = Vec::new();
    for (i, print) in prints.iter().enumerate() {
        let day = late.map_or(0, |late| print.day.unwrap_or(0) + random.below(late + 1) as i32);
        order.push((day, random.next(), i));
    }
    order.sort_unstable();
    let some: Vec<Fingerprint> = order.iter().map(|&(.., i)| prints[i].clone()).collect();
    let mut out = vec![0; prints.len()];
    for (&(.., i), story) in order.iter().zip(assign(&some, weights)) {
        out[i] = story;
    }
    out
}

fn f1(theirs: &[&str], assigned: &[Arrival]) -> f64 {
    let [precision, recall] = b_cubed(theirs, assigned, |_| true);
    2.0 * precision * recall / (precision + recall)
}

/// The share of reports whose stories are not of the same reports in both.
fn differently(one: &[Arrival], other: &[Arrival]) -> f64 {
    let members = |stories: &[Arrival]| {
        let mut members = std::collections::BTreeMap::<Arrival, Vec<usize>>::new();
        for (i, &story) in stories.iter().enumerate() {
            members.entry(story).or_default().push(i);
        }
        members
    };
    let (mine, theirs) = (members(one), members(other));
    let differ = (0..one.len()).filter(|&i| mine[&one[i]] != theirs[&other[i]]).count();
    differ as f64 / one.len() as f64
}
