//! Whose words they are: the noun phrase that a cue's subject, possessor or agent is.

use super::cue::{group, helps};
use super::{Reader, lexicon, outlet, phrase};
use crate::analysis::{Dep, EntityKind, Name, Pos};
use crate::name::{Kind, lexicon::role};
use std::ops::Range;

/// A source, as far as the parse shows one.
#[derive(Debug, Default)]
pub(super) struct Source {
    pub(super) tokens: Option<Range<u32>>,
    pub(super) head: Option<u32>,
    /// Where the cue begins when it takes in more than its own verb ("issued a statement saying").
    pub(super) cue_from: Option<u32>,
}

/// Most steps up the tree to a subject: sentences do not nest deeper in earnest.
const STEPS: usize = 6;

/// The source of a verb: its subject, its agent in the passive, or the subject of the verb it hangs on.
pub(super) fn of_verb(reader: &Reader, v: u32, passive: bool) -> Source {
    let tree = &reader.tree;
    if passive {
        let agent = tree.child(v, &[Dep::Agent]);
        let by = agent.and_then(|by| tree.child(by, &[Dep::Pobj]));
        return by.map_or_else(Source::default, |by| phrase(reader, by));
    }
    if let Some((_, who)) = quoting(reader, v) {
        return phrase(reader, who);
    }
    let mut at = v;
    if reader.token(v).tag == "VBG" && reader.dep(v) == Dep::Advcl && v > 0 && reader.token(v - 1).tag == "," {
        // ", saying ..." at the end of a sentence goes on from its main clause, even where the parser hangs it lower.
        at = main_verb(reader, v);
    }
    let mut cue_from = None;
    for _ in 0..STEPS {
        // "The bridge, she noted, is safe": of two subjects the parser may take that of the clause around for the first.
        let near = tree.children(at).iter().copied().take_while(|&s| s < at);
        let near = near.filter(|&s| reader.dep(at) == Dep::Parataxis && reader.dep(s) == Dep::Nsubj);
        if let Some(subject) = near.last().or_else(|| tree.child(at, &[Dep::Nsubj, Dep::Csubj])) {
            let mut found = subject_phrase(reader, at, subject);
            found.cue_from = cue_from;
            return found;
        }
        if at != v
            && let Some(subject) = tree.child(at, &[Dep::Nsubjpass])
        {
            let mut found = phrase(reader, subject);
            found.cue_from = cue_from;
            return found;
        }
        if let Some(subject) = inverted(reader, at) {
            return phrase(reader, subject);
        }
        let Some(head) = reader.head(at) else { break };
        match reader.dep(at) {
            Dep::Xcomp | Dep::Pcomp | Dep::Prep | Dep::Ccomp if reader.is_verb(head) => {
                if helps(reader, head) || reader.dep(at) != Dep::Ccomp {
                    cue_from = led_to(reader, head, v, cue_from);
                }
                at = head;
            }
            Dep::Advcl
                if at == v
                    && let Some(paper) = heard(reader, head, v) =>
            {
                return phrase(reader, paper);
            }
            Dep::Conj | Dep::Advcl | Dep::Parataxis if reader.is_verb(head) => at = head,
            Dep::Pcomp => at = head,
            // "reasons to doubt": an infinitive does not say whose it is, unless it stands with someone ("the first mayor to say").
            Dep::Acl | Dep::Relcl if infinitive(reader, at) && !someone(reader, head) => break,
            Dep::Acl | Dep::Relcl => return of_head_noun(reader, v, at, head),
            _ => break,
        }
    }
    Source::default()
}

/// "The paper quoted her as saying": whom a verb quotes, and the verb of what they said.
pub(super) fn quoted_as(reader: &Reader, verb: u32) -> Option<(u32, u32)> {
    let tree = &reader.tree;
    let who = tree
        .child(verb, &[Dep::Dobj])
        .filter(|_| matches!(&*reader.token(verb).lemma, "cite" | "quote"))?;
    // The parser may hang it on whoever is quoted.
    let under = tree.children(verb).iter().chain(tree.children(who));
    let mut under = under.filter(|&&p| reader.is(p, &["as"]));
    let said = under.find_map(|&p| tree.child(p, &[Dep::Pcomp]))?;
    (!lexicon::verb(&reader.token(said).lemma).is_empty()).then_some((who, said))
}

/// The verb that quotes someone as saying what a verb says, and whom.
pub(super) fn quoting(reader: &Reader, v: u32) -> Option<(u32, u32)> {
    let preposition = reader.head(v).filter(|_| reader.dep(v) == Dep::Pcomp)?;
    let above = reader.head(preposition)?;
    let verb = if reader.is_verb(above) {
        above
    } else {
        reader.head(above)?
    };
    let (who, said) = quoted_as(reader, verb)?;
    (said == v).then_some((verb, who))
}

fn infinitive(reader: &Reader, verb: u32) -> bool {
    reader
        .tree
        .child(verb, &[Dep::Aux])
        .is_some_and(|to| reader.is(to, &["to"]))
}

/// Whether a noun is a name, or a role that someone has.
fn someone(reader: &Reader, noun: u32) -> bool {
    matches!(reader.token(noun).pos, Pos::Propn | Pos::Pron) || role(&reader.lower(noun)).is_some()
}

/// Most words between a verb and a cue that it leads to ("took to the floor to say").
const LEAD: u32 = 3;

/// Where a cue begins that a verb before it leads to, if that stands near enough.
fn led_to(reader: &Reader, verb: u32, word: u32, from: Option<u32>) -> Option<u32> {
    let lead = group(reader, verb);
    let cue = from.unwrap_or_else(|| group(reader, word).start.min(word));
    if lead.end <= cue && cue - lead.end <= LEAD {
        Some(lead.start)
    } else {
        from
    }
}

/// The verb of the sentence's main clause, where it has a subject and stands before.
fn main_verb(reader: &Reader, v: u32) -> u32 {
    let mut at = v;
    while let Some(head) = reader.head(at) {
        at = head;
    }
    let fits = at < v && reader.is_verb(at) && reader.tree.child(at, &[Dep::Nsubj, Dep::Nsubjpass]).is_some();
    if fits { at } else { v }
}

/// The subject of a clause; a relative pronoun stands for the noun before it.
fn subject_phrase(reader: &Reader, verb: u32, subject: u32) -> Source {
    if matches!(reader.token(subject).tag, "WP" | "WDT")
        && reader.dep(verb) == Dep::Relcl
        && let Some(noun) = reader.head(verb)
    {
        let noun = who(reader, subject, noun);
        return without(reader, noun, verb);
    }
    let mut found = phrase(reader, subject);
    if let (Some(name), Some(tokens)) = (twin(reader, verb, subject), &mut found.tokens) {
        tokens.end = reader.tree.reach(name).end;
        found.head = Some(name);
    }
    found
}

/// "[Lee's lawyer] Ann Gast said": the name right after a description that the parser takes for a second subject.
fn twin(reader: &Reader, verb: u32, subject: u32) -> Option<u32> {
    let described = reader.token(subject).pos == Pos::Noun && role(&reader.lower(subject)) == Some(Kind::Person);
    let name = |&&c: &&u32| {
        let subject_too = reader.dep(c) == Dep::Nsubj && reader.token(c).pos == Pos::Propn;
        subject_too && c > subject && reader.tree.reach(c).start == subject + 1
    };
    let mut beside = reader.tree.children(verb).iter();
    beside.find(name).copied().filter(|_| described)
}

/// Whom "who" stands for: in "Ann Lee, a manager at Acme, who said", not Acme.
fn who(reader: &Reader, pronoun: u32, noun: u32) -> u32 {
    let thing = |t: u32| {
        let kind = reader.entity(t).map(|n| n.kind);
        matches!(
            kind,
            Some(EntityKind::Org | EntityKind::Gpe | EntityKind::Fac | EntityKind::Loc)
        )
    };
    let mut at = noun;
    for _ in 0..STEPS {
        let Some(head) = reader.head(at).filter(|_| reader.is(pronoun, &["who"]) && thing(at)) else {
            break;
        };
        match reader.dep(at) {
            Dep::Pobj => at = reader.head(head).unwrap_or(head),
            Dep::Appos | Dep::Conj => at = head,
            _ => break,
        }
    }
    if thing(at) || !matches!(reader.token(at).pos, Pos::Noun | Pos::Propn) {
        noun
    } else {
        at
    }
}

/// "said Smith": a subject after its verb that the parser took for an object.
fn inverted(reader: &Reader, v: u32) -> Option<u32> {
    let object = reader.tree.child(v, &[Dep::Dobj])?;
    let start = reader.tree.reach(object).start;
    let named = matches!(reader.token(object).pos, Pos::Propn | Pos::Pron);
    let says = matches!(
        &*reader.token(v).lemma,
        "say" | "add" | "write" | "explain" | "note" | "continue"
    );
    // "as reported The Gazette"
    let says = says || &*reader.token(v).lemma == "report" && outlet::named(reader, object).is_some();
    (says && named && start == v + 1 && !reader.is(object, &["it", "that", "this", "so"])).then_some(object)
}

/// A participle on a noun: "issued a statement saying" has its source in whoever issued it, "a report saying" in the report.
fn of_head_noun(reader: &Reader, v: u32, clause: u32, noun: u32) -> Source {
    if reader.dep(noun) == Dep::Dobj
        && let Some(verb) = reader
            .head(noun)
            .filter(|&h| reader.is_verb(h) && !reader.listed(h, lexicon::HEARING))
        && let Some(subject) = reader.tree.child(verb, &[Dep::Nsubj])
    {
        let mut found = subject_phrase(reader, verb, subject);
        found.cue_from = led_to(reader, verb, v, None);
        return found;
    }
    without(reader, noun, clause)
}

/// "They got a letter telling them": the paper that says what follows it, where the parser hangs that on the verb.
fn heard(reader: &Reader, verb: u32, telling: u32) -> Option<u32> {
    let paper = reader.tree.child(verb, &[Dep::Dobj])?;
    let follows = paper < telling && reader.token(telling).tag == "VBG" && reader.token(telling - 1).tag != ",";
    let heard = follows && reader.listed(verb, lexicon::HEARING) && reader.listed(paper, lexicon::PAPERS);
    heard.then_some(paper)
}

/// The holder of a noun that attributes: its possessor, "by" or "from" whom it is, or the subject of the verb whose object it is.
pub(super) fn of_noun(reader: &Reader, n: u32) -> Source {
    let tree = &reader.tree;
    if let Some(owner) = tree.child(n, &[Dep::Poss]) {
        return phrase(reader, owner);
    }
    for &child in tree.children(n) {
        if matches!(reader.dep(child), Dep::Prep | Dep::Agent)
            && reader.is(child, &["by", "from"])
            && let Some(by) = tree.child(child, &[Dep::Pobj])
        {
            return phrase(reader, by);
        }
    }
    let verb = match reader.dep(n) {
        Dep::Dobj => reader.head(n),
        Dep::Pobj => reader.head(n).and_then(|p| reader.head(p)),
        _ => None,
    };
    if let Some(verb) = verb.filter(|&v| reader.is_verb(v) && n > v && n - v < 8) {
        let mut found = of_verb(reader, verb, tree.child(verb, &[Dep::Auxpass]).is_some());
        found.cue_from = led_to(reader, verb, n, None);
        return found;
    }
    Source::default()
}

/// The noun phrase of a head: its whole subtree, apposition and relative clause included.
pub(super) fn phrase(reader: &Reader, head: u32) -> Source {
    from_stretches(reader, head, &[])
}

/// The noun phrase of a head without one of its clauses.
fn without(reader: &Reader, head: u32, clause: u32) -> Source {
    from_stretches(reader, head, &[clause])
}

/// The name that goes with a description ("the mayor, Ann Lee", "swimmer and coach Ann Lee"), else the description's head.
fn named(reader: &Reader, head: u32, tokens: Option<&Range<u32>>) -> u32 {
    if reader.token(head).pos != Pos::Noun {
        return tokens.and_then(|t| officer(reader, head, t)).unwrap_or(head);
    }
    // "Lee, a Canadian who ..." is still called Lee.
    let people = |c: u32| reader.entity(c).is_some_and(|n| n.kind == EntityKind::Norp);
    let name = |c: &u32| reader.dep(*c) == Dep::Appos && reader.token(*c).pos == Pos::Propn && !people(*c);
    // "Ann Lee, the member of parliament who said": the relative clause hangs on the description.
    let described = reader
        .head(head)
        .filter(|&h| reader.dep(head) == Dep::Appos && reader.token(h).pos == Pos::Propn);
    if let Some(described) = described.filter(|&h| !people(h)) {
        return described;
    }
    // "the mayor of Ebbing, Carl Osgood": the parser may hang the name on the town.
    let last = tokens.map_or(head, |t| t.end - 1);
    let person = reader
        .entity(last)
        .filter(|n| n.kind == EntityKind::Person && n.tokens.start > head + 1);
    let a_role = |t: u32| role(&reader.lower(t)) == Some(Kind::Person);
    // "the party's choice for the harbour board, Ann Lee": nobody else in it can be called so.
    let alone = |n: &Name| !(head + 1..n.tokens.start - 1).any(|t| a_role(t) || reader.token(t).pos == Pos::Verb);
    if person.is_some_and(|n| {
        let set_off = reader.word(n.tokens.start - 1) == "," && n.tokens.end == last + 1;
        set_off && (a_role(head) || alone(n))
    }) {
        return last;
    }
    let apposed = reader.tree.children(head).iter().copied().find(name);
    let last = tokens
        .map(|t| t.end - 1)
        .filter(|&i| i > head && reader.token(i).pos == Pos::Propn);
    let joined =
        |i: &u32| (head..*i).all(|t| matches!(reader.token(t).pos, Pos::Noun | Pos::Propn | Pos::Adj | Pos::Cconj));
    apposed.or(last.filter(joined)).unwrap_or(head)
}

/// "Lock Institute Senior Attorney Ann Lee": who has the office in the body that the parser takes for the head of it all.
fn officer(reader: &Reader, head: u32, tokens: &Range<u32>) -> Option<u32> {
    let person = reader
        .entity(tokens.end - 1)
        .filter(|n| n.kind == EntityKind::Person && n.tokens.start > head + 1)?;
    let office = person.tokens.start - 1;
    let named = (head..person.tokens.start).all(|t| matches!(reader.token(t).pos, Pos::Propn | Pos::Adp));
    (named && role(&reader.lower(office)) == Some(Kind::Person)).then_some(tokens.end - 1)
}

fn from_stretches(reader: &Reader, head: u32, leave_out: &[u32]) -> Source {
    let parts = reader.tree.stretches(head, leave_out);
    let mut tokens = parts.into_iter().find(|p| p.contains(&head));
    // A web address after a name is not part of it, nor is what follows.
    if let Some(range) = &mut tokens
        && let Some(address) = range.clone().skip(1).find(|&t| phrase::is_address(reader.word(t)))
    {
        *range = reader.tree.trimmed(range.start..address);
        if !range.contains(&head) && range.start < range.end {
            return Source {
                head: Some(range.end - 1),
                tokens: Some(range.clone()),
                cue_from: None,
            };
        }
        tokens = tokens.filter(|range| range.start < range.end);
    }
    Source {
        head: Some(named(reader, head, tokens.as_ref())),
        tokens,
        cue_from: None,
    }
}

/// The noun phrase that begins at a token, when one does ("said" Ann Lee).
pub(super) fn after_cue(reader: &Reader, at: u32) -> Option<Source> {
    let mut head = at;
    if at as usize >= reader.tokens.len()
        || !matches!(
            reader.token(at).pos,
            Pos::Propn | Pos::Pron | Pos::Noun | Pos::Det | Pos::Adj
        )
    {
        return None;
    }
    while let Some(up) = reader
        .head(head)
        .filter(|&up| up > head && matches!(reader.token(up).pos, Pos::Propn | Pos::Noun))
    {
        head = up;
    }
    matches!(reader.token(head).pos, Pos::Propn | Pos::Noun | Pos::Pron).then(|| phrase(reader, head))
}

/// The head of a stretch: of its words that hang on one outside, a name, else a noun.
pub(super) fn head_of(reader: &Reader, tokens: Range<u32>) -> u32 {
    let outside = |&i: &u32| reader.head(i).is_none_or(|h| !tokens.contains(&h));
    let heads = || tokens.clone().filter(outside);
    let is = |kinds: &'static [Pos]| move |i: &u32| kinds.contains(&reader.token(*i).pos);
    let name = heads().find(is(&[Pos::Propn]));
    let noun = name.or_else(|| heads().find(is(&[Pos::Noun, Pos::Pron])));
    noun.or_else(|| heads().next()).unwrap_or(tokens.start)
}
