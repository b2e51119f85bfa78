//! Where a text appears: addresses as its page writes them, its annotations, and the author's own links.

use crate::anchor::{Anchored, AnnotationRef};
use crate::base::{Range, Size};
use crate::parse::Document;
use crate::parse::matter::AnnotationMatter;
use crate::plan::{Choices, Plan, Target, absolute, href, is_elsewhere};
use crate::site::Site;
use crate::words::Words;

/// Where a text appears: site, addresses, page and document.
#[derive(Clone, Copy, Debug)]
pub struct WeaveContext<'a> {
    /// The analysed site.
    pub site: &'a Site,
    /// Addresses of all pages.
    pub plan: &'a Plan,
    /// Root-relative address of the page that the text appears on; `""` in a feed, where all addresses are absolute.
    pub page: &'a str,
    /// Index in [`Site::documents`] of the document of the text; relative links are resolved from it.
    pub document: usize,
}

/// Kind of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TextKind {
    /// An article: mentions are numbered, notes follow their block.
    Article,
    /// A profile or page: mentions are plain links, notes are at the end.
    Page,
    /// A note or notice: nothing gets an id.
    Prose,
    /// An article in a feed: mentions and references are plain links, notes are at the end.
    Feed,
}

impl<'a> WeaveContext<'a> {
    pub(crate) fn source(self) -> &'a Document {
        &self.site.documents[self.document]
    }

    pub(crate) fn anchored(self) -> &'a Anchored {
        &self.site.anchored[self.document]
    }

    /// Interface strings in the document's language.
    pub(crate) fn words(self) -> &'a Words {
        self.site.words.of(self.source().language(&self.site.config))
    }

    /// The document's Markdown body.
    pub(crate) fn markdown(self) -> &'a str {
        let document = self.source();
        &document.file.text[document.body.span.range()]
    }

    /// Whether the text is for a feed, outside any page.
    pub(crate) fn is_standalone(self) -> bool {
        self.page.is_empty()
    }

    /// Address as written on this page; absolute in a feed.
    pub(crate) fn href(self, to: &str) -> String {
        match self.site.config.base_url.as_deref().filter(|_| self.is_standalone()) {
            Some(base) => absolute(base, to),
            None => href(self.site.config.base_url.as_deref(), self.page, to),
        }
    }

    /// Absolute form of an address written by the author, for feeds. Relative addresses are resolved from the
    /// document's page.
    pub(crate) fn kept_address(self, written: &str) -> String {
        let base = self.site.config.base_url.as_deref().unwrap_or_default();
        let host = base.find("//").map_or(0, |at| at + 2);
        let origin = &base[..base[host..].find('/').map_or(base.len(), |slash| host + slash)];
        match written {
            _ if written.starts_with("//") => {
                format!("{}{written}", &origin[..host.saturating_sub(2)])
            }
            _ if written.starts_with('/') => format!("{origin}{written}"),
            _ if is_elsewhere(written) && !written.is_empty() => written.into(),
            _ => absolute(base, &format!("{}{written}", self.plan.documents[self.document])),
        }
    }

    /// Address of a wikilink to a page, as written on this page.
    pub(crate) fn wiki_address(self, target: &str) -> Option<String> {
        match self.plan.wiki_target(self.site, target) {
            Target::Site(url) => Some(self.href(&url)),
            _ => None,
        }
    }

    /// Dimensions of the image at the author's address, if known.
    pub(crate) fn size(self, target: &str) -> Option<Size> {
        match self.plan.target(self.site, self.document, target) {
            Target::Site(url) => self.plan.size(&url),
            _ => None,
        }
    }

    /// Image variants (`srcset`) for the author's address; `None` in feeds, which have a single image.
    pub(crate) fn choices(self, target: &str) -> Option<Choices> {
        match self.plan.target(self.site, self.document, target) {
            Target::Site(url) if !self.is_standalone() => {
                self.plan.choices(&url, |url| self.href(url))
            }
            _ => None,
        }
    }

    /// Address of the author's link, as written on this page; `None` if dead or unsafe.
    pub(crate) fn link(self, target: &str) -> Option<String> {
        match self.plan.target(self.site, self.document, target) {
            Target::Site(url) => Some(self.href(&url)),
            Target::Elsewhere(url) if self.is_standalone() => Some(self.kept_address(&url)),
            Target::Elsewhere(url) => Some(url),
            Target::Dead | Target::DeadFragment(_) | Target::Hidden(_) | Target::Unsafe => None,
        }
    }
}

/// Places of the author's own links, which must not contain further links.
#[derive(Debug, Default)]
pub(crate) struct AuthorLinks {
    /// Ranges of links with text.
    pub(crate) ranges: Vec<Range>,
    /// Links around an image only: position, and the range of the innermost inline element with text that contains
    /// them.
    pub(crate) bare: Vec<(u32, Option<Range>)>,
}

impl AuthorLinks {
    /// Whether an element around `range` could contain part of a link.
    pub(crate) fn meet(&self, range: Range) -> bool {
        let holds = |(place, wrapper): &(u32, Option<Range>)| {
            let is_inside = range.start < *place && *place < range.end;
            is_inside || wrapper.is_some_and(|wrapper| range.contains(wrapper))
        };
        self.ranges.iter().any(|link| link.overlaps(range)) || self.bare.iter().any(holds)
    }
}

/// The annotation of a note, from front matter or an annotation file; `None` for other origins.
pub fn annotation(context: WeaveContext<'_>, at: AnnotationRef) -> Option<&AnnotationMatter> {
    context.site.annotation(context.source(), at)
}
