//! Map projection: the earth around a place as a plane, and its lines clipped to a frame.
//!
//! Lambert's azimuthal equal-area projection, centred on the place. Distortion grows slowly with distance, and lines
//! are torn only at the antipode, which no frame reaches. Units are radii of the earth, x to the east and y to the
//! north; the distance of a point from the centre is the straight-line distance on the globe.

use crate::base::sphere::{Vector, vector};
use crate::pages::draw::land::Line;

/// A point on the plane.
pub(crate) type Flat = (f64, f64);

/// The projection centred on a place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Aspect {
    up: Vector,
    east: Vector,
    north: Vector,
}

impl Aspect {
    /// Centred on latitude and longitude in degrees.
    pub(crate) fn of(at: (f64, f64)) -> Self {
        let up = vector(at);
        let (f, l) = (at.0.to_radians(), at.1.to_radians());
        let (low, side, ahead) = (libm::sin(f), libm::sin(l), libm::cos(l));
        let east = [-side, ahead, 0.0];
        Self { up, east, north: [-low * ahead, -low * side, libm::cos(f)] }
    }

    /// Projects a point of the globe.
    pub(crate) fn flat(&self, point: Vector) -> Flat {
        let dot = |axis: &Vector| axis[0] * point[0] + axis[1] * point[1] + axis[2] * point[2];
        let scale = (2.0 / (1.0 + dot(&self.up)).max(1e-9)).sqrt();
        (scale * dot(&self.east), scale * dot(&self.north))
    }

    /// Latitude and longitude in degrees of a point on the plane.
    pub(crate) fn degrees(&self, (x, y): Flat) -> (f64, f64) {
        let square = x * x + y * y;
        let (ahead, aside) = (1.0 - square / 2.0, (1.0 - square / 4.0).sqrt());
        let sum =
            |at: usize| ahead * self.up[at] + aside * (x * self.east[at] + y * self.north[at]);
        let latitude = libm::asin(sum(2).clamp(-1.0, 1.0)).to_degrees();
        (latitude, libm::atan2(sum(1), sum(0)).to_degrees())
    }
}

/// The visible part of the plane.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Frame {
    /// A rectangle around the centre: half its width and half its height.
    Window(f64, f64),
    /// The hemisphere around the place.
    Hemisphere,
}

/// A part of a line inside a frame.
#[derive(Clone, Debug, Default)]
pub(crate) struct Piece {
    /// Its points.
    pub(crate) points: Vec<Flat>,
    /// Where it enters on the frame's edge, unless it begins inside; see [`Frame::place`].
    entry: Option<f64>,
    /// Where it leaves, unless it ends inside.
    exit: Option<f64>,
}

impl Frame {
    /// Distance of its farthest point from the centre.
    fn reach(self) -> f64 {
        match self {
            Self::Window(x, y) => (x * x + y * y).sqrt(),
            Self::Hemisphere => std::f64::consts::SQRT_2,
        }
    }

    pub(crate) fn holds(self, (x, y): Flat) -> bool {
        match self {
            Self::Window(wide, tall) => x.abs() <= wide && y.abs() <= tall,
            Self::Hemisphere => x * x + y * y <= 2.0,
        }
    }

    /// The part of a step inside the frame: start and end as fractions of the step.
    fn within(self, from: Flat, to: Flat) -> Option<(f64, f64)> {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let (mut enters, mut leaves) = (0.0_f64, 1.0_f64);
        match self {
            // Liang and Barsky (1984)
            Self::Window(wide, tall) => {
                for (step, room) in [
                    (-dx, from.0 + wide),
                    (dx, wide - from.0),
                    (-dy, from.1 + tall),
                    (dy, tall - from.1),
                ] {
                    let at = room / step;
                    if step < 0.0 {
                        enters = enters.max(at);
                    } else if step > 0.0 {
                        leaves = leaves.min(at);
                    } else if room < 0.0 {
                        return None;
                    }
                }
            }
            Self::Hemisphere => {
                let (a, b) = (dx * dx + dy * dy, from.0 * dx + from.1 * dy);
                let root = (b * b - a * (from.0 * from.0 + from.1 * from.1 - 2.0)).sqrt();
                enters = enters.max((-b - root) / a);
                leaves = leaves.min((-b + root) / a);
            }
        }
        (enters < leaves).then_some((enters, leaves))
    }

    /// Position of an edge point: from 0 to 1, counterclockwise from the lower right corner (of the hemisphere: from
    /// the east).
    fn place(self, (x, y): Flat) -> f64 {
        match self {
            Self::Window(wide, tall) => {
                let (right, top) = (wide - x, tall - y);
                let (left, bottom) = (wide + x, tall + y);
                let around = 4.0 * (wide + tall);
                let nearest = right.min(top).min(left).min(bottom);
                let way = if nearest == right {
                    bottom
                } else if nearest == top {
                    2.0 * tall + right
                } else if nearest == left {
                    2.0 * tall + 2.0 * wide + top
                } else {
                    4.0 * tall + 2.0 * wide + left
                };
                way / around
            }
            Self::Hemisphere => (libm::atan2(y, x) / std::f64::consts::TAU).rem_euclid(1.0),
        }
    }

    /// Adds the points of the edge between two positions, counterclockwise.
    fn along(self, from: f64, to: f64, out: &mut Vec<Flat>) {
        let way = (to - from).rem_euclid(1.0);
        let marks: Vec<(f64, Flat)> = match self {
            Self::Window(x, y) => {
                let first = y / (2.0 * (x + y));
                vec![(first, (x, y)), (0.5, (-x, y)), (0.5 + first, (-x, -y)), (0.0, (x, -y))]
            }
            Self::Hemisphere => (0..36)
                .map(|mark| {
                    let turn = f64::from(mark) / 36.0;
                    let angle = turn * std::f64::consts::TAU;
                    let root = std::f64::consts::SQRT_2;
                    (turn, (root * libm::cos(angle), root * libm::sin(angle)))
                })
                .collect(),
        };
        let passed = marks.into_iter().map(|(at, point)| ((at - from).rem_euclid(1.0), point));
        let mut passed: Vec<(f64, Flat)> = passed.filter(|(at, _)| *at < way).collect();
        passed.sort_by(|a, b| a.0.total_cmp(&b.0));
        out.extend(passed.into_iter().map(|(_, point)| point));
    }

    /// The whole edge.
    pub(crate) fn whole(self) -> Vec<Flat> {
        let mut edge = Vec::new();
        self.along(0.01, 0.01 - 1e-9, &mut edge);
        edge
    }
}

/// The parts of a line inside a frame, in order; steps shorter than `least` are merged.
pub(crate) fn pieces(line: &Line, aspect: &Aspect, frame: Frame, least: f64) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for (number, stretch) in line.near(aspect.up, frame.reach()).enumerate() {
        let mut from = aspect.flat(stretch[0]);
        if number == 0 && frame.holds(from) {
            pieces.push(Piece { points: vec![from], ..Piece::default() });
        }
        for point in &stretch[1..] {
            let to = aspect.flat(*point);
            step(&mut pieces, (from, to), frame, least);
            from = to;
        }
    }
    pieces
}

fn step(pieces: &mut Vec<Piece>, (from, to): (Flat, Flat), frame: Frame, least: f64) {
    let at = |share: f64| (from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share);
    let (is_in, stays) = (frame.holds(from), frame.holds(to));
    let within = if is_in && stays { Some((0.0, 1.0)) } else { frame.within(from, to) };
    // far from the centre, steps are too distorted for clipping
    let is_far = from.0 * from.0 + from.1 * from.1 > 2.0 || to.0 * to.0 + to.1 * to.1 > 2.0;
    if !is_in && !stays && (within.is_none() || is_far) {
        return;
    }
    let (enters, leaves) = within.unwrap_or((0.0, 1.0));
    if !is_in {
        let point = at(enters);
        pieces.push(Piece { points: vec![point], entry: Some(frame.place(point)), exit: None });
    }
    let piece = pieces.last_mut().expect("a step that begins inside goes on with a piece");
    if stays {
        let last = piece.points.last().expect("a piece begins with a point");
        let (dx, dy) = (to.0 - last.0, to.1 - last.1);
        if dx * dx + dy * dy >= least * least {
            piece.points.push(to);
        }
    } else {
        let point = at(leaves);
        piece.points.push(point);
        piece.exit = Some(frame.place(point));
    }
}

/// The land areas inside a frame, for the even-odd fill rule; `rings` have land on their left. `is_land` is asked
/// about one point of the plane.
///
/// Any pairing of exits with entries gives the same areas, except for the whole frame: a wrong path around the edge is
/// one full turn too long. If lines coincide, as on the farthest meridian, and cross the edge at the same place, the
/// lines do not show which path is right; a point far from all of them decides.
pub(crate) fn areas(
    rings: &[Vec<Piece>],
    frame: Frame,
    is_land: impl FnOnce(Flat) -> bool,
) -> Vec<Vec<Flat>> {
    let mut areas: Vec<Vec<Flat>> = Vec::new();
    let mut open: Vec<Piece> = Vec::new();
    for ring in rings {
        let mut ring = ring.clone();
        match (ring.first().map(|it| it.entry), ring.last().map(|it| it.exit)) {
            (Some(None), Some(None)) if ring.len() == 1 => {
                areas.extend(ring.pop().map(|it| it.points))
            }
            // it begins inside: join its end to its beginning
            (Some(None), Some(None)) => {
                let first = ring.remove(0);
                let last = ring.last_mut().expect("there are two");
                last.points.extend(&first.points);
                last.exit = first.exit;
                open.append(&mut ring);
            }
            _ => open.append(&mut ring),
        }
    }
    let mut is_used = vec![false; open.len()];
    while let Some(first) = is_used.iter().position(|is_used| !is_used) {
        let mut area = Vec::new();
        let mut at = first;
        loop {
            is_used[at] = true;
            area.extend(&open[at].points);
            let exit = open[at].exit.unwrap_or_default();
            let ahead =
                |next: &usize| (open[*next].entry.unwrap_or_default() - exit).rem_euclid(1.0);
            let free = (0..open.len()).filter(|next| *next == first || !is_used[*next]);
            let next = free.min_by(|a, b| ahead(a).total_cmp(&ahead(b))).unwrap_or(first);
            frame.along(exit, open[next].entry.unwrap_or_default(), &mut area);
            if next == first {
                break;
            }
            at = next;
        }
        areas.push(area);
    }
    let point = far_from(rings, frame);
    let around = areas.iter().filter(|area| encloses(area, point)).count();
    if is_land(point) != (around % 2 == 1) {
        areas.push(frame.whole());
    }
    areas
}

/// The point farthest from all lines, out of a grid around the centre of the frame.
fn far_from(rings: &[Vec<Piece>], frame: Frame) -> Flat {
    // lines are distorted near the rim of the globe
    let (wide, tall) = match frame {
        Frame::Window(wide, tall) => (0.8 * wide, 0.8 * tall),
        Frame::Hemisphere => (0.4, 0.4),
    };
    let steps = || (-3..=3).map(|step| f64::from(step) / 3.0);
    let points = steps().flat_map(|x| steps().map(move |y| (x * wide, y * tall)));
    let lines = || rings.iter().flatten().flat_map(|piece| piece.points.windows(2));
    let room =
        |point: Flat| lines().map(|line| away(point, line[0], line[1])).fold(f64::MAX, f64::min);
    let points = points.map(|point| (room(point), point));
    points.max_by(|a, b| a.0.total_cmp(&b.0)).map_or((0.0, 0.0), |(_, point)| point)
}

/// Squared distance of a point from a line segment.
fn away((x, y): Flat, from: Flat, to: Flat) -> f64 {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let length = dx * dx + dy * dy;
    let share = if length > 0.0 { ((x - from.0) * dx + (y - from.1) * dy) / length } else { 0.0 };
    let share = share.clamp(0.0, 1.0);
    let (aside, ahead) = (x - from.0 - share * dx, y - from.1 - share * dy);
    aside * aside + ahead * ahead
}

/// Whether a point is inside a polygon.
pub(crate) fn encloses(area: &[Flat], (x, y): Flat) -> bool {
    let next = area.iter().cycle().skip(1);
    let crossed = area
        .iter()
        .zip(next)
        .filter(|(a, b)| (a.1 > y) != (b.1 > y) && x < (b.0 - a.0) * (y - a.1) / (b.1 - a.1) + a.0);
    crossed.count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Aspect, Frame, areas, encloses, pieces};
    use crate::pages::draw::land::{LAND, Line, is_land};

    /// Areas drawn as land are land; nothing leaves the frame, and no line has gaps.
    fn check(at: (f64, f64), frame: Frame, coasts: &[Line]) -> Result<(), TestCaseError> {
        let aspect = Aspect::of(at);
        // the coarse globe is distorted near its rim, so only its centre is compared
        let (wide, tall, spacing, reach) = match frame {
            Frame::Window(wide, tall) => (wide, tall, 0.02, 0.7),
            Frame::Hemisphere => (1.4, 1.4, 0.06, 0.45),
        };
        let rings: Vec<_> = coasts.iter().map(|ring| pieces(ring, &aspect, frame, 0.0)).collect();
        let pieces = rings.iter().flatten().flat_map(|piece| piece.points.windows(2));
        for step in pieces {
            let (dx, dy) = (step[0].0 - step[1].0, step[0].1 - step[1].1);
            prop_assert!((dx * dx + dy * dy).sqrt() < 0.75, "{at:?}: {step:?}");
        }
        let rings: Vec<_> = rings.into_iter().filter(|pieces| !pieces.is_empty()).collect();
        let land = areas(&rings, frame, |point| is_land(coasts, aspect.degrees(point)));
        for (x, y) in land.iter().flatten() {
            let is_inside = match frame {
                Frame::Window(..) => x.abs() <= wide + 1e-9 && y.abs() <= tall + 1e-9,
                Frame::Hemisphere => x * x + y * y <= 2.0 + 1e-9,
            };
            prop_assert!(is_inside, "{at:?}: {x} {y}");
        }
        for (x, y) in
            [(0.0, 0.0), (0.95, 0.9), (-0.95, 0.8), (0.6, -0.97), (-0.5, -0.4), (0.3, 0.5)]
        {
            let point = (x * wide * reach, y * tall * reach);
            let steps = [-2.0, -1.0, 0.0, 1.0, 2.0].map(|step| step * spacing);
            let around = steps.into_iter().flat_map(|dx| steps.map(|dy| (dx, dy)));
            let around: Vec<bool> = around
                .map(|(dx, dy)| {
                    is_land(coasts, aspect.degrees((point.0 + dx * wide, point.1 + dy * wide)))
                })
                .collect();
            // near a coast, straight lines on the plane and in degrees differ slightly
            if around.iter().all(|it| *it == around[0]) {
                let drawn = land.iter().filter(|area| encloses(area, point)).count() % 2 == 1;
                prop_assert_eq!(drawn, around[0], "{:?}: {:?}", at, point);
            }
        }
        Ok(())
    }

    fn somewhere() -> impl Strategy<Value = (f64, f64)> {
        let latitude = -90.0..90.0_f64;
        let longitude = prop_oneof![4 => -180.0..180.0_f64, 1 => Just(180.0), 1 => Just(-180.0)];
        (latitude, longitude)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn land_on_maps_is_land(at in somewhere(), wide in 0.1..0.8_f64) {
            check(at, Frame::Window(wide, wide * 0.75), &LAND.coasts)?;
        }

        #[test]
        fn land_on_globes_is_land(at in somewhere()) {
            check(at, Frame::Hemisphere, &LAND.globe)?;
        }
    }
}
