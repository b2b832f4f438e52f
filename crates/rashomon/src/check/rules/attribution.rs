//! On whose word it stands: in other mouths, or in nobody's.

use crate::analysis::Pos;
use crate::attribution::{self, Attribution, Force, Kind as Quoting};
use crate::check::align::Pairing;
use crate::check::case::{Case, Clash, claim_of};
use crate::check::rule::Rule;
use crate::claim::{Claim, Role};
use crate::collation::speaker;
use crate::name::{Kind as NameKind, fold, lexicon};
use crate::report::Report;
use crate::text::Span;

/// How much of the unit a source must have for its holder to be the unit's.
const SAME_CLAIM: f32 = 0.6;

/// Holders that no source has, in rule `attribution-changed`; none where every source has one, in `attribution-dropped`.
pub(super) fn find(case: &Case) -> Vec<Clash> {
    if let Some(clash) = case.near().find_map(|p| other_mouth(case, p)) {
        return vec![clash];
    }
    let mine = match claim(case) {
        Some(claim) => holder(case, case.text(), case.line.report, claim),
        None => return Vec::new(),
    };
    if mine == Held::Nobody && judged(case) {
        return Vec::new();
    }
    let best = case.pairs.iter().map(|p| case.said_here(p)).fold(0.0, f32::max);
    if best < SAME_CLAIM || mine == Held::Unknown {
        return Vec::new();
    }
    // Where a source has the very words, another that has most of them does not carry them.
    let close = case.pairs.iter().any(|p| p.diff.close() && case.said_here(p) >= best) && best >= 0.85;
    let least = best * if close { 0.95 } else { 0.85 };
    let mut against: Option<(&Pairing, Held)> = None;
    for p in case.near().filter(|p| case.said_here(p) >= least) {
        // A quotation in a headline is somebody's, and does not say whose.
        let Some(theirs) = counterpart(case, p) else {
            continue;
        };
        match (&mine, &theirs) {
            // Somebody carries it as the text has it, or it can't be told.
            (_, Held::Nobody) | (Held::By(_), Held::Unknown) => return Vec::new(),
            (Held::By(a), Held::Described(b)) if !another(case, p, &a[0], b) => return Vec::new(),
            (Held::By(a), Held::By(b)) if same(case, a, b) || same_words(case, p) => return Vec::new(),
            (Held::Described(_) | Held::Unknown, _) => return Vec::new(),
            (Held::Nobody, theirs) if acts(case, theirs) => return Vec::new(),
            _ => against = against.or(Some((p, theirs))),
        }
    }
    let Some((p, theirs)) = against else { return Vec::new() };
    let outlet = case.source(p).document.outlet();
    let (rule, message) = match &mine {
        Held::By(mine) if case.said_here(p) >= 0.8 => (
            Rule::AttributionChanged,
            format!(
                "the text has it on the word of {}, {outlet} on that of {}",
                mine[0],
                theirs.words()
            ),
        ),
        Held::By(_) => return Vec::new(),
        _ => (
            Rule::AttributionDropped,
            format!("the text has it as a fact, {outlet} on the word of {}", theirs.words()),
        ),
    };
    vec![Clash {
        rule,
        at: case.unit.span,
        against: vec![case.sentence(p)],
        message,
    }]
}

/// Whether a source knows somebody by name and still has the words from somebody whom it only describes, in words that are
/// never used of the one named.
fn another(case: &Case, p: &Pairing, named: &str, described: &str) -> bool {
    let index = case.other(p).report as u32;
    let Some(entity) = case
        .world
        .entities
        .entities
        .iter()
        .find(|e| e.name == named && e.kind == NameKind::Person)
    else {
        return false;
    };
    // What somebody is tells, and not of where: "a customs officer of Zubrowka" is not its minister.
    let folded = fold(described);
    let what = folded.rsplit(' ').next().unwrap_or(&folded);
    let of = |name: &String| fold(name).split(' ').any(|w| w == what);
    let one = lexicon::role(what) == Some(NameKind::Person) || lexicon::is_title(what);
    one && entity.mentions.iter().any(|m| m.report == index) && !entity.aliases.iter().any(of)
}

/// Whether the text has it on somebody's word, or as what somebody takes a stand on.
pub(in crate::check) fn on_a_word(case: &Case) -> bool {
    let held = |claim| holder(case, case.text(), case.line.report, claim) != Held::Nobody;
    claim(case).is_some_and(held) || judged(case)
}

/// Whether the text has it as what somebody takes a stand on ("condemned it for exporting").
pub(super) fn judged(case: &Case) -> bool {
    let text = case.text();
    let at = claim(case).map(|claim| text.analysis.tokens[claim.predicate as usize].span);
    let on_it = |a: &Attribution| a.source.is_some() && a.content.iter().any(|c| at.is_some_and(|at| c.contains(at)));
    let mut judging = text.attributions.iter().filter(|a| a.force == Force::Judges);
    judging.any(on_it)
}

/// Whether the text has one of the holders do something in the same sentence: who is said to refuse it need not be quoted.
fn acts(case: &Case, holders: &Held) -> bool {
    let (text, entities) = (case.text(), case.world.entities);
    let claims = text.claims.iter().filter(|c| c.sentence == case.line.sentence);
    let mut doers = claims
        .flat_map(|c| c.participants.iter().filter(|p| p.role == Role::Agent))
        .map(|p| p.head);
    doers.any(|head| match holders {
        Held::By(holders) => entities.of(case.line.report, head).is_some_and(|e| {
            let name = &entities.entities[e as usize].name;
            let one = |h: &String| h == name || entities.may_be_one(h, name) || entities.speaks_for(h) == *name;
            holders.iter().any(one)
        }),
        Held::Described(words) => {
            let word = text.analysis.tokens[head as usize].span.slice(&text.document.text);
            words.split(' ').any(|w| w.eq_ignore_ascii_case(word))
        }
        Held::Nobody | Held::Unknown => false,
    })
}

/// Whether the text has it as a fact and the source on somebody's word.
pub(in crate::check) fn bare(case: &Case, p: &Pairing) -> bool {
    let mine = claim(case).map_or(Held::Nobody, |c| holder(case, case.text(), case.line.report, c));
    mine == Held::Nobody && counterpart(case, p).is_some_and(|theirs| theirs != Held::Nobody)
}

/// Whether the words that name the text's sources stand in the source's sentence too.
fn same_words(case: &Case, p: &Pairing) -> bool {
    let text = case.text();
    let mut sources = text
        .attributions
        .iter()
        .filter(|a| a.cue.overlaps(sentence(case)))
        .filter_map(|a| a.source);
    p.diff.close() && sources.any(|span| text.analysis.tokens_in(span).all(|t| p.diff.is_matched(t)))
}

/// On whose word a claim is.
#[derive(Debug, Clone, PartialEq)]
enum Held {
    Nobody,
    /// Canonical names, the innermost first.
    By(Vec<String>),
    /// Somebody who is only described, and may be anyone.
    Described(String),
    /// On somebody's who is not even described.
    Unknown,
}

impl Held {
    fn words(&self) -> &str {
        match self {
            Self::By(names) => &names[0],
            Self::Described(words) => words,
            Self::Nobody | Self::Unknown => "somebody",
        }
    }
}

/// The claim of the unit.
fn claim<'a>(case: &Case<'a>) -> Option<&'a Claim> {
    case.unit.claim.map(|c| &case.text().claims[c as usize])
}

fn holder(case: &Case, report: &Report, index: usize, claim: &Claim) -> Held {
    let mut at = claim.attribution.map(|i| &report.attributions[i as usize]);
    let (mut names, mut seen, mut unknown, mut described) = (Vec::new(), false, false, None);
    for _ in 0..6 {
        let Some(a) = at else { break };
        if a.force.passes_on() || matches!(a.force, Force::Believes) {
            seen = true;
            match mouth(case, report, index, a) {
                Held::By(mine) => names.extend(mine),
                Held::Described(words) => described = described.or(Some(words)),
                _ => unknown = true,
            }
        }
        at = a.inside.map(|i| &report.attributions[i as usize]);
    }
    match described {
        _ if !seen => Held::Nobody,
        _ if unknown && names.is_empty() => Held::Unknown,
        Some(words) => Held::Described(words),
        None if unknown => Held::Unknown,
        None => Held::By(names),
    }
}

/// Whose words an attribution gives: a name, through whatever the document has it; a description; or nobody known.
fn mouth(case: &Case, report: &Report, index: usize, a: &Attribution) -> Held {
    let Some(name) = speaker(case.world.entities, report, index, a) else {
        return Held::Unknown;
    };
    let pronoun = a
        .source_head
        .is_some_and(|h| report.analysis.tokens[h as usize].pos == Pos::Pron);
    let known = a
        .source_head
        .is_some_and(|h| case.world.entities.of(index, h).is_some());
    if pronoun && !known {
        return Held::Unknown;
    }
    // "A customs officer" that opens a sentence is one too, and so is a headline's "Zubrowka mayor".
    let role = a.source_head.is_some_and(|h| {
        let token = &report.analysis.tokens[h as usize];
        let office = lexicon::role(&token.lemma.to_lowercase()) == Some(NameKind::Person);
        token.pos == Pos::Noun && office && name.ends_with(token.span.slice(&report.document.text))
    });
    let article = ["A ", "An ", "Some ", "One "].iter().find(|a| name.starts_with(**a));
    if role || !known && (article.is_some() || !name.chars().next().is_some_and(char::is_uppercase)) {
        return Held::Described(article.map_or(name.clone(), |a| a.to_lowercase() + &name[a.len()..]));
    }
    let relays = a
        .relays
        .iter()
        .map(|r| case.world.entities.holder(report, index, r.span, r.head));
    Held::By(std::iter::once(name).chain(relays).filter(|n| !n.is_empty()).collect())
}

/// On whose word the source has what the unit says; none where it stands in quotation marks and nobody is said to have said it.
fn counterpart(case: &Case, p: &Pairing) -> Option<Held> {
    let source = case.source(p);
    let index = case.other(p).report;
    let items = &case.line.items;
    let predicate = claim(case).and_then(|mine| {
        let found = case.unit.items.iter().copied();
        found.into_iter().find(|&i| items[i].tokens.contains(&mine.predicate))
    });
    let linked = predicate.and_then(|i| p.links[i]).map(|(j, _)| &case.other(p).items[j]);
    let found = linked.and_then(|item| claim_of(source, item)).or_else(|| {
        // Else the claim in which most of what is linked stands.
        let linked: Vec<u32> = case
            .unit
            .items
            .iter()
            .filter_map(|&i| p.links[i])
            .map(|(j, _)| case.other(p).items[j].head)
            .collect();
        let holds = |c: &&Claim| {
            let tokens = source.analysis.tokens_in(c.span);
            linked.iter().filter(|t| tokens.contains(t)).count()
        };
        let claims = source.claims.iter().filter(|c| c.sentence == case.other(p).sentence);
        claims.max_by_key(|c| (holds(c), std::cmp::Reverse(c.span.len())))
    });
    let held = found.map_or(Held::Nobody, |claim| holder(case, source, index, claim));
    match held {
        // What is said may have been read as no claim; the words still stand in somebody's.
        Held::Nobody => match around(case, p).or_else(|| goes_on(case, p)) {
            Some(a) => Some(mouth(case, source, index, a)),
            None => quotation(case, p).is_none().then_some(Held::Nobody),
        },
        held => Some(held),
    }
}

/// The quotation marks around the source's sentence, if it stands in them.
fn quotation(case: &Case, p: &Pairing) -> Option<std::ops::Range<u32>> {
    let source = case.source(p);
    let tokens = &source.analysis.sentences[case.other(p).sentence as usize].tokens;
    let quoted = attribution::quoted(&source.document, &source.analysis);
    let inside = |q: &std::ops::Range<u32>| {
        let shared = q.end.min(tokens.end).saturating_sub(q.start.max(tokens.start));
        shared * 2 >= tokens.len() as u32
    };
    quoted.into_iter().find(inside)
}

/// The attribution from which a quotation of a sentence of its own goes on: that of the quotation before it in its paragraph.
fn goes_on<'a>(case: &Case<'a>, p: &Pairing) -> Option<&'a Attribution> {
    quotation(case, p)?;
    let source = case.source(p);
    let here = case.sentence(p).1;
    let before = source
        .attributions
        .iter()
        .filter(|a| a.span.end <= here.start && a.kind != Quoting::Indirect);
    let last = before.max_by_key(|a| a.span.end)?;
    let between = &source.document.text[last.span.end as usize..here.start as usize];
    (between.len() <= NEXT && !between.contains('\n')).then_some(last)
}

/// How far, in bytes, a quotation that goes on may stand from the words that say whose the one before is.
const NEXT: usize = 60;

/// Whether the source has the very words in somebody's mouth, and the text leaves out that they say it.
pub(in crate::check) fn left_mouth(case: &Case, p: &Pairing) -> bool {
    around(case, p).is_some()
}

/// The attribution whose content has most of the words that the sentence shares with the source's.
fn around<'a>(case: &Case<'a>, p: &Pairing) -> Option<&'a Attribution> {
    let source = case.source(p);
    let (first, last) = p.diff.reach().filter(|_| p.diff.close())?;
    let shared: Vec<Span> = (first..=last)
        .filter(|&t| p.diff.is_had(t))
        .map(|t| source.analysis.tokens[t as usize].span)
        .collect();
    source.attributions.iter().find(|a| {
        let inside = shared
            .iter()
            .filter(|s| a.content.iter().any(|c| c.contains(**s)))
            .count();
        let cue = source.analysis.tokens_in(a.cue).any(|t| p.diff.is_had(t));
        (a.force.passes_on() || a.force == Force::Believes) && !cue && inside * 2 >= shared.len()
    })
}

/// The same cue with the same words, and another name for who says them.
fn other_mouth(case: &Case, p: &Pairing) -> Option<Clash> {
    if !p.diff.close() {
        return None;
    }
    let (text, source) = (case.text(), case.source(p));
    let index = case.other(p).report;
    let here = text
        .attributions
        .iter()
        .filter(|a| a.cue.overlaps(sentence(case)) && a.cue.overlaps(case.frame()));
    for mine in here {
        let cue = text.analysis.tokens_in(mine.cue);
        let partner = cue.clone().find_map(|t| p.diff.partner(t));
        let theirs = source
            .attributions
            .iter()
            .find(|a| partner.is_some_and(|t| source.analysis.tokens_in(a.cue).contains(&t)) && a.source.is_some());
        let (Some(theirs), Some(span)) = (theirs, mine.source) else {
            continue;
        };
        let (Held::By(a), b) = (
            mouth(case, text, case.line.report, mine),
            mouth(case, source, index, theirs),
        ) else {
            continue;
        };
        let b = match b {
            Held::By(b) => b,
            Held::Described(b) => vec![b],
            _ => continue,
        };
        let shared = text.analysis.tokens_in(span).any(|t| {
            let propn = text.analysis.tokens[t as usize].pos == Pos::Propn;
            propn && p.diff.is_matched(t)
        });
        if shared || same(case, &a, &b) {
            continue;
        }
        let carried = case
            .pairs
            .iter()
            .any(|q| q.diff.close() && counterpart_names(case, q).is_some_and(|names| same(case, &a, &names)));
        if carried {
            continue;
        }
        return Some(Clash {
            rule: Rule::AttributionChanged,
            at: span,
            against: vec![case.sentence(p)],
            message: format!(
                "the text has it on the word of {}, {} on that of {}",
                a[0],
                source.document.outlet(),
                b[0]
            ),
        });
    }
    None
}

fn counterpart_names(case: &Case, q: &Pairing) -> Option<Vec<String>> {
    match counterpart(case, q)? {
        Held::By(names) => Some(names),
        _ => None,
    }
}

fn sentence(case: &Case) -> Span {
    case.text().analysis.sentences[case.line.sentence as usize].span
}

/// Whether two chains of holders have somebody in common.
fn same(case: &Case, a: &[String], b: &[String]) -> bool {
    let words = |name: &str| -> Vec<String> {
        let folded = fold(name);
        let long = folded.split(' ').filter(|w| w.chars().count() > 3);
        long.map(|w| w.strip_suffix('s').unwrap_or(w).to_owned()).collect()
    };
    a.iter().any(|x| {
        b.iter().any(|y| {
            let shared = words(x).iter().any(|w| words(y).contains(w));
            shared || case.world.entities.may_be_one(x, y) || crate::check::lexicon_country(&fold(x), &fold(y))
        })
    })
}
