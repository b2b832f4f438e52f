//! Parts of speech and morphology from tags, words and arcs: spaCy's attribute ruler with the package's patterns.

use rustc_hash::FxHashMap;

use crate::labels::{Dep, Pos};
use crate::lexeme::{Lexicon, string_id};
use crate::section::Section;
use crate::tokenizer::Piece;

/// A fine-grained tag, by its place in [`AttributeRuler::tags`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Tag(u8);

/// A set of morphological features, by its place in [`AttributeRuler::morphs`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Morph(pub(crate) u8);

/// What the ruler says of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Attributes {
    /// The tag; white space gets its own, whatever the tagger said.
    pub(crate) tag: Tag,
    pub(crate) pos: Pos,
    pub(crate) morph: Morph,
    /// The lemma, where a pattern sets it.
    pub(crate) lemma: Option<&'static str>,
    /// The label of the arc; that of white space is `dep`.
    pub(crate) dep: Dep,
}

/// The patterns, compiled.
#[derive(Debug)]
pub(crate) struct AttributeRuler {
    tags: Vec<&'static str>,
    morphs: Vec<&'static str>,
    rules: Vec<Rule>,
    /// Patterns of one token that ask for nothing but its tag and come before all others, by tag.
    by_tag: Vec<Vec<u16>>,
    /// Patterns whose first token asks for a form, by the form in lower case.
    by_form: FxHashMap<u64, Vec<u16>>,
    /// The other patterns.
    rest: Vec<u16>,
}

/// One alternative of a pattern, and what it sets.
#[derive(Debug)]
struct Rule {
    tokens: Vec<Conditions>,
    target: usize,
    tag: Option<Tag>,
    pos: Option<Pos>,
    morph: Option<Morph>,
    lemma: Option<&'static str>,
    dep: Option<Dep>,
}

/// What a pattern asks of a token; bits stand for the tags and labels that will do.
#[derive(Debug)]
struct Conditions {
    tags: u128,
    deps: u64,
    /// Forms in lower case that will do, in order; any if there are none.
    forms: Vec<u64>,
    is_space: Option<bool>,
}

impl AttributeRuler {
    /// Reads the section `ruler` of the model file.
    pub(crate) fn load(mut section: Section) -> Self {
        let mut ruler = Self {
            tags: vec![""],
            morphs: vec![""],
            rules: Vec::new(),
            by_tag: Vec::new(),
            by_form: FxHashMap::default(),
            rest: Vec::new(),
        };
        for _ in 0..section.number() {
            let mut attribute = || (section.number() > 0).then_some(section.text());
            let [tag, pos, morph, lemma, dep] = std::array::from_fn(|_| attribute());
            let target = section.number();
            for _ in 0..section.number() {
                let rule = Rule {
                    tokens: (0..section.number()).map(|_| ruler.conditions(&mut section)).collect(),
                    target,
                    tag: tag.map(|tag| ruler.tag(tag)),
                    pos: pos.and_then(Pos::parse),
                    morph: morph.map(|morph| Morph(place(&mut ruler.morphs, morph))),
                    lemma,
                    dep: dep.and_then(Dep::parse),
                };
                ruler.rules.push(rule);
            }
        }
        ruler.file_rules();
        ruler
    }

    fn conditions(&mut self, section: &mut Section) -> Conditions {
        let mut out = Conditions {
            tags: u128::MAX,
            deps: u64::MAX,
            forms: Vec::new(),
            is_space: None,
        };
        for _ in 0..section.number() {
            let name = section.text();
            let negated = section.number() > 0;
            let values = section.texts();
            match name {
                "TAG" => {
                    let tags = values.iter().fold(0, |tags, tag| tags | 1 << self.tag(tag).0);
                    out.tags &= if negated { !tags } else { tags };
                }
                "DEP" => {
                    let known = values.iter().filter_map(|dep| Dep::parse(dep));
                    let deps = known.fold(0, |deps, dep| deps | 1 << dep as u8);
                    out.deps &= if negated { !deps } else { deps };
                }
                "LOWER" => {
                    out.forms = values.into_iter().map(string_id).collect();
                    out.forms.sort_unstable();
                }
                _ => out.is_space = values.first().map(|value| *value == "true"),
            }
        }
        out
    }

    /// Sorts the rules by what has to be looked at to find the ones that may fit a token.
    fn file_rules(&mut self) {
        self.by_tag = vec![Vec::new(); self.tags.len()];
        for (number, rule) in self.rules.iter().enumerate() {
            let number = number as u16;
            let Some(first) = rule.tokens.first() else { continue };
            let only_tag = rule.tokens.len() == 1 && first.deps == u64::MAX && first.is_space.is_none();
            let comes_first = self.rest.is_empty() && self.by_form.is_empty();
            if only_tag && comes_first && first.forms.is_empty() {
                let fits = |(tag, _): &(usize, &mut Vec<u16>)| first.tags >> tag & 1 == 1;
                self.by_tag
                    .iter_mut()
                    .enumerate()
                    .filter(fits)
                    .for_each(|(_, rules)| rules.push(number));
            } else if first.forms.is_empty() {
                self.rest.push(number);
            } else {
                for form in &first.forms {
                    self.by_form.entry(*form).or_default().push(number);
                }
            }
        }
    }

    /// The tag written `name`; tags have to be known before [`AttributeRuler::apply`], so they are added at load.
    pub(crate) fn tag(&mut self, name: &'static str) -> Tag {
        let tag = Tag(place(&mut self.tags, name));
        if !self.by_tag.is_empty() {
            self.by_tag.resize(self.tags.len(), Vec::new());
        }
        tag
    }

    /// The tag as the scheme writes it.
    pub(crate) fn tag_name(&self, tag: Tag) -> &'static str {
        self.tags[usize::from(tag.0)]
    }

    /// The features as spaCy writes them, `Number=Sing|Person=3`.
    pub(crate) fn morph_name(&self, morph: Morph) -> &'static str {
        self.morphs[usize::from(morph.0)]
    }

    /// All sets of features, in the order of their numbers.
    pub(crate) fn morphs(&self) -> &[&'static str] {
        &self.morphs
    }

    /// What the patterns say of each token, given the tagger's tags and the parser's labels.
    pub(crate) fn apply(&self, lexicon: &Lexicon, tokens: &[Piece], tags: &[Tag], deps: &[Dep]) -> Vec<Attributes> {
        let document = Document {
            lexicon,
            tokens,
            tags,
            deps,
        };
        let mut out: Vec<Attributes> = std::iter::zip(tags, deps)
            .map(|(tag, dep)| Attributes::new(*tag, *dep))
            .collect();
        let mut found = Vec::new();
        for (at, token) in tokens.iter().enumerate() {
            for rule in &self.by_tag[usize::from(tags[at].0)] {
                self.rules[usize::from(*rule)].set(&mut out[at]);
            }
            let by_form = self.by_form.get(&lexicon.lexeme(token.lexeme).lower);
            for rule in by_form.into_iter().flatten().chain(&self.rest) {
                if self.rules[usize::from(*rule)].fits(&document, at) {
                    found.push((*rule, at));
                }
            }
        }
        // All patterns look at the tokens as they came; what they set is set in the order of the patterns.
        found.sort_unstable();
        for (rule, at) in found {
            let rule = &self.rules[usize::from(rule)];
            rule.set(&mut out[at + rule.target]);
        }
        out
    }
}

/// What patterns look at.
struct Document<'a> {
    lexicon: &'a Lexicon,
    tokens: &'a [Piece],
    tags: &'a [Tag],
    deps: &'a [Dep],
}

impl Rule {
    fn fits(&self, document: &Document, at: usize) -> bool {
        at + self.tokens.len() <= document.tokens.len()
            && self
                .tokens
                .iter()
                .enumerate()
                .all(|(place, token)| token.fit(document, at + place))
    }

    fn set(&self, token: &mut Attributes) {
        token.tag = self.tag.unwrap_or(token.tag);
        token.pos = self.pos.unwrap_or(token.pos);
        token.morph = self.morph.unwrap_or(token.morph);
        token.lemma = self.lemma.or(token.lemma);
        token.dep = self.dep.unwrap_or(token.dep);
    }
}

impl Conditions {
    fn fit(&self, document: &Document, at: usize) -> bool {
        if self.tags >> document.tags[at].0 & 1 == 0 || self.deps >> document.deps[at] as u8 & 1 == 0 {
            return false;
        }
        let lexeme = document.lexicon.lexeme(document.tokens[at].lexeme);
        self.is_space.is_none_or(|is_space| is_space == lexeme.is_space)
            && (self.forms.is_empty() || self.forms.binary_search(&lexeme.lower).is_ok())
    }
}

impl Attributes {
    /// A token that no pattern fits.
    fn new(tag: Tag, dep: Dep) -> Self {
        Self {
            tag,
            pos: Pos::X,
            morph: Morph(0),
            lemma: None,
            dep,
        }
    }
}

/// The place of a name in a list, at its end if it is new.
fn place(names: &mut Vec<&'static str>, name: &'static str) -> u8 {
    let at = names.iter().position(|known| *known == name).unwrap_or_else(|| {
        names.push(name);
        names.len() - 1
    });
    at as u8
}
