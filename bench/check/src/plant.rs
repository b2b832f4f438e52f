//! Plants one error in a sentence of a report. What is chosen depends on the sentence alone, so that every run plants the same.

use anyhow::Result;
use rashomon::analysis::{Dep, Pos, Token};
use rashomon::attribution::Kind as Quoting;
use rashomon::claim::Role;
use rashomon::name::{Form, Kind};
use rashomon::report::Report;
use rashomon::text::Span;
use rashomon::value::{Unit, ValueKind};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use xxhash_rust::xxh3::xxh3_64;

/// Opposites by part of speech and word.
pub(crate) type Opposites = BTreeMap<(String, String), Vec<String>>;

/// Reads lines of `pos word opposite`.
pub(crate) fn opposites(path: &str) -> Result<Opposites> {
    let mut out = Opposites::new();
    for line in std::fs::read_to_string(path)?.lines() {
        if let [pos, word, opposite] = line.split(' ').collect::<Vec<_>>()[..] {
            out.entry((pos.to_owned(), word.to_owned()))
                .or_default()
                .push(opposite.to_owned());
        }
    }
    Ok(out)
}

type Planter = fn(&Plot, &Opposites) -> Option<String>;

const KINDS: &[(&str, Planter)] = &[
    ("number", number),
    ("date", date),
    ("entity", entity),
    ("roles", roles),
    ("negation", negation),
    ("antonym", antonym),
    ("quote", quote),
    ("dropped", dropped),
    ("changed", changed),
    ("raised", raised),
];

/// `{story, documents: [{text, published, publisher}]}` to cases, one a sentence and kind that it allows.
pub(crate) fn story(story: &Value, opposites: &Opposites) -> Vec<Value> {
    let none = Vec::new();
    let documents = story["documents"].as_array().unwrap_or(&none);
    let mut out = Vec::new();
    for (d, document) in documents.iter().enumerate() {
        let Some(report) = crate::read(document, &format!("{d}.txt")) else {
            continue;
        };
        for s in 0..report.analysis.sentences.len() as u32 {
            let plot = Plot { report: &report, s };
            let original = plot.words();
            if !plot.fits(original) {
                continue;
            }
            let mut case = |kind: &str, text: String| {
                out.push(json!({
                    "id": format!("{}/{d}/{s}/{kind}", story["story"].as_str().unwrap_or_default()),
                    "kind": kind,
                    "text": text,
                    "original": original,
                    "published": document["published"],
                    // Where another outlet tells it as a fact, a fact is no error.
                    "sources": if kind == "dropped" { std::slice::from_ref(document) } else { documents },
                }));
            };
            case("none", original.to_owned());
            for (kind, plant) in KINDS {
                if let Some(text) = plant(&plot, opposites).filter(|text| text != original) {
                    case(kind, text);
                }
            }
        }
    }
    out
}

/// A sentence to plant in.
struct Plot<'a> {
    report: &'a Report,
    s: u32,
}

impl<'a> Plot<'a> {
    fn span(&self) -> Span {
        self.report.analysis.sentences[self.s as usize].span
    }

    fn words(&self) -> &'a str {
        self.span().slice(&self.report.document.text)
    }

    fn tokens(&self) -> std::ops::Range<u32> {
        self.report.analysis.sentences[self.s as usize].tokens.clone()
    }

    fn token(&self, t: u32) -> &'a Token {
        &self.report.analysis.tokens[t as usize]
    }

    fn word(&self, span: Span) -> &'a str {
        span.slice(&self.report.document.text)
    }

    /// A sentence that ends as one, of middling length, on one line, without cut text inside.
    fn fits(&self, words: &str) -> bool {
        let n = words.split_whitespace().count();
        let ends = words.ends_with(['.', '"', '\u{201d}']);
        let starts = words
            .chars()
            .next()
            .is_some_and(|c| c.is_uppercase() || matches!(c, '"' | '\u{201c}'));
        let cut = self.report.document.cut.iter().any(|c| c.span.overlaps(self.span()));
        let even = words.matches('"').count().is_multiple_of(2)
            && words.matches('\u{201c}').count() == words.matches('\u{201d}').count();
        (8..=45).contains(&n) && ends && starts && even && !cut && !words.contains('\n')
    }

    /// One of some things, always the same for this sentence.
    fn pick<T: Clone>(&self, from: &[T]) -> Option<T> {
        let n = xxh3_64(self.words().as_bytes()) as usize;
        (!from.is_empty()).then(|| from[n % from.len()].clone())
    }

    /// The sentence with some words replaced, from behind.
    fn with(&self, mut edits: Vec<(Span, String)>) -> String {
        let mut out = self.words().to_owned();
        edits.sort_by_key(|(span, _)| std::cmp::Reverse(span.start));
        for (span, new) in edits {
            let at = (span.start - self.span().start) as usize;
            out.replace_range(at..at + span.len() as usize, &new);
        }
        let mut chars = out.chars();
        match chars.next() {
            Some(first) => first.to_uppercase().collect::<String>() + chars.as_str(),
            None => out,
        }
    }

    fn inside<T>(&self, all: &'a [T], span: impl Fn(&T) -> Span) -> Vec<&'a T> {
        all.iter().filter(|x| self.span().contains(span(x))).collect()
    }
}

const NUMBERS: &[&str] = &[
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve",
];

fn number(plot: &Plot, _: &Opposites) -> Option<String> {
    let found = plot
        .inside(&plot.report.values, |v| v.span)
        .into_iter()
        .filter_map(|value| {
            let ValueKind::Quantity(q) = &value.kind else {
                return None;
            };
            if q.unit == Unit::Ordinal {
                return None;
            }
            let words = plot.word(value.span);
            Some((value.span, other_number(plot, words)?))
        });
    let edit = plot.pick(&found.collect::<Vec<_>>())?;
    Some(plot.with(vec![edit]))
}

/// Another figure of the same form: another first digit, so that it is well off; another small number in words.
fn other_number(plot: &Plot, words: &str) -> Option<String> {
    if let Some(at) = words.find(|c: char| c.is_ascii_digit()) {
        let digit = u32::from(words.as_bytes()[at] - b'0');
        let new = (digit + 2 + plot.span().start % 5) % 9 + 1;
        let new = if new == digit { digit % 9 + 1 } else { new };
        let mut out = words.to_owned();
        out.replace_range(at..=at, &new.to_string());
        return Some(out);
    }
    let lower = words.to_lowercase();
    let at = NUMBERS.iter().position(|n| lower.split([' ', '-']).any(|w| w == *n))?;
    let new = NUMBERS[(at + 3) % NUMBERS.len()];
    Some(lower.replacen(NUMBERS[at], new, 1))
}

const DAYS: &[&str] = &[
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];
const MONTHS: &[&str] = &[
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn date(plot: &Plot, _: &Opposites) -> Option<String> {
    let found = plot
        .inside(&plot.report.values, |v| v.span)
        .into_iter()
        .filter_map(|value| {
            let ValueKind::Time(_) = value.kind else { return None };
            let words = plot.word(value.span);
            // "the March for Our Lives", "the 1970s".
            if plot.report.mentions.iter().any(|m| m.span.contains(value.span)) || words.ends_with('s') {
                return None;
            }
            let swap = |list: &[&str], by: usize| {
                let at = list.iter().position(|n| words.contains(n))?;
                Some(words.replacen(list[at], list[(at + by) % list.len()], 1))
            };
            let year = || {
                let at = (0..words.len().saturating_sub(3)).find(|&i| {
                    words.is_char_boundary(i)
                        && words[i..].len() >= 4
                        && words.as_bytes()[i..i + 4].iter().all(u8::is_ascii_digit)
                })?;
                let year: u32 = words[at..at + 4].parse().ok()?;
                Some(words.replacen(&words[at..at + 4], &(year - 1 - plot.span().start % 3).to_string(), 1))
            };
            Some((value.span, swap(DAYS, 3).or_else(year).or_else(|| swap(MONTHS, 5))?))
        });
    let edit = plot.pick(&found.collect::<Vec<_>>())?;
    Some(plot.with(vec![edit]))
}

/// Names of the sentence: where, the words, what kind.
fn names(plot: &Plot) -> Vec<(Span, String, Kind)> {
    let mentions = plot.inside(&plot.report.mentions, |m| m.span).into_iter();
    mentions
        .filter(|m| m.form == Form::Name && matches!(m.kind, Kind::Person | Kind::Place | Kind::Organisation))
        .map(|m| (m.span, plot.word(m.span).to_owned(), m.kind))
        .collect()
}

fn disjoint(a: &str, b: &str) -> bool {
    let words = |s: &str| -> BTreeSet<String> { s.split([' ', '-']).map(str::to_lowercase).collect() };
    let prefix = |s: &str| s.chars().take(4).collect::<String>().to_lowercase();
    words(a).is_disjoint(&words(b)) && prefix(a) != prefix(b)
}

/// Another name of the report for one of the sentence.
fn entity(plot: &Plot, _: &Opposites) -> Option<String> {
    let here = names(plot);
    let (span, words, kind) = plot.pick(&here)?;
    // Not the name of a holder, which is planted as such.
    // Nor part of a longer word or name.
    let after = &plot.report.document.text[span.end as usize..];
    if after.starts_with(['-', '@', '/']) || after.starts_with('.') && !after.starts_with(". ") {
        return None;
    }
    let holder = plot
        .report
        .attributions
        .iter()
        .any(|a| a.source.is_some_and(|s| s.overlaps(span)));
    let others = plot
        .report
        .mentions
        .iter()
        .filter(|m| m.form == Form::Name && m.kind == kind);
    let others: BTreeSet<&str> = others.map(|m| plot.word(m.span)).collect();
    let acronym = |s: &str| s.chars().filter(|c| c.is_lowercase()).count() == 0;
    let fits = |o: &&str| {
        disjoint(o, &words) && !plot.words().contains(*o) && !o.contains('\n') && !acronym(o) && !acronym(&words)
    };
    let others: Vec<&str> = others.into_iter().filter(fits).collect();
    let new = plot.pick(&others).filter(|_| !holder)?;
    Some(plot.with(vec![(span, new.to_owned())]))
}

const SYMMETRIC: &[&str] = &[
    "meet", "marry", "join", "face", "agree", "include", "be", "name", "call", "share",
];

/// Who does it and whom it is done to, in each other's places.
fn roles(plot: &Plot, _: &Opposites) -> Option<String> {
    let here = names(plot);
    let named = |head: u32| here.iter().find(|(span, ..)| span.contains(plot.token(head).span));
    for claim in plot.report.claims.iter().filter(|c| c.sentence == plot.s) {
        if SYMMETRIC.contains(&&*plot.token(claim.predicate).lemma) {
            continue;
        }
        let of = |roles: &[Role]| {
            claim
                .participants
                .iter()
                .find(|p| roles.contains(&p.role))
                .and_then(|p| named(p.head))
        };
        if let (Some(a), Some(b)) = (of(&[Role::Agent]), of(&[Role::Theme, Role::Recipient]))
            && disjoint(&a.1, &b.1)
        {
            return Some(plot.with(vec![(a.0, b.1.clone()), (b.0, a.1.clone())]));
        }
    }
    None
}

/// A "not" more, or one less.
fn negation(plot: &Plot, _: &Opposites) -> Option<String> {
    for t in plot.tokens() {
        let token = plot.token(t);
        if token.dep == Dep::Neg && plot.word(token.span) == "not" {
            let after = Span::new(token.span.start, plot.token(t + 1).span.start);
            return Some(plot.with(vec![(after, String::new())]));
        }
    }
    if plot.tokens().any(|t| plot.token(t).dep == Dep::Neg) {
        return None;
    }
    let root = plot
        .tokens()
        .find(|&t| plot.token(t).head == t && plot.token(t).pos == Pos::Verb)?;
    // What is said, not that it is said, is to be negated.
    let claim = plot
        .report
        .claims
        .iter()
        .filter(|c| c.sentence == plot.s && c.form == rashomon::claim::Form::Clause);
    let verb = claim
        .map(|c| c.predicate)
        .find(|&p| plot.token(p).pos == Pos::Verb)
        .unwrap_or(root);
    let aux = plot.tokens().find(|&t| {
        let token = plot.token(t);
        token.head == verb && matches!(token.dep, Dep::Aux | Dep::Auxpass) && token.tag != "TO" && t < verb
    });
    match aux {
        Some(aux) => {
            let end = plot.token(aux).span.end;
            Some(plot.with(vec![(Span::new(end, end), " not".to_owned())]))
        }
        None if plot.token(verb).tag == "VBD" => Some(plot.with(vec![(
            plot.token(verb).span,
            format!("did not {}", plot.token(verb).lemma),
        )])),
        None => None,
    }
}

fn antonym(plot: &Plot, opposites: &Opposites) -> Option<String> {
    let found = plot.tokens().filter_map(|t| {
        let token = plot.token(t);
        let pos = match token.pos {
            Pos::Verb => "verb",
            Pos::Adj => "adj",
            _ => return None,
        };
        let lemma = token.lemma.to_lowercase();
        let few = [
            "be", "have", "do", "go", "say", "ask", "take", "get", "make", "last", "first", "second", "more", "most",
            "other", "same",
        ];
        if few.contains(&&*lemma) {
            return None;
        }
        let new = plot.pick(opposites.get(&(pos.to_owned(), lemma))?)?;
        Some((token.span, inflected(&new, token.tag)?))
    });
    let edit = plot.pick(&found.collect::<Vec<_>>())?;
    Some(plot.with(vec![edit]))
}

/// A regular verb or an adjective in the form of a tag.
fn inflected(word: &str, tag: &str) -> Option<String> {
    const IRREGULAR: &[&str] = &[
        "set", "bear", "draw", "pay", "spend", "lead", "hit", "shut", "let", "lose", "leave", "buy", "sell", "give",
        "come", "forget", "find", "win", "fall", "rise", "go", "break", "send", "lend", "begin", "sit", "stand", "lie",
        "tell", "hide", "keep", "hold", "put", "cut", "undo", "take", "get", "know",
    ];
    let past = || {
        if IRREGULAR.contains(&word) {
            None
        } else if word.ends_with('e') {
            Some(format!("{word}d"))
        } else if word.ends_with('y') && !word.ends_with("ay") && !word.ends_with("oy") && !word.ends_with("ey") {
            Some(format!("{}ied", &word[..word.len() - 1]))
        } else {
            Some(format!("{word}ed"))
        }
    };
    match tag {
        "VBD" | "VBN" => past(),
        "VB" | "VBP" | "JJ" => Some(word.to_owned()),
        "VBZ" => Some(format!(
            "{word}{}",
            if word.ends_with(['s', 'h', 'x']) { "es" } else { "s" }
        )),
        "VBG" => Some(format!("{}ing", word.strip_suffix('e').unwrap_or(word))),
        _ => None,
    }
}

/// A word inside a quotation that its speaker did not use: another of the report's, of the same form.
fn quote(plot: &Plot, _: &Opposites) -> Option<String> {
    let words = plot.words();
    let open = words.find(['"', '\u{201c}'])?;
    let open = open + words[open..].chars().next()?.len_utf8();
    let close = open + words[open..].find(['"', '\u{201d}'])?;
    let from = plot.span().start;
    let inside = Span::new(from + open as u32, from + close as u32);
    if words[open..close].split_whitespace().count() < 6 {
        return None;
    }
    let tells = |t: &Token| matches!(t.tag, "NN" | "NNS" | "VBD" | "VB" | "JJ" | "VBN" | "VBG");
    let mine: Vec<&Token> = plot
        .tokens()
        .map(|t| plot.token(t))
        .filter(|t| inside.contains(t.span) && tells(t))
        .collect();
    let token = plot.pick(&mine)?;
    let others = plot
        .report
        .analysis
        .tokens
        .iter()
        .filter(|t| t.tag == token.tag && t.lemma != token.lemma);
    let others: BTreeSet<&str> = others
        .map(|t| plot.word(t.span))
        .filter(|w| w.len() > 3 && !words.contains(w))
        .collect();
    let new = plot.pick(&others.into_iter().collect::<Vec<_>>())?;
    Some(plot.with(vec![(token.span, new.to_owned())]))
}

/// What somebody said, without saying that they did.
fn dropped(plot: &Plot, _: &Opposites) -> Option<String> {
    let said = plot
        .inside(&plot.report.attributions, |a| a.span)
        .into_iter()
        .find(|a| {
            a.kind == Quoting::Indirect
                && a.inside.is_none()
                && a.source.is_some()
                && a.content.len() == 1
                && a.force.passes_on()
        })?;
    let content = said.content[0];
    let tokens: Vec<&Token> = plot
        .tokens()
        .map(|t| plot.token(t))
        .filter(|t| content.contains(t.span))
        .collect();
    let subject = tokens.iter().any(|t| matches!(t.dep, Dep::Nsubj | Dep::Nsubjpass));
    let finite = tokens.iter().any(|t| matches!(t.tag, "VBD" | "VBZ" | "VBP" | "MD"));
    let pronoun = tokens
        .iter()
        .find(|t| &*t.lemma != "that")
        .is_some_and(|t| t.pos == Pos::Pron);
    let words = plot
        .word(content)
        .trim_start_matches("that ")
        .trim_end_matches([',', '.', ' ']);
    let clean = !words.contains(['"', '\u{201c}', '\u{201d}']) && words.split_whitespace().count() >= 6;
    let infinitive = tokens
        .first()
        .is_some_and(|t| t.tag == "TO" || t.pos == Pos::Sconj && &*t.lemma != "that");
    (subject && finite && clean && !pronoun && !infinitive).then(|| {
        let mut chars = words.chars();
        let first = chars
            .next()
            .map(|c| c.to_uppercase().collect::<String>())
            .unwrap_or_default();
        format!("{first}{}.", chars.as_str())
    })
}

/// What somebody said, in somebody else's mouth.
fn changed(plot: &Plot, _: &Opposites) -> Option<String> {
    let report = plot.report;
    let named = |span: Span| {
        report
            .mentions
            .iter()
            .find(|m| m.form == Form::Name && span.contains(m.span) && m.kind == Kind::Person)
    };
    for said in plot.inside(&report.attributions, |a| a.span) {
        let Some(source) = said.source.filter(|_| said.inside.is_none() && said.force.passes_on()) else {
            continue;
        };
        let Some(name) = named(source) else { continue };
        let old = plot.word(name.span);
        let others = report
            .mentions
            .iter()
            .filter(|m| m.form == Form::Name && m.kind == Kind::Person && plot.word(m.span).contains(' '));
        let others: BTreeSet<&str> = others
            .map(|m| plot.word(m.span))
            .filter(|o| disjoint(o, old) && !plot.words().contains(o) && !o.contains('\n'))
            .collect();
        // The description that goes with the old name goes too.
        let new = plot.pick(&others.into_iter().collect::<Vec<_>>())?;
        return Some(plot.with(vec![(source, new.to_owned())]));
    }
    None
}

/// A caution taken away.
fn raised(plot: &Plot, _: &Opposites) -> Option<String> {
    for t in plot.tokens() {
        let token = plot.token(t);
        let word = plot.word(token.span).to_lowercase();
        match word.as_str() {
            "allegedly" | "reportedly" | "apparently" | "possibly" | "probably" | "alleged" | "suspected" => {
                let end = plot.token(t + 1).span.start;
                return Some(plot.with(vec![(Span::new(token.span.start, end), String::new())]));
            }
            "may" | "might" if token.tag == "MD" && !plot.tokens().any(|n| plot.token(n).dep == Dep::Neg) => {
                return Some(plot.with(vec![(token.span, "will".to_owned())]));
            }
            _ => {}
        }
    }
    None
}
