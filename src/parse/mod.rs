//! Stage 1: parses one file: typed front matter and Markdown body.

mod body;
pub(crate) mod flow;
pub(crate) mod format;
pub(crate) mod formula;
pub(crate) mod front;
pub(crate) mod heading;
pub(crate) mod hints;
pub(crate) mod html;
pub mod matter;
mod place;
mod prose;
mod sidecar;
pub(crate) mod table;
pub mod target;

use std::sync::Arc;

use crate::base::{Checked, Range, Span};
use crate::parse::body::Origin;
use crate::source::{Config, SourceFile};

pub use flow::STREAM_VERSION;
pub(crate) use format::is_id;
pub use matter::Matter;
pub use place::{locate, locate_each, stream_offset};
pub use prose::prose_of;
pub(crate) use prose::prose_of_entity;

/// A parsed text file. Parsing never fails: invalid parts are reported and left out.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// The file with its text.
    pub file: SourceFile,
    /// Its front matter, or the content of a bulk file or sidecar.
    pub matter: Matter,
    /// Its Markdown; empty for files without a body.
    pub body: Body,
}

impl Document {
    /// Language of its text: from front matter, the file name suffix, or the configuration.
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

/// A Markdown text as readers see it, with positions.
///
/// *Units*: [`Range`]s are bytes of `stream`; [`Span`]s are bytes of the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Body {
    /// Span of the Markdown in the file.
    pub span: Span,
    /// The text stream (FORMAT section 4).
    pub stream: Arc<str>,
    /// Blocks in order. Joined with `\n` they give the stream.
    pub blocks: Vec<Block>,
    /// Paragraphs sorted by start; paragraphs of nested list items lie within the outer item's.
    pub paragraphs: Vec<Range>,
    /// Headings in order. Every heading with text is also a block.
    pub headings: Vec<Heading>,
    /// `[x](@id)` and `[[…]]` in the stream, in order.
    pub inline: Vec<InlineMention>,
    /// Links in order, including those in footnotes; without images and inline mentions.
    pub links: Vec<Link>,
    /// Images, in order.
    pub images: Vec<Link>,
    /// Ids in raw HTML.
    pub anchors: Vec<String>,
    /// Ranges besides headings where names are never matched: code and links. Sorted, not overlapping.
    pub barred: Vec<Range>,
    /// Footnotes, sorted by first reference.
    pub footnotes: Vec<Footnote>,
    /// Inline mentions in footnotes and image texts: linked but not counted.
    pub asides: Vec<InlineMention>,
}

impl Body {
    /// Number of the innermost paragraph at an offset of the stream, from 1.
    pub fn paragraph(&self, place: u32) -> Option<usize> {
        let begun = self.paragraphs.partition_point(|paragraph| paragraph.start <= place);
        let holds = |paragraph: &Range| place < paragraph.end;
        self.paragraphs[..begun].iter().rposition(holds).map(|at| at + 1)
    }
}

/// A block of the stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its text.
    pub range: Range,
    /// Its kind.
    pub kind: BlockKind,
}

/// Kind of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A paragraph, or the text of a tight list item, definition or cell.
    Text,
    /// A heading; its level.
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
    /// Its text in the stream; empty, at its position, if it has none.
    pub range: Range,
    /// Its span in the file.
    pub span: Span,
}

/// An inline mention, or a wikilink that may resolve to a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InlineMention {
    /// Its text, trimmed; empty if it has none.
    pub range: Range,
    /// The whole link in the file.
    pub span: Span,
    /// `ahmed-al-sharaa` of `(@ahmed-al-sharaa)`; for a wikilink the text before the bar.
    pub target: String,
    /// Whether it is written as `[[…]]`.
    pub is_wiki: bool,
    /// The link title.
    pub title: String,
}

/// A link written by the author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Destination, as written.
    pub target: String,
    /// The whole link in the file.
    pub span: Span,
}

/// A footnote with at least one reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Footnote {
    /// Its label.
    pub label: String,
    /// Stream offsets of its references, in order; each follows the text before it.
    pub references: Vec<u32>,
    /// Span of its definition in the file.
    pub span: Span,
}

/// A Markdown string in front matter: a note, a notice.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Prose {
    /// The Markdown.
    pub source: Arc<str>,
    /// Span of the string in the file.
    pub span: Span,
    /// Parsed body. Its spans are bytes of `source`.
    pub body: Body,
    /// BCP 47 tag, canonical, if a Web Annotation has one; `None`: the document's language.
    pub lang: Option<String>,
    /// `ltr`, `rtl` or `auto`, if a Web Annotation has one.
    pub dir: Option<&'static str>,
}

/// Parses one file.
pub fn parse(file: &SourceFile, config: &Config) -> Checked<Document> {
    let mut diagnostics = Vec::new();
    let (mut matter, start) = front::matter(file, config).unload(&mut diagnostics);
    let origin = Origin { path: &file.path, offset: Span::new(start, start).start, stand_in: None };
    let body = body::body(&file.text[start..], origin, config.markdown).unload(&mut diagnostics);
    prose::each_prose(&mut matter, &mut |prose| {
        let origin = Origin { path: &file.path, offset: 0, stand_in: Some(prose.span) };
        prose.body = body::body(&prose.source, origin, config.markdown).unload(&mut diagnostics);
    });
    Checked::new(Document { file: file.clone(), matter, body }, diagnostics)
}

#[cfg(test)]
mod tests {
    use super::Body;
    use crate::base::Range;

    #[test]
    fn an_offset_is_in_the_innermost_paragraph() {
        let paragraphs = vec![Range::new(2, 5), Range::new(6, 20), Range::new(10, 12)];
        let body = Body { paragraphs, ..Body::default() };
        for (place, expected) in
            [(0, None), (2, Some(1)), (5, None), (6, Some(2)), (11, Some(3)), (12, Some(2))]
        {
            assert_eq!(body.paragraph(place), expected, "{place}");
        }
    }
}
