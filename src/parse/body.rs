//! Extracts a Markdown body: text stream, headings, links, mentions, footnotes.

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use crate::base::{Checked, Diagnostic, Path, Range, Span, codes};
use crate::parse::flow::{Flow, flow};
use crate::parse::formula::mathml;
use crate::parse::heading::Ids;
use crate::parse::html::is_reserved_class;
use crate::parse::step::{Step, is_inline_mention, mention_target};
use crate::parse::{Block, BlockKind, Body, Footnote, Heading, InlineMention, Link};
use crate::source::config::Markdown;

/// Position of a Markdown text in its file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Origin<'a> {
    /// The file, for diagnostics.
    pub(crate) path: &'a Path,
    /// Byte offset of the text in the file; added to all spans.
    pub(crate) offset: u32,
    /// Span to use in diagnostics instead, for strings in front matter, whose bytes differ from the file's.
    pub(crate) stand_in: Option<Span>,
}

impl Origin<'_> {
    fn place(&self, span: Span) -> Span {
        self.stand_in.unwrap_or(span)
    }
}

/// Parses a Markdown text.
pub(crate) fn body(markdown: &str, origin: Origin<'_>, settings: Markdown) -> Checked<Body> {
    let Flow { steps, stream, blocks, paragraphs, html } = flow(markdown, settings);
    let mut reading = Reading {
        origin,
        ids: Ids::default(),
        body: Body { blocks, paragraphs, stream: stream.into(), ..Body::default() },
        diagnostics: Vec::new(),
    };
    reading.body.span = Span::new(0, markdown.len()).shifted(origin.offset);
    let headings = steps.iter().filter_map(|step| match &step.event {
        Event::Start(Tag::Heading { id: Some(id), .. }) => Some(id.as_ref()),
        _ => None,
    });
    reading.ids = Ids::explicit(headings.chain(html.ids.iter().map(String::as_str)));
    for trouble in &html.troubles {
        let span = Span::new(trouble.source.start, trouble.source.end).shifted(origin.offset);
        reading.diagnostics.push(trouble.diagnostic(origin.path, origin.place(span)));
    }
    reading.body.anchors = html.ids;
    for step in &steps {
        reading.step(step);
    }
    reading.lower_headings();
    reading.order_footnotes(&steps);
    reading.exclude_code();
    reading.find_nested_mentions(&steps);
    reading.find_empty_mentions(&steps);
    if !settings.raw_html {
        reading.report_html(&steps);
    }
    Checked::new(reading.body, reading.diagnostics)
}

struct Reading<'a> {
    origin: Origin<'a>,
    ids: Ids,
    body: Body,
    diagnostics: Vec<Diagnostic>,
}

impl Reading<'_> {
    fn span(&self, step: &Step<'_>) -> Span {
        Span::new(step.source.start, step.source.end).shifted(self.origin.offset)
    }

    fn step(&mut self, step: &Step<'_>) {
        match &step.event {
            Event::Start(Tag::Heading { level, id, classes, .. }) => {
                if !step.is_aside {
                    self.heading(step, *level as u8, id.as_deref());
                }
                for class in classes.iter().filter(|class| is_reserved_class(class)) {
                    self.diagnostics.push(heading_class_reserved(
                        self.origin,
                        self.span(step),
                        class,
                    ));
                }
            }
            Event::Start(Tag::Link { link_type, dest_url, title, .. }) => {
                let span = self.span(step);
                if is_inline_mention(*link_type, dest_url) {
                    let mention = InlineMention {
                        range: step.range,
                        span,
                        target: mention_target(*link_type, dest_url).into(),
                        is_wiki: matches!(link_type, LinkType::WikiLink { .. }),
                        title: title.to_string(),
                    };
                    let list =
                        if step.is_aside { &mut self.body.asides } else { &mut self.body.inline };
                    list.push(mention);
                } else {
                    let target = match link_type {
                        LinkType::Email => format!("mailto:{dest_url}"),
                        _ => dest_url.to_string(),
                    };
                    self.body.links.push(Link { target, span });
                    if !step.is_aside && !step.range.is_empty() {
                        self.body.barred.push(step.range);
                    }
                }
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                let (target, span) = (dest_url.to_string(), self.span(step));
                self.body.images.push(Link { target, span });
            }
            Event::Start(Tag::FootnoteDefinition(label)) => {
                let footnote = Footnote {
                    label: label.to_string(),
                    references: Vec::new(),
                    span: self.span(step),
                };
                if self.body.footnotes.iter().all(|known| known.label != footnote.label) {
                    self.body.footnotes.push(footnote);
                }
            }
            Event::Code(_) if !step.is_aside && !step.range.is_empty() => {
                self.body.barred.push(step.range);
            }
            Event::InlineMath(tex) | Event::DisplayMath(tex) => {
                if let Err(reason) = mathml(tex, false) {
                    self.diagnostics.push(formula_invalid(self.origin, self.span(step), &reason));
                }
            }
            _ => {}
        }
    }

    fn heading(&mut self, step: &Step<'_>, level: u8, explicit: Option<&str>) {
        let text = self.body.stream[step.range.of()].to_string();
        let span = self.span(step);
        let id = match explicit {
            Some(id) => {
                if Ids::is_reserved(id) {
                    self.diagnostics.push(heading_id_reserved(self.origin, span, id));
                } else if !self.ids.take_explicit(id) {
                    self.diagnostics.push(heading_id_duplicate(self.origin, span, id));
                }
                id.to_string()
            }
            None => self.ids.take(&text),
        };
        self.body.headings.push(Heading { level, id, text, range: step.range, span });
    }

    /// Lowers all headings by one level if there is a level 1 heading, which is reserved for the title.
    fn lower_headings(&mut self) {
        if self.body.headings.iter().any(|heading| heading.level == 1) {
            for heading in &mut self.body.headings {
                heading.level = (heading.level + 1).min(6);
            }
        }
    }

    /// Records references of each footnote and sorts footnotes by first reference. Removes and reports footnotes that
    /// are not referenced from the text, directly or through other footnotes.
    fn order_footnotes(&mut self, steps: &[Step<'_>]) {
        for step in steps.iter().filter(|step| !step.is_aside) {
            if let Event::FootnoteReference(label) = &step.event
                && let Some(note) = self.body.footnotes.iter_mut().find(|n| *n.label == **label)
            {
                note.references.push(step.range.start);
            }
        }
        let (mut used, mut unused): (Vec<Footnote>, Vec<Footnote>) =
            std::mem::take(&mut self.body.footnotes)
                .into_iter()
                .partition(|n| !n.references.is_empty());
        used.sort_by_key(|note| note.references[0]);
        // a reference inside a footnote counts at the position of that footnote's first reference
        let mut read = 0;
        while let Some(note) = used.get(read) {
            let at = note.references[0];
            for label in referred_in(steps, &note.label) {
                if let Some(known) = used.iter_mut().find(|n| n.label == label) {
                    known.references.push(at);
                } else if let Some(found) = unused.iter().position(|n| n.label == label) {
                    let mut next = unused.remove(found);
                    next.references.push(at);
                    used.push(next);
                }
            }
            read += 1;
        }
        used.sort_by_key(|note| note.references[0]);
        self.body.footnotes = used;
        for note in unused {
            self.diagnostics.push(footnote_unused(self.origin, note.span, &note.label));
        }
    }

    /// Reports inline mentions without visible content.
    fn find_empty_mentions(&mut self, steps: &[Step<'_>]) {
        for (at, step) in steps.iter().enumerate() {
            let Event::Start(Tag::Link { link_type, dest_url, .. }) = &step.event else { continue };
            let is_nothing = |step: &Step<'_>| match &step.event {
                Event::Text(text) | Event::Code(text) => text.trim().is_empty(),
                Event::SoftBreak | Event::HardBreak => true,
                _ => false,
            };
            if is_inline_mention(*link_type, dest_url)
                && steps[at + 1..step.end].iter().all(is_nothing)
            {
                let target = mention_target(*link_type, dest_url);
                self.diagnostics.push(mention_empty(self.origin, self.span(step), target));
            }
        }
    }

    fn exclude_code(&mut self) {
        let code = self.body.blocks.iter().filter(|block| block.kind == BlockKind::Code);
        self.body.barred.extend(code.map(|block: &Block| block.range));
        self.body.barred.sort();
        let mut merged: Vec<Range> = Vec::with_capacity(self.body.barred.len());
        for range in &self.body.barred {
            match merged.last_mut() {
                Some(last) if range.start < last.end => last.end = last.end.max(range.end),
                _ => merged.push(*range),
            }
        }
        self.body.barred = merged;
    }

    /// Reports nested mentions: links do not nest, so the outer brackets of `[a [b](@b)](@a)` remain in the text.
    fn find_nested_mentions(&mut self, steps: &[Step<'_>]) {
        let stream = self.body.stream.clone();
        for (at, found) in stream.match_indices("](@") {
            let range = Range::new(at, at + found.len());
            if !self.body.barred.iter().any(|barred| barred.overlaps(range)) {
                let around = excerpt(&stream, at);
                let written =
                    steps.iter().find(|step| step.is_text() && step.range.overlaps(range));
                let span = written.map_or_else(|| self.body.span, |step| self.span(step));
                self.diagnostics.push(mention_nested(self.origin, span, around));
            }
        }
        for (at, step) in steps.iter().enumerate() {
            if matches!(step.event, Event::Start(Tag::FootnoteDefinition(_))) {
                self.find_nested_in_footnote(&steps[at + 1..step.end]);
            }
        }
    }

    fn find_nested_in_footnote(&mut self, steps: &[Step<'_>]) {
        let (mut text, mut places) = (String::new(), Vec::new());
        let mut at = 0;
        while let Some(step) = steps.get(at) {
            match &step.event {
                Event::Start(Tag::CodeBlock(_)) => {
                    at += steps[at..].iter().take_while(|step| !is_code_end(step)).count();
                }
                Event::Text(words) => {
                    places.push((text.len(), at));
                    text.push_str(words);
                }
                Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Paragraph) => {
                    text.push(' ')
                }
                _ => {}
            }
            at += 1;
        }
        for (found, _) in text.match_indices("](@") {
            let before = places.partition_point(|(start, _)| *start <= found);
            let written = before.checked_sub(1).and_then(|at| steps.get(places[at].1));
            let span = written.map_or_else(|| self.body.span, |step| self.span(step));
            self.diagnostics.push(mention_nested(self.origin, span, excerpt(&text, found)));
        }
    }

    fn report_html(&mut self, steps: &[Step<'_>]) {
        let mut html = steps.iter().filter(|step| {
            matches!(step.event, Event::InlineHtml(_) | Event::Start(Tag::HtmlBlock))
        });
        if let Some(first) = html.next() {
            let span = self.span(first);
            self.diagnostics.push(html_left_out(self.origin, span, 1 + html.count()));
        }
    }
}

fn is_code_end(step: &Step<'_>) -> bool {
    matches!(step.event, Event::End(TagEnd::CodeBlock))
}

/// Labels of footnote references inside a footnote, in order.
fn referred_in(steps: &[Step<'_>], label: &str) -> Vec<String> {
    let is_it = |step: &&Step<'_>| matches!(&step.event, Event::Start(Tag::FootnoteDefinition(it)) if **it == *label);
    let Some(start) = steps.iter().position(|step| is_it(&step)) else { return Vec::new() };
    let inside = steps[start + 1..steps[start].end].iter();
    let labels = inside.filter_map(|step| match &step.event {
        Event::FootnoteReference(label) => Some(label.to_string()),
        _ => None,
    });
    labels.collect()
}

/// Up to 24 characters of the text before an offset, on the same line.
fn excerpt(text: &str, at: usize) -> &str {
    let start = text[..at].char_indices().rev().take(24).last().map_or(at, |(start, _)| start);
    text[start..at].rsplit('\n').next().unwrap_or_default()
}

fn heading_id_reserved(origin: Origin<'_>, span: Span, id: &str) -> Diagnostic {
    let message = format!("the id `{id}` of this heading is reserved for Glossator");
    Diagnostic::at(codes::HEADING_ID, origin.path, origin.place(span), message)
        .help("ids like `m3` and ids that begin with `g-`, `note-` or `statement-` are reserved")
}

fn heading_class_reserved(origin: Origin<'_>, span: Span, class: &str) -> Diagnostic {
    let message =
        format!("`class {class}` is reserved for Glossator, so it is left out of this heading");
    Diagnostic::at(codes::HTML_RESERVED, origin.path, origin.place(span), message)
        .help("scripts and other programs use it to find marks; use a class of your own")
}

fn heading_id_duplicate(origin: Origin<'_>, span: Span, id: &str) -> Diagnostic {
    let message = format!("two headings of this text have the id `{id}`");
    Diagnostic::at(codes::HEADING_ID, origin.path, origin.place(span), message)
        .help("give one of them another id: `{#other}`")
}

fn footnote_unused(origin: Origin<'_>, span: Span, label: &str) -> Diagnostic {
    let message = format!("nothing refers to the footnote `[^{label}]`, so no reader will see it");
    Diagnostic::at(codes::FOOTNOTE_UNUSED, origin.path, origin.place(span), message)
        .help(format!("write `[^{label}]` where it belongs, or remove the footnote"))
}

fn formula_invalid(origin: Origin<'_>, span: Span, reason: &str) -> Diagnostic {
    let message = format!("this formula cannot be read: {reason}");
    Diagnostic::at(codes::FORMULA_INVALID, origin.path, origin.place(span), message)
        .help("correct the TeX; write a literal dollar sign as `\\$`")
}

fn mention_nested(origin: Origin<'_>, span: Span, around: &str) -> Diagnostic {
    let message =
        format!("`](@` is left in the text after `{around}`: links do not nest in Markdown");
    Diagnostic::at(codes::MENTION_NESTED, origin.path, origin.place(span), message)
        .help("write the outer mention by quotation, as an `[[annotations]]` table")
}

fn mention_empty(origin: Origin<'_>, span: Span, target: &str) -> Diagnostic {
    let message = format!("this mention of `{target}` has no words, so no reader would see it");
    Diagnostic::at(codes::VALUE_EMPTY, origin.path, origin.place(span), message).help(format!(
        "write `[words](@{target})`, or `[[{target}]]` for the id or name as it stands"
    ))
}

fn html_left_out(origin: Origin<'_>, span: Span, count: usize) -> Diagnostic {
    let pieces = if count == 1 { "a piece".to_string() } else { format!("{count} pieces") };
    let message = format!("{pieces} of HTML left out of the page, because `raw_html` is off");
    Diagnostic::at(codes::HTML_LEFT_OUT, origin.path, origin.place(span), message)
        .help("write it in Markdown, or set `raw_html = true` under `[markdown]`")
}
