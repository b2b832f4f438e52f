//! Shows into which stories a handful of files fall, whatever their dates, and what they were judged by.

use rashomon::ingest::Given;
use rashomon::story::index::Index;
use rashomon::story::print::{Fingerprint, fingerprint};
use rashomon::story::weights::Weights;

pub(crate) fn run(paths: &[&str], weights: &Weights) -> anyhow::Result<()> {
    let mut documents = Vec::new();
    for path in paths {
        documents.extend(rashomon::ingest(&std::fs::read(path)?, path, &Given::default()).value);
    }
    let mut index = Index::with_weights(weights.clone());
    for document in documents {
        let print = fingerprint(&document);
        let placement = index.place(&Fingerprint { day: None, ..print });
        let considered = placement.considered.clone();
        let story = placement.story;
        let arrival = index.insert(placement);
        println!("{:4} {arrival} {}", story.unwrap_or(arrival), document.path);
        for one in considered.iter().take(3) {
            println!("       {} {:.3} {:.2?}", one.story, one.score, one.features);
        }
    }
    Ok(())
}
