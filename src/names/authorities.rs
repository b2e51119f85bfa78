//! Authorities that issue identifiers: names, and URLs of what they identify.

/// Identifier schemes: id; name shown to readers, empty if not linked; URLs with `{}` for the identifier, first the
/// page that is linked, then others that name the same thing.
///
/// *Source*: the addresses that each authority documents as permanent, and those of its pages.
const AUTHORITIES: &[(&str, &str, &[&str])] = &[
    (
        "wikidata",
        "Wikidata",
        &["https://www.wikidata.org/wiki/{}", "https://www.wikidata.org/entity/{}"],
    ),
    ("viaf", "VIAF", &["https://viaf.org/viaf/{}"]),
    ("geonames", "GeoNames", &["https://www.geonames.org/{}", "https://sws.geonames.org/{}"]),
    ("isni", "ISNI", &["https://isni.org/isni/{}", "https://isni.org/{}"]),
    ("orcid", "ORCID", &["https://orcid.org/{}"]),
    ("ror", "ROR", &["https://ror.org/{}"]),
    ("gnd", "GND", &["https://d-nb.info/gnd/{}"]),
    ("imdb", "IMDb", &["https://www.imdb.com/name/{}/", "https://www.imdb.com/title/{}/"]),
    ("lcnaf", "", &["https://id.loc.gov/authorities/names/{}"]),
    ("ulan", "", &["https://vocab.getty.edu/ulan/{}", "https://vocab.getty.edu/page/ulan/{}"]),
    ("tgn", "", &["https://vocab.getty.edu/tgn/{}", "https://vocab.getty.edu/page/tgn/{}"]),
];

/// Name of a scheme's authority and URL for an identifier; `None` for a scheme without links.
pub fn authority(scheme: &str, id: &str) -> Option<(&'static str, String)> {
    let (_, name, urls) = AUTHORITIES.iter().find(|(known, ..)| *known == scheme)?;
    let address = match (scheme, id.get(..2)) {
        ("imdb", Some("tt")) => "https://www.imdb.com/title/{}/",
        ("imdb", Some("co")) => "https://www.imdb.com/company/{}/",
        ("imdb", Some("ev")) => "https://www.imdb.com/event/{}/",
        _ => urls[0],
    };
    (!name.is_empty()).then(|| (*name, address.replace("{}", &id.replace(' ', ""))))
}

/// All URLs of an identifier.
pub(crate) fn urls<'i>(scheme: &str, id: &'i str) -> impl Iterator<Item = String> + use<'i> {
    let known = AUTHORITIES.iter().find(|(known, ..)| *known == scheme);
    let urls = known.map_or(&[][..], |(.., urls)| urls).iter();
    urls.map(move |url| url.replace("{}", id))
}

#[cfg(test)]
mod tests {
    use super::authority;

    #[test]
    fn identifiers_link_to_their_authority() {
        let check = |scheme: &str, id: &str, expected: Option<&str>| {
            assert_eq!(authority(scheme, id).map(|(_, url)| url).as_deref(), expected);
        };
        check("wikidata", "Q42", Some("https://www.wikidata.org/wiki/Q42"));
        check("imdb", "nm0000001", Some("https://www.imdb.com/name/nm0000001/"));
        check("imdb", "tt0111161", Some("https://www.imdb.com/title/tt0111161/"));
        check("own-list", "7", None);
    }
}
