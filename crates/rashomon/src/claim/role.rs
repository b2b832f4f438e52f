//! Who and what takes part in a claim, and as what.

use super::lexicon::{EVENTS, OBJECT_CONTROL, OF, TAKINGS, TRANSFERS, find, holds};
use super::predicate::{Predicate, governor};
use super::tree::Tree;
use super::{Form, Participant, Role};
use crate::analysis::{Analysis, Dep, EntityKind, Pos};

/// How many clauses up a subject that is left out is looked for.
const DEPTH: usize = 6;

/// More take part in no claim; what is left of a longer list says nothing more.
const MOST: usize = 64;

/// Kinds of the names that tokens belong to, one entry a token.
pub(super) fn name_kinds(analysis: &Analysis) -> Vec<Option<EntityKind>> {
    let mut kinds = vec![None; analysis.tokens.len()];
    for name in &analysis.names {
        kinds[name.tokens.start as usize..name.tokens.end as usize].fill(Some(name.kind));
    }
    kinds
}

/// The participants of a claim, in order of their words.
pub(super) fn participants(tree: &Tree, kinds: &[Option<EntityKind>], predicate: &Predicate) -> Vec<Participant> {
    let mut cast = Cast {
        tree,
        kinds,
        transfer: holds(TRANSFERS, event_lemma(tree, predicate.word)),
        found: Vec::new(),
    };
    match predicate.form {
        Form::Event => cast.event(predicate.word),
        _ => cast.clause(predicate),
    }
    let mut found = cast.found;
    found.sort_by_key(|p| (p.span, p.role, p.head));
    found.dedup();
    found
}

/// The verb of a predicate: of an event noun, the verb that names the same event.
pub(super) fn event_lemma<'a>(tree: &Tree<'a>, word: u32) -> &'a str {
    let lemma = tree.lemma(word);
    if tree.pos(word) == Pos::Noun {
        find(EVENTS, lemma).unwrap_or(lemma)
    } else {
        lemma
    }
}

struct Cast<'t, 'a> {
    tree: &'t Tree<'a>,
    kinds: &'t [Option<EntityKind>],
    transfer: bool,
    found: Vec<Participant>,
}

impl Cast<'_, '_> {
    /// Adds a participant and those coordinated with it or named as its examples.
    fn add(&mut self, role: Role, head: u32) {
        let mut rest = vec![(head, 0)];
        while let Some((head, depth)) = rest.pop().filter(|_| self.found.len() < MOST) {
            let low = self.tree.phrase(head).start;
            let mut high = self.tree.phrase(head).end;
            for &kid in self.tree.kids(head).iter().filter(|_| depth < MOST) {
                if self.tree.dep(kid) == Dep::Conj && !self.tree.is_verbal(kid) {
                    rest.push((kid, depth + 1));
                    high = high.min(self.tree.phrase(kid).start);
                } else if is_example(self.tree, kid) {
                    rest.extend(self.tree.kid(kid, &[Dep::Pobj]).map(|e| (e, depth + 1)));
                    high = high.min(self.tree.phrase(kid).start);
                } else if role == Role::Via && depth == 0 {
                    // "through states allied with it, such as X": the examples are of the states.
                    let examples = deep_examples(self.tree, kid);
                    rest.extend(examples.map(|e| (e, depth + 1)));
                } else if self.transfer && role == Role::Theme && is_passing(self.tree, kid) {
                    high = high.min(kid);
                }
            }
            let range = super::extent::trim(self.tree, low.min(head)..high.max(head + 1), head);
            let span = self.tree.analysis.span(range);
            self.found.push(Participant { role, head, span });
        }
    }

    fn clause(&mut self, predicate: &Predicate) {
        let Predicate { word, verb, form, .. } = *predicate;
        let passive = is_passive(self.tree, verb);
        if form == Form::Copula {
            if let Some(subject) = subject(self.tree, verb, DEPTH) {
                self.add(Role::Theme, subject);
            }
            let complement = if word == verb {
                self.tree.kid(verb, &[Dep::Attr, Dep::Acomp, Dep::Oprd])
            } else {
                Some(word)
            };
            if let Some(complement) = complement.filter(|&c| self.tree.dep(c) != Dep::Prep) {
                self.add(Role::Attribute, complement);
            }
        } else {
            if let Some(subject) = subject(self.tree, verb, DEPTH) {
                let role = if passive { Role::Theme } else { Role::Agent };
                // The object of a light verb is the event itself.
                if subject != word {
                    self.add(role, subject);
                }
            }
            self.objects(predicate, passive);
        }
        self.prepositions(verb, passive);
        if form == Form::Copula && word != verb {
            self.prepositions(word, false);
        }
        self.circumstances(verb);
        if word != verb && form == Form::Clause {
            self.event(word);
        }
        // What stands with a governor ("has agreed with X to form") belongs to the whole.
        let mut at = verb;
        while let Some(above) = governor(self.tree, at).filter(|_| at != predicate.top) {
            self.prepositions(above, false);
            self.circumstances(above);
            at = above;
        }
    }

    fn objects(&mut self, predicate: &Predicate, passive: bool) {
        let verb = predicate.verb;
        for kid in self
            .tree
            .kids_by(verb, &[Dep::Dobj, Dep::Dative, Dep::Oprd, Dep::Attr])
            .collect::<Vec<_>>()
        {
            if kid == predicate.word {
                continue;
            }
            match self.tree.dep(kid) {
                Dep::Dative if self.tree.pos(kid) != Pos::Adp => self.add(Role::Recipient, kid),
                Dep::Oprd | Dep::Attr => self.add(Role::Attribute, kid),
                Dep::Dobj => {
                    // "the rifles that it sold": the object is the noun that the clause hangs from.
                    let object = relative_antecedent(self.tree, kid).unwrap_or(kid);
                    let told = matches!(
                        self.tree.lemma(verb),
                        "tell" | "inform" | "assure" | "remind" | "notify" | "brief"
                    );
                    self.add(if told { Role::Recipient } else { Role::Theme }, object);
                    if self.transfer {
                        self.misplaced(kid, 8);
                    } else if holds(TAKINGS, self.tree.lemma(verb)) {
                        let from = self
                            .tree
                            .kids_by(kid, &[Dep::Prep])
                            .find(|&p| self.tree.lemma(p) == "from");
                        from.into_iter().for_each(|p| self.preposition(p, false));
                    }
                }
                _ => {}
            }
        }
        let gap = |t: &Tree| {
            t.dep(verb) == Dep::Relcl && t.kid(verb, &[Dep::Dobj]).is_none() && t.kid(verb, &[Dep::Nsubj]).is_some()
        };
        if !passive && gap(self.tree) && self.transfer {
            self.found
                .iter()
                .all(|p| p.role != Role::Theme)
                .then(|| self.add(Role::Theme, self.tree.token(verb).head));
        }
    }

    /// Of a verb of passing on, "to X", "through X" and "from X" belong to it wherever the parser has hung them.
    fn misplaced(&mut self, noun: u32, depth: usize) {
        for &kid in self.tree.kids(noun) {
            match self.tree.dep(kid) {
                Dep::Prep if is_passing(self.tree, kid) => self.preposition(kid, false),
                Dep::Prep if depth > 0 => self.misplaced(kid, depth - 1),
                Dep::Pobj | Dep::Conj if depth > 0 && !self.tree.is_verbal(kid) => self.misplaced(kid, depth - 1),
                _ => {}
            }
        }
    }

    fn prepositions(&mut self, verb: u32, passive: bool) {
        for kid in self
            .tree
            .kids_by(verb, &[Dep::Prep, Dep::Agent, Dep::Dative])
            .collect::<Vec<_>>()
        {
            self.preposition(kid, passive);
        }
    }

    fn preposition(&mut self, prep: u32, passive: bool) {
        if self.tree.pos(prep) != Pos::Adp && !matches!(self.tree.lemma(prep), "include" | "because" | "due" | "use") {
            return;
        }
        if self.tree.is_detached(prep) && self.tree.kid(prep, &[Dep::Pcomp]).is_none() {
            return;
        }
        if let Some(gerund) = self.tree.kid(prep, &[Dep::Pcomp]) {
            self.gerund(prep, gerund);
        }
        for object in self.tree.kids_by(prep, &[Dep::Pobj]).collect::<Vec<_>>() {
            let object = relative_antecedent(self.tree, object).unwrap_or(object);
            if let Some(role) = self.role_of(prep, object, passive) {
                self.add(role, object);
            }
            if self.transfer && self.tree.dep(prep) != Dep::Agent {
                self.misplaced(object, 2);
            }
        }
        // "out of", "by way of", "because of".
        for inner in self.tree.kids_by(prep, &[Dep::Prep]).collect::<Vec<_>>() {
            self.preposition(inner, passive);
        }
    }

    /// "by routing them through X": how it is done, and through whom.
    fn gerund(&mut self, prep: u32, gerund: u32) {
        match self.tree.lemma(prep) {
            "by" if self.tree.lemma(gerund) == "use" => self.used(gerund),
            "by" => {
                self.found.push(self.bare(Role::Means, gerund));
                for inner in self
                    .tree
                    .kids_by(gerund, &[Dep::Prep])
                    .filter(|&p| is_via(self.tree, p))
                    .collect::<Vec<_>>()
                {
                    self.preposition(inner, false);
                }
            }
            "for" | "over" => self.found.push(self.bare(Role::Cause, gerund)),
            _ => {}
        }
    }

    fn bare(&self, role: Role, head: u32) -> Participant {
        let range = super::extent::trim(self.tree, self.tree.phrase(head), head);
        let span = self.tree.analysis.span(range);
        Participant { role, head, span }
    }

    fn role_of(&self, prep: u32, object: u32, passive: bool) -> Option<Role> {
        let kind = self.kinds[object as usize];
        let time = matches!(kind, Some(EntityKind::Date | EntityKind::Time));
        let place = matches!(kind, Some(EntityKind::Gpe | EntityKind::Loc | EntityKind::Fac));
        let someone = matches!(kind, Some(EntityKind::Person | EntityKind::Org | EntityKind::Norp));
        if time {
            return None;
        }
        Some(match self.tree.lemma(prep) {
            _ if self.tree.dep(prep) == Dep::Agent => Role::Agent,
            "by" if passive && !place => Role::Agent,
            "to" if self.transfer || self.tree.dep(prep) == Dep::Dative => Role::Recipient,
            "for" if self.tree.dep(prep) == Dep::Dative => Role::Recipient,
            "to" | "into" | "toward" | "towards" | "onto" => {
                if place {
                    Role::Place
                } else {
                    Role::Recipient
                }
            }
            "through" | "via" => Role::Via,
            "with" if !someone && !place => Role::Means,
            "with" => Role::With,
            "use" => Role::Means,
            "from" => Role::From,
            "in" | "at" | "on" | "near" | "inside" | "outside" | "across" | "within" | "around" | "along"
                if place || !someone && self.tree.pos(object) == Pos::Noun =>
            {
                Role::Place
            }
            // Nobody is stood in: a name that the language model takes for a person's is a place's here.
            "in" | "near" if kind == Some(EntityKind::Person) => Role::Place,
            "over" | "because" | "due" | "amid" if !place => Role::Cause,
            "of" if matches!(
                self.tree.head(prep).map(|h| self.tree.lemma(h)),
                Some("because" | "due")
            ) =>
            {
                Role::Cause
            }
            "of" if matches!(self.tree.head(prep).map(|h| self.tree.lemma(h)), Some("way")) => Role::Via,
            "against" | "about" => Role::Theme,
            "of" if self.tree.head(prep).is_some_and(|h| holds(OF, self.tree.lemma(h))) => Role::Theme,
            _ => return None,
        })
    }

    fn circumstances(&mut self, verb: u32) {
        for clause in self.tree.kids_by(verb, &[Dep::Advcl]).collect::<Vec<_>>() {
            let mark = self.tree.kid(clause, &[Dep::Mark]).map(|m| self.tree.lemma(m));
            if self.tree.lemma(clause) == "use" && clause > verb {
                self.used(clause);
            } else if matches!(mark, Some("because" | "since" | "as")) {
                self.found.push(self.bare(Role::Cause, clause));
            }
        }
        // "fell because of": the parser hangs some causes as adverbs.
        for cause in self
            .tree
            .kids_by(verb, &[Dep::Advmod])
            .filter(|&a| self.tree.lemma(a) == "because")
            .collect::<Vec<_>>()
        {
            self.preposition(cause, false);
        }
    }

    fn used(&mut self, using: u32) {
        for tool in self.tree.kids_by(using, &[Dep::Dobj]).collect::<Vec<_>>() {
            self.add(Role::Means, tool);
        }
    }

    /// The participants of an event that a noun names ("the ministry's export of arms to X").
    fn event(&mut self, noun: u32) {
        let verb = event_lemma(self.tree, noun);
        let undergone = matches!(
            verb,
            "die"
                | "arrive"
                | "fall"
                | "rise"
                | "collapse"
                | "burn"
                | "explode"
                | "grow"
                | "disappear"
                | "decline"
                | "resign"
        );
        for &kid in self.tree.kids(noun) {
            match self.tree.dep(kid) {
                // The second half of "full-scale".
                _ if kid > 0 && self.tree.lemma(kid - 1) == "-" => {}
                Dep::Poss => self.add(if undergone { Role::Theme } else { Role::Agent }, kid),
                Dep::Amod if self.kinds[kid as usize].is_some() && kid < noun => self.add(Role::Agent, kid),
                Dep::Compound
                    if matches!(self.kinds[kid as usize], None | Some(EntityKind::Product))
                        && self.tree.token(kid).tag.starts_with("NN")
                        && self.tree.pos(kid) == Pos::Noun =>
                {
                    self.add(Role::Theme, kid);
                }
                Dep::Compound if kid < noun => self.add(Role::Agent, kid),
                Dep::Prep | Dep::Agent if self.tree.lemma(kid) == "of" => {
                    for object in self.tree.kids_by(kid, &[Dep::Pobj]).collect::<Vec<_>>() {
                        self.add(Role::Theme, object);
                        self.misplaced(object, if self.transfer { 2 } else { 0 });
                    }
                }
                Dep::Prep | Dep::Agent => self.preposition(kid, true),
                Dep::Acl if self.tree.lemma(kid) == "use" => self.used(kid),
                _ => {}
            }
        }
    }
}

/// "to", "through", "via", "from": what belongs to a verb of passing on.
fn is_passing(tree: &Tree, prep: u32) -> bool {
    tree.dep(prep) == Dep::Prep && matches!(tree.lemma(prep), "to" | "through" | "via" | "from")
}

fn is_via(tree: &Tree, prep: u32) -> bool {
    matches!(tree.lemma(prep), "through" | "via")
}

/// "such as X", "including X".
fn is_example(tree: &Tree, kid: u32) -> bool {
    let such = || tree.kids(kid).iter().any(|&k| tree.lemma(k) == "such");
    tree.dep(kid) == Dep::Prep
        && (matches!(tree.lemma(kid), "include" | "including" | "like") || tree.lemma(kid) == "as" && such())
}

/// The first of the examples that hang further down in what describes a noun.
fn deep_examples<'t>(tree: &'t Tree, modifier: u32) -> impl Iterator<Item = u32> + 't {
    let modifier = Some(modifier).filter(|&m| matches!(tree.dep(m), Dep::Acl | Dep::Prep | Dep::Relcl));
    let grandchildren = modifier
        .into_iter()
        .flat_map(|m| tree.kids(m))
        .flat_map(|&k| std::iter::once(k).chain(tree.kids(k).iter().copied()));
    let below = grandchildren.flat_map(|k| std::iter::once(k).chain(tree.kids(k).iter().copied()));
    below
        .filter(|&k| is_example(tree, k))
        .filter_map(|k| tree.kid(k, &[Dep::Pobj]))
        .take(1)
}

/// Whether a verb stands in the passive, or is a participle that says what was done to its noun ("shells sold to X").
pub(super) fn is_passive(tree: &Tree, verb: u32) -> bool {
    let bare_participle = tree.token(verb).tag == "VBN" && tree.dep(verb) == Dep::Acl;
    let marked = |v: u32| tree.kid(v, &[Dep::Auxpass, Dep::Nsubjpass, Dep::Csubjpass]).is_some();
    let conjunct = || {
        tree.dep(verb) == Dep::Conj
            && tree.token(verb).tag == "VBN"
            && tree.kid(verb, &[Dep::Nsubj, Dep::Aux]).is_none()
            && tree.head(verb).is_some_and(marked)
    };
    bare_participle || marked(verb) || conjunct()
}

/// The noun that a relative pronoun stands for.
fn relative_antecedent(tree: &Tree, pronoun: u32) -> Option<u32> {
    // "The rifles that it sold": the tagger takes many a pronoun for a conjunction, which is never an object.
    let object = || matches!(tree.dep(pronoun), Dep::Dobj | Dep::Pobj) && tree.lemma(pronoun) == "that";
    let relative = matches!(tree.token(pronoun).tag, "WDT" | "WP") || tree.token(pronoun).tag == "IN" && object();
    if !relative {
        return None;
    }
    let mut at = pronoun;
    for _ in 0..DEPTH {
        let head = tree.head(at)?;
        if tree.dep(at) == Dep::Relcl {
            return Some(head);
        }
        at = head;
    }
    None
}

/// Who a clause is about: its own subject, or the one it shares with the clause it hangs from.
pub(super) fn subject(tree: &Tree, verb: u32, depth: usize) -> Option<u32> {
    if let Some(own) = tree.kid(verb, &[Dep::Nsubj, Dep::Nsubjpass]) {
        return Some(relative_antecedent(tree, own).unwrap_or(own));
    }
    let head = tree.head(verb).filter(|_| depth > 0)?;
    let above = |v: u32| {
        if tree.is_verbal(v) {
            subject(tree, v, depth - 1)
        } else {
            None
        }
    };
    match tree.dep(verb) {
        Dep::Conj | Dep::Advcl => above(head),
        Dep::Xcomp | Dep::Oprd | Dep::Ccomp if tree.token(verb).tag != "VBD" => {
            if tree.is_verbal(head) {
                controlled(tree, head, depth)
            } else {
                above(tree.head(head)?)
            }
        }
        Dep::Acl if tree.kids_by(verb, &[Dep::Aux]).any(|a| tree.lemma(a) == "to") => tree.kid(head, &[Dep::Poss]),
        Dep::Acl => Some(head),
        Dep::Relcl if tree.kid(verb, &[Dep::Dobj]).is_some() || is_passive(tree, verb) => Some(head),
        Dep::Pcomp => {
            let governor = tree.head(head)?;
            if tree.is_verbal(governor) {
                let of_object = !matches!(
                    tree.lemma(head),
                    "by" | "after" | "before" | "while" | "without" | "in" | "since"
                );
                if of_object {
                    controlled(tree, governor, depth)
                } else {
                    subject(tree, governor, depth - 1)
                }
            } else {
                tree.kid(governor, &[Dep::Poss])
            }
        }
        _ => None,
    }
}

/// Who does what hangs from a verb: its object for "accused X of doing", else its subject.
fn controlled(tree: &Tree, verb: u32, depth: usize) -> Option<u32> {
    let object = tree.kid(verb, &[Dep::Dobj, Dep::Dative]);
    match object {
        Some(object) if holds(OBJECT_CONTROL, tree.lemma(verb)) => Some(object),
        _ => subject(tree, verb, depth - 1),
    }
}
