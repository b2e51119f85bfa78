//! Markdown events with their positions in the text stream.
//!
//! The parser, which needs the stream, and weave, which needs the HTML, use the same steps, so they always agree on the
//! text. Parsing twice is cheaper than keeping the steps.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::base::Range;
use crate::parse::html::{self, Settled};
use crate::parse::step::Step;
use crate::parse::{Block, BlockKind};
use crate::source::config::Markdown;

/// Version of the rules for text streams; see docs/text.md.
pub const STREAM_VERSION: u32 = 1;

/// A parsed Markdown text with its stream.
#[derive(Debug, Default)]
pub(crate) struct Flow<'a> {
    /// All steps in order.
    pub(crate) steps: Vec<Step<'a>>,
    /// The text stream.
    pub(crate) stream: String,
    /// Its blocks.
    pub(crate) blocks: Vec<Block>,
    /// Its paragraphs, see [`is_paragraph`].
    pub(crate) paragraphs: Vec<Range>,
    /// Result of cleaning its HTML.
    pub(crate) html: Settled,
}

/// Parses a Markdown text.
pub(crate) fn flow(markdown: &str, settings: Markdown) -> Flow<'_> {
    let mut writer = Writer::default();
    let mut steps: Vec<Step<'_>> = Vec::with_capacity(markdown.len() / 16);
    let mut open: Vec<usize> = Vec::new();
    let mut asides = 0usize;
    for (event, source) in Parser::new_ext(markdown, options(settings)).into_offset_iter() {
        let at = steps.len();
        if let Event::Start(Tag::FootnoteDefinition(_) | Tag::Image { .. }) = event {
            asides += 1;
        }
        let is_aside = asides > 0;
        let mut range = writer.here();
        match &event {
            Event::Start(tag) => {
                if is_block(tag) && !is_aside {
                    writer.end_block(kind_of(tag));
                }
                open.push(at);
            }
            Event::End(tag) => {
                if is_block_end(*tag) && !is_aside {
                    writer.end_block(BlockKind::Text);
                }
                if let Some(start) = open.pop() {
                    close(&mut steps, start, at, &writer);
                    range = steps[start].range;
                }
                if matches!(tag, TagEnd::FootnoteDefinition | TagEnd::Image) {
                    asides -= 1;
                }
            }
            Event::Text(text) | Event::Code(text) if !is_aside => range = writer.push(text),
            Event::SoftBreak | Event::HardBreak if !is_aside => range = writer.push(" "),
            Event::Rule if !is_aside => writer.end_block(BlockKind::Text),
            Event::Html(_) | Event::InlineHtml(_) => {
                for start in &open {
                    steps[*start].has_html = true;
                }
            }
            Event::Text(_)
            | Event::Code(_)
            | Event::SoftBreak
            | Event::HardBreak
            | Event::Rule
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => {}
        }
        steps.push(Step { event, source, range, end: at, is_aside, has_html: false });
    }
    writer.end_block(BlockKind::Text);
    let html = if settings.raw_html { html::settle(&mut steps) } else { Settled::default() };
    let numbered = (0..steps.len()).filter(|at| is_paragraph(&steps, *at));
    let paragraphs = numbered.map(|at| steps[at].range).collect();
    Flow { steps, stream: writer.stream, blocks: writer.blocks, paragraphs, html }
}

/// Whether the step at `at` starts a numbered paragraph: a paragraph with text, or a list item or definition with
/// direct text. Footnotes and tables are excluded.
pub(crate) fn is_paragraph(steps: &[Step<'_>], at: usize) -> bool {
    let step = &steps[at];
    let is_marker = |step: &&Step<'_>| !matches!(step.event, Event::TaskListMarker(_));
    let has_direct_text = || match steps[at + 1..step.end].iter().find(is_marker) {
        Some(Step { event: Event::Start(tag), .. }) => !is_block(tag),
        Some(_) => true,
        None => false,
    };
    !step.is_aside
        && !step.range.is_empty()
        && match &step.event {
            Event::Start(Tag::Paragraph) => true,
            Event::Start(Tag::Item | Tag::DefinitionListDefinition) => has_direct_text(),
            _ => false,
        }
}

/// Sets the text range and end index of an element that ends at step `end`.
fn close(steps: &mut [Step<'_>], start: usize, end: usize, writer: &Writer) {
    let mut texts = steps[start + 1..].iter().filter(|step| !step.range.is_empty());
    let range = match texts.next() {
        Some(first) => {
            let last = texts.next_back().map_or(first.range.end, |last| last.range.end);
            Range { start: first.range.start, end: last }
        }
        None => writer.here(),
    };
    steps[start].range = range;
    steps[start].end = end;
}

/// Collapsible white space: Unicode `White_Space` except no-break spaces.
pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}')
}

/// Options of the Markdown parser.
pub(crate) fn options(settings: Markdown) -> Options {
    let mut options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_WIKILINKS;
    options.set(Options::ENABLE_SMART_PUNCTUATION, settings.smart_punctuation);
    options.set(Options::ENABLE_MATH, settings.math);
    options
}

fn is_block(tag: &Tag<'_>) -> bool {
    is_block_end(tag.to_end())
}

/// Whether a tag ends a block of the stream.
pub(crate) fn is_block_end(tag: TagEnd) -> bool {
    match tag {
        TagEnd::Emphasis
        | TagEnd::Strong
        | TagEnd::Strikethrough
        | TagEnd::Superscript
        | TagEnd::Subscript
        | TagEnd::Link
        | TagEnd::Image => false,
        TagEnd::Paragraph
        | TagEnd::Heading(_)
        | TagEnd::BlockQuote(_)
        | TagEnd::CodeBlock
        | TagEnd::HtmlBlock
        | TagEnd::List(_)
        | TagEnd::Item
        | TagEnd::FootnoteDefinition
        | TagEnd::DefinitionList
        | TagEnd::DefinitionListTitle
        | TagEnd::DefinitionListDefinition
        | TagEnd::Table
        | TagEnd::TableHead
        | TagEnd::TableRow
        | TagEnd::TableCell
        | TagEnd::MetadataBlock(_) => true,
    }
}

fn kind_of(tag: &Tag<'_>) -> BlockKind {
    match tag {
        Tag::Heading { level, .. } => BlockKind::Heading(*level as u8),
        Tag::CodeBlock(_) => BlockKind::Code,
        _ => BlockKind::Text,
    }
}

/// Builds the stream: collapses white space, trims blocks, joins them with `\n`.
#[derive(Debug)]
struct Writer {
    stream: String,
    blocks: Vec<Block>,
    kind: BlockKind,
    block_start: Option<usize>,
    has_space: bool,
}

impl Default for Writer {
    fn default() -> Self {
        Self {
            stream: String::new(),
            blocks: Vec::new(),
            kind: BlockKind::Text,
            block_start: None,
            has_space: false,
        }
    }
}

impl Writer {
    fn here(&self) -> Range {
        Range::new(self.stream.len(), self.stream.len())
    }

    fn push(&mut self, text: &str) -> Range {
        let mut start = None;
        for c in text.chars() {
            if is_space(c) {
                self.has_space = true;
                continue;
            }
            if self.block_start.is_none() {
                if !self.stream.is_empty() {
                    self.stream.push('\n');
                }
                self.block_start = Some(self.stream.len());
            } else if self.has_space {
                self.stream.push(' ');
            }
            self.has_space = false;
            start.get_or_insert(self.stream.len());
            self.stream.push(c);
        }
        start.map_or(self.here(), |start| Range::new(start, self.stream.len()))
    }

    /// Ends the current block, if it has text; the next one is of `kind`.
    fn end_block(&mut self, kind: BlockKind) {
        if let Some(start) = self.block_start.take() {
            let range = Range::new(start, self.stream.len());
            self.blocks.push(Block { range, kind: self.kind });
        }
        self.has_space = false;
        self.kind = kind;
    }
}

#[cfg(test)]
mod tests {
    use super::flow;
    use crate::source::config::Markdown;

    fn check(markdown: &str, expected: &str) {
        let settings = Markdown { math: true, ..Markdown::default() };
        assert_eq!(flow(markdown, settings).stream, expected, "{markdown:?}");
    }

    #[test]
    fn the_stream_is_the_visible_text() {
        check("# A\n\nb  c\nd\\\ne", "A\nb c d e");
        check("\"q\" -- it's...", "“q” – it’s…");
        check("a **b**c `d  e` [f](g)", "a bc d e f");
        check("- a\n- b\n  - c\n\n1. d", "a\nb\nc\nd");
        check("| a | b |\n|---|---|\n| c |  |", "a\nb\nc");
        check("t\n: d1\n: d2", "t\nd1\nd2");
        check("```x\n a\n  b\n```\n", "a b");
        check("a[^1] b\n\n[^1]: note", "a b");
        check("x ![alt](i.png \"t\") y $z$ w", "x y w");
        check("<div>raw</div>\n\na <b>c</b>d<br>e", "a cde");
        check("> [!NOTE]\n> said", "said");
        check("a\u{a0}b \u{2003} c\u{202f}d", "a\u{a0}b c\u{202f}d");
        check("[[id]] [[id|shown]] [x](@id) ![[f.png]]", "id shown x");
        check("- [x] done\n- [ ] open", "done\nopen");
        check("a\r\nb\r\n\r\nc", "a b\nc");
        check("&amp; \\* &nbsp;x", "& * \u{a0}x");
        check("", "");
    }

    #[test]
    fn only_visible_paragraphs_are_numbered() {
        let check = |markdown: &str, expected: &[&str]| {
            let flow = flow(markdown, Markdown::default());
            let found: Vec<&str> =
                flow.paragraphs.iter().map(|range| &flow.stream[range.of()]).collect();
            assert_eq!(found, expected, "{markdown:?}");
        };
        check("# A\n\nb\n\n> c\n>\n> d\n\ne", &["b", "c", "d", "e"]);
        check("- a\n- b\n  - c\n- [ ] d", &["a", "b\nc", "c", "d"]);
        check("- a\n\n  b\n\n- [x] c\n", &["a", "b", "c"]);
        check("t\n: d1\n: d2", &["d1", "d2"]);
        check("a[^1]\n\n[^1]: note\n\n![i](i.png)\n\n![](i.png \"caption\")\n\nb", &["a", "b"]);
        check("| a |\n|---|\n| c |\n\n```\ncode\n```\n\n<p>raw</p>\n", &[]);
    }
}
