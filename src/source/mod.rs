//! Stage 0: classifies the files of the tree and reads the configuration.

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

/// Build options from the command line and the clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Path of the configuration file from the root; `glossator.toml` unless `-c` is given.
    pub config: Path,
    /// Replaces the configuration's `base_url`.
    pub base_url: Option<String>,
    /// Whether drafts are built.
    pub drafts: bool,
    /// Whether articles dated after `today` are built.
    pub future: bool,
    /// Whether to omit the search index, regardless of the configuration.
    pub no_search: bool,
    /// Date of the build.
    pub today: Day,
}

/// Role of a text file under `content/`.
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
    /// Path from the site root: `content/articles/x.ar.md`.
    pub path: Path,
    /// The role.
    pub role: Role,
    /// Language of the file name suffix (`ar` for `x.ar.md`), if configured.
    pub suffix: Option<Arc<str>>,
    /// Path below `content/` without language suffix, extension, and a final `/index` or `/_index`: `articles/x`.
    /// Translations share a key. Empty for the home page.
    pub key: Arc<str>,
    /// Whether it is a bundle's `index.md`.
    pub is_bundle: bool,
    /// Its text without BOM; CRLF is kept.
    pub text: Arc<str>,
}

impl SourceFile {
    /// Path of the sidecar of a text, `x.annotations.toml` or `x.annotations.jsonld`, by extension. A sidecar has those
    /// of its text.
    pub fn sidecar(&self, extension: &str) -> Path {
        let path = self.path.as_str();
        let stem = sidecar_stem(path).map(|(stem, _)| stem);
        let stem = stem.unwrap_or_else(|| path.strip_suffix(".md").unwrap_or(path));
        let path = Path::new(&format!("{stem}.annotations.{extension}"));
        path.expect("a path with a longer name is one, too")
    }

    /// Paths of both sidecars: TOML and JSON-LD.
    pub fn sidecars(&self) -> [Path; 2] {
        ["toml", "jsonld"].map(|extension| self.sidecar(extension))
    }

    /// Paths of a text and both sidecars; a sidecar has those of its text.
    pub fn with_sidecars(&self) -> [Path; 3] {
        let [toml, jsonld] = self.sidecars();
        [text_of_sidecar(&self.path).unwrap_or_else(|| self.path.clone()), toml, jsonld]
    }
}

/// Path of the text that a sidecar belongs to, `x.md`; `None` if the path is not a sidecar's.
pub fn text_of_sidecar(path: &Path) -> Option<Path> {
    let (stem, _) = sidecar_stem(path.as_str())?;
    Path::new(&format!("{stem}.md"))
}

/// `("x", "toml")` for `x.annotations.toml`.
fn sidecar_stem(name: &str) -> Option<(&str, &str)> {
    let (stem, extension) = name.rsplit_once('.')?;
    let stem = stem.strip_suffix(".annotations")?;
    (extension == "toml" || extension == "jsonld").then_some((stem, extension))
}

/// A template of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateFile {
    /// Path from the site root: `templates/article.html`.
    pub path: Path,
    /// Name in the template engine: `article.html`.
    pub name: String,
    /// Its text.
    pub text: Arc<str>,
}

/// Interface strings of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StringsFile {
    /// Path from the site root: `strings/ar.ftl`.
    pub path: Path,
    /// Its text, in Fluent syntax.
    pub text: Arc<str>,
}

/// A file that is copied unchanged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Path from the site root.
    pub from: Path,
    /// What determines its output address.
    pub place: AssetPlace,
    /// Size of an image, if readable.
    pub size: Option<Size>,
}

/// Where an asset belongs, which determines its output address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AssetPlace {
    /// `static/a/b.png`: the path below `static/`.
    Static(Path),
    /// A file under `content/` outside bundles: path below `content/`.
    Content(Path),
    /// A file in a bundle's folder.
    Bundle {
        /// Key of the bundle's `index.md` (see [`SourceFile::key`]).
        key: Arc<str>,
        /// Path below the bundle's folder.
        below: Path,
    },
}

/// All source files by role. *Shape*: each list sorted by path.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// The configuration, with defaults and `Settings` applied.
    pub config: Arc<Config>,
    /// Text files under `content/`.
    pub files: Vec<SourceFile>,
    /// Files under `templates/`.
    pub templates: Vec<TemplateFile>,
    /// Files `strings/LANG.ftl`.
    pub strings: Vec<StringsFile>,
    /// Files to copy.
    pub assets: Vec<Asset>,
}
