//! What is done to an article in the browser, as changes of its sources.
//!
//! Pure: a site and an action in, splices of files out. [`apply`] makes sure that what it writes is read as it is meant,
//! and that nothing else in the file is; [`verify`] looks at the site that comes of it. Both are called by
//! [`crate::pipeline::annotate`]. The protocol is documented in docs/editing.md.

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
pub(crate) use crate::parse::front::SOURCE_KINDS;
pub use action::{
    Action, Change, Delete, Every, Field, Form, Handle, MarkMention, MarkNote, MarkStatement,
    Named, NewEntity, NewSource, Points,
};
pub use entity::new_entity;
pub use listing::{Listed, ListedEntity, Listing, listing};
pub use lookup::{Candidate, lookup};
pub use offered::{Doubtful, Offered, Stretch, Suggested, offered};
pub use refusal::Refusal;
pub use verify::verify;

/// A site that is changed.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// Its files.
    pub tree: &'a Tree,
    /// What they mean.
    pub site: &'a Site,
}

/// What an action changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Files that change or come, each once; at least one.
    pub changes: Vec<FileChange>,
    /// What must be true afterwards.
    goal: Goal,
}

/// What happens to one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileChange {
    /// A file that is there: bytes of its text, without a byte order mark.
    Spliced(Path, Vec<Splice>),
    /// A new file.
    New(Path, String),
}

impl FileChange {
    /// The file.
    pub fn path(&self) -> &Path {
        match self {
            Self::Spliced(path, _) | Self::New(path, _) => path,
        }
    }

    /// Its new text, without a byte order mark; `None` if it is not the file that was read.
    pub fn text(&self, tree: &Tree) -> Option<String> {
        match self {
            Self::Spliced(path, splices) => edit::apply(text_of(tree, path)?, splices),
            Self::New(path, text) => (!tree.contains_key(path)).then(|| text.clone()),
        }
    }
}

impl Edit {
    /// The tree after the changes; byte order marks are kept. `None` if it is not the tree that was read.
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

/// What must change in the sources for an action on an article to be done.
///
/// *Errors*: the action asks for what cannot be, or what cannot be written so that it is read as it is meant.
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
