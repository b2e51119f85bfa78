//! Stage 4: everything that asks “who else?”: backlinks, co-occurrence, collections. Speaks of meaning, knows no URL.

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

/// Place of an article in [`Site::articles`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleIx(pub u32);

/// Everything that is known before addresses are given: the texts, and what they mean together, as which it reads.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// The configuration.
    pub config: Arc<Config>,
    /// The words of the interface.
    pub words: Dictionary,
    /// All entities' ids and names.
    pub names: Arc<Names>,
    /// All documents, in the order of their paths; other lists point into it.
    pub documents: Vec<Arc<Document>>,
    /// What is marked in each document; same length and order as `documents`.
    pub anchored: Vec<Arc<Anchored>>,
    /// What they mean together; nothing in it is part of a text, so that it outlives a change of one.
    pub index: Arc<Index>,
}

/// What the texts of a site mean together.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// Published articles: newest first, then by path; without a date last.
    pub articles: Vec<Article>,
    /// The site's own first, then each other that has something of its own, by tag; never empty.
    pub editions: Vec<Edition>,
    /// One for each of [`Names::entities`], same order.
    pub entities: Vec<EntityIndex>,
    /// Plain pages, section texts and home texts: places in `documents`, drafts left out.
    pub pages: Vec<usize>,
    /// Types that have entities on the site: places in [`Config::types`], in order.
    pub types: Vec<usize>,
    /// Topics, by name in the order of the site's language.
    pub tags: Vec<Collection>,
    /// Authors, likewise.
    pub authors: Vec<Collection>,
    /// Storylines, likewise; their articles in reading order.
    pub storylines: Vec<Collection>,
    /// Months that have articles, newest first.
    pub months: Vec<Month>,
    /// Events with a date, the earliest first.
    pub timeline: Vec<EntityIx>,
    /// What is cited of each of [`Names::sources`], same order.
    pub sources: Vec<Cited>,
    /// Who published what is cited, most statements first.
    pub outlets: Vec<(Agent, Cited)>,
    /// Editors' notes of the published articles, newest first, those without a date last: article, and place in its
    /// front matter.
    pub notices: Vec<(ArticleIx, usize)>,
    /// Articles published on the day of the build or the day before, newest first: never more than 48 hours old.
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
    /// Place in [`Site::documents`] and [`Site::anchored`].
    pub document: usize,
    /// Language, canonical: front matter, else the suffix, else the site's.
    pub language: Arc<str>,
    /// Day of publication.
    pub day: Option<Day>,
    /// Its place in [`Index::editions`].
    pub edition: usize,
    /// Articles that are translations of this one, itself left out, by language.
    pub translations: Vec<ArticleIx>,
}

/// What the site knows of one entity.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntityIndex {
    /// Its mentions: newest article first, in text order within one.
    pub backlinks: Vec<Backlink>,
    /// Articles with a mention: as many as different ones in `backlinks`.
    pub n_articles: usize,
    /// Days of the oldest and of the newest dated article with a mention.
    pub seen: Option<(Day, Day)>,
    /// Entities mentioned in the same articles: number of articles, most first, then by id. Itself left out.
    pub cooccurring: Vec<(EntityIx, u32)>,
    /// Entities in whose profile it is named, by id.
    pub named_in: Vec<EntityIx>,
    /// Mentions by month, oldest first; months without are left out: year, month, number.
    pub by_month: Vec<(i16, u8, u32)>,
    /// Relations of others to it: who, place in their `relations`.
    pub inverse_relations: Vec<(EntityIx, usize)>,
    /// Entities directly within it, by id.
    pub holds: Vec<EntityIx>,
    /// Places near it, where it is a place with coordinates, and kilometres to them; the nearest first, six at most.
    pub nearby: Vec<(EntityIx, u32)>,
    /// Dated events that it took part in, that were there, or that have a relation to it; the earliest first.
    pub events: Vec<EntityIx>,
    /// Statements it speaks: article and place in [`Anchored::statements`]; newest article first.
    pub statements_by: Vec<(ArticleIx, usize)>,
    /// Statements about it, likewise.
    pub statements_about: Vec<(ArticleIx, usize)>,
    /// Statements in its words whose speaker is somebody else or nobody, likewise.
    pub words_of: Vec<(ArticleIx, usize)>,
    /// Statements whose source it published, likewise.
    pub cited_for: Vec<(ArticleIx, usize)>,
    /// Statements from a source of the site that is this work: with one of its addresses, or its name for a title;
    /// likewise.
    pub quotations: Vec<(ArticleIx, usize)>,
}

/// One mention of an entity in an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Backlink {
    /// Which article.
    pub article: ArticleIx,
    /// Place in [`Anchored::mentions`]; the mention's number less one.
    pub mention: u32,
}

/// Articles that have something in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Collection {
    /// Its name as first written in the order of paths; an author's preferred name.
    pub name: String,
    /// Its address segment, unique among its kind.
    pub slug: String,
    /// The author, where it is one.
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
    /// Articles that mention it, each once, newest first.
    pub fn articles(&self) -> Vec<ArticleIx> {
        let mut articles: Vec<ArticleIx> = self.backlinks.iter().map(|it| it.article).collect();
        articles.dedup();
        articles
    }

    /// How long the longest list is that its page spreads over several.
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
    /// The article at a place.
    pub fn article(&self, at: ArticleIx) -> &Article {
        &self.articles[at.0 as usize]
    }

    /// The document of an article.
    pub fn article_document(&self, at: ArticleIx) -> &Document {
        &self.documents[self.article(at).document]
    }

    /// What is marked in an article.
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

    /// An entity's description in a language: that of the tag itself, else of its primary language, else the plain one.
    pub fn entity_description(&self, at: EntityIx, tag: &str) -> Option<&str> {
        let matter = self.entity_matter(at)?;
        let described = |tag: &str| {
            let (_, names) = matter.names.iter().find(|(known, _)| known.value == tag)?;
            names.description.as_deref()
        };
        let foreign = described(tag).or_else(|| described(language::primary(tag)));
        foreign.or(matter.head.description.as_deref())
    }

    /// The language of what [`Site::entity_description`] gives, where it is not the one asked for: the site's.
    pub fn foreign_description(&self, at: EntityIx, tag: &str) -> Option<&str> {
        let plain = self.entity_matter(at)?.head.description.as_deref();
        let given = self.entity_description(at, tag)?;
        let is_plain = plain.is_some_and(|plain| std::ptr::eq(plain, given));
        self.foreign(tag).filter(|_| is_plain)
    }

    /// The site's language, where that of a page is another one.
    pub fn foreign(&self, tag: &str) -> Option<&str> {
        let own = self.config.language.as_str();
        (language::primary(own) != language::primary(tag)).then_some(own)
    }

    /// An entity's name in a language: that of the tag itself, else of its primary language, else the preferred name.
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
        let foreign = named(tag).or_else(|| match primary == language::primary(own) {
            true => None,
            false => named(primary),
        });
        foreign.unwrap_or(&entity.name)
    }

    /// The language of what [`Site::entity_name`] gives, where it is not the one asked for: the site's.
    pub fn foreign_name(&self, at: EntityIx, tag: &str) -> Option<&str> {
        let is_plain = std::ptr::eq(self.entity_name(at, tag), &*self.names.entity(at).name);
        self.foreign(tag).filter(|_| is_plain)
    }

    /// The sidecar of a text with this extension: `toml` or `jsonld`.
    pub fn beside(&self, document: &Document, extension: &str) -> Option<&Document> {
        let stem = document.file.path.as_str().strip_suffix(".md")?;
        let at = self.document(&Path::new(&format!("{stem}.annotations.{extension}"))?)?;
        Some(&self.documents[at])
    }

    /// The place of a document by its path.
    pub fn document(&self, path: &Path) -> Option<usize> {
        self.documents.binary_search_by(|document| document.file.path.cmp(path)).ok()
    }
}
