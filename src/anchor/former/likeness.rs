//! How alike two texts are.

use unicode_segmentation::UnicodeSegmentation;

use crate::base::Range;

/// From 0, nothing in common, to 1, the same: one less the share of characters that must be changed (Levenshtein).
pub(crate) fn likeness(a: &str, b: &str) -> f64 {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let longest = a.len().max(b.len());
    if longest == 0 {
        return 1.0;
    }
    1.0 - distance(&a, &b) as f64 / longest as f64
}

/// How many characters must be put in, left out or replaced.
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

/// Most bytes of words that are sought in other words.
const LONGEST: usize = 160;

/// The words in a part of a text that are most like others, and how alike they are; the first of equals.
pub(crate) fn best_part(words: &str, text: &str, within: Range) -> Option<(Range, f64)> {
    // each part is compared with all words: of long ones there are too many
    if words.len() > LONGEST {
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
