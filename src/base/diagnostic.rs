//! What a stage has to say to the author.

use crate::base::{Path, Span};

/// How bad it is: an error leaves the last good output untouched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The site is not written.
    Error,
    /// The site is written, and the author should look.
    Warning,
    /// For the record.
    Note,
}

/// A file, and bytes in it where the trouble is smaller than the file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file, from the root of the site.
    pub path: Path,
    /// Bytes in it; `None` means the file as a whole.
    pub span: Option<Span>,
}

/// A place and what to say there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Label {
    /// Where.
    pub place: Place,
    /// What; may be empty.
    pub text: String,
}

/// One thing that the author should know.
///
/// *Shape*: `message` is lower case, without a full stop, the author's own words in backticks.
/// `code` is stable, kebab-case, and has a chapter in `docs/diagnostics.md`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Diagnostic {
    /// Where the trouble is, and what the caret says.
    pub primary: Label,
    /// How bad it is.
    pub severity: Severity,
    /// The stable name of this kind of trouble.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// Other places that belong to it.
    pub labels: Vec<Label>,
    /// What to do, a line each.
    pub helps: Vec<String>,
}

impl Diagnostic {
    /// An error at a place.
    pub fn error(code: &'static str, path: &Path, span: Span, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, path, Some(span), message.into())
    }

    /// A warning at a place.
    pub fn warning(
        code: &'static str,
        path: &Path,
        span: Span,
        message: impl Into<String>,
    ) -> Self {
        Self::new(Severity::Warning, code, path, Some(span), message.into())
    }

    /// Something worth knowing at a place.
    pub fn note(code: &'static str, path: &Path, span: Span, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, code, path, Some(span), message.into())
    }

    /// An error about a whole file.
    pub fn about_file(code: &'static str, path: &Path, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, path, None, message.into())
    }

    fn new(
        severity: Severity,
        code: &'static str,
        path: &Path,
        span: Option<Span>,
        message: String,
    ) -> Self {
        let place = Place { path: path.clone(), span };
        let primary = Label { place, text: String::new() };
        Self { primary, severity, code, message, labels: Vec::new(), helps: Vec::new() }
    }

    /// Puts words at the caret.
    #[must_use]
    pub fn caret(mut self, text: impl Into<String>) -> Self {
        self.primary.text = text.into();
        self
    }

    /// Points at one more place.
    #[must_use]
    pub fn label(mut self, path: &Path, span: Span, text: impl Into<String>) -> Self {
        let place = Place { path: path.clone(), span: Some(span) };
        self.labels.push(Label { place, text: text.into() });
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.helps.push(text.into());
        self
    }
}

/// A value, and everything worth telling about it.
#[derive(Clone, Debug, Default)]
pub struct Checked<T> {
    /// What could be made of the input.
    pub value: T,
    /// What the author should know.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Checked<T> {
    /// A value about which there is nothing to say.
    pub fn clean(value: T) -> Self {
        Self { value, diagnostics: Vec::new() }
    }

    /// A value with what was told on the way to it.
    pub fn new(value: T, diagnostics: Vec<Diagnostic>) -> Self {
        Self { value, diagnostics }
    }

    /// The value as something else, with what was told of it.
    pub fn map<U>(self, other: impl FnOnce(T) -> U) -> Checked<U> {
        Checked { value: other(self.value), diagnostics: self.diagnostics }
    }

    /// Whether an error was told.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|told| told.severity == Severity::Error)
    }

    /// Moves the diagnostics into `told` and hands over the value.
    pub fn unload(self, told: &mut Vec<Diagnostic>) -> T {
        told.extend(self.diagnostics);
        self.value
    }
}

impl<T> FromIterator<Checked<T>> for Checked<Vec<T>> {
    fn from_iter<I: IntoIterator<Item = Checked<T>>>(items: I) -> Self {
        let mut told = Vec::new();
        let value = items.into_iter().map(|item| item.unload(&mut told)).collect();
        Self::new(value, told)
    }
}
