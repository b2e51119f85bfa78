//! Groups articles by month, tag, author and storyline.

use std::collections::BTreeMap;

use crate::anchor::Agent;
use crate::base::Spanned;
use crate::base::slug::slug;
use crate::parse::matter::ArticleMatter;
use crate::site::collation::Order;
use crate::site::{Article, ArticleIx, Collection, Month, Site};

/// Months with articles, newest first.
pub(crate) fn months(site: &Site) -> Vec<Month> {
    let mut months: Vec<Month> = Vec::new();
    for (at, article) in site.articles.iter().enumerate() {
        let Some(day) = article.day else { continue };
        let ix = ArticleIx(at as u32);
        let is_same = |month: &&mut Month| (month.year, month.month) == (day.year, day.month);
        match months.iter_mut().rev().find(is_same) {
            Some(month) => month.articles.push(ix),
            None => months.push(Month { year: day.year, month: day.month, articles: vec![ix] }),
        }
    }
    months.sort_by_key(|month| std::cmp::Reverse((month.year, month.month)));
    months
}

/// Slug and name of a group, and the author that it is of.
type Key = (String, String, Option<Agent>);

/// Groups articles by keys of their front matter. A group is named as first written, in path order.
fn grouped<'s>(
    site: &'s Site,
    keys: impl Fn(&'s Article, &'s ArticleMatter) -> Vec<Key>,
) -> Vec<Collection> {
    let mut groups: BTreeMap<String, (usize, Collection)> = BTreeMap::new();
    for (at, article) in site.articles.iter().enumerate() {
        let Some(matter) = site.matter(ArticleIx(at as u32)) else { continue };
        for (slug, name, author) in keys(article, matter) {
            let (first, group) = groups.entry(slug.clone()).or_insert_with(|| {
                let (name, author, articles) = (name.clone(), author.clone(), Vec::new());
                (article.document, Collection { name, slug, author, articles })
            });
            // an entity decides the name; otherwise the first document
            let rank = |author: &Option<Agent>, document: usize| {
                (!matches!(author, Some(Agent::Entity(_))), document)
            };
            if rank(&author, article.document) < rank(&group.author, *first) {
                (group.author, group.name, *first) = (author, name, article.document);
            }
            let ix = ArticleIx(at as u32);
            if group.articles.last() != Some(&ix) {
                group.articles.push(ix);
            }
        }
    }
    groups.into_values().map(|(_, group)| group).collect()
}

/// Keys of names as written, without blank ones.
fn plain<'n>(names: impl IntoIterator<Item = &'n Spanned<String>>) -> Vec<Key> {
    let names = names.into_iter().map(|name| name.value.trim()).filter(|name| !name.is_empty());
    names.map(|name| (slug(name), name.to_string(), None)).collect()
}

/// Tags, grouped by slug.
pub(crate) fn tags(site: &Site, order: &Order) -> Vec<Collection> {
    let mut tags = grouped(site, |_, matter| plain(&matter.tags));
    order.sort(&mut tags, |tag| &tag.name);
    tags
}

/// Authors. A plain name with the slug of an entity is that entity.
pub(crate) fn authors(site: &Site, order: &Order) -> Vec<Collection> {
    let mut authors = grouped(site, |article, _| {
        let key = |agent: &Agent| match agent {
            Agent::Entity(ix) => {
                let entity = site.names.entity(*ix);
                (entity.id.to_string(), entity.name.to_string(), Some(agent.clone()))
            }
            Agent::Named(name) => (slug(name), name.to_string(), Some(agent.clone())),
        };
        site.anchored[article.document].authors.iter().map(key).collect()
    });
    order.sort(&mut authors, |author| &author.name);
    authors
}

/// Storylines. Articles are in reading order: by position, those without one last; then by date and path.
pub(crate) fn storylines(site: &Site, order: &Order) -> Vec<Collection> {
    let mut storylines = grouped(site, |_, matter| plain(&matter.storyline));
    for storyline in &mut storylines {
        storyline.articles.sort_by_key(|ix| {
            let position = site.matter(*ix).and_then(|matter| matter.position);
            let article = site.article(*ix);
            (position.is_none(), position, article.day, article.document)
        });
    }
    order.sort(&mut storylines, |storyline| &storyline.name);
    storylines
}
