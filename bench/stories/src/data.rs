//! The articles that editors grouped.

use anyhow::Context;
use rashomon::document::Document;
use rashomon::ingest::Given;
use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

/// An article with the story that editors put it into.
pub(crate) struct Article {
    pub(crate) document: Document,
    pub(crate) story: String,
}

impl Article {
    /// Which half of the stories it belongs to: thresholds are chosen on one and reported on the other.
    pub(crate) fn half(&self) -> usize {
        let number = self
            .story
            .rsplit('-')
            .next()
            .and_then(|number| number.parse::<usize>().ok());
        number.unwrap_or(0) % 2
    }
}

/// The articles in order of publication, those without a date last; of one day in an order that tells nothing.
pub(crate) fn articles(path: &Path) -> anyhow::Result<Vec<Article>> {
    let mut text = String::new();
    let file = std::fs::File::open(path).with_context(|| format!("{} is not there", path.display()))?;
    flate2::read::MultiGzDecoder::new(file).read_to_string(&mut text)?;
    let mut stories = BTreeMap::new();
    for line in text.lines() {
        let record: serde_json::Value = serde_json::from_str(line)?;
        let field = |name: &str| record[name].as_str().unwrap_or_default().to_owned();
        stories.insert(field("id"), field("story"));
    }
    let read = rashomon::ingest(text.as_bytes(), "stories.jsonl", &Given::default());
    let mut articles: Vec<Article> = read
        .value
        .into_iter()
        .map(|document| Article {
            story: stories[document.key.as_deref().unwrap_or_default()].clone(),
            document,
        })
        .collect();
    articles.sort_by_cached_key(|a| {
        let published = a.document.published.clone();
        (published.is_none(), published, a.document.id.clone())
    });
    Ok(articles)
}
