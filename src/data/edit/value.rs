//! Values to write, and their literals.

use crate::base::Day;
use crate::data::edit::{Syntax, string};
use crate::data::{Node, Value};

/// A value to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Literal {
    /// A string.
    Text(String),
    /// A date. Written as a TOML date if it is a full day, otherwise as a string.
    Date(String),
    /// A whole number.
    Whole(u32),
    /// `true` or `false`.
    Truth(bool),
    /// A list of strings.
    Words(Vec<String>),
}

impl Literal {
    /// Single-line literal; a string in the style of `former` (see [`string`]).
    pub fn write(&self, syntax: Syntax, former: &str) -> String {
        match self {
            Self::Text(text) => string(syntax, former, text),
            Self::Date(text) if syntax == Syntax::Toml && Day::parse(text).is_some() => {
                text.clone()
            }
            Self::Date(text) => string(syntax, "", text),
            Self::Whole(number) => number.to_string(),
            Self::Truth(value) => value.to_string(),
            Self::Words(words) => {
                let words: Vec<String> =
                    words.iter().map(|word| string(syntax, "", word)).collect();
                format!("[{}]", words.join(", "))
            }
        }
    }

    /// Multi-line literal, for a string with newlines, among keys indented by `indent`; `None` if not possible.
    pub(super) fn write_long(&self, syntax: Syntax, indent: &str) -> Option<String> {
        let Self::Text(text) = self else { return None };
        if !text.contains('\n') || text.contains(|c: char| c.is_control() && c != '\n') {
            return None;
        }
        match syntax {
            Syntax::Toml if text.contains(['\\', '"']) => Some(string(syntax, "'''", text)),
            Syntax::Toml => Some(string(syntax, "\"\"\"", text)),
            Syntax::Yaml => {
                let body = text.strip_suffix('\n').unwrap_or(text);
                let is_odd =
                    body.is_empty() || body.starts_with([' ', '\n']) || body.ends_with('\n');
                let mark = if body.len() < text.len() { "|" } else { "|-" };
                let lines = body.lines().map(|line| match line {
                    "" => "\n".to_owned(),
                    line => format!("\n{indent}  {line}"),
                });
                (!is_odd).then(|| format!("{mark}{}", lines.collect::<String>()))
            }
            Syntax::Json => None,
        }
    }

    /// The value that parsing the literal gives.
    pub fn value(&self) -> Value {
        match self {
            Self::Text(text) | Self::Date(text) => Value::String(text.clone()),
            Self::Whole(number) => Value::Integer(i64::from(*number)),
            Self::Truth(value) => Value::Bool(*value),
            Self::Words(words) => {
                let node = |word: &String| Node {
                    value: Value::String(word.clone()),
                    span: crate::base::Span::default(),
                };
                Value::Array(words.iter().map(node).collect())
            }
        }
    }
}
