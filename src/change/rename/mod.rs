//! Ids and files that get another name, and everything that names them.
//!
//! Pure: a tree in, the changes of its files out. Whether the changed tree is still a good site is for the caller to
//! find out, who builds it; [`differences`] says what else has changed its meaning.

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

/// What is to have another name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// An entity, by its id.
    Entity {
        /// Its id.
        old: String,
        /// Its id from now on.
        new: String,
    },
    /// An entity that turns out to be another one.
    Merge {
        /// Its id.
        old: String,
        /// The id of the other.
        new: String,
        /// Whether what the other does not say may be lost.
        is_dropped: bool,
    },
    /// A file or folder below `content/`.
    File {
        /// Where it stands.
        from: Path,
        /// Where it is to stand.
        to: Path,
    },
}

/// Changes that give something another name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Renaming {
    /// What changes in files, by where they stand before anything moves; bytes of their text without a byte order mark.
    pub edits: BTreeMap<Path, Vec<Splice>>,
    /// Files and folders that move, as few as can be: from, to.
    pub moves: Vec<(Path, Path)>,
    /// Files that go.
    pub removals: Vec<Path>,
    /// Every file that moves.
    pub moved: BTreeMap<Path, Path>,
    /// Ids that change.
    pub renamed: BTreeMap<String, String>,
    /// Addresses that change.
    pub urls: BTreeMap<String, String>,
    /// What the author should know.
    pub remarks: Vec<String>,
}

/// Why something cannot have another name, in a sentence without a full stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal(pub String);

impl Renaming {
    /// The new text of each file that changes, where it stands before anything moves.
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
