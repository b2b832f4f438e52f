//! The wire's terse values in words that a person reads: dates, amounts, kinds.

use crate::attribution::Kind as AttributionKind;
use crate::document::CutReason;
use crate::name::Kind as EntityKind;
use crate::view::account::{DescentKind, Difference, OriginKind, PointKind, Stance};

const MONTHS: [&str; 12] = [
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

/// EDTF's two-digit parts of a year beyond the months: seasons, quarters, halves.
const SEASONS: [(u32, &str); 10] = [
    (21, "spring"),
    (22, "summer"),
    (23, "autumn"),
    (24, "winter"),
    (33, "first quarter of"),
    (34, "second quarter of"),
    (35, "third quarter of"),
    (36, "fourth quarter of"),
    (40, "first half of"),
    (41, "second half of"),
];

/// Money that has a sign everyone knows; other currencies keep their code.
const CURRENCIES: [(&str, &str); 9] = [
    ("USD", "$"),
    ("EUR", "€"),
    ("GBP", "£"),
    ("JPY", "¥"),
    ("CAD", "C$"),
    ("AUD", "A$"),
    ("INR", "₹"),
    ("KRW", "₩"),
    ("ILS", "₪"),
];

/// Nouns of number and measure whose plural is not made with s.
const PLURALS: [(&str, &str); 7] = [
    ("person", "people"),
    ("people", "people"),
    ("child", "children"),
    ("man", "men"),
    ("woman", "women"),
    ("foot", "feet"),
    ("degree Celsius", "degrees Celsius"),
];

/// A point's value: a date where it is one, else an amount, else the text itself; none where it is a date without parts.
pub(crate) fn value(value: &str, kind: PointKind) -> Option<String> {
    if value.bytes().all(|b| matches!(b, b'X' | b'-')) {
        return None;
    }
    Some(if kind == PointKind::Date || looks_dated(value) {
        date(value)
    } else {
        amount(value).unwrap_or_else(|| value.to_owned())
    })
}

/// Whether a value of a reading speaks to how a point's readings part: a figure where figures part, a date where dates do,
/// words where anything else does.
pub(crate) fn speaks_to(value: &str, difference: Option<Difference>) -> bool {
    let year = value.len() == 4 && value.bytes().all(|b| b.is_ascii_digit());
    let dated = year || looks_dated(value) || duration(value).is_some();
    match difference {
        Some(Difference::Quantity) => !dated,
        Some(Difference::Date) => dated || value.starts_with("XXXX") || amount(value).is_none(),
        None | Some(Difference::Name | Difference::Place | Difference::Participant) => true,
        Some(_) => !dated && amount(value).is_none(),
    }
}

/// Whether a value can only be a date: `2025-05`, `2022/..`.
fn looks_dated(value: &str) -> bool {
    let digits = value.bytes().take_while(u8::is_ascii_digit).count();
    digits == 4 && value[4..].starts_with(['-', '/']) || value.starts_with("../")
}

/// An EDTF date or interval in words: `2025-05-09` is "9 May 2025", `2022/..` "since 2022". What cannot be read stays as it is.
pub(crate) fn date(edtf: &str) -> String {
    if let Some(rest) = edtf.strip_prefix('~') {
        return format!("about {}", date(rest));
    }
    if let Some(length) = duration(edtf) {
        return length;
    }
    let Some((from, to)) = edtf.split_once('/') else {
        return day(edtf).map_or_else(|| edtf.to_owned(), |d| d.words(true, true));
    };
    match (day(from), day(to)) {
        (Some(a), None) if matches!(to, ".." | "") => format!("since {}", start_of(&a)),
        (None, Some(b)) if matches!(from, ".." | "") => format!("until {}", b.words(true, true)),
        (Some(a), Some(b)) => span_of(&a, &b),
        _ => edtf.to_owned(),
    }
}

/// Where an interval starts; about the first day of a year or month is early in it.
fn start_of(day: &Day) -> String {
    match (day.mark, day.month, day.day) {
        ("~", Some(1), Some(1)) => format!("early {}", day.year.as_deref().unwrap_or("January")),
        ("~", Some(_), Some(1)) => format!(
            "early {}",
            Day {
                day: None,
                ..day.exact()
            }
            .words(true, true)
        ),
        _ => day.words(true, true),
    }
}

/// Two days as one interval, what they share said once.
fn span_of(a: &Day, b: &Day) -> String {
    if a == b {
        return a.words(true, true);
    }
    if a.mark == "~" && b.mark == "~" {
        let third = third_of_month(a, b).or_else(|| third_of_year(a, b));
        return third.unwrap_or_else(|| format!("about {}", span_of(&a.exact(), &b.exact())));
    }
    let (same_year, same_month) = (a.year == b.year, a.year == b.year && a.month == b.month);
    let whole = |d: &Day| d.day.is_some() && d.time.is_none();
    let left = a.words(!(same_month && whole(a) && whole(b)), !same_year || a.month.is_none());
    let dash = if left.contains(' ') { " – " } else { "–" };
    format!("{left}{dash}{}", b.words(true, true))
}

/// About the first, second or last ten days of a month: "early", "mid-", "late".
fn third_of_month(a: &Day, b: &Day) -> Option<String> {
    let part = match (a.day?, b.day?) {
        (1, 9..=11) => "early ",
        (10 | 11, 19..=21) => "mid-",
        (20 | 21, 28..=31) => "late ",
        _ => return None,
    };
    let month = Day { day: None, ..a.exact() };
    (a.year == b.year && a.month == b.month).then(|| format!("{part}{}", month.words(true, true)))
}

/// About the first, second or last four months of a year.
fn third_of_year(a: &Day, b: &Day) -> Option<String> {
    let part = match ((a.month?, a.day?), (b.month?, b.day?)) {
        ((1, 1), (4 | 5, _)) => "early ",
        ((4 | 5, _), (8 | 9, _)) => "mid-",
        ((8 | 9, _), (12, 31)) => "late ",
        _ => return None,
    };
    (a.year == b.year).then(|| format!("{part}{}", a.year.clone().unwrap_or_default()))
}

/// The parts of one EDTF date.
#[derive(Clone, PartialEq, Eq)]
struct Day {
    year: Option<String>,
    month: Option<u32>,
    day: Option<u32>,
    time: Option<String>,
    mark: &'static str,
}

impl Day {
    /// Without its doubt.
    fn exact(&self) -> Day {
        Day {
            mark: "",
            ..self.clone()
        }
    }

    fn words(&self, month: bool, year: bool) -> String {
        let mut parts = Vec::new();
        parts.extend(self.day.map(|d| d.to_string()));
        if let Some(m) = self.month.filter(|_| month) {
            let name = MONTHS.get(m as usize - 1).copied();
            let season = SEASONS.iter().find(|(n, _)| *n == m).map(|(_, word)| *word);
            parts.extend(name.or(season).map(str::to_owned));
        }
        parts.extend(self.year.clone().filter(|_| year));
        let time = self.time.as_ref().map_or(String::new(), |t| format!(", {t}"));
        let about = if self.mark == "~" { "about " } else { "" };
        let unsure = if self.mark == "?" { " (uncertain)" } else { "" };
        format!("{about}{}{time}{unsure}", parts.join(" "))
    }
}

/// Reads one EDTF date, or an RFC 3339 date-time.
fn day(text: &str) -> Option<Day> {
    let mark = match text.chars().last()? {
        '~' => "~",
        '?' | '%' => "?",
        _ => "",
    };
    let text = text.trim_end_matches(['~', '?', '%']);
    let (date, time) = match text.split_once('T') {
        Some((date, time)) => (date, Some(time)),
        None => (text, None),
    };
    let mut parts = date.split('-');
    let year = parts.next().and_then(year_words)?;
    let number = |part: Option<&str>| match part {
        None | Some("XX") => Some(None),
        Some(p) if p.len() == 2 => p.parse::<u32>().ok().map(Some),
        Some(_) => None,
    };
    let month = number(parts.next())?;
    let day = number(parts.next())?;
    let known = month.is_none_or(|m| (1..=12).contains(&m) || SEASONS.iter().any(|(n, _)| *n == m));
    let in_month = day.is_none_or(|d| (1..=31).contains(&d)) && (day.is_none() || month.is_some_and(|m| m <= 12));
    if !known || !in_month || parts.next().is_some() || (year.is_none() && month.is_none()) {
        return None;
    }
    let time = time.and_then(|t| t.get(..5)).map(str::to_owned);
    Some(Day {
        year,
        month,
        day,
        time,
        mark,
    })
}

/// `2025`, `202X` ("the 2020s"), `XXXX` (not known).
fn year_words(year: &str) -> Option<Option<String>> {
    let digits = year.bytes().take_while(u8::is_ascii_digit).count();
    match (digits, &year[digits..]) {
        (4, "") => Some(Some(year.to_owned())),
        (3, "X") => Some(Some(format!("the {}0s", &year[..3]))),
        (0, "XXXX") => Some(None),
        _ => None,
    }
}

/// An ISO 8601 length of time in words: `P6M` is "6 months".
fn duration(text: &str) -> Option<String> {
    let rest = text.strip_prefix('P')?;
    let (mut words, mut number, mut clock) = (Vec::new(), String::new(), false);
    for c in rest.chars() {
        let unit = match (c, clock) {
            ('0'..='9' | '.', _) => {
                number.push(c);
                continue;
            }
            ('T', false) => {
                clock = true;
                continue;
            }
            ('Y', _) => "year",
            ('M', false) => "month",
            ('M', true) => "minute",
            ('W', _) => "week",
            ('D', _) => "day",
            ('H', _) => "hour",
            ('S', _) => "second",
            _ => return None,
        };
        let plural = if number == "1" { "" } else { "s" };
        words.push(format!("{number} {unit}{plural}"));
        number.clear();
    }
    (!words.is_empty() && number.is_empty()).then(|| words.join(" "))
}

/// An amount in words: `~800000000 EUR` is "about €800 million". None where the value is not an amount.
fn amount(value: &str) -> Option<String> {
    let (bound, rest) = [
        ("~", "about "),
        (">=", "at least "),
        ("<=", "at most "),
        (">", "more than "),
        ("<", "less than "),
    ]
    .iter()
    .find_map(|(sign, words)| value.strip_prefix(sign).map(|rest| (*words, rest)))
    .unwrap_or(("", value));
    let (number, unit) = rest.trim().split_once(' ').unwrap_or((rest.trim(), ""));
    let sign = CURRENCIES
        .iter()
        .find(|(code, _)| *code == unit)
        .map_or("", |(_, sign)| sign);
    let number = match number.split_once("..") {
        Some((low, high)) => range(low, high, sign)?,
        None => figure(number, sign)?,
    };
    let worded = match unit {
        "" => number,
        "%" | "percent" => format!("{number}%"),
        _ if !sign.is_empty() => number,
        _ if unit.len() == 3 && unit.bytes().all(|b| b.is_ascii_uppercase()) => format!("{number} {unit}"),
        _ if unit.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-')) => {
            format!("{number} {}", plural(unit, &number))
        }
        _ => return None,
    };
    Some(format!("{bound}{worded}"))
}

/// Two figures, their shared "million" said once.
fn range(low: &str, high: &str, sign: &str) -> Option<String> {
    let (from, to, bare) = (figure(low, sign)?, figure(high, sign)?, figure(high, "")?);
    Some(match (from.split_once(' '), bare.split_once(' ')) {
        (Some((a, scale)), Some((b, other))) if scale == other => format!("{a}–{b} {scale}"),
        (None, None) => format!("{from}–{bare}"),
        _ => format!("{from} – {to}"),
    })
}

/// A decimal after its currency sign, thousands marked, or in millions and more where three decimals say it exactly.
fn figure(number: &str, currency: &str) -> Option<String> {
    let (sign, digits) = match number.strip_prefix('-') {
        Some(digits) => (format!("-{currency}"), digits),
        None => (currency.to_owned(), number),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let numeric = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !numeric(whole) || !numeric(fraction) || whole.len() > 30 {
        return None;
    }
    if fraction.is_empty() {
        for (zeros, name) in [(12, "trillion"), (9, "billion"), (6, "million")] {
            if whole.len() > zeros {
                let (head, tail) = whole.split_at(whole.len() - zeros);
                let tail = tail.trim_end_matches('0');
                if tail.len() <= 3 {
                    let point = if tail.is_empty() { "" } else { "." };
                    return Some(format!("{sign}{}{point}{tail} {name}", grouped(head)));
                }
            }
        }
    }
    let point = if fraction.is_empty() { "" } else { "." };
    // Four digits alone may be a year and are not marked.
    let whole = if whole.len() == 4 && sign.is_empty() {
        whole.to_owned()
    } else {
        grouped(whole)
    };
    Some(format!("{sign}{whole}{point}{fraction}"))
}

fn grouped(digits: &str) -> String {
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

fn plural(unit: &str, number: &str) -> String {
    let irregular = PLURALS.iter().find(|(one, _)| *one == unit);
    match (number, irregular) {
        ("1", _) => unit.to_owned(),
        (_, Some((_, many))) => (*many).to_owned(),
        _ if unit.ends_with('s') || !unit.is_ascii() => unit.to_owned(),
        _ => match unit.strip_suffix('y') {
            Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
            _ => format!("{unit}s"),
        },
    }
}

/// A count and its noun: "1 report", "5 reports".
pub(crate) fn count(n: usize, noun: &str) -> String {
    let number = grouped(&n.to_string());
    format!("{number} {}", plural(noun, &number))
}

/// What a difference is about.
pub(crate) fn difference(difference: Difference) -> &'static str {
    match difference {
        Difference::Quantity => "figures",
        Difference::Date => "dates",
        Difference::Name => "names",
        Difference::Place => "places",
        Difference::Participant => "who took part",
        Difference::Status => "status",
        Difference::Denial => "said and denied",
        Difference::Attribution => "on whose word",
        Difference::Quotation => "wording of a quotation",
        Difference::Cause => "reasons given",
    }
}

/// On whose word something stands, in a few words.
pub(crate) fn stance(stance: Stance, holder: Option<&str>) -> String {
    let holder = holder.map(within);
    match (stance, holder) {
        (Stance::Asserts, _) => "in its own voice".to_owned(),
        (Stance::Attributed, Some(holder)) => format!("according to {holder}"),
        (Stance::Attributed, None) => "attributed, to no one named".to_owned(),
        (Stance::Denies, Some(holder)) => format!("denied by {holder}"),
        (Stance::Denies, None) => "denied".to_owned(),
        (Stance::Hedged, Some(holder)) => format!("hinted by {holder}"),
        (Stance::Hedged, None) => "hinted, in its own voice".to_owned(),
    }
}

/// Whether a value is only a place in a row ("1st"), which tells nothing by itself.
pub(crate) fn is_rank(value: &str) -> bool {
    let digits = value.trim_start_matches(|c: char| c.is_ascii_digit());
    digits.len() < value.len() && matches!(digits, "st" | "nd" | "rd" | "th")
}

/// A name within a sentence: of one that is a description the article is small ("according to an official").
fn within(name: &str) -> String {
    let described = ["A ", "An ", "Some ", "One ", "Two ", "Three ", "Several "];
    match described.iter().find(|article| name.starts_with(**article)) {
        Some(article) if name[article.len()..].starts_with(char::is_lowercase) => {
            article.to_lowercase() + &name[article.len()..]
        }
        _ => name.to_owned(),
    }
}

/// Words as the start of a line: the first letter a capital.
pub(crate) fn opening(words: &str) -> String {
    let mut letters = words.chars();
    letters
        .next()
        .map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// How one report descends from another, from the later one's side.
pub(crate) fn descent(kind: DescentKind) -> &'static str {
    match kind {
        DescentKind::Copy => "copies",
        DescentKind::Quotation => "quotes",
        DescentKind::Revision => "revises",
        DescentKind::CommonOrigin => "shares an origin with",
    }
}

/// What sort of origin.
pub(crate) fn origin(kind: OriginKind) -> &'static str {
    match kind {
        OriginKind::Outlet => "news outlet",
        OriginKind::Statement => "statement",
        OriginKind::Document => "document",
        OriginKind::Interview => "interview",
        OriginKind::Social => "social media",
        OriginKind::Unnamed => "unnamed",
        OriginKind::Data => "data",
    }
}

/// What an entity is.
pub(crate) fn entity(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "person",
        EntityKind::Organisation => "organisation",
        EntityKind::Place => "place",
        EntityKind::Group => "group",
        EntityKind::Outlet => "news outlet",
        EntityKind::Document => "document",
        EntityKind::Other => "other",
    }
}

/// How content stands to the words of its source.
pub(crate) fn attribution(kind: AttributionKind) -> &'static str {
    match kind {
        AttributionKind::Direct => "quoted",
        AttributionKind::Indirect => "paraphrased",
        AttributionKind::Mixed => "partly quoted",
    }
}

/// Why a stretch is not part of the report.
pub(crate) fn cut(why: CutReason) -> &'static str {
    match why {
        CutReason::Dateline => "date line",
        CutReason::Byline => "byline",
        CutReason::Caption => "caption",
        CutReason::Heading => "heading of something else",
        CutReason::Promotion => "promotion",
        CutReason::Related => "link to another story",
        CutReason::Navigation => "navigation",
        CutReason::Advertisement => "advertisement",
        CutReason::Stamp => "stamp",
        CutReason::Filler => "filler",
        CutReason::Other => "not part of the report",
    }
}

/// A date-time's day in words; what is not a date stays as it is.
pub(crate) fn published(rfc3339: &str) -> String {
    match rfc3339.get(..10) {
        Some(day) => date(day),
        None => date(rfc3339),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_read_as_a_newsroom_writes_them() {
        for (edtf, words) in [
            ("2031-05-09", "9 May 2031"),
            ("2031-05", "May 2031"),
            ("2022/..", "since 2022"),
            ("../2031-06", "until June 2031"),
            ("2031-05-09/2031-05-12", "9–12 May 2031"),
            ("2031-05-29/2031-06-02", "29 May – 2 June 2031"),
            ("2030-12-30/2031-01-02", "30 December 2030 – 2 January 2031"),
            ("2031/2033", "2031–2033"),
            ("2031-05/2031-07", "May–July 2031"),
            ("2031-05-09T14:00", "9 May 2031, 14:00"),
            ("2031-05-21~/2031-05-31~", "late May 2031"),
            ("2031-05-03~/2031-06-02~", "about 3 May – 2 June 2031"),
            ("2031-01-01~/..", "since early 2031"),
            ("2031-05-01~/..", "since early May 2031"),
            ("2031-09-01~/2031-12-31~", "late 2031"),
            ("~2031", "about 2031"),
            ("2031?", "2031 (uncertain)"),
            ("202X", "the 2020s"),
            ("XXXX-05-09", "9 May"),
            ("2031-21", "spring 2031"),
            ("P6M", "6 months"),
            ("P1Y", "1 year"),
            ("[1667,1668]", "[1667,1668]"),
            ("2031-99-99", "2031-99-99"),
            ("ünknown", "ünknown"),
            ("", ""),
        ] {
            assert_eq!(date(edtf), words, "{edtf}");
        }
    }

    #[test]
    fn amounts_read_as_a_newsroom_writes_them() {
        for (raw, words) in [
            ("800000000 EUR", "€800 million"),
            ("~800000000..900000000 EUR", "about €800–900 million"),
            (">=1000000 round", "at least 1 million rounds"),
            ("908000..1200000 USD", "$908,000 – $1.2 million"),
            ("10000..20000 shell", "10,000–20,000 shells"),
            ("2123456", "2,123,456"),
            ("19200 person", "19,200 people"),
            ("1 city", "1 city"),
            ("3 city", "3 cities"),
            ("14.5 percent", "14.5%"),
            ("5000000 RSD", "5 million RSD"),
            ("-2500000 GBP", "-£2.5 million"),
            ("set up", "set up"),
            ("Mira Halden", "Mira Halden"),
        ] {
            assert_eq!(value(raw, PointKind::Quantity).as_deref(), Some(words), "{raw}");
        }
        assert_eq!(value("2031-05-09", PointKind::Status).as_deref(), Some("9 May 2031"));
        assert_eq!(value("2031", PointKind::Quantity).as_deref(), Some("2031"));
        assert_eq!(value("XXXX-XX-XX", PointKind::Date), None);
    }
}
