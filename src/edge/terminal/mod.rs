//! What people read on stderr: diagnostics, progress, one summary; and data on stdout.

mod excerpt;
mod human;
mod machine;
mod progress;
#[cfg(test)]
mod tests;
mod texts;

use std::io::Write;

use annotate_snippets::Renderer;

use crate::base::{Diagnostic, File, Path, Place, Severity, Tree};
use crate::edge::Failure;
use crate::edge::options::{Format, Options};

pub(crate) use progress::Progress;
use texts::Texts;

/// Prints diagnostics in the order given, and how many there are.
pub(crate) fn print(diagnostics: &[Diagnostic], tree: &Tree, format: Format) {
    let mut out = anstream::stderr().lock();
    let texts = &Texts::new(tree);
    for told in diagnostics {
        // a stream that nobody reads any more is no reason to stop
        let _ = match format {
            Format::Human => writeln!(out, "{}\n", human::report(told, texts, &Renderer::styled())),
            Format::Short => writeln!(out, "{}", machine::short(told, texts)),
            Format::Json => writeln!(out, "{}", machine::json(told, texts)),
            Format::Github => writeln!(out, "{}", machine::github(told, texts)),
            Format::Sarif => Ok(()),
        };
    }
    let _ = match format {
        Format::Human if !diagnostics.is_empty() => writeln!(out, "{}", count(diagnostics)),
        Format::Sarif => writeln!(out, "{}", machine::sarif(diagnostics, texts)),
        _ => Ok(()),
    };
}

/// Diagnostics as people read them, without colours.
pub(crate) fn plain(diagnostics: &[Diagnostic], tree: &Tree) -> String {
    let texts = &Texts::new(tree);
    let reports = diagnostics.iter().map(|told| human::report(told, texts, &Renderer::plain()));
    reports.collect::<Vec<_>>().join("\n\n")
}

/// What stopped the program, and what to do about it.
pub(crate) fn fail(failure: &Failure) {
    let text = human::failure(failure, &Renderer::styled());
    let _ = writeln!(anstream::stderr().lock(), "{text}");
}

/// Writes a line about the work as a whole to stderr, unless the caller wants diagnostics alone.
pub(crate) fn remark(options: &Options, line: &str) {
    if !options.quiet && !options.format.is_data() {
        let _ = writeln!(anstream::stderr().lock(), "{line}");
    }
}

/// Writes a line to stderr that only `--verbose` asks for.
pub(crate) fn detail(options: &Options, line: &str) {
    if options.verbose > 0 {
        remark(options, line);
    }
}

/// Writes a line to stdout: data, for other programs.
pub(crate) fn data(line: &str) {
    let _ = writeln!(std::io::stdout().lock(), "{line}");
}

/// Writes lines to stdout with their colours, where the terminal has them.
pub(crate) fn styled(lines: &[String]) {
    let mut out = anstream::stdout().lock();
    for line in lines {
        // a stream that nobody reads any more is no reason to stop
        let _ = writeln!(out, "{line}");
    }
}

/// `3 errors, 1 warning`.
fn count(diagnostics: &[Diagnostic]) -> String {
    let words = [(Severity::Error, "error"), (Severity::Warning, "warning")];
    let counts = words.into_iter().chain([(Severity::Note, "note")]).filter_map(|(level, word)| {
        match diagnostics.iter().filter(|told| told.severity == level).count() {
            0 => None,
            1 => Some(format!("1 {word}")),
            many => Some(format!("{many} {word}s")),
        }
    });
    counts.collect::<Vec<_>>().join(", ")
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// Line and column of a place, both from 1, the column in code points; a file as a whole is 1:1.
pub(crate) fn position(place: &Place, tree: &Tree) -> (usize, usize) {
    Texts::new(tree).position(place)
}

/// A file's text as spans count in it: without a byte order mark.
pub(crate) fn text_of<'t>(tree: &'t Tree, path: &Path) -> Option<&'t str> {
    match tree.get(path)? {
        File::Bytes(bytes) => {
            let text = std::str::from_utf8(bytes).ok()?;
            Some(text.strip_prefix('\u{feff}').unwrap_or(text))
        }
        File::Copied(_) | File::Unreadable(_) => None,
    }
}
