//! Whom the reports of a story name, across documents: one entity for all names, titles and descriptions of it.

mod acting;
mod description;
mod holder;
mod kind;
mod words;

use super::Place;
use crate::name::{Form, Kind, Mention, fold, lexicon};
use crate::report::Report;
use acting::{Acting, Holder};
use std::collections::{BTreeMap, BTreeSet};
use words::{adds, fits, given_names_agree, initials, owner, spelled_out, stands_for_government, title_words};

/// The entities of a story, and which words name which.
#[derive(Debug, Clone, Default)]
pub struct Entities {
    /// The entities, the most often named first.
    pub entities: Vec<Entity>,
    /// For each report and token the index of its entity.
    tokens: Vec<Vec<Option<u32>>>,
    /// The entity that each country is, where the story names it, by the country's usual name.
    countries: BTreeMap<&'static str, u32>,
    /// For each entity, what tells whom it may be or act for.
    acting: Vec<Acting>,
}

/// Someone or something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// The fullest form in the story, without title.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// Other names, titles and descriptions, sorted.
    pub aliases: Vec<String>,
    /// Where it is named, in order of reports and text.
    pub mentions: Vec<Place>,
    /// For a capital that stands for its government: index of the country's entity, where the story names it.
    pub stands_for: Option<u32>,
}

impl Entities {
    /// The entity that a token of a report names, if it is part of a mention.
    pub fn of(&self, report: usize, token: u32) -> Option<u32> {
        self.tokens[report].get(token as usize).copied().flatten()
    }

    /// Whom a holder speaks for when origins are counted: the country, for its government, its capital or a body of its that
    /// carries its name ("the Zubrowkan Foreign Intelligence Service"), where the story names that country; else itself.
    pub(crate) fn speaks_for(&self, holder: &str) -> String {
        let folded = fold(holder);
        let country = lexicon::country(&folded)
            .or_else(|| lexicon::capital_of(&folded))
            .or_else(|| {
                folded
                    .split(' ')
                    .next()
                    .filter(|_| folded.contains(' '))
                    .and_then(lexicon::country)
            });
        let named = country
            .and_then(|country| self.countries.get(country.names[0]))
            .filter(|_| !self.is_person(holder));
        named.map_or_else(|| holder.to_owned(), |&e| self.entities[e as usize].name.clone())
    }

    /// Whether a canonical name is a person's.
    pub(crate) fn is_person(&self, name: &str) -> bool {
        self.entities.iter().any(|e| e.name == name && e.kind == Kind::Person)
    }

    /// Whether two holders may be one: the same words, one inside the other, or speaking for the same.
    pub(crate) fn may_be_one(&self, a: &str, b: &str) -> bool {
        self.by_words(a).may_be(&self.by_words(b))
    }

    fn by_words(&self, holder: &str) -> Holder {
        Holder {
            folded: fold(holder),
            speaks_for: self.speaks_for(holder),
        }
    }

    /// Whether two entities may be one, or act for the same country or body ("Zubrowkan officials", "President Ann Lee of
    /// Zubrowka").
    pub(crate) fn kin(&self, a: u32, b: u32) -> bool {
        if a == b {
            return true;
        }
        let stands_for = |x: u32, y: u32| self.entities[x as usize].stands_for == Some(y);
        let (x, y) = (&self.acting[a as usize], &self.acting[b as usize]);
        stands_for(a, b) || stands_for(b, a) || x.name.may_be(&y.name) || !x.countries.is_disjoint(&y.countries)
    }

    /// Whether one of the ones and one of the others are kin.
    pub(crate) fn any_kin(&self, ones: &BTreeSet<u32>, others: &BTreeSet<u32>) -> bool {
        ones.iter().any(|&a| others.iter().any(|&b| self.kin(a, b)))
    }

    fn acting(&self, entity: &Entity) -> Acting {
        let names = std::iter::once(&entity.name).chain(&entity.aliases);
        let countries = names.filter_map(|name| {
            let folded = fold(name);
            lexicon::country(folded.split(' ').find(|w| *w != "the")?)
        });
        Acting {
            name: self.by_words(&entity.name),
            countries: countries.filter_map(|country| country.names.first().copied()).collect(),
        }
    }
}

/// Resolves the mentions of all reports of a story.
pub(crate) fn entities(reports: &[&Report]) -> Entities {
    let mut graph = Graph::new(reports);
    let names = graph.names();
    graph.join_within_documents();
    graph.join_same_words(&names);
    graph.join_people(&names);
    graph.join_acronyms(&names);
    graph.join_longer_forms(&names);
    graph.join_first_words(&names);
    graph.join_descriptions(&names);
    graph.finish()
}

/// Names by their keys.
type Names = BTreeMap<String, Named>;

/// A name.
struct Named {
    /// Where it stands.
    nodes: Vec<usize>,
    /// What kind it mostly is.
    kind: Kind,
}

/// Mentions as nodes of a union-find forest.
struct Graph<'a> {
    reports: &'a [&'a Report],
    /// Report and mention of each node, in order.
    nodes: Vec<(usize, usize)>,
    /// First node of each report.
    first: Vec<usize>,
    keys: Vec<String>,
    parent: Vec<usize>,
    /// The outlets whose reports these are, folded, each with its name.
    publishers: Vec<(String, &'a String)>,
}

impl<'a> Graph<'a> {
    fn new(reports: &'a [&'a Report]) -> Self {
        let (mut nodes, mut first, mut keys) = (Vec::new(), Vec::new(), Vec::new());
        for (r, report) in reports.iter().enumerate() {
            first.push(nodes.len());
            for (m, mention) in report.mentions.iter().enumerate() {
                nodes.push((r, m));
                let words = fold(mention.span.slice(&report.document.text));
                keys.push(if stands_for_government(report, mention, &words) {
                    format!("{words} government")
                } else if mention.form == Form::Name {
                    spelled_out(words)
                } else {
                    words
                });
            }
        }
        words::fill_outlets(reports, &first, &mut keys);
        let parent = (0..nodes.len()).collect();
        let publishers = reports.iter().filter_map(|r| r.document.publisher.as_ref());
        Self {
            reports,
            nodes,
            first,
            keys,
            parent,
            publishers: publishers.map(|p| (fold(p), p)).collect(),
        }
    }

    fn mention(&self, node: usize) -> &'a Mention {
        let (report, mention) = self.nodes[node];
        &self.reports[report].mentions[mention]
    }

    fn root(&mut self, mut node: usize) -> usize {
        while self.parent[node] != node {
            self.parent[node] = self.parent[self.parent[node]];
            node = self.parent[node];
        }
        node
    }

    /// The root of a joined pair is the smaller, so that the order of joining leaves no trace.
    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.parent[a.max(b)] = a.min(b);
    }

    fn join_within_documents(&mut self) {
        for node in 0..self.nodes.len() {
            if let Some(other) = self.mention(node).same_as {
                let other = self.first[self.nodes[node].0] + other as usize;
                self.join(node, other);
            }
        }
    }

    fn names(&self) -> Names {
        let mut nodes: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for node in 0..self.nodes.len() {
            if self.mention(node).form == Form::Name {
                nodes.entry(self.keys[node].clone()).or_default().push(node);
            }
        }
        let named = |nodes: Vec<usize>| Named {
            kind: self.kind(&nodes),
            nodes,
        };
        nodes.into_iter().map(|(key, nodes)| (key, named(nodes))).collect()
    }

    /// The same words name the same thing within a story; a country's people and adjective stand apart from the country.
    fn join_same_words(&mut self, names: &Names) {
        for name in names.values() {
            for pair in name.nodes.windows(2) {
                self.join(pair[0], pair[1]);
            }
        }
        let mut countries: BTreeMap<&str, usize> = BTreeMap::new();
        for (key, name) in names {
            if let Some(country) = lexicon::country(key).filter(|c| c.names.contains(&key.as_str())) {
                let first = *countries.entry(country.names[0]).or_insert(name.nodes[0]);
                self.join(first, name.nodes[0]);
            }
        }
    }

    /// What kind the names of a key mostly are.
    fn kind(&self, nodes: &[usize]) -> Kind {
        let mut counts: BTreeMap<Kind, usize> = BTreeMap::new();
        for &node in nodes {
            *counts.entry(self.mention(node).kind).or_default() += 1;
        }
        // "Other" is no evidence against a kind; a full name that is an outlet's tells what its short form is.
        let weight = |(kind, n): &(&Kind, &usize)| {
            let telling = u8::from(**kind != Kind::Other) + u8::from(**kind == Kind::Outlet);
            (telling, **n, std::cmp::Reverse(**kind))
        };
        counts.iter().max_by_key(weight).map_or(Kind::Other, |(kind, _)| *kind)
    }

    /// "Lee", "A. Lee" and "Ann Marie Lee" where the story has one such person.
    fn join_people(&mut self, names: &Names) {
        let mut by_last: BTreeMap<&str, Vec<(&str, usize)>> = BTreeMap::new();
        for (key, name) in names.iter().filter(|(_, name)| name.kind == Kind::Person) {
            let words: Vec<&str> = key.split(' ').collect();
            let last = words
                .iter()
                .rev()
                .find(|w| !matches!(**w, "jr" | "sr" | "ii" | "iii"))
                .copied()
                .unwrap_or(key);
            by_last.entry(last).or_default().push((key, name.nodes[0]));
        }
        for (last, mut group) in by_last {
            // The longest first: a short form joins the long ones that it may stand for only if these are one person.
            group.sort_by_key(|(key, _)| (std::cmp::Reverse(key.split(' ').count()), *key));
            let full: Vec<_> = group.iter().filter(|(key, _)| key.contains(' ')).copied().collect();
            for (i, &(a, node)) in full.iter().enumerate() {
                for &(b, other) in &full[i + 1..] {
                    if given_names_agree(a, b, last) {
                        self.join(node, other);
                    }
                }
            }
            let roots: BTreeSet<usize> = full.iter().map(|&(_, node)| self.root(node)).collect();
            if let (1, Some(name)) = (roots.len(), names.get(last)) {
                self.join(full[0].1, name.nodes[0]);
            }
        }
    }

    /// "WHO" and "World Health Organization", where no bracket says so.
    fn join_acronyms(&mut self, names: &Names) {
        let mut spelt: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (key, name) in names {
            for short in initials(key) {
                spelt.entry(short).or_default().push(name.nodes[0]);
            }
        }
        for (key, name) in names {
            let node = name.nodes[0];
            let short = self
                .mention(node)
                .span
                .slice(&self.reports[self.nodes[node].0].document.text);
            let mut letters = short.chars().filter(|c| c.is_alphabetic());
            let several = letters.clone().nth(1).is_some();
            let Some(long) = spelt.get(key).filter(|_| several && letters.all(char::is_uppercase)) else {
                continue;
            };
            let roots: BTreeSet<usize> = long.iter().map(|&n| self.root(n)).collect();
            if roots.len() == 1 {
                self.join(node, long[0]);
            }
        }
    }

    /// "Foreign Intelligence Service" where the story has one "Zubrowkan Foreign Intelligence Service", or one "Foreign
    /// Intelligence Service of Zubrowka", and says of nobody else that it is theirs.
    fn join_longer_forms(&mut self, names: &Names) {
        let body = |name: &Named| matches!(name.kind, Kind::Organisation | Kind::Other | Kind::Outlet);
        let bodies: Vec<(&str, &Vec<usize>)> = names
            .iter()
            .filter(|(key, name)| key.contains(' ') && body(name))
            .map(|(key, name)| (key.as_str(), &name.nodes))
            .collect();
        for &(short, nodes) in &bodies {
            let of = |n: &usize| owner(self.reports[self.nodes[*n].0], self.mention(*n));
            let owners: BTreeSet<String> = nodes.iter().filter_map(of).collect();
            let longer: Vec<usize> = bodies
                .iter()
                .filter(|(long, _)| adds(short, long).is_some_and(|whose| fits(whose, &owners)))
                .map(|&(_, n)| n[0])
                .collect();
            let roots: BTreeSet<usize> = longer.iter().map(|&n| self.root(n)).collect();
            if roots.len() == 1 {
                self.join(nodes[0], longer[0]);
            }
        }
    }

    /// "Acme" where the story has one "Acme Trading Company". Not of outlets: a paper is called by its town.
    fn join_first_words(&mut self, names: &Names) {
        let bodies: Vec<(&str, usize)> = names
            .iter()
            .filter(|(_, name)| name.kind == Kind::Organisation)
            .map(|(key, name)| (key.as_str(), name.nodes[0]))
            .collect();
        // "Acme Resort International" is a slip for "Acme Resorts International".
        let mut spelt: BTreeMap<String, usize> = BTreeMap::new();
        for &(name, node) in bodies.iter().filter(|(name, _)| name.contains(' ')) {
            let words: Vec<&str> = name
                .split(' ')
                .map(|w| w.strip_suffix('s').filter(|w| w.len() > 3).unwrap_or(w))
                .collect();
            let first = *spelt.entry(words.join(" ")).or_insert(node);
            self.join(first, node);
        }
        // The longest first, so that what is long is one by the time its short form asks.
        for &(short, node) in bodies.iter().rev() {
            let plain = short.len() < 3 || lexicon::is_organisation_head(short) || lexicon::country(short).is_some();
            let first = bodies.partition_point(|(name, _)| *name <= short);
            let longer = bodies[first..].iter().take_while(|(name, _)| name.starts_with(short));
            let longer: Vec<usize> = longer
                .filter(|(name, _)| !plain && name[short.len()..].starts_with(' '))
                .filter(|(name, _)| !matches!(&name[short.len() + 1..], rest if rest.starts_with("of ") || rest.starts_with("for ")))
                .map(|&(_, n)| n)
                .collect();
            let roots: BTreeSet<usize> = longer.iter().map(|&n| self.root(n)).collect();
            if roots.len() == 1 {
                self.join(node, longer[0]);
            }
        }
        // "NBC" is the broadcaster that "NBC News" is of.
        for (key, name) in names {
            let long = names.get(&format!("{key} news"));
            if let Some(long) = long.filter(|long| long.kind == Kind::Outlet && name.kind == Kind::Outlet) {
                self.join(name.nodes[0], long.nodes[0]);
            }
        }
    }

    fn finish(mut self) -> Entities {
        let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for node in 0..self.nodes.len() {
            let root = self.root(node);
            groups.entry(root).or_default().push(node);
        }
        groups.retain(|_, nodes| nodes.iter().any(|&n| self.mention(n).form == Form::Name));
        let mut built: Vec<(Entity, Vec<usize>)> =
            groups.into_values().map(|nodes| (self.entity(&nodes), nodes)).collect();
        built.sort_by(|(a, _), (b, _)| {
            (std::cmp::Reverse(a.mentions.len()), &a.name, a.mentions.first()).cmp(&(
                std::cmp::Reverse(b.mentions.len()),
                &b.name,
                b.mentions.first(),
            ))
        });
        let tokens = self.reports.iter().map(|r| vec![None; r.analysis.tokens.len()]);
        let mut tokens: Vec<Vec<Option<u32>>> = tokens.collect();
        for form in [Form::Pronoun, Form::Description, Form::Name] {
            for (index, (_, nodes)) in built.iter().enumerate() {
                for &node in nodes.iter().filter(|&&n| self.mention(n).form == form) {
                    for token in self.mention(node).tokens.clone() {
                        tokens[self.nodes[node].0][token as usize] = Some(index as u32);
                    }
                }
            }
        }
        let mut entities: Vec<Entity> = built.iter().map(|(e, _)| e.clone()).collect();
        let mut countries: BTreeMap<&str, u32> = BTreeMap::new();
        for (index, entity) in entities.iter().enumerate() {
            let name = fold(&entity.name);
            if let Some(country) = lexicon::country(&name).filter(|c| c.names.contains(&name.as_str())) {
                countries.entry(country.names[0]).or_insert(index as u32);
            }
        }
        for (index, (_, nodes)) in built.iter().enumerate() {
            let capital = self.keys[nodes[0]].strip_suffix(" government");
            let country = capital.and_then(lexicon::capital_of);
            entities[index].stands_for = country.and_then(|country| countries.get(country.names[0]).copied());
        }
        let mut out = Entities {
            entities,
            tokens,
            countries,
            acting: Vec::new(),
        };
        out.acting = out.entities.iter().map(|e| out.acting(e)).collect();
        out
    }

    /// Whether a form is another with a word in front that owes its capital to where it stands ("Veteran Lee" at the start of
    /// a sentence, where the story also has "Lee" and "veteran").
    fn only_opens(&self, form: &str, forms: &BTreeMap<String, usize>, named: &[usize]) -> bool {
        let Some((first, rest)) = form.split_once(' ').filter(|(_, rest)| forms.contains_key(*rest)) else {
            return false;
        };
        let opens = |&n: &usize| {
            let (report, _) = self.nodes[n];
            let (report, mention) = (self.reports[report], self.mention(n));
            let start = mention.tokens.start;
            let sentence = &report.analysis.sentences[report.analysis.tokens[start as usize].sentence as usize];
            let mine = mention
                .span
                .slice(&report.document.text)
                .split_whitespace()
                .eq(form.split(' '));
            !mine || sentence.tokens.start == start
        };
        let lower = first.to_lowercase();
        let plain = |report: &&Report| {
            let text = &report.document.text;
            report.analysis.tokens.iter().any(|t| t.span.slice(text) == lower)
        };
        rest.contains(' ') && lower != *first && named.iter().all(opens) && self.reports.iter().any(plain)
    }

    fn entity(&self, nodes: &[usize]) -> Entity {
        let named: Vec<usize> = nodes
            .iter()
            .copied()
            .filter(|&n| self.mention(n).form == Form::Name)
            .collect();
        let words = |n: usize| {
            let words = self.mention(n).span.slice(&self.reports[self.nodes[n].0].document.text);
            words.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        let mut forms: BTreeMap<String, usize> = BTreeMap::new();
        for &n in &named {
            *forms.entry(words(n)).or_default() += 1;
        }
        let fullness = |(form, count): &(&String, &usize)| {
            let marks = form.chars().filter(|c| !c.is_ascii()).count();
            let shouting = form.len() > 5 && !form.chars().any(char::is_lowercase);
            let odd = form.contains(['(', '"', '@', '#']);
            // "Court of Audit of Zubrowka" says whose the Court of Audit is.
            let whose = |(at, _)| forms.contains_key(&form[..at]) && form[..at].contains(' ');
            (
                !odd && !form.match_indices(" of ").any(whose),
                !shouting,
                form.split(' ').count().min(7),
                marks,
                **count,
                std::cmp::Reverse((*form).clone()),
            )
        };
        let name = forms
            .iter()
            .filter(|(form, _)| !self.only_opens(form, &forms, &named))
            .max_by_key(fullness)
            .map(|(form, _)| form.clone())
            .unwrap_or_default();
        // An outlet whose report is here is called what it calls itself.
        let folded = fold(&name);
        let publishers = self.publishers.iter().filter(|p| p.0 == folded);
        let publisher = publishers.map(|p| p.1).min();
        let name = match lexicon::in_full(&folded) {
            _ if publisher.is_some() => publisher.cloned().unwrap_or_default(),
            Some(full) if self.kind(&named) == Kind::Outlet => full.to_owned(),
            _ => name,
        };
        let mut aliases: BTreeSet<String> = forms.into_keys().collect();
        for &n in nodes.iter().filter(|&&n| self.mention(n).form == Form::Description) {
            aliases.insert(words(n));
        }
        for &n in &named {
            aliases.extend(title_words(self.reports[self.nodes[n].0], self.mention(n)));
        }
        aliases.remove(&name);
        let kind = match self.kind(&named) {
            _ if publisher.is_some() => Kind::Outlet,
            Kind::Person => {
                let mentions = nodes.iter().map(|&n| (self.reports[self.nodes[n].0], self.mention(n)));
                kind::told(mentions).unwrap_or(Kind::Person)
            }
            kind => kind,
        };
        let place = |&n: &usize| Place {
            report: self.nodes[n].0 as u32,
            span: self.mention(n).span,
        };
        Entity {
            name,
            kind,
            aliases: aliases.into_iter().collect(),
            mentions: nodes.iter().map(place).collect(),
            stands_for: None,
        }
    }
}
