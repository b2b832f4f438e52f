//! Word lists of routes and links: general English, by lemma, sorted for binary search.

/// Verbs that say that goods get somewhere, the goods being their subject.
#[rustfmt::skip]
pub(super) const MOTIONS: &[&str] = &[
    "arrive", "come", "end", "enter", "find", "flow", "get", "go", "move", "pass", "pour", "reach", "travel", "turn",
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

/// Nouns for what is given and yet goes nowhere ("gave him the right to", "sent a message").
#[rustfmt::skip]
pub(super) const INTANGIBLES: &[&str] = &[
    "access", "advantage", "advice", "answer", "approval", "assurance", "attention", "authority", "benefit", "blow", "boost", "branch",
    "break", "briefing", "call", "chance", "choice", "clearance", "clue", "comfort", "conclusion", "condolence", "confidence", "cover",
    "credence", "credit", "damage", "deadline", "edge", "empathy", "evidence", "example", "exchange", "freedom", "governance", "guarantee",
    "guidance", "hand", "hearing", "hope", "idea", "impression", "indication", "information", "insight", "justice", "kudos", "lead", "leeway",
    "legitimacy", "lesson", "life", "light", "look", "mandate", "message", "moment", "momentum", "nod", "notice", "opinion",
    "opportunity", "option", "order", "pass", "peace", "permission", "perspective", "platform", "pledge", "power", "preference",
    "pressure", "priority", "privilege", "protection", "pushback", "reason", "reassurance", "reminder", "respect", "responsibility",
    "right", "role", "say", "sense", "shelter", "shock", "shockwave", "signal", "space", "stability", "status", "time", "tribute",
    "trust", "victory", "view", "voice", "vote", "warning", "way", "weight", "word",
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
        for list in [MOTIONS, PAYMENTS, MEASURES, PAPERS, INTANGIBLES, EMPTY] {
            assert!(list.windows(2).all(|w| w[0] < w[1]));
        }
    }
}
