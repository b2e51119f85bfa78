//! Reads facts of an entity that depend on its type.

use crate::base::{Diagnostic, PartialDate, Path, Span, Spanned, codes};
use crate::data::{Reader, Value};
use crate::parse::format::{in_order, partial, string, strings};
use crate::parse::matter::{EntityMatter, RelationMatter, RoleMatter};
use crate::source::Config;
use crate::source::config::BaseType;

/// Keys and the types that have them.
const OWNED: &[(&str, &[BaseType])] = &[
    ("born", &[BaseType::Person]),
    ("died", &[BaseType::Person]),
    ("roles", &[BaseType::Person]),
    ("founded", &[BaseType::Organization]),
    ("dissolved", &[BaseType::Organization]),
    ("start", &[BaseType::Event]),
    ("end", &[BaseType::Event]),
    ("place", &[BaseType::Event]),
    ("participants", &[BaseType::Event]),
    ("published", &[BaseType::Work]),
    ("coordinates", &[BaseType::Place]),
    ("within", &[BaseType::Place, BaseType::Organization]),
];

/// Reads the type-specific facts; reports keys of other types.
pub(crate) fn facts(
    reader: &mut Reader<'_, '_>,
    matter: &mut EntityMatter,
    (config, base): (&Config, Option<BaseType>),
) {
    for (key, owners) in OWNED {
        if let Some(node) = reader.node(key)
            && !owners.iter().any(|owner| belongs(base, *owner))
        {
            let span = reader.key_span(key).unwrap_or(node.span);
            reader.tell(foreign_key(reader.path(), key, span, owners));
        }
    }
    matter.begins = first(reader, &["born", "founded", "start", "published"]);
    matter.ends = first(reader, &["died", "dissolved", "end"]);
    in_order(reader, matter.begins.as_ref(), matter.ends.as_ref());
    matter.roles = (RoleMatter::LIST.read)(reader, "roles", config);
    matter.coordinates = coordinates(reader);
    matter.within = string(reader, "within");
    matter.place = string(reader, "place");
    matter.participants = strings(reader, "participants");
    matter.relations = (RelationMatter::LIST.read)(reader, "relations", config);
}

/// Whether an entity may have a fact of a type; true if its type is unknown.
fn belongs(base: Option<BaseType>, to: BaseType) -> bool {
    base.is_none_or(|base| base == to)
}

fn first(reader: &mut Reader<'_, '_>, keys: &[&'static str]) -> Option<Spanned<PartialDate>> {
    keys.iter().filter_map(|key| partial(reader, key)).next()
}

fn coordinates(reader: &mut Reader<'_, '_>) -> Option<Spanned<(f64, f64)>> {
    let node = reader.node("coordinates")?;
    let Value::Array(pair) = &node.value else {
        return reader.wrong("coordinates", "`[latitude, longitude]`", node);
    };
    let numbers: Vec<f64> = pair
        .iter()
        .filter_map(|number| match number.value {
            Value::Float(number) => Some(number),
            Value::Integer(number) => Some(number as f64),
            _ => None,
        })
        .collect();
    let (true, [latitude, longitude]) = (pair.len() == 2, &numbers[..]) else {
        return reader.wrong("coordinates", "`[latitude, longitude]`", node);
    };
    if latitude.abs() <= 90.0 && longitude.abs() <= 180.0 {
        return Some(Spanned::new((*latitude, *longitude), node.span));
    }
    let is_swapped = longitude.abs() <= 90.0 && latitude.abs() <= 180.0;
    reader.tell(bad_coordinates(reader.path(), node.span, is_swapped));
    None
}

fn foreign_key(path: &Path, key: &str, span: Span, owners: &[BaseType]) -> Diagnostic {
    let owners: Vec<&str> = owners.iter().map(|owner| owner.id()).collect();
    let message = format!("`{key}` is a key of another type: {}", owners.join(" and "));
    Diagnostic::at(codes::KEY_OF_OTHER_TYPE, path, span, message)
        .help("put other data into the table `extra`")
}

fn bad_coordinates(path: &Path, span: Span, is_swapped: bool) -> Diagnostic {
    let message = "there is no such place on earth";
    let diagnostic = Diagnostic::at(codes::COORDINATES_INVALID, path, span, message)
        .help("write `[latitude, longitude]` in degrees: -90 to 90, then -180 to 180");
    if is_swapped { diagnostic.caret("the latitude comes first") } else { diagnostic }
}
