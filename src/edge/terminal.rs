//! What people read on stderr: diagnostics with the source line, progress, one summary.

use std::collections::BTreeMap;
use std::io::{IsTerminal, Write};

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::base::{Diagnostic, File, Label, Path, Severity, Span, Tree};

/// How diagnostics are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// With source line and caret.
    #[default]
    Human,
    /// One line each.
    Short,
    /// One JSON object a line.
    Json,
}

/// Code points of a long line that are shown around a caret.
const WINDOW: usize = 90;

/// Prints diagnostics, the worst last, where a reader looks first.
pub(crate) fn print(diagnostics: &[Diagnostic], tree: &Tree, format: Format) {
    let mut out = anstream::stderr().lock();
    for told in diagnostics {
        let text = match format {
            Format::Human => human(told, tree),
            Format::Short => short(told, tree),
            Format::Json => json(told, tree),
        };
        let _ = writeln!(out, "{text}");
    }
    if format == Format::Human && !diagnostics.is_empty() {
        let count = |severity| diagnostics.iter().filter(|told| told.severity == severity).count();
        let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
        let plural = |count: usize, word: &str| match count {
            1 => format!("1 {word}"),
            _ => format!("{count} {word}s"),
        };
        let _ = writeln!(out, "{}, {}", plural(errors, "error"), plural(warnings, "warning"));
    }
}

/// Diagnostics as text without colours.
pub(crate) fn plain(diagnostics: &[Diagnostic], tree: &Tree) -> String {
    let texts = diagnostics.iter().map(|told| report(told, tree, &Renderer::plain()));
    texts.collect::<Vec<_>>().join("\n\n")
}

fn human(told: &Diagnostic, tree: &Tree) -> String {
    let mut text = report(told, tree, &Renderer::styled());
    text.push('\n');
    text
}

fn report(told: &Diagnostic, tree: &Tree, renderer: &Renderer) -> String {
    let level = match told.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(told.message.as_str()).id(told.code);
    let mut group = Group::with_title(title);
    let mut files: BTreeMap<&Path, Vec<(&Label, bool)>> = BTreeMap::new();
    for label in &told.labels {
        files.entry(&label.place.path).or_default().push((label, false));
    }
    let primary = &told.primary.place.path;
    let mut own = files.remove(primary).unwrap_or_default();
    own.insert(0, (&told.primary, true));
    for (path, labels) in std::iter::once((primary, own)).chain(files) {
        match (text_of(tree, path), labels.iter().any(|(label, _)| label.place.span.is_some())) {
            (Some(text), true) => {
                for window in windows(text, &labels) {
                    if window.is_whole {
                        group = group.element(window.snippet().path(path.as_str()));
                        continue;
                    }
                    // a long line is shown in part: its place is that in the file
                    let place = annotate_snippets::Origin::path(path.as_str())
                        .line(window.line)
                        .char_column(window.column);
                    group = group.element(place).element(window.snippet());
                }
            }
            _ => group = group.element(annotate_snippets::Origin::path(path.as_str())),
        }
    }
    for help in &told.helps {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    let renderer = renderer.clone().decor_style(DecorStyle::Unicode).term_width(140);
    renderer.render(&[group])
}

/// A line of a file, or the part of a long one that matters, with its labels.
struct Window<'a> {
    text: String,
    line: usize,
    column: usize,
    is_whole: bool,
    labels: Vec<(std::ops::Range<usize>, &'a str, bool)>,
}

impl<'a> Window<'a> {
    fn snippet(self) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
        let annotations = self.labels.into_iter().map(|(range, text, is_primary)| {
            let kind = if is_primary { AnnotationKind::Primary } else { AnnotationKind::Context };
            let annotation = kind.span(range);
            if text.is_empty() { annotation } else { annotation.label(text) }
        });
        Snippet::source(self.text).line_start(self.line).annotations(annotations)
    }
}

/// The parts of a file that the labels point at: whole short lines, pieces of long ones.
fn windows<'a>(text: &str, labels: &[(&'a Label, bool)]) -> Vec<Window<'a>> {
    let mut windows: Vec<Window<'a>> = Vec::new();
    for (label, is_primary) in labels {
        let span = clamp(text, label.place.span.unwrap_or_default());
        let (line_start, line_end) = line_around(text, span.start);
        let line = &text[line_start..line_end];
        let end = span.end.min(line_end).max(span.start);
        let (line_number, column) = position(text, span.start);
        let (from, to) = match line.chars().count() > WINDOW + 40 {
            true => around(text, (line_start, line_end), (span.start, end)),
            false => (line_start, line_end),
        };
        let lead = if from > line_start { "… " } else { "" };
        let tail = if to < line_end { " …" } else { "" };
        let shift = |at: usize| at - from + lead.len();
        windows.push(Window {
            text: format!("{lead}{}{tail}", text[from..to].replace('\r', " ")),
            line: line_number,
            column,
            is_whole: (from, to) == (line_start, line_end),
            labels: vec![(shift(span.start)..shift(end), label.text.as_str(), *is_primary)],
        });
    }
    windows
}

/// The piece of a long line around some bytes, cut between words.
fn around(text: &str, line: (usize, usize), span: (usize, usize)) -> (usize, usize) {
    let half = WINDOW / 2;
    let before = &text[line.0..span.0];
    let from = before.char_indices().rev().nth(half).map_or(line.0, |(at, _)| line.0 + at);
    let from =
        text[from..span.0].find(' ').filter(|_| from > line.0).map_or(from, |at| from + at + 1);
    let after = &text[span.1..line.1];
    let to = after.char_indices().nth(half).map_or(line.1, |(at, _)| span.1 + at);
    let to = text[span.1..to].rfind(' ').filter(|_| to < line.1).map_or(to, |at| span.1 + at);
    (from, to)
}

fn clamp(text: &str, span: Span) -> std::ops::Range<usize> {
    let start = text.floor_char_boundary((span.start as usize).min(text.len()));
    let end = text.ceil_char_boundary((span.end as usize).clamp(start, text.len()));
    start..end
}

fn line_around(text: &str, at: usize) -> (usize, usize) {
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[at..].find('\n').map_or(text.len(), |newline| at + newline);
    (start, end.max(start))
}

/// Line and column of a byte, both from 1; the column in code points.
pub(crate) fn position(text: &str, at: usize) -> (usize, usize) {
    let at = text.floor_char_boundary(at.min(text.len()));
    let (start, _) = line_around(text, at);
    (1 + text[..start].matches('\n').count(), 1 + text[start..at].chars().count())
}

fn text_of<'t>(tree: &'t Tree, path: &Path) -> Option<&'t str> {
    match tree.get(path)? {
        File::Bytes(bytes) => {
            let text = std::str::from_utf8(bytes).ok()?;
            Some(text.strip_prefix('\u{feff}').unwrap_or(text))
        }
        File::Copied | File::Unreadable(_) => None,
    }
}

fn severity(told: &Diagnostic) -> &'static str {
    match told.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn place(told: &Diagnostic, tree: &Tree) -> (usize, usize) {
    let place = &told.primary.place;
    match (place.span, text_of(tree, &place.path)) {
        (Some(span), Some(text)) => position(text, span.start as usize),
        _ => (1, 1),
    }
}

fn short(told: &Diagnostic, tree: &Tree) -> String {
    let (line, column) = place(told, tree);
    let path = &told.primary.place.path;
    format!("{path}:{line}:{column}: {}[{}]: {}", severity(told), told.code, told.message)
}

fn json(told: &Diagnostic, tree: &Tree) -> String {
    let (line, column) = place(told, tree);
    serde_json::json!({
        "path": told.primary.place.path.as_str(),
        "line": line,
        "column": column,
        "severity": severity(told),
        "code": told.code,
        "message": told.message,
        "label": told.primary.text,
        "help": told.helps,
    })
    .to_string()
}

/// One line that is written over while a long piece of work goes on; nothing where nobody watches.
pub(crate) fn progress(done: usize, total: usize) {
    if total > 500 && (done.is_multiple_of(250) || done == total) && std::io::stderr().is_terminal()
    {
        let end = if done == total { "\r\x1b[K" } else { "" };
        let _ = write!(std::io::stderr().lock(), "\r\x1b[Krendering {done} of {total}{end}");
    }
}

/// Writes a line to stderr.
pub(crate) fn say(line: &str) {
    let _ = writeln!(anstream::stderr().lock(), "{line}");
}

/// Writes a line to stdout: data, for other programs.
pub(crate) fn data(line: &str) {
    let _ = writeln!(std::io::stdout().lock(), "{line}");
}
