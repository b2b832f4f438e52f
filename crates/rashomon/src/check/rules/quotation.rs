//! Words in quotation marks that the sources have otherwise.

use crate::attribution;
use crate::check::case::{Case, Clash};
use crate::check::rule::Rule;
use crate::report::Report;
use crate::text::{Span, common_subsequence};

/// Fewest words of a quotation that can be told from chance.
const FEWEST: usize = 4;

/// Quotations most of whose words a source has in order, and not all.
pub(super) fn find(case: &Case) -> Vec<Clash> {
    let text = case.text();
    let sentence = &text.analysis.sentences[case.line.sentence as usize];
    let mut out = Vec::new();
    for tokens in &case.world.quoted {
        let (start, end) = (
            tokens.start.max(sentence.tokens.start),
            tokens.end.min(sentence.tokens.end),
        );
        if start >= end {
            continue;
        }
        let span = text.analysis.span(start..end);
        // Each quotation is looked at once, with the unit to which its first item belongs.
        if !begins_here(case, span) {
            continue;
        }
        out.extend(altered(case, span));
    }
    out
}

fn begins_here(case: &Case, span: Span) -> bool {
    let first = case.line.items.iter().position(|item| span.overlaps(case.span(item)));
    first.is_some_and(|first| case.unit.items.contains(&first))
}

fn altered(case: &Case, span: Span) -> Option<Clash> {
    let quote = words(span.slice(&case.text().document.text));
    if quote.len() < FEWEST {
        return None;
    }
    let mut best: Option<((usize, bool), usize, Span)> = None;
    for (index, report) in case.world.sources().iter().enumerate() {
        let folded = &case.world.folded[index];
        if contains(folded, &quote) {
            return None;
        }
        for pairing in case.pairs.iter().filter(|p| case.other(p).report == index) {
            let (_, at) = case.sentence(pairing);
            // A quotation may run over the sentence's end; where one sentence has it all, that is shown.
            let both = Span::new(at.start, end_of_next(case, pairing));
            let found = |span: Span| shared(&quote, &words(span.slice(&report.document.text)));
            let Some(most) = found(both) else { continue };
            let alone = found(at).is_some_and(|here| here >= most);
            if best.is_none_or(|(had, ..)| (most, alone) > had) {
                best = Some(((most, alone), index, at));
            }
        }
    }
    let (_, index, at) = best?;
    if quoted_in_part(case.world.reports[index], at, &quote) {
        return None;
    }
    Some(Clash {
        rule: Rule::QuotationAltered,
        at: span,
        against: vec![(index, at)],
        message: format!(
            "no source has these words in this order; {} has most of them",
            case.world.reports[index].document.outlet()
        ),
    })
}

/// Whether the source quotes a part of the quotation, word by word, and tells the rest in its own words.
fn quoted_in_part(report: &Report, sentence: Span, quote: &[String]) -> bool {
    let quoted = attribution::quoted(&report.document, &report.analysis).into_iter();
    quoted
        .map(|tokens| report.analysis.span(tokens))
        .filter(|span| span.overlaps(sentence))
        .any(|span| {
            let part = words(span.slice(&report.document.text));
            part.len() >= 2 && part.len() < quote.len() && contains(quote, &part)
        })
}

fn end_of_next(case: &Case, p: &crate::check::align::Pairing) -> u32 {
    let line = case.other(p);
    let sentences = &case.world.reports[line.report].analysis.sentences;
    let here = &sentences[line.sentence as usize];
    let next = sentences
        .get(line.sentence as usize + 1)
        .filter(|next| next.span.start >= here.span.end);
    next.map_or(here.span.end, |next| next.span.end)
}

/// Words that may come and go without altering a quotation.
const SLIGHT: &[&str] = &["a", "an", "the", "that", "and", "but", "so", "well", "you", "know"];

/// How many of a quotation's words a passage has in order and close together; none where too few to be meant for the same,
/// or where all that tell are there.
fn shared(quote: &[String], theirs: &[String]) -> Option<usize> {
    let tell = |words: &[String]| -> Vec<String> {
        let left = words.iter().filter(|w| !SLIGHT.contains(&w.as_str()));
        left.take(LONGEST).cloned().collect()
    };
    let (quote, theirs) = (tell(quote), tell(theirs));
    let places: Vec<usize> = common_subsequence(&quote, &theirs).into_iter().map(|m| m.1).collect();
    let reach = places.last()? - places.first()? + 1;
    let long = places.iter().filter(|&&j| theirs[j].chars().count() >= 5).count();
    let most = places.len() * 10 >= quote.len() * 6 && places.len() < quote.len();
    (most && long >= 1 && places.len() >= 3 && reach <= places.len() * 8 / 5 + 1).then_some(places.len())
}

/// Words of a quotation that are compared.
const LONGEST: usize = 200;

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
