//! External identifiers: known schemes and their formats.

use crate::base::{Diagnostic, Path, Spanned, codes};
use crate::data::{Entry, Reader, Value};

/// Key, example, and validator of canonical identifiers.
type Scheme = (&'static str, &'static str, fn(&str) -> bool);

/// Schemes with validation; identifiers of other schemes are accepted unchecked.
///
/// *Source*: the authorities' documentation; ISO 27729 for ISNI and ORCID, ISO/IEC 7064 for check digits.
const SCHEMES: &[Scheme] = &[
    ("wikidata", "Q42", |id| id.strip_prefix('Q').is_some_and(|rest| is_number(rest, 1, 12))),
    ("viaf", "113230702", |id| is_number(id, 1, 22)),
    ("geonames", "170654", |id| is_number(id, 1, 10)),
    ("isni", "0000000121032683", is_isni),
    ("orcid", "0000-0002-1825-0097", is_orcid),
    ("ror", "03yrm5c26", is_ror),
    ("gnd", "118540238", is_gnd),
    ("imdb", "nm0000001", is_imdb),
    ("lcnaf", "n79022889", is_lcnaf),
    ("ulan", "500115588", |id| id.starts_with("500") && is_number(id, 9, 9)),
    ("tgn", "7002445", |id| id.starts_with(['1', '7']) && is_number(id, 7, 7)),
];

/// Reads `ids`: scheme and identifier, in source order.
///
/// *Shape*: identifiers are canonical: an ISNI without blanks.
pub(crate) fn ids(reader: &mut Reader<'_, '_>) -> Vec<(String, Spanned<String>)> {
    let Some(table) = reader.plain_table("ids") else { return Vec::new() };
    table
        .entries
        .iter()
        .filter_map(|entry| Some((entry.key.clone(), identifier(reader, entry)?)))
        .collect()
}

fn identifier(reader: &mut Reader<'_, '_>, entry: &Entry) -> Option<Spanned<String>> {
    let written = match &entry.node.value {
        Value::String(text) => text.trim().to_owned(),
        // `geonames = 170654`; in YAML, any unquoted number
        Value::Integer(number) => number.to_string(),
        Value::Null => return None,
        _ => return reader.wrong(&entry.key, "a string", &entry.node),
    };
    let id = match entry.key.as_str() {
        "isni" => written.replace([' ', '-'], ""),
        _ => written,
    };
    let scheme = SCHEMES.iter().find(|(name, ..)| *name == entry.key);
    let is_valid = scheme.map_or(!id.is_empty(), |(.., accepts)| accepts(&id));
    let id = Spanned::new(id, entry.node.span);
    if !is_valid {
        reader.tell(bad_identifier(reader.path(), entry, &id.value, scheme));
    }
    is_valid.then_some(id)
}

fn is_number(text: &str, shortest: usize, longest: usize) -> bool {
    (shortest..=longest).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && !text.starts_with('0')
}

fn are_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// 16 characters, the last one a check character by ISO/IEC 7064 MOD 11-2.
fn is_isni(id: &str) -> bool {
    let Some((digits, check)) = id.split_at_checked(15) else { return false };
    if !are_digits(digits) {
        return false;
    }
    let sum = digits.bytes().fold(0, |sum, byte| (sum + u32::from(byte - b'0')) * 2);
    let expected = match (12 - sum % 11) % 11 {
        10 => "X".to_owned(),
        digit => digit.to_string(),
    };
    check == expected
}

fn is_orcid(id: &str) -> bool {
    let groups: Vec<&str> = id.split('-').collect();
    groups.len() == 4 && groups.iter().all(|group| group.len() == 4) && is_isni(&groups.concat())
}

/// `0`, six characters in Crockford's base 32, two check digits by ISO/IEC 7064 MOD 97-10.
fn is_ror(id: &str) -> bool {
    let Some(rest) = id.strip_prefix('0') else { return false };
    let Some((number, check)) = rest.split_at_checked(6) else { return false };
    let digit = |c: char| "0123456789abcdefghjkmnpqrstvwxyz".find(c);
    let value = number.chars().try_fold(0, |sum, c| Some(sum * 32 + digit(c)?));
    value.is_some_and(|value| check == format!("{:02}", 98 - value * 100 % 97))
}

fn is_gnd(id: &str) -> bool {
    let Some((digits, check)) = id.split_at_checked(id.len().saturating_sub(1)) else {
        return false;
    };
    let number = digits.strip_suffix('-').unwrap_or(digits);
    is_number(number, 1, 10) && (are_digits(check) || check == "X")
}

fn is_imdb(id: &str) -> bool {
    let kinds = ["nm", "tt", "co", "ev", "ch", "ni"];
    let number = kinds.iter().find_map(|kind| id.strip_prefix(kind));
    number.is_some_and(|number| (7..=10).contains(&number.len()) && are_digits(number))
}

fn is_lcnaf(id: &str) -> bool {
    let number = id.trim_start_matches(|c: char| c.is_ascii_lowercase());
    (1..=3).contains(&(id.len() - number.len()))
        && matches!(number.len(), 8 | 10)
        && are_digits(number)
}

fn bad_identifier(path: &Path, entry: &Entry, id: &str, scheme: Option<&Scheme>) -> Diagnostic {
    let message = format!("`{id}` is not a valid `{}` identifier", entry.key);
    let diagnostic = Diagnostic::at(codes::IDENTIFIER_INVALID, path, entry.node.span, message);
    let Some((name, example, _)) = scheme else {
        return diagnostic.help("write the identifier, or leave the scheme out");
    };
    let diagnostic = match *name {
        "isni" | "orcid" | "ror" => {
            diagnostic.help("its last characters are check digits for the others")
        }
        _ => diagnostic,
    };
    let diagnostic = diagnostic.help(format!("it looks like `{example}`"));
    if id.contains("://") {
        diagnostic.help("write the identifier alone, without the address around it")
    } else {
        diagnostic
    }
}

#[cfg(test)]
mod tests {
    use super::SCHEMES;

    fn check(scheme: &str, id: &str, expected: bool) {
        let (.., accepts) = SCHEMES.iter().find(|(name, ..)| *name == scheme).unwrap();
        assert_eq!(accepts(id), expected, "{scheme} {id}");
    }

    #[test]
    fn every_example_is_valid() {
        for (scheme, example, _) in SCHEMES {
            check(scheme, example, true);
            check(scheme, "", false);
            check(scheme, "https://example.org/1", false);
            check(scheme, "é🙂٣", false);
        }
    }

    #[test]
    fn check_digits_are_checked() {
        check("isni", "0000000121032684", false);
        check("isni", "000000012146438X", true);
        check("orcid", "0000-0002-1694-233X", true);
        check("orcid", "0000-0002-1825-0098", false);
        check("orcid", "0000000218250097", false);
        check("ror", "02mhbdp94", true);
        check("ror", "05a28rw58", true);
        check("ror", "02mhbdp95", false);
        check("ror", "0éééé94", false);
    }

    #[test]
    fn identifiers_match_their_scheme() {
        for (scheme, id, expected) in [
            ("wikidata", "q42", false),
            ("wikidata", "Q042", false),
            ("wikidata", "P31", false),
            ("gnd", "4021477-1", true),
            ("gnd", "11854023X", true),
            ("gnd", "X", false),
            ("imdb", "tt0111161", true),
            ("imdb", "0111161", false),
            ("lcnaf", "no2008012345", true),
            ("lcnaf", "79022889", false),
            ("ulan", "400115588", false),
        ] {
            check(scheme, id, expected);
        }
    }
}
