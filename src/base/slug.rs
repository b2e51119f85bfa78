//! Slugs: URL segments, and `id`s of headings.

use deunicode::deunicode;
use unicode_normalization::UnicodeNormalization;

/// A URL segment of lower-case ASCII letters, digits and `-`; other scripts are transliterated.
///
/// *Shape*: never empty; `x` if nothing can be transliterated.
pub fn slug(text: &str) -> String {
    let spelled = deunicode(&text.nfc().collect::<String>()).to_ascii_lowercase();
    let mut out = String::with_capacity(spelled.len());
    for c in spelled.chars() {
        match c {
            'a'..='z' | '0'..='9' => out.push(c),
            '\'' => {}
            _ if out.is_empty() || out.ends_with('-') => {}
            _ => out.push('-'),
        }
    }
    let trimmed = out.trim_end_matches('-');
    if trimmed.is_empty() { "x".into() } else { trimmed.into() }
}

/// The `id` that GitHub gives to a heading with this text: lower case, punctuation dropped, spaces become hyphens.
///
/// *Shape*: keeps Unicode letters, marks and digits. May be empty.
pub fn heading_slug(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.trim().nfc().flat_map(char::to_lowercase) {
        match c {
            ' ' => out.push('-'),
            '-' | '_' => out.push(c),
            c if c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c) => {
                out.push(c);
            }
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{heading_slug, slug};

    #[test]
    fn slugs_are_ascii() {
        for (text, expected) in [
            ("Syria–Russia relations", "syria-russia-relations"),
            ("  Élysée!  ", "elysee"),
            ("Москва", "moskva"),
            ("Who's who", "whos-who"),
            ("…", "x"),
        ] {
            assert_eq!(slug(text), expected);
        }
    }

    #[test]
    fn heading_slugs_match_github() {
        for (text, expected) in [
            ("Hello, World!", "hello-world"),
            ("A  b", "a--b"),
            ("Что это?", "что-это"),
            ("1. First", "1-first"),
            ("snake_case & more", "snake_case--more"),
        ] {
            assert_eq!(heading_slug(text), expected);
        }
    }
}
