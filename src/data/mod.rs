//! Structured text (TOML, YAML, JSON): read as one tree of values with their spans, and changed where it stands.

pub mod edit;
mod json;
mod reader;
#[cfg(test)]
mod tests;
mod toml;
mod yaml;

use crate::base::Span;

pub use json::{json, jsonl};
pub use reader::{FileDiagnostics, Hint, Reader};
pub use toml::toml;
pub use yaml::yaml;

/// A value and the bytes that wrote it.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// The value.
    pub value: Value,
    /// Bytes in the file.
    pub span: Span,
}

/// What TOML, YAML (core schema) and JSON have in common.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// YAML's and JSON's `null`.
    Null,
    /// A truth value.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// Any other number.
    Float(f64),
    /// A string.
    String(String),
    /// TOML's date or date-time, as written. (YAML and JSON write dates as strings.)
    Date(String),
    /// A list.
    Array(Vec<Node>),
    /// Keys with values.
    Table(Table),
}

/// Keys with values, in the order written; keys are unique.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// The entries.
    pub entries: Vec<Entry>,
}

/// One key with its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Where the key is written.
    pub key_span: Span,
    /// What it holds.
    pub node: Node,
}
