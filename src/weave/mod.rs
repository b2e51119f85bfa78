//! Text and marks as HTML (FORMAT section 6).

use crate::base::Markup;
use crate::plan::Plan;
use crate::site::Site;

/// What a woven text needs to know of its surroundings.
#[derive(Clone, Copy, Debug)]
pub struct Loom<'a> {
    /// The finished site.
    pub site: &'a Site,
    /// Addresses.
    pub plan: &'a Plan,
    /// Root-relative address of the page that the text appears on.
    pub page: &'a str,
    /// Place in [`Site::documents`] of the document that the text belongs to: links are resolved from there.
    pub document: usize,
}

/// An article's text as HTML: the inside of `<div class="article-body">`, notes included after their blocks.
pub fn article(loom: Loom<'_>) -> Markup {
    let _ = loom;
    Markup::default()
}

/// A profile's or plain page's text: mentions are plain links, footnotes stand at the end.
pub fn page(loom: Loom<'_>) -> Markup {
    let _ = loom;
    Markup::default()
}

/// A Markdown text of the front matter (a notice, a note): mentions are plain links.
pub fn prose(loom: Loom<'_>, source: &str) -> Markup {
    let _ = (loom, source);
    Markup::default()
}
