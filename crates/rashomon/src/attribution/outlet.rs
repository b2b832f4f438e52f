//! Outlets: the words that name a paper, an agency or a broadcaster, and whether it is the document's own.

use super::{Reader, Relay, lexicon, source};
use crate::analysis::{Dep, EntityKind, Name, Pos};
use crate::name;
use crate::text::Span;
use std::collections::BTreeSet;
use std::ops::Range;

/// The outlet that a noun names, if it does and is not the document's own; "the newspaper" is the outlet named last before.
pub(super) fn relay(reader: &Reader, noun: u32) -> Option<Relay> {
    let named = named(reader, noun).or_else(|| before(reader, noun))?;
    let span = reader.analysis.span(named.clone());
    (!own(reader, span)).then_some(Relay {
        span,
        head: Some(if named.contains(&noun) { noun } else { named.end - 1 }),
        outlet: true,
    })
}

/// Whether a noun names an outlet, the document's own included.
pub(super) fn is_outlet(reader: &Reader, noun: u32) -> bool {
    named(reader, noun).is_some() || reader.token(noun).pos == Pos::Noun && reader.is(noun, lexicon::OUTLETS)
}

/// Whether words name the document's own outlet: all of one name's words stand in the other.
pub(super) fn own(reader: &Reader, span: Span) -> bool {
    let folded = name::fold(span.slice(reader.text));
    let within = |small: &str, big: &str| !small.is_empty() && small.split(' ').all(|w| big.split(' ').any(|b| b == w));
    within(&folded, &reader.own) || within(&reader.own, &folded)
}

/// "told Radio North's 'Morning'": a programme, by the outlet whose it is, be it the document's own.
pub(super) fn programme(reader: &Reader, noun: u32) -> Option<Relay> {
    let owner = reader
        .tree
        .child(noun, &[Dep::Poss])
        .filter(|_| reader.token(noun).pos == Pos::Propn)?;
    named(reader, owner)?;
    Some(Relay {
        span: reader.analysis.span(reader.tree.reach(owner).start..noun + 1),
        head: Some(noun),
        outlet: true,
    })
}

/// The words of an outlet's name: "the Northbridge Gazette", "the Post", "the Gazette newspaper".
pub(super) fn named(reader: &Reader, noun: u32) -> Option<Range<u32>> {
    if reader.token(noun).pos == Pos::Noun {
        let mut before = reader.tree.children(noun).iter().copied();
        let kind = reader.is(noun, lexicon::OUTLETS)
            || reader.is(noun, &["agency", "website", "program", "programme", "show", "podcast"]);
        if let Some(name) = beside(reader, noun).filter(|_| reader.is(noun, lexicon::OUTLETS)) {
            return Some(name);
        }
        let compound =
            before.find(|&c| c < noun && matches!(reader.dep(c), Dep::Compound | Dep::Nmod | Dep::Poss) && kind);
        return compound.and_then(|c| named(reader, c));
    }
    if reader.token(noun).pos != Pos::Propn {
        return None;
    }
    let entity = entity(reader, noun).map(|n| n.tokens.clone());
    let start = proper_from(reader, noun);
    let with_article = start > 0 && reader.is(start - 1, &["the"]);
    let is_outlet = |tokens: &Range<u32>| {
        let folded = name::fold(reader.analysis.span(tokens.clone()).slice(reader.text));
        name::lexicon::is_outlet(&folded) || reader.outlets.contains(&folded) || folded == reader.own
    };
    let (plain, run) = (start..noun + 1, start..numbered(reader, noun));
    // "the Post": the last word of a paper's name does for all of it.
    let short = with_article && plain.len() == 1 && name::lexicon::is_outlet(&format!("the {}", reader.lower(noun)));
    entity
        .filter(is_outlet)
        .or_else(|| (short || is_outlet(&plain)).then_some(plain))
        .or_else(|| is_outlet(&run).then_some(run))
}

/// The proper name right after a noun for an outlet: "the broadcaster Channel North", "the state broadcaster, Channel North,".
fn beside(reader: &Reader, noun: u32) -> Option<Range<u32>> {
    let end = reader.sentence(noun).end;
    let name = |t: u32| t < end && reader.token(t).pos == Pos::Propn;
    let start = if name(noun + 1) {
        noun + 1
    } else if noun + 1 < end && reader.word(noun + 1) == "," && reader.head(noun + 1) == Some(noun) && name(noun + 2) {
        noun + 2
    } else {
        return None;
    };
    let last = (start..end).take_while(|&t| name(t)).last()?;
    Some(start..last + 1)
}

/// Names beside a noun for outlets ("the broadcaster Channel North", "Signal, a news site"), and those that report what
/// others said ("Channel North reported, citing officials"), folded.
pub(super) fn shown(reader: &Reader) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for i in 0..reader.tokens.len() as u32 {
        let Some(head) = reader.head(i) else { continue };
        let noun = |t: u32| {
            let site = reader.is(t, &["site"]) && t > 0 && reader.is(t - 1, &["news"]);
            reader.token(t).pos == Pos::Noun && (site || reader.is(t, lexicon::OUTLETS))
        };
        let beside = match reader.dep(i) {
            Dep::Appos => noun(head) || noun(i),
            Dep::Compound | Dep::Nmod => noun(i) && head > i,
            _ => false,
        };
        let reports = reader.dep(i) == Dep::Nsubj && &*reader.token(head).lemma == "report" && cites(reader, head);
        let name = if beside && noun(i) { head } else { i };
        if (beside || reports || quotes(reader, i) || written_as_one(reader, i))
            && reader.token(name).pos == Pos::Propn
            && !reader.is(name, lexicon::OUTLETS)
        {
            out.insert(name::fold(reader.analysis.span(run(reader, name)).slice(reader.text)));
        }
    }
    out.remove("");
    out
}

/// Whether a body quotes others: "Channel North quoted her as saying", "was quoted by Channel North as saying".
fn quotes(reader: &Reader, i: u32) -> bool {
    let Some(head) = reader.head(i) else { return false };
    let quote = |v: u32| &*reader.token(v).lemma == "quote";
    let active = || reader.dep(i) == Dep::Nsubj && quote(head) && source::quoted_as(reader, head).is_some();
    let passive = || {
        let verb = reader.head(head).filter(|_| reader.dep(head) == Dep::Agent);
        let said = |v: u32| {
            let mut under = reader.tree.children(v).iter().filter(|&&p| reader.is(p, &["as"]));
            under.any(|&p| reader.tree.child(p, &[Dep::Pcomp]).is_some())
        };
        verb.is_some_and(|v| quote(v) && said(v))
    };
    if !active() && !passive() {
        return false;
    }
    // "The Beacon" may be taken for a person.
    let article = reader.is(run(reader, i).start.saturating_sub(1), &["the"]);
    let person = |kind| kind == EntityKind::Person && article;
    let role = || name::lexicon::role(&reader.lower(i)).is_some();
    let body = reader
        .entity(i)
        .map_or_else(|| article && !role(), |n| person(n.kind) || may_be_one(n.kind));
    body && !institution(reader, i)
}

/// "Told The Lantern", "an interview with The Lantern", "seen by The Lantern": one to whom things are told or shown, and whose
/// name has a capital article within a sentence.
fn written_as_one(reader: &Reader, i: u32) -> bool {
    let Some(head) = reader.head(i) else { return false };
    let shown = match reader.dep(i) {
        Dep::Dobj | Dep::Dative => &*reader.token(head).lemma == "tell",
        Dep::Pobj => reader.head(head).is_some_and(|above| {
            let word = &*reader.token(above).lemma;
            matches!(
                (&*reader.token(head).lemma, word),
                ("with" | "to", "interview" | "speak" | "talk") | ("by", "obtain" | "review" | "see")
            )
        }),
        _ => false,
    };
    if !shown || reader.entity(i).is_some_and(|n| !may_be_one(n.kind)) || institution(reader, i) {
        return false;
    }
    let mut name = run(reader, i);
    if reader.word(name.start) == "The" {
        name.start += 1;
    }
    // Whose article is small elsewhere in the document owes the capital to the house.
    let words = reader.analysis.span(name.clone()).slice(reader.text);
    let house = || reader.text.contains(&format!(" the {words}"));
    name.start > reader.sentence(i).start + 1 && reader.word(name.start - 1) == "The" && !house()
}

/// Whether a name is a body's that is no outlet, a country's or a capital's.
fn institution(reader: &Reader, i: u32) -> bool {
    let name = name::fold(reader.analysis.span(run(reader, i)).slice(reader.text));
    let last = name.rsplit(' ').next().unwrap_or_default();
    let place = name::lexicon::country(&name).is_some() || name::lexicon::capital_of(&name).is_some();
    place || name::lexicon::is_organisation_head(last)
}

/// Whether what the language model takes for such a name may be an outlet's.
fn may_be_one(kind: EntityKind) -> bool {
    use EntityKind::{Event, Fac, Law, Org, Product, WorkOfArt};
    matches!(kind, Event | Fac | Law | Org | Product | WorkOfArt)
}

/// Whether a verb of reporting says from whom: "citing officials", "with reference to the agency".
fn cites(reader: &Reader, verb: u32) -> bool {
    reader.tree.children(verb).iter().any(|&c| {
        let reference = || {
            reader
                .tree
                .child(c, &[Dep::Pobj])
                .is_some_and(|o| reader.is(o, &["reference"]))
        };
        reader.is(c, &["citing", "quoting"]) || reader.dep(c) == Dep::Prep && reference()
    })
}

/// The proper nouns that end with a token, an entity's where it stands in one, without an article.
fn run(reader: &Reader, noun: u32) -> Range<u32> {
    let start = proper_from(reader, noun);
    let entity = entity(reader, noun).map_or(start, |n| n.tokens.start);
    start.max(entity)..numbered(reader, noun)
}

/// Where the proper nouns begin that end with a token.
fn proper_from(reader: &Reader, noun: u32) -> u32 {
    let sentence = reader.sentence(noun).start;
    let proper = |t: &u32| reader.token(*t).pos == Pos::Propn;
    (sentence..noun).rev().take_while(proper).last().unwrap_or(noun)
}

/// Where a name ends: with the number right after it, if it has one ("Channel 4").
fn numbered(reader: &Reader, noun: u32) -> u32 {
    let after = |t: &u32| reader.dep(*t) == Dep::Nummod && *t == noun + 1;
    reader
        .tree
        .children(noun)
        .iter()
        .find(|t| after(t))
        .map_or(noun, |&t| t)
        + 1
}

/// The entity that a token stands in; a number or a day may end an outlet's name ("Channel One") and is none.
fn entity<'a>(reader: &Reader<'a>, token: u32) -> Option<&'a Name> {
    let counts = |n: &&Name| matches!(n.kind, EntityKind::Cardinal | EntityKind::Ordinal | EntityKind::Date);
    reader.entity(token).filter(|n| !counts(n))
}

/// For a noun that means some outlet: the last one named before it, else the noun itself.
fn before(reader: &Reader, noun: u32) -> Option<Range<u32>> {
    if reader.token(noun).pos != Pos::Noun || !reader.is(noun, lexicon::OUTLETS) {
        return None;
    }
    let definite = reader
        .tree
        .child(noun, &[Dep::Det])
        .is_some_and(|d| reader.is(d, &["the", "that"]));
    if reader
        .tree
        .child(noun, &[Dep::Amod])
        .is_some_and(|a| reader.is(a, &["social"]))
    {
        return None;
    }
    let several = reader.is(noun, &["media", "press"]);
    if !definite || several {
        return Some(noun..noun + 1);
    }
    let names = &reader.analysis.names[..reader.analysis.names.partition_point(|n| n.tokens.end <= noun)];
    let back = names.iter().rev().take(LOOK_BACK).map(|n| n.tokens.end - 1);
    let mut back = back.filter(|&head| !only_of(reader, head));
    let found = back.find_map(|head| named(reader, head).filter(|t| !own(reader, reader.analysis.span(t.clone()))));
    found.or(Some(noun..noun + 1))
}

/// Whether an outlet is only named for a thing of its that tells nothing ("a CNBC poll").
fn only_of(reader: &Reader, name: u32) -> bool {
    let of = reader.head(name).filter(|_| reader.dep(name) == Dep::Compound);
    of.is_some_and(|thing| {
        let tells = [lexicon::PAPERS, lexicon::OUTLETS, super::relay::TALK];
        reader.token(thing).pos == Pos::Noun && !tells.iter().any(|list| reader.listed(thing, list))
    })
}

/// How many names back an outlet may have been named that is now "the newspaper".
const LOOK_BACK: usize = 40;
