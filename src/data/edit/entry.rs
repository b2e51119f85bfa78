//! Setting and removing keys of a table.
//!
//! As in [`crate::data::edit::add_row`], each function returns alternative edits, best first.

use crate::base::Span;
use crate::data::edit::lines::{Region, end_of, indent, line_end, line_start, past_newline};
use crate::data::edit::{Literal, Splice, Syntax, after};
use crate::data::{Entry, Node, Table, Value};

/// Sets a key of a table. A new key goes after the first of `near` that exists, otherwise after the last plain key.
pub fn set(
    region: Region<'_>,
    node: &Node,
    name: &str,
    literal: &Literal,
    near: &[&str],
) -> Vec<Vec<Splice>> {
    let Value::Table(table) = &node.value else { return Vec::new() };
    let text = region.text;
    if let Some(entry) = table.entry(name) {
        return replaced(region, entry, literal);
    }
    let is_plain = |entry: &&Entry| !has_header(region, entry);
    let sibling = near.iter().find_map(|name| table.entry(name));
    let sibling = sibling.or_else(|| table.entries.iter().rev().find(is_plain));
    let Some(sibling) = sibling else {
        return opened(region, node, &region.pair(name, &literal.write(region.syntax, "")));
    };
    let line = line_start(text, sibling.key_span.start as usize);
    let lead = &text[line..sibling.key_span.start as usize];
    let is_block = lead.chars().all(|c| matches!(c, ' ' | '\t' | '-'));
    let long = literal.write_long(region.syntax, &indent(lead));
    let long = long.filter(|_| is_block && region.newline() == "\n");
    let short = literal.write(region.syntax, "");
    let written = |literal| {
        let pair = region.pair(name, literal);
        vec![after(region.syntax, text, sibling.key_span, sibling.node.span, &pair)]
    };
    long.iter().chain([&short]).map(|literal| written(literal)).collect()
}

/// Removes a key from a table.
pub fn unset(region: Region<'_>, node: &Node, name: &str) -> Vec<Vec<Splice>> {
    let Value::Table(Table { entries }) = &node.value else { return Vec::new() };
    let Some(at) = entries.iter().position(|entry| entry.key == name) else { return Vec::new() };
    let text = region.text;
    let entry = &entries[at];
    let (start, end) = (entry.key_span.start as usize, end_of_entry(text, entry));
    let next = entries.get(at + 1).map(|next| next.key_span.start as usize);
    let removed = |from: usize, to: usize| vec![vec![Splice::new(Span::new(from, to), "")]];
    if text[node.span.range()].starts_with('{') {
        let last = at.checked_sub(1).map(|last| end_of_entry(text, &entries[last]));
        return match (next, last) {
            (Some(next), _) => removed(start, next),
            (None, Some(last)) => removed(last, end),
            (None, None) => removed(start, end),
        };
    }
    let line = line_start(text, start);
    let lead = &text[line..start];
    match next {
        Some(next) if lead.contains('-') => removed(start, next),
        None if lead.contains('-') => Vec::new(),
        _ if !lead.trim().is_empty() => Vec::new(),
        _ => {
            let end = line_end(text, end);
            match past_newline(text, end) {
                // at the end of a file without a final newline, remove the newline before instead
                past if past == end && line > region.start => vec![vec![region.without(line, end)]],
                past => removed(line, past),
            }
        }
    }
}

/// Sets a key in a top-level table; creates the table if it does not exist.
pub fn set_in(region: Region<'_>, table: &str, name: &str, literal: &Literal) -> Vec<Vec<Splice>> {
    let newline = region.newline();
    let written = region.pair(name, &literal.write(region.syntax, ""));
    let Some(entry) = region.entry(table) else {
        let lines = match region.syntax {
            Syntax::Toml => format!("[{table}]{newline}{written}"),
            Syntax::Yaml | Syntax::Json => format!("{table}:{newline}  {written}"),
        };
        return region.append(&lines).into_iter().map(|splice| vec![splice]).collect();
    };
    match &entry.node.value {
        Value::Null => vec![vec![region.fill(entry, &region.braces(&[written]))]],
        _ => set(region, &entry.node, name, literal, &[]),
    }
}

/// Removes a key from a top-level table; also the table if it becomes empty, unless it contains a comment.
pub fn unset_in(region: Region<'_>, table: &str, name: &str) -> Vec<Vec<Splice>> {
    let Some(entry) = region.entry(table) else { return Vec::new() };
    let Value::Table(Table { entries }) = &entry.node.value else { return Vec::new() };
    let text = region.text;
    let only_key = unset(region, &entry.node, name);
    let [only] = &entries[..] else { return only_key };
    let start = if text[entry.node.span.range()].starts_with('[') {
        entry.node.span.start as usize
    } else {
        entry.key_span.start as usize
    };
    let end = line_end(text, end_of_entry(text, only));
    let (line, is_inline) =
        (line_start(text, start), text[entry.node.span.range()].starts_with('{'));
    let has_comment = text[line..only.key_span.start as usize].contains('#');
    if is_inline || has_comment || only.key != name {
        only_key
    } else {
        std::iter::once(vec![region.without(line, end)]).chain(only_key).collect()
    }
}

fn end_of_entry(text: &str, entry: &Entry) -> usize {
    end_of(text, &entry.node).max(entry.key_span.end as usize)
}

/// Whether a TOML value is written under a table header.
fn has_header(region: Region<'_>, entry: &Entry) -> bool {
    let starts = |node: &Node| region.text[node.span.range()].starts_with('[');
    region.syntax == Syntax::Toml
        && match &entry.node.value {
            Value::Table(_) => starts(&entry.node),
            Value::Array(items) => {
                items.iter().any(|item| matches!(item.value, Value::Table(_)) && starts(item))
            }
            _ => false,
        }
}

fn replaced(region: Region<'_>, entry: &Entry, literal: &Literal) -> Vec<Vec<Splice>> {
    let (text, span) = (region.text, entry.node.span);
    let written = &text[span.range()];
    if entry.node.value == Value::Null {
        return vec![vec![region.fill(entry, &literal.write(region.syntax, ""))]];
    }
    let former = match &entry.node.value {
        Value::String(_) if !written.starts_with(['*', '&', '!']) => written,
        _ => "",
    };
    let short = literal.write(region.syntax, former);
    let line = line_start(text, entry.key_span.start as usize);
    let lead = &text[line..entry.key_span.start as usize];
    let end = &written[written.trim_end().len()..];
    let long = literal.write_long(region.syntax, &indent(lead));
    let long = long.map(|long| format!("{long}{end}"));
    let long = long.filter(|_| lead.trim_start_matches(['-', ' ']).is_empty());
    let long = long.filter(|_| region.newline() == "\n");
    long.into_iter().chain([short]).map(|literal| vec![Splice::new(span, literal)]).collect()
}

/// Adds the first key to an empty table.
fn opened(region: Region<'_>, node: &Node, pair: &str) -> Vec<Vec<Splice>> {
    let (text, start) = (region.text, node.span.start as usize);
    let at = line_end(text, end_of(text, node));
    match &text[node.span.range()] {
        written if written.starts_with('{') => vec![vec![Splice::insert(start + 1, pair)]],
        written if written.starts_with('[') => {
            vec![vec![Splice::insert(at, format!("{}{pair}", region.newline()))]]
        }
        _ => Vec::new(),
    }
}
