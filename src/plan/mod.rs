//! Stage 5: one path for every output, and a target for every link.

mod address;
mod assets;
mod diagnostics;
mod documents;
mod editions;
mod kind;
mod links;
mod pages;
mod pictures;
mod settle;
mod target;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use crate::base::{Checked, Path, Size};
use crate::names::{EntityIx, FastMap};
use crate::site::{ArticleIx, Site};
use crate::source::Asset;

pub use address::{absolute, href, source_url};
pub(crate) use address::{decoded, of_document, written};
pub use documents::{Channel, Data, Document, Format, channel_page, sitemap_parts};
pub use editions::{Urls, Version, alternates, edition_of, home_url, list_url, versions};
pub use kind::Descriptor;
pub use links::{is_linked_alike, links, links_of_tables};
pub use pages::{articles_below, n_pages, page_of};
pub use pictures::{Choices, SIZES, trouble as picture_trouble};
pub(crate) use target::{is_elsewhere, parts};

/// All outputs with their paths and URLs.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// Pages and documents that are rendered, by output path.
    pub pages: Vec<Page>,
    /// Copied files, by output path. Static files win over built-in assets, which are pages.
    pub assets: Vec<PlannedAsset>,
    /// URL of each article, in the order of [`Site::articles`]: root-relative, without the sub-path of the base.
    pub articles: Vec<Arc<str>>,
    /// URL of each entity; `""` for a hidden one.
    pub entities: Vec<Arc<str>>,
    /// URL of each document of [`Site::documents`]; `""` if it has no page of its own.
    pub documents: Vec<Arc<str>>,
    /// Files of the theme that the site does not replace.
    pub theme: Vec<ThemeFile>,
    /// Index in `pages` of each URL.
    by_url: FastMap<Arc<str>, usize>,
    /// URL of each copied file, by its path in the source tree.
    files: FastMap<Path, Arc<str>>,
    /// Sizes of pictures, by URL.
    sizes: FastMap<Arc<str>, Size>,
    /// Pictures with variants, by URL.
    variants: FastMap<Arc<str>, pictures::Shown>,
    /// All output paths, of pages and copied files. Used as a set.
    outputs: FastMap<Path, ()>,
    /// Index of each document by path, as a map because there are many links.
    sources: FastMap<Path, usize>,
}

/// One output that is rendered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// What it shows.
    pub kind: PageKind,
    /// Root-relative URL without the sub-path of the base: `/articles/x/`. Spaces and other scripts as they are; `%`,
    /// `?` and `#` in names percent-encoded.
    pub url: Arc<str>,
    /// Its output path: `articles/x/index.html`.
    pub output: Path,
    /// Language of the page.
    pub language: Arc<str>,
}

/// What a page shows. Lists carry their page number, from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageKind {
    /// The home page of an edition.
    Home {
        /// Index in [`crate::site::Index::editions`].
        edition: usize,
        /// Its text, if any: index in [`Site::documents`].
        document: Option<usize>,
    },
    /// A list of all articles of an edition; the site's own list has those of all languages.
    Articles {
        /// Index in [`crate::site::Index::editions`].
        edition: usize,
        /// Page of the list.
        number: usize,
    },
    /// One article.
    Article(ArticleIx),
    /// One entity.
    Entity {
        /// The entity.
        entity: EntityIx,
        /// Page of its mentions.
        number: usize,
    },
    /// All entities, A–Z.
    Entities,
    /// Entities of one type: index in [`crate::source::Config::types`].
    Type(usize),
    /// All tags, authors or storylines.
    Collections(CollectionKind),
    /// The articles of one tag, author or storyline.
    Collection {
        /// Its kind.
        kind: CollectionKind,
        /// Index in the list of its kind in [`Site`].
        index: usize,
        /// Page of the list.
        number: usize,
    },
    /// All months.
    Archive,
    /// The articles of one month.
    Month {
        /// Index in [`Site::months`].
        index: usize,
        /// Page of the list.
        number: usize,
    },
    /// Dated events.
    Timeline,
    /// Network of entities mentioned together.
    Graph,
    /// The search page.
    Search,
    /// All editors' notices.
    Corrections,
    /// All outlets and sources.
    Sources,
    /// A source of the whole site: index in [`crate::names::Names::sources`].
    Source(usize),
    /// The page of a folder with an `_index.md`.
    Section {
        /// Index in [`Site::documents`].
        document: usize,
        /// Page of the list.
        number: usize,
    },
    /// A plain page: index in [`Site::documents`].
    Plain(usize),
    /// `404.html`.
    NotFound,
    /// A redirect from a former URL.
    Redirect {
        /// Root-relative URL of the target.
        to: Arc<str>,
    },
    /// `body.txt` of an article.
    Stream(ArticleIx),
    /// `annotations.jsonld` of an article.
    Annotations(ArticleIx),
    /// A built-in asset of the theme, by its name.
    Asset(&'static str),
    /// A generated document other than a page.
    Document(Document),
}

/// Collections that authors create by writing a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CollectionKind {
    /// `tags`
    Tags,
    /// `authors`
    Authors,
    /// `storyline`
    Storylines,
}

/// A copied file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedAsset {
    /// Path in the source tree.
    pub from: Path,
    /// Output path.
    pub output: Path,
    /// Size, if it is a readable picture.
    pub size: Option<Size>,
}

/// The target of a link in a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A page or file of the site: root-relative URL with its fragment.
    Site(String),
    /// An external URL, or a fragment of the same page: kept as written.
    Elsewhere(String),
    /// Nothing: the source or file does not exist.
    Dead,
    /// A page without the fragment: index in [`Site::documents`].
    DeadFragment(usize),
    /// A source that this build leaves out: index in [`Site::documents`].
    Hidden(usize),
    /// A URL with a scheme that may run script.
    Unsafe,
}

/// A file of the theme that pages link to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeFile {
    /// Its name in the theme, and in `static/` if the site replaces it: `site.css`.
    pub name: &'static str,
    /// Its published name, which contains a hash of its content: `site.0123456789ab.css`.
    pub published: String,
    /// Value of the `integrity` attribute: `sha256-…`.
    pub integrity: String,
}

impl Plan {
    /// URLs of articles and documents.
    pub fn urls(&self) -> Urls<'_> {
        Urls { articles: &self.articles, documents: &self.documents }
    }

    /// A file of the theme; `None` if the site replaces it.
    pub fn theme_file(&self, name: &str) -> Option<&ThemeFile> {
        self.theme.iter().find(|file| file.name == name)
    }

    /// The page at a root-relative URL.
    pub fn page(&self, url: &str) -> Option<&Page> {
        self.by_url.get(url).map(|at| &self.pages[*at])
    }

    /// Whether there is an output at a root-relative URL: a page, document or copied file.
    pub fn has(&self, url: &str) -> bool {
        address::output(url).is_some_and(|output| self.outputs.contains_key(&output))
    }

    /// Index in [`Plan::pages`] of the page at a root-relative URL.
    pub fn place(&self, url: &str) -> Option<usize> {
        self.by_url.get(url).copied()
    }

    /// Size of the picture at a root-relative URL, if known.
    pub fn size(&self, url: &str) -> Option<Size> {
        self.sizes.get(url).copied()
    }

    /// Whether a page or a copied file is at an output path.
    pub fn has_output(&self, output: &Path) -> bool {
        self.outputs.contains_key(output)
    }

    /// The copied file at an output path.
    pub fn asset(&self, output: &str) -> Option<&PlannedAsset> {
        let at = self.assets.binary_search_by(|asset| asset.output.as_str().cmp(output)).ok()?;
        Some(&self.assets[at])
    }
}

/// Assigns every output its path. Links in the sources are checked afterwards, text by text: see [`links`].
///
/// `theme` are the theme's own files; a file of the same name in `static/` replaces one.
pub fn plan(site: &Site, assets: &[Asset], theme: &[ThemeFile]) -> Checked<Plan> {
    let mut diagnostics = Vec::new();
    let urls = pages::addresses(site);
    let assets = assets::assets(site, &urls, assets);
    let is_own = |file: &&ThemeFile| assets.iter().all(|asset| asset.output.as_str() != file.name);
    let theme: Vec<ThemeFile> = theme.iter().filter(is_own).cloned().collect();
    let mut claims = pages::claims(site, &urls, &theme).unload(&mut diagnostics);
    let copied: FastMap<&Path, ()> = assets.iter().map(|asset| (&asset.output, ())).collect();
    let is_replaced = |page: &Page| {
        matches!(page.kind, PageKind::Document(_)) && copied.contains_key(&page.output)
    };
    claims.retain(|claim| !is_replaced(&claim.page));
    let mut plan = settle::settle(claims, assets, &site.config.path).unload(&mut diagnostics);
    plan.theme = theme;
    plan.articles = urls.articles;
    plan.entities = urls.entities;
    plan.documents = urls.documents;
    let sources = site.documents.iter().enumerate();
    plan.sources = sources.map(|(at, document)| (document.file.path.clone(), at)).collect();
    Checked::new(plan, diagnostics)
}

/// Says in one line which generated documents are left out, and why; `None` if there are none.
pub fn left_out(site: &Site) -> Option<&'static str> {
    let config = &site.config;
    let is_wanted = config.sitemap.is_enabled || !config.feeds.formats.is_empty();
    (config.base_url.is_none() && is_wanted)
        .then_some("there is no `base_url`: feeds and the sitemap are left out")
}
