//! The parsed tables of a file, and which values in them are ids, links or Markdown.

use crate::change::structured::Structured;
use crate::data::edit::Syntax;
use crate::data::{Entry, Node, Table, Value, json, jsonl};
use crate::parse::Document;
use crate::source::Role;

/// The tables of a file.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tables {
    /// Their language; `None` for Markdown without front matter.
    pub(crate) syntax: Option<Syntax>,
    /// One table for front matter or a sidecar; one per row for bulk files, in the order of the typed rows.
    pub(crate) rows: Vec<Table>,
    /// Where a first key of a file-wide table would be inserted.
    pub(crate) start: usize,
}

/// The meaning of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// The id of an entity.
    Id,
    /// Id of an entity, or a name.
    Agent,
    /// Id of a source or an entity.
    Source,
    /// A Markdown text.
    Prose,
    /// A link as in Markdown.
    Link,
    /// The path of an article.
    Article,
}

/// Meaning by key (FORMAT sections 2, 3, 4 and 5); `[]` is each item of a list, `*` each value of a table.
const KEYS: &[(&str, Meaning)] = &[
    ("entities[]", Meaning::Id),
    ("about[]", Meaning::Id),
    ("mentions.*", Meaning::Id),
    ("authors[]", Meaning::Agent),
    ("origin.publisher", Meaning::Agent),
    ("translation_of", Meaning::Article),
    ("image.src", Meaning::Link),
    ("image.caption", Meaning::Prose),
    ("notices[].text", Meaning::Prose),
    ("annotations[].entity", Meaning::Id),
    ("annotations[].creator", Meaning::Agent),
    ("annotations[].sources[]", Meaning::Source),
    ("annotations[].note", Meaning::Prose),
    ("statements[].speaker", Meaning::Agent),
    ("statements[].words_of", Meaning::Agent),
    ("statements[].about[]", Meaning::Id),
    ("statements[].sources[]", Meaning::Source),
    ("statements[].note", Meaning::Prose),
    ("sources[].publisher", Meaning::Agent),
    ("sources[].via", Meaning::Source),
    ("within", Meaning::Id),
    ("place", Meaning::Id),
    ("participants[]", Meaning::Id),
    ("roles[].organization", Meaning::Agent),
    ("roles[].sources[]", Meaning::Source),
    ("relations[].target", Meaning::Id),
    ("relations[].sources[]", Meaning::Source),
    ("relations[].note", Meaning::Prose),
];

/// The same for a row of a file of sources.
const SOURCE_KEYS: &[(&str, Meaning)] = &[("publisher", Meaning::Agent), ("via", Meaning::Source)];

/// Parses the tables of a file; empty for Web Annotations.
pub(crate) fn tables(document: &Document) -> Tables {
    let (path, text) = (&document.file.path, &*document.file.text);
    let rows_of = |table: &Table, key: &str| -> Vec<Table> {
        table.items(key).iter().filter_map(|item| item.value.as_table()).cloned().collect()
    };
    let read = |rows: &dyn Fn(Table) -> Vec<Table>| {
        let read = Structured::read(path, text).value;
        read.map_or_else(Tables::default, |Structured { syntax, table, start, .. }| Tables {
            syntax: Some(syntax),
            rows: rows(table),
            start,
        })
    };
    match document.file.role {
        Role::EntityToml => read(&|table| rows_of(&table, "entity")),
        Role::Sources => read(&|table| rows_of(&table, "source")),
        Role::EntityJsonl => {
            let rows = jsonl(path, text).value.into_iter().map(|(row, _)| row).collect();
            Tables { syntax: Some(Syntax::Json), rows, start: 0 }
        }
        Role::SidecarJsonld => Tables::default(),
        Role::SidecarToml
        | Role::Article
        | Role::Entity
        | Role::Home
        | Role::Section
        | Role::Page => read(&|table| vec![table]),
    }
}

/// Every value of a row that has a meaning.
pub(crate) fn values(role: Role, row: &Table) -> Vec<(&Node, Meaning)> {
    let keys = if role == Role::Sources { SOURCE_KEYS } else { KEYS };
    let mut found = Vec::new();
    for (key, meaning) in keys {
        let segments: Vec<&str> = key.split('.').collect();
        walk(row, &segments, &mut |node| found.push((node, *meaning)));
    }
    found
}

fn walk<'t>(table: &'t Table, key: &[&str], visit: &mut impl FnMut(&'t Node)) {
    let Some((first, rest)) = key.split_first() else { return };
    for entry in &table.entries {
        let nodes = match first.strip_suffix("[]") {
            Some(name) if entry.key == name => entry.node.value.items(),
            None if entry.key == *first || *first == "*" => std::slice::from_ref(&entry.node),
            _ => &[],
        };
        for node in nodes {
            match &node.value {
                Value::Table(inner) if !rest.is_empty() => walk(inner, rest, visit),
                Value::String(_) if rest.is_empty() => visit(node),
                _ => {}
            }
        }
    }
}

/// The Markdown texts of Web Annotations: `value` of a body, `bodyValue`.
pub(crate) fn jsonld_texts(document: &Document) -> Vec<Node> {
    let mut found = Vec::new();
    if let Some(root) = json(&document.file.path, &document.file.text).value {
        collect(&root, &mut found);
    }
    found
}

fn collect(node: &Node, found: &mut Vec<Node>) {
    for item in node.value.items() {
        collect(item, found);
    }
    for Entry { key, node, .. } in node.value.as_table().map_or(&[][..], |table| &table.entries) {
        match (&**key, &node.value) {
            ("value" | "bodyValue", Value::String(_)) => found.push(node.clone()),
            _ => collect(node, found),
        }
    }
}
