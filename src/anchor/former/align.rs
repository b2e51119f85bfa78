//! Two versions of a text side by side: which word of the former one is which word of the present one.

use std::collections::HashMap;

use imara_diff::{Algorithm, Diff, InternedInput};
use unicode_segmentation::UnicodeSegmentation;

use crate::anchor::byname::is_unspaced;
use crate::base::Range;

/// How often what a comparison leaves over is compared again: each round finds blocks that moved.
const ROUNDS: usize = 4;

/// Least information, in bits, of a block that moved, and of one that was repeated.
const BLOCK: (f32, f32) = (36.0, 28.0);

/// Most words between two runs of one block.
const GAP: usize = 6;

/// Bits by which a run of equal words must exceed what chance explains.
const CHANCE: f32 = 2.5;

/// A text cut into words. In scripts without spaces a grapheme cluster is a word; white space is none.
pub(crate) struct Words<'a> {
    pub(crate) text: &'a str,
    /// In text order.
    pub(crate) places: Vec<Range>,
}

/// Which word became which.
pub(crate) struct Alignment<'a> {
    pub(crate) former: Words<'a>,
    pub(crate) now: Words<'a>,
    /// For each word of the former text its place among the present words. No two have the same.
    pub(crate) kept: Vec<Option<usize>>,
    /// The same for words that stand in the present text once more: passages that an edit repeated.
    pub(crate) echo: Vec<Option<usize>>,
    /// Whether a word of the present text is one that was kept.
    pub(crate) is_taken: Vec<bool>,
    /// Information of each word of the former text, in bits: rare words tell more than frequent ones.
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

    /// Words that a range touches.
    pub(crate) fn touched(&self, range: Range) -> std::ops::Range<usize> {
        let first = self.places.partition_point(|place| place.end <= range.start);
        let last = self.places.partition_point(|place| place.start < range.end);
        first..last.max(first)
    }
}

impl<'a> Alignment<'a> {
    /// Compares two versions by their words. What is left over on both sides is compared again, so that a block that
    /// moved is found in its new place, and what is left of the present text then with the whole former one, so that
    /// repeated passages are known.
    pub(crate) fn new(former: &'a str, now: &'a str) -> Self {
        let (former, now) = (Words::new(former), Words::new(now));
        let bits = bits(&former);
        let mut kept = vec![None; former.places.len()];
        let mut left: Vec<usize> = (0..former.places.len()).collect();
        let mut right: Vec<usize> = (0..now.places.len()).collect();
        let mut is_taken = vec![false; now.places.len()];
        for round in 0..ROUNDS {
            let runs = runs(&matched(&former, &now, &left, &right), (&left, &right), &bits);
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
        let repeated = runs(&matched(&former, &now, &all, &right), (&all, &right), &bits);
        for (from, to) in blocks(repeated, BLOCK.1).iter().flat_map(Run::pairs) {
            echo[from] = Some(to);
        }
        Self { former, now, kept, echo, is_taken, bits }
    }
}

/// The information of each word, by its frequency in the text. Single letters of scripts without spaces depend on their
/// neighbours, and count half.
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

/// Equal words in a row, in both texts.
#[derive(Clone, Copy)]
struct Run {
    /// Places in the lists of words that were compared.
    at: (usize, usize),
    /// Places among the words of the texts.
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

/// Words that the two have in common, in order: places in `left` and `right`.
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

/// The runs of matched words, without those that chance explains: few or frequent words between long passages that
/// differ.
fn runs(pairs: &[(usize, usize)], (left, right): (&[usize], &[usize]), bits: &[f32]) -> Vec<Run> {
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
    // what is taken out joins the passages beside it, which may explain the next run: the weakest of neighbours goes first
    loop {
        let gaps = gaps(&runs, ends);
        let excess: Vec<f32> =
            (0..runs.len()).map(|at| runs[at].bits - chance(gaps[at], gaps[at + 1])).collect();
        let is_kept = |at: usize| {
            let beside = |at: Option<usize>| at.and_then(|at| excess.get(at)).copied();
            let is_weakest = beside(at.checked_sub(1)).is_none_or(|other| excess[at] < other)
                && beside(Some(at + 1)).is_none_or(|other| excess[at] <= other);
            excess[at] >= CHANCE || !is_weakest
        };
        let kept: Vec<Run> = (0..runs.len()).filter(|at| is_kept(*at)).map(|at| runs[at]).collect();
        if kept.len() == runs.len() {
            return runs;
        }
        runs = kept;
    }
}

/// Words of either text before each run, and after the last.
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

/// In how many ways words may meet in the passages on both sides of a run, in bits. None where it lies against words that
/// are equal, too, or against an end of both texts.
fn chance(before: (usize, usize), after: (usize, usize)) -> f32 {
    if before == (0, 0) || after == (0, 0) {
        return 0.0;
    }
    let ways = (1 + before.0 + after.0) * (1 + before.1 + after.1);
    (ways as f32).log2()
}

/// Runs that are blocks: with the runs near them on both sides they hold enough information.
fn blocks(runs: Vec<Run>, least: f32) -> Vec<Run> {
    let is_near = |a: &Run, b: &Run| {
        let near = |end: usize, start: usize| end <= start && start - end <= GAP;
        near(a.first.0 + a.length, b.first.0) && near(a.first.1 + a.length, b.first.1)
    };
    let blocks = runs.chunk_by(is_near);
    let is_block = |block: &&[Run]| block.iter().map(|run| run.bits).sum::<f32>() >= least;
    blocks.filter(is_block).flatten().copied().collect()
}
