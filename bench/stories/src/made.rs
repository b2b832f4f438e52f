//! Articles of a generator that keeps the statistics of real words.

use crate::data::articles;
use crate::random::Random;
use std::collections::BTreeMap;
use std::path::Path;

/// Words of an article.
const WORDS: usize = 400;
/// Reports of a story.
const REPORTS: usize = 5;

/// Which words follow which, as often as they do in real articles.
pub(crate) struct Chain {
    words: Vec<String>,
    after: Vec<Vec<u32>>,
}

impl Chain {
    pub(crate) fn of(path: &Path) -> anyhow::Result<Self> {
        let (mut words, mut ids): (Vec<String>, BTreeMap<String, u32>) = Default::default();
        let mut after: Vec<Vec<u32>> = Vec::new();
        for article in articles(path)? {
            let mut last = None;
            for word in article.document.text.split_whitespace() {
                let id = *ids.entry(word.to_owned()).or_insert_with(|| {
                    words.push(word.to_owned());
                    after.push(Vec::new());
                    words.len() as u32 - 1
                });
                if let Some(last) = last.replace(id) {
                    let list: &mut Vec<u32> = &mut after[last as usize];
                    list.push(id);
                }
            }
        }
        Ok(Self { words, after })
    }
}

/// Stories under way: each with its own names and subject, of which its reports speak again and again.
#[derive(Default)]
pub(crate) struct Desk {
    stories: Vec<Vec<String>>,
    /// How many articles it has made.
    pub(crate) made: usize,
}

impl Desk {
    /// The text of the next article.
    pub(crate) fn next(&mut self, chain: &Chain, random: &mut Random) -> String {
        self.made += 1;
        // A hundred stories are under way; each fifth report begins one.
        if self.stories.len() < 100 || random.below(REPORTS) == 0 {
            if self.stories.len() >= 100 {
                self.stories.swap_remove(random.below(100));
            }
            self.stories.push(subject(chain, random));
        }
        let story = &self.stories[random.below(self.stories.len())];
        let mut text = String::new();
        let mut at = random.below(chain.words.len()) as u32;
        for _ in 0..WORDS {
            let word = if random.below(12) == 0 {
                &story[random.below(story.len())]
            } else {
                &chain.words[at as usize]
            };
            text.push_str(word);
            text.push(' ');
            let after = &chain.after[at as usize];
            at = if after.is_empty() {
                random.below(chain.words.len()) as u32
            } else {
                after[random.below(after.len())]
            };
        }
        text
    }
}

/// Five names that nobody else has, and fifteen words.
fn subject(chain: &Chain, random: &mut Random) -> Vec<String> {
    const PARTS: [&str; 16] = [
        "Ka", "ren", "dol", "Vis", "ta", "mor", "Hel", "in", "Sor", "va", "Lin", "der", "Ost", "mar", "Bri", "go",
    ];
    let mut words: Vec<String> = Vec::new();
    for _ in 0..5 {
        let name: String = (0..4).map(|_| PARTS[random.below(PARTS.len())]).collect();
        words.push(format!("{}{}", name[..1].to_uppercase(), &name[1..]));
    }
    words.extend((0..15).map(|_| chain.words[random.below(chain.words.len())].clone()));
    words
}
