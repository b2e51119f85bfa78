//! Builds the dictionary from built-in strings, the site's strings and configured labels.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use fluent_bundle::FluentResource;
use fluent_bundle::concurrent::FluentBundle;
use unic_langid::LanguageIdentifier;

use crate::base::language::{canonical, primary};
use crate::base::{Checked, Diagnostic, Path, Span, codes};
use crate::source::config::{BaseType, EntityType};
use crate::source::{Config, StringsFile};
use crate::words::{Dictionary, Words};

macro_rules! built_in {
    ($($tag:literal),* $(,)?) => {
        &[$(($tag, include_str!(concat!("../../strings/", $tag, ".ftl")))),*]
    };
}

/// Languages of the built-in theme; English is the fallback.
pub const BUILT_IN: &[(&str, &str)] = built_in!["en", "ar", "de", "fr", "ja", "uk"];

/// Builds the dictionary; the site's strings override the built-in ones.
///
/// Labels that the configuration gives to types, relations and note kinds are in the site's language, as messages
/// `type-ID`, `type-ID-plural`, `relation-KIND`, `relation-KIND-inverse` and `note-KIND`.
pub fn words(files: &[StringsFile], config: &Config) -> Checked<Dictionary> {
    let mut diagnostics = Vec::new();
    let mut site_files: SiteFiles<'_> = BTreeMap::new();
    for file in files {
        match canonical(file.path.stem()) {
            Some(tag) => {
                check(file, &mut diagnostics);
                site_files.insert(tag, file);
            }
            None => diagnostics.push(bad_tag(&file.path)),
        }
    }
    let built_in = BUILT_IN.iter().map(|(tag, _)| *tag);
    let configured = config.languages.keys().chain([&config.language]).map(String::as_str);
    let tags: BTreeSet<&str> =
        built_in.chain(site_files.keys().map(String::as_str)).chain(configured).collect();
    let english = Arc::new(language_words("en", &["en"], &site_files, config));
    let by_tag = tags.into_iter().map(|tag| {
        let mut words = language_words(tag, &["en", primary(tag), tag], &site_files, config);
        words.english = (primary(tag) != "en").then(|| english.clone());
        (tag.to_string(), Arc::new(words))
    });
    Checked::new(Dictionary { by_tag: by_tag.collect(), english }, diagnostics)
}

/// The valid messages of a file; `check` reports syntax errors.
pub(super) fn resource(text: &str) -> FluentResource {
    FluentResource::try_new(text.to_string()).unwrap_or_else(|(resource, _)| resource)
}

/// The site's own files by language.
type SiteFiles<'f> = BTreeMap<String, &'f StringsFile>;

/// Strings in one language; later sources override earlier ones.
fn language_words(
    tag: &str,
    sources: &[&str],
    site_files: &SiteFiles<'_>,
    config: &Config,
) -> Words {
    let id: LanguageIdentifier = tag.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    // interpolated names are in elements of their own, which isolate text direction
    bundle.set_use_isolating(false);
    let (mut keys, mut translated) = (BTreeSet::new(), BTreeSet::new());
    let mut add = |source: &str, text: &str| {
        let resource = resource(text);
        for key in messages(&resource) {
            if primary(source) == primary(tag) {
                translated.insert(key.clone());
            }
            keys.insert(key);
        }
        bundle.add_resource_overriding(resource);
    };
    for source in sources {
        let built_in = BUILT_IN.iter().find(|(known, _)| known == source).map(|(_, text)| *text);
        let site_files = site_files.get(*source).map(|file| &*file.text);
        built_in.into_iter().chain(site_files).for_each(|text| add(source, text));
    }
    let formatted = |key: &String| {
        let mut errors = Vec::new();
        let text = bundle.format_pattern(bundle.get_message(key)?.value()?, None, &mut errors);
        errors.is_empty().then(|| (key.clone(), text.into_owned()))
    };
    let mut plain: BTreeMap<String, String> = keys.iter().filter_map(formatted).collect();
    for (key, label, is_given) in labels(config) {
        let is_own = is_given && primary(tag) == primary(&config.language);
        if is_own || !translated.contains(&key) {
            plain.insert(key, label.to_string());
        }
    }
    keys.extend(plain.keys().cloned());
    Words { tag: tag.to_string(), keys, translated, plain, bundle: Some(bundle), english: None }
}

/// Configured labels: message name, label, whether the site changed it.
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

/// Message names of a file.
fn messages(resource: &FluentResource) -> Vec<String> {
    use fluent_syntax::ast::Entry;
    let names = resource.entries().filter_map(|entry| match entry {
        Entry::Message(message) => Some(message.id.name.to_string()),
        _ => None,
    });
    names.collect()
}

/// Reports syntax errors; the valid messages are used.
fn check(file: &StringsFile, diagnostics: &mut Vec<Diagnostic>) {
    let Err((_, errors)) = FluentResource::try_new(file.text.to_string()) else { return };
    diagnostics.extend(errors.iter().map(|error| {
        let span = Span::new(error.pos.start, error.pos.end.min(file.text.len()));
        syntax(&file.path, span, &error.kind.to_string())
    }));
}

fn syntax(path: &Path, span: Span, why: &str) -> Diagnostic {
    let why = why.trim_end_matches('.').replacen("Expected", "expected", 1);
    Diagnostic::at(codes::STRINGS_SYNTAX, path, span, format!("invalid Fluent syntax: {why}"))
        .help("write `name = text`; indent further lines")
}

fn bad_tag(path: &Path) -> Diagnostic {
    let message = format!("`{}` is not a valid language tag", path.stem());
    Diagnostic::about(codes::STRINGS_LANGUAGE, path, message)
        .help("name the file after its language: `strings/pt-BR.ftl`")
}
