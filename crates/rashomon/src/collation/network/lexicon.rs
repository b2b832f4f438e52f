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
    "access", "advantage", "advice", "answer", "approval", "assurance", "attention", "authority", "basis", "benefit", "birthday", "blame",
    "blow", "boost", "branch", "break", "briefing", "call", "care", "chance", "chaos", "choice", "clearance", "clemency", "clue", "comfort",
    "compliment", "concern", "concession", "conclusion", "condolence", "confidence", "congratulation", "consent", "control", "courage",
    "cover", "credence", "credit", "custody", "damage", "deadline", "delight", "detail", "direction", "due", "earful", "edge", "education",
    "empathy", "encouragement", "evidence", "example", "exchange", "experience", "explanation", "exposure", "face", "favor", "favour",
    "feedback", "focus", "freedom", "friendship", "governance", "gratitude", "ground", "guarantee", "guidance", "hand", "health", "hearing",
    "heat", "help", "honor", "honour", "hope", "idea", "immunity", "impetus", "impression", "impulse", "indication", "information",
    "insight", "interview", "job", "joy", "jurisdiction", "justice", "kudos", "lead", "leadership", "leeway", "legislation", "legitimacy",
    "lesson", "leverage", "life", "light", "look", "love", "luck", "mandate", "manufacturing", "meaning", "mercy", "message", "minute",
    "moment", "momentum", "need", "nod", "norm", "notice", "opinion", "opportunity", "option", "order", "ovation", "pain", "pardon", "pass",
    "peace", "permission", "perspective", "place", "platform", "pledge", "point", "power", "prayer", "preference", "pressure", "priority",
    "privilege", "process", "production", "promise", "protection", "pushback", "rate", "rating", "reason", "reassurance", "recognition",
    "relevance", "relief", "reminder", "reprieve", "reputation", "respect", "responsibility", "result", "right", "rise", "role", "safety",
    "satisfaction", "say", "seat", "sense", "session", "shelter", "shock", "shockwave", "signal", "source", "space", "speech", "stability",
    "statement", "status", "storm", "strength", "suggestion", "support", "surprise", "thank", "thing", "thought", "threat", "time", "title",
    "toast", "tour", "treatment", "tribute", "trust", "turn", "value", "victory", "view", "voice", "vote", "warning", "way", "weight",
    "wisdom", "wish", "word", "work", "world", "worry",
];

/// Verbs that say too little of two people to draw a line between them.
#[rustfmt::skip]
pub(super) const EMPTY: &[&str] = &[
    "appear", "be", "become", "call", "come", "congratulate", "deal", "do", "face", "find", "get", "go", "happen", "have", "include",
    "keep", "know", "lead", "leave", "let", "look", "make", "need", "play", "put", "remain", "run", "say", "see", "seem", "show",
    "start", "stay", "take", "tell", "thank", "think", "try", "turn", "use", "visit", "want", "win", "work",
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
