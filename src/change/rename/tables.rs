//! The parsed tables of a file, and which values in them are ids, links or Markdown.

use std::sync::LazyLock;

use crate::change::structured::Structured;
use crate::data::edit::Syntax;
use crate::data::{Entry, Node, Table, Value, json, jsonl};
use crate::parse::Document;
use crate::parse::matter::{ArticleMatter, RelationMatter, RoleMatter};
use crate::parse::table::{Field, Kind};
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

/// Meaning by key where the table does not tell; `[]` is each item of a list, `*` each value of a table.
const KEYS: &[(&str, Meaning)] = &[
    ("mentions.*", Meaning::Id),
    ("translation_of", Meaning::Article),
    ("image.src", Meaning::Link),
    ("image.caption", Meaning::Prose),
    ("annotations[].creator", Meaning::Agent),
    ("within", Meaning::Id),
    ("place", Meaning::Id),
    ("participants[]", Meaning::Id),
    ("relations[].target", Meaning::Id),
];

/// Meaning by key of articles, sidecars and entities.
static MEANINGS: LazyLock<Vec<(String, Meaning)>> = LazyLock::new(|| {
    let known = KEYS.iter().map(|(key, meaning)| ((*key).to_owned(), *meaning));
    let mut found = known.collect();
    add(ArticleMatter::FIELDS, "", &mut found);
    add(RoleMatter::FIELDS, "roles[].", &mut found);
    add(RelationMatter::FIELDS, "relations[].", &mut found);
    found
});

/// Adds the meaning of each key of a table. `above` is the path of the table, with a dot at its end.
fn add(fields: &[Field], above: &str, found: &mut Vec<(String, Meaning)>) {
    for field in fields {
        let key = format!("{above}{}", field.key);
        match field.kind {
            Kind::Inside(inner) => add(inner, above, found),
            Kind::Table(inner) => add(inner, &(key + "."), found),
            Kind::Tables(inner) => add(inner, &(key + "[]."), found),
            Kind::Entity => found.push((key, Meaning::Id)),
            Kind::Entities => found.push((key + "[]", Meaning::Id)),
            Kind::Agent => found.push((key, Meaning::Agent)),
            Kind::Agents => found.push((key + "[]", Meaning::Agent)),
            Kind::Source => found.push((key, Meaning::Source)),
            Kind::Sources => found.push((key + "[]", Meaning::Source)),
            Kind::Prose => found.push((key, Meaning::Prose)),
            Kind::Line
            | Kind::Fragment
            | Kind::Id
            | Kind::Words
            | Kind::Choice(_)
            | Kind::Date
            | Kind::Moment
            | Kind::Web
            | Kind::Truth
            | Kind::Number
            | Kind::Other(_) => {}
        }
    }
}

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
    // a row of a file of sources has the keys of an item of `sources`
    let above = if role == Role::Sources { "sources[]." } else { "" };
    let mut found = Vec::new();
    for (key, meaning) in MEANINGS.iter() {
        let Some(key) = key.strip_prefix(above) else { continue };
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
