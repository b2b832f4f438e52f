//! Small directed graphs as drawings: layers from left to right, the same input always giving the same picture.

use unicode_width::UnicodeWidthStr;

/// Height that a box takes with its room, and a passing line.
const ROW: f64 = 58.0;
const LANE: f64 = 16.0;
const BOX_HEIGHT: f64 = 44.0;
const GAP: f64 = 76.0;
const MARGIN: f64 = 8.0;
/// Width of one column of text at the size that the style sheet gives to drawings.
const COLUMN: f64 = 8.3;

/// What is to be drawn.
#[derive(Default)]
pub(super) struct Graph {
    pub(super) nodes: Vec<Node>,
    pub(super) edges: Vec<Link>,
}

pub(super) struct Node {
    pub(super) name: String,
    pub(super) note: String,
    pub(super) href: Option<String>,
    pub(super) class: &'static str,
    /// Layer it may not stand left of.
    pub(super) least_layer: usize,
}

pub(super) struct Link {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) class: &'static str,
    /// Stroke width.
    pub(super) weight: f64,
    /// What the line says, for those who point at it.
    pub(super) title: String,
    /// A few signs beside it, and where they lead.
    pub(super) sign: String,
    pub(super) href: Option<String>,
}

/// What has been laid out.
pub(super) struct Drawing {
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) boxes: Vec<Placed>,
    pub(super) lines: Vec<Curve>,
}

pub(super) struct Placed {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) node: Node,
    pub(super) shown: String,
    pub(super) shown_note: String,
}

pub(super) struct Curve {
    pub(super) path: String,
    pub(super) link: Link,
    pub(super) x: f64,
    pub(super) y: f64,
}

/// Lays a graph out after Sugiyama: cycles broken, longest-path layers, long edges through dummies, barycentre ordering.
pub(super) fn lay_out(graph: Graph) -> Drawing {
    let forward = break_cycles(&graph);
    let layer_of = layers(&graph, &forward);
    let (rows, paths) = order(&graph, &forward, &layer_of);
    let depth = rows.len();
    let mut widths = vec![0.0_f64; depth];
    for (at, node) in graph.nodes.iter().enumerate() {
        widths[layer_of[at]] = widths[layer_of[at]].max(box_width(node));
    }
    let mut lefts = vec![MARGIN; depth];
    for layer in 1..depth {
        lefts[layer] = lefts[layer - 1] + widths[layer - 1] + GAP;
    }
    let nodes = graph.nodes.len();
    let room = |slot: usize| if slot < nodes { ROW } else { LANE };
    let tall = |row: &Vec<usize>| row.iter().map(|&slot| room(slot)).sum::<f64>();
    let height = rows.iter().map(tall).fold(0.0, f64::max);
    let mut middle = vec![(0.0, 0.0); rows.iter().flatten().max().map_or(0, |n| n + 1)];
    for (layer, row) in rows.iter().enumerate() {
        let mut top = MARGIN + (height - tall(row)) / 2.0;
        for &slot in row {
            middle[slot] = (lefts[layer], top + room(slot) / 2.0);
            top += room(slot);
        }
    }
    let place = |slot: usize, layer: usize| (middle[slot].0, middle[slot].0 + widths[layer], middle[slot].1);
    let lines = graph
        .edges
        .into_iter()
        .zip(&paths)
        .zip(&forward)
        .map(|((link, path), &forward)| {
            let stops: Vec<_> = path.iter().map(|&(slot, layer)| place(slot, layer)).collect();
            curve(link, &stops, forward)
        });
    let lines = lines.collect();
    let boxes = graph
        .nodes
        .into_iter()
        .enumerate()
        .map(|(at, node)| placed(node, middle[at], widths[layer_of[at]]));
    let width = lefts.last().zip(widths.last()).map_or(0.0, |(l, w)| l + w) + MARGIN;
    Drawing {
        width,
        height: height + 2.0 * MARGIN,
        boxes: boxes.collect(),
        lines,
    }
}

fn placed(node: Node, (x, y): (f64, f64), width: f64) -> Placed {
    let (shown, shown_note) = (clip(&node.name), clip(&node.note));
    Placed {
        x,
        y: y - BOX_HEIGHT / 2.0,
        width,
        node,
        shown,
        shown_note,
    }
}

fn box_width(node: &Node) -> f64 {
    let columns = clip(&node.name).width().max(clip(&node.note).width());
    columns as f64 * COLUMN + 26.0
}

/// Names fit their boxes.
fn clip(name: &str) -> String {
    if name.width() <= 26 {
        return name.to_owned();
    }
    let mut short = String::new();
    for c in name.chars() {
        if short.width() > 23 {
            break;
        }
        short.push(c);
    }
    short.trim_end().to_owned() + "…"
}

/// Which edges run along the layers; those that would close a cycle run against them.
fn break_cycles(graph: &Graph) -> Vec<bool> {
    let mut out = vec![Vec::new(); graph.nodes.len()];
    for (at, edge) in graph.edges.iter().enumerate() {
        out[edge.from].push(at);
    }
    let mut forward = vec![true; graph.edges.len()];
    let mut state = vec![0_u8; graph.nodes.len()];
    for root in 0..graph.nodes.len() {
        // Depth first without recursion: each entry is a node and how many of its edges have been followed.
        let mut stack = if state[root] == 0 { vec![(root, 0)] } else { Vec::new() };
        while let Some((node, followed)) = stack.pop() {
            state[node] = 1;
            let Some(&edge) = out[node].get(followed) else {
                state[node] = 2;
                continue;
            };
            stack.push((node, followed + 1));
            let to = graph.edges[edge].to;
            match state[to] {
                0 => stack.push((to, 0)),
                1 => forward[edge] = false,
                _ => {}
            }
        }
    }
    forward
}

/// The layer of each node: as far left as what leads to it allows.
fn layers(graph: &Graph, forward: &[bool]) -> Vec<usize> {
    let mut layer: Vec<usize> = graph.nodes.iter().map(|n| n.least_layer).collect();
    // Without cycles the longest path has fewer edges than there are nodes, so this settles.
    for _ in 0..graph.nodes.len() {
        let mut settled = true;
        for (edge, &forward) in graph.edges.iter().zip(forward) {
            let (a, b) = if forward {
                (edge.from, edge.to)
            } else {
                (edge.to, edge.from)
            };
            if a != b && layer[b] <= layer[a] {
                layer[b] = layer[a] + 1;
                settled = false;
            }
        }
        if settled {
            break;
        }
    }
    // Layers that hold nothing are closed up.
    let mut used = layer.clone();
    used.sort_unstable();
    used.dedup();
    layer.iter().map(|l| used.partition_point(|u| u < l)).collect()
}

/// An edge's way: the slot and layer of each stop.
type Way = Vec<(usize, usize)>;

/// The slots of each layer from top to bottom, and each edge's way through them. Slots beyond the nodes are bends of long edges.
fn order(graph: &Graph, forward: &[bool], layer_of: &[usize]) -> (Vec<Vec<usize>>, Vec<Way>) {
    let depth = layer_of.iter().max().map_or(0, |l| l + 1);
    let mut rows = vec![Vec::new(); depth];
    for (node, &layer) in layer_of.iter().enumerate() {
        rows[layer].push(node);
    }
    let mut slots = graph.nodes.len();
    let mut ways = Vec::new();
    for (edge, &forward) in graph.edges.iter().zip(forward) {
        let (a, b) = if forward {
            (edge.from, edge.to)
        } else {
            (edge.to, edge.from)
        };
        let mut way = vec![(a, layer_of[a])];
        for (layer, row) in rows.iter_mut().enumerate().take(layer_of[b]).skip(layer_of[a] + 1) {
            row.push(slots);
            way.push((slots, layer));
            slots += 1;
        }
        way.push((b, layer_of[b]));
        ways.push(way);
    }
    let mut beside = [vec![Vec::new(); slots], vec![Vec::new(); slots]];
    for step in ways.iter().flat_map(|way| way.windows(2)) {
        beside[0][step[1].0].push(step[0].0);
        beside[1][step[0].0].push(step[1].0);
    }
    for sweep in 0..6 {
        sort_rows(&mut rows, &beside[sweep % 2], slots, sweep % 2 == 0);
    }
    (rows, ways)
}

/// Moves each slot to the mean place of its neighbours on one side.
fn sort_rows(rows: &mut [Vec<usize>], neighbours: &[Vec<usize>], slots: usize, downward: bool) {
    let mut place = vec![0.0; slots];
    let mut note = |row: &[usize]| {
        for (i, &slot) in row.iter().enumerate() {
            place[slot] = i as f64 - row.len() as f64 / 2.0;
        }
    };
    rows.iter().for_each(|row| note(row));
    let depth = rows.len();
    for step in 1..depth {
        let row = &mut rows[if downward { step } else { depth - 1 - step }];
        let mut keyed: Vec<(f64, usize)> = row
            .iter()
            .map(|&slot| (mean(&neighbours[slot], &place, slot), slot))
            .collect();
        keyed.sort_by(|a, b| a.0.total_cmp(&b.0));
        *row = keyed.into_iter().map(|(_, slot)| slot).collect();
        for (i, &slot) in row.iter().enumerate() {
            place[slot] = i as f64 - row.len() as f64 / 2.0;
        }
    }
}

fn mean(neighbours: &[usize], place: &[f64], slot: usize) -> f64 {
    if neighbours.is_empty() {
        return place[slot];
    }
    neighbours.iter().map(|&n| place[n]).sum::<f64>() / neighbours.len() as f64
}

/// Left, right and middle of a place where a line stops.
type Stop = (f64, f64, f64);

/// A smooth line from the right side of one stop to the left side of the next; against the layers, from left to right sides.
fn curve(link: Link, stops: &[Stop], forward: bool) -> Curve {
    let (first, last) = (stops[0], stops[stops.len() - 1]);
    if stops.len() == 2 && first.0 == last.0 {
        return looped(link, first, last);
    }
    let path = if forward { onward(stops) } else { backward(stops) };
    // The sign stands past the middle of the first stretch, where lines that leave together have parted.
    let (x, y) = (
        first.1 + 0.54 * (stops[1].0 - first.1),
        first.2 + 0.58 * (stops[1].2 - first.2) + 4.0,
    );
    Curve { path, link, x, y }
}

fn onward(stops: &[Stop]) -> String {
    let mut at = (stops[0].1, stops[0].2);
    let mut path = format!("M{:.1} {:.1}", at.0, at.1);
    for (i, stop) in stops.iter().enumerate().skip(1) {
        let bend = (stop.0 - at.0) / 2.0;
        path += &bent((at.0 + bend, at.1), (stop.0 - bend, stop.2), (stop.0, stop.2));
        at = (stop.0, stop.2);
        if i + 1 < stops.len() {
            path += &format!("H{:.1}", stop.1);
            at.0 = stop.1;
        }
    }
    path
}

/// Drawn from its start to its end all the same, so that the arrow sits right.
fn backward(stops: &[Stop]) -> String {
    let start = stops[stops.len() - 1];
    let mut at = (start.0, start.2);
    let mut path = format!("M{:.1} {:.1}", at.0, at.1);
    for (i, stop) in stops.iter().enumerate().rev().skip(1) {
        let (from, to) = ((at.0 - GAP / 2.0, at.1), (stop.1 + GAP / 2.0, stop.2));
        path += &bent(from, to, (stop.1, stop.2));
        at = (stop.0, stop.2);
        if i > 0 {
            path += &format!("H{:.1}", stop.0);
        }
    }
    path
}

/// A cubic curve by its two handles and its end.
fn bent(a: (f64, f64), b: (f64, f64), end: (f64, f64)) -> String {
    format!("C{:.1} {:.1} {:.1} {:.1} {:.1} {:.1}", a.0, a.1, b.0, b.1, end.0, end.1)
}

/// A line from a box to itself.
fn looped(link: Link, from: Stop, to: Stop) -> Curve {
    let (x, a, b) = (from.1, from.2 - 8.0, to.2 + 8.0);
    let path = format!(
        "M{x:.1} {a:.1}C{:.1} {a:.1} {:.1} {b:.1} {x:.1} {b:.1}",
        x + 40.0,
        x + 40.0
    );
    Curve {
        path,
        link,
        x: x + 34.0,
        y: from.2,
    }
}
