//! Arc diagrams: names in a column, connected ones joined by arcs.

use crate::base::Markup;
use crate::pages::draw::text::cut;
use crate::pages::draw::{Edge, Node, Svg, number};

const ROW: f64 = 24.0;
const SPINE: f64 = 104.0;
const WIDTH: f64 = 320.0;

/// An arc diagram; arcs of the node `focus` stand out. Empty without edges.
///
/// Rows are ordered to keep arcs short: starting from the given order, each node moves towards the mean position of
/// its neighbours.
pub fn arcs(nodes: &[Node], edges: &[Edge], focus: Option<usize>, label: &str) -> Markup {
    let is_edge = |(a, b, _): &&Edge| a != b && *a < nodes.len() && *b < nodes.len();
    let edges: Vec<Edge> = edges.iter().filter(is_edge).copied().collect();
    if edges.is_empty() {
        return Markup::default();
    }
    let order = order(nodes.len(), &edges);
    let mut row = vec![0; nodes.len()];
    for (at, node) in order.iter().enumerate() {
        row[*node] = at;
    }
    let height = nodes.len() as f64 * ROW;
    let mut svg = Svg::new("g-arcs", (WIDTH, height), "group", label);
    let most = f64::from(edges.iter().map(|(.., weight)| *weight).max().unwrap_or(1).max(1));
    let y = |node: usize| row[node] as f64 * ROW + ROW / 2.0;
    let is_focus = |(a, b, _): &Edge| focus.is_some_and(|focus| *a == focus || *b == focus);
    let mut drawn = edges;
    drawn.sort_by_key(|edge| (is_focus(edge), edge.2, edge.0, edge.1));
    for edge in &drawn {
        let (a, b) = (y(edge.0).min(y(edge.1)), y(edge.0).max(y(edge.1)));
        let tall = (b - a) / 2.0;
        let class = if is_focus(edge) { " class=\"g-strong\"" } else { "" };
        svg.raw(&format!(
            "<path{class} stroke-width=\"{}\" d=\"M{} {}A{} {} 0 0 0 {} {}\"/>",
            number(1.0 + 3.0 * f64::from(edge.2) / most),
            number(SPINE),
            number(a),
            number(tall.min(SPINE - 8.0)),
            number(tall),
            number(SPINE),
            number(b),
        ));
    }
    for node in order {
        let it = &nodes[node];
        svg.link(it, &it.label);
        svg.raw(&format!(
            "<circle cx=\"{}\" cy=\"{}\" r=\"3.5\"/>",
            number(SPINE),
            number(y(node))
        ));
        let class = if focus == Some(node) { "g-focus" } else { "" };
        svg.text((SPINE + 11.0, y(node) + 4.5), class, &cut(&it.label, 15.4)).raw("</a>");
    }
    svg.end()
}

/// Orders the nodes so that connected ones are close to each other.
fn order(n: usize, edges: &[Edge]) -> Vec<usize> {
    let length = |place: &[usize]| -> u64 {
        let of = |(a, b, weight): &Edge| place[*a].abs_diff(place[*b]) as u64 * u64::from(*weight);
        edges.iter().map(of).sum()
    };
    let mut place: Vec<usize> = (0..n).collect();
    let mut best = (length(&place), place.clone());
    for _ in 0..24 {
        let mut sums = vec![(0_u64, 0_u64); n];
        for (a, b, weight) in edges {
            for (one, other) in [(*a, *b), (*b, *a)] {
                sums[one].0 += u64::from(*weight) * place[other] as u64;
                sums[one].1 += u64::from(*weight);
            }
        }
        let mut order: Vec<usize> = (0..n).collect();
        // integers (thousandths of a row) keep the order exact
        let mean = |node: usize| match sums[node] {
            (_, 0) => u64::MAX,
            (sum, weight) => (sum * 1000 / weight + place[node] as u64 * 1000) / 2,
        };
        order.sort_by_key(|node| (mean(*node), *node));
        for (at, node) in order.iter().enumerate() {
            place[*node] = at;
        }
        let now = length(&place);
        if now < best.0 {
            best = (now, place.clone());
        }
    }
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by_key(|node| best.1[*node]);
    order
}
