//! Views of plain pages, the search page, the 404 page and redirects.

use serde::Serialize;

use crate::base::Markup;
use crate::pages::view::article::{Contents, contents};
use crate::pages::view::list::{Intro, intro};
use crate::pages::view::shell::{NavLink, theme_file};
use crate::pages::view::{PageContext, Shell, Summary, date};
use crate::pages::weave;
use crate::parse::matter::Head;
use crate::plan::CollectionKind;
use crate::site::ArticleIx;

/// Data of `page.html`.
#[derive(Debug, Serialize)]
pub struct PageView {
    /// Data shared by all pages.
    pub shell: Shell,
    /// Title.
    pub title: String,
    /// Description.
    pub description: Option<String>,
    /// Headings, if the page asks for a table of contents.
    pub contents: Vec<Contents>,
    /// Text as HTML.
    pub body: Markup,
}

/// Data of `404.html`.
#[derive(Debug, Serialize)]
pub struct NotFoundView {
    /// Data shared by all pages.
    pub shell: Shell,
    /// The newest articles, at most five.
    pub articles: Vec<Summary>,
    /// Address of all entities.
    pub entities: String,
    /// Target of the search field: the search page, or all entities if search is disabled.
    pub find: String,
}

/// Data of `search.html`.
#[derive(Debug, Serialize)]
pub struct SearchView {
    /// Data shared by all pages.
    pub shell: Shell,
    /// Title.
    pub title: String,
    /// Description from its `_index.md`.
    pub description: Option<String>,
    /// Text of its `_index.md`.
    pub body: Option<Markup>,
    /// Address of all entities, the target of the search field without an index.
    pub entities: String,
    /// Address of this page.
    pub action: String,
    /// Address of the search index; absent if search is disabled.
    pub index: Option<String>,
    /// Address of the search script.
    pub script: String,
    /// Integrity hash of the search script; see `css_integrity`.
    pub script_integrity: Option<String>,
    /// Kinds of results: types of entities, `article`, `page`.
    pub kinds: Vec<Kind>,
    /// Filters for articles.
    pub filters: Vec<Filter>,
    /// Lists to browse instead, without empty ones.
    pub browse: Vec<NavLink>,
}

/// A kind of search results.
#[derive(Debug, Serialize)]
pub struct Kind {
    /// Id: `person` …, `article`, `page`.
    pub id: String,
    /// Plural.
    pub label: String,
    /// Singular; empty for `article` and `page`.
    pub one: String,
}

/// A search filter.
#[derive(Debug, Serialize)]
pub struct Filter {
    /// Id: `tag`, `author`, `storyline` or `month`.
    pub id: &'static str,
    /// Label.
    pub label: String,
    /// Values with most articles, at most 300; months newest first.
    pub options: Vec<Choice>,
}

/// A value of a filter.
#[derive(Debug, Serialize)]
pub struct Choice {
    /// Value in the search index.
    pub value: String,
    /// Label.
    pub label: String,
}

/// Data of `redirect.html`.
#[derive(Debug, Serialize)]
pub struct RedirectView {
    /// Data shared by all pages.
    pub shell: Shell,
    /// Address of the target, as written on this page.
    pub to: String,
    /// Address of the target; absolute with `base_url`.
    pub canonical: String,
}

pub(crate) fn page(context: PageContext<'_>, document: usize) -> PageView {
    let source = &context.site.documents[document];
    let weave_context = context.weave(document);
    let empty = Head::default();
    let head = source.matter.head().unwrap_or(&empty);
    let (title, description) = (&head.title.value, &head.description);
    PageView {
        shell: Shell::new(context, title, description.as_deref().unwrap_or_default()),
        title: title.clone(),
        description: description.clone(),
        contents: if head.has_toc { contents(&source.body) } else { Vec::new() },
        body: weave::page(weave_context),
    }
}

pub(crate) fn not_found(context: PageContext<'_>) -> NotFoundView {
    let newest = (0..context.site.articles.len().min(5) as u32).map(ArticleIx);
    NotFoundView {
        shell: Shell::new(context, context.locale().get("not-found"), ""),
        articles: newest.map(|at| Summary::of(context, at)).collect(),
        entities: context.href("/entities/"),
        find: context.href(if context.site.config.is_search_enabled {
            "/search/"
        } else {
            "/entities/"
        }),
    }
}

pub(crate) fn search(context: PageContext<'_>) -> SearchView {
    let Intro { title, description, body } = intro(context, context.locale().get("search"));
    let shell = Shell::new(context, &title, description.as_deref().unwrap_or_default());
    let has_index = context.site.config.is_search_enabled;
    let (script, script_integrity) = theme_file(context, "search.js");
    SearchView {
        browse: shell.nav.clone(),
        shell,
        title,
        description,
        body,
        entities: context.href("/entities/"),
        action: context.href(&context.page.url),
        index: has_index.then(|| context.href("/search/index.json")),
        script,
        script_integrity,
        kinds: kinds(context),
        filters: filters(context),
    }
}

fn kinds(context: PageContext<'_>) -> Vec<Kind> {
    let (site, locale) = (context.site, context.locale());
    let types = site.types.iter().map(|at| {
        let id = &site.config.types[*at].id;
        let label = locale.get(&format!("type-{id}-plural")).into();
        Kind { id: id.clone(), label, one: locale.get(&format!("type-{id}")).into() }
    });
    let others = [("article", "articles"), ("page", "other-pages")];
    let others = others.map(|(id, words)| Kind {
        id: id.into(),
        label: locale.get(words).to_string(),
        one: String::new(),
    });
    types.chain(others).collect()
}

/// Most values of a filter; others are found by typing.
const CHOICES: usize = 300;

fn filters(context: PageContext<'_>) -> Vec<Filter> {
    let (site, locale) = (context.site, context.locale());
    let collections = CollectionKind::ALL.into_iter().map(|kind| {
        let mut lists: Vec<_> = kind.list(site).iter().enumerate().collect();
        lists.sort_by_key(|(at, list)| (std::cmp::Reverse(list.articles.len()), *at));
        lists.truncate(CHOICES);
        lists.sort_by_key(|(at, _)| *at);
        let choice = |list: &crate::site::Collection| Choice {
            value: list.slug.clone(),
            label: list.name.clone(),
        };
        let options = lists.into_iter().map(|(_, list)| choice(list)).collect();
        Filter { id: kind.id(), label: locale.get(kind.segment()).into(), options }
    });
    let months = site.months.iter().map(|month| Choice {
        value: format!("{:04}-{:02}", month.year, month.month),
        label: date::month(month.year, month.month, locale),
    });
    let months =
        Filter { id: "month", label: locale.get("month").into(), options: months.collect() };
    collections.chain([months]).filter(|filter| filter.options.len() > 1).collect()
}

pub(crate) fn redirect(context: PageContext<'_>, to: &str) -> RedirectView {
    let base = context.site.config.base_url.as_deref();
    let here = context.href(to);
    let canonical = base.map_or_else(|| here.clone(), |base| crate::plan::absolute(base, to));
    RedirectView {
        shell: Shell::new(context, context.locale().get("moved"), ""),
        to: here,
        canonical,
    }
}
