//! Plain pages, the page for what is not there, redirects.

use serde::Serialize;

use crate::base::Markup;
use crate::parse::Matter;
use crate::site::ArticleIx;
use crate::view::article::{Contents, contents};
use crate::view::list::{Intro, intro};
use crate::view::shell::NavLink;
use crate::view::{Desk, Shell, Summary};
use crate::weave::{self, Loom};

/// What `page.html` sees.
#[derive(Debug, Serialize)]
pub struct PageView {
    /// What every page has.
    pub shell: Shell,
    /// Its title.
    pub title: String,
    /// One line about it.
    pub description: Option<String>,
    /// Its headings, where it asks for a table of contents.
    pub contents: Vec<Contents>,
    /// Its text.
    pub body: Markup,
}

/// What `404.html` sees.
#[derive(Debug, Serialize)]
pub struct NotFoundView {
    /// What every page has.
    pub shell: Shell,
    /// The newest articles, five at most.
    pub articles: Vec<Summary>,
    /// Address of all entities.
    pub entities: String,
}

/// What `search.html` sees.
#[derive(Debug, Serialize)]
pub struct SearchView {
    /// What every page has.
    pub shell: Shell,
    /// Its title.
    pub title: String,
    /// One line about it, from its `_index.md`.
    pub description: Option<String>,
    /// The text of its `_index.md`.
    pub body: Option<Markup>,
    /// Address of all names, which the search field leads to.
    pub entities: String,
    /// Lists to look through instead: those that hold something.
    pub browse: Vec<NavLink>,
}

/// What `redirect.html` sees.
#[derive(Debug, Serialize)]
pub struct RedirectView {
    /// What every page has.
    pub shell: Shell,
    /// Where the page is now, as this page writes it.
    pub to: String,
    /// The same, absolute where the site has a base.
    pub canonical: String,
}

pub(crate) fn page(desk: Desk<'_>, document: usize) -> PageView {
    let source = &desk.site.documents[document];
    let loom = Loom { site: desk.site, plan: desk.plan, page: &desk.page.url, document };
    let (title, description, has_toc) = match &source.matter {
        Matter::Page(page) => {
            let head = &page.head;
            (head.title.value.clone(), head.description.clone(), head.has_toc)
        }
        _ => (String::new(), None, false),
    };
    PageView {
        shell: Shell::new(desk, &title, description.as_deref().unwrap_or_default()),
        title,
        description,
        contents: if has_toc { contents(&source.body) } else { Vec::new() },
        body: weave::page(loom),
    }
}

pub(crate) fn not_found(desk: Desk<'_>) -> NotFoundView {
    let newest = (0..desk.site.articles.len().min(5) as u32).map(ArticleIx);
    NotFoundView {
        shell: Shell::new(desk, desk.tongue().get("not-found"), ""),
        articles: newest.map(|at| Summary::of(desk, at)).collect(),
        entities: desk.href("/entities/"),
    }
}

pub(crate) fn search(desk: Desk<'_>) -> SearchView {
    let Intro { title, description, body } = intro(desk, desk.tongue().get("search"));
    let shell = Shell::new(desk, &title, description.as_deref().unwrap_or_default());
    SearchView {
        browse: shell.nav.clone(),
        shell,
        title,
        description,
        body,
        entities: desk.href("/entities/"),
    }
}

pub(crate) fn redirect(desk: Desk<'_>, to: &str) -> RedirectView {
    let base = desk.site.config.base_url.as_deref();
    let here = desk.href(to);
    let canonical = base.map_or_else(|| here.clone(), |base| crate::plan::absolute(base, to));
    RedirectView { shell: Shell::new(desk, desk.tongue().get("moved"), ""), to: here, canonical }
}
