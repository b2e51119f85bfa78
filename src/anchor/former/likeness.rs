//! Similarity of texts.

use unicode_segmentation::UnicodeSegmentation;

use crate::base::Range;

/// From 0 (nothing in common) to 1 (equal): one minus the edit distance (Levenshtein) divided by the longer length.
pub(crate) fn likeness(a: &str, b: &str) -> f64 {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let longest = a.len().max(b.len());
    if longest == 0 {
        return 1.0;
    }
    1.0 - distance(&a, &b) as f64 / longest as f64
}

/// Levenshtein distance, in characters.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (count, wanted) in (1..).zip(a) {
        let mut diagonal = std::mem::replace(&mut row[0], count);
        for (at, c) in (1..).zip(b) {
            let cost = (diagonal + usize::from(c != wanted)).min(row[at] + 1).min(row[at - 1] + 1);
            diagonal = std::mem::replace(&mut row[at], cost);
        }
    }
    row[b.len()]
}

/// Maximum bytes of words that are searched for.
const MAX_LENGTH: usize = 160;

/// The passage of `within`, on word boundaries, that is most like `words`, and its likeness; ties: the first. `None` if
/// `words` are too long.
pub(crate) fn best_part(words: &str, text: &str, within: Range) -> Option<(Range, f64)> {
    // every passage is compared with all words, which is too slow for long ones
    if words.len() > MAX_LENGTH {
        return None;
    }
    let part = &text[within.of()];
    let bounds = part.split_word_bound_indices().filter(|(_, word)| !word.trim().is_empty());
    let bounds: Vec<(usize, usize)> = bounds.map(|(at, word)| (at, at + word.len())).collect();
    let length = words.len();
    let mut best: Option<(Range, f64)> = None;
    for (at, (start, _)) in bounds.iter().enumerate() {
        let ends = bounds[at..].iter().map(|(_, end)| *end);
        for end in ends.take_while(|end| end - start <= length * 2 + 8) {
            if (end - start) * 2 < length {
                continue;
            }
            let alike = likeness(words, &part[*start..end]);
            if best.is_none_or(|(_, most)| alike > most) {
                let offset = within.start as usize;
                best = Some((Range::new(offset + start, offset + end), alike));
            }
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::{best_part, likeness};
    use crate::base::Range;

    #[test]
    fn likeness_is_the_share_of_characters_that_stay() {
        assert_eq!(likeness("", ""), 1.0);
        assert_eq!(likeness("abc", "abc"), 1.0);
        assert_eq!(likeness("abcd", "abce"), 0.75);
        assert_eq!(likeness("abc", "xyz"), 0.0);
        let text = "so said Vladimir Putyn, the president";
        let (place, alike) = best_part("Vladimir Putin", text, Range::new(0, text.len())).unwrap();
        assert_eq!(&text[place.of()], "Vladimir Putyn");
        assert!(alike > 0.9);
    }
}
