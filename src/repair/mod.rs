//! Annotations whose words changed: where the words are now, and selectors that find them there.

mod align;
mod carry;
mod likeness;
mod propose;
mod reword;
#[cfg(test)]
mod tests;

use crate::base::Range;
use crate::repair::align::Alignment;
use crate::repair::carry::{Fate, carry};

pub use propose::{Evidence, Loss, Outcome, Proposal, propose, quotes};

/// Where ranges of a former text are now; `None`: the words were taken out, or nothing says where they went.
pub fn carried(former: &str, now: &str, ranges: &[Range]) -> Vec<Option<Range>> {
    let alignment = Alignment::new(former, now);
    let place = |range: &Range| match carry(&alignment, *range) {
        Fate::Kept(place) | Fate::Changed(place) => Some(place),
        Fate::Gone => None,
    };
    ranges.iter().map(place).collect()
}
