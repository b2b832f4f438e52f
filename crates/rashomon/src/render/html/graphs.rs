//! What the drawings of a story show: what the reports draw on, and who is linked to whom.

use super::drawing::{Graph, Link, Node};
use super::setting::Setting;
use crate::render::desk::Report;
use crate::render::label;
use crate::view::account::{Descent, DescentKind, OriginKind, Stance};
use std::collections::{BTreeMap, BTreeSet};

/// A graph, none where there is nothing to see.
pub(super) type Drawn = Option<Graph>;

/// Origins that are drawn beside the reports.
const ORIGINS: usize = 10;

/// Names that are drawn in the network.
const NAMES: usize = 24;

/// Reports, what they descend from, and the origins that several of them name.
pub(super) fn lineage(setting: &Setting) -> Drawn {
    let desk = setting.desk;
    let origins = shared_origins(setting);
    let mut linked: BTreeSet<usize> = origins
        .iter()
        .flat_map(|(_, _, reports)| reports.iter().copied())
        .collect();
    let descents: Vec<_> = desk
        .story
        .lineage
        .iter()
        .filter_map(|d| Some((desk.report(&d.from)?.number, desk.report(&d.to)?.number, d)))
        .collect();
    linked.extend(descents.iter().flat_map(|(from, to, _)| [*from, *to]));
    let mut graph = Graph::default();
    let mut place = BTreeMap::new();
    for report in desk.reports.iter().filter(|r| linked.contains(&r.number)) {
        place.insert(report.number, graph.nodes.len());
        graph
            .nodes
            .push(report_node(setting, report, usize::from(!origins.is_empty())));
    }
    for origin in &origins {
        add_origin(&mut graph, origin, &place);
    }
    let descents = descents.into_iter();
    graph
        .edges
        .extend(descents.map(|(from, to, descent)| descended(place[&from], place[&to], descent)));
    (!graph.edges.is_empty()).then_some(graph)
}

/// An origin, with a line to each report that names it.
fn add_origin(graph: &mut Graph, (name, kind, reports): &Shared, place: &BTreeMap<usize, usize>) {
    let from = graph.nodes.len();
    graph.nodes.push(Node {
        name: (*name).to_owned(),
        note: label::origin(*kind).to_owned(),
        href: None,
        class: "origin",
        least_layer: 0,
    });
    let named = |to: &usize| {
        let title = format!("Report {to} names {name}");
        link(from, place[to], "draws", 1.2, title, String::new())
    };
    graph.edges.extend(reports.iter().map(named));
}

/// The line of a descent, the wider the more was taken over.
fn descended(from: usize, to: usize, descent: &Descent) -> Link {
    let class = match descent.kind {
        DescentKind::Copy => "copy",
        DescentKind::Quotation => "quotation",
        DescentKind::Revision => "revision",
        DescentKind::CommonOrigin => "common",
    };
    let share = (descent.share * 100.0).round();
    let sign = if share >= 1.0 {
        format!("{share}%")
    } else {
        String::new()
    };
    let weight = 1.5 + 4.0 * descent.share.clamp(0.0, 1.0);
    link(from, to, class, weight, descent.why.clone(), sign)
}

fn link(from: usize, to: usize, class: &'static str, weight: f64, title: String, sign: String) -> Link {
    Link {
        from,
        to,
        class,
        weight,
        title,
        sign,
        href: None,
    }
}

fn report_node(setting: &Setting, report: &Report, least_layer: usize) -> Node {
    Node {
        name: format!("{} {}", report.number, report.outlet()),
        note: report.date().unwrap_or_default(),
        href: Some(format!("#{}-r{}", setting.key, report.number)),
        class: "report",
        least_layer,
    }
}

/// An origin, its kind and the numbers of the reports that name it.
type Shared<'a> = (&'a str, OriginKind, Vec<usize>);

/// Origins that two reports or more name and that are not themselves reports here, those that most name first.
fn shared_origins<'a>(setting: &Setting<'a>) -> Vec<Shared<'a>> {
    let desk = setting.desk;
    let outlets: BTreeSet<String> = desk.reports.iter().map(|r| r.outlet().to_lowercase()).collect();
    let mut groups: BTreeMap<&str, (OriginKind, BTreeSet<usize>)> = BTreeMap::new();
    for origin in desk
        .story
        .origins
        .iter()
        .filter(|o| !outlets.contains(&o.origin.to_lowercase()))
    {
        let group = groups.entry(&origin.origin).or_insert((origin.kind, BTreeSet::new()));
        group.1.extend(desk.report(&origin.citation.document).map(|r| r.number));
    }
    let several = groups.into_iter().filter(|(_, (_, reports))| reports.len() > 1);
    let mut several: Vec<_> = several
        .map(|(name, (kind, reports))| (name, kind, reports.into_iter().collect::<Vec<_>>()))
        .collect();
    several.sort_by_key(|(_, _, reports)| std::cmp::Reverse(reports.len()));
    several.truncate(ORIGINS);
    several
}

/// Names and what links them, routes through their stations; the most linked names where there are many.
pub(super) fn network(setting: &Setting) -> Drawn {
    let desk = setting.desk;
    let (routes, links) = desk.routes();
    // A step is one stretch of an edge: the names at its ends, the edge's number and its stance.
    let mut steps: BTreeMap<(&str, &str, &'static str), Vec<usize>> = BTreeMap::new();
    let mut degree: BTreeMap<&str, usize> = BTreeMap::new();
    for (i, edge) in routes.iter().chain(&links).enumerate() {
        let class = match edge.stance {
            Stance::Asserts => "asserts",
            Stance::Attributed => "attributed",
            Stance::Denies => "denies",
            Stance::Hedged => "hedged",
        };
        let mut step = |from, to| {
            steps.entry((from, to, class)).or_default().push(i + 1);
            *degree.entry(from).or_default() += 1;
            *degree.entry(to).or_default() += 1;
        };
        if edge.via.is_empty() {
            step(&edge.source, &edge.target);
        }
        for via in &edge.via {
            step(&edge.source, via);
            step(via, &edge.target);
        }
    }
    let mut names: Vec<(&str, usize)> = degree.into_iter().collect();
    names.sort_by_key(|(_, degree)| std::cmp::Reverse(*degree));
    names.truncate(NAMES);
    let mut graph = Graph::default();
    let place: BTreeMap<&str, usize> = names.iter().enumerate().map(|(i, (id, _))| (*id, i)).collect();
    let node = |id: &str| Node {
        name: id.to_owned(),
        note: String::new(),
        href: None,
        class: "name",
        least_layer: 0,
    };
    graph.nodes.extend(names.iter().map(|(id, _)| node(desk.name(id))));
    for ((from, to, class), numbers) in steps {
        if let (Some(&from), Some(&to)) = (place.get(from), place.get(to)) {
            let sign = numbers.iter().map(usize::to_string).collect::<Vec<_>>().join(", ");
            let href = Some(format!("#{}-e{}", setting.key, numbers[0]));
            let link = link(from, to, class, 1.5, format!("see {sign} in the list"), sign);
            graph.edges.push(Link { href, ..link });
        }
    }
    (!graph.edges.is_empty()).then_some(graph)
}
