//! Units: money, percent, measures, lengths of time.

use super::Unit;
use super::lex::Reader;
use super::lexicon::Sense;
use crate::analysis::{Dep, Token};
use crate::document::Document;

/// A unit, how many of what is written make one, and the atom after it.
pub(super) type Found = (Unit, f64, usize);

/// The ISO 4217 code of a currency sign; `$` is left for the document to settle.
pub(super) fn symbol(c: char) -> Option<&'static str> {
    Some(match c {
        '$' | '＄' => "$",
        '£' => "GBP",
        '€' => "EUR",
        '¥' | '￥' => "JPY",
        '元' => "CNY",
        '₹' => "INR",
        '₽' => "RUB",
        '₴' => "UAH",
        '₺' => "TRY",
        '₪' => "ILS",
        '₩' => "KRW",
        '₦' => "NGN",
        '₱' => "PHP",
        '฿' => "THB",
        '₫' => "VND",
        '₿' => "XBT",
        '₡' => "CRC",
        '₾' => "GEL",
        '₭' => "LAK",
        '₵' => "GHS",
        '₸' => "KZT",
        '₼' => "AZN",
        _ => return None,
    })
}

/// What a bare dollar is in a document. Papers of countries with a dollar of their own write it bare and mark the
/// American one ("US$"); where they mark their own ("A$"), the bare one is American.
pub(super) fn local_dollar(document: &Document) -> &'static str {
    const HOME: &[(&str, &str, &[&str])] = &[
        (".au", "AUD", &["A$", "AU$", "AUD"]),
        (".ca", "CAD", &["C$", "CA$", "CAD"]),
        (".nz", "NZD", &["NZ$", "NZD"]),
        (".sg", "SGD", &["S$", "SGD"]),
        (".hk", "HKD", &["HK$", "HKD"]),
    ];
    if !document.text.contains('$') && !document.text.contains("dollar") {
        return "USD";
    }
    let host = document.url.as_deref().map_or("", |url| {
        let rest = url.split_once("//").map_or(url, |(_, rest)| rest);
        rest.split(['/', ':']).next().unwrap_or(rest)
    });
    HOME.iter()
        .find(|(end, _, marks)| host.ends_with(end) && !marks.iter().any(|m| document.text.contains(m)))
        .map_or("USD", |(_, code, _)| code)
}

/// A currency before its amount: "$", "US$", "A $", "EUR", "Rs", "R" glued to digits.
pub(super) fn money_prefix(r: &Reader, at: usize, dollar: &'static str) -> Option<(Unit, f64, usize)> {
    let code = |code: &str| Unit::Money(if code == "$" { dollar } else { code }.to_owned());
    if let Some(sign) = r.sign(at).and_then(symbol) {
        return Some((code(sign), 1.0, at + 1));
    }
    let word = r.slice(at);
    if r.is_sign(at + 1, &['$']) {
        let glued = r.glued(at + 1);
        // "a $5 million deal" is no Australian dollar: one letter is a prefix only as a capital that touches the sign.
        let fits = |prefix: &str| {
            prefix.eq_ignore_ascii_case(word) && (prefix.len() > 1 || glued && prefix == word || word == "c")
        };
        if let Some((_, dollar)) = DOLLARS.iter().find(|(prefix, _)| fits(prefix)) {
            return Some((code(dollar), 1.0, at + 2));
        }
    }
    if let Some((factor, iso)) = million_code(r, at) {
        return Some((code(iso), factor, at + 1));
    }
    let dot = at + 1 + usize::from(r.is_sign(at + 1, &['.']));
    let prefix = || PREFIXES.iter().find(|(prefix, _)| *prefix == word).map(|(_, iso)| *iso);
    if let Some(iso) = r.digits(dot).and_then(|_| prefix()) {
        return (r.glued(dot) || word.len() > 1).then(|| (code(iso), 1.0, dot));
    }
    let iso = r.sense(at, |s| match s {
        Sense::Money(iso, 1) if iso_written(word) || iso == "$" && word.eq_ignore_ascii_case("dollar") => Some(iso),
        _ => None,
    })?;
    r.digits(at + 1).is_some().then(|| (code(iso), 1.0, at + 1))
}

/// "MUSD", "MEUR": millions.
fn million_code(r: &Reader, at: usize) -> Option<(f64, &'static str)> {
    let iso = r.slice(at).strip_prefix(['M', 'm']).filter(|rest| rest.len() == 3)?;
    let known = super::lexicon::senses(iso).iter().find_map(|s| match s {
        Sense::Money(code, 1) if code.eq_ignore_ascii_case(iso) => Some(*code),
        _ => None,
    })?;
    Some((1e6, known))
}

/// Whether a currency is written as its code, in any case, and not as a word.
fn iso_written(word: &str) -> bool {
    word.len() == 3 && !matches!(word.to_ascii_lowercase().as_str(), "won" | "yen" | "lev")
        || matches!(word, "Rs" | "rs" | "RS" | "NIS")
}

/// What makes a dollar another country's.
const DOLLARS: &[(&str, &str)] = &[
    ("US", "USD"),
    ("U.S.", "USD"),
    ("U.S", "USD"),
    ("USD", "USD"),
    ("A", "AUD"),
    ("AU", "AUD"),
    ("AUD", "AUD"),
    ("C", "CAD"),
    ("CA", "CAD"),
    ("CAD", "CAD"),
    ("CDN", "CAD"),
    ("NZ", "NZD"),
    ("NZD", "NZD"),
    ("HK", "HKD"),
    ("HKD", "HKD"),
    ("S", "SGD"),
    ("SG", "SGD"),
    ("R", "BRL"),
    ("NT", "TWD"),
    ("Mex", "MXN"),
    ("MX", "MXN"),
    ("MXN", "MXN"),
    ("TT", "TTD"),
];

/// Currency marks of letters that stand before digits.
const PREFIXES: &[(&str, &str)] = &[
    ("R", "ZAR"),
    ("RM", "MYR"),
    ("Rp", "IDR"),
    ("Rs", "INR"),
    ("Tk", "BDT"),
    ("Ksh", "KES"),
    ("KSh", "KES"),
    ("N", "NGN"),
];

/// Whether a currency sign or code stands right before the atom.
pub(super) fn money_before(r: &Reader, at: usize) -> bool {
    let code = |at: usize| r.senses(at).iter().any(|s| matches!(s, Sense::Money(..))) && iso_written(r.slice(at));
    at > 0 && (r.sign(at - 1).and_then(symbol).is_some() || code(at - 1))
}

/// The unit that follows a number, across a hyphen too: "percent", "million euros", "Swiss francs", "square miles", "years".
pub(super) fn after(r: &Reader, at: usize, dollar: &'static str) -> Option<Found> {
    let at = if r.is_dash(at) && r.glued(at) && r.glued(at + 1) {
        at + 1
    } else {
        at
    };
    percent(r, at)
        .or_else(|| money_word(r, at, dollar))
        .or_else(|| measure(r, at))
        .or_else(|| period(r, at))
}

fn percent(r: &Reader, at: usize) -> Option<Found> {
    if r.is_sign(at, &['%', '٪']) {
        return Some((Unit::Percent, 1.0, at + 1));
    }
    if let Some(end) = r
        .phrase(at, "percentage points")
        .or_else(|| r.phrase(at, "percentage point"))
        .or_else(|| r.phrase(at, "per cent"))
    {
        return Some((Unit::Percent, 1.0, end));
    }
    if let Some(end) = r.phrase(at, "basis points").or_else(|| r.phrase(at, "basis point")) {
        return Some((Unit::Percent, 0.01, end));
    }
    r.senses(at)
        .contains(&Sense::Percent)
        .then_some((Unit::Percent, 1.0, at + 1))
}

/// A currency after its amount.
fn money_word(r: &Reader, at: usize, dollar: &'static str) -> Option<Found> {
    let named = |i: usize| {
        r.sense(i, |s| match s {
            Sense::Money(iso, parts) => Some((iso, f64::from(parts))),
            _ => None,
        })
    };
    if let Some(iso) = r.sign(at).and_then(symbol) {
        // "30 $40" is an amount and the next one's sign.
        let next = r.digits(at + 1).is_some() && (r.glued(at + 1) || !r.glued(at));
        let iso = if iso == "$" { dollar } else { iso };
        return (!next).then(|| (Unit::Money(iso.to_owned()), 1.0, at + 1));
    }
    if let Some((factor, iso)) = million_code(r, at) {
        return Some((Unit::Money(iso.to_owned()), 1.0 / factor, at + 1));
    }
    // A country's name stands a word or two before the currency.
    let near = named(at + 1).or_else(|| named(at + 2)).is_some() && r.is_word(at);
    let national = |&(country, noun, iso): &(&str, &str, &'static str)| {
        let next = r.phrase(at, country)?;
        let (_, parts) = named(next).filter(|(kind, _)| *kind == noun)?;
        Some((Unit::Money(iso.to_owned()), parts, next + 1))
    };
    if let Some(found) = NATIONAL.iter().filter(|_| near).find_map(national) {
        return Some(found);
    }
    let (iso, parts) = named(at)?;
    let end = if r.is(at + 1, &["sterling"]) { at + 2 } else { at + 1 };
    let unit = match iso {
        "$" => Unit::Money(dollar.to_owned()),
        // Weight, unless the document's money is in pounds; "won" is mostly a verb.
        "GBP" if r.is(at, &["pound", "pounds"]) && weighs(r, at) => return None,
        "KRW" if r.tag(at).starts_with('V') => {
            return None;
        }
        "mark" if !r.is(at, &["marks", "deutschmarks"]) => return None,
        // Which country's is not told.
        "peso" | "franc" | "dinar" | "shilling" | "crown" | "guilder" | "mark" => Unit::Measure(iso.to_owned()),
        _ => Unit::Money(iso.to_owned()),
    };
    Some((unit, parts, end))
}

/// Whether "pounds" at `at` are weight: nobody pays them, no magnitude before it, and no pound sign or sterling anywhere in the
/// document.
fn weighs(r: &Reader, at: usize) -> bool {
    let large = at > 0
        && r.sense(at - 1, |s| matches!(s, Sense::Scale(p) if p > 3).then_some(()))
            .is_some();
    !large && !r.is(at + 1, &["sterling"]) && !r.text.contains('£') && !r.text.contains("sterling") && !paid(r, at)
}

/// What is done with money, and what money is.
#[rustfmt::skip]
const PAYING: &[&str] = &[
    "award", "borrow", "bribe", "charge", "compensation", "cost", "damages", "debt", "donate", "donation", "earn", "fee", "fine", "fund",
    "give", "grant", "income", "invest", "lend", "loan", "owe", "pay", "payment", "price", "prize", "profit", "rent", "reward", "salary",
    "spend", "wage", "worth",
];

/// Steps up the tree to what is done with a sum.
const UP: usize = 4;

/// Whether the pounds at `at` are given or owed, and are pounds of nothing: "gave 40,000 pounds to the school", "a fine of 200 pounds".
fn paid(r: &Reader, at: usize) -> bool {
    let tokens = &r.analysis.tokens;
    let mut token = r.atoms[at].token;
    if r.is(at + 1, &["of"]) {
        return false;
    }
    for _ in 0..UP {
        let Some(here) = tokens.get(token as usize).filter(|t| t.head != token) else {
            return false;
        };
        let above = &tokens[here.head as usize];
        let climbs = matches!(
            here.dep,
            Dep::Attr | Dep::Conj | Dep::Dative | Dep::Dobj | Dep::Npadvmod | Dep::Nummod | Dep::Pobj | Dep::Prep
        );
        if !climbs || PAYING.contains(&&*above.lemma) {
            return climbs;
        }
        token = here.head;
    }
    false
}

/// Adjective, the noun's own sense, the code.
const NATIONAL: &[(&str, &str, &str)] = &[
    ("us", "$", "USD"),
    ("u.s.", "$", "USD"),
    ("u.s", "$", "USD"),
    ("american", "$", "USD"),
    ("canadian", "$", "CAD"),
    ("australian", "$", "AUD"),
    ("new zealand", "$", "NZD"),
    ("hong kong", "$", "HKD"),
    ("singapore", "$", "SGD"),
    ("taiwan", "$", "TWD"),
    ("jamaican", "$", "JMD"),
    ("zimbabwean", "$", "ZWL"),
    ("british", "GBP", "GBP"),
    ("egyptian", "GBP", "EGP"),
    ("lebanese", "GBP", "LBP"),
    ("syrian", "GBP", "SYP"),
    ("sudanese", "GBP", "SDG"),
    ("indian", "INR", "INR"),
    ("pakistani", "INR", "PKR"),
    ("pakistan", "INR", "PKR"),
    ("sri lankan", "INR", "LKR"),
    ("nepalese", "INR", "NPR"),
    ("nepali", "INR", "NPR"),
    ("russian", "RUB", "RUB"),
    ("belarusian", "RUB", "BYN"),
    ("chinese", "CNY", "CNY"),
    ("japanese", "JPY", "JPY"),
    ("south korean", "KRW", "KRW"),
    ("korean", "KRW", "KRW"),
    ("north korean", "KRW", "KPW"),
    ("mexican", "peso", "MXN"),
    ("argentine", "peso", "ARS"),
    ("argentinian", "peso", "ARS"),
    ("colombian", "peso", "COP"),
    ("chilean", "peso", "CLP"),
    ("cuban", "peso", "CUP"),
    ("philippine", "peso", "PHP"),
    ("uruguayan", "peso", "UYU"),
    ("swiss", "franc", "CHF"),
    ("french", "franc", "FRF"),
    ("belgian", "franc", "BEF"),
    ("cfa", "franc", "XOF"),
    ("congolese", "franc", "CDF"),
    ("serbian", "dinar", "RSD"),
    ("kuwaiti", "dinar", "KWD"),
    ("iraqi", "dinar", "IQD"),
    ("jordanian", "dinar", "JOD"),
    ("algerian", "dinar", "DZD"),
    ("tunisian", "dinar", "TND"),
    ("libyan", "dinar", "LYD"),
    ("bahraini", "dinar", "BHD"),
    ("kenyan", "shilling", "KES"),
    ("kenya", "shilling", "KES"),
    ("ugandan", "shilling", "UGX"),
    ("tanzanian", "shilling", "TZS"),
    ("somali", "shilling", "SOS"),
    ("danish", "crown", "DKK"),
    ("norwegian", "crown", "NOK"),
    ("swedish", "crown", "SEK"),
    ("swedish", "SEK", "SEK"),
    ("czech", "crown", "CZK"),
    ("czech", "CZK", "CZK"),
    ("icelandic", "SEK", "ISK"),
    ("turkish", "TRY", "TRY"),
    ("italian", "TRY", "ITL"),
    ("syrian", "TRY", "SYP"),
    ("lebanese", "TRY", "LBP"),
    ("iranian", "IRR", "IRR"),
    ("yemeni", "IRR", "YER"),
    ("omani", "IRR", "OMR"),
    ("saudi", "SAR", "SAR"),
    ("qatari", "SAR", "QAR"),
    ("moroccan", "AED", "MAD"),
    ("brazilian", "BRL", "BRL"),
    ("israeli", "ILS", "ILS"),
    ("dutch", "guilder", "NLG"),
    ("german", "mark", "DEM"),
    ("finnish", "FIM", "FIM"),
    ("finnish", "mark", "FIM"),
    ("spanish", "ESP", "ESP"),
    ("south african", "ZAR", "ZAR"),
];

fn measure(r: &Reader, at: usize) -> Option<Found> {
    let named = |i: usize| r.sense(i, |s| if let Sense::Measure(name) = s { Some(name) } else { None });
    for (adjective, word) in [
        ("square", "square "),
        ("sq", "square "),
        ("cubic", "cubic "),
        ("nautical", "nautical "),
        ("metric", ""),
    ] {
        if let (true, Some(name)) = (r.is(at, &[adjective]), named(at + 1)) {
            let name = if adjective == "metric" {
                "tonne".to_owned()
            } else {
                format!("{word}{name}")
            };
            return Some((Unit::Measure(name), 1.0, at + 2));
        }
    }
    if r.is_sign(at, &['°']) {
        return Some(degrees(r, at + 1));
    }
    let name = named(at)?;
    // "m" and "g" are measures only right behind the number; "feet" with a hyphen is "foot".
    if r.slice(at).len() == 1 && !r.glued(at) {
        return None;
    }
    if name == "degree" {
        return Some(degrees(r, at + 1));
    }
    for hour in ["per hour", "an hour"] {
        if let Some(end) = r.phrase(at + 1, hour) {
            return Some((Unit::Measure(format!("{name} per hour")), 1.0, end));
        }
    }
    if r.is_sign(at + 1, &['/']) && r.is(at + 2, &["h", "hr"]) {
        return Some((Unit::Measure(format!("{name} per hour")), 1.0, at + 3));
    }
    if let Some(end) = r.phrase(at + 1, "per day").or_else(|| r.phrase(at + 1, "a day")) {
        return Some((Unit::Measure(format!("{name} per day")), 1.0, end));
    }
    Some((Unit::Measure(name.to_owned()), 1.0, at + 1))
}

/// "degrees Celsius", "°F".
fn degrees(r: &Reader, at: usize) -> Found {
    let scales: &[(&[&str], &str)] = &[
        (&["celsius", "centigrade", "C"], "degree Celsius"),
        (&["fahrenheit", "F"], "degree Fahrenheit"),
    ];
    for (words, name) in scales {
        if r.is(at, words) {
            return (Unit::Measure((*name).to_owned()), 1.0, at + 1);
        }
    }
    (Unit::Measure("degree".to_owned()), 1.0, at)
}

/// A length of time; "business days" are days here.
fn period(r: &Reader, at: usize) -> Option<Found> {
    let at = if r.is(
        at,
        &[
            "business",
            "working",
            "calendar",
            "full",
            "whole",
            "straight",
            "consecutive",
            "more",
            "long",
        ],
    ) {
        at + 1
    } else {
        at
    };
    let period = r.sense(at, |s| if let Sense::Period(p) = s { Some(p) } else { None })?;
    // "second" is an ordinal unless counted; "quarter" and "h" only as they are mostly meant.
    if r.is(at, &["quarter", "quarters"]) || r.slice(at).len() == 1 && !r.glued(at) {
        return None;
    }
    // "2,500 night glasses": they are counted, not the nights.
    let sort = |t: &Token| t.dep == Dep::Compound && r.analysis.tokens[t.head as usize].tag == "NNS";
    if r.is(at, &["night"]) && !r.glued(at) && r.token(at).is_some_and(sort) {
        return None;
    }
    let (name, factor) = period.measure();
    Some((Unit::Measure(name.to_owned()), 1.0 / factor, at + 1))
}

/// Dimension of a measure and how many of its base unit it holds; none for units that convert to no other.
pub(super) fn dimension(name: &str) -> Option<(&'static str, f64)> {
    Some(match name {
        "second" => ("time", 1.0),
        "minute" => ("time", 60.0),
        "hour" => ("time", 3600.0),
        "day" => ("time", 86_400.0),
        "week" => ("time", 604_800.0),
        "month" => ("time", 2_629_746.0),
        "year" => ("time", 31_556_952.0),
        "millimetre" => ("length", 0.001),
        "centimetre" => ("length", 0.01),
        "inch" => ("length", 0.0254),
        "foot" => ("length", 0.3048),
        "yard" => ("length", 0.9144),
        "metre" => ("length", 1.0),
        "kilometre" => ("length", 1000.0),
        "mile" => ("length", 1609.344),
        "nautical mile" => ("length", 1852.0),
        "square foot" => ("area", 0.092_903),
        "square metre" => ("area", 1.0),
        "acre" => ("area", 4046.856),
        "hectare" => ("area", 10_000.0),
        "square kilometre" => ("area", 1e6),
        "square mile" => ("area", 2_589_988.11),
        "milligram" => ("mass", 1e-6),
        "gram" => ("mass", 0.001),
        "ounce" => ("mass", 0.028_349_5),
        "pound" => ("mass", 0.453_592),
        "kilogram" => ("mass", 1.0),
        "ton" => ("mass", 907.185),
        "tonne" => ("mass", 1000.0),
        "millilitre" => ("volume", 0.001),
        "litre" => ("volume", 1.0),
        "gallon" => ("volume", 3.785_41),
        "barrel" => ("volume", 158.987),
        "kilometre per hour" => ("speed", 1.0),
        "mile per hour" => ("speed", 1.609_344),
        "knot" => ("speed", 1.852),
        "kilowatt" => ("power", 1.0),
        "megawatt" => ("power", 1e3),
        "gigawatt" => ("power", 1e6),
        "megabyte" => ("data", 1.0),
        "gigabyte" => ("data", 1e3),
        "terabyte" => ("data", 1e6),
        _ => return None,
    })
}
