//! Stage 4: what depends on all texts: backlinks, co-occurrence, collections. Knows no URLs.

mod cited;
pub mod collation;
mod dates;
mod editions;
mod fragments;
mod grouped;
mod hints;
mod index;
mod nearby;
mod network;
mod sentence;
#[cfg(test)]
pub(crate) mod tests;
mod timeline;
mod translations;

use std::sync::Arc;

use crate::anchor::{Agent, Anchored};
use crate::base::{Day, Path, language};
use crate::names::{EntityIx, Names};
use crate::parse::Document;
use crate::parse::matter::{ArticleMatter, EntityMatter, Matter};
use crate::source::Config;
use crate::words::Dictionary;

pub use cited::{Cited, Described};
pub use editions::Edition;
pub use fragments::settled;
pub use hints::hints;
pub use index::index;
pub use network::{Network, network};
pub use sentence::sentence;
pub use timeline::begin;

/// Index of an article in [`Site::articles`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleIx(pub u32);

/// All texts and their index, before URLs are assigned. Dereferences to [`Index`].
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// The configuration.
    pub config: Arc<Config>,
    /// Translations of the interface.
    pub words: Dictionary,
    /// Ids and names of all entities.
    pub names: Arc<Names>,
    /// All documents, sorted by path; other lists refer to them by index.
    pub documents: Vec<Arc<Document>>,
    /// Anchored marks of each document, in the same order as `documents`.
    pub anchored: Vec<Arc<Anchored>>,
    /// Derived from all texts. Holds no part of a text, so it can be kept when a text changes.
    pub index: Arc<Index>,
}

/// Index of a site, derived from all its texts.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// Published articles: newest first, undated last; ties by path.
    pub articles: Vec<Article>,
    /// The site's own edition first, then those of other languages with content, by tag; never empty.
    pub editions: Vec<Edition>,
    /// One entry per entity of [`Names::entities`], in the same order.
    pub entities: Vec<EntityIndex>,
    /// Plain pages, section texts and home texts without drafts: indexes into `documents`.
    pub pages: Vec<usize>,
    /// Types that have visible entities: indexes into [`Config::types`], in order.
    pub types: Vec<usize>,
    /// Tags, by name in the collation order of the site's language.
    pub tags: Vec<Collection>,
    /// Authors, in the same order.
    pub authors: Vec<Collection>,
    /// Storylines, in the same order; their articles in reading order.
    pub storylines: Vec<Collection>,
    /// Months with articles, newest first.
    pub months: Vec<Month>,
    /// Events with a date, earliest first.
    pub timeline: Vec<EntityIx>,
    /// What cites each of [`Names::sources`], in the same order.
    pub sources: Vec<Cited>,
    /// Outlets with what cites them, most statements first.
    pub outlets: Vec<(Agent, Cited)>,
    /// Notices of the published articles, newest first, undated last: article, index in its front matter.
    pub notices: Vec<(ArticleIx, usize)>,
    /// Articles published on the day of the build or the day before (at most 48 hours), newest first.
    pub news: Vec<ArticleIx>,
}

impl std::ops::Deref for Site {
    type Target = Index;

    fn deref(&self) -> &Index {
        &self.index
    }
}

/// A published article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// Index in [`Site::documents`] and [`Site::anchored`].
    pub document: usize,
    /// Canonical language tag: from the front matter, otherwise the suffix, otherwise the site.
    pub language: Arc<str>,
    /// Day of publication.
    pub day: Option<Day>,
    /// Index in [`Index::editions`].
    pub edition: usize,
    /// Translations of this article, by language; without itself.
    pub translations: Vec<ArticleIx>,
}

/// What all texts say about one entity.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntityIndex {
    /// Its mentions: newest article first, in text order within one.
    pub backlinks: Vec<Backlink>,
    /// Number of articles that mention it.
    pub n_articles: usize,
    /// Days of the oldest and newest dated article that mentions it.
    pub seen: Option<(Day, Day)>,
    /// Other entities mentioned in the same articles, with the number of articles; most first, ties by id.
    pub cooccurring: Vec<(EntityIx, u32)>,
    /// Entities whose profile mentions it, by id.
    pub named_in: Vec<EntityIx>,
    /// Mentions by month, oldest first, without empty months: year, month, count.
    pub by_month: Vec<(i16, u8, u32)>,
    /// Relations of other entities to it: entity, index in its `relations`.
    pub inverse_relations: Vec<(EntityIx, usize)>,
    /// Entities directly within it, by id.
    pub holds: Vec<EntityIx>,
    /// Nearest places, if it is a place with coordinates, with the distance in kilometres; nearest first, at most six.
    pub nearby: Vec<(EntityIx, u32)>,
    /// Dated events that it took part in, that happened there, or that have a relation to it; earliest first.
    pub events: Vec<EntityIx>,
    /// Statements that it speaks: article, index in [`Anchored::statements`]; newest article first.
    pub statements_by: Vec<(ArticleIx, usize)>,
    /// Statements about it, in the same form.
    pub statements_about: Vec<(ArticleIx, usize)>,
    /// Statements in its words with another speaker or none, in the same form.
    pub words_of: Vec<(ArticleIx, usize)>,
    /// Statements that cite a source published by it, in the same form.
    pub cited_for: Vec<(ArticleIx, usize)>,
    /// Statements that cite a site's source that is this work (same address, or its name as title), in the same form.
    pub quotations: Vec<(ArticleIx, usize)>,
}

/// One mention of an entity in an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Backlink {
    /// The article.
    pub article: ArticleIx,
    /// Index in [`Anchored::mentions`]; the number of the mention minus one.
    pub mention: u32,
}

/// Articles that share a tag, author or storyline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Collection {
    /// Its name as first written, in path order; an author's preferred name.
    pub name: String,
    /// Its URL segment, unique among its kind.
    pub slug: String,
    /// The author, if it is a collection of one.
    pub author: Option<Agent>,
    /// Its articles; never empty.
    pub articles: Vec<ArticleIx>,
}

/// Articles of one month, newest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Month {
    /// Year.
    pub year: i16,
    /// 1 to 12.
    pub month: u8,
    /// Its articles; never empty.
    pub articles: Vec<ArticleIx>,
}

impl EntityIndex {
    /// Articles that mention it, without duplicates, newest first.
    pub fn articles(&self) -> Vec<ArticleIx> {
        let mut articles: Vec<ArticleIx> = self.backlinks.iter().map(|it| it.article).collect();
        articles.dedup();
        articles
    }

    /// Length of its longest list that is split over several pages.
    pub fn longest(&self) -> usize {
        let statements = [
            &self.statements_by,
            &self.statements_about,
            &self.words_of,
            &self.cited_for,
            &self.quotations,
        ];
        statements.iter().map(|list| list.len()).fold(self.backlinks.len(), usize::max)
    }
}

impl Site {
    /// The article at an index.
    pub fn article(&self, at: ArticleIx) -> &Article {
        &self.articles[at.0 as usize]
    }

    /// The document of an article.
    pub fn article_document(&self, at: ArticleIx) -> &Document {
        &self.documents[self.article(at).document]
    }

    /// The anchored marks of an article.
    pub fn article_anchored(&self, at: ArticleIx) -> &Anchored {
        &self.anchored[self.article(at).document]
    }

    /// The front matter of an article.
    pub fn matter(&self, at: ArticleIx) -> Option<&ArticleMatter> {
        match &self.article_document(at).matter {
            Matter::Article(matter) => Some(matter),
            _ => None,
        }
    }

    /// The definition of an entity.
    pub fn entity_matter(&self, at: EntityIx) -> Option<&EntityMatter> {
        self.names.entity(at).matter(&self.documents)
    }

    /// Description of an entity in a language: of the exact tag, otherwise of its primary language, otherwise the
    /// default.
    pub fn entity_description(&self, at: EntityIx, tag: &str) -> Option<&str> {
        let matter = self.entity_matter(at)?;
        let described = |tag: &str| {
            let (_, names) = matter.names.iter().find(|(known, _)| known.value == tag)?;
            names.description.as_deref()
        };
        let foreign = described(tag).or_else(|| described(language::primary(tag)));
        foreign.or(matter.head.description.as_deref())
    }

    /// The site's language, if [`Site::entity_description`] falls back to it for this tag.
    pub fn foreign_description(&self, at: EntityIx, tag: &str) -> Option<&str> {
        let plain = self.entity_matter(at)?.head.description.as_deref();
        let given = self.entity_description(at, tag)?;
        let is_plain = plain.is_some_and(|plain| std::ptr::eq(plain, given));
        self.foreign(tag).filter(|_| is_plain)
    }

    /// The site's language, if it differs from that of the page.
    pub fn foreign(&self, tag: &str) -> Option<&str> {
        let own = self.config.language.as_str();
        (language::primary(own) != language::primary(tag)).then_some(own)
    }

    /// Name of an entity in a language: of the exact tag, otherwise of its primary language, otherwise the preferred
    /// name.
    pub fn entity_name(&self, at: EntityIx, tag: &str) -> &str {
        let entity = self.names.entity(at);
        let own = self.config.language.as_str();
        if tag == own {
            return &entity.name;
        }
        let named = |tag: &str| {
            let (_, names) = self.entity_matter(at)?.names.iter().find(|(t, _)| t.value == tag)?;
            names.name.as_ref().map(|name| name.value.as_str())
        };
        let primary = language::primary(tag);
        let foreign = named(tag)
            .or_else(|| if primary == language::primary(own) { None } else { named(primary) });
        foreign.unwrap_or(&entity.name)
    }

    /// The site's language, if [`Site::entity_name`] falls back to it for this tag.
    pub fn foreign_name(&self, at: EntityIx, tag: &str) -> Option<&str> {
        let is_plain = std::ptr::eq(self.entity_name(at, tag), &*self.names.entity(at).name);
        self.foreign(tag).filter(|_| is_plain)
    }

    /// The sidecar of a text by extension: `toml` or `jsonld`.
    pub fn sidecar(&self, document: &Document, extension: &str) -> Option<&Document> {
        let is_text = document.file.path.extension() == "md";
        let at = is_text.then(|| self.document(&document.file.sidecar(extension)))?;
        Some(&self.documents[at?])
    }

    /// Index of a document by its path.
    pub fn document(&self, path: &Path) -> Option<usize> {
        self.documents.binary_search_by(|document| document.file.path.cmp(path)).ok()
    }
}
