//! Views of source pages: all outlets and sources, and each site-wide source.

use serde::Serialize;

use crate::base::Markup;
use crate::pages::view::cite::{self, RelationView, SourceView};
use crate::pages::view::list::{Counted, Intro, intro};
use crate::pages::view::relations;
use crate::pages::view::statement::{self, StatementView};
use crate::pages::view::{AgentView, Date, PageContext, Shell, Summary};
use crate::parse::matter::{Attribution, SourceMatter};
use crate::site::{ArticleIx, Described};

/// Data of `sources.html`.
#[derive(Debug, Serialize)]
pub struct SourcesView {
    /// Data shared by all pages.
    pub shell: Shell,
    /// Title.
    pub title: String,
    /// Description from its `_index.md`.
    pub description: Option<String>,
    /// Text of its `_index.md`.
    pub body: Option<Markup>,
    /// Number of statements.
    pub n_statements: usize,
    /// Number of unattributed statements.
    pub n_unattributed: usize,
    /// Percentage of unattributed statements, rounded.
    pub percent: usize,
    /// Outlets, most statements first.
    pub outlets: Vec<OutletView>,
    /// Sources that have a page, by title or publisher; the count is of articles.
    pub sources: Vec<Counted>,
}

/// An outlet: somebody who published cited sources.
#[derive(Debug, Serialize)]
pub struct OutletView {
    /// The outlet.
    pub agent: AgentView,
    /// Number of statements.
    pub n_statements: usize,
    /// Number of articles that cite it.
    pub n_articles: usize,
    /// Number of its statements without attribution.
    pub n_unattributed: usize,
    /// Percentage of its statements without attribution, rounded.
    pub percent: usize,
    /// Description of the outlet.
    pub note: Option<String>,
    /// What it belongs to: its parent, and relations to people and organizations in its own file.
    pub ties: Vec<RelationView>,
    /// Date of the newest article that cites it.
    pub last: Option<Date>,
}

/// Data of `source.html`.
#[derive(Debug, Serialize)]
pub struct SourcePageView {
    /// Data shared by all pages.
    pub shell: Shell,
    /// Title, else name of the publisher and date, else kind of source.
    pub title: String,
    /// Kind: `agency` …; absent if not set.
    pub kind: Option<String>,
    /// The source.
    pub source: SourceView,
    /// Statements that cite it.
    pub statements: Vec<StatementView>,
    /// Articles that cite it.
    pub articles: Vec<Summary>,
    /// Address of all sources.
    pub all: String,
}

/// The view of all sources.
pub(crate) fn sources(context: PageContext<'_>) -> SourcesView {
    let site = context.site;
    let statements =
        site.articles.iter().flat_map(|article| &site.anchored[article.document].statements);
    let attributions: Vec<Attribution> =
        statements.map(|statement| statement.attribution).collect();
    let n_statements = attributions.len();
    let is_unattributed = |it: &&Attribution| **it == Attribution::Unattributed;
    let n_unattributed = attributions.iter().filter(is_unattributed).count();
    let attribution =
        |(at, n): &(ArticleIx, usize)| site.article_anchored(*at).statements[*n].attribution;
    let outlets = site.outlets.iter().map(|(agent, cited)| {
        let attributions = cited.statements.iter().map(attribution);
        let n_unattributed = attributions.filter(|it| *it == Attribution::Unattributed).count();
        let entity = agent.entity();
        let note = entity.and_then(|at| site.entity_description(at, &context.page.language));
        let days = cited.articles.iter().filter_map(|at| site.article(*at).day);
        OutletView {
            note: note.map(str::to_string),
            ties: entity.map_or_else(Vec::new, |at| relations::ties(context, at)),
            last: days.max().map(|day| Date::of_day(day, context.locale())),
            agent: AgentView::of(context, agent),
            n_statements: cited.statements.len(),
            n_articles: cited.articles.len(),
            n_unattributed,
            percent: percent(n_unattributed, cited.statements.len()),
        }
    });
    let listed = (0..site.sources.len()).filter_map(|at| {
        let (id, ..) = site.names.sources.get(at)?;
        let name = title(context, &cite::of_site(context, at)?);
        let href = context.href(&crate::plan::source_url(id));
        Some(Counted { name, href, count: site.sources[at].articles.len() })
    });
    let mut listed: Vec<Counted> = listed.collect();
    crate::site::collation::Order::of(&context.page.language).sort(&mut listed, |it| &it.name);
    let Intro { title, description, body } = intro(context, context.locale().get("sources"));
    SourcesView {
        n_statements,
        n_unattributed,
        percent: percent(n_unattributed, n_statements),
        outlets: outlets.collect(),
        sources: listed,
        shell: Shell::new(
            context,
            &title,
            description.as_deref().unwrap_or(context.locale().get("who-carried-what")),
        ),
        title,
        description,
        body,
    }
}

/// A part as percentage of the whole, rounded.
fn percent(part: usize, whole: usize) -> usize {
    (100 * part + whole / 2) / whole.max(1)
}

/// A source in the list under an article, with its publisher's relations and its number of statements.
pub(crate) fn listed(
    context: PageContext<'_>,
    at: ArticleIx,
    own: &[&SourceMatter],
    id: &str,
) -> SourceView {
    let site = context.site;
    let statements = &site.article_anchored(at).statements;
    let matters =
        statements.iter().filter_map(|statement| site.statement_matter(at, statement.matter));
    let n_statements =
        matters.filter(|matter| matter.sources.iter().any(|source| source.value == id)).count();
    let publisher = match site.source(own, id).map(Described::matter) {
        Some(source) if source.is_anonymous => None,
        Some(source) => source.publisher.as_ref().and_then(|publisher| {
            let agent = site.names.agent(publisher, &context.page.output, &mut Vec::new())?;
            agent.entity()
        }),
        None => site.names.by_id(id),
    };
    let ties = publisher.map_or_else(Vec::new, |publisher| relations::ties(context, publisher));
    SourceView { ties, n_statements, ..cite::cited(context, own, id) }
}

/// The view of a site-wide source, by its index.
pub(crate) fn source(context: PageContext<'_>, at: usize) -> SourcePageView {
    let site = context.site;
    let view = cite::of_site(context, at).unwrap_or_default();
    let cited = &site.sources[at];
    let title = title(context, &view);
    SourcePageView {
        shell: Shell::new(context, &title, ""),
        title,
        kind: site.site_source(at).and_then(|source| Some(source.kind.as_ref()?.value.clone())),
        statements: cited
            .statements
            .iter()
            .map(|(at, n)| statement::in_context(context, *at, *n))
            .collect(),
        articles: cited.articles.iter().map(|article| Summary::of(context, *article)).collect(),
        all: context.href("/sources/"),
        source: view,
    }
}

/// Title of a source; without one, its name with the date.
fn title(context: PageContext<'_>, view: &SourceView) -> String {
    match (&view.title, &view.date) {
        (Some(title), _) => title.clone(),
        (None, Some(date)) => format!("{}{}{date}", view.name, context.locale().get("comma")),
        (None, None) => view.name.clone(),
    }
}
