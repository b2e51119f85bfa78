//! Finds the place of a quotation by the rules of FORMAT section 4.

use crate::anchor::haystack::{Haystack, Layer};
use crate::base::{Range, Spanned};
use crate::names::fold::{Folded, Folding};
use crate::parse::matter::Selector;

/// Why a selector has no place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NoPlace {
    /// The selector has neither words nor a position.
    Empty,
    /// The words do not occur.
    Nowhere,
    /// The words occur at these places, but prefix, suffix or `quote_end` do not fit.
    Elsewhere(Vec<Range>),
    /// Fewer places than `occurrence` requires: these.
    TooFew(Vec<Range>),
    /// More than one place.
    Several(Vec<Range>),
    /// The position is outside the text, or cuts a character.
    Outside,
}

/// Finds the unique place of a selector.
///
/// *Law*: the place is never empty, never begins or ends with white space, never splits a grapheme cluster.
pub(crate) fn find(haystack: &Haystack<'_>, selector: &Selector) -> Result<Range, NoPlace> {
    let Some(quote) = &selector.quote else {
        let (from, to) = selector.position.ok_or(NoPlace::Empty)?;
        return by_position(haystack, from, to).ok_or(NoPlace::Outside);
    };
    let places = best_places(haystack, selector, &quote.value)?;
    if let Some(occurrence) = &selector.occurrence {
        let at = (occurrence.value as usize).checked_sub(1);
        return at.and_then(|at| places.get(at).copied()).ok_or(NoPlace::TooFew(places));
    }
    if let [place] = places[..] {
        return Ok(place);
    }
    let meant = selector.position.and_then(|(from, to)| by_position(haystack, from, to));
    let is_meant = |place: &&Range| meant.is_some_and(|meant| meant.start == place.start);
    places.iter().find(is_meant).copied().ok_or(NoPlace::Several(places))
}

/// The places with the best match; at least one. Exact matches are best, then those where white space is missing
/// between the selector's parts, then those that match after folding.
fn best_places(
    haystack: &Haystack<'_>,
    selector: &Selector,
    quote: &str,
) -> Result<Vec<Range>, NoPlace> {
    let spaced = Pattern::new(selector, quote, Folding::Spaces);
    if spaced.words.is_empty() {
        return Err(NoPlace::Empty);
    }
    let candidates = spaced.places(haystack);
    for fit in [Fit::Exact, Fit::Spaced] {
        let right = of_fit(&candidates, |it| it == fit);
        if !right.is_empty() {
            return Ok(right);
        }
    }
    let pattern = Pattern::new(selector, quote, Folding::Characters);
    if pattern.words.is_empty() {
        return Err(NoPlace::Empty);
    }
    let folded = pattern.places(haystack);
    let right = of_fit(&folded, |fit| fit != Fit::Not);
    if right.is_empty() {
        let elsewhere = of_fit(&folded, |_| true);
        return Err(if elsewhere.is_empty() {
            NoPlace::Nowhere
        } else {
            NoPlace::Elsewhere(elsewhere)
        });
    }
    // the words may match exactly even if their context needed folding
    let words_only = of_fit(&candidates, |_| true);
    let is_exact = |place: &&Range| words_only.contains(place);
    let exact: Vec<Range> = right.iter().filter(is_exact).copied().collect();
    Ok(if exact.is_empty() { right } else { exact })
}

fn of_fit(candidates: &[Candidate], is_it: impl Fn(Fit) -> bool) -> Vec<Range> {
    candidates.iter().filter(|place| is_it(place.fit)).map(|place| place.range).collect()
}

fn by_position(haystack: &Haystack<'_>, from: u32, to: u32) -> Option<Range> {
    let range = Range { start: haystack.offset(from)?, end: haystack.offset(to)? };
    let range = (!range.is_empty()).then(|| haystack.trimmed(range))?;
    (!range.is_empty() && haystack.is_whole(range)).then_some(range)
}

/// A folded selector. White space between its parts becomes a requirement.
struct Pattern {
    folding: Folding,
    words: String,
    end: Option<String>,
    is_end_outside: bool,
    before: Side,
    after: Side,
}

/// Required context on one side of the quotation.
struct Side {
    /// Without white space next to the quotation.
    context: String,
    /// Whether the selector has white space next to the quotation.
    needs_space: bool,
}

/// A match of the words, and how well its context fits.
struct Candidate {
    range: Range,
    fit: Fit,
}

/// How well the context of a match fits a selector, best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// Letter for letter.
    Exact,
    /// Only with white space added between the words and their context.
    Spaced,
    /// It does not fit.
    Not,
}

impl Pattern {
    fn new(selector: &Selector, quote: &str, folding: Folding) -> Self {
        let folded = |text: &str| Folded::new(text, folding).text().to_owned();
        let value = |text: &Option<Spanned<String>>| {
            text.as_ref().map(|text| folded(&text.value)).filter(|text| !text.is_empty())
        };
        let quote = folded(quote);
        let end = value(&selector.quote_end);
        let prefix = value(&selector.prefix).unwrap_or_default();
        let suffix = value(&selector.suffix).unwrap_or_default();
        let is_end_outside = selector.is_end_outside && end.is_some();
        let last = end.as_ref().filter(|_| !is_end_outside).unwrap_or(&quote);
        let before = Side {
            context: prefix.trim_end_matches(' ').to_owned(),
            needs_space: prefix.ends_with(' ') || quote.starts_with(' '),
        };
        let after = Side {
            context: suffix.trim_start_matches(' ').to_owned(),
            needs_space: suffix.starts_with(' ') || last.ends_with(' '),
        };
        let end = end.map(|end| end.trim_matches(' ').to_owned()).filter(|end| !end.is_empty());
        let words = quote.trim_matches(' ').to_owned();
        Self { folding, words, end, is_end_outside, before, after }
    }

    fn places(&self, haystack: &Haystack<'_>) -> Vec<Candidate> {
        let layer = haystack.layer(self.folding);
        let starts = layer.places(&self.words);
        starts.into_iter().filter_map(|start| self.candidate(haystack, layer, start)).collect()
    }

    fn candidate(&self, haystack: &Haystack<'_>, layer: &Layer, start: usize) -> Option<Candidate> {
        let text = layer.text();
        let words_end = start + self.words.len();
        let (end, has_end) = match &self.end {
            None => (words_end, true),
            Some(last) => match text[words_end..].find(last.as_str()) {
                Some(at) if self.is_end_outside => (words_end + at, true),
                Some(at) => (words_end + at + last.len(), true),
                None => (words_end, false),
            },
        };
        let range = haystack.trimmed(layer.source(start..end)?);
        if !haystack.is_whole(range) {
            return None;
        }
        let fit = if has_end {
            self.before.fit_before(&text[..start]).max(self.after.fit_after(&text[end..]))
        } else {
            Fit::Not
        };
        Some(Candidate { range, fit })
    }
}

impl Side {
    fn fit_before(&self, text: &str) -> Fit {
        let trimmed = text.strip_suffix(' ').unwrap_or(text);
        let stands = trimmed.ends_with(&self.context)
            || self.context.strip_prefix(' ').is_some_and(|context| trimmed == context);
        self.fit(text, trimmed, stands)
    }

    fn fit_after(&self, text: &str) -> Fit {
        let trimmed = text.strip_prefix(' ').unwrap_or(text);
        let stands = trimmed.starts_with(&self.context)
            || self.context.strip_suffix(' ').is_some_and(|context| trimmed == context);
        self.fit(text, trimmed, stands)
    }

    /// `stands`: whether the context is at the near end of `trimmed`, the text on this side without white space there.
    /// The edge of the text counts as white space.
    fn fit(&self, text: &str, trimmed: &str, stands: bool) -> Fit {
        let has_space = trimmed.len() < text.len();
        if !stands || (self.needs_space && !has_space && !text.is_empty()) {
            Fit::Not
        } else if has_space && !self.needs_space && !self.context.is_empty() {
            Fit::Spaced
        } else {
            Fit::Exact
        }
    }
}

#[cfg(test)]
mod tests;
