//! The files of words: postings by word, split so that a search fetches little.
//!
//! A line is `WORD TAB PLACES`. Places are documents in ascending order: the distance from the one before (from -1 for
//! the first), times four, plus the weight of the word there (0 to 3), in base 32, low digits first, as letters of
//! [`DIGITS`]; a digit that is not the last of its number is the letter 32 further on. `!` before the places: only the
//! strongest are listed. Lines are sorted by UTF-16 code units, as JavaScript compares strings.

use crate::base::Path;
use crate::names::FastMap;

/// Maximum size of a file in bytes.
const LARGEST: usize = 40_000;

/// Maximum number of documents of a word; those with the highest weight are kept.
pub(crate) const MOST_PLACES: usize = 4_000;

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Postings: for each word its documents and weights, `document * 4 + weight`.
#[derive(Debug, Default)]
pub(crate) struct Places(FastMap<String, Vec<u32>>);

impl Places {
    /// Adds a document of a word. Documents must be added in ascending order.
    pub(crate) fn add(&mut self, word: &str, document: u32, weight: u8) {
        let place = document * 4 + u32::from(weight.min(3));
        match self.0.get_mut(word) {
            Some(places) => places.push(place),
            None => {
                self.0.insert(word.to_string(), vec![place]);
            }
        }
    }

    /// The files, by first word, each named by a hash of its content.
    pub(crate) fn files(self) -> Vec<(String, Path, Vec<u8>)> {
        let mut words: Vec<(String, Vec<u32>)> = self.0.into_iter().collect();
        words.sort_unstable_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
        let mut files = Vec::new();
        let (mut first, mut lines) = (String::new(), String::new());
        for (word, places) in words {
            let line = line(&word, places);
            if !lines.is_empty() && lines.len() + line.len() > LARGEST {
                files.push(file(std::mem::take(&mut first), std::mem::take(&mut lines)));
            }
            if lines.is_empty() {
                first = word;
            }
            lines.push_str(&line);
        }
        if !lines.is_empty() {
            files.push(file(first, lines));
        }
        files
    }
}

fn file(first: String, lines: String) -> (String, Path, Vec<u8>) {
    let bytes = lines.into_bytes();
    (first, named("words", "txt", &bytes), bytes)
}

/// A file name below `search/` with a hash of the content.
pub(crate) fn named(what: &str, extension: &str, bytes: &[u8]) -> Path {
    let hash = blake3::hash(bytes).to_hex();
    Path::new(&format!("search/{what}-{}.{extension}", &hash[..12])).expect("a plain name")
}

fn line(word: &str, mut places: Vec<u32>) -> String {
    let mut line = format!("{word}\t");
    if places.len() > MOST_PLACES {
        // highest weight first, ties by document
        places.sort_unstable_by_key(|place| (std::cmp::Reverse(place % 4), *place));
        places.truncate(MOST_PLACES);
        places.sort_unstable();
        line.push('!');
    }
    let mut last = None;
    for place in places {
        let document = place / 4;
        let step = last.map_or(document + 1, |last| document - last);
        last = Some(document);
        let mut rest = step * 4 + place % 4;
        while rest >= 32 {
            line.push(char::from(DIGITS[32 + (rest % 32) as usize]));
            rest /= 32;
        }
        line.push(char::from(DIGITS[rest as usize]));
    }
    line.push('\n');
    line
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{DIGITS, LARGEST, MOST_PLACES, Places, line};

    /// Decodes places as `search.js` does.
    fn read(places: &str) -> Vec<u32> {
        let (mut found, mut last, mut value, mut scale) = (Vec::new(), 0, 0, 1);
        for byte in places.bytes() {
            let digit = DIGITS.iter().position(|it| *it == byte).unwrap() as u32;
            value += digit % 32 * scale;
            scale *= 32;
            if digit < 32 {
                last += value / 4;
                found.push((last - 1) * 4 + value % 4);
                (value, scale) = (0, 1);
            }
        }
        found
    }

    proptest! {
        #[test]
        fn places_round_trip(documents in prop::collection::btree_map(0..200_000_u32, 0..4_u32, 0..300)) {
            let places: Vec<u32> = documents.into_iter().map(|(at, weight)| at * 4 + weight).collect();
            let line = line("word", places.clone());
            let (word, written) = line.trim_end().split_once('\t').unwrap_or(("word", ""));
            prop_assert_eq!(word, "word");
            prop_assert_eq!(read(written), places);
        }
    }

    #[test]
    fn a_frequent_word_keeps_its_strongest_places() {
        let places = (0..10_000).map(|at| at * 4 + u32::from(at % 100 == 7));
        let line = line("the", places.collect());
        let written = line.trim_end().strip_prefix("the\t!").unwrap();
        let kept = read(written);
        assert_eq!(kept.len(), MOST_PLACES);
        assert_eq!(kept.iter().filter(|place| *place % 4 == 1).count(), 100);
        assert!(kept.is_sorted());
    }

    #[test]
    fn files_are_small_sorted_and_named_by_content() {
        let mut places = Places::default();
        for at in 0..20_000 {
            places.add(&format!("word{at}"), at, 1);
        }
        places.add("\u{ff21}", 1, 0);
        places.add("𝓡", 1, 0);
        let files = places.files();
        assert!(files.len() > 4 && files.iter().all(|(.., bytes)| bytes.len() <= LARGEST));
        let firsts: Vec<Vec<u16>> = files.iter().map(|it| it.0.encode_utf16().collect()).collect();
        assert!(firsts.is_sorted());
        let last = String::from_utf8(files.last().unwrap().2.clone()).unwrap();
        let tail: Vec<&str> = last.lines().rev().take(2).collect();
        assert!(tail[0].starts_with('\u{ff21}') && tail[1].starts_with('𝓡'), "{tail:?}");
    }
}
