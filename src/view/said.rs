//! Statements and sources as readers see them. Nothing is credited to anybody whom the data does not name.

use serde::Serialize;

use crate::anchor::{Agent, Statement};
use crate::parse::matter::{Attribution, SourceMatter};
use crate::site::{ArticleIx, Described};
use crate::view::{Desk, NameLink};
use crate::weave::letters;

/// A statement.
#[derive(Clone, Debug, Serialize)]
pub struct SaidView {
    /// Its fragment is `statement-ID`.
    pub id: String,
    /// Its letter in the article.
    pub letter: String,
    /// The words, as the article has them.
    pub text: String,
    /// Whose position; a plain name has no address.
    pub speaker: Option<AgentView>,
    /// Whose words, where not the speaker's.
    pub words_of: Option<AgentView>,
    /// `said` or `reportedly` …: how the words are attributed, in one word or two.
    pub how: &'static str,
    /// Whether the attribution is weak: inferred, unattributed, or by an anonymous source.
    pub is_weak: bool,
    /// Who carried them.
    pub sources: Vec<SourceView>,
    /// Where it is in the text: the article's address with the fragment of the reference's span.
    pub href: String,
    /// Title of the article.
    pub article: String,
}

/// Somebody, with a page or without.
#[derive(Clone, Debug, Serialize)]
pub struct AgentView {
    /// The name.
    pub name: String,
    /// Address of the page, for an entity.
    pub href: Option<String>,
}

/// A source, as far as it may be named.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SourceView {
    /// Its publisher's name, its title, or what kind of source it is.
    pub name: String,
    /// Address: of the source's page, where it is one of the whole site; else of its publisher's, or of itself.
    pub href: Option<String>,
    /// Title, where the name is the publisher's.
    pub title: Option<String>,
    /// Address of the source itself.
    pub url: Option<String>,
    /// Whether it is anonymous.
    pub is_anonymous: bool,
    /// Why it is anonymous.
    pub reason: Option<String>,
    /// Names of those who carried it, the nearest first.
    pub via: Vec<String>,
}

impl AgentView {
    pub(crate) fn of(desk: Desk<'_>, agent: &Agent) -> Self {
        match agent {
            Agent::Entity(at) => Self {
                name: desk.site.entity_name(*at, &desk.page.language).to_string(),
                href: desk.entity_href(*at),
            },
            Agent::Named(name) => Self { name: name.to_string(), href: None },
        }
    }
}

/// A statement of an article.
pub(crate) fn said(desk: Desk<'_>, at: ArticleIx, index: usize) -> SaidView {
    let site = desk.site;
    let document = site.article_document(at);
    let statement: &Statement = &site.article_anchored(at).statements[index];
    let matter = site.statement_matter(at, statement.matter);
    let ids = matter.map_or(&[][..], |matter| &matter.sources);
    let sources: Vec<SourceView> = ids.iter().map(|id| cited(desk, at, &id.value)).collect();
    let is_anonymous = sources.iter().any(|source| source.is_anonymous);
    let how = match (statement.attribution, is_anonymous) {
        (Attribution::Unattributed, _) => "reportedly",
        (_, true) => "unnamed source",
        (Attribution::Inferred, _) => "attribution inferred",
        (Attribution::Stated, false) if statement.is_direct => "quoted",
        (Attribution::Stated, false) => "reported",
    };
    SaidView {
        id: statement.id.clone(),
        letter: letters(index),
        text: document.body.stream[statement.range.of()].replace('\n', " "),
        speaker: statement.speaker.as_ref().map(|agent| AgentView::of(desk, agent)),
        words_of: statement.words_of.as_ref().map(|agent| AgentView::of(desk, agent)),
        how,
        is_weak: is_anonymous || statement.attribution != Attribution::Stated,
        sources,
        href: desk.href(&format!("{}#statement-{}", desk.article_url(at), statement.id)),
        article: site.matter(at).map_or(String::new(), |matter| matter.head.title.value.clone()),
    }
}

/// A source that a text cites by id.
fn cited(desk: Desk<'_>, at: ArticleIx, id: &str) -> SourceView {
    let mut view = SourceView { name: id.to_string(), ..SourceView::default() };
    let Some(source) = desk.site.source(Some(at), id) else {
        if id == "own" {
            view.name = "own reporting".into();
        } else if let Some(entity) = desk.site.names.by_id(id) {
            view.name = desk.site.entity_name(entity, &desk.page.language).to_string();
            view.href = desk.entity_href(entity);
        }
        return view;
    };
    describe(desk, source.matter(), &mut view);
    if let Described::Site(..) = source {
        view.href = Some(desk.href(&crate::plan::source_url(id)));
    }
    carriers(desk, Some(at), source.matter(), &mut view);
    view
}

/// A source of the whole site, as its own page shows it: the name leads to the publisher.
pub(crate) fn of_site(desk: Desk<'_>, at: usize) -> Option<SourceView> {
    let source = desk.site.site_source(at)?;
    let mut view = SourceView::default();
    describe(desk, source, &mut view);
    carriers(desk, None, source, &mut view);
    Some(view)
}

/// Names those through whom a source came, the nearest first.
fn carriers(desk: Desk<'_>, at: Option<ArticleIx>, source: &SourceMatter, view: &mut SourceView) {
    let mut carrier = source.via.as_ref();
    while let Some(via) = carrier.filter(|_| view.via.len() < 8) {
        let next = desk.site.source(at, &via.value).map(Described::matter);
        let mut described = SourceView { name: via.value.clone(), ..SourceView::default() };
        match next {
            Some(source) => describe(desk, source, &mut described),
            None => {
                let entity = desk.site.names.by_id(&via.value);
                described.name = entity.map_or(via.value.clone(), |at| {
                    desk.site.entity_name(at, &desk.page.language).into()
                });
            }
        }
        view.via.push(described.name);
        carrier = next.and_then(|source| source.via.as_ref());
    }
}

/// What may be said of a source; of an anonymous one neither name nor publisher nor address.
fn describe(desk: Desk<'_>, source: &SourceMatter, view: &mut SourceView) {
    let kind = source.kind.as_ref().map_or("source", |kind| &kind.value);
    if source.is_anonymous {
        view.name = match kind {
            "person" => "an unnamed person".into(),
            _ => format!("an unnamed {kind}"),
        };
        view.is_anonymous = true;
        view.reason = source.reason.clone();
        return;
    }
    let publisher = source.publisher.as_ref().map(|publisher| {
        let agent = desk.site.names.agent(publisher, &desk.page.output, &mut Vec::new());
        agent.map_or(AgentView { name: publisher.value.clone(), href: None }, |a| {
            AgentView::of(desk, &a)
        })
    });
    view.url = source.url.as_ref().map(|url| url.value.clone());
    match (publisher, &source.title) {
        (Some(publisher), title) => {
            view.name = publisher.name;
            view.href = publisher.href;
            view.title = title.clone();
        }
        (None, Some(title)) => {
            view.name = title.clone();
            view.href = view.url.clone();
        }
        (None, None) => view.name = kind.to_string(),
    }
}

/// All sources of an article's tables, in the order written.
pub(crate) fn sources(desk: Desk<'_>, at: ArticleIx) -> Vec<SourceView> {
    let mut ids: Vec<&str> = Vec::new();
    for (.., annotated) in desk.site.tables(at) {
        let statements = annotated.statements.iter().flat_map(|statement| &statement.sources);
        let annotations = annotated.annotations.iter().flat_map(|annotation| &annotation.sources);
        let own = annotated.sources.iter().map(|source| &source.id);
        for id in own.chain(statements).chain(annotations) {
            if !ids.contains(&id.value.as_str()) {
                ids.push(&id.value);
            }
        }
    }
    ids.into_iter().map(|id| cited(desk, at, id)).collect()
}

/// Entities that a list of agents names.
pub(crate) fn bylines(desk: Desk<'_>, at: ArticleIx) -> Vec<AgentView> {
    desk.site.article_anchored(at).authors.iter().map(|agent| AgentView::of(desk, agent)).collect()
}

/// Names of entities, in order.
pub(crate) fn links(desk: Desk<'_>, entities: &[crate::names::EntityIx]) -> Vec<NameLink> {
    entities.iter().filter_map(|entity| NameLink::of(desk, *entity, 0)).collect()
}
