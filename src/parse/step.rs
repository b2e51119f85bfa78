//! A Markdown event with its place in the text stream.

use std::ops::Range as Bytes;

use pulldown_cmark::{CowStr, Event, LinkType};

use crate::base::Range;

/// A Markdown event with its positions.
#[derive(Clone, Debug)]
pub(crate) struct Step<'a> {
    /// The event.
    pub(crate) event: Event<'a>,
    /// Byte range in the Markdown text.
    pub(crate) source: Bytes<usize>,
    /// Range of its text in the stream: for an element, from its first to its last character. Empty, at its position,
    /// if it has no text.
    pub(crate) range: Range,
    /// Index of the end event for a start event, otherwise its own index.
    pub(crate) end: usize,
    /// Whether it is excluded from the stream: in a footnote or an image.
    pub(crate) is_aside: bool,
    /// Whether the element contains HTML tags.
    pub(crate) has_html: bool,
}

impl Step<'_> {
    /// Whether it is text, not an element that contains text.
    pub(crate) fn is_text(&self) -> bool {
        matches!(self.event, Event::Text(_) | Event::Code(_))
    }
}

/// Whether a link is an inline mention (`@ID`) or a wikilink.
pub(crate) fn is_inline_mention(link: LinkType, target: &str) -> bool {
    matches!(link, LinkType::WikiLink { .. })
        || (target.starts_with('@') && !target.starts_with("@/"))
}

/// Target of an inline mention: `ID` for `@ID`, the text before the bar of a wikilink.
pub(crate) fn mention_target<'t>(link: LinkType, target: &'t CowStr<'_>) -> &'t str {
    match link {
        // in a table the bar is escaped, and the backslash ends up in the target
        LinkType::WikiLink { .. } => target.trim().trim_end_matches('\\').trim_end(),
        _ => target.strip_prefix('@').unwrap_or(target),
    }
}
