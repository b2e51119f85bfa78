//! The words of the editor in the browser: `strings/editor/LANG.ftl`, and over them those of the site that begin with `edit-`.

use std::collections::BTreeMap;

use fluent_bundle::FluentResource;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

use crate::base::language::primary;

macro_rules! built_in {
    ($($tag:literal),* $(,)?) => {
        &[$(($tag, include_str!(concat!("../../strings/editor/", $tag, ".ftl")))),*]
    };
}

/// The languages that the editor speaks; English stands in for what another one lacks.
const EDITOR: &[(&str, &str)] = built_in!["en", "ar", "de", "fr", "ja", "uk"];

/// The editor's words in a language, by key. `own` is the site's own file of that language, if there is one. What the editor
/// itself fills in is left as `{name}`.
pub fn editor(tag: &str, own: Option<&str>) -> BTreeMap<String, String> {
    let built_in =
        |tag: &str| EDITOR.iter().find(|(known, _)| *known == tag).map(|(_, text)| *text);
    let spoken = built_in(tag).or_else(|| built_in(primary(tag)));
    let mut words = BTreeMap::new();
    for text in [built_in("en"), spoken, own].into_iter().flatten() {
        // what is wrong with it was told when it was read
        let resource = match FluentResource::try_new(text.to_string()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        words.extend(resource.entries().filter_map(message));
    }
    words
}

/// A message of the editor; one with more to it than words and names is passed over.
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

    /// The names between braces of a message.
    fn names(text: &str) -> BTreeSet<&str> {
        text.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect()
    }

    #[test]
    fn every_language_says_everything() {
        let english = editor("en", None);
        let n_written = EDITOR[0].1.lines().filter(|line| line.starts_with("edit-")).count();
        assert_eq!(english.len(), n_written, "a message that is passed over");
        for (tag, text) in EDITOR {
            let words = editor(tag, None);
            assert_eq!(words.len(), english.len(), "{tag} has a key that English has not");
            for (key, said) in &words {
                assert!(text.contains(&format!("edit-{key} =")), "{tag} lacks edit-{key}");
                assert_eq!(names(said), names(&english[key]), "{tag}: edit-{key}");
            }
        }
    }

    #[test]
    fn a_site_says_it_in_its_own_words() {
        let own =
            "edit-save = Keep { $n }{ \"!\" }\nhome = Start\nedit-cancel = { $n -> *[other] x }\n";
        let words = editor("de-AT", Some(own));
        assert_eq!(words["save"], "Keep {n}!");
        assert!(!words.contains_key("home"));
        assert_eq!(
            words["cancel"],
            editor("de", None)["cancel"],
            "what is no plain message is passed over"
        );
    }
}
