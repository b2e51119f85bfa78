//! What the readers of all tables of the configuration share.

use crate::base::{Diagnostic, codes};
use crate::data::Reader;

/// Top-level keys that TOML may have put under a table header by mistake.
pub(crate) const TOP: &[&str] =
    &["base_url", "title", "description", "language", "output_dir", "menu"];

/// A number that is not negative.
pub(crate) fn count(reader: &mut Reader<'_, '_>, key: &'static str) -> Option<usize> {
    let number = reader.integer(key)?;
    match usize::try_from(number.value) {
        Ok(count) => Some(count),
        Err(_) => {
            let message = format!("`{key}` should not be negative");
            reader.tell(Diagnostic::at(codes::WRONG_TYPE, reader.path(), number.span, message));
            None
        }
    }
}
