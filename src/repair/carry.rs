//! Where words of the former text are now.

use crate::base::Range;
use crate::repair::align::Alignment;
use crate::repair::likeness::{best_part, likeness};

/// Words on each side that are looked at to see whether a place is the same place.
const REACH: usize = 7;

/// Letters of those words that must have stayed for words that are unchanged, and for words that changed.
const SUPPORT: (usize, usize) = (9, 14);

/// How alike changed words must be to the former ones, where both their neighbours stayed, and where not.
const ALIKE: (f64, f64) = (0.5, 0.75);

/// What became of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// They stand here, unchanged but for white space.
    Kept(Range),
    /// They stand here, in other words.
    Changed(Range),
    /// They were taken out, or nothing says where they went.
    Gone,
}

/// Carries a range of the former text over.
pub(crate) fn carry(alignment: &Alignment<'_>, range: Range) -> Fate {
    let Alignment { former, now, kept } = alignment;
    let touched = former.touched(range);
    if touched.is_empty() {
        return Fate::Gone;
    }
    let (first, last) = (touched.start, touched.end - 1);
    let runs_on = |pair: &[Option<usize>]| matches!(pair, [Some(a), Some(b)] if a + 1 == *b);
    let is_whole = kept[first].is_some() && kept[first..=last].windows(2).all(runs_on);
    let support = support(alignment, first, last);
    if let (true, Some(start), Some(end)) = (is_whole, kept[first], kept[last]) {
        let lead = range.start - former.places[first].start;
        let rest = former.places[last].end - range.end;
        let place =
            Range { start: now.places[start].start + lead, end: now.places[end].end - rest };
        let is_long = range.len() >= 40;
        return if is_long || support >= SUPPORT.0 { Fate::Kept(place) } else { Fate::Gone };
    }
    if support < SUPPORT.1 {
        return Fate::Gone;
    }
    changed(alignment, range, (first, last)).map_or(Fate::Gone, Fate::Changed)
}

/// The words that stand where the former ones stood, if they are alike.
fn changed(
    Alignment { former, now, kept }: &Alignment<'_>,
    range: Range,
    (first, last): (usize, usize),
) -> Option<Range> {
    // both ends stayed: what was put in or taken out between them is part of the words
    if let (true, Some(start), Some(end)) = (first < last, kept[first], kept[last]) {
        let lead = range.start - former.places[first].start;
        let rest = former.places[last].end - range.end;
        let place =
            Range { start: now.places[start].start + lead, end: now.places[end].end - rest };
        if start < end && place.len() <= 2 * range.len() + 40 && 3 * place.len() >= range.len() {
            return Some(place);
        }
    }
    let left = kept[..first].iter().rposition(Option::is_some);
    let right = kept[last + 1..].iter().position(Option::is_some).map(|at| last + 1 + at);
    let from = left.and_then(|at| kept[at]).map_or(0, |at| at + 1);
    let until = right.and_then(|at| kept[at]).unwrap_or(now.places.len());
    if from >= until {
        return None;
    }
    let words = &former.text[range.of()];
    let between = Range { start: now.places[from].start, end: now.places[until - 1].end };
    let is_framed = left.is_none_or(|at| at + 1 == first) && right.is_none_or(|at| at == last + 1);
    let cuts = range.start > former.places[first].start || range.end < former.places[last].end;
    // beyond this the words are sought in what may be a new chapter
    let far = 4 * words.len() + 400;
    if between.len() > far {
        return None;
    }
    let (place, alike) = best_part(words, now.text, between)?;
    let whole = likeness(words, &now.text[between.of()]);
    if is_framed && !cuts && whole >= ALIKE.0.max(alike) {
        return Some(between);
    }
    (alike >= ALIKE.1).then_some(place)
}

/// How many letters around the words stayed around them.
fn support(Alignment { former, kept, .. }: &Alignment<'_>, first: usize, last: usize) -> usize {
    let left = first.saturating_sub(REACH)..first;
    let right = last + 1..(last + 1 + REACH).min(kept.len());
    // where the words are now, or would be
    let inside = kept[first..=last].iter().flatten().copied();
    let around = left.clone().chain(right.clone()).filter_map(|at| kept[at]);
    let mut places: Vec<usize> = inside.clone().collect();
    if places.is_empty() {
        places = around.collect();
        places.sort_unstable();
        let Some(middle) = places.get(places.len() / 2).copied() else { return 0 };
        places = vec![middle];
    }
    let low = places.iter().min().copied().unwrap_or_default().saturating_sub(2 * REACH);
    let high = places.iter().max().copied().unwrap_or_default() + 2 * REACH;
    let stayed = |at: &usize| kept[*at].is_some_and(|to| (low..=high).contains(&to));
    let letters = |at: usize| former.word(at).chars().filter(|c| c.is_alphanumeric()).count();
    left.chain(right).filter(stayed).map(letters).sum()
}
