//! Similarity of texts.

use unicode_segmentation::UnicodeSegmentation;

use crate::base::Range;

/// From 0 (nothing in common) to 1 (equal): one minus the edit distance (Levenshtein) divided by the longer length.
pub(crate) fn likeness(a: &str, b: &str) -> f64 {
    strsim::normalized_levenshtein(a, b)
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
