//! Diagnostics in the style of rustc: title, place, source line, carets, help.

use std::collections::BTreeMap;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Group, Level, Origin, Padding, Renderer};

use crate::base::{Diagnostic, Label, Path, Severity};
use crate::edge::Failure;
use crate::edge::terminal::excerpt;
use crate::edge::terminal::texts::Texts;

/// A diagnostic as text.
pub(crate) fn report(diagnostic: &Diagnostic, texts: &Texts<'_>, renderer: &Renderer) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code.name);
    let mut group = Group::with_title(title);
    for (at, (path, labels)) in by_file(diagnostic).into_iter().enumerate() {
        if at > 0 {
            group = group.element(Padding);
        }
        let (line, column) = texts.position(&labels[0].place);
        group = group.element(Origin::path(path.as_str()).line(line).char_column(column));
        if let Some(text) = texts.get(path)
            && let Some(snippet) = excerpt::snippet(&text, &labels, &diagnostic.primary)
        {
            group = group.element(snippet);
        }
    }
    for help in &diagnostic.helps {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    render(group, renderer)
}

/// A failure as text.
pub(crate) fn failure(failure: &Failure, renderer: &Renderer) -> String {
    let mut group = Group::with_title(Level::ERROR.primary_title(failure.to_string()));
    if let Some(help) = failure.help() {
        group = group.element(Level::HELP.message(help));
    }
    render(group, renderer)
}

/// Labels by file; the file of the primary label first, with that label first.
fn by_file(diagnostic: &Diagnostic) -> Vec<(&Path, Vec<&Label>)> {
    let mut others: BTreeMap<&Path, Vec<&Label>> = BTreeMap::new();
    for label in &diagnostic.labels {
        others.entry(&label.place.path).or_default().push(label);
    }
    let primary = &diagnostic.primary.place.path;
    let mut own = others.remove(primary).unwrap_or_default();
    own.insert(0, &diagnostic.primary);
    std::iter::once((primary, own)).chain(others).collect()
}

fn render(group: Group<'_>, renderer: &Renderer) -> String {
    // excerpts already have a readable width
    let renderer = renderer.clone().decor_style(DecorStyle::Ascii).term_width(10_000);
    let text = renderer.render(&[group]);
    // The renderer would count columns in the excerpt, so the place is printed separately; the renderer then labels the
    // excerpt as an unnamed file. Remove once annotate-snippets accepts a column for a snippet.
    let is_named = |line: &&str| anstream::adapter::strip_str(line).to_string().trim() != ":::";
    text.lines().filter(is_named).collect::<Vec<_>>().join("\n")
}
