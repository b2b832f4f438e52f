//! What a person asks of a check: levels, and findings that are passed over with a reason.

use super::rule::{Level, Rule};
use crate::text::Span;
use std::collections::BTreeMap;

/// What a person asks of a check.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// Levels other than the rules' own; none turns a rule off.
    pub levels: BTreeMap<Rule, Option<Level>>,
    /// Findings to pass over, by fingerprint, each with the reason.
    pub passed_over: BTreeMap<String, String>,
}

impl Settings {
    /// The level of a rule, none where it is turned off.
    pub fn level(&self, rule: Rule) -> Option<Level> {
        self.levels.get(&rule).copied().unwrap_or(Some(rule.level()))
    }
}

/// A comment in the text: `<!-- rashomon: allow RULE reason -->`, for what stands on its line or in the paragraph after it.
pub(super) struct Allowed {
    /// The rules; none for all.
    rules: Option<Vec<Rule>>,
    /// Where it holds.
    within: Span,
    pub(super) reason: String,
}

impl Allowed {
    pub(super) fn covers(&self, rule: Rule, at: Span) -> bool {
        self.rules.as_ref().is_none_or(|rules| rules.contains(&rule)) && self.within.overlaps(at)
    }
}

const OPENS: &str = "<!-- rashomon: allow ";

/// The comments of a text, and what is wrong with those that can't be heeded.
pub(super) fn allowed(text: &str) -> (Vec<Allowed>, Vec<String>) {
    let (mut out, mut wrong) = (Vec::new(), Vec::new());
    for (at, _) in text.match_indices(OPENS) {
        let inside = &text[at + OPENS.len()..];
        let Some(end) = inside.find("-->") else { continue };
        let (names, reason) = inside[..end]
            .trim()
            .split_once(char::is_whitespace)
            .unwrap_or((inside[..end].trim(), ""));
        let rules: Option<Vec<Rule>> = names.split(',').map(Rule::of).collect();
        if reason.trim().is_empty() {
            wrong.push(format!(
                "The comment that allows `{names}` gives no reason and is not heeded."
            ));
        } else if rules.is_none() && names != "all" {
            wrong.push(format!(
                "The comment that allows `{names}` names no rule and is not heeded."
            ));
        } else {
            out.push(Allowed {
                rules: rules.filter(|_| names != "all"),
                within: reach(text, at, at + OPENS.len() + end + 3),
                reason: reason.trim().to_owned(),
            });
        }
    }
    (out, wrong)
}

/// The line of a comment; where it stands alone on it, the paragraph after it too.
fn reach(text: &str, from: usize, to: usize) -> Span {
    let start = text[..from].rfind('\n').map_or(0, |n| n + 1);
    let end = text[to..].find('\n').map_or(text.len(), |n| to + n);
    let alone = text[start..from].trim().is_empty() && text[to..end].trim().is_empty();
    if !alone {
        return Span::of(start..end);
    }
    let next = text[end..]
        .find(|c: char| !c.is_whitespace())
        .map_or(text.len(), |n| end + n);
    let until = text[next..].find("\n\n").map_or(text.len(), |n| next + n);
    Span::of(start..until.max(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_holds_for_its_line_or_for_the_paragraph_after_it() {
        let text = "One.\n\n<!-- rashomon: allow date checked with the archive -->\nTwo.\nThree.\n\nFour. <!-- rashomon: allow all our own count -->\n";
        let (allowed, wrong) = allowed(text);
        assert!(wrong.is_empty());
        let at = |word: &str| {
            let start = text.find(word).expect("it is there");
            Span::of(start..start + word.len())
        };
        let holds = |n: usize, rule, word| allowed[n].covers(rule, at(word));
        assert!(holds(0, Rule::Date, "Two") && holds(0, Rule::Date, "Three"));
        assert!(!holds(0, Rule::Date, "One") && !holds(0, Rule::Date, "Four") && !holds(0, Rule::Name, "Two"));
        assert!(holds(1, Rule::Quantity, "Four") && !holds(1, Rule::Quantity, "Three"));
        assert_eq!(allowed[1].reason, "our own count");
    }

    #[test]
    fn a_comment_without_a_reason_is_not_heeded() {
        let (allowed, wrong) = allowed("<!-- rashomon: allow date -->\nTwo.\n<!-- rashomon: allow speed so it is -->");
        assert!(allowed.is_empty());
        assert_eq!(wrong.len(), 2);
    }
}
