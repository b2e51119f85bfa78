//! Stage 5: every output has one path; every link of a source leads somewhere.

use std::sync::Arc;

use crate::base::{Checked, Path};
use crate::names::{EntityIx, FastMap};
use crate::site::{ArticleIx, Site};
use crate::source::Asset;

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
    /// Place in `pages` of each address.
    pub(crate) by_url: FastMap<Arc<str>, usize>,
    /// Address of each copied file, by its path in the source tree.
    pub(crate) files: FastMap<Path, Arc<str>>,
}

/// One output that is rendered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// What it shows.
    pub kind: PageKind,
    /// Root-relative address without the base's sub-path: `/articles/x/`.
    pub url: Arc<str>,
    /// Its file below the output folder: `articles/x/index.html`.
    pub output: Path,
    /// Language of the page.
    pub language: Arc<str>,
}

/// What a page shows. Lists carry their page number, from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageKind {
    /// The home page; its text, if any, is a document.
    Home {
        /// Place in [`Site::documents`].
        document: Option<usize>,
    },
    /// All articles.
    Articles {
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
}

/// What a link written by the author leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A page or file of the site: root-relative address with its fragment.
    Site(String),
    /// Somewhere else, or a fragment of the same page: kept as written.
    Elsewhere(String),
    /// Nothing: a source, file or fragment that is not there.
    Dead,
    /// An address of a scheme that may run script.
    Unsafe,
}

impl Plan {
    /// Where a link leads that stands in `document` (place in [`Site::documents`]).
    pub fn target(&self, site: &Site, document: usize, link: &str) -> Target {
        let _ = (site, document);
        Target::Elsewhere(link.into())
    }

    /// The page at a root-relative address.
    pub fn page(&self, url: &str) -> Option<&Page> {
        self.by_url.get(url).map(|at| &self.pages[*at])
    }
}

/// An address as a page at `from` writes it: with a base, root-relative including the base's sub-path; without one,
/// relative and ending in `index.html` (the page `/404.html`: root-relative).
pub fn href(base_url: Option<&str>, from: &str, to: &str) -> String {
    let _ = (base_url, from);
    to.into()
}

/// Gives every output its place and checks every link of the sources.
pub fn plan(site: &Site, assets: &[Asset], theme_assets: &[&'static str]) -> Checked<Plan> {
    let _ = (site, assets, theme_assets);
    Checked::clean(Plan::default())
}
