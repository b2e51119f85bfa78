//! Lines of a text, and which of them a value covers.

use crate::base::Span;
use crate::data::edit::{Splice, Syntax};
use crate::data::{Entry, Node, Table, Value};

/// The tables of a file that are changed, and where they are written.
#[derive(Clone, Copy, Debug)]
pub struct Region<'t> {
    /// Their language.
    pub syntax: Syntax,
    /// The whole file.
    pub text: &'t str,
    /// The tables, with their places in the file.
    pub table: &'t Table,
    /// Where they begin in the file.
    pub start: usize,
    /// Where they end.
    pub end: usize,
}

impl<'t> Region<'t> {
    /// A key of the whole with its value.
    pub(super) fn entry(&self, name: &str) -> Option<&'t Entry> {
        self.table.entries.iter().find(|entry| entry.key == name)
    }

    /// How its lines end.
    pub(super) fn newline(&self) -> &'static str {
        if self.text.contains("\r\n") { "\r\n" } else { "\n" }
    }

    /// `key = value`, or `key: value`.
    pub(super) fn pair(&self, name: &str, literal: &str) -> String {
        crate::data::edit::pair(self.syntax, name, literal)
    }

    /// Between braces.
    pub(super) fn braces(&self, pairs: &[String]) -> String {
        match self.syntax {
            Syntax::Toml => format!("{{ {} }}", pairs.join(", ")),
            Syntax::Yaml | Syntax::Json => format!("{{{}}}", pairs.join(", ")),
        }
    }

    /// Lines behind everything else, comments included; also at the very end, for a last value that would take them in.
    pub(super) fn append(&self, lines: &str) -> Vec<Splice> {
        let newline = self.newline();
        let inside = &self.text[self.start..self.end];
        if inside.trim().is_empty() {
            return vec![Splice::insert(self.start, format!("{lines}{newline}"))];
        }
        let between = match self.syntax {
            Syntax::Toml => format!("{newline}{newline}"),
            Syntax::Yaml | Syntax::Json => newline.to_owned(),
        };
        let at = self.start + inside.trim_end().len();
        let near = Splice::insert(at, format!("{between}{lines}"));
        match inside.ends_with('\n') {
            true => vec![near, Splice::insert(self.end, format!("{lines}{newline}"))],
            false => vec![near],
        }
    }

    /// Takes whole lines out, from the beginning of the first to the end of the last, and a blank line before them;
    /// where they are the first ones, the one after.
    pub(super) fn without(&self, from: usize, to: usize) -> Splice {
        let text = self.text;
        if from <= self.start {
            let next = past_newline(text, to);
            let end = line_end(text, next);
            let is_blank = text[next..end.max(next)].trim().is_empty();
            let after = past_newline(text, end.max(next));
            let end = if is_blank && after <= self.end && next > to { after } else { next };
            return Splice::new(Span::new(from, end), "");
        }
        let above = before_newline(text, from);
        let line = line_start(text, above);
        let is_blank = text[line..above].trim().is_empty() && line > self.start;
        let above = if is_blank { before_newline(text, line) } else { above };
        Splice::new(Span::new(above, to), "")
    }
}

/// Where the line of a place begins.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |newline| newline + 1)
}

/// Where the line of a place ends, before its newline.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    let end = text[at..].find('\n').map_or(text.len(), |newline| at + newline);
    if end > at && text[..end].ends_with('\r') { end - 1 } else { end }
}

/// Behind the newline that a line ends with.
pub(super) fn past_newline(text: &str, end: usize) -> usize {
    let rest = &text[end..];
    match rest.strip_prefix("\r\n").or(rest.strip_prefix('\n')) {
        Some(next) => text.len() - next.len(),
        None => end,
    }
}

/// Before the newline that stands before the beginning of a line.
fn before_newline(text: &str, start: usize) -> usize {
    let before = &text[..start];
    before.strip_suffix("\r\n").or(before.strip_suffix('\n')).unwrap_or(before).len()
}

/// Where the last character of a value stands, of all that is written below its header included.
pub(super) fn end_of(text: &str, node: &Node) -> usize {
    let own = node.span.start as usize + text[node.span.range()].trim_end().len();
    match &node.value {
        Value::Table(table) => {
            let ends = table.entries.iter();
            ends.map(|entry| end_of(text, &entry.node).max(entry.key_span.end as usize))
                .fold(own, usize::max)
        }
        Value::Array(items) => items.iter().map(|item| end_of(text, item)).fold(own, usize::max),
        Value::Null
        | Value::Bool(_)
        | Value::Integer(_)
        | Value::Float(_)
        | Value::String(_)
        | Value::Date(_) => own,
    }
}
