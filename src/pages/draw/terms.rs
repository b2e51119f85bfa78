//! Offices over time.

use crate::base::Markup;
use crate::pages::draw::text::cut;
use crate::pages::draw::{Svg, number};

/// An office: what, from when until when.
#[derive(Clone, Debug)]
pub struct Term {
    /// Its title.
    pub label: String,
    /// When, in words.
    pub when: String,
    /// Year and fraction; absent where it is open or unknown.
    pub from: Option<f64>,
    /// Likewise.
    pub to: Option<f64>,
    /// Whether its dates are sure.
    pub is_sure: bool,
}

/// Years between two lines of the axis.
const STEPS: [f64; 9] = [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 500.0, 1000.0];

/// Offices as bars over years, in the order given. Empty where no date is known, or all is within one moment.
///
/// `now` is a year that the axis reaches at least, for offices that go on. `label` tells those who cannot see it what it shows; each bar has its words as a title.
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
    // an office that goes on runs past the last date
    let pad = ((last - first) * 0.06).max(0.5);
    let (from, to) = (first - pad, last + pad);
    let x = |year: f64| (year - from) / (to - from) * WIDTH;
    let shown: Vec<&Term> = terms.iter().filter(|term| term.from.or(term.to).is_some()).collect();
    let height = shown.len() as f64 * ROW;
    let mut svg = Svg::new("g-terms", (WIDTH, height + 18.0), ("img", label));
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
        // where no beginning or no end is recorded, the bar runs out in an arrow
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

/// The point of an arrow that begins at a place and shows forwards (1) or back (-1).
fn arrow(x: f64, y: f64, way: f64) -> String {
    let (low, high, tip) = (number(y - 7.0), number(y + 7.0), number(x + 9.0 * way));
    let x = number(x);
    format!("<polygon class=\"g-arrow\" points=\"{x},{low} {tip},{} {x},{high}\"/>", number(y))
}
