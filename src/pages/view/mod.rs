//! Stage 6: views, the data of templates. One documented struct per template; lists contain no full texts.

mod article;
mod citation;
mod cite;
mod companions;
mod course;
mod date;
mod drawing;
mod elsewhere;
mod entity;
mod facts;
mod graph;
mod history;
mod home;
mod index;
mod languages;
mod letters;
mod list;
mod notes;
mod notices;
mod place;
mod plain;
mod related;
mod relations;
mod shell;
mod social;
mod sources;
mod statement;
mod summary;
mod timeline;

use std::sync::Arc;

use serde::Serialize;

use crate::base::Path;
use crate::names::EntityIx;
use crate::pages::weave::WeaveContext;
use crate::parse::matter::{Certainty, Head};
use crate::plan::{Page, PageKind, Plan, edition_of, href};
use crate::site::{ArticleIx, Site};
use crate::words::Words;

pub use article::ArticleView;
pub use cite::SourceView;
pub use date::Date;
pub use entity::EntityView;
pub use graph::GraphView;
pub use home::HomeView;
pub use index::{ArchiveView, CollectionsView, EntitiesView};
pub use list::{ListView, Pagination};
pub use notices::CorrectionsView;
pub use place::PlaceView;
pub use plain::{NotFoundView, PageView, RedirectView, SearchView};
pub use shell::Shell;
pub use social::{Social, SocialImage};
pub use sources::{SourcePageView, SourcesView};
pub use statement::StatementView;
pub use summary::{AgentView, Foreign, NameLink, Summary, TitleLink};
pub use timeline::TimelineView;

/// A page's template and its data.
#[derive(Debug)]
pub struct View {
    /// File name of the template: `article.html`, or the page's own.
    pub template: String,
    /// BCP 47 tag of the page.
    pub language: Arc<str>,
    /// Place in front matter that sets `template`; absent for the default.
    pub asked_by: Option<(Path, crate::base::Span)>,
    /// Data of the template.
    pub content: Content,
}

/// Interface strings for the language of a page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Locale<'a> {
    /// BCP 47 tag of the page; `words` may be English if the language has none.
    tag: &'a str,
    words: &'a Words,
}

impl<'a> Locale<'a> {
    /// A certainty in a word.
    pub(crate) fn certainty(self, certainty: Certainty) -> &'a str {
        self.words.get(match certainty {
            Certainty::High => "certainty-high",
            Certainty::Medium => "certainty-medium",
            Certainty::Low => "certainty-low",
            Certainty::Unknown => "certainty-unknown",
        })
    }
}

impl<'a> std::ops::Deref for Locale<'a> {
    type Target = &'a Words;

    fn deref(&self) -> &Self::Target {
        &self.words
    }
}

/// Data of a template, by kind of page.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Content {
    /// `home.html`
    Home(Box<HomeView>),
    /// `list.html`
    List(Box<ListView>),
    /// `article.html`
    Article(Box<ArticleView>),
    /// `entity.html`
    Entity(Box<EntityView>),
    /// `entities.html`
    Entities(Box<EntitiesView>),
    /// `collections.html`
    Collections(Box<CollectionsView>),
    /// `timeline.html`
    Timeline(Box<TimelineView>),
    /// `graph.html`
    Graph(Box<GraphView>),
    /// `search.html`
    Search(Box<SearchView>),
    /// `archive.html`
    Archive(Box<ArchiveView>),
    /// `corrections.html`
    Corrections(Box<CorrectionsView>),
    /// `sources.html`
    Sources(Box<SourcesView>),
    /// `source.html`
    Source(Box<SourcePageView>),
    /// `page.html`
    Page(Box<PageView>),
    /// `404.html`
    NotFound(Box<NotFoundView>),
    /// `redirect.html`
    Redirect(Box<RedirectView>),
}

/// Site, plan and page of a view.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PageContext<'a> {
    pub(crate) site: &'a Site,
    pub(crate) plan: &'a Plan,
    pub(crate) page: &'a Page,
}

impl<'a> PageContext<'a> {
    /// Interface strings in the page's language.
    pub(crate) fn locale(self) -> Locale<'a> {
        let tag = &self.page.language;
        Locale { tag, words: self.site.words.of(tag) }
    }

    /// Context of a document's text on this page.
    pub(crate) fn weave(self, document: usize) -> WeaveContext<'a> {
        WeaveContext { site: self.site, plan: self.plan, page: &self.page.url, document }
    }

    /// Address as written on this page.
    pub(crate) fn href(self, to: &str) -> String {
        href(self.site.config.base_url.as_deref(), &self.page.url, to)
    }

    /// Front matter of the page and its file; `None` for generated pages.
    pub(crate) fn head(self) -> Option<(&'a Head, &'a Path)> {
        let kind = &self.page.kind;
        let document = &self.site.documents[kind.document(self.site)?];
        Some((kind.head(self.site)?, &document.file.path))
    }

    /// Index of the page's edition in [`crate::site::Index::editions`].
    pub(crate) fn edition(self) -> usize {
        edition_of(self.site, self.page)
    }

    /// Whether an article belongs to the page's edition.
    pub(crate) fn has(self, at: ArticleIx) -> bool {
        self.site.article(at).edition == self.edition()
    }

    /// Root-relative address of an article.
    pub(crate) fn article_url(self, at: ArticleIx) -> &'a str {
        &self.plan.articles[at.0 as usize]
    }

    /// Address of an entity's page; `None` for a hidden entity.
    pub(crate) fn entity_href(self, at: EntityIx) -> Option<String> {
        let url = &self.plan.entities[at.0 as usize];
        (!url.is_empty()).then(|| self.href(url))
    }
}

/// The view of a planned page. Files that are not pages get that of `404.html`.
pub fn view(page: &Page, plan: &Plan, site: &Site) -> View {
    let context = PageContext { site, plan, page };
    let content = match &page.kind {
        PageKind::Home { document, .. } => Content::Home(home::home(context, *document).into()),
        PageKind::Articles { edition, number } => {
            let head = list::Head::plain(context.locale().get("articles"));
            list::list(context, head, &site.listed(*edition), *number)
        }
        PageKind::Article(at) => Content::Article(article::article(context, *at).into()),
        PageKind::Entity { entity, number } => {
            Content::Entity(entity::entity(context, *entity, *number).into())
        }
        PageKind::Entities => Content::Entities(index::entities(context, None).into()),
        PageKind::Type(kind) => Content::Entities(index::entities(context, Some(*kind)).into()),
        PageKind::Collections(kind) => {
            Content::Collections(index::collections(context, *kind).into())
        }
        PageKind::Archive => Content::Archive(index::archive(context).into()),
        PageKind::Timeline => Content::Timeline(timeline::timeline(context).into()),
        PageKind::Graph => Content::Graph(graph::graph(context).into()),
        PageKind::Search => Content::Search(plain::search(context).into()),
        PageKind::Corrections => Content::Corrections(notices::corrections(context).into()),
        PageKind::Sources => Content::Sources(sources::sources(context).into()),
        PageKind::Source(at) => Content::Source(sources::source(context, *at).into()),
        PageKind::Collection { kind, index, number } => {
            let collection = &kind.list(site)[*index];
            let head = list::Head::of_collection(context, *kind, collection);
            list::list(context, head, &collection.articles, *number)
        }
        PageKind::Month { index, number } => {
            let head = list::Head::of_month(context, *index);
            list::list(context, head, &site.months[*index].articles, *number)
        }
        PageKind::Section { document, number } => {
            let head = list::Head::of_section(context, *document);
            list::list(context, head, &crate::plan::articles_below(site, *document), *number)
        }
        PageKind::Plain(document) => Content::Page(plain::page(context, *document).into()),
        PageKind::Redirect { to } => Content::Redirect(plain::redirect(context, to).into()),
        PageKind::NotFound
        | PageKind::Stream(_)
        | PageKind::Annotations(_)
        | PageKind::Asset(_)
        | PageKind::Document(_) => Content::NotFound(plain::not_found(context).into()),
    };
    let (template, asked_by) = match own_template(context) {
        Some((template, place)) => (template, Some(place)),
        None => (page.kind.descriptor().template.unwrap_or("404.html").to_string(), None),
    };
    View { template, language: page.language.clone(), asked_by, content }
}

/// The template set in front matter, and where.
fn own_template(context: PageContext<'_>) -> Option<(String, (Path, crate::base::Span))> {
    let (head, path) = context.head()?;
    let template = head.template.as_ref()?;
    Some((template.value.clone(), (path.clone(), template.span)))
}
