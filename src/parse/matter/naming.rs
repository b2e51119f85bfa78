//! Reads `mentions`: what forms mean in a text.

use crate::base::{Diagnostic, Path, Span, Spanned, codes};
use crate::data::{Node, Reader, Value};
use crate::parse::format::is_id;
use crate::parse::hints::PAGE_KEYS;
use crate::parse::table::{Format, Kind};

/// Forms and the entities that they mean, in source order; `None`: never a mention.
type Mentions = Vec<(Spanned<String>, Option<Spanned<String>>)>;

/// The table `mentions`.
pub(crate) const MENTIONS: Format<Mentions> = Format {
    kind: Kind::Other("table: form → entity id, or `false`"),
    read: |reader, key, _| mentions(reader, key),
};

fn mentions(reader: &mut Reader<'_, '_>, key: &'static str) -> Mentions {
    let mut mentions = Vec::new();
    if let Some(Node { value: Value::Array(_), span }) = reader.node(key) {
        reader.tell(mentions_array(reader.path(), *span));
        return mentions;
    }
    for entry in reader.plain_table(key).map_or(&[][..], |table| &table.entries) {
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
    mentions
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
