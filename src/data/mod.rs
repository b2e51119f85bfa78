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
pub use patch::{Digest, MARK, Patch, digest, text_of};
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
