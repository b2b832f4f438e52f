//! What the tokenizer has to know of single characters, as a table over Unicode.

use crate::section::Section;

/// The classes a character belongs to, one bit each; the order is that of the `tokenizer` section.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Classes(u16);

impl Classes {
    /// Cut off at the beginning of a chunk.
    pub(crate) const PREFIX: Self = Self(1);
    /// Cut off at the end.
    pub(crate) const SUFFIX: Self = Self(1 << 1);
    /// A token of its own wherever it stands: symbols, pictographs, the ellipsis.
    pub(crate) const ICON: Self = Self(1 << 2);
    /// A final full stop behind it is cut off.
    pub(crate) const BEFORE_FINAL_DOT: Self = Self(1 << 3);
    /// A final full stop behind two of these is cut off.
    pub(crate) const UPPER: Self = Self(1 << 4);
    /// Left of a full stop that separates two sentences without a space.
    pub(crate) const BEFORE_DOT: Self = Self(1 << 5);
    /// Right of it.
    pub(crate) const AFTER_DOT: Self = Self(1 << 6);
    /// A letter, for the signs that separate words.
    pub(crate) const ALPHA: Self = Self(1 << 7);
    /// May stand in the last label of a host name.
    pub(crate) const TOP_LEVEL_DOMAIN: Self = Self(1 << 8);
    /// Python's `str.isalpha`.
    pub(crate) const LETTER: Self = Self(1 << 9);
    /// Python's `str.isupper`.
    pub(crate) const CAPITAL: Self = Self(1 << 10);
    /// `\d` in Python's patterns.
    pub(crate) const DECIMAL: Self = Self(1 << 11);
    /// `\w` in Python's patterns.
    pub(crate) const WORD: Self = Self(1 << 12);
    /// With [`Classes::DECIMAL`], Python's `str.isdigit`.
    pub(crate) const OTHER_DIGIT: Self = Self(1 << 13);

    /// Whether any of the classes of `other` is among these.
    pub(crate) fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(crate) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// Characters below this are looked up directly; the rest, rare in English, by binary search over the runs.
const DIRECT: usize = 0x2200;

/// The classes of all characters.
#[derive(Debug)]
pub(crate) struct Characters {
    direct: Box<[Classes]>,
    /// First code point of each run of equal classes.
    starts: Vec<u32>,
    runs: Vec<Classes>,
}

impl Characters {
    pub(crate) fn load(section: &mut Section) -> Self {
        let (mut starts, mut runs, mut at) = (Vec::new(), Vec::new(), 0u32);
        let mut direct = vec![Classes::default(); DIRECT].into_boxed_slice();
        for _ in 0..section.number() {
            let length = section.number() as u32;
            let classes = Classes(section.number() as u16);
            let end = at.saturating_add(length);
            let covered = (at as usize).min(DIRECT)..(end as usize).min(DIRECT);
            direct[covered].fill(classes);
            starts.push(at);
            runs.push(classes);
            at = end;
        }
        Self { direct, starts, runs }
    }

    pub(crate) fn of(&self, c: char) -> Classes {
        let code = c as u32;
        match self.direct.get(code as usize) {
            Some(classes) => *classes,
            None => {
                let run = self.starts.partition_point(|start| *start <= code);
                run.checked_sub(1).map_or(Classes::default(), |run| self.runs[run])
            }
        }
    }

    pub(crate) fn is(&self, c: char, classes: Classes) -> bool {
        self.of(c).any(classes)
    }
}

/// Python's `str.isspace`, which counts the information separators of ASCII as white space and Unicode does not.
pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\u{1C}'..='\u{1F}').contains(&c)
}
