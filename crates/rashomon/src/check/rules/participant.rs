//! Someone or somewhere else in the same part of the same event, or two who have changed places.

use super::name;
use crate::analysis::{Dep, Pos};
use crate::check::align::{LINKED, Pairing};
use crate::check::case::{Case, Clash, SAME_QUESTION, SAME_SLOT};
use crate::check::item::{Item, Kind, Line};
use crate::check::rule::Rule;
use crate::claim::Role;
use crate::name::{Kind as NameKind, lexicon};
use crate::report::Report;
use std::ops::Range;

/// Slots that must agree for a name to stand where another does.
const SAME_PLACE: f32 = 2.0;

/// Names that stand where the sources have others, in rules `participant` and `place`.
pub(super) fn find(case: &Case) -> Vec<Clash> {
    let mut out = Vec::new();
    for &i in &case.unit.items {
        if named(case.text(), &case.line.items[i]) {
            out.extend(case.near().find_map(|p| another(case, p, i)));
        }
    }
    out.extend(case.near().find_map(|p| swapped(case, p)));
    out.extend(
        case.unit
            .items
            .iter()
            .filter_map(|&i| case.near().find_map(|p| whose(case, p, i))),
    );
    out
}

/// A body of one country or place where the sources know only another's ("the Zubrowkan Audit Office", "Lutha's Audit Office").
fn whose(case: &Case, p: &Pairing, i: usize) -> Option<Clash> {
    let (core, mine, _) = owned(case, case.line, i)?;
    let others = |line: &Line| -> Vec<(String, Range<u32>)> {
        let found = (0..line.items.len()).filter_map(|j| owned(case, line, j));
        found
            .filter(|o| o.0 == core)
            .map(|(_, owner, at)| (owner, at))
            .collect()
    };
    let same = |owner: &str| crate::check::lexicon_country(&mine, owner);
    let (_, at) = others(case.other(p)).into_iter().find(|(owner, _)| !same(owner))?;
    let known = || case.world.lines.iter().flat_map(others).any(|(owner, _)| same(&owner));
    if case.rest(p, &[i]) < SAME_QUESTION || known() {
        return None;
    }
    let source = case.source(p);
    let theirs = source.analysis.span(at).slice(&source.document.text);
    Some(case.clash_with(Rule::Participant, p, i, theirs))
}

/// The words of a name of several without the country or place whose it is, that, and the tokens of both.
fn owned(case: &Case, line: &Line, i: usize) -> Option<(Vec<u32>, String, Range<u32>)> {
    let (item, words) = (&line.items[i], &case.world.words);
    if item.kind != Kind::Name || item.parts.len() < 2 {
        return None;
    }
    let place = |word: &str| {
        case.world
            .places
            .iter()
            .any(|place| crate::check::lexicon_country(word, place))
    };
    let first = words.text(item.parts[0]);
    if item.parts.len() > 2 && place(first) {
        return Some((item.parts[1..].to_vec(), first.to_owned(), item.tokens.clone()));
    }
    let owner = line.items.iter().find(|other| {
        let token = &case.world.reports[line.report].analysis.tokens[other.head as usize];
        other.kind == Kind::Name && other.up == Some(i) && matches!(token.dep, Dep::Poss | Dep::Amod | Dep::Compound)
    })?;
    let name = words.text(owner.term);
    let tokens = owner.tokens.start.min(item.tokens.start)..owner.tokens.end.max(item.tokens.end);
    place(name).then(|| (item.parts.clone(), name.to_owned(), tokens))
}

/// Another name in the same slot, where no source has the text's there.
fn another(case: &Case, p: &Pairing, i: usize) -> Option<Clash> {
    let linked = if p.diff.close() {
        p.links[i].is_some()
    } else {
        p.had[i] >= LINKED
    };
    if linked && !moved(case, p, i)
        || case.rest(p, &[i]) < SAME_QUESTION
        || !p.diff.close() && !case.all_here(p, &[i])
        || !linked && case.carried(p, i)
    {
        return None;
    }
    let mine = &case.line.items[i];
    let others = case.other(p).items.iter().enumerate();
    let rivals = others.filter(|(j, other)| {
        let here = p.diff.close() && p.diff.same_gap(mine, other);
        let close = here && named(case.source(p), other);
        close
            || case.line.items[i].kind == Kind::Name
                && other.kind == Kind::Name
                && (here || p.back(*j).is_none() && comparable(case, i, other))
    });
    let slots = rivals.map(|(j, _)| (case.slot(p, i, j), j));
    let (slot, j) = slots.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))?;
    let theirs = &case.other(p).items[j];
    if linked && (other_place(case, p, i, slot) || slot >= SAME_SLOT) {
        return None;
    }
    if slot < SAME_PLACE || name::like(case, mine, theirs) || may_be_one(case, i, theirs) {
        return None;
    }
    let place = kind(case, mine.entity) == Some(NameKind::Place) && is_where(case, i);
    let rule = if place { Rule::Place } else { Rule::Participant };
    Some(case.clash(rule, p, i, j))
}

/// Whether the source has a name, and in another slot.
fn moved(case: &Case, p: &Pairing, i: usize) -> bool {
    p.links[i].is_some_and(|(j, _)| case.slot(p, i, j) < 0.5) && case.line.items[i].kind == Kind::Name
}

/// Whether some source has a name in a slot like the text's, or too little is known of the slot.
fn other_place(case: &Case, p: &Pairing, i: usize, slot: f32) -> bool {
    let straight = |q: &&Pairing| q.links[i].is_some_and(|(j, _)| case.slot(q, i, j) >= 1.0);
    slot < SAME_PLACE || case.here(p, Some(i)) < 0.6 || case.pairs.iter().any(straight)
}

/// Whether an item is a name, or written like one; a title ("Sen.") or an office stands for the name beside it.
fn named(report: &Report, item: &Item) -> bool {
    let token = &report.analysis.tokens[item.head as usize];
    let word = token.span.slice(&report.document.text).to_lowercase();
    let propn = item.kind == Kind::Noun && token.pos == Pos::Propn && !word.starts_with('@');
    item.kind == Kind::Name || propn && !lexicon::is_title(&word) && lexicon::role(&word) != Some(NameKind::Person)
}

fn kind(case: &Case, entity: Option<u32>) -> Option<NameKind> {
    entity.map(|e| case.world.entities.entities[e as usize].kind)
}

/// Whether two names are of one sort.
fn comparable(case: &Case, i: usize, other: &Item) -> bool {
    let sort = |kind: Option<NameKind>| match kind {
        Some(NameKind::Person) => 1,
        Some(NameKind::Place | NameKind::Group) => 2,
        Some(NameKind::Organisation | NameKind::Outlet) => 3,
        _ => 0,
    };
    let (a, b) = (
        sort(kind(case, case.line.items[i].entity)),
        sort(kind(case, other.entity)),
    );
    a == b || a == 0 || b == 0 || a.min(b) == 2
}

/// Whether two may be one: "Dems" and "Democrats" too.
fn may_be_one(case: &Case, i: usize, other: &Item) -> bool {
    let words = &case.world.words;
    let (x, y) = (words.text(case.line.items[i].term), words.text(other.term));
    let (short, long) = if x.len() < y.len() { (x, y) } else { (y, x) };
    let short = short.strip_suffix('s').unwrap_or(short);
    if short.chars().count() >= 3 && long.starts_with(short) {
        return true;
    }
    let name = |e: Option<u32>| e.map(|e| case.world.entities.entities[e as usize].name.as_str());
    match (name(case.line.items[i].entity), name(other.entity)) {
        (Some(a), Some(b)) => case.world.entities.may_be_one(a, b),
        _ => false,
    }
}

/// Whether a name says where: it stands under a preposition of place, or its claim has it as one.
fn is_where(case: &Case, i: usize) -> bool {
    let item = &case.line.items[i];
    let tokens = &case.text().analysis.tokens;
    let head = &tokens[tokens[item.head as usize].head as usize];
    let preposition = matches!(&*head.lemma, "in" | "at" | "near" | "outside" | "inside" | "around");
    let role = case.text().claims.iter().any(|c| {
        let mut at = c.participants.iter().filter(|q| q.role == Role::Place);
        at.any(|q| item.tokens.contains(&q.head))
    });
    preposition || role
}

/// Two names of the unit that stand where the source has each other's.
fn swapped(case: &Case, p: &Pairing) -> Option<Clash> {
    let items = &case.line.items;
    let named = |i: &usize| items[*i].kind == Kind::Name && p.links[*i].is_some();
    let names: Vec<usize> = (0..items.len()).filter(named).collect();
    for (n, &i) in names.iter().enumerate() {
        for &k in &names[n + 1..] {
            let ((j, _), (l, _)) = (p.links[i]?, p.links[k]?);
            let mine = case.unit.items.contains(&i) || case.unit.items.contains(&k);
            if !mine || case.rest(p, &[i, k]) < SAME_QUESTION || straight_elsewhere(case, p, i, k) {
                continue;
            }
            if roles_crossed(case, p, (i, j), (k, l)) || slots_crossed(case, p, (i, j), (k, l)) {
                let mut clash = case.clash(Rule::Participant, p, i, l);
                clash.at = clash.at.cover(case.span(&case.line.items[k]));
                return Some(clash);
            }
        }
    }
    None
}

/// Whether the slots of two names fit crosswise and not as they stand.
fn slots_crossed(case: &Case, p: &Pairing, (i, j): (usize, usize), (k, l): (usize, usize)) -> bool {
    let (items, others) = (&case.line.items, &case.other(p).items);
    if p.diff.close() && !p.diff.same_gap(&items[i], &others[j]) {
        // Where the longest common run of words goes through one of the two, the other alone is out of its place.
        let here = |x: usize, y: usize| p.diff.same_gap(&items[x], &others[y]);
        if here(i, l) && here(k, j) || turned(case, p, (i, j), (k, l)) {
            return true;
        }
    }
    let straight = case.slot(p, i, j) + case.slot(p, k, l);
    let (a, b) = (case.slot(p, i, l), case.slot(p, k, j));
    a >= 1.5 && b >= 1.5 && a + b >= straight + 2.0
}

/// Whether nearly the same words have the two in turned order, and not because one is a passive or both stand in a list.
fn turned(case: &Case, p: &Pairing, (i, j): (usize, usize), (k, l): (usize, usize)) -> bool {
    let passives = |report: &Report, sentence: u32| {
        let tokens = report.analysis.sentence_tokens(sentence);
        tokens
            .iter()
            .filter(|t| t.dep == Dep::Auxpass || &*t.lemma == "by")
            .count()
    };
    let listed = |report: &Report, item: &Item| report.analysis.tokens[item.head as usize].dep == Dep::Conj;
    let (items, others) = (&case.line.items, &case.other(p).items);
    let (text, source) = (case.text(), case.source(p));
    let list = [i, k].iter().any(|&x| listed(text, &items[x])) || [j, l].iter().any(|&x| listed(source, &others[x]));
    let same_voice = passives(text, case.line.sentence) == passives(source, case.other(p).sentence);
    p.diff.near >= 0.75 && (i < k) != (j < l) && same_voice && !list
}

/// Whether one event has the two in each other's roles.
fn roles_crossed(case: &Case, p: &Pairing, (i, j): (usize, usize), (k, l): (usize, usize)) -> bool {
    let role = |claim: &crate::claim::Claim, item: &Item| {
        let found = claim.participants.iter().find(|q| item.tokens.contains(&q.head));
        found.map(|q| q.role)
    };
    let (items, others) = (&case.line.items, &case.other(p).items);
    case.claims(p).into_iter().any(|(mine, theirs, predicate)| {
        let alike = p.links[predicate].is_some_and(|(_, how)| how >= 0.99);
        let (a, b) = (role(mine, &items[i]), role(mine, &items[k]));
        let (c, d) = (role(theirs, &others[j]), role(theirs, &others[l]));
        let core = |r: Option<Role>| matches!(r, Some(Role::Agent | Role::Theme | Role::Recipient | Role::From));
        alike && core(a) && core(b) && a != b && a == d && b == c
    })
}

/// Whether some source has the two as the text has them.
fn straight_elsewhere(case: &Case, p: &Pairing, i: usize, k: usize) -> bool {
    let least = case.rest(p, &[i, k]) * 0.8;
    case.pairs.iter().any(|q| {
        let (Some((j, _)), Some((l, _))) = (q.links[i], q.links[k]) else {
            return false;
        };
        let straight = case.slot(q, i, j) + case.slot(q, k, l);
        q.line != p.line && case.rest(q, &[i, k]) >= least && straight >= 3.0 && !slots_crossed(case, q, (i, j), (k, l))
    })
}
