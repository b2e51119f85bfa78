//! Diagnostics: errors, warnings and notes for the author.

use crate::base::{Code, Path, Severity, Span};

/// A file, with an optional span.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Path from the site root.
    pub path: Path,
    /// Bytes in the file; `None`: the whole file.
    pub span: Option<Span>,
}

/// A place with a short text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Label {
    /// The place.
    pub place: Place,
    /// The text; may be empty.
    pub text: String,
}

/// An error, warning or note for the author.
///
/// *Shape*: `message` is lower case, without a full stop, the author's own words in backticks.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Diagnostic {
    /// Main place, with the text shown at the caret.
    pub primary: Label,
    /// Severity.
    pub severity: Severity,
    /// Kind of diagnostic.
    pub code: Code,
    /// What is wrong.
    pub message: String,
    /// Related places.
    pub labels: Vec<Label>,
    /// What to do, one line each.
    pub helps: Vec<String>,
}

impl Diagnostic {
    /// A diagnostic at a place.
    pub fn at(code: Code, path: &Path, span: Span, message: impl Into<String>) -> Self {
        Self::new(code, Place { path: path.clone(), span: Some(span) }, message)
    }

    /// A diagnostic about a whole file.
    pub fn about(code: Code, path: &Path, message: impl Into<String>) -> Self {
        Self::new(code, Place { path: path.clone(), span: None }, message)
    }

    /// A diagnostic at a place or about a whole file.
    pub fn new(code: Code, place: Place, message: impl Into<String>) -> Self {
        let primary = Label { place, text: String::new() };
        let severity = code.severity;
        let message = message.into();
        Self { primary, severity, code, message, labels: Vec::new(), helps: Vec::new() }
    }

    /// Sets the text at the caret.
    #[must_use]
    pub fn caret(mut self, text: impl Into<String>) -> Self {
        self.primary.text = text.into();
        self
    }

    /// Adds a related place.
    #[must_use]
    pub fn label(mut self, path: &Path, span: Span, text: impl Into<String>) -> Self {
        let place = Place { path: path.clone(), span: Some(span) };
        self.labels.push(Label { place, text: text.into() });
        self
    }

    /// Adds a line that says what to do.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.helps.push(text.into());
        self
    }
}

/// A value with the diagnostics found while computing it.
#[derive(Clone, Debug, Default)]
pub struct Checked<T> {
    /// The value, as far as the input could be understood.
    pub value: T,
    /// The diagnostics.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Checked<T> {
    /// A value without diagnostics.
    pub fn clean(value: T) -> Self {
        Self { value, diagnostics: Vec::new() }
    }

    /// A value with diagnostics.
    pub fn new(value: T, diagnostics: Vec<Diagnostic>) -> Self {
        Self { value, diagnostics }
    }

    /// Maps the value; keeps the diagnostics.
    pub fn map<U>(self, other: impl FnOnce(T) -> U) -> Checked<U> {
        Checked { value: other(self.value), diagnostics: self.diagnostics }
    }

    /// Whether any diagnostic is an error.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// Moves the diagnostics into `diagnostics` and returns the value.
    pub fn unload(self, diagnostics: &mut Vec<Diagnostic>) -> T {
        diagnostics.extend(self.diagnostics);
        self.value
    }
}

impl<T> FromIterator<Checked<T>> for Checked<Vec<T>> {
    fn from_iter<I: IntoIterator<Item = Checked<T>>>(items: I) -> Self {
        let mut diagnostics = Vec::new();
        let value = items.into_iter().map(|item| item.unload(&mut diagnostics)).collect();
        Self::new(value, diagnostics)
    }
}
