//! What all pages of one kind have in common.

use crate::parse::matter::Head;
use crate::plan::{CollectionKind, PageKind};
use crate::site::{Collection, Site};

/// What all pages of one kind have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Descriptor {
    /// Default template; `None` for files that are not pages.
    pub template: Option<&'static str>,
    /// Whether search engines may index it. Only such pages are in the sitemap and have a schema.org graph.
    pub is_indexed: bool,
    /// Whether authors can write its description.
    pub is_described: bool,
}

impl Descriptor {
    const FILE: Self = Self { template: None, is_indexed: false, is_described: false };

    const fn generated(template: &'static str) -> Self {
        Self { template: Some(template), is_indexed: true, is_described: false }
    }

    const fn written(template: &'static str) -> Self {
        Self { is_described: true, ..Self::generated(template) }
    }

    const fn unindexed(template: &'static str) -> Self {
        Self { is_indexed: false, ..Self::generated(template) }
    }
}

impl PageKind {
    /// What it has in common with all pages of its kind.
    pub fn descriptor(&self) -> Descriptor {
        match self {
            Self::Home { .. } => Descriptor::written("home.html"),
            Self::Article(_) => Descriptor::written("article.html"),
            Self::Entity { .. } => Descriptor::written("entity.html"),
            Self::Plain(_) => Descriptor::written("page.html"),
            Self::Articles { .. }
            | Self::Collection { .. }
            | Self::Month { .. }
            | Self::Section { .. } => Descriptor::generated("list.html"),
            Self::Entities | Self::Type(_) => Descriptor::generated("entities.html"),
            Self::Collections(_) => Descriptor::generated("collections.html"),
            Self::Archive => Descriptor::generated("archive.html"),
            Self::Timeline => Descriptor::generated("timeline.html"),
            Self::Graph => Descriptor::generated("graph.html"),
            Self::Corrections => Descriptor::generated("corrections.html"),
            Self::Sources => Descriptor::generated("sources.html"),
            Self::Source(_) => Descriptor::generated("source.html"),
            Self::Search => Descriptor::unindexed("search.html"),
            Self::NotFound => Descriptor::unindexed("404.html"),
            Self::Redirect { .. } => Descriptor::unindexed("redirect.html"),
            Self::Stream(_) | Self::Annotations(_) | Self::Asset(_) | Self::Document(_) => {
                Descriptor::FILE
            }
        }
    }

    /// Its page number, from 1; 1 for pages that are not lists.
    pub fn number(&self) -> usize {
        match self {
            Self::Articles { number, .. }
            | Self::Entity { number, .. }
            | Self::Collection { number, .. }
            | Self::Month { number, .. }
            | Self::Section { number, .. } => *number,
            _ => 1,
        }
    }

    /// Whether the site has anything to show on it. Navigation and the sitemap leave out empty lists.
    pub fn has_content(&self, site: &Site) -> bool {
        match self {
            Self::Articles { .. } => !site.articles.is_empty(),
            Self::Entities => !site.types.is_empty(),
            Self::Type(kind) => site.types.contains(kind),
            Self::Collections(kind) => !kind.list(site).is_empty(),
            Self::Archive => !site.months.is_empty(),
            Self::Timeline => !site.timeline.is_empty(),
            Self::Graph => site.entities.iter().any(|entity| !entity.cooccurring.is_empty()),
            Self::Corrections => !site.notices.is_empty(),
            Self::Sources => !site.sources.is_empty() || !site.outlets.is_empty(),
            _ => true,
        }
    }

    /// The document that an author wrote for it: index in [`Site::documents`]; `None` for generated pages.
    pub fn document(&self, site: &Site) -> Option<usize> {
        match self {
            Self::Article(at) => Some(site.article(*at).document),
            Self::Entity { entity, .. } => Some(site.names.entity(*entity).document),
            Self::Plain(document) | Self::Section { document, .. } => Some(*document),
            Self::Home { document, .. } => *document,
            _ => None,
        }
    }

    /// Its front matter; `None` for generated pages.
    pub fn head<'s>(&self, site: &'s Site) -> Option<&'s Head> {
        match self {
            // an entity may be one of many in a bulk file
            Self::Entity { entity, .. } => site.entity_matter(*entity).map(|matter| &matter.head),
            _ => site.documents[self.document(site)?].matter.head(),
        }
    }
}

impl CollectionKind {
    /// All kinds, in the order of the pages.
    pub const ALL: [Self; 3] = [Self::Tags, Self::Authors, Self::Storylines];

    /// Id of its filter in the search.
    pub fn id(self) -> &'static str {
        match self {
            Self::Tags => "tag",
            Self::Authors => "author",
            Self::Storylines => "storyline",
        }
    }

    /// First segment of its URLs, and message key of its name.
    pub fn segment(self) -> &'static str {
        match self {
            Self::Tags => "tags",
            Self::Authors => "authors",
            Self::Storylines => "storylines",
        }
    }

    /// Its collections.
    pub fn list(self, site: &Site) -> &[Collection] {
        match self {
            Self::Tags => &site.tags,
            Self::Authors => &site.authors,
            Self::Storylines => &site.storylines,
        }
    }
}
