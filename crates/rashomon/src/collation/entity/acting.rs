//! Whom entities and holders may be or act for, worked out once.

use std::collections::BTreeSet;

/// Whom an entity may be or act for.
#[derive(Debug, Clone, Default)]
pub(super) struct Acting {
    pub(super) name: Holder,
    /// The countries for which it may speak, by its names and titles.
    pub(super) countries: BTreeSet<&'static str>,
}

/// A holder's words, folded, and whom it speaks for.
#[derive(Debug, Clone, Default)]
pub(super) struct Holder {
    pub(super) folded: String,
    pub(super) speaks_for: String,
}

impl Holder {
    /// Whether the two may be one: the same words, one inside the other, or speaking for the same.
    pub(super) fn may_be(&self, other: &Holder) -> bool {
        let inside = |few: &str, many: &str| few.split(' ').all(|w| many.split(' ').any(|v| v == w));
        let (x, y) = (&self.folded, &other.folded);
        x == y || inside(x, y) || inside(y, x) || self.speaks_for == other.speaks_for
    }
}
