//! Diagnostics of template errors.

use tera::{Error, ErrorKind};

use crate::base::nearest::nearest;
use crate::base::{Diagnostic, Path, Span, codes};
use crate::pages::render::lines;
use crate::pages::view::View;
use crate::source::TemplateFile;

/// A template with a syntax error, or that extends a missing one.
pub(crate) fn syntax(error: &Error, own: &[TemplateFile]) -> Diagnostic {
    let (message, place) = described(error);
    let file = place.as_ref().and_then(|(name, _)| file(own, name));
    match (file.or(own.first()), place) {
        (Some(file), Some((_, span))) => Diagnostic::at(
            codes::TEMPLATE_SYNTAX,
            &file.path,
            lines::span(&file.text, span),
            message,
        ),
        (Some(file), None) => Diagnostic::about(codes::TEMPLATE_SYNTAX, &file.path, message),
        (None, _) => Diagnostic::about(codes::TEMPLATE_SYNTAX, &built_in("base.html"), message),
    }
}

/// A template that fails on a page.
pub(crate) fn runtime(error: &Error, own: &[TemplateFile], view: &View) -> Diagnostic {
    let (message, place) = described(error);
    let (name, span) = place.unwrap_or_else(|| (view.template.clone(), Span::default()));
    let diagnostic = match file(own, &name) {
        Some(file) => Diagnostic::at(
            codes::TEMPLATE_RUNTIME,
            &file.path,
            lines::span(&file.text, span),
            message,
        ),
        None => {
            let path = built_in(name.strip_prefix("default/").unwrap_or(&name));
            Diagnostic::about(codes::TEMPLATE_RUNTIME, &path, message)
        }
    };
    diagnostic.help("`docs/templates.md` lists what each template sees; `value?.key` may be absent")
}

/// A page names a template that does not exist.
pub(crate) fn missing<'n>(view: &View, names: impl Iterator<Item = &'n str>) -> Diagnostic {
    let name = &view.template;
    let message = format!("there is no template `{name}`");
    let diagnostic = match &view.asked_by {
        Some((path, span)) => Diagnostic::at(codes::TEMPLATE_MISSING, path, *span, message),
        None => Diagnostic::about(codes::TEMPLATE_MISSING, &built_in(name), message),
    };
    let plain = |name: &'n str| name.strip_prefix("default/").unwrap_or(name);
    let mut names: Vec<&str> = names.map(plain).collect();
    names.sort_unstable();
    match nearest(name, names) {
        Some(close) => diagnostic.caret(format!("did you mean `{close}`?")),
        None => diagnostic.help(format!("write `templates/{name}`")),
    }
}

/// The site's file for a template.
fn file<'f>(own: &'f [TemplateFile], name: &str) -> Option<&'f TemplateFile> {
    own.iter().find(|file| file.name == name)
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
