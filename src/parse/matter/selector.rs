//! Selectors: which words of the text are meant.

use crate::base::{Diagnostic, Path, Span, Spanned, codes};
use crate::data::Reader;
use crate::parse::table::{Format, Kind, table};

table! {
    /// Selects a piece of a text: W3C TextQuoteSelector with extensions.
    #[derive(Eq)]
    pub struct Selector {
        /// The exact text; without it the whole article.
        quote: Option<Spanned<String>> = WORDS,
        /// The selection extends to the end of this text, at its first occurrence after `quote`.
        quote_end: Option<Spanned<String>> = WORDS,
        /// Text directly before.
        prefix: Option<Spanned<String>> = WORDS,
        /// Text directly after.
        suffix: Option<Spanned<String>> = WORDS,
        /// Which of several matches, from 1.
        occurrence: Option<Spanned<u32>> = OCCURRENCE,
    }
    plain {
        /// The selection ends before `quote_end`: W3C RangeSelector.
        is_end_outside: bool,
        /// W3C TextPositionSelector: code points of the text stream, half-open.
        position: Option<(u32, u32)>,
        /// Span of the position.
        position_span: Span,
    }
}

const WORDS: Format<Option<Spanned<String>>> =
    Format { kind: Kind::Line, read: |reader, key, _| words(reader, key) };

const OCCURRENCE: Format<Option<Spanned<u32>>> =
    Format { kind: Kind::Number, read: |reader, key, _| occurrence(reader, key) };

impl Selector {
    /// Whether a missing quote was already reported; reports other keys without it.
    pub(crate) fn is_reported(&self, reader: &mut Reader<'_, '_>) -> bool {
        if self.quote.is_some() || reader.node("quote").is_some() {
            return self.quote.is_none();
        }
        for key in ["quote_end", "prefix", "suffix", "occurrence"] {
            if let Some(node) = reader.node(key) {
                reader.tell(no_quote(reader.path(), key, node.span));
                return true;
            }
        }
        false
    }
}

fn words(reader: &mut Reader<'_, '_>, key: &'static str) -> Option<Spanned<String>> {
    let words = reader.string(key)?;
    if words.value.trim().is_empty() {
        // an empty prefix or suffix has no effect, but its span is used for edits
        if key == "prefix" || key == "suffix" {
            return Some(Spanned { value: String::new(), ..words });
        }
        reader.tell(blank_quote(reader.path(), key, words.span));
        return None;
    }
    Some(words)
}

fn occurrence(reader: &mut Reader<'_, '_>, key: &'static str) -> Option<Spanned<u32>> {
    let number = reader.integer(key)?;
    match u32::try_from(number.value) {
        Ok(count) if count > 0 => Some(Spanned::new(count, number.span)),
        _ => {
            reader.tell(bad_occurrence(reader.path(), number.span));
            None
        }
    }
}

fn no_quote(path: &Path, key: &str, span: Span) -> Diagnostic {
    Diagnostic::at(codes::SELECTOR_INCOMPLETE, path, span, format!("`{key}` without a `quote`"))
        .help("add a `quote` with the words that are marked")
}

fn blank_quote(path: &Path, key: &str, span: Span) -> Diagnostic {
    let message = format!("`{key}` contains no words");
    Diagnostic::at(codes::SELECTOR_INCOMPLETE, path, span, message)
        .help("for a note on the whole article leave `quote` out")
}

fn bad_occurrence(path: &Path, span: Span) -> Diagnostic {
    let message = "`occurrence` should be 1, 2, 3 …";
    Diagnostic::at(codes::SELECTOR_INCOMPLETE, path, span, message)
        .help("`occurrence` is 2 for the second of the places that match")
}
