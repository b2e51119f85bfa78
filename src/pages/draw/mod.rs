//! Static drawings for pages: numbers and labels in, SVG out. Knows nothing of entities, addresses or templates.
//!
//! Drawings have the class `g-drawing`; their colours come from the page: `currentColor`, and `--t` of a type's class.
//! What leads somewhere is a link in a drawing with `role="group"`; a drawing without links is `role="img"`. Coordinates
//! are rounded to a tenth, and are computed with what IEEE 754 defines exactly: sums, products, quotients and roots. What
//! it leaves open, sines above all, comes from the crate `libm`, which computes it from these. So the same numbers give the
//! same bytes everywhere.

mod arcs;
mod labels;
mod land;
mod locator;
mod months;
mod network;
mod plane;
mod terms;
#[cfg(test)]
mod tests;
mod text;

pub use arcs::arcs;
pub use locator::{Map, MapWords, Spot, map};
pub use months::{Bin, density, months, sparkline};
pub use network::network;
pub use terms::{Term, terms};

use crate::base::escape::push_escaped;

/// A name in a drawing.
#[derive(Clone, Debug)]
pub struct Node {
    /// The name.
    pub label: String,
    /// Where it leads.
    pub href: String,
    /// Class of its colour.
    pub class: String,
    /// How much it weighs: decides its size.
    pub weight: u32,
}

/// Two nodes by their places, and how strongly they are connected.
pub type Edge = (usize, usize, u32);

/// An SVG being written.
#[derive(Debug, Default)]
struct Svg(String);

impl Svg {
    /// Opens a drawing of a size, with what it is called.
    fn new(class: &str, (width, height): (f64, f64), (role, label): (&str, &str)) -> Self {
        let mut svg = Self::default();
        svg.0.push_str(&format!(
            "<svg class=\"g-drawing {class}\" viewBox=\"0 0 {} {}\" role=\"{role}\" aria-label=\"",
            number(width),
            number(height),
        ));
        svg.escaped(label).raw("\">");
        svg
    }

    fn raw(&mut self, markup: &str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    fn escaped(&mut self, text: &str) -> &mut Self {
        push_escaped(&mut self.0, text);
        self
    }

    /// Opens a link that tells its whole name.
    fn link(&mut self, node: &Node, title: &str) -> &mut Self {
        self.raw("<a href=\"").escaped(&node.href).raw("\" class=\"").escaped(&node.class);
        self.raw("\"><title>").escaped(title).raw("</title>")
    }

    /// A text; `class` decides where it stands from its place.
    fn text(&mut self, (x, y): (f64, f64), class: &str, text: &str) -> &mut Self {
        self.raw(&format!("<text x=\"{}\" y=\"{}\"", number(x), number(y)));
        if !class.is_empty() {
            self.raw(&format!(" class=\"{class}\""));
        }
        self.raw(">").escaped(text).raw("</text>")
    }

    fn end(mut self) -> crate::base::Markup {
        self.raw("</svg>");
        crate::base::Markup(self.0)
    }
}

/// A coordinate, rounded to a tenth.
fn number(value: f64) -> String {
    let tenths = (value * 10.0).round();
    let tenths = if tenths.is_finite() { tenths as i64 } else { 0 };
    match tenths % 10 {
        0 => (tenths / 10).to_string(),
        rest => {
            format!("{}{}.{}", if tenths < 0 { "-" } else { "" }, (tenths / 10).abs(), rest.abs())
        }
    }
}
