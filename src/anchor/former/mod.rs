//! What a good build remembers of a text: how it read, and where each selector stood. Edited texts are compared with it.
//!
//! A selector that did not change since is carried through the comparison of the two texts; one that is new or was changed
//! is looked up in the present text alone.

mod align;
mod carry;
mod likeness;
#[cfg(test)]
mod tests;

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::anchor::context::Parts;
use crate::anchor::quote::find;
use crate::anchor::sought::Sought;
use crate::anchor::{Anchored, Text};
use crate::base::{Path, Range, Spanned};
use crate::names::fold::fold;
use crate::parse::matter::Selector;

use align::Alignment;
use carry::{Fate, carry};
pub(crate) use likeness::likeness;

/// Former texts of articles, by path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Former {
    /// The snapshots of each article, the latest first. No two hold a place of the same selector.
    pub articles: BTreeMap<Path, Arc<[Snapshot]>>,
}

/// A text stream as it once was, and where selectors stood in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// The text stream.
    pub stream: Arc<str>,
    /// Where selectors stood, sorted.
    pub places: Vec<(Digest, Range)>,
}

/// A number that stands for everything a selector says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(pub u64);

impl Digest {
    /// The digest of a selector.
    pub fn of(selector: &Selector) -> Self {
        let mut hasher = blake3::Hasher::new();
        let words = |words: &Option<Spanned<String>>| words.as_ref().map(|it| it.value.clone());
        let Selector {
            quote, quote_end, is_end_outside, prefix, suffix, occurrence, position, ..
        } = selector;
        for part in [quote, quote_end, prefix, suffix].map(words) {
            // an empty side says as much as none
            let part = part.unwrap_or_default();
            hasher.update(&(part.len() as u64).to_le_bytes()).update(part.as_bytes());
        }
        let occurrence = occurrence.as_ref().map_or(0, |it| it.value);
        let (start, end) = position.unwrap_or((u32::MAX, 0));
        for number in [u32::from(*is_end_outside), occurrence, start, end] {
            hasher.update(&number.to_le_bytes());
        }
        let bytes = hasher.finalize();
        let first = bytes.as_bytes().first_chunk().expect("a hash has 32 bytes");
        Self(u64::from_le_bytes(*first))
    }
}

impl Former {
    /// The snapshots of an article; empty if there are none.
    pub fn of(&self, article: &Path) -> &[Snapshot] {
        self.articles.get(article).map_or(&[], |snapshots| snapshots)
    }

    /// Whether it is known where a selector stood.
    pub fn knows(&self, article: &Path, digest: Digest) -> bool {
        self.of(article).iter().any(|snapshot| snapshot.place(digest).is_some())
    }
}

impl Snapshot {
    /// Where a selector stood.
    pub fn place(&self, digest: Digest) -> Option<Range> {
        let at = self.places.binary_search_by_key(&digest, |(known, _)| *known).ok()?;
        let place = self.places[at].1;
        // what was read from a file may be anything
        self.stream.get(place.of()).is_some_and(|words| !words.is_empty()).then_some(place)
    }
}

/// The snapshots of an article after a good build: the text as it is now, and former ones as far as selectors have a place
/// in them alone.
pub(crate) fn remembered(stream: &str, anchored: &Anchored, former: &[Snapshot]) -> Vec<Snapshot> {
    let mut places: Vec<(Digest, Range)> = anchored
        .selectors
        .iter()
        .filter_map(|(digest, place)| Some((*digest, (*place)?)))
        .collect();
    places.sort_unstable();
    places.dedup_by_key(|(digest, _)| *digest);
    let mut lost: BTreeSet<Digest> =
        anchored.selectors.iter().filter(|it| it.1.is_none()).map(|it| it.0).collect();
    let mut snapshots = Vec::new();
    if !places.is_empty() {
        snapshots.push(Snapshot { stream: stream.into(), places });
    }
    for snapshot in former {
        let places: Vec<(Digest, Range)> =
            snapshot.places.iter().copied().filter(|(digest, _)| lost.remove(digest)).collect();
        if !places.is_empty() {
            snapshots.push(Snapshot { stream: snapshot.stream.clone(), places });
        }
    }
    snapshots
}

/// A text, and where its own selectors stand in it.
pub(crate) fn standing(text: &Text<'_>) -> Snapshot {
    let stream = &*text.document.body.stream;
    let sought = Sought::new(stream);
    let place = |selector: &Selector| Some((Digest::of(selector), find(&sought, selector).ok()?));
    let mut places: Vec<_> = text.selectors().filter_map(|(_, it)| place(it)).collect();
    places.sort_unstable();
    places.dedup_by_key(|(digest, _)| *digest);
    Snapshot { stream: stream.into(), places }
}

/// Where a selector's words are now, as far as a comparison with a former text tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Carried {
    /// Here.
    To(Parts),
    /// They were taken out, or nothing says where they went.
    Gone,
    /// An edit repeated the passage: each of these may be meant.
    Unclear([Range; 2]),
}

/// A text beside what is remembered of it.
pub(crate) struct Comparison<'a> {
    now: &'a str,
    snapshots: Vec<(&'a Snapshot, OnceCell<Alignment<'a>>)>,
}

/// What a comparison says of one selector.
pub(crate) struct Stood<'a> {
    /// The former text.
    pub(crate) stream: &'a str,
    /// Where the words stood in it.
    pub(crate) range: Range,
    /// Where they are now.
    pub(crate) now: Carried,
}

impl<'a> Comparison<'a> {
    /// Prepares a comparison; it is made when the first selector needs it.
    pub(crate) fn new(now: &'a str, snapshots: &'a [Snapshot]) -> Self {
        let snapshots = snapshots.iter().map(|snapshot| (snapshot, OnceCell::new()));
        Self { now, snapshots: snapshots.collect() }
    }

    /// Where the words of a selector were, and where they are; `None` if it is new or was changed.
    pub(crate) fn stood(&self, sought: &Sought<'_>, selector: &Selector) -> Option<Stood<'a>> {
        if self.snapshots.is_empty() {
            return None;
        }
        let digest = Digest::of(selector);
        let (snapshot, alignment, range) =
            self.snapshots.iter().find_map(|(snapshot, alignment)| {
                Some((*snapshot, alignment, snapshot.place(digest)?))
            })?;
        let stream = &*snapshot.stream;
        let now = match stream == self.now {
            true => Carried::To(Parts { head: range, tail: range }),
            false => {
                let alignment = alignment.get_or_init(|| Alignment::new(stream, self.now));
                carried(alignment, sought, selector, range)
            }
        };
        Some(Stood { stream, range, now })
    }

    /// Whether a selector may be written for a place: it never stood elsewhere.
    pub(crate) fn is_free(&self, sought: &Sought<'_>, selector: &Selector, place: Range) -> bool {
        match self.stood(sought, selector) {
            None => true,
            Some(Stood { now: Carried::To(parts), .. }) => parts.place() == place,
            Some(_) => false,
        }
    }
}

/// Carries the words of a selector over; those of `quote` and `quote_end` each by itself.
fn carried(
    alignment: &Alignment<'_>,
    sought: &Sought<'_>,
    selector: &Selector,
    was: Range,
) -> Carried {
    let former = alignment.former.text;
    let ends = match (&selector.quote, &selector.quote_end) {
        (Some(quote), Some(end)) if !selector.is_end_outside => {
            head(former, was, &quote.value).zip(tail(former, was, &end.value))
        }
        _ => None,
    };
    let place = |range| match carry(alignment, range) {
        Fate::Kept(place) | Fate::Changed(place) => Ok(sought.trimmed(place)),
        Fate::Gone => Err(Carried::Gone),
        Fate::Unclear(places) => Err(Carried::Unclear(places)),
    };
    let parts = match ends {
        None => place(was).map(|place| Parts { head: place, tail: place }),
        Some((head, tail)) => place(head).and_then(|head| Ok(Parts { head, tail: place(tail)? })),
    };
    match parts {
        Err(other) => other,
        Ok(parts) => {
            let whole = parts.place();
            match !whole.is_empty() && sought.is_whole(whole) {
                true => Carried::To(parts),
                false => Carried::Gone,
            }
        }
    }
}

/// The beginning of a range that reads as the words.
fn head(text: &str, range: Range, words: &str) -> Option<Range> {
    let words = fold(words.trim());
    let part = &text[range.of()];
    let ends = part.char_indices().map(|(at, c)| at + c.len_utf8());
    let end = ends
        .take_while(|end| *end <= words.len() * 2 + 16)
        .find(|end| fold(&part[..*end]) == words)?;
    let start = range.start as usize;
    Some(Range::new(start, start + end))
}

/// The end of a range that reads as the words.
fn tail(text: &str, range: Range, words: &str) -> Option<Range> {
    let words = fold(words.trim());
    let part = &text[range.of()];
    let starts = part.char_indices().rev().map(|(at, _)| at);
    let mut near = starts.take_while(|at| part.len() - at <= words.len() * 2 + 16);
    let start = near.find(|at| fold(&part[*at..]) == words)?;
    Some(Range::new(range.start as usize + start, range.end as usize))
}
