//! Reads an entity from a file or from a table of a bulk file.

use crate::base::{Diagnostic, Path, Span, Spanned, codes, language};
use crate::data::{Reader, Value};
use crate::parse::format::{bad_id, is_id, is_web, strings};
use crate::parse::front::{entity_facts, head, identifier};
use crate::parse::hints::{self, PAGE_KEYS};
use crate::parse::matter::{EntityMatter, Matched, NamesMatter, Naming, SourceMatter};
use crate::source::config::EntityType;
use crate::source::{Config, SourceFile, bad_tag};

/// Reads one entity. In a bulk file, `id` and `type` must be explicit, unless the file or its folder is named after a
/// type.
pub(crate) fn entity(
    mut reader: Reader<'_, '_>,
    file: &SourceFile,
    (config, is_bulk): (&Config, bool),
) -> EntityMatter {
    let is_translation = file.suffix.is_some() && !is_bulk;
    let head = head::head(&mut reader, "name", !is_translation);
    let id = id(&mut reader, file, is_bulk);
    let kind = kind(&mut reader, file, (config, is_bulk || is_translation));
    let base = config.types.iter().find(|known| known.id == kind.value).map(|known| known.base);
    let mut matter = EntityMatter {
        span: reader.span(),
        head,
        id,
        kind,
        aliases: strings(&mut reader, "aliases"),
        matched: matched(&mut reader),
        former_ids: former_ids(&mut reader),
        sort_name: reader.text("sort_name"),
        disambiguation: reader.text("disambiguation"),
        ids: identifier::ids(&mut reader),
        same_as: reader.strings("same_as"),
        sources: (SourceMatter::LIST.read)(&mut reader, "sources", config),
        names: names(&mut reader, config),
        naming: Naming::read(&mut reader, config, &[]),
        ..EntityMatter::default()
    };
    matter.same_as.retain(|url| is_web(&mut reader, url));
    entity_facts::facts(&mut reader, &mut matter, (config, base));
    reader.finish(hints::ENTITY, &[]);
    matter
}

/// Id from the key, otherwise from the file name or the bundle's folder.
fn id(reader: &mut Reader<'_, '_>, file: &SourceFile, is_bulk: bool) -> Spanned<String> {
    if is_bulk && reader.node("id").is_none() {
        return reader.required("id");
    }
    let stem = file.key.rsplit('/').next().unwrap_or_default();
    match reader.string("id") {
        Some(id) if is_id(&id.value) => id,
        Some(id) => {
            reader.tell(bad_id(reader.path(), &id.value, id.span));
            Spanned::default()
        }
        None if is_id(stem) => Spanned::new(stem.into(), reader.span()),
        None => {
            reader.tell(bad_stem(reader.path(), stem));
            Spanned::default()
        }
    }
}

/// Type from the key, otherwise the type whose path is the folder's name.
fn kind(
    reader: &mut Reader<'_, '_>,
    file: &SourceFile,
    (config, is_bulk): (&Config, bool),
) -> Spanned<String> {
    let known: Vec<(&str, &str)> =
        config.types.iter().map(|known| (known.id.as_str(), known.id.as_str())).collect();
    if reader.node("type").is_some() {
        let Some(word) = reader.string("type") else { return Spanned::default() };
        if let Some(meant) = type_called(config, &word.value) {
            reader.tell(type_by_name(reader.path(), &word, meant));
            return Spanned::default();
        }
        let id = reader.choice("type", &known).unwrap_or_default();
        return Spanned::new(id.into(), word.span);
    }
    let parent = file.key.rsplit('/').nth(1).unwrap_or_default();
    let stem = file.key.rsplit('/').next().unwrap_or_default();
    let folders: &[&str] = if is_bulk { &[parent, stem] } else { &[parent] };
    match config.types.iter().find(|known| folders.contains(&known.path.as_str())) {
        Some(found) => Spanned::new(found.id.clone(), reader.span()),
        None if file.suffix.is_some() => Spanned::default(),
        None => {
            let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
            reader.tell(no_type(reader.path(), reader.span(), &names));
            Spanned::default()
        }
    }
}

/// The type whose label or path, but not id, is this word.
fn type_called<'c>(config: &'c Config, word: &str) -> Option<&'c str> {
    let word = word.to_lowercase();
    let names = |kind: &EntityType| {
        [&kind.label, &kind.plural, &kind.path].iter().any(|name| name.to_lowercase() == word)
    };
    let found = config.types.iter().find(|kind| kind.id == word || names(kind))?;
    (found.id != word).then_some(&found.id)
}

fn former_ids(reader: &mut Reader<'_, '_>) -> Vec<Spanned<String>> {
    let mut ids = reader.strings("former_ids");
    for id in ids.iter().filter(|id| !is_id(&id.value)) {
        reader.tell(bad_id(reader.path(), &id.value, id.span));
    }
    ids.retain(|id| is_id(&id.value));
    ids
}

fn matched(reader: &mut Reader<'_, '_>) -> Matched {
    match reader.node("match") {
        None => Matched::All,
        Some(node) => match node.value {
            Value::Bool(true) => Matched::All,
            Value::Bool(false) => Matched::None,
            Value::Array(_) => Matched::Forms(strings(reader, "match")),
            _ => {
                reader.wrong::<()>("match", "`true`, `false` or an array of names", node);
                Matched::All
            }
        },
    }
}

fn names(reader: &mut Reader<'_, '_>, config: &Config) -> Vec<(Spanned<String>, NamesMatter)> {
    let Some(languages) = reader.plain_table("names") else { return Vec::new() };
    let mut all = Vec::new();
    for entry in &languages.entries {
        let tag = Spanned::new(entry.key.clone(), entry.key_span);
        if language::canonical(&tag.value).as_deref() != Some(&tag.value) {
            let diagnostic = bad_tag(reader.path(), &tag);
            reader.tell(if PAGE_KEYS.contains(&entry.key.as_str()) {
                diagnostic.help("if it is a key of the page, move this key above the first table")
            } else {
                diagnostic
            });
            continue;
        }
        let names = match &entry.node.value {
            // `names.ar = "…"` is a natural shorthand
            Value::String(name) => {
                let name = Some(Spanned::new(name.clone(), entry.node.span));
                NamesMatter { name, ..NamesMatter::default() }
            }
            Value::Table(table) => {
                let mut file =
                    crate::data::FileDiagnostics { path: reader.path(), diagnostics: Vec::new() };
                let names =
                    NamesMatter::whole(Reader::new(table, entry.node.span, &mut file), config);
                file.diagnostics.into_iter().for_each(|diagnostic| reader.tell(diagnostic));
                names
            }
            _ => {
                reader.wrong::<()>(&entry.key, "a table with `name`", &entry.node);
                continue;
            }
        };
        all.push((tag, names));
    }
    all
}

fn bad_stem(path: &Path, stem: &str) -> Diagnostic {
    let message = format!("the file name `{stem}` cannot be an id");
    Diagnostic::at(codes::ID_INVALID, path, Span::default(), message)
        .help(format!("name the file `{}.md`, or add `id = \"…\"`", crate::base::slug::slug(stem)))
}

fn type_by_name(path: &Path, word: &Spanned<String>, meant: &str) -> Diagnostic {
    let message = format!("`{}` is not a valid `type`", word.value);
    Diagnostic::at(codes::UNKNOWN_VALUE, path, word.span, message)
        .caret(format!("did you mean `{meant}`?"))
}

fn no_type(path: &Path, span: Span, names: &[&str]) -> Diagnostic {
    let span = Span { start: span.start, end: span.start };
    Diagnostic::at(
        codes::KEY_MISSING,
        path,
        span,
        "`type` is missing, and the folder's name is not the path of a type",
    )
    .help(format!("add `type = \"…\"`: one of {}", names.join(", ")))
}
