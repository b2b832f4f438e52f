//! A word where the sources have one that says the opposite.

use crate::check::align::Pairing;
use crate::check::case::{Case, Clash};
use crate::check::item::{Item, Kind};
use crate::check::rule::Rule;
use crate::claim::Role;
use crate::collation::sense;
use crate::report::Report;

/// Opposites in the same slot, where no source has the text's word there.
pub(super) fn find(case: &Case) -> Vec<Clash> {
    let word = |item: &Item| !matches!(item.kind, Kind::Name | Kind::Pronoun | Kind::Value);
    let mut out = case.clashes(word, |p, i| against(case, p, i));
    out.extend(case.near().find_map(|p| word_by_word(case, p)));
    out
}

/// The same words but for one that is the other's opposite.
fn word_by_word(case: &Case, p: &Pairing) -> Option<Clash> {
    if !p.diff.close() || p.diff.near < 0.75 || case.pairs.iter().any(|q| q.diff.near > p.diff.near) {
        return None;
    }
    let (text, source) = (case.text(), case.source(p));
    let lemma = |report: &Report, t: u32| report.analysis.tokens[t as usize].lemma.to_lowercase();
    let opposites = |&(a, b): &(u32, u32)| sense::opposite(&lemma(text, a), &lemma(source, b));
    let short = |(mine, theirs): &(Vec<u32>, Vec<u32>)| mine.len() <= 2 && theirs.len() <= 2;
    let gaps = p.diff.gaps().into_iter().filter(short);
    let mut pairs = gaps.flat_map(|(mine, theirs)| {
        let each = mine
            .into_iter()
            .flat_map(move |a| theirs.clone().into_iter().map(move |b| (a, b)));
        each.collect::<Vec<_>>()
    });
    let (a, b) = pairs.find(opposites)?;
    let (at, theirs) = (
        text.analysis.tokens[a as usize].span,
        source.analysis.tokens[b as usize].span,
    );
    case.frame().overlaps(at).then(|| Clash {
        rule: Rule::Antonym,
        at,
        against: vec![case.sentence(p)],
        message: format!(
            "the text has \u{201c}{}\u{201d}, {} has \u{201c}{}\u{201d}",
            at.slice(&text.document.text),
            source.document.outlet(),
            theirs.slice(&source.document.text)
        ),
    })
}

fn against(case: &Case, p: &Pairing, i: usize) -> Option<Clash> {
    let words = &case.world.words;
    let mine = words.text(case.line.items[i].term);
    let others = case.other(p).items.iter().enumerate();
    let rivals = others.filter(|(j, other)| {
        let one_sort = other.kind == case.line.items[i].kind;
        one_sort && p.back(*j).is_none() && sense::opposite(mine, words.text(other.term))
    });
    let slots = rivals.map(|(j, _)| (case.slot(p, i, j), j));
    let (slot, j) = slots.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))?;
    let same = slot >= 1.5 || slot >= 1.0 && case.rest(p, &[i]) >= 0.7;
    (same && !converse(case, p, i, j)).then(|| case.clash(Rule::Antonym, p, i, j))
}

/// Whether whoever does it in the text plays another part in the source: who sells to one from whom one buys says the same.
fn converse(case: &Case, p: &Pairing, i: usize, j: usize) -> bool {
    let (mine, theirs) = (&case.line.items, &case.other(p).items);
    let claim = |report: &'_ Report, verb: u32| report.claims.iter().position(|c| c.predicate == verb);
    let (text, source) = (case.text(), case.source(p));
    let claims = claim(text, mine[i].head).zip(claim(source, theirs[j].head));
    claims.is_some_and(|(m, n)| {
        let doers = text.claims[m].participants.iter().filter(|x| x.role == Role::Agent);
        let mut doers = doers.filter_map(|x| mine.iter().position(|item| item.tokens.contains(&x.head)));
        let others = || source.claims[n].participants.iter().filter(|x| x.role != Role::Agent);
        doers.any(|d| p.links[d].is_some_and(|(to, _)| others().any(|x| theirs[to].tokens.contains(&x.head))))
    })
}
