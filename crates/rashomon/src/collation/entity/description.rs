//! Which names descriptions go with: offices, bodies, outlets.

use super::words::{narrows, role_and_modifiers, titles};
use super::{Graph, Names};
use crate::name::{Form, Kind};
use std::collections::{BTreeMap, BTreeSet};

impl Graph<'_> {
    /// "The Zubrowkan president" and "President Ann Lee of Zubrowka", through the titles that stand in front of names; "the
    /// newspaper" and the outlet named last before.
    pub(super) fn join_descriptions(&mut self, names: &Names) {
        let mut titled: BTreeMap<String, Vec<(usize, BTreeSet<String>)>> = BTreeMap::new();
        for node in 0..self.nodes.len() {
            if self.mention(node).form == Form::Name {
                for (role, of) in titles(self.reports[self.nodes[node].0], self.mention(node)) {
                    titled.entry(role).or_default().push((node, of));
                }
            }
        }
        let outlets = self.outlets(names);
        for node in 0..self.nodes.len() {
            let mention = self.mention(node);
            if mention.form != Form::Description || mention.same_as.is_some() {
                continue;
            }
            // Several ("the two ministers") are nobody by name.
            if self.reports[self.nodes[node].0].analysis.tokens[mention.head as usize].tag == "NNS" {
                continue;
            }
            let meant = match mention.kind {
                Kind::Organisation if self.means_outlet(node) => (self.first[self.nodes[node].0]..node)
                    .rev()
                    .find(|n| outlets.contains(n)),
                Kind::Organisation => self.only_body(node, names),
                _ => self.only_holder(node, &titled),
            };
            if let Some(meant) = meant {
                self.join(node, meant);
            }
        }
    }

    /// The nodes that name outlets.
    fn outlets(&self, names: &Names) -> BTreeSet<usize> {
        let published = |key: &str| self.publishers.iter().any(|p| p.0 == key);
        let all = names
            .iter()
            .filter(|(key, name)| name.kind == Kind::Outlet || published(key));
        all.flat_map(|(_, name)| &name.nodes).copied().collect()
    }

    /// Whether a description means some outlet, and says no more of it.
    fn means_outlet(&self, node: usize) -> bool {
        matches!(&*self.keys[node], "broadcaster" | "magazine" | "newspaper" | "outlet")
    }

    /// The one person who holds the office that a description names: by its title in the report where nothing narrows it, or
    /// else in the story, where the report names that person; by what narrows it in the story.
    fn only_holder(&mut self, node: usize, titled: &BTreeMap<String, Vec<(usize, BTreeSet<String>)>>) -> Option<usize> {
        let (report, _) = self.nodes[node];
        let (role, of) = role_and_modifiers(self.reports[report], self.mention(node));
        let holders = titled.get(&role)?;
        let here = |n: usize| self.nodes[n].0 == report;
        let mut fits: Vec<usize> = holders
            .iter()
            .filter(|(_, title)| narrows(&of, title))
            .map(|(n, _)| *n)
            .collect();
        if of.is_empty() && fits.iter().any(|&n| here(n)) {
            fits.retain(|&n| here(n));
        }
        let roots: BTreeSet<usize> = fits.into_iter().map(|n| self.root(n)).collect();
        let holder = roots.first().copied().filter(|_| roots.len() == 1)?;
        let named_here = |graph: &mut Self| {
            let nodes = graph.first[report]..graph.first.get(report + 1).copied().unwrap_or(graph.nodes.len());
            nodes
                .into_iter()
                .any(|n| graph.mention(n).form == Form::Name && graph.root(n) == holder)
        };
        (!of.is_empty() || named_here(self)).then_some(holder)
    }

    /// The one body of the story whose name holds all words of a description ("the police department").
    fn only_body(&mut self, node: usize, names: &Names) -> Option<usize> {
        let words: Vec<&str> = self.keys[node].split(' ').collect();
        if words.len() < 2 {
            return None;
        }
        let bodies = names.iter().filter(|(key, name)| {
            let holds = || words.iter().all(|w| key.split(' ').any(|n| n == *w));
            matches!(name.kind, Kind::Organisation | Kind::Other) && holds()
        });
        let bodies: Vec<usize> = bodies.map(|(_, name)| name.nodes[0]).collect();
        let roots: BTreeSet<usize> = bodies.iter().map(|&n| self.root(n)).collect();
        bodies.first().copied().filter(|_| roots.len() == 1)
    }
}
