//! The sentence around a range of a text.
//!
//! *Source*: Unicode Standard Annex 29, section 5, plus rules for what it leaves to the language: abbreviations,
//! initials.

use unicode_segmentation::UnicodeSegmentation;

use crate::base::Range;
use crate::parse::Body;

/// Maximum code points of a passage, unless the range itself is longer.
const MAX_CHARS: usize = 600;

/// Abbreviations followed by a name, never by a new sentence.
const TITLES: &[&str] = &[
    "Mr", "Mrs", "Ms", "Dr", "Prof", "St", "Ste", "Gen", "Col", "Maj", "Lt", "Sgt", "Capt", "Cmdr",
    "Adm", "Sen", "Rep", "Gov", "Pres", "Rev", "Hon", "Fr", "Amb", "Mt", "Ft", "vs", "cf", "ca",
    "viz", "approx", "e.g", "i.e",
];

/// Abbreviations that a number may follow.
const NUMBERED: &[&str] = &[
    "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec", "No",
    "Nos", "Art", "Arts", "Fig", "Figs", "Vol", "Vols", "Ch", "Sec", "Eq", "Res", "p", "pp", "ed",
    "n", "c", "est",
];

/// Words that begin a sentence and rarely follow an abbreviation within one.
const OPENERS: &[&str] = &[
    "A", "After", "All", "Although", "An", "And", "As", "At", "Before", "But", "By", "For", "He",
    "Her", "His", "However", "If", "In", "It", "Its", "On", "She", "Since", "That", "The", "Their",
    "Then", "There", "These", "They", "This", "Those", "We", "When", "While", "Yet", "You",
];

/// The sentence around a range, trimmed; a very long one is cut to the words near the range.
///
/// *Shape*: contains the range. Stays within a block, unless the range itself does not.
pub fn sentence(body: &Body, range: Range) -> Range {
    let blocks = &body.blocks;
    let first = blocks.partition_point(|block| block.range.end <= range.start);
    let last = blocks.partition_point(|block| block.range.start < range.end);
    let (Some(first), Some(last)) = (blocks.get(first), last.checked_sub(1).map(|at| blocks[at]))
    else {
        return range;
    };
    if first.range.start > range.start || last.range.end < range.end {
        return range;
    }
    let offset = first.range.start as usize;
    let text = &body.stream[offset..last.range.end as usize];
    let place = range.start as usize - offset..range.end as usize - offset;
    let whole = from(text, plain_start(text, place.start), place.clone());
    let cut = shortened(text, whole, place);
    Range::new(offset + cut.start, offset + cut.end)
}

type Bytes = std::ops::Range<usize>;

/// A position at or before `at` where a sentence surely begins, whatever precedes it: an ASCII letter, `.`, `!` or `?`,
/// a space and a capital, not after an abbreviation. The start of the text if there is none. The annex allows not to
/// look further back; segmenting everything before would take a quarter of a build.
fn plain_start(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let is_start = |at: &usize| {
        matches!(bytes[at - 3..=*at], [letter, b'.' | b'!' | b'?', b' ', capital]
            if letter.is_ascii_alphabetic() && capital.is_ascii_uppercase())
            && !goes_on(&text[..*at], &text[*at..])
    };
    (3..=at.min(text.len().saturating_sub(1))).rev().find(is_start).unwrap_or(0)
}

/// The sentences that contain a range, trimmed; segmented from a known sentence start.
fn from(text: &str, begin: usize, place: Bytes) -> Bytes {
    let (mut start, mut end) = (begin, text.len());
    let mut joined = begin;
    for (at, piece) in text[begin..].split_sentence_bound_indices() {
        let after = begin + at + piece.len();
        if after < text.len() && goes_on(&text[joined..after], &text[after..]) {
            continue;
        }
        if joined <= place.start && place.start < after {
            start = joined;
        }
        if joined < place.end && place.end <= after {
            end = after;
            break;
        }
        joined = after;
    }
    let piece = &text[start..end];
    let start = start + (piece.len() - piece.trim_start().len());
    let end = start + piece.trim().len();
    // the range itself may begin or end with white space
    start.min(place.start)..end.max(place.end)
}

/// Whether a sentence continues although it seems to end: after an abbreviation or initial, or before a lower-case
/// letter.
fn goes_on(before: &str, after: &str) -> bool {
    if before.ends_with(['\n', '\u{2029}']) {
        return false;
    }
    let before = before.trim_end();
    let after = after.trim_start();
    if before.ends_with(['」', '』', '”']) && after.starts_with('と') {
        return true;
    }
    let after = after.trim_start_matches(|c: char| !c.is_alphanumeric());
    let Some(next) = after.chars().next() else { return false };
    if next.is_lowercase() {
        return true;
    }
    let Some(stem) = before.strip_suffix('.') else { return false };
    let word = stem.rsplit(char::is_whitespace).next().unwrap_or_default();
    let word = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    if TITLES.contains(&word) {
        return true;
    }
    if NUMBERED.contains(&word) && next.is_ascii_digit() {
        return true;
    }
    let next_word = after.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    are_initials(word) && !OPENERS.contains(&next_word)
}

/// Whether a word consists of initials: `J`, `U.S`, `A.B`.
fn are_initials(word: &str) -> bool {
    let is_initial = |part: &str| {
        let mut letters = part.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
    };
    word.split('.').all(is_initial)
}

/// A sentence cut to [`MAX_CHARS`] code points, between words, around a range.
fn shortened(text: &str, whole: Bytes, place: Bytes) -> Bytes {
    let count = |bytes: Bytes| text[bytes].chars().count();
    let (before, after) = (count(whole.start..place.start), count(place.end..whole.end));
    let room = MAX_CHARS.saturating_sub(count(place.clone()));
    if before + after <= room {
        return whole;
    }
    // space that one side does not need goes to the other
    let left = (room / 2).max(room.saturating_sub(after)).min(before);
    let right = (room - left).min(after);
    let words = text[whole.start..place.start].split_word_bound_indices().rev();
    let start = match last_that_fits(words, left) {
        _ if left == before => whole.start,
        Some((at, _)) => whole.start + at,
        None => place.start,
    };
    let words = text[place.end..whole.end].split_word_bound_indices();
    let end = match last_that_fits(words, right) {
        _ if right == after => whole.end,
        Some((at, word)) => place.end + at + word.len(),
        None => place.end,
    };
    start..end
}

/// The last word, not white space, up to which all fit into `n_chars` code points.
fn last_that_fits<'t>(
    words: impl Iterator<Item = (usize, &'t str)>,
    n_chars: usize,
) -> Option<(usize, &'t str)> {
    let mut left = n_chars;
    let fitting = words.take_while(|(_, word)| {
        let rest = left.checked_sub(word.chars().count());
        left = rest.unwrap_or_default();
        rest.is_some()
    });
    fitting.filter(|(_, word)| !word.trim().is_empty()).last()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{MAX_CHARS, from, plain_start, sentence};
    use crate::base::Range;
    use crate::parse::{Block, BlockKind, Body};

    /// A text with one block per line.
    fn body(text: &str) -> Body {
        let mut start = 0;
        let mut blocks = Vec::new();
        for line in text.split('\n') {
            let range = Range::new(start, start + line.len());
            blocks.push(Block { range, kind: BlockKind::Text });
            start += line.len() + 1;
        }
        Body { stream: text.into(), blocks, ..Body::default() }
    }

    fn found<'t>(text: &'t str, word: &str) -> &'t str {
        let at = text.find(word).unwrap();
        let range = Range::new(at, at + word.len());
        let found = sentence(&body(text), range);
        assert!(found.contains(range), "{word:?} is outside");
        &text[found.of()]
    }

    #[track_caller]
    fn check(text: &str, word: &str, expected: &str) {
        assert_eq!(found(text, word), expected);
    }

    #[test]
    fn sentences_are_whole() {
        check("One. He met Putin today. Three.", "Putin", "He met Putin today.");
        check("He said “yes.” Then Putin left.", "Putin", "Then Putin left.");
        check("“Stop!” he said to Putin. Yes.", "Putin", "“Stop!” he said to Putin.");
        check("Putin met Trump. Assad left. End.", "Trump. Assad", "Putin met Trump. Assad left.");
        check("no end", "end", "no end");
        check("قال بوتين. ثم غادر.", "بوتين", "قال بوتين.");
        check("هل غادر بوتين؟ نعم.", "بوتين", "هل غادر بوتين؟");
        check("👩‍👩‍👧 came. Élise e\u{301}tait là. 3.", "tait", "Élise e\u{301}tait là.");
    }

    #[test]
    fn abbreviations_do_not_end_a_sentence() {
        let whole = |text: &str, word: &str| check(&format!("Yes. {text} Left."), word, text);
        whole("They met on Oct. 15 in Moscow.", "Moscow");
        whole("Then U.S. President Donald Trump came.", "Trump");
        whole("J. R. Ames and (A. B. Cole) wrote.", "Cole");
        whole("Gen. Suheil and Dr. Assad went to St. Petersburg.", "Suheil");
        whole("See No. 5 and Art. 7 for Assad.", "See");
        whole("Many, e.g. Assad, left.", "Many");
        whole("The firm Rosneft Inc. said so.", "Rosneft");
    }

    #[test]
    fn a_full_stop_after_a_short_word_may_end_a_sentence() {
        check("Assad said no. Putin left.", "Assad", "Assad said no.");
        check("They left in Oct. The war went on.", "left", "They left in Oct.");
        check("Assad is in the U.S. He stays.", "Assad", "Assad is in the U.S.");
        check("Assad came on Oct. 15. Putin left.", "Assad", "Assad came on Oct. 15.");
        check("It met at 5 p.m. Putin left.", "met", "It met at 5 p.m.");
    }

    #[test]
    fn languages_without_spaces_have_sentences() {
        check("彼は来た。プーチンは去った。終わり。", "プーチン", "プーチンは去った。");
        check("他来了！普京走了？是。", "普京", "普京走了？");
        let quoted = "彼は「来た。」と言った。";
        check(&format!("{quoted}次。"), "彼", quoted);
    }

    #[test]
    fn sentences_stay_in_their_block_unless_the_range_does_not() {
        check("A heading\nPutin left\nNext", "Putin", "Putin left");
        check("Oct.\n15 left", "15", "15 left");
        check("No. One Putin\nAssad two. Three.", "Putin\nAssad", "One Putin\nAssad two.");
    }

    #[test]
    fn very_long_sentences_are_cut_at_words() {
        let long = "word ".repeat(300);
        for text in [
            format!("{}Putin {}", long, long.trim()),
            format!("Putin {}", long.trim()),
            format!("{long}Putin"),
        ] {
            let passage = found(&text, "Putin");
            let n_chars = passage.chars().count();
            assert!((MAX_CHARS - 10..=MAX_CHARS).contains(&n_chars), "{n_chars}");
            assert!(passage.split(' ').all(|word| word == "word" || word == "Putin"), "{passage}");
        }
    }

    #[test]
    fn very_long_texts_without_spaces_are_cut_too() {
        let text = format!("{}プーチン{} 終", "漢".repeat(900), "字".repeat(900));
        assert_eq!(found(&text, "プーチン").chars().count(), MAX_CHARS);
        let text = format!("{}Putin{}", "é".repeat(900), "é".repeat(900));
        assert_eq!(found(&text, "Putin"), "Putin");
        let whole = "a".repeat(900);
        assert_eq!(found(&whole, &whole), whole);
    }

    proptest! {
        #[test]
        fn sentence_starts_do_not_depend_on_the_text_before(
            words in prop::collection::vec(prop::sample::select(WORDS.to_vec()), 1..30),
            at in 0.0..1.0,
        ) {
            let text = words.join(" ");
            let start = text.floor_char_boundary((at * text.len() as f64) as usize);
            let end = text[start..].chars().next().map_or(start, |c| start + c.len_utf8());
            let begin = plain_start(&text, start);
            prop_assert_eq!(from(&text, begin, start..end), from(&text, 0, start..end));
        }
    }

    const WORDS: &[&str] = &[
        "One",
        "two",
        "Mr.",
        "J.",
        "U.S.",
        "end.",
        "End!",
        "why?",
        "No.",
        "5.",
        "(a.",
        "b.)",
        "\u{201c}Yes.\u{201d}",
        "…",
        "The",
        "é.",
        "É",
        "approx.",
        "Jan.",
        "3",
        "日本。",
        "A.",
        "x.Y",
        "etc.",
        "\u{ad}",
        "a.\u{301}",
        "B",
    ];
}
