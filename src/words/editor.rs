//! Strings of the browser editor: `strings/editor/LANG.ftl`, overridden by the site's messages that begin with `edit-`.

use std::collections::BTreeMap;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

use crate::base::language::primary;
use crate::words::read::resource;

macro_rules! built_in {
    ($($tag:literal),* $(,)?) => {
        &[$(($tag, include_str!(concat!("../../strings/editor/", $tag, ".ftl")))),*]
    };
}

/// Built-in languages of the editor; English is the fallback.
const EDITOR: &[(&str, &str)] = built_in!["en", "ar", "de", "fr", "ja", "uk"];

/// Editor strings in a language, by key without `edit-`. `own` is the text of the site's own file for that language.
/// Variables stay as `{name}`.
pub fn editor(tag: &str, own: Option<&str>) -> BTreeMap<String, String> {
    let built_in =
        |tag: &str| EDITOR.iter().find(|(known, _)| *known == tag).map(|(_, text)| *text);
    let translated = built_in(tag).or_else(|| built_in(primary(tag)));
    let mut words = BTreeMap::new();
    for text in [built_in("en"), translated, own].into_iter().flatten() {
        words.extend(resource(text).entries().filter_map(message));
    }
    words
}

/// Key and text of an editor message; `None` if it contains anything but text and variables.
fn message(entry: &Entry<&str>) -> Option<(String, String)> {
    let Entry::Message(message) = entry else { return None };
    let name = message.id.name.strip_prefix("edit-")?;
    Some((name.to_string(), plain(message.value.as_ref()?)?))
}

fn plain(pattern: &Pattern<&str>) -> Option<String> {
    let elements = pattern.elements.iter().map(|element| match element {
        PatternElement::TextElement { value } => Some((*value).to_string()),
        PatternElement::Placeable { expression: Expression::Inline(inline) } => match inline {
            InlineExpression::VariableReference { id } => Some(format!("{{{}}}", id.name)),
            InlineExpression::StringLiteral { value } => Some((*value).to_string()),
            _ => None,
        },
        PatternElement::Placeable { .. } => None,
    });
    elements.collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{EDITOR, editor};

    /// Variable names in a message.
    fn names(text: &str) -> BTreeSet<&str> {
        text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect()
    }

    #[test]
    fn every_language_is_complete() {
        let english = editor("en", None);
        let n_written = EDITOR[0].1.lines().filter(|line| line.starts_with("edit-")).count();
        assert_eq!(english.len(), n_written, "a message is skipped");
        for (tag, text) in EDITOR {
            let words = editor(tag, None);
            assert_eq!(words.len(), english.len(), "{tag} has a key that English has not");
            for (key, message) in &words {
                assert!(text.contains(&format!("edit-{key} =")), "{tag} lacks edit-{key}");
                assert_eq!(names(message), names(&english[key]), "{tag}: edit-{key}");
            }
        }
    }

    #[test]
    fn the_site_overrides_messages() {
        let own =
            "edit-save = Keep { $n }{ \"!\" }\nhome = Start\nedit-cancel = { $n -> *[other] x }\n";
        let words = editor("de-AT", Some(own));
        assert_eq!(words["save"], "Keep {n}!");
        assert!(!words.contains_key("home"));
        assert_eq!(words["cancel"], editor("de", None)["cancel"], "complex messages are skipped");
    }
}
