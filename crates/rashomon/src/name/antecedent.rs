//! Whom "she", "the company" and "his wife" mean within one document.
//!
//! Outside quotations a word means whom the writer named last, so what others say in between is passed over.

use super::{Form, Kind, Mention, fold, lexicon};
use crate::analysis::{Analysis, Dep};
use crate::document::Document;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

/// How many sentences of the writer's own back a pronoun's or description's antecedent may stand.
const SENTENCES: u32 = 3;

/// Most mentions looked at for one antecedent.
const LOOK_BACK: usize = 80;

/// Links descriptions and pronouns to what they stand for; `quotations` are the tokens that stand in quotation marks.
/// `keys` are the folded words of the mentions.
pub(super) fn link(
    document: &Document,
    analysis: &Analysis,
    quotations: &[Range<u32>],
    keys: Vec<String>,
    mentions: &mut [Mention],
) {
    let scene = Scene::new(analysis, quotations, keys);
    link_descriptions(&scene, mentions);
    link_pronouns(document, &scene, mentions);
}

/// A document with what looking for antecedents asks of it.
struct Scene<'a> {
    analysis: &'a Analysis,
    /// The folded words of each mention.
    keys: Vec<String>,
    /// For each token whether it stands in a quotation.
    quoted: Vec<bool>,
    /// For each sentence how many sentences before it are not all quotation.
    told: Vec<u32>,
}

impl<'a> Scene<'a> {
    fn new(analysis: &'a Analysis, quotations: &[Range<u32>], keys: Vec<String>) -> Self {
        let mut quoted = vec![false; analysis.tokens.len()];
        for tokens in quotations {
            quoted[tokens.start as usize..tokens.end as usize].fill(true);
        }
        let mut told = Vec::with_capacity(analysis.sentences.len());
        let mut count = 0;
        for sentence in &analysis.sentences {
            told.push(count);
            let mut tokens = sentence.tokens.clone();
            count += u32::from(tokens.any(|t| !quoted[t as usize]));
        }
        Self {
            analysis,
            keys,
            quoted,
            told,
        }
    }

    fn sentence(&self, m: &Mention) -> u32 {
        self.analysis.tokens[m.head as usize].sentence
    }

    /// Whether one mention stands where the other's writer or speaker would look back to.
    fn visible(&self, to: &Mention, from: &Mention) -> bool {
        self.quoted[to.head as usize] || !self.quoted[from.head as usize]
    }

    fn is_subject(&self, m: &Mention) -> bool {
        matches!(self.analysis.tokens[m.head as usize].dep, Dep::Nsubj | Dep::Nsubjpass)
    }

    /// Whether a mention is the subject of its sentence's main clause.
    fn leads(&self, m: &Mention) -> bool {
        let verb = self.analysis.tokens[m.head as usize].head;
        self.is_subject(m) && self.analysis.tokens[verb as usize].head == verb
    }

    /// Mentions before one, nearest first, sentence by sentence as far back as an antecedent may stand.
    fn before(&self, mentions: &[Mention], i: usize) -> Vec<Vec<usize>> {
        let at = self.told[self.sentence(&mentions[i]) as usize];
        let near = |j: &usize| self.told[self.sentence(&mentions[*j]) as usize] + SENTENCES >= at;
        let mut out: Vec<Vec<usize>> = Vec::new();
        for j in (i.saturating_sub(LOOK_BACK)..i).rev().take_while(near) {
            match out.last_mut() {
                Some(group) if self.sentence(&mentions[group[0]]) == self.sentence(&mentions[j]) => group.push(j),
                _ => out.push(vec![j]),
            }
        }
        out
    }
}

/// The mention at the end of a chain of links.
fn named(mentions: &[Mention], mut i: usize) -> usize {
    for _ in 0..8 {
        match mentions[i].same_as {
            Some(next) => i = next as usize,
            None => break,
        }
    }
    i
}

/// Which pronoun a person takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gender {
    He,
    She,
}

/// Whether a folded word is a common given name.
pub(super) fn is_given_name(word: &str) -> bool {
    gender_of_word(word).is_some()
}

/// Given names and titles that tell which pronoun a person takes.
fn gender_of_word(word: &str) -> Option<Gender> {
    static KNOWN: LazyLock<FxHashMap<&'static str, Gender>> = LazyLock::new(|| {
        let lines = include_str!("given.txt").lines().filter(|l| !l.starts_with('#'));
        let mut known = FxHashMap::default();
        for (gender, words) in lines.filter_map(|line| line.split_once(' ')) {
            let gender = if gender == "he" { Gender::He } else { Gender::She };
            for word in words.split(' ') {
                known.entry(word).or_insert(gender);
            }
        }
        known
    });
    KNOWN.get(word).copied()
}

/// The pronouns that people of a document take, by last name.
fn genders(document: &Document, scene: &Scene, mentions: &[Mention]) -> BTreeMap<String, Gender> {
    let mut out: BTreeMap<String, BTreeSet<bool>> = BTreeMap::new();
    for (i, m) in mentions.iter().enumerate() {
        if m.form != Form::Name || m.kind != Kind::Person {
            continue;
        }
        let tokens = &scene.analysis.tokens;
        let title = (m.tokens.start as usize).checked_sub(1).map(|t| &tokens[t]);
        let title = title.filter(|t| t.sentence == scene.sentence(m));
        let title = title.and_then(|t| gender_of_word(&fold(t.span.slice(&document.text))));
        let (first, last) = scene.keys[i].split_once(' ').unwrap_or(("", &scene.keys[i]));
        if let Some(gender) = title.or_else(|| gender_of_word(first)) {
            let last = last.rsplit(' ').next().unwrap_or(last);
            out.entry(last.to_owned()).or_default().insert(gender == Gender::He);
        }
    }
    let one = |(name, found): (String, BTreeSet<bool>)| {
        let he = found.first().copied().filter(|_| found.len() == 1)?;
        Some((name, if he { Gender::He } else { Gender::She }))
    };
    out.into_iter().filter_map(one).collect()
}

/// "He" and "she" where one person alone can be meant: whom the sentence before is about, else the only one named since.
fn link_pronouns(document: &Document, scene: &Scene, mentions: &mut [Mention]) {
    if mentions.iter().all(|m| m.form != Form::Pronoun) {
        return;
    }
    let genders = genders(document, scene, mentions);
    let last = scene.keys.iter().map(|key| key.rsplit(' ').next().unwrap_or_default());
    let known: Vec<(&str, Option<Gender>)> = last.map(|last| (last, genders.get(last).copied())).collect();
    for i in 0..mentions.len() {
        if mentions[i].form == Form::Pronoun {
            mentions[i].same_as = person(scene, &known, mentions, i).map(|j| j as u32);
        }
    }
}

/// Whom a pronoun means; `known` are the last words of each mention, with the pronoun that a person of that name takes.
fn person(scene: &Scene, known: &[(&str, Option<Gender>)], mentions: &[Mention], i: usize) -> Option<usize> {
    let masculine = scene.analysis.tokens[mentions[i].head as usize]
        .morph
        .contains("Gender=Masc");
    let wanted = if masculine { Gender::He } else { Gender::She };
    let last = |j: usize| known[named(mentions, j)].0;
    for group in scene.before(mentions, i) {
        let people: Vec<usize> = group
            .into_iter()
            .filter(|&j| {
                let who = named(mentions, j);
                let (who, takes) = (&mentions[who], known[who].1);
                who.form == Form::Name
                    && who.kind == Kind::Person
                    && scene.visible(&mentions[i], &mentions[j])
                    && takes.is_none_or(|g| g == wanted)
            })
            .collect();
        let Some(&nearest) = people.first() else { continue };
        let alone = people.iter().all(|&j| last(j) == last(nearest));
        let leader = || people.iter().copied().find(|&j| scene.leads(&mentions[j]));
        let subject = || people.iter().copied().find(|&j| scene.is_subject(&mentions[j]));
        return if alone {
            Some(nearest)
        } else {
            leader().or_else(subject)
        }
        .map(|j| named(mentions, j));
    }
    None
}

/// "The company", "the agency", "his widow": what a description means that the document names, or describes with its name.
fn link_descriptions(scene: &Scene, mentions: &mut [Mention]) {
    let named = Named::new(scene, mentions);
    for i in 0..mentions.len() {
        let m = &mentions[i];
        // Several ("her lawyers") are nobody by name; a body may be called by a plural.
        let several = m.kind == Kind::Person && scene.analysis.tokens[m.head as usize].tag == "NNS";
        if m.form != Form::Description || m.same_as.is_some() || several {
            continue;
        }
        let role = scene.role(m);
        let found = described_before(scene, &named, mentions, i, &role);
        let body = || body(scene, &named, mentions, i, &role).filter(|_| m.kind == Kind::Organisation);
        mentions[i].same_as = found.or_else(body).map(|j| j as u32);
    }
}

/// Most descriptions by one noun that are looked at.
const DESCRIPTIONS: usize = 200;

/// What a document names, as descriptions look for it.
struct Named {
    /// Descriptions by their nouns.
    roles: BTreeMap<String, Vec<usize>>,
    /// Names of bodies of several words, by each of their words.
    bodies: BTreeMap<String, Vec<usize>>,
    /// For each name how often the language model takes it for a body's, and how often it stands there.
    counts: BTreeMap<String, (usize, usize)>,
}

impl Named {
    fn new(scene: &Scene, mentions: &[Mention]) -> Self {
        let (mut roles, mut bodies) = (
            BTreeMap::<String, Vec<usize>>::new(),
            BTreeMap::<String, Vec<usize>>::new(),
        );
        let mut counts = BTreeMap::<String, (usize, usize)>::new();
        for (j, m) in mentions.iter().enumerate() {
            let key = &scene.keys[j];
            if m.form == Form::Description {
                roles.entry(scene.role(m)).or_default().push(j);
            } else if m.form == Form::Name {
                let count = counts.entry(key.clone()).or_default();
                *count = (count.0 + usize::from(m.kind == Kind::Organisation), count.1 + 1);
                if matches!(m.kind, Kind::Organisation | Kind::Other | Kind::Outlet) && key.contains(' ') {
                    for word in key.split(' ') {
                        bodies.entry(word.to_owned()).or_default().push(j);
                    }
                }
            }
        }
        Self { roles, bodies, counts }
    }

    /// Whether a name is a body's: the language model takes some companies for people here and there.
    fn is_body(&self, key: &str) -> bool {
        self.counts.get(key).is_some_and(|&(bodies, all)| bodies * 2 >= all)
    }
}

impl Scene<'_> {
    /// The lemma of a description's noun, folded.
    fn role(&self, m: &Mention) -> String {
        let role = fold(&self.analysis.tokens[m.head as usize].lemma);
        match &*role {
            "widow" => "wife".to_owned(),
            "widower" => "husband".to_owned(),
            _ => role,
        }
    }

    /// The words of a description before its noun.
    fn narrowed(&self, i: usize) -> BTreeSet<&str> {
        let mut words = self.keys[i].rsplit(' ');
        words.next();
        words.filter(|w| *w != "s").collect()
    }
}

/// The name that goes with another description by the same noun ("the interior minister, Ann Lee": "the minister").
fn described_before(scene: &Scene, names: &Named, mentions: &[Mention], i: usize, role: &str) -> Option<usize> {
    let mut found: BTreeMap<&str, usize> = BTreeMap::new();
    for &j in names.roles.get(role)?.iter().take(DESCRIPTIONS) {
        // What narrows this description must be said of the other too.
        let same = mentions[j].same_as.is_some();
        if same && scene.narrowed(i).is_subset(&scene.keys[j].split(' ').collect()) {
            let who = named(mentions, j);
            if mentions[who].form == Form::Name {
                found.entry(&scene.keys[who]).or_insert(who);
            }
        }
    }
    let mut found = found.into_values();
    found.next().filter(|_| found.next().is_none())
}

/// Nouns for bodies of the state, or for parts of any body: a company is none of them.
const PUBLIC: &[&str] = &[
    "administration",
    "ag",
    "agency",
    "army",
    "assembly",
    "attorney",
    "authority",
    "board",
    "bureau",
    "centers",
    "chamber",
    "church",
    "commission",
    "committee",
    "congress",
    "council",
    "court",
    "department",
    "government",
    "house",
    "institute",
    "institutes",
    "legislature",
    "ministry",
    "navy",
    "office",
    "parliament",
    "party",
    "police",
    "senate",
    "service",
    "tribunal",
    "union",
    "university",
];

/// Nouns that mean any company.
const COMPANIES: &[&str] = &[
    "airline",
    "bank",
    "carrier",
    "company",
    "corporation",
    "drugmaker",
    "firm",
    "manufacturer",
    "operator",
    "retailer",
    "startup",
    "supplier",
];

/// Nouns that mean any body of the state.
const AGENCIES: &[&str] = &["agency", "regulator", "watchdog"];

/// The body that a description means: one whose name holds its noun, else for a noun that says little the body that is spoken of.
fn body(scene: &Scene, names: &Named, mentions: &[Mention], i: usize, role: &str) -> Option<usize> {
    let narrowed = scene.narrowed(i);
    let words = |j: usize| scene.keys[j].split(' ');
    let holding = names.bodies.get(role).map_or(&[][..], Vec::as_slice);
    let before = holding[..holding.partition_point(|&j| j < i)]
        .iter()
        .rev()
        .take(LOOK_BACK);
    let nearest = before
        .copied()
        .find(|&j| narrowed.iter().all(|n| words(j).any(|w| w == *n)));
    if nearest.is_some() || !narrowed.is_empty() {
        return nearest.map(|j| named(mentions, j));
    }
    let public = |j: usize| words(j).any(|w| PUBLIC.contains(&w));
    let fits = |j: usize| {
        mentions[j].form == Form::Name
            && (matches!(mentions[j].kind, Kind::Organisation | Kind::Person) && names.is_body(&scene.keys[j])
                || mentions[j].kind == Kind::Other && scene.leads(&mentions[j]))
            && (COMPANIES.contains(&role) && !public(j)
                || AGENCIES.contains(&role) && (public(j) || is_initials(&scene.keys[j])))
    };
    for group in scene.before(mentions, i) {
        let bodies: Vec<usize> = group.into_iter().filter(|&j| fits(j)).collect();
        let Some(&nearest) = bodies.first() else { continue };
        let alone = bodies
            .iter()
            .all(|&j| named(mentions, j) == named(mentions, nearest) || scene.keys[j] == scene.keys[nearest]);
        let leader = bodies.iter().copied().find(|&j| scene.leads(&mentions[j]));
        return leader.or(Some(nearest).filter(|_| alone)).map(|j| named(mentions, j));
    }
    None
}

fn is_initials(key: &str) -> bool {
    (2..=6).contains(&key.len()) && !key.contains(' ') && lexicon::role(key).is_none()
}

/// "Lee" after "Ann Lee": a one-word name that ends (or for a body starts) one longer name of the document, and no other.
/// `keys` are the folded words of the mentions.
pub(super) fn link_short_forms(keys: &[String], mentions: &mut [Mention]) {
    // By their last word: the first mention of the only longer name of a person, none where there are several.
    let mut people: BTreeMap<&str, Option<usize>> = BTreeMap::new();
    for (j, m) in mentions.iter().enumerate() {
        if m.form == Form::Name
            && m.kind == Kind::Person
            && let Some((_, last)) = keys[j].rsplit_once(' ')
        {
            let full = people.entry(last).or_insert(Some(j));
            *full = full.filter(|&first| keys[first] == keys[j]);
        }
    }
    for i in 0..mentions.len() {
        let m = &mentions[i];
        if m.form != Form::Name || m.same_as.is_some() || m.kind == Kind::Place {
            continue;
        }
        if let Some(&Some(full)) = people.get(&*keys[i]) {
            mentions[i].same_as = Some(full as u32);
            mentions[i].kind = mentions[full].kind;
        }
    }
}
