//! The language of expectations: one line says what must be found in an account, or must not.

use crate::names::same;
use crate::world::{Places, World};
use rashomon::view::account::{Point, Reading, Relation};
use serde::Serialize;

/// Ok where the account holds what the line says, else what it has instead.
pub(crate) type Held = Result<(), String>;

/// Holds one line against an account.
pub(crate) fn check(world: &World, line: &str) -> Held {
    let mut at = Line::new(line)?;
    let held = held(world, &mut at);
    if held.is_ok() && at.next < at.tokens.len() {
        return Err(at.wrong("the end of the line"));
    }
    held
}

fn held(world: &World, at: &mut Line) -> Held {
    match at.word()?.as_str() {
        "stories" => stories(world, at),
        "story" => one_story(world, at),
        "document" => document(world, at),
        "note" => note(world, at),
        "cut" => cut(world, at),
        "kept" => kept(world, at),
        "differ" => point(world, at, Relation::Differ),
        "update" => point(world, at, Relation::Update),
        "agree" => point(world, at, Relation::Agree),
        "same" => same_reading(world, at),
        "apart" => apart(world, at),
        "origins" => origins(world, at),
        "stance" => stance(world, at),
        "value" => value(world, at),
        "said" => said(world, at),
        "relay" => relay(world, at),
        "origin" => origin(world, at),
        "lineage" => lineage(world, at),
        "no" => no(world, at),
        "route" => route(world, at),
        "edge" => edge(world, at),
        "when" => when(world, at),
        "names" => names(world, at),
        "entities" => entities_apart(world, at),
        "only" => only(world, at),
        "brief" => brief(world, at),
        other => Err(format!("no such expectation: {other}")),
    }
}

/// The words of a line, read from the left.
struct Line {
    tokens: Vec<Token>,
    next: usize,
}

#[derive(Debug, Clone, PartialEq)]
enum Token {
    Word(String),
    Quote(String),
    Mark(char),
}

impl Line {
    fn new(line: &str) -> Result<Self, String> {
        let mut tokens = Vec::new();
        let mut rest = line.trim();
        while let Some(c) = rest.chars().next() {
            if c == '"' {
                let end = rest[1..].find('"').ok_or("a quotation that does not end")? + 1;
                tokens.push(Token::Quote(rest[1..end].replace("\\n", "\n")));
                rest = &rest[end + 1..];
            } else if ":,<>".contains(c) {
                tokens.push(Token::Mark(c));
                rest = &rest[1..];
            } else {
                let end = rest
                    .find(|c: char| c.is_whitespace() || ":,<>\"".contains(c))
                    .unwrap_or(rest.len());
                tokens.push(Token::Word(rest[..end].to_owned()));
                rest = &rest[end..];
            }
            rest = rest.trim_start();
        }
        Ok(Self { tokens, next: 0 })
    }

    fn word(&mut self) -> Result<String, String> {
        self.maybe_word().ok_or_else(|| self.wrong("a word"))
    }

    fn maybe_word(&mut self) -> Option<String> {
        let Some(Token::Word(word)) = self.tokens.get(self.next) else {
            return None;
        };
        self.next += 1;
        Some(word.clone())
    }

    fn quote(&mut self) -> Result<String, String> {
        self.maybe_quote()
            .ok_or_else(|| self.wrong("something in quotation marks"))
    }

    fn maybe_quote(&mut self) -> Option<String> {
        let Some(Token::Quote(quote)) = self.tokens.get(self.next) else {
            return None;
        };
        self.next += 1;
        Some(quote.clone())
    }

    fn mark(&mut self, mark: char) -> bool {
        let here = self.tokens.get(self.next) == Some(&Token::Mark(mark));
        self.next += usize::from(here);
        here
    }

    fn must(&mut self, mark: char) -> Held {
        if self.mark(mark) {
            Ok(())
        } else {
            Err(self.wrong(&format!("`{mark}`")))
        }
    }

    fn wrong(&self, wanted: &str) -> String {
        format!("cannot be read: {wanted} should stand at word {}", self.next + 1)
    }

    /// `: doc "quote", doc "quote"`.
    fn readings<'a>(&mut self, world: &'a World) -> Result<Vec<Places<'a>>, String> {
        self.must(':')?;
        let mut out = Vec::new();
        loop {
            let document = self.word()?;
            out.push(world.places(&document, &self.quote()?)?);
            if !self.mark(',') {
                return Ok(out);
            }
        }
    }

    /// `: doc "quote"`.
    fn reading<'a>(&mut self, world: &'a World) -> Result<Places<'a>, String> {
        let mut readings = self.readings(world)?;
        readings
            .pop()
            .filter(|_| readings.is_empty())
            .ok_or_else(|| "takes one quotation".to_owned())
    }

    /// `"a", "b"` up to something else.
    fn quotes(&mut self) -> Result<Vec<String>, String> {
        let mut out = vec![self.quote()?];
        while self.mark(',') {
            out.push(self.quote()?);
        }
        Ok(out)
    }
}

/// How the wire writes a word of the contract.
fn wire(value: impl Serialize) -> String {
    serde_json::to_value(value)
        .ok()
        .and_then(|value| value.as_str().map(str::to_owned))
        .unwrap_or_default()
}

fn ensure(holds: bool, instead: impl FnOnce() -> String) -> Held {
    if holds { Ok(()) } else { Err(instead()) }
}

/// What was found, shortened, or that nothing was.
fn list(found: impl Iterator<Item = String>) -> String {
    let found: Vec<String> = found.take(8).collect();
    if found.is_empty() {
        "nothing".to_owned()
    } else {
        found.join("; ")
    }
}

fn on<'a>(point: &'a Point, places: &Places) -> Option<&'a Reading> {
    point.readings.iter().find(|reading| places.met_by(&reading.citation))
}

fn kind_of(point: &Point) -> String {
    point.difference.map_or_else(
        || wire(point.relation),
        |kind| format!("{} {}", wire(point.relation), wire(kind)),
    )
}

/// The points that each reading is on, for a person.
fn points_of(world: &World, readings: &[Places]) -> String {
    let each = readings.iter().enumerate().map(|(i, places)| {
        let points = world
            .every(|story| &story.points)
            .filter(|point| on(point, places).is_some());
        format!(
            "reading {}: {}",
            i + 1,
            list(points.map(|p| format!("{} ({}, {})", p.id, kind_of(p), p.label)))
        )
    });
    each.collect::<Vec<_>>().join(" | ")
}

/// `stories 2`
fn stories(world: &World, at: &mut Line) -> Held {
    let wanted = at.word()?;
    let found = world.account.stories.len();
    ensure(wanted == found.to_string(), || format!("{found} stories"))
}

/// `story: a, b`
fn one_story(world: &World, at: &mut Line) -> Held {
    at.must(':')?;
    let mut ids = Vec::new();
    loop {
        ids.push(&world.document(&at.word()?)?.id);
        if !at.mark(',') {
            break;
        }
    }
    let whole = |documents: &[String]| documents.len() == ids.len() && ids.iter().all(|id| documents.contains(id));
    ensure(
        world.account.stories.iter().any(|story| whole(&story.documents)),
        || {
            let stories = world.account.stories.iter();
            list(stories.map(|story| {
                story
                    .documents
                    .iter()
                    .map(|id| world.name(id))
                    .collect::<Vec<_>>()
                    .join(", ")
            }))
        },
    )
}

/// `document a: publisher "The Outlet", published "2031-05-09"`
fn document(world: &World, at: &mut Line) -> Held {
    let document = world.document(&at.word()?)?;
    let json = serde_json::to_value(document).map_err(|error| error.to_string())?;
    at.must(':')?;
    loop {
        let field = at.word()?;
        let wanted = at.quote()?;
        let found = json.get(&field).and_then(|value| value.as_str()).unwrap_or("nothing");
        ensure(found == wanted, || format!("{field} is {found}"))?;
        if !at.mark(',') {
            return Ok(());
        }
    }
}

/// `note other-language: a.txt`
fn note(world: &World, at: &mut Line) -> Held {
    let code = at.word()?;
    at.must(':')?;
    let path = at.word()?;
    let found = world
        .account
        .notes
        .iter()
        .any(|note| note.code == code && note.path.as_deref() == Some(&*path));
    ensure(found, || {
        let notes = world.account.notes.iter();
        list(notes.map(|note| format!("{} {}", note.code, note.path.as_deref().unwrap_or_default())))
    })
}

/// `cut caption: a "words"`, or `cut: a "words"` for any reason
fn cut(world: &World, at: &mut Line) -> Held {
    let why = at.maybe_word();
    let places = at.reading(world)?;
    let fits = |reason: String| why.as_ref().is_none_or(|why| *why == reason);
    let covered = |point: u32| {
        let mut cuts = places.document.cut.iter();
        cuts.any(|cut| (cut.passage.start..cut.passage.end).contains(&point) && fits(wire(cut.why)))
    };
    let text: Vec<char> = places.document.text.chars().collect();
    let whole = |at: &std::ops::Range<u32>| at.clone().all(|i| text[i as usize].is_whitespace() || covered(i));
    ensure(places.at.iter().any(whole), || {
        let cuts = places.document.cut.iter();
        format!(
            "cut are {}",
            list(cuts.map(|cut| format!("{} `{}`", wire(cut.why), cut.passage.quote)))
        )
    })
}

/// `kept: a "words"`: none of it is cut
fn kept(world: &World, at: &mut Line) -> Held {
    let places = at.reading(world)?;
    let mut cuts = places.document.cut.iter();
    let over = |place: &std::ops::Range<u32>, cut: &rashomon::view::account::Passage| {
        cut.start < place.end && place.start < cut.end
    };
    match cuts.find(|cut| places.at.iter().all(|place| over(place, &cut.passage))) {
        Some(cut) => Err(format!("cut as {}: `{}`", wire(cut.why), cut.passage.quote)),
        None => Ok(()),
    }
}

/// `differ quantity: a "40", b "50"`, `update: ...`, `agree: ...`: on one point, which stands so
fn point(world: &World, at: &mut Line, relation: Relation) -> Held {
    let kind = at.maybe_word();
    let readings = at.readings(world)?;
    let fits = |point: &Point| {
        let same_kind = kind
            .as_ref()
            .is_none_or(|kind| point.difference.map(wire).as_ref() == Some(kind));
        point.relation == relation && same_kind && together(point, &readings)
    };
    ensure(world.every(|story| &story.points).any(fits), || {
        points_of(world, &readings)
    })
}

/// Whether all readings are on a point, each by a reading of its own.
fn together(point: &Point, readings: &[Places]) -> bool {
    let mut taken: Vec<&Reading> = Vec::new();
    readings.iter().all(|places| {
        let mut free = point.readings.iter().filter(|reading| places.met_by(&reading.citation));
        let own = free.find(|reading| !taken.iter().any(|other| std::ptr::eq(*other, *reading)));
        taken.extend(own);
        own.is_some()
    })
}

/// `same: a "40", b "forty"`: on one point with one value, however other documents differ there
fn same_reading(world: &World, at: &mut Line) -> Held {
    let readings = at.readings(world)?;
    let fits = |point: &Point| {
        point.readings.iter().any(|first| {
            let alike = |r: &&Reading| r.value == first.value;
            let met = |places: &Places| point.readings.iter().filter(alike).any(|r| places.met_by(&r.citation));
            readings.iter().all(met)
        })
    };
    ensure(world.every(|story| &story.points).any(fits), || {
        points_of(world, &readings)
    })
}

/// `apart: a "40", b "50"`: on no point together
fn apart(world: &World, at: &mut Line) -> Held {
    let readings = at.readings(world)?;
    ensure(
        !world
            .every(|story| &story.points)
            .any(|point| together(point, &readings)),
        || points_of(world, &readings),
    )
}

/// `origins 1: a "words", b "words"`: the point they are on has so many independent origins
fn origins(world: &World, at: &mut Line) -> Held {
    let wanted = at.word()?;
    let readings = at.readings(world)?;
    let here = world
        .every(|story| &story.points)
        .filter(|point| together(point, &readings));
    let found: Vec<_> = here.map(|point| point.origins.to_string()).collect();
    ensure(found.contains(&wanted), || match found.is_empty() {
        true => points_of(world, &readings),
        false => list(found.iter().map(|count| format!("{count} origins"))),
    })
}

/// The readings of all points that stand where a quote stands.
fn readings_at<'a>(world: &'a World, places: &'a Places) -> impl Iterator<Item = &'a Reading> {
    world.every(|story| &story.points).filter_map(|point| on(point, places))
}

/// `stance denies "The Ministry": a "words"`, `stance asserts: a "words"`
fn stance(world: &World, at: &mut Line) -> Held {
    let wanted = at.word()?;
    let holder = at.maybe_quote();
    let places = at.reading(world)?;
    let fits = |reading: &Reading| {
        let by = |name: &String| reading.holder.as_ref().is_some_and(|holder| same(holder, name));
        wire(reading.stance) == wanted && holder.as_ref().is_none_or(by)
    };
    ensure(readings_at(world, &places).any(fits), || {
        let found = readings_at(world, &places);
        list(found.map(|r| format!("{} {}", wire(r.stance), r.holder.as_deref().unwrap_or_default())))
    })
}

/// `value "2031-05-09": a "last Friday"`
fn value(world: &World, at: &mut Line) -> Held {
    let wanted = at.quote()?;
    let places = at.reading(world)?;
    let fits = |reading: &Reading| reading.value.as_ref() == Some(&wanted);
    ensure(readings_at(world, &places).any(fits), || {
        list(readings_at(world, &places).map(|r| r.value.clone().unwrap_or_else(|| "no value".to_owned())))
    })
}

/// `said by "NAME": a "words"`, `said direct by "NAME": a "words"`
fn said(world: &World, at: &mut Line) -> Held {
    let first = at.word()?;
    let kind = (first != "by").then_some(first);
    if kind.is_some() && at.word()? != "by" {
        return Err(at.wrong("`by`"));
    }
    let name = at.quote()?;
    let places = at.reading(world)?;
    let mut here = world.every(|story| &story.attributions).filter(|a| {
        let mut contents = std::iter::once(&a.content).chain(&a.content_more);
        a.citation.document == places.document.id && contents.any(|content| places.inside(content))
    });
    let found: Vec<_> = here.by_ref().collect();
    let fits = found.iter().any(|a| {
        let by = a.speaker.as_ref().is_some_and(|speaker| same(speaker, &name));
        by && kind.as_ref().is_none_or(|kind| wire(a.kind) == *kind)
    });
    ensure(fits, || {
        list(
            found
                .iter()
                .map(|a| format!("{} by {}", wire(a.kind), a.speaker.as_deref().unwrap_or("nobody"))),
        )
    })
}

/// `relay "OUTLET" < "ITS SOURCE" < "THE SPEAKER": a "words"`
fn relay(world: &World, at: &mut Line) -> Held {
    let mut wanted = vec![at.quote()?];
    while at.mark('<') {
        wanted.push(at.quote()?);
    }
    let places = at.reading(world)?;
    let here = |a: &&rashomon::view::account::AccountAttribution| {
        a.citation.document == places.document.id && places.inside(&a.citation.passage)
    };
    let chains: Vec<_> = world
        .every(|story| &story.attributions)
        .filter(here)
        .map(|a| &a.chain)
        .collect();
    let fits = |chain: &&Vec<String>| {
        chain.len() == wanted.len() && chain.iter().zip(&wanted).all(|(name, wanted)| same(name, wanted))
    };
    ensure(chains.iter().any(fits), || {
        list(chains.iter().map(|chain| chain.join(" < ")))
    })
}

/// `origin statement "NAME": a`
fn origin(world: &World, at: &mut Line) -> Held {
    let kind = at.word()?;
    let name = at.quote()?;
    at.must(':')?;
    let id = &world.document(&at.word()?)?.id;
    let found: Vec<_> = world
        .every(|story| &story.origins)
        .filter(|origin| origin.citation.document == *id)
        .collect();
    ensure(
        found
            .iter()
            .any(|origin| wire(origin.kind) == kind && same(&origin.origin, &name)),
        || {
            list(
                found
                    .iter()
                    .map(|origin| format!("{} {}", wire(origin.kind), origin.origin)),
            )
        },
    )
}

/// `: a > b`, as document ids
fn pair(world: &World, at: &mut Line) -> Result<(String, String), String> {
    at.must(':')?;
    let from = world.document(&at.word()?)?.id.clone();
    at.must('>')?;
    Ok((from, world.document(&at.word()?)?.id.clone()))
}

/// `lineage copy: a > b`, or `lineage: a > b` of any kind
fn lineage(world: &World, at: &mut Line) -> Held {
    let kind = at.maybe_word();
    let (from, to) = pair(world, at)?;
    let fits = |kind_found: String| kind.as_ref().is_none_or(|kind| *kind == kind_found);
    let mut all = world.every(|story| &story.lineage);
    ensure(all.any(|d| d.from == from && d.to == to && fits(wire(d.kind))), || {
        let all = world.every(|story| &story.lineage);
        list(all.map(|d| format!("{} {} > {}", wire(d.kind), world.name(&d.from), world.name(&d.to))))
    })
}

/// `no lineage: a > b`, in neither direction; `no differ: a "40", b "50"`
fn no(world: &World, at: &mut Line) -> Held {
    match at.word()?.as_str() {
        "lineage" => {
            let (a, b) = pair(world, at)?;
            let linked = |from: &String, to: &String| (*from == a && *to == b) || (*from == b && *to == a);
            match world.every(|story| &story.lineage).find(|d| linked(&d.from, &d.to)) {
                Some(d) => Err(format!("{}: {}", wire(d.kind), d.why)),
                None => Ok(()),
            }
        }
        "differ" => {
            let readings = at.readings(world)?;
            let mut differing = world
                .every(|story| &story.points)
                .filter(|point| point.relation == Relation::Differ);
            match differing.find(|point| together(point, &readings)) {
                Some(point) => Err(format!("{} ({}): {}", point.id, kind_of(point), point.why)),
                None => Ok(()),
            }
        }
        other => {
            let found: fn(&World, &mut Line) -> Held = match other {
                "brief" => brief,
                "edge" => edge,
                "origin" => origin,
                "relay" => relay,
                "route" => route,
                "when" => when,
                _ => return Err(format!("no such expectation: no {other}")),
            };
            let held = found(world, at);
            // A line that could not be read to its end says nothing.
            ensure(held.is_err() && at.next == at.tokens.len(), || {
                held.err().unwrap_or_else(|| "it is there".to_owned())
            })
        }
    }
}

/// `route "FROM" via "A", "B" to "WHOM" of "goods" amount "..." papers "..." period "..." by "HOLDER": a`
fn route(world: &World, at: &mut Line) -> Held {
    let source = at.quote()?;
    let mut parts: Vec<(String, Vec<String>)> = Vec::new();
    while let Some(part) = at.maybe_word() {
        parts.push((part, at.quotes()?));
    }
    at.must(':')?;
    let id = &world.document(&at.word()?)?.id;
    let mut seen = Vec::new();
    for story in &world.account.stories {
        let name = |id: &String| {
            let found = story.entities.iter().find(|entity| entity.id == *id);
            found.map_or_else(|| id.clone(), |entity| entity.name.clone())
        };
        let cited = |edge: &&rashomon::view::account::Edge| edge.citations.iter().any(|c| c.document == *id);
        for edge in story.network.edges.iter().filter(cited) {
            let via: Vec<String> = edge.via.iter().map(name).collect();
            let one = |field: &Option<String>| field.iter().cloned().collect::<Vec<_>>();
            let fits = |(part, wanted): &(String, Vec<String>)| {
                let found = match part.as_str() {
                    "via" => via.clone(),
                    "to" => vec![name(&edge.target)],
                    "of" => one(&edge.goods),
                    "amount" => one(&edge.amount),
                    "papers" => one(&edge.papers),
                    "period" => one(&edge.period),
                    "by" => one(&edge.holder),
                    "stance" => vec![wire(edge.stance)],
                    _ => Vec::new(),
                };
                wanted
                    .iter()
                    .all(|wanted| found.iter().any(|found| same(found, wanted)))
            };
            if same(&name(&edge.source), &source) && parts.iter().all(fits) {
                return Ok(());
            }
            seen.push(format!(
                "{} via [{}] to {} of {} amount {} papers {} period {} by {}",
                name(&edge.source),
                via.join(", "),
                name(&edge.target),
                edge.goods.as_deref().unwrap_or("-"),
                edge.amount.as_deref().unwrap_or("-"),
                edge.papers.as_deref().unwrap_or("-"),
                edge.period.as_deref().unwrap_or("-"),
                edge.holder.as_deref().unwrap_or("-"),
            ));
        }
    }
    Err(list(seen.into_iter()))
}

/// `edge "WHO" > "WHOM": a "words"`
fn edge(world: &World, at: &mut Line) -> Held {
    let source = at.quote()?;
    at.must('>')?;
    let target = at.quote()?;
    let places = at.reading(world)?;
    let mut seen = Vec::new();
    for story in &world.account.stories {
        let name = |id: &String| {
            story
                .entities
                .iter()
                .find(|entity| entity.id == *id)
                .map_or("", |entity| &entity.name)
        };
        for edge in &story.network.edges {
            if edge
                .citations
                .iter()
                .any(|c| c.document == places.document.id && places.inside(&c.passage))
            {
                let (from, to) = (name(&edge.source), name(&edge.target));
                if same(from, &source) && same(to, &target) {
                    return Ok(());
                }
                seen.push(format!("{from} {} {to}", edge.relation));
            }
        }
    }
    Err(list(seen.into_iter()))
}

/// `when "2031-05-09": a "last Friday"`
fn when(world: &World, at: &mut Line) -> Held {
    let wanted = at.quote()?;
    let places = at.reading(world)?;
    let here = |moment: &&rashomon::view::account::Moment| {
        moment
            .citations
            .iter()
            .any(|c| c.document == places.document.id && places.inside(&c.passage))
    };
    let found: Vec<_> = world
        .every(|story| &story.timeline)
        .filter(here)
        .map(|moment| moment.when.clone())
        .collect();
    ensure(found.contains(&wanted), || list(found.iter().cloned()))
}

/// `names person "CANONICAL NAME": a "words", b "other words"`
fn names(world: &World, at: &mut Line) -> Held {
    let kind = at.word()?;
    let name = at.quote()?;
    let readings = at.readings(world)?;
    for places in &readings {
        let here = |entity: &&rashomon::view::account::Entity| {
            entity
                .mentions
                .iter()
                .any(|m| m.document == places.document.id && places.inside(&m.passage))
        };
        let found: Vec<_> = world.every(|story| &story.entities).filter(here).collect();
        ensure(
            found
                .iter()
                .any(|entity| entity.name == name && wire(entity.kind) == kind),
            || {
                let words = &places.at[0];
                let words: String = places
                    .document
                    .text
                    .chars()
                    .skip(words.start as usize)
                    .take(words.len())
                    .collect();
                format!(
                    "`{words}` names {}",
                    list(found.iter().map(|e| format!("{} {}", wire(e.kind), e.name)))
                )
            },
        )?;
    }
    Ok(())
}

/// `entities apart: "NAME", "NAME"`: each is there under its name, and they are not one
fn entities_apart(world: &World, at: &mut Line) -> Held {
    at.word()?;
    at.must(':')?;
    for name in at.quotes()? {
        let found = world.every(|story| &story.entities).any(|entity| entity.name == name);
        ensure(found, || {
            let like = world
                .every(|story| &story.entities)
                .filter(|entity| same(&entity.name, &name));
            format!("no `{name}`, but {}", list(like.map(|entity| entity.name.clone())))
        })?;
    }
    Ok(())
}

/// `only in a: "words"`
fn only(world: &World, at: &mut Line) -> Held {
    at.word()?;
    let document = at.word()?;
    at.must(':')?;
    let places = world.places(&document, &at.quote()?)?;
    let mut all = world.every(|story| &story.only_in);
    ensure(all.any(|citation| places.met_by(citation)), || {
        let all = world
            .every(|story| &story.only_in)
            .filter(|c| c.document == places.document.id);
        list(all.map(|c| format!("`{}`", c.passage.quote)))
    })
}

/// `brief: a "words"`: a sentence of the brief stands on them
fn brief(world: &World, at: &mut Line) -> Held {
    let places = at.reading(world)?;
    let cites = |c: &rashomon::view::account::Citation| c.document == places.document.id && places.inside(&c.passage);
    let mut all = world.every(|story| &story.brief);
    ensure(all.any(|sentence| sentence.citations.iter().any(cites)), || {
        list(world.every(|story| &story.brief).map(|sentence| sentence.text.clone()))
    })
}
