//! Words that attribute, and words for those through whom a report has something.

use super::Force;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a verb takes.
#[derive(Debug, Clone, Default)]
pub(super) struct Frames {
    /// A quotation.
    pub(super) quote: bool,
    /// A clause.
    pub(super) clause: bool,
    /// An infinitive or a participle.
    pub(super) infinitive: bool,
    /// An object that is the content.
    pub(super) object: bool,
    /// An object that is the hearer.
    pub(super) hearer: bool,
    /// In the passive, a subject that is the content.
    pub(super) subject: bool,
    /// Prepositions (and particles) after which the content stands.
    pub(super) prepositions: Vec<&'static str>,
}

/// A verb in one of its senses.
#[derive(Debug, Clone)]
pub(super) struct Verb {
    /// What it lets one conclude.
    pub(super) force: Force,
    /// What it takes in this sense.
    pub(super) frames: Frames,
}

/// Written by hand, from general English and from reading which verbs the annotators of PolNeAR marked.
static VERBS: LazyLock<HashMap<&'static str, Vec<Verb>>> = LazyLock::new(|| {
    let mut verbs: HashMap<_, Vec<Verb>> = HashMap::new();
    for line in include_str!("verbs.txt").lines().filter(|l| !l.starts_with('#')) {
        let mut fields = line.split_ascii_whitespace();
        if let (Some(lemma), Some(force)) = (fields.next(), fields.next().and_then(force)) {
            let frames = frames(fields);
            verbs.entry(lemma).or_default().push(Verb { force, frames });
        }
    }
    verbs
});

fn frames(fields: std::str::SplitAsciiWhitespace<'static>) -> Frames {
    let mut frames = Frames::default();
    for field in fields {
        match field {
            "q" => frames.quote = true,
            "c" => frames.clause = true,
            "i" => frames.infinitive = true,
            "o" => frames.object = true,
            "r" => frames.hearer = true,
            "s" => frames.subject = true,
            _ => frames.prepositions.extend(field.strip_prefix('+')),
        }
    }
    frames
}

fn force(word: &str) -> Option<Force> {
    Some(match word {
        "says" => Force::Says,
        "alleges" => Force::Alleges,
        "denies" => Force::Denies,
        "grants" => Force::Grants,
        "hints" => Force::Hints,
        "plans" => Force::Plans,
        "believes" => Force::Believes,
        "asks" => Force::Asks,
        "urges" => Force::Urges,
        "judges" => Force::Judges,
        _ => return None,
    })
}

/// The senses of a verb, by lemma.
pub(super) fn verb(lemma: &str) -> &'static [Verb] {
    VERBS.get(lemma).map_or(&[], Vec::as_slice)
}

/// Nouns that attribute: the content follows as a clause, an infinitive or after a preposition.
const NOUNS: &[(&str, Force)] = &[
    ("accusation", Force::Alleges),
    ("admission", Force::Grants),
    ("advice", Force::Urges),
    ("allegation", Force::Alleges),
    ("announcement", Force::Says),
    ("appeal", Force::Urges),
    ("argument", Force::Says),
    ("assertion", Force::Says),
    ("assessment", Force::Says),
    ("assumption", Force::Believes),
    ("assurance", Force::Says),
    ("attack", Force::Judges),
    ("belief", Force::Believes),
    ("boast", Force::Says),
    ("call", Force::Urges),
    ("charge", Force::Alleges),
    ("claim", Force::Alleges),
    ("comment", Force::Says),
    ("complaint", Force::Alleges),
    ("concern", Force::Believes),
    ("conclusion", Force::Says),
    ("confirmation", Force::Grants),
    ("contention", Force::Says),
    ("conviction", Force::Believes),
    ("criticism", Force::Judges),
    ("critique", Force::Judges),
    ("decision", Force::Plans),
    ("declaration", Force::Says),
    ("demand", Force::Urges),
    ("denial", Force::Denies),
    ("denunciation", Force::Judges),
    ("description", Force::Says),
    ("determination", Force::Plans),
    ("disclosure", Force::Says),
    ("doubt", Force::Denies),
    ("endorsement", Force::Judges),
    ("estimate", Force::Says),
    ("expectation", Force::Believes),
    ("explanation", Force::Says),
    ("fear", Force::Believes),
    ("finding", Force::Says),
    ("hint", Force::Hints),
    ("hope", Force::Believes),
    ("idea", Force::Believes),
    ("insinuation", Force::Hints),
    ("insistence", Force::Says),
    ("intention", Force::Plans),
    ("message", Force::Says),
    ("news", Force::Says),
    ("notion", Force::Believes),
    ("observation", Force::Says),
    ("opinion", Force::Says),
    ("opposition", Force::Judges),
    ("plan", Force::Plans),
    ("plea", Force::Urges),
    ("pledge", Force::Plans),
    ("praise", Force::Judges),
    ("prediction", Force::Says),
    ("promise", Force::Plans),
    ("proposal", Force::Plans),
    ("question", Force::Asks),
    ("recommendation", Force::Urges),
    ("refusal", Force::Denies),
    ("rejection", Force::Denies),
    ("remark", Force::Says),
    ("report", Force::Says),
    ("request", Force::Urges),
    ("revelation", Force::Says),
    ("ruling", Force::Says),
    ("rumor", Force::Hints),
    ("rumour", Force::Hints),
    ("speculation", Force::Hints),
    ("statement", Force::Says),
    ("suggestion", Force::Hints),
    ("support", Force::Judges),
    ("suspicion", Force::Believes),
    ("testimony", Force::Says),
    ("theory", Force::Believes),
    ("threat", Force::Plans),
    ("view", Force::Believes),
    ("vow", Force::Plans),
    ("warning", Force::Alleges),
    ("worry", Force::Believes),
];

/// The force of a noun that attributes.
pub(super) fn noun(lemma: &str) -> Option<Force> {
    NOUNS.iter().find(|(known, _)| *known == lemma).map(|&(_, force)| force)
}

/// Adjectives that attribute to their subject a clause, an infinitive, or what follows one of these prepositions.
const ADJECTIVES: &[(&str, Force, &[&str])] = &[
    ("adamant", Force::Says, &["about"]),
    ("afraid", Force::Believes, &["of"]),
    ("angry", Force::Judges, &["about", "at", "over", "with"]),
    ("aware", Force::Believes, &["of"]),
    ("certain", Force::Believes, &["of", "about"]),
    ("clear", Force::Says, &["about"]),
    ("concerned", Force::Believes, &["about", "over", "with"]),
    ("confident", Force::Believes, &["about", "in", "of"]),
    ("convinced", Force::Believes, &["of"]),
    ("critical", Force::Judges, &["of"]),
    ("dismissive", Force::Denies, &["of"]),
    ("doubtful", Force::Denies, &["about", "of"]),
    ("eager", Force::Plans, &[]),
    ("enthusiastic", Force::Judges, &["about"]),
    ("fearful", Force::Believes, &["of"]),
    ("frustrated", Force::Believes, &["by", "with"]),
    ("furious", Force::Judges, &["about", "at", "over", "with"]),
    ("hopeful", Force::Believes, &["about", "of"]),
    ("hostile", Force::Judges, &["to", "toward", "towards"]),
    ("likely", Force::Hints, &[]),
    ("obvious", Force::Says, &[]),
    ("open", Force::Plans, &["to"]),
    ("optimistic", Force::Believes, &["about"]),
    ("pessimistic", Force::Believes, &["about"]),
    ("positive", Force::Believes, &["about"]),
    ("possible", Force::Hints, &[]),
    ("proud", Force::Judges, &["of"]),
    ("ready", Force::Plans, &[]),
    ("reluctant", Force::Denies, &[]),
    ("sceptical", Force::Denies, &["about", "of"]),
    ("skeptical", Force::Denies, &["about", "of"]),
    ("supportive", Force::Judges, &["of"]),
    ("sure", Force::Believes, &["about", "of"]),
    ("sympathetic", Force::Judges, &["to", "toward", "towards"]),
    ("unaware", Force::Believes, &["of"]),
    ("unclear", Force::Asks, &[]),
    ("unhappy", Force::Judges, &["about", "with"]),
    ("unlikely", Force::Asks, &[]),
    ("unsure", Force::Asks, &["about", "of"]),
    ("unwilling", Force::Denies, &[]),
    ("wary", Force::Believes, &["about", "of"]),
    ("willing", Force::Plans, &[]),
    ("worried", Force::Believes, &["about", "over"]),
];

/// Adjectives by which nobody says anything: only with "it", and never to a subject ("is likely to").
const IMPERSONAL: &[&str] = &["likely", "obvious", "possible", "unclear", "unlikely"];

/// The force of an adjective that attributes, whether it does so without naming anyone, and its prepositions.
pub(super) fn adjective(lemma: &str) -> Option<(Force, bool, &'static [&'static str])> {
    let &(_, force, prepositions) = ADJECTIVES.iter().find(|(known, ..)| *known == lemma)?;
    Some((force, IMPERSONAL.contains(&lemma), prepositions))
}

/// Verbs that tell of a thing as much as of a clause ("announced a ban").
pub(super) const TELLING: &[&str] = &[
    "announce",
    "call",
    "cite",
    "criticize",
    "declare",
    "describe",
    "disclose",
    "report",
    "reveal",
    "say",
    "state",
    "tell",
    "write",
    "tweet",
    "post",
    "predict",
    "forecast",
    "warn",
];

/// Verbs of evidence: what is not a person, a body or a paper can be their subject too.
pub(super) const EVIDENCE: &[&str] = &[
    "demonstrate",
    "determine",
    "express",
    "find",
    "highlight",
    "illustrate",
    "indicate",
    "mean",
    "present",
    "prove",
    "reflect",
    "reveal",
    "show",
    "signal",
    "suggest",
    "underline",
    "underscore",
];

/// Verbs whose subject makes the paper that is their object, or gives it out.
pub(super) const MAKING: &[&str] = &[
    "circulate",
    "deliver",
    "draft",
    "email",
    "file",
    "give",
    "hand",
    "issue",
    "make",
    "maintain",
    "pen",
    "post",
    "produce",
    "publish",
    "put",
    "release",
    "send",
    "share",
    "sign",
    "submit",
    "unveil",
    "write",
];

/// Verbs whose subject has others' words before it: what the object says is not the subject's.
pub(super) const HEARING: &[&str] = &[
    "block", "cite", "dismiss", "get", "hear", "obtain", "quote", "read", "receive", "reject", "review", "see", "toss",
];

/// Verbs of what seems so: their subject tells nothing.
pub(super) const SEEMING: &[&str] = &["appear", "look", "seem", "sound"];

/// Nouns for people who speak without being named.
pub(super) const UNNAMED: &[&str] = &[
    "activist",
    "advocate",
    "aide",
    "authority",
    "bystander",
    "campaigner",
    "colleague",
    "critic",
    "democrat",
    "diplomat",
    "doctor",
    "expert",
    "friend",
    "historian",
    "insider",
    "legislator",
    "member",
    "neighbor",
    "neighbour",
    "observer",
    "opponent",
    "other",
    "pundit",
    "relative",
    "republican",
    "resident",
    "scholar",
    "scientist",
    "source",
    "supporter",
    "user",
    "voter",
    "witness",
];

/// Verbs that only say that another verb's doing begins, goes on or is tried: the cue takes them in and the source is theirs.
pub(super) const HELPERS: &[&str] = &[
    "attempt", "begin", "choose", "come", "continue", "fail", "go", "happen", "have", "keep", "like", "manage", "need",
    "proceed", "start", "stop", "struggle", "tend", "try", "use", "want", "be",
];

/// Nouns for papers that speak for whoever made them, and through which a report has what they say.
pub(super) const PAPERS: &[&str] = &[
    "affidavit",
    "audit",
    "biography",
    "blog",
    "book",
    "cable",
    "column",
    "communique",
    "complaint",
    "contract",
    "dispatch",
    "document",
    "dossier",
    "draft",
    "editorial",
    "email",
    "essay",
    "feed",
    "filing",
    "indictment",
    "lawsuit",
    "ledger",
    "letter",
    "manifesto",
    "memo",
    "memoir",
    "memorandum",
    "motion",
    "op-ed",
    "paper",
    "petition",
    "press release",
    "profile",
    "proposal",
    "report",
    "reporting",
    "review",
    "ruling",
    "study",
    "submission",
    "suit",
    "testimony",
    "transcript",
    "warrant",
    "website",
];

/// Papers that are called by several nouns.
const PAPER_KINDS: &[&[&str]] = &[
    &["lawsuit", "suit", "complaint", "filing", "motion", "petition"],
    &["letter", "email", "memo", "memorandum"],
    &["report", "study", "audit", "review", "document", "dossier"],
    &["indictment"],
    &["ruling"],
    &["book", "memoir"],
    &["statement", "release", "announcement"],
];

/// Which kind of paper a noun means.
pub(super) fn paper_kind(lemma: &str) -> Option<usize> {
    PAPER_KINDS.iter().position(|nouns| nouns.contains(&lemma))
}

/// Nouns for figures and those who gather them.
pub(super) const DATA: &[&str] = &[
    "analysis",
    "average",
    "census",
    "count",
    "data",
    "database",
    "estimate",
    "figure",
    "forecast",
    "index",
    "number",
    "poll",
    "projection",
    "record",
    "statistic",
    "survey",
    "tally",
    "tracker",
];

/// Nouns for what is said by whoever it is from; they are no papers of their own.
pub(super) const STATEMENTS: &[&str] = &[
    "announcement",
    "comment",
    "declaration",
    "release",
    "remark",
    "statement",
];

/// Nouns for outlets.
pub(super) const OUTLETS: &[&str] = &[
    "broadcaster",
    "daily",
    "magazine",
    "media",
    "network",
    "newspaper",
    "outlet",
    "paper",
    "press",
    "station",
    "tabloid",
    "weekly",
];

/// Days, as one says on which something was said.
pub(super) const DAYS: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];
