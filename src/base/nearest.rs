//! Suggestions for misspelt words.

/// The known word closest to `word`, if close enough to suggest.
///
/// *Units*: distance in code points, a swap of neighbours counting as one edit; at most a third of the word may differ.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted: Vec<char> = word.to_lowercase().chars().collect();
    let limit = (wanted.len() / 3).max(1);
    known
        .into_iter()
        .filter(|candidate| candidate.chars().count().abs_diff(wanted.len()) <= limit)
        .map(|candidate| {
            let letters: Vec<char> = candidate.to_lowercase().chars().collect();
            (distance(&wanted, &letters), candidate)
        })
        .filter(|(changes, _)| *changes <= limit)
        .min()
        .map(|(_, candidate)| candidate)
}

/// Optimal string alignment distance: insertions, deletions, replacements, swaps of neighbours.
fn distance(a: &[char], b: &[char]) -> usize {
    let width = b.len() + 1;
    let mut rows = vec![0; (a.len() + 1) * width];
    for (row, cells) in rows.chunks_mut(width).enumerate() {
        cells[0] = row;
    }
    for (column, cell) in rows[..width].iter_mut().enumerate() {
        *cell = column;
    }
    for i in 1..=a.len() {
        for j in 1..=b.len() {
            let at = i * width + j;
            let replaced = rows[at - width - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = replaced.min(rows[at - width] + 1).min(rows[at - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[at - 2 * width - 2] + 1);
            }
            rows[at] = best;
        }
    }
    rows[rows.len() - 1]
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
