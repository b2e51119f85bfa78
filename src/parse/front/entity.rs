//! One entity: a file, or a table of a bulk file.

use crate::base::{Diagnostic, Path, Span, Spanned, language};
use crate::parse::front::{PAGE_KEYS, bad_id, entity_facts, head, is_id, naming, source};
use crate::parse::matter::{EntityMatter, Matched, NamesMatter};
use crate::source::config::BaseType;
use crate::source::data::{Hint, Reader, Value};
use crate::source::{Config, SourceFile, bad_tag};

const HINTS: &[Hint] = &[
    ("title", "`name`"),
    ("kind", "`type`"),
    ("label", "`name`"),
    ("alias", "`aliases`"),
    ("alternate_names", "`aliases`"),
    ("sameAs", "`same_as`"),
    ("wikidata", "`wikidata` in the table `ids`"),
    ("birth_date", "`born`"),
    ("death_date", "`died`"),
    ("parent", "`within`"),
    ("part_of", "`within`"),
    ("location", "`place`, or `coordinates`"),
    ("permalink", "`path`"),
    ("url", "`same_as = […]`, or `path` for its address here"),
    ("summary", "`description`"),
];

/// Reads one entity. In a bulk file the id and the type have no other place to come from.
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
        aliases: reader.strings("aliases"),
        matched: matched(&mut reader),
        former_ids: reader.strings("former_ids"),
        sort_name: reader.text("sort_name"),
        disambiguation: reader.text("disambiguation"),
        ids: entity_facts::identifiers(&mut reader),
        same_as: reader.strings("same_as"),
        sources: reader.tables("sources", |table| Some(source::source(table))),
        names: names(&mut reader),
        naming: naming::naming(&mut reader),
        ..EntityMatter::default()
    };
    matter.same_as.retain(|url| source::is_web(&mut reader, url));
    entity_facts::facts(&mut reader, &mut matter, base);
    reader.finish(HINTS, PAGE_KEYS);
    matter
}

/// The id: the key, else the name of the file or of the bundle's folder.
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
            reader.tell(stem_no_id(reader.path(), stem));
            Spanned::default()
        }
    }
}

/// The type: the key, else the type whose path is the name of the folder.
fn kind(
    reader: &mut Reader<'_, '_>,
    file: &SourceFile,
    (config, is_bulk): (&Config, bool),
) -> Spanned<String> {
    let known: Vec<(&str, &str)> =
        config.types.iter().map(|known| (known.id.as_str(), known.id.as_str())).collect();
    if reader.node("type").is_some() {
        let place = reader.string("type").map(|word| word.span).unwrap_or_default();
        let id = reader.choice("type", &known).unwrap_or_default();
        return Spanned::new(id.into(), place);
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

fn matched(reader: &mut Reader<'_, '_>) -> Matched {
    match reader.node("match") {
        None => Matched::All,
        Some(node) => match node.value {
            Value::Bool(true) => Matched::All,
            Value::Bool(false) => Matched::None,
            Value::Array(_) => Matched::Forms(reader.strings("match")),
            _ => {
                reader.wrong::<()>("match", "`true`, `false` or an array of names", node);
                Matched::All
            }
        },
    }
}

fn names(reader: &mut Reader<'_, '_>) -> Vec<(Spanned<String>, NamesMatter)> {
    let Some(languages) = reader.plain_table("names") else { return Vec::new() };
    let mut all = Vec::new();
    for entry in &languages.entries {
        let tag = Spanned::new(entry.key.clone(), entry.key_span);
        if language::canonical(&tag.value).as_deref() != Some(&tag.value) {
            reader.tell(bad_tag(reader.path(), &tag));
            continue;
        }
        let names = match &entry.node.value {
            // `names.ar = "…"` is how people write it first, and says enough
            Value::String(name) => {
                let name = Some(Spanned::new(name.clone(), entry.node.span));
                NamesMatter { name, ..NamesMatter::default() }
            }
            Value::Table(table) => {
                let mut told =
                    crate::source::data::Told { path: reader.path(), diagnostics: Vec::new() };
                let mut keys = Reader::new(table, entry.node.span, &mut told);
                let (name, aliases) = (keys.string("name"), keys.strings("aliases"));
                let description = keys.text("description");
                keys.finish(&[("alias", "`aliases`")], PAGE_KEYS);
                told.diagnostics.into_iter().for_each(|told| reader.tell(told));
                NamesMatter { name, aliases, description }
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

/// Whether facts of one built-in type are asked of another.
pub(crate) fn belongs(base: Option<BaseType>, to: BaseType) -> bool {
    base.is_none_or(|base| base == to)
}

fn stem_no_id(path: &Path, stem: &str) -> Diagnostic {
    let message = format!("the file name `{stem}` cannot be an id");
    Diagnostic::error("id-invalid", path, Span::default(), message)
        .help(format!("name the file `{}.md`, or add `id = \"…\"`", crate::base::slug::slug(stem)))
}

fn no_type(path: &Path, span: Span, names: &[&str]) -> Diagnostic {
    let span = Span { start: span.start, end: span.start };
    Diagnostic::error(
        "key-missing",
        path,
        span,
        "`type` is missing, and the folder's name is no type's path",
    )
    .help(format!("add `type = \"…\"`: one of {}", names.join(", ")))
}
