//! Where a document says that it has things from: who speaks in it, and the outlets, papers, posts and figures it draws on.

use super::{Attribution, Force, Kind, Reader, lexicon, outlet, relay};
use crate::analysis::{Dep, Pos};
use crate::name;
use crate::text::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One origin, at one place where the document draws on it. The same origin comes as often as the document names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentOrigin {
    /// The passage that shows it.
    pub passage: Span,
    /// The words that name or describe it.
    pub name: Span,
    /// Token index of their head, none where they stand aside from analysis (an agency in a dateline).
    pub head: Option<u32>,
    /// What sort of origin.
    pub kind: OriginKind,
}

/// What sort of origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum OriginKind {
    /// Another outlet or an agency.
    Outlet,
    /// What someone said or gave out.
    Statement,
    /// A letter, a court paper, a study, a law.
    Document,
    /// What someone told this outlet.
    Interview,
    /// A post on a social network.
    Social,
    /// Someone who is not named.
    Unnamed,
    /// Figures, and those who gather them.
    Data,
}

/// The origins that attributions, a dateline and a credit line show, in order of the text.
pub(super) fn origins(reader: &Reader, attributions: &[Attribution]) -> Vec<DocumentOrigin> {
    let mut out = Vec::new();
    out.extend(reader.agency.map(|span| DocumentOrigin {
        passage: span,
        name: span,
        head: None,
        kind: OriginKind::Outlet,
    }));
    for a in attributions {
        let relays = a.relays.iter().filter(|relay| relay.head.is_some());
        out.extend(relays.map(|relay| DocumentOrigin {
            passage: a.passage,
            name: relay.span,
            head: relay.head,
            kind: if relay.outlet {
                OriginKind::Outlet
            } else {
                OriginKind::Document
            },
        }));
        out.extend(speaker(reader, a));
    }
    out.extend(credits(reader));
    out.sort_by_key(|origin| (origin.passage, origin.name, origin.kind));
    out
}

/// Whoever speaks in an attribution, if the document draws on them and does not merely tell what they want or think.
fn speaker(reader: &Reader, a: &Attribution) -> Option<DocumentOrigin> {
    let (name, head) = (a.speaker.or(a.source)?, a.source_head?);
    if reader.token(head).pos == Pos::Pron || a.inside.is_some() && !a.speech {
        return None;
    }
    let kind = kind(reader, a, head)?;
    let told = a.speech || a.kind != Kind::Indirect && a.inside.is_none();
    let counts = match kind {
        OriginKind::Unnamed => told || a.force == Force::Believes,
        _ => told,
    };
    counts.then_some(DocumentOrigin {
        passage: a.passage,
        name,
        head: Some(head),
        kind,
    })
}

/// What sort of origin a source is; none for what cannot be one ("the results").
fn kind(reader: &Reader, a: &Attribution, head: u32) -> Option<OriginKind> {
    if outlet::is_outlet(reader, head) {
        return Some(OriginKind::Outlet);
    }
    if reader.token(head).pos == Pos::Noun {
        return match name::lexicon::role(&reader.lower(head)) {
            _ if seen(reader, head) => Some(OriginKind::Document),
            _ if reader.listed(head, lexicon::DATA) => Some(OriginKind::Data),
            _ if reader.listed(head, lexicon::PAPERS) => Some(OriginKind::Document),
            _ if reader.listed(head, lexicon::UNNAMED) => Some(OriginKind::Unnamed),
            Some(name::Kind::Person) => Some(OriginKind::Unnamed),
            Some(_) => Some(OriginKind::Statement),
            _ if not_named(reader, head) => Some(OriginKind::Unnamed),
            // "labs are reporting", "dozens of hospitals have announced"
            None => (reader.token(head).tag == "NNS" && tells(reader, a)).then_some(OriginKind::Unnamed),
        };
    }
    if reader.word(head).contains(['/', '@']) {
        return None;
    }
    let cue = reader.analysis.tokens_in(a.cue);
    let Some(verb) = cue.rev().find(|&i| reader.is_verb(i)) else {
        return Some(OriginKind::Statement);
    };
    Some(if posts(reader, verb) {
        OriginKind::Social
    } else if relay::interviewed(reader, verb) {
        OriginKind::Interview
    } else {
        OriginKind::Statement
    })
}

/// Whether a cue is a verb by which only people and bodies say something.
fn tells(reader: &Reader, a: &Attribution) -> bool {
    let verb = reader.analysis.tokens_in(a.cue).rev().find(|&i| reader.is_verb(i));
    let says = |v: u32| {
        lexicon::verb(&reader.token(v).lemma)
            .iter()
            .any(|s| s.force.passes_on() && s.frames.quote)
    };
    a.speech && verb.is_some_and(|v| says(v) && !reader.listed(v, lexicon::EVIDENCE))
}

/// "land records seen by The Gazette": what one has seen with one's own eyes is a paper.
fn seen(reader: &Reader, head: u32) -> bool {
    let seen = |&c: &u32| reader.dep(c) == Dep::Acl && reader.is(c, &["obtained", "reviewed", "seen", "viewed"]);
    reader.listed(head, lexicon::DATA) && reader.tree.children(head).iter().any(seen)
}

/// "a worker who asked not to be named": someone, and the document says that it does not say who.
fn not_named(reader: &Reader, head: u32) -> bool {
    let clause = reader.tree.child(head, &[Dep::Relcl, Dep::Acl]);
    clause.is_some_and(|clause| {
        let words = reader.analysis.span(reader.tree.reach(clause)).slice(reader.text);
        [
            "not to be",
            "anonymity",
            "anonymous",
            "not named",
            "not authorized",
            "not authorised",
        ]
        .iter()
        .any(|said| words.contains(said))
    })
}

/// "tweeted", "wrote on Facebook", "said in a post".
fn posts(reader: &Reader, verb: u32) -> bool {
    const NETWORKS: &[&str] = &[
        "bluesky",
        "facebook",
        "instagram",
        "mastodon",
        "post",
        "snapchat",
        "telegram",
        "threads",
        "tiktok",
        "tweet",
        "twitter",
        "vk",
        "weibo",
        "whatsapp",
        "x",
        "youtube",
    ];
    let lemma = &*reader.token(verb).lemma;
    let on_network = |&p: &u32| {
        reader.dep(p) == Dep::Prep
            && reader.is(p, &["in", "on", "via"])
            && reader
                .tree
                .child(p, &[Dep::Pobj])
                .is_some_and(|o| NETWORKS.contains(&&*reader.lower(o)))
    };
    matches!(lemma, "tweet" | "retweet" | "post") || reader.tree.children(verb).iter().any(on_network)
}

/// Whether a sentence says who else worked on the report that it stands in.
pub(crate) fn is_credit(sentence: &str) -> bool {
    let ours = ["this report", "this story", "this article"];
    sentence.trim_start().starts_with("Contributing:")
        || sentence.contains("contribut") && ours.iter().any(|words| sentence.contains(words))
}

/// "The Associated Press contributed to this report."
fn credits(reader: &Reader) -> Vec<DocumentOrigin> {
    let mut out = Vec::new();
    for i in 0..reader.tokens.len() as u32 {
        if &*reader.token(i).lemma != "contribute" {
            continue;
        }
        let sentence = &reader.analysis.sentences[reader.token(i).sentence as usize];
        if !is_credit(sentence.span.slice(reader.text)) {
            continue;
        }
        for head in sentence.tokens.start..i {
            let last = reader.head(head).is_none_or(|h| h != head + 1 || h == i);
            if let Some(relay) = outlet::relay(reader, head).filter(|_| last) {
                out.push(DocumentOrigin {
                    passage: sentence.span,
                    name: relay.span,
                    head: relay.head,
                    kind: OriginKind::Outlet,
                });
            }
        }
    }
    out
}
