//! Words of a text by their code points, and the shortest selector that finds just them.

use crate::anchor::{Haystack, Parts, Terms, reword};
use crate::base::{Range, Span, Spanned};
use crate::change::annotate::{Points, Refusal, refusal};
use crate::data::edit::Literal;
use crate::parse::matter::Selector;

/// The bytes that code points of a stream mean.
///
/// *Errors*: the range is empty or outside, cuts a character, or begins or ends with white space; or the text there is not
/// the one that the caller saw.
pub(crate) fn range(sought: &Haystack<'_>, points: &Points) -> Result<Range, Refusal> {
    let outside = || refusal::range_invalid("the words lie outside of the text");
    let start = sought.offset(points.start).ok_or_else(outside)?;
    let end = sought.offset(points.end).ok_or_else(outside)?;
    let range = Range { start, end };
    if range.is_empty() {
        return Err(refusal::range_invalid("no words are selected"));
    }
    let words = &sought.stream()[range.of()];
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    if points.text.as_ref().is_some_and(|seen| flat(seen) != flat(words)) {
        return Err(refusal::stale("the text"));
    }
    if !sought.is_whole(range) {
        return Err(refusal::range_invalid("the selection cuts a character: take the whole of it"));
    }
    if sought.trimmed(range) != range {
        return Err(refusal::range_invalid("the selection begins or ends with a space"));
    }
    Ok(range)
}

/// The shortest selector that finds a place and nothing else, as keys of a table: `quote`, and what decides.
pub(crate) fn selector(
    sought: &Haystack<'_>,
    range: Range,
) -> Result<Vec<(String, Literal)>, Refusal> {
    let words = sought.stream()[range.of()].replace('\n', " ");
    let quote = Some(Spanned::new(words.clone(), Span::default()));
    let plain = Selector { quote, ..Selector::default() };
    let parts = Parts { head: range, tail: range };
    let terms = Terms { can_count: true, is_free: &|_| true };
    let chosen = reword(sought, &plain, parts, &terms);
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

/// Offsets of a stream in code points.
pub(crate) struct Counted(Vec<usize>);

impl Counted {
    /// Counts the code points of a stream.
    pub(crate) fn new(stream: &str) -> Self {
        Self(stream.char_indices().map(|(at, _)| at).collect())
    }

    /// How many code points stand before a byte.
    pub(crate) fn point(&self, byte: u32) -> u32 {
        self.0.partition_point(|at| *at < byte as usize) as u32
    }
}
