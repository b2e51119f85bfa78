//! Attributes of an element that hold addresses or ids.

use html5ever::tokenizer::Tag;

use crate::check::Fault;

/// Attributes with ids of the same page, separated by spaces.
const IDS: &[&str] = &[
    "for",
    "headers",
    "list",
    "form",
    "itemref",
    "popovertarget",
    "commandfor",
    "aria-labelledby",
    "aria-describedby",
    "aria-controls",
    "aria-details",
    "aria-owns",
    "aria-flowto",
    "aria-activedescendant",
    "aria-errormessage",
];

/// Kinds of `<link>` that a page needs for display.
const NEEDED: &[&str] =
    &["stylesheet", "icon", "preload", "modulepreload", "manifest", "apple-touch-icon"];

/// The value of an attribute.
pub(super) fn value<'a>(tag: &'a Tag, name: &str) -> Option<&'a str> {
    let found = tag.attrs.iter().find(|attribute| &*attribute.name.local == name)?;
    Some(&found.value)
}

/// Whether an attribute is present and not blank.
pub(super) fn has_text(tag: &Tag, name: &str) -> bool {
    value(tag, name).is_some_and(|value| !value.trim().is_empty())
}

/// Ids that the attributes of an element refer to: attribute, id.
pub(super) fn ids(tag: &Tag) -> impl Iterator<Item = (&str, &str)> {
    let naming = tag.attrs.iter().filter(|attribute| IDS.contains(&&*attribute.name.local));
    naming.flat_map(|attribute| {
        attribute.value.split_ascii_whitespace().map(|id| (&*attribute.name.local, id))
    })
}

/// Addresses in the attributes of an element, with the fault to report if missing.
pub(super) fn addresses(tag: &Tag) -> Vec<(Fault, &str)> {
    let mut found = Vec::new();
    for attribute in &tag.attrs {
        let (name, value) = (&*attribute.name.local, &*attribute.value);
        match (name, &*tag.name) {
            ("href", "link") => found.extend(linked(tag).map(|fault| (fault, value))),
            ("href" | "xlink:href", "image" | "use" | "feimage") => {
                found.push((Fault::File, value));
            }
            ("href" | "xlink:href", "a" | "area") => found.push((Fault::Link, value)),
            ("action" | "formaction" | "cite", _) => found.push((Fault::Link, value)),
            ("src", _) | ("poster", "video") | ("data", "object") => {
                found.push((Fault::File, value));
            }
            ("srcset" | "imagesrcset", _) => {
                let pictures = value.split(", ").filter_map(|one| one.split_whitespace().next());
                found.extend(pictures.map(|one| (Fault::File, one.trim_end_matches(','))));
            }
            ("content", "meta") => found.extend(meta(tag, value)),
            _ => {}
        }
    }
    found
}

fn linked(tag: &Tag) -> Option<Fault> {
    let kinds = value(tag, "rel").unwrap_or_default().to_ascii_lowercase();
    let has = |names: &[&str]| kinds.split_ascii_whitespace().any(|kind| names.contains(&kind));
    match () {
        () if has(&["dns-prefetch", "preconnect"]) => None,
        () if has(NEEDED) => Some(Fault::File),
        () => Some(Fault::Link),
    }
}

fn meta<'a>(tag: &Tag, content: &'a str) -> Option<(Fault, &'a str)> {
    let name = value(tag, "property").or(value(tag, "name")).unwrap_or_default();
    let is_refresh =
        value(tag, "http-equiv").is_some_and(|what| what.eq_ignore_ascii_case("refresh"));
    match name {
        "og:url" => Some((Fault::Link, content)),
        "og:image" | "og:image:url" | "og:audio" | "og:video" | "twitter:image" => {
            Some((Fault::File, content))
        }
        _ if is_refresh => Some((Fault::Link, content.split_once("url=")?.1)),
        _ => None,
    }
}
