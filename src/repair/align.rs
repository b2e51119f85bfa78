//! Two versions of a text side by side: which word of the former is which word of the present one.

use imara_diff::{Algorithm, Diff, InternedInput};
use unicode_segmentation::UnicodeSegmentation;

use crate::base::Range;

/// How often what a comparison leaves over is compared again: each round finds blocks that moved.
const ROUNDS: usize = 4;

/// Least words in a row, and least bytes in them, that are taken for a block that moved.
const MOVED: (usize, usize) = (5, 24);

/// A text cut into words; white space is none.
pub(crate) struct Words<'a> {
    pub(crate) text: &'a str,
    pub(crate) places: Vec<Range>,
}

/// Which word became which.
pub(crate) struct Alignment<'a> {
    pub(crate) former: Words<'a>,
    pub(crate) now: Words<'a>,
    /// For each word of the former text its place among the present words.
    pub(crate) kept: Vec<Option<usize>>,
}

impl<'a> Words<'a> {
    fn new(text: &'a str) -> Self {
        let words = text.split_word_bound_indices().filter(|(_, word)| !word.trim().is_empty());
        let places = words.map(|(at, word)| Range::new(at, at + word.len())).collect();
        Self { text, places }
    }

    pub(crate) fn word(&self, at: usize) -> &'a str {
        &self.text[self.places[at].of()]
    }

    /// Words that a range touches.
    pub(crate) fn touched(&self, range: Range) -> std::ops::Range<usize> {
        let first = self.places.partition_point(|place| place.end <= range.start);
        let last = self.places.partition_point(|place| place.start < range.end);
        first..last.max(first)
    }
}

impl<'a> Alignment<'a> {
    /// Compares two versions by their words. What is left over on both sides is compared again, so that a block that
    /// moved is found in its new place.
    pub(crate) fn new(former: &'a str, now: &'a str) -> Self {
        let (former, now) = (Words::new(former), Words::new(now));
        let mut kept = vec![None; former.places.len()];
        let mut left: Vec<usize> = (0..former.places.len()).collect();
        let mut right: Vec<usize> = (0..now.places.len()).collect();
        for round in 0..ROUNDS {
            let pairs = matched(&former, &now, &left, &right);
            let pairs = if round == 0 { pairs } else { blocks(&pairs, &former) };
            if pairs.is_empty() {
                break;
            }
            let mut taken = vec![false; now.places.len()];
            for (from, to) in pairs {
                kept[from] = Some(to);
                taken[to] = true;
            }
            left.retain(|at| kept[*at].is_none());
            right.retain(|at| !taken[*at]);
        }
        Self { former, now, kept }
    }
}

/// Words that the two have in common, in order.
fn matched(
    former: &Words<'_>,
    now: &Words<'_>,
    left: &[usize],
    right: &[usize],
) -> Vec<(usize, usize)> {
    let mut input = InternedInput::default();
    input.update_before(left.iter().map(|at| former.word(*at)));
    input.update_after(right.iter().map(|at| now.word(*at)));
    let diff = Diff::compute(Algorithm::Histogram, &input);
    let mut pairs = Vec::new();
    let (mut from, mut to) = (0, 0);
    let mut hunks = diff.hunks();
    loop {
        let (before, after) = match hunks.next() {
            Some(hunk) => (hunk.before, hunk.after),
            None => {
                let ends = (left.len(), right.len());
                let end = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
                (end(ends.0)..end(ends.0), end(ends.1)..end(ends.1))
            }
        };
        while from < before.start as usize && to < after.start as usize {
            pairs.push((left[from], right[to]));
            (from, to) = (from + 1, to + 1);
        }
        if from >= left.len() || to >= right.len() || before.start as usize == left.len() {
            return pairs;
        }
        (from, to) = (before.end as usize, after.end as usize);
    }
}

/// Pairs that are long runs in both texts.
fn blocks(pairs: &[(usize, usize)], former: &Words<'_>) -> Vec<(usize, usize)> {
    let follows = |a: &(usize, usize), b: &(usize, usize)| a.0 + 1 == b.0 && a.1 + 1 == b.1;
    let runs = pairs.chunk_by(follows).filter(|run| {
        let bytes: usize = run.iter().map(|(from, _)| former.places[*from].len()).sum();
        run.len() >= MOVED.0 && bytes >= MOVED.1
    });
    runs.flatten().copied().collect()
}
