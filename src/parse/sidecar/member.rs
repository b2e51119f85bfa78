//! Access to members of JSON-LD objects: single or multiple, with or without prefix.

use crate::data::{Node, Value};

/// Member of an object; `null` counts as absent.
pub(super) fn get<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    let Value::Table(table) = &node.value else { return None };
    let is_prefixed = |entry: &&crate::data::Entry| term(&entry.key) == key;
    let found = table.get(key).or_else(|| {
        let prefixed = table.entries.iter().find(is_prefixed);
        prefixed.map(|entry| &entry.node)
    });
    found.filter(|found| found.value != Value::Null)
}

/// A string, or the string of a JSON-LD value object.
pub(super) fn text(node: &Node) -> Option<&str> {
    match &node.value {
        Value::String(text) => Some(text),
        Value::Table(table) => match &table.get("@value")?.value {
            Value::String(text) => Some(text),
            _ => None,
        },
        _ => None,
    }
}

/// Items of an array; any other value as a single item.
pub(super) fn many(node: &Node) -> &[Node] {
    match &node.value {
        Value::Array(items) => items,
        Value::Table(table) => match table.get("@list").or_else(|| table.get("@set")) {
            Some(list) => many(list),
            None => std::slice::from_ref(node),
        },
        _ => std::slice::from_ref(node),
    }
}

/// A term without prefix or namespace.
pub(super) fn term(word: &str) -> &str {
    let prefixes = [
        "oa:",
        "http://www.w3.org/ns/oa#",
        "https://www.w3.org/ns/oa#",
        "as:",
        "http://www.w3.org/ns/activitystreams#",
        "https://www.w3.org/ns/activitystreams#",
    ];
    prefixes.iter().find_map(|prefix| word.strip_prefix(prefix)).unwrap_or(word)
}

/// Whether an object has a type.
pub(super) fn is_a(node: &Node, class: &str) -> bool {
    classes(node).any(|it| it == class)
}

/// Types of an object, without prefixes.
pub(super) fn classes(node: &Node) -> impl Iterator<Item = &str> {
    let classes = get(node, "type").or_else(|| get(node, "@type"));
    classes.map(many).unwrap_or_default().iter().filter_map(text).map(term)
}

/// A string as IRI, or the `id` of an object.
pub(super) fn iri(node: &Node) -> Option<&Node> {
    match &node.value {
        Value::String(_) => Some(node),
        _ => get(node, "id").or_else(|| get(node, "@id")).filter(|id| text(id).is_some()),
    }
}

/// Members of an object that are not in `known`, except JSON-LD keywords.
pub(super) fn others<'n>(
    node: &'n Node,
    known: &'n [&[&str]],
) -> impl Iterator<Item = &'n crate::data::Entry> {
    let entries = match &node.value {
        Value::Table(table) => &table.entries[..],
        _ => &[],
    };
    let is_known = |key: &str| {
        matches!(key, "@context" | "@id" | "@type" | "id" | "type")
            || known.iter().any(|keys| keys.contains(&term(key)))
    };
    entries.iter().filter(move |entry| !is_known(&entry.key) && entry.node.value != Value::Null)
}
