//! Who and what a text names.

use crate::base::{Diagnostic, Path, Span, Spanned};
use crate::parse::matter::Naming;
use crate::source::data::{Reader, Value};
use crate::source::{LINK_MODES, SCOPES};

/// Reads `entities about mentions scope link`.
pub(crate) fn naming(reader: &mut Reader<'_, '_>) -> Naming {
    let mut naming = named(reader);
    naming.about = reader.strings("about");
    naming.scope = reader.choice("scope", SCOPES);
    naming.link = reader.choice("link", LINK_MODES);
    naming
}

/// Reads `entities` and `mentions`, which a sidecar may hold too.
pub(crate) fn named(reader: &mut Reader<'_, '_>) -> Naming {
    let entities = reader.strings("entities");
    let mut mentions = Vec::new();
    match reader.node("mentions") {
        Some(node) if matches!(node.value, Value::Array(_)) => {
            reader.tell(mentions_array(reader.path(), node.span));
        }
        Some(node) => match &node.value {
            Value::Table(table) => {
                for entry in &table.entries {
                    let form = Spanned::new(entry.key.clone(), entry.key_span);
                    match &entry.node.value {
                        Value::String(id) => {
                            mentions.push((form, Some(Spanned::new(id.clone(), entry.node.span))));
                        }
                        Value::Bool(false) => mentions.push((form, None)),
                        _ => reader.tell(bad_meaning(reader.path(), &entry.key, entry.node.span)),
                    }
                }
            }
            _ => {
                reader.wrong::<()>("mentions", "a table", node);
            }
        },
        None => {}
    }
    Naming { entities, mentions, ..Naming::default() }
}

fn mentions_array(path: &Path, span: Span) -> Diagnostic {
    let message = "`mentions` is a table of surface forms, not a list";
    Diagnostic::error("wrong-type", path, span, message)
        .help("name the entities in `entities = […]`; `[mentions]` says what a form means: `\"Moscow\" = \"moscow\"`")
}

fn bad_meaning(path: &Path, key: &str, span: Span) -> Diagnostic {
    let message = format!("the form `{key}` should mean an entity id, or `false`");
    let told = Diagnostic::error("wrong-type", path, span, message).help(
        "write `\"form\" = \"entity-id\"`, or `\"form\" = false` where it is never a mention",
    );
    if super::PAGE_KEYS.contains(&key) {
        return told
            .help(format!("if `{key}` is a key of the page, move this key above the first table"));
    }
    told
}
