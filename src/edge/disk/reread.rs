//! Reads the files of a site, and changed ones again.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path as OsPath, PathBuf};

use crate::base::{Checked, Diagnostic, Path, Tree};
use crate::edge::Failure;
use crate::edge::disk::read::{FOLDERS, Reader, is_skipped};

/// Reads a site: its configuration and its source folders. Files that no stage reads are only listed.
///
/// Symbolic links are followed within the site; one that leaves it is reported and skipped.
///
/// *Errors*: the root is not a readable folder.
pub fn read(root: &OsPath, config: &Path) -> Result<Checked<Tree>, Failure> {
    let Sources { tree, diagnostics, .. } = Sources::read(root, config)?;
    Ok(Checked::new(tree, diagnostics))
}

/// The files of a site in memory.
pub(crate) struct Sources {
    root: PathBuf,
    config: Path,
    /// The files.
    pub(crate) tree: Tree,
    /// Diagnostics of reading.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// Whether there is a symbolic link. A file may then change under another name, so everything is read again.
    has_links: bool,
}

impl Sources {
    /// Reads all files.
    pub(crate) fn read(root: &OsPath, config: &Path) -> Result<Self, Failure> {
        let home = fs::canonicalize(root).map_err(Failure::reading(root))?;
        fs::read_dir(&home).map_err(Failure::reading(root))?;
        let mut reader = Reader::new(home);
        reader.config(config);
        for folder in FOLDERS {
            if fs::symlink_metadata(reader.home.join(folder)).is_ok() {
                reader.folder(folder);
            }
        }
        let (diagnostics, has_links) = (std::mem::take(&mut reader.diagnostics), reader.has_links);
        let (root, config) = (root.to_path_buf(), config.clone());
        Ok(Self { root, config, tree: reader.loaded(), diagnostics, has_links })
    }

    /// Reads these files and folders again. Returns the files that may have changed; `None`: any.
    pub(crate) fn reread(
        &mut self,
        changed: Option<&BTreeSet<Path>>,
    ) -> Result<Option<BTreeSet<Path>>, Failure> {
        let is_plain = !self.has_links && self.diagnostics.is_empty();
        if let Some(changed) = changed.filter(|_| is_plain)
            && let Some(changed) = self.only(changed)
        {
            return Ok(Some(changed));
        }
        *self = Self::read(&self.root, &self.config)?;
        Ok(None)
    }

    /// Reads only these; `None` if everything must be read.
    fn only(&mut self, changed: &BTreeSet<Path>) -> Option<BTreeSet<Path>> {
        let mut reader = Reader::new(fs::canonicalize(&self.root).ok()?);
        let mut changed_files = BTreeSet::new();
        for path in changed.iter().filter(|path| !is_hidden(path)) {
            let below = |other: &&Path| *other == path || other.below(path.as_str()).is_some();
            let gone: Vec<Path> = self
                .tree
                .range(path.clone()..)
                .map(|(path, _)| path)
                .take_while(|it| it.as_str().starts_with(path.as_str()))
                .filter(below)
                .cloned()
                .collect();
            for path in gone {
                self.tree.remove(&path);
                changed_files.insert(path);
            }
            match fs::symlink_metadata(self.root.join(path.as_str())) {
                Ok(_) if *path == self.config => reader.config(path),
                Ok(_) => reader.folder(path.as_str()),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                Err(_) => return None,
            }
        }
        if !reader.diagnostics.is_empty() || reader.has_links {
            return None;
        }
        let read = reader.loaded();
        changed_files.extend(read.keys().cloned());
        self.tree.extend(read);
        Some(changed_files)
    }
}

/// Whether a path is ignored because of one of its names.
fn is_hidden(path: &Path) -> bool {
    let is_static = path.below("static").is_some();
    !is_static && path.as_str().split('/').any(|name| is_skipped(OsStr::new(name)))
}
