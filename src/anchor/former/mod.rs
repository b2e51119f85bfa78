//! Snapshots of texts from the last good build: how each read, and where its selectors matched.
//!
//! A selector that is unchanged since then is carried over by comparing the two texts; a new or changed one is searched
//! in the present text only.

mod align;
mod carry;
mod likeness;
#[cfg(test)]
mod tests;

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::anchor::context::Parts;
use crate::anchor::haystack::Haystack;
use crate::anchor::quote::find;
use crate::anchor::{Anchored, Placed, Text};
use crate::base::{Path, Range, Spanned};
use crate::names::fold::fold;
use crate::parse::Document;
use crate::parse::matter::{AnnotationMatter, Selector, StatementMatter};

use align::Alignment;
pub(crate) use carry::Carried;
use carry::carry;
pub(crate) use likeness::likeness;

/// Snapshots of articles, by path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Former {
    /// Snapshots of each article, latest first. No two have a place of the same selector.
    pub articles: BTreeMap<Path, Arc<[Snapshot]>>,
}

/// A former text stream, and where selectors matched in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// The text stream.
    pub stream: Arc<str>,
    /// Places of selectors, sorted.
    pub places: Vec<Standing>,
}

/// Place of a selector in a former text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Standing {
    /// Digest of the selector.
    pub digest: Digest,
    /// Digest of the rest of its annotation.
    pub owner: Digest,
    /// The place; never empty.
    pub range: Range,
}

/// Hash of a selector, or of the rest of an annotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(pub u64);

impl Digest {
    /// The digest of a selector.
    pub fn of(selector: &Selector) -> Self {
        let Selector {
            quote, quote_end, is_end_outside, prefix, suffix, occurrence, position, ..
        } = selector;
        let occurrence = occurrence.as_ref().map_or(0, |it| it.value);
        let (start, end) = position.unwrap_or((u32::MAX, 0));
        let numbers = [u32::from(*is_end_outside), occurrence, start, end];
        // an empty side is equivalent to an absent one
        let words = [quote, quote_end, prefix, suffix].map(value);
        Self::new(&words, &numbers)
    }

    /// *Source*: FNV-1a with 64 bits (Fowler, Noll and Vo). Stored in files, so it must not change; computed for each
    /// annotation in each build.
    fn new(words: &[Option<&str>], numbers: &[u32]) -> Self {
        let add = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
        // 0xff does not occur in UTF-8, so it separates parts
        let words = words.iter().flat_map(|it| it.unwrap_or_default().bytes().chain([0xff]));
        let numbers = numbers.iter().flat_map(|number| number.to_le_bytes());
        Self(words.chain(numbers).fold(0xcbf2_9ce4_8422_2325, add))
    }
}

/// A selector in its file.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Held<'a> {
    /// The file.
    pub(crate) document: &'a Document,
    /// The selector.
    pub(crate) selector: &'a Selector,
    /// Digest of the rest of its annotation or statement.
    pub(crate) owner: Digest,
}

impl<'a> Held<'a> {
    /// The selector of an annotation in a file.
    pub(crate) fn by_annotation(document: &'a Document, it: &'a AnnotationMatter) -> Self {
        let note = it.note.as_ref().map(|note| &*note.source);
        let owner = Digest::new(&[value(&it.id), value(&it.entity), note], &[0]);
        Self { document, selector: &it.selector, owner }
    }

    /// The selector of a statement in a file.
    pub(crate) fn by_statement(document: &'a Document, it: &'a StatementMatter) -> Self {
        let note = it.note.as_ref().map(|note| &*note.source);
        let words = [value(&it.id), value(&it.speaker), value(&it.words_of), note];
        Self { document, selector: &it.selector, owner: Digest::new(&words, &[1]) }
    }

    /// Digests of the selector and of its owner.
    fn digests(self) -> (Digest, Digest) {
        (Digest::of(self.selector), self.owner)
    }
}

fn value(of: &Option<Spanned<String>>) -> Option<&str> {
    of.as_ref().map(|it| it.value.as_str())
}

impl Former {
    /// Snapshots of an article; empty if there are none.
    pub fn of(&self, article: &Path) -> &[Snapshot] {
        self.articles.get(article).map_or(&[], |snapshots| snapshots)
    }

    /// Whether the former place of a selector is known.
    pub fn knows(&self, article: &Path, digest: Digest) -> bool {
        self.of(article).iter().any(|snapshot| snapshot.place(digest).is_some())
    }
}

impl Snapshot {
    /// Former place of a selector, whatever its owner.
    pub fn place(&self, digest: Digest) -> Option<Range> {
        self.standing(digest).find_map(|it| self.valid(it.range))
    }

    /// Former place of a selector of this owner.
    fn place_of(&self, digest: Digest, owner: Digest) -> Option<Range> {
        self.standing(digest).filter(|it| it.owner == owner).find_map(|it| self.valid(it.range))
    }

    fn standing(&self, digest: Digest) -> impl Iterator<Item = &Standing> {
        let from = self.places.partition_point(|it| it.digest < digest);
        self.places[from..].iter().take_while(move |it| it.digest == digest)
    }

    /// The range, if it is valid for the stream and not empty: a file may contain anything.
    fn valid(&self, range: Range) -> Option<Range> {
        self.stream.get(range.of()).is_some_and(|words| !words.is_empty()).then_some(range)
    }
}

/// Snapshots to keep after a good build: the present text, and former ones for selectors that have no place in it.
pub(crate) fn remembered(stream: &str, anchored: &Anchored, former: &[Snapshot]) -> Vec<Snapshot> {
    let standing =
        |it: &Placed| Some(Standing { digest: it.digest, owner: it.owner, range: it.place? });
    let mut places: Vec<Standing> = anchored.selectors.iter().filter_map(standing).collect();
    places.sort_unstable();
    places.dedup();
    let lost = anchored.selectors.iter().filter(|it| it.place.is_none());
    let mut lost: BTreeSet<(Digest, Digest)> = lost.map(|it| (it.digest, it.owner)).collect();
    let now = (!places.is_empty()).then(|| Snapshot { stream: stream.into(), places });
    let former = former.iter().filter_map(|snapshot| {
        let mut places = snapshot.places.clone();
        places.retain(|it| lost.remove(&(it.digest, it.owner)));
        (!places.is_empty()).then(|| Snapshot { stream: snapshot.stream.clone(), places })
    });
    now.into_iter().chain(former).collect()
}

/// Snapshot of a text with the places of its selectors.
pub(crate) fn standing(text: &Text<'_>) -> Snapshot {
    let stream = &*text.document.body.stream;
    let haystack = Haystack::new(stream);
    let place = |held: Held<'_>| {
        let (digest, owner) = held.digests();
        Some(Standing { digest, owner, range: find(&haystack, held.selector).ok()? })
    };
    let mut places: Vec<Standing> = text.selectors().filter_map(place).collect();
    places.sort_unstable();
    places.dedup();
    Snapshot { stream: stream.into(), places }
}

/// A text with its former snapshots.
pub(crate) struct Comparison<'a> {
    text: Text<'a>,
    snapshots: Vec<(&'a Snapshot, OnceCell<Alignment<'a>>)>,
    /// Present selectors with their owners.
    current: OnceCell<BTreeSet<(Digest, Digest)>>,
}

/// Former and present place of a selector.
pub(crate) struct Stood<'a> {
    /// The former text.
    pub(crate) stream: &'a str,
    /// Former place of the words.
    pub(crate) range: Range,
    /// Where they are now.
    pub(crate) now: Carried<Parts>,
}

impl<'a> Comparison<'a> {
    /// Prepares a comparison; texts are aligned when the first selector needs it.
    pub(crate) fn new(text: &Text<'a>, snapshots: &'a [Snapshot]) -> Self {
        let snapshots = snapshots.iter().map(|snapshot| (snapshot, OnceCell::new())).collect();
        Self { text: *text, snapshots, current: OnceCell::new() }
    }

    /// Path of the article.
    pub(crate) fn article(&self) -> &'a Path {
        &self.text.document.file.path
    }

    /// Former and present place of a selector; `None` if it is new or was changed.
    pub(crate) fn stood(&self, haystack: &Haystack<'_>, held: Held<'_>) -> Option<Stood<'a>> {
        if self.snapshots.is_empty() {
            return None;
        }
        let (digest, owner) = held.digests();
        let find = |place: &dyn Fn(&Snapshot) -> Option<Range>| {
            self.snapshots.iter().find_map(|(it, alignment)| Some((*it, alignment, place(it)?)))
        };
        let own = find(&|it| it.place_of(digest, owner));
        let others = || find(&|it| it.place(digest)).filter(|_| !self.was_changed(owner));
        let (snapshot, alignment, range) = own.or_else(others)?;
        let stream = &*snapshot.stream;
        let now = if stream == haystack.stream() {
            Carried::To(parts(stream, held.selector, range))
        } else {
            let now = &*self.text.document.body.stream;
            let alignment = alignment.get_or_init(|| Alignment::new(stream, now));
            carried(alignment, haystack, held.selector, range)
        };
        Some(Stood { stream, range, now })
    }

    /// Whether an annotation had another selector before: then its present one belonged to another annotation.
    fn was_changed(&self, owner: Digest) -> bool {
        let current =
            self.current.get_or_init(|| self.text.selectors().map(Held::digests).collect());
        let mut all = self.snapshots.iter().flat_map(|(snapshot, _)| &snapshot.places);
        all.any(|it| it.owner == owner && !current.contains(&(it.digest, owner)))
    }

    /// Whether a selector may be used for a place: it had no other.
    pub(crate) fn is_free(&self, haystack: &Haystack<'_>, held: Held<'_>, place: Range) -> bool {
        match self.stood(haystack, held) {
            None => true,
            Some(Stood { now: Carried::To(parts), .. }) => parts.place() == place,
            Some(_) => false,
        }
    }
}

/// Splits a selector's place into the parts that `quote` and `quote_end` match.
pub(crate) fn parts(stream: &str, selector: &Selector, place: Range) -> Parts {
    let ends = match (&selector.quote, &selector.quote_end) {
        (Some(quote), Some(end)) if !selector.is_end_outside => {
            head(stream, place, &quote.value).zip(tail(stream, place, &end.value))
        }
        _ => None,
    };
    ends.map_or(Parts { head: place, tail: place }, |(head, tail)| Parts { head, tail })
}

/// Carries the words of a selector over; `quote` and `quote_end` separately.
fn carried(
    alignment: &Alignment<'_>,
    haystack: &Haystack<'_>,
    selector: &Selector,
    was: Range,
) -> Carried<Parts> {
    let was = parts(alignment.former.text, selector, was);
    let place = |range| match carry(alignment, range) {
        Carried::To(place) => Ok(haystack.trimmed(place)),
        Carried::Gone => Err(Carried::Gone),
        Carried::Unclear(places) => Err(Carried::Unclear(places)),
    };
    let parts = if was.head == was.tail {
        place(was.head).map(|place| Parts { head: place, tail: place })
    } else {
        place(was.head).and_then(|head| Ok(Parts { head, tail: place(was.tail)? }))
    };
    let is_valid = |parts: Parts| !parts.place().is_empty() && haystack.is_whole(parts.place());
    match parts {
        Ok(parts) if is_valid(parts) => Carried::To(parts),
        Ok(_) => Carried::Gone,
        Err(other) => other,
    }
}

/// The start of a range that reads as `words`.
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

/// The end of a range that reads as `words`.
fn tail(text: &str, range: Range, words: &str) -> Option<Range> {
    let words = fold(words.trim());
    let part = &text[range.of()];
    let starts = part.char_indices().rev().map(|(at, _)| at);
    let mut near = starts.take_while(|at| part.len() - at <= words.len() * 2 + 16);
    let start = near.find(|at| fold(&part[*at..]) == words)?;
    Some(Range::new(range.start as usize + start, range.end as usize))
}
