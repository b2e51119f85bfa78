//! Resolves IRIs to entities: by id, page, `same_as` address, or identifier of another authority.
//!
//! Nothing is guessed from the look of an address: a page must match by its whole path, an identifier by an address
//! format of its authority.

use crate::base::escape::decoded;
use crate::names::authorities::urls;
use crate::names::{EntityIx, FastMap, Names};
use crate::parse::matter::EntityMatter;
use crate::source::Config;

/// Entities by the addresses that name them.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Iris {
    /// External pages, and identifiers as addresses: without scheme, `www.` and trailing slash.
    elsewhere: FastMap<String, EntityIx>,
    /// Pages of the site, by path from its root, without slashes at the ends.
    pages: FastMap<String, EntityIx>,
}

impl Iris {
    /// Adds the addresses of an entity; the first entity to claim an address keeps it.
    pub(crate) fn add(&mut self, at: EntityIx, matter: &EntityMatter, config: &Config) {
        for url in &matter.same_as {
            self.elsewhere.entry(bare(&url.value)).or_insert(at);
        }
        for (scheme, id) in &matter.ids {
            self.elsewhere.entry(format!("{scheme}:{}", id.value)).or_insert(at);
            for url in urls(scheme, &id.value) {
                self.elsewhere.entry(bare(&url)).or_insert(at);
            }
        }
        let kind = config.types.iter().find(|kind| kind.id == matter.kind.value);
        let head = &matter.head;
        let below = |last: &str| kind.map(|kind| format!("{}/{last}", kind.path));
        let page = match (&head.path, &head.slug) {
            (Some(path), _) => Some(path.value.clone()),
            (None, Some(slug)) => below(&slug.value),
            (None, None) => below(&matter.id.value),
        };
        let former = matter.former_ids.iter().filter_map(|id| below(&id.value));
        let moved = head.redirect_from.iter().map(|from| from.value.clone());
        for path in page.into_iter().chain(former).chain(moved) {
            let path = decoded(path.trim_matches('/')).unwrap_or(path);
            self.pages.entry(path).or_insert(at);
        }
    }
}

impl Names {
    /// The entity that an IRI names.
    pub fn by_iri(&self, iri: &str) -> Option<EntityIx> {
        let iri = iri.trim();
        let elsewhere = || self.iris.elsewhere.get(&bare(iri)).copied();
        self.by_id(iri).or_else(elsewhere).or_else(|| self.by_page(iri))
    }

    /// The entity whose page has this address, on any host and below any folder.
    fn by_page(&self, iri: &str) -> Option<EntityIx> {
        let path = decoded(&iri[..iri.find(['?', '#']).unwrap_or(iri.len())])?;
        let path = path.split_once("://").map_or(&*path, |(_, rest)| rest);
        let path = path.strip_suffix("index.html").unwrap_or(path).trim_matches('/');
        let begins = path.match_indices('/').map(|(slash, _)| slash + 1);
        let mut begins = std::iter::once(0).chain(begins);
        begins.find_map(|at| self.iris.pages.get(&path[at..]).copied())
    }
}

/// An address reduced to what identifies the page.
fn bare(iri: &str) -> String {
    let (scheme, rest) = match iri.split_once("://") {
        Some(("http" | "https", rest)) => ("", rest),
        Some((scheme, rest)) => (scheme, rest),
        None => ("", iri),
    };
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    // an identifier such as `gnd:11868517X` has no host
    let host = if iri.contains("://") { host.to_ascii_lowercase() } else { host.to_owned() };
    let host = host.strip_prefix("www.").unwrap_or(&host);
    format!("{scheme}{host}{}", path.trim_end_matches('/'))
}

#[cfg(test)]
mod tests {
    use crate::base::Spanned;
    use crate::names::iri::Iris;
    use crate::names::{EntityIx, Names};
    use crate::parse::matter::EntityMatter;
    use crate::source::Config;

    fn names() -> Names {
        let word = |text: &str| Spanned { value: text.to_owned(), ..Spanned::default() };
        let mut ada = EntityMatter { id: word("ada"), kind: word("person"), ..Default::default() };
        ada.same_as = vec![word("https://www.example.com/Ada/")];
        ada.ids = vec![
            ("wikidata".into(), word("Q7259")),
            ("own-list".into(), word("x9")),
            ("viaf".into(), word("27071969")),
        ];
        ada.former_ids = vec![word("countess")];
        let mut rome = EntityMatter { id: word("rome"), kind: word("place"), ..Default::default() };
        rome.head.path = Some(word("/città/roma/"));
        let mut iris = Iris::default();
        iris.add(EntityIx(0), &ada, &Config::default());
        iris.add(EntityIx(1), &rome, &Config::default());
        let mut names = Names { iris, ..Names::default() };
        names.by_id.insert("ada".into(), EntityIx(0));
        names
    }

    #[test]
    fn an_iri_names_an_entity_by_id_page_or_authority() {
        let names = names();
        let check = |iri: &str, expected: Option<u32>| {
            assert_eq!(names.by_iri(iri).map(|at| at.0), expected, "{iri}");
        };
        for iri in [
            "ada",
            "https://example.com/Ada",
            "http://WWW.example.com/Ada/",
            "http://www.wikidata.org/entity/Q7259",
            "https://www.wikidata.org/wiki/Q7259",
            "wikidata:Q7259",
            "own-list:x9",
            "http://viaf.org/viaf/27071969",
            "https://example.org/news/people/ada/",
            "https://example.org/people/ada",
            "/people/ada/",
            "../../people/ada/index.html",
            "people/ada/#m3",
            "https://example.org/people/countess/",
        ] {
            check(iri, Some(0));
        }
        check("https://example.org/citt%C3%A0/roma/", Some(1));
        check("https://example.org/città/roma/", Some(1));
        // no guess
        check("https://example.org/ships/ada/", None);
        check("https://example.org/ada", None);
        check("https://example.com/ada", None);
        check("https://www.wikidata.org/wiki/Q72590", None);
        check("https://example.org/places/rome/", None);
        check("https://example.org/xpeople/ada/", None);
        check("", None);
        check("https://", None);
        check("%FF", None);
    }
}
