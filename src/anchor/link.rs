//! Which automatic mentions become links (FORMAT section 4, `link`).

use std::collections::HashSet;

use crate::anchor::{Mention, Origin};
use crate::names::EntityIx;
use crate::parse::Heading;
use crate::source::config::LinkMode;

/// Decides which mentions by name are links, in text order. A nested mention stays plain.
pub(crate) fn settle(mentions: &mut [Mention], mode: LinkMode, headings: &[Heading]) {
    let mut seen: HashSet<(usize, EntityIx)> = HashSet::new();
    for mention in mentions {
        let section = match mode {
            LinkMode::Section => {
                headings.partition_point(|heading| heading.range.start <= mention.range.start)
            }
            LinkMode::All | LinkMode::First | LinkMode::None => 0,
        };
        let is_first = seen.insert((section, mention.entity));
        if mention.origin == Origin::Name {
            mention.is_linked &= match mode {
                LinkMode::All => true,
                LinkMode::First | LinkMode::Section => is_first,
                LinkMode::None => false,
            };
        }
    }
}
