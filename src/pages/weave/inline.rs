//! Inline elements and text; marks are split where elements begin and end.

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use crate::base::Size;
use crate::base::escape::{escaped, push_escaped};
use crate::names::Wiki;
use crate::pages::weave::context::TextKind;
use crate::pages::weave::links::link_tag;
use crate::pages::weave::mark::{class, entity_href};
use crate::pages::weave::writer::{Frame, Reference, Writer};
use crate::parse::flow::is_space;
use crate::parse::formula::mathml;
use crate::parse::html::{for_feeds, without_ids};
use crate::parse::step::{Step, is_inline_mention, mention_target};
use crate::plan::{Choices, SIZES};

impl<'a> Writer<'a> {
    /// Writes one inline step; returns the index of the next.
    pub(crate) fn inline(&mut self, steps: &[Step<'_>], at: usize) -> usize {
        let step = &steps[at];
        match &step.event {
            Event::Text(text) => self.text(text, step),
            Event::Code(text) => {
                self.begin(step);
                self.out.push_str("<code>");
                self.stack.push(Frame::Element(false));
                self.text(text, step);
                self.end(step, "</code>");
            }
            Event::SoftBreak => self.space("\n", step),
            Event::HardBreak => self.space("<br>\n", step),
            Event::InlineHtml(html) => self.html(html, step),
            Event::InlineMath(formula) => self.formula(formula, false),
            Event::DisplayMath(formula) => self.formula(formula, true),
            Event::FootnoteReference(label) => self.footnote_reference(steps, step, label),
            Event::TaskListMarker(is_done) if self.context.is_standalone() => {
                self.out.push_str(if *is_done { "\u{2611} " } else { "\u{2610} " });
            }
            Event::TaskListMarker(is_done) => {
                let (state, key) =
                    if *is_done { (" checked", "task-done") } else { ("", "task-open") };
                let label = escaped(self.words.get(key));
                self.out.push_str(&format!(
                    "<input type=\"checkbox\" class=\"added\" aria-label=\"{label}\" disabled{state}> "
                ));
            }
            Event::Start(Tag::Image { .. }) => {
                self.image(steps, at);
                return step.end + 1;
            }
            Event::Start(tag) => self.start_inline(tag, step),
            Event::End(tag) => self.end_inline(*tag, step),
            Event::Html(_) | Event::Rule => {}
        }
        at + 1
    }

    fn start_inline(&mut self, tag: &Tag<'_>, step: &Step<'_>) {
        if let Tag::Link { link_type, dest_url, title, .. } = tag {
            return self.start_link(*link_type, dest_url, title, step);
        }
        self.begin(step);
        self.out.push_str(match tag {
            Tag::Emphasis => "<em>",
            Tag::Strong => "<strong>",
            Tag::Strikethrough => "<del>",
            Tag::Superscript => "<sup>",
            _ => "<sub>",
        });
        self.stack.push(Frame::Element(false));
    }

    fn end_inline(&mut self, tag: TagEnd, step: &Step<'_>) {
        let close = match tag {
            TagEnd::Emphasis => "</em>",
            TagEnd::Strong => "</strong>",
            TagEnd::Strikethrough => "</del>",
            TagEnd::Superscript => "</sup>",
            TagEnd::Subscript => "</sub>",
            _ if self.links.pop() == Some(true) => "</a>",
            _ => return,
        };
        self.end(step, close);
    }

    fn start_link(&mut self, kind: LinkType, target: &CowStr<'_>, title: &str, step: &Step<'_>) {
        // inline mentions are marks; links inside HTML links stay text
        let address = self.link_address(kind, target, step).filter(|_| !self.is_in_html_link);
        self.links.push(address.is_some());
        let Some((attributes, href)) = address else { return };
        self.begin(step);
        self.out.push_str(&format!("<a{attributes} href=\"{href}\""));
        if !title.is_empty() && !is_inline_mention(kind, target) {
            self.out.push_str(" title=\"");
            push_escaped(&mut self.out, title);
            self.out.push('"');
        }
        self.out.push('>');
        self.stack.push(Frame::Element(true));
    }

    /// Attributes and escaped address of a link; `None` if it is a mark or plain text.
    fn link_address(
        &self,
        kind: LinkType,
        target: &CowStr<'_>,
        step: &Step<'_>,
    ) -> Option<(String, String)> {
        let mut href = String::new();
        if !is_inline_mention(kind, target) {
            let address = match kind {
                LinkType::Email => Some(format!("mailto:{target}")),
                _ => self.context.link(target),
            };
            push_escaped(&mut href, &address?);
            return Some((String::new(), href));
        }
        let named = mention_target(kind, target);
        let is_wiki = matches!(kind, LinkType::WikiLink { .. });
        let entity = match if is_wiki { self.context.site.names.wiki(named) } else { Wiki::Unknown }
        {
            Wiki::File { .. } => {
                push_escaped(&mut href, &self.context.wiki_address(named)?);
                return Some((String::new(), href));
            }
            Wiki::Entity(entity) => entity,
            Wiki::Ambiguous(_) => return None,
            Wiki::Unknown => self.context.site.names.by_id(named)?,
        };
        let is_mark = self.text_kind != TextKind::Prose && !step.is_aside;
        let href = entity_href(self.context, entity);
        let attributes = if self.context.is_standalone() {
            String::new()
        } else {
            format!(" class=\"named {}\"", class(self.context, entity))
        };
        (!is_mark && !href.is_empty()).then_some((attributes, href))
    }

    /// Whether a link is a wikilink to a file.
    pub(crate) fn is_file_link(&self, kind: LinkType, target: &CowStr<'_>) -> bool {
        matches!(kind, LinkType::WikiLink { .. })
            && matches!(
                self.context.site.names.wiki(mention_target(kind, target)),
                Wiki::File { .. }
            )
    }

    /// Starts an element: opens the marks that contain all of it, cuts the others.
    fn begin(&mut self, step: &Step<'_>) {
        if step.range.is_empty() {
            return;
        }
        if step.has_html {
            self.cut_all(step.range.start);
        } else {
            self.cut_shorter(step.range.end);
            self.open(step.range.start, step.range.end);
        }
    }

    /// Ends an element: cuts the marks inside it and closes marks that end here.
    fn end(&mut self, step: &Step<'_>, close: &str) {
        self.cut_all(step.range.end);
        self.out.push_str(close);
        self.stack.pop();
        self.close_ended(step.range.end);
    }

    /// Writes text; opens and closes marks where they begin and end.
    fn text(&mut self, text: &str, step: &Step<'_>) {
        if step.is_aside || self.marks.is_empty() {
            return self.words(text);
        }
        let mut rest = text;
        let mut place = step.range.start;
        loop {
            let space = rest.len() - rest.trim_start_matches(is_space).len();
            if space > 0 {
                self.space(&rest[..space], step);
            }
            if space > 0 && rest.len() < text.len() {
                place += 1;
            }
            rest = &rest[space..];
            if rest.is_empty() {
                return;
            }
            self.open(place, 0);
            let limit = self.boundary(place, step.range.end);
            let (length, end) = run(rest, place, limit);
            self.linked_between(&rest[..length]);
            (rest, place) = (&rest[length..], end);
            self.close_ended(place);
        }
    }

    /// Writes white space. It belongs to the marks that continue after it.
    fn space(&mut self, space: &str, step: &Step<'_>) {
        if !step.is_aside {
            self.reopen();
        }
        match &self.code {
            Some(_) => self.words(space),
            None => self.out.push_str(space),
        }
    }

    /// Writes text; inside a [`Link::Between`](crate::pages::weave::mark::Link::Between) mention, wrapped in its own
    /// link.
    fn linked_between(&mut self, text: &str) {
        let holder = self.stack.iter().rev().find_map(|frame| match frame {
            Frame::Mark(mark) => self.marks[*mark].between(),
            Frame::Element(_) => None,
        });
        match holder {
            Some(href) if !self.is_in_link() => {
                self.out.push_str("<a href=\"");
                self.out.push_str(href);
                self.out.push_str("\">");
                self.words(text);
                self.out.push_str("</a>");
            }
            _ => self.words(text),
        }
    }

    /// Writes escaped text; in a code block, highlighted.
    fn words(&mut self, words: &str) {
        let Some(code) = self.code.as_mut().filter(|_| !self.context.is_standalone()) else {
            return push_escaped(&mut self.out, words);
        };
        for (piece, class) in code.cut(words) {
            match class {
                Some(class) => {
                    self.out.push_str(&format!("<span class=\"{class}\">"));
                    push_escaped(&mut self.out, piece);
                    self.out.push_str("</span>");
                }
                None => push_escaped(&mut self.out, piece),
            }
        }
    }

    /// Writes an author's HTML tag; marks are cut there.
    fn html(&mut self, html: &str, step: &Step<'_>) {
        if !self.context.site.config.markdown.raw_html {
            return;
        }
        self.cut_all(step.range.start);
        self.raw(html);
        if let Some(is_open) = link_tag(html) {
            self.is_in_html_link = is_open;
            self.release();
        }
    }

    /// Writes the author's HTML unchanged, without ids if the page may contain the text twice.
    pub(crate) fn raw(&mut self, html: &str) {
        if self.context.is_standalone() {
            self.out.push_str(&for_feeds(html, |url| self.context.kept_address(url)));
        } else if self.text_kind == TextKind::Prose || !self.suffix.is_empty() {
            self.out.push_str(&without_ids(html));
        } else {
            self.out.push_str(html);
        }
    }

    fn formula(&mut self, tex: &str, is_display: bool) {
        let class = if is_display { "added math display" } else { "added math" };
        if self.context.is_standalone() {
            self.out.push_str("<span>");
        } else {
            self.out.push_str(&format!("<span class=\"{class}\">"));
        }
        match mathml(tex, is_display) {
            Ok(math) => self.out.push_str(&math),
            Err(_) => push_escaped(&mut self.out, tex),
        }
        self.out.push_str("</span>");
    }

    fn footnote_reference(&mut self, steps: &[Step<'_>], step: &Step<'_>, label: &str) {
        let Some(note) = self.footnote_note(label) else {
            let number = Writer::footnote_number(steps, label);
            let class = if self.context.is_standalone() { "" } else { " class=\"ref\"" };
            return self.out.push_str(&format!("<sup{class}>{number}</sup>"));
        };
        if step.is_aside && !self.is_in_note {
            return;
        }
        // references in the text are counted before those in notes, wherever the notes are
        let is_same = |other: &&Step<'_>| {
            matches!(&other.event, Event::FootnoteReference(it) if **it == *label)
                && !other.is_aside
        };
        let n_in_text = if step.is_aside { steps.iter().filter(is_same).count() } else { 0 };
        self.referred.push((note, step.is_aside));
        let known = self.referred.iter().filter(|known| **known == (note, step.is_aside));
        let nth = n_in_text + known.count();
        self.waiting.push(Reference::Note(note, nth));
        self.release();
    }

    /// Writes an image. If it is alone in its paragraph, its title becomes the caption (see `block`).
    pub(crate) fn image(&mut self, steps: &[Step<'_>], at: usize) {
        let Event::Start(Tag::Image { link_type, dest_url, title, .. }) = &steps[at].event else {
            return;
        };
        let mut alt = String::new();
        for step in &steps[at + 1..steps[at].end] {
            match &step.event {
                Event::Text(text) | Event::Code(text) => alt.push_str(text),
                Event::SoftBreak | Event::HardBreak => alt.push(' '),
                _ => {}
            }
        }
        if matches!(link_type, LinkType::WikiLink { has_pothole: false }) {
            alt.clear();
        }
        let Some(src) = self.context.link(dest_url) else { return };
        let choices =
            self.context.choices(dest_url).unwrap_or(Choices { src, ..Choices::default() });
        let has_webp = !choices.webp.is_empty();
        if has_webp {
            self.out.push_str("<picture><source type=\"image/webp\"");
            self.srcset(&choices.webp);
            self.out.push('>');
        }
        self.out.push_str("<img src=\"");
        push_escaped(&mut self.out, &choices.src);
        self.out.push_str("\" alt=\"");
        push_escaped(&mut self.out, &alt);
        if !title.is_empty() && !self.is_in_figure {
            self.out.push_str("\" title=\"");
            push_escaped(&mut self.out, title);
        }
        self.out.push('"');
        if let Some(Size { width, height }) = self.context.size(dest_url) {
            self.out.push_str(&format!(" width=\"{width}\" height=\"{height}\""));
        }
        if !choices.srcset.is_empty() {
            self.srcset(&choices.srcset);
        }
        // lazy loading would delay the first image, which may be visible at once
        if std::mem::replace(&mut self.has_image, true) && !self.context.is_standalone() {
            self.out.push_str(" loading=\"lazy\"");
        }
        self.out.push_str(if has_webp { "></picture>" } else { ">" });
    }

    fn srcset(&mut self, choices: &str) {
        self.out.push_str(" srcset=\"");
        push_escaped(&mut self.out, choices);
        self.out.push_str(&format!("\" sizes=\"{SIZES}\""));
    }
}

/// Length in bytes of the part of `text` that ends at or before `limit`, without trailing white space, and the
/// position after it. `place` is the position of the first character, which must not be white space. Positions are
/// byte offsets in the stream.
fn run(text: &str, place: u32, limit: u32) -> (usize, u32) {
    let (mut bytes, mut end, mut here, mut is_space_before) = (0, place, place, false);
    for (at, c) in text.char_indices() {
        if is_space(c) {
            is_space_before = true;
            continue;
        }
        here += u32::from(std::mem::take(&mut is_space_before));
        here += c.len_utf8() as u32;
        if here > limit && bytes > 0 {
            break;
        }
        (bytes, end) = (at + c.len_utf8(), here);
    }
    (bytes, end)
}
