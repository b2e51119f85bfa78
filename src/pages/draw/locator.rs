//! Locator maps: the land around a place, places nearby, and a small globe.

use crate::base::Markup;
use crate::base::sphere::{RADIUS, vector};
use crate::pages::draw::labels::{self, Pin};
use crate::pages::draw::land::{LAND, Line, is_land};
use crate::pages::draw::plane::{Aspect, Flat, Frame, areas, pieces};
use crate::pages::draw::{Node, Svg, number};

/// A place on a map.
#[derive(Clone, Debug)]
pub struct Spot {
    /// Name, address and CSS class.
    pub node: Node,
    /// Latitude and longitude in degrees.
    pub at: (f64, f64),
    /// Whether the map must be wide enough to include it.
    pub is_part: bool,
}

/// Texts of a map.
#[derive(Clone, Copy)]
pub struct MapWords<'a> {
    /// Label for screen readers.
    pub label: &'a str,
    /// Formats a number of kilometres.
    pub kilometres: &'a dyn Fn(usize) -> String,
}

/// A map.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Map {
    /// The SVG.
    pub drawing: Markup,
    /// Whether it shows disputed borders (dashed).
    pub has_disputed: bool,
}

const WIDTH: f64 = 320.0;
const HEIGHT: f64 = 240.0;
/// Map widths in kilometres.
const WIDTHS: [f64; 5] = [1800.0, 2800.0, 4200.0, 6400.0, 9600.0];
/// Minimum length of coasts and borders, in units; a map with less is made wider.
const ENOUGH: f64 = 360.0;
/// Lengths of the scale bar in kilometres.
const SCALES: [u32; 6] = [100, 200, 500, 1000, 2000, 5000];
/// Radius of the globe, and its distance from the edge.
const GLOBE: f64 = 29.0;
const MARGIN: f64 = 7.0;
const DOT: f64 = 4.5;
const NEAR: f64 = 3.0;

/// A map centred on a place. `others` are places nearby or inside, most important first; those with enough room are
/// dots that link to their pages. It is wide enough for all `is_part` places and for some coast or border.
pub fn map(here: &Spot, others: &[Spot], words: MapWords<'_>) -> Map {
    let aspect = Aspect::of(here.at);
    let parts = others.iter().filter(|spot| spot.is_part);
    let parts: Vec<Flat> = parts.map(|spot| aspect.flat(vector(spot.at))).collect();
    let ground = WIDTHS.into_iter().map(|width| Ground::new(&aspect, width));
    let mut wide = ground.filter(|ground| parts.iter().all(|at| ground.has_room(*at)));
    let widest = || Ground::new(&aspect, WIDTHS[WIDTHS.len() - 1]);
    let ground = wide.find(|ground| ground.length() >= ENOUGH).unwrap_or_else(widest);

    let dots = ground.dots(&aspect, others);
    let role = if dots.is_empty() { "img" } else { "group" };
    let mut svg = Svg::new("g-map", (WIDTH, HEIGHT), role, words.label);
    svg.raw(&format!("<rect class=\"g-sea\" width=\"{WIDTH}\" height=\"{HEIGHT}\"/>"));
    path(&mut svg, "g-land", &ground.land, true);
    path(&mut svg, "g-border", &ground.borders, false);
    path(&mut svg, "g-disputed", &ground.disputed, false);
    let mut taken = vec![scale(&mut svg, ground.unit, words), globe(&mut svg, &aspect)];

    let centre = (WIDTH / 2.0, HEIGHT / 2.0);
    let own = Pin { label: &here.node.label, at: centre, radius: DOT };
    let free = taken.clone();
    taken.push(own.around());
    taken.extend(dots.iter().map(|dot| pin(dot).around()));
    // its own label may cover dots rather than be missing
    let name = labels::place(own, (WIDTH, HEIGHT), &mut taken)
        .or_else(|| labels::place(own, (WIDTH, HEIGHT), &mut free.clone()));
    for dot in &dots {
        svg.link(&dot.0.node, &dot.0.node.label);
        circle(&mut svg, "", dot.1, NEAR);
        if let Some((at, class, text)) = labels::place(pin(dot), (WIDTH, HEIGHT), &mut taken) {
            svg.text(at, class, &text);
        }
        svg.raw("</a>");
    }
    circle(&mut svg, "g-here", centre, DOT);
    if let Some((at, class, text)) = name {
        svg.text(at, format!("g-focus {class}").trim(), &text);
    }
    Map { drawing: svg.end(), has_disputed: !ground.disputed.is_empty() }
}

fn pin<'a>((spot, at): &(&'a Spot, Flat)) -> Pin<'a> {
    Pin { label: &spot.node.label, at: *at, radius: NEAR }
}

/// Land and borders in map units: x to the right, y down.
struct Ground {
    /// Map units per radius of the earth.
    unit: f64,
    land: Vec<Vec<Flat>>,
    borders: Vec<Vec<Flat>>,
    disputed: Vec<Vec<Flat>>,
    /// Total length of the coasts.
    coast: f64,
}

impl Ground {
    fn new(aspect: &Aspect, kilometres: f64) -> Self {
        let unit = WIDTH / (kilometres / RADIUS);
        let frame = Frame::Window(WIDTH / 2.0 / unit, HEIGHT / 2.0 / unit);
        let on_map = |flat: Flat| on_map(flat, unit);
        let lines = |all: &[Line]| -> Vec<Vec<Flat>> {
            let pieces = all.iter().flat_map(|line| pieces(line, aspect, frame, 0.9 / unit));
            pieces.map(|piece| piece.points.into_iter().map(on_map).collect()).collect()
        };
        let rings = LAND.coasts.iter().map(|ring| pieces(ring, aspect, frame, 0.9 / unit));
        let rings: Vec<_> = rings.filter(|pieces| !pieces.is_empty()).collect();
        let coast = rings.iter().flatten().map(|piece| length(&piece.points)).sum::<f64>() * unit;
        let land = areas(&rings, frame, |point| is_land(&LAND.coasts, aspect.degrees(point)));
        Self {
            unit,
            land: land.into_iter().map(|area| area.into_iter().map(on_map).collect()).collect(),
            borders: lines(&LAND.borders),
            disputed: lines(&LAND.disputed),
            coast,
        }
    }

    /// Total length of coasts and borders.
    fn length(&self) -> f64 {
        let borders = self.borders.iter().chain(&self.disputed);
        self.coast + borders.map(|line| length(line)).sum::<f64>()
    }

    fn has_room(&self, flat: Flat) -> bool {
        let (x, y) = on_map(flat, self.unit);
        (14.0..=WIDTH - 14.0).contains(&x) && (14.0..=HEIGHT - 14.0).contains(&y)
    }

    /// Places with room on the map, and where: not on another dot, the globe or the scale.
    fn dots<'a>(&self, aspect: &Aspect, others: &'a [Spot]) -> Vec<(&'a Spot, Flat)> {
        let mut dots: Vec<(&Spot, Flat)> = Vec::new();
        for spot in others {
            let flat = aspect.flat(vector(spot.at));
            let (x, y) = on_map(flat, self.unit);
            let others = dots.iter().map(|(_, at)| *at).chain([(WIDTH / 2.0, HEIGHT / 2.0)]);
            let is_apart = |at: Flat| (at.0 - x) * (at.0 - x) + (at.1 - y) * (at.1 - y) > 100.0;
            let is_on_land = y < HEIGHT - 2.0 * (GLOBE + MARGIN) || (90.0..=230.0).contains(&x);
            if self.has_room(flat) && is_on_land && others.into_iter().all(is_apart) {
                dots.push((spot, (x, y)));
            }
        }
        dots
    }
}

/// Position on the map of a point of the plane.
fn on_map(flat: Flat, unit: f64) -> Flat {
    (WIDTH / 2.0 + flat.0 * unit, HEIGHT / 2.0 - flat.1 * unit)
}

fn length(line: &[Flat]) -> f64 {
    let step = |it: &[Flat]| {
        let (dx, dy) = (it[1].0 - it[0].0, it[1].1 - it[0].1);
        (dx * dx + dy * dy).sqrt()
    };
    line.windows(2).map(step).sum()
}

fn circle(svg: &mut Svg, class: &str, (x, y): Flat, radius: f64) {
    let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
    let [x, y, radius] = [x, y, radius].map(number);
    svg.raw(&format!("<circle{class} cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"/>"));
}

/// Draws lines as one path in tenths of a unit; smaller lines are left out.
fn path(svg: &mut Svg, class: &str, lines: &[Vec<Flat>], are_closed: bool) {
    let mut d = String::new();
    for line in lines {
        let tenths =
            line.iter().map(|(x, y)| ((x * 10.0).round() as i64, (y * 10.0).round() as i64));
        let mut points: Vec<(i64, i64)> = tenths.collect();
        points.dedup();
        if are_closed && points.first() == points.last() {
            points.pop();
        }
        if points.len() < if are_closed { 3 } else { 2 } {
            continue;
        }
        let mut last = (0, 0);
        for (index, point) in points.iter().enumerate() {
            d.push_str(match index {
                0 => "M",
                1 => "l",
                _ => "",
            });
            tenth(&mut d, point.0 - last.0);
            tenth(&mut d, point.1 - last.1);
            last = *point;
        }
        if are_closed {
            d.push('z');
        }
    }
    if !d.is_empty() {
        let rule = if are_closed { " fill-rule=\"evenodd\"" } else { "" };
        svg.raw(&format!("<path class=\"{class}\"{rule} d=\"{d}\"/>"));
    }
}

/// Writes a number of tenths in the shortest form for path data.
fn tenth(d: &mut String, tenths: i64) {
    if tenths >= 0 && d.ends_with(|c: char| c.is_ascii_digit()) {
        d.push(' ');
    }
    if tenths < 0 {
        d.push('-');
    }
    let (whole, rest) = (tenths.abs() / 10, tenths.abs() % 10);
    if whole > 0 || rest == 0 {
        d.push_str(&whole.to_string());
    }
    if rest > 0 {
        d.push_str(&format!(".{rest}"));
    }
}

/// Draws the scale bar in the lower left corner; returns the area it covers.
fn scale(svg: &mut Svg, unit: f64, words: MapWords<'_>) -> labels::Box4 {
    let long = |kilometres: &u32| f64::from(*kilometres) / RADIUS * unit;
    let fitting = SCALES.iter().filter(|it| long(it) <= 72.0).max().unwrap_or(&SCALES[0]);
    let base = HEIGHT - MARGIN - 4.0;
    svg.raw(&format!(
        "<path class=\"g-axis\" d=\"M{0} {1}v4h{2}v-4\"/>",
        number(MARGIN),
        number(base),
        number(long(fitting))
    ));
    svg.text((MARGIN, base - 3.0), "", &(words.kilometres)(*fitting as usize));
    (0.0, base - 17.0, MARGIN + 78.0, HEIGHT)
}

/// Draws the hemisphere around the place in the lower right corner; returns the area it covers.
fn globe(svg: &mut Svg, aspect: &Aspect) -> labels::Box4 {
    let middle = (WIDTH - MARGIN - GLOBE, HEIGHT - MARGIN - GLOBE);
    let rings = LAND.globe.iter();
    let rings = rings.map(|ring| pieces(ring, aspect, Frame::Hemisphere, 0.02));
    let rings: Vec<_> = rings.filter(|pieces| !pieces.is_empty()).collect();
    let land =
        areas(&rings, Frame::Hemisphere, |point| is_land(&LAND.globe, aspect.degrees(point)));
    // perspective from far away: land near the rim is foreshortened
    let seen = |(x, y): Flat| {
        let scale = GLOBE * (1.0 - (x * x + y * y) / 4.0).max(0.0).sqrt();
        (middle.0 + x * scale, middle.1 - y * scale)
    };
    let land: Vec<Vec<Flat>> =
        land.into_iter().map(|area| area.into_iter().map(seen).collect()).collect();
    svg.raw("<g class=\"g-globe\">");
    circle(svg, "g-sea", middle, GLOBE);
    path(svg, "g-land", &land, true);
    circle(svg, "g-rim", middle, GLOBE);
    circle(svg, "g-here", middle, 2.5);
    svg.raw("</g>");
    let around = GLOBE + MARGIN;
    (middle.0 - around, middle.1 - around, WIDTH, HEIGHT)
}

#[cfg(test)]
mod tests {
    use super::{Map, MapWords, Spot, map};
    use crate::pages::draw::Node;

    fn spot(label: &str, at: (f64, f64), is_part: bool) -> Spot {
        let href = format!("/places/{label}/");
        Spot {
            node: Node { label: label.into(), href, class: "place".into(), weight: 1 },
            at,
            is_part,
        }
    }

    fn draw(here: &Spot, others: &[Spot]) -> Map {
        let words = MapWords { label: "Map: A & B", kilometres: &|n| format!("{n} km") };
        map(here, others, words)
    }

    #[test]
    fn islands_on_both_sides_of_the_date_line_are_on_one_map() {
        let suva = spot("Suva", (-18.14, 178.44), false);
        let drawn = draw(
            &suva,
            &[spot("Apia", (-13.83, -171.77), false), spot("Labasa", (-16.43, 179.37), false)],
        );
        insta::assert_snapshot!(drawn.drawing.0);
        assert!(!drawn.has_disputed);
    }

    #[test]
    fn maps_are_small_and_reproducible_everywhere() {
        let towns = [
            (59.9, 10.8),
            (-46.0, -73.5),
            (68.5, -100.0),
            (2.0, 118.0),
            (43.3, 17.0),
            (38.5, 24.5),
            (90.0, 0.0),
            (-90.0, 0.0),
        ];
        for at in towns {
            let drawn = draw(&spot("Town", at, false), &[]);
            assert!(drawn.drawing.0.len() < 20_000, "{at:?}: {}", drawn.drawing.0.len());
            assert_eq!(drawn, draw(&spot("Town", at, false), &[]));
            assert!(drawn.drawing.0.contains("role=\"img\" aria-label=\"Map: A &amp; B\""));
        }
    }

    #[test]
    fn a_map_includes_the_parts_of_its_place() {
        let russia = spot("Russia", (60.0, 100.0), false);
        let drawn = |is_part| draw(&russia, &[spot("Moscow", (55.76, 37.62), is_part)]).drawing.0;
        assert!(
            drawn(true).contains("<a href=\"/places/Moscow/\"")
                && drawn(true).contains("role=\"group\"")
        );
        assert!(!drawn(false).contains("<a "));
    }

    #[test]
    fn disputed_borders_are_dashed() {
        let drawn = draw(&spot("Pristina", (42.66, 21.17), false), &[]);
        assert!(drawn.has_disputed && drawn.drawing.0.contains("g-disputed"));
    }

    #[test]
    fn overlapping_places_are_one_dot() {
        let here = spot("Here", (48.0, 11.0), false);
        let drawn = draw(
            &here,
            &[
                spot("Suburb", (48.01, 11.0), false),
                spot("Far", (50.0, 14.0), false),
                spot("Near it", (50.01, 14.0), false),
            ],
        );
        assert_eq!(drawn.drawing.0.matches("<a ").count(), 1);
    }
}
