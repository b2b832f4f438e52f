//! Folders of mixed articles, grouped as `read` groups them: B-cubed against the editors' stories.

use crate::assign::b_cubed;
use crate::data::articles;
use crate::random::Random;
use cpu_time::ThreadTime;
use rashomon::story::print::{Fingerprint, fingerprint};
use rashomon::story::{Story, stories};
use std::collections::BTreeMap;
use std::path::Path;

/// Articles of a folder, and folders drawn of that size.
const FOLDERS: [(usize, usize); 5] = [(10, 40), (50, 20), (100, 10), (300, 5), (1000, 1)];

pub(crate) fn run(path: &Path) -> anyhow::Result<()> {
    let all = articles(path)?;
    let prints: Vec<Fingerprint> = all.iter().map(|a| fingerprint(&a.document)).collect();
    for (half, name) in ["even stories", "odd stories"].into_iter().enumerate() {
        let mut of: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (i, article) in all.iter().enumerate().filter(|(_, a)| a.half() == half) {
            of.entry(&article.story).or_default().push(i);
        }
        let mut random = Random::new(11);
        for (size, times) in FOLDERS {
            let (mut sums, started) = ([0.0; 3], ThreadTime::now());
            for _ in 0..times {
                let taken = folder(&of, size, &mut random);
                let some: Vec<Fingerprint> = taken.iter().map(|&i| prints[i].clone()).collect();
                let theirs: Vec<&str> = taken.iter().map(|&i| all[i].story.as_str()).collect();
                let [precision, recall] = b_cubed(&theirs, &assigned(&stories(&some), taken.len()), |_| true);
                let f1 = 2.0 * precision * recall / (precision + recall);
                sums = std::array::from_fn(|i| sums[i] + [precision, recall, f1][i]);
            }
            let [precision, recall, f1] = sums.map(|sum| sum / times as f64);
            let milliseconds = started.elapsed().as_secs_f64() * 1000.0 / times as f64;
            println!(
                "{name:12} {times:2} folders of {size:4}: B-cubed P {precision:.3} R {recall:.3} F1 {f1:.3}, {milliseconds:.0} ms each"
            );
        }
    }
    Ok(())
}

/// Whole stories drawn at random until there are so many articles.
fn folder(of: &BTreeMap<&str, Vec<usize>>, size: usize, random: &mut Random) -> Vec<usize> {
    let (mut taken, mut left) = (Vec::new(), of.values().collect::<Vec<_>>());
    while taken.len() < size && !left.is_empty() {
        taken.extend(left.swap_remove(random.below(left.len())));
    }
    taken.sort_unstable();
    taken
}

/// For each report the number of its story.
fn assigned(stories: &[Story], count: usize) -> Vec<u32> {
    let mut assigned = vec![0; count];
    for (number, story) in stories.iter().enumerate() {
        story
            .reports
            .iter()
            .for_each(|&report| assigned[report] = number as u32);
    }
    assigned
}
