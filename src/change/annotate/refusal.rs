//! Why something is not done, in the author's words.

use crate::base::{Diagnostic, Path, Tree};
use crate::names::Entity;

/// Why an action is not done: nothing is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The stable name of this kind of reason (docs/editing.md).
    pub code: &'static str,
    /// What is the matter and what to do, in a sentence without a full stop.
    pub message: String,
    /// Errors that the site would have, which it has not now.
    pub diagnostics: Vec<Diagnostic>,
    /// The files that would change, as they would be: what the diagnostics point into. Empty without diagnostics.
    pub files: Tree,
}

impl Refusal {
    pub(crate) fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), diagnostics: Vec::new(), files: Tree::new() }
    }

    /// No action was done yet.
    pub fn nothing_to_undo() -> Self {
        Self::new("nothing-to-undo", "there is nothing to take back")
    }

    /// A file was changed after an action.
    pub fn changed_since(path: &Path) -> Self {
        let message = format!(
            "{path} was changed since: what was done there stays as it is, and undo goes on with what was done before"
        );
        Self::new("stale", message)
    }

    /// The file system refuses, for a reason.
    pub fn not_written(why: &str) -> Self {
        Self::new("not-written", format!("nothing was done: {why}"))
    }

    /// The files are not those that were understood.
    pub fn other_files() -> Self {
        stale("a file")
    }
}

pub(crate) fn not_an_article(path: &Path) -> Refusal {
    Refusal::new("not-an-article", format!("`{path}` is no article of this site"))
}

/// A range of the text that nothing can be on.
pub(crate) fn range_invalid(why: &str) -> Refusal {
    Refusal::new("range-invalid", why)
}

pub(crate) fn stale(what: &str) -> Refusal {
    let message = format!("{what} is not what it was when the page was shown; load it again");
    Refusal::new("stale", message)
}

pub(crate) fn no_selector(words: &str) -> Refusal {
    let message = format!("nothing that can be written would mark `{words}` at just this place");
    Refusal::new("range-invalid", message)
}

pub(crate) fn value_invalid(key: &str, why: &str) -> Refusal {
    Refusal::new("value-invalid", format!("`{key}` {why}"))
}

pub(crate) fn entity_unknown(id: &str) -> Refusal {
    Refusal::new("entity-unknown", format!("no entity has the id `{id}`"))
}

pub(crate) fn entity_hidden(id: &str) -> Refusal {
    let message = format!("`{id}` is a draft: what names it is plain text; publish it first");
    Refusal::new("entity-hidden", message)
}

pub(crate) fn already(what: &str) -> Refusal {
    Refusal::new("already-there", what)
}

pub(crate) fn id_taken(id: &str, by: &Entity) -> Refusal {
    let message = match *by.id == *id {
        true => format!("`{id}` is the id of another entity already: {}, in {}", by.name, by.path),
        false => format!("`{id}` is a former id of `{}`, in {}", by.id, by.path),
    };
    Refusal::new("collision", message)
}

pub(crate) fn name_taken(name: &str, by: &Entity) -> Refusal {
    let message = format!(
        "`{name}` is a name of `{}` already, in {}; for another of the same name give an `id`",
        by.id, by.path
    );
    Refusal::new("collision", message)
}

pub(crate) fn file_taken(path: &Path) -> Refusal {
    Refusal::new("collision", format!("`{path}` is there already"))
}

pub(crate) fn source_taken(id: &str, path: &Path) -> Refusal {
    Refusal::new("collision", format!("a source has the id `{id}` already, in {path}"))
}

pub(crate) fn read_only(path: &str) -> Refusal {
    let message = format!(
        "`{path}` is left to the program that wrote it; correct it there, or write an annotation of your own"
    );
    Refusal::new("read-only", message)
}

pub(crate) fn not_here(path: &str) -> Refusal {
    Refusal::new("target-unknown", format!("`{path}` holds nothing of this article"))
}

pub(crate) fn broken(path: &Path) -> Refusal {
    let message = format!("the front matter of {path} cannot be read; correct that first");
    Refusal::new("source-broken", message)
}

/// What is written in a form that is not changed without harm.
pub(crate) fn unwritable(path: &Path, what: &str) -> Refusal {
    let message = format!(
        "`{what}` is written in {path} in a way that is not changed from here; change it in the file"
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

pub(crate) fn breaks(diagnostics: Vec<Diagnostic>) -> Refusal {
    let first = diagnostics.first().map_or_else(String::new, |told| told.message.clone());
    let message = format!("nothing was done: the site would have an error, {first}");
    Refusal { diagnostics, ..Refusal::new("breaks-site", message) }
}
