//! Output for people on stderr: diagnostics, progress, a summary; and data on stdout.

mod excerpt;
mod human;
mod machine;
mod progress;
#[cfg(test)]
mod tests;
mod texts;

use std::io::Write;

use annotate_snippets::Renderer;

use crate::base::{Diagnostic, Place, Severity, Tree};
use crate::edge::Failure;
use crate::edge::options::{Format, Options};

pub(crate) use progress::Progress;
use texts::Texts;

/// Prints diagnostics in the given order, and their number.
pub(crate) fn print(diagnostics: &[Diagnostic], tree: &Tree, format: Format) {
    let mut out = anstream::stderr().lock();
    let texts = &Texts::new(tree);
    for diagnostic in diagnostics {
        // ignore a closed stream
        let _ = match format {
            Format::Human => {
                writeln!(out, "{}\n", human::report(diagnostic, texts, &Renderer::styled()))
            }
            Format::Short => writeln!(out, "{}", machine::short(diagnostic, texts)),
            Format::Json => writeln!(out, "{}", machine::json(diagnostic, texts)),
            Format::Github => writeln!(out, "{}", machine::github(diagnostic, texts)),
            Format::Sarif => Ok(()),
        };
    }
    let _ = match format {
        Format::Human if !diagnostics.is_empty() => writeln!(out, "{}", count(diagnostics)),
        Format::Sarif => writeln!(out, "{}", machine::sarif(diagnostics, texts)),
        _ => Ok(()),
    };
}

/// Diagnostics as for people, without colours.
pub(crate) fn plain(diagnostics: &[Diagnostic], tree: &Tree) -> String {
    let texts = &Texts::new(tree);
    let reports =
        diagnostics.iter().map(|diagnostic| human::report(diagnostic, texts, &Renderer::plain()));
    reports.collect::<Vec<_>>().join("\n\n")
}

/// Prints a failure and its help.
pub(crate) fn fail(failure: &Failure) {
    let text = human::failure(failure, &Renderer::styled());
    let _ = writeln!(anstream::stderr().lock(), "{text}");
}

/// Prints a line about the whole run to stderr, unless `--quiet`.
pub(crate) fn remark(options: &Options, line: &str) {
    if !options.quiet && !options.format.is_data() {
        let _ = writeln!(anstream::stderr().lock(), "{line}");
    }
}

/// Prints a line to stderr if `--verbose`.
pub(crate) fn detail(options: &Options, line: &str) {
    if options.verbose > 0 {
        remark(options, line);
    }
}

/// Prints a line of data to stdout.
pub(crate) fn data(line: &str) {
    let _ = writeln!(std::io::stdout().lock(), "{line}");
}

/// Prints lines with colours to stdout, if the terminal supports them.
pub(crate) fn styled(lines: &[String]) {
    let mut out = anstream::stdout().lock();
    for line in lines {
        // ignore a closed stream
        let _ = writeln!(out, "{line}");
    }
}

/// `3 errors, 1 warning`.
fn count(diagnostics: &[Diagnostic]) -> String {
    let levels = [Severity::Error, Severity::Warning, Severity::Note];
    let counts = levels.into_iter().filter_map(|level| {
        let word = word(level);
        match diagnostics.iter().filter(|diagnostic| diagnostic.severity == level).count() {
            0 => None,
            1 => Some(format!("1 {word}")),
            many => Some(format!("{many} {word}s")),
        }
    });
    counts.collect::<Vec<_>>().join(", ")
}

/// A severity in one word.
pub(crate) fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// Line and column of a place, both from 1, the column in code points; 1:1 for a whole file.
pub(crate) fn position(place: &Place, tree: &Tree) -> (usize, usize) {
    Texts::new(tree).position(place)
}
