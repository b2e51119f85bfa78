//! Aligns two versions of a text word by word.

use std::collections::HashMap;

use imara_diff::{Algorithm, Diff, InternedInput};
use unicode_segmentation::UnicodeSegmentation;

use crate::anchor::byname::is_unspaced;
use crate::base::Range;

/// Rounds in which unmatched words are compared again, to find blocks that moved.
const ROUNDS: usize = 4;

/// Minimum information, in bits, of a block that moved, and of one that was repeated.
const BLOCK: (f32, f32) = (36.0, 28.0);

/// Maximum number of words between two runs of a block.
const GAP: usize = 6;

/// Bits by which a run of equal words must exceed what chance explains.
const CHANCE: f32 = 2.5;

/// A text split into words. In scripts without spaces each grapheme cluster is a word; white space is not.
pub(crate) struct Words<'a> {
    pub(crate) text: &'a str,
    /// In text order.
    pub(crate) places: Vec<Range>,
}

/// Which word of the former text became which of the present one.
pub(crate) struct Alignment<'a> {
    pub(crate) former: Words<'a>,
    pub(crate) now: Words<'a>,
    /// For each former word, its index among the present words; no two are equal.
    pub(crate) kept: Vec<Option<usize>>,
    /// Like `kept`, for words that occur once more in the present text: passages that an edit repeated.
    pub(crate) echo: Vec<Option<usize>>,
    /// For each present word, whether it is a kept one.
    pub(crate) is_taken: Vec<bool>,
    /// Information of each former word, in bits: rare words count more than frequent ones.
    pub(crate) bits: Vec<f32>,
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

    /// Indexes of the words that a range touches.
    pub(crate) fn touched(&self, range: Range) -> std::ops::Range<usize> {
        let first = self.places.partition_point(|place| place.end <= range.start);
        let last = self.places.partition_point(|place| place.start < range.end);
        first..last.max(first)
    }
}

impl<'a> Alignment<'a> {
    /// Compares two versions word by word. Unmatched words on both sides are compared again, to find blocks that moved;
    /// then the unmatched present words are compared with the whole former text, to find repeated passages.
    pub(crate) fn new(former: &'a str, now: &'a str) -> Self {
        let (former, now) = (Words::new(former), Words::new(now));
        let bits = bits(&former);
        let mut kept = vec![None; former.places.len()];
        let mut left: Vec<usize> = (0..former.places.len()).collect();
        let mut right: Vec<usize> = (0..now.places.len()).collect();
        let mut is_taken = vec![false; now.places.len()];
        for round in 0..ROUNDS {
            let runs = runs(&matched(&former, &now, &left, &right), &left, &right, &bits);
            let runs = if round == 0 { runs } else { blocks(runs, BLOCK.0) };
            if runs.is_empty() {
                break;
            }
            for (from, to) in runs.iter().flat_map(Run::pairs) {
                kept[from] = Some(to);
                is_taken[to] = true;
            }
            left.retain(|at| kept[*at].is_none());
            right.retain(|at| !is_taken[*at]);
        }
        let mut echo = vec![None; former.places.len()];
        let all: Vec<usize> = (0..former.places.len()).collect();
        let repeated = runs(&matched(&former, &now, &all, &right), &all, &right, &bits);
        for (from, to) in blocks(repeated, BLOCK.1).iter().flat_map(Run::pairs) {
            echo[from] = Some(to);
        }
        Self { former, now, kept, echo, is_taken, bits }
    }
}

/// Information of each word, by its frequency in the text. Single characters of scripts without spaces depend on their
/// neighbours and count half.
fn bits(words: &Words<'_>) -> Vec<f32> {
    let all = || (0..words.places.len()).map(|at| words.word(at));
    let mut counts: HashMap<&str, u32, foldhash::fast::FixedState> = HashMap::default();
    all().for_each(|word| *counts.entry(word).or_default() += 1);
    let total = words.places.len() as f32;
    let of = |word: &str| {
        let Some(first) = word.chars().find(|c| c.is_alphanumeric()) else { return 1.0 };
        let bits = ((total + 16.0) / counts[word] as f32).log2();
        if is_unspaced(first) && word.chars().nth(1).is_none() { bits / 2.0 } else { bits }
    };
    all().map(of).collect()
}

/// Consecutive words that are equal in both texts.
#[derive(Clone, Copy)]
struct Run {
    /// Positions in the lists of words that were compared.
    at: (usize, usize),
    /// Indexes among the words of the texts.
    first: (usize, usize),
    length: usize,
    bits: f32,
}

impl Run {
    fn pairs(&self) -> impl Iterator<Item = (usize, usize)> + use<> {
        let (from, to) = self.first;
        (0..self.length).map(move |step| (from + step, to + step))
    }
}

/// Common words of both texts, in order: positions in `left` and `right`.
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
    let ends = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let last = (ends(left.len())..ends(left.len()), ends(right.len())..ends(right.len()));
    let hunks = diff.hunks().map(|hunk| (hunk.before, hunk.after));
    for (before, after) in hunks.chain([last]) {
        while from < before.start as usize && to < after.start as usize {
            pairs.push((from, to));
            (from, to) = (from + 1, to + 1);
        }
        (from, to) = (before.end as usize, after.end as usize);
    }
    pairs
}

/// Runs of matched words, without those that chance explains: few or frequent words between long passages that differ.
fn runs(pairs: &[(usize, usize)], left: &[usize], right: &[usize], bits: &[f32]) -> Vec<Run> {
    let word = |(from, to): (usize, usize)| (left[from], right[to]);
    let follows = |a: &(usize, usize), b: &(usize, usize)| {
        let ((a_from, a_to), (b_from, b_to)) = (word(*a), word(*b));
        a_from + 1 == b_from && a_to + 1 == b_to && a.0 + 1 == b.0 && a.1 + 1 == b.1
    };
    let of = |run: &[(usize, usize)]| {
        let bits = run.iter().map(|(from, _)| bits[left[*from]]).sum();
        Run { at: run[0], first: word(run[0]), length: run.len(), bits }
    };
    let mut runs: Vec<Run> = pairs.chunk_by(follows).map(of).collect();
    let ends = (left.len(), right.len());
    // a removed run joins the gaps beside it, which may then explain the next run, so remove the weakest of neighbours
    // first
    loop {
        let gaps = gaps(&runs, ends);
        let excess: Vec<f32> =
            (0..runs.len()).map(|at| runs[at].bits - chance(gaps[at], gaps[at + 1])).collect();
        let is_kept = |at: usize| {
            let neighbour = |at: Option<usize>| at.and_then(|at| excess.get(at)).copied();
            let is_weakest = neighbour(at.checked_sub(1)).is_none_or(|other| excess[at] < other)
                && neighbour(Some(at + 1)).is_none_or(|other| excess[at] <= other);
            excess[at] >= CHANCE || !is_weakest
        };
        let kept: Vec<Run> = (0..runs.len()).filter(|at| is_kept(*at)).map(|at| runs[at]).collect();
        if kept.len() == runs.len() {
            return runs;
        }
        runs = kept;
    }
}

/// Number of words of each text before each run, and after the last.
fn gaps(runs: &[Run], ends: (usize, usize)) -> Vec<(usize, usize)> {
    let mut last = (0, 0);
    let starts = runs.iter().map(|run| (run.at, run.length)).chain([(ends, 0)]);
    let gap = |(at, length): ((usize, usize), usize)| {
        let gap = (at.0 - last.0, at.1 - last.1);
        last = (at.0 + length, at.1 + length);
        gap
    };
    starts.map(gap).collect()
}

/// How many ways words can match by chance in the gaps on both sides of a run, in bits. Zero if there is no gap before
/// or after it.
fn chance(before: (usize, usize), after: (usize, usize)) -> f32 {
    if before == (0, 0) || after == (0, 0) {
        return 0.0;
    }
    let ways = (1 + before.0 + after.0) * (1 + before.1 + after.1);
    (ways as f32).log2()
}

/// Runs that, together with runs near them in both texts, hold at least `least` bits.
fn blocks(runs: Vec<Run>, least: f32) -> Vec<Run> {
    let is_near = |a: &Run, b: &Run| {
        let near = |end: usize, start: usize| end <= start && start - end <= GAP;
        near(a.first.0 + a.length, b.first.0) && near(a.first.1 + a.length, b.first.1)
    };
    let blocks = runs.chunk_by(is_near);
    let is_block = |block: &&[Run]| block.iter().map(|run| run.bits).sum::<f32>() >= least;
    blocks.filter(is_block).flatten().copied().collect()
}
