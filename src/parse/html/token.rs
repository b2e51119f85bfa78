//! A tag, and the parts of it that are removed.

use std::ops::Range;

use crate::parse::html::tags::Tag;
use crate::parse::html::troubles::Fault;

/// A tag and what to do with it.
pub(super) struct Token {
    pub(super) tag: Tag,
    pub(super) piece: usize,
    pub(super) fault: Option<Fault>,
    /// Removed along with another tag that is reported.
    pub(super) is_dropped: bool,
    /// For a self-closing element inside an `svg` or `math` element: that element.
    pub(super) drawing: Option<usize>,
    /// End tags to insert before it.
    pub(super) before: String,
}

impl Token {
    /// Attributes to remove or replace: byte ranges in order, with replacements.
    pub(super) fn left_out(&self) -> Vec<(Range<usize>, &str)> {
        let id = match (&self.tag.id, &self.fault) {
            (Some((id, _)), Some(Fault::IdTaken(_) | Fault::IdReserved(_))) => {
                Some((id.clone(), ""))
            }
            _ => None,
        };
        let reserved = self.tag.reserved.iter().map(|it| (it.range.clone(), &*it.rest));
        let mut all: Vec<_> = reserved.chain(id).collect();
        all.sort_by_key(|(range, _)| range.start);
        all
    }
}
