//! Stage 0: which role each file of the tree has.

mod classify;
pub mod config;
mod configure;
mod keys;
mod published;
mod severity;

use std::sync::Arc;

use crate::base::{Day, Path, Size};

pub use classify::{base_url, classify, is_read, reread};
pub use config::Config;
pub(crate) use configure::bad_tag;
pub use configure::{LINK_MODES, SCOPES};
pub use severity::apply;

/// What the caller decides and the files do not. The clock is an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Path of the configuration file below the root; `glossator.toml` unless `-c` says otherwise.
    pub config: Path,
    /// Replaces the configuration's `base_url`.
    pub base_url: Option<String>,
    /// Whether drafts are built.
    pub drafts: bool,
    /// Whether articles dated after `today` are built.
    pub future: bool,
    /// Whether there is no search index, whatever the configuration says.
    pub no_search: bool,
    /// The day of the build.
    pub today: Day,
}

/// What a text file under `content/` is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// `articles/**/*.md`.
    Article,
    /// `entities/**/*.md`.
    Entity,
    /// `entities/**/*.toml`: many entities.
    EntityToml,
    /// `entities/**/*.jsonl`: many entities.
    EntityJsonl,
    /// `sources/**/*.toml`: many sources.
    Sources,
    /// `index.md` at the top of `content/` (or `index.LANG.md`).
    Home,
    /// `_index.md` of a folder.
    Section,
    /// Any other Markdown file.
    Page,
    /// `x.annotations.toml` beside `x.md`.
    SidecarToml,
    /// `x.annotations.jsonld` beside `x.md`.
    SidecarJsonld,
}

/// One text file under `content/` with its role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// From the root of the site: `content/articles/x.ar.md`.
    pub path: Path,
    /// What it is.
    pub role: Role,
    /// The language its suffix declares (`ar` of `x.ar.md`), if the configuration has it.
    pub suffix: Option<Arc<str>>,
    /// The path without language suffix and extension, from `content/`, `/index` of a bundle and of a folder
    /// left out: `articles/x`. Files of one key are translations of each other. Empty for the home page.
    pub key: Arc<str>,
    /// Whether it is the `index.md` of a bundle.
    pub is_bundle: bool,
    /// Its text; a BOM is left out, CRLF stays.
    pub text: Arc<str>,
}

impl SourceFile {
    /// Where sidecars of an article lie: `x.annotations.toml` and `x.annotations.jsonld`.
    pub fn sidecars(&self) -> [Path; 2] {
        let path = self.path.as_str();
        let stem = path.strip_suffix(".md").unwrap_or(path);
        let beside = |end: &str| Path::new(&format!("{stem}.annotations.{end}"));
        ["toml", "jsonld"].map(|end| beside(end).expect("a path with a longer name is one, too"))
    }
}

/// A template that the site brings along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateFile {
    /// From the root of the site: `templates/article.html`.
    pub path: Path,
    /// Its name for the template engine: `article.html`.
    pub name: String,
    /// Its text.
    pub text: Arc<str>,
}

/// Words of the interface that the site brings along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StringsFile {
    /// From the root of the site: `strings/ar.ftl`.
    pub path: Path,
    /// Its text, in Fluent's syntax.
    pub text: Arc<str>,
}

/// A file that is copied as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Where it stands, from the root of the site.
    pub from: Path,
    /// What it travels with.
    pub place: AssetPlace,
    /// How large it is, of a picture that could be read.
    pub size: Option<Size>,
}

/// What decides an asset's address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AssetPlace {
    /// `static/a/b.png`: the path below `static/`.
    Static(Path),
    /// A file of `content/` that belongs to no bundle: its path below `content/`.
    Content(Path),
    /// A file in a bundle's folder: the bundle's key, and the path below the folder.
    Bundle {
        /// Key of the bundle's `index.md` (see [`SourceFile::key`]).
        key: Arc<str>,
        /// Path below the bundle's folder.
        below: Path,
    },
}

/// Every file with its role. *Shape*: each list sorted by path.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// The configuration, defaults filled in, `Settings` applied.
    pub config: Arc<Config>,
    /// Text files under `content/`.
    pub files: Vec<SourceFile>,
    /// Files under `templates/`.
    pub templates: Vec<TemplateFile>,
    /// Files `strings/LANG.ftl`.
    pub strings: Vec<StringsFile>,
    /// Files that are copied.
    pub assets: Vec<Asset>,
}
