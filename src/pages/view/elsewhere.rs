//! Where else an entity is described: identifiers by scheme, and pages.

use serde::Serialize;

use crate::names::authority;
use crate::parse::matter::EntityMatter;

/// A page elsewhere about the same.
#[derive(Debug, Serialize)]
pub struct Elsewhere {
    /// `Wikidata`, or the host.
    pub label: String,
    /// The identifier; empty for a plain address.
    pub id: String,
    /// Its address; absent for a scheme that has none.
    pub href: Option<String>,
}

/// Identifiers, then pages.
pub(crate) fn elsewhere(matter: &EntityMatter) -> Vec<Elsewhere> {
    let ids = matter.ids.iter().map(|(scheme, id)| {
        let known = authority(scheme, &id.value);
        Elsewhere {
            label: known.as_ref().map_or(scheme.clone(), |(label, _)| (*label).to_string()),
            href: known.map(|(_, address)| address),
            id: id.value.clone(),
        }
    });
    let pages = matter.same_as.iter().map(|url| {
        let host = url.value.split("//").nth(1).and_then(|rest| rest.split('/').next());
        Elsewhere {
            label: host.unwrap_or(&url.value).to_string(),
            id: String::new(),
            href: Some(url.value.clone()),
        }
    });
    ids.chain(pages).collect()
}
