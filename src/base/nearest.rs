//! Which of the known words an author most likely meant.

use strsim::osa_distance;

/// The known word closest to `word`, if it is close enough to be worth a hint.
///
/// *Units*: distance is counted in code points, with swaps of neighbours as one change; at most a third of
/// the word may differ.
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
    fn a_slip_of_the_pen_finds_the_word() {
        let known = ["title", "tags", "date", "statements"];
        assert_eq!(nearest("titel", known), Some("title"));
        assert_eq!(nearest("Tags", known), Some("tags"));
        assert_eq!(nearest("statments", known), Some("statements"));
        assert_eq!(nearest("zzz", known), None);
    }
}
