//! Reserved classes and attributes: those that Glossator generates, removed from raw HTML.

use std::ops::Range;

/// A reserved attribute (docs/html.md).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reserved {
    /// Byte range, including preceding white space.
    pub(super) range: Range<usize>,
    /// The reserved part, for messages: `class mention`, `data-note`.
    pub(super) what: String,
    /// Replacement: the attribute without reserved classes, or empty.
    pub(super) rest: String,
}

/// Classes that Glossator uses to mark text.
const CLASSES: &[&str] =
    &["added", "article-body", "in-context", "mention", "noted", "notes", "ref", "statement"];

/// Attributes that Glossator uses to identify marks.
const DATA: &[&str] =
    &["data-article", "data-entity", "data-mention", "data-note", "data-speaker", "data-statement"];

/// Whether a class is reserved.
pub(crate) fn is_reserved_class(class: &str) -> bool {
    CLASSES.contains(&class)
}

/// The reserved part of an attribute, and the rest of it.
pub(super) fn reserved_in(name: &str, value: &str) -> Option<(String, String)> {
    let name = name.to_ascii_lowercase();
    if DATA.contains(&name.as_str()) {
        return Some((name, String::new()));
    }
    let classes = || value.split_ascii_whitespace();
    if name != "class" {
        return None;
    }
    let (mut taken, mut kept) = (Vec::new(), Vec::new());
    for written in classes() {
        // a character reference may encode a letter or a space
        match decoded(written).split_ascii_whitespace().find(|class| is_reserved_class(class)) {
            Some(class) => taken.push(class.to_string()),
            None => kept.push(written),
        }
    }
    let rest = if kept.is_empty() {
        String::new()
    } else {
        format!(" class=\"{}\"", kept.join(" ").replace('"', "&quot;"))
    };
    (!taken.is_empty()).then(|| (format!("class {}", taken.join(" ")), rest))
}

/// Decodes character references that may hide a letter, hyphen or space.
fn decoded(class: &str) -> String {
    let mut out = String::new();
    let mut rest = class;
    while let Some(at) = rest.find("&#") {
        out.push_str(&rest[..at]);
        rest = &rest[at + 2..];
        let hexadecimal = rest.strip_prefix(['x', 'X']);
        let (digits, radix) = hexadecimal.map_or((rest, 10), |digits| (digits, 16));
        let end = digits.find(|c: char| !c.is_digit(radix)).unwrap_or(digits.len());
        let number = u32::from_str_radix(&digits[..end], radix).ok();
        out.extend(number.and_then(char::from_u32));
        rest = digits[end..].strip_prefix(';').unwrap_or(&digits[end..]);
    }
    out.push_str(rest);
    out.replace("&Tab;", " ").replace("&NewLine;", " ")
}

#[cfg(test)]
mod tests {
    use super::reserved_in;

    #[test]
    fn encoded_reserved_classes_are_found() {
        for (value, rest) in [
            ("a b", None),
            ("ref", Some("")),
            ("a ref b\tnotes", Some(" class=\"a b\"")),
            ("Ref referee", None),
            ("r&#101;f x", Some(" class=\"x\"")),
            ("a&#x20;added&#9;b c\"d", Some(" class=\"c&quot;d\"")),
            ("in&#45context", Some("")),
            ("[&>p]:x &#; &#xD800;", None),
        ] {
            let found = reserved_in("CLASS", value);
            assert_eq!(found.as_ref().map(|(_, rest)| rest.as_str()), rest, "{value}");
        }
        assert!(reserved_in("Data-Mention", "3").is_some());
        assert!(reserved_in("data-mentions", "3").is_none());
    }
}
