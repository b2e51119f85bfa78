//! Plain pages, the page for what is not there, redirects.

use serde::Serialize;

use crate::base::Markup;
use crate::pages::view::article::{Contents, contents};
use crate::pages::view::list::{Intro, intro};
use crate::pages::view::shell::{NavLink, theme_file};
use crate::pages::view::{PageContext, Shell, Summary, date};
use crate::pages::weave::{self, WeaveContext};
use crate::parse::Matter;
use crate::plan::CollectionKind;
use crate::site::ArticleIx;

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
    /// Address of the page that a field for searching leads to: of the search, or of all names without one.
    pub find: String,
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
    /// Address of all names, which the search field leads to where there is no index.
    pub entities: String,
    /// Address of the page itself.
    pub action: String,
    /// Address of the index; absent where the site has none.
    pub index: Option<String>,
    /// Address of the script that searches.
    pub script: String,
    /// The hash that it must have; absent as that of the style sheet is.
    pub script_integrity: Option<String>,
    /// What kinds of pages can be found: types of entities, `article`, `page`.
    pub kinds: Vec<Kind>,
    /// What articles may have in common.
    pub filters: Vec<Filter>,
    /// Lists to look through instead: those that hold something.
    pub browse: Vec<NavLink>,
}

/// A kind of pages that can be found.
#[derive(Debug, Serialize)]
pub struct Kind {
    /// `person` …, `article`, `page`.
    pub id: String,
    /// Its plural.
    pub label: String,
    /// What one of them is called; empty for other pages.
    pub one: String,
}

/// Something that articles may have in common.
#[derive(Debug, Serialize)]
pub struct Filter {
    /// `tag`, `author`, `storyline`, `month`.
    pub id: &'static str,
    /// What it is called.
    pub label: String,
    /// What there is to choose from: those that most articles have, at most 300; months newest first.
    pub options: Vec<Choice>,
}

/// One of a filter's values.
#[derive(Debug, Serialize)]
pub struct Choice {
    /// As the index has it.
    pub value: String,
    /// As readers know it.
    pub label: String,
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

pub(crate) fn page(context: PageContext<'_>, document: usize) -> PageView {
    let source = &context.site.documents[document];
    let weave_context =
        WeaveContext { site: context.site, plan: context.plan, page: &context.page.url, document };
    let (title, description, has_toc) = match &source.matter {
        Matter::Page(page) => {
            let head = &page.head;
            (head.title.value.clone(), head.description.clone(), head.has_toc)
        }
        _ => (String::new(), None, false),
    };
    PageView {
        shell: Shell::new(context, &title, description.as_deref().unwrap_or_default()),
        title,
        description,
        contents: if has_toc { contents(&source.body) } else { Vec::new() },
        body: weave::page(weave_context),
    }
}

pub(crate) fn not_found(context: PageContext<'_>) -> NotFoundView {
    let newest = (0..context.site.articles.len().min(5) as u32).map(ArticleIx);
    NotFoundView {
        shell: Shell::new(context, context.locale().get("not-found"), ""),
        articles: newest.map(|at| Summary::of(context, at)).collect(),
        entities: context.href("/entities/"),
        find: context.href(match context.site.config.is_search_enabled {
            true => "/search/",
            false => "/entities/",
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

/// Most values of a filter that can be chosen: more are found by their words.
const CHOICES: usize = 300;

fn filters(context: PageContext<'_>) -> Vec<Filter> {
    let (site, locale) = (context.site, context.locale());
    let lists = [
        (CollectionKind::Tags, "tag"),
        (CollectionKind::Authors, "author"),
        (CollectionKind::Storylines, "storyline"),
    ];
    let collections = lists.into_iter().map(|(kind, id)| {
        let mut lists: Vec<_> = kind.list(site).iter().enumerate().collect();
        lists.sort_by_key(|(at, list)| (std::cmp::Reverse(list.articles.len()), *at));
        lists.truncate(CHOICES);
        lists.sort_by_key(|(at, _)| *at);
        let choice = |list: &crate::site::Collection| Choice {
            value: list.slug.clone(),
            label: list.name.clone(),
        };
        let options = lists.into_iter().map(|(_, list)| choice(list)).collect();
        Filter { id, label: locale.get(kind.segment()).into(), options }
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
