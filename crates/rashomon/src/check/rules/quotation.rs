//! Words in quotation marks that the sources have otherwise.

use crate::attribution;
use crate::check::case::{Case, Clash};
use crate::check::rule::Rule;
use crate::text::Span;

/// Fewest words of a quotation that can be told from chance.
const FEWEST: usize = 4;

/// Quotations most of whose words a source has in order, and not all.
pub(super) fn find(case: &Case) -> Vec<Clash> {
    let text = case.text();
    let sentence = &text.analysis.sentences[case.line.sentence as usize];
    let quoted = attribution::quoted(&text.document, &text.analysis);
    let mut out = Vec::new();
    for tokens in quoted {
        let (start, end) = (
            tokens.start.max(sentence.tokens.start),
            tokens.end.min(sentence.tokens.end),
        );
        if start >= end {
            continue;
        }
        let span = text.analysis.span(start..end);
        // Each quotation is looked at once, with the unit in which it begins or which begins in it.
        let first = case.unit.span.start.max(span.start);
        if !(span.start <= first && first < span.end) || !span.overlaps(case.unit.span) || begins_before(case, span) {
            continue;
        }
        out.extend(altered(case, span));
    }
    out
}

/// Whether an item of the quotation belongs to an earlier unit.
fn begins_before(case: &Case, span: Span) -> bool {
    let first = case.line.items.iter().position(|item| span.overlaps(case.span(item)));
    first.is_some_and(|first| !case.unit.items.contains(&first))
}

fn altered(case: &Case, span: Span) -> Option<Clash> {
    let quote = words(span.slice(&case.text().document.text));
    if quote.len() < FEWEST {
        return None;
    }
    let mut best: Option<(usize, usize, Span)> = None;
    for (index, report) in case.world.reports.iter().enumerate().skip(1) {
        let folded = &case.world.folded[index];
        if contains(folded, &quote) {
            return None;
        }
        for pairing in case.pairs.iter().filter(|p| case.other(p).report == index) {
            let (_, at) = case.sentence(pairing);
            // A quotation may run over the sentence's end.
            let at = Span::new(at.start, end_of_next(case, pairing));
            let theirs = words(at.slice(&report.document.text));
            let common = common(&quote, &theirs);
            if best.is_none_or(|(most, ..)| common > most) {
                best = Some((common, index, case.sentence(pairing).1));
            }
        }
    }
    let (common, index, at) = best?;
    // Most of the words in order, and more than chance has in common.
    let most = common * 10 >= quote.len() * 6 && common >= 3;
    most.then(|| Clash {
        rule: Rule::QuotationAltered,
        at: span,
        against: vec![(index, at)],
        message: format!(
            "no source has these words in this order; {} has most of them",
            case.world.reports[index].document.outlet()
        ),
    })
}

fn end_of_next(case: &Case, p: &crate::check::align::Pairing) -> u32 {
    let line = case.other(p);
    let sentences = &case.world.reports[line.report].analysis.sentences;
    let here = &sentences[line.sentence as usize];
    sentences
        .get(line.sentence as usize + 1)
        .filter(|next| next.span.start >= here.span.end)
        .map_or(here.span.end, |next| next.span.end)
}

/// The words of a passage as they are compared: lower case, marks aside.
pub(in crate::check) fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '\u{2019}')
        .map(|w| w.replace('\u{2019}', "'").trim_matches('\'').to_lowercase())
        .filter(|w| !w.is_empty())
        .collect()
}

/// Whether the words stand in the text in a row; an ellipsis in the quotation was split away before.
fn contains(text: &[String], quote: &[String]) -> bool {
    text.windows(quote.len()).any(|window| window == quote)
}

/// Length of the longest common subsequence.
fn common(p: &[String], q: &[String]) -> usize {
    let mut row = vec![0usize; q.len() + 1];
    for x in p {
        let mut diagonal = 0;
        for (j, y) in q.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = if x == y { diagonal + 1 } else { above.max(row[j]) };
            diagonal = above;
        }
    }
    row[q.len()]
}
