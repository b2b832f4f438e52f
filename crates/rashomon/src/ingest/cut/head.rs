//! How a report opens: bylines, date-and-outlet lines, datelines. They serve as metadata that the document lacks.

use super::super::date;
use super::{Block, regex};
use crate::document::{Cut, CutReason, Document, Published};
use crate::text::Span;
use regex::Regex;
use std::sync::LazyLock;

/// Blocks at the head of a text among which bylines and date lines stand.
const HEAD: usize = 8;

/// Marks the bylines and date lines among the blocks and gives the datelines that open a block of the report.
/// `publisher` is the outlet where the document does not tell.
pub(super) fn find(document: &mut Document, publisher: Option<&str>, blocks: &mut [Block]) -> Vec<Cut> {
    for i in 0..blocks.len().min(HEAD) {
        if blocks[i].cut.is_none() && date_line(document, &blocks[i].text) {
            blocks[i].cut = Some(CutReason::Dateline);
        }
    }
    document.publisher = document.publisher.take().or_else(|| publisher.map(str::to_owned));
    bylines(document, blocks);
    let mut cuts = Vec::new();
    let prose = blocks
        .iter()
        .take(HEAD)
        .filter(|block| block.cut.is_none() && block.is_prose());
    for block in prose.take(3) {
        if let Some(end) = glued_date(document, &block.text) {
            cuts.push(part(block.at(0..end)));
            break;
        }
        if let Some(found) = dateline(&block.text) {
            cuts.extend(credited(document, block, found));
            break;
        }
    }
    cuts
}

fn part(span: Span) -> Cut {
    Cut {
        span,
        why: CutReason::Dateline,
    }
}

fn bylines(document: &mut Document, blocks: &mut [Block]) {
    static BY: LazyLock<Regex> =
        LazyLock::new(|| regex(r"^(?:Written |Posted |Story |Report )?[Bb][Yy]:? ([A-Z][^.!?\n]{3,90})$"));
    static ROLE: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)^(?:[a-z .&']{0,30}\b)?(?:opinion contributor|contributor|correspondent|staff(?: writer| reporter)?|reporter|bureau|network|columnist|editor)$",
        )
    });
    for i in 0..blocks.len() {
        if blocks[i].cut.is_some() || blocks[i].words() > 14 {
            continue;
        }
        if let Some(found) = BY.captures(&blocks[i].text) {
            let name = found[1].trim().to_owned();
            blocks[i].cut = Some(CutReason::Byline);
            document.byline.get_or_insert(name);
        } else if i < HEAD && is_outlet(document, &blocks[i].text) {
            blocks[i].cut = Some(CutReason::Byline);
            if i > 0 && blocks[i - 1].cut.is_none() && is_names(&blocks[i - 1].text) {
                blocks[i - 1].cut = Some(CutReason::Byline);
                let name = blocks[i - 1].text.to_string();
                document.byline.get_or_insert(name);
            }
        } else if i > 0 && i < HEAD && blocks[i - 1].cut == Some(CutReason::Byline) && ROLE.is_match(&blocks[i].text) {
            blocks[i].cut = Some(CutReason::Byline);
        }
    }
}

fn is_outlet(document: &Document, text: &str) -> bool {
    document
        .publisher
        .as_ref()
        .is_some_and(|publisher| publisher.eq_ignore_ascii_case(text.trim()))
}

/// Whether a line could be the names of those who wrote: two to eight words, capitalised but for `and`.
fn is_names(text: &str) -> bool {
    let words: Vec<&str> = text.split_ascii_whitespace().collect();
    let name = |word: &str| word.starts_with(char::is_uppercase) || word == "and";
    (2..=8).contains(&words.len()) && words.iter().all(|word| name(word)) && !text.contains([':', '?', '"', '\u{2019}'])
}

/// A line with a date, and at most an outlet or a time of day: `May 30, 2031Outlet`, `Outlet | 30 May 2031`.
fn date_line(document: &mut Document, text: &str) -> bool {
    static EXTRA: LazyLock<Regex> = LazyLock::new(|| {
        regex(
            r"(?i)\b(?:updated|published|posted|last|first|on|at|by|date)\b|\d{1,2}[:.]\d\d(?: ?[ap]\.?m\b\.?)?|\b[ap]\.?m\b\.?|(?-i)\b(?:[A-Z]{1,2}[DS]T|ET|GMT|UTC|BST)\b|[|·•,;:–—/()-]",
        )
    });
    static WEEKDAY: LazyLock<Regex> =
        LazyLock::new(|| regex(r"(?i)\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[.,]?\s*$"));
    if text.len() > 120 {
        return false;
    }
    let Some((place, day)) = date::find(text) else {
        return false;
    };
    let before = WEEKDAY.replace(&text[..place.start], "");
    let rest = format!("{before} {}", &text[place.end..]);
    let rest = EXTRA.replace_all(&rest, " ");
    let words: Vec<&str> = rest.split_ascii_whitespace().collect();
    if words.len() > 5
        || !words.iter().all(|word| word.starts_with(char::is_uppercase))
        || rest.contains(['?', '!', '"'])
    {
        return false;
    }
    take_date(document, day);
    // A name, a comma and a date are as often where a report was written as who published it.
    let doubtful = before.trim_end().ends_with(',') && !words.iter().any(|word| OUTLETS.contains(word));
    if !words.is_empty() && !doubtful && document.publisher.is_none() && !text.to_ascii_lowercase().contains("by ") {
        document.publisher = Some(words.join(" "));
    }
    true
}

/// Words that stand in names of outlets and not in those of places.
const OUTLETS: &[&str] = &[
    "Agency",
    "Bulletin",
    "Chronicle",
    "Courier",
    "Daily",
    "Dispatch",
    "Examiner",
    "Express",
    "Gazette",
    "Herald",
    "Journal",
    "Magazine",
    "Mail",
    "Media",
    "Mirror",
    "News",
    "Observer",
    "Online",
    "Post",
    "Press",
    "Radio",
    "Report",
    "Review",
    "Standard",
    "Star",
    "Sun",
    "TV",
    "Telegraph",
    "The",
    "Times",
    "Today",
    "Tribune",
    "Weekly",
];

fn take_date(document: &mut Document, date: jiff::civil::Date) {
    let rfc3339 = date.to_string();
    document.published.get_or_insert(Published { date, rfc3339 });
}

/// Bytes that a date at the start of a text takes at most.
const LONGEST_DATE: usize = 48;

/// Where a date and an outlet's name run together with the first sentence end (`May 30, 2031Outlet NameThe mayor said`).
fn glued_date(document: &mut Document, text: &str) -> Option<usize> {
    static OUTLET: LazyLock<Regex> = LazyLock::new(|| {
        regex(r"^([A-Z][A-Za-z&.’']*?(?: [A-Z][A-Za-z&.’']*?){0,4}?[a-z.])([A-Z][a-z’']*(?: [^\n]|$))")
    });
    let (place, day) = date::find(&text[..text.floor_char_boundary(LONGEST_DATE)])?;
    let rest = &text[place.end..];
    if place.start != 0 || !rest.starts_with(char::is_uppercase) {
        return None;
    }
    take_date(document, day);
    let known = document
        .publisher
        .as_ref()
        .filter(|publisher| rest.starts_with(publisher.as_str()))
        .map(String::len);
    let outlet = known.or_else(|| {
        let name = OUTLET.captures(rest)?.get(1)?;
        document.publisher.get_or_insert(name.as_str().to_owned());
        Some(name.end())
    });
    let end = place.end + outlet.unwrap_or(0);
    Some(end + text[end..].len() - text[end..].trim_start().len())
}

/// A dateline at the start of a block.
struct Dateline {
    /// One past its last byte, white space included.
    end: usize,
    /// The agency in brackets.
    agency: Option<std::ops::Range<usize>>,
}

/// `CITY (Agency) —`, `CITY, Month 3 (Agency) -`, `Oct 24 (Agency) -`, `(Agency) `, `CITY —`, `City, State —`.
fn dateline(text: &str) -> Option<Dateline> {
    static WITH_AGENCY: LazyLock<Regex> = LazyLock::new(|| {
        let place = r"(?:[A-Z][\w.’'-]*(?:[ /,]+(?:[A-Z][\w.’'-]*|de|of|al|el|\d{1,2}))*,? ?)?";
        regex(&format!(
            r"^{place}\((?P<agency>[A-Z][\w&. /’'-]{{1,38}})\)(?P<dash>\s*[-–—]+)?\s*"
        ))
    });
    static PLACE: LazyLock<Regex> = LazyLock::new(|| {
        let caps = r"[A-Z][A-Z.’'-]+(?:[ /,-]+[A-Z][A-Z.’'-]+){0,3}(?:, [A-Z][a-zA-Z.]+(?: [A-Z][a-z.]+)?)?";
        let mixed = r"[A-Z][a-z’'-]+(?: [A-Z][a-z’'-]+){0,2}, [A-Z][A-Za-z.]+(?: [A-Z][a-z.]+)?";
        let day = r"(?:,? (?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d{1,2}(?:, \d{4})?)?";
        regex(&format!(r"^(?:{caps}{day}|{mixed}{day})\s*(?:—|–|--|-)\s+"))
    });
    static DAY: LazyLock<Regex> = LazyLock::new(|| {
        regex(r",? ?(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d{1,2}(?:, \d{4})?,?$")
    });
    if let Some(found) = WITH_AGENCY.captures(text) {
        let agency = found.name("agency")?;
        let known = AGENCIES
            .iter()
            .any(|name| agency.as_str().split([' ', '/']).next() == Some(name));
        let place = text[..agency.start()].trim_end_matches('(').trim();
        let place = DAY.replace(place, "");
        let capitals = place.len() > 2 && !place.contains(|c: char| c.is_lowercase());
        if known || found.name("dash").is_some() && capitals {
            let end = found.get(0)?.end();
            return (end < text.len()).then_some(Dateline {
                end,
                agency: Some(agency.range()),
            });
        }
    }
    let found = PLACE.find(text)?;
    Some(Dateline {
        end: found.end(),
        agency: None,
    })
}

/// Names that stand in brackets in datelines.
const AGENCIES: &[&str] = &[
    "AFP",
    "ANI",
    "ANSA",
    "AP",
    "APTN",
    "Bloomberg",
    "BBC",
    "CNA",
    "CNBC",
    "CNN",
    "CNN/Money",
    "CP",
    "DPA",
    "EFE",
    "IANS",
    "IRNA",
    "Interfax",
    "KCNA",
    "Kyodo",
    "MEHR",
    "NBC",
    "PTI",
    "PA",
    "RIA",
    "Reuters",
    "REUTERS",
    "RNS",
    "SANA",
    "SPA",
    "Sputnik",
    "TASS",
    "UPI",
    "WAFA",
    "Xinhua",
    "Yonhap",
    "dpa",
];

/// The cuts of a dateline. An agency other than the document's outlet is where the report comes from: its name stays in
/// the text, so that this can be cited, and is noted in the document; without an outlet it is the outlet.
fn credited(document: &mut Document, block: &Block, found: Dateline) -> Vec<Cut> {
    let Some(agency) = found.agency else {
        return vec![part(block.at(0..found.end))];
    };
    let name = &block.text[agency.clone()];
    let own = document.publisher.as_ref().is_none_or(|publisher| {
        let first = name.split(' ').next().unwrap_or(name);
        let initials: String = publisher.split(' ').filter_map(|word| word.chars().next()).collect();
        publisher
            .split([' ', '(', ')', '.'])
            .any(|word| word.eq_ignore_ascii_case(first))
            || initials.starts_with(first)
    });
    document.publisher.get_or_insert(name.to_owned());
    if own {
        return vec![part(block.at(0..found.end))];
    }
    document.agency = Some(block.at(agency.clone()));
    vec![part(block.at(0..agency.start)), part(block.at(agency.end..found.end))]
}
