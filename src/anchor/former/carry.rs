//! Finds where words of the former text are in the present one.

use crate::anchor::former::align::Alignment;
use crate::anchor::former::likeness::{best_part, likeness};
use crate::base::Range;

/// Context considered on each side of words, in bits, and its maximum number of words.
const REACH: (f32, usize) = (56.0, 20);

/// Bits of kept context required for unchanged words, and for changed words; and the share of the available context
/// that is enough in a short text.
const SUPPORT: (f32, f32, f32) = (16.0, 24.0, 0.6);

/// Likeness required of changed words, if both their neighbours stayed, and otherwise.
const ALIKE: (f64, f64) = (0.5, 0.75);

/// Maximum information, in bits, lost between words and the nearest kept ones: on the better side, and for changed
/// words also on the other.
const LOST: (f32, f32) = (24.0, 48.0);

/// Bytes of unchanged words from which on they need no context.
const LONG: usize = 40;

/// Share of the information on one side of words that makes a repeated passage their rival.
const RIVAL: f32 = 0.55;

/// Share of the context that must be around a place for it to be the original of a copy.
const LIKE: f32 = 0.5;

/// Words around a repeated passage that show whether it is where it was.
const FRAME: usize = 8;

/// Consecutive unmatched words that end a repeated passage.
const APART: usize = 3;

/// Where words of the former text are now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Carried<T> {
    /// Here, unchanged or in other words.
    To(T),
    /// Removed, or their place is unknown.
    Gone,
    /// An edit repeated the passage: either of these may be meant.
    Unclear([Range; 2]),
}

/// Carries a range of the former text over to the present one.
pub(crate) fn carry(alignment: &Alignment<'_>, range: Range) -> Carried<Range> {
    let touched = alignment.former.touched(range);
    if touched.is_empty() {
        return Carried::Gone;
    }
    let words = Passage { alignment, range, first: touched.start, last: touched.end - 1 };
    let fate = words.fate(&alignment.kept);
    let Carried::To(place) = fate else { return fate };
    match words.rival().or_else(|| words.torn()).or_else(|| words.verbatim()) {
        Some(other) if !other.overlaps(place) => {
            Carried::Unclear([place.min(other), place.max(other)])
        }
        _ => fate,
    }
}

/// A range of the former text, with the indexes of its first and last word.
struct Passage<'a> {
    alignment: &'a Alignment<'a>,
    range: Range,
    first: usize,
    last: usize,
}

/// Information on one side of the words, in bits.
struct Side {
    /// Kept near them.
    stayed: f32,
    /// Total.
    all: f32,
    /// Lost between them and the nearest kept word.
    lost: f32,
}

/// For each former word, its index in the present text.
type Map = [Option<usize>];

impl Passage<'_> {
    /// The fate of the words according to a map.
    fn fate(&self, map: &Map) -> Carried<Range> {
        let (first, last) = (self.first, self.last);
        let [before, behind] = self.sides(map);
        let (stayed, all) = (before.stayed + behind.stayed, before.all + behind.all);
        let (lost, most) = (before.lost.min(behind.lost), before.lost.max(behind.lost));
        let is_supported = |least: f32| stayed >= least.min(all * SUPPORT.2) && lost <= LOST.0;
        let runs_on = |pair: &[Option<usize>]| matches!(pair, [Some(a), Some(b)] if a + 1 == *b);
        let is_whole = map[first].is_some() && map[first..=last].windows(2).all(runs_on);
        if let (true, Some(start), Some(end)) = (is_whole, map[first], map[last]) {
            let is_kept = self.range.len() >= LONG || is_supported(SUPPORT.0);
            return if is_kept { Carried::To(self.between(start, end)) } else { Carried::Gone };
        }
        if !is_supported(SUPPORT.1) || most > LOST.1 {
            return Carried::Gone;
        }
        self.changed(map).map_or(Carried::Gone, Carried::To)
    }

    /// The range from one present word to another, cut as the former range cuts its words.
    fn between(&self, start: usize, end: usize) -> Range {
        let Alignment { former, now, .. } = self.alignment;
        let lead = self.range.start.saturating_sub(former.places[self.first].start);
        let rest = former.places[self.last].end.saturating_sub(self.range.end);
        Range { start: now.places[start].start + lead, end: now.places[end].end - rest }
    }

    /// The words in place of the former ones, if they are similar enough.
    fn changed(&self, map: &Map) -> Option<Range> {
        let Alignment { former, now, .. } = self.alignment;
        let (range, first, last) = (self.range, self.first, self.last);
        // both ends stayed: insertions and removals between them belong to the words
        if let (true, Some(start), Some(end)) = (first < last, map[first], map[last]) {
            let place = self.between(start, end);
            let is_near = place.len() <= 2 * range.len() + LONG && 3 * place.len() >= range.len();
            if start < end && is_near {
                return Some(place);
            }
        }
        let left = map[..first].iter().rposition(Option::is_some);
        let right = map[last + 1..].iter().position(Option::is_some).map(|at| last + 1 + at);
        let from = left.and_then(|at| map[at]).map_or(0, |at| at + 1);
        let until = right.and_then(|at| map[at]).unwrap_or(now.places.len());
        if from >= until {
            return None;
        }
        let words = &former.text[range.of()];
        let between = Range { start: now.places[from].start, end: now.places[until - 1].end };
        let is_framed =
            left.is_none_or(|at| at + 1 == first) && right.is_none_or(|at| at == last + 1);
        let cuts = range.start > former.places[first].start || range.end < former.places[last].end;
        // a longer gap may be a new chapter
        if between.len() > 4 * words.len() + 10 * LONG {
            return None;
        }
        let best = best_part(words, now.text, between);
        let alike = best.map_or(0.0, |(_, alike)| alike);
        let whole = likeness(words, &now.text[between.of()]);
        if is_framed && !cuts && whole >= ALIKE.0.max(alike) {
            return Some(between);
        }
        best.filter(|_| alike >= ALIKE.1).map(|(place, _)| place)
    }

    /// The context before and after the words.
    fn sides(&self, map: &Map) -> [Side; 2] {
        let bits = &self.alignment.bits;
        let side = |words: &mut dyn Iterator<Item = usize>| {
            let mut sum = 0.0;
            let near = words.take(REACH.1).take_while(|at| {
                let is_near = sum < REACH.0;
                sum += bits[*at];
                is_near
            });
            near.collect::<Vec<usize>>()
        };
        let sides = [side(&mut (0..self.first).rev()), side(&mut (self.last + 1..map.len()))];
        // where the words are now, or would be
        let mut places: Vec<usize> =
            map[self.first..=self.last].iter().flatten().copied().collect();
        if places.is_empty() {
            let mut all: Vec<usize> = sides.iter().flatten().filter_map(|at| map[*at]).collect();
            all.sort_unstable();
            places.extend(all.get(all.len() / 2));
        }
        let (low, high) = (places.iter().min(), places.iter().max());
        let reach = 2 * sides[0].len().max(sides[1].len());
        let is_near = |to: usize| {
            low.is_some_and(|low| low.saturating_sub(reach) <= to)
                && high.is_some_and(|high| to <= high + reach)
        };
        let sum = |words: &mut dyn Iterator<Item = &usize>| words.map(|at| bits[*at]).sum();
        sides.map(|side| Side {
            stayed: sum(&mut side.iter().filter(|at| map[**at].is_some_and(is_near))),
            all: sum(&mut side.iter()),
            lost: sum(&mut side.iter().take_while(|at| map[**at].is_none())),
        })
    }

    /// Another occurrence beside words that were their neighbours and are now far away: the original of a passage whose
    /// copy took part of its place.
    fn torn(&self) -> Option<Range> {
        let Alignment { former, now, kept, is_taken, .. } = self.alignment;
        let length = self.last + 1 - self.first;
        let is_match = |start: usize| {
            let mut words = (0..length).map(|step| (start + step, self.first + step));
            start + length <= now.places.len()
                && words.all(|(at, was)| !is_taken[at] && now.word(at) == former.word(was))
        };
        let here = kept[self.first]? as isize - self.first as isize;
        let before = (0..self.first).rev().take(FRAME);
        let behind = (self.last + 1..kept.len()).take(FRAME);
        let near = before.chain(behind).filter_map(|at| Some(kept[at]? as isize - at as isize));
        let mut far = near.filter(|there| there.abs_diff(here) > APART);
        let start = far.find_map(|there| {
            let expected = there + self.first as isize;
            let reach = APART as isize + 1;
            let mut starts = (expected - reach).max(0)..expected + reach + 1;
            let is_like = |at: &usize| is_match(*at) && self.resemblance(*at) >= LIKE;
            starts.find_map(|at| usize::try_from(at).ok().filter(is_like))
        })?;
        Some(self.between(start, start + length - 1))
    }

    /// Share of the context, by information, that is also around a place of the present text.
    fn resemblance(&self, start: usize) -> f32 {
        let Alignment { former, now, bits, .. } = self.alignment;
        let window = self.first.saturating_sub(FRAME)..(self.last + 1 + FRAME).min(bits.len());
        let around = window.filter(|at| !(self.first..=self.last).contains(at));
        let (mut found, mut all) = (0.0, 0.0);
        for at in around {
            let expected = (start + at).saturating_sub(self.first);
            let near = expected.saturating_sub(APART)..=expected + APART;
            let mut near = near.filter(|to| *to < now.places.len());
            all += bits[at];
            found += if near.any(|to| now.word(to) == former.word(at)) { bits[at] } else { 0.0 };
        }
        if all > 0.0 { found / all } else { 0.0 }
    }

    /// Another occurrence between the same neighbours, which moved: a short sentence that moved while another took its
    /// place.
    fn verbatim(&self) -> Option<Range> {
        let Alignment { former, now, kept, is_taken, .. } = self.alignment;
        let (first, last) = (self.first.checked_sub(1)?, self.last + 1);
        let runs_on =
            |at: usize| matches!((kept[at], kept[at + 1]), (Some(a), Some(b)) if a + 1 == b);
        if last >= kept.len() || runs_on(first) || runs_on(self.last) {
            return None;
        }
        let length = last + 1 - first;
        let is_match = |start: &usize| {
            (0..length).all(|step| {
                let at = start + step;
                !is_taken[at] && now.word(at) == former.word(first + step)
            })
        };
        let start = (0..(now.places.len() + 1).saturating_sub(length)).find(is_match)?;
        Some(self.between(start + 1, start + length - 2))
    }

    /// Another occurrence in a repeated passage, unless the text around the passage shows which one was there before.
    fn rival(&self) -> Option<Range> {
        let echo = &self.alignment.echo;
        let is_repeated = |side: Side| side.stayed > 0.0 && side.stayed >= RIVAL * side.all;
        let sides = self.sides(echo);
        // less context is enough if the text was split right beside the words
        let is_torn = || !self.is_framed(self.first, self.last);
        let stayed: f32 = sides.iter().map(|side| side.stayed).sum();
        if !sides.into_iter().any(is_repeated) && (stayed < SUPPORT.0 || !is_torn()) {
            return None;
        }
        let Carried::To(place) = self.fate(echo) else { return None };
        let reach = |range: &mut dyn Iterator<Item = usize>, near: usize| {
            let (mut end, mut missing) = (near, 0);
            for at in range {
                missing = if echo[at].is_some() { 0 } else { missing + 1 };
                if missing == APART {
                    break;
                }
                end = if echo[at].is_some() { at } else { end };
            }
            end
        };
        let start = reach(&mut (0..self.first).rev(), self.first);
        let end = reach(&mut (self.last + 1..echo.len()), self.last);
        (!self.is_framed(start, end)).then_some(place)
    }

    /// Whether a former passage, from one word to another, is in one piece between the words that surrounded it.
    fn is_framed(&self, start: usize, end: usize) -> bool {
        let Alignment { kept, now, .. } = self.alignment;
        let pair = |at: usize| Some((at as isize, kept[at]? as isize));
        let (first, last) = (start.saturating_sub(FRAME), (end + 1 + FRAME).min(kept.len()));
        let mut all: Vec<(isize, isize)> = (first..last).filter_map(pair).collect();
        let (from, until) = (start as isize, end as isize);
        if start < FRAME {
            all.insert(0, (-1, -1));
        }
        if end + FRAME >= kept.len() {
            all.push((kept.len() as isize, now.places.len() as isize));
        }
        let is_between = all.first().is_some_and(|(at, _)| *at < from)
            && all.last().is_some_and(|(at, _)| *at > until);
        is_between
            && all.windows(2).all(|pair| {
                let [(a, from), (b, to)] = pair else { return true };
                to > from && to - from <= b - a + APART as isize
            })
    }
}
