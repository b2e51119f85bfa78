//! Renames ids and files, and everything that refers to them.
//!
//! Pure: a tree in, changes of its files out. The caller rebuilds the changed tree to check that the site is still
//! valid; [`differences`] finds changes of meaning.

mod compare;
mod files;
mod former;
mod links;
mod mend;
mod merge;
mod plan;
mod tables;

use std::collections::BTreeMap;

use crate::base::{File, Path, Tree};
use crate::data::edit::{Splice, apply};

pub use compare::{Difference, differences};
pub use mend::references;
pub use plan::plan;

/// What to rename.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// An entity.
    Entity {
        /// Present id.
        old: String,
        /// New id.
        new: String,
    },
    /// An entity that is the same as another one.
    Merge {
        /// Id of the entity to remove.
        old: String,
        /// Id of the entity to keep.
        new: String,
        /// Whether data that the other lacks may be lost.
        is_dropped: bool,
    },
    /// A file or folder below `content/`.
    File {
        /// Present path.
        from: Path,
        /// New path.
        to: Path,
    },
}

/// The changes of a renaming.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Renaming {
    /// Edits by file, with paths before any move; bytes of the text without a byte order mark.
    pub edits: BTreeMap<Path, Vec<Splice>>,
    /// Files and folders that move, as few as possible: from, to.
    pub moves: Vec<(Path, Path)>,
    /// Files to delete.
    pub removals: Vec<Path>,
    /// Every single file that moves.
    pub moved: BTreeMap<Path, Path>,
    /// Ids that change.
    pub renamed: BTreeMap<String, String>,
    /// Addresses that change.
    pub urls: BTreeMap<String, String>,
    /// Remarks for the author.
    pub remarks: Vec<String>,
}

/// Why something cannot be renamed, without a full stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal(pub String);

impl Renaming {
    /// New text of each edited file, by its path before any move.
    pub fn texts(&self, tree: &Tree) -> BTreeMap<Path, String> {
        let new = |(path, splices): (&Path, &Vec<Splice>)| {
            Some((path.clone(), apply(text_of(tree, path)?, splices)?))
        };
        self.edits.iter().filter_map(new).collect()
    }

    /// The tree after all changes.
    pub fn done(&self, tree: &Tree) -> Tree {
        let texts = self.texts(tree);
        let kept = tree.iter().filter(|(path, _)| !self.removals.contains(path));
        let changed = kept.map(|(path, file)| {
            let file = match texts.get(path) {
                Some(text) => File::Bytes(text.as_bytes().into()),
                None => file.clone(),
            };
            (self.moved.get(path).unwrap_or(path).clone(), file)
        });
        changed.collect()
    }
}

/// A file's text without a byte order mark.
pub fn text_of<'t>(tree: &'t Tree, path: &Path) -> Option<&'t str> {
    match tree.get(path)? {
        File::Bytes(bytes) => {
            let text = std::str::from_utf8(bytes).ok()?;
            Some(text.strip_prefix('\u{feff}').unwrap_or(text))
        }
        File::Copied(_) | File::Unreadable(_) => None,
    }
}
