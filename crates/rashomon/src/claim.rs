//! Claims: the propositions a document carries, clause by clause.

mod apposition;
mod certainty;
mod extent;
pub(crate) mod lexicon;
mod predicate;
mod role;
mod tree;

use crate::analysis::{Analysis, Dep, EntityKind, Pos};
use crate::attribution::{Attribution, Force, Kind};
use crate::text::Span;
use crate::value::Value;
use predicate::Predicate;
use tree::Tree;

/// One proposition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The clause: the shortest passage that carries the proposition.
    pub span: Span,
    /// Index of the sentence.
    pub sentence: u32,
    /// What kind of words make it.
    pub form: Form,
    /// Token index of the predicate's head (a verb, or a noun or adjective after a copula, or an event noun, also one that is
    /// the object of a light verb: "payment" in "made a payment").
    pub predicate: u32,
    /// Token index of the outermost verb under which the predicate stands and with which it makes one claim ("agreed" in
    /// "agreed to form", "made" in "made a payment"); none for a copula.
    pub governor: Option<u32>,
    /// Who and what take part.
    pub participants: Vec<Participant>,
    /// Whether it is stated as so; false under "not", "never", "no".
    pub positive: bool,
    /// How firmly.
    pub certainty: Certainty,
    /// Indices into the document's values.
    pub values: Vec<u32>,
    /// Index of the innermost attribution whose content holds the claim.
    pub attribution: Option<u32>,
}

/// What kind of words make a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Form {
    /// A verb with its participants.
    Clause,
    /// Someone or something is said to be something, or somewhere.
    Copula,
    /// Two names or a name and a description side by side.
    Apposition,
    /// A noun that names an event, with its participants.
    Event,
    /// The frame of an attribution: that someone said something, not what.
    Frame,
}

/// Someone or something in a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participant {
    /// What it does there.
    pub role: Role,
    /// Token index of its head.
    pub head: u32,
    /// Its words.
    pub span: Span,
}

/// The part a participant plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Role {
    /// Who does it (the logical subject, also of a passive).
    Agent,
    /// What it is done to (the logical object), or what is said to be so.
    Theme,
    /// To or for whom.
    Recipient,
    /// Through whom ("through intermediaries such as ...").
    Via,
    /// With what ("using fake end-user certificates").
    Means,
    /// Where.
    Place,
    /// From whom or where.
    From,
    /// What someone or something is said to be (after a copula).
    Attribute,
    /// Why.
    Cause,
    /// Together with whom ("met with", "agreed with").
    With,
}

/// How firmly a claim is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// As a fact.
    Fact,
    /// Alleged.
    Alleged,
    /// Someone says it is not so.
    Denied,
    /// Hinted, possible, reported.
    Hinted,
    /// Left open: asked, under a condition, not said.
    Open,
    /// Meant to happen.
    Planned,
}

impl Certainty {
    /// Whether who tells it so, on nobody's word, only hints.
    pub(crate) fn hedges(self) -> bool {
        matches!(self, Self::Hinted | Self::Open | Self::Alleged)
    }
}

/// Finds the claims of a document, in order of their spans.
///
/// `values` and `attributions` are those of the same document; a claim refers to them by index.
pub fn claims(analysis: &Analysis, values: &[Value], attributions: &[Attribution]) -> Vec<Claim> {
    let tree = Tree::new(analysis);
    let kinds = role::name_kinds(analysis);
    let held = Held::new(analysis, attributions);
    let mut out: Vec<Claim> = analysis
        .names
        .iter()
        .filter_map(|name| apposition::title(&tree, name))
        .collect();
    for i in 0..analysis.tokens.len() as u32 {
        if let Some(predicate) = predicate::predicate(&tree, i, held.is_frame(&tree, attributions, i)) {
            out.push(claim(&tree, &kinds, &predicate, &held.is_cue));
        }
        out.extend(apposition::apposition(&tree, &kinds, i));
    }
    let acts = acts(attributions, analysis, &held, &out);
    for claim in &mut out {
        claim.values = within(values, claim.span);
        claim.attribution = holder(attributions, &held, &acts, claim);
        if let Some(holder) = claim.attribution {
            claim.certainty = certainty::under(attributions[holder as usize].force, claim.certainty);
            // "Whether the mayor, Ann Lee, will sign": who she is is not asked.
            let says = matches!(claim.form, Form::Clause | Form::Copula);
            if says && certainty::asked_about(&tree, &attributions[holder as usize], claim.predicate) {
                claim.certainty = Certainty::Open;
            }
        }
    }
    out.sort_by_key(|c| (c.span, c.predicate, c.form));
    out
}

/// The verb that names what a claim's predicate does: of an event noun the verb of the same event ("supply" of "supplies").
pub(crate) fn verb<'a>(analysis: &'a Analysis, claim: &Claim) -> &'a str {
    let token = &analysis.tokens[claim.predicate as usize];
    let event = (token.pos == Pos::Noun).then(|| lexicon::find(lexicon::EVENTS, &token.lemma));
    event.flatten().unwrap_or(&token.lemma)
}

fn claim(tree: &Tree, kinds: &[Option<EntityKind>], predicate: &Predicate, is_cue: &[bool]) -> Claim {
    let (positive, certainty) = certainty::modality(tree, predicate, is_cue);
    Claim {
        span: extent::extent(tree, predicate),
        sentence: tree.token(predicate.word).sentence,
        form: predicate.form,
        predicate: predicate.word,
        governor: Some(predicate.top).filter(|&top| top != predicate.word && tree.lemma(top) != "be"),
        participants: role::participants(tree, kinds, predicate),
        positive,
        certainty,
        values: Vec::new(),
        attribution: None,
    }
}

/// Attributions that tell what someone does or means to do, not what they say ("agreed to form", "refused to join"): their
/// cue is part of a claim, and what stands under it has the next attribution outward as its holder.
fn acts(attributions: &[Attribution], analysis: &Analysis, held: &Held, claims: &[Claim]) -> Vec<bool> {
    let mut acts = vec![false; attributions.len()];
    for claim in claims {
        let (Some(governor), Some(holder)) = (claim.governor, held.by[claim.predicate as usize]) else {
            continue;
        };
        let governor = &analysis.tokens[governor as usize];
        let says = matches!(
            lexicon::find(lexicon::GOVERNORS, &governor.lemma),
            Some((Certainty::Alleged | Certainty::Hinted, _))
        );
        acts[holder as usize] |= !says && attributions[holder as usize].cue.overlaps(governor.span);
    }
    acts
}

/// The innermost attribution that holds a claim.
fn holder(attributions: &[Attribution], held: &Held, acts: &[bool], claim: &Claim) -> Option<u32> {
    let mut holder = held.by[claim.predicate as usize];
    // Outward at most as many steps as there are attributions, whatever they say of themselves.
    for _ in 0..attributions.len() {
        match holder {
            Some(act) if acts[act as usize] => holder = attributions[act as usize].inside,
            _ => break,
        }
    }
    let own = held.own[claim.predicate as usize].filter(|_| claim.form != Form::Frame);
    holder.or(own)
}

/// Which attribution holds each token: the one with the shortest content around it.
struct Held {
    by: Vec<Option<u32>>,
    is_cue: Vec<bool>,
    /// The attribution whose cue a token stands in, where cue and content make one claim in the source's own words ("called
    /// the plan "a disgrace"") or against it ("denied the sale").
    own: Vec<Option<u32>>,
}

impl Held {
    fn new(analysis: &Analysis, attributions: &[Attribution]) -> Self {
        let n = analysis.tokens.len();
        let mut held = Self {
            by: vec![None; n],
            is_cue: vec![false; n],
            own: vec![None; n],
        };
        // What someone only takes a stand on ("criticised the plan, which ...") is not what they say.
        let contents = attributions
            .iter()
            .enumerate()
            .filter(|(_, a)| a.force != Force::Judges);
        let mut contents: Vec<_> = contents
            .flat_map(|(i, a)| a.content.iter().map(move |&c| (c, i as u32)))
            .collect();
        contents.sort_by_key(|&(content, i)| (std::cmp::Reverse(content.len()), content, i));
        for (content, i) in contents {
            let tokens = analysis.tokens_in(content);
            held.by[tokens.start as usize..tokens.end as usize].fill(Some(i));
        }
        for (i, attribution) in attributions.iter().enumerate() {
            let tokens = analysis.tokens_in(attribution.cue);
            let cue = tokens.start as usize..tokens.end as usize;
            if attribution.force != Force::Judges {
                held.is_cue[cue.clone()].fill(true);
            }
            let own = attribution.kind != Kind::Indirect || attribution.force == Force::Denies;
            if own && attribution.source.is_some() {
                held.own[cue].fill(Some(i as u32));
            }
        }
        held
    }
}

impl Held {
    /// Whether a token is a cue that leaves what is said to another clause. Where the content is the object ("denied the
    /// exports"), cue and content make one claim.
    fn is_frame(&self, tree: &Tree, attributions: &[Attribution], token: u32) -> bool {
        let content = |object: u32| {
            let holder = self.by[object as usize].map(|i| &attributions[i as usize]);
            holder.is_some_and(|a| a.cue.overlaps(tree.token(token).span))
        };
        self.is_cue[token as usize]
            && !tree
                .kids_by(token, &[Dep::Dobj, Dep::Oprd, Dep::Nsubjpass])
                .any(content)
    }
}

/// Indices of the values that lie in a span.
fn within(values: &[Value], span: Span) -> Vec<u32> {
    let first = values.partition_point(|v| v.span.start < span.start);
    let inside = values[first..].iter().take_while(|v| v.span.start < span.end);
    inside
        .enumerate()
        .filter(|(_, v)| v.span.end <= span.end)
        .map(|(i, _)| (first + i) as u32)
        .collect()
}

#[cfg(test)]
mod tests;
