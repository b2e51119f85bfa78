//! The sentence around a place in a text.

use unicode_segmentation::UnicodeSegmentation;

use crate::base::Range;
use crate::parse::Body;

/// Bytes on each side of a place that a passage keeps at most.
const WIDEST: usize = 400;

/// Words that end with a full stop and no sentence.
const ABBREVIATIONS: &[&str] = &[
    "Mr", "Mrs", "Ms", "Dr", "Prof", "St", "Gen", "Col", "Lt", "Sgt", "Capt", "Sen", "Rep", "Gov",
    "Rev", "Hon", "Jr", "Sr", "No", "Nos", "vs", "etc", "cf", "ca", "approx", "est", "Inc", "Ltd",
    "Co", "Corp", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov",
    "Dec", "Mt", "Ft", "Art", "Fig", "Vol", "pp", "ed", "eds", "ff", "e.g", "i.e", "a.m", "p.m",
    "U.S", "U.K", "U.N",
];

/// The sentence around a range within its block, ends trimmed; of a very long one the words near the range.
pub fn sentence(body: &Body, range: Range) -> Range {
    let Some(block) = body.blocks.iter().find(|block| block.range.contains(range)) else {
        // a mention across blocks: the blocks' edges are its context
        return range;
    };
    let text = &body.stream[block.range.of()];
    let (from, to) = (range.start - block.range.start, range.end - block.range.start);
    let (mut start, mut end) = (0, text.len());
    let mut joined = 0;
    for (at, piece) in text.split_sentence_bound_indices() {
        let after = at + piece.len();
        if after < text.len() && goes_on(&text[joined..after], &text[after..]) {
            continue;
        }
        if joined <= from as usize && (from as usize) < after {
            start = joined;
        }
        if joined < to as usize && to as usize <= after {
            end = after;
        }
        joined = after;
    }
    let start = start.max(word_start(text, (from as usize).saturating_sub(WIDEST)));
    let end = end.min(word_end(text, (to as usize + WIDEST).min(text.len())));
    let piece = &text[start..end];
    let start = start + (piece.len() - piece.trim_start().len());
    let end = start + piece.trim().len();
    Range::new(block.range.start as usize + start, block.range.start as usize + end)
}

/// Whether a sentence goes on although it seems to end: after an abbreviation, an initial, or before a small letter.
fn goes_on(before: &str, after: &str) -> bool {
    let before = before.trim_end();
    let Some(stem) = before.strip_suffix('.') else {
        return after.chars().next().is_some_and(char::is_lowercase);
    };
    let word =
        stem.rsplit(|c: char| c.is_whitespace() || c == '(' || c == '“').next().unwrap_or_default();
    let is_initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    is_initial
        || ABBREVIATIONS.contains(&word)
        || after.trim_start().chars().next().is_some_and(char::is_lowercase)
}

fn word_start(text: &str, at: usize) -> usize {
    let at = text.floor_char_boundary(at);
    if at == 0 { 0 } else { text[at..].find(' ').map_or(at, |space| at + space + 1) }
}

fn word_end(text: &str, at: usize) -> usize {
    let at = text.ceil_char_boundary(at);
    if at == text.len() { at } else { text[..at].rfind(' ').unwrap_or(at) }
}

#[cfg(test)]
mod tests {
    use super::sentence;
    use crate::base::Range;
    use crate::parse::{Block, BlockKind, Body};

    #[track_caller]
    fn check(text: &str, word: &str, expected: &str) {
        let block = Block { range: Range::new(0, text.len()), kind: BlockKind::Text };
        let body = Body { stream: text.into(), blocks: vec![block], ..Body::default() };
        let at = text.find(word).unwrap();
        let found = sentence(&body, Range::new(at, at + word.len()));
        assert_eq!(&text[found.of()], expected);
    }

    #[test]
    fn sentences_are_whole() {
        check("One. He met Putin today. Three.", "Putin", "He met Putin today.");
        check(
            "They met on Oct. 15 in Moscow. Then left.",
            "Moscow",
            "They met on Oct. 15 in Moscow.",
        );
        check(
            "U.S. President Donald Trump came. Left.",
            "Trump",
            "U.S. President Donald Trump came.",
        );
        check("J. R. Ames wrote. Yes.", "Ames", "J. R. Ames wrote.");
        check("He said “yes.” Then Putin left.", "Putin", "Then Putin left.");
        check("彼は来た。プーチンは去った。終わり。", "プーチン", "プーチンは去った。");
        check("قال بوتين. ثم غادر.", "بوتين", "قال بوتين.");
        check("no end", "end", "no end");
    }

    #[test]
    fn endless_sentences_are_cut_at_words() {
        let text = format!("{} Putin {}", "word ".repeat(300).trim(), "word ".repeat(300).trim());
        let block = Block { range: Range::new(0, text.len()), kind: BlockKind::Text };
        let body = Body { stream: text.as_str().into(), blocks: vec![block], ..Body::default() };
        let at = text.find("Putin").unwrap();
        let found = sentence(&body, Range::new(at, at + 5));
        assert!(found.len() < 900 && text[found.of()].contains("Putin"));
        assert!(text[found.of()].starts_with("word") && text[found.of()].ends_with("word"));
    }
}
