//! Blocks: paragraphs, headings, lists, tables, code.

use std::ops::Range as Bytes;

use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, Event, Tag, TagEnd};

use crate::base::escape::{escaped, push_escaped};
use crate::pages::weave::code::Code;
use crate::pages::weave::context::TextKind;
use crate::pages::weave::prose;
use crate::pages::weave::writer::{Table, Writer};
use crate::parse::flow::{is_block_end, is_paragraph};
use crate::parse::html::is_reserved_class;
use crate::parse::step::Step;

impl Writer<'_> {
    /// Writes a range of steps as blocks.
    pub(crate) fn blocks(&mut self, steps: &[Step<'_>], range: Bytes<usize>) {
        let mut at = range.start;
        while at < range.end {
            let step = &steps[at];
            at = match &step.event {
                Event::Start(Tag::FootnoteDefinition(_)) => step.end + 1,
                Event::Start(Tag::HtmlBlock) => {
                    self.cut_all(step.range.start);
                    self.html_block(&steps[at + 1..step.end]);
                    self.end_top_level(steps);
                    step.end + 1
                }
                Event::Start(tag) if is_block_end(tag.to_end()) => {
                    self.cut_all(step.range.start);
                    self.depth += 1;
                    self.start_block(tag, steps, at)
                }
                Event::End(tag) if is_block_end(*tag) => {
                    self.cut_all(step.range.end);
                    if matches!(tag, TagEnd::Item | TagEnd::DefinitionListDefinition) {
                        self.end_item(steps);
                    }
                    self.end_block(*tag);
                    self.depth -= 1;
                    self.end_top_level(steps);
                    at + 1
                }
                Event::Rule => {
                    self.cut_all(step.range.start);
                    self.out.push_str("<hr>\n");
                    self.end_top_level(steps);
                    at + 1
                }
                _ => self.inline(steps, at),
            };
        }
    }

    /// Ends a top-level block; in an article, its notes follow it.
    fn end_top_level(&mut self, steps: &[Step<'_>]) {
        self.is_in_html_link = false;
        self.release();
        // the blocks of a footnote are part of its note
        if self.depth == 0 && !self.is_in_note {
            // a footnote definition writes nothing here
            self.n_blocks += usize::from(self.out.len() > self.counted);
            if self.text_kind == TextKind::Article {
                self.notes_after_block(steps);
            }
            self.counted = self.out.len();
        }
    }

    /// Opens a block; returns the index of the next step.
    fn start_block(&mut self, tag: &Tag<'_>, steps: &[Step<'_>], at: usize) -> usize {
        match tag {
            Tag::Paragraph => {
                if let Some(caption) = figure_caption(&steps[at..=steps[at].end]) {
                    self.figure(steps, at + 1, caption);
                    // the paragraph's end tag writes nothing then
                    self.is_in_figure = true;
                    return steps[at].end;
                }
                self.numbered("<p", steps, at);
            }
            Tag::Heading { level, classes, .. } => self.heading(*level as u8, classes),
            Tag::BlockQuote(kind) => self.quote(*kind),
            Tag::CodeBlock(kind) => self.code(kind, &steps[at + 1..steps[at].end]),
            Tag::List(start) => {
                self.start_items(steps);
                self.out.push_str(&match start {
                    None => "<ul>\n".to_string(),
                    Some(1) => "<ol>\n".to_string(),
                    Some(start) => format!("<ol start=\"{start}\">\n"),
                });
            }
            Tag::Item => {
                self.n_items += 1;
                self.numbered("<li", steps, at);
            }
            Tag::DefinitionList => {
                self.start_items(steps);
                self.out.push_str("<dl>\n");
            }
            Tag::DefinitionListTitle => self.out.push_str("<dt>"),
            Tag::DefinitionListDefinition => {
                self.n_items += 1;
                self.numbered("<dd", steps, at);
            }
            Tag::Table(alignments) => {
                self.table = Table { alignments: alignments.clone(), ..Table::default() };
                if !self.context.is_standalone() {
                    // focusable, so that it scrolls by keyboard; the label is for screen readers
                    let label = escaped(self.words.get("table"));
                    self.out.push_str(&format!(
                        "<div class=\"table-scroll\" tabindex=\"0\" role=\"group\" aria-label=\"{label}\">"
                    ));
                }
                self.out.push_str("<table>\n");
            }
            Tag::TableHead => {
                self.table.is_head = true;
                self.table.column = 0;
                self.out.push_str("<thead><tr>");
            }
            Tag::TableRow => {
                self.table.column = 0;
                self.out.push_str("<tr>");
            }
            Tag::TableCell => self.cell(),
            _ => {}
        }
        at + 1
    }

    fn end_block(&mut self, tag: TagEnd) {
        let close = match tag {
            TagEnd::Paragraph if std::mem::take(&mut self.is_in_figure) => "",
            TagEnd::Paragraph => "</p>\n",
            TagEnd::Heading(_) => return self.out.push_str(&format!("</h{}>\n", self.level)),
            TagEnd::BlockQuote(None) => "</blockquote>\n",
            TagEnd::BlockQuote(Some(_)) if self.context.is_standalone() => "</blockquote>\n",
            TagEnd::BlockQuote(Some(_)) => "</div>\n",
            TagEnd::CodeBlock => {
                self.code = None;
                "</code></pre>\n"
            }
            TagEnd::List(true) => "</ol>\n",
            TagEnd::List(false) => "</ul>\n",
            TagEnd::Item => "</li>\n",
            TagEnd::DefinitionList => "</dl>\n",
            TagEnd::DefinitionListTitle => "</dt>\n",
            TagEnd::DefinitionListDefinition => "</dd>\n",
            TagEnd::Table if self.context.is_standalone() => "</tbody></table>\n",
            TagEnd::Table => "</tbody></table></div>\n",
            TagEnd::TableHead => {
                self.table.is_head = false;
                "</tr></thead>\n<tbody>"
            }
            TagEnd::TableRow => "</tr>\n",
            TagEnd::TableCell if self.table.is_head => "</th>",
            TagEnd::TableCell => "</td>",
            _ => "",
        };
        self.out.push_str(close);
    }

    /// Starts a list. A surrounding item writes its notes first; notes from before the outermost list stay due until
    /// after it.
    fn start_items(&mut self, steps: &[Step<'_>]) {
        match self.n_items {
            0 => self.n_held = self.due.len(),
            _ => self.item_notes(steps),
        }
    }

    /// Writes the notes of an item before it ends.
    fn end_item(&mut self, steps: &[Step<'_>]) {
        self.n_items -= 1;
        self.is_in_html_link = false;
        self.release();
        self.item_notes(steps);
    }

    fn item_notes(&mut self, steps: &[Step<'_>]) {
        if self.text_kind == TextKind::Article && !self.is_in_note {
            self.notes_in_item(steps);
        }
    }

    /// Writes a start tag; in an article, paragraphs get `id="g-pN"`.
    fn numbered(&mut self, tag: &str, steps: &[Step<'_>], at: usize) {
        self.out.push_str(tag);
        if self.text_kind == TextKind::Article && !self.is_in_note && is_paragraph(steps, at) {
            self.n_paragraphs += 1;
            self.out.push_str(&format!(" id=\"g-p{}\"", self.n_paragraphs));
        }
        self.out.push('>');
    }

    fn heading(&mut self, level: u8, classes: &[pulldown_cmark::CowStr<'_>]) {
        let headings = &self.context.source().body.headings;
        let is_of_the_text = self.text_kind != TextKind::Prose && !self.is_in_note;
        let heading = headings.get(self.n_headings).filter(|_| is_of_the_text);
        self.n_headings += usize::from(heading.is_some());
        // only the page title is level 1
        let level = heading.map_or(level.max(2), |heading| heading.level);
        self.out.push_str(&format!("<h{level}"));
        self.level = level;
        if self.context.is_standalone() {
            return self.out.push('>');
        }
        if let Some(heading) = heading {
            self.out.push_str(" id=\"");
            push_escaped(&mut self.out, &heading.id);
            push_escaped(&mut self.out, &self.suffix);
            self.out.push('"');
        }
        // the parser has already reported reserved classes
        let classes: Vec<&str> = classes
            .iter()
            .map(|class| &**class)
            .filter(|class| !is_reserved_class(class))
            .collect();
        if !classes.is_empty() {
            self.out.push_str(" class=\"");
            push_escaped(&mut self.out, &classes.join(" "));
            self.out.push('"');
        }
        self.out.push('>');
    }

    fn quote(&mut self, kind: Option<BlockQuoteKind>) {
        let class = match kind {
            None => return self.out.push_str("<blockquote>\n"),
            Some(BlockQuoteKind::Note) => "note",
            Some(BlockQuoteKind::Tip) => "tip",
            Some(BlockQuoteKind::Important) => "important",
            Some(BlockQuoteKind::Warning) => "warning",
            Some(BlockQuoteKind::Caution) => "caution",
        };
        let label = escaped(self.words.get(&format!("alert-{class}")));
        self.out.push_str(&if self.context.is_standalone() {
            format!("<blockquote>\n<p><strong>{label}</strong></p>\n")
        } else {
            format!(
                "<div class=\"alert alert-{class}\">\n<p class=\"alert-title added\">{label}</p>\n"
            )
        });
    }

    fn code(&mut self, kind: &CodeBlockKind<'_>, inside: &[Step<'_>]) {
        let language = match kind {
            CodeBlockKind::Fenced(info) => info.split([' ', ',']).next().unwrap_or_default(),
            CodeBlockKind::Indented => "",
        };
        if self.context.is_standalone() {
            return self.out.push_str("<pre><code>");
        }
        if language.is_empty() {
            return self.out.push_str("<pre tabindex=\"0\"><code>");
        }
        self.out.push_str("<pre tabindex=\"0\"><code class=\"language-");
        push_escaped(&mut self.out, language);
        self.out.push_str("\">");
        let texts = inside.iter().filter_map(|step| match &step.event {
            Event::Text(text) => Some(&**text),
            _ => None,
        });
        self.code = Some(Code::new(language, &texts.collect::<String>()));
    }

    fn cell(&mut self) {
        let alignment = self.table.alignments.get(self.table.column).copied();
        self.table.column += 1;
        self.out.push_str(if self.table.is_head { "<th" } else { "<td" });
        self.out.push_str(match alignment {
            Some(Alignment::Center) => " class=\"align-center\"",
            Some(Alignment::Right) => " class=\"align-end\"",
            Some(Alignment::Left | Alignment::None) | None => "",
        });
        self.out.push('>');
    }

    fn figure(&mut self, steps: &[Step<'_>], image: usize, caption: &str) {
        self.is_in_figure = true;
        self.out.push_str("<figure>");
        self.image(steps, image);
        self.out.push_str(if self.context.is_standalone() {
            "<figcaption>"
        } else {
            "<figcaption class=\"added\">"
        });
        // a caption is one line; longer text is written unformatted
        let woven = prose(self.context, caption).0;
        let line = woven.strip_prefix("<p>").and_then(|rest| rest.strip_suffix("</p>\n"));
        match line.filter(|line| !line.contains("<p>")) {
            Some(line) => self.out.push_str(line),
            None => push_escaped(&mut self.out, caption),
        }
        self.out.push_str("</figcaption></figure>\n");
    }

    fn html_block(&mut self, steps: &[Step<'_>]) {
        if !self.context.site.config.markdown.raw_html {
            return;
        }
        // joined, since an element may span several lines
        let lines = steps.iter().filter_map(|step| match &step.event {
            Event::Html(html) | Event::Text(html) => Some(&**html),
            _ => None,
        });
        self.raw(&lines.collect::<String>());
        if !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }
}

/// Title of an image that is the only content of a paragraph.
fn figure_caption<'s>(paragraph: &'s [Step<'_>]) -> Option<&'s str> {
    match &paragraph.get(1)?.event {
        Event::Start(Tag::Image { title, .. })
            if !title.is_empty() && paragraph[1].end + 1 == paragraph[0].end =>
        {
            Some(title)
        }
        _ => None,
    }
}
