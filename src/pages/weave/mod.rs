//! Writes text and marks as HTML (FORMAT section 6): walks the steps of a text and splits marks where tags begin and
//! end.
//!
//! Markdown elements are never split; marks are, so that their pieces always nest. A mark is written around an
//! element that it contains completely, so most mentions are one piece.

mod block;
mod code;
mod context;
mod inline;
mod letters;
mod links;
mod mark;
mod notes;
mod writer;

pub use context::{WeaveContext, annotation};
pub use letters::letters;

use crate::base::escape::escaped;
use crate::base::{Markup, language};
use crate::pages::weave::context::TextKind;
use crate::pages::weave::mark::Mark;
use crate::pages::weave::writer::Writer;
use crate::parse::Prose;
use crate::parse::flow::flow;

/// An article's text as HTML: the content of `<div class="article-body">`, including notes.
///
/// `details` holds additional HTML for the end of each note, in the order of the notes.
pub fn article(context: WeaveContext<'_>, details: &[Markup]) -> Markup {
    let anchored = context.anchored();
    let mut writer = Writer::new(context, TextKind::Article, mark::of_article(context, anchored));
    writer.details = details;
    writer.whole_article_notes();
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
