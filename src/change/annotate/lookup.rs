//! Finds entities by part of a name or id, for completion while typing.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::names::EntityIx;
use crate::names::fold::fold;
use crate::site::Site;

/// Maximum number of candidates.
const MOST: usize = 12;

/// A candidate entity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Candidate {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its type.
    #[serde(rename = "type")]
    pub kind: String,
    /// One-line description; may be empty.
    pub description: String,
    /// The matching name or id, if it is not the preferred name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub matched: Option<String>,
}

/// Quality of a match, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Whole,
    Begins,
    BeginsWord,
    Within,
}

fn fit(text: &str, query: &str) -> Option<Fit> {
    let at = text.find(query)?;
    let is_word = |at: usize| !text[..at].ends_with(char::is_alphanumeric);
    Some(match at {
        0 if text.len() == query.len() => Fit::Whole,
        0 => Fit::Begins,
        _ if text.match_indices(query).any(|(at, _)| is_word(at)) => Fit::BeginsWord,
        _ => Fit::Within,
    })
}

/// Published entities whose name, alias or id contains the words, ignoring case; at most twelve. Best match first, ties
/// by shorter name. `tag`: the language of the names returned.
pub fn lookup(site: &Site, words: &str, tag: &str) -> Vec<Candidate> {
    let query = fold(words.trim()).to_lowercase();
    if query.is_empty() {
        return Vec::new();
    }
    let mut found: BTreeMap<EntityIx, (Fit, String)> = BTreeMap::new();
    let mut add = |at: EntityIx, fit: Fit, text: &str| {
        let held = found.entry(at).or_insert_with(|| (fit, text.to_owned()));
        let is_better = (fit, text.len(), text) < (held.0, held.1.len(), held.1.as_str());
        if is_better {
            *held = (fit, text.to_owned());
        }
    };
    for (name, entities) in site.names.by_names() {
        if let Some(fit) = fit(&name.to_lowercase(), &query) {
            entities.iter().for_each(|at| add(*at, fit, name));
        }
    }
    for (at, entity) in site.names.iter() {
        if let Some(fit) = fit(&entity.id, &query) {
            add(at, fit, &entity.id);
        }
    }
    found.retain(|at, _| !site.names.entity(*at).is_hidden);
    let mut best: Vec<_> = found.into_iter().collect();
    best.sort_by(|(a, (fit, text)), (b, (other, longer))| {
        (fit, text.chars().count(), a).cmp(&(other, longer.chars().count(), b))
    });
    best.truncate(MOST);
    best.into_iter().map(|(at, (_, text))| candidate(site, at, &text, tag)).collect()
}

fn candidate(site: &Site, at: EntityIx, found: &str, tag: &str) -> Candidate {
    let entity = site.names.entity(at);
    let name = site.entity_name(at, tag).to_owned();
    let matter = site.entity_matter(at);
    let names = matter.into_iter().flat_map(|it| {
        let foreign = it.names.iter().flat_map(|(_, it)| it.name.iter().chain(&it.aliases));
        std::iter::once(&it.head.title).chain(&it.aliases).chain(foreign)
    });
    let written = names.map(|name| name.value.as_str()).find(|name| fold(name) == found);
    let matched = written.unwrap_or(found);
    Candidate {
        id: entity.id.to_string(),
        kind: site.config.types.get(entity.kind).map_or("", |kind| kind.id.as_str()).to_owned(),
        description: matter
            .map_or("", |it| it.head.description.as_deref().unwrap_or(""))
            .to_owned(),
        matched: (fold(&name) != fold(matched)).then(|| matched.to_owned()),
        name,
    }
}
