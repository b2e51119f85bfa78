//! Tests of the interface strings: completeness, overrides, plurals.

use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::FluentResource;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

use super::read::BUILT_IN;
use super::{Unsaid, words};
use crate::base::Path;
use crate::source::{Config, StringsFile};

/// Messages of a file, with their variables.
fn messages(text: &str) -> BTreeMap<String, BTreeSet<String>> {
    let resource = FluentResource::try_new(text.to_string()).map_err(|(_, e)| e).unwrap();
    let of = |entry: &Entry<&str>| match entry {
        Entry::Message(message) => {
            let mut found = BTreeSet::new();
            variables(message.value.as_ref()?, &mut found);
            Some((message.id.name.to_string(), found))
        }
        _ => None,
    };
    resource.entries().filter_map(of).collect()
}

fn variables(pattern: &Pattern<&str>, found: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        let inline = match expression {
            Expression::Inline(inline) => inline,
            Expression::Select { selector, variants } => {
                variants.iter().for_each(|variant| variables(&variant.value, found));
                selector
            }
        };
        match inline {
            InlineExpression::VariableReference { id } => {
                found.insert(format!("${}", id.name));
            }
            // a referenced message needs its variables too
            InlineExpression::MessageReference { id, .. } if id.name.starts_with("n-") => {
                found.insert("$n".into());
            }
            _ => {}
        }
    }
}

#[test]
fn every_language_has_all_messages_with_the_same_variables() {
    let english = messages(BUILT_IN[0].1);
    for (tag, text) in BUILT_IN {
        let own = messages(text);
        let lacking: Vec<&String> = english.keys().filter(|key| !own.contains_key(*key)).collect();
        assert!(lacking.is_empty(), "{tag} lacks {lacking:?}");
        for (key, variables) in &own {
            let known = english.get(key).unwrap_or_else(|| panic!("{tag}: {key} is not English"));
            // a plural may leave out the number
            assert!(variables.is_subset(known), "{tag}: {key} has {variables:?}, not {known:?}");
        }
    }
}

fn file(tag: &str, text: &str) -> StringsFile {
    StringsFile { path: Path::new(&format!("strings/{tag}.ftl")).unwrap(), text: text.into() }
}

#[test]
fn the_site_overrides_and_the_closest_language_is_used() {
    let own = [
        file("en", "home = Front page\nn-names = { $n } persons\n"),
        file("ar", "archive = الأرشيف\n"),
        file("ar-EG", "home = البيت\n"),
        file("es", "home = Portada\n"),
    ];
    let dictionary = words(&own, &Config::default()).value;
    assert_eq!(dictionary.of("en").get("home"), "Front page");
    assert_eq!(dictionary.of("en-GB").get("home"), "Front page");
    assert_eq!(dictionary.of("en").count("n-names", 1), "1 persons");
    assert_eq!(dictionary.of("ar-EG").get("home"), "البيت");
    assert_eq!(dictionary.of("ar-EG").get("archive"), "الأرشيف", "the primary language's");
    assert_eq!(dictionary.of("es").get("home"), "Portada");
    assert_eq!(dictionary.of("es").get("archive"), "Archive", "English is the fallback");
    assert!(dictionary.of("es").speaks("es", "home"));
    assert!(!dictionary.of("es").speaks("es", "archive"));
    assert!(!dictionary.of("pt").speaks("pt", "home"));
}

#[test]
fn plurals_follow_the_language() {
    let polish = "n-articles = { $n ->\n [one] artykuł\n [few] artykuły\n *[other] artykułów\n }\n";
    let dictionary = words(&[file("pl", polish)], &Config::default()).value;
    let text = |tag: &str, n| dictionary.of(tag).count("n-articles", n);
    assert_eq!([1, 2].map(|n| text("en", n)), ["1 article", "2 articles"]);
    assert_eq!(
        [1, 2, 5, 22].map(|n| text("pl", n)),
        ["artykuł", "artykuły", "artykułów", "artykuły"]
    );
    let chinese = words(&[file("zh", "home = 首页\n")], &Config::default()).value;
    assert_eq!(chinese.of("zh").count("n-notes", 1), "1 note", "English words, English plurals");
}

#[test]
fn configured_labels_are_in_the_site_language() {
    let mut config = Config::default();
    config.types[0].label = "Figure".into();
    config.note_kinds.push(("variant".into(), "Variant reading".into()));
    let own = [file("fr", "note-variant = Variante\ntype-person = Personne\n")];
    let dictionary = words(&own, &config).value;
    assert_eq!(dictionary.of("en").get("type-person"), "Figure");
    assert_eq!(dictionary.of("en").get("type-place"), "Place");
    assert_eq!(dictionary.of("fr").get("type-person"), "Personne");
    assert_eq!(dictionary.of("ar").get("note-variant"), "Variant reading");
    assert_eq!(dictionary.of("fr").get("note-variant"), "Variante");
}

#[test]
fn formatting_errors_are_explained() {
    let dictionary = words(&[], &Config::default()).value;
    let english = dictionary.of("en");
    let similar = Unsaid::Unknown(Some("archive".into()));
    assert_eq!(english.try_say("archiv", &[]), Err(similar));
    assert!(matches!(english.try_say("n-names", &[]), Err(Unsaid::Incomplete(_))));
}

#[test]
fn errors_are_reported_with_spans() {
    let read = words(
        &[file("en", "home = A\n??\nnames = B\n"), file("no such", "a = b\n")],
        &Config::default(),
    );
    let codes: Vec<(&str, Option<u32>)> = read
        .diagnostics
        .iter()
        .map(|diagnostic| {
            (diagnostic.code.name, diagnostic.primary.place.span.map(|span| span.start))
        })
        .collect();
    assert_eq!(codes, [("strings-syntax", Some(9)), ("strings-language", None)]);
    assert_eq!(read.value.of("en").get("names"), "B", "the rest is used");
}
