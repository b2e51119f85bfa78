//! Network diagrams: names as points, connected ones joined by lines and close together.

use crate::base::Markup;
use crate::pages::draw::labels::{self, Pin};
use crate::pages::draw::{Edge, Node, Svg, number};

const WIDTH: f64 = 960.0;
const HEIGHT: f64 = 640.0;
const EDGE: f64 = 14.0;
/// Most labels drawn; other names are only titles of their points.
const MAX_LABELS: usize = 20;

type Point = (f64, f64);

/// A network diagram; the first nodes are labelled. Empty without edges.
///
/// Layout: Fruchterman and Reingold (1991) from a fixed start, with a pull to the centre that keeps unconnected parts
/// together; then overlapping points are moved apart.
pub fn network(nodes: &[Node], edges: &[Edge], label: &str) -> Markup {
    let is_edge = |(a, b, _): &&Edge| a != b && *a < nodes.len() && *b < nodes.len();
    let edges: Vec<Edge> = edges.iter().filter(is_edge).copied().collect();
    if edges.is_empty() {
        return Markup::default();
    }
    let most = f64::from(nodes.iter().map(|node| node.weight).max().unwrap_or(1).max(1));
    let radius = |node: &Node| 5.0 + 12.0 * (f64::from(node.weight) / most).sqrt();
    let radii: Vec<f64> = nodes.iter().map(radius).collect();
    let places = layout(nodes.len(), &edges, &radii);
    let mut svg = Svg::new("g-network", (WIDTH, HEIGHT), "group", label);
    let strongest = f64::from(edges.iter().map(|(.., weight)| *weight).max().unwrap_or(1).max(1));
    let mut drawn = edges;
    drawn.sort_by_key(|(a, b, weight)| (*weight, *a, *b));
    // lines of equal strength share a path, which keeps a drawing of all pairs of sixty names small
    for run in drawn.chunk_by(|one, other| one.2 == other.2) {
        let width = number(0.6 + 3.4 * f64::from(run[0].2) / strongest);
        svg.raw(&format!("<path stroke-width=\"{width}\" d=\""));
        for (a, b, _) in run {
            let (from, to) = (places[*a], places[*b]);
            svg.raw(&format!("M{} {}", number(from.0), number(from.1)));
            svg.raw(&format!("L{} {}", number(to.0), number(to.1)));
        }
        svg.raw("\"/>");
    }
    let pins: Vec<Pin<'_>> = (nodes.iter().zip(&places).zip(&radii))
        .map(|((node, at), radius)| Pin { label: &node.label, at: *at, radius: *radius })
        .collect();
    let mut taken: Vec<_> = pins.iter().map(Pin::around).collect();
    let labelled = pins.iter().take(MAX_LABELS);
    let mut labels = labelled.map(|pin| labels::place(*pin, (WIDTH, HEIGHT), &mut taken));
    for (at, node) in nodes.iter().enumerate() {
        let (x, y) = places[at];
        svg.link(node, &node.label);
        svg.raw(&format!(
            "<circle cx=\"{}\" cy=\"{}\" r=\"{}\"/>",
            number(x),
            number(y),
            number(radii[at])
        ));
        if let Some((place, class, text)) = labels.next().flatten() {
            svg.text(place, class, &text);
        }
        svg.raw("</a>");
    }
    svg.end()
}

/// Positions inside the frame; circles do not overlap as far as there is room.
fn layout(n: usize, edges: &[Edge], radii: &[f64]) -> Vec<Point> {
    let mut seed: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut random = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 11) as f64 / (1_u64 << 53) as f64
    };
    let mut places: Vec<Point> = (0..n).map(|_| (random() * 1.4, random())).collect();
    let ideal = (1.4 / n as f64).sqrt() * 0.9;
    let strongest = f64::from(edges.iter().map(|(.., weight)| *weight).max().unwrap_or(1).max(1));
    const ROUNDS: usize = 400;
    for round in 0..ROUNDS {
        let heat = 0.12 * (1.0 - round as f64 / ROUNDS as f64) + 0.001;
        let mut moves = vec![(0.0, 0.0); n];
        for a in 0..n {
            for b in a + 1..n {
                let (dx, dy) = (places[a].0 - places[b].0, places[a].1 - places[b].1);
                let square = (dx * dx + dy * dy).max(1e-6);
                let push = ideal * ideal / square;
                moves[a] = (moves[a].0 + dx * push, moves[a].1 + dy * push);
                moves[b] = (moves[b].0 - dx * push, moves[b].1 - dy * push);
            }
        }
        for (a, b, weight) in edges {
            let (dx, dy) = (places[*a].0 - places[*b].0, places[*a].1 - places[*b].1);
            let far = (dx * dx + dy * dy).sqrt();
            let pull = far / ideal * (0.15 + 0.85 * f64::from(*weight) / strongest);
            moves[*a] = (moves[*a].0 - dx * pull, moves[*a].1 - dy * pull);
            moves[*b] = (moves[*b].0 + dx * pull, moves[*b].1 + dy * pull);
        }
        for (place, (dx, dy)) in places.iter_mut().zip(moves) {
            let (dx, dy) = (dx - (place.0 - 0.7) * 0.9, dy - (place.1 - 0.5) * 1.2);
            let far = (dx * dx + dy * dy).sqrt().max(1e-9);
            let step = far.min(heat) / far;
            *place = (place.0 + dx * step, place.1 + dy * step);
        }
    }
    let mut places = framed(&places);
    for _ in 0..120 {
        apart(&mut places, radii);
    }
    places
}

/// Scales positions to fill the frame.
fn framed(places: &[Point]) -> Vec<Point> {
    let ends = |pick: fn(&Point) -> f64| {
        let all = places.iter().map(pick);
        all.fold((f64::MAX, f64::MIN), |(low, high), it| (low.min(it), high.max(it)))
    };
    let ((left, right), (top, bottom)) = (ends(|it| it.0), ends(|it| it.1));
    // room for labels on both sides
    let side = 90.0;
    let scale = |it: f64, (low, high): (f64, f64), room: f64| match high - low {
        span if span > 1e-9 => (it - low) / span * room,
        _ => room / 2.0,
    };
    let place = |(x, y): &Point| {
        let x = side + scale(*x, (left, right), WIDTH - 2.0 * side);
        (x, 24.0 + scale(*y, (top, bottom), HEIGHT - 48.0))
    };
    places.iter().map(place).collect()
}

/// Moves overlapping circles apart and keeps all inside the frame.
fn apart(places: &mut [Point], radii: &[f64]) {
    for a in 0..places.len() {
        for b in a + 1..places.len() {
            let (dx, dy) = (places[a].0 - places[b].0, places[a].1 - places[b].1);
            let far = (dx * dx + dy * dy).sqrt();
            let wanted = radii[a] + radii[b] + 6.0;
            if far >= wanted {
                continue;
            }
            // coinciding points move apart horizontally
            let (ux, uy) = if far > 1e-6 { (dx / far, dy / far) } else { (1.0, 0.0) };
            let half = (wanted - far) / 2.0;
            places[a] = (places[a].0 + ux * half, places[a].1 + uy * half);
            places[b] = (places[b].0 - ux * half, places[b].1 - uy * half);
        }
    }
    for ((x, y), radius) in places.iter_mut().zip(radii) {
        let edge = EDGE + radius;
        *x = x.clamp(edge, WIDTH - edge);
        *y = y.clamp(edge, HEIGHT - edge);
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use proptest::prelude::*;

    use super::{EDGE, HEIGHT, WIDTH, layout};

    proptest! {
        #[test]
        fn points_stay_in_the_frame_and_do_not_overlap(
            n in 2..60_usize,
            edges in prop::collection::vec((0..60_usize, 0..60_usize, 1..500_u32), 1..200),
        ) {
            let edges: Vec<_> = edges.into_iter().filter(|(a, b, _)| a != b && *a < n && *b < n).collect();
            prop_assume!(!edges.is_empty());
            let radii: Vec<f64> = (0..n).map(|at| 4.0 + (at % 11) as f64).collect();
            let places = layout(n, &edges, &radii);
            for (at, (x, y)) in places.iter().enumerate() {
                prop_assert!(*x >= EDGE && *x <= WIDTH - EDGE && *y >= EDGE && *y <= HEIGHT - EDGE);
                for (other, (x2, y2)) in places.iter().enumerate().skip(at + 1) {
                    let far = ((x - x2).powi(2) + (y - y2).powi(2)).sqrt();
                    prop_assert!(far > radii[at] + radii[other], "{at} and {other}: {far}");
                }
            }
        }
    }
}
