//! Findings as a compiler sets them: where, the words, what the sources have, one line of help.

use super::{at, cited, place, shown};
use crate::check::rule::{Level, Rule};
use crate::check::wire::{Check, Finding};
use crate::render::tame;
use std::fmt::Write;
use unicode_width::UnicodeWidthStr;

/// How to set findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Columns of the terminal.
    pub width: usize,
    /// Whether it shows colour.
    pub color: bool,
    /// The least level to show.
    pub least: Level,
}

/// Sets a check for a terminal.
pub fn check(check: &Check, options: &Options) -> String {
    let mut out = String::new();
    for finding in shown(check, options.least) {
        set(check, finding, options, &mut out);
    }
    out.push_str(&tally(check, options));
    out
}

fn set(check: &Check, finding: &Finding, options: &Options, out: &mut String) {
    let color = match finding.level {
        Level::Error => "1;31",
        Level::Warning => "1;33",
        Level::Note => "1;36",
    };
    let head = format!("{}[{}]", finding.level.name(), finding.rule.name());
    let number = place(check, &check.text, finding.passage.start).0.to_string();
    let gutter = " ".repeat(number.len());
    let bar = paint(options, "1;34", "|");
    let (words, marks) = window(check, finding, options.width.clamp(40, 110) - number.len() - 4);
    let mut line = |text: String| writeln!(out, "{text}").expect("a string takes all");
    line(format!("{}: {}", paint(options, color, &head), tame(&finding.message)));
    line(format!(
        "{gutter}{} {}",
        paint(options, "1;34", "-->"),
        tame(&at(check, &finding.passage))
    ));
    line(format!("{gutter} {bar}"));
    line(format!("{} {bar} {words}", paint(options, "1;34", &number)));
    line(format!("{gutter} {bar} {}", paint(options, color, &marks)));
    for citation in &finding.sources {
        let from = paint(options, "1;34", "=");
        line(format!(
            "{gutter} {from} {}: \u{201c}{}\u{201d}",
            tame(&cited(check, citation)),
            tame(&citation.passage.quote)
        ));
    }
    line(format!(
        "{gutter} {} help: {}",
        paint(options, "1;34", "="),
        finding.help
    ));
    line(String::new());
}

fn paint(options: &Options, code: &str, words: &str) -> String {
    if options.color {
        format!("\x1b[{code}m{words}\x1b[0m")
    } else {
        words.to_owned()
    }
}

/// The words of the finding with as much of its sentence around them as fits, and the marks below.
fn window(check: &Check, finding: &Finding, most: usize) -> (String, String) {
    let sentence = &check.sentences[finding.sentence].passage;
    let words: Vec<char> = sentence.quote.chars().collect();
    let from = finding.passage.start.saturating_sub(sentence.start) as usize;
    let long = finding
        .passage
        .quote
        .chars()
        .count()
        .min(words.len().saturating_sub(from));
    let cut = |range: std::ops::Range<usize>| words[range].iter().collect::<String>();
    let (before, after) = (tame(&cut(0..from)), tame(&cut(from + long..words.len())));
    // Room for a mark on either side that something was left out.
    let whole = tame(&cut(from..from + long));
    let mid = shorten(
        &whole,
        most - usize::from(!before.is_empty()) - usize::from(!after.is_empty()),
    );
    let left = most.saturating_sub(mid.width());
    let short = mid != whole;
    let space_before = from > 0 && words[from - 1].is_whitespace();
    let space_after = !short && words.get(from + long).is_some_and(|c| c.is_whitespace());
    let ahead: String = {
        let keep = left / 2;
        let skip = before.chars().count().saturating_sub(keep);
        let tail: String = before.chars().skip(skip).collect();
        if skip > 0 {
            format!("…{}", tail.trim_start())
        } else {
            tail
        }
    };
    let space_before = space_before && ahead != "…";
    let behind = if short {
        String::new()
    } else {
        shorten(&after, left.saturating_sub(ahead.width() + 2))
    };
    let lead = format!("{ahead}{}", if space_before { " " } else { "" });
    let marks = format!("{}{}", " ".repeat(lead.width()), "^".repeat(mid.width().max(1)));
    (
        format!("{lead}{mid}{}{behind}", if space_after { " " } else { "" }),
        marks,
    )
}

fn shorten(words: &str, most: usize) -> String {
    if words.width() <= most {
        return words.to_owned();
    }
    let mut out: String = words.chars().take(most.saturating_sub(1)).collect();
    out.push_str(if most > 0 { "…" } else { "" });
    out
}

/// The last lines: how many sentences got which verdict, which sources took part.
fn tally(check: &Check, options: &Options) -> String {
    let s = &check.summary;
    let mut out = String::new();
    let hidden: Vec<Rule> = check
        .findings
        .iter()
        .filter(|f| f.level < options.least && f.suppressed.is_none())
        .map(|f| f.rule)
        .collect();
    let passed = check.findings.iter().filter(|f| f.suppressed.is_some()).count();
    writeln!(
        out,
        "{} {} something: {} supported, {} partly, {} not found, {} contradicted; {} {}.",
        s.claims,
        if s.claims == 1 {
            "sentence claims"
        } else {
            "sentences claim"
        },
        s.supported,
        s.partly_supported,
        s.not_found,
        s.contradicted,
        check.sources.len(),
        if check.sources.len() == 1 { "source" } else { "sources" },
    )
    .expect("a string takes all");
    if !hidden.is_empty() {
        let of = |rule: &Rule| hidden.iter().filter(|h| *h == rule).count();
        let each = Rule::ALL.iter().filter(|rule| of(rule) > 0);
        let each: Vec<String> = each.map(|rule| format!("{} {}", of(rule), rule.name())).collect();
        writeln!(out, "Below this level, shown by --min-level note: {}.", each.join(", ")).expect("a string takes all");
    }
    if passed > 0 {
        writeln!(out, "{passed} passed over, with reasons.").expect("a string takes all");
    }
    for note in &check.notes {
        writeln!(
            out,
            "{}: {}",
            tame(note.path.as_deref().unwrap_or("-")),
            tame(&note.text)
        )
        .expect("a string takes all");
    }
    out
}
