//! What is known of an entity, by its type.

use crate::base::{Diagnostic, PartialDate, Path, Span, Spanned};
use crate::parse::front::annotation::{certainty, prose};
use crate::parse::front::entity::belongs;
use crate::parse::front::{PAGE_KEYS, date};
use crate::parse::matter::{EntityMatter, RelationMatter, RoleMatter};
use crate::source::config::BaseType;
use crate::source::data::{Reader, Value};

/// Keys with the type that they belong to.
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

/// Reads the facts that the type has, and tells of those that it has not.
pub(crate) fn facts(
    reader: &mut Reader<'_, '_>,
    matter: &mut EntityMatter,
    base: Option<BaseType>,
) {
    for (key, owners) in OWNED {
        if let Some(node) = reader.node(key)
            && !owners.iter().any(|owner| belongs(base, *owner))
        {
            reader.tell(foreign_key(reader.path(), key, node.span, owners));
        }
    }
    matter.begins = first(reader, &["born", "founded", "start", "published"]);
    matter.ends = first(reader, &["died", "dissolved", "end"]);
    matter.roles = reader.tables("roles", |table| Some(role(table)));
    matter.coordinates = coordinates(reader);
    matter.within = reader.string("within");
    matter.place = reader.string("place");
    matter.participants = reader.strings("participants");
    matter.relations = reader.tables("relations", |table| Some(relation(table)));
}

fn first(reader: &mut Reader<'_, '_>, keys: &[&'static str]) -> Option<Spanned<PartialDate>> {
    keys.iter().filter_map(|key| date::partial(reader, key)).next()
}

fn role(mut reader: Reader<'_, '_>) -> RoleMatter {
    let role = RoleMatter {
        title: reader.required("title").value,
        organization: reader.string("organization"),
        from: date::partial(&mut reader, "from"),
        to: date::partial(&mut reader, "to"),
        certainty: certainty(&mut reader),
        sources: reader.strings("sources"),
    };
    let hints =
        [("org", "`organization`"), ("start", "`from`"), ("end", "`to`"), ("name", "`title`")];
    reader.finish(&hints, PAGE_KEYS);
    role
}

fn relation(mut reader: Reader<'_, '_>) -> RelationMatter {
    let relation = RelationMatter {
        kind: reader.required("kind"),
        target: reader.required("target"),
        from: date::partial(&mut reader, "from"),
        to: date::partial(&mut reader, "to"),
        certainty: certainty(&mut reader),
        sources: reader.strings("sources"),
        note: prose(&mut reader, "note"),
    };
    reader.finish(
        &[("type", "`kind`"), ("entity", "`target`"), ("to_entity", "`target`")],
        PAGE_KEYS,
    );
    relation
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
    match numbers[..] {
        [latitude, longitude]
            if latitude.abs() <= 90.0 && longitude.abs() <= 180.0 && pair.len() == 2 =>
        {
            Some(Spanned::new((latitude, longitude), node.span))
        }
        _ => {
            reader.tell(bad_coordinates(reader.path(), node.span));
            None
        }
    }
}

/// Reads `ids`: identifiers by scheme.
pub(crate) fn identifiers(reader: &mut Reader<'_, '_>) -> Vec<(String, Spanned<String>)> {
    let Some(table) = reader.plain_table("ids") else { return Vec::new() };
    let mut ids = Vec::new();
    for entry in &table.entries {
        let text = match &entry.node.value {
            Value::String(text) => text.clone(),
            Value::Integer(number) => number.to_string(),
            _ => {
                reader.wrong::<()>(&entry.key, "a string", &entry.node);
                continue;
            }
        };
        if is_well_formed(&entry.key, &text) {
            ids.push((entry.key.clone(), Spanned::new(text, entry.node.span)));
        } else {
            reader.tell(bad_identifier(reader.path(), &entry.key, &text, entry.node.span));
        }
    }
    ids
}

/// Whether an identifier is of its scheme's form, check digit included; of an unknown scheme anything is.
fn is_well_formed(scheme: &str, text: &str) -> bool {
    let digits = |text: &str, least: usize, most: usize| {
        (least..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    match scheme {
        "wikidata" => {
            text.strip_prefix('Q').is_some_and(|rest| digits(rest, 1, 12) && !rest.starts_with('0'))
        }
        "viaf" => digits(text, 1, 22),
        "geonames" => digits(text, 1, 9),
        "isni" => has_check_digit(text.replace(' ', "").as_str()),
        "orcid" => {
            text.split('-').all(|part| part.len() == 4) && has_check_digit(&text.replace('-', ""))
        }
        "ror" => {
            text.len() == 9
                && text.starts_with('0')
                && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        }
        "gnd" => {
            !text.is_empty()
                && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-' || byte == b'X')
        }
        "imdb" => ["nm", "tt", "co", "ev", "ch"]
            .iter()
            .any(|kind| text.strip_prefix(kind).is_some_and(|rest| digits(rest, 7, 10))),
        _ => !text.trim().is_empty(),
    }
}

/// ISO 7064 MOD 11-2 over sixteen characters, as ISNI and ORCID have it.
fn has_check_digit(text: &str) -> bool {
    let Some((digits, check)) = text.split_at_checked(15) else { return false };
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let total = digits.bytes().fold(0u32, |total, byte| (total + u32::from(byte - b'0')) * 2);
    let expected = (12 - total % 11) % 11;
    check == if expected == 10 { "X".to_string() } else { expected.to_string() }
}

fn foreign_key(path: &Path, key: &str, span: Span, owners: &[BaseType]) -> Diagnostic {
    let owners: Vec<&str> = owners.iter().map(|owner| owner.id()).collect();
    let message = format!("`{key}` is a key of another type: {}", owners.join(" and "));
    Diagnostic::error("key-of-other-type", path, span, message)
        .help("what no key is for goes into the table `extra`")
}

fn bad_coordinates(path: &Path, span: Span) -> Diagnostic {
    let message = "these are no coordinates";
    Diagnostic::error("wrong-type", path, span, message)
        .help("write `[latitude, longitude]` in degrees: -90 to 90, then -180 to 180")
}

fn bad_identifier(path: &Path, scheme: &str, text: &str, span: Span) -> Diagnostic {
    let message = format!("`{text}` is no identifier of the scheme `{scheme}`");
    let form = match scheme {
        "wikidata" => "it looks like `Q42`",
        "isni" | "orcid" => {
            "its last character is a check digit: compare it with where you found it"
        }
        "ror" => "it looks like `05a28rw58`",
        "imdb" => "it looks like `nm0000001`",
        _ => "give the bare identifier, not a whole address",
    };
    Diagnostic::error("identifier-invalid", path, span, message).help(form)
}

#[cfg(test)]
mod tests {
    use super::is_well_formed;

    #[test]
    fn identifiers_are_checked_by_scheme() {
        for (scheme, text) in [
            ("wikidata", "Q7747"),
            ("isni", "0000 0001 2103 2683"),
            ("orcid", "0000-0002-1825-0097"),
            ("ror", "05a28rw58"),
            ("own", "anything"),
        ] {
            assert!(is_well_formed(scheme, text), "{scheme} {text}");
        }
        for (scheme, text) in [
            ("wikidata", "7747"),
            ("wikidata", "Q"),
            ("isni", "0000 0001 2103 2684"),
            ("orcid", "0000-0002-1825-0098"),
            ("geonames", "x"),
            ("viaf", ""),
            ("own", " "),
        ] {
            assert!(!is_well_formed(scheme, text), "{scheme} {text}");
        }
    }
}
