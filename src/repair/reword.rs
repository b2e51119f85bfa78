//! A selector for words that changed: as much of the author's own as still fits, and only as much more as is needed.

use crate::anchor::{Sought, deciding_prefix, find};
use crate::base::{Range, Span, Spanned};
use crate::edit::{Splice, Syntax, after, key_of, string};
use crate::names::fold::fold;
use crate::parse::matter::Selector;

/// Code points of context that a selector gets where less does not decide.
const CONTEXT: usize = 32;

/// Most places of the same words among which one is counted out.
const MOST_PLACES: u32 = 200;

/// Where the words of a selector stand now: all of them, and the parts that `quote` and `quote_end` say.
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

/// A selector that finds the words at their present place, and nothing else; `None` if no selector does.
pub(crate) fn reword(
    sought: &Sought<'_>,
    former: &Selector,
    parts: Parts,
    can_count: bool,
) -> Option<Selector> {
    let place = parts.place();
    let finds = |selector: &Selector| find(sought, selector) == Ok(place);
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
    let counted = |selector: &Selector| {
        let numbers = 1..=if can_count { MOST_PLACES } else { 0 };
        let span = former.occurrence.as_ref().map_or(Span::default(), |number| number.span);
        let mut tried = numbers.map(|number| Selector {
            occurrence: Some(Spanned::new(number, span)),
            ..selector.clone()
        });
        tried.find(finds)
    };
    if finds(&base) {
        return Some(base);
    }
    if former.occurrence.is_some()
        && let Some(selector) = counted(&base)
    {
        return Some(selector);
    }
    let side = |old: &Option<Spanned<String>>, length: usize, text: &dyn Fn(usize) -> String| {
        let span = old.as_ref().map_or(Span::default(), |old| old.span);
        Some(Spanned::new(text(length), span))
    };
    let before = |length: usize| last_words(&stream[..place.start as usize], length);
    let behind = |length: usize| first_words(&stream[place.end as usize..], length);
    let length = |old: &Option<Spanned<String>>| {
        old.as_ref().map_or(CONTEXT, |old| old.value.chars().count().max(8))
    };
    // context that the author gave is given anew where it does not fit any more
    let renewed = Selector {
        prefix: former.prefix.as_ref().and(side(&former.prefix, length(&former.prefix), &before)),
        suffix: former.suffix.as_ref().and(side(&former.suffix, length(&former.suffix), &behind)),
        ..base.clone()
    };
    if finds(&renewed) {
        return Some(renewed);
    }
    let plain = Selector { occurrence: None, ..renewed.clone() };
    if former.occurrence.is_none()
        && let Some(prefix) = deciding_prefix(sought, &plain, place)
    {
        let span = former.prefix.as_ref().map_or(Span::default(), |old| old.span);
        return Some(Selector { prefix: Some(Spanned::new(prefix, span)), ..plain });
    }
    let framed = Selector {
        prefix: side(&former.prefix, CONTEXT, &before),
        suffix: side(&former.suffix, CONTEXT, &behind),
        ..renewed.clone()
    };
    if finds(&framed) {
        return Some(framed);
    }
    counted(&renewed).or_else(|| counted(&framed))
}

/// What must change in the file for one selector to become another. Keys are added behind the quotation.
pub(crate) fn splices(
    syntax: Syntax,
    text: &str,
    (former, now): (&Selector, &Selector),
) -> Vec<Splice> {
    let Some(quote) = former.quote.as_ref().map(|quote| quote.span) else { return Vec::new() };
    let mut splices = Vec::new();
    let mut write = |name: &str, old: Option<(&str, Span)>, new: Option<String>| {
        let Some(new) = new else { return };
        splices.extend(match old {
            Some((old, _)) if old == new => None,
            Some((_, span)) => {
                let literal = match name {
                    "occurrence" => new,
                    _ => string(syntax, &text[span.range()], &new),
                };
                Some(Splice::new(span, literal))
            }
            None => {
                let literal = if name == "occurrence" { new } else { string(syntax, "", &new) };
                Some(after(syntax, text, (key_of(text, quote), quote), (name, &literal)))
            }
        });
    };
    let quote_name = if syntax == Syntax::Json { "exact" } else { "quote" };
    let of = |words: &'_ Option<Spanned<String>>| words.as_ref().map(|words| words.value.clone());
    let old = |words: &Option<Spanned<String>>| words.as_ref().map(|words| words.span);
    for (name, was, is) in [
        (quote_name, &former.quote, &now.quote),
        ("quote_end", &former.quote_end, &now.quote_end),
        ("prefix", &former.prefix, &now.prefix),
        ("suffix", &former.suffix, &now.suffix),
    ] {
        let value = of(was).unwrap_or_default();
        write(name, old(was).map(|span| (value.as_str(), span)), of(is));
    }
    let number = |count: &Option<Spanned<u32>>| count.as_ref().map(|count| count.value.to_string());
    let value = number(&former.occurrence).unwrap_or_default();
    let span = former.occurrence.as_ref().map(|count| count.span);
    write("occurrence", span.map(|span| (value.as_str(), span)), number(&now.occurrence));
    splices
}

fn flat(words: &str) -> String {
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
