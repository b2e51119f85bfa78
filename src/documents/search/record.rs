//! The records of the search index: what a result shows.

use serde::Serialize;

use crate::base::Path;
use crate::documents::search::Searchable;
use crate::documents::search::shards::named;
use crate::plan::Plan;
use crate::site::Site;

/// Maximum size of a file of records in bytes.
const LARGEST: usize = 32_000;

/// One result. Keys are single letters, since there is one record per page.
#[derive(Debug, Serialize)]
struct Record<'a> {
    /// Its title or name.
    #[serde(rename = "t")]
    title: &'a str,
    /// Its address relative to the site root, without leading slash.
    #[serde(rename = "u")]
    url: &'a str,
    /// A one-line description.
    #[serde(rename = "d", skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    /// Day of publication, ISO 8601.
    #[serde(rename = "w", skip_serializing_if = "Option::is_none")]
    day: Option<String>,
    /// BCP 47 tag, if not the site's language.
    #[serde(rename = "l", skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    /// Id of an entity that articles mention.
    #[serde(rename = "e", skip_serializing_if = "Option::is_none")]
    entity: Option<&'a str>,
}

fn record<'a>(site: &'a Site, plan: &'a Plan, which: Searchable) -> Record<'a> {
    let own = site.config.language.as_str();
    let below = |url: &'a str| url.strip_prefix('/').unwrap_or(url);
    let text = |at: usize| {
        let document = &site.documents[at];
        let head = document.matter.head();
        let language = document.language(&site.config);
        Record {
            title: head.map_or("", |head| &head.title.value),
            url: below(&plan.documents[at]),
            description: head.and_then(|head| head.description.as_deref()),
            day: None,
            language: (language != own).then_some(language),
            entity: None,
        }
    };
    match which {
        Searchable::Entity(at) => {
            let entity = site.names.entity(at);
            Record {
                title: &entity.name,
                url: below(&plan.entities[at.0 as usize]),
                description: site.entity_description(at, own),
                day: None,
                language: None,
                entity: (site.entities[at.0 as usize].n_articles > 0).then_some(&*entity.id),
            }
        }
        Searchable::Article(at) => {
            let article = site.article(at);
            let day = article.day.map(|day| day.to_string());
            Record { day, ..text(article.document) }
        }
        Searchable::Page(at) => text(at),
    }
}

/// The files of all records, each with the number of its first document.
pub(crate) fn files(
    site: &Site,
    plan: &Plan,
    documents: &[Searchable],
) -> Vec<(usize, Path, Vec<u8>)> {
    let mut files = Vec::new();
    let (mut first, mut list) = (0, Vec::new());
    for (at, which) in documents.iter().enumerate() {
        let record = serde_json::to_vec(&record(site, plan, *which)).expect("strings alone");
        if !list.is_empty() && list.len() + record.len() > LARGEST {
            files.push(file(first, std::mem::take(&mut list)));
            first = at;
        }
        list.push(if list.is_empty() { b'[' } else { b',' });
        list.extend(record);
    }
    if !list.is_empty() {
        files.push(file(first, list));
    }
    files
}

fn file(first: usize, mut list: Vec<u8>) -> (usize, Path, Vec<u8>) {
    list.push(b']');
    (first, named("pages", "json", &list), list)
}
