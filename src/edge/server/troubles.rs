//! Diagnostics as the panel of a page shows them.

use std::sync::Arc;

use serde::Serialize;

use crate::base::{Diagnostic, File, Path, Severity, Tree};
use crate::edge::terminal;
use crate::pipeline::Model;

/// Most that are sent: a page is no log.
const MOST: usize = 200;

/// What is wrong, and how to tell that it is the same as before.
pub(super) struct Troubles {
    /// An object with `list`, `n_errors`, `n_warnings`.
    pub(super) json: String,
    pub(super) version: String,
}

#[derive(Serialize)]
struct Sent<'a> {
    list: Vec<Trouble<'a>>,
    n_errors: usize,
    n_warnings: usize,
}

#[derive(Serialize)]
struct Trouble<'a> {
    severity: &'static str,
    code: &'a str,
    message: &'a str,
    path: &'a str,
    line: usize,
    column: usize,
    /// Source lines with carets, and what to do.
    excerpt: String,
}

impl Troubles {
    /// Of these diagnostics, which point into the files of `tree`.
    pub(super) fn new(diagnostics: &[Diagnostic], tree: &Tree) -> Self {
        let count = |wanted| diagnostics.iter().filter(|told| told.severity == wanted).count();
        let mut shown: Vec<&Diagnostic> = diagnostics.iter().collect();
        shown.sort_by_key(|told| told.severity);
        shown.truncate(MOST);
        let sent = Sent {
            list: shown.into_iter().map(|told| trouble(told, tree)).collect(),
            n_errors: count(Severity::Error),
            n_warnings: count(Severity::Warning),
        };
        let json = serde_json::to_string(&sent).expect("strings and numbers are JSON");
        let version = blake3::hash(json.as_bytes()).to_hex()[..16].to_string();
        Self { json, version }
    }
}

fn trouble<'a>(told: &'a Diagnostic, tree: &Tree) -> Trouble<'a> {
    let (line, column) = terminal::position(&told.primary.place, tree);
    let report = terminal::plain(std::slice::from_ref(told), tree);
    Trouble {
        severity: match told.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        },
        code: told.code,
        message: &told.message,
        path: told.primary.place.path.as_str(),
        excerpt: report.lines().skip(2).collect::<Vec<_>>().join("\n"),
        line,
        column,
    }
}

/// The files that the diagnostics of one page point into: templates, and the text that asked for one.
pub(super) fn files_of(diagnostics: &[Diagnostic], model: &Model, templates: &Tree) -> Tree {
    let paths = diagnostics.iter().map(|told| &told.primary.place.path);
    let file = |path: &Path| {
        let document = || {
            let at = model.site.document(path)?;
            Some(File::Bytes(Arc::from(model.site.documents[at].file.text.as_bytes())))
        };
        Some((path.clone(), templates.get(path).cloned().or_else(document)?))
    };
    paths.filter_map(file).collect()
}
