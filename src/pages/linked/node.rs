//! JSON for a `<script>` element: members in the order written, and no character that HTML could take for its own.

use std::fmt::Write as _;

/// Something described: members and their values, in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Node(Vec<(&'static str, Value)>);

/// A value of a member.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    /// A text, an address, a date.
    Text(String),
    /// A whole number.
    Count(usize),
    /// A number with a fraction.
    Number(f64),
    /// True or false.
    Is(bool),
    /// Something described.
    Node(Node),
    /// Several values.
    List(Vec<Value>),
}

impl Node {
    /// Something of this type.
    pub(crate) fn new(kind: &str) -> Self {
        Self(Vec::new()).with("@type", kind)
    }

    /// Something named, of which it is not known what it is.
    pub(crate) fn named(name: &str) -> Self {
        Self(Vec::new()).with("name", name)
    }

    /// Something described elsewhere.
    pub(crate) fn at(id: String) -> Self {
        Self(Vec::new()).with("@id", id)
    }

    /// The same with one more member.
    pub(crate) fn with(mut self, key: &'static str, value: impl Into<Value>) -> Self {
        self.0.push((key, value.into()));
        self
    }

    /// The same with one more member, where there is a value.
    pub(crate) fn maybe(self, key: &'static str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.with(key, value),
            None => self,
        }
    }

    /// The same with a member of several values; of one it is that one, without any it is left out.
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

/// A document of several nodes.
pub(crate) fn graph(nodes: Vec<Node>) -> String {
    let nodes = Value::List(nodes.into_iter().map(Value::Node).collect());
    let document = Node(Vec::new()).with("@context", "https://schema.org").with("@graph", nodes);
    let mut out = String::with_capacity(4 * 1024);
    document.write(&mut out);
    out
}

/// Appends a string of JSON. `<`, `>` and `&` are escaped, so that no tag, comment or reference can begin in it; so are
/// control characters, and the two separators that once ended a line of script.
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
    fn members_keep_their_order_and_lists_of_one_are_that_one() {
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
    fn nothing_leaves_its_string() {
        let bad = "</script><!-- \u{2028}\u{2029} & \" \\ \u{0}\n\u{7f} é";
        let text = graph(vec![Node::named(bad)]);
        assert!(!text.contains(['<', '>', '&', '\u{2028}', '\u{2029}', '\n', '\u{0}', '\u{7f}']));
        let read: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(read["@graph"][0]["name"], bad);
    }
}
