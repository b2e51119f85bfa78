//! Where else an entity is described: identifiers by scheme, and pages.

use serde::Serialize;

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

/// Schemes of identifiers: id, name, address with `{}` for the identifier.
const SCHEMES: &[(&str, &str, &str)] = &[
    ("wikidata", "Wikidata", "https://www.wikidata.org/wiki/{}"),
    ("viaf", "VIAF", "https://viaf.org/viaf/{}"),
    ("geonames", "GeoNames", "https://www.geonames.org/{}"),
    ("isni", "ISNI", "https://isni.org/isni/{}"),
    ("orcid", "ORCID", "https://orcid.org/{}"),
    ("ror", "ROR", "https://ror.org/{}"),
    ("gnd", "GND", "https://d-nb.info/gnd/{}"),
    ("imdb", "IMDb", "https://www.imdb.com/name/{}/"),
];

/// Identifiers, then pages.
pub(crate) fn elsewhere(matter: &EntityMatter) -> Vec<Elsewhere> {
    let ids = matter.ids.iter().map(|(scheme, id)| {
        let known = SCHEMES.iter().find(|(name, ..)| name == scheme);
        Elsewhere {
            label: known.map_or(scheme.clone(), |(_, label, _)| (*label).to_string()),
            href: known.map(|(.., address)| address.replace("{}", &id.value.replace(' ', ""))),
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
