//! What whoever an attribution names is called.

use super::Entities;
use crate::analysis::{Dep, EntityKind, Pos, Token};
use crate::attribution;
use crate::claim::lexicon::{EVENTS, find};
use crate::name::{fold, lexicon};
use crate::report::Report;
use crate::text::Span;

impl Entities {
    /// The canonical name of whoever the words at `span` with head `head` describe: an entity's, else the words themselves;
    /// of several who are named together all names ("Ann Lee and Carl Bolt").
    pub(crate) fn holder(&self, report: &Report, index: usize, span: Span, head: Option<u32>) -> String {
        let entity = head.and_then(|h| self.of(index, h)).or_else(|| {
            let mut inside = report.analysis.tokens_in(span);
            // A bare description may hold the name it goes with ("a spokesman, Ann Lee").
            head.is_none().then(|| inside.find_map(|t| self.of(index, t))).flatten()
        });
        let tokens = &report.analysis.tokens;
        // "Channel One's [Ask] the Mayor": a name, whatever its words are.
        let named = || {
            let first = report.analysis.tokens_in(span).next();
            first.is_some_and(|t| tokens[t as usize].pos == Pos::Propn)
        };
        match (entity, head) {
            (Some(e), head) => {
                let first = self.entities[e as usize].name.clone();
                let others = head.map_or_else(Vec::new, |h| self.beside(report, index, span, h));
                together(first, others)
            }
            // A pronoun that could not be resolved names nobody.
            (None, Some(h)) if tokens[h as usize].pos == Pos::Pron || nobody(&tokens[h as usize]) && !named() => {
                String::new()
            }
            // "June showed a gain": nobody is called by a day.
            (None, Some(h)) if matches!(named_as(report, h), Some(EntityKind::Date | EntityKind::Time)) => {
                String::new()
            }
            // An agency in a dateline, which is no part of the analysis.
            (None, None) => {
                let words = described(span.slice(&report.document.text));
                lexicon::in_full(&fold(&words)).map_or(words, str::to_owned)
            }
            (None, _) => uncapped(report, span, described(span.slice(&report.document.text))),
        }
    }

    /// Those who are named together with a head, each by an entity's name.
    fn beside(&self, report: &Report, index: usize, span: Span, head: u32) -> Vec<String> {
        let tokens = &report.analysis.tokens;
        let mut out: Vec<String> = Vec::new();
        let mut last = head;
        for t in report.analysis.tokens_in(span).filter(|&t| t > head) {
            let token = &tokens[t as usize];
            if token.dep != Dep::Conj || token.head != last {
                continue;
            }
            // Of one who is only described the others' names say no less than a list would.
            let Some(entity) = self.of(index, t).filter(|&e| Some(e) != self.of(index, head)) else {
                return Vec::new();
            };
            out.push(self.entities[entity as usize].name.clone());
            last = t;
        }
        out
    }
}

/// What the language model takes the name for that a word stands in.
fn named_as(report: &Report, token: u32) -> Option<EntityKind> {
    report.analysis.name_at(token).map(|n| n.kind)
}

/// Whether a word heads no words for anyone or anything that tells ("[hopefully]", "[denied] that", "a [phrase]").
fn nobody(head: &Token) -> bool {
    let lemma = head.lemma.to_lowercase();
    match head.pos {
        Pos::Noun => !attribution::can_speak(&lemma) && (find(EVENTS, &lemma).is_some() || MUTE.contains(&&*lemma)),
        Pos::Propn | Pos::Num | Pos::Pron => false,
        _ => !matches!(
            &*lemma,
            "all" | "another" | "both" | "few" | "many" | "most" | "other" | "several" | "some"
        ),
    }
}

/// Nouns for what people say, think or go through, and for occasions: grammar lets them tell, and nobody is behind them.
#[rustfmt::skip]
const MUTE: &[&str] = &[
    "allegation", "answer", "apology", "approach", "argument", "belief", "border", "case", "claim", "concern", "effort", "event", "experience",
    "fact", "fear", "history", "idea", "impact", "issue", "language", "law", "life", "line", "move", "negotiation", "notion", "option", "phrase",
    "plan", "point", "policy", "problem", "provision", "question", "reason", "sentence", "sentiment", "situation", "solution", "term", "test",
    "theory", "thing", "thought", "time", "view", "way", "word",
];

/// A description that owes its capital to where it stands ("Officials said"), as it would stand elsewhere.
fn uncapped(report: &Report, span: Span, words: String) -> String {
    let analysis = &report.analysis;
    let first = analysis
        .tokens_in(span)
        .next()
        .map(|t| (t, &analysis.tokens[t as usize]));
    let opens = first.is_some_and(|(t, token)| analysis.sentences[token.sentence as usize].tokens.start == t);
    // What is no common word may be a name that analysis did not see ("Lee's lawsuit").
    let common = |token: &Token| match token.pos {
        Pos::Adj | Pos::Det | Pos::Num | Pos::Pron => true,
        Pos::Noun => token.tag == "NNS" || attribution::can_speak(&token.lemma.to_lowercase()),
        _ => false,
    };
    let Some((t, token)) = first.filter(|(_, token)| opens && common(token)) else {
        return words;
    };
    let word = token.span.slice(&report.document.text);
    let mut letters = word.chars();
    let capital = letters.next().is_some_and(char::is_uppercase) && letters.all(char::is_lowercase);
    let name = named_as(report, t).is_some_and(|kind| kind != EntityKind::Cardinal)
        || lexicon::country(&word.to_lowercase()).is_some();
    match words.strip_prefix(word) {
        Some(rest) if capital && !name && !rest.starts_with(['\'', '’']) => word.to_lowercase() + rest,
        _ => words,
    }
}

/// Several names as one.
fn together(first: String, mut others: Vec<String>) -> String {
    match others.pop() {
        None => first,
        Some(last) => {
            others.insert(0, first);
            format!("{} and {last}", others.join(", "))
        }
    }
}

/// Words that end no description.
#[rustfmt::skip]
const LOOSE: &[&str] = &[
    "a", "afternoon", "an", "and", "at", "by", "early", "evening", "filed", "for", "friday", "from", "in", "late", "made", "monday",
    "morning", "night", "of", "on", "or", "released", "saturday", "sunday", "that", "the", "thursday", "to", "today", "tuesday", "wednesday", "who", "with", "yesterday",
];

/// A description as it stands for a name: without a leading article and what follows a comma or a relative pronoun.
fn described(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let end = [
        ", ",
        " who ",
        " which ",
        " that ",
        " (",
        " — ",
        ";",
        " seen by ",
        " obtained by ",
        " reviewed by ",
        " posted by ",
        " interviewed by ",
        " polled by ",
        " quoted by ",
        " quoted in ",
        " surveyed by ",
    ]
    .iter()
    .filter_map(|m| words.find(m))
    .min()
    .unwrap_or(words.len());
    let words = words[..end].trim_end_matches("'s").trim_end_matches("’s");
    let mut words = words.trim_matches(|c: char| !c.is_alphanumeric());
    // "Governments on Thursday", "prosecutors for": what the parse took along is no part of it.
    while let Some((before, last)) = words.rsplit_once(' ')
        && LOOSE.contains(&last.to_lowercase().as_str())
    {
        words = before.trim_end_matches(|c: char| !c.is_alphanumeric());
    }
    let words = ["not even ", "even ", "Not even ", "Even "]
        .iter()
        .fold(words, |words, only| words.strip_prefix(only).unwrap_or(words));
    words
        .strip_prefix("the ")
        .or(words.strip_prefix("The "))
        .unwrap_or(words)
        .to_owned()
}
