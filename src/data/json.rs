//! JSON parser that keeps spans.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::base::{Checked, Diagnostic, Path, Span, codes};
use crate::data::{Entry, Node, Table, Value};

/// Parses a JSON text; `None` if invalid.
pub fn json(path: &Path, text: &str) -> Checked<Option<Node>> {
    match serde_json::from_str::<&RawValue>(text) {
        Ok(raw) => Checked::clean(Some(node(raw.get(), text))),
        Err(error) => Checked::new(None, vec![syntax(path, text, 0, &error)]),
    }
}

/// Parses one JSON object per non-blank line.
pub fn jsonl(path: &Path, text: &str) -> Checked<Vec<(Table, Span)>> {
    let mut tables = Vec::new();
    let mut diagnostics = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let object = line.trim();
        let at = start + (line.len() - line.trim_start().len());
        start += line.len();
        if object.is_empty() {
            continue;
        }
        match serde_json::from_str::<&RawValue>(object) {
            Err(error) => diagnostics.push(syntax(path, object, at, &error)),
            Ok(raw) => {
                let Node { value, span } = node(raw.get(), text);
                match value {
                    Value::Table(table) => tables.push((table, span)),
                    other => diagnostics.push(not_an_object(path, span, other.noun())),
                }
            }
        }
    }
    Checked::new(tables, diagnostics)
}

/// Value with spans. `raw` must be a slice of `whole`.
fn node(raw: &str, whole: &str) -> Node {
    let start = raw.as_ptr() as usize - whole.as_ptr() as usize;
    let span = Span::new(start, start + raw.len());
    let value = match raw.as_bytes().first() {
        Some(b'{') => {
            let members = serde_json::from_str::<Members<'_>>(raw).map_or(Vec::new(), |all| all.0);
            let mut entries: Vec<Entry> = Vec::with_capacity(members.len());
            let mut from = start;
            for (key, raw) in members {
                let node = node(raw.get(), whole);
                let key_span = key_place(whole, from, node.span.start as usize);
                from = node.span.end as usize;
                // the last of duplicate keys wins, as is usual in JSON
                entries.retain(|entry| entry.key != *key);
                entries.push(Entry { key: key.into_owned(), key_span, node });
            }
            Value::Table(Table { entries })
        }
        Some(b'[') => {
            let items = serde_json::from_str::<Vec<&RawValue>>(raw).unwrap_or_default();
            Value::Array(items.into_iter().map(|item| node(item.get(), whole)).collect())
        }
        Some(b'"') => Value::String(serde_json::from_str(raw).unwrap_or_default()),
        Some(b't') => Value::Bool(true),
        Some(b'f') => Value::Bool(false),
        Some(b'n') | None => Value::Null,
        Some(_) => match raw.parse() {
            Ok(number) => Value::Integer(number),
            Err(_) => Value::Float(raw.parse().unwrap_or(f64::NAN)),
        },
    };
    Node { value, span }
}

/// Span of the quoted key between the previous member and its value.
fn key_place(whole: &str, from: usize, to: usize) -> Span {
    let between = &whole[from..to];
    match (between.find('"'), between.rfind('"')) {
        (Some(first), Some(last)) => Span::new(from + first, from + last + 1),
        _ => Span::new(from, to),
    }
}

/// Members of an object, in order.
struct Members<'t>(Vec<(Cow<'t, str>, &'t RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect;

        impl<'de> Visitor<'de> for Collect {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members<'de>, A::Error> {
                let mut members = Vec::new();
                while let Some((key, value)) = map.next_entry::<Cow<'de, str>, &RawValue>()? {
                    members.push((key, value));
                }
                Ok(Members(members))
            }
        }

        deserializer.deserialize_map(Collect)
    }
}

fn syntax(path: &Path, text: &str, offset: usize, error: &serde_json::Error) -> Diagnostic {
    let line_start: usize =
        text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    let at = (line_start + error.column().saturating_sub(1)).min(text.len());
    let at = text.floor_char_boundary(at);
    let reason = error.to_string();
    let reason = reason.split(" at line").next().unwrap_or_default().to_lowercase();
    let span = Span::new(offset + at, offset + at);
    let message = format!("invalid JSON: {reason}");
    Diagnostic::at(codes::JSON_SYNTAX, path, span, message)
}

fn not_an_object(path: &Path, span: Span, noun: &str) -> Diagnostic {
    let message = format!("this line should be one object, but is {noun}");
    Diagnostic::at(codes::JSON_SYNTAX, path, span, message).help("write `{\"id\": …}` on one line")
}
