//! Finding the words that attribute, and by the parse what they attribute to whom.

use super::lexicon::{self, Frames, HELPERS};
use super::{Draft, Force, Reader, anaphor, headline, negation, outlet, phrase, source};
use crate::analysis::{Dep, Pos};
use std::ops::Range;

/// Every attribution that the parse shows, and every verb that may introduce a quotation beside it (its content still empty), in order.
pub(super) fn drafts(reader: &Reader) -> Vec<Draft> {
    let mut out = Vec::new();
    for i in 0..reader.tokens.len() as u32 {
        let found = match reader.token(i).pos {
            Pos::Verb | Pos::Aux => phrase::made_clear(reader, i)
                .or_else(|| verb(reader, i))
                .or_else(|| adjective(reader, i))
                .or_else(|| phrase::copula(reader, i))
                .or_else(|| anaphor::made(reader, i)),
            Pos::Noun | Pos::Propn => noun(reader, i),
            Pos::Adp | Pos::Sconj => phrase::adposition(reader, i),
            Pos::Adv => phrase::hearsay(reader, i),
            _ => None,
        };
        let found = found.filter(|draft| !draft.content.is_empty() || draft.speaks);
        out.extend(
            phrase::according(reader, i)
                .or_else(|| phrase::signature(reader, i))
                .or_else(|| phrase::post(reader, i))
                .or_else(|| phrase::reference(reader, i))
                .or(found),
        );
    }
    out.extend(headline::drafts(reader));
    out.extend(headline::introductions(reader, &out));
    out.sort_by_key(|draft| (draft.head, draft.cue.start));
    out
}

/// A verb in the first of its senses whose frame the parse fills.
fn verb(reader: &Reader, v: u32) -> Option<Draft> {
    let senses = lexicon::verb(&reader.token(v).lemma);
    // "So-called" attributes nothing, and of "quoted her as saying" what she said is hers.
    let so_called = v > 1 && reader.is(v, &["called"]) && reader.is(v - 2, &["so"]);
    if so_called || source::quoted_as(reader, v).is_some() {
        return None;
    }
    // "Asked about the cost, she ...": whoever the sentence is about was asked.
    let asked = reader.token(v).tag == "VBN"
        && reader.dep(v) == Dep::Advcl
        && senses.iter().any(|sense| sense.frames.hearer)
        && reader.tree.child(v, &[Dep::Aux, Dep::Dobj]).is_none();
    let passive = asked || reader.tree.child(v, &[Dep::Auxpass, Dep::Nsubjpass]).is_some();
    let mut speaks = None;
    // "Ruled out that" is not "ruled that".
    let particle = reader.tree.child(v, &[Dep::Prt]).map(|p| reader.word(p));
    let takes = |sense: &lexicon::Verb| {
        let mut own = sense.frames.prepositions.iter();
        particle.is_some_and(|p| own.any(|own| own.eq_ignore_ascii_case(p)))
    };
    let any_takes = senses.iter().any(takes);
    for sense in senses.iter().filter(|sense| !any_takes || takes(sense)) {
        let mut cue = group(reader, v);
        let content = if passive {
            passive_content(reader, v, &sense.frames)
        } else {
            content(reader, v, &sense.frames, &mut cue)
        };
        if sense.frames.quote && speaks.is_none() {
            speaks = Some(sense.force);
        }
        let done = sense.force == Force::Denies && negation::done_to(reader, v, &content);
        if !content.is_empty() && !done {
            if lexicon::SEEMING.contains(&&*reader.token(v).lemma) {
                return Some(seeming(reader, v, cue, sense.force, content));
            }
            let force = negation::force(reader, v, sense.force);
            let mut found = draft(reader, v, cue, force, content, sense.frames.quote, passive);
            found.tells = tells(reader, v, sense);
            if sense.frames.quote && !passive {
                set_off(reader, &mut found);
            }
            return Some(found);
        }
    }
    let force = speaks?;
    let cue = group(reader, v);
    Some(draft(reader, v, cue, force, Vec::new(), true, passive))
}

/// "The bank lost millions, its chairman, Ann Lee, said": a source between commas that the parser took into the clause.
fn set_off(reader: &Reader, draft: &mut Draft) {
    // Where the source is found, what describes it may still stand in the clause.
    let cue = draft
        .source
        .as_ref()
        .map_or(draft.cue.start, |s| s.start.min(draft.cue.start));
    let found = draft.source.is_some();
    let Some(part) = draft.content.iter_mut().find(|p| p.end == cue || p.end + 1 == cue) else {
        return;
    };
    let noun = |t: u32| {
        matches!(
            reader.token(t).pos,
            Pos::Det | Pos::Noun | Pos::Propn | Pos::Adj | Pos::Num | Pos::Part
        ) || reader.token(t).tag == "PRP$"
            || reader.is(t, &["of", "for", "-", "."])
    };
    let mut commas = (part.start + 1..cue - 1)
        .rev()
        .filter(|&t| reader.word(t) == ",")
        .take(2);
    let (Some(last), next) = (commas.next(), commas.next()) else {
        return;
    };
    let names = |range: Range<u32>| {
        let mut heads = range
            .clone()
            .filter(|&t| matches!(reader.token(t).pos, Pos::Noun | Pos::Propn));
        let role = |t: u32| crate::name::lexicon::role(&reader.lower(t)).is_some();
        let known = |t: u32| role(t) || !found && reader.token(t).pos == Pos::Propn;
        !range.is_empty() && range.clone().all(noun) && heads.any(known)
    };
    let after = |comma: u32| reader.tree.trimmed(comma + 1..cue);
    if reader.word(cue - 1) != "," || !names(after(last)) {
        return;
    }
    if let Some(source) = &mut draft.source {
        *source = after(last).start..source.end;
        part.end = reader.tree.trimmed(part.start..last).end.max(part.start + 1);
        return;
    }
    let start = next
        .filter(|&c| names(reader.tree.trimmed(c + 1..last)))
        .unwrap_or(last);
    part.end = reader.tree.trimmed(part.start..start).end.max(part.start + 1);
    draft.source_head = Some(after(last).end - 1);
    draft.source = Some(after(start));
}

/// "The mayor seemed to waver": nobody says so, and whoever seems is part of what seems so.
fn seeming(reader: &Reader, v: u32, cue: Range<u32>, force: Force, mut content: Vec<Range<u32>>) -> Draft {
    let subject = reader.tree.child(v, &[Dep::Nsubj]);
    let subject = subject.filter(|&s| !reader.is(s, &["it"]) && !matches!(reader.token(s).tag, "WDT" | "WP"));
    content.extend(subject.into_iter().flat_map(|s| reader.tree.stretches(s, &[])));
    Draft {
        head: v,
        cue,
        force,
        content: joined(content),
        source: None,
        source_head: None,
        speaks: false,
        tells: false,
        via: None,
    }
}

/// Whether a verb tells its content: it governs a clause or takes up one, or tells of a thing in so many words ("denied the report").
fn tells(reader: &Reader, v: u32, sense: &lexicon::Verb) -> bool {
    let clause = sense.frames.clause && clause(reader, v).is_some();
    let object = reader.tree.child(v, &[Dep::Dobj, Dep::Oprd, Dep::Ccomp]).is_some()
        || reader.tree.child(v, &[Dep::Auxpass]).is_some();
    let whole = sense.frames.object
        && object
        && (matches!(sense.force, Force::Alleges | Force::Denies | Force::Grants)
            || lexicon::TELLING.contains(&&*reader.token(v).lemma));
    clause || whole
}

/// What a verb attributes to its subject, or to whoever it is said by.
pub(super) fn draft(
    reader: &Reader,
    v: u32,
    cue: Range<u32>,
    force: Force,
    mut content: Vec<Range<u32>>,
    speaks: bool,
    passive: bool,
) -> Draft {
    let source = source::of_verb(reader, v, passive);
    content.sort_by_key(|part| part.start);
    let cue = source.cue_from.map_or(cue.clone(), |from| from.min(cue.start)..cue.end);
    Draft {
        head: v,
        cue,
        force,
        content,
        source: source.tokens,
        source_head: source.head,
        speaks,
        tells: false,
        via: None,
    }
}

/// The verb with the auxiliaries, negation and adverbs before it and its particle.
pub(super) fn group(reader: &Reader, v: u32) -> Range<u32> {
    let mut start = v;
    while start > 0 {
        let before = start - 1;
        let mine = reader.head(before) == Some(v);
        let part = match reader.dep(before) {
            Dep::Aux | Dep::Auxpass | Dep::Neg => mine,
            Dep::Advmod => mine && reader.tree.reach(before).len() == 1 && reader.token(before).tag != "WRB",
            _ => false,
        };
        if !part {
            break;
        }
        start = before;
    }
    let mut end = v + 1;
    while (end as usize) < reader.tokens.len() && reader.head(end) == Some(v) && reader.dep(end) == Dep::Prt {
        end += 1;
    }
    start..end
}

/// The content of a verb in the active.
fn content(reader: &Reader, v: u32, frames: &Frames, cue: &mut Range<u32>) -> Vec<Range<u32>> {
    let tree = &reader.tree;
    if frames.clause
        && let Some(clause) = clause(reader, v).filter(|_| !witnesses(reader, v))
    {
        return clause;
    }
    if frames.infinitive
        && let Some(open) = tree.child(v, &[Dep::Xcomp, Dep::Ccomp])
    {
        let mut parts = tree.stretches(open, &[]);
        if let Some(object) = tree.child(v, &[Dep::Dobj]).filter(|&o| !frames.hearer && o < open) {
            parts.extend(tree.stretches(object, &[]));
        }
        return joined(parts);
    }
    if frames.object {
        let parts = object(reader, v, &frames.prepositions);
        if !parts.is_empty() {
            return parts;
        }
    }
    for &child in tree.children(v) {
        let particle = matches!(reader.dep(child), Dep::Prep | Dep::Prt) && child > v;
        if particle
            && frames
                .prepositions
                .iter()
                .any(|p| p.eq_ignore_ascii_case(reader.word(child)))
        {
            let inner = tree.child(child, &[Dep::Pobj, Dep::Pcomp]);
            let inner = inner.or_else(|| tree.child(v, &[Dep::Dobj]).filter(|_| reader.dep(child) == Dep::Prt));
            if let Some(inner) = inner {
                if child.saturating_sub(cue.end) < 4 {
                    cue.end = cue.end.max(child + 1);
                }
                return tree.stretches(inner, &[]);
            }
        }
    }
    Vec::new()
}

/// The clause a verb governs, or the clause it is thrown into ("The plan, he said, is dead"; "as he said").
fn clause(reader: &Reader, v: u32) -> Option<Vec<Range<u32>>> {
    let tree = &reader.tree;
    let mut all = tree.children(v).iter().copied();
    let governed = all.find(|&c| reader.dep(c) == Dep::Ccomp || reader.dep(c) == Dep::Parataxis && reader.is_verb(c));
    // "It leaks, the paper quoted her as saying."
    let governed = governed.or_else(|| tree.child(source::quoting(reader, v)?.0, &[Dep::Ccomp]));
    if let Some(governed) = governed {
        let aside = tree
            .children(governed)
            .iter()
            .copied()
            .find(|&c| reader.dep(c) == Dep::Advcl && contrasts(reader, c));
        let mut parts = tree.stretches(governed, &Vec::from_iter(aside));
        let cue = group(reader, v);
        parts.retain(|p| p.end <= cue.start || p.start >= cue.end);
        return Some(parts);
    }
    let told = all_of(reader, v, &[Dep::Prep]).find_map(|p| talk_clause(reader, p));
    if let Some(told) = told.filter(|_| reader.dep(v) != Dep::Parataxis) {
        return Some(tree.stretches(told, &[]));
    }
    let host = reader.head(v)?;
    let thrown_in = match reader.dep(v) {
        Dep::Parataxis => true,
        // "The dam burst on Monday, The Gazette reports": the parser joins the two as by "and".
        Dep::Conj => {
            let subject = tree.child(v, &[Dep::Nsubj]).filter(|&s| s < v);
            let own =
                subject.is_some_and(|s| outlet::is_outlet(reader, s) && reader.word(tree.reach(s).start - 1) == ",");
            own && &*reader.token(v).lemma == "report" && tree.child(v, &[Dep::Dobj]).is_none()
        }
        Dep::Advcl => {
            tree.child(v, &[Dep::Mark, Dep::Advmod])
                .is_some_and(|m| reader.is(m, &["as"]))
                && tree.child(v, &[Dep::Dobj]).is_none()
        }
        _ => false,
    };
    (thrown_in && reader.is_verb(host)).then(|| tree.stretches(host, &[v]))
}

/// "saw the roof fall", "have seen prices rise": a clause that only names what happens before someone is no thought of theirs.
fn witnesses(reader: &Reader, v: u32) -> bool {
    let clause = reader.tree.child(v, &[Dep::Ccomp]);
    let finite = |c: u32| {
        let marks = reader
            .tree
            .children(c)
            .iter()
            .any(|&m| matches!(reader.dep(m), Dep::Mark | Dep::Aux));
        marks || matches!(reader.token(c).tag, "VBD" | "VBP" | "VBZ")
    };
    &*reader.token(v).lemma == "see" && clause.is_some_and(|c| !finite(c))
}

fn all_of<'a>(reader: &'a Reader, head: u32, labels: &'a [Dep]) -> impl Iterator<Item = u32> + 'a {
    let children = reader.tree.children(head).iter().copied();
    children.filter(|&c| labels.contains(&reader.dep(c)))
}

/// "said in an interview that ...": the clause, where the parser hung it on the talk.
fn talk_clause(reader: &Reader, preposition: u32) -> Option<u32> {
    let talk = reader.tree.child(preposition, &[Dep::Pobj])?;
    let given = reader.listed(talk, super::relay::TALK) || reader.listed(talk, lexicon::STATEMENTS);
    let clause = reader
        .tree
        .child(talk, &[Dep::Relcl, Dep::Acl, Dep::Ccomp])
        .filter(|_| given)?;
    let start = reader.tree.reach(clause).start;
    // "a statement that praised him" describes the statement.
    let subject = reader.tree.child(clause, &[Dep::Nsubj, Dep::Nsubjpass]);
    let whole = subject.is_some_and(|s| s != start) || all_of(reader, clause, &[Dep::Nsubj]).count() > 1;
    (reader.is(start, &["that"]) && whole).then_some(clause)
}

/// ", while the other said ...": a clause set against the one before it.
fn contrasts(reader: &Reader, clause: u32) -> bool {
    let start = reader.tree.reach(clause).start;
    let marked = reader.is(start, &["while", "whereas"]) && start > 0 && reader.token(start - 1).tag == ",";
    marked && !reader.in_quotation(clause)
}

/// An object that is the content, with what completes it ("accused him of lying", "called it a mistake", "put it down to
/// rust"); of an object that stands before as a relative pronoun only that.
fn object(reader: &Reader, v: u32, prepositions: &[&str]) -> Vec<Range<u32>> {
    let tree = &reader.tree;
    let mut parts = Vec::new();
    let before = tree.child(v, &[Dep::Dobj]).is_some_and(|o| o < v);
    for &child in tree.children(v) {
        let takes = match reader.dep(child) {
            Dep::Dobj | Dep::Oprd | Dep::Xcomp | Dep::Acomp => child > v,
            Dep::Ccomp => child > v,
            Dep::Prep if child > v => {
                before && reader.is(child, &["as"])
                    || !parts.is_empty() && (reader.is(child, &["of", "as", "for"]) || reader.is(child, prepositions))
            }
            _ => false,
        };
        if takes {
            parts.extend(tree.stretches(child, &[]));
        }
    }
    let relative = |p: &Range<u32>| p.len() == 1 && matches!(reader.token(p.start).tag, "WDT" | "WP");
    parts.retain(|p| !relative(p));
    joined(parts)
}

/// The content of a verb in the passive: its subject, or the clause it governs.
fn passive_content(reader: &Reader, v: u32, frames: &Frames) -> Vec<Range<u32>> {
    let tree = &reader.tree;
    if frames.clause
        && let Some(clause) = tree.child(v, &[Dep::Ccomp])
    {
        return tree.stretches(clause, &[]);
    }
    if !(frames.subject || frames.infinitive || frames.clause) {
        return Vec::new();
    }
    let mut parts = Vec::new();
    let open = tree.child(v, &[Dep::Xcomp, Dep::Oprd]);
    if let Some(open) = open {
        parts.extend(tree.stretches(open, &[]));
    }
    if open.is_none() && !frames.subject {
        return Vec::new();
    }
    if let Some(subject) = tree
        .child(v, &[Dep::Nsubjpass])
        .filter(|&s| !frames.hearer && reader.token(s).pos != Pos::Pron)
    {
        parts.extend(tree.stretches(subject, &[]));
    }
    for &child in tree.children(v) {
        if reader.dep(child) == Dep::Prep && child > v && reader.is(child, &["of", "as", "with", "for"]) {
            parts.extend(tree.stretches(child, &[]));
        }
    }
    joined(parts)
}

/// Stretches in order, those that touch made one.
pub(super) fn joined(mut parts: Vec<Range<u32>>) -> Vec<Range<u32>> {
    parts.sort_by_key(|p| (p.start, p.end));
    let mut out: Vec<Range<u32>> = Vec::new();
    for part in parts {
        match out.last_mut() {
            Some(last) if part.start <= last.end => last.end = last.end.max(part.end),
            _ => out.push(part),
        }
    }
    out
}

/// "the claim that", "his call for", "a decision to".
fn noun(reader: &Reader, n: u32) -> Option<Draft> {
    let force = lexicon::noun(&reader.token(n).lemma)?;
    let tree = &reader.tree;
    // "said in a statement that ..." is the verb's.
    let said = |p: u32| {
        reader
            .head(p)
            .is_some_and(|v| lexicon::verb(&reader.token(v).lemma).iter().any(|s| s.frames.clause))
    };
    if reader
        .head(n)
        .is_some_and(|p| said(p) && talk_clause(reader, p).is_some())
    {
        return None;
    }
    let mut cue = n..n + 1;
    let mut content = Vec::new();
    let mut clausal = false;
    for &child in tree.children(n) {
        match reader.dep(child) {
            Dep::Acl | Dep::Ccomp | Dep::Xcomp if child > n && reader.is_verb(child) => {
                let finite = tree
                    .child(child, &[Dep::Mark, Dep::Aux])
                    .is_some_and(|m| reader.is(m, &["that", "to", "whether"]));
                if finite {
                    content = tree.stretches(child, &[]);
                    clausal = true;
                    break;
                }
            }
            Dep::Prep
                if child == n + 1
                    && content.is_empty()
                    && reader.is(child, &["of", "for", "about", "against", "on"]) =>
            {
                if let Some(inner) = tree.child(child, &[Dep::Pobj, Dep::Pcomp]) {
                    content = tree.stretches(inner, &[]);
                    cue.end = child + 1;
                }
            }
            _ => {}
        }
    }
    if content.is_empty() {
        return None;
    }
    let source = source::of_noun(reader, n);
    // Without a clause only a named holder makes it an attribution ("his criticism of").
    if source.tokens.is_none() && !clausal {
        return None;
    }
    cue.start = source.cue_from.unwrap_or(n).min(n);
    Some(Draft {
        head: n,
        cue,
        force,
        content,
        source: source.tokens,
        source_head: source.head,
        speaks: false,
        tells: false,
        via: None,
    })
}

/// "is confident that", "it is unclear whether", "was willing to", "are supportive of".
fn adjective(reader: &Reader, v: u32) -> Option<Draft> {
    let tree = &reader.tree;
    let a = tree.child(v, &[Dep::Acomp])?;
    let (force, impersonal, prepositions) = lexicon::adjective(&reader.token(a).lemma)?;
    let subject = tree.child(v, &[Dep::Nsubj, Dep::Expl]);
    let clause = tree
        .child(a, &[Dep::Ccomp, Dep::Xcomp])
        .or_else(|| tree.child(v, &[Dep::Ccomp]))
        .filter(|&clause| clause > a);
    let phrase = tree.children(a).iter().copied();
    let mut phrase = phrase.filter(|&p| reader.dep(p) == Dep::Prep && p == a + 1 && reader.is(p, prepositions));
    let phrase = phrase
        .next_back()
        .and_then(|p| Some((p, tree.child(p, &[Dep::Pobj, Dep::Pcomp])?)));
    let (end, content) = match (clause, phrase) {
        (Some(clause), _) => (a + 1, clause),
        (None, Some((preposition, object))) => (preposition + 1, object),
        (None, None) => return None,
    };
    let mut cue = group(reader, v).start..end;
    let mut source = source::Source::default();
    let nobody = subject.is_none_or(|s| reader.is(s, &["it"]));
    if nobody && clause.is_some() {
        cue.start = subject.map_or(cue.start, |s| s.min(cue.start));
    } else if impersonal {
        return None;
    } else {
        source = source::of_verb(reader, v, false);
    }
    Some(Draft {
        head: v,
        cue,
        force: negation::force(reader, v, force),
        content: tree.stretches(content, &[]),
        source: source.tokens,
        source_head: source.head,
        speaks: false,
        tells: false,
        via: None,
    })
}

/// Whether a verb only helps another.
pub(super) fn helps(reader: &Reader, v: u32) -> bool {
    HELPERS.contains(&&*reader.token(v).lemma)
}

/// "reportedly" in a clause that names its source tells nothing more.
pub(super) fn named_hearsay(reader: &Reader, drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        let head = drafts[i].head;
        let near = i.saturating_sub(4)..(i + 5).min(drafts.len());
        let sourced = |d: &Draft| {
            let phrase = d.source.is_some() && reader.is(d.head, &["according", "per"]);
            phrase && d.content.iter().any(|part| part.contains(&head))
        };
        if reader.token(head).pos == Pos::Adv && drafts[near].iter().any(sourced) {
            drafts[i].content.clear();
        }
    }
}

/// The verb that a word of citing goes with, and the object that it cites: "reported, citing X", "reports with reference to X".
fn citing(reader: &Reader, v: u32) -> Option<(u32, u32)> {
    let above = reader.head(v)?;
    let tree = &reader.tree;
    if matches!(&*reader.token(v).lemma, "cite" | "quote") && reader.token(v).tag == "VBG" {
        return Some((above, tree.child(v, &[Dep::Dobj])?)).filter(|_| reader.dep(v) == Dep::Advcl);
    }
    let to = tree.child(v, &[Dep::Prep]).filter(|_| reader.is(v, &["reference"]))?;
    Some((reader.head(above)?, tree.child(to, &[Dep::Pobj])?))
}

/// "The paper reported, citing officials": the officials are the source of what the paper reported, and the paper a relay.
pub(super) fn cited(reader: &Reader, drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        let v = drafts[i].head;
        let Some((host, object)) = citing(reader, v) else {
            continue;
        };
        let reporter = drafts[..]
            .binary_search_by_key(&host, |d| d.head)
            .ok()
            .map(|at| &drafts[at]);
        let via = reporter.and_then(|r| Some((reader.analysis.span(r.source.clone()?), r.source_head?)));
        // "Reported, citing officials, that it leaks": the parser hangs the clause on the citing.
        let own = reader.tree.child(v, &[Dep::Ccomp]);
        let content = match reporter {
            Some(Draft { content, .. }) if content.is_empty() => {
                own.map_or_else(Vec::new, |c| reader.tree.stretches(c, &[]))
            }
            Some(reporter) => reporter.content.clone(),
            None => reader.tree.stretches(host, &[v]),
        };
        if content.is_empty() || reporter.is_some_and(|r| !r.force.passes_on()) {
            continue;
        }
        let source = source::phrase(reader, object);
        drafts[i] = Draft {
            content,
            source: source.tokens,
            source_head: source.head,
            via,
            speaks: false,
            tells: true,
            ..drafts[i].clone()
        };
    }
}
