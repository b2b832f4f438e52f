//! Mentions: the words of one document that name someone or something, and which of them belong together.

use crate::analysis::{Analysis, Dep, EntityKind, Name, Pos, Token};
use crate::document::Document;
use crate::text::Span;
use bounds::{company_start, irish, is_channel, is_given, is_portfolio, names_countries, person_start};
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

mod antecedent;
mod bounds;
pub(crate) mod lexicon;

/// Words that name someone or something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// The words, without a leading article, a title or a trailing possessive.
    pub span: Span,
    /// Their tokens.
    pub tokens: Range<u32>,
    /// Token index of the head.
    pub head: u32,
    /// How they name.
    pub form: Form,
    /// What they name, as far as the words tell.
    pub kind: Kind,
    /// Index of an earlier or later mention in this document that this one stands for, if any: the antecedent of a pronoun,
    /// the name that a title, a description, an acronym or a short form goes with.
    pub same_as: Option<u32>,
}

/// How a mention names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// A proper name ("Aleksandar Vucic", "the SVR").
    Name,
    /// A definite description ("the Serbian president", "the agency").
    Description,
    /// A personal pronoun.
    Pronoun,
}

/// What a mention or an entity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(rename = "EntityKind")]
#[non_exhaustive]
pub enum Kind {
    /// A human being.
    Person,
    /// A company, an agency, a party, a government.
    Organisation,
    /// A country, a city, a building.
    Place,
    /// People taken together (a nationality, a family, "economists").
    Group,
    /// A news outlet or agency.
    Outlet,
    /// A statement, a law, a court paper, a study.
    Document,
    /// Anything else.
    Other,
}

/// Finds the mentions of a document, in order; `quotations` are the tokens that stand in quotation marks.
pub fn mentions(document: &Document, analysis: &Analysis, quotations: &[Range<u32>]) -> Vec<Mention> {
    let mut out = names(document, analysis);
    out.extend(missed_surnames(document, analysis, &out));
    drop_offices(document, &mut out);
    out.extend(descriptions(analysis, &out));
    out.extend(pronouns(analysis));
    out.sort_by_key(|m| (m.tokens.start, m.tokens.end));
    link_neighbours(document, analysis, &mut out);
    let keys: Vec<String> = out.iter().map(|m| fold(m.span.slice(&document.text))).collect();
    antecedent::link_short_forms(&keys, &mut out);
    antecedent::link(document, analysis, quotations, keys, &mut out);
    out
}

/// The words of a name as they are compared: lower case, without diacritics, dots and possessive.
pub(crate) fn fold(name: &str) -> String {
    use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
    if name.bytes().all(|b| b.is_ascii_lowercase()) {
        return name.to_owned();
    }
    let mut out = String::with_capacity(name.len());
    let mut gap = false;
    let mut add = |c: char| {
        gap |= c.is_whitespace() || matches!(c, '-' | '–' | '—' | '/');
        if c.is_alphanumeric() {
            if std::mem::take(&mut gap) && !out.is_empty() {
                out.push(' ');
            }
            match c {
                'đ' => out.push_str("dj"),
                'ł' => out.push('l'),
                'ø' => out.push('o'),
                'ı' => out.push('i'),
                c => out.push(c),
            }
        }
    };
    // Most names are of letters and signs of which nothing need be taken apart.
    if name.chars().all(|c| c.is_ascii() || matches!(c, '‘'..='”' | '–' | '—')) {
        name.chars().map(|c| c.to_ascii_lowercase()).for_each(&mut add);
    } else {
        let plain = name.nfkd().filter(|c| !is_combining_mark(*c));
        plain.flat_map(char::to_lowercase).for_each(&mut add);
    }
    if out.starts_with("the ") {
        out.drain(..4);
    }
    out
}

/// Names that the language model found, and runs of proper nouns that it passed over.
fn names(document: &Document, analysis: &Analysis) -> Vec<Mention> {
    let alone = names_alone(document, analysis);
    let parts = analysis
        .names
        .iter()
        .flat_map(|n| parted(document, analysis, &alone, n));
    let mut out: Vec<Mention> = Vec::new();
    for name in parts.flat_map(|n| named(document, analysis, &n)) {
        out.pop_if(|last| last.tokens.start >= name.tokens.start);
        out.push(name);
    }
    let mut taken = vec![false; analysis.tokens.len()];
    let found = analysis.names.iter().map(|n| &n.tokens);
    for tokens in found.chain(out.iter().map(|m| &m.tokens)) {
        taken[tokens.start as usize..tokens.end as usize].fill(true);
    }
    let ends: BTreeMap<u32, usize> = out.iter().enumerate().map(|(m, name)| (name.tokens.end, m)).collect();
    let mut i = 0;
    while i < analysis.tokens.len() {
        let start = i;
        while i < analysis.tokens.len()
            && analysis.tokens[i].pos == Pos::Propn
            && !taken[i]
            && analysis.tokens[i].sentence == analysis.tokens[start].sentence
        {
            i += 1;
        }
        if start == i {
            i += 1;
        } else {
            let before = ends.get(&(start as u32)).copied();
            run(document, analysis, start as u32..i as u32, before, &mut out);
        }
    }
    out
}

/// Family names that the tagger took for common words ("Pound said"), where the document has someone of that name.
fn missed_surnames(document: &Document, analysis: &Analysis, names: &[Mention]) -> Vec<Mention> {
    let last = |m: &Mention| Some(m.span.slice(&document.text).rsplit_once(' ')?.1);
    let people = names.iter().filter(|m| m.kind == Kind::Person);
    let surnames: FxHashSet<&str> = people.filter_map(last).filter(|last| last.len() > 2).collect();
    let mut named = vec![false; analysis.tokens.len()];
    for m in names {
        named[m.tokens.start as usize..m.tokens.end as usize].fill(true);
    }
    let missed = (0..analysis.tokens.len()).filter(|&i| {
        let token = &analysis.tokens[i];
        let stands_alone = !matches!(token.dep, Dep::Amod | Dep::Compound | Dep::Advmod | Dep::Aux);
        !named[i] && token.pos != Pos::Propn && stands_alone && surnames.contains(token.span.slice(&document.text))
    });
    let tokens = missed.map(|i| i as u32..i as u32 + 1);
    tokens
        .filter_map(|t| mention(document, analysis, t, Kind::Person))
        .collect()
}

/// "President" names nobody, unless someone of the document is called so ("Ann King").
fn drop_offices(document: &Document, names: &mut Vec<Mention>) {
    let keys: Vec<String> = names.iter().map(|m| fold(m.span.slice(&document.text))).collect();
    let people = names.iter().zip(&keys).filter(|(m, _)| m.kind == Kind::Person);
    let surnames: BTreeSet<&str> = people
        .filter_map(|(_, key)| Some(key.rsplit_once(' ')?.1))
        .filter(|last| lexicon::is_office(last))
        .collect();
    let mut keys = keys.iter();
    names.retain(|_| {
        let key = keys.next().expect("each name has a key");
        !key.split(' ').all(lexicon::is_office) || surnames.contains(&**key)
    });
}

/// Adds a run of proper nouns; with the name right before it where that leans on it ("[Kestria] One").
fn run(document: &Document, analysis: &Analysis, tokens: Range<u32>, before: Option<usize>, out: &mut Vec<Mention>) {
    let word = |t: u32| fold(analysis.tokens[t as usize].span.slice(&document.text));
    let leans = before.filter(|&m| {
        // "[Lee] Bridge" is no person; a full name before a noun stays one.
        if out[m].kind == Kind::Person && out[m].tokens.len() > 1 {
            return false;
        }
        let last = &analysis.tokens[out[m].tokens.end as usize - 1];
        // A channel's number names nothing without the channel, whatever the parser has it hang on.
        let numbered = tokens.len() == 1 && matches!(&*word(tokens.start), "one" | "two" | "three" | "four" | "five");
        numbered
            || last.dep == Dep::Compound && tokens.contains(&last.head) && !lexicon::is_office(&word(tokens.end - 1))
    });
    match leans {
        Some(m) => {
            let whole = out[m].tokens.start..tokens.end;
            if let Some(whole) = mention(document, analysis, whole, Kind::Other) {
                out[m] = whole;
            }
        }
        None => {
            let office = lexicon::is_office(&word(tokens.end - 1));
            let found = mention(document, analysis, tokens, Kind::Other);
            // "Health Minister" names nobody, whoever's name stands after it.
            out.extend(found.filter(|m| !office || m.kind != Kind::Other));
        }
    }
}

/// What the model takes names for, by their folded words.
fn names_alone(document: &Document, analysis: &Analysis) -> BTreeMap<String, EntityKind> {
    let words = |n: &Name| (fold(n.span.slice(&document.text)), n.kind);
    let inside = |n: &&Name| n.tokens.clone().any(|t| analysis.tokens[t as usize].tag == "POS");
    // Most documents have no name with a possessive in it, and then nobody asks.
    if !analysis.names.iter().any(|n| inside(&n)) {
        return BTreeMap::new();
    }
    analysis.names.iter().filter(|n| !inside(n)).map(words).collect()
}

/// "[Zubrowka's Court of Audit]": whose it is, where that is named by itself too, and what is theirs.
fn parted(document: &Document, analysis: &Analysis, alone: &BTreeMap<String, EntityKind>, name: &Name) -> Vec<Name> {
    let part = |tokens: Range<u32>, kind: EntityKind| Name {
        span: analysis.span(tokens.clone()),
        tokens,
        kind,
    };
    let mark = name.tokens.clone().find(|&t| analysis.tokens[t as usize].tag == "POS");
    let whose = mark
        .filter(|&t| t > name.tokens.start && t + 1 < name.tokens.end)
        .and_then(|mark| {
            let tokens = name.tokens.start..mark;
            let kind = alone.get(&fold(analysis.span(tokens.clone()).slice(&document.text)))?;
            Some(vec![part(tokens, *kind), part(mark + 1..name.tokens.end, name.kind)])
        });
    whose.unwrap_or_else(|| vec![name.clone()])
}

/// A name, and the initials in brackets that the language model took into it ("State Audit Chamber (SAC").
fn named(document: &Document, analysis: &Analysis, name: &Name) -> Vec<Mention> {
    let Some(mut kind) = kind_of(name) else {
        return Vec::new();
    };
    let mut tokens = name.tokens.clone();
    if is_portfolio(document, analysis, tokens.end) {
        tokens.end -= 1;
    }
    if tokens.is_empty() {
        return Vec::new();
    }
    if matches!(kind, Kind::Group | Kind::Place) && names_countries(analysis, tokens.end) {
        (tokens.end, kind) = (tokens.end + 1, Kind::Group);
    }
    if kind == Kind::Person {
        tokens.start = person_start(document, analysis, &tokens);
    }
    let inside = tokens
        .clone()
        .skip(1)
        .find(|&t| analysis.tokens[t as usize].tag == "-LRB-");
    let mut initials = None;
    if let Some(bracket) = inside {
        initials = Some(bracket + 1..tokens.end).filter(|t| !t.is_empty());
        tokens.end = bracket;
    }
    let company = company_start(document, analysis, &tokens);
    if company < tokens.start {
        (tokens.start, kind) = (company, Kind::Organisation);
    }
    // "Mayor Carmen [Ruiz Soto]": the model lost the given name.
    if kind == Kind::Person {
        while let Some(before) = tokens.start.checked_sub(1).filter(|&t| is_given(document, analysis, t)) {
            tokens.start = before;
        }
    }
    // "[Mike] O'Hallan": the tagger takes what begins so for anything.
    if initials.is_none() && irish(document, analysis, tokens.end) || is_channel(document, analysis, &tokens) {
        tokens.end += 1;
    }
    let parts = [Some(tokens), initials].into_iter().flatten();
    parts.filter_map(|t| mention(document, analysis, t, kind)).collect()
}

fn kind_of(name: &Name) -> Option<Kind> {
    use EntityKind::*;
    Some(match name.kind {
        Person => Kind::Person,
        Org => Kind::Organisation,
        Gpe | Loc | Fac => Kind::Place,
        Norp => Kind::Group,
        Law | WorkOfArt => Kind::Document,
        Event | Product | Language => Kind::Other,
        _ => return None,
    })
}

/// A name at the given tokens, stripped to itself; none if nothing that names is left.
fn mention(document: &Document, analysis: &Analysis, mut tokens: Range<u32>, kind: Kind) -> Option<Mention> {
    let token = |i: u32| &analysis.tokens[i as usize];
    let word = |i: u32| token(i).span.slice(&document.text);
    let addressed = tokens.len() > 1 && matches!(word(tokens.start).trim_end_matches('.'), "Mr" | "Mrs" | "Ms");
    // "Mayor Hedda Lorn" is the title of no book.
    let titled = || {
        let name = |i: u32| token(i).pos == Pos::Propn;
        tokens.len() == 3
            && lexicon::is_title(&word(tokens.start).to_lowercase())
            && !names_thing(&fold(word(tokens.end - 1)))
            && tokens.clone().all(name)
    };
    let kind = match kind {
        _ if addressed => Kind::Person,
        Kind::Document if titled() => Kind::Person,
        kind => kind,
    };
    while tokens.start < tokens.end {
        let (first, last) = (token(tokens.start), token(tokens.end - 1));
        if matches!(first.pos, Pos::Det | Pos::Punct | Pos::Space | Pos::Adp) && word(tokens.start) != "@" {
            tokens.start += 1;
        } else if last.tag == "POS" || matches!(last.pos, Pos::Adp | Pos::Punct | Pos::Space) || last.dep == Dep::Case {
            tokens.end -= 1;
        } else if kind == Kind::Person && tokens.len() > 1 && lexicon::is_title(&word(tokens.start).to_lowercase()) {
            tokens.start += 1;
        } else {
            break;
        }
    }
    if tokens.is_empty() {
        return None;
    }
    let span = analysis.span(tokens.clone());
    let words = span.slice(&document.text);
    let head = head(analysis, tokens.clone());
    words.chars().any(char::is_alphabetic).then(|| Mention {
        span,
        head,
        kind: told(analysis, words, word(tokens.end - 1), head, kind),
        tokens,
        form: Form::Name,
        same_as: None,
    })
}

/// What a name names, where its words tell that the language model is wrong.
fn told(analysis: &Analysis, words: &str, last: &str, head: u32, kind: Kind) -> Kind {
    if matches!(kind, Kind::Group | Kind::Outlet) {
        return kind;
    }
    let folded = fold(words);
    match kind {
        _ if lexicon::is_outlet(&folded) => Kind::Outlet,
        Kind::Organisation if is_made(analysis, head) => Kind::Other,
        Kind::Person if lexicon::is_company(&folded) => Kind::Organisation,
        Kind::Organisation | Kind::Other | Kind::Document | Kind::Place if is_full_name(&folded) => Kind::Person,
        Kind::Other if lexicon::is_organisation_head(&fold(last)) => Kind::Organisation,
        kind => kind,
    }
}

/// Whether a name is that of a product: "the maker of Fenvil", "Fenvil maker Acme".
fn is_made(analysis: &Analysis, name: u32) -> bool {
    let token = |i: u32| &analysis.tokens[i as usize];
    let maker = match token(name).dep {
        Dep::Pobj if &*token(token(name).head).lemma == "of" => token(token(name).head).head,
        Dep::Compound => token(name).head,
        _ => return false,
    };
    matches!(&*token(maker).lemma, "maker" | "manufacturer" | "producer")
}

/// Whether a folded name of two or three words begins with a common given name and is nothing else's.
fn is_full_name(folded: &str) -> bool {
    const OTHERS: &[&str] = &[
        "carolina",
        "charlotte",
        "florence",
        "georgia",
        "virginia",
        "victoria",
        "austin",
        "morgan",
        "louis",
        "philip",
        "johns",
    ];
    let mut words = folded.split(' ');
    let (first, last) = (
        words.next().unwrap_or_default(),
        folded.rsplit(' ').next().unwrap_or_default(),
    );
    (1..=2).contains(&words.count())
        && antecedent::is_given_name(first)
        && !lexicon::is_title(first)
        && !OTHERS.contains(&first)
        && !names_thing(last)
}

/// Whether a name that ends in this folded word is no person's.
fn names_thing(last: &str) -> bool {
    #[rustfmt::skip]
    const THINGS: &[&str] = &[
        "act", "bay", "beach", "bridge", "city", "county", "day", "hall", "hill", "island",
        "lake", "law", "prize", "river", "road", "square", "street", "tower", "show",
    ];
    lexicon::is_organisation_head(last) || THINGS.contains(&last)
}

/// The token of a range whose own head lies outside it; the last such, since compounds lean right.
fn head(analysis: &Analysis, tokens: Range<u32>) -> u32 {
    let outside = |i: &u32| {
        let head = analysis.tokens[*i as usize].head;
        head == *i || !tokens.contains(&head)
    };
    tokens.clone().rev().find(outside).unwrap_or(tokens.end - 1)
}

/// "The Serbian president", "the agency": definite noun phrases whose head names a person's or a body's role.
fn descriptions(analysis: &Analysis, names: &[Mention]) -> Vec<Mention> {
    let mut out = Vec::new();
    let mut named = vec![false; analysis.tokens.len()];
    for name in names {
        named[name.tokens.start as usize..name.tokens.end as usize].fill(true);
    }
    for (i, token) in analysis.tokens.iter().enumerate() {
        let i = i as u32;
        if !matches!(token.pos, Pos::Noun | Pos::Propn) || named[i as usize] {
            continue;
        }
        let kind = match lexicon::role(&token.lemma.to_lowercase()) {
            Some(kind) => kind,
            None => continue,
        };
        if matches!(token.dep, Dep::Compound | Dep::Amod | Dep::Nmod) {
            continue;
        }
        let mut start = i;
        let (mut definite, mut article) = (false, false);
        for child in analysis.children(i).filter(|&c| c < i) {
            match analysis.tokens[child as usize].dep {
                Dep::Det => {
                    definite |= matches!(
                        &*analysis.tokens[child as usize].lemma.to_lowercase(),
                        "the" | "this" | "that"
                    );
                    article = true;
                }
                Dep::Poss => definite = true,
                Dep::Amod | Dep::Compound | Dep::Nmod => start = start.min(analysis.subtree(child).start),
                _ => {}
            }
        }
        // A name in front ("Serbia's president") belongs to the description.
        for child in analysis.children(i).filter(|&c| c < i) {
            if analysis.tokens[child as usize].dep == Dep::Poss && analysis.tokens[child as usize].pos == Pos::Propn {
                start = start.min(analysis.subtree(child).start);
            }
        }
        if definite || (token.dep == Dep::Appos && !article) {
            let tokens = start..i + 1;
            out.push(Mention {
                span: analysis.span(tokens.clone()),
                tokens,
                head: i,
                form: Form::Description,
                kind,
                same_as: None,
            });
        }
    }
    out
}

fn pronouns(analysis: &Analysis) -> impl Iterator<Item = Mention> + '_ {
    analysis
        .tokens
        .iter()
        .enumerate()
        .filter(|(_, t)| is_he_or_she(t))
        .map(|(i, t)| Mention {
            span: t.span,
            tokens: i as u32..i as u32 + 1,
            head: i as u32,
            form: Form::Pronoun,
            kind: Kind::Person,
            same_as: None,
        })
}

fn is_he_or_she(token: &Token) -> bool {
    matches!(token.tag, "PRP" | "PRP$") && (token.morph.contains("Gender=Masc") || token.morph.contains("Gender=Fem"))
}

/// What stands next to a name and means the same: an acronym in brackets, an apposition, a copula ("Ann Lee is the mayor").
fn link_neighbours(document: &Document, analysis: &Analysis, mentions: &mut [Mention]) {
    for i in 0..mentions.len() {
        for j in i + 1..mentions.len().min(i + 4) {
            let (a, b) = (&mentions[i], &mentions[j]);
            if b.tokens.start < a.tokens.end || b.form == Form::Pronoun || a.form == Form::Pronoun {
                continue;
            }
            let between = &document.text[a.span.end as usize..b.span.start as usize];
            let after = document.text[b.span.end as usize..].chars().next();
            let acronym = matches!(between.trim(), "(" | "(the")
                && after == Some(')')
                && b.form == Form::Name
                && is_acronym(b.span.slice(&document.text));
            let tokens = &analysis.tokens;
            let apposition = tokens[b.head as usize].dep == Dep::Appos && tokens[b.head as usize].head == a.head
                || tokens[a.head as usize].dep == Dep::Appos && tokens[a.head as usize].head == b.head;
            let fits = a.form != b.form && (a.kind == b.kind || a.kind == Kind::Other || b.kind == Kind::Other);
            let company =
                apposition && a.kind == Kind::Organisation && b.kind == Kind::Person && b.tokens.start == a.tokens.end;
            // "Police Chief Ann Lee": the parse hangs the words of the title on the name, so a description never arises there.
            if acronym {
                mentions[j].same_as = Some(i as u32);
            } else if apposition && fits {
                let (from, to) = if b.form == Form::Description { (j, i) } else { (i, j) };
                mentions[from].same_as = Some(to as u32);
            } else if company && a.form == Form::Description && b.form == Form::Name {
                // "The trading company Bergen Trade" is nobody's name.
                mentions[j].kind = Kind::Organisation;
                mentions[i].same_as = Some(j as u32);
            }
        }
    }
}

fn is_acronym(word: &str) -> bool {
    word.chars().filter(|c| c.is_uppercase()).count() >= 2 && !word.contains(' ') && word.len() <= 8
}
