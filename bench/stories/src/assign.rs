//! One pass over dated articles: B-cubed precision, recall and F1 against the editors' stories.

use crate::data::{Article, articles};
use cpu_time::ThreadTime;
use rashomon::story::Weighted;
use rashomon::story::index::{Arrival, Index};
use rashomon::story::print::{Fingerprint, fingerprint};
use rashomon::story::weights::{Weights, pair_features};
use std::collections::BTreeMap;
use std::path::Path;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Show {
    Nothing,
    Wrong,
    Features,
}

pub(crate) fn run(path: &Path, show: Show, weights: &Weights) -> anyhow::Result<()> {
    let all = articles(path)?;
    let prints: Vec<Fingerprint> = all.iter().map(|a| fingerprint(&a.document)).collect();
    let dated = all.iter().take_while(|a| a.document.published.is_some()).count();
    if show == Show::Features {
        features(&all[..dated], &prints, weights);
        return Ok(());
    }
    for (what, count) in [("dated articles", dated), ("all articles, the undated last", all.len())] {
        let started = ThreadTime::now();
        let assigned = assign(&prints[..count], weights);
        let seconds = started.elapsed().as_secs_f64();
        let theirs: Vec<&str> = all[..count].iter().map(|a| a.story.as_str()).collect();
        println!("{count} {what}, {:.3} ms each", 1000.0 * seconds / count as f64);
        for (name, half) in [
            ("even stories", Some(0)),
            ("odd stories", Some(1)),
            ("all stories", None),
        ] {
            let counts = |i: usize| half.is_none_or(|half| all[i].half() == half);
            let [precision, recall] = b_cubed(&theirs, &assigned, counts);
            let f1 = 2.0 * precision * recall / (precision + recall);
            println!("  {name:13} B-cubed P {precision:.4}  R {recall:.4}  F1 {f1:.4}");
        }
        if show == Show::Wrong {
            wrong(&all[..count], &assigned);
            return Ok(());
        }
    }
    Ok(())
}

/// For each report the arrival of the one that began its story.
pub(crate) fn assign(prints: &[Fingerprint], weights: &Weights) -> Vec<Arrival> {
    let mut index = Index::with_weights(weights.clone());
    let mut assigned: Vec<Arrival> = Vec::new();
    for print in prints {
        let placement = index.place(print);
        let (story, merged) = (placement.story, placement.merged.clone());
        let arrival = index.insert(placement);
        let story = story.unwrap_or(arrival);
        assigned
            .iter_mut()
            .filter(|s| merged.contains(s))
            .for_each(|s| *s = story);
        assigned.push(story);
    }
    assigned
}

/// Precision and recall of Bagga and Baldwin (1998), over the articles that count; the others are there to be confused with.
/// `theirs` are the stories of the editors.
pub(crate) fn b_cubed(theirs: &[&str], assigned: &[Arrival], counts: impl Fn(usize) -> bool) -> [f64; 2] {
    let (mut by_us, mut by_them, mut by_both) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    for (&editors, &story) in theirs.iter().zip(assigned) {
        *by_us.entry(story).or_insert(0.0) += 1.0;
        *by_them.entry(editors).or_insert(0.0) += 1.0;
        *by_both.entry((story, editors)).or_insert(0.0) += 1.0;
    }
    let (mut sums, mut count) = ([0.0, 0.0], 0.0);
    for (_, (&editors, &story)) in theirs.iter().zip(assigned).enumerate().filter(|(i, _)| counts(*i)) {
        let same: f64 = by_both[&(story, editors)];
        sums[0] += same / by_us[&story];
        sums[1] += same / by_them[editors];
        count += 1.0;
    }
    sums.map(|sum| sum / count)
}

/// Prints the stories that hold articles of several, with what the editors say.
fn wrong(articles: &[Article], assigned: &[Arrival]) {
    let mut stories: BTreeMap<Arrival, Vec<&Article>> = BTreeMap::new();
    for (article, &story) in articles.iter().zip(assigned) {
        stories.entry(story).or_default().push(article);
    }
    for mixed in stories.values().filter(|s| s.iter().any(|a| a.story != s[0].story)) {
        println!();
        for article in mixed {
            let published = article.document.published.as_ref().map_or("", |p| &p.rfc3339);
            let title = article.document.title.as_deref().unwrap_or_default();
            println!("{:12} {published} {title}", article.story);
        }
    }
}

/// Prints what pairs and stories are judged by, and what is right: `fit.py` reads it.
fn features(articles: &[Article], prints: &[Fingerprint], weights: &Weights) {
    let mut index = Index::with_weights(weights.clone());
    let mut weighted: Vec<Weighted> = Vec::new();
    let mut begun: BTreeMap<&str, Arrival> = BTreeMap::new();
    for (i, (article, print)) in articles.iter().zip(prints).enumerate() {
        let mut placement = index.place(print);
        for (other, old) in weighted.iter().enumerate().rev() {
            let gap = print.day.unwrap_or(0) - prints[other].day.unwrap_or(0);
            if gap > 14 {
                break;
            }
            let like = placement.weighted.likeness(old);
            if like.full > 0.02 && articles[other].half() == article.half() {
                let same = article.story == articles[other].story;
                let line = serde_json::json!({"what": "pair", "half": article.half(), "same": same,
                    "x": pair_features(&like, gap as f32)});
                println!("{line}");
            }
        }
        for story in &placement.considered {
            let founder = &articles[story.story as usize];
            if founder.half() == article.half() {
                let line = serde_json::json!({"what": "story", "half": article.half(),
                    "same": founder.story == article.story, "x": story.features});
                println!("{line}");
            }
        }
        weighted.push(placement.weighted.clone());
        // What is right is followed, so that one mistake does not make the next.
        placement.merged.clear();
        placement.story = begun.get(article.story.as_str()).copied();
        let right = placement.considered.iter().find(|c| Some(c.story) == placement.story);
        placement.bond = placement.story.map(|_| right.map_or(-3.0, |c| c.features[1]));
        index.insert(placement);
        begun.entry(&article.story).or_insert(i as Arrival);
    }
}
