//! Folding: what makes two pieces of text the same although they are written differently (FORMAT section 4).
//!
//! White space collapsed, NFC, quotation marks, apostrophes, dashes and ellipses in their plain forms, no-break
//! spaces as spaces, soft hyphens dropped; case kept.

use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::base::Range;

/// A text folded, with the way back.
#[derive(Clone, Debug, Default)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    /// For each byte of `text` that begins a character, the byte of the source where what it stands for begins; the
    /// length of the source at the end. Other bytes hold the same as the character they belong to.
    starts: Vec<u32>,
    /// Likewise where what it stands for ends.
    ends: Vec<u32>,
}

/// The folded form of a text, ends trimmed.
pub fn folded(text: &str) -> String {
    let folded = fold(text);
    folded.text.trim_matches(' ').to_string()
}

/// Folds a text and keeps the way back.
pub fn fold(text: &str) -> Folded {
    let mut out = Folded {
        text: String::with_capacity(text.len()),
        starts: Vec::with_capacity(text.len() + 1),
        ends: Vec::with_capacity(text.len() + 1),
    };
    let mut rest = text.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let mut end = at + c.len_utf8();
        let plain = match c {
            '\u{ad}' => continue,
            c if c.is_whitespace() => {
                while let Some((next, _)) =
                    rest.next_if(|(_, c)| c.is_whitespace() || *c == '\u{ad}')
                {
                    end = next + text[next..].chars().next().map_or(1, char::len_utf8);
                }
                ' '
            }
            '“' | '”' | '„' | '‟' | '«' | '»' => '"',
            '‘' | '’' | '‚' | '‛' | '‹' | '›' => '\'',
            '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '-' => {
                // two or three hyphens are what a dash is typed as
                let hyphens = text[at..].bytes().take_while(|byte| *byte == b'-').count();
                for _ in 1..hyphens.min(3) {
                    end = rest.next().map_or(end, |(next, _)| next + 1);
                }
                '-'
            }
            '…' => {
                out.push_all("...", at, end);
                continue;
            }
            c if c.is_ascii() => c,
            _ => {
                // a character with its marks is composed as one
                let is_mark = |(_, c): &(usize, char)| is_combining_mark(*c) || is_jamo(*c);
                while let Some((next, mark)) = rest.next_if(is_mark) {
                    end = next + mark.len_utf8();
                }
                out.push_cluster(&text[at..end], at);
                continue;
            }
        };
        // ASCII letters take marks too
        let is_mark = |(_, c): &(usize, char)| is_combining_mark(*c);
        if plain == c && rest.peek().is_some_and(is_mark) {
            while let Some((next, mark)) = rest.next_if(is_mark) {
                end = next + mark.len_utf8();
            }
            out.push_cluster(&text[at..end], at);
        } else {
            out.push(plain, at, end);
        }
    }
    out.starts.push(text.len() as u32);
    out.ends.push(text.len() as u32);
    out
}

/// Hangul vowels and finals, which compose with what stands before them.
fn is_jamo(c: char) -> bool {
    matches!(c, '\u{1161}'..='\u{1175}' | '\u{11a8}'..='\u{11c2}')
}

impl Folded {
    fn push(&mut self, c: char, start: usize, end: usize) {
        self.text.push(c);
        for _ in 0..c.len_utf8() {
            self.starts.push(start as u32);
            self.ends.push(end as u32);
        }
    }

    fn push_all(&mut self, text: &str, start: usize, end: usize) {
        text.chars().for_each(|c| self.push(c, start, end));
    }

    /// A character with its marks: composed; where composition changes nothing, each keeps its own place.
    fn push_cluster(&mut self, cluster: &str, start: usize) {
        if is_nfc(cluster) {
            for (at, c) in cluster.char_indices() {
                self.push(c, start + at, start + at + c.len_utf8());
            }
        } else {
            let composed: String = cluster.nfc().collect();
            self.push_all(&composed, start, start + cluster.len());
        }
    }

    /// What a range of the folded text stands for; `None` if it begins or ends inside something that was folded
    /// into several characters.
    pub fn source(&self, start: usize, end: usize) -> Option<Range> {
        if start >= end {
            return None;
        }
        let is_start = start == 0 || self.starts[start - 1] != self.starts[start];
        let is_end = end >= self.text.len() || self.ends[end - 1] != self.ends[end];
        let range = Range { start: self.starts[start], end: self.ends[end - 1] };
        (is_start && is_end).then_some(range)
    }

    /// The place in the source of a place in the folded text.
    pub fn start_of(&self, at: usize) -> u32 {
        self.starts[at]
    }

    /// The first place of the folded text that stands for the source from `at` on.
    pub fn place_of(&self, at: u32) -> usize {
        self.starts.partition_point(|start| *start < at)
    }
}

#[cfg(test)]
mod tests {
    use super::{fold, folded};

    #[test]
    fn what_looks_the_same_is_the_same() {
        for (text, expected) in [
            ("“a” ‘b’ «c» ‹d›", "\"a\" 'b' \"c\" 'd'"),
            ("a–b—c−d", "a-b-c-d"),
            ("a--b---c-d", "a-b-c-d"),
            ("a…b...", "a...b..."),
            ("a\u{a0}\u{2009} b\n\tc", "a b c"),
            ("so\u{ad}ft", "soft"),
            ("e\u{301}", "é"),
            ("\u{1112}\u{1161}\u{11ab}", "한"),
            ("\u{212b}", "Å"),
            ("Case KEPT", "Case KEPT"),
        ] {
            assert_eq!(folded(text), expected, "{text:?}");
        }
    }

    #[test]
    fn every_place_leads_back() {
        let text = "x “e\u{301}” … y";
        let folded = fold(text);
        let found = |what: &str| {
            let at = folded.text.find(what).unwrap();
            folded.source(at, at + what.len()).map(|range| &text[range.of()])
        };
        assert_eq!(found("é"), Some("e\u{301}"));
        assert_eq!(found("\"é\""), Some("“e\u{301}”"));
        assert_eq!(found("... y"), Some("… y"));
        assert_eq!(found(".. y"), None);
    }
}
