//! Reads the entities and surface forms of a text.

use crate::base::{Diagnostic, Path, Span, Spanned, codes};
use crate::data::{Node, Reader, Value};
use crate::parse::front::{PAGE_KEYS, is_id, strings};
use crate::parse::matter::Naming;
use crate::source::{LINK_MODES, SCOPES};

/// Reads `entities about mentions scope link`.
pub(crate) fn naming(reader: &mut Reader<'_, '_>) -> Naming {
    let mut naming = named(reader);
    naming.about = strings::strings(reader, "about");
    naming.scope = reader.choice("scope", SCOPES);
    naming.link = reader.choice("link", LINK_MODES);
    naming
}

/// Reads `entities` and `mentions`, which sidecars may have too.
pub(crate) fn named(reader: &mut Reader<'_, '_>) -> Naming {
    let entities = strings::strings(reader, "entities");
    let mut mentions = Vec::new();
    if let Some(Node { value: Value::Array(_), span }) = reader.node("mentions") {
        reader.tell(mentions_array(reader.path(), *span));
        return Naming { entities, ..Naming::default() };
    }
    for entry in reader.plain_table("mentions").map_or(&[][..], |table| &table.entries) {
        let form = Spanned::new(entry.key.clone(), entry.key_span);
        match &entry.node.value {
            _ if form.value.trim().is_empty() => {
                reader.tell(empty_form(reader.path(), entry.key_span));
            }
            // page keys under `[mentions]` by mistake: `false`, or text that is not an id; a title is reported
            // elsewhere
            Value::Bool(false) if ["draft", "toc"].contains(&entry.key.as_str()) => {
                reader.tell(bad_meaning(reader.path(), &entry.key, entry.node.span));
            }
            Value::String(id) if is_of_page(&entry.key) && !is_id(id) => {
                reader.tell(bad_meaning(reader.path(), &entry.key, entry.node.span));
            }
            Value::String(id) if !id.trim().is_empty() => {
                mentions.push((form, Some(Spanned::new(id.clone(), entry.node.span))));
            }
            Value::Bool(false) => mentions.push((form, None)),
            _ => reader.tell(bad_meaning(reader.path(), &entry.key, entry.node.span)),
        }
    }
    Naming { entities, mentions, ..Naming::default() }
}

fn is_of_page(key: &str) -> bool {
    key != "title" && PAGE_KEYS.contains(&key)
}

fn mentions_array(path: &Path, span: Span) -> Diagnostic {
    let message = "`mentions` is a table of surface forms, not a list";
    Diagnostic::at(codes::WRONG_TYPE, path, span, message)
        .help("name the entities in `entities = […]`; `[mentions]` says what a form means: `\"Moscow\" = \"moscow\"`")
}

fn empty_form(path: &Path, span: Span) -> Diagnostic {
    Diagnostic::at(codes::VALUE_EMPTY, path, span, "an empty form in `mentions`")
        .help("write the words as they appear in the text")
}

fn bad_meaning(path: &Path, key: &str, span: Span) -> Diagnostic {
    let message = format!("the form `{key}` should mean an entity id, or `false`");
    let diagnostic = Diagnostic::at(codes::WRONG_TYPE, path, span, message).help(
        "write `\"form\" = \"entity-id\"`, or `\"form\" = false` where it is never a mention",
    );
    if PAGE_KEYS.contains(&key) {
        return diagnostic
            .help(format!("if `{key}` is a key of the page, move this key above the first table"));
    }
    diagnostic
}
