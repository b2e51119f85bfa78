//! The content of a feed: which articles or notices, in which order, with which data.

use crate::anchor::Agent;
use crate::base::escape::escaped;
use crate::base::language::{Direction, direction};
use crate::documents::feeds::content;
use crate::documents::feeds::context::FeedContext;
use crate::documents::feeds::{Entry, Feed, Person};
use crate::names::EntityIx;
use crate::plan::Channel;
use crate::site::ArticleIx;

/// Gathers a feed.
pub(crate) fn gather(context: FeedContext<'_>, channel: &Channel) -> Feed {
    let (title, description) = named(context, channel);
    let site_title = context.site_title();
    let folder = &context.page.url[..context.page.url.rfind('/').map_or(0, |slash| slash + 1)];
    Feed {
        title: title.map_or_else(|| site_title.clone(), |title| format!("{title} · {site_title}")),
        description,
        language: context.page.language.clone(),
        url: context.absolute(&context.page.url),
        home: context.absolute(folder),
        author: Person { name: site_title, url: Some(context.absolute("/")) },
        tags: context.absolute("/tags/"),
        entries: entries(context, channel),
    }
}

/// Subject of a feed (`None` for the site's own), and one line about it.
fn named(context: FeedContext<'_>, channel: &Channel) -> (Option<String>, String) {
    let (site, language) = (context.site, &*context.page.language);
    match channel {
        Channel::Site { .. } => (None, context.site_line()),
        Channel::Entity(at) => {
            let line = site.entity_description(*at, language).unwrap_or_default();
            (Some(site.entity_name(*at, language).into()), line.into())
        }
        Channel::Collection { kind, index } => {
            (Some(kind.list(site)[*index].name.clone()), String::new())
        }
        Channel::Corrections => {
            let words = site.words.of(language);
            (Some(words.get("corrections").into()), words.get("corrections-line").into())
        }
    }
}

fn entries(context: FeedContext<'_>, channel: &Channel) -> Vec<Entry> {
    let site = context.site;
    let limit = match site.config.feeds.limit {
        0 => usize::MAX,
        limit => limit,
    };
    let is_dated = |at: &ArticleIx| site.published(*at).is_some();
    match channel {
        Channel::Site { edition } => {
            let own = site.editions[*edition].articles.iter().copied();
            own.filter(is_dated).take(limit).filter_map(|at| article(context, at, None)).collect()
        }
        Channel::Entity(entity) => {
            let mut articles: Vec<ArticleIx> =
                site.entities[entity.0 as usize].backlinks.iter().map(|it| it.article).collect();
            articles.dedup();
            let dated = articles.into_iter().filter(is_dated).take(limit);
            dated.filter_map(|at| article(context, at, Some(*entity))).collect()
        }
        Channel::Collection { kind, index } => {
            let mut articles = kind.list(site)[*index].articles.clone();
            // reading order for storylines
            articles.sort_unstable();
            let dated = articles.into_iter().filter(is_dated).take(limit);
            dated.filter_map(|at| article(context, at, None)).collect()
        }
        Channel::Corrections => {
            let notices =
                site.notices.iter().filter_map(|(at, number)| notice(context, *at, *number));
            notices.take(limit).collect()
        }
    }
}

/// The entry of an article; in the feed of an entity, with passages about it.
fn article(context: FeedContext<'_>, at: ArticleIx, entity: Option<EntityIx>) -> Option<Entry> {
    let site = context.site;
    let (matter, language) = (site.matter(at)?, site.article(at).language.clone());
    let (published, updated) = (site.published(at)?.clone(), site.changed(at)?.clone());
    let url = context.absolute(context.article_url(at));
    let authors = site.article_anchored(at).authors.iter().map(|agent| person(context, agent));
    let tags = matter.tags.iter().map(|tag| tag.value.trim()).filter(|tag| !tag.is_empty());
    let summary = matter.head.description.clone().unwrap_or_default();
    let content = match entity {
        Some(entity) => content::passages(context, at, entity),
        None if site.config.feeds.full_text => content::whole(context, at),
        None => content::summary(context, at),
    };
    let content = directed(&language, content);
    Some(Entry {
        id: url.clone(),
        url,
        title: matter.head.title.value.clone(),
        language,
        summary,
        content,
        published,
        updated,
        authors: authors.collect(),
        tags: tags.map(str::to_string).collect(),
        image: content::image(context, at).map(|(src, _)| src),
    })
}

/// HTML with an explicit direction, if it is right-to-left.
fn directed(language: &str, html: String) -> String {
    match direction(language) {
        Direction::Ltr => html,
        Direction::Rtl => {
            format!("<div dir=\"rtl\" lang=\"{}\">\n{html}</div>\n", escaped(language))
        }
    }
}

/// The entry of an editor's note. Its id has the article, the kind and the day, and a number if several share them.
fn notice(context: FeedContext<'_>, at: ArticleIx, number: usize) -> Option<Entry> {
    let site = context.site;
    let matter = site.matter(at)?;
    let notice = matter.notices.get(number)?;
    let date = notice.date.as_ref().map(|date| &date.value);
    let moment = date.or_else(|| site.changed(at))?.clone();
    let url = context.absolute(context.article_url(at));
    let (kind, day) = (notice.kind.id(), date.map_or(String::new(), |it| format!("-{}", it.day)));
    let is_same = |other: &&crate::parse::matter::NoticeMatter| {
        other.kind == notice.kind
            && other.date.as_ref().map(|date| date.value.day) == date.map(|date| date.day)
    };
    let again = match matter.notices[..number].iter().filter(is_same).count() {
        0 => String::new(),
        before => format!("-{}", before + 1),
    };
    let language = site.article(at).language.clone();
    let words = site.words.of(&language);
    let key = format!("notice-{kind}");
    let values =
        [("kind", words.get(&key).into()), ("title", matter.head.title.value.as_str().into())];
    Some(Entry {
        id: format!("{url}#g-{kind}{day}{again}"),
        title: words.say("notice-title", &values),
        summary: String::new(),
        content: directed(&language, content::notice(context, at, notice)),
        published: moment.clone(),
        updated: moment,
        authors: Vec::new(),
        tags: Vec::new(),
        image: None,
        url,
        language,
    })
}

fn person(context: FeedContext<'_>, agent: &Agent) -> Person {
    match agent {
        Agent::Entity(at) => {
            let url = &context.plan.entities[at.0 as usize];
            let name = context.site.entity_name(*at, &context.page.language).to_string();
            Person { name, url: (!url.is_empty()).then(|| context.absolute(url)) }
        }
        Agent::Named(name) => Person { name: name.to_string(), url: None },
    }
}
