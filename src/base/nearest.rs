//! Suggestions for misspelt words.

use strsim::osa_distance;

/// The known word closest to `word`, if close enough to suggest.
///
/// *Units*: distance in code points, a swap of neighbours counting as one edit; at most a third of the word may differ.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = word.to_lowercase();
    let length = wanted.chars().count();
    let limit = (length / 3).max(1);
    known
        .into_iter()
        .filter(|candidate| candidate.chars().count().abs_diff(length) <= limit)
        .map(|candidate| (osa_distance(&wanted, &candidate.to_lowercase()), candidate))
        .filter(|(changes, _)| *changes <= limit)
        .min()
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn typos_find_the_known_word() {
        let known = ["title", "tags", "date", "statements"];
        assert_eq!(nearest("titel", known), Some("title"));
        assert_eq!(nearest("Tags", known), Some("tags"));
        assert_eq!(nearest("statments", known), Some("statements"));
        assert_eq!(nearest("zzz", known), None);
    }
}
