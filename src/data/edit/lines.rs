//! A region of structured text to edit, and line boundaries.

use crate::base::Span;
use crate::data::edit::{Splice, Syntax};
use crate::data::{Entry, Node, Table};

/// The TOML, YAML or JSON part of a file.
#[derive(Clone, Copy, Debug)]
pub struct Region<'t> {
    /// The format.
    pub syntax: Syntax,
    /// The whole file.
    pub text: &'t str,
    /// The parsed top-level table, with spans in the file.
    pub table: &'t Table,
    /// First byte in the file.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
}

impl<'t> Region<'t> {
    /// A top-level entry by key.
    pub(super) fn entry(&self, name: &str) -> Option<&'t Entry> {
        self.table.entry(name)
    }

    /// Line ending of the file.
    pub(super) fn newline(&self) -> &'static str {
        newline(self.text)
    }

    /// `key = value` or `key: value`.
    pub(super) fn pair(&self, name: &str, literal: &str) -> String {
        crate::data::edit::pair(self.syntax, name, literal)
    }

    /// An inline table.
    pub(super) fn braces(&self, pairs: &[String]) -> String {
        match self.syntax {
            Syntax::Toml => format!("{{ {} }}", pairs.join(", ")),
            Syntax::Yaml | Syntax::Json => format!("{{{}}}", pairs.join(", ")),
        }
    }

    /// Gives a value to a key without one.
    pub(super) fn fill(&self, entry: &Entry, literal: &str) -> Splice {
        let (text, span) = (self.text, entry.node.span);
        if !text[span.range()].trim().is_empty() {
            return Splice::new(span, literal);
        }
        let end = entry.key_span.end as usize;
        let colon = text[end..].find(':').map_or(0, |colon| colon + 1);
        Splice::insert(end + colon, format!(" {literal}"))
    }

    /// Appends lines at the end, after comments. Second alternative: at the very end, for when a preceding block value
    /// would absorb the lines.
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
        if inside.ends_with('\n') {
            vec![near, Splice::insert(self.end, format!("{lines}{newline}"))]
        } else {
            vec![near]
        }
    }

    /// Removes whole lines from `from` to `to`, with the blank line before them; at the start of the region, the blank
    /// line after them.
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

/// Line ending of a text.
pub fn newline(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// The newline at the end of a line, as [`line_end`] finds it.
pub(super) fn newline_at(text: &str, end: usize) -> &'static str {
    if text[end..].starts_with('\r') { "\r\n" } else { "\n" }
}

/// Indent of the lines below one that begins with `lead`, which may contain the dash of a YAML item.
pub(super) fn indent(lead: &str) -> String {
    lead.replace('-', " ")
}

/// Start of the line at an offset.
pub fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |newline| newline + 1)
}

/// End of the line at an offset, before its newline.
pub fn line_end(text: &str, at: usize) -> usize {
    let end = text[at..].find('\n').map_or(text.len(), |newline| at + newline);
    if end > at && text[..end].ends_with('\r') { end - 1 } else { end }
}

/// Offset after the newline at `end`.
pub(super) fn past_newline(text: &str, end: usize) -> usize {
    let rest = &text[end..];
    match rest.strip_prefix("\r\n").or(rest.strip_prefix('\n')) {
        Some(next) => text.len() - next.len(),
        None => end,
    }
}

/// Offset before the newline that precedes `start`.
fn before_newline(text: &str, start: usize) -> usize {
    let before = &text[..start];
    before.strip_suffix("\r\n").or(before.strip_suffix('\n')).unwrap_or(before).len()
}

/// End of a value, including everything below its header; trailing white space excluded.
pub(super) fn end_of(text: &str, node: &Node) -> usize {
    let own = node.span.start as usize + text[node.span.range()].trim_end().len();
    let keys = node.value.as_table().map_or(&[][..], |table| &table.entries).iter();
    let keys = keys.map(|entry| entry.key_span.end as usize);
    node.value.children().map(|child| end_of(text, child)).chain(keys).fold(own, usize::max)
}
