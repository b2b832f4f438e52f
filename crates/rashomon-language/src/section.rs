//! Reading the rule sections of the model file: numbers in LEB128, texts behind their length.
//!
//! The sections are written by `xtask` from the spaCy package and embedded at compile time, so what cannot be read
//! is a fault of the build; a short section then reads as zeros and empty texts instead of a panic.

/// A cursor over one section.
#[derive(Debug, Clone)]
pub(crate) struct Section {
    bytes: &'static [u8],
}

impl Section {
    pub(crate) fn new(bytes: &'static [u8]) -> Self {
        Self { bytes }
    }

    /// The next `count` bytes.
    pub(crate) fn take(&mut self, count: usize) -> &'static [u8] {
        let (head, rest) = self.bytes.split_at(count.min(self.bytes.len()));
        self.bytes = rest;
        head
    }

    /// What has not been read.
    pub(crate) fn rest(&self) -> &'static [u8] {
        self.bytes
    }

    pub(crate) fn byte(&mut self) -> u8 {
        self.take(1).first().copied().unwrap_or_default()
    }

    pub(crate) fn number(&mut self) -> usize {
        let (mut value, mut shift) = (0, 0);
        loop {
            let byte = self.byte();
            value |= usize::from(byte & 0x7F) << shift;
            shift += 7;
            if byte < 0x80 || shift >= usize::BITS {
                return value;
            }
        }
    }

    pub(crate) fn text(&mut self) -> &'static str {
        let length = self.number();
        std::str::from_utf8(self.take(length)).unwrap_or_default()
    }

    pub(crate) fn texts(&mut self) -> Vec<&'static str> {
        (0..self.number()).map(|_| self.text()).collect()
    }

    pub(crate) fn u64s(&mut self, count: usize) -> Vec<u64> {
        self.take(count * 8)
            .as_chunks()
            .0
            .iter()
            .map(|chunk| u64::from_le_bytes(*chunk))
            .collect()
    }

    pub(crate) fn u32s(&mut self, count: usize) -> Vec<u32> {
        self.take(count * 4)
            .as_chunks()
            .0
            .iter()
            .map(|chunk| u32::from_le_bytes(*chunk))
            .collect()
    }

    pub(crate) fn u16s(&mut self, count: usize) -> Vec<u16> {
        self.take(count * 2)
            .as_chunks()
            .0
            .iter()
            .map(|chunk| u16::from_le_bytes(*chunk))
            .collect()
    }
}
