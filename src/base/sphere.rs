//! Distances between places on the earth, as a sphere.
//!
//! Sines come from `libm`, which computes them in software: the same coordinates give the same numbers everywhere.

/// A unit vector from the centre of the earth.
pub type Vector = [f64; 3];

/// Mean radius of the earth in kilometres.
///
/// *Source*: IUGG, R₁.
pub const RADIUS: f64 = 6371.0088;

/// Unit vector of a latitude and longitude in degrees.
pub fn vector((latitude, longitude): (f64, f64)) -> Vector {
    let (f, l) = (latitude.to_radians(), longitude.to_radians());
    let round = libm::cos(f);
    [round * libm::cos(l), round * libm::sin(l), libm::sin(f)]
}

/// Squared chord length between two places, in earth radii: a sort key for distance.
pub fn square(a: Vector, b: Vector) -> f64 {
    let [x, y, z] = [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
    x * x + y * y + z * z
}

/// Great-circle distance in kilometres, from the [`square`] of the chord.
///
/// *Source*: the haversine formula, whose root is half the chord.
pub fn kilometres(square: f64) -> f64 {
    2.0 * RADIUS * libm::asin((square.sqrt() / 2.0).min(1.0))
}

#[cfg(test)]
mod tests {
    use super::{kilometres, square, vector};

    #[test]
    fn distances_are_great_circles() {
        let check = |a, b, expected: f64| {
            let found = kilometres(square(vector(a), vector(b)));
            assert!((found - expected).abs() < 1.0, "{a:?} {b:?}: {found}");
        };
        check((55.7558, 37.6173), (33.5138, 36.2765), 2475.2);
        check((-18.14, 178.44), (-13.83, -171.77), 1150.7); // Suva, Apia
        check((90.0, 0.0), (-90.0, 77.0), 20_015.1);
        check((0.0, 180.0), (0.0, -180.0), 0.0);
        check((89.9, 0.0), (89.9, 180.0), 22.2);
    }
}
