//! Folds quotations and names so that texts that read the same compare equal, and maps folded text back to its source.

use unicode_normalization::char::{canonical_combining_class, decompose_canonical};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::base::Range;

/// How much texts are normalized.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Folding {
    /// Only white space is collapsed; no-break spaces stay.
    Spaces,
    /// Everything in FORMAT section 4: also composition, quotation marks, dashes, ellipses, soft hyphens.
    Characters,
}

/// A folded text that maps each of its characters back to the source.
///
/// *Law*: greater folded offsets come from greater or equal source offsets.
#[derive(Clone, Debug, Default)]
pub struct Folded {
    text: String,
    /// Places where folded and source text differ, in order.
    changes: Vec<Change>,
}

/// A piece of the source that was replaced as a whole. Either side may be empty.
#[derive(Clone, Copy, Debug)]
struct Change {
    folded: Range,
    source: Range,
}

impl Folded {
    /// Folds a whole text.
    pub fn new(source: &str, folding: Folding) -> Self {
        let text = String::with_capacity(source.len());
        let mut folded = Self { text, changes: Vec::new() };
        let mut at = 0;
        while at < source.len() {
            let rest = &source[at..];
            let plain = plain_run(rest);
            if plain > 0 {
                folded.text.push_str(&rest[..plain]);
                at += plain;
                continue;
            }
            let length = unit_length(rest, folding);
            folded.push(&rest[..length], at, folding);
            at += length;
        }
        folded
    }

    /// The folded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Byte range of the source for a piece of the folded text; `None` if it cuts a character of the source.
    ///
    /// *Shape*: soft hyphens at either end are left out.
    pub fn source(&self, piece: std::ops::Range<usize>) -> Option<Range> {
        Some(Range::new(self.source_start(piece.start)?, self.source_end(piece.end)?))
    }

    fn source_start(&self, at: usize) -> Option<usize> {
        let before = self.changes.partition_point(|change| change.folded.start as usize <= at);
        let Some(change) = before.checked_sub(1).map(|last| self.changes[last]) else {
            return Some(at);
        };
        if change.folded.end as usize <= at {
            return Some(change.source.end as usize + at - change.folded.end as usize);
        }
        (change.folded.start as usize == at).then_some(change.source.start as usize)
    }

    fn source_end(&self, at: usize) -> Option<usize> {
        let before = self.changes.partition_point(|change| (change.folded.start as usize) < at);
        let Some(change) = before.checked_sub(1).map(|last| self.changes[last]) else {
            return Some(at);
        };
        (change.folded.end as usize <= at)
            .then(|| change.source.end as usize + at - change.folded.end as usize)
    }

    fn push(&mut self, unit: &str, at: usize, folding: Folding) {
        let start = self.text.len();
        match folding {
            _ if unit.starts_with(|c| is_space(c, folding)) => self.text.push(' '),
            Folding::Spaces => self.text.push_str(unit),
            Folding::Characters if unit.bytes().all(|byte| byte == b'-') => self.text.push('-'),
            Folding::Characters => unit.nfc().for_each(|c| push_folded(&mut self.text, c)),
        }
        let written = &self.text[start..];
        if written != unit && (written.len(), unit.len()) != (1, 1) {
            self.changes.push(Change {
                folded: Range::new(start, self.text.len()),
                source: Range::new(at, at + unit.len()),
            });
        }
    }
}

/// The folded text, trimmed.
pub fn fold(text: &str) -> String {
    let folded = Folded::new(text, Folding::Characters).text;
    let trimmed = folded.trim_matches(' ');
    if trimmed.len() == folded.len() { folded } else { trimmed.to_owned() }
}

/// Number of leading bytes that no folding changes and that the next character cannot change either.
fn plain_run(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let is_plain =
        |at: usize| bytes.get(at).is_some_and(|byte| matches!(byte, b'!'..=b',' | b'.'..=b'~'));
    let mut end = 0;
    while is_plain(end) || (bytes.get(end) == Some(&b' ') && is_plain(end + 1)) {
        end += 1;
    }
    // a combining mark may follow the last character
    if bytes.get(end).is_some_and(|byte| !byte.is_ascii()) { end.saturating_sub(1) } else { end }
}

/// Number of leading bytes that fold as a unit.
fn unit_length(rest: &str, folding: Folding) -> usize {
    let mut chars = rest.chars();
    let Some(first) = chars.next() else { return 0 };
    if is_space(first, folding) {
        let is_inside =
            |c: char| is_space(c, folding) || (folding == Folding::Characters && c == SOFT_HYPHEN);
        return rest.find(|c| !is_inside(c)).unwrap_or(rest.len());
    }
    if folding == Folding::Spaces {
        return first.len_utf8();
    }
    if first == '-' {
        let run = rest.bytes().take(3).take_while(|byte| *byte == b'-').count();
        if run > 1 {
            return run;
        }
    }
    first.len_utf8() + chars.take_while(|c| !starts_unit(*c)).map(char::len_utf8).sum::<usize>()
}

/// Whether composition (NFC) never joins a character to the one before it.
fn starts_unit(c: char) -> bool {
    if c.is_ascii() {
        return true;
    }
    let mut first = None;
    decompose_canonical(c, |part| first = first.or(Some(part)));
    let first = first.unwrap_or(c);
    canonical_combining_class(first) == 0
        && is_nfc_quick(std::iter::once(first)) == IsNormalized::Yes
}

const SOFT_HYPHEN: char = '\u{ad}';

/// Whether a character is a no-break space.
fn is_no_break(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}')
}

fn is_space(c: char, folding: Folding) -> bool {
    c.is_whitespace() && (folding == Folding::Characters || !is_no_break(c))
}

fn push_folded(text: &mut String, c: char) {
    match c {
        '“' | '”' | '„' | '‟' | '«' | '»' => text.push('"'),
        '‘' | '’' | '‚' | '‛' | '‹' | '›' => text.push('\''),
        '‐' | '\u{2011}' | '‒' | '–' | '—' | '―' | '−' => text.push('-'),
        '…' => text.push_str("..."),
        SOFT_HYPHEN => {}
        _ => text.push(c),
    }
}

#[cfg(test)]
mod tests {
    use super::{Folded, Folding, fold};
    use proptest::prelude::*;

    #[test]
    fn equal_texts_fold_to_the_same() {
        let check = |text: &str, expected: &str| assert_eq!(fold(text), expected, "{text:?}");
        check("plain words, kept As They are.", "plain words, kept As They are.");
        check("“a” „b‟ «c»", "\"a\" \"b\" \"c\"");
        check("‘a’ ‚b‛ ‹c›", "'a' 'b' 'c'");
        check("a‐b\u{2011}c‒d–e—f―g−h", "a-b-c-d-e-f-g-h");
        check("a--b---c-d", "a-b-c-d");
        check("----", "--");
        check("wait… no", "wait... no");
        check("10\u{a0}km\u{202f}/\u{2007}h", "10 km / h");
        check("co\u{ad}operate \u{ad} now", "cooperate now");
        check("  a \t\r\n b\n", "a b");
        check("e\u{301}te\u{301}", "été");
        check("\u{1112}\u{1161}\u{11ab}", "\u{d55c}");
        check("a\u{212b}", "a\u{c5}");
        check("", "");
        check("\u{ad}", "");
    }

    #[test]
    fn pieces_map_back_to_the_source() {
        let check = |text: &str, piece: std::ops::Range<usize>, expected: Option<&str>| {
            let folded = Folded::new(text, Folding::Characters);
            let range = folded.source(piece.clone());
            let found = range.map(|range| &text[range.of()]);
            assert_eq!(found, expected, "{text:?} {piece:?} of {:?}", folded.text());
        };
        check("abc", 1..2, Some("b"));
        check("“a” b", 1..2, Some("a"));
        check("“a” b", 0..3, Some("“a”"));
        check("a… b", 0..4, Some("a…"));
        check("a… b", 0..3, None);
        check("a… b", 2..5, None);
        check("co\u{ad}op", 0..2, Some("co"));
        check("co\u{ad}op", 2..4, Some("op"));
        check("co\u{ad}op", 0..4, Some("co\u{ad}op"));
        check("re\u{301}a", 1..3, Some("e\u{301}"));
        check("a --- b", 2..3, Some("---"));
        check("a\n\nb", 0..3, Some("a\n\nb"));
    }

    proptest! {
        #[test]
        fn offsets_map_back_in_order(text in "[a\u{e9}e\u{301}\u{ad}“…\u{a0} \n\u{1F1E6}\u{4e2d}-]{0,40}") {
            for folding in [Folding::Spaces, Folding::Characters] {
                let folded = Folded::new(&text, folding);
                let mut last = 0;
                for (at, c) in folded.text().char_indices() {
                    let Some(range) = folded.source(at..at + c.len_utf8()) else { continue };
                    prop_assert!(range.start >= last && range.start < range.end);
                    prop_assert!(text.is_char_boundary(range.start as usize));
                    prop_assert!(text.is_char_boundary(range.end as usize));
                    last = range.start;
                }
            }
        }

        #[test]
        fn composition_does_not_matter(text in "[a-zàéñ가각 ]{0,30}") {
            use unicode_normalization::UnicodeNormalization;
            prop_assert_eq!(fold(&text), fold(&text.nfd().collect::<String>()));
        }
    }
}
