//! JSON for `<script>` elements: members in insertion order, characters special in HTML escaped.

use std::fmt::Write as _;

/// A JSON object: members in insertion order.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Node(Vec<(&'static str, Value)>);

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    /// A string: text, address or date.
    Text(String),
    /// A whole number.
    Count(usize),
    /// A number with a fraction.
    Number(f64),
    /// A boolean.
    Is(bool),
    /// An object.
    Node(Node),
    /// An array.
    List(Vec<Value>),
}

impl Node {
    /// A node with this `@type`.
    pub(crate) fn new(kind: &str) -> Self {
        Self(Vec::new()).with("@type", kind)
    }

    /// A node with a name but no type.
    pub(crate) fn named(name: &str) -> Self {
        Self(Vec::new()).with("name", name)
    }

    /// A reference to a node by its `@id`.
    pub(crate) fn at(id: String) -> Self {
        Self(Vec::new()).with("@id", id)
    }

    /// Adds a member.
    pub(crate) fn with(mut self, key: &'static str, value: impl Into<Value>) -> Self {
        self.0.push((key, value.into()));
        self
    }

    /// Adds a member if there is a value.
    pub(crate) fn maybe(self, key: &'static str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.with(key, value),
            None => self,
        }
    }

    /// Adds a member with several values: one value is written alone, none leaves the member out.
    pub(crate) fn each<V: Into<Value>>(
        self,
        key: &'static str,
        values: impl IntoIterator<Item = V>,
    ) -> Self {
        let mut values: Vec<Value> = values.into_iter().map(Into::into).collect();
        match values.len() {
            0 => self,
            1 => self.with(key, values.remove(0)),
            _ => self.with(key, Value::List(values)),
        }
    }

    fn write(&self, out: &mut String) {
        out.push('{');
        for (at, (key, value)) in self.0.iter().enumerate() {
            if at > 0 {
                out.push(',');
            }
            push_string(out, key);
            out.push(':');
            value.write(out);
        }
        out.push('}');
    }
}

impl Value {
    fn write(&self, out: &mut String) {
        match self {
            Self::Text(text) => push_string(out, text),
            Self::Count(number) => {
                let _ = write!(out, "{number}");
            }
            Self::Number(number) => {
                let _ = write!(out, "{number}");
            }
            Self::Is(is) => out.push_str(if *is { "true" } else { "false" }),
            Self::Node(node) => node.write(out),
            Self::List(values) => {
                out.push('[');
                for (at, value) in values.iter().enumerate() {
                    if at > 0 {
                        out.push(',');
                    }
                    value.write(out);
                }
                out.push(']');
            }
        }
    }
}

/// Serializes a document with several nodes.
pub(crate) fn graph(nodes: Vec<Node>) -> String {
    let nodes = Value::List(nodes.into_iter().map(Value::Node).collect());
    let document = Node(Vec::new()).with("@context", "https://schema.org").with("@graph", nodes);
    let mut out = String::with_capacity(4 * 1024);
    document.write(&mut out);
    out
}

/// Writes a JSON string. Escapes `<`, `>` and `&`, so that it contains no tag, comment or character reference; also
/// control characters and U+2028 and U+2029, which older JavaScript treats as line ends.
fn push_string(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' | '\0'..='\u{1f}' | '\u{7f}' => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            _ => out.push(c),
        }
    }
    out.push('"');
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_string())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<usize> for Value {
    fn from(number: usize) -> Self {
        Self::Count(number)
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<bool> for Value {
    fn from(is: bool) -> Self {
        Self::Is(is)
    }
}

impl From<Node> for Value {
    fn from(node: Node) -> Self {
        Self::Node(node)
    }
}

#[cfg(test)]
mod tests {
    use super::{Node, graph};

    #[test]
    fn members_keep_their_order_and_single_values_are_not_lists() {
        let node = Node::new("Person")
            .with("name", "Ada")
            .each("alternateName", ["A"])
            .each("sameAs", ["https://a.example", "https://b.example"])
            .each("knows", Vec::<&str>::new())
            .maybe("url", None::<&str>);
        assert_eq!(
            graph(vec![node]),
            r#"{"@context":"https://schema.org","@graph":[{"@type":"Person","name":"Ada","alternateName":"A","sameAs":["https://a.example","https://b.example"]}]}"#
        );
    }

    #[test]
    fn strings_are_escaped() {
        let bad = "</script><!-- \u{2028}\u{2029} & \" \\ \u{0}\n\u{7f} é";
        let text = graph(vec![Node::named(bad)]);
        assert!(!text.contains(['<', '>', '&', '\u{2028}', '\u{2029}', '\n', '\u{0}', '\u{7f}']));
        let read: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(read["@graph"][0]["name"], bad);
    }
}
