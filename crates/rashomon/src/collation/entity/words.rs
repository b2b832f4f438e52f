//! The words of names, titles and descriptions, as they are compared.

use crate::analysis::{Analysis, Dep, Pos};
use crate::name::{Form, Kind, Mention, fold, lexicon};
use crate::report::Report;
use std::collections::{BTreeMap, BTreeSet};

/// A name as it is compared: an agency's initials and "Dept" spelled out, "Department of Labor" as "Labor Department".
pub(super) fn spelled_out(words: String) -> String {
    if let Some(full) = lexicon::in_full(&words) {
        return fold(full);
    }
    let words: Vec<&str> = words
        .split(' ')
        .map(|w| if w == "dept" { "department" } else { w })
        .collect();
    match &words[..] {
        [body @ ("department" | "ministry"), "of", what @ ..] if !what.is_empty() => {
            let what = what.strip_prefix(&["the"]).unwrap_or(what);
            format!("{} {body}", what.join(" "))
        }
        _ => words.join(" "),
    }
}

/// "The Gazette" is compared as "northbridge gazette" where its report names that outlet in full, and no other of that last word.
pub(super) fn fill_outlets(reports: &[&Report], first: &[usize], keys: &mut [String]) {
    for (report, &from) in reports.iter().zip(first) {
        let keys = &mut keys[from..from + report.mentions.len()];
        // None for a last word that ends several names.
        let mut full: BTreeMap<String, Option<String>> = BTreeMap::new();
        for (mention, key) in report.mentions.iter().zip(&*keys) {
            if let Some((_, last)) = key.rsplit_once(' ').filter(|_| mention.kind == Kind::Outlet) {
                let known = full.entry(last.to_owned()).or_insert_with(|| Some(key.clone()));
                *known = known.take().filter(|k| k == key);
            }
        }
        for (mention, key) in report.mentions.iter().zip(keys) {
            // Nobody is called "the Gazette", whatever analysis takes it for.
            let before = mention
                .tokens
                .start
                .checked_sub(1)
                .map(|t| &report.analysis.tokens[t as usize]);
            let article = before.is_some_and(|t| t.span.slice(&report.document.text).eq_ignore_ascii_case("the"));
            let name = mention.form == Form::Name && (article || mention.kind != Kind::Person);
            if let Some(Some(long)) = full
                .get(&*key)
                .filter(|_| name && lexicon::is_outlet(&format!("the {key}")))
            {
                *key = long.clone();
            }
        }
    }
}

/// Whether a capital's name stands for its government: it acts or owns, where a city would be stood in or gone to.
pub(super) fn stands_for_government(report: &Report, mention: &Mention, words: &str) -> bool {
    let token = &report.analysis.tokens[mention.head as usize];
    mention.form == Form::Name
        && lexicon::capital_of(words).is_some()
        && matches!(token.dep, Dep::Nsubj | Dep::Nsubjpass | Dep::Agent | Dep::Poss)
}

pub(super) fn given_names_agree(a: &str, b: &str, last: &str) -> bool {
    let given = |key: &str| -> Vec<String> {
        key.split(' ')
            .filter(|w| *w != last && !matches!(*w, "jr" | "sr" | "ii" | "iii"))
            .map(str::to_owned)
            .collect()
    };
    let (a, b) = (given(a), given(b));
    let meets = |x: &String, y: &String| {
        x == y || (x.len() == 1 && y.starts_with(x.as_str())) || (y.len() == 1 && x.starts_with(y.as_str()))
    };
    let (few, many) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    few.iter().all(|x| many.iter().any(|y| meets(x, y)))
}

/// The initials of a name of several words, small words left out or counted.
pub(super) fn initials(long: &str) -> BTreeSet<String> {
    let words: Vec<&str> = long.split(' ').collect();
    if words.len() < 2 {
        return BTreeSet::new();
    }
    let of = |words: &[&str], small: bool| -> String {
        let counted = words
            .iter()
            .filter(|w| small || !matches!(**w, "of" | "the" | "and" | "for" | "in" | "on"));
        counted.filter_map(|w| w.chars().next()).collect()
    };
    let mut out = BTreeSet::from([of(&words, false), of(&words, true)]);
    // "Department of Labor", which is compared as "labor department".
    if let [what @ .., body @ ("department" | "ministry")] = &words[..] {
        out.insert(format!("{}o{}", &body[..1], of(what, true)));
    }
    out
}

/// What a longer name adds to a shorter: "zubrowkan" to "foreign intelligence service", in front or after "of".
pub(super) fn adds<'a>(short: &str, long: &'a str) -> Option<&'a str> {
    let front = || long.strip_suffix(short)?.strip_suffix(' ');
    long.strip_prefix(short)
        .and_then(|rest| rest.strip_prefix(" of "))
        .or_else(front)
}

/// Whether a body that is said to be of some may be theirs of whom its longer name speaks ("Zubrowka's", "Zubrowkan").
pub(super) fn fits(whose: &str, owners: &BTreeSet<String>) -> bool {
    let whose: Vec<String> = whose.split(' ').map(place_key).collect();
    let near = |owner: &String| {
        let stem = owner
            .char_indices()
            .nth(STEM)
            .map_or(owner.as_str(), |(at, _)| &owner[..at]);
        whose.iter().any(|w| w.starts_with(stem))
    };
    owners.is_empty() || owners.iter().any(near)
}

/// Letters that a country and its adjective have in common at the start.
const STEM: usize = 5;

/// Whose a body is said to be right before its name ("Zubrowka's Foreign Intelligence Service"), folded.
pub(super) fn owner(report: &Report, mention: &Mention) -> Option<String> {
    let tokens = &report.analysis.tokens;
    let mark = mention
        .tokens
        .start
        .checked_sub(1)
        .filter(|&t| tokens[t as usize].tag == "POS")?;
    let owner = &tokens[tokens[mark as usize].head as usize];
    (owner.pos == Pos::Propn).then(|| place_key(&fold(owner.span.slice(&report.document.text))))
}

/// The title in front of a name ("Zubrowkan President" Ann Lee), as written.
pub(super) fn title_words(report: &Report, mention: &Mention) -> Option<String> {
    let range = title_range(&report.analysis, mention);
    let address = |t: u32| {
        matches!(
            &*report.analysis.tokens[t as usize].lemma,
            "Mr" | "Mr." | "Mrs" | "Mrs." | "Ms" | "Ms."
        )
    };
    (!range.clone().all(address)).then(|| {
        report
            .analysis
            .span(range)
            .slice(&report.document.text)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    })
}

pub(super) fn title_range(analysis: &Analysis, mention: &Mention) -> std::ops::Range<u32> {
    let mut start = mention.tokens.start;
    let sentence = analysis.tokens[start as usize].sentence;
    while start > 0 {
        let before = &analysis.tokens[start as usize - 1];
        let inside = before.sentence == sentence
            && matches!(
                before.dep,
                Dep::Compound | Dep::Amod | Dep::Nmod | Dep::Poss | Dep::Case
            )
            && matches!(before.pos, Pos::Noun | Pos::Propn | Pos::Adj | Pos::Part)
            && before.head >= start;
        if !inside {
            break;
        }
        start -= 1;
    }
    start..mention.tokens.start
}

/// The roles that the title in front of a name gives it, each with the folded words that narrow it.
pub(super) fn titles(report: &Report, mention: &Mention) -> Vec<(String, BTreeSet<String>)> {
    if mention.kind != Kind::Person {
        return Vec::new();
    }
    let analysis = &report.analysis;
    let mut range = title_range(analysis, mention);
    // A title inside the model's own span of the name was stripped from the mention.
    while range.start > 0
        && lexicon::is_title(&analysis.tokens[range.start as usize - 1].lemma.to_lowercase())
        && analysis.tokens[range.start as usize - 1].sentence == analysis.tokens[mention.head as usize].sentence
    {
        range.start -= 1;
    }
    let words: Vec<String> = range
        .clone()
        .map(|i| fold(analysis.tokens[i as usize].span.slice(&report.document.text)))
        .filter(|w| !w.is_empty())
        .collect();
    let Some(at) = words
        .iter()
        .rposition(|w| lexicon::role(w).is_some() || lexicon::is_title(w))
    else {
        return Vec::new();
    };
    let of = words[..at].iter().filter(|w| *w != "s").map(|w| place_key(w));
    vec![whole_role(
        words[at].clone(),
        of.chain(theirs(report, mention.head)).collect(),
    )]
}

/// A description's role and the folded words that narrow it: "the Zubrowkan president", "Zubrowka's president".
pub(super) fn role_and_modifiers(report: &Report, mention: &Mention) -> (String, BTreeSet<String>) {
    let analysis = &report.analysis;
    let role = fold(&analysis.tokens[mention.head as usize].lemma);
    let mut of = BTreeSet::new();
    for i in mention.tokens.clone().filter(|&i| i != mention.head) {
        let token = &analysis.tokens[i as usize];
        if matches!(token.pos, Pos::Noun | Pos::Propn | Pos::Adj) {
            of.insert(place_key(&fold(token.span.slice(&report.document.text))));
        }
    }
    of.extend(theirs(report, mention.head));
    whole_role(role, of)
}

/// Of whom or where somebody is said to be ("President Ann Lee of Zubrowka").
fn theirs(report: &Report, head: u32) -> impl Iterator<Item = String> + '_ {
    let analysis = &report.analysis;
    let of = analysis
        .children(head)
        .filter(|&c| &*analysis.tokens[c as usize].lemma == "of");
    let objects = of.flat_map(|prep| analysis.children(prep));
    objects.map(|t| place_key(&fold(analysis.tokens[t as usize].span.slice(&report.document.text))))
}

/// Whether all that narrows a description is said of somebody's title too ("Zubrowkan", "Zubrowka's").
pub(super) fn narrows(description: &BTreeSet<String>, title: &BTreeSet<String>) -> bool {
    description
        .iter()
        .all(|w| title.iter().any(|t| t == w || of_one_stem(w, t)))
}

/// Whether two words may be a country and its adjective.
fn of_one_stem(a: &str, b: &str) -> bool {
    let stem = |w: &str| w.char_indices().nth(STEM).map(|(at, _)| w[..at].to_owned());
    stem(a).is_some() && stem(a) == stem(b) && a.chars().count().abs_diff(b.chars().count()) <= 2
}

/// "prime minister" and "vice president" are offices of their own.
pub(super) fn whole_role(role: String, mut of: BTreeSet<String>) -> (String, BTreeSet<String>) {
    const RANKS: &[&str] = &["acting", "assistant", "deputy", "ex", "former", "prime", "vice"];
    let ranks: Vec<&str> = RANKS.iter().copied().filter(|rank| of.remove(*rank)).collect();
    if ranks.is_empty() {
        return (role, of);
    }
    (format!("{} {role}", ranks.join(" ")), of)
}

/// A country's own name for its adjective, so that "Zubrowkan" and "Zubrowka's" narrow alike.
pub(super) fn place_key(word: &str) -> String {
    lexicon::country(word).map_or(word, |c| c.names[0]).to_owned()
}
