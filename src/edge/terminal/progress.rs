//! A progress line on stderr, overwritten in place; only for terminals.
//!
//! Own code: a library such as `indicatif` would cost several crates for two escape sequences.

use std::io::{IsTerminal, Write};

use crate::edge::options::Options;

/// Minimum number of pages: fewer are done too quickly.
const WORTH_A_LINE: usize = 500;
/// Pages between two updates.
const STEP: usize = 100;

/// Progress of rendering.
pub(crate) struct Progress {
    total: usize,
    is_shown: bool,
}

impl Progress {
    /// Progress towards a number of pages.
    pub(crate) fn of(total: usize, options: &Options) -> Self {
        let is_shown = total > WORTH_A_LINE
            && !options.quiet
            && !options.format.is_data()
            && std::io::stderr().is_terminal();
        Self { total, is_shown }
    }

    /// Shows the number of finished pages.
    pub(crate) fn show(&self, done: usize) {
        if self.is_shown && done.is_multiple_of(STEP) {
            let (done, total) = (grouped(done), grouped(self.total));
            let _ = write!(std::io::stderr().lock(), "\r\x1b[Krendering {done}/{total}");
        }
    }

    /// Erases the line.
    pub(crate) fn clear(&self) {
        if self.is_shown {
            let _ = write!(std::io::stderr().lock(), "\r\x1b[K");
        }
    }
}

/// `10,000`.
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
#[test]
fn numbers_are_grouped_by_thousands() {
    for (number, expected) in [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567")] {
        assert_eq!(grouped(number), expected);
    }
}
