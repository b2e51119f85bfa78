//! Reasons why an action is refused, as messages to the author.

use crate::base::{Diagnostic, Path, Tree};
use crate::names::Entity;

/// Why an action is refused; nothing is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Stable code of the reason (docs/editing.md).
    pub code: &'static str,
    /// What is wrong and what to do, without a full stop.
    pub message: String,
    /// Errors that the action would add to the site.
    pub diagnostics: Vec<Diagnostic>,
    /// The files as they would be after the action, which the diagnostics point into. Empty without diagnostics.
    pub files: Tree,
}

impl Refusal {
    pub(crate) fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), diagnostics: Vec::new(), files: Tree::new() }
    }

    /// There is no action to undo.
    pub fn nothing_to_undo() -> Self {
        Self::new("nothing-to-undo", "there is nothing to undo")
    }

    /// A file was changed after the action.
    pub fn changed_since(path: &Path) -> Self {
        let message = format!(
            "{path} was changed since, so this action stays; undo again to undo the one before it"
        );
        Self::new("stale", message)
    }

    /// The file system returned an error.
    pub fn not_written(why: &str) -> Self {
        Self::new("not-written", format!("nothing was done: {why}"))
    }

    /// The site would get these errors, which point into these files.
    pub fn breaks(diagnostics: Vec<Diagnostic>, files: Tree) -> Self {
        let first = diagnostics.first().map_or("", |diagnostic| &diagnostic.message);
        let message = format!("nothing was done: the site would have an error, {first}");
        Self { diagnostics, files, ..Self::new("breaks-site", message) }
    }

    /// The files have changed since they were read.
    pub fn other_files() -> Self {
        stale("a file")
    }
}

pub(crate) fn not_an_article(path: &Path) -> Refusal {
    Refusal::new("not-an-article", format!("`{path}` is not an article of this site"))
}

/// The range cannot be annotated.
pub(crate) fn range_invalid(why: &str) -> Refusal {
    Refusal::new("range-invalid", why)
}

pub(crate) fn stale(what: &str) -> Refusal {
    let message = format!("{what} has changed since the page was shown; load it again");
    Refusal::new("stale", message)
}

pub(crate) fn no_selector(words: &str) -> Refusal {
    let message = format!("no selector would match `{words}` at this place only");
    Refusal::new("range-invalid", message)
}

pub(crate) fn value_invalid(key: &str, why: &str) -> Refusal {
    Refusal::new("value-invalid", format!("`{key}` {why}"))
}

pub(crate) fn entity_unknown(id: &str) -> Refusal {
    Refusal::new("entity-unknown", format!("no entity has the id `{id}`"))
}

pub(crate) fn entity_hidden(id: &str) -> Refusal {
    let message =
        format!("`{id}` is a draft, and mentions of a draft are plain text; publish it first");
    Refusal::new("entity-hidden", message)
}

pub(crate) fn already(what: &str) -> Refusal {
    Refusal::new("already-there", what)
}

pub(crate) fn id_taken(id: &str, by: &Entity) -> Refusal {
    let message = if *by.id == *id {
        format!("`{id}` is already the id of another entity: {}, in {}", by.name, by.path)
    } else {
        format!("`{id}` is a former id of `{}`, in {}", by.id, by.path)
    };
    Refusal::new("collision", message)
}

pub(crate) fn name_taken(name: &str, by: &Entity) -> Refusal {
    let message = format!(
        "`{name}` is already a name of `{}`, in {}; for another entity with this name give an `id`",
        by.id, by.path
    );
    Refusal::new("collision", message)
}

pub(crate) fn file_taken(path: &Path) -> Refusal {
    Refusal::new("collision", format!("`{path}` already exists"))
}

pub(crate) fn source_taken(id: &str, path: &Path) -> Refusal {
    Refusal::new("collision", format!("a source already has the id `{id}`, in {path}"))
}

pub(crate) fn read_only(path: &str) -> Refusal {
    let message = format!(
        "`{path}` is read-only: change it in the program that wrote it, or write an annotation of your own"
    );
    Refusal::new("read-only", message)
}

pub(crate) fn not_here(path: &str) -> Refusal {
    Refusal::new("target-unknown", format!("`{path}` does not belong to this article"))
}

pub(crate) fn broken(path: &Path) -> Refusal {
    let message = format!("the front matter of {path} cannot be read; correct that first");
    Refusal::new("source-broken", message)
}

/// The source has a form that cannot be changed safely.
pub(crate) fn unwritable(path: &Path, what: &str) -> Refusal {
    let message = format!(
        "`{what}` is written in {path} in a form that cannot be changed here; change it in the file"
    );
    Refusal::new("unwritable", message)
}

pub(crate) fn not_simple(what: &str, why: &str) -> Refusal {
    Refusal::new("not-simple", format!("{what} {why}; change it in the file"))
}

pub(crate) fn no_match(form: &str) -> Refusal {
    let message = format!(
        "`{form}` is found nowhere in this article as a name: it stands there only in part of a word, in code, in a link, \
         in a heading or in another mention, or not at all"
    );
    Refusal::new("no-match", message)
}

pub(crate) fn not_reached(what: &str) -> Refusal {
    Refusal::new("not-reached", format!("nothing was done: {what}"))
}
