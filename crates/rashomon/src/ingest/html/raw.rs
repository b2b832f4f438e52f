//! Where in a page the characters of its text stand, entities and ends of lines taken into account.

/// A text as it is read beside how it stands in the page, with entities.
pub(super) struct Raw<'t> {
    raw: &'t str,
    text: &'t str,
    /// Where the same stands in the page and in the text.
    at: (usize, usize),
}

impl<'t> Raw<'t> {
    pub(super) fn new(raw: &'t str, text: &'t str) -> Self {
        Self { raw, text, at: (0, 0) }
    }

    /// Where in the page a byte of the text stands, and whether a line ends between it and the last that was asked for.
    pub(super) fn of(&mut self, place: usize) -> (usize, bool) {
        let mut line = false;
        for c in self.text.get(self.at.1..place).unwrap_or_default().chars() {
            let rest = &self.raw[self.at.0..];
            self.at.1 += c.len_utf8();
            let entity = || rest.bytes().take(LONGEST_ENTITY).position(|b| b == b';');
            let entity = if rest.starts_with('&') && (c != '&' || is_ampersand(rest)) {
                entity()
            } else {
                None
            };
            self.at.0 += match entity {
                Some(end) => end + 1,
                None if rest.starts_with("\r\n") => 2,
                None => rest.chars().next().map_or(0, char::len_utf8),
            };
            line |= c == '\n';
        }
        (self.at.0, line)
    }
}

/// Bytes of the longest name of a character, `&CounterClockwiseContourIntegral;`.
const LONGEST_ENTITY: usize = 33;

/// Whether a text in a page starts with an ampersand that is written out.
fn is_ampersand(rest: &str) -> bool {
    ["&amp;", "&AMP;", "&#38;", "&#x26;", "&#X26;"]
        .iter()
        .any(|entity| rest.starts_with(entity))
}
