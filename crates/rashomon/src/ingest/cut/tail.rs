//! How a page ends: lists of topics and dates, who the author is.

use super::{Block, regex};
use crate::document::{CutReason, Document};
use regex::Regex;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Marks what stands after the report.
pub(super) fn find(document: &Document, blocks: &mut [Block]) {
    navigation(blocks);
    biography(document, blocks);
}

/// A list of short lines at the end is navigation if a good part of it are dates, or lines that come again.
fn navigation(blocks: &mut [Block]) {
    static DATE: LazyLock<Regex> = LazyLock::new(|| {
        let month = "(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*";
        let pattern = format!(
            r"(?i)^(?:{month}\.? (?:[0-9]{{1,2}},? )?[0-9]{{4}}|[0-9]{{1,2}}\.? {month}\.? [0-9]{{4}}|[0-9/.-]{{6,10}}|[0-9]+ (?:minutes?|hours?|days?|weeks?|months?) ago)$"
        );
        regex(&pattern)
    });
    let short = |block: &Block| block.cut.is_some() || block.words() <= 8 && !block.is_prose();
    let start = blocks.len() - blocks.iter().rev().take_while(|block| short(block)).count();
    // The first block is the headline at the least.
    let start = start.max(1).min(blocks.len());
    let run = &mut blocks[start..];
    let mut seen = BTreeSet::new();
    let open: Vec<&mut Block> = run.iter_mut().filter(|block| block.cut.is_none()).collect();
    let marks = open
        .iter()
        .filter(|block| DATE.is_match(&block.text) || !seen.insert(block.text.to_lowercase()));
    if open.len() >= 3 && marks.count() * 3 >= open.len() {
        for block in open {
            block.cut = Some(CutReason::Navigation);
        }
    }
}

/// A closing paragraph on someone whom the report never names says who the author is.
fn biography(document: &Document, blocks: &mut [Block]) {
    static PERSON: LazyLock<Regex> = LazyLock::new(|| {
        let role = "author|columnist|contributor|correspondent|reporter|editor|writer|journalist|fellow|professor|scholar|lecturer|analyst|host|anchor|producer|director|founder|co-founder|president of|president at|president and|chairman|chairwoman|chair|attorney|lawyer|advisor|adviser|consultant|strategist|commentator|researcher|economist|historian|blogger|CEO|intern|member";
        let pattern = format!(
            r"^((?:[A-Z][\w.’'-]*)(?: [A-Z][\w.’'-]*){{1,4}})(?: and [A-Z][\w.’' -]+)?(?:,[^.]{{2,60}},)? (?:(?:is|are) (?:also |now |currently )?(?:an? |the )?(?:[\w.’',&-]+ ){{0,8}}(?:{role})s?\b|(?:covers|writes|reports)\b.{{0,60}}\bfor\b)"
        );
        regex(&pattern)
    });
    let mut tail = 0;
    for i in (1..blocks.len()).rev() {
        if blocks[i].cut.is_some() {
            continue;
        }
        tail += 1;
        if tail > 3 {
            break;
        }
        let found = PERSON.captures(&blocks[i].text).map(|found| found[1].to_owned());
        let Some(name) = found.filter(|name| blocks[i].words() <= 140 && !name.starts_with("The ")) else {
            continue;
        };
        let last = name.rsplit(' ').next().unwrap_or(&name);
        let wrote = document.byline.as_ref().is_some_and(|byline| byline.contains(last));
        let named = blocks[..i]
            .iter()
            .any(|block| block.cut.is_none() && block.text.contains(last));
        if wrote || !named {
            blocks[i].cut = Some(CutReason::Other);
        }
    }
}
