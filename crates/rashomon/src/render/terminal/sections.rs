//! The sections of a story in the order a reporter on deadline wants them.

use super::ink::{Ink, Tone, tame};
use super::{Item, Options, Section};
use crate::render::desk::{Desk, OneWord, Report, Side};
use crate::render::label;
use crate::view::account::{
    AccountAttribution, BriefSentence, Citation, Descent, Edge, Moment, Point, PointKind, Reading, Relation,
};
use textwrap::core::display_width;

/// Sides of a point that are shown, unless asked for in full.
const SIDES: usize = 3;

/// Reports that are named at the head, unless asked for in full.
const LEGEND: usize = 20;

/// Title, counts, reports, brief.
pub(super) fn head(desk: &Desk, ink: &Ink, options: &Options) -> Vec<String> {
    let mut lines = ink.hang("", &ink.paint(Tone::Title, &tame(&desk.story.title)));
    lines.extend(ink.hang("", &counts(desk, ink)));
    lines.push(String::new());
    lines.extend(legend(desk, ink, options));
    // Where reports part comes next; there it is told in full.
    let parted = |s: &&BriefSentence| options.full || !desk.is_about_a_parting(&s.citations);
    let most = if options.full { desk.story.brief.len() } else { 3 };
    let brief: Vec<String> = desk
        .story
        .brief
        .iter()
        .filter(parted)
        .take(most)
        .map(|s| said(desk, ink, &s.text, &s.citations))
        .collect();
    if !brief.is_empty() {
        lines.push(String::new());
        lines.extend(ink.hang("", &brief.join(" ")));
    }
    lines
}

fn said(desk: &Desk, ink: &Ink, text: &str, citations: &[Citation]) -> String {
    format!(
        "{} {}",
        tame(&desk.plain(text)),
        ink.numbers(&desk.numbers_of(citations))
    )
}

/// "5 reports, 3–5 May 2031, resting on 3 origins: 2 differences, 1 update."
fn counts(desk: &Desk, ink: &Ink) -> String {
    let mut parts = vec![label::count(desk.reports.len(), "report")];
    parts.extend(desk.period().map(|p| ink.own(&p)));
    if desk.origins() > 0 {
        parts.push(format!("resting on {}", label::count(desk.origins(), "origin")));
    }
    let tally = [
        (Relation::Differ, "difference"),
        (Relation::Update, "update"),
        (Relation::Agree, "agreement"),
    ];
    let tally = tally.map(|(relation, noun)| (desk.points(relation).count(), noun));
    let tally: Vec<String> = tally
        .iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, noun)| label::count(*n, noun))
        .collect();
    match tally.is_empty() {
        true => parts.join(", "),
        false => format!("{}: {}", parts.join(", "), tally.join(", ")),
    }
}

/// The reports and their numbers: a line each, or run on where there are many.
fn legend(desk: &Desk, ink: &Ink, options: &Options) -> Vec<String> {
    let name = |r: &Report| {
        let date = r.date().map_or(String::new(), |d| format!(", {}", ink.own(&d)));
        format!("{}{date}", ink.short(r.outlet(), 40))
    };
    if desk.reports.len() > 8 && !options.full {
        let mut all: Vec<String> = desk
            .reports
            .iter()
            .map(|r| format!("{} {}", ink.numbers(&[r.number]), name(r)))
            .collect();
        if all.len() > LEGEND {
            let more = format!("and {}", label::count(all.len() - LEGEND, "more report"));
            all.splice(LEGEND.., [more]);
        }
        return ink.hang("  ", &all.join(&format!(" {} ", ink.dot())));
    }
    let wide = desk.reports.len().to_string().len();
    let line = |r: &Report| {
        let pad = " ".repeat(wide - r.number.to_string().len());
        let name = name(r);
        let room = ink.width().saturating_sub(display_width(&name) + wide + 9);
        let title = if room > 20 {
            ink.short(&r.headline(), room)
        } else {
            String::new()
        };
        let title = if title.is_empty() {
            title
        } else {
            format!(": {}", ink.paint(Tone::Quiet, &title))
        };
        ink.hang(
            &format!("  {pad}{} ", ink.numbers(&[r.number])),
            &format!("{name}{title}"),
        )
    };
    desk.reports.iter().flat_map(line).collect()
}

/// All sections that have something to say.
pub(super) fn all<'a>(desk: &Desk<'a>, ink: &Ink, options: &Options) -> Vec<Section<'a>> {
    let point = |p| point(desk, ink, options, p);
    let parted = |heading, relation, first| {
        let points = new_first(desk.points(relation).collect());
        let labels = points.iter().map(|p| ink.short(&p.label, 60)).collect();
        section(heading, first, first, points.into_iter().map(point).collect()).named(labels)
    };
    let (routes, links) = desk.routes();
    let edges = |edges: &[&'a Edge]| edges.iter().map(|e| edge(desk, ink, e)).collect();
    let agreed = desk.borne_out().into_iter().map(|p| agreement(desk, ink, p)).collect();
    let mut sections = vec![
        parted("WHERE THEY DIFFER", Relation::Differ, 2),
        parted("WHAT HAS MOVED ON", Relation::Update, 1),
        section("ON ONE ORIGIN'S WORD, REPEATED", 1, 1, on_one_word(desk, ink, options)),
        section("WHO DRAWS ON WHOM", 1, 1, lineage(desk, ink)),
        section("ROUTES", 2, 1, edges(&routes)),
        section("TIMELINE", 3, 2, timeline(desk, ink)),
        section("BORNE OUT BY TWO ORIGINS OR MORE", 0, 2, agreed),
        section("ONLY IN ONE REPORT", 1, 1, only_in(desk, ink, options)),
        section("SAID THROUGH OTHERS", 0, 1, chains(desk, ink)),
        section("WHAT EACH REPORT DRAWS ON", 0, 1, origins(desk, ink)),
    ];
    if options.full {
        sections.push(section("WHO DID WHAT TO WHOM", 0, 1, edges(&links)));
    }
    sections
}

/// Points in their order, but those of which one before has most readings after the others: they say little that is new.
fn new_first(points: Vec<&Point>) -> Vec<&Point> {
    let mut shown: Vec<&Point> = Vec::new();
    let mut later = Vec::new();
    for point in points {
        let at = |p: &Point, r: &Reading| {
            p.readings
                .iter()
                .any(|o| o.citation.passage.quote == r.citation.passage.quote)
        };
        let had = |p: &&Point| 2 * point.readings.iter().filter(|r| at(p, r)).count() > point.readings.len();
        if shown.iter().any(had) {
            later.push(point);
        } else {
            shown.push(point);
        }
    }
    shown.append(&mut later);
    shown
}

fn section<'a>(heading: &'static str, first: usize, then: usize, items: Vec<Item<'a>>) -> Section<'a> {
    Section {
        heading,
        first,
        then,
        items,
        names: Vec::new(),
    }
}

/// A point with its sides: what it is about, why its readings part, who has what.
fn point<'a>(desk: &Desk<'a>, ink: &Ink, options: &Options, point: &'a Point) -> Item<'a> {
    let about = point
        .difference
        .map_or(String::new(), |d| format!(" ({})", label::difference(d)));
    let name = ink.paint(Tone::Strong, &label::opening(&tame(&point.label)));
    let mut lines = ink.hang("  ", &format!("{name}{}", ink.paint(Tone::Quiet, &about)));
    let mut sides = desk.sides(point);
    let all = sides.len();
    // Where values part, what has none is left for the full account.
    if !options.full && sides.iter().filter(|side| side.value.is_some()).count() > 1 {
        sides.retain(|side| side.value.is_some());
    }
    let most = if options.full || sides.len() == SIDES + 1 {
        sides.len()
    } else {
        SIDES
    };
    for side in sides.iter().take(most) {
        lines.extend(ink.set("    ", 8, &side_words(ink, side)));
    }
    let shown = most.min(sides.len());
    if all > shown {
        lines.push(format!("    and {}", label::count(all - shown, "more reading")));
    }
    if !point.why.is_empty() {
        let why = ink.short(&label::opening(&desk.plain(&point.why)), 2 * (ink.width() - 6));
        lines.extend(ink.hang("    ", &ink.paint(Tone::Quiet, &why)));
    }
    Item {
        place: 0,
        lines,
        citations: point.readings.iter().map(|r| &r.citation).collect(),
    }
}

/// `[1] [3] €800 million: “for 800 million euros” (according to Mira Halden)`.
fn side_words(ink: &Ink, side: &Side) -> String {
    let words = &side.readings[0].citation.passage.quote;
    let most = if side.value.is_some() { 80 } else { 110 };
    let quote = ink.quote(words, most);
    let value = side
        .value
        .as_deref()
        .filter(|v| v.to_lowercase() != words.to_lowercase());
    let value = value.map_or(String::new(), |v| format!("{}: ", ink.own(&tame(v))));
    let stance = side
        .stance
        .as_deref()
        .map_or(String::new(), |s| format!(" ({})", tame(s)));
    format!("{} {value}{quote}{stance}", ink.numbers(&side.reports))
}

/// An agreement on one line: on how many origins, what, in which reports.
fn agreement<'a>(desk: &Desk<'a>, ink: &Ink, point: &'a Point) -> Item<'a> {
    let numbers = ink.numbers(&desk.numbers_of(point.readings.iter().map(|r| &r.citation)));
    let value = point
        .readings
        .iter()
        .find_map(|r| label::value(r.value.as_deref()?, point.kind))
        .filter(|value| !label::is_rank(value));
    let value = value.map_or(String::new(), |v| format!(": {}", ink.own(&ink.short(&v, 60))));
    let origins = format!("  {}  ", label::count(point.origins as usize, "origin"));
    Item {
        place: 0,
        lines: ink.hang(
            &origins,
            &format!("{}{value} {numbers}", label::opening(&tame(&point.label))),
        ),
        citations: point.readings.iter().map(|r| &r.citation).collect(),
    }
}

/// What several reports have from one origin, an item an origin.
fn on_one_word<'a>(desk: &Desk<'a>, ink: &Ink, options: &Options) -> Vec<Item<'a>> {
    let item = |group: OneWord<'a>| {
        let mut labels: Vec<String> = Vec::new();
        for label in group.points.iter().map(|p| ink.short(&p.label, 60)) {
            if !labels.contains(&label) {
                labels.push(label);
            }
        }
        if labels.len() > 4 && !options.full {
            let more = format!("and {} more", labels.len() - 3);
            labels.splice(3.., [more]);
        }
        let name = ink.paint(Tone::Strong, &label::opening(&tame(&desk.plain(group.origin))));
        let counts = label::count(group.reports.len(), "report");
        let mut lines = ink.hang(
            "  ",
            &format!("{name}, repeated by {counts} {}", ink.numbers(&group.reports)),
        );
        lines.extend(ink.hang("    ", &labels.join("; ")));
        let readings = group.points.iter().flat_map(|p| &p.readings);
        Item {
            place: 0,
            lines,
            citations: readings.map(|r| &r.citation).collect(),
        }
    };
    desk.on_one_word().into_iter().map(item).collect()
}

/// Who descends from whom, and why we think so.
fn lineage<'a>(desk: &Desk<'a>, ink: &Ink) -> Vec<Item<'a>> {
    let item = |d: &'a Descent| {
        let (from, to) = (desk.report(&d.from)?, desk.report(&d.to)?);
        let name = |r: &Report| {
            let name = r
                .name()
                .map_or(String::new(), |name| format!(" {}", ink.short(name, 30)));
            format!("{}{name}", ink.numbers(&[r.number]))
        };
        let share = (d.share * 100.0).round();
        let share = if share < 1.0 {
            String::new()
        } else {
            format!(", {share}% of its text")
        };
        let line = format!("{} {} {}{share}", name(to), label::descent(d.kind), name(from));
        let mut lines = ink.hang("  ", &line);
        let why = ink.short(&desk.plain(&d.why), 2 * (ink.width() - 6));
        lines.extend(ink.hang("    ", &ink.paint(Tone::Quiet, &why)));
        Some(Item {
            place: 0,
            lines,
            citations: d.passages.iter().flat_map(|p| [&p.from, &p.to]).collect(),
        })
    };
    desk.story.lineage.iter().filter_map(item).collect()
}

/// A route or a link: its stations, then what passes, how much, on what papers, when, on whose word.
fn edge<'a>(desk: &Desk<'a>, ink: &Ink, edge: &'a Edge) -> Item<'a> {
    let arrow = format!(" {} ", ink.arrow());
    let name = |id: &'a String| ink.paint(Tone::Strong, &tame(desk.name(id)));
    let mut stations = vec![name(&edge.source)];
    if !edge.via.is_empty() {
        stations.push(format!(
            "via {}",
            edge.via.iter().map(name).collect::<Vec<_>>().join(", ")
        ));
    }
    stations.push(name(&edge.target));
    let relation = ink.paint(Tone::Quiet, &format!("({})", tame(&edge.relation)));
    let mut lines = ink.hang("  ", &format!("{} {relation}", stations.join(&arrow)));
    let amount = edge
        .amount
        .as_deref()
        .and_then(|a| label::value(a, PointKind::Quantity));
    let period = edge.period.as_deref().map(label::date);
    let word = Some(label::stance(edge.stance, edge.holder.as_deref()));
    let details = [edge.goods.clone(), amount, edge.papers.clone(), period, word];
    let details: Vec<String> = details.into_iter().flatten().map(|d| ink.own(&tame(&d))).collect();
    let numbers = ink.numbers(&desk.numbers_of(&edge.citations));
    lines.extend(ink.hang("    ", &format!("{} {numbers}", details.join("; "))));
    Item {
        place: 0,
        lines,
        citations: edge.citations.iter().collect(),
    }
}

/// When what happened, the dates in a column; what most reports tell is chosen first.
fn timeline<'a>(desk: &Desk<'a>, ink: &Ink) -> Vec<Item<'a>> {
    let dates = desk.story.timeline.iter().map(|m| ink.own(&label::date(&m.when)));
    let dates: Vec<String> = dates.collect();
    let wide = dates.iter().map(|d| display_width(d)).max().unwrap_or(0).min(26);
    let item = |(place, (moment, date)): (usize, (&'a Moment, &String))| {
        let first = format!("  {date}{}  ", " ".repeat(wide.saturating_sub(display_width(date))));
        let words = said(desk, ink, &ink.short(&moment.text, 150), &moment.citations);
        let lines = ink.set(&first, wide + 4, &words);
        Item {
            place,
            lines,
            citations: moment.citations.iter().collect(),
        }
    };
    let mut items: Vec<Item> = desk.story.timeline.iter().zip(&dates).enumerate().map(item).collect();
    items.sort_by_key(|item| std::cmp::Reverse(desk.numbers_of(item.citations.iter().copied()).len()));
    items
}

/// What one report alone has, an item a report.
fn only_in<'a>(desk: &Desk<'a>, ink: &Ink, options: &Options) -> Vec<Item<'a>> {
    let most = if options.full { usize::MAX } else { 2 };
    let item = |report: &Report<'a>| {
        let here = desk.story.only_in.iter().filter(|c| c.document == report.document.id);
        let citations: Vec<&'a Citation> = here.take(most).collect();
        let first = format!("  {} ", ink.numbers(&[report.number]));
        let lines = citations
            .iter()
            .flat_map(|c| ink.hang(&first, &ink.quote(&c.passage.quote, 110)))
            .collect();
        Item {
            place: 0,
            lines,
            citations,
        }
    };
    desk.reports
        .iter()
        .map(item)
        .filter(|item| !item.lines.is_empty())
        .collect()
}

/// What reports have from someone through someone else, an item a report and chain.
fn chains<'a>(desk: &Desk<'a>, ink: &Ink) -> Vec<Item<'a>> {
    let mut groups: Vec<Vec<&'a AccountAttribution>> = Vec::new();
    for a in desk.relayed() {
        let same =
            |g: &&mut Vec<&AccountAttribution>| g[0].citation.document == a.citation.document && g[0].chain == a.chain;
        match groups.iter_mut().find(same) {
            Some(group) => group.push(a),
            None => groups.push(vec![a]),
        }
    }
    let item = |group: Vec<&'a AccountAttribution>| {
        let report = desk.report(&group[0].citation.document)?;
        let inner: Vec<String> = group[0].chain[1..].iter().map(|name| tame(name)).collect();
        let arrow = ink.back_arrow();
        let chain = inner.join(&format!(" {arrow} "));
        let said: Vec<String> = group.iter().map(|a| ink.quote(&a.content.quote, 90)).collect();
        let words = format!("{arrow} {chain}: {}", said.join("; "));
        let lines = ink.hang(&format!("  {} ", ink.numbers(&[report.number])), &words);
        Some(Item {
            place: 0,
            lines,
            citations: group.iter().map(|a| &a.citation).collect(),
        })
    };
    groups.into_iter().filter_map(item).collect()
}

/// The origins each report names, an item a report.
fn origins<'a>(desk: &Desk<'a>, ink: &Ink) -> Vec<Item<'a>> {
    let item = |report: &Report<'a>| {
        let here = desk
            .story
            .origins
            .iter()
            .filter(|o| o.citation.document == report.document.id);
        let mut names: Vec<String> = Vec::new();
        for origin in here.clone() {
            let name = format!("{} ({})", tame(&origin.origin), label::origin(origin.kind));
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let first = format!("  {} ", ink.numbers(&[report.number]));
        let lines = if names.is_empty() {
            Vec::new()
        } else {
            ink.hang(&first, &names.join(", "))
        };
        Item {
            place: 0,
            lines,
            citations: here.map(|o| &o.citation).collect(),
        }
    };
    desk.reports
        .iter()
        .map(item)
        .filter(|item| !item.lines.is_empty())
        .collect()
}
