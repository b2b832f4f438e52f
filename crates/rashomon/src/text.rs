//! Places in a text: [`Span`] and the tables that translate between bytes, code points and lines.

use serde::Serialize;

/// A half-open range of UTF-8 bytes in one document's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span from `start` to `end`.
    ///
    /// # Panics
    /// If `start` lies after `end`.
    pub fn new(start: u32, end: u32) -> Self {
        assert!(start <= end, "a span ends where it starts or after");
        Self { start, end }
    }

    /// The span of a byte range.
    pub fn of(range: std::ops::Range<usize>) -> Self {
        let at = |n: usize| u32::try_from(n).expect("documents are limited to less than 4 GiB");
        Self::new(at(range.start), at(range.end))
    }

    /// Length in bytes.
    pub fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether the span holds nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The words at the span.
    pub fn slice(self, text: &str) -> &str {
        &text[self.start as usize..self.end as usize]
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// How many bytes the two share.
    pub(crate) fn shared(self, other: Span) -> u32 {
        self.end.min(other.end).saturating_sub(self.start.max(other.start))
    }

    /// Whether at least half of `other` lies inside.
    pub(crate) fn holds_most_of(self, other: Span) -> bool {
        self.overlaps(other) && self.shared(other) * 2 >= other.len()
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn cover(self, other: Span) -> Span {
        Span {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }
}

/// Code point and line numbers of a text's bytes. Built once, answers in logarithmic time.
#[derive(Debug, Clone)]
pub struct TextIndex {
    /// Code points before each 256th byte (rounded up to a character boundary).
    marks: Vec<(u32, u32)>,
    lines: Vec<u32>,
}

impl TextIndex {
    /// Indexes a text.
    pub fn new(text: &str) -> Self {
        let mut marks = vec![(0, 0)];
        let mut lines = vec![0];
        for (points, (byte, c)) in text.char_indices().enumerate() {
            if byte >= marks.len() * 256 {
                marks.push((byte as u32, points as u32));
            }
            if c == '\n' {
                lines.push(byte as u32 + 1);
            }
        }
        Self { marks, lines }
    }

    /// Code points before byte `at` of `text`, which must be the text indexed.
    pub fn code_points(&self, text: &str, at: u32) -> u32 {
        let mark = self.marks[self.marks.partition_point(|&(byte, _)| byte <= at) - 1];
        mark.1 + text[mark.0 as usize..at as usize].chars().count() as u32
    }

    /// Line of byte `at` of `text`, which must be the text indexed, and its column in code points, both counted from one.
    pub fn line_and_column(&self, text: &str, at: u32) -> (u32, u32) {
        let line = self.line(at);
        let start = self.lines[line as usize - 1];
        (line, self.code_points(text, at) - self.code_points(text, start) + 1)
    }

    /// Line number of byte `at`, counted from one.
    pub fn line(&self, at: u32) -> u32 {
        self.lines.partition_point(|&start| start <= at) as u32
    }
}

/// The longest common subsequence of two sequences, as pairs of indices, in order. Takes time and memory in proportion to the
/// product of their lengths.
pub(crate) fn common_subsequence<T: PartialEq>(p: &[T], q: &[T]) -> Vec<(usize, usize)> {
    let width = q.len() + 1;
    let mut table = vec![0u32; (p.len() + 1) * width];
    for i in (0..p.len()).rev() {
        for j in (0..q.len()).rev() {
            table[i * width + j] = if p[i] == q[j] {
                table[(i + 1) * width + j + 1] + 1
            } else {
                table[(i + 1) * width + j].max(table[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j, mut out) = (0, 0, Vec::new());
    while i < p.len() && j < q.len() {
        if p[i] == q[j] {
            out.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if table[(i + 1) * width + j] >= table[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    out
}
