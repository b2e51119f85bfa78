//! Timelines of offices held by a person.

use crate::base::Markup;
use crate::pages::draw::text::cut;
use crate::pages::draw::{Svg, number};

/// An office with its dates.
#[derive(Clone, Debug)]
pub struct Term {
    /// Title of the office.
    pub label: String,
    /// Dates in words.
    pub when: String,
    /// First year with fraction; `None` if open or unknown.
    pub from: Option<f64>,
    /// Last year with fraction; `None` if open or unknown.
    pub to: Option<f64>,
    /// Whether its dates are certain.
    pub is_sure: bool,
}

/// Years between grid lines.
const STEPS: [f64; 9] = [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 500.0, 1000.0];

/// Offices as bars over years, in the given order. Empty without any known date.
///
/// If an office has no end, the axis reaches `now` at least. `label` is for screen readers; each bar has a title.
pub fn terms(terms: &[Term], now: Option<f64>, label: &str) -> Markup {
    const WIDTH: f64 = 400.0;
    const ROW: f64 = 34.0;
    let ends = terms.iter().flat_map(|term| [term.from, term.to]).flatten();
    let (first, last) =
        ends.fold((f64::MAX, f64::MIN), |(first, last), at| (first.min(at), last.max(at)));
    if terms.is_empty() || !(first.is_finite() && last.is_finite()) || first > last {
        return Markup::default();
    }
    let goes_on = terms.iter().any(|term| term.from.is_some() && term.to.is_none());
    let last = now.filter(|_| goes_on).map_or(last, |now| last.max(now));
    let first = first.floor();
    let last = (last + 0.999).floor().max(first + 1.0);
    // room for the arrow of an open end
    let pad = ((last - first) * 0.06).max(0.5);
    let (from, to) = (first - pad, last + pad);
    let x = |year: f64| (year - from) / (to - from) * WIDTH;
    let shown: Vec<&Term> = terms.iter().filter(|term| term.from.or(term.to).is_some()).collect();
    let height = shown.len() as f64 * ROW;
    let mut svg = Svg::new("g-terms", (WIDTH, height + 18.0), "img", label);
    let step = STEPS.iter().copied().find(|step| (to - from) / step <= 9.0).unwrap_or(5000.0);
    let mut year = (first / step).floor() * step;
    while year <= last {
        if year >= from {
            svg.raw(&format!(
                "<path class=\"g-axis\" d=\"M{} 0V{}\"/>",
                number(x(year)),
                number(height)
            ));
            let anchor = if x(year) > WIDTH - 30.0 { "g-end" } else { "g-middle" };
            svg.text((x(year), height + 14.0), anchor, &format!("{year}"));
        }
        year += step;
    }
    for (row, term) in shown.iter().enumerate() {
        let y = row as f64 * ROW;
        let start = x(term.from.unwrap_or(from));
        let end = x(term.to.unwrap_or(to)).max(start + 3.0);
        let class = match (term.is_sure, term.from.is_some() && term.to.is_some()) {
            (true, true) => "g-term",
            (true, false) => "g-term g-open",
            (false, _) => "g-term g-unsure",
        };
        svg.raw("<g><title>").escaped(&term.label).raw(", ").escaped(&term.when).raw("</title>");
        let place =
            (start.min(WIDTH - 8.0 - crate::pages::draw::text::width(&term.label) * 12.0)).max(0.0);
        let room = (WIDTH - place) / 12.0;
        svg.text((place, y + 14.0), "", &cut(&term.label, room));
        let (top, width) = (number(y + 19.0), number(end - start));
        svg.raw(&format!(
            "<rect class=\"{class}\" x=\"{}\" y=\"{top}\" width=\"{width}\" height=\"8\" rx=\"1\"/>",
            number(start),
        ));
        // an open start or end is an arrow
        if term.from.is_none() {
            svg.raw(&arrow(start, y + 23.0, -1.0));
        }
        if term.to.is_none() {
            svg.raw(&arrow(end, y + 23.0, 1.0));
        }
        svg.raw("</g>");
    }
    svg.end()
}

/// An arrowhead at a position, pointing forwards (1) or back (-1).
fn arrow(x: f64, y: f64, way: f64) -> String {
    let (low, high, tip) = (number(y - 7.0), number(y + 7.0), number(x + 9.0 * way));
    let x = number(x);
    format!("<polygon class=\"g-arrow\" points=\"{x},{low} {tip},{} {x},{high}\"/>", number(y))
}
