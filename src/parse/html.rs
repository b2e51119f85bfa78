//! Cleans raw HTML in Markdown: output tags nest correctly, ids are unique, and reserved classes and attributes are
//! removed.
//!
//! A tag that does not nest is removed and reported; the text in it stays.

mod elements;
mod feed;
mod reserved;
mod tags;
mod token;
mod troubles;

use std::collections::HashSet;
use std::ops::Range as Bytes;

use pulldown_cmark::{Event, Tag as Md};

use crate::parse::heading::Ids;
use crate::parse::html::elements::{HOLDERS, ends_before, is_of, may_end, may_stand};
pub(crate) use crate::parse::html::feed::{for_feeds, without_ids};
pub(crate) use crate::parse::html::reserved::is_reserved_class;
use crate::parse::html::tags::{Kind, Tag, tags};
use crate::parse::html::token::Token;
pub(crate) use crate::parse::html::troubles::{Fault, Trouble};
use crate::parse::step::{Step, is_inline_mention};

/// Result of cleaning the HTML of a text.
#[derive(Debug, Default)]
pub(crate) struct Settled {
    /// Ids in the HTML.
    pub(crate) ids: Vec<String>,
    /// What was removed.
    pub(crate) troubles: Vec<Trouble>,
}

/// Consecutive steps that form one piece of HTML.
struct Piece {
    steps: Bytes<usize>,
    html: String,
    /// End tags to insert after it.
    after: String,
}

/// An open element.
enum Frame {
    /// A Markdown element; whether it is a link.
    Markdown(bool),
    /// An HTML element, by the index of its start tag.
    Html(usize),
}

/// Removes tags that do not nest, duplicate ids, and reserved classes and attributes.
pub(crate) fn settle(steps: &mut [Step<'_>]) -> Settled {
    let is_html = |step: &Step<'_>| matches!(step.event, Event::InlineHtml(_) | Event::Html(_));
    if !steps.iter().any(is_html) {
        return Settled::default();
    }
    let mut settling = Settling::default();
    let mut at = 0;
    while at < steps.len() {
        at = settling.step(steps, at);
    }
    settling.close_to(0);
    let ids = settling.ids(steps);
    let troubles = settling.troubles(steps);
    settling.write(steps);
    Settled { ids, troubles }
}

#[derive(Default)]
struct Settling {
    pieces: Vec<Piece>,
    tokens: Vec<Token>,
    frames: Vec<Frame>,
}

impl Settling {
    /// Processes a step; returns the index of the next one.
    fn step(&mut self, steps: &[Step<'_>], at: usize) -> usize {
        match &steps[at].event {
            // image alt text contains no tags
            Event::Start(Md::Image { .. }) => return steps[at].end + 1,
            Event::Start(Md::HtmlBlock) => {
                let end = steps[at].end;
                self.piece(steps, at + 1..end, None);
                self.end_piece();
                return end + 1;
            }
            Event::Start(Md::Link { link_type, dest_url, .. }) => {
                let is_link = !is_inline_mention(*link_type, dest_url);
                if is_link && let Some(outer) = self.open_link() {
                    self.tokens[outer].fault = Some(Fault::Link);
                }
                self.frames.push(Frame::Markdown(is_link));
            }
            Event::Start(_) => self.frames.push(Frame::Markdown(false)),
            Event::End(_) => {
                let floor = self.floor();
                self.close_to(floor);
                self.frames.pop();
            }
            Event::InlineHtml(_) => {
                let is_line = in_line(steps, at);
                self.piece(steps, at..at + 1, Some(is_line));
            }
            _ => {}
        }
        at + 1
    }

    /// Index of the first frame inside the innermost Markdown element.
    fn floor(&self) -> usize {
        let markdown = self.frames.iter().rposition(|frame| matches!(frame, Frame::Markdown(_)));
        markdown.map_or(0, |at| at + 1)
    }

    /// The open HTML link, if it is kept.
    fn open_link(&self) -> Option<usize> {
        self.frames.iter().find_map(|frame| match frame {
            Frame::Html(token) if self.tokens[*token].tag.name == "a" && self.is_kept(*token) => {
                Some(*token)
            }
            _ => None,
        })
    }

    fn is_kept(&self, token: usize) -> bool {
        let Token { is_dropped, drawing, fault, .. } = &self.tokens[token];
        let is_out = *is_dropped || fault.as_ref().is_some_and(Fault::removes_tag);
        !is_out && drawing.is_none_or(|drawing| self.is_kept(drawing))
    }

    /// Processes a piece of HTML; `line`: for inline HTML, whether only phrasing content is allowed.
    fn piece(&mut self, steps: &[Step<'_>], range: Bytes<usize>, line: Option<bool>) {
        let mut html = String::new();
        for step in &steps[range.clone()] {
            if let Event::Html(text) | Event::InlineHtml(text) | Event::Text(text) = &step.event {
                html.push_str(text);
            }
        }
        let piece = self.pieces.len();
        let found = tags(&html);
        self.pieces.push(Piece { steps: range, html, after: String::new() });
        for tag in found {
            self.tag(tag, piece, line);
        }
    }

    fn tag(&mut self, tag: Tag, piece: usize, line: Option<bool>) {
        let token = self.tokens.len();
        let (name, kind) = (tag.name.clone(), tag.kind);
        let drawing = self.frames[self.floor()..].iter().find_map(|frame| match frame {
            Frame::Html(at) if ["svg", "math"].contains(&self.tokens[*at].tag.name.as_str()) => {
                Some(*at)
            }
            _ => None,
        });
        let is_drawing = drawing.is_some();
        self.tokens.push(Token {
            tag,
            piece,
            fault: None,
            is_dropped: false,
            drawing: drawing.filter(|_| kind == Kind::Slashed),
            before: String::new(),
        });
        match kind {
            Kind::Broken => self.tokens[token].fault = Some(Fault::Misplaced),
            Kind::Close => self.close(token, &name),
            Kind::Open | Kind::Slashed | Kind::Void => {
                let may_stand = is_drawing || may_stand(&name, line);
                if !may_stand {
                    self.tokens[token].fault = Some(Fault::Misplaced);
                } else if name == "a" && self.is_in_link() {
                    self.tokens[token].fault = Some(Fault::Link);
                } else if !is_drawing {
                    self.end_before(token, &name);
                }
                let is_whole = kind == Kind::Void || (kind == Kind::Slashed && is_drawing);
                if !is_whole {
                    self.frames.push(Frame::Html(token));
                }
            }
        }
    }

    fn is_in_link(&self) -> bool {
        self.open_link().is_some()
            || self.frames.iter().any(|frame| matches!(frame, Frame::Markdown(true)))
    }

    /// Closes elements whose end tag is optional before the tag that implies their end.
    fn end_before(&mut self, token: usize, name: &str) {
        let floor = self.floor();
        while self.frames.len() > floor
            && let Some(Frame::Html(top)) = self.frames.last()
        {
            let open = &self.tokens[*top].tag.name;
            if !ends_before(open, name) {
                return;
            }
            let close = format!("</{open}>");
            if self.is_kept(*top) {
                self.tokens[token].before.push_str(&close);
            }
            self.frames.pop();
        }
    }

    /// Closes an element and all elements still open in it.
    fn close(&mut self, token: usize, name: &str) {
        let floor = self.floor();
        let opened = self.frames[floor..].iter().rposition(
            |frame| matches!(frame, Frame::Html(open) if self.tokens[*open].tag.name == name),
        );
        let Some(opened) = opened else {
            self.tokens[token].fault = Some(Fault::Stray);
            return;
        };
        let before = self.end_above(floor + opened + 1);
        self.tokens[token].before = before;
        if let Some(Frame::Html(open)) = self.frames.pop() {
            self.tokens[token].is_dropped = !self.is_kept(open);
        }
    }

    /// Closes frames from `lowest` up: inserts optional end tags, removes and reports other elements.
    fn end_above(&mut self, lowest: usize) -> String {
        let mut ends = String::new();
        while self.frames.len() > lowest {
            let Some(Frame::Html(open)) = self.frames.pop() else { continue };
            let name = &self.tokens[open].tag.name;
            if may_end(name) && self.is_kept(open) {
                ends.push_str(&format!("</{name}>"));
            } else if self.tokens[open].fault.is_none() {
                self.tokens[open].fault = Some(Fault::Unclosed);
            }
        }
        ends
    }

    /// Removes and reports unclosed frames from `lowest` up at the end of a Markdown element.
    fn close_to(&mut self, lowest: usize) {
        while self.frames.len() > lowest {
            if let Some(Frame::Html(open)) = self.frames.pop()
                && self.tokens[open].fault.is_none()
            {
                self.tokens[open].fault = Some(Fault::Unclosed);
            }
        }
    }

    /// At the end of an HTML block, closes elements that may not contain Markdown blocks.
    fn end_piece(&mut self) {
        let floor = self.floor();
        let is_holder = |frame: &Frame| match frame {
            Frame::Html(open) => {
                let name = self.tokens[*open].tag.name.as_str();
                is_of(name, HOLDERS) || name.contains('-') || !self.is_kept(*open)
            }
            Frame::Markdown(_) => true,
        };
        if let Some(first) = self.frames[floor..].iter().position(|frame| !is_holder(frame)) {
            let ends = self.end_above(floor + first);
            if let Some(piece) = self.pieces.last_mut() {
                piece.after = ends;
            }
        }
    }

    /// Collects ids of kept tags; faults duplicate and reserved ones.
    fn ids(&mut self, steps: &[Step<'_>]) -> Vec<String> {
        let mut taken: HashSet<String> = steps
            .iter()
            .filter_map(|step| match &step.event {
                Event::Start(Md::Heading { id: Some(id), .. }) => Some(id.to_string()),
                _ => None,
            })
            .collect();
        let mut given = Vec::new();
        for at in 0..self.tokens.len() {
            if !self.is_kept(at) || self.tokens[at].tag.kind == Kind::Close {
                continue;
            }
            let Some((_, id)) = self.tokens[at].tag.id.clone() else { continue };
            if Ids::is_reserved(&id) {
                self.tokens[at].fault = Some(Fault::IdReserved(id));
            } else if taken.insert(id.clone()) {
                given.push(id);
            } else {
                self.tokens[at].fault = Some(Fault::IdTaken(id));
            }
        }
        given
    }

    fn troubles(&self, steps: &[Step<'_>]) -> Vec<Trouble> {
        let mut troubles = Vec::new();
        for (at, token) in self.tokens.iter().enumerate() {
            let reserved = token.tag.reserved.iter().filter(|_| self.is_kept(at));
            let reserved = reserved.map(|it| Fault::Reserved(it.what.clone()));
            for fault in token.fault.clone().into_iter().chain(reserved) {
                let steps = &steps[self.pieces[token.piece].steps.clone()];
                let source = place(steps, token.tag.range.clone());
                troubles.push(Trouble { source, name: token.tag.name.clone(), fault });
            }
        }
        troubles
    }

    /// Writes the cleaned HTML into the steps.
    fn write(&self, steps: &mut [Step<'_>]) {
        for (at, piece) in self.pieces.iter().enumerate() {
            let mut out = String::with_capacity(piece.html.len());
            let mut done = 0;
            for (place, token) in self.tokens.iter().enumerate().filter(|(_, t)| t.piece == at) {
                let range = &token.tag.range;
                out.push_str(&piece.html[done..range.start]);
                out.push_str(&token.before);
                done = range.end;
                if !self.is_kept(place) {
                    continue;
                }
                let mut from = range.start;
                for (attribute, rest) in token.left_out() {
                    out.push_str(&piece.html[from..attribute.start]);
                    out.push_str(rest);
                    from = attribute.end;
                }
                out.push_str(&piece.html[from..range.end]);
            }
            out.push_str(&piece.html[done..]);
            out.push_str(&piece.after);
            if out != piece.html {
                let mut out = Some(out);
                for step in &mut steps[piece.steps.clone()] {
                    if let Event::Html(text) | Event::InlineHtml(text) | Event::Text(text) =
                        &mut step.event
                    {
                        *text = out.take().unwrap_or_default().into();
                    }
                }
            }
        }
    }
}

/// Whether a step's block is a paragraph, heading or term: allows only phrasing content.
fn in_line(steps: &[Step<'_>], at: usize) -> bool {
    let holds = |step: &&Step<'_>| step.end > at && matches!(step.event, Event::Start(_));
    let blocks = steps[..at].iter().rev().filter(holds).map(|step| &step.event);
    let mut blocks = blocks.filter(|event| {
        !matches!(
            event,
            Event::Start(
                Md::Emphasis
                    | Md::Strong
                    | Md::Strikethrough
                    | Md::Superscript
                    | Md::Subscript
                    | Md::Link { .. }
            )
        )
    });
    matches!(
        blocks.next(),
        Some(Event::Start(Md::Paragraph | Md::Heading { .. } | Md::DefinitionListTitle))
    )
}

/// Source range of a byte range in a piece.
fn place(steps: &[Step<'_>], range: Bytes<usize>) -> Bytes<usize> {
    let mut before = 0;
    for step in steps {
        if let Event::Html(text) | Event::InlineHtml(text) | Event::Text(text) = &step.event {
            if range.start < before + text.len() {
                let start = (step.source.start + range.start - before).min(step.source.end);
                return start..(start + range.len()).min(step.source.end);
            }
            before += text.len();
        }
    }
    steps.first().map_or(0..0, |step| step.source.clone())
}
