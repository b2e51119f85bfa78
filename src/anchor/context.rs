//! Selectors for a place: the author's own where it fits, else with just as much context as singles the place out.

use unicode_segmentation::UnicodeSegmentation;

use crate::anchor::haystack::Haystack;
use crate::anchor::quote::{Miss, find};
use crate::base::{Range, Span, Spanned};
use crate::names::fold::fold;
use crate::parse::matter::Selector;

/// Most bytes on each side of a place that are tried as its context.
const MOST_CONTEXT: usize = 480;

/// Code points of context where one side alone does not decide.
const WIDTHS: [usize; 4] = [16, 32, 64, 160];

/// Code points by which a suffix must be shorter than a prefix to be chosen.
const FAVOUR: usize = 8;

/// Where the words of a selector stand: all of them, and the parts that `quote` and `quote_end` say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Parts {
    pub(crate) head: Range,
    /// Equal to `head` without `quote_end`.
    pub(crate) tail: Range,
}

impl Parts {
    /// The whole span.
    pub(crate) fn place(self) -> Range {
        Range { start: self.head.start, end: self.tail.end }
    }
}

/// What a selector may say.
pub(crate) struct Terms<'a> {
    /// Whether its file has `occurrence`: JSON-LD does not.
    pub(crate) can_count: bool,
    /// Whether a selector that finds the place may be written.
    pub(crate) is_free: &'a dyn Fn(&Selector) -> bool,
}

/// A selector that finds the words at a place, and nothing else; `None` if no selector does.
///
/// As much of the author's own stays as still fits. A place is never counted out without context; `occurrence` goes where
/// a prefix or suffix takes its place.
pub(crate) fn reword(
    sought: &Haystack<'_>,
    former: &Selector,
    parts: Parts,
    terms: &Terms<'_>,
) -> Option<Selector> {
    let place = parts.place();
    let stream = sought.stream();
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
        find(sought, selector) == Ok(place) && !is_bare(selector) && (terms.is_free)(selector)
    };
    let around = Around { stream, place };
    let framed = |width: &usize| around.framed(&base, *width);
    (own(&base, &around).into_iter().find(is_good))
        .or_else(|| one_side(sought, &base, place).into_iter().find(is_good))
        .or_else(|| WIDTHS.iter().map(framed).find(is_good))
        .or_else(|| {
            let number = former.occurrence.clone().filter(|_| terms.can_count);
            let framed = Selector { occurrence: number, ..framed(&WIDTHS[1]) };
            counted(sought, &framed, place).filter(|_| terms.can_count).filter(is_good)
        })
}

/// Whether a selector rests on a number alone.
pub(crate) fn is_bare(selector: &Selector) -> bool {
    let is_empty =
        |side: &Option<Spanned<String>>| side.as_ref().is_none_or(|it| it.value.is_empty());
    selector.occurrence.is_some() && is_empty(&selector.prefix) && is_empty(&selector.suffix)
}

/// The author's selector, and the same with context of the same length as it is now.
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

/// With the shortest prefix or suffix that decides, the better of them first; the other side as it is, if it fits, else
/// without words.
fn one_side(sought: &Haystack<'_>, base: &Selector, place: Range) -> Vec<Selector> {
    let span = |side: &Option<Spanned<String>>| side.as_ref().map_or(Span::default(), |it| it.span);
    // a key that is in the file stays there: without words it says nothing
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
    let prefix = deciding_prefix(sought, &plain, place)
        .map(|text| Selector { prefix: words(text, &base.prefix), ..plain.clone() });
    let suffix = deciding_suffix(sought, &plain, place)
        .map(|text| Selector { suffix: words(text, &base.suffix), ..plain.clone() });
    // a prefix is what authors expect, unless a suffix is much shorter
    let length =
        |side: &Option<Spanned<String>>| side.as_ref().map_or(0, |side| side.value.chars().count());
    let mut found: Vec<Selector> = prefix.into_iter().chain(suffix).collect();
    found.sort_by_key(|it| length(&it.prefix).max(length(&it.suffix) + FAVOUR));
    found
}

/// A selector with the number that counts a place out.
fn counted(sought: &Haystack<'_>, selector: &Selector, place: Range) -> Option<Selector> {
    let plain = Selector { occurrence: None, position: None, ..selector.clone() };
    let Err(Miss::Several(places)) = find(sought, &plain) else { return None };
    let number = u32::try_from(1 + places.iter().position(|it| *it == place)?).ok()?;
    let span = selector.occurrence.as_ref().map_or(Span::default(), |number| number.span);
    Some(Selector { occurrence: Some(Spanned::new(number, span)), ..plain })
}

/// What stands around a place.
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

    /// The selector with so many code points on both sides, and no number.
    fn framed(&self, base: &Selector, width: usize) -> Selector {
        let side = |old: &Option<Spanned<String>>, words: String| {
            let span = old.as_ref().map_or(Span::default(), |old| old.span);
            // a side at an end of the text is no key where there was none
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

/// The shortest words before a place that single it out, checked by seeking with them.
pub(crate) fn deciding_prefix(
    sought: &Haystack<'_>,
    selector: &Selector,
    place: Range,
) -> Option<String> {
    let stream = sought.stream();
    let before = &stream[..place.start as usize];
    let rivals = rivals(sought, selector, place);
    // as long as a rival reads the same backwards, the words before the place do not decide
    let common = rivals.iter().map(|rival| {
        let there = &stream[..rival.start as usize];
        let same = before.bytes().rev().zip(there.bytes().rev());
        same.take(MOST_CONTEXT).take_while(|(a, b)| is_alike(*a, *b)).count()
    });
    let common = common.max().unwrap_or_default();
    let reach = before.ceil_char_boundary(before.len().saturating_sub(MOST_CONTEXT));
    let words: Vec<(usize, &str)> = before[reach..].split_word_bound_indices().collect();
    let starts = words.iter().rev().filter(|(_, word)| !word.trim().is_empty());
    let starts = starts.map(|(at, _)| reach + at).filter(|at| before.len() - at > common);
    starts.take(MOST_TRIES).map(|at| flat(&before[at..])).find(|prefix| {
        let prefix = Some(Spanned::new(prefix.clone(), Span::default()));
        find(sought, &Selector { prefix, ..selector.clone() }) == Ok(place)
    })
}

/// The shortest words behind a place that single it out, likewise.
pub(crate) fn deciding_suffix(
    sought: &Haystack<'_>,
    selector: &Selector,
    place: Range,
) -> Option<String> {
    let stream = sought.stream();
    let behind = &stream[place.end as usize..];
    let rivals = rivals(sought, selector, place);
    let common = rivals.iter().map(|rival| {
        let same = behind.bytes().zip(stream[rival.end as usize..].bytes());
        same.take(MOST_CONTEXT).take_while(|(a, b)| is_alike(*a, *b)).count()
    });
    let common = common.max().unwrap_or_default();
    let reach = &behind[..behind.floor_char_boundary(MOST_CONTEXT)];
    let words = reach.split_word_bound_indices().filter(|(_, word)| !word.trim().is_empty());
    let ends = words.map(|(at, word)| at + word.len()).filter(|end| *end > common);
    ends.take(MOST_TRIES).map(|end| flat(&behind[..end])).find(|suffix| {
        let suffix = Some(Spanned::new(suffix.clone(), Span::default()));
        find(sought, &Selector { suffix, ..selector.clone() }) == Ok(place)
    })
}

/// How many contexts are tried that differ from those of all rivals: folding may make one the same again.
const MOST_TRIES: usize = 8;

/// Whether two bytes read the same: white space does.
fn is_alike(a: u8, b: u8) -> bool {
    a == b || (matches!(a, b' ' | b'\n') && matches!(b, b' ' | b'\n'))
}

/// The other places of a selector's words.
fn rivals(sought: &Haystack<'_>, selector: &Selector, place: Range) -> Vec<Range> {
    let plain = Selector { occurrence: None, position: None, ..selector.clone() };
    match find(sought, &plain) {
        Err(Miss::Several(mut places)) => {
            places.retain(|other| *other != place);
            places
        }
        _ => Vec::new(),
    }
}

/// Words on one line: the end of a block is a space, which is found as well.
pub(crate) fn flat(words: &str) -> String {
    words.replace('\n', " ")
}

/// The last words of a text: about so many code points, none cut where there is white space to cut at.
fn last_words(text: &str, length: usize) -> String {
    let start = text.char_indices().rev().nth(length.saturating_sub(1)).map_or(0, |(at, _)| at);
    let part = &text[start..];
    let cut = match part.find(char::is_whitespace) {
        Some(at) if start > 0 && at + 1 < part.len() => &part[at..],
        _ => part,
    };
    flat(cut.trim_start())
}

/// The first words of a text, likewise.
fn first_words(text: &str, length: usize) -> String {
    let end = text.char_indices().nth(length).map_or(text.len(), |(at, _)| at);
    let part = &text[..end];
    let cut = match part.rfind(char::is_whitespace) {
        Some(at) if end < text.len() && at > 0 => &part[..at],
        _ => part,
    };
    flat(cut.trim_end())
}
