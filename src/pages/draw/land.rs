//! Outlines of land and borders from Natural Earth, as written by `tools/land`.

use std::sync::LazyLock;

use crate::base::sphere::{Vector, square, vector};

/// All outlines; parsed when the first map is drawn.
pub(crate) static LAND: LazyLock<Land> = LazyLock::new(|| read(include_str!("land.txt")));

/// Line steps that share one bounding ball, so that distant ones are skipped together.
const STRETCH: usize = 24;

/// Outlines of the earth. Rings are closed and have land on their left.
#[derive(Debug, Default)]
pub(crate) struct Land {
    /// Coastlines of land and lakes: rings.
    pub(crate) coasts: Vec<Line>,
    /// Borders between countries.
    pub(crate) borders: Vec<Line>,
    /// Disputed borders.
    pub(crate) disputed: Vec<Line>,
    /// Coarse coastlines for the small globe.
    pub(crate) globe: Vec<Line>,
}

/// A line on the globe in short steps.
#[derive(Debug, Default)]
pub(crate) struct Line {
    /// Points as unit vectors.
    pub(crate) points: Vec<Vector>,
    /// The points in degrees: latitude, longitude.
    degrees: Vec<(f64, f64)>,
    /// Bounding balls of each [`STRETCH`] steps: centre, radius.
    stretches: Vec<(Vector, f64)>,
}

impl Line {
    fn new(degrees: Vec<(f64, f64)>) -> Self {
        let points: Vec<Vector> = degrees.iter().map(|at| vector(*at)).collect();
        let mut line = Self { points, degrees, stretches: Vec::new() };
        let last = line.points.len() - 1;
        line.stretches = (0..last)
            .step_by(STRETCH)
            .map(|from| {
                let within = &line.points[from..=(from + STRETCH).min(last)];
                let middle = within[within.len() / 2];
                let far = within.iter().map(|it| square(middle, *it)).fold(0.0, f64::max);
                (middle, far.sqrt())
            })
            .collect();
        line
    }

    /// Parts of the line, in order, that may be closer to `at` than `reach` (a straight line, in radii of the earth).
    /// Consecutive parts share a point.
    pub(crate) fn near(&self, at: Vector, reach: f64) -> impl Iterator<Item = &[Vector]> {
        let last = self.points.len() - 1;
        let stretches = self.stretches.iter().enumerate();
        let near = stretches.filter(move |(_, (middle, radius))| {
            let reach = reach + radius;
            square(*middle, at) <= reach * reach
        });
        near.map(move |(index, _)| {
            let from = index * STRETCH;
            &self.points[from..=(from + STRETCH).min(last)]
        })
    }
}

/// Whether a place is on land: the meridian from there to the south pole, which is land, crosses coasts an even
/// number of times.
pub(crate) fn is_land(coasts: &[Line], (latitude, longitude): (f64, f64)) -> bool {
    let off = |it: f64| (it - longitude + 540.0).rem_euclid(360.0) - 180.0;
    let mut is_land = true;
    for (a, b) in coasts.iter().flat_map(|ring| ring.degrees.iter().zip(&ring.degrees[1..])) {
        let (from, to) = (off(a.1), off(b.1));
        // a step across the opposite meridian does not cross this one
        if (from < 0.0) == (to < 0.0) || (to - from).abs() > 180.0 {
            continue;
        }
        let crossing = a.0 + (b.0 - a.0) * from / (from - to);
        is_land ^= crossing < latitude;
    }
    is_land
}

fn read(text: &str) -> Land {
    let mut land = Land::default();
    let mut part = &mut land.coasts;
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        match line {
            "= land" => part = &mut land.coasts,
            "= border" => part = &mut land.borders,
            "= disputed" => part = &mut land.disputed,
            "= globe" => part = &mut land.globe,
            _ => part.push(Line::new(decoded(line))),
        }
    }
    land
}

/// Decodes an encoded polyline in hundredths of a degree, longitude first.
fn decoded(text: &str) -> Vec<(f64, f64)> {
    let mut numbers = Vec::new();
    let (mut bits, mut shift) = (0_u32, 0);
    for byte in text.bytes() {
        let five = u32::from(byte) - 63;
        bits |= (five & 31) << shift;
        shift += 5;
        if five < 32 {
            let half = (bits >> 1) as i32;
            numbers.push(if bits & 1 == 1 { !half } else { half });
            (bits, shift) = (0, 0);
        }
    }
    let mut at = (0, 0);
    let point = |step: &[i32]| {
        at = (at.0 + step[1], at.1 + step[0]);
        (f64::from(at.0) / 100.0, f64::from(at.1) / 100.0)
    };
    numbers.chunks_exact(2).map(point).collect()
}

#[cfg(test)]
mod tests {
    use super::{LAND, Line, is_land};
    use crate::base::sphere::square;

    #[test]
    fn the_land_file_is_well_formed() {
        assert!(include_str!("land.txt").len() < 150_000);
        let land = &*LAND;
        assert!(land.coasts.len() > 1000 && land.borders.len() > 300 && land.globe.len() > 20);
        assert!(!land.disputed.is_empty());
        let is_closed =
            |ring: &Line| ring.points.len() > 3 && ring.points.first() == ring.points.last();
        assert!(land.coasts.iter().chain(&land.globe).all(is_closed));
        let all = [&land.coasts, &land.borders, &land.disputed, &land.globe];
        for (line, at) in
            all.into_iter().flatten().flat_map(|it| it.degrees.iter().map(move |at| (it, at)))
        {
            assert!(
                at.0.abs() <= 90.0 && at.1.abs() <= 180.0,
                "{at:?} of {} points",
                line.points.len()
            );
        }
        for line in all.into_iter().flatten() {
            assert!(line.points.len() > 1);
            for step in line.points.windows(2) {
                assert!(square(step[0], step[1]) < 0.45 * 0.45, "{:?}", line.degrees);
            }
        }
    }

    #[test]
    fn towns_are_on_land_and_the_seas_are_not() {
        let dry = [
            (55.76, 37.62),
            (33.51, 36.28),
            (64.1, -21.6),
            (-0.2, -78.5),
            (-78.0, 160.0),
            (-41.0, 175.5),
            (-17.8, 178.0),
            (90.0 - 180.0, 0.0),
            (68.0, 179.9),
            (68.0, -179.9),
            (0.5, 18.0),
            (-25.0, 135.0),
            (39.8, -98.6),
            (75.0, -40.0),
        ];
        let wet = [
            (0.0, 0.0),
            (0.0, 180.0),
            (0.0, -180.0),
            (90.0, 0.0),
            (42.0, 51.0),
            (-50.0, -179.99),
            (35.0, 18.0),
            (-75.0, -170.0),
            (20.0, 65.0),
            (43.5, 34.0),
        ];
        for at in dry {
            assert!(is_land(&LAND.coasts, at), "{at:?}");
        }
        for at in wet {
            assert!(!is_land(&LAND.coasts, at), "{at:?}");
        }
        // the globe is coarse: only places far from any coast
        for at in [
            (55.76, 37.62),
            (0.5, 18.0),
            (-25.0, 135.0),
            (39.8, -98.6),
            (75.0, -40.0),
            (-90.0, 0.0),
        ] {
            assert!(is_land(&LAND.globe, at), "{at:?}");
        }
        for at in [(0.0, -20.0), (0.0, 180.0), (90.0, 0.0), (-50.0, -179.99), (35.0, -40.0)] {
            assert!(!is_land(&LAND.globe, at), "{at:?}");
        }
    }
}
