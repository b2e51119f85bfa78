//! How the words of all languages are put together.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use fluent_bundle::FluentResource;
use fluent_bundle::concurrent::FluentBundle;
use unic_langid::LanguageIdentifier;

use crate::base::language::{canonical, primary};
use crate::base::{Checked, Diagnostic, Path, Span};
use crate::source::config::{BaseType, EntityType};
use crate::source::{Config, StringsFile};
use crate::words::{Dictionary, Words};

macro_rules! built_in {
    ($($tag:literal),* $(,)?) => {
        &[$(($tag, include_str!(concat!("../../strings/", $tag, ".ftl")))),*]
    };
}

/// The languages that the built-in theme speaks; English stands in for what another one lacks.
pub const BUILT_IN: &[(&str, &str)] = built_in!["en", "ar", "de", "fr", "ja", "uk"];

/// Puts the words of all languages together: the built-in ones, over them those of the site.
///
/// The labels that the configuration gives to types, relations and kinds of notes are words of the site's language; they
/// are named `type-ID`, `type-ID-plural`, `relation-KIND`, `relation-KIND-inverse` and `note-KIND`.
pub fn words(files: &[StringsFile], config: &Config) -> Checked<Dictionary> {
    let mut told = Vec::new();
    let mut own: Own<'_> = BTreeMap::new();
    for file in files {
        match canonical(file.path.stem()) {
            Some(tag) => {
                check(file, &mut told);
                own.insert(tag, file);
            }
            None => told.push(no_language(&file.path)),
        }
    }
    let built_in = BUILT_IN.iter().map(|(tag, _)| *tag);
    let configured = config.languages.keys().chain([&config.language]).map(String::as_str);
    let tags: BTreeSet<&str> =
        built_in.chain(own.keys().map(String::as_str)).chain(configured).collect();
    let english = Arc::new(of("en", &["en"], &own, config));
    let by_tag = tags.into_iter().map(|tag| {
        let mut words = of(tag, &["en", primary(tag), tag], &own, config);
        words.english = (primary(tag) != "en").then(|| english.clone());
        (tag.to_string(), Arc::new(words))
    });
    Checked::new(Dictionary { by_tag: by_tag.collect(), english }, told)
}

/// The site's own files by language.
type Own<'f> = BTreeMap<String, &'f StringsFile>;

/// The words of a language: of these sources the later ones win.
fn of(tag: &str, sources: &[&str], own: &Own<'_>, config: &Config) -> Words {
    let id: LanguageIdentifier = tag.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    // names stand in elements of their own, which keep directions apart
    bundle.set_use_isolating(false);
    let (mut keys, mut spoken) = (BTreeSet::new(), BTreeSet::new());
    let mut add = |source: &str, text: &str| {
        // what is wrong with it was told when it was read
        let resource = match FluentResource::try_new(text.to_string()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        for key in messages(&resource) {
            if primary(source) == primary(tag) {
                spoken.insert(key.clone());
            }
            keys.insert(key);
        }
        bundle.add_resource_overriding(resource);
    };
    for source in sources {
        let built_in = BUILT_IN.iter().find(|(known, _)| known == source).map(|(_, text)| *text);
        let own = own.get(*source).map(|file| &*file.text);
        built_in.into_iter().chain(own).for_each(|text| add(source, text));
    }
    let mut plain: BTreeMap<String, String> = BTreeMap::new();
    for key in &keys {
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
            continue;
        };
        let mut errors = Vec::new();
        let said = bundle.format_pattern(pattern, None, &mut errors).into_owned();
        if errors.is_empty() {
            plain.insert(key.clone(), said);
        }
    }
    for (key, label, is_given) in labels(config) {
        let is_own = is_given && primary(tag) == primary(&config.language);
        if is_own || !spoken.contains(&key) {
            plain.insert(key, label.to_string());
        }
    }
    keys.extend(plain.keys().cloned());
    Words { tag: tag.to_string(), keys, spoken, plain, bundle: Some(bundle), english: None }
}

/// What the configuration calls things: the name of the message, the label, whether the site gave it.
fn labels(config: &Config) -> Vec<(String, &str, bool)> {
    let mut labels = Vec::new();
    for kind in &config.types {
        let built_in = BaseType::ALL.map(EntityType::built_in);
        let built_in = built_in.iter().find(|known| known.id == kind.id);
        let key = format!("type-{}", kind.id);
        let is_given = built_in.is_none_or(|known| known.plural != kind.plural);
        labels.push((format!("{key}-plural"), &*kind.plural, is_given));
        labels.push((key, &*kind.label, built_in.is_none_or(|known| known.label != kind.label)));
    }
    for (id, relation) in &config.relations {
        labels.push((format!("relation-{id}"), &*relation.label, true));
        labels.push((format!("relation-{id}-inverse"), &*relation.inverse, true));
    }
    let default = Config::default().note_kinds;
    for kind @ (id, label) in &config.note_kinds {
        labels.push((format!("note-{id}"), &**label, !default.contains(kind)));
    }
    labels
}

/// Names of the messages of a file.
fn messages(resource: &FluentResource) -> Vec<String> {
    use fluent_syntax::ast::Entry;
    let names = resource.entries().filter_map(|entry| match entry {
        Entry::Message(message) => Some(message.id.name.to_string()),
        _ => None,
    });
    names.collect()
}

/// Tells what is wrong in a file; the rest of it stands.
fn check(file: &StringsFile, told: &mut Vec<Diagnostic>) {
    let Err((_, errors)) = FluentResource::try_new(file.text.to_string()) else { return };
    told.extend(errors.iter().map(|error| {
        let span = Span::new(error.pos.start, error.pos.end.min(file.text.len()));
        syntax(&file.path, span, &error.kind.to_string())
    }));
}

fn syntax(path: &Path, span: Span, why: &str) -> Diagnostic {
    let why = why.trim_end_matches('.').replacen("Expected", "expected", 1);
    Diagnostic::error("strings-syntax", path, span, format!("this is not Fluent's syntax: {why}"))
        .help("a message is `name = its words`; further lines of it are indented")
}

fn no_language(path: &Path) -> Diagnostic {
    let message = format!("`{}` is not the tag of a language", path.stem());
    Diagnostic::about_file("strings-language", path, message)
        .help("name the file after its language: `strings/pt-BR.ftl`")
}
