//! Language tags (BCP 47) and the direction their script is written in.

use icu_locale::{
    LanguageIdentifier, Locale, LocaleCanonicalizer, LocaleDirectionality, LocaleExpander,
};

/// Writing direction of a language's script, as HTML's `dir` has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// Left to right.
    #[default]
    Ltr,
    /// Right to left.
    Rtl,
}

impl Direction {
    /// The value of the attribute `dir`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

/// The canonical form of a BCP 47 tag (`EN-us` becomes `en-US`); `None` if it is not one.
pub fn canonical(tag: &str) -> Option<String> {
    let mut locale: Locale = tag.trim().parse().ok()?;
    if locale.id.language.is_unknown() {
        return None;
    }
    LocaleCanonicalizer::new_common().canonicalize(&mut locale);
    Some(locale.to_string())
}

/// The direction of the tag's script, the likely script where it names none; left to right if unknown.
pub fn direction(tag: &str) -> Direction {
    let Ok(id) = tag.parse::<LanguageIdentifier>() else { return Direction::Ltr };
    if LocaleDirectionality::new_extended().is_right_to_left(&id) {
        Direction::Rtl
    } else {
        Direction::Ltr
    }
}

/// The script that a tag's language is written in, its likely one where the tag names none: `Latn` of `en`. `None` if that
/// is unknown.
pub fn script(tag: &str) -> Option<String> {
    let mut id: LanguageIdentifier = tag.parse().ok()?;
    LocaleExpander::new_extended().maximize(&mut id);
    id.script.map(|script| script.as_str().to_owned())
}

/// The territory that a tag names, else the likely one of its language: `US` of `en`. `None` if that is unknown.
pub fn region(tag: &str) -> Option<String> {
    let mut id: LanguageIdentifier = tag.parse().ok()?;
    LocaleExpander::new_extended().maximize(&mut id);
    id.region.map(|region| region.as_str().to_owned())
}

/// The language without script, region and variants: `ar` of `ar-EG`.
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
    fn scripts_decide_the_direction() {
        for tag in ["ar", "fa-IR", "he", "ur", "az-Arab", "dv"] {
            assert_eq!(direction(tag), Direction::Rtl, "{tag}");
        }
        for tag in ["en", "sr-Latn", "ja", "az", "nonsense-tag!"] {
            assert_eq!(direction(tag), Direction::Ltr, "{tag}");
        }
    }
}
