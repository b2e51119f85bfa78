//! Where words of the former text are now.

use crate::anchor::former::align::Alignment;
use crate::anchor::former::likeness::{best_part, likeness};
use crate::base::Range;

/// Information around words that is looked at on each side, in bits, and most words that are.
const REACH: (f32, usize) = (56.0, 20);

/// Bits around words that must have stayed for words that are unchanged, and for words that changed; and the part of what
/// there is that suffices in a short text.
const SUPPORT: (f32, f32, f32) = (16.0, 24.0, 0.6);

/// How alike changed words must be to the former ones, where both their neighbours stayed, and where not.
const ALIKE: (f64, f64) = (0.5, 0.75);

/// Most information between words and the nearest that stayed, in bits: on the better side, and for words that changed on
/// the other one, too.
const LOST: (f32, f32) = (24.0, 48.0);

/// Bytes of words that need nothing around them.
const LONG: usize = 40;

/// The part of the information on one side of words that makes a repeated passage a rival of theirs.
const RIVAL: f32 = 0.55;

/// How much of what is around words must stand around a place that a copy may have left to them.
const LIKE: f32 = 0.5;

/// Words outside of a repeated passage that show whether it stands where it stood.
const FRAME: usize = 8;

/// Words in a row without a counterpart at which a repeated passage ends.
const APART: usize = 3;

/// What became of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// They stand here, unchanged but for white space.
    Kept(Range),
    /// They stand here, in other words.
    Changed(Range),
    /// They were taken out, or nothing says where they went.
    Gone,
    /// An edit repeated the passage: each of these may be meant.
    Unclear([Range; 2]),
}

/// Carries a range of the former text over.
pub(crate) fn carry(alignment: &Alignment<'_>, range: Range) -> Fate {
    let touched = alignment.former.touched(range);
    if touched.is_empty() {
        return Fate::Gone;
    }
    let words = Carried { alignment, range, first: touched.start, last: touched.end - 1 };
    let fate = words.fate(&alignment.kept);
    let (Fate::Kept(place) | Fate::Changed(place)) = fate else { return fate };
    match words.rival().or_else(|| words.torn()).or_else(|| words.verbatim()) {
        Some(other) if !other.overlaps(place) => {
            Fate::Unclear([place.min(other), place.max(other)])
        }
        _ => fate,
    }
}

/// Words of the former text: those of a range, numbered.
struct Carried<'a> {
    alignment: &'a Alignment<'a>,
    range: Range,
    first: usize,
    last: usize,
}

/// Information on one side of words, in bits.
struct Side {
    /// What stayed near them.
    stayed: f32,
    /// All there is.
    all: f32,
    /// What is gone between them and the nearest word that did not go.
    lost: f32,
}

/// For each word of the former text its place in the present one.
type Map = [Option<usize>];

impl Carried<'_> {
    /// What a map says of the words.
    fn fate(&self, map: &Map) -> Fate {
        let (first, last) = (self.first, self.last);
        let [before, behind] = self.sides(map);
        let (stayed, all) = (before.stayed + behind.stayed, before.all + behind.all);
        let (lost, most) = (before.lost.min(behind.lost), before.lost.max(behind.lost));
        let is_supported = |least: f32| stayed >= least.min(all * SUPPORT.2) && lost <= LOST.0;
        let runs_on = |pair: &[Option<usize>]| matches!(pair, [Some(a), Some(b)] if a + 1 == *b);
        let is_whole = map[first].is_some() && map[first..=last].windows(2).all(runs_on);
        if let (true, Some(start), Some(end)) = (is_whole, map[first], map[last]) {
            let is_kept = self.range.len() >= LONG || is_supported(SUPPORT.0);
            return if is_kept { Fate::Kept(self.between(start, end)) } else { Fate::Gone };
        }
        if !is_supported(SUPPORT.1) || most > LOST.1 {
            return Fate::Gone;
        }
        self.changed(map).map_or(Fate::Gone, Fate::Changed)
    }

    /// From one word of the present text to another, cut as the range cuts its words.
    fn between(&self, start: usize, end: usize) -> Range {
        let Alignment { former, now, .. } = self.alignment;
        let lead = self.range.start.saturating_sub(former.places[self.first].start);
        let rest = former.places[self.last].end.saturating_sub(self.range.end);
        Range { start: now.places[start].start + lead, end: now.places[end].end - rest }
    }

    /// The words that stand where the former ones stood, if they are alike.
    fn changed(&self, map: &Map) -> Option<Range> {
        let Alignment { former, now, .. } = self.alignment;
        let (range, first, last) = (self.range, self.first, self.last);
        // both ends stayed: what was put in or taken out between them is part of the words
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
        // beyond this the words are sought in what may be a new chapter
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

    /// What is around the words, before and behind.
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

    /// Where the words stand, too, beside words that stood beside them and are far from them now: the original of a passage
    /// whose copy took a part of its place.
    fn torn(&self) -> Option<Range> {
        let Alignment { former, now, kept, is_taken, .. } = self.alignment;
        let length = self.last + 1 - self.first;
        let is_it = |start: usize| {
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
            let is_like = |at: &usize| is_it(*at) && self.resemblance(*at) >= LIKE;
            starts.find_map(|at| usize::try_from(at).ok().filter(is_like))
        })?;
        Some(self.between(start, start + length - 1))
    }

    /// The part of the information around the words that stands around a place of the present text, too.
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

    /// Where the words stand between the very words that stood beside them, and that left their place: a short sentence that
    /// moved, while another took its place.
    fn verbatim(&self) -> Option<Range> {
        let Alignment { former, now, kept, is_taken, .. } = self.alignment;
        let (first, last) = (self.first.checked_sub(1)?, self.last + 1);
        let runs_on =
            |at: usize| matches!((kept[at], kept[at + 1]), (Some(a), Some(b)) if a + 1 == b);
        if last >= kept.len() || runs_on(first) || runs_on(self.last) {
            return None;
        }
        let length = last + 1 - first;
        let is_it = |start: &usize| {
            (0..length).all(|step| {
                let at = start + step;
                !is_taken[at] && now.word(at) == former.word(first + step)
            })
        };
        let start = (0..(now.places.len() + 1).saturating_sub(length)).find(is_it)?;
        Some(self.between(start + 1, start + length - 2))
    }

    /// Where the words stand in a passage that was repeated, unless what lies around the passage says which one was there
    /// before.
    fn rival(&self) -> Option<Range> {
        let echo = &self.alignment.echo;
        let is_repeated = |side: Side| side.stayed > 0.0 && side.stayed >= RIVAL * side.all;
        let sides = self.sides(echo);
        // where the text was torn right beside the words, less will do
        let is_torn = || !self.is_framed(self.first, self.last);
        let stayed: f32 = sides.iter().map(|side| side.stayed).sum();
        if !sides.into_iter().any(is_repeated) && (stayed < SUPPORT.0 || !is_torn()) {
            return None;
        }
        let (Fate::Kept(place) | Fate::Changed(place)) = self.fate(echo) else { return None };
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

    /// Whether a passage of the former text, from one word to another, stands in one piece between the words that stood
    /// around it.
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
