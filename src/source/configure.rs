//! Reads `glossator.toml` into a [`Config`].

use crate::base::language;
use crate::base::{Checked, Diagnostic, Path, Span, Spanned, codes};
use crate::data::{FileDiagnostics, Hint, Node, Reader, Table, Value, toml};
use crate::source::config::{
    BaseType, Config, EditInto, EntityType, LanguageConfig, LinkMode, MenuEntry, RelationKind,
    Scope, Touch,
};
use crate::source::keys::{TOP, count};
use crate::source::{Settings, published, severity};

/// Keys of other generators.
const HINTS: &[Hint] = &[
    ("baseURL", "`base_url`"),
    ("baseurl", "`base_url`"),
    ("url", "`base_url`"),
    ("languageCode", "`language`"),
    ("default_language", "`language`"),
    ("defaultContentLanguage", "`language`"),
    ("lang", "`language`"),
    ("publishDir", "`output_dir`"),
    ("destination", "`output_dir`"),
    ("name", "`title`"),
    ("paginate", "`articles` under `[pages]`"),
    ("generate_feeds", "`formats` under `[feeds]`"),
    ("generate_feed", "`formats` under `[feeds]`"),
    ("build_search_index", "`enabled` under `[search]`"),
    ("params", "the table `[extra]`"),
    ("menus", "`menu`"),
    ("taxonomies", "not needed: tags, authors and storylines need no declaration"),
    ("theme", "not needed: put changed templates into `templates/`"),
];

/// Reads the configuration; invalid values keep their defaults.
pub(crate) fn configure(path: &Path, text: &str, settings: &Settings) -> Checked<Config> {
    let mut diagnostics = Vec::new();
    let table = toml(path, text, 0).unload(&mut diagnostics);
    let mut file = FileDiagnostics { path, diagnostics };
    let mut config = Config { path: path.clone(), ..Config::default() };
    let mut reader = Reader::new(&table, Span::default(), &mut file);
    site(&mut reader, &mut config);
    texts(&mut reader, &mut config);
    lists(&mut reader, &mut config);
    types(&mut reader, &mut config);
    vocabulary(&mut reader, &mut config);
    if let Some(extra) = reader.plain_table("extra") {
        config.extra = extra.clone();
    }
    reader.finish(HINTS, &[]);
    config.is_search_enabled &= !settings.no_search;
    if let Some(url) = &settings.base_url {
        config.base_url = base_url(url);
        if config.base_url.is_none() {
            let span = Span::default();
            file.diagnostics.push(not_a_base_url(path, &Spanned::new(url.clone(), span)));
        }
    }
    Checked::new(config, file.diagnostics)
}

fn site(reader: &mut Reader<'_, '_>, config: &mut Config) {
    if let Some(url) = reader.string("base_url") {
        config.base_url = base_url(&url.value);
        if config.base_url.is_none() && !url.value.is_empty() {
            reader.tell(not_a_base_url(reader.path(), &url));
        }
    }
    config.title = reader.text("title").unwrap_or_default();
    config.description = reader.text("description").unwrap_or_default();
    if let Some(tag) = reader.string("language").and_then(|tag| read_tag(reader, tag)) {
        config.language = tag;
    }
    if let Some(folder) = reader.string("output_dir") {
        let plain = folder.value.trim_end_matches('/');
        if Path::new(plain.strip_prefix("./").unwrap_or(plain)).is_some() {
            config.output_dir = plain.into();
        } else {
            reader.tell(output_outside(reader.path(), &folder));
        }
    }
    config.menu = reader.tables("menu", |mut entry| {
        let (name, url) = (entry.required("name").value, entry.required("url"));
        entry.finish(&[("href", "`url`"), ("title", "`name`")], &[]);
        (!name.is_empty()).then_some(MenuEntry { name, url })
    });
}

fn texts(reader: &mut Reader<'_, '_>, config: &mut Config) {
    if let Some(mut table) = reader.table("linking") {
        let linking = &mut config.linking;
        linking.scope = table.choice("scope", SCOPES).unwrap_or(linking.scope);
        linking.link = table.choice("link", LINK_MODES).unwrap_or(linking.link);
        linking.headings = table.bool("headings").unwrap_or(linking.headings);
        linking.min_length = count(&mut table, "min_length").unwrap_or(linking.min_length);
        table.finish(&[], TOP);
    }
    if let Some(mut table) = reader.table("markdown") {
        let markdown = &mut config.markdown;
        let smart = table.bool("smart_punctuation");
        markdown.smart_punctuation = smart.unwrap_or(markdown.smart_punctuation);
        markdown.raw_html = table.bool("raw_html").unwrap_or(markdown.raw_html);
        markdown.math = table.bool("math").unwrap_or(markdown.math);
        table.finish(&[("unsafe", "`raw_html`"), ("render_unsafe", "`raw_html`")], TOP);
    }
    if let Some(mut table) = reader.table("cards") {
        config.touch = table.choice("touch", TOUCHES).unwrap_or_default();
        table.finish(&[], TOP);
    }
    if let Some(mut table) = reader.table("editing") {
        config.edit_into = table.choice("into", EDIT_INTO).unwrap_or_default();
        table.finish(&[], TOP);
    }
}

/// Values of `scope`.
pub const SCOPES: &[(&str, Scope)] =
    &[("article", Scope::Article), ("site", Scope::Site), ("none", Scope::None)];

/// Values of `link`.
pub const LINK_MODES: &[(&str, LinkMode)] = &[
    ("all", LinkMode::All),
    ("first", LinkMode::First),
    ("section", LinkMode::Section),
    ("none", LinkMode::None),
];

/// Values of `touch`.
const TOUCHES: &[(&str, Touch)] = &[("sheet", Touch::Sheet), ("off", Touch::Off)];

/// Values of `into`.
const EDIT_INTO: &[(&str, EditInto)] =
    &[("front-matter", EditInto::FrontMatter), ("sidecar", EditInto::Sidecar)];

fn lists(reader: &mut Reader<'_, '_>, config: &mut Config) {
    if let Some(mut table) = reader.table("pages") {
        config.articles_per_page = count(&mut table, "articles").unwrap_or(50);
        config.mentions_per_page = count(&mut table, "mentions").unwrap_or(100);
        table.finish(&[("paginate_by", "`articles`")], TOP);
    }
    published::published(reader, config);
    if let Some(mut table) = reader.table("search") {
        config.is_search_enabled = table.bool("enabled").unwrap_or(true);
        table.finish(&[], TOP);
    }
    severity::severities(reader, config);
}

fn types(reader: &mut Reader<'_, '_>, config: &mut Config) {
    let Some(declared) = reader.plain_table("types") else { return };
    let mut entries: Vec<_> = declared.entries.iter().collect();
    entries.sort_by(|a, b| a.key.cmp(&b.key));
    for entry in entries {
        let Some(table) = as_table(reader, &entry.key, &entry.node) else { continue };
        let mut file = FileDiagnostics { path: reader.path(), diagnostics: Vec::new() };
        let mut keys = Reader::new(table, entry.node.span, &mut file);
        let bases = BaseType::ALL.map(|base| (base.id(), base));
        let known = config.types.iter().position(|known| known.id == entry.key);
        let base = keys.choice("base", &bases);
        let start = match known {
            Some(at) => config.types[at].clone(),
            None => declared_type(&entry.key, base.unwrap_or(BaseType::Work)),
        };
        let label = keys.text("label").unwrap_or(start.label);
        let plural = keys.text("plural").unwrap_or(match known {
            Some(_) => start.plural,
            None => format!("{label}s"),
        });
        let path = keys.text("path").unwrap_or(start.path);
        let schema = keys.text("schema").unwrap_or(start.schema);
        keys.finish(&[], TOP);
        file.diagnostics.into_iter().for_each(|diagnostic| reader.tell(diagnostic));
        if crate::base::slug::slug(&path) != path {
            reader.tell(bad_type_path(reader.path(), entry.node.span, &path));
            continue;
        }
        let new =
            EntityType { id: entry.key.clone(), label, plural, path, base: start.base, schema };
        match known {
            Some(at) => config.types[at] = new,
            None => config.types.push(new),
        }
    }
}

fn declared_type(id: &str, base: BaseType) -> EntityType {
    let mut letters = id.chars();
    let label = letters.next().map_or(String::new(), |c| c.to_uppercase().chain(letters).collect());
    let path = format!("{}s", crate::base::slug::slug(id));
    let plural = format!("{label}s");
    let schema = EntityType::built_in(base).schema;
    EntityType { id: id.into(), label, plural, path, base, schema }
}

fn vocabulary(reader: &mut Reader<'_, '_>, config: &mut Config) {
    each_table(reader, "relations", |key, mut keys| {
        let label = keys.text("label").unwrap_or_else(|| key.replace('-', " "));
        let inverse = keys.text("inverse");
        let is_symmetric = keys.bool("symmetric").unwrap_or(false);
        keys.finish(&[], TOP);
        let inverse = if is_symmetric { label.clone() } else { inverse.unwrap_or(label.clone()) };
        config.relations.insert(key.into(), RelationKind { label, inverse });
    });
    let kinds = &mut config.note_kinds;
    each_table(reader, "notes", |key, mut keys| {
        let label = keys.text("label").unwrap_or_else(|| key.into());
        keys.finish(&[], TOP);
        match kinds.iter_mut().find(|(id, _)| id == key) {
            Some(known) => known.1 = label,
            None => kinds.push((key.into(), label)),
        }
    });
    kinds[6..].sort();
    let mut tags: Vec<(String, Span)> = Vec::new();
    let languages = &mut config.languages;
    each_table(reader, "languages", |key, mut keys| {
        let (title, description) = (keys.text("title"), keys.text("description"));
        let span = keys.span();
        keys.finish(&[("name", "`title`")], TOP);
        languages.insert(key.into(), LanguageConfig { title, description });
        tags.push((key.into(), span));
    });
    for (tag, span) in tags {
        if language::canonical(&tag).as_deref() != Some(&tag) {
            reader.tell(bad_tag(reader.path(), &Spanned::new(tag, span)));
        }
    }
}

fn each_table(
    reader: &mut Reader<'_, '_>,
    key: &'static str,
    mut read: impl FnMut(&str, Reader<'_, '_>),
) {
    let Some(tables) = reader.plain_table(key) else { return };
    for entry in &tables.entries {
        let Some(table) = as_table(reader, &entry.key, &entry.node) else { continue };
        let mut file = FileDiagnostics { path: reader.path(), diagnostics: Vec::new() };
        read(&entry.key, Reader::new(table, entry.node.span, &mut file));
        file.diagnostics.into_iter().for_each(|diagnostic| reader.tell(diagnostic));
    }
}

fn as_table<'t>(reader: &mut Reader<'_, '_>, key: &str, node: &'t Node) -> Option<&'t Table> {
    match &node.value {
        Value::Table(table) => Some(table),
        _ => reader.wrong(key, "a table", node),
    }
}

fn read_tag(reader: &mut Reader<'_, '_>, tag: Spanned<String>) -> Option<String> {
    let canonical = language::canonical(&tag.value);
    if canonical.is_none() {
        reader.tell(bad_tag(reader.path(), &tag));
    }
    canonical
}

/// Normalises an absolute `http` or `https` URL to end in `/`; `None` if it is not one.
fn base_url(text: &str) -> Option<String> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    let host = rest.split('/').next().unwrap_or_default();
    let is_plain =
        !text.contains(['?', '#', '"', '<', '>', '\\']) && !text.contains(char::is_whitespace);
    (is_plain && !host.is_empty()).then(|| format!("{}/", text.trim_end_matches('/')))
}

fn not_a_base_url(path: &Path, url: &Spanned<String>) -> Diagnostic {
    let message = format!("`{}` is not a valid base URL", url.value);
    Diagnostic::at(codes::ADDRESS_INVALID, path, url.span, message)
        .help("write `https://example.org/` or `https://example.org/folder/`")
}

fn output_outside(path: &Path, folder: &Spanned<String>) -> Diagnostic {
    let message = format!("the output folder `{}` is not inside the site's folder", folder.value);
    Diagnostic::at(codes::ADDRESS_INVALID, path, folder.span, message)
        .help("name a folder in the site, such as `public`; for another place use `--output-dir`")
}

fn bad_type_path(path: &Path, span: Span, segment: &str) -> Diagnostic {
    let message = format!("`{segment}` is not a valid path of a type");
    Diagnostic::at(codes::ADDRESS_INVALID, path, span, message)
        .help("write one segment of lower-case letters, digits and `-`")
}

/// Reports a language tag that is invalid or not canonical.
pub(crate) fn bad_tag(path: &Path, tag: &Spanned<String>) -> Diagnostic {
    let message = format!("`{}` is not a valid language tag", tag.value);
    let diagnostic = Diagnostic::at(codes::LANGUAGE_TAG, path, tag.span, message);
    match language::canonical(&tag.value) {
        Some(canonical) => diagnostic.help(format!("write `{canonical}`")),
        None => diagnostic.help("write a BCP 47 tag, such as `en`, `ar` or `zh-Hant`"),
    }
}
