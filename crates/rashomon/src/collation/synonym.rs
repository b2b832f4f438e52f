//! Words of one sense in news, where static vectors are weak: verbs, and the nouns for what they tell of.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Classes of words that report the same thing, as lemmas.
#[rustfmt::skip]
const CLASSES: &[&[&str]] = &[
    &["abandon", "leave", "retreat", "vacate", "withdraw", "withdrawal"],
    &["accuse", "accusation", "allegation", "allege", "blame", "castigate", "condemn", "condemnation", "criticise",
      "criticism", "criticize", "decry", "denounce", "lambast", "rebuke", "slam"],
    &["acquire", "acquisition", "buy", "purchase"],
    &["acknowledge", "admit", "concede", "confirm"],
    &["aid", "assist", "assistance", "help", "support"],
    &["allow", "authorise", "authorize", "let", "permit"],
    &["appoint", "appointment", "designate", "name", "nominate", "nomination"],
    &["approval", "approve", "endorse", "ratify"],
    &["arrest", "apprehend", "detain", "detention"],
    &["arm", "ammunition", "munition", "weapon", "weaponry"],
    &["assault", "attack", "raid", "strike"],
    &["attend", "attendance", "appearance"],
    &["ban", "bar", "forbid", "outlaw", "prohibit", "prohibition"],
    &["begin", "commence", "start"],
    &["business", "company", "corporation", "firm"],
    &["cancel", "cancellation", "scrap", "scrapping"],
    &["casualty", "victim"],
    &["caution", "warn", "warning"],
    &["cease", "end", "halt", "stop", "suspend", "suspension"],
    &["choose", "pick", "select", "selection"],
    &["climb", "gain", "grow", "growth", "increase", "jump", "rise", "soar", "surge"],
    &["complaint", "lawsuit", "litigation", "sue", "suit"],
    &["conclude", "complete", "completion", "finish"],
    &["conversation", "discuss", "discussion", "talk"],
    &["create", "creation", "establish", "establishment", "form", "formation", "found"],
    &["damage", "harm"],
    &["dead", "death", "die", "fatality", "perish"],
    &["decision", "decide", "determine"],
    &["decline", "decrease", "drop", "fall", "plummet", "plunge", "shrink", "sink", "slide", "slump"],
    &["defer", "delay", "postpone", "postponement", "reschedule"],
    &["deliver", "delivery", "export", "provide", "send", "ship", "shipment", "supply", "transfer"],
    &["demand", "request", "urge"],
    &["demolish", "destroy", "destruction", "devastate", "ruin", "wreck"],
    &["demonstrate", "demonstration", "protest", "rally"],
    &["demonstrator", "protester", "protestor"],
    &["depart", "departure", "quit", "resign", "resignation"],
    &["discover", "find", "uncover"],
    &["dismiss", "fire", "oust", "sack"],
    &["contractor", "employee", "staff", "staffer", "subcontractor", "worker"],
    &["evacuate", "evacuation", "flee"],
    &["examination", "examine", "inquiry", "investigate", "investigation", "probe", "review"],
    &["fund", "funding", "finance"],
    &["gunfire", "shoot", "shooting", "shot"],
    &["gunman", "shooter"],
    &["hurt", "injure", "injury", "wound"],
    &["kill", "murder", "slay"],
    &["law", "legislation"],
    &["lawmaker", "legislator"],
    &["officer", "police"],
    &["passage", "adopt", "adoption"],
    &["cost", "pay", "payment", "spend"],
    &["pledge", "promise", "vow"],
    &["poll", "survey"],
    &["answer", "react", "reaction", "reply", "respond", "response"],
    &["refuse", "refusal", "reject", "rejection"],
    &["require", "requirement", "mandate"],
    &["rescue", "save"],
    &["reveal", "revelation", "disclose", "disclosure"],
    &["seize", "seizure", "confiscate"],
    &["travel", "trip", "visit"],
    &["violence", "unrest", "clash"],
];

/// The class of a lemma, if it is in one.
pub(super) fn class(lemma: &str) -> Option<usize> {
    static OF: LazyLock<FxHashMap<&str, usize>> = LazyLock::new(|| {
        let of = CLASSES.iter().enumerate().rev();
        of.flat_map(|(class, words)| words.iter().map(move |word| (*word, class)))
            .collect()
    });
    OF.get(lemma).copied()
}

/// How like two words of one class are taken to be.
pub(super) const SAME_CLASS: f32 = 0.8;
