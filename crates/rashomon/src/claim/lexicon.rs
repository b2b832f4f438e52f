//! Word lists of claims: general English, by lemma, each sorted for binary search.

use super::Certainty::{self, Alleged, Denied, Fact, Hinted, Planned};

/// Looks a lemma up in a sorted table.
pub(crate) fn find<T: Copy>(table: &[(&str, T)], lemma: &str) -> Option<T> {
    table
        .binary_search_by(|(word, _)| (*word).cmp(lemma))
        .ok()
        .map(|i| table[i].1)
}

/// Whether a sorted list holds a lemma.
pub(crate) fn holds(list: &[&str], lemma: &str) -> bool {
    list.binary_search(&lemma).is_ok()
}

/// Words that take an infinitive or a gerund and, with it, make one claim ("refused to join"): what they do to its certainty,
/// and whether they turn it into its opposite.
#[rustfmt::skip]
pub(crate) const GOVERNORS: &[(&str, (Certainty, bool))] = &[
    ("able", (Fact, false)), ("about", (Planned, false)), ("afford", (Fact, false)), ("agree", (Planned, false)),
    ("aim", (Planned, false)), ("allege", (Alleged, false)), ("allow", (Planned, false)),
    ("apparent", (Hinted, false)), ("appear", (Hinted, false)), ("arrange", (Planned, false)),
    ("ask", (Planned, false)), ("assume", (Hinted, false)), ("attempt", (Planned, false)),
    ("authorize", (Planned, false)), ("avoid", (Fact, true)), ("begin", (Fact, false)), ("believe", (Hinted, false)),
    ("bind", (Planned, false)), ("bother", (Fact, false)), ("cease", (Fact, true)), ("certain", (Planned, false)),
    ("choose", (Fact, false)), ("claim", (Alleged, false)), ("come", (Fact, false)), ("commit", (Planned, false)),
    ("compel", (Fact, false)), ("consider", (Planned, false)), ("continue", (Fact, false)), ("dare", (Fact, false)),
    ("decide", (Planned, false)), ("decline", (Fact, true)), ("demand", (Planned, false)),
    ("deserve", (Planned, false)), ("design", (Planned, false)), ("due", (Planned, false)),
    ("eager", (Planned, false)), ("elect", (Fact, false)), ("estimate", (Hinted, false)),
    ("expect", (Planned, false)), ("fail", (Fact, true)), ("feel", (Hinted, false)), ("force", (Fact, false)),
    ("forget", (Fact, true)), ("free", (Planned, false)), ("get", (Fact, false)), ("go", (Planned, false)),
    ("happen", (Fact, false)), ("have", (Planned, false)), ("help", (Fact, false)), ("hesitate", (Fact, true)),
    ("hope", (Planned, false)), ("intend", (Planned, false)), ("keep", (Fact, false)), ("know", (Fact, false)),
    ("learn", (Fact, false)), ("like", (Planned, false)), ("likely", (Hinted, false)), ("look", (Hinted, false)),
    ("manage", (Fact, false)), ("mean", (Planned, false)), ("move", (Planned, false)), ("need", (Planned, false)),
    ("neglect", (Fact, true)), ("offer", (Planned, false)), ("oppose", (Planned, true)), ("order", (Planned, false)),
    ("plan", (Planned, false)), ("pledge", (Planned, false)), ("poise", (Planned, false)),
    ("prefer", (Planned, false)), ("prepare", (Planned, false)), ("presume", (Hinted, false)),
    ("proceed", (Fact, false)), ("promise", (Planned, false)), ("propose", (Planned, false)),
    ("prove", (Fact, false)), ("quit", (Fact, true)), ("ready", (Planned, false)), ("refrain", (Fact, true)),
    ("refuse", (Fact, true)), ("reluctant", (Fact, true)), ("remain", (Fact, false)), ("report", (Hinted, false)),
    ("require", (Planned, false)), ("resist", (Fact, true)), ("resume", (Fact, false)), ("rumor", (Hinted, false)),
    ("rumour", (Hinted, false)), ("rush", (Fact, false)), ("say", (Alleged, false)), ("schedule", (Planned, false)),
    ("scramble", (Planned, false)), ("see", (Fact, false)), ("seek", (Planned, false)), ("seem", (Hinted, false)),
    ("serve", (Fact, false)), ("set", (Planned, false)), ("slate", (Planned, false)), ("start", (Fact, false)),
    ("stop", (Fact, true)), ("strive", (Planned, false)), ("struggle", (Planned, false)),
    ("suppose", (Hinted, false)), ("sure", (Planned, false)), ("suspect", (Alleged, false)), ("tend", (Fact, false)),
    ("think", (Hinted, false)), ("threaten", (Planned, false)), ("try", (Planned, false)), ("turn", (Fact, false)),
    ("unable", (Fact, true)), ("understand", (Hinted, false)), ("unlikely", (Hinted, true)),
    ("unwilling", (Fact, true)), ("urge", (Planned, false)), ("use", (Fact, false)), ("volunteer", (Planned, false)),
    ("vote", (Planned, false)), ("vow", (Planned, false)), ("wait", (Planned, false)), ("want", (Planned, false)),
    ("warn", (Planned, false)), ("willing", (Planned, false)), ("wish", (Planned, false)), ("work", (Planned, false)),
];

/// Words under which a clause, an event or its name stands, or that stand before it, and how firm they leave it.
#[rustfmt::skip]
pub(super) const EMBEDDERS: &[(&str, Certainty)] = &[
    ("absolve", Denied), ("accusation", Alleged), ("accuse", Alleged), ("acquit", Denied),
    ("allegation", Alleged), ("allege", Alleged), ("alleged", Alleged),
    ("apparent", Hinted), ("appear", Hinted), ("attempted", Planned), ("belief", Hinted), ("believe", Hinted),
    ("chance", Hinted), ("charge", Alleged), ("claim", Alleged), ("claimed", Alleged), ("consider", Planned),
    ("danger", Hinted), ("debunk", Denied), ("denial", Denied), ("deny", Denied),
    ("dispute", Denied), ("doubt", Hinted), ("exonerate", Denied), ("expected", Planned),
    ("fear", Hinted), ("feared", Hinted),
    ("future", Planned), ("hint", Hinted), ("hope", Planned), ("imply", Hinted), ("indict", Alleged),
    ("insinuate", Hinted), ("intend", Planned), ("intended", Planned), ("intention", Planned), ("interest", Planned), ("likelihood", Hinted),
    ("likely", Hinted), ("mull", Planned), ("offer", Planned), ("plan", Planned), ("planned", Planned),
    ("pledge", Planned), ("possibility", Hinted), ("possible", Hinted), ("potential", Hinted),
    ("potentially", Hinted), ("presumed", Hinted), ("promise", Planned), ("promised", Planned), ("proposal", Planned),
    ("propose", Planned), ("proposed", Planned), ("prosecute", Alleged), ("prospect", Planned),
    ("purported", Alleged), ("refute", Denied), ("reject", Denied), ("reported", Hinted), ("risk", Hinted),
    ("rumor", Hinted), ("rumour", Hinted), ("seek", Planned), ("seem", Hinted), ("speculate", Hinted),
    ("speculation", Hinted), ("sue", Alleged), ("suggest", Hinted), ("suggestion", Hinted), ("supposed", Alleged),
    ("suspect", Alleged), ("suspected", Alleged), ("suspicion", Alleged), ("think", Hinted), ("threat", Planned),
    ("threaten", Planned), ("try", Planned), ("upcoming", Planned), ("urge", Planned), ("vow", Planned),
];

/// Adverbs and modals that qualify a claim.
#[rustfmt::skip]
pub(super) const QUALIFIERS: &[(&str, Certainty)] = &[
    ("'ll", Planned), ("allegedly", Alleged), ("apparently", Hinted), ("could", Hinted), ("may", Hinted),
    ("maybe", Hinted), ("might", Hinted), ("must", Planned), ("ought", Planned), ("perhaps", Hinted),
    ("possibly", Hinted), ("potentially", Hinted), ("presumably", Hinted), ("probably", Hinted),
    ("purportedly", Alleged), ("reportedly", Hinted), ("seemingly", Hinted), ("shall", Planned), ("should", Planned),
    ("soon", Planned), ("supposedly", Alleged), ("will", Planned), ("would", Planned),
];

/// Words that make a claim a negative one.
#[rustfmt::skip]
pub(crate) const NEGATORS: &[&str] = &[
    "hardly", "n't", "neither", "never", "no", "nobody", "none", "nor", "not", "nothing", "nowhere", "scarcely",
    "without",
];

/// Words for what is not so.
#[rustfmt::skip]
pub(crate) const FALSE: &[&str] = &[
    "baseless", "bogus", "debunked", "discredited", "disproved", "erroneous", "fabricated", "fabrication", "fake", "false",
    "falsehood", "fiction", "groundless", "hoax", "invention", "lie", "myth", "nonsense", "unfounded", "untrue", "wrong",
];

/// Verbs that add little to the event noun that is their object ("made a payment").
#[rustfmt::skip]
pub(super) const LIGHT_VERBS: &[&str] = &[
    "begin", "carry", "conduct", "continue", "cut", "do", "give", "have", "hold", "issue", "launch", "level", "make",
    "perform", "put", "receive", "start", "stop", "suspend", "take", "undergo",
];

/// Verbs whose object is the one who does what follows ("accused X of doing").
#[rustfmt::skip]
pub(super) const OBJECT_CONTROL: &[&str] = &[
    "accuse", "acquit", "advise", "allow", "appoint", "arrest", "ask", "authorize", "ban", "bar", "beg", "blame",
    "block", "call", "catch", "cause", "charge", "clear", "command", "compel", "condemn", "convict", "convince",
    "criticise", "criticize", "dare", "direct", "discourage", "dissuade", "enable", "encourage", "expect", "expel",
    "fault", "find", "force", "get", "help", "indict", "induce", "instruct", "invite", "keep", "leave", "let", "make",
    "order", "permit", "persuade", "praise", "press", "pressure", "prevent", "prod", "prohibit", "prompt", "push",
    "reproach", "request", "require", "see", "slam", "stop", "sue", "suspect", "teach", "tell", "thank", "urge",
    "want", "warn",
];

/// Verbs of something that passes from one to another.
#[rustfmt::skip]
pub(crate) const TRANSFERS: &[&str] = &[
    "award", "bring", "cede", "channel", "deliver", "direct", "dispatch", "donate", "export", "ferry", "forward",
    "funnel", "furnish", "give", "grant", "hand", "import", "leak", "lease", "lend", "loan", "move", "offer", "pass",
    "pay", "pipe", "procure", "provide", "reexport", "refund", "reimburse", "remit", "repay", "reroute", "resell",
    "return", "route", "sell", "send", "ship", "siphon", "smuggle", "steer", "supply", "traffic", "transfer",
    "transmit", "transport", "truck", "wire",
];

/// Verbs whose subject is the one that something passes to ("bought from").
#[rustfmt::skip]
pub(crate) const TAKINGS: &[&str] = &[
    "acquire", "buy", "import", "obtain", "procure", "purchase", "receive", "take",
];

/// Verbs that have "of" before what they are about ("knew of the sale").
pub(super) const OF: &[&str] = &["approve", "dispose", "dream", "hear", "know", "learn", "speak", "think"];

/// Nouns that name an event, and the verb that does.
#[rustfmt::skip]
pub(crate) const EVENTS: &[(&str, &str)] = &[
    ("abduction", "abduct"), ("abuse", "abuse"), ("acceptance", "accept"), ("accident", "happen"),
    ("accusation", "accuse"), ("acquisition", "acquire"), ("acquittal", "acquit"), ("adoption", "adopt"),
    ("agreement", "agree"), ("aid", "aid"), ("airlift", "airlift"), ("airstrike", "strike"), ("allegation", "allege"),
    ("ambush", "ambush"), ("annexation", "annex"), ("announcement", "announce"), ("apology", "apologize"),
    ("appeal", "appeal"), ("appearance", "appear"), ("appointment", "appoint"), ("approval", "approve"),
    ("arrest", "arrest"), ("arrival", "arrive"), ("assassination", "assassinate"), ("assault", "assault"),
    ("assistance", "assist"), ("attack", "attack"), ("attempt", "attempt"), ("attendance", "attend"),
    ("audit", "audit"), ("ban", "ban"), ("bankruptcy", "bankrupt"), ("beating", "beat"), ("betrayal", "betray"),
    ("blast", "explode"), ("blaze", "burn"), ("blockade", "blockade"), ("bombardment", "bombard"),
    ("bombing", "bomb"), ("boycott", "boycott"), ("breach", "breach"), ("bribe", "bribe"), ("burial", "bury"),
    ("cancellation", "cancel"), ("capture", "capture"), ("ceasefire", "cease"), ("change", "change"),
    ("charge", "charge"), ("claim", "claim"), ("clash", "clash"), ("closure", "close"), ("collapse", "collapse"),
    ("collision", "collide"), ("compensation", "compensate"), ("complaint", "complain"), ("condemnation", "condemn"),
    ("confession", "confess"), ("confirmation", "confirm"), ("conquest", "conquer"), ("construction", "construct"),
    ("conversation", "converse"), ("conviction", "convict"), ("crackdown", "crack"), ("crash", "crash"),
    ("creation", "create"), ("criticism", "criticize"), ("cut", "cut"), ("deal", "deal"), ("death", "die"),
    ("decision", "decide"), ("declaration", "declare"), ("decline", "decline"), ("decrease", "decrease"),
    ("defeat", "defeat"), ("delay", "delay"), ("delivery", "deliver"), ("demand", "demand"),
    ("demolition", "demolish"), ("demonstration", "demonstrate"), ("denial", "deny"), ("departure", "depart"),
    ("deployment", "deploy"), ("deportation", "deport"), ("destruction", "destroy"), ("detention", "detain"),
    ("diagnosis", "diagnose"), ("disappearance", "disappear"), ("disclosure", "disclose"), ("discovery", "discover"),
    ("discussion", "discuss"), ("dismissal", "dismiss"), ("disruption", "disrupt"), ("distribution", "distribute"),
    ("donation", "donate"), ("drop", "drop"), ("election", "elect"), ("embargo", "embargo"), ("embrace", "embrace"),
    ("endorsement", "endorse"), ("enlargement", "enlarge"), ("eruption", "erupt"), ("escape", "escape"),
    ("evacuation", "evacuate"), ("eviction", "evict"), ("execution", "execute"), ("expansion", "expand"),
    ("explosion", "explode"), ("export", "export"), ("expulsion", "expel"), ("extension", "extend"),
    ("extradition", "extradite"), ("failure", "fail"), ("fall", "fall"), ("filing", "file"), ("fine", "fine"),
    ("fire", "burn"), ("firing", "fire"), ("flight", "flee"), ("flooding", "flood"), ("formation", "form"),
    ("founding", "found"), ("fraud", "defraud"), ("funding", "fund"), ("gain", "gain"), ("gift", "give"),
    ("growth", "grow"), ("handling", "handle"), ("handover", "hand"), ("hijacking", "hijack"), ("hiring", "hire"),
    ("import", "import"), ("imposition", "impose"), ("imprisonment", "imprison"), ("inclusion", "include"),
    ("increase", "increase"), ("indictment", "indict"), ("injection", "inject"), ("injury", "injure"),
    ("inquiry", "inquire"), ("inspection", "inspect"), ("interrogation", "interrogate"),
    ("intervention", "intervene"), ("interview", "interview"), ("introduction", "introduce"), ("invasion", "invade"),
    ("investigation", "investigate"), ("investment", "invest"), ("invitation", "invite"), ("involvement", "involve"),
    ("kidnapping", "kidnap"), ("killing", "kill"), ("knowledge", "know"), ("landing", "land"), ("launch", "launch"), ("lawsuit", "sue"),
    ("layoff", "lay"), ("leak", "leak"), ("loan", "lend"), ("loss", "lose"), ("march", "march"),
    ("marriage", "marry"), ("massacre", "massacre"), ("meeting", "meet"), ("merger", "merge"), ("murder", "murder"),
    ("negotiation", "negotiate"), ("nomination", "nominate"), ("objection", "object"), ("occupation", "occupy"),
    ("offensive", "attack"), ("offer", "offer"), ("opening", "open"), ("operation", "operate"),
    ("opposition", "oppose"), ("order", "order"), ("outbreak", "break"), ("overthrow", "overthrow"),
    ("ownership", "own"), ("participation", "participate"), ("passage", "pass"), ("payment", "pay"),
    ("payout", "pay"), ("performance", "perform"), ("plea", "plead"), ("pledge", "pledge"), ("plot", "plot"),
    ("possession", "possess"), ("postponement", "postpone"), ("presentation", "present"), ("probe", "probe"),
    ("procurement", "procure"), ("production", "produce"), ("promise", "promise"), ("promotion", "promote"),
    ("proposal", "propose"), ("prosecution", "prosecute"), ("protest", "protest"), ("provision", "provide"),
    ("publication", "publish"), ("purchase", "purchase"), ("pursuit", "pursue"), ("raid", "raid"), ("rally", "rally"),
    ("rape", "rape"), ("reaction", "react"), ("rebuke", "rebuke"), ("recall", "recall"), ("recognition", "recognize"),
    ("recommendation", "recommend"), ("reconstruction", "reconstruct"), ("recovery", "recover"),
    ("reduction", "reduce"), ("reform", "reform"), ("refusal", "refuse"), ("rejection", "reject"),
    ("release", "release"), ("relocation", "relocate"), ("removal", "remove"), ("renewal", "renew"),
    ("reopening", "reopen"), ("repair", "repair"), ("repeal", "repeal"), ("replacement", "replace"),
    ("report", "report"), ("request", "request"), ("rescue", "rescue"), ("resignation", "resign"),
    ("response", "respond"), ("restoration", "restore"), ("retirement", "retire"), ("retreat", "retreat"),
    ("return", "return"), ("review", "review"), ("riot", "riot"), ("rise", "rise"), ("robbery", "rob"),
    ("ruling", "rule"), ("sabotage", "sabotage"), ("sale", "sell"), ("search", "search"), ("seizure", "seize"),
    ("sentencing", "sentence"), ("settlement", "settle"), ("shipment", "ship"), ("shooting", "shoot"),
    ("shortage", "lack"), ("shutdown", "shut"), ("signing", "sign"), ("smuggling", "smuggle"), ("speech", "speak"),
    ("spending", "spend"), ("stabbing", "stab"), ("strike", "strike"), ("submission", "submit"),
    ("subpoena", "subpoena"), ("suicide", "die"), ("supply", "supply"), ("support", "support"), ("surge", "surge"),
    ("surrender", "surrender"), ("suspension", "suspend"), ("takeover", "take"), ("talk", "talk"),
    ("termination", "terminate"), ("testimony", "testify"), ("theft", "steal"), ("threat", "threaten"),
    ("torture", "torture"), ("trade", "trade"), ("trafficking", "traffic"), ("training", "train"),
    ("transaction", "transact"), ("transfer", "transfer"), ("transport", "transport"), ("treatment", "treat"),
    ("trial", "try"), ("trip", "travel"), ("use", "use"), ("vaccination", "vaccinate"), ("verdict", "judge"),
    ("violation", "violate"), ("visit", "visit"), ("vote", "vote"), ("war", "fight"), ("warning", "warn"),
    ("withdrawal", "withdraw"),
];

#[cfg(test)]
mod tests {
    use super::*;

    /// Binary search finds nothing in a list out of order.
    #[test]
    fn lists_are_sorted() {
        fn sorted<T>(table: &[(&str, T)]) -> bool {
            table.windows(2).all(|w| w[0].0 < w[1].0)
        }
        assert!(sorted(GOVERNORS) && sorted(EMBEDDERS) && sorted(QUALIFIERS) && sorted(EVENTS));
        assert!(
            [FALSE, NEGATORS, LIGHT_VERBS, OBJECT_CONTROL, OF, TAKINGS, TRANSFERS]
                .iter()
                .all(|l| l.windows(2).all(|w| w[0] < w[1]))
        );
    }
}
