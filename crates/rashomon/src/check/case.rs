//! A unit of the text beside the source sentences that speak to it: what the rules look at.

use super::World;
use super::align::{Pairing, SAID};
use super::item::{Item, Kind, Line};
use super::rule::Rule;
use super::unit::Unit;
use crate::analysis::Dep;
use crate::claim::{Claim, Form};
use crate::report::Report;
use crate::text::Span;
use crate::value::{Value, ValueKind};

/// A unit beside what the sources have.
pub(super) struct Case<'a> {
    pub(super) world: &'a World<'a>,
    pub(super) line: &'a Line,
    pub(super) unit: &'a Unit,
    /// The nearest source sentences, best first.
    pub(super) pairs: Vec<&'a Pairing>,
}

/// What a rule found.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Clash {
    pub(super) rule: Rule,
    /// Where in the text.
    pub(super) at: Span,
    /// What it stands against: report and place.
    pub(super) against: Vec<(usize, Span)>,
    pub(super) message: String,
}

/// How many source sentences the rules look at.
const NEAREST: usize = 6;
/// How much of the rest of a unit a source must have for what differs to answer the same question.
pub(super) const SAME_QUESTION: f32 = 0.5;
/// Of what the nearest source has of the rest, the share that another must have to carry it too; of one that has nearly all.
const CARRIES: f32 = 0.6;
const CARRIES_ALL: f32 = 0.75;
/// How alike an item and a source's are where a clause of few words stands for itself.
const STRICTLY: f32 = 0.85;
/// What fills one slot in the same words.
pub(super) const SAME_SLOT: f32 = 4.0;

impl<'a> Case<'a> {
    pub(super) fn new(world: &'a World<'a>, line: &'a Line, unit: &'a Unit, pairings: &'a [Pairing]) -> Self {
        let fit = |p: &Pairing| {
            let all = p.cover(&line.items, 0..line.items.len());
            p.cover(&line.items, unit.items.iter().copied()) + 0.3 * all
        };
        let mut pairs: Vec<&Pairing> = pairings.iter().collect();
        pairs.sort_by(|a, b| fit(b).total_cmp(&fit(a)).then(a.line.cmp(&b.line)));
        Self {
            world,
            line,
            unit,
            pairs,
        }
    }

    /// The source sentences to look for clashes in.
    pub(super) fn near(&self) -> impl Iterator<Item = &'a Pairing> + '_ {
        self.pairs.iter().copied().take(NEAREST)
    }

    /// For each item of one sort what it clashes with in the nearest place that answers the same question, where none has it.
    pub(super) fn clashes(
        &self,
        sort: impl Fn(&Item) -> bool,
        against: impl Fn(&Pairing, usize) -> Option<Clash>,
    ) -> Vec<Clash> {
        let of_sort = |i: &usize| sort(&self.line.items[*i]);
        let whole = |p: &Pairing, i: usize| {
            self.rest(p, &[i]) >= SAME_QUESTION && self.same_event(p, &[i]) && !self.carried(p, i)
        };
        let asked = |p: &Pairing, i: usize| p.links[i].is_none() && whole(p, i);
        let items = self.unit.items.iter().copied().filter(of_sort);
        items
            .filter_map(|i| {
                let found = self.near().filter(|p| asked(p, i)).find_map(|p| against(p, i));
                let alone = || {
                    self.pairs
                        .iter()
                        .filter(|p| self.asked_alone(p, i))
                        .find_map(|p| against(p, i))
                };
                found.or_else(alone)
            })
            .collect()
    }

    /// Whether a source answers what the item's own clause asks, whatever else the unit says ("a commission, which will report
    /// within 90 days"), and none answers it as the text does.
    pub(super) fn asked_alone(&self, p: &Pairing, i: usize) -> bool {
        if self.line.items[i].kind != Kind::Value {
            return false;
        }
        let own = self.own(i);
        let linked = |q: &Pairing, k: usize| q.links[k].is_some_and(|(_, how)| how >= STRICTLY);
        // "On October 21" may be within 90 days, and answers another question where it stands elsewhere.
        let there = |q: &Pairing| q.links[i].is_some_and(|(j, _)| self.slot(q, i, j) >= 1.0);
        let has = |q: &Pairing| there(q) && own.iter().any(|&k| linked(q, k));
        own.len() >= 2 && own.iter().all(|&k| linked(p, k)) && !self.pairs.iter().any(|q| has(q))
    }

    /// The names, figures, nouns and verbs of the innermost clause around an item, with what a relative clause hangs on.
    fn own(&self, i: usize) -> Vec<usize> {
        let text = self.text();
        let at = self.span(&self.line.items[i]);
        let around = text.claims.iter().filter(|c| {
            c.sentence == self.line.sentence && matches!(c.form, Form::Clause | Form::Copula) && c.span.contains(at)
        });
        let Some(claim) = around.min_by_key(|c| (c.span.len(), c.span)) else {
            return Vec::new();
        };
        let predicate = &text.analysis.tokens[claim.predicate as usize];
        let antecedent = (predicate.dep == Dep::Relcl).then_some(predicate.head);
        let mine = |k: &usize| {
            let item = &self.line.items[*k];
            let inside = claim.span.contains(self.span(item)) || antecedent.is_some_and(|t| item.tokens.contains(&t));
            *k != i && !matches!(item.kind, Kind::Pronoun | Kind::Other) && inside
        };
        (0..self.line.items.len()).filter(mine).collect()
    }

    pub(super) fn text(&self) -> &'a Report {
        self.world.reports[self.line.report]
    }

    pub(super) fn other(&self, p: &Pairing) -> &'a Line {
        &self.world.lines[p.line]
    }

    pub(super) fn source(&self, p: &Pairing) -> &'a Report {
        self.world.reports[self.other(p).report]
    }

    /// How much of the unit a source has, the given item aside.
    pub(super) fn rest(&self, p: &Pairing, but: &[usize]) -> f32 {
        let items = self.unit.items.iter().copied().filter(|i| !but.contains(i));
        let mut items: Vec<usize> = items.collect();
        if items.len() < 2 {
            items = (0..self.line.items.len()).filter(|i| !but.contains(i)).collect();
        }
        p.cover(&self.line.items, items)
    }

    /// How much of the unit a source's sentence has by itself, the given item aside; a pronoun of its own may stand for one
    /// that is named beside it.
    pub(super) fn here(&self, p: &Pairing, but: Option<usize>) -> f32 {
        self.share_here(p, |i| Some(i) != but)
    }

    /// The same of what the unit says, without the words that say who says it.
    pub(super) fn said_here(&self, p: &Pairing) -> f32 {
        self.share_here(p, |i| self.unit.span.contains(self.span(&self.line.items[i])))
    }

    fn share_here(&self, p: &Pairing, counts: impl Fn(usize) -> bool) -> f32 {
        let others = self.other(p).items.iter().enumerate();
        let mut pronouns = others
            .filter(|(j, other)| other.kind == Kind::Pronoun && p.back(*j).is_none())
            .count();
        let (mut sum, mut total) = (0.0, 0.0);
        for &i in self.unit.items.iter().filter(|i| counts(**i)) {
            let item = &self.line.items[i];
            let mut had = p.links[i].map_or(0.0, |(_, how)| how);
            if had == 0.0 && pronouns > 0 && matches!(item.kind, Kind::Name | Kind::Noun) && p.had[i] >= SAID {
                had = p.had[i];
                pronouns -= 1;
            }
            sum += item.weight * had;
            total += item.weight;
        }
        if total > 0.0 { sum / total } else { 0.0 }
    }

    /// Whether a source's sentence has by itself all names and figures of the unit, the given items aside.
    pub(super) fn all_here(&self, p: &Pairing, but: &[usize]) -> bool {
        self.unit.items.iter().filter(|i| !but.contains(i)).all(|&i| {
            let hard = matches!(self.line.items[i].kind, Kind::Name | Kind::Value);
            !hard || p.links[i].is_some_and(|(_, how)| how >= SAID)
        })
    }

    /// Whether some source has the item together with about as much of the rest as `p` has.
    pub(super) fn carried(&self, p: &Pairing, item: usize) -> bool {
        let rest = self.rest(p, &[item]);
        let least = rest * if rest >= 0.85 { CARRIES_ALL } else { CARRIES };
        let has = |q: &Pairing| q.links[item].is_some_and(|(_, how)| how >= SAID);
        // Where a source has the very words, what stands near the others does not carry them.
        let others = |q: &Pairing| {
            if p.diff.close() {
                self.here(q, Some(item))
            } else {
                self.rest(q, &[item])
            }
        };
        self.pairs.iter().any(|q| has(q) && others(q) >= least)
    }

    /// Whether a source has all other names and times of the unit, or the same words but for a few: the same event.
    pub(super) fn same_event(&self, p: &Pairing, but: &[usize]) -> bool {
        p.diff.close()
            || self.unit.items.iter().all(|i| {
                let item = &self.line.items[*i];
                let time = || self.value(item).is_some_and(|v| matches!(v.kind, ValueKind::Time(_)));
                but.contains(i) || !(item.kind == Kind::Name || time()) || p.had[*i] >= SAID
            })
    }

    /// How well an item and a source's item fill the same slot: what governs them, what they govern, what stands before and
    /// after them. 0 to 4.
    pub(super) fn slot(&self, p: &Pairing, i: usize, j: usize) -> f32 {
        let (items, others) = (&self.line.items, &self.other(p).items);
        if p.diff.close() && p.diff.same_gap(&items[i], &others[j]) {
            return SAME_SLOT;
        }
        let linked = |x: usize, y: usize| p.links[x].is_some_and(|(to, _)| to == y);
        let mut out = 0.0;
        if let (Some(x), Some(y)) = (items[i].up, others[j].up) {
            out += f32::from(u8::from(linked(x, y)));
        }
        let below = items
            .iter()
            .enumerate()
            .any(|(x, item)| item.up == Some(i) && p.links[x].is_some_and(|(y, _)| others[y].up == Some(j)));
        out += f32::from(u8::from(below));
        out += match (i.checked_sub(1), j.checked_sub(1)) {
            (Some(x), Some(y)) if linked(x, y) => 1.0,
            (None, None) => 0.5,
            _ => 0.0,
        };
        out += match (i + 1 < items.len(), j + 1 < others.len()) {
            (true, true) if linked(i + 1, j + 1) => 1.0,
            (false, false) => 0.5,
            _ => 0.0,
        };
        out
    }

    /// The unit with its frame: who says it may stand outside its clause.
    pub(super) fn frame(&self) -> Span {
        let spans = self.unit.items.iter().map(|&i| self.span(&self.line.items[i]));
        spans.fold(self.unit.span, Span::cover)
    }

    pub(super) fn span(&self, item: &Item) -> Span {
        self.text().analysis.span(item.tokens.clone())
    }

    pub(super) fn words(&self, item: &Item) -> &'a str {
        self.span(item).slice(&self.text().document.text)
    }

    pub(super) fn source_span(&self, p: &Pairing, item: &Item) -> Span {
        self.source(p).analysis.span(item.tokens.clone())
    }

    pub(super) fn source_words(&self, p: &Pairing, item: &Item) -> &'a str {
        self.source_span(p, item).slice(&self.source(p).document.text)
    }

    /// The whole source sentence.
    pub(super) fn sentence(&self, p: &Pairing) -> (usize, Span) {
        let line = self.other(p);
        (
            line.report,
            self.world.reports[line.report].analysis.sentences[line.sentence as usize].span,
        )
    }

    pub(super) fn value(&self, item: &Item) -> Option<&'a Value> {
        item.value.map(|v| &self.text().values[v as usize])
    }

    pub(super) fn source_value(&self, p: &Pairing, item: &Item) -> Option<&'a Value> {
        item.value.map(|v| &self.source(p).values[v as usize])
    }

    /// Claims of the unit, each with the source's claim that has the same predicate.
    pub(super) fn claims(&self, p: &Pairing) -> Vec<(&'a Claim, &'a Claim, usize)> {
        let mut out = Vec::new();
        for &i in &self.unit.items {
            let Some((j, _)) = p.links[i] else { continue };
            let mine = claim_of(self.text(), &self.line.items[i]);
            let theirs = claim_of(self.source(p), &self.other(p).items[j]);
            if let (Some(mine), Some(theirs)) = (mine, theirs) {
                out.push((mine, theirs, i));
            }
        }
        out
    }

    /// A clash over an item, against a source's item.
    pub(super) fn clash(&self, rule: Rule, p: &Pairing, i: usize, j: usize) -> Clash {
        self.clash_with(rule, p, i, self.source_words(p, &self.other(p).items[j]))
    }

    /// A clash over an item, against words of a source.
    pub(super) fn clash_with(&self, rule: Rule, p: &Pairing, i: usize, theirs: &str) -> Clash {
        let mine = &self.line.items[i];
        Clash {
            rule,
            at: self.span(mine),
            against: vec![self.sentence(p)],
            message: format!(
                "the text has \u{201c}{}\u{201d}, {} has \u{201c}{}\u{201d}",
                plain(self.words(mine)),
                self.source(p).document.outlet(),
                plain(theirs)
            ),
        }
    }
}

/// Words on one line.
pub(super) fn plain(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The claim whose predicate an item is, or that a verb without meaning of its own makes of it ("had no knowledge").
pub(super) fn claim_of<'a>(report: &'a Report, item: &Item) -> Option<&'a Claim> {
    let tokens = &report.analysis.tokens;
    let of = |within: &dyn Fn(u32) -> bool| {
        let found = report.claims.iter().filter(|c| c.form != Form::Apposition);
        found
            .filter(|c| within(c.predicate) || c.governor.is_some_and(within))
            .min_by_key(|c| (!within(c.predicate), c.span.len(), c.span))
    };
    let verb = tokens[item.head as usize].head;
    let light = tokens[item.head as usize].dep == Dep::Dobj
        && matches!(&*tokens[verb as usize].lemma, "have" | "make" | "give" | "take" | "do");
    of(&|t| item.tokens.contains(&t)).or_else(|| if light { of(&|t| t == verb) } else { None })
}
