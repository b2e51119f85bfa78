//! Sources: the outlets with what they carry, and a page for each source of the whole site.

use serde::Serialize;

use crate::base::Markup;
use crate::pages::view::cite::{self, SourceView};
use crate::pages::view::list::{Counted, Intro, intro};
use crate::pages::view::relations::{self, RelationView};
use crate::pages::view::statement::{self, AgentView, StatementView};
use crate::pages::view::{Date, PageContext, Shell, Summary};
use crate::parse::matter::Attribution;
use crate::site::ArticleIx;

/// What `sources.html` sees.
#[derive(Debug, Serialize)]
pub struct SourcesView {
    /// What every page has.
    pub shell: Shell,
    /// Its title.
    pub title: String,
    /// One line about it, from its `_index.md`.
    pub description: Option<String>,
    /// The text of its `_index.md`.
    pub body: Option<Markup>,
    /// Statements in all.
    pub n_statements: usize,
    /// Statements that nobody is named for.
    pub n_unattributed: usize,
    /// The same in hundredths of all, rounded.
    pub percent: usize,
    /// Who carried something, most statements first.
    pub outlets: Vec<OutletView>,
    /// The sources that have a page, by title or publisher; the count is of articles.
    pub sources: Vec<Counted>,
}

/// Somebody who carried something.
#[derive(Debug, Serialize)]
pub struct OutletView {
    /// Who.
    pub agent: AgentView,
    /// How many statements.
    pub n_statements: usize,
    /// In how many articles it is cited.
    pub n_articles: usize,
    /// Statements that it carried and whose text names nobody.
    pub n_unattributed: usize,
    /// The same in hundredths of its statements, rounded.
    pub percent: usize,
    /// One line about it.
    pub note: Option<String>,
    /// Whom it belongs to: the relations that its own file states with people and organizations, and what it is part of.
    pub ties: Vec<RelationView>,
    /// Day of the newest article that cites it.
    pub last: Option<Date>,
}

/// What `source.html` sees.
#[derive(Debug, Serialize)]
pub struct SourcePageView {
    /// What every page has.
    pub shell: Shell,
    /// Its title, else its publisher's name and its date, else what kind of source it is.
    pub title: String,
    /// `agency` …; absent where none was given.
    pub kind: Option<String>,
    /// What may be said of it.
    pub source: SourceView,
    /// What it is cited for.
    pub statements: Vec<StatementView>,
    /// Articles that cite it.
    pub articles: Vec<Summary>,
    /// Address of all sources.
    pub all: String,
}

/// All sources.
pub(crate) fn sources(context: PageContext<'_>) -> SourcesView {
    let site = context.site;
    let said = site.articles.iter().flat_map(|article| &site.anchored[article.document].statements);
    let attributions: Vec<Attribution> = said.map(|statement| statement.attribution).collect();
    let n_statements = attributions.len();
    let is_nobodys = |it: &&Attribution| **it == Attribution::Unattributed;
    let n_unattributed = attributions.iter().filter(is_nobodys).count();
    let attribution =
        |(at, n): &(ArticleIx, usize)| site.article_anchored(*at).statements[*n].attribution;
    let outlets = site.outlets.iter().map(|(agent, cited)| {
        let nobodys = cited.statements.iter().map(attribution);
        let n_unattributed = nobodys.filter(|it| *it == Attribution::Unattributed).count();
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

/// A part in hundredths of the whole, rounded.
fn percent(part: usize, whole: usize) -> usize {
    (100 * part + whole / 2) / whole.max(1)
}

/// A source of the whole site, by its place there.
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

/// Its own title; one that has none is told from others of its publisher by its date.
fn title(context: PageContext<'_>, view: &SourceView) -> String {
    match (&view.title, &view.date) {
        (Some(title), _) => title.clone(),
        (None, Some(date)) => format!("{}{}{date}", view.name, context.locale().get("comma")),
        (None, None) => view.name.clone(),
    }
}
