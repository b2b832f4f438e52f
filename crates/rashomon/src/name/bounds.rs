//! Where a name begins and ends, where the language model took in too much or too little.

use super::{antecedent, fold, lexicon};
use crate::analysis::{Analysis, Dep, Pos};
use crate::document::Document;
use std::ops::Range;

/// "Hopefully [George]", "0:40 [Ann Lee]", "see example.org/a — [Ann Lee]": where a person's name begins of which the model
/// took in what stands before it.
pub(super) fn person_start(document: &Document, analysis: &Analysis, tokens: &Range<u32>) -> u32 {
    let word = |t: &u32| analysis.tokens[*t as usize].span.slice(&document.text);
    let strange = |t: &u32| {
        let token = &analysis.tokens[*t as usize];
        word(t).contains(['/', '@', '—', '–'])
            || word(t).starts_with(|c: char| c.is_ascii_digit())
            || token.pos == Pos::Adv
    };
    let after = tokens.clone().rev().find(strange).map_or(tokens.start, |t| t + 1);
    if after < tokens.end { after } else { tokens.start }
}

/// Whether a token is a family name like "O'Hallan".
pub(super) fn irish(document: &Document, analysis: &Analysis, t: u32) -> bool {
    let token = analysis.tokens.get(t as usize);
    let word = token.map_or("", |t| t.span.slice(&document.text));
    let rest = ["O'", "O’"]
        .iter()
        .find_map(|o| word.strip_prefix(o))
        .unwrap_or_default();
    let before = &analysis.tokens[(t as usize).saturating_sub(1)];
    rest.starts_with(char::is_uppercase) && token.is_some_and(|t| t.sentence == before.sentence)
}

/// "Acme [Pharma]": where a name begins of which the model kept only what ends companies' names.
pub(super) fn company_start(document: &Document, analysis: &Analysis, tokens: &Range<u32>) -> u32 {
    let token = |t: u32| &analysis.tokens[t as usize];
    let mut start = tokens.start;
    if tokens.len() == 1 && lexicon::ends_company(&fold(token(start).span.slice(&document.text))) {
        let part =
            |t: &u32| token(*t).pos == Pos::Propn && token(*t).dep == Dep::Compound && token(*t).head == tokens.start;
        while let Some(before) = start.checked_sub(1).filter(part) {
            start = before;
        }
    }
    start
}

/// "[France] 24": whether the number right after a name, and nothing less, makes it that of an outlet.
pub(super) fn is_channel(document: &Document, analysis: &Analysis, tokens: &Range<u32>) -> bool {
    let Some(number) = analysis.tokens.get(tokens.end as usize) else {
        return false;
    };
    let digits = || number.span.slice(&document.text).bytes().all(|b| b.is_ascii_digit());
    let outlet = |end: u32| lexicon::is_outlet(&fold(analysis.span(tokens.start..end).slice(&document.text)));
    number.tag == "CD" && tokens.contains(&number.head) && digits() && !outlet(tokens.end) && outlet(tokens.end + 1)
}

/// Whether the word before `end` is a minister's portfolio ("[Zubrowkan Health] Minister Ann Lee").
pub(super) fn is_portfolio(document: &Document, analysis: &Analysis, end: u32) -> bool {
    let word = |t: u32| fold(analysis.tokens[t as usize].span.slice(&document.text));
    let office = analysis.tokens.get(end as usize).is_some_and(|t| t.pos == Pos::Propn);
    office && matches!(&*word(end), "minister" | "secretary") && lexicon::is_portfolio(&word(end - 1))
}

/// "[African] nations": a name that only says of which countries is not all of it.
pub(super) fn names_countries(analysis: &Analysis, after: u32) -> bool {
    let (before, noun) = (
        &analysis.tokens[after as usize - 1],
        analysis.tokens.get(after as usize),
    );
    let plural = noun.filter(|n| n.tag == "NNS" && matches!(&*n.lemma, "nation" | "country" | "state"));
    plural.is_some() && before.head == after && matches!(before.dep, Dep::Amod | Dep::Compound)
}

/// Whether a token is a given name that is part of the name after it.
pub(super) fn is_given(document: &Document, analysis: &Analysis, t: u32) -> bool {
    let (token, next) = (&analysis.tokens[t as usize], &analysis.tokens[t as usize + 1]);
    let part = token.pos == Pos::Propn && token.dep == Dep::Compound && token.sentence == next.sentence;
    let given = |word: &str| !lexicon::is_title(word) && antecedent::is_given_name(word);
    part && given(&fold(token.span.slice(&document.text))) && analysis.name_at(t).is_none()
}
