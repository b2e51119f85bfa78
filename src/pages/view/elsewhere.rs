//! External identifiers and pages of an entity.

use serde::Serialize;

use crate::names::authority;
use crate::parse::matter::EntityMatter;

/// An external identifier or page.
#[derive(Debug, Serialize)]
pub struct Elsewhere {
    /// `Wikidata`, or the host name.
    pub label: String,
    /// Identifier; empty for a plain address.
    pub id: String,
    /// Address; absent if the scheme has none.
    pub href: Option<String>,
}

/// Identifiers first, then pages.
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
