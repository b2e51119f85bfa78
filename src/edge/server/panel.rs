//! Diagnostics as JSON for the panel of a page.

use std::sync::Arc;

use serde::Serialize;

use crate::base::{Diagnostic, File, Path, Severity, Tree};
use crate::edge::terminal;
use crate::pipeline::Model;

/// Maximum number of diagnostics sent.
const MOST: usize = 200;

/// Diagnostics, with a hash to detect changes.
pub(super) struct PanelMessages {
    /// An object with `list`, `n_errors`, `n_warnings`.
    pub(super) json: String,
    pub(super) version: String,
}

#[derive(Serialize)]
struct Panel<'a> {
    list: Vec<PanelMessage<'a>>,
    n_errors: usize,
    n_warnings: usize,
}

#[derive(Serialize)]
struct PanelMessage<'a> {
    severity: &'static str,
    code: &'a str,
    message: &'a str,
    path: &'a str,
    line: usize,
    column: usize,
    /// Source lines with carets, and the help.
    excerpt: String,
}

impl PanelMessages {
    /// From diagnostics that point into the files of `tree`.
    pub(super) fn new(diagnostics: &[Diagnostic], tree: &Tree) -> Self {
        let count =
            |wanted| diagnostics.iter().filter(|diagnostic| diagnostic.severity == wanted).count();
        let mut shown: Vec<&Diagnostic> = diagnostics.iter().collect();
        shown.sort_by_key(|diagnostic| diagnostic.severity);
        shown.truncate(MOST);
        let panel = Panel {
            list: shown.into_iter().map(|diagnostic| message(diagnostic, tree)).collect(),
            n_errors: count(Severity::Error),
            n_warnings: count(Severity::Warning),
        };
        let json = serde_json::to_string(&panel).expect("strings and numbers are JSON");
        let version = blake3::hash(json.as_bytes()).to_hex()[..16].to_string();
        Self { json, version }
    }
}

fn message<'a>(diagnostic: &'a Diagnostic, tree: &Tree) -> PanelMessage<'a> {
    let (line, column) = terminal::position(&diagnostic.primary.place, tree);
    let report = terminal::plain(std::slice::from_ref(diagnostic), tree);
    PanelMessage {
        severity: terminal::word(diagnostic.severity),
        code: diagnostic.code.name,
        message: &diagnostic.message,
        path: diagnostic.primary.place.path.as_str(),
        excerpt: report.lines().skip(2).collect::<Vec<_>>().join("\n"),
        line,
        column,
    }
}

/// The files that the diagnostics of one page point into: templates, and the source of the page.
pub(super) fn files_of(diagnostics: &[Diagnostic], model: &Model, templates: &Tree) -> Tree {
    let paths = diagnostics.iter().map(|diagnostic| &diagnostic.primary.place.path);
    let file = |path: &Path| {
        let document = || {
            let at = model.site.document(path)?;
            Some(File::Bytes(Arc::from(model.site.documents[at].file.text.as_bytes())))
        };
        Some((path.clone(), templates.get(path).cloned().or_else(document)?))
    };
    paths.filter_map(file).collect()
}
