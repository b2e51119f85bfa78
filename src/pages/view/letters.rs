//! The alphabet above an index: initials of entries are links, other letters are text.

use serde::Serialize;

use crate::base::language::primary;

/// A letter above the index.
#[derive(Clone, Debug, Serialize)]
pub struct LetterLink {
    /// The letter; `#` for names that do not begin with a letter.
    pub letter: String,
    /// Fragment of its entries; absent without any.
    pub id: Option<String>,
}

/// Alphabets by language, without diacritics.
const ALPHABETS: [(&[&str], &str); 5] = [
    (
        &[
            "af", "ca", "cs", "da", "de", "en", "es", "et", "eu", "fi", "fr", "hu", "id", "is",
            "it", "lt", "lv", "ms", "nb", "nl", "nn", "no", "pl", "pt", "ro", "sk", "sl", "sq",
            "sv", "tr",
        ],
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    ),
    (&["uk"], "АБВГҐДЕЄЖЗИІКЛМНОПРСТУФХЦЧШЩЬЮЯ"),
    (&["ru"], "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ"),
    (&["ar"], "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"),
    (&["el"], "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ"),
];

/// Letters of a language's alphabet; other initials come before or after them, as in the list. Only the initials of
/// the list if the alphabet is unknown, or no name uses it.
pub(crate) fn alphabet(letters: &[LetterLink], tag: &str) -> Vec<LetterLink> {
    let known = ALPHABETS.iter().find(|(tags, _)| tags.contains(&primary(tag)));
    let known: Vec<String> =
        known.map_or("", |(_, letters)| letters).chars().map(String::from).collect();
    let is_known = |letter: &LetterLink| known.contains(&letter.letter);
    let Some(first) = letters.iter().position(is_known) else {
        return letters.to_vec();
    };
    let (before, rest) = letters.split_at(first);
    let of_alphabet = known.iter().map(|letter| LetterLink {
        letter: letter.clone(),
        id: letters.iter().find(|it| it.letter == *letter).and_then(|it| it.id.clone()),
    });
    let after = rest.iter().filter(|letter| !is_known(letter)).cloned();
    before.iter().cloned().chain(of_alphabet).chain(after).collect()
}

#[cfg(test)]
mod tests {
    use super::{LetterLink, alphabet};

    fn check(letters: &str, tag: &str, expected: &str) {
        let letters: Vec<LetterLink> = letters
            .chars()
            .map(|letter| LetterLink {
                letter: letter.to_string(),
                id: Some(format!("g-{letter}")),
            })
            .collect();
        let shown = alphabet(&letters, tag).into_iter().map(|link| match link.id {
            Some(id) => {
                assert_eq!(id, format!("g-{}", link.letter));
                link.letter
            }
            None => link.letter.to_lowercase(),
        });
        assert_eq!(shown.collect::<String>(), expected);
    }

    #[test]
    fn letters_without_entries_are_not_links() {
        check("#BY山", "en", "#aBcdefghijklmnopqrstuvwxYz山");
        check("BŁZ", "pl-PL", "aBcdefghijklmnopqrstuvwxyZŁ");
        check("Д", "uk", "абвгґДеєжзиіклмнопрстуфхцчшщьюя");
        // names in another script; a language with unknown alphabet
        check("Д", "en", "Д");
        check("AB", "ja", "AB");
        check("", "en", "");
    }
}
