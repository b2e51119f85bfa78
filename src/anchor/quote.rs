//! Where the words of a selector stand in a text: exact after folding, never guessed (FORMAT section 4).

use std::cell::OnceCell;

use unicode_segmentation::GraphemeCursor;

use crate::base::Range;
use crate::names::fold::{Folded, fold};
use crate::parse::matter::Selector;

/// A text in which quotations are sought; folded once, when the first is.
#[derive(Debug)]
pub(crate) struct Ground<'a> {
    /// The text stream.
    pub(crate) stream: &'a str,
    folded: OnceCell<Folded>,
}

/// What became of a selector.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// The one place that is right.
    Place(Range),
    /// Several are, in text order.
    Several(Vec<Range>),
    /// None is.
    None,
    /// There are fewer places than `occurrence` says: how many.
    Fewer(usize),
    /// The quotation is right somewhere, the words around it are not: its places.
    OtherContext(Vec<Range>),
    /// The quotation is there, `quote_end` does not follow.
    NoEnd,
}

/// A selector's words, folded.
struct Sought {
    quote: String,
    end: Option<String>,
    prefix: Option<Side>,
    suffix: Option<Side>,
}

/// Words on one side of a quotation, and whether white space must stand between.
struct Side {
    words: String,
    needs_space: bool,
}

impl<'a> Ground<'a> {
    pub(crate) fn new(stream: &'a str) -> Self {
        Self { stream, folded: OnceCell::new() }
    }

    /// The folded text.
    pub(crate) fn folded(&self) -> &Folded {
        self.folded.get_or_init(|| fold(self.stream))
    }

    /// Seeks the place of a selector that has a quotation.
    pub(crate) fn find(&self, selector: &Selector) -> Found {
        let sought = Sought::new(selector);
        if sought.quote.is_empty() {
            return Found::None;
        }
        let mut places = Vec::new();
        let mut elsewhere = Vec::new();
        let mut lacks_end = false;
        for start in overlapping(&self.folded().text, &sought.quote) {
            let end = start + sought.quote.len();
            if !self.stands_right(start, end) {
                continue;
            }
            let Some(last) = self.end_of(end, sought.end.as_deref()) else {
                lacks_end = true;
                continue;
            };
            let Some(range) = self.folded().source(start, last) else { continue };
            if self.has_context(start, last, &sought) {
                places.push(range);
            } else {
                elsewhere.push(range);
            }
        }
        if places.is_empty() {
            return match (elsewhere.is_empty(), lacks_end) {
                (false, _) => Found::OtherContext(elsewhere),
                (true, true) => Found::NoEnd,
                (true, false) => Found::None,
            };
        }
        self.decide(places, selector)
    }

    /// The range of a W3C TextPositionSelector: code points.
    pub(crate) fn position(&self, (start, end): (u32, u32)) -> Option<Range> {
        let mut offsets = self.stream.char_indices().map(|(at, _)| at).chain([self.stream.len()]);
        let first = offsets.nth(start as usize)?;
        let last = offsets.nth((end - start) as usize - 1)?;
        let range = self.trimmed(Range::new(first, last));
        let is_whole =
            self.is_boundary(range.start as usize) && self.is_boundary(range.end as usize);
        (!range.is_empty() && is_whole).then_some(range)
    }

    fn trimmed(&self, range: Range) -> Range {
        let text = &self.stream[range.of()];
        let start = range.start as usize + (text.len() - text.trim_start().len());
        Range::new(start, start + text.trim().len())
    }

    /// Picks among several right places: those right to the letter win, then `occurrence`, then the position.
    fn decide(&self, mut places: Vec<Range>, selector: &Selector) -> Found {
        if places.len() > 1 {
            let literal: Vec<Range> =
                places.iter().copied().filter(|place| self.is_literal(*place, selector)).collect();
            if !literal.is_empty() {
                places = literal;
            }
        }
        if let Some(occurrence) = &selector.occurrence {
            let at = occurrence.value as usize - 1;
            return places.get(at).map_or(Found::Fewer(places.len()), |place| Found::Place(*place));
        }
        if let (Some((start, _)), true) = (selector.position, places.len() > 1) {
            let is_there = |place: &&Range| {
                self.stream[..place.start as usize].chars().count() == start as usize
            };
            if let Some(place) = places.iter().find(is_there) {
                return Found::Place(*place);
            }
        }
        match places[..] {
            [only] => Found::Place(only),
            _ => Found::Several(places),
        }
    }

    /// Whether a place is right without folding anything but white space.
    fn is_literal(&self, place: Range, selector: &Selector) -> bool {
        let squeeze = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = squeeze(&self.stream[place.of()]);
        let quote = selector.quote.as_ref().map_or(String::new(), |quote| squeeze(&quote.value));
        match &selector.quote_end {
            None => text == quote,
            Some(end) => text.starts_with(&quote) && text.ends_with(&squeeze(&end.value)),
        }
    }

    /// Whether a range of the folded text begins and ends between grapheme clusters.
    fn stands_right(&self, start: usize, end: usize) -> bool {
        self.folded().source(start, end).is_some_and(|range| {
            self.is_boundary(range.start as usize) && self.is_boundary(range.end as usize)
        })
    }

    fn is_boundary(&self, at: usize) -> bool {
        let mut cursor = GraphemeCursor::new(at, self.stream.len(), true);
        cursor.is_boundary(self.stream, 0).unwrap_or(true)
    }

    fn end_of(&self, from: usize, end: Option<&str>) -> Option<usize> {
        let Some(end) = end else { return Some(from) };
        let text = &self.folded().text;
        let ends =
            text[from..].match_indices(end).map(|(at, _)| (from + at, from + at + end.len()));
        ends.filter(|(start, end)| self.stands_right(*start, *end)).map(|(_, end)| end).next()
    }

    fn has_context(&self, start: usize, end: usize, sought: &Sought) -> bool {
        let text = &self.folded().text;
        let is_before = sought.prefix.as_ref().is_none_or(|side| {
            let before = &text[..start];
            let plain = before.trim_end_matches(' ');
            plain.ends_with(&side.words) && (!side.needs_space || plain.len() < before.len())
        });
        let is_after = sought.suffix.as_ref().is_none_or(|side| {
            let after = &text[end..];
            let plain = after.trim_start_matches(' ');
            plain.starts_with(&side.words) && (!side.needs_space || plain.len() < after.len())
        });
        is_before && is_after
    }
}

impl Sought {
    fn new(selector: &Selector) -> Self {
        let folded = |words: &str| fold(words).text;
        let quote = selector.quote.as_ref().map_or(String::new(), |quote| folded(&quote.value));
        let end = selector.quote_end.as_ref().map(|end| folded(&end.value).trim().to_string());
        let before_suffix = match &selector.quote_end {
            Some(end) => folded(&end.value),
            None => quote.clone(),
        };
        let prefix = selector.prefix.as_ref().map(|words| folded(&words.value)).map(|words| Side {
            needs_space: words.ends_with(' ') || quote.starts_with(' '),
            words: words.trim_end_matches(' ').to_string(),
        });
        let suffix = selector.suffix.as_ref().map(|words| folded(&words.value)).map(|words| Side {
            needs_space: words.starts_with(' ') || before_suffix.ends_with(' '),
            words: words.trim_start_matches(' ').to_string(),
        });
        Self { quote: quote.trim_matches(' ').to_string(), end, prefix, suffix }
    }
}

/// Places of a text in another, overlapping ones included.
fn overlapping<'t>(text: &'t str, sought: &'t str) -> impl Iterator<Item = usize> + 't {
    let step = sought.chars().next().map_or(1, char::len_utf8);
    let mut from = 0;
    std::iter::from_fn(move || {
        let at = from + text.get(from..)?.find(sought)?;
        from = at + step;
        Some(at)
    })
}

/// The shortest words before a place that no other place has before it, with at least one word.
pub(crate) fn deciding_prefix(stream: &str, places: &[Range], at: usize) -> Option<String> {
    let before = |place: Range| &stream[..place.start as usize];
    let own = before(places[at]);
    let mut starts: Vec<usize> = own
        .char_indices()
        .rev()
        .take(200)
        .filter(|(start, c)| {
            !c.is_whitespace() && own[..*start].chars().next_back().is_none_or(char::is_whitespace)
        })
        .map(|(start, _)| start)
        .collect();
    starts.dedup();
    starts.into_iter().map(|start| &own[start..]).find_map(|prefix| {
        let is_alone = places
            .iter()
            .enumerate()
            .all(|(other, place)| other == at || !before(*place).ends_with(prefix));
        (is_alone && !prefix.contains('\n')).then(|| prefix.to_string())
    })
}

/// The passage most like some words, if any is like them at all: at most two fifths of the letters differ.
pub(crate) fn closest(stream: &str, words: &str) -> Option<Range> {
    let sought: Vec<char> =
        words.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(160).collect();
    let text: Vec<(usize, char)> = stream.char_indices().collect();
    let limit = sought.len() * 2 / 5;
    // Sellers' algorithm: the column of distances of every beginning of the words to passages that end here, each
    // with where its passage begins
    let mut column: Vec<(usize, usize)> = (0..=sought.len()).map(|n| (n, 0)).collect();
    let mut best: Option<(usize, usize, usize)> = None;
    for (at, (_, c)) in text.iter().enumerate() {
        let mut diagonal = column[0];
        column[0] = (0, at + 1);
        for row in 1..=sought.len() {
            let same = usize::from(sought[row - 1] != *c);
            let replaced = (diagonal.0 + same, if row == 1 { at } else { diagonal.1 });
            let left = (column[row].0 + 1, column[row].1);
            let up = (column[row - 1].0 + 1, column[row - 1].1);
            diagonal = column[row];
            column[row] = replaced.min(left).min(up);
        }
        let (distance, start) = column[sought.len()];
        if best.is_none_or(|(least, ..)| distance < least) {
            best = Some((distance, start, at + 1));
        }
    }
    let (distance, mut start, mut end) = best?;
    // whole words read better
    let is_inside = |at: usize| {
        at > 0
            && at < text.len()
            && text[at - 1].1.is_alphanumeric()
            && text[at].1.is_alphanumeric()
    };
    while is_inside(start) {
        start -= 1;
    }
    while is_inside(end) {
        end += 1;
    }
    let first = text.get(start)?.0;
    let last = text.get(end).map_or(stream.len(), |(at, _)| *at);
    let range = Range::new(first, last);
    (distance <= limit && !range.is_empty()).then_some(range)
}

#[cfg(test)]
mod tests {
    use super::{Found, Ground, closest, deciding_prefix};
    use crate::base::{Range, Span, Spanned};
    use crate::parse::matter::Selector;

    /// `quote|quote_end|prefix|suffix|occurrence`; what is empty is absent.
    fn selector(words: &str) -> Selector {
        let mut parts = words.split('|').map(|part| {
            (!part.is_empty()).then(|| Spanned::new(part.to_string(), Span::default()))
        });
        let mut next = || parts.next().flatten();
        let mut selector = Selector {
            quote: next(),
            quote_end: next(),
            prefix: next(),
            suffix: next(),
            ..Selector::default()
        };
        let occurrence = next().map(|number| number.value.parse().unwrap());
        selector.occurrence = occurrence.map(|number| Spanned::new(number, Span::default()));
        selector
    }

    #[track_caller]
    fn check(stream: &str, words: &str, expected: &str) {
        let found = match Ground::new(stream).find(&selector(words)) {
            Found::Place(range) => {
                format!(
                    "{}[{}]{}",
                    &stream[..range.start as usize],
                    &stream[range.of()],
                    &stream[range.end as usize..]
                )
            }
            Found::Several(places) => format!("several {}", places.len()),
            Found::None => "none".into(),
            Found::Fewer(count) => format!("fewer {count}"),
            Found::OtherContext(places) => format!("other context {}", places.len()),
            Found::NoEnd => "no end".into(),
        };
        assert_eq!(found, expected, "{words}");
    }

    #[test]
    fn quotations_are_found_after_folding() {
        check("a “friendly” tie", "\"friendly\"", "a [“friendly”] tie");
        check("late–2024 it's", "late-2024 it’s", "[late–2024 it's]");
        check("one\ntwo three", "one two", "[one\ntwo] three");
        check("cafe\u{301} x", "café", "[cafe\u{301}] x");
        check("café x", "cafe\u{301}", "[café] x");
        check("so\u{ad}ft x", "soft", "[so\u{ad}ft] x");
        check("a\u{a0}b", "a b", "[a\u{a0}b]");
        check("wait… no", "wait...", "[wait…] no");
        check("x 𝒜 موسكو y", "موسكو", "x 𝒜 [موسكو] y");
        check("Moscow", "mosc", "none");
    }

    #[test]
    fn graphemes_are_never_cut() {
        check("e\u{301}a", "e", "none");
        check("👨‍👩‍👧 x", "👨", "none");
        check("🇸🇾🇷🇺", "🇾🇷", "none");
        check("🇸🇾🇷🇺", "🇷🇺", "🇸🇾[🇷🇺]");
    }

    #[test]
    fn context_and_occurrence_decide() {
        check("in Moscow; Moscow was", "Moscow", "several 2");
        check("in Moscow; Moscow was", "Moscow||in |", "in [Moscow]; Moscow was");
        check("in Moscow; Moscow was", "Moscow||in|", "in [Moscow]; Moscow was");
        check("in Moscow; Moscow was", "Moscow|||was", "in Moscow; [Moscow] was");
        check("in Moscow; Moscow was", "Moscow||||2", "in Moscow; [Moscow] was");
        check("in Moscow; Moscow was", "Moscow||||3", "fewer 2");
        check("in Moscow; Moscow was", "Moscow||at|", "other context 2");
        check("unMoscow, Moscow", "Moscow||un |", "other context 2");
        check("aaa", "aa||||2", "a[aa]");
        check("\"a\" “a”", "“a”", "\"a\" [“a”]");
        check("end.\nMoscow x. Moscow", "Moscow||end.|", "end.\n[Moscow] x. Moscow");
    }

    #[test]
    fn a_span_may_run_to_other_words() {
        check("a b c d c", "b|c", "a [b c] d c");
        check("a b c d c", "b|x", "no end");
        check("a b c d c", "b|c||d", "a [b c] d c");
    }

    #[test]
    fn help_is_near_the_truth() {
        let stream = "the third lettre of the law, in Moscow and at Moscow";
        let range = closest(stream, "the third letter").unwrap();
        assert_eq!(&stream[range.of()], "the third lettre");
        assert!(closest(stream, "something else entirely, quite").is_none());
        let places = [Range::new(32, 38), Range::new(46, 52)];
        assert_eq!(deciding_prefix(stream, &places, 1).as_deref(), Some("at "));
    }

    #[test]
    fn positions_count_code_points() {
        let ground = Ground::new("𝒜𝒜 é x");
        let range = ground.position((3, 4)).unwrap();
        assert_eq!(&ground.stream[range.of()], "é");
        assert!(ground.position((3, 40)).is_none());
    }
}
