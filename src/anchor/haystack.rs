//! A text stream prepared for many searches: folded, indexed, with its grapheme clusters.

use std::cell::OnceCell;

use unicode_segmentation::UnicodeSegmentation;

use crate::base::Range;
use crate::names::fold::{Folded, Folding};

/// A text stream to search for quotations. Everything derived from it is computed when first used.
pub(crate) struct Haystack<'a> {
    stream: &'a str,
    spaced: OnceCell<Layer>,
    folded: OnceCell<Layer>,
    /// Offsets of characters that continue a grapheme cluster, in order.
    inner: OnceCell<Vec<u32>>,
    /// Byte offset of each code point; empty if the stream is ASCII.
    points: OnceCell<Vec<u32>>,
}

/// The stream in one folding.
pub(crate) struct Layer {
    folded: Folded,
    index: OnceCell<Index>,
    /// Characters with their byte offsets.
    characters: OnceCell<Vec<(usize, char)>>,
}

impl<'a> Haystack<'a> {
    /// Wraps a stream.
    pub(crate) fn new(stream: &'a str) -> Self {
        Self {
            stream,
            spaced: OnceCell::new(),
            folded: OnceCell::new(),
            inner: OnceCell::new(),
            points: OnceCell::new(),
        }
    }

    /// The original stream.
    pub(crate) fn stream(&self) -> &'a str {
        self.stream
    }

    /// The folded stream.
    pub(crate) fn layer(&self, folding: Folding) -> &Layer {
        let cell = match folding {
            Folding::Spaces => &self.spaced,
            Folding::Characters => &self.folded,
        };
        let folded = || Folded::new(self.stream, folding);
        cell.get_or_init(|| Layer {
            folded: folded(),
            index: OnceCell::new(),
            characters: OnceCell::new(),
        })
    }

    /// Whether both ends are grapheme cluster boundaries.
    pub(crate) fn is_whole(&self, range: Range) -> bool {
        self.is_boundary(range.start) && self.is_boundary(range.end)
    }

    fn is_boundary(&self, offset: u32) -> bool {
        let at = offset as usize;
        let bytes = self.stream.as_bytes();
        let is_simple =
            |byte: Option<&u8>| byte.is_none_or(|byte| byte.is_ascii() && *byte != b'\n');
        if is_simple(bytes.get(at)) && is_simple(at.checked_sub(1).and_then(|left| bytes.get(left)))
        {
            return true;
        }
        let inner = self.inner.get_or_init(|| inner_offsets(self.stream));
        self.stream.is_char_boundary(at) && inner.binary_search(&offset).is_err()
    }

    /// Byte offset of a code point; the end of the text is valid.
    pub(crate) fn offset(&self, point: u32) -> Option<u32> {
        let length = Range::new(0, self.stream.len()).end;
        let points = self.points.get_or_init(|| {
            if self.stream.is_ascii() {
                return Vec::new();
            }
            let offsets = self.stream.char_indices().map(|(at, _)| Range::new(at, at).start);
            offsets.chain([length]).collect()
        });
        if points.is_empty() {
            (point <= length).then_some(point)
        } else {
            points.get(point as usize).copied()
        }
    }

    /// The range without leading and trailing white space; no-break spaces stay.
    pub(crate) fn trimmed(&self, range: Range) -> Range {
        let is_space =
            |c: char| c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}');
        let text = &self.stream[range.of()];
        let from = text.trim_start_matches(is_space);
        let start = range.end as usize - from.len();
        Range::new(start, start + from.trim_end_matches(is_space).len())
    }
}

/// Offsets of characters that are not the first of their grapheme cluster.
fn inner_offsets(stream: &str) -> Vec<u32> {
    let mut inner = Vec::new();
    for (start, cluster) in stream.grapheme_indices(true) {
        let rest = cluster.char_indices().skip(1);
        inner.extend(rest.map(|(at, _)| Range::new(start + at, start + at).start));
    }
    inner
}

impl Layer {
    /// The folded text.
    pub(crate) fn text(&self) -> &str {
        self.folded.text()
    }

    /// Characters of the folded text with their byte offsets.
    pub(crate) fn characters(&self) -> &[(usize, char)] {
        self.characters.get_or_init(|| self.text().char_indices().collect())
    }

    /// Range in the stream of a piece of the folded text; `None` if it cuts a character of the stream.
    pub(crate) fn source(&self, piece: std::ops::Range<usize>) -> Option<Range> {
        self.folded.source(piece)
    }

    /// All offsets in the folded text at which `words` occur, including overlapping ones, in order.
    pub(crate) fn places(&self, words: &str) -> Vec<usize> {
        let text = self.text();
        if words.is_empty() {
            return Vec::new();
        }
        if words.len() < WINDOW {
            let stands = |at: &usize| text[*at..].starts_with(words);
            return text.char_indices().map(|(at, _)| at).filter(stands).collect();
        }
        let index = self.index.get_or_init(|| Index::new(text.as_bytes()));
        index
            .candidates(words.as_bytes())
            .filter(|at| text.as_bytes()[*at..].starts_with(words.as_bytes()))
            .collect()
    }
}

const WINDOW: usize = 4;
const BUCKETS: usize = 1 << 14;

/// Positions of all four-byte sequences, by hash. A search checks candidates, not the whole text.
struct Index {
    /// Start of each bucket in `places`, plus the end of the last.
    starts: Vec<u32>,
    places: Vec<u32>,
}

impl Index {
    fn new(text: &[u8]) -> Self {
        let mut starts = vec![0; BUCKETS + 1];
        for window in text.windows(WINDOW) {
            starts[bucket(window) + 1] += 1;
        }
        for at in 0..BUCKETS {
            starts[at + 1] += starts[at];
        }
        let mut next = starts.clone();
        let mut places = vec![0; text.windows(WINDOW).len()];
        for (at, window) in (0..).zip(text.windows(WINDOW)) {
            let slot = &mut next[bucket(window)];
            places[*slot as usize] = at;
            *slot += 1;
        }
        Self { starts, places }
    }

    /// Possible positions of `words`: those of their rarest window, shifted to the start of the words.
    fn candidates(&self, words: &[u8]) -> impl Iterator<Item = usize> {
        let slots = |window: &[u8]| {
            let at = bucket(window);
            self.starts[at] as usize..self.starts[at + 1] as usize
        };
        let windows = words.windows(WINDOW).map(slots).enumerate();
        let (shift, rarest) = windows.min_by_key(|(_, slots)| slots.len()).unwrap_or_default();
        self.places[rarest].iter().filter_map(move |at| (*at as usize).checked_sub(shift))
    }
}

fn bucket(window: &[u8]) -> usize {
    let number = window.iter().fold(0u32, |number, byte| (number << 8) | u32::from(*byte));
    (number.wrapping_mul(0x9e37_79b1) >> 18) as usize
}
