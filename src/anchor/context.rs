//! Selectors for a place: the author's own if it still fits, otherwise one with just enough context to be unique.

use unicode_segmentation::UnicodeSegmentation;

use crate::anchor::haystack::Haystack;
use crate::anchor::quote::{NoPlace, find};
use crate::base::{Range, Span, Spanned};
use crate::data::edit::Syntax;
use crate::names::fold::fold;
use crate::parse::matter::Selector;

/// Maximum bytes of context tried on each side of a place.
const MAX_CONTEXT: usize = 480;

/// Code points of context to try if one side alone is not enough.
const WIDTHS: [usize; 4] = [16, 32, 64, 160];

/// A suffix is preferred only if it is shorter than the prefix by more than this many code points.
const PREFIX_BONUS: usize = 8;

/// Ranges that `quote` and `quote_end` match in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Parts {
    pub(crate) head: Range,
    /// Same as `head` if there is no `quote_end`.
    pub(crate) tail: Range,
}

impl Parts {
    /// The whole range, from the start of `quote` to the end of `quote_end`.
    pub(crate) fn place(self) -> Range {
        Range { start: self.head.start, end: self.tail.end }
    }
}

/// Constraints on a new selector.
pub(crate) struct Terms<'a> {
    /// Whether the file format has `occurrence`; JSON-LD does not.
    pub(crate) can_count: bool,
    /// Whether a selector may be used for the place.
    pub(crate) is_free: &'a dyn Fn(&Selector) -> bool,
}

/// The keys of a selector that hold words, by their names in a file, with their values.
pub(crate) fn word_keys(
    selector: &Selector,
    syntax: Syntax,
) -> [(&'static str, Option<&Spanned<String>>); 4] {
    let quote = if syntax == Syntax::Json { "exact" } else { "quote" };
    [
        (quote, selector.quote.as_ref()),
        ("quote_end", selector.quote_end.as_ref()),
        ("prefix", selector.prefix.as_ref()),
        ("suffix", selector.suffix.as_ref()),
    ]
}

/// Builds a selector that finds exactly this place; `None` if there is none.
///
/// Keeps as much of the author's selector as still fits. `occurrence` is never used without context, and is dropped if
/// a prefix or suffix is enough.
pub(crate) fn reword(
    haystack: &Haystack<'_>,
    former: &Selector,
    parts: Parts,
    terms: &Terms<'_>,
) -> Option<Selector> {
    let place = parts.place();
    let stream = haystack.stream();
    let keep = |old: &Option<Spanned<String>>, new: Range| {
        let old = old.as_ref()?;
        let words = flat(&stream[new.of()]);
        let value = if fold(&old.value) == fold(&words) { old.value.clone() } else { words };
        Some(Spanned::new(value, old.span))
    };
    let base = Selector {
        quote: keep(&former.quote, parts.head),
        quote_end: keep(&former.quote_end, parts.tail),
        position: None,
        ..former.clone()
    };
    let is_good = |selector: &Selector| {
        find(haystack, selector) == Ok(place) && !is_bare(selector) && (terms.is_free)(selector)
    };
    let around = Around { stream, place };
    let framed = |width: &usize| around.framed(&base, *width);
    (own(&base, &around).into_iter().find(is_good))
        .or_else(|| one_side(haystack, &base, place).into_iter().find(is_good))
        .or_else(|| WIDTHS.iter().map(framed).find(is_good))
        .or_else(|| {
            let number = former.occurrence.clone().filter(|_| terms.can_count);
            let framed = Selector { occurrence: number, ..framed(&WIDTHS[1]) };
            counted(haystack, &framed, place).filter(|_| terms.can_count).filter(is_good)
        })
}

/// Whether a selector relies on `occurrence` alone, without prefix or suffix.
pub(crate) fn is_bare(selector: &Selector) -> bool {
    let is_empty =
        |side: &Option<Spanned<String>>| side.as_ref().is_none_or(|it| it.value.is_empty());
    selector.occurrence.is_some() && is_empty(&selector.prefix) && is_empty(&selector.suffix)
}

/// The author's selector, and a copy with context of the same length taken from the present text.
fn own(base: &Selector, around: &Around<'_>) -> [Selector; 2] {
    let length = |side: &Spanned<String>| side.value.chars().count().max(8);
    let renewed = |old: &Option<Spanned<String>>, new: &dyn Fn(usize) -> String| {
        let filled = old.as_ref().filter(|old| !old.value.is_empty());
        filled.map(|old| Spanned::new(new(length(old)), old.span)).or_else(|| old.clone())
    };
    let prefix = renewed(&base.prefix, &|length| around.before(length));
    let suffix = renewed(&base.suffix, &|length| around.behind(length));
    [base.clone(), Selector { prefix, suffix, ..base.clone() }]
}

/// Selectors with the shortest unique prefix or suffix, preferred one first. The other side has no words.
fn one_side(haystack: &Haystack<'_>, base: &Selector, place: Range) -> Vec<Selector> {
    let span = |side: &Option<Spanned<String>>| side.as_ref().map_or(Span::default(), |it| it.span);
    // keep a key that the file has; an empty value has no effect
    let emptied = |side: &Option<Spanned<String>>| {
        side.as_ref().map(|side| Spanned::new(String::new(), side.span))
    };
    let plain = Selector {
        prefix: emptied(&base.prefix),
        suffix: emptied(&base.suffix),
        occurrence: None,
        ..base.clone()
    };
    let words = |text: String, side| Some(Spanned::new(text, span(side)));
    let prefix = deciding_prefix(haystack, &plain, place)
        .map(|text| Selector { prefix: words(text, &base.prefix), ..plain.clone() });
    let suffix = deciding_suffix(haystack, &plain, place)
        .map(|text| Selector { suffix: words(text, &base.suffix), ..plain.clone() });
    // authors expect a prefix, unless a suffix is much shorter
    let length =
        |side: &Option<Spanned<String>>| side.as_ref().map_or(0, |side| side.value.chars().count());
    let mut found: Vec<Selector> = prefix.into_iter().chain(suffix).collect();
    found.sort_by_key(|it| length(&it.prefix).max(length(&it.suffix) + PREFIX_BONUS));
    found
}

/// Adds the `occurrence` that selects a place among several.
fn counted(haystack: &Haystack<'_>, selector: &Selector, place: Range) -> Option<Selector> {
    let plain = Selector { occurrence: None, position: None, ..selector.clone() };
    let Err(NoPlace::Several(places)) = find(haystack, &plain) else { return None };
    let number = u32::try_from(1 + places.iter().position(|it| *it == place)?).ok()?;
    let span = selector.occurrence.as_ref().map_or(Span::default(), |number| number.span);
    Some(Selector { occurrence: Some(Spanned::new(number, span)), ..plain })
}

/// A place whose surroundings serve as context.
struct Around<'a> {
    stream: &'a str,
    place: Range,
}

impl Around<'_> {
    fn before(&self, length: usize) -> String {
        last_words(&self.stream[..self.place.start as usize], length)
    }

    fn behind(&self, length: usize) -> String {
        first_words(&self.stream[self.place.end as usize..], length)
    }

    /// The selector with about `width` code points of context on both sides, without `occurrence`.
    fn framed(&self, base: &Selector, width: usize) -> Selector {
        let side = |old: &Option<Spanned<String>>, words: String| {
            let span = old.as_ref().map_or(Span::default(), |old| old.span);
            // do not add an empty key at an end of the text
            (old.is_some() || !words.is_empty()).then(|| Spanned::new(words, span))
        };
        Selector {
            prefix: side(&base.prefix, self.before(width)),
            suffix: side(&base.suffix, self.behind(width)),
            occurrence: None,
            ..base.clone()
        }
    }
}

/// Shortest words before a place that make the selector unique, verified by a search.
pub(crate) fn deciding_prefix(
    haystack: &Haystack<'_>,
    selector: &Selector,
    place: Range,
) -> Option<String> {
    let before = |place: Range| &haystack.stream()[..place.start as usize];
    let text = before(place);
    let common = common_length(haystack, selector, place, |rival| {
        text.bytes().rev().zip(before(rival).bytes().rev())
    });
    let reach = text.ceil_char_boundary(text.len().saturating_sub(MAX_CONTEXT));
    let words: Vec<(usize, &str)> = text[reach..].split_word_bound_indices().collect();
    let starts = words.iter().rev().filter(|(_, word)| !word.trim().is_empty());
    let prefixes = starts.map(|(at, _)| &text[reach + at..]).filter(|it| it.len() > common);
    prefixes.take(MAX_TRIES).map(flat).find(|prefix| {
        let prefix = Some(Spanned::new(prefix.clone(), Span::default()));
        find(haystack, &Selector { prefix, ..selector.clone() }) == Ok(place)
    })
}

/// Shortest words after a place that make the selector unique, verified by a search.
pub(crate) fn deciding_suffix(
    haystack: &Haystack<'_>,
    selector: &Selector,
    place: Range,
) -> Option<String> {
    let behind = |place: Range| &haystack.stream()[place.end as usize..];
    let text = behind(place);
    let common =
        common_length(haystack, selector, place, |rival| text.bytes().zip(behind(rival).bytes()));
    let reach = &text[..text.floor_char_boundary(MAX_CONTEXT)];
    let words = reach.split_word_bound_indices().filter(|(_, word)| !word.trim().is_empty());
    let suffixes = words.map(|(at, word)| &text[..at + word.len()]).filter(|it| it.len() > common);
    suffixes.take(MAX_TRIES).map(flat).find(|suffix| {
        let suffix = Some(Spanned::new(suffix.clone(), Span::default()));
        find(haystack, &Selector { suffix, ..selector.clone() }) == Ok(place)
    })
}

/// Maximum number of contexts tried. Folding may make one equal to a rival's again.
const MAX_TRIES: usize = 8;

/// Bytes of context that a place has in common with any other place of the selector's words. `pairs`: the bytes next to
/// both, the nearest first.
fn common_length<P: Iterator<Item = (u8, u8)>>(
    haystack: &Haystack<'_>,
    selector: &Selector,
    place: Range,
    pairs: impl Fn(Range) -> P,
) -> usize {
    let plain = Selector { occurrence: None, position: None, ..selector.clone() };
    let Err(NoPlace::Several(places)) = find(haystack, &plain) else { return 0 };
    let rivals = places.into_iter().filter(|other| *other != place);
    let length =
        |rival: Range| pairs(rival).take(MAX_CONTEXT).take_while(|(a, b)| is_alike(*a, *b)).count();
    rivals.map(length).max().unwrap_or_default()
}

/// Whether two bytes are equal, treating space and newline as the same.
fn is_alike(a: u8, b: u8) -> bool {
    a == b || (matches!(a, b' ' | b'\n') && matches!(b, b' ' | b'\n'))
}

/// Words on one line. The end of a block becomes a space, which matches as well.
pub(crate) fn flat(words: &str) -> String {
    words.replace('\n', " ")
}

/// About the last `length` code points of a text, cut at white space if possible.
fn last_words(text: &str, length: usize) -> String {
    let start = text.char_indices().rev().nth(length.saturating_sub(1)).map_or(0, |(at, _)| at);
    let part = &text[start..];
    let cut = match part.find(char::is_whitespace) {
        Some(at) if start > 0 && at + 1 < part.len() => &part[at..],
        _ => part,
    };
    flat(cut.trim_start())
}

/// About the first `length` code points of a text, cut at white space if possible.
fn first_words(text: &str, length: usize) -> String {
    let end = text.char_indices().nth(length).map_or(text.len(), |(at, _)| at);
    let part = &text[..end];
    let cut = match part.rfind(char::is_whitespace) {
        Some(at) if end < text.len() && at > 0 => &part[..at],
        _ => part,
    };
    flat(cut.trim_end())
}
