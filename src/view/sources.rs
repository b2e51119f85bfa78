//! Sources: the outlets with what they carry, and a page for each source of the whole site.

use serde::Serialize;

use crate::parse::matter::Attribution;
use crate::view::list::Counted;
use crate::view::said::{self, AgentView, SaidView, SourceView};
use crate::view::{Desk, Shell, Summary, date};

/// What `sources.html` sees.
#[derive(Debug, Serialize)]
pub struct SourcesView {
    /// What every page has.
    pub shell: Shell,
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
    /// When it was published, in words.
    pub date: Option<String>,
    /// When it was read, in words.
    pub accessed: Option<String>,
    /// Address of a copy.
    pub archived: Option<String>,
    /// What it is cited for.
    pub statements: Vec<SaidView>,
    /// Articles that cite it.
    pub articles: Vec<Summary>,
    /// Address of all sources.
    pub all: String,
}

/// All sources.
pub(crate) fn sources(desk: Desk<'_>) -> SourcesView {
    let site = desk.site;
    let said = site.articles.iter().flat_map(|article| &site.anchored[article.document].statements);
    let attributions: Vec<Attribution> = said.map(|statement| statement.attribution).collect();
    let n_statements = attributions.len();
    let is_nobodys = |it: &&Attribution| **it == Attribution::Unattributed;
    let n_unattributed = attributions.iter().filter(is_nobodys).count();
    let outlets = site.outlets.iter().map(|(agent, cited)| OutletView {
        agent: AgentView::of(desk, agent),
        n_statements: cited.statements.len(),
        n_articles: cited.articles.len(),
    });
    let listed = (0..site.sources.len()).filter_map(|at| {
        let (id, ..) = site.names.sources.get(at)?;
        let name = title(desk, at, &said::of_site(desk, at)?);
        let href = desk.href(&crate::plan::source_url(id));
        Some(Counted { name, href, count: site.sources[at].articles.len() })
    });
    let mut listed: Vec<Counted> = listed.collect();
    crate::site::collation::Order::of(&site.config.language).sort(&mut listed, |it| &it.name);
    SourcesView {
        n_statements,
        n_unattributed,
        percent: (100 * n_unattributed + n_statements / 2) / n_statements.max(1),
        outlets: outlets.collect(),
        sources: listed,
        shell: Shell::new(desk, "Sources", "Who carried what."),
    }
}

/// A source of the whole site, by its place there.
pub(crate) fn source(desk: Desk<'_>, at: usize) -> SourcePageView {
    let site = desk.site;
    let view = said::of_site(desk, at).unwrap_or_default();
    let matter = site.site_source(at).filter(|_| !view.is_anonymous);
    let tag = &*desk.page.language;
    let cited = &site.sources[at];
    let in_words = |date: Option<&crate::base::PartialDate>| date.map(|d| date::partial(d, tag));
    let title = title(desk, at, &view);
    SourcePageView {
        shell: Shell::new(desk, &title, ""),
        title,
        kind: site.site_source(at).and_then(|source| Some(source.kind.as_ref()?.value.clone())),
        date: in_words(matter.and_then(|source| Some(&source.date.as_ref()?.value))),
        accessed: in_words(matter.and_then(|source| Some(&source.accessed.as_ref()?.value))),
        archived: matter.and_then(|source| Some(source.archived_url.as_ref()?.value.clone())),
        statements: cited.statements.iter().map(|(at, n)| said::said(desk, *at, *n)).collect(),
        articles: cited.articles.iter().map(|article| Summary::of(desk, *article)).collect(),
        all: desk.href("/sources/"),
        source: view,
    }
}

/// Its own title; one that has none is told from others of its publisher by its date.
fn title(desk: Desk<'_>, at: usize, view: &SourceView) -> String {
    let date = || desk.site.site_source(at)?.date.as_ref();
    match (&view.title, date()) {
        (Some(title), _) => title.clone(),
        (None, Some(date)) if !view.is_anonymous => {
            format!("{}, {}", view.name, date::partial(&date.value, &desk.page.language))
        }
        (None, _) => view.name.clone(),
    }
}
