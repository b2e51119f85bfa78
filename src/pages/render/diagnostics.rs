//! Diagnostics of template errors.

use tera::{Error, ErrorKind};

use crate::base::nearest::nearest;
use crate::base::{Diagnostic, Path, Span};
use crate::pages::view::View;
use crate::source::TemplateFile;

/// A template with a syntax error, or that extends a missing one.
pub(crate) fn syntax(error: &Error, own: &[TemplateFile]) -> Diagnostic {
    let (message, place) = described(error);
    let file = place.as_ref().and_then(|(name, _)| own.iter().find(|file| file.name == *name));
    match (file.or(own.first()), place) {
        (Some(file), Some((_, span))) => {
            Diagnostic::error("template-syntax", &file.path, span, message)
        }
        (Some(file), None) => Diagnostic::about_file("template-syntax", &file.path, message),
        (None, _) => Diagnostic::about_file("template-syntax", &built_in("base.html"), message),
    }
}

/// A template that fails on a page.
pub(crate) fn runtime<'p>(
    error: &Error,
    file: impl Fn(&str) -> Option<&'p Path>,
    view: &View,
) -> Diagnostic {
    let (message, place) = described(error);
    let (name, span) = place.unwrap_or_else(|| (view.template.clone(), Span::default()));
    let diagnostic = match file(&name) {
        Some(path) => Diagnostic::error("template-runtime", path, span, message),
        None => {
            let path = built_in(name.strip_prefix("default/").unwrap_or(&name));
            Diagnostic::about_file("template-runtime", &path, message)
        }
    };
    diagnostic.help("`docs/templates.md` lists what each template sees; `value?.key` may be absent")
}

/// A page names a template that does not exist.
pub(crate) fn missing<'n>(view: &View, names: impl Iterator<Item = &'n str>) -> Diagnostic {
    let name = &view.template;
    let message = format!("there is no template `{name}`");
    let diagnostic = match &view.asked_by {
        Some((path, span)) => Diagnostic::error("template-missing", path, *span, message),
        None => Diagnostic::about_file("template-missing", &built_in(name), message),
    };
    let plain = |name: &'n str| name.strip_prefix("default/").unwrap_or(name);
    let mut names: Vec<&str> = names.map(plain).collect();
    names.sort_unstable();
    match nearest(name, names) {
        Some(close) => diagnostic.caret(format!("did you mean `{close}`?")),
        None => diagnostic.help(format!("write `templates/{name}`")),
    }
}

/// Path of a built-in template, as if it were in the site.
fn built_in(name: &str) -> Path {
    let plain = Path::new(&format!("templates/{name}"));
    plain.unwrap_or_else(|| Path::new("templates").expect("a plain name"))
}

/// Message and place of a Tera error.
fn described(error: &Error) -> (String, Option<(String, Span)>) {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let range = report.span().range.clone();
            let span = Span::new(range.start, range.end);
            (lower(report.message()), Some((report.filename().to_string(), span)))
        }
        _ => (lower(&error.to_string()), None),
    }
}

/// The first line, starting in lower case, without a full stop.
fn lower(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default().trim().trim_end_matches('.');
    let mut letters = line.chars();
    let first = letters.next().map(|first| first.to_lowercase().to_string());
    first.map_or(String::new(), |first| first + letters.as_str())
}
