//! Types of a parsed Markdown text.

use std::sync::Arc;

use crate::base::{Range, Span};

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
