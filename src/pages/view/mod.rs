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
use crate::plan::PageKind;

pub(crate) use crate::pages::{Locale, PageContext};

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

/// The view of a planned page. Files that are not pages get that of `404.html`.
pub fn view(context: PageContext<'_>) -> View {
    let PageContext { site, page, .. } = context;
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
