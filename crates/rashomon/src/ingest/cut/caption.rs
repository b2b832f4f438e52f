//! Words under pictures: known by who took the picture, or by describing it in the present tense with a full date.

use super::regex;
use crate::document::CutReason::{self, Caption};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// Who sells or lends pictures.
const AGENCIES: &str = r"AP(?: Photo)?|Associated Press|A\.P\.|R(?:euters|EUTERS)|AFP|EPA(?:-EFE)?|EFE|Getty(?: Images)?|GETTY(?: IMAGES)?|Shutterstock|Bloomberg|Xinhua|TASS|Sputnik|Anadolu(?: Agency)?|dpa|DPA|PA(?: Images| Wire| Media)?|UPI|Zuma(?: Press)?|ZUMA(?: Press)?|Polaris|Alamy(?: Stock Photo)?|iStock|Rex(?: Features)?|Press Association|Newscom|S[Ii][Pp][Aa](?: USA)?|NurPhoto|LightRocket|Corbis(?: Historical)?|Magnum(?: Photos)?|Imago|IMAGO|Kyodo(?: News)?|Yonhap|WireImage|Pixabay|Unsplash|Flickr|Wikimedia(?: Commons)?|CQ[ -]Roll Call(?:,? Inc\.?)?|Pool|POOL|Handout|HANDOUT|Screengrab|Screenshot";

struct Patterns {
    start: Regex,
    end: Regex,
    credits: Regex,
    only: Regex,
    date: Regex,
    present: Regex,
    past: Regex,
    bracket: Regex,
    news: Regex,
}

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
    let name = r"(?:[A-Z][\w.’'-]*)(?: (?:de|van|von|al|el|bin|[A-Z][\w.’'-]*)){0,5}";
    let tail = format!(r"(?:(?:\s?[/|,]\s?| via | - )(?:{AGENCIES}|{name}))*(?:,? ?(?:[Ff]ile|FILE)(?: [Pp]hoto)?)?");
    let slash = format!(r"{name}\s?(?:/|\|)\s?(?:{AGENCIES}|{name}){tail}");
    let comma = format!(r"{name}(?:, {name})?(?:,| via| -) (?:{AGENCIES}){tail}");
    let credit = format!(
        r"(?:(?:{slash}|{comma}|(?:{AGENCIES}){tail}|(?i:photos?|photograph|image|picture|illustration|courtesy|credit|screengrab|handout)(?: by|:| of| courtesy(?: of)?| via)+ ?[^()]{{2,80}}|[^()]{{0,80}}(?i:file photo|photo: )[^()]{{0,60}}))"
    );
    Patterns {
        start: regex(&format!(
            r"^(?:(?:FILE|File|Cover|COVER)(?: PHOTO| photo| image| IMAGE)?(?: ?[:–—-] ?|, )|(?i:photos?|photograph|pictured|image)(?: by| courtesy(?: of)?)? ?: |(?:In )?[Tt]his (?:\w+[ .,]+){{0,5}}(?:file |undated |handout |combination |combo )*(?:photo|image|picture|frame grab|video grab|photograph|combination)\b|\d{{1,2}} (?:of|/) \d{{1,2}} [A-Z]|(?:{slash}) (?:(?:An?|The|[A-Z][a-z]+) ).*(?:19|20)\d\d\.?$)"
        )),
        end: regex(&format!(
            r"(?:\((?:{credit})\)|(?:^|[.!?”’)\x22'|]|(?:19|20)\d\d)\s?\|?\s?(?:{slash}|{comma}|{name} via .{{2,40}}|(?:[Pp]hoto(?:s|graph)?|PHOTO|Image|Courtesy)(?: by|:| of| courtesy(?: of)?)* ?{name}.{{0,60}}|(?:AP|Getty Images|Reuters|REUTERS|AFP)(?:/{name})?{tail})|\bvia (?:AP|Getty Images|Reuters|REUTERS|AFP|Shutterstock)|REUTERS/{name}{tail})[.)]?(?: More)?$"
        )),
        // What must stand in a text that ends in a credit.
        credits: regex(&format!(
            r"[/|]| via |hoto|PHOTO|Image|Courtesy|\)[.)]?(?: More)?$|{AGENCIES}"
        )),
        only: regex(&format!(
            r"^\(?(?:{slash}|{comma}|(?:{AGENCIES})(?:[/,] ?(?:{AGENCIES}|{name}))*{tail})\)?\.?$"
        )),
        date: regex(
            r"\b(?:Jan(?:uary|\.)|Feb(?:ruary|\.)|March|April|May|June|July|Aug(?:ust|\.)|Sept(?:ember|\.)|Oct(?:ober|\.)|Nov(?:ember|\.)|Dec(?:ember|\.)) \d{1,2}, (?:19|20)\d\d\b",
        ),
        present: regex(&format!(
            r"\b(?:(?:is|are) (?:\w+ed|seen|shown|held|hung|worn|flanked|about to)|(?:{PRESENT})(?:s|es)?)\b"
        )),
        bracket: regex(&format!(r"\((?:{credit})\)$")),
        news: regex(r"\b[a-z]{2,}ed (?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day (?:[a-z])"),
        past: regex(r"\b(?:was|were|had|has|have|will|would|could|did|said|told|says|\w{3,}ed) "),
    }
});

/// What people in pictures do.
const PRESENT: &str = "address|answer|appear|applaud|arrive|attend|board|brief|carry|carrie|celebrate|chant|chat|cheer|clap|clash|clean|comfort|confer|create|cross|crosse|deliver|depart|disembark|display|embrace|enter|exit|face|fill|gather|gesture|greet|guard|hold|host|hug|inspect|kiss|kneel|laugh|lay|lead|lean|leave|light|line|listen|look|make|march|meet|mourn|move|observe|offer|participate|pass|passe|pause|perform|place|play|point|pose|pray|prepare|present|protest|pull|push|pushe|raise|rally|rallie|react|read|rest|rise|run|salute|search|searche|shake|show|sign|sing|sit|smile|smoke|spark|speak|spray|stand|stop|stroll|take|talk|tend|testify|testifie|tour|travel|try|trie|view|visit|wait|walk|watch|watche|wave|wear|weep|work";

/// Whether a block is a caption or the credit of a picture.
pub(super) fn reason(text: &str, words: usize) -> Option<CutReason> {
    let p = &*PATTERNS;
    if credit(text).is_some() {
        return None;
    }
    let sure = words <= 12 && text.contains(['/', '|', ',']) && p.only.is_match(text) && !text.contains(" said")
        || words <= 4 && is_agency(text)
        || words <= 200 && p.start.is_match(text) && !is_quotation(text)
        || words <= 160 && p.credits.is_match(text) && p.end.is_match(text);
    (sure || describes(text, words)).then_some(Caption)
}

/// The credit in brackets behind a sentence of the report: one that tells what was done on a day without a date, as
/// captions do not.
pub(super) fn credit(text: &str) -> Option<Range<usize>> {
    if !text.ends_with(')') {
        return None;
    }
    let p = &*PATTERNS;
    let bracket = p.bracket.find(text)?;
    let before = &text[..bracket.start()];
    let told = p.news.find(before)?;
    let caption = p.start.is_match(before) || p.present.is_match(&before[..told.start()]) || p.date.is_match(before);
    (!caption).then(|| bracket.range())
}

fn is_agency(text: &str) -> bool {
    AGENCIES.split('|').any(|agency| agency == text) || text == "AFP/Getty Images" || text == "File"
}

fn is_quotation(text: &str) -> bool {
    text.starts_with(['"', '\u{201c}', '\'', '\u{2018}'])
}

/// One sentence that tells in the present tense what is seen on a day given with its year, as no report tells its news.
fn describes(text: &str, words: usize) -> bool {
    let p = &*PATTERNS;
    if words > 70 || is_quotation(text) || text.contains(['\u{201c}', '"', ';', '@']) {
        return false;
    }
    if !text.contains(", 20") && !text.contains(", 19") {
        return false;
    }
    let Some(date) = p.date.find_iter(text).last() else {
        return false;
    };
    if text[date.end()..].split_ascii_whitespace().count() > 8 {
        return false;
    }
    let Some(verb) = p.present.find(&text[..date.start()]) else {
        return false;
    };
    verb.start() > 0 && !p.past.is_match(&text[..verb.start()])
}
