//! Dates as outlets write them beside a report.

use super::cut::regex;
use crate::document::Published;
use jiff::civil::Date;
use jiff::fmt::{rfc2822, temporal};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// Reads a time of publication: RFC 3339, RFC 2822, or a day in words (`May 30, 2025`; `30 May 2025`). Days in figures
/// whose order is anyone's guess (`05/06/2025`) are not read.
pub fn published(text: &str) -> Option<Published> {
    let text = text.trim();
    if let Ok(pieces) = temporal::Pieces::parse(text) {
        let date = pieces.date();
        // Without an offset the time of day is of an unknown zone: the day alone is sure enough.
        let whole = pieces.time().is_some() && pieces.offset().is_some();
        let rfc3339 = if whole {
            text.replacen(' ', "T", 1)
        } else {
            date.to_string()
        };
        return Some(Published { date, rfc3339 });
    }
    if let Ok(zoned) = rfc2822::DateTimeParser::new().parse_zoned(text) {
        let rfc3339 = zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string();
        return Some(Published {
            date: zoned.date(),
            rfc3339,
        });
    }
    find(text).map(|(_, date)| Published {
        date,
        rfc3339: date.to_string(),
    })
}

/// A day that a text gives with its year, and where.
pub(super) fn find(text: &str) -> Option<(Range<usize>, Date)> {
    static DAY: LazyLock<Regex> = LazyLock::new(|| {
        let month = r"(?P<m>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?";
        let month2 = month.replace("<m>", "<n>");
        let day = format!(
            r"(?i)\b(?:{month}\s+(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?\s*,?\s+(?P<y>(?:19|20)[0-9][0-9])|(?P<e>[0-9]{{1,2}})(?:st|nd|rd|th)?[\s-]+{month2},?[\s-]+(?P<z>(?:19|20)[0-9][0-9])|(?P<i>(?:19|20)[0-9][0-9])[-/](?P<j>[0-9]{{1,2}})[-/](?P<k>[0-9]{{1,2}}))"
        );
        regex(&day)
    });
    let found = DAY.captures(text)?;
    let group = |name| found.name(name).map(|m| m.as_str());
    let number = |name| group(name).and_then(|digits| digits.parse::<i16>().ok());
    let month = |name| group(name).and_then(month_number);
    let (year, month, day) = match (month("m"), month("n")) {
        (Some(month), _) => (number("y")?, month, number("d")?),
        (None, Some(month)) => (number("z")?, month, number("e")?),
        (None, None) => (number("i")?, number("j")? as i8, number("k")?),
    };
    let date = Date::new(year, month, day as i8).ok()?;
    Some((found.get(0)?.range(), date))
}

fn month_number(name: &str) -> Option<i8> {
    const MONTHS: &str = "janfebmaraprmayjunjulaugsepoctnovdec";
    MONTHS.find(&name.to_ascii_lowercase()).map(|at| (at / 3 + 1) as i8)
}

#[cfg(test)]
mod tests {
    use super::published;

    #[test]
    fn the_ways_outlets_write_dates() {
        let read = |text| published(text).map(|p| p.rfc3339);
        for text in [
            "2031-05-30",
            "May 30, 2031",
            "30 May 2031",
            "Friday, May 30th, 2031",
            "Sept 30 2031 - 30 May 2031",
        ] {
            let day = if text.starts_with("Sept") {
                "2031-09-30"
            } else {
                "2031-05-30"
            };
            assert_eq!(read(text).as_deref(), Some(day), "{text}");
        }
        assert_eq!(
            read("2031-05-30T10:00:00+02:00").as_deref(),
            Some("2031-05-30T10:00:00+02:00")
        );
        assert_eq!(read("2031-05-30 10:00:00").as_deref(), Some("2031-05-30"));
        assert_eq!(
            read("Fri, 30 May 2031 10:00:00 GMT").as_deref(),
            Some("2031-05-30T10:00:00+00:00")
        );
        assert_eq!(read("05/06/2031"), None);
        assert_eq!(read("yesterday"), None);
        assert_eq!(read(""), None);
    }
}
