//! Blocks: the unit of analysis.

use std::ops::Range;

/// A block of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Bytes of the block in the text, without surrounding white space.
    pub range: Range<usize>,
    /// Whether newlines inside the block are only line wraps, to be read as spaces.
    pub wrapped: bool,
}

/// The blocks of a text, in order.
///
/// A blank line ends a block, and so do a form feed and a paragraph separator. A single newline ends one too, unless
/// the text is hard-wrapped: its lines are about equally long, most of them end where the next word hardly fitted,
/// and many go on in the middle of a sentence. In such a text a newline ends a block only where the line broke
/// early or the next one is indented, and headings, items of lists and lines of signs are blocks of their own.
///
/// Newlines are `\n`, `\r\n`, `\r`, U+0085 and U+2028.
pub fn blocks(text: &str) -> Vec<Block> {
    let lines = lines(text);
    let wrap = wrap(&lines);
    let mut out: Vec<Block> = Vec::new();
    // The first line of the block that is being gathered, and the line before the current one.
    let mut gathered: Option<(&Line, &Line)> = None;
    for line in &lines {
        let goes_on = wrap.and_then(|wrap| gathered.filter(|(first, last)| wraps(first, last, line, wrap)));
        match (goes_on, out.last_mut()) {
            (Some((first, _)), Some(block)) => {
                block.range.end = line.range.end;
                block.wrapped = true;
                gathered = Some((first, line));
            }
            _ => {
                out.push(Block {
                    range: line.range.clone(),
                    wrapped: false,
                });
                gathered = Some((line, line));
            }
        }
    }
    out
}

/// A line that is not blank.
#[derive(Debug)]
struct Line<'a> {
    /// Its bytes without surrounding white space.
    range: Range<usize>,
    text: &'a str,
    /// Characters, indentation included.
    width: usize,
    /// Characters of indentation.
    indent: usize,
    /// Whether a blank line or a page break stands before it.
    starts_paragraph: bool,
}

/// The lines that are not blank.
fn lines(text: &str) -> Vec<Line<'_>> {
    let mut out = Vec::new();
    let (mut start, mut starts_paragraph) = (0, true);
    let mut rest = text.char_indices().peekable();
    loop {
        let next = rest.next();
        let (end, separator) = next.map_or((text.len(), None), |(at, c)| (at, Some(c)));
        if separator.is_some_and(|c| !matches!(c, '\n' | '\r' | '\x0C' | '\u{85}' | '\u{2028}' | '\u{2029}')) {
            continue;
        }
        let line = &text[start..end];
        let visible = line.trim();
        if visible.is_empty() {
            starts_paragraph = true;
        } else {
            let from = start + line.len() - line.trim_start().len();
            out.push(Line {
                range: from..from + visible.len(),
                text: visible,
                width: line.trim_end().chars().count(),
                indent: text[start..from].chars().count(),
                starts_paragraph: std::mem::take(&mut starts_paragraph),
            });
        }
        starts_paragraph |= matches!(separator, Some('\x0C' | '\u{2029}'));
        let Some(separator) = separator else { return out };
        start = end + separator.len_utf8();
        if separator == '\r' && rest.next_if(|(_, c)| *c == '\n').is_some() {
            start += 1;
        }
    }
}

/// How a text is wrapped, in characters.
#[derive(Debug, Clone, Copy)]
struct Wrap {
    width: usize,
    indent: usize,
}

/// How a text is wrapped, if it is.
fn wrap(lines: &[Line]) -> Option<Wrap> {
    /// Widths that people and programs wrap to, in characters.
    const WIDTHS: Range<usize> = 40..125;
    let mut widths: Vec<usize> = lines.iter().map(|line| line.width).collect();
    widths.sort_unstable();
    // A word that is longer than a line makes a line that is too long, so the longest lines tell nothing.
    let width = *widths.get((widths.len() * 95).div_ceil(100).checked_sub(1)?)?;
    if !WIDTHS.contains(&width) {
        return None;
    }
    let mut indents: Vec<usize> = lines.iter().map(|line| line.indent).collect();
    indents.sort_unstable();
    let wrap = Wrap {
        width,
        indent: indents[indents.len() / 2],
    };
    let (mut breaks, mut full, mut open, mut lower) = (0, 0, 0, 0);
    for pair in lines.windows(2) {
        let [line, next] = pair else { continue };
        let between_paragraphs = next.starts_paragraph || next.is_indented_behind(line, wrap);
        if !between_paragraphs && next.marker().is_none() && !line.stands_alone() && !next.stands_alone() {
            breaks += 1;
            full += usize::from(line.is_full(next, width - width / 16));
            open += usize::from(!line.ends_sentence());
            lower += usize::from(next.text.starts_with(char::is_lowercase));
        }
    }
    (breaks >= 2 && full * 10 >= breaks * 6 && open * 2 >= breaks && lower * 10 >= breaks * 3).then_some(wrap)
}

/// Whether the newline between two lines of a hard-wrapped text is only a wrap; `first` is where the block began.
fn wraps(first: &Line, line: &Line, next: &Line, wrap: Wrap) -> bool {
    if next.starts_paragraph || line.stands_alone() || next.stands_alone() {
        return false;
    }
    let (full, open) = (line.is_full(next, wrap.width), !line.ends_sentence());
    match (first.marker(), next.marker()) {
        (None, None) if next.is_indented_behind(line, wrap) => false,
        (_, None) => full || (open && (line.width * 4 >= wrap.width * 3 || next.text.starts_with(char::is_lowercase))),
        (_, Some(Marker::Bullet)) => false,
        // A dash or a number can also come to stand at the beginning of a line by chance.
        (of_block, marker) => of_block != marker && full && open,
    }
}

/// What marks a line as an item of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Marker {
    Bullet,
    Dash,
    Number,
}

impl Line<'_> {
    /// Whether the first word of the next line no longer fitted.
    fn is_full(&self, next: &Line, width: usize) -> bool {
        let word = next.text.chars().take_while(|c| !c.is_whitespace()).take(width);
        self.width + 1 + word.count() > width
    }

    /// Whether the line is indented as the first of a paragraph is.
    fn is_indented_behind(&self, line: &Line, wrap: Wrap) -> bool {
        self.indent >= wrap.indent + 2 && (self.indent > line.indent || line.ends_sentence())
    }

    fn ends_sentence(&self) -> bool {
        let closing = |c: char| matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '*' | '_');
        self.text.trim_end_matches(closing).ends_with(['.', '!', '?', '…', ':'])
    }

    /// Whether the line is a Markdown heading or has no letter or digit: a rule, an underline, asterisks.
    fn stands_alone(&self) -> bool {
        let rest = self.text.trim_start_matches('#');
        let heading = rest.len() < self.text.len() && rest.starts_with(char::is_whitespace);
        heading || !self.text.chars().any(char::is_alphanumeric)
    }

    fn marker(&self) -> Option<Marker> {
        let (word, _) = self.text.split_once(char::is_whitespace)?;
        let label = word.trim_start_matches('(').trim_end_matches(['.', ')']);
        match word {
            "*" | "•" | "‣" | "⁃" | "◦" | "▪" | "●" | "■" | "·" | "+" => Some(Marker::Bullet),
            "-" | "–" | "—" => Some(Marker::Dash),
            _ if word.ends_with(['.', ')']) => {
                let number = (1..=3).contains(&label.len()) && label.bytes().all(|b| b.is_ascii_digit());
                let letter = word.ends_with(')') && label.len() == 1 && label.starts_with(char::is_alphabetic);
                (number || letter).then_some(Marker::Number)
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        blocks(text).into_iter().map(|block| &text[block.range]).collect()
    }

    #[test]
    fn lines_are_blocks_where_nothing_is_wrapped() {
        let text = "Mayor opens bridge\nBy A. Reporter\n\nThe mayor opened the bridge on Monday. It had been closed \
                    since the flood of last spring, and the town had waited for months.\nHe thanked the builders.\n";
        assert_eq!(texts(text).len(), 4);
        assert!(blocks(text).iter().all(|block| !block.wrapped));
    }

    #[test]
    fn newlines_of_every_kind_end_blocks() {
        assert_eq!(
            texts("a\r\nb\rc\u{2028}d\u{85}e\x0Cf\u{2029}g\n\n"),
            ["a", "b", "c", "d", "e", "f", "g"]
        );
        assert_eq!(texts(""), [""; 0]);
        assert_eq!(texts(" \r\n\t\n"), [""; 0]);
    }

    const WRAPPED: &str = "\
THE HARBOUR
===========
The port authority of the northern coast said on Tuesday that the harbour
would stay closed until the wreck had been lifted, which may take weeks if
the weather does not turn. Ships are sent to the two ports further south.

What the authority asks for:
- more tugs, which would have to come from the other side of the strait and
  could be there on Friday at the earliest
- a crane that can lift 900 tons
* and, before anything else, a survey of the sea bed by someone who has not
  already said that nothing is there

# The owners
The owners of the ship said they had been told nothing. They would wait for
a letter and would not speak to the press, a woman who answered at their
office said.
\"No one has called us,\" she said.
";

    #[test]
    fn wrapped_lines_are_put_together() {
        let found = texts(WRAPPED);
        assert_eq!(found.len(), 10, "{found:#?}");
        assert_eq!(found[0], "THE HARBOUR");
        assert!(found[2].starts_with("The port") && found[2].ends_with("further south."));
        assert_eq!(found[3], "What the authority asks for:");
        assert!(found[4].starts_with("- more tugs") && found[4].ends_with("at the earliest"));
        assert_eq!(found[5], "- a crane that can lift 900 tons");
        assert!(found[6].ends_with("nothing is there"));
        assert_eq!(found[7], "# The owners");
        assert!(found[8].ends_with("office said."));
        let wrapped: Vec<usize> = (0..10).filter(|at| blocks(WRAPPED)[*at].wrapped).collect();
        assert_eq!(wrapped, [2, 4, 6, 8]);
    }

    #[test]
    fn line_ends_do_not_matter_to_wrapping() {
        let shift: Vec<usize> = blocks(WRAPPED).iter().map(|block| block.range.len()).collect();
        let windows = WRAPPED.replace('\n', "\r\n");
        let newlines = |block: &Block| windows[block.range.clone()].matches('\r').count();
        assert_eq!(
            shift,
            blocks(&windows)
                .iter()
                .map(|b| b.range.len() - newlines(b))
                .collect::<Vec<_>>()
        );
    }

    #[test]
    fn a_dash_that_wrapping_put_first_is_no_item() {
        let text = "The council had met three times since the storm and had agreed on little\n\
                    – the roads first, then the school – before the mayor left the room and\n\
                    said on the stairs, to the few people who were still standing there, that\n\
                    12. June was named as the day of the next sitting. Nobody had come to the\n\
                    meeting from the other side.\n";
        assert_eq!(texts(text).len(), 1);
    }

    #[test]
    fn indentation_starts_a_paragraph_in_a_wrapped_text() {
        let text = "\x20   The ferry that left the northern harbour on Sunday night\n\
                    was found at the edge of the ice, its lights still on and\n\
                    its crew asleep.\n\
                    \x20   No one had seen it go.\n\
                    \x20   The owner thanked the coast guard and said that the\n\
                    captain would have to explain himself in writing before the\n\
                    week was over.\n";
        assert_eq!(texts(text).len(), 3);
    }

    #[test]
    fn a_list_of_headlines_is_not_wrapped() {
        let text = "Harbour stays closed for another week, says port chief\n\
                    Schools to open late after storm brings down power lines\n\
                    Council backs plan for new bridge across northern strait\n\
                    Mayor says he will not stand again in the autumn ballot\n";
        assert_eq!(texts(text).len(), 4);
    }
}
