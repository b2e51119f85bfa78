//! HTML of the author's: which of its tags go to the page. What goes there nests, no id stands twice, and nothing is taken
//! for a mark of Glossator's.
//!
//! A tag that would not nest is left out and told; the text between stays.

mod elements;
mod feed;
mod reserved;
mod tags;
mod troubles;

use std::collections::HashSet;
use std::ops::Range as Bytes;

use pulldown_cmark::{Event, Tag as Md};

use crate::parse::flow::{Step, is_inline_mention};
use crate::parse::heading::Ids;
use crate::parse::html::elements::{HOLDERS, ends_before, is_of, may_end, may_stand};
pub(crate) use crate::parse::html::feed::{for_feeds, without_ids};
pub(crate) use crate::parse::html::reserved::is_reserved_class;
use crate::parse::html::tags::{Kind, Tag, tags};
pub(crate) use crate::parse::html::troubles::{Fault, Trouble};

/// What the HTML of a text comes to.
#[derive(Debug, Default)]
pub(crate) struct Settled {
    /// Ids that it gives.
    pub(crate) ids: Vec<String>,
    /// What was left out.
    pub(crate) troubles: Vec<Trouble>,
}

/// A tag with what becomes of it.
struct Token {
    tag: Tag,
    piece: usize,
    fault: Option<Fault>,
    /// Left out with another one that was told.
    is_dropped: bool,
    /// Of an element by itself in a drawing or formula: that one.
    drawing: Option<usize>,
    /// End tags that go before it.
    before: String,
}

/// Neighbouring steps that are one piece of HTML.
struct Piece {
    steps: Bytes<usize>,
    html: String,
    /// End tags that go after it.
    after: String,
}

/// What is open.
enum Frame {
    /// An element of Markdown; whether it is a link.
    Markdown(bool),
    /// A tag, by its place among the tokens.
    Html(usize),
}

/// Leaves the tags out that would not nest, ids that would stand twice, and what only Glossator says of a text.
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
    /// Takes a step in; returns the place of the next one.
    fn step(&mut self, steps: &[Step<'_>], at: usize) -> usize {
        match &steps[at].event {
            // the text of an image has no tags
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

    /// Place of the innermost frame above the innermost element of Markdown.
    fn floor(&self) -> usize {
        let markdown = self.frames.iter().rposition(|frame| matches!(frame, Frame::Markdown(_)));
        markdown.map_or(0, |at| at + 1)
    }

    /// The link of HTML that is open and goes to the page.
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
        let is_out = *is_dropped || fault.as_ref().is_some_and(Fault::takes_the_tag);
        !is_out && drawing.is_none_or(|drawing| self.is_kept(drawing))
    }

    /// Reads a piece of HTML; `line` says of one within text whether only phrases may stand there.
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

    /// Ends what ends by itself where a tag opens.
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

    /// Closes an element, and what stands open in it.
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

    /// Ends the frames from `lowest` up: those whose end tag may be left out get one, others are left out and told.
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

    /// Closes the frames from `lowest` up at the end of an element of Markdown.
    fn close_to(&mut self, lowest: usize) {
        while self.frames.len() > lowest {
            if let Some(Frame::Html(open)) = self.frames.pop()
                && self.tokens[open].fault.is_none()
            {
                self.tokens[open].fault = Some(Fault::Unclosed);
            }
        }
    }

    /// After a block of HTML only what may hold blocks of Markdown stays open.
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

    /// Judges the ids of the tags that stay.
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
            let said = token.tag.reserved.iter().filter(|_| self.is_kept(at));
            let said = said.map(|it| Fault::Reserved(it.what.clone()));
            for fault in token.fault.clone().into_iter().chain(said) {
                let steps = &steps[self.pieces[token.piece].steps.clone()];
                let source = place(steps, token.tag.range.clone());
                troubles.push(Trouble { source, name: token.tag.name.clone(), fault });
            }
        }
        troubles
    }

    /// Writes what stays into the steps.
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

/// Whether the block that holds a step is a paragraph or heading: nothing but phrases may stand there.
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

/// Where bytes of a piece are written.
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
