//! Keeps the JSON Schemas and the reference equal to the tables. `GLOSSATOR_BLESS=1` rewrites the schemas.

#![expect(clippy::disallowed_methods, reason = "compares and rewrites files in docs/")]

use serde_json::{Map, Value, json};

use super::{Field, Kind, keys};
use crate::parse::hints::PAGE_KEYS;
use crate::parse::matter::{Annotated, ArticleMatter, Naming, SourceMatter, StatementMatter};
use crate::source::Config;

fn schema(kind: Kind) -> Value {
    let id = json!({ "type": "string", "pattern": "^[a-z0-9-]+$" });
    let list = |items: Value| json!({ "type": "array", "items": items });
    match kind {
        Kind::Line | Kind::Prose | Kind::Agent | Kind::Source => json!({ "type": "string" }),
        Kind::Fragment => json!({ "type": "string", "pattern": "^(?!ref-)[a-z][a-z0-9-]*$" }),
        Kind::Id | Kind::Entity => id,
        Kind::Agents | Kind::Sources | Kind::Words => list(json!({ "type": "string" })),
        Kind::Entities => list(id),
        // the configuration may declare more words
        Kind::Choice(words) => json!({ "type": "string", "examples": words(&Config::default()) }),
        Kind::Date | Kind::Moment => json!({ "type": ["string", "integer"] }),
        Kind::Web => json!({ "type": "string", "pattern": "^https?://" }),
        Kind::Truth => json!({ "type": "boolean" }),
        Kind::Number => json!({ "type": "integer" }),
        Kind::Table(fields) => object(fields),
        Kind::Tables(fields) => list(object(fields)),
        Kind::Inside(_) => unreachable!("`keys` replaces it by its keys"),
        Kind::Other(what) => json!({ "type": "object", "$comment": what }),
    }
}

fn object(fields: &'static [Field]) -> Value {
    let properties = keys(fields).into_iter().map(|field| {
        let mut value = schema(field.kind);
        value["description"] = json!(field.doc.trim());
        (field.key.to_owned(), value)
    });
    let properties: Map<String, Value> = properties.collect();
    json!({ "type": "object", "additionalProperties": false, "properties": properties })
}

fn check_schema(name: &str, title: &str, mut schema: Value) {
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema["title"] = json!(title);
    let text = serde_json::to_string_pretty(&schema).unwrap() + "\n";
    let path = format!("{}/docs/schemas/{name}.schema.json", env!("CARGO_MANIFEST_DIR"));
    if std::env::var_os("GLOSSATOR_BLESS").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    assert_eq!(std::fs::read_to_string(&path).unwrap_or_default(), text, "{path}");
}

#[test]
fn the_schemas_are_those_of_the_tables() {
    let mut sidecar = object(Annotated::FIELDS);
    for key in ["entities", "mentions"] {
        let field = keys(Naming::FIELDS).into_iter().find(|field| field.key == key).unwrap();
        sidecar["properties"][key] = schema(field.kind);
        sidecar["properties"][key]["description"] = json!(field.doc.trim());
    }
    check_schema("annotations", "Annotations of an article: x.annotations.toml", sidecar);
    let sources = json!({
        "type": "object",
        "additionalProperties": false,
        "properties": { "source": schema(Kind::Tables(SourceMatter::FIELDS)) },
    });
    check_schema("sources", "Sources of a site: content/sources/*.toml", sources);
}

#[test]
fn a_key_of_an_article_is_recognized_in_another_table() {
    for Field { key, .. } in keys(ArticleMatter::FIELDS) {
        assert!(PAGE_KEYS.contains(&key), "add `{key}` to `PAGE_KEYS`");
    }
}

#[test]
fn every_key_is_in_the_reference() {
    let check = |page: &str, fields: &'static [Field]| {
        let path = format!("{}/docs/{page}.md", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).unwrap();
        let rows: Vec<&str> = text.lines().filter(|line| line.starts_with("| `")).collect();
        for Field { key, .. } in keys(fields) {
            let quoted = format!("`{key}`");
            assert!(
                rows.iter().any(|row| row.contains(&quoted)),
                "{page}.md has no row for {quoted}"
            );
        }
    };
    check("articles", ArticleMatter::FIELDS);
    check("statements", StatementMatter::FIELDS);
    check("statements", SourceMatter::FIELDS);
    check("annotations", crate::parse::matter::AnnotationMatter::FIELDS);
}
