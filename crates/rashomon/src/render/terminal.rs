//! The account for a terminal: two screens that say first where the reports part.

mod ink;
mod sections;

use super::desk::{self, Desk};
use super::label;
use crate::view::account::{Account, Citation};
pub(crate) use ink::tame;
use ink::{Ink, Tone};

/// Lines that the stories take at most, unless asked for in full: two screens, with room for notes.
const BUDGET: usize = 76;

/// Lines that the names of what does not fit take at most.
const ALSO: usize = 3;

/// How to set an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Columns of the terminal.
    pub width: usize,
    /// Whether it shows colour.
    pub color: bool,
    /// Whether arrows and quotation marks of our own stay within ASCII.
    pub ascii: bool,
    /// Everything, instead of two screens.
    pub full: bool,
    /// Under each line the exact words it stands on and where they stand.
    pub quotes: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            width: 80,
            color: false,
            ascii: false,
            full: false,
            quotes: false,
        }
    }
}

/// Sets an account for a terminal.
pub fn account(account: &Account, options: &Options) -> String {
    let ink = Ink::new(options);
    let account = account.sure();
    let desks = desk::desks(&account);
    let mut out = Vec::new();
    let mut left = BUDGET;
    let mut shown = 0;
    for desk in &desks {
        // Each story may take its share of what is left; a story for which too little is left is only named.
        let share = left / (desks.len() - shown).min(3);
        if !options.full && shown > 0 && share < 12 {
            break;
        }
        let lines = story(desk, &ink, options, share);
        left = left.saturating_sub(lines.0);
        out.extend(lines.1);
        shown += 1;
    }
    out.extend(rest(&desks[shown..], &ink));
    out.extend(notes(&account, &ink, options));
    if !options.full || !options.quotes {
        out.extend(hint(&ink, options));
    }
    out.join("\n") + "\n"
}

/// One section of a story: a heading and items, of which as many are shown as fit.
struct Section<'a> {
    heading: &'static str,
    /// Items it shows before the others may add to theirs.
    first: usize,
    /// Items it may add in each round of the sharing out of lines, at least one.
    then: usize,
    items: Vec<Item<'a>>,
    /// What the items are called, for those that do not fit; none where a count is enough.
    names: Vec<String>,
}

impl Section<'_> {
    fn named(self, names: Vec<String>) -> Self {
        Self { names, ..self }
    }
}

/// Lines that belong together and what they stand on.
#[derive(Clone)]
struct Item<'a> {
    /// Its place among those shown, where that is not the order in which they are chosen.
    place: usize,
    lines: Vec<String>,
    citations: Vec<&'a Citation>,
}

/// One story: how many lines it takes without quotations, and its lines.
fn story(desk: &Desk, ink: &Ink, options: &Options, budget: usize) -> (usize, Vec<String>) {
    let mut lines = sections::head(desk, ink, options);
    let sections = sections::all(desk, ink, options);
    let shown = match options.full {
        true => sections.iter().map(|s| s.items.len()).collect(),
        false => share_out(&sections, budget.saturating_sub(lines.len())),
    };
    let mut cost = lines.len();
    for (section, shown) in sections.iter().zip(shown).filter(|(_, shown)| *shown > 0) {
        let (of, rest) = match section.items.len() {
            all if all > shown => (format!("({shown} of {all})"), also(section, shown, ink)),
            all => (format!("({all})"), Vec::new()),
        };
        let heading = ink.paint(Tone::Heading, section.heading);
        lines.extend([String::new(), format!("{heading} {}", ink.paint(Tone::Quiet, &of))]);
        cost += 2 + rest.len();
        let mut items = section.items[..shown].to_vec();
        items.sort_by_key(|item| item.place);
        for item in items {
            cost += item.lines.len();
            lines.extend(item.lines);
            if options.quotes {
                lines.extend(item.citations.iter().flat_map(|c| exact(desk, ink, c)));
            }
        }
        lines.extend(rest);
    }
    lines.push(String::new());
    (cost + 1, lines)
}

/// How many items of each section are shown: first what each must have, then in rounds of what each may add.
fn share_out(sections: &[Section], budget: usize) -> Vec<usize> {
    let mut shown = vec![0; sections.len()];
    let mut open = vec![true; sections.len()];
    let named = sections.iter().filter(|s| !s.names.is_empty()).count();
    let mut left = budget.saturating_sub(named * ALSO);
    let mut first = true;
    while first || open.contains(&true) {
        for (at, section) in sections.iter().enumerate() {
            for _ in 0..(if first { section.first } else { section.then }) {
                let heading = if shown[at] == 0 { 2 } else { 0 };
                let cost = section.items.get(shown[at]).map(|item| item.lines.len() + heading);
                open[at] &= cost.is_some_and(|cost| cost <= left);
                if let (true, Some(cost)) = (open[at], cost) {
                    left -= cost;
                    shown[at] += 1;
                }
            }
        }
        first = false;
    }
    shown
}

/// The stories that are only named.
fn rest(desks: &[Desk], ink: &Ink) -> Vec<String> {
    let title = |desk: &Desk| {
        format!(
            "{} ({})",
            ink.short(&desk.story.title, 70),
            label::count(desk.reports.len(), "report")
        )
    };
    let mut lines: Vec<String> = desks
        .iter()
        .take(8)
        .flat_map(|desk| ink.hang("  ", &title(desk)))
        .collect();
    if desks.len() > 8 {
        lines.push(format!("  and {}", label::count(desks.len() - 8, "more story")));
    }
    if !lines.is_empty() {
        lines.insert(0, ink.paint(Tone::Heading, "OTHER STORIES"));
        lines.push(String::new());
    }
    lines
}

/// What was noticed while reading; what is merely good to know only in full.
fn notes(account: &Account, ink: &Ink, options: &Options) -> Vec<String> {
    use crate::note::Level;
    let telling: Vec<_> = account
        .notes
        .iter()
        .filter(|n| options.full || n.level != Level::Info)
        .collect();
    let most = if options.full { telling.len() } else { 4 };
    let mut lines = Vec::new();
    for note in telling.iter().take(most) {
        let tone = if note.level == Level::Error {
            Tone::Alarm
        } else {
            Tone::Strong
        };
        let path = note
            .path
            .as_deref()
            .map_or(String::new(), |path| format!("{}: ", ink::tame(path)));
        let level = match note.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Info => "note",
        };
        lines.extend(ink.hang(
            "  ",
            &format!("{}: {path}{}", ink.paint(tone, level), ink::tame(&note.text)),
        ));
    }
    if telling.len() > most {
        lines.push(format!("  and {}", label::count(telling.len() - most, "more note")));
    }
    if !lines.is_empty() {
        lines.insert(0, ink.paint(Tone::Heading, "NOTES"));
        lines.push(String::new());
    }
    lines
}

fn hint(ink: &Ink, options: &Options) -> Vec<String> {
    let words = match (options.full, options.quotes) {
        (false, false) => "--full shows everything, --quotes the exact words and where they stand",
        (false, true) => "--full shows everything",
        _ => "--quotes shows the exact words and where they stand",
    };
    ink.hang("", &ink.paint(Tone::Quiet, words))
}

/// A citation's exact words and where they stand.
fn exact(desk: &Desk, ink: &Ink, citation: &Citation) -> Vec<String> {
    let Some(report) = desk.report(&citation.document) else {
        return Vec::new();
    };
    let place = format!(
        "{}:{}",
        ink::tame(&report.document.path),
        report.line(citation.passage.start)
    );
    ink.citation(&place, citation)
}

/// The names of a section's items that did not fit.
fn also(section: &Section, shown: usize, ink: &Ink) -> Vec<String> {
    let Some(names) = section.names.get(shown..).filter(|names| !names.is_empty()) else {
        return Vec::new();
    };
    let words = |most: usize| {
        let more = names.len() - most;
        let more = if more > 0 {
            format!("; and {more} more")
        } else {
            String::new()
        };
        ink.hang("  Also: ", &format!("{}{more}", names[..most].join("; ")))
    };
    let fits = (1..=names.len()).rev().map(words).find(|lines| lines.len() <= ALSO);
    fits.unwrap_or_else(|| words(1))
}
