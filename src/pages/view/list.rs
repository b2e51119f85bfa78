//! Views of article lists.

use serde::Serialize;

use crate::anchor::Agent;
use crate::base::Markup;
use crate::pages::view::{Content, NameLink, PageContext, Shell, Summary, date};
use crate::pages::weave;
use crate::plan::{CollectionKind, n_pages, page_of};
use crate::site::{ArticleIx, Collection, Month};

/// A link with a count.
#[derive(Clone, Debug, Serialize)]
pub struct Counted {
    /// Name.
    pub name: String,
    /// Address.
    pub href: String,
    /// Count.
    pub count: usize,
}

/// Data of `list.html`: articles of the site, of a tag, author, storyline, month or folder.
#[derive(Debug, Serialize)]
pub struct ListView {
    /// Data shared by all pages.
    pub shell: Shell,
    /// Title.
    pub title: String,
    /// Kind of list, with the address of all lists of this kind.
    pub above: Option<Counted>,
    /// Text above the list; may be empty.
    pub body: Markup,
    /// The author, if the list is of an author who is an entity.
    pub author: Option<NameLink>,
    /// In a list of a month: the previous month with articles.
    pub before: Option<Counted>,
    /// In a list of a month: the next month with articles.
    pub after: Option<Counted>,
    /// Articles on this page of the list.
    pub articles: Vec<Summary>,
    /// Number of articles in the whole list.
    pub total: usize,
    /// Position in the list.
    pub pages: Pagination,
}

/// Position of a page in a list of several pages.
#[derive(Clone, Debug, Serialize)]
pub struct Pagination {
    /// Number of this page, from 1.
    pub number: usize,
    /// Number of pages.
    pub total: usize,
    /// Address of the previous page.
    pub previous: Option<String>,
    /// Address of the next page.
    pub next: Option<String>,
}

impl Pagination {
    /// Pages of a list of `count` items.
    pub(crate) fn new(
        context: PageContext<'_>,
        number: usize,
        count: usize,
        per_page: usize,
    ) -> Self {
        let total = n_pages(count, per_page);
        let base = match number {
            1 => context.page.url.to_string(),
            _ => context.page.url.replace(&format!("/page/{number}/"), "/"),
        };
        let to = |number: usize| match number {
            1 => context.href(&base),
            _ => context.href(&format!("{base}page/{number}/")),
        };
        Self {
            number,
            total,
            previous: (number > 1).then(|| to(number - 1)),
            next: (number < total).then(|| to(number + 1)),
        }
    }
}

/// Data for the top of a list.
#[derive(Debug, Default)]
pub(crate) struct Head {
    title: String,
    description: String,
    above: Option<Counted>,
    body: Markup,
    author: Option<NameLink>,
    before: Option<Counted>,
    after: Option<Counted>,
}

impl Head {
    pub(crate) fn plain(title: &str) -> Self {
        Self { title: title.into(), ..Self::default() }
    }

    pub(crate) fn below(name: &str, href: String, title: String) -> Self {
        let above = Some(Counted { name: name.into(), href, count: 0 });
        Self { title, above, ..Self::default() }
    }

    /// A month, by its index in the site's months, which are newest first.
    pub(crate) fn of_month(context: PageContext<'_>, index: usize) -> Self {
        let months = &context.site.months;
        let name = |month: &Month| date::month(month.year, month.month, context.locale());
        let neighbour = |at: Option<usize>| {
            let month = months.get(at?)?;
            let href = context.href(&format!("/archive/{:04}/{:02}/", month.year, month.month));
            Some(Counted { name: name(month), href, count: month.articles.len() })
        };
        let title = name(&months[index]);
        Self {
            before: neighbour(Some(index + 1)),
            after: neighbour(index.checked_sub(1)),
            ..Self::below(context.locale().get("archive"), context.href("/archive/"), title)
        }
    }

    pub(crate) fn of_collection(
        context: PageContext<'_>,
        kind: CollectionKind,
        collection: &Collection,
    ) -> Self {
        let name = context.locale().get(kind.segment());
        let mut head = Self::below(
            name,
            context.href(&format!("/{}/", kind.segment())),
            collection.name.clone(),
        );
        head.author = collection
            .author
            .as_ref()
            .and_then(Agent::entity)
            .and_then(|author| NameLink::of(context, author, collection.articles.len()));
        head
    }

    pub(crate) fn of_section(context: PageContext<'_>, document: usize) -> Self {
        let written = &context.site.documents[document];
        let Some(head) = written.matter.head() else { return Self::default() };
        let title = match &*head.title.value {
            "" => written.file.key.rsplit('/').next().unwrap_or_default(),
            title => title,
        };
        Self {
            title: title.to_string(),
            description: head.description.clone().unwrap_or_default(),
            body: weave::page(context.weave(document)),
            ..Self::default()
        }
    }
}

/// Title and text that an author wrote for a generated list.
pub(crate) struct Intro {
    pub(crate) title: String,
    pub(crate) description: Option<String>,
    pub(crate) body: Option<Markup>,
}

/// Title, description and text of the `_index.md` at the page's address; `plain` is the default title.
pub(crate) fn intro(context: PageContext<'_>, plain: &str) -> Intro {
    let is_it = |at: &&usize| *context.plan.documents[**at] == *context.page.url;
    let document = context.site.pages.iter().find(is_it).copied();
    let head = document.and_then(|at| context.site.documents[at].matter.head());
    let title = head.map(|head| &*head.title.value).filter(|title| !title.is_empty());
    let description = head.and_then(|head| head.description.clone());
    let body = document.map(|document| weave::page(context.weave(document)));
    Intro {
        title: title.unwrap_or(plain).to_string(),
        description: description.filter(|text| !text.is_empty()),
        body: body.filter(|body| !body.0.is_empty()),
    }
}

/// Title of a later page of a list.
pub(crate) fn numbered(context: PageContext<'_>, title: &str, number: usize) -> String {
    context.locale().say("numbered-title", &[("title", title.into()), ("number", number.into())])
}

/// The view of one page of a list.
pub(crate) fn list(
    context: PageContext<'_>,
    head: Head,
    articles: &[ArticleIx],
    number: usize,
) -> Content {
    let per_page = context.site.config.articles_per_page;
    let title = match number {
        1 => head.title.clone(),
        _ => numbered(context, &head.title, number),
    };
    let shown = page_of(articles, number, per_page);
    Content::List(Box::new(ListView {
        shell: Shell::new(context, &title, &head.description),
        title: head.title,
        above: head.above,
        body: if number == 1 { head.body } else { Markup::default() },
        author: head.author,
        before: head.before,
        after: head.after,
        articles: shown.iter().map(|at| Summary::of(context, *at)).collect(),
        total: articles.len(),
        pages: Pagination::new(context, number, articles.len(), per_page),
    }))
}
