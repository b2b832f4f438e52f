//! Our times and lengths of time against theirs.
//!
//! Where the two part by design, either is taken: their stretches end on the day after the last or, in "from A to B",
//! on the first day of B; ours end with the last day of B. Theirs give both the last and the next Monday, ours the one
//! that the tense asks for. Thirds ("early", "late") are cut elsewhere, so that lying in the same period and meeting is
//! enough. "Two months ago" is a month to us and a day to them.

use crate::cases::{Case, Found};
use jiff::ToSpan;
use jiff::civil::Date;
use rashomon::value::{DayPart, Time, Unit, ValueKind};
use serde_json::Value;

/// The times and the lengths of time in a case. A time is kept as: EDTF, first day, last day, part of the day.
pub(crate) fn found(case: &Case) -> Vec<Found> {
    crate::read(&case.input, case.reference.as_deref())
        .iter()
        .filter_map(|v| {
            let text = v.span.slice(&case.input);
            match &v.kind {
                ValueKind::Time(time) => Some(Found {
                    unit: "time".to_owned(),
                    ..Found::new(text, written(time))
                }),
                ValueKind::Quantity(q) => {
                    let Unit::Measure(unit) = &q.unit else { return None };
                    // "A few" is three to them.
                    let few = q.approximate && q.low < q.high;
                    let amount = if few { 3.0 } else { q.low.or(q.high)? };
                    let seconds = seconds(unit)? * amount;
                    Some(Found {
                        unit: "length".to_owned(),
                        ..Found::new(text, seconds.to_string())
                    })
                }
            }
        })
        .collect()
}

fn written(time: &Time) -> String {
    let day = |d: Option<Date>| d.map_or("..".to_owned(), |d| d.to_string());
    let part = match time.part {
        Some(DayPart::Morning) => "08:00:00 12:00:00",
        Some(DayPart::Afternoon) => "12:00:00 16:00:00",
        Some(DayPart::Evening) => "16:00:00 20:00:00",
        Some(DayPart::Night) => "20:00:00 23:59:59",
        None => "",
    };
    format!("{}|{}|{}|{part}", time.edtf, day(time.days.0), day(time.days.1))
}

/// Their months have 30 days, their years 365.
fn seconds(unit: &str) -> Option<f64> {
    Some(match unit {
        "second" => 1.0,
        "minute" => 60.0,
        "hour" => 3600.0,
        "day" => 86_400.0,
        "weekend" => 172_800.0,
        "week" => 604_800.0,
        "month" => 2_592_000.0,
        "year" => 31_536_000.0,
        _ => return None,
    })
}

/// Whether ours is one of the readings that theirs gives.
pub(crate) fn same(ours: &Found, resolution: &Value) -> bool {
    let values = resolution["values"].as_array().map_or(&[][..], Vec::as_slice);
    values.iter().any(|v| {
        let get = |key: &str| v[key].as_str().unwrap_or("");
        if get("type") == "duration" {
            return ours.unit == "length"
                && get("value")
                    .parse::<f64>()
                    .ok()
                    .zip(ours.value.parse::<f64>().ok())
                    .is_some_and(|(a, b)| (a - b).abs() <= 1e-6 * a);
        }
        let parts: Vec<&str> = ours.value.split('|').collect();
        let [edtf, first, last, part] = parts[..] else {
            return false;
        };
        let our = Ours {
            edtf,
            first: first.parse().ok(),
            last: last.parse().ok(),
            part,
        };
        match get("type") {
            "date" => our.is_date(get("value"), get("timex")),
            "datetime" => our.is_moment(get("value")) || get("value") == "not resolved",
            "time" => edtf == format!("T{}", short(get("value"))),
            // Approximate ones come under the wrong name.
            "timerange" if !get("value").is_empty() => edtf == format!("T{}", short(get("value"))),
            "daterange" => our.is_stretch(
                get("start"),
                get("end"),
                get("timex"),
                get("Mod"),
                &ours.text.to_lowercase(),
            ),
            "datetimerange" => our.is_hours(get("start"), get("end")),
            "timerange" => our.is_clock_range(get("start"), get("end")),
            _ => false,
        }
    })
}

/// Without seconds where they are zero.
fn short(clock: &str) -> &str {
    clock.strip_suffix(":00").filter(|c| c.len() == 5).unwrap_or(clock)
}

struct Ours<'a> {
    edtf: &'a str,
    first: Option<Date>,
    last: Option<Date>,
    part: &'a str,
}

impl Ours<'_> {
    fn is_date(&self, value: &str, timex: &str) -> bool {
        if value == "not resolved" {
            return self.edtf == timex;
        }
        let Ok(theirs) = value.parse::<Date>() else {
            return false;
        };
        let inside = self.first.is_some_and(|f| f <= theirs) && self.last.is_some_and(|l| l >= theirs);
        inside && (self.first == self.last || !self.edtf.contains("..") && !self.edtf.contains('T'))
    }

    fn is_moment(&self, value: &str) -> bool {
        value.split_once(' ').is_some_and(|(day, clock)| self.edtf == format!("{day}T{}", short(clock)))
            // The end of a day is the day.
            || value.ends_with("23:59:59") && self.first.is_some_and(|d| value.starts_with(&d.to_string()))
    }

    fn is_stretch(&self, start: &str, end: &str, timex: &str, modified: &str, text: &str) -> bool {
        if start.is_empty() && end.is_empty() {
            // Seasons.
            let code = match timex.rsplit('-').next() {
                Some("SP") => "21",
                Some("SU") => "22",
                Some("FA") => "23",
                Some("WI") => "24",
                _ => return self.edtf == timex,
            };
            return self.edtf.ends_with(code) && (timex.len() == 2 || self.edtf.starts_with(&timex[..4]));
        }
        let (start, end) = (start.parse::<Date>().ok(), end.parse::<Date>().ok());
        let near = |ours: Option<Date>, theirs: Option<Date>| match (ours, theirs) {
            (None, None) => true,
            (Some(o), Some(t)) => o.since(t).is_ok_and(|d| d.get_days().abs() <= 1),
            _ => false,
        };
        // The first day of what our last edge names.
        let edge = self.edtf.rsplit('/').next().and_then(first_day);
        let quarter = edge.and_then(|d| d.checked_sub(2.months()).ok());
        let ends = near(self.last, end)
            || edge.is_some() && (edge == end || quarter == end)
            || self.edtf.ends_with("..") && end.is_none();
        let starts = near(self.first, start) || self.edtf.starts_with("..") && start.is_none();
        if starts && ends {
            return true;
        }
        let blurred = !modified.is_empty()
            || ["earl", "late", "mid", "end", "beginning", "start"]
                .iter()
                .any(|w| text.contains(w));
        let meets = match (self.first, self.last, start, end) {
            (Some(f), Some(l), Some(s), Some(e)) => {
                f < e
                    && s <= l
                    && (s.checked_sub(190.days()).is_ok_and(|s| s <= f)
                        && e.checked_add(190.days()).is_ok_and(|e| l <= e))
            }
            (Some(f), None, Some(s), None) => (f.since(s).map_or(999, |d| d.get_days().abs())) <= 20,
            (None, Some(l), None, Some(e)) => (l.since(e).map_or(999, |d| d.get_days().abs())) <= 20,
            _ => false,
        };
        blurred && meets
    }

    fn is_hours(&self, start: &str, end: &str) -> bool {
        if let Some((from, to)) = self.part.split_once(' ') {
            let day = self.first.filter(|_| self.first == self.last).map(|d| d.to_string());
            let blurred = |theirs: &str, day: &str| theirs.starts_with(day);
            if let (Some(day), false) = (&day, self.edtf.contains('T')) {
                return start == format!("{day} {from}") && end == format!("{day} {to}")
                    || blurred(start, day) && blurred(end, day) && (start.ends_with(from) || end.ends_with(to));
            }
        }
        let moment = |s: &str| {
            s.split_once(' ')
                .map_or(String::new(), |(d, c)| format!("{d}T{}", short(c)))
        };
        match self.edtf.split_once('/') {
            Some((from, "..")) => from == moment(start) && end.is_empty(),
            Some(("..", to)) => to == moment(end) && start.is_empty(),
            Some((from, to)) => from == moment(start) && to == moment(end),
            None => false,
        }
    }

    fn is_clock_range(&self, start: &str, end: &str) -> bool {
        let moment = |s: &str| format!("T{}", short(s));
        match self.edtf.split_once('/') {
            Some((from, "..")) => from == moment(start) && end.is_empty(),
            Some(("..", to)) => to == moment(end) && start.is_empty(),
            Some((from, to)) => from == moment(start) && to == moment(end),
            None => false,
        }
    }
}

/// The first day of a year, a month or a day.
fn first_day(edtf: &str) -> Option<Date> {
    let edtf = edtf.trim_end_matches('~');
    match edtf.len() {
        4 => format!("{edtf}-01-01").parse().ok(),
        7 => format!("{edtf}-01").parse().ok(),
        _ => edtf.parse().ok(),
    }
}
