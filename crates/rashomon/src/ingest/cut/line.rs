//! Blocks that are debris as a whole, by how they start, end or what they ask of the reader.

use super::{Block, caption, is_capitals, regex, regex_set};
use crate::document::CutReason::{self, *};
use regex::{Regex, RegexSet};
use std::sync::LazyLock;

/// A block of at most so many words that matches the pattern is not report. A pattern that may match anywhere in it is
/// tried only where one of its words stands.
type Rule = (CutReason, usize, &'static [&'static str], &'static str);

/// Marks of debris. Patterns ignore case, the words are in lower case; the first that matches decides.
const RULES: &[Rule] = &[
    (
        Advertisement,
        6,
        &[],
        r"^(advertise?ments?|ads?|sponsored( content)?|paid (content|post)|promoted( content)?|report this ad|skip advert\w*|remove ads)\W*$",
    ),
    (
        Advertisement,
        8,
        &[],
        r"^(story|article|content|text) continue[sd] (below|after)( (the )?advert\w*)?\W*$",
    ),
    (
        Navigation,
        6,
        &[],
        r"^(continue reading( below)?|scroll( down)? (to|for) .*|loading|close|twitter|facebook|whatsapp|pinterest|linkedin|instagram|reddit|e?-?mail|print|share( this.*)?|copy link|comments?|\d+ comments?|tags?:.*|topics:.*|filed under:?.*|next|previous|back to top|skip to .*|menu|search|log ?in|home|view comments|show more|load more|read more|manage newsletters|slideshow( \(\d+ images?\))?|\(?\d+ images\)?|view (photos?|gallery|slideshow))\W*$",
    ),
    (Promotion, 30, &[], r"^(please )?(click|tap) (here|to|for|on)\b"),
    (Promotion, 14, &[], r"^(get|download|try|install) .{0,40}\bapp\b"),
    (Promotion, 16, &["by clicking here"], r"\bby clicking here\W*$"),
    (
        Promotion,
        90,
        &["your inbox", "your mailbox"],
        r"\b(sign(ing)? up|subscribe|subscription|newsletters?|get|deliver(s|ed|ing)?|sent|alerts?|news)\b.*\b(in|into|to) your (in|mail)box\b",
    ),
    (
        Promotion,
        90,
        &["your inbox", "your mailbox"],
        r"\b(in|into|to) your (in|mail)box\b.*\b(sign up|subscribe)",
    ),
    (
        Promotion,
        40,
        &[],
        r"^get (all )?(the |our )?(latest|breaking|top|best|biggest|most)\b.*\b(deliver(ed|y)|alerts?|e-?mails?|daily|weekly|mornings?)\b",
    ),
    (
        Promotion,
        40,
        &[],
        r"^(sign[ -]?up|subscribe|register|log in)\b[^\u{201c}\x22]*(newsletters?|alerts?|updates|e-?mails?|inbox|free|here|today|now|briefings?|podcasts?|youtube|channel)\b",
    ),
    (
        Promotion,
        12,
        &[],
        r"^(newsletters?|daily newsletters?|newsletter sign-?up|breaking news alerts?|get (the|our) .*newsletters?)\W*$",
    ),
    (
        Promotion,
        120,
        &[
            "recaptcha",
            "by signing up",
            "unsubscribe at any time",
            "signing you up",
        ],
        r"\bthis site is protected by recaptcha|\bby signing up,? you (agree|accept|are agreeing)|\byou (can|may) unsubscribe at any time|\bsigning you up\. please try again",
    ),
    (
        Promotion,
        40,
        &[],
        r"^follow (\w+|.{2,60}) (on|at) (twitter|facebook|instagram|x|threads|telegram|youtube)\b|^follow @\w+|^follow (us|him|her|them)\b",
    ),
    (
        Promotion,
        40,
        &[],
        r"^(reach|contact|e-?mail|write to|tweet) (\S+ ){1,14}?\S*(@|\[email)\S*",
    ),
    (
        Promotion,
        20,
        &[],
        r"^(send|submit|e-?mail|got|have) (us )?(a |your |any )?(news |confidential )?(tips?|letters?|story ideas?)\b",
    ),
    (
        Promotion,
        60,
        &[],
        r"^(read or )?share (this|your)( \w+)? (story|article|post|thoughts|experiences?)\b|^(please )?include a contact number|^like (us|this page) on\b|^join (us|the (conversation|discussion))\b",
    ),
    (Promotion, 14, &[], r"^visit .{2,40}\b(home ?page|website)\b"),
    (
        Promotion,
        200,
        &[],
        r"^support .{2,40} journalism\b|^(please )?(consider )?(making a|make a|donat\w+|contribut\w+) (\w+ ){0,6}(today|now|contribution)\b",
    ),
    (
        Promotion,
        200,
        &["our mission has never been", "reader-supported"],
        r"\bour mission has never been\b|\breader-supported\b",
    ),
    (
        Promotion,
        200,
        &["by becoming a"],
        r"\bby becoming an? ([\w']+ )?(member|subscriber|supporter|patron)\b",
    ),
    (
        Promotion,
        200,
        &[],
        r"^(please )?(become|join|consider becoming)\b.*\b(member|subscriber|supporter|patron)s?\b",
    ),
    (Promotion, 40, &[], r"^interested in .{2,60}\? add\b"),
    (
        Promotion,
        80,
        &["podcasts", "spotify", "app store", "google play", "wherever you"],
        r"\b(listen|subscribe|download|available)\b.*\b(apple podcasts|google podcasts|spotify|app store|google play|wherever you (get|listen))\b",
    ),
    (
        Promotion,
        20,
        &[],
        r"^(can't see|having trouble (seeing|viewing)) the\b|^please enable javascript|^we encountered an issue\b|^(start|begin|end) (the|your) day\b.*:",
    ),
    (
        Promotion,
        120,
        &["a leading ", "charge to any", "for licensing opportunities"],
        r"\ba leading (provider|source) of\b.*\b(news|content|analysis)\b|\bavailable (without|free of) charge to any\b|\bfor licensing opportunities\b",
    ),
    (
        Other,
        60,
        &[],
        r"^(copyright|©|\(c\)) ?(©|\(c\))? ?((19|20)\d\d|the|by|[a-z])|^the (views|opinions)( expressed| of)\b.*\b(are|do)\b|^this (material|content|article) may not be (published|reproduced|copied)",
    ),
    (
        Other,
        60,
        &["all rights reserved", "for reprint permission"],
        r"\ball rights reserved\W*$|\bfor reprint permission",
    ),
    (
        Related,
        60,
        &[],
        r"^\W{0,2}(read|see|watch|listen|view|look)( (also|more|next|here|now|this|this next|today|live|the .{2,40}))?\s?[:|–—]\s?\S",
    ),
    (
        Related,
        60,
        &[],
        r"^\W{0,2}(also (read|see|watch)|read also|see also|also on|related( [a-z]+){0,2}|recommended( for you)?|you (may|might) (also )?(like|be interested in)|don['’]t miss|must[- ](read|see|watch)s?|read[- ]?next|up next|in case you missed it)\s?[:|–—]\s?\S",
    ),
    (
        Related,
        30,
        &[],
        r"^\W{0,2}(more|more (on|from|about|in) [^:]{2,40}|most (read|popular)|full coverage|live (blog|updates|coverage)|editor['’]?s['’]? picks?|trending( now)?|(see|in) (photos|pics|pictures)|watch)\s?:\s?\S",
    ),
    (
        Related,
        14,
        &[],
        r"^(photos?|videos?|pictures|gallery|slideshow|podcast|interactive|graphic|flashback|exclusive|poll)\s?: [^.]*$",
    ),
    (
        Related,
        22,
        &[],
        r"^full coverage\b|^related (coverage|articles?|stories|videos?|content|news|topics)\b|^more from .{2,40}\W*$",
    ),
    (Related, 60, &[], r"^just watched\b"),
    (
        Related,
        60,
        &["replay more videos", "must watch"],
        r"\breplay more videos\b|\bmust watch\b.*\d\d:\d\d$",
    ),
    (
        Related,
        40,
        &[],
        r"^[\[(](for (an?|graphics?) |read|click|watch|see|view)\b[^\[\]]*[\])]$|^for (an? )?(\w+ ){1,8}(click|see) (on|here)?",
    ),
    (
        Caption,
        60,
        &[],
        r"^now playing\b|^media playback is\b|^(image|media|photo|picture) (copyright|caption|source|credit)\b|^enlarge this image\b|^facebook twitter pinterest\b|^close .{30,}",
    ),
    (Caption, 60, &["toggle caption"], r"\btoggle caption\b"),
    (
        Stamp,
        12,
        &[],
        r"^(last |first |originally )?(updated|published|posted|modified|created)\b( at| on)?:? ?.*(\d[:.]\d\d|\b(19|20)\d\d\b)[^!?]{0,20}$",
    ),
    (
        Stamp,
        26,
        &[],
        r"^this (\w+ )?(story|article|post|page|report|column)( \w+)? (has been|was( originally| first)?|is( being)?) (updated|developing|last updated|published|republished)\b|^this is a (developing|breaking)( news)? (story|report)\b|^this (story|article) is more than \d+ (\w+) old",
    ),
    (
        Stamp,
        6,
        &[],
        r"^\d+ ?min(ute)?s?( read)?\W*$|^(estimated |est\. )?reading time\b",
    ),
];

static PATTERNS: LazyLock<Patterns> = LazyLock::new(|| {
    let whole = |pattern: &str| format!("(?i:{pattern})");
    let openings = RULES.iter().map(|(_, _, words, pattern)| match words {
        [] => whole(pattern),
        // Matches nothing: the set's numbers are those of the rules.
        _ => r"[^\s\S]".to_owned(),
    });
    let inside = RULES
        .iter()
        .enumerate()
        .filter(|(_, (_, _, words, _))| !words.is_empty());
    Patterns {
        openings: regex_set(openings),
        inside: inside
            .map(|(rule, (.., pattern))| (rule, regex(&whole(pattern))))
            .collect(),
        glued: regex(GLUED),
    }
});

struct Patterns {
    /// Those that match only where a block starts, so that most blocks are done with after a few letters.
    openings: RegexSet,
    /// Those that match anywhere, with the numbers of their rules.
    inside: Vec<(usize, Regex)>,
    glued: Regex,
}

/// `Label:Title` without a space, as pages print links with a kicker.
const GLUED: &str = r#"^[A-Z][^:.!?"“”/@\d]{1,45}:["'‘’“]?[A-Z][^\n]{8,250}$"#;

/// Why a block as a whole is not report, judged by itself. A headline is judged by the surest rules alone.
pub(super) fn reason(block: &Block, headline: bool) -> Option<CutReason> {
    let text = block.text.trim();
    let words = block.words();
    if words > 220 {
        return None;
    }
    if let Some(rule) = rule(text, words) {
        return Some(RULES[rule].0);
    }
    if let Some(why) = caption::reason(text, words) {
        return Some(why);
    }
    if !headline && words <= 45 && PATTERNS.glued.is_match(text) && !text.contains("http") {
        return Some(Related);
    }
    let more = words <= 40 && (text.ends_with(" Read more") || text.ends_with(" More") && words > 4);
    more.then_some(if text.ends_with(" Read more") { Related } else { Caption })
}

/// The first rule that a block matches.
fn rule(text: &str, words: usize) -> Option<usize> {
    let fits = |rule: &usize| words <= RULES[*rule].1;
    let opening = PATTERNS.openings.matches(text).into_iter().find(fits);
    let lower = text.to_ascii_lowercase();
    let inside = PATTERNS.inside.iter().find(|(rule, regex)| {
        let stands = || RULES[*rule].2.iter().any(|word| lower.contains(word));
        fits(rule) && stands() && regex.is_match(text)
    });
    opening.into_iter().chain(inside.map(|(rule, _)| *rule)).min()
}

/// Headings of other stories: links set in capitals, longer than a report's own crossheads are.
pub(super) fn headings(blocks: &mut [Block], all_capitals: bool) {
    if all_capitals {
        return;
    }
    let capitals: Vec<(usize, usize)> = blocks
        .iter()
        .enumerate()
        .skip(1)
        .filter(|(_, block)| block.cut.is_none() && block.words() <= 30 && is_capitals(&block.text))
        .map(|(i, block)| (i, block.words()))
        .collect();
    let long = |words: usize| words >= 6;
    let linked = capitals.iter().any(|&(_, words)| long(words));
    for (i, words) in capitals {
        let text = &blocks[i].text;
        let quoted = text.starts_with(['\u{2018}', '\u{201c}', '"']) && words < 8;
        let kicker = text.contains(": ") && words >= 3;
        if (long(words) || kicker || linked && words >= 4) && !quoted {
            blocks[i].cut = Some(Heading);
        }
    }
}

/// Lists of links: what stands under a `Related stories` line until the report goes on.
pub(super) fn lists(blocks: &mut [Block]) {
    static HEADER: LazyLock<Regex> = LazyLock::new(|| {
        let pattern = r"^(?i:\W{0,2}(related( (articles?|stories|coverage|content|topics|news|posts|links|reading))?|read (more|also|next)( from .{2,40})?|see also|also read|more( (stories|news|coverage|on this (story|topic)|like this|from .{2,40}|headlines))?|recommended( for you| reading)?|you (may|might) (also )?(like|be interested in)|most (read|popular|viewed|shared)|trending( now)?|latest( news| stories| headlines)?|top stories|editor's picks?|up next|today's must-reads|what to read next|in other news|around the web|popular( now)?)\s?[:.]*)$";
        regex(pattern)
    });
    let mut inside = false;
    for block in blocks.iter_mut().skip(1) {
        if HEADER.is_match(block.text.trim()) {
            block.cut = Some(Related);
            inside = true;
        } else if block.cut.is_none() {
            inside = inside && !block.is_prose() && block.words() <= 22;
            if inside {
                block.cut = Some(Related);
            }
        }
    }
}
