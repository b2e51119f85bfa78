//! Authorities that issue identifiers: names, and URLs of what they identify.

/// Identifier schemes: id, name, URL with `{}` for the identifier.
const AUTHORITIES: &[(&str, &str, &str)] = &[
    ("wikidata", "Wikidata", "https://www.wikidata.org/wiki/{}"),
    ("viaf", "VIAF", "https://viaf.org/viaf/{}"),
    ("geonames", "GeoNames", "https://www.geonames.org/{}"),
    ("isni", "ISNI", "https://isni.org/isni/{}"),
    ("orcid", "ORCID", "https://orcid.org/{}"),
    ("ror", "ROR", "https://ror.org/{}"),
    ("gnd", "GND", "https://d-nb.info/gnd/{}"),
    ("imdb", "IMDb", "https://www.imdb.com/name/{}/"),
];

/// Name of a scheme's authority and URL for an identifier; `None` for an unknown scheme.
pub fn authority(scheme: &str, id: &str) -> Option<(&'static str, String)> {
    let (_, name, address) = AUTHORITIES.iter().find(|(known, ..)| *known == scheme)?;
    let address = match (scheme, id.get(..2)) {
        ("imdb", Some("tt")) => "https://www.imdb.com/title/{}/",
        ("imdb", Some("co")) => "https://www.imdb.com/company/{}/",
        ("imdb", Some("ev")) => "https://www.imdb.com/event/{}/",
        _ => address,
    };
    Some((name, address.replace("{}", &id.replace(' ', ""))))
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
