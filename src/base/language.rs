//! Language tags (BCP 47) and text direction.

use icu_locale::{
    LanguageIdentifier, Locale, LocaleCanonicalizer, LocaleDirectionality, LocaleExpander,
};

/// Text direction, as in HTML's `dir`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// Left to right.
    #[default]
    Ltr,
    /// Right to left.
    Rtl,
}

impl Direction {
    /// Value of the `dir` attribute.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

/// Canonical form of a BCP 47 tag (`EN-us` becomes `en-US`); `None` if invalid.
pub fn canonical(tag: &str) -> Option<String> {
    let mut locale: Locale = tag.trim().parse().ok()?;
    if locale.id.language.is_unknown() {
        return None;
    }
    LocaleCanonicalizer::new_common().canonicalize(&mut locale);
    Some(locale.to_string())
}

/// Direction of the tag's script, or of its likely script; left to right if unknown.
pub fn direction(tag: &str) -> Direction {
    let Ok(id) = tag.parse::<LanguageIdentifier>() else { return Direction::Ltr };
    if LocaleDirectionality::new_extended().is_right_to_left(&id) {
        Direction::Rtl
    } else {
        Direction::Ltr
    }
}

/// The tag's script, or its likely one: `Latn` for `en`. `None` if unknown.
pub fn script(tag: &str) -> Option<String> {
    likely(tag)?.script.map(|script| script.as_str().to_owned())
}

/// The tag's region, or its likely one: `US` for `en`. `None` if unknown.
pub fn region(tag: &str) -> Option<String> {
    likely(tag)?.region.map(|region| region.as_str().to_owned())
}

/// The tag with its likely script and region filled in.
fn likely(tag: &str) -> Option<LanguageIdentifier> {
    let mut id = tag.parse().ok()?;
    LocaleExpander::new_extended().maximize(&mut id);
    Some(id)
}

/// The primary language subtag: `ar` for `ar-EG`.
pub fn primary(tag: &str) -> &str {
    tag.split(['-', '_']).next().unwrap_or(tag)
}

#[cfg(test)]
mod tests {
    use super::{Direction, canonical, direction};

    #[test]
    fn tags_are_made_canonical() {
        for (tag, expected) in [
            ("en", Some("en")),
            ("EN-us", Some("en-US")),
            ("zh-hant-tw", Some("zh-Hant-TW")),
            ("iw", Some("he")),
            ("no such", None),
            ("", None),
            ("x", None),
            ("und", None),
        ] {
            assert_eq!(canonical(tag).as_deref(), expected, "{tag}");
        }
    }

    #[test]
    fn direction_follows_the_script() {
        for tag in ["ar", "fa-IR", "he", "ur", "az-Arab", "dv"] {
            assert_eq!(direction(tag), Direction::Rtl, "{tag}");
        }
        for tag in ["en", "sr-Latn", "ja", "az", "nonsense-tag!"] {
            assert_eq!(direction(tag), Direction::Ltr, "{tag}");
        }
    }
}
