//! The passage of a text most similar to a quotation. Only for messages: nothing is anchored by similarity.

use std::collections::HashMap;

use crate::anchor::haystack::Haystack;
use crate::base::Range;
use crate::names::fold::{Folding, fold};

/// The passage most similar to `words`, on word boundaries; `None` if more than two fifths of the characters differ.
pub(crate) fn closest(haystack: &Haystack<'_>, words: &str) -> Option<Range> {
    let words: Vec<char> = fold(words).chars().collect();
    let layer = haystack.layer(Folding::Characters);
    let text = layer.characters();
    let part = &words[..words.len().min(64)];
    let (last, changes) = best_end(part, text)?;
    if changes * 5 > part.len() * 2 {
        return None;
    }
    let first = start_of(part, &text[..=last]);
    let last = (last + words.len() - part.len()).min(text.len() - 1);
    let is_word = |at: usize| text.get(at).is_some_and(|(_, c)| c.is_alphanumeric());
    let starts_word = |at: &usize| *at == 0 || !is_word(*at) || !is_word(*at - 1);
    let ends_word = |at: &usize| !is_word(*at) || !is_word(*at + 1);
    let reach = 20;
    let first = (first.saturating_sub(reach)..=first).rev().find(starts_word).unwrap_or(first);
    let last = (last..text.len().min(last + reach)).find(ends_word).unwrap_or(last);
    let (end, c) = text[last];
    let range = layer.source(text[first].0..end + c.len_utf8())?;
    Some(haystack.trimmed(range))
}

/// Last character of the best match of a pattern of up to 64 characters, and its edit distance (Myers 1999).
fn best_end(pattern: &[char], text: &[(usize, char)]) -> Option<(usize, usize)> {
    let highest = 1u64 << pattern.len().checked_sub(1)?;
    // an array lookup is many times faster than a map lookup, and this runs for each character of the text
    let mut plain = [0u64; 128];
    let mut others: HashMap<char, u64, foldhash::fast::FixedState> = HashMap::default();
    for (at, c) in pattern.iter().enumerate() {
        match plain.get_mut(*c as usize) {
            Some(mask) => *mask |= 1 << at,
            None => *others.entry(*c).or_default() |= 1 << at,
        }
    }
    let mask = |c: char| match plain.get(c as usize) {
        Some(mask) => *mask,
        None => others.get(&c).copied().unwrap_or_default(),
    };
    let (mut plus, mut minus, mut score) = (u64::MAX, 0u64, pattern.len());
    let mut best = None;
    for (at, (_, c)) in text.iter().enumerate() {
        let equal = mask(*c);
        let diagonal = ((equal & plus).wrapping_add(plus) ^ plus) | equal | minus;
        let (up, down) = (minus | !(diagonal | plus), plus & diagonal);
        score = score + usize::from(up & highest != 0) - usize::from(down & highest != 0);
        let (up, down) = (up << 1, down << 1);
        plus = down | !(diagonal | up);
        minus = up & diagonal;
        if best.is_none_or(|(_, least)| score < least) {
            best = Some((at, score));
        }
    }
    best
}

/// First character of the best match that ends at the end of `text`.
fn start_of(pattern: &[char], text: &[(usize, char)]) -> usize {
    let reach = text.len().min(pattern.len() * 2);
    let mut row: Vec<usize> = (0..=reach).collect();
    for (count, wanted) in (1..).zip(pattern.iter().rev()) {
        let mut diagonal = std::mem::replace(&mut row[0], count);
        for at in 1..=reach {
            let differs = usize::from(text[text.len() - at].1 != *wanted);
            let cost = (diagonal + differs).min(row[at] + 1).min(row[at - 1] + 1);
            diagonal = std::mem::replace(&mut row[at], cost);
        }
    }
    let length = (1..=reach).min_by_key(|at| row[*at]).unwrap_or(1);
    text.len() - length
}

#[cfg(test)]
mod tests {
    use super::closest;
    use crate::anchor::haystack::Haystack;

    #[test]
    fn finds_the_most_similar_passage() {
        let check = |text: &str, words: &str, expected: Option<&str>| {
            let haystack = Haystack::new(text);
            let found = closest(&haystack, words).map(|range| &text[range.of()]);
            assert_eq!(found, expected, "{words:?}");
        };
        let text = "He wrote the third lettre in May.\nShe answered “at once”, in June.";
        check(text, "the third letter", Some("the third lettre"));
        check(text, "he third lettre im Mai", Some("the third lettre in May"));
        check(text, "answered \"at onse\"", Some("answered “at once”"));
        check(text, "zebra crossing quickly", None);
        check(text, "", None);
        check("", "words", None);
        check("日本の首都は東京です", "首都が東京", Some("日本の首都は東京です"));
        let long = "word ".repeat(40);
        check(&long, &"werd ".repeat(20), Some("word ".repeat(20).trim_end()));
    }
}
