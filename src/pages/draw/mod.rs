//! Static SVG drawings from numbers and labels. Knows no entities, addresses or templates.
//!
//! Drawings have the class `g-drawing`; colours come from the page: `currentColor`, and `--t` of a type's class. A
//! drawing with links has `role="group"`, without links `role="img"`.
//!
//! Coordinates are rounded to a tenth, and computed with operations that IEEE 754 defines exactly: sums, products,
//! quotients and roots. Others, such as sines, use the crate `libm`, which builds on these. So equal input gives
//! equal bytes on every platform.

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

/// A named node of a drawing.
#[derive(Clone, Debug)]
pub struct Node {
    /// Label text.
    pub label: String,
    /// Address it links to.
    pub href: String,
    /// CSS class for its colour.
    pub class: String,
    /// Weight, which decides its size.
    pub weight: u32,
}

/// Indices of two connected nodes, and the strength of their connection.
pub type Edge = (usize, usize, u32);

/// An SVG document being written.
#[derive(Debug, Default)]
struct Svg(String);

impl Svg {
    /// Starts a drawing of the given size, ARIA role and label.
    fn new(class: &str, (width, height): (f64, f64), role: &str, label: &str) -> Self {
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

    /// Opens a link with the full name as its title.
    fn link(&mut self, node: &Node, title: &str) -> &mut Self {
        self.raw("<a href=\"").escaped(&node.href).raw("\" class=\"").escaped(&node.class);
        self.raw("\"><title>").escaped(title).raw("</title>")
    }

    /// A text; `class` sets its anchor.
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

/// A number rounded to a tenth.
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
