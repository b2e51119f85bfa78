//! Changes of source files, applied all together or not at all.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::{File, Path, Tree};
use crate::data::edit::{self, Hunk, Splice};

/// A byte order mark in UTF-8.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// BLAKE3 hash of a file's bytes without a byte order mark.
pub type Digest = [u8; 32];

/// Changes of the files of a tree. All paths are from before the moves, except the targets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Patch {
    /// Digests of the files that the patch was made for.
    pub read: BTreeMap<Path, Digest>,
    /// Splices by file: bytes of its text without a byte order mark, which the file keeps.
    pub edits: BTreeMap<Path, Vec<Splice>>,
    /// New files.
    pub created: BTreeMap<Path, String>,
    /// Files and folders that move after the edits, in order, as few as possible: from, to.
    pub moves: Vec<(Path, Path)>,
    /// Every single file that moves.
    pub moved: BTreeMap<Path, Path>,
    /// Deleted files.
    pub deleted: BTreeSet<Path>,
}

impl Patch {
    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Adds splices of an existing file with this text.
    pub fn edit(&mut self, path: &Path, text: &str, splices: impl IntoIterator<Item = Splice>) {
        self.read.entry(path.clone()).or_insert_with(|| digest(text.as_bytes()));
        self.edits.entry(path.clone()).or_default().extend(splices);
    }

    /// Adds the edits of another patch.
    pub fn add_edits(&mut self, other: Self) {
        self.read.extend(other.read);
        for (path, splices) in other.edits {
            self.edits.entry(path).or_default().extend(splices);
        }
    }

    /// Moves files and folders of a tree.
    pub fn move_all(&mut self, tree: &Tree, moves: impl IntoIterator<Item = (Path, Path)>) {
        self.moves.extend(moves);
        for (path, file) in tree {
            let Some(to) = self.moves.iter().rev().find_map(|(from, to)| moved(path, from, to))
            else {
                continue;
            };
            if let File::Bytes(bytes) = file {
                self.read.insert(path.clone(), digest(bytes));
            }
            self.moved.insert(path.clone(), to);
        }
    }

    /// Deletes a file with this text, instead of editing it.
    pub fn delete(&mut self, path: &Path, text: &str) {
        self.edits.remove(path);
        self.read.insert(path.clone(), digest(text.as_bytes()));
        self.deleted.insert(path.clone());
    }

    /// The path of a file after the moves.
    pub fn target<'p>(&'p self, path: &'p Path) -> &'p Path {
        self.moved.get(path).unwrap_or(path)
    }

    /// Every path whose file is changed, added or removed.
    pub fn paths(&self) -> BTreeSet<Path> {
        let edited = self.edits.keys().map(|path| self.target(path));
        let moved = self.moved.iter().flat_map(|(from, to)| [from, to]);
        edited.chain(moved).chain(self.created.keys()).chain(&self.deleted).cloned().collect()
    }

    /// Changed lines by file; `tree` is the one before the patch.
    pub fn hunks<'p>(&'p self, tree: &Tree) -> impl Iterator<Item = (&'p Path, Vec<Hunk>)> {
        let of = |path| text_of(tree, path).unwrap_or_default();
        self.edits.iter().map(move |(path, splices)| (path, edit::hunks(of(path), splices)))
    }

    /// The changed lines, without the paths.
    pub fn diff(&self, tree: &Tree) -> String {
        self.hunks(tree).flat_map(|(_, hunks)| hunks).map(|hunk| hunk.to_string()).collect()
    }

    /// The bytes of an edited file; `None` if they are not those that were read.
    pub fn edited(&self, path: &Path, bytes: &[u8]) -> Option<Vec<u8>> {
        let (mark, text) = bytes.split_at(bytes.len() - unmarked(bytes).len());
        let is_read = self.read.get(path) == Some(&digest(bytes));
        let text = std::str::from_utf8(text).ok().filter(|_| is_read)?;
        Some([mark, edit::apply(text, self.edits.get(path)?)?.as_bytes()].concat())
    }

    /// The tree after the patch; `None` if it is not the tree that was read, or splices overlap.
    pub fn apply(&self, tree: &Tree) -> Option<Tree> {
        let bytes = |path: &Path| match tree.get(path) {
            Some(File::Bytes(bytes)) => Some(bytes),
            _ => None,
        };
        let mut done = tree.clone();
        for (path, read) in &self.read {
            bytes(path).filter(|bytes| digest(bytes) == *read)?;
        }
        for path in self.edits.keys() {
            done.insert(path.clone(), File::Bytes(self.edited(path, bytes(path)?)?.into()));
        }
        done.retain(|path, _| !self.deleted.contains(path));
        let moving = self.moved.iter().map(|(from, to)| Some((to.clone(), done.remove(from)?)));
        let moving: Vec<(Path, File)> = moving.collect::<Option<_>>()?;
        done.extend(moving);
        for (path, text) in &self.created {
            let is_there = done.insert(path.clone(), File::Bytes(text.as_bytes().into())).is_some();
            if is_there {
                return None;
            }
        }
        Some(done)
    }

    /// The patch that restores a tree after this one; `None` if this one does not apply to it, or deletes a file that is
    /// not text.
    pub fn reversed(&self, tree: &Tree) -> Option<Self> {
        let done = self.apply(tree)?;
        let mut reversed = Self::default();
        for path in self.edits.keys() {
            let to = self.target(path);
            let (was, now) = (text_of(tree, path)?, text_of(&done, to)?);
            reversed.edit(to, now, edit::difference(now, was));
        }
        for (path, text) in &self.created {
            reversed.delete(path, text);
        }
        for path in &self.deleted {
            let Some(File::Bytes(bytes)) = tree.get(path) else { return None };
            let text = String::from_utf8(bytes.to_vec()).ok()?;
            reversed.created.insert(path.clone(), text);
        }
        let moves = self.moves.iter().rev();
        reversed.move_all(&done, moves.map(|(from, to)| (to.clone(), from.clone())));
        Some(reversed)
    }
}

/// Digest of a file.
pub fn digest(bytes: &[u8]) -> Digest {
    *blake3::hash(unmarked(bytes)).as_bytes()
}

/// A file's text without a byte order mark.
pub fn text_of<'t>(tree: &'t Tree, path: &Path) -> Option<&'t str> {
    match tree.get(path)? {
        File::Bytes(bytes) => std::str::from_utf8(unmarked(bytes)).ok(),
        File::Copied(_) | File::Unreadable(_) => None,
    }
}

fn unmarked(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(MARK).unwrap_or(bytes)
}

/// The new path of a file that is moved, or whose folder is.
pub fn moved(path: &Path, from: &Path, to: &Path) -> Option<Path> {
    if path == from {
        return Some(to.clone());
    }
    Path::new(&format!("{to}/{}", path.below(from.as_str())?))
}

#[cfg(test)]
mod tests {
    use super::{Patch, text_of};
    use crate::base::{File, Path, Span, Tree};
    use crate::data::edit::Splice;

    fn path(text: &str) -> Path {
        Path::new(text).unwrap()
    }

    fn tree(files: &[(&str, &str)]) -> Tree {
        let file = |text: &str| File::Bytes(text.as_bytes().into());
        let mut tree: Tree = files.iter().map(|(name, text)| (path(name), file(text))).collect();
        tree.insert(path("b/i.png"), File::Copied(None));
        tree
    }

    fn patch(tree: &Tree) -> Patch {
        let mut patch = Patch::default();
        let (a, c) = (path("a.md"), path("c.md"));
        let splices = [Splice::new(Span::new(0, 1), "AA"), Splice::insert(3, "!")];
        patch.edit(&a, text_of(tree, &a).unwrap(), splices);
        patch.move_all(tree, [(a.clone(), path("x/y.md")), (path("b"), path("d"))]);
        patch.delete(&c, text_of(tree, &c).unwrap());
        patch.created.insert(path("n/n.md"), "n".into());
        patch
    }

    const FILES: &[(&str, &str)] =
        &[("a.md", "\u{feff}a\r\n"), ("b/index.md", "b"), ("c.md", "\u{feff}c"), ("e.md", "e")];

    #[test]
    fn a_patch_is_applied_and_reversed() {
        let before = tree(FILES);
        let patch = patch(&before);
        let after = patch.apply(&before).unwrap();
        let names: Vec<&str> = after.keys().map(Path::as_str).collect();
        assert_eq!(names, ["d/i.png", "d/index.md", "e.md", "n/n.md", "x/y.md"]);
        assert_eq!(after[&path("x/y.md")], File::Bytes("\u{feff}AA\r\n!".as_bytes().into()));
        let changed: Vec<String> = patch.paths().iter().map(ToString::to_string).collect();
        let all = ["a.md", "b/i.png", "b/index.md", "c.md", "d/i.png", "d/index.md", "n/n.md"];
        assert_eq!(changed[..7], all);
        let reversed = patch.reversed(&before).unwrap();
        assert_eq!(reversed.apply(&after).unwrap(), before);
        assert_eq!(reversed.reversed(&after).unwrap().apply(&before).unwrap(), after);
        assert_eq!(patch.diff(&before), "  - a\n  + AA\n  + !\n");
    }

    #[test]
    fn another_tree_is_refused() {
        let patch = patch(&tree(FILES));
        for (at, text) in [(0, "x"), (1, "x"), (2, "x")] {
            let mut files = FILES.to_vec();
            files[at].1 = text;
            assert_eq!(patch.apply(&tree(&files)), None, "{text} in {}", files[at].0);
        }
        let taken = [FILES, &[("n/n.md", "there")]].concat();
        assert_eq!(patch.apply(&tree(&taken)), None);
        assert!(patch.apply(&tree(&[FILES, &[("z.md", "other")]].concat())).is_some());
    }
}
