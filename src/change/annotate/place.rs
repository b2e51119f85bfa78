//! Converts code points to byte ranges, and finds the shortest selector that matches a range only.

use crate::anchor::{Haystack, Parts, Terms, reword};
use crate::base::{Range, Span, Spanned};
use crate::change::annotate::{Points, Refusal, refusal};
use crate::data::edit::Literal;
use crate::parse::matter::Selector;

/// The byte range of code points of a stream.
///
/// *Errors*: the range is empty, out of bounds, cuts a character, or begins or ends with white space; or the text there
/// differs from what the caller saw.
pub(crate) fn range(haystack: &Haystack<'_>, points: &Points) -> Result<Range, Refusal> {
    let outside = || refusal::range_invalid("the words are outside the text");
    let start = haystack.offset(points.start).ok_or_else(outside)?;
    let end = haystack.offset(points.end).ok_or_else(outside)?;
    let range = Range { start, end };
    if range.is_empty() {
        return Err(refusal::range_invalid("no words are selected"));
    }
    let words = &haystack.stream()[range.of()];
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    if points.text.as_ref().is_some_and(|seen| flat(seen) != flat(words)) {
        return Err(refusal::stale("the text"));
    }
    if !haystack.is_whole(range) {
        return Err(refusal::range_invalid("the selection cuts a character: select all of it"));
    }
    if haystack.trimmed(range) != range {
        return Err(refusal::range_invalid("the selection begins or ends with a space"));
    }
    Ok(range)
}

/// The shortest selector that matches a range only, as keys of a table: `quote`, then what disambiguates it.
pub(crate) fn selector(
    haystack: &Haystack<'_>,
    range: Range,
) -> Result<Vec<(String, Literal)>, Refusal> {
    let words = haystack.stream()[range.of()].replace('\n', " ");
    let quote = Some(Spanned::new(words.clone(), Span::default()));
    let plain = Selector { quote, ..Selector::default() };
    let parts = Parts { head: range, tail: range };
    let terms = Terms { can_count: true, is_free: &|_| true };
    let chosen = reword(haystack, &plain, parts, &terms);
    let Selector { prefix, suffix, occurrence, .. } =
        chosen.ok_or_else(|| refusal::no_selector(&words))?;
    let text = |name: &str, side: Option<Spanned<String>>| {
        side.map(|side| (name.to_owned(), Literal::Text(side.value)))
    };
    let mut row = vec![("quote".to_owned(), Literal::Text(words))];
    row.extend(text("prefix", prefix));
    row.extend(text("suffix", suffix));
    row.extend(occurrence.map(|number| ("occurrence".to_owned(), Literal::Whole(number.value))));
    Ok(row)
}

/// Byte offsets of a stream's code points.
pub(crate) struct Counted(Vec<usize>);

impl Counted {
    /// Indexes the code points of a stream.
    pub(crate) fn new(stream: &str) -> Self {
        Self(stream.char_indices().map(|(at, _)| at).collect())
    }

    /// Number of code points before a byte.
    pub(crate) fn point(&self, byte: u32) -> u32 {
        self.0.partition_point(|at| *at < byte as usize) as u32
    }
}
