//! Stage 1: one file, understood by itself: typed front matter, and what its Markdown says.

mod body;
pub(crate) mod flow;
pub(crate) mod formula;
pub(crate) mod front;
pub(crate) mod heading;
pub(crate) mod html;
pub mod matter;
mod place;
mod prose;
mod sidecar;
pub mod target;

use std::sync::Arc;

use crate::base::{Checked, Range, Span};
use crate::parse::body::Origin;
use crate::source::{Config, SourceFile};

pub use flow::STREAM_VERSION;
pub(crate) use front::{is_id, tables};
pub use matter::Matter;
pub use place::{locate, locate_each, stream_offset};
pub use prose::prose_of;
pub(crate) use prose::prose_of_entity;

/// One text file, parsed. Parsing never fails: what could not be read is left out and told.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// The file, its text included.
    pub file: SourceFile,
    /// Its front matter, or all its tables where the file has no body.
    pub matter: Matter,
    /// Its Markdown; empty for files without.
    pub body: Body,
}

impl Document {
    /// The language of its text: front matter, else the suffix of its name, else the site's.
    pub fn language<'d>(&'d self, config: &'d Config) -> &'d str {
        let head = match &self.matter {
            Matter::Article(article) => Some(&article.head),
            Matter::Entity(entity) => Some(&entity.head),
            Matter::Page(page) => Some(&page.head),
            _ => None,
        };
        let written = head.and_then(|head| head.lang.as_ref()).map(|lang| lang.value.as_str());
        written.or(self.file.suffix.as_deref()).unwrap_or(&config.language)
    }
}

/// What a reader sees of a Markdown text, and where it stands.
///
/// *Units*: [`Range`]s are bytes of `stream`; [`Span`]s are bytes of the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Body {
    /// Where the Markdown stands in the file.
    pub span: Span,
    /// The text stream (FORMAT section 4).
    pub stream: Arc<str>,
    /// The stream's blocks, in order; together they are the stream but for the `\n` between them.
    pub blocks: Vec<Block>,
    /// Paragraphs in order, by their beginnings: those of a list's item stand in the item's own.
    pub paragraphs: Vec<Range>,
    /// Headings in order. Every heading is also a block, unless it is empty.
    pub headings: Vec<Heading>,
    /// `[x](@id)` and `[[…]]` in the stream, in order.
    pub inline: Vec<InlineMention>,
    /// Links of the author's (images and inline mentions apart), in order, footnotes' included.
    pub links: Vec<Link>,
    /// Images, in order.
    pub images: Vec<Link>,
    /// Ids that raw HTML in the text gives.
    pub anchors: Vec<String>,
    /// Where a name is never matched besides headings: code, links. Sorted, not overlapping.
    pub barred: Vec<Range>,
    /// Footnotes in the order of their first reference.
    pub footnotes: Vec<Footnote>,
    /// Places of inline mentions in footnotes, image texts: links, never counted.
    pub asides: Vec<InlineMention>,
}

impl Body {
    /// The number of the paragraph that holds a place of the stream, from 1: the innermost, where items nest.
    pub fn paragraph(&self, place: u32) -> Option<usize> {
        let begun = self.paragraphs.partition_point(|paragraph| paragraph.start <= place);
        let holds = |paragraph: &Range| place < paragraph.end;
        self.paragraphs[..begun].iter().rposition(holds).map(|at| at + 1)
    }
}

/// One block of the stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its text.
    pub range: Range,
    /// What it is.
    pub kind: BlockKind,
}

/// What a block of the stream is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A paragraph, or the text of a tight list item, definition or cell.
    Text,
    /// A heading of this level.
    Heading(u8),
    /// A code block.
    Code,
}

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Its `id`, unique in the text (FORMAT section 6).
    pub id: String,
    /// Its text.
    pub text: String,
    /// Its text in the stream; empty at its place when it has none.
    pub range: Range,
    /// Where it is written.
    pub span: Span,
}

/// An inline mention, or a wikilink that may turn out to be a link to a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InlineMention {
    /// What it marks, trimmed; empty if it marks no text.
    pub range: Range,
    /// The whole construct in the file.
    pub span: Span,
    /// `ahmed-al-sharaa` of `(@ahmed-al-sharaa)`; for a wikilink the text before the bar.
    pub target: String,
    /// Whether it was written `[[…]]`.
    pub is_wiki: bool,
    /// The link title.
    pub title: String,
}

/// A link written by the author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What it links to, as written.
    pub target: String,
    /// The whole construct in the file.
    pub span: Span,
}

/// A footnote with at least one reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Footnote {
    /// Its label in the source.
    pub label: String,
    /// Offsets in the stream of its references, in order: each stands after the text before it.
    pub references: Vec<u32>,
    /// Its definition in the file.
    pub span: Span,
}

/// A Markdown text inside front matter: a note, a notice.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Prose {
    /// The Markdown.
    pub source: Arc<str>,
    /// The string that holds it, in the file.
    pub span: Span,
    /// What it says. Its spans are bytes of `source`.
    pub body: Body,
    /// BCP 47 tag, canonical, where a Web Annotation names one; `None`: the language of the document.
    pub lang: Option<String>,
    /// `ltr`, `rtl` or `auto`, where a Web Annotation names one.
    pub dir: Option<&'static str>,
}

/// Understands one file.
pub fn parse(file: &SourceFile, config: &Config) -> Checked<Document> {
    let mut told = Vec::new();
    let (mut matter, start) = front::matter(file, config).unload(&mut told);
    let origin = Origin { path: &file.path, offset: Span::new(start, start).start, stand_in: None };
    let body = body::body(&file.text[start..], origin, config.markdown).unload(&mut told);
    prose::each_prose(&mut matter, &mut |prose| {
        let origin = Origin { path: &file.path, offset: 0, stand_in: Some(prose.span) };
        prose.body = body::body(&prose.source, origin, config.markdown).unload(&mut told);
    });
    Checked::new(Document { file: file.clone(), matter, body }, told)
}

#[cfg(test)]
mod tests {
    use super::Body;
    use crate::base::Range;

    #[test]
    fn a_place_lies_in_the_innermost_paragraph() {
        let paragraphs = vec![Range::new(2, 5), Range::new(6, 20), Range::new(10, 12)];
        let body = Body { paragraphs, ..Body::default() };
        for (place, expected) in
            [(0, None), (2, Some(1)), (5, None), (6, Some(2)), (11, Some(3)), (12, Some(2))]
        {
            assert_eq!(body.paragraph(place), expected, "{place}");
        }
    }
}
