//! What people read on stderr: diagnostics, progress, one summary; and data on stdout.

mod excerpt;
mod human;
mod progress;
#[cfg(test)]
mod tests;

use std::io::Write;

use annotate_snippets::Renderer;

use crate::base::{Diagnostic, File, Path, Place, Severity, Tree};
use crate::edge::Failure;
use crate::edge::options::{Format, Options};

pub(crate) use progress::Progress;

/// Prints diagnostics in the order given, and how many there are.
pub(crate) fn print(diagnostics: &[Diagnostic], tree: &Tree, format: Format) {
    let mut out = anstream::stderr().lock();
    for told in diagnostics {
        // a stream that nobody reads any more is no reason to stop
        let _ = match format {
            Format::Human => writeln!(out, "{}\n", human::report(told, tree, &Renderer::styled())),
            Format::Short => writeln!(out, "{}", short(told, tree)),
            Format::Json => writeln!(out, "{}", json(told, tree)),
        };
    }
    if format == Format::Human && !diagnostics.is_empty() {
        let _ = writeln!(out, "{}", count(diagnostics));
    }
}

/// Diagnostics as people read them, without colours.
pub(crate) fn plain(diagnostics: &[Diagnostic], tree: &Tree) -> String {
    let texts = diagnostics.iter().map(|told| human::report(told, tree, &Renderer::plain()));
    texts.collect::<Vec<_>>().join("\n\n")
}

/// What stopped the program, and what to do about it.
pub(crate) fn fail(failure: &Failure) {
    let text = human::failure(failure, &Renderer::styled());
    let _ = writeln!(anstream::stderr().lock(), "{text}");
}

/// Writes a line about the work as a whole to stderr, unless the caller wants diagnostics alone.
pub(crate) fn remark(options: &Options, line: &str) {
    if !options.quiet && options.format != Format::Json {
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

fn short(told: &Diagnostic, tree: &Tree) -> String {
    let (line, column) = position(&told.primary.place, tree);
    let path = &told.primary.place.path;
    format!("{path}:{line}:{column}: {}[{}]: {}", word(told.severity), told.code, told.message)
}

fn json(told: &Diagnostic, tree: &Tree) -> String {
    let place = |place: &Place, text: &str| {
        let (line, column) = position(place, tree);
        let span = place.span.map(|span| [span.start, span.end]);
        let path = place.path.as_str();
        serde_json::json!({ "path": path, "line": line, "column": column, "bytes": span, "text": text })
    };
    let labels = told.labels.iter().map(|label| place(&label.place, &label.text));
    let mut object = place(&told.primary.place, &told.primary.text);
    object["severity"] = word(told.severity).into();
    object["code"] = told.code.into();
    object["message"] = told.message.as_str().into();
    object["labels"] = labels.collect();
    object["helps"] = told.helps.as_slice().into();
    object.to_string()
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// Line and column of a place, both from 1, the column in code points; a file as a whole is 1:1.
fn position(place: &Place, tree: &Tree) -> (usize, usize) {
    match (place.span, text_of(tree, &place.path)) {
        (Some(span), Some(text)) => excerpt::position(text, span.start as usize),
        _ => (1, 1),
    }
}

/// A file's text as spans count in it: without a byte order mark.
fn text_of<'t>(tree: &'t Tree, path: &Path) -> Option<&'t str> {
    match tree.get(path)? {
        File::Bytes(bytes) => {
            let text = std::str::from_utf8(bytes).ok()?;
            Some(text.strip_prefix('\u{feff}').unwrap_or(text))
        }
        File::Copied | File::Unreadable(_) => None,
    }
}
