//! Word lists of routes and links: general English, by lemma, sorted for binary search.

/// Verbs that say that goods get somewhere, the goods being their subject.
#[rustfmt::skip]
pub(super) const MOTIONS: &[&str] = &[
    "arrive", "come", "end", "enter", "find", "flow", "get", "go", "move", "pass", "pour", "reach", "travel", "turn",
];

/// Verbs whose subject is the one that goods reach ("bought from").
#[rustfmt::skip]
pub(super) const TAKINGS: &[&str] = &[
    "acquire", "buy", "import", "obtain", "procure", "purchase", "receive", "take",
];

/// Verbs of passing on that pass money.
#[rustfmt::skip]
pub(super) const PAYMENTS: &[&str] = &["pay", "refund", "reimburse", "remit", "repay", "wire"];

/// Nouns that name how much there is of something ("quantities of", "worth of").
#[rustfmt::skip]
pub(super) const MEASURES: &[&str] = &[
    "amount", "array", "batch", "billion", "box", "bulk", "consignment", "couple", "delivery", "dozen", "euro", "gram", "hundred", "kilo",
    "kilogram", "litre", "load", "lot", "million", "number", "package", "pair", "part", "piece", "pound", "quantity", "range", "round",
    "score", "series", "set", "share", "shipment", "stock", "sum", "supply", "thousand", "ton", "tonne", "unit", "variety", "volume", "worth",
];

/// Papers on which things pass.
#[rustfmt::skip]
pub(super) const PAPERS: &[&str] = &[
    "authorisation", "authorization", "certificate", "declaration", "documentation", "invoice", "licence", "license", "manifest", "paper",
    "paperwork", "permit", "receipt", "waiver", "waybill",
];

/// Verbs that say too little of two people to draw a line between them.
#[rustfmt::skip]
pub(super) const EMPTY: &[&str] = &[
    "be", "become", "come", "do", "find", "get", "go", "have", "include", "know", "let", "make", "need", "put", "see", "seem", "take",
    "use", "want",
];

#[cfg(test)]
mod tests {
    use super::*;

    /// Binary search finds nothing in a list out of order.
    #[test]
    fn lists_are_sorted() {
        for list in [MOTIONS, TAKINGS, PAYMENTS, MEASURES, PAPERS, EMPTY] {
            assert!(list.windows(2).all(|w| w[0] < w[1]));
        }
    }
}
