//! Reads strings that must not be blank.

use crate::base::{Diagnostic, Path, Spanned, codes};
use crate::data::Reader;

/// A string; a blank one is reported and counts as absent.
pub(crate) fn string(reader: &mut Reader<'_, '_>, key: &'static str) -> Option<Spanned<String>> {
    let word = reader.string(key)?;
    if word.value.trim().is_empty() {
        reader.tell(blank(reader.path(), key, &word));
        return None;
    }
    Some(word)
}

/// A list of strings; blank ones are reported and removed.
pub(crate) fn strings(reader: &mut Reader<'_, '_>, key: &'static str) -> Vec<Spanned<String>> {
    let mut words = reader.strings(key);
    for word in words.iter().filter(|word| word.value.trim().is_empty()) {
        reader.tell(blank(reader.path(), key, word));
    }
    words.retain(|word| !word.value.trim().is_empty());
    words
}

fn blank(path: &Path, key: &str, word: &Spanned<String>) -> Diagnostic {
    Diagnostic::at(codes::VALUE_EMPTY, path, word.span, format!("an empty string in `{key}`"))
        .help("write something, or leave it out")
}
