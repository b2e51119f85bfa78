//! The HTML writer: open elements and marks, and references that wait for a link to end.

use std::ops::Range as Bytes;

use pulldown_cmark::{Alignment, Event, Tag};

use crate::anchor::NoteContent;
use crate::base::Markup;
use crate::base::escape::push_escaped;
use crate::pages::weave::code::Code;
use crate::pages::weave::context::{TextKind, WeaveContext};
use crate::pages::weave::mark::{Kind, Mark, speaker};
use crate::parse::step::Step;
use crate::words::Words;

/// An open element or mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Frame {
    /// An inline element; `true` for an `<a>`.
    Element(bool),
    /// A mark: index in `marks`.
    Mark(usize),
}

/// A reference written after the last piece of its mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Reference {
    /// To a note: index of the note, and which of its references, from 1.
    Note(usize, usize),
    /// To a statement: its index.
    Statement(usize),
}

/// State of the table being written.
#[derive(Debug, Default)]
pub(crate) struct Table {
    pub(crate) alignments: Vec<Alignment>,
    pub(crate) column: usize,
    pub(crate) is_head: bool,
}

/// Writes one text as HTML.
pub(crate) struct Writer<'a> {
    pub(crate) context: WeaveContext<'a>,
    /// Interface strings in the language of the text.
    pub(crate) words: &'a Words,
    pub(crate) text_kind: TextKind,
    pub(crate) out: String,
    /// Suffix of ids; empty unless the page has the same ids twice.
    pub(crate) suffix: String,
    /// Sorted by start, longer ones first.
    pub(crate) marks: Vec<Mark>,
    /// Index of the next mark to open; all before it have been opened.
    next_mark: usize,
    /// Indices of marks to be reopened, outermost first.
    cut: Vec<usize>,
    pub(crate) stack: Vec<Frame>,
    pub(crate) waiting: Vec<Reference>,
    /// Notes referred to since the last group of notes.
    pub(crate) due: Vec<usize>,
    /// For each group of notes: byte offset in `out` of its row count, and the number of blocks before it.
    pub(crate) groups: Vec<(usize, usize)>,
    /// Top-level blocks written so far.
    pub(crate) n_blocks: usize,
    /// Length of `out` after the last counted block.
    pub(crate) counted: usize,
    /// Number of open block elements.
    pub(crate) depth: usize,
    /// Whether an author's HTML `<a>` is open.
    pub(crate) is_in_html_link: bool,
    /// For each open Markdown link, whether it is written as an element.
    pub(crate) links: Vec<bool>,
    /// Number of open list items.
    pub(crate) n_items: usize,
    /// Number of notes due before the outermost list; they are written after it.
    pub(crate) n_held: usize,
    /// Headings written so far.
    pub(crate) n_headings: usize,
    /// Level of the heading being written.
    pub(crate) level: u8,
    /// Paragraphs written so far.
    pub(crate) n_paragraphs: usize,
    /// Whether an image has been written.
    pub(crate) has_image: bool,
    /// The table being written.
    pub(crate) table: Table,
    /// The code block being written.
    pub(crate) code: Option<Code>,
    /// Whether the image being written is a figure, with its title as caption.
    pub(crate) is_in_figure: bool,
    /// Whether a footnote's body is being written.
    pub(crate) is_in_note: bool,
    /// Additional HTML for the end of each note.
    pub(crate) details: &'a [Markup],
    /// One entry per footnote reference: index of the note, and whether the reference is inside a note.
    pub(crate) referred: Vec<(usize, bool)>,
}

impl<'a> Writer<'a> {
    pub(crate) fn new(context: WeaveContext<'a>, text_kind: TextKind, marks: Vec<Mark>) -> Self {
        Self {
            context,
            words: context.words(),
            text_kind,
            out: String::new(),
            suffix: String::new(),
            marks,
            next_mark: 0,
            cut: Vec::new(),
            stack: Vec::new(),
            waiting: Vec::new(),
            due: Vec::new(),
            groups: Vec::new(),
            n_blocks: 0,
            counted: 0,
            depth: 0,
            is_in_html_link: false,
            links: Vec::new(),
            n_items: 0,
            n_held: 0,
            n_headings: 0,
            level: 0,
            n_paragraphs: 0,
            has_image: false,
            table: Table::default(),
            code: None,
            is_in_figure: false,
            is_in_note: false,
            details: &[],
            referred: Vec::new(),
        }
    }

    /// Whether the current position is inside an `<a>`.
    pub(crate) fn is_in_link(&self) -> bool {
        self.is_in_html_link
            || self.stack.iter().any(|frame| match frame {
                Frame::Element(is_anchor) => *is_anchor,
                Frame::Mark(at) => self.marks[*at].is_anchor(),
            })
    }

    /// Opens all marks that cover position `at`, outermost first. Marks that end before `until` (the end of the
    /// element about to start) wait.
    pub(crate) fn open(&mut self, at: u32, until: u32) {
        for mark in std::mem::take(&mut self.cut) {
            self.open_or_wait(mark, until);
        }
        while let Some(mark) = self.marks.get(self.next_mark)
            && mark.range.start <= at
        {
            self.next_mark += 1;
            if self.marks[self.next_mark - 1].range.end > at {
                self.open_or_wait(self.next_mark - 1, until);
            }
        }
    }

    /// Reopens marks that were cut; marks not yet begun keep waiting.
    pub(crate) fn reopen(&mut self) {
        let (begun, waiting): (Vec<usize>, Vec<usize>) =
            self.cut.iter().partition(|mark| self.marks[**mark].is_begun);
        self.cut = waiting;
        for mark in begun {
            self.open_or_wait(mark, 0);
        }
    }

    fn open_or_wait(&mut self, mark: usize, until: u32) {
        if self.marks[mark].range.end < until {
            self.cut.push(mark);
        } else {
            self.stack.push(Frame::Mark(mark));
            self.write_open(mark);
        }
    }

    /// The next position after `at` where an open mark ends or a new one begins; at most `end`.
    pub(crate) fn boundary(&self, at: u32, end: u32) -> u32 {
        let begins = self.marks.get(self.next_mark).map(|mark| mark.range.start);
        let ends = self.stack.iter().filter_map(|frame| match frame {
            Frame::Mark(mark) => Some(self.marks[*mark].range.end),
            Frame::Element(_) => None,
        });
        ends.chain(begins).filter(|place| *place > at).fold(end, u32::min)
    }

    /// Closes marks inside the innermost element that end at or before `at`; marks nested in them are cut.
    pub(crate) fn close_ended(&mut self, at: u32) {
        let floor = self.floor();
        let ended = |writer: &Self, frame: &Frame| match frame {
            Frame::Mark(mark) => writer.marks[*mark].range.end <= at,
            Frame::Element(_) => false,
        };
        if let Some(lowest) = self.stack[floor..].iter().position(|frame| ended(self, frame)) {
            self.pop_marks(floor + lowest, at);
        }
        self.release();
    }

    /// Cuts marks inside the innermost element that end before `end`: an element starts that they do not contain.
    pub(crate) fn cut_shorter(&mut self, end: u32) {
        let floor = self.floor();
        let lowest = self.stack[floor..].iter().position(
            |frame| matches!(frame, Frame::Mark(mark) if self.marks[*mark].range.end < end),
        );
        if let Some(lowest) = lowest {
            self.pop_marks(floor + lowest, 0);
        }
    }

    /// Cuts all marks inside the innermost element.
    pub(crate) fn cut_all(&mut self, at: u32) {
        self.pop_marks(self.floor(), at);
        self.release();
    }

    fn floor(&self) -> usize {
        let element = self.stack.iter().rposition(|frame| matches!(frame, Frame::Element(_)));
        element.map_or(0, |at| at + 1)
    }

    /// Closes frames from index `lowest` up. Marks that continue after `at` wait to be reopened.
    fn pop_marks(&mut self, lowest: usize, at: u32) {
        let mut again = Vec::new();
        while self.stack.len() > lowest {
            if let Some(Frame::Mark(mark)) = self.stack.pop() {
                self.out.push_str(self.marks[mark].closes(self.text_kind));
                if self.marks[mark].range.end > at {
                    again.push(mark);
                } else {
                    self.end_mark(mark);
                }
            }
        }
        again.reverse();
        again.append(&mut self.cut);
        self.cut = again;
        self.cut.sort_unstable();
    }

    fn end_mark(&mut self, mark: usize) {
        match self.marks[mark].kind {
            Kind::Noted(note) => self.waiting.push(Reference::Note(note, 1)),
            Kind::Statement(statement, _) => self.waiting.push(Reference::Statement(statement)),
            Kind::Mention { .. } => {}
        }
    }

    /// Writes waiting references, unless a link is open.
    pub(crate) fn release(&mut self) {
        if self.waiting.is_empty() || self.is_in_link() {
            return;
        }
        let mut waiting = std::mem::take(&mut self.waiting);
        waiting.sort_unstable();
        for reference in waiting {
            self.write_reference(reference);
            if let Reference::Note(note, 1) = reference {
                self.due.push(note);
            }
        }
    }

    fn write_open(&mut self, at: usize) {
        let is_first = !std::mem::replace(&mut self.marks[at].is_begun, true);
        if self.marks[at].closes(self.text_kind).is_empty() {
            return;
        }
        let anchored = self.context.anchored();
        let out = &mut self.out;
        match &self.marks[at].kind {
            Kind::Mention { attributes, number, href, .. } => {
                let is_anchor = self.marks[at].is_anchor();
                out.push_str(if is_anchor { "<a" } else { "<span" });
                out.push_str(attributes);
                if is_first && *number > 0 {
                    out.push_str(&format!(" id=\"m{number}\""));
                }
                if is_anchor {
                    out.push_str(&format!(" href=\"{href}\""));
                }
            }
            Kind::Noted(note) => {
                out.push_str("<span class=\"noted\" data-note=\"");
                push_escaped(out, &anchored.notes[*note].id);
                out.push('"');
            }
            Kind::Statement(statement, row) => {
                let statement = &anchored.statements[*statement];
                let row = ["", " d2", " d3"][*row];
                out.push_str(&format!("<span class=\"statement{row}\" data-statement=\""));
                push_escaped(out, &statement.id);
                out.push('"');
                if let Some(id) = speaker(self.context, statement.speaker.as_ref()) {
                    out.push_str(&format!(" data-speaker=\"{id}\""));
                }
                if is_first {
                    out.push_str(" aria-details=\"statement-");
                    push_escaped(out, &statement.id);
                    out.push('"');
                }
            }
        }
        out.push('>');
    }

    /// Finishes the text: writes remaining notes and the row count of each group of notes.
    pub(crate) fn finish(mut self, steps: &[Step<'_>]) -> Markup {
        self.end_notes(steps);
        for (at, (place, block)) in self.groups.iter().enumerate() {
            let next = self.groups.get(at + 1).map_or(self.n_blocks + 5, |(_, block)| *block);
            let rows = (next - block).clamp(1, 5).to_string();
            self.out.replace_range(*place..place + 1, &rows);
        }
        self.add_backlinks();
        Markup(self.out)
    }

    /// Number of a footnote that is not a note of the page: its position among the definitions, from 1.
    pub(crate) fn footnote_number(steps: &[Step<'_>], label: &str) -> usize {
        1 + definitions(steps).take_while(|(name, _)| *name != label).count()
    }

    /// Index of the note for a footnote label.
    pub(crate) fn footnote_note(&self, label: &str) -> Option<usize> {
        if self.text_kind == TextKind::Prose {
            return None;
        }
        let footnotes = &self.context.source().body.footnotes;
        let index = footnotes.iter().position(|footnote| footnote.label == label)?;
        let is_it = |content: NoteContent| content == NoteContent::Footnote(index);
        self.context.anchored().notes.iter().position(|note| is_it(note.content))
    }
}

/// Labels of the footnotes and the step ranges of their bodies, in source order.
pub(crate) fn definitions<'s>(
    steps: &'s [Step<'_>],
) -> impl Iterator<Item = (&'s str, Bytes<usize>)> {
    steps.iter().enumerate().filter_map(|(at, step)| match &step.event {
        Event::Start(Tag::FootnoteDefinition(label)) => Some((label.as_ref(), at + 1..step.end)),
        _ => None,
    })
}
