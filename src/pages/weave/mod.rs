//! Writes text and marks as HTML (FORMAT section 6): walks the steps of a text and splits marks where tags begin and
//! end.
//!
//! Markdown elements are never split; marks are, so that their pieces always nest. A mark is written around an
//! element that it contains completely, so most mentions are one piece.

mod block;
mod code;
mod inline;
mod letters;
mod mark;
mod notes;
mod writer;

pub use letters::letters;
pub use notes::annotation;

use crate::anchor::Anchored;
use crate::base::escape::escaped;
use crate::base::{Markup, Range, Size, language};
use crate::pages::weave::mark::Mark;
use crate::pages::weave::writer::Writer;
use crate::parse::flow::flow;
use crate::parse::{Document, Prose};
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
enum TextKind {
    /// An article: mentions are numbered, notes follow their block.
    Article,
    /// A profile or page: mentions are plain links, notes are at the end.
    Page,
    /// A note or notice: nothing gets an id.
    Prose,
    /// An article in a feed: mentions and references are plain links, notes are at the end.
    Feed,
}

/// An article's text as HTML: the content of `<div class="article-body">`, including notes.
///
/// `details` holds additional HTML for the end of each note, in the order of the notes.
pub fn article(context: WeaveContext<'_>, details: &[Markup]) -> Markup {
    let anchored = context.anchored();
    let mut writer = Writer::new(context, TextKind::Article, mark::of_article(context, anchored));
    writer.details = details;
    notes::write_whole_article_notes(&mut writer);
    weave(writer, context.markdown())
}

/// An article's text for a feed: no ids, no classes, notes as a list at the end.
///
/// `context.page` must be `""`, so that all addresses are absolute.
pub fn feed(context: WeaveContext<'_>) -> Markup {
    let marks = mark::of_feed(context, context.anchored());
    weave(Writer::new(context, TextKind::Feed, marks), context.markdown())
}

/// Text of a profile or plain page: mentions are plain links, footnotes are at the end.
pub fn page(context: WeaveContext<'_>) -> Markup {
    let marks = mark::of_page(context, context.anchored());
    weave(Writer::new(context, TextKind::Page, marks), context.markdown())
}

/// A profile in a further language on the same page; its ids end with `-LANGUAGE`.
pub fn further(context: WeaveContext<'_>, language: &str) -> Markup {
    let marks = mark::of_page(context, context.anchored());
    let mut writer = Writer::new(context, TextKind::Page, marks);
    writer.suffix = format!("-{}", language.to_lowercase());
    weave(writer, context.markdown())
}

/// Markdown from front matter (a notice, a note): mentions are plain links, nothing gets an id.
pub fn prose(context: WeaveContext<'_>, source: &str) -> Markup {
    weave(Writer::new(context, TextKind::Prose, Vec::<Mark>::new()), source)
}

/// A note; wrapped in a `<div>` with language and direction if they differ from the document's.
pub fn note(context: WeaveContext<'_>, note: &Prose) -> Markup {
    let own = context.source().language(&context.site.config);
    let lang = note.lang.as_deref().filter(|lang| *lang != own);
    let dir = note.dir.unwrap_or_else(|| language::direction(lang.unwrap_or(own)).as_str());
    let Markup(html) = prose(context, &note.source);
    let lang = match lang {
        Some(lang) => format!(" lang=\"{}\"", escaped(lang)),
        None if dir == language::direction(own).as_str() => return Markup(html),
        None => String::new(),
    };
    Markup(format!("<div{lang} dir=\"{dir}\">\n{html}</div>\n"))
}

fn weave(mut writer: Writer<'_>, markdown: &str) -> Markup {
    let flow = flow(markdown, writer.context.site.config.markdown);
    let links = writer.author_links(&flow.steps);
    mark::settle_links(&mut writer.marks, &links);
    let last = flow.steps.len();
    writer.blocks(&flow.steps, 0..last);
    writer.finish(&flow.steps)
}

impl<'a> WeaveContext<'a> {
    fn source(self) -> &'a Document {
        &self.site.documents[self.document]
    }

    fn anchored(self) -> &'a Anchored {
        &self.site.anchored[self.document]
    }

    /// Interface strings in the document's language.
    fn words(self) -> &'a Words {
        self.site.words.of(self.source().language(&self.site.config))
    }

    /// The document's Markdown body.
    fn markdown(self) -> &'a str {
        let document = self.source();
        &document.file.text[document.body.span.range()]
    }

    /// Whether the text is for a feed, outside any page.
    fn is_standalone(self) -> bool {
        self.page.is_empty()
    }

    /// Address as written on this page; absolute in a feed.
    fn href(self, to: &str) -> String {
        match self.site.config.base_url.as_deref().filter(|_| self.is_standalone()) {
            Some(base) => absolute(base, to),
            None => href(self.site.config.base_url.as_deref(), self.page, to),
        }
    }

    /// Absolute form of an address written by the author, for feeds. Relative addresses are resolved from the
    /// document's page.
    fn kept_address(self, written: &str) -> String {
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
    fn wiki_address(self, target: &str) -> Option<String> {
        match self.plan.wiki_target(self.site, target) {
            Target::Site(url) => Some(self.href(&url)),
            _ => None,
        }
    }

    /// Dimensions of the image at the author's address, if known.
    fn size(self, target: &str) -> Option<Size> {
        match self.plan.target(self.site, self.document, target) {
            Target::Site(url) => self.plan.size(&url),
            _ => None,
        }
    }

    /// Image variants (`srcset`) for the author's address; `None` in feeds, which have a single image.
    fn choices(self, target: &str) -> Option<Choices> {
        match self.plan.target(self.site, self.document, target) {
            Target::Site(url) if !self.is_standalone() => {
                self.plan.choices(&url, |url| self.href(url))
            }
            _ => None,
        }
    }

    /// Address of the author's link, as written on this page; `None` if dead or unsafe.
    fn link(self, target: &str) -> Option<String> {
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
struct AuthorLinks {
    /// Ranges of links with text.
    ranges: Vec<Range>,
    /// Links around an image only: position, and the range of the innermost inline element with text that contains
    /// them.
    bare: Vec<(u32, Option<Range>)>,
}

impl AuthorLinks {
    /// Whether an element around `range` could contain part of a link.
    fn meet(&self, range: Range) -> bool {
        let holds = |(place, wrapper): &(u32, Option<Range>)| {
            let is_inside = range.start < *place && *place < range.end;
            is_inside || wrapper.is_some_and(|wrapper| range.contains(wrapper))
        };
        self.ranges.iter().any(|link| link.overlaps(range)) || self.bare.iter().any(holds)
    }
}
