//! Structured text (TOML, YAML, JSON): parsed into one tree of values with spans, and edited in place; patches of files.

pub mod edit;
mod json;
mod patch;
mod reader;
#[cfg(test)]
mod tests;
mod toml;
mod yaml;

use crate::base::Span;

pub use json::{json, jsonl};
pub use patch::{Digest, Patch, digest, moved, text_of};
pub use reader::{FileDiagnostics, Hint, Reader};
pub use toml::toml;
pub use yaml::yaml;

/// A value with its span.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// The value.
    pub value: Value,
    /// Bytes in the file.
    pub span: Span,
}

/// A value of TOML, YAML (core schema) or JSON.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `null` of YAML or JSON.
    Null,
    /// A boolean.
    Bool(bool),
    /// An integer.
    Integer(i64),
    /// Any other number.
    Float(f64),
    /// A string.
    String(String),
    /// A TOML date or date-time, as written. (YAML and JSON dates are strings.)
    Date(String),
    /// An array.
    Array(Vec<Node>),
    /// A table.
    Table(Table),
}

/// Key-value pairs in source order; keys are unique.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// The entries.
    pub entries: Vec<Entry>,
}

/// A key-value pair.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Span of the key.
    pub key_span: Span,
    /// The value.
    pub node: Node,
}

impl Table {
    /// A key and its value.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.node)
    }

    /// The string of a key.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.get(key)?.value.as_str()
    }

    /// Items of the array of a key; empty if it is absent or another value.
    pub fn items(&self, key: &str) -> &[Node] {
        self.get(key).map_or(&[], |node| node.value.items())
    }

    /// Whether two tables have equal values (see [`Value::is_same`]).
    pub fn is_same(&self, other: &Self) -> bool {
        let has_value = |entry: &&Entry| match &entry.node.value {
            Value::Null => false,
            Value::Array(items) => !items.is_empty(),
            Value::Table(table) => !table.entries.is_empty(),
            _ => true,
        };
        let has = |table: &Self, entry: &Entry| {
            table.get(&entry.key).is_some_and(|it| it.value.is_same(&entry.node.value))
        };
        self.entries.iter().filter(has_value).all(|entry| has(other, entry))
            && other.entries.iter().filter(has_value).all(|entry| has(self, entry))
    }
}

impl Value {
    /// The text of a string.
    pub fn as_str(&self) -> Option<&str> {
        if let Self::String(text) = self { Some(text) } else { None }
    }

    /// The table, if it is one.
    pub fn as_table(&self) -> Option<&Table> {
        if let Self::Table(table) = self { Some(table) } else { None }
    }

    /// Items of an array; empty for other values.
    pub fn items(&self) -> &[Node] {
        if let Self::Array(items) = self { items } else { &[] }
    }

    /// Items of an array, or values of a table.
    pub fn children(&self) -> impl Iterator<Item = &Node> {
        let entries = self.as_table().map_or(&[][..], |table| &table.entries);
        self.items().iter().chain(entries.iter().map(|entry| &entry.node))
    }

    /// Whether two values are equal, wherever they are written: dates and strings are one type, as in YAML, and an
    /// empty list or table equals an absent one.
    pub fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Array(a), Self::Array(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.value.is_same(&b.value))
            }
            (Self::Table(a), Self::Table(b)) => a.is_same(b),
            (Self::Date(a), Self::String(b)) | (Self::String(a), Self::Date(b)) => a == b,
            (Self::Float(a), Self::Float(b)) => a.to_bits() == b.to_bits(),
            (a, b) => a == b,
        }
    }

    /// Name of the type in messages: `a string`.
    pub fn noun(&self) -> &'static str {
        match self {
            Self::Null => "nothing",
            Self::Bool(_) => "a boolean",
            Self::Integer(_) => "a whole number",
            Self::Float(_) => "a number",
            Self::String(_) => "a string",
            Self::Date(_) => "a date",
            Self::Array(_) => "an array",
            Self::Table(_) => "a table",
        }
    }
}
