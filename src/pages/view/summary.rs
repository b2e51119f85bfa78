//! Articles and entities in lists: what one line needs, without texts.

use serde::Serialize;

use crate::anchor::Agent;
use crate::base::language::{direction, primary};
use crate::names::EntityIx;
use crate::pages::view::{Date, PageContext};
use crate::parse::matter::Head;
use crate::site::ArticleIx;

/// An article in a list.
#[derive(Clone, Debug, Serialize)]
pub struct Summary {
    /// Title.
    pub title: String,
    /// Address.
    pub href: String,
    /// BCP 47 tag of the article.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// Label above the title.
    pub kicker: Option<String>,
    /// Standfirst.
    pub description: Option<String>,
    /// Day of publication.
    pub date: Option<Date>,
    /// The main subjects, at most three.
    pub names: Vec<NameLink>,
    /// Why it is listed, if not obvious.
    pub why: Option<String>,
}

/// A link to an article, with title and date.
#[derive(Clone, Debug, Serialize)]
pub struct TitleLink {
    /// Title.
    pub title: String,
    /// Address.
    pub href: String,
    /// BCP 47 tag of the article.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// Day of publication.
    pub date: Option<Date>,
}

/// A link to an entity.
#[derive(Clone, Debug, Serialize)]
pub struct NameLink {
    /// Id.
    pub id: String,
    /// Name in the page's language.
    pub name: String,
    /// Language of the name, if it is not the page's.
    pub name_in: Option<Foreign>,
    /// Id of the type, its CSS class.
    pub kind: String,
    /// Name of the type.
    pub kind_label: String,
    /// Address.
    pub href: String,
    /// Short description.
    pub description: Option<String>,
    /// Language of the description, if it is not the page's.
    pub description_in: Option<Foreign>,
    /// Distinguishes it from others of the same name.
    pub disambiguation: Option<String>,
    /// A count; what it counts depends on the list.
    pub count: usize,
}

/// A language other than the page's.
#[derive(Clone, Debug, Serialize)]
pub struct Foreign {
    /// BCP 47 tag.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
}

impl Foreign {
    pub(crate) fn of(tag: &str) -> Self {
        Self { lang: tag.to_string(), dir: direction(tag).as_str() }
    }
}

impl Summary {
    pub(crate) fn of(context: PageContext<'_>, at: ArticleIx) -> Self {
        let article = context.site.article(at);
        let matter = context.site.matter(at);
        let head = matter.map(|matter| &matter.head);
        let about = &context.site.article_anchored(at).about;
        let names = about.iter().filter_map(|entity| NameLink::of(context, *entity, 0)).take(3);
        Self {
            title: head.map_or(String::new(), |head| head.title.value.clone()),
            href: context.href(context.article_url(at)),
            lang: article.language.to_string(),
            dir: direction(&article.language).as_str(),
            kicker: matter.and_then(|matter| matter.kicker.clone()),
            description: head.and_then(|head: &Head| head.description.clone()),
            date: article.day.map(|day| Date::of_day(day, context.locale())),
            names: names.collect(),
            why: None,
        }
    }
}

impl TitleLink {
    pub(crate) fn of(context: PageContext<'_>, at: ArticleIx) -> Self {
        let article = context.site.article(at);
        let title = context.site.matter(at).map(|matter| matter.head.title.value.clone());
        Self {
            title: title.unwrap_or_default(),
            href: context.href(context.article_url(at)),
            lang: article.language.to_string(),
            dir: direction(&article.language).as_str(),
            date: article.day.map(|day| Date::of_day(day, context.locale())),
        }
    }
}

/// Of an article and its translations, the one for readers of the page: in the page's language, else in the site's,
/// else the first by path.
pub(crate) fn nearest(context: PageContext<'_>, at: ArticleIx) -> ArticleIx {
    let site = context.site;
    let translations = &site.article(at).translations;
    if translations.is_empty() {
        return at;
    }
    let speaks = |at: &ArticleIx, tag: &str| primary(&site.article(*at).language) == primary(tag);
    let rank = |at: &ArticleIx| {
        let (page, own) = (&context.page.language, &site.config.language);
        (!speaks(at, page), !speaks(at, own), site.article(*at).document)
    };
    translations.iter().copied().chain([at]).min_by_key(rank).unwrap_or(at)
}

/// The articles without translations of each other, in order.
pub(crate) fn without_translations(
    context: PageContext<'_>,
    articles: &[ArticleIx],
) -> Vec<ArticleIx> {
    let is_nearest = |at: &&ArticleIx| {
        let nearest = nearest(context, **at);
        nearest == **at || !articles.contains(&nearest)
    };
    articles.iter().filter(is_nearest).copied().collect()
}

impl NameLink {
    /// The link to an entity; `None` if it has no page.
    pub(crate) fn of(context: PageContext<'_>, at: EntityIx, count: usize) -> Option<Self> {
        let site = context.site;
        let entity = site.names.entity(at);
        let kind = &site.config.types[entity.kind];
        let matter = site.entity_matter(at);
        Some(Self {
            id: entity.id.to_string(),
            name: site.entity_name(at, &context.page.language).to_string(),
            name_in: site.foreign_name(at, &context.page.language).map(Foreign::of),
            kind: kind.id.clone(),
            kind_label: context.locale().get(&format!("type-{}", kind.id)).to_string(),
            href: context.entity_href(at)?,
            description: site.entity_description(at, &context.page.language).map(str::to_string),
            description_in: site.foreign_description(at, &context.page.language).map(Foreign::of),
            disambiguation: matter.and_then(|matter| matter.disambiguation.clone()),
            count,
        })
    }
}

/// A person or organization, with or without a page.
#[derive(Clone, Debug, Serialize)]
pub struct AgentView {
    /// Name.
    pub name: String,
    /// Address of the page; absent for a plain name.
    pub href: Option<String>,
}

impl AgentView {
    pub(crate) fn of(context: PageContext<'_>, agent: &Agent) -> Self {
        match agent {
            Agent::Entity(at) => Self {
                name: context.site.entity_name(*at, &context.page.language).to_string(),
                href: context.entity_href(*at),
            },
            Agent::Named(name) => Self { name: name.to_string(), href: None },
        }
    }
}
