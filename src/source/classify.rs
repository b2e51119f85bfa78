//! Classifies each file by its path (FORMAT section 1).

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::base::{Checked, Diagnostic, File, Path, Size, Tree, codes};
use crate::source::configure::configure;
use crate::source::{
    Asset, AssetPlace, Config, Role, Settings, SourceFile, Sources, StringsFile, TemplateFile,
    sidecar_stem, text_of_sidecar,
};

/// Whether the build reads the file at this path as text; all others are copied unread.
///
/// Pure: the edge calls it before reading.
pub fn is_read(path: &Path) -> bool {
    let extension = path.extension();
    match path.as_str().split('/').next() {
        Some("templates") => true,
        Some("strings") => extension == "ftl",
        Some("content") => {
            extension == "md"
                || ["toml", "jsonl", "jsonld"].contains(&extension)
                    && (path.below("content/entities").is_some()
                        || path.below("content/sources").is_some()
                        || sidecar_stem(path.as_str()).is_some())
        }
        Some("static") => false,
        _ => extension == "toml",
    }
}

/// Assigns a role to each file and reads the configuration.
pub fn classify(tree: &Tree, settings: &Settings) -> Checked<Sources> {
    let mut diagnostics = Vec::new();
    let config = Arc::new(read_config(tree, settings, &mut diagnostics));
    let bundles = bundles(tree, &config);
    let mut sources = Sources { config: config.clone(), ..Sources::default() };
    for (path, file) in tree.iter().filter(|(path, _)| !is_ignored(path)) {
        let top = path.as_str().split('/').next().unwrap_or_default();
        match (top, path.below(top)) {
            ("content", Some(below)) => match role(below) {
                Some(role) => {
                    sources.files.extend(text(path, file, &mut diagnostics).map(|text| {
                        let (key, suffix) = key(below, &config);
                        let is_bundle = bundles.contains(&*key) && path.stem().starts_with("index");
                        SourceFile { path: path.clone(), role, suffix, key, is_bundle, text }
                    }));
                }
                None => sources.assets.extend(asset((path, file), below, &bundles)),
            },
            ("templates", Some(below)) => {
                let name = below.to_string();
                let read = text(path, file, &mut diagnostics);
                sources.templates.extend(read.map(|text| TemplateFile {
                    path: path.clone(),
                    name,
                    text,
                }));
            }
            ("strings", Some(_)) if path.extension() == "ftl" => {
                let read = text(path, file, &mut diagnostics);
                let path = path.clone();
                sources.strings.extend(read.map(|text| StringsFile { path, text }));
            }
            ("static", Some(below)) => {
                let place = Path::new(below).map(AssetPlace::Static);
                let from = path.clone();
                sources.assets.extend(place.map(|place| Asset { from, place, size: size(file) }));
            }
            _ => {}
        }
    }
    diagnostics.extend(orphans(tree));
    Checked::new(sources, diagnostics)
}

/// The site's base URL; reads only the configuration.
pub fn base_url(tree: &Tree, settings: &Settings) -> Option<String> {
    read_config(tree, settings, &mut Vec::new()).base_url
}

/// Updates the texts of changed files. Returns false, leaving `sources` unusable, unless all of them were text files
/// under `content/` and still are.
pub fn reread(sources: &mut Sources, tree: &Tree, changed: &BTreeSet<Path>) -> bool {
    changed.iter().all(|path| {
        let known = sources.files.binary_search_by(|file| file.path.cmp(path));
        let read = tree.get(path).and_then(|file| text(path, file, &mut Vec::new()));
        let both = known.ok().zip(read);
        both.map(|(at, text)| sources.files[at].text = text).is_some()
    })
}

fn read_config(tree: &Tree, settings: &Settings, diagnostics: &mut Vec<Diagnostic>) -> Config {
    let path = &settings.config;
    match tree.get(path) {
        None => {
            diagnostics.push(config_missing(path));
            Config::default()
        }
        Some(file) => match text(path, file, diagnostics) {
            Some(text) => configure(path, &text, settings).unload(diagnostics),
            None => Config::default(),
        },
    }
}

/// Whether a file is ignored: some part of its path begins with `.` or `_`. Exceptions: `_index.md` files and
/// `static/`.
fn is_ignored(path: &Path) -> bool {
    if path.below("static").is_some() {
        return false;
    }
    let is_hidden = |name: &str| name.starts_with(['.', '_']);
    path.folder().split('/').any(is_hidden) || (is_hidden(path.name()) && !is_section(path.name()))
}

fn is_section(name: &str) -> bool {
    name.starts_with("_index.") && name.ends_with(".md")
}

fn role(below: &str) -> Option<Role> {
    let (folder, name) = below.rsplit_once('/').unwrap_or(("", below));
    let top = below.split('/').next().filter(|_| !folder.is_empty()).unwrap_or_default();
    if let Some((_, extension)) = sidecar_stem(name) {
        return Some(if extension == "toml" { Role::SidecarToml } else { Role::SidecarJsonld });
    }
    match name.rsplit_once('.').map(|(_, extension)| extension) {
        Some("md") if is_section(name) => Some(Role::Section),
        Some("md") if folder.is_empty() && name.starts_with("index.") => Some(Role::Home),
        Some("md") if top == "articles" => Some(Role::Article),
        Some("md") if top == "entities" => Some(Role::Entity),
        Some("md") => Some(Role::Page),
        Some("toml") if top == "entities" => Some(Role::EntityToml),
        Some("jsonl") if top == "entities" => Some(Role::EntityJsonl),
        Some("toml") if top == "sources" => Some(Role::Sources),
        _ => None,
    }
}

/// Key of a file (see [`SourceFile::key`]) and the language of its suffix.
fn key(below: &str, config: &Config) -> (Arc<str>, Option<Arc<str>>) {
    let stem = match sidecar_stem(below) {
        Some((stem, _)) => stem,
        None => below.rsplit_once('.').map_or(below, |(stem, _)| stem),
    };
    let name_at = stem.rfind('/').map_or(0, |slash| slash + 1);
    let declared =
        stem[name_at..].rsplit_once('.').filter(|(_, tag)| config.languages.contains_key(*tag));
    let (stem, suffix) = match declared {
        Some((_, tag)) => (&stem[..stem.len() - tag.len() - 1], Some(tag.into())),
        None => (stem, None),
    };
    let key = match stem.rsplit_once('/') {
        Some((folder, "index" | "_index")) => folder,
        None if stem == "index" || stem == "_index" => "",
        _ => stem,
    };
    (key.into(), suffix)
}

/// Keys of all bundles: folders below `content/` with an `index.md` or `index.LANG.md`.
fn bundles(tree: &Tree, config: &Config) -> BTreeSet<Arc<str>> {
    let keys = tree.keys().filter(|path| !is_ignored(path)).filter_map(|path| {
        let below = path.below("content")?;
        let is_index = path.name().starts_with("index.") && path.extension() == "md";
        let (key, suffix) = key(below, config);
        let is_plain = path.name() == "index.md" || suffix.is_some();
        (is_index && is_plain && below.contains('/')).then_some(key)
    });
    keys.collect()
}

fn asset((path, file): (&Path, &File), below: &str, bundles: &BTreeSet<Arc<str>>) -> Option<Asset> {
    let mut folder = below;
    while let Some((parent, _)) = folder.rsplit_once('/') {
        folder = parent;
        if let Some(key) = bundles.get(folder) {
            let below = Path::new(&below[folder.len() + 1..])?;
            let place = AssetPlace::Bundle { key: key.clone(), below };
            return Some(Asset { from: path.clone(), place, size: size(file) });
        }
    }
    let place = AssetPlace::Content(Path::new(below)?);
    Some(Asset { from: path.clone(), place, size: size(file) })
}

fn size(file: &File) -> Option<Size> {
    match file {
        File::Copied(size) => *size,
        _ => None,
    }
}

/// Text of a file without its byte order mark; reports unreadable files and invalid UTF-8.
fn text(path: &Path, file: &File, diagnostics: &mut Vec<Diagnostic>) -> Option<Arc<str>> {
    match file {
        File::Bytes(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) => Some(text.strip_prefix('\u{feff}').unwrap_or(text).into()),
            Err(error) => {
                diagnostics.push(not_utf8(path, bytes, error.valid_up_to()));
                None
            }
        },
        File::Unreadable(reason) => {
            diagnostics.push(unreadable(path, reason));
            None
        }
        File::Copied(_) => None,
    }
}

fn orphans(tree: &Tree) -> Vec<Diagnostic> {
    let orphans = tree.keys().filter(|path| path.below("content").is_some()).filter_map(|path| {
        let article = text_of_sidecar(path)?;
        let is_article = article.below("content").is_some_and(|it| it.starts_with("articles/"));
        let has_article = is_article && tree.contains_key(&article);
        (!is_ignored(path) && !has_article).then(|| sidecar_orphan(path, &article, is_article))
    });
    orphans.collect()
}

fn config_missing(path: &Path) -> Diagnostic {
    Diagnostic::about(codes::CONFIG_MISSING, path, "the site has no configuration")
        .help(format!("make an empty file `{path}`: every key has a default"))
}

fn not_utf8(path: &Path, bytes: &[u8], at: usize) -> Diagnostic {
    let before = &bytes[..at];
    let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
    let line_start =
        before.iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
    let column = 1 + String::from_utf8_lossy(&before[line_start..]).chars().count();
    let message = format!("this file is not UTF-8: line {line}, column {column} is not");
    Diagnostic::about(codes::NOT_UTF8, path, message).help("save it with the encoding UTF-8")
}

fn unreadable(path: &Path, reason: &str) -> Diagnostic {
    Diagnostic::about(codes::FILE_UNREADABLE, path, format!("this file cannot be read: {reason}"))
}

fn sidecar_orphan(path: &Path, article: &Path, is_article: bool) -> Diagnostic {
    let why = if is_article { "which does not exist" } else { "which is not an article" };
    let message = format!("these annotations belong to `{}`, {why}", article.name());
    Diagnostic::about(codes::SIDECAR_ORPHAN, path, message)
        .help("name the file after its article, or move both together")
}
