//! TOML parser that keeps spans.

use toml::de::{DeTable, DeValue, Error};

use crate::base::{Checked, Diagnostic, Path, Span, codes};
use crate::data::{Entry, Node, Table, Value};

/// Parses TOML at byte `offset` of a file. Reports all syntax errors; the table is empty if there are any.
pub fn toml(path: &Path, text: &str, offset: u32) -> Checked<Table> {
    let (document, errors) = DeTable::parse_recoverable(text);
    let mut diagnostics: Vec<Diagnostic> =
        errors.iter().map(|error| syntax(path, text, offset, error)).collect();
    diagnostics.sort();
    let mut entries = table(document.get_ref(), offset);
    if !errors.is_empty() {
        // type and key errors caused by broken syntax are not worth reporting
        entries.entries.clear();
    }
    Checked::new(entries, diagnostics)
}

fn table(from: &DeTable<'_>, offset: u32) -> Table {
    let mut entries: Vec<Entry> = from
        .iter()
        .map(|(key, value)| Entry {
            key: key.get_ref().to_string(),
            key_span: Span::new(key.span().start, key.span().end).shifted(offset),
            node: node(value.get_ref(), value.span(), offset),
        })
        .collect();
    entries.sort_by_key(|entry| entry.key_span);
    Table { entries }
}

fn node(value: &DeValue<'_>, span: std::ops::Range<usize>, offset: u32) -> Node {
    let value = match value {
        DeValue::String(text) => Value::String(text.to_string()),
        DeValue::Integer(number) => {
            match i64::from_str_radix(&number.as_str().replace('_', ""), number.radix()) {
                Ok(number) => Value::Integer(number),
                Err(_) => Value::Float(f64::INFINITY),
            }
        }
        DeValue::Float(number) => {
            Value::Float(number.as_str().replace('_', "").parse().unwrap_or(f64::NAN))
        }
        DeValue::Boolean(value) => Value::Bool(*value),
        DeValue::Datetime(date) => Value::Date(date.to_string()),
        DeValue::Array(items) => {
            let nodes = items.iter().map(|item| node(item.get_ref(), item.span(), offset));
            Value::Array(nodes.collect())
        }
        DeValue::Table(inner) => Value::Table(table(inner, offset)),
    };
    Node { value, span: Span::new(span.start, span.end).shifted(offset) }
}

fn syntax(path: &Path, text: &str, offset: u32, error: &Error) -> Diagnostic {
    let span = error.span().unwrap_or(0..0);
    let message = error.message().lines().next().unwrap_or_default().to_lowercase();
    let diagnostic = Diagnostic::at(
        codes::TOML_SYNTAX,
        path,
        Span::new(span.start, span.end).shifted(offset),
        format!("invalid TOML: {}", message.trim_end_matches('.')),
    );
    if message.contains("duplicate key") {
        return diagnostic.help(
            "keep one of the two; if it is a key of the page, move this key above the first table",
        );
    }
    match help(text, span.start) {
        Some(help) => diagnostic.help(help),
        None => diagnostic,
    }
}

/// A likely fix for the line with the error.
fn help(text: &str, at: usize) -> Option<&'static str> {
    let at = text.floor_char_boundary(at);
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let line = text[start..].lines().next()?.trim();
    let (key, value) = match line.split_once('=') {
        Some((_, value)) if value.contains('=') && !value.contains(['"', '\'', '{']) => {
            return None;
        }
        Some((key, value)) => (key, value.trim()),
        None => {
            let is_pair = line.split_once(": ").is_some_and(|(key, _)| !key.contains(['"', ' ']));
            return is_pair
                .then_some("write `key = value`; `key: value` is YAML, between `---` lines");
        }
    };
    if value.is_empty() {
        return Some("write a value after the `=`, or remove the line");
    }
    if value.starts_with(['“', '”', '‘', '’', '«', '„']) {
        return Some("use straight quotation marks: `\"…\"`");
    }
    if value.starts_with('"') && value.matches('"').count() % 2 == 1 {
        return Some("close the string with `\"`; write a `\"` inside it as `\\\"`");
    }
    if value.starts_with(char::is_alphabetic) && !matches!(value, "true" | "false" | "inf" | "nan")
    {
        return Some("put text into quotation marks: `\"…\"`");
    }
    let is_quoted = value.starts_with('"') && !value.ends_with('"');
    let has_odd_key = key.trim().contains(' ') && !key.contains(['"', '\'']);
    match (is_quoted, has_odd_key) {
        (true, _) => Some("write a `\"` inside a string as `\\\"`, or put the text between `'''`"),
        (false, true) => Some("put a key with spaces into quotation marks"),
        (false, false) => None,
    }
}
