//! Words of a text by their code points, and the shortest selector that finds just them.

use unicode_segmentation::UnicodeSegmentation;

use crate::anchor::{Miss, Sought, deciding_prefix, find};
use crate::annotate::{Points, Refusal, refusal};
use crate::base::{Range, Span, Spanned};
use crate::edit::Literal;
use crate::parse::matter::Selector;

/// Most bytes behind a place that are tried as its suffix: as many as before it.
const MOST_CONTEXT: usize = 120;

/// The bytes that code points of a stream mean.
///
/// *Errors*: the range is empty or outside, cuts a character, or begins or ends with white space; or the text there is not
/// the one that the caller saw.
pub(crate) fn range(sought: &Sought<'_>, points: &Points) -> Result<Range, Refusal> {
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
    sought: &Sought<'_>,
    range: Range,
) -> Result<Vec<(String, Literal)>, Refusal> {
    let words = sought.stream()[range.of()].replace('\n', " ");
    let chosen = chosen(sought, range, &words);
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

fn chosen(sought: &Sought<'_>, range: Range, words: &str) -> Option<Selector> {
    let plain = Selector { quote: spanned(words.to_owned()), ..Selector::default() };
    let places = match find(sought, &plain) {
        Ok(found) => return (found == range).then_some(plain),
        Err(Miss::Several(places)) => places,
        Err(_) => return None,
    };
    let prefix = deciding_prefix(sought, &plain, range);
    let suffix = deciding_suffix(sought, &plain, range);
    let length = |side: &Option<String>| side.as_ref().map_or(usize::MAX, |it| it.chars().count());
    let with = match length(&prefix) <= length(&suffix) {
        true => prefix.map(|prefix| Selector { prefix: spanned(prefix), ..plain.clone() }),
        false => suffix.map(|suffix| Selector { suffix: spanned(suffix), ..plain.clone() }),
    };
    let counted = || {
        let at = places.iter().position(|place| *place == range)?;
        let number = u32::try_from(at + 1).ok()?;
        Some(Selector { occurrence: Some(Spanned::new(number, Span::default())), ..plain.clone() })
    };
    with.or_else(counted).filter(|selector| find(sought, selector) == Ok(range))
}

fn spanned(text: String) -> Option<Spanned<String>> {
    Some(Spanned::new(text, Span::default()))
}

/// The shortest words behind a place that single it out, checked by seeking with them.
fn deciding_suffix(sought: &Sought<'_>, selector: &Selector, place: Range) -> Option<String> {
    let behind = &sought.stream()[place.end as usize..];
    let reach = behind.floor_char_boundary(MOST_CONTEXT);
    let words = behind[..reach].split_word_bound_indices();
    let ends = words.filter(|(_, word)| !word.trim().is_empty()).map(|(at, word)| at + word.len());
    let suffixes = ends.map(|end| behind[..end].replace('\n', " "));
    suffixes.into_iter().find(|suffix| {
        let suffix = spanned(suffix.clone());
        find(sought, &Selector { suffix, ..selector.clone() }) == Ok(place)
    })
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
