//! A page's visible text in page order, block by block, each with its byte range in the page and where it stands.

use super::raw::Raw;
use html5gum::emitters::default::DefaultEmitter;
use html5gum::{HtmlString, StartTag, Token, Tokenizer};
use std::ops::Range;

/// What was found on a page.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub(super) head: Head,
    pub(super) blocks: Vec<Block>,
    /// How deep elements stand in one another.
    pub(super) depth: usize,
    /// The page without what is not seen, what is never a report and what no extraction asks for: a fraction of it.
    pub(super) lean: String,
}

/// What the page says of itself, as written.
#[derive(Debug, Default)]
pub(super) struct Head {
    /// `<title>`.
    pub(super) title: String,
    /// Of `<html>`.
    pub(super) language: String,
    /// Address in `<link rel=canonical>`.
    pub(super) canonical: String,
    /// Names (lower case) and contents of `<meta>`.
    pub(super) meta: Vec<(String, String)>,
    /// Contents of `<script type=application/ld+json>`.
    pub(super) json: Vec<String>,
    /// `datetime` of each `<time>`, those marked as publication first.
    pub(super) times: Vec<String>,
}

/// A line of visible text.
#[derive(Debug)]
pub(super) struct Block {
    pub(super) text: String,
    /// Stretches of it, and where in the page they stand just so.
    pub(super) pieces: Vec<(Range<usize>, Range<usize>)>,
    /// Whether only a line break parts it from the block before.
    pub(super) line: bool,
    /// The part of the page it stands in.
    pub(super) zone: Option<Zone>,
    /// 1 to 6 for headings, else 0.
    pub(super) heading: u8,
    /// Bytes of it that are links.
    pub(super) linked: usize,
    /// Why it is not the report.
    pub(super) cut: Option<crate::document::CutReason>,
}

/// Parts of a page, by their elements and by what their authors call them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Zone {
    /// `<nav>`, the page's header and footer, menus, buttons, forms.
    Menu,
    /// Under a picture.
    Caption,
    /// Who wrote it.
    Byline,
    /// When it appeared.
    Time,
    /// The lines between headline and report.
    Standfirst,
    /// Other stories.
    Related,
    /// Newsletters, subscriptions.
    Pitch,
    /// Advertisements.
    Ad,
    /// What readers wrote.
    Comments,
}

impl Zone {
    /// Whether what stands there is not the report, whatever an extraction says.
    pub(super) fn is_never_report(self) -> bool {
        matches!(
            self,
            Zone::Menu | Zone::Caption | Zone::Ad | Zone::Comments | Zone::Pitch
        )
    }
}

/// Elements open at a time; those deeper are read as if they were not there.
const DEEPEST: usize = 512;

struct Open {
    name: HtmlString,
    hidden: bool,
    /// Whether it stands in the lean page.
    lean: bool,
    article: bool,
    link: bool,
    zone: Option<Zone>,
    heading: u8,
}

#[derive(Default)]
struct Walk {
    page: Page,
    open: Vec<Open>,
    text: String,
    pieces: Vec<(Range<usize>, Range<usize>)>,
    linked: usize,
    space: bool,
    line: bool,
    /// What a text that is not shown goes to.
    aside: Option<Aside>,
    buffer: String,
}

#[derive(Clone, Copy, PartialEq)]
enum Aside {
    Title,
    Json,
}

/// Walks a page.
pub(super) fn walk(page: &str) -> Page {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut walk = Walk::default();
    for token in Tokenizer::new_with_emitter(page, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => walk.start(&tag),
            Token::EndTag(tag) => walk.end(tag.name.as_slice()),
            Token::String(text) => {
                let raw = page.get(text.span.start..text.span.end).unwrap_or_default();
                if walk.open.last().is_none_or(|open| open.lean) {
                    walk.page.lean.push_str(raw);
                }
                walk.string(&String::from_utf8_lossy(&text.value), raw, text.span.start);
            }
            _ => {}
        }
    }
    walk.flush(false);
    walk.page
}

impl Walk {
    fn start(&mut self, tag: &StartTag<usize>) {
        let name = tag.name.as_slice();
        let attribute = |key: &[u8]| {
            tag.attributes
                .get(key)
                .map(|value| String::from_utf8_lossy(&value.value).into_owned())
        };
        match name {
            b"br" => {
                self.lean(name, &attribute);
                return self.flush(true);
            }
            b"meta" => return self.meta(&attribute),
            b"link" => return self.canonical(&attribute),
            _ => self.note(name, &attribute),
        }
        if is_void(name) {
            return self.lean(name, &attribute);
        }
        if is_block(name) {
            self.flush(false);
            self.close_implied(name);
        }
        self.page.depth = self.page.depth.max(self.open.len());
        if self.open.len() >= DEEPEST {
            return;
        }
        let parent = self.open.last();
        let class = format!(
            "{} {}",
            attribute(b"class").unwrap_or_default(),
            attribute(b"id").unwrap_or_default()
        );
        let article = parent.is_some_and(|p| p.article) || matches!(name, b"article" | b"main");
        let zone = zone(name, &class, &attribute(b"role").unwrap_or_default(), article);
        let heading = match name {
            [b'h', level @ b'1'..=b'6'] => level - b'0',
            _ => parent.map_or(0, |p| p.heading),
        };
        let hidden = parent.is_some_and(|p| p.hidden) || is_hidden(name, &class, &attribute);
        let zone = zone.or(parent.and_then(|p| p.zone));
        let lean = !hidden && parent.is_none_or(|p| p.lean) && !zone.is_some_and(Zone::is_never_report);
        if lean {
            self.lean(name, &attribute);
        }
        let parent = self.open.last();
        let open = Open {
            hidden,
            lean,
            link: parent.is_some_and(|p| p.link) || name == b"a",
            zone,
            name: tag.name.clone(),
            article,
            heading,
        };
        self.open.push(open);
    }

    /// What an element says of the page.
    fn note(&mut self, name: &[u8], attribute: &dyn Fn(&[u8]) -> Option<String>) {
        match name {
            b"html" => {
                let language = attribute(b"lang").or_else(|| attribute(b"xml:lang"));
                self.page.head.language = language.unwrap_or_default();
            }
            b"title" if self.page.head.title.is_empty() && !self.inside(b"svg") => self.aside = Some(Aside::Title),
            b"script" => {
                let kind = attribute(b"type").unwrap_or_default().to_ascii_lowercase();
                self.aside = kind.contains("ld+json").then_some(Aside::Json);
            }
            b"time" => {
                if let Some(at) = attribute(b"datetime") {
                    let published =
                        attribute(b"pubdate").is_some() || attribute(b"itemprop").is_some_and(|p| p == "datePublished");
                    let place = if published { 0 } else { self.page.head.times.len() };
                    self.page.head.times.insert(place, at);
                }
            }
            _ => {}
        }
    }

    fn canonical(&mut self, attribute: &dyn Fn(&[u8]) -> Option<String>) {
        let canonical = attribute(b"rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"));
        if canonical && self.page.head.canonical.is_empty() {
            self.page.head.canonical = attribute(b"href").unwrap_or_default();
        }
    }

    fn inside(&self, name: &[u8]) -> bool {
        self.open.iter().any(|open| open.name.as_slice() == name)
    }

    /// A paragraph ends where another block starts, a list item where the next does.
    fn close_implied(&mut self, name: &[u8]) {
        let ends: &[&[u8]] = match name {
            b"li" => &[b"p", b"li"],
            b"td" | b"th" => &[b"p", b"td", b"th"],
            b"tr" => &[b"p", b"td", b"th", b"tr"],
            b"dt" | b"dd" => &[b"p", b"dt", b"dd"],
            _ => &[b"p"],
        };
        while self
            .open
            .last()
            .is_some_and(|open| ends.contains(&open.name.as_slice()))
        {
            self.open.pop();
        }
    }

    fn end(&mut self, name: &[u8]) {
        if let Some(aside) = self.aside.take() {
            let text = std::mem::take(&mut self.buffer);
            match aside {
                Aside::Title => self.page.head.title = text.split_whitespace().collect::<Vec<_>>().join(" "),
                Aside::Json => self.page.head.json.push(text),
            }
        }
        if is_block(name) {
            self.flush(false);
        }
        if let Some(at) = self.open.iter().rposition(|open| open.name.as_slice() == name) {
            if self.open[at].lean {
                self.page.lean.push_str("</");
                self.page.lean.push_str(&String::from_utf8_lossy(name));
                self.page.lean.push('>');
            }
            self.open.truncate(at);
        }
    }

    /// Adds a start tag to the lean page, with the attributes by which elements are told apart.
    fn lean(&mut self, name: &[u8], attribute: &dyn Fn(&[u8]) -> Option<String>) {
        const TELLING: [&str; 9] = [
            "class",
            "id",
            "role",
            "itemprop",
            "rel",
            "aria-hidden",
            "aria-modal",
            "href",
            "src",
        ];
        if self.open.last().is_some_and(|open| !open.lean) {
            return;
        }
        let lean = &mut self.page.lean;
        lean.push('<');
        lean.push_str(&String::from_utf8_lossy(name));
        for key in TELLING {
            let Some(value) = attribute(key.as_bytes()) else {
                continue;
            };
            let value = match key {
                // Where a link leads matters only as far as it stays on the page.
                "href" if !value.starts_with('#') => "x",
                "src" => "x.jpg",
                _ => &value,
            };
            lean.push(' ');
            lean.push_str(key);
            lean.push_str("=\"");
            lean.push_str(&value.replace('&', "&amp;").replace('"', "&quot;"));
            lean.push('"');
        }
        lean.push('>');
    }

    fn meta(&mut self, attribute: &dyn Fn(&[u8]) -> Option<String>) {
        let name = attribute(b"property")
            .or_else(|| attribute(b"name"))
            .or_else(|| attribute(b"itemprop"));
        if let (Some(name), Some(content)) = (name, attribute(b"content"))
            && !content.trim().is_empty()
        {
            self.page
                .head
                .meta
                .push((name.to_ascii_lowercase(), content.trim().to_owned()));
        }
    }

    /// Text, and how it stands in the page from `start` on.
    fn string(&mut self, text: &str, raw: &str, start: usize) {
        if self.aside.is_some() {
            self.buffer.push_str(text);
            return;
        }
        let open = self.open.last();
        if open.is_some_and(|open| open.hidden) {
            return;
        }
        let linked = open.is_some_and(|open| open.link);
        let before = self.text.len();
        let inner = text.trim_matches(is_space);
        self.space |= text.starts_with(is_space);
        if inner.is_empty() {
            return;
        }
        let mut raw = Raw::new(raw, text);
        for (n, word) in inner.split(is_space).filter(|word| !word.is_empty()).enumerate() {
            if (n > 0 || self.space) && !self.text.is_empty() {
                self.text.push(' ');
            }
            self.space = false;
            let from = self.text.len();
            self.text.extend(word.chars().filter(|&c| !is_unseen(c)));
            let at = word.as_ptr().addr() - text.as_ptr().addr();
            let (first, line) = raw.of(at);
            let (last, _) = raw.of(at + word.len());
            self.piece(from, start + first..start + last, line);
        }
        self.space = text.ends_with(is_space);
        if linked {
            self.linked += self.text.len() - before;
        }
    }

    /// A word that stands in the page at `file`, on another line than the one before or not.
    fn piece(&mut self, from: usize, file: Range<usize>, line: bool) {
        match self.pieces.last_mut() {
            Some((text, other)) if !line && file.start - other.start == from - text.start => {
                (text.end, other.end) = (self.text.len(), file.end);
            }
            _ => self.pieces.push((from..self.text.len(), file)),
        }
    }

    /// Ends a block; `line` says that only a line ends.
    fn flush(&mut self, line: bool) {
        let (text, pieces) = (std::mem::take(&mut self.text), std::mem::take(&mut self.pieces));
        self.space = false;
        let linked = std::mem::take(&mut self.linked);
        if text.contains(|c: char| !c.is_whitespace()) {
            let open = self.open.last();
            self.page.blocks.push(Block {
                text,
                pieces,
                line: self.line,
                zone: open.and_then(|open| open.zone),
                heading: open.map_or(0, |open| open.heading),
                linked,
                cut: None,
            });
            self.line = line;
        } else {
            self.line &= line;
        }
    }
}

/// White space as pages are set: a space that does not break is one.
fn is_space(c: char) -> bool {
    c.is_ascii_whitespace() || c == '\u{a0}'
}

/// Marks for breaking lines, and the byte-order mark, show nothing.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{feff}')
}

fn is_void(name: &[u8]) -> bool {
    matches!(
        name,
        b"area" | b"base" | b"col" | b"embed" | b"hr" | b"img" | b"input" | b"param" | b"source" | b"track" | b"wbr"
    )
}

fn is_block(name: &[u8]) -> bool {
    matches!(
        name,
        b"address"
            | b"article"
            | b"aside"
            | b"blockquote"
            | b"body"
            | b"button"
            | b"caption"
            | b"dd"
            | b"details"
            | b"dialog"
            | b"div"
            | b"dl"
            | b"dt"
            | b"fieldset"
            | b"figcaption"
            | b"figure"
            | b"footer"
            | b"form"
            | b"h1"
            | b"h2"
            | b"h3"
            | b"h4"
            | b"h5"
            | b"h6"
            | b"header"
            | b"hr"
            | b"legend"
            | b"li"
            | b"main"
            | b"nav"
            | b"ol"
            | b"p"
            | b"pre"
            | b"section"
            | b"summary"
            | b"table"
            | b"tbody"
            | b"td"
            | b"tfoot"
            | b"th"
            | b"thead"
            | b"tr"
            | b"ul"
    )
}

/// Whether an element is not seen.
fn is_hidden(name: &[u8], class: &str, attribute: &dyn Fn(&[u8]) -> Option<String>) -> bool {
    const NEVER: &[&[u8]] = &[
        b"audio",
        b"canvas",
        b"head",
        b"iframe",
        b"math",
        b"noscript",
        b"object",
        b"script",
        b"select",
        b"style",
        b"svg",
        b"template",
        b"textarea",
        b"video",
    ];
    let unseen = |class: &str| {
        [
            "sr-only",
            "visually-hidden",
            "visuallyhidden",
            "screen-reader-text",
            "screenreader",
            "u-hidden",
        ]
        .contains(&class)
    };
    NEVER.contains(&name)
        || attribute(b"hidden").is_some_and(|value| value != "until-found")
        || name == b"dialog" && attribute(b"open").is_none()
        || class.split_ascii_whitespace().any(unseen)
        || attribute(b"style").is_some_and(|style| {
            let style: String = style.to_ascii_lowercase().split_ascii_whitespace().collect();
            style.contains("display:none") || style.contains("visibility:hidden")
        })
}

/// The part of the page that an element starts.
fn zone(name: &[u8], class: &str, role: &str, article: bool) -> Option<Zone> {
    match name {
        b"nav" | b"button" | b"form" => return Some(Zone::Menu),
        b"header" | b"footer" if !article => return Some(Zone::Menu),
        b"figcaption" => return Some(Zone::Caption),
        b"address" => return Some(Zone::Byline),
        b"time" => return Some(Zone::Time),
        b"html" | b"body" | b"main" | b"article" | b"p" => return None,
        _ if matches!(
            role,
            "navigation" | "menu" | "menubar" | "banner" | "contentinfo" | "search"
        ) =>
        {
            return Some(Zone::Menu);
        }
        _ => {}
    }
    let class = class.to_ascii_lowercase();
    let tokens: Vec<&str> = class.split(|c: char| !c.is_ascii_alphanumeric()).collect();
    let has = |words: &[&str]| tokens.iter().any(|token| words.contains(token));
    if has(&[
        "ad",
        "ads",
        "advert",
        "advertisement",
        "advertising",
        "adslot",
        "sponsored",
        "dfp",
        "outbrain",
        "taboola",
    ]) {
        Some(Zone::Ad)
    } else if has(&["caption", "credit", "figcaption"]) {
        Some(Zone::Caption)
    } else if has(&[
        "newsletter",
        "subscribe",
        "subscription",
        "signup",
        "paywall",
        "donate",
        "promo",
        "promotion",
        "cta",
    ]) {
        Some(Zone::Pitch)
    } else if has(&[
        "related",
        "recommended",
        "recommendations",
        "recirculation",
        "recirc",
        "trending",
        "readmore",
        "popular",
    ]) || class.contains("more-stories")
        || class.contains("read-more")
        || class.contains("also-read")
    {
        Some(Zone::Related)
    } else if has(&["comment", "comments", "disqus"]) {
        Some(Zone::Comments)
    } else if has(&[
        "nav",
        "navbar",
        "menu",
        "breadcrumb",
        "breadcrumbs",
        "share",
        "sharing",
        "social",
        "tags",
        "pagination",
        "cookie",
        "toolbar",
    ]) {
        Some(Zone::Menu)
    } else if has(&["byline", "author", "authors"]) {
        Some(Zone::Byline)
    } else if has(&["date", "dateline", "timestamp", "published", "pubdate"]) {
        Some(Zone::Time)
    } else if has(&[
        "standfirst",
        "dek",
        "subtitle",
        "subheadline",
        "subhead",
        "deck",
        "lede",
    ]) {
        Some(Zone::Standfirst)
    } else {
        None
    }
}
