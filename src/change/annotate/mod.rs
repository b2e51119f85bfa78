//! Actions of the browser editor on an article, as changes of its sources.
//!
//! Pure: a site and an action in, splices of files out. [`apply`] checks that what it writes is parsed as intended and
//! leaves the rest of the file unchanged; [`verify`] checks the resulting site. [`crate::pipeline::annotate`] calls
//! both. The protocol is documented in docs/editing.md.

mod action;
mod changing;
mod context;
mod draft;
mod entity;
mod fields;
mod footnote;
mod inline;
mod listing;
mod lookup;
mod marking;
mod naming;
mod offered;
mod place;
mod refusal;
mod verify;

use std::sync::Arc;

use crate::base::{File, Path, Tree};
use crate::change::annotate::verify::Goal;
use crate::data::edit::{self, Splice};
use crate::site::Site;

#[cfg(feature = "cli")]
pub use action::{
    Action, Change, Delete, Every, Field, Form, Handle, MarkMention, Named, NewEntity, NewTable,
    Points,
};
pub use entity::new_entity;
pub use listing::{Listed, ListedEntity, Listing, listing};
pub use lookup::{Candidate, lookup};
pub use offered::{Doubtful, Offered, Stretch, Suggested, offered};
pub use refusal::Refusal;
pub use verify::verify;

/// A site before a change.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// Its source files.
    pub tree: &'a Tree,
    /// The model built from them.
    pub site: &'a Site,
}

/// The changes of an action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Changed and new files, each once; at least one.
    pub changes: Vec<FileChange>,
    /// What the resulting site must satisfy.
    goal: Goal,
}

/// The change of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileChange {
    /// Splices of an existing file: bytes of its text, without a byte order mark.
    Spliced(Path, Vec<Splice>),
    /// A new file.
    New(Path, String),
}

impl FileChange {
    /// Path of the file.
    pub fn path(&self) -> &Path {
        match self {
            Self::Spliced(path, _) | Self::New(path, _) => path,
        }
    }

    /// Its new text, without a byte order mark; `None` if the tree has another file than the one read.
    pub fn text(&self, tree: &Tree) -> Option<String> {
        match self {
            Self::Spliced(path, splices) => edit::apply(text_of(tree, path)?, splices),
            Self::New(path, text) => (!tree.contains_key(path)).then(|| text.clone()),
        }
    }
}

impl Edit {
    /// The tree after the changes, byte order marks kept; `None` if it is not the tree that was read.
    pub fn done(&self, tree: &Tree) -> Option<Tree> {
        let mut done = tree.clone();
        for change in &self.changes {
            let text = change.text(tree)?;
            let has_mark = matches!(tree.get(change.path()), Some(File::Bytes(bytes)) if bytes.starts_with(MARK));
            let mark = if has_mark { MARK } else { b"" };
            let bytes: Arc<[u8]> = [mark, text.as_bytes()].concat().into();
            done.insert(change.path().clone(), File::Bytes(bytes));
        }
        Some(done)
    }
}

const MARK: &[u8] = "\u{feff}".as_bytes();

/// A file's text without a byte order mark.
fn text_of<'t>(tree: &'t Tree, path: &Path) -> Option<&'t str> {
    match tree.get(path)? {
        File::Bytes(bytes) => {
            let text = std::str::from_utf8(bytes).ok()?;
            Some(text.strip_prefix('\u{feff}').unwrap_or(text))
        }
        File::Copied(_) | File::Unreadable(_) => None,
    }
}

/// The edit that performs an action on an article.
///
/// *Errors*: the action is not possible, or cannot be written so that it is parsed as intended.
pub fn apply(view: View<'_>, article: &Path, action: &Action) -> Result<Edit, Refusal> {
    if let Action::Entity(new) = action {
        return entity::create(view, new);
    }
    let context = context::ArticleContext::at(view, article)?;
    match action {
        Action::Mention(mention) => context.mention(mention),
        Action::Note(note) => context.note(note),
        Action::Statement(statement) => context.statement(statement),
        Action::Source(source) => context.source(source),
        Action::Every(every) => context.every(every),
        Action::Accept(named) => context.accept(named),
        Action::Reject(form) => context.reject(form),
        Action::Change(change) => context.change(change),
        Action::Delete(delete) => context.delete(delete),
        Action::Entity(_) => Err(refusal::not_an_article(article)),
    }
}
