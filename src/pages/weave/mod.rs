//! Text and marks as HTML (FORMAT section 6): walks the steps of a text and cuts the marks where tags begin and end.
//!
//! Elements of Markdown are never cut; marks are, and their pieces always nest. A mark goes round an element that
//! it holds whole, so that most mentions are one piece.

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

/// What a woven text needs to know of its surroundings.
#[derive(Clone, Copy, Debug)]
pub struct WeaveContext<'a> {
    /// The finished site.
    pub site: &'a Site,
    /// Addresses.
    pub plan: &'a Plan,
    /// Root-relative address of the page that the text appears on; `""` where it stands alone, in a feed: every address
    /// in it is absolute then.
    pub page: &'a str,
    /// Place in [`Site::documents`] of the document that the text belongs to: links are resolved from there.
    pub document: usize,
}

/// How a text is woven.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TextKind {
    /// An article: mentions are numbered, notes stand after the block that they belong to.
    Article,
    /// A profile or page: mentions are plain links, notes stand at the end.
    Page,
    /// A note or notice: nothing in it has an id.
    Prose,
    /// An article for those who read it elsewhere: names and references are plain links, notes stand at the end.
    Feed,
}

/// An article's text as HTML: the inside of `<div class="article-body">`, notes included.
///
/// `under` is what stands below each note besides its text, in the order of the notes.
pub fn article(context: WeaveContext<'_>, under: &[Markup]) -> Markup {
    let anchored = context.anchored();
    let mut writer = Writer::new(context, TextKind::Article, mark::of_article(context, anchored));
    writer.under = under;
    notes::on_the_whole(&mut writer);
    weave(writer, context.markdown())
}

/// An article's text for those who read it elsewhere: no ids, nothing that needs a style sheet, notes as a list at the end.
///
/// The context's page is `""`, so that all addresses are absolute.
pub fn feed(context: WeaveContext<'_>) -> Markup {
    let marks = mark::of_feed(context, context.anchored());
    weave(Writer::new(context, TextKind::Feed, marks), context.markdown())
}

/// A profile's or plain page's text: mentions are plain links, footnotes stand at the end.
pub fn page(context: WeaveContext<'_>) -> Markup {
    let marks = mark::of_page(context, context.anchored());
    weave(Writer::new(context, TextKind::Page, marks), context.markdown())
}

/// A profile in one more language, on a page that shows another one: its ids end with the language.
pub fn further(context: WeaveContext<'_>, language: &str) -> Markup {
    let marks = mark::of_page(context, context.anchored());
    let mut writer = Writer::new(context, TextKind::Page, marks);
    writer.suffix = format!("-{}", language.to_lowercase());
    weave(writer, context.markdown())
}

/// A Markdown text of the front matter (a notice, a note): mentions are plain links, nothing has an id.
pub fn prose(context: WeaveContext<'_>, source: &str) -> Markup {
    weave(Writer::new(context, TextKind::Prose, Vec::<Mark>::new()), source)
}

/// A note: in a `<div>` that says its language and direction where these are not the document's.
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

    /// The words of the interface in the language of the document.
    fn words(self) -> &'a Words {
        self.site.words.of(self.source().language(&self.site.config))
    }

    /// The Markdown of the document.
    fn markdown(self) -> &'a str {
        let document = self.source();
        &document.file.text[document.body.span.range()]
    }

    /// Whether the text stands alone, without its page.
    fn is_alone(self) -> bool {
        self.page.is_empty()
    }

    /// A root-relative address as this page writes it.
    fn href(self, to: &str) -> String {
        match self.site.config.base_url.as_deref().filter(|_| self.is_alone()) {
            Some(base) => absolute(base, to),
            None => href(self.site.config.base_url.as_deref(), self.page, to),
        }
    }

    /// An address that was kept as it was written, for a text that stands alone: what is relative leads from the
    /// document's own page.
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

    /// Where a wikilink to a page leads, as this page writes it.
    fn wiki_address(self, target: &str) -> Option<String> {
        match self.plan.wiki_target(self.site, target) {
            Target::Site(url) => Some(self.href(&url)),
            _ => None,
        }
    }

    /// How large the picture is that the author's link leads to, if that is known.
    fn size(self, target: &str) -> Option<Size> {
        match self.plan.target(self.site, self.document, target) {
            Target::Site(url) => self.plan.size(&url),
            _ => None,
        }
    }

    /// What browsers may choose from for the picture that the author's link leads to; a text that stands alone has one
    /// picture for all.
    fn choices(self, target: &str) -> Option<Choices> {
        match self.plan.target(self.site, self.document, target) {
            Target::Site(url) if !self.is_alone() => self.plan.choices(&url, |url| self.href(url)),
            _ => None,
        }
    }

    /// What the author's link leads to, as this page writes it; `None` if nowhere safe.
    fn link(self, target: &str) -> Option<String> {
        match self.plan.target(self.site, self.document, target) {
            Target::Site(url) => Some(self.href(&url)),
            Target::Elsewhere(url) if self.is_alone() => Some(self.kept_address(&url)),
            Target::Elsewhere(url) => Some(url),
            Target::Dead | Target::DeadFragment(_) | Target::Hidden(_) | Target::Unsafe => None,
        }
    }
}

/// Where the author's own links are: inside of them there can be no further link.
#[derive(Debug, Default)]
struct AuthorLinks {
    /// What links with text cover.
    ranges: Vec<Range>,
    /// Links round an image alone: their places, and the range of the inline element with text that holds them.
    bare: Vec<(u32, Option<Range>)>,
}

impl AuthorLinks {
    /// Whether an element round a range might hold a part of a link.
    fn meet(&self, range: Range) -> bool {
        let holds = |(place, wrapper): &(u32, Option<Range>)| {
            let is_inside = range.start < *place && *place < range.end;
            is_inside || wrapper.is_some_and(|wrapper| range.contains(wrapper))
        };
        self.ranges.iter().any(|link| link.overlaps(range)) || self.bare.iter().any(holds)
    }
}
