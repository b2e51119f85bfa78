//! Stage 5: every output has one path; every link of a source leads somewhere.

mod address;
mod assets;
mod documents;
mod editions;
mod links;
mod pages;
mod pictures;
mod settle;
mod target;
#[cfg(test)]
mod tests;
mod troubles;

use std::sync::Arc;

use crate::base::{Checked, Path, Size};
use crate::names::{EntityIx, FastMap};
use crate::site::{ArticleIx, Site};
use crate::source::Asset;

pub use address::{absolute, href, source_url};
pub(crate) use address::{decoded, head, of_document, written};
pub use documents::{Channel, Data, Document, Format, channel_page, sitemap_parts};
pub use editions::{Urls, Version, alternates, edition_of, home_url, list_url, versions};
pub use links::{is_linked_alike, links, links_of_tables};
pub use pages::{articles_below, n_pages, page_of};
pub use pictures::{Choices, SIZES, trouble as picture_trouble};
pub(crate) use target::{is_elsewhere, parts};

/// All outputs and where they stand.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// Pages and documents that are rendered, by output path.
    pub pages: Vec<Page>,
    /// Files that are copied, by output path; static files win over built-in assets, which are pages.
    pub assets: Vec<PlannedAsset>,
    /// Address of each article, same order as [`Site::articles`]: root-relative, without the base's sub-path.
    pub articles: Vec<Arc<str>>,
    /// Address of each entity's page; `""` for a hidden one.
    pub entities: Vec<Arc<str>>,
    /// Address of each document with a page of its own: by place in [`Site::documents`]; `""` without.
    pub documents: Vec<Arc<str>>,
    /// Files of the theme that no file of the site's own replaces.
    pub theme: Vec<ThemeFile>,
    /// Place in `pages` of each address.
    by_url: FastMap<Arc<str>, usize>,
    /// Address of each copied file, by its path in the source tree.
    files: FastMap<Path, Arc<str>>,
    /// Sizes of pictures by their addresses.
    sizes: FastMap<Arc<str>, Size>,
    /// Pictures that have variants, by their addresses.
    variants: FastMap<Arc<str>, pictures::Shown>,
    /// Every output, pages and copied files.
    outputs: FastMap<Path, ()>,
    /// Place of each document by its path: links are many.
    sources: FastMap<Path, usize>,
}

/// One output that is rendered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// What it shows.
    pub kind: PageKind,
    /// Root-relative address without the base's sub-path: `/articles/x/`. Spaces and other scripts as they are;
    /// `%`, `?` and `#` in names percent-encoded.
    pub url: Arc<str>,
    /// Its file below the output folder: `articles/x/index.html`.
    pub output: Path,
    /// Language of the page.
    pub language: Arc<str>,
}

/// What a page shows. Lists carry their page number, from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageKind {
    /// The home page of an edition; its text, if any, is a document.
    Home {
        /// Place in [`crate::site::Index::editions`].
        edition: usize,
        /// Place in [`Site::documents`].
        document: Option<usize>,
    },
    /// All articles of an edition; the site's own list has those of all languages.
    Articles {
        /// Place in [`crate::site::Index::editions`].
        edition: usize,
        /// Which page of the list.
        number: usize,
    },
    /// One article.
    Article(ArticleIx),
    /// One entity.
    Entity {
        /// Which.
        entity: EntityIx,
        /// Which page of its mentions.
        number: usize,
    },
    /// All entities, A–Z.
    Entities,
    /// Entities of one type, by place in [`crate::source::Config::types`].
    Type(usize),
    /// All tags, authors or storylines.
    Collections(CollectionKind),
    /// The articles of one tag, author or storyline.
    Collection {
        /// Of which kind.
        kind: CollectionKind,
        /// Place in the list of its kind in [`Site`].
        index: usize,
        /// Which page of the list.
        number: usize,
    },
    /// All months.
    Archive,
    /// The articles of one month, by place in [`Site::months`].
    Month {
        /// Place in [`Site::months`].
        index: usize,
        /// Which page of the list.
        number: usize,
    },
    /// Dated events.
    Timeline,
    /// Who is named with whom.
    Graph,
    /// Where readers search.
    Search,
    /// All editors' notes.
    Corrections,
    /// All outlets and sources.
    Sources,
    /// A source of the whole site, by place in [`crate::names::Names::sources`].
    Source(usize),
    /// The page of an article folder or other folder with an `_index.md`, by place in [`Site::documents`].
    Section {
        /// Place in [`Site::documents`].
        document: usize,
        /// Which page of the list.
        number: usize,
    },
    /// A plain page, by place in [`Site::documents`].
    Plain(usize),
    /// `404.html`.
    NotFound,
    /// A former address.
    Redirect {
        /// Root-relative address it leads to.
        to: Arc<str>,
    },
    /// `body.txt` of an article.
    Stream(ArticleIx),
    /// `annotations.jsonld` of an article.
    Annotations(ArticleIx),
    /// A built-in asset of the theme, by its name.
    Asset(&'static str),
    /// A document beside the pages.
    Document(Document),
}

/// The collections that authors make by writing a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CollectionKind {
    /// `tags`
    Tags,
    /// `authors`
    Authors,
    /// `storyline`
    Storylines,
}

/// A file that is copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedAsset {
    /// Where it stands in the source tree.
    pub from: Path,
    /// Where it goes below the output folder.
    pub output: Path,
    /// How large it is, of a picture that could be read.
    pub size: Option<Size>,
}

/// What a link written by the author leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A page or file of the site: root-relative address with its fragment.
    Site(String),
    /// Somewhere else, or a fragment of the same page: kept as written.
    Elsewhere(String),
    /// Nothing: a source or file that is not there.
    Dead,
    /// A page without what stands after `#`: place in [`Site::documents`].
    DeadFragment(usize),
    /// A source that this build leaves out: place in [`Site::documents`].
    Hidden(usize),
    /// An address of a scheme that may run script.
    Unsafe,
}

/// A file of the theme that pages link to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeFile {
    /// Its name in the theme, and in `static/` where a site replaces it: `site.css`.
    pub name: &'static str,
    /// Its name on the site, which changes with its bytes: `site.0123456789ab.css`.
    pub published: String,
    /// What its bytes are, as the attribute `integrity` says it: `sha256-…`.
    pub integrity: String,
}

impl Plan {
    /// Addresses of articles and documents.
    pub fn urls(&self) -> Urls<'_> {
        Urls { articles: &self.articles, documents: &self.documents }
    }

    /// A file of the theme; `None` where the site has one of its own in its place.
    pub fn theme_file(&self, name: &str) -> Option<&ThemeFile> {
        self.theme.iter().find(|file| file.name == name)
    }

    /// The page at a root-relative address.
    pub fn page(&self, url: &str) -> Option<&Page> {
        self.by_url.get(url).map(|at| &self.pages[*at])
    }

    /// Whether something is written at a root-relative address: a page or document, or a file that is copied.
    pub fn has(&self, url: &str) -> bool {
        address::output(url).is_some_and(|output| self.outputs.contains_key(&output))
    }

    /// The place in [`Plan::pages`] of the page at a root-relative address.
    pub fn place(&self, url: &str) -> Option<usize> {
        self.by_url.get(url).copied()
    }

    /// How large the picture at a root-relative address is, if that is known.
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

/// Gives every output its place. What links of the sources lead to is asked afterwards, text by text: [`links`].
///
/// `theme` are the theme's own files; a file of `static/` with the name of one replaces it.
pub fn plan(site: &Site, assets: &[Asset], theme: &[ThemeFile]) -> Checked<Plan> {
    let mut told = Vec::new();
    let urls = pages::addresses(site);
    let assets = assets::assets(site, &urls, assets);
    let is_own = |file: &&ThemeFile| assets.iter().all(|asset| asset.output.as_str() != file.name);
    let theme: Vec<ThemeFile> = theme.iter().filter(is_own).cloned().collect();
    let mut claims = pages::claims(site, &urls, &theme).unload(&mut told);
    let copied: FastMap<&Path, ()> = assets.iter().map(|asset| (&asset.output, ())).collect();
    let is_replaced = |page: &Page| {
        matches!(page.kind, PageKind::Document(_)) && copied.contains_key(&page.output)
    };
    claims.retain(|claim| !is_replaced(&claim.page));
    let mut plan = settle::settle(claims, assets, &site.config.path).unload(&mut told);
    plan.theme = theme;
    plan.articles = urls.articles;
    plan.entities = urls.entities;
    plan.documents = urls.documents;
    let sources = site.documents.iter().enumerate();
    plan.sources = sources.map(|(at, document)| (document.file.path.clone(), at)).collect();
    Checked::new(plan, told)
}

/// Which of the site's documents are left out, and why, in a line; `None` where that is none.
pub fn left_out(site: &Site) -> Option<&'static str> {
    let config = &site.config;
    let is_wanted = config.sitemap.is_enabled || !config.feeds.formats.is_empty();
    (config.base_url.is_none() && is_wanted)
        .then_some("there is no `base_url`: feeds and the sitemap are left out")
}
