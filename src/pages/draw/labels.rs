//! Places labels of points where they overlap nothing: right, left, above or below.

use crate::pages::draw::text::{cut, width};

/// Font size in SVG units.
pub(crate) const SIZE: f64 = 13.0;

/// Left, top, right, bottom.
pub(crate) type Box4 = (f64, f64, f64, f64);

/// A labelled point.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pin<'a> {
    /// Label text.
    pub(crate) label: &'a str,
    /// Centre.
    pub(crate) at: (f64, f64),
    /// Radius.
    pub(crate) radius: f64,
}

impl Pin<'_> {
    /// Bounding box of the circle.
    pub(crate) fn around(&self) -> Box4 {
        let ((x, y), r) = (self.at, self.radius);
        (x - r, y - r, x + r, y + r)
    }
}

/// A placed label: position, CSS class for its text anchor, text.
pub(crate) type Placed = ((f64, f64), &'static str, String);

fn overlap(a: Box4, b: Box4) -> bool {
    a.0 < b.2 && b.0 < a.2 && a.1 < b.3 && b.1 < a.3
}

/// Places the label of a point inside a frame of `size`, overlapping nothing in `taken`, and adds its box there.
/// `None` if there is no room.
pub(crate) fn place(pin: Pin<'_>, size: (f64, f64), taken: &mut Vec<Box4>) -> Option<Placed> {
    let text = cut(pin.label, 18.0);
    let wide = width(&text) * SIZE;
    let ((x, y), r) = (pin.at, pin.radius + 4.0);
    let line = |left: f64, base: f64| (left, base - SIZE * 0.85, left + wide, base + SIZE * 0.3);
    let tries = [
        ((x + r, y + 4.5), "", line(x + r, y + 4.5)),
        ((x - r, y + 4.5), "g-end", line(x - r - wide, y + 4.5)),
        ((x, y - r - 2.0), "g-middle", line(x - wide / 2.0, y - r - 2.0)),
        ((x, y + r + SIZE * 0.8), "g-middle", line(x - wide / 2.0, y + r + SIZE * 0.8)),
    ];
    let is_inside =
        |it: &Box4| it.0 >= 2.0 && it.2 <= size.0 - 2.0 && it.1 >= 2.0 && it.3 <= size.1 - 2.0;
    let own = pin.around();
    let is_free = |it: &Box4| {
        is_inside(it) && taken.iter().all(|other| *other == own || !overlap(*it, *other))
    };
    let (at, class, frame) = tries.into_iter().find(|(.., frame)| is_free(frame))?;
    taken.push(frame);
    Some((at, class, text))
}
