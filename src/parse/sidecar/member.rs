//! Members of JSON-LD objects: one or many, prefixed or not.

use crate::source::data::{Node, Value};

/// A member of an object; `null` counts as absent.
pub(super) fn get<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    let Value::Table(table) = &node.value else { return None };
    table.get(key).filter(|found| found.value != Value::Null)
}

/// A string.
pub(super) fn text(node: &Node) -> Option<&str> {
    match &node.value {
        Value::String(text) => Some(text),
        _ => None,
    }
}

/// The items of a list; anything else is a list of itself.
pub(super) fn many(node: &Node) -> &[Node] {
    match &node.value {
        Value::Array(items) => items,
        _ => std::slice::from_ref(node),
    }
}

/// A term without the prefix or the namespace of the vocabulary.
pub(super) fn term(word: &str) -> &str {
    let prefixes =
        ["oa:", "http://www.w3.org/ns/oa#", "as:", "https://www.w3.org/ns/activitystreams#"];
    prefixes.iter().find_map(|prefix| word.strip_prefix(prefix)).unwrap_or(word)
}

/// Whether an object is of a class.
pub(super) fn is_a(node: &Node, class: &str) -> bool {
    let classes = get(node, "type").or_else(|| get(node, "@type"));
    classes.is_some_and(|classes| many(classes).iter().filter_map(text).any(|it| term(it) == class))
}

/// The IRI that a value is, or that an object has.
pub(super) fn iri(node: &Node) -> Option<&Node> {
    match &node.value {
        Value::String(_) => Some(node),
        _ => get(node, "id").or_else(|| get(node, "@id")).filter(|id| text(id).is_some()),
    }
}
