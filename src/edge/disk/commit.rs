//! Commits a build: moves staged files into place, removes stale ones.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;

use crate::base::Path;
use crate::edge::Failure;
use crate::edge::disk::folder::{Folder, Ledger};
use crate::edge::disk::manifest::{Manifest, NAME, has_below};

/// Numbers of files of a build.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// New or changed.
    pub written: usize,
    /// Unchanged.
    pub kept: usize,
    /// Files of a former build that are no longer needed.
    pub removed: usize,
}

impl Folder {
    /// Moves staged files into place, removes stale ones, and writes the manifest last.
    ///
    /// *Law*: if killed at any moment, each file is whole, and the next build completes the work.
    pub fn commit(self) -> Result<Counts, Failure> {
        let ledger = std::mem::take(&mut *self.ledger.lock().expect("no writer panicked"));
        let Ledger { files, staged } = ledger;
        let (written, kept) = (staged.len(), files.len() - staged.len());
        let removed = if self.output.is_new {
            self.move_whole(files)?
        } else {
            self.move_each(files, &staged)?
        };
        Ok(Counts { written, kept, removed })
    }

    /// Moves the whole stage to an output folder that did not exist.
    fn move_whole(&self, files: BTreeMap<String, String>) -> Result<usize, Failure> {
        let folder = &self.output.folder;
        Manifest::new(files).write(&self.stage).map_err(Failure::writing(folder))?;
        fs::rename(&self.stage, folder).map_err(Failure::writing(folder))?;
        Ok(0)
    }

    fn move_each(
        &self,
        files: BTreeMap<String, String>,
        staged: &BTreeSet<String>,
    ) -> Result<usize, Failure> {
        let stale: Vec<&str> = self.former.files.keys().map(String::as_str).collect();
        let stale = stale.into_iter().filter(|path| !files.contains_key(*path));
        // a file of the former build that is now a folder, or the reverse
        let is_in_the_way = |path: &&str| {
            has_below(&files, path)
                || path.match_indices('/').any(|(slash, _)| files.contains_key(&path[..slash]))
        };
        let (first, last): (Vec<&str>, Vec<&str>) = stale.partition(is_in_the_way);
        if !staged.is_empty() || !first.is_empty() || !last.is_empty() {
            // record every file that may be there from now on, in case we are killed
            let mut all = self.former.files.clone();
            all.extend(files.clone());
            self.note(all)?;
        }
        let mut removed = 0;
        for path in first {
            removed += usize::from(self.remove(path)?);
        }
        for path in staged {
            self.place(path)?;
        }
        for path in last {
            removed += usize::from(self.remove(path)?);
        }
        self.note(files)?;
        Ok(removed)
    }

    fn note(&self, files: BTreeMap<String, String>) -> Result<(), Failure> {
        let folder = &self.output.folder;
        Manifest::new(files).write(folder).map_err(Failure::writing(folder))
    }

    /// Moves one staged file.
    fn place(&self, path: &str) -> Result<(), Failure> {
        let target = self.output.folder.join(path);
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent).map_err(Failure::writing(&target))?;
        }
        match fs::rename(self.stage.join(path), &target) {
            // a file may replace an empty folder
            Err(error) if error.kind() == ErrorKind::IsADirectory => {
                remove_empty(&target);
                fs::rename(self.stage.join(path), &target).map_err(Failure::writing(&target))
            }
            moved => moved.map_err(Failure::writing(&target)),
        }
    }

    /// Removes a file of a former build, and the folders that become empty.
    fn remove(&self, path: &str) -> Result<bool, Failure> {
        // the manifest may have been changed by hand
        if Path::new(path).is_none() || path == NAME || self.meets_link(path) {
            return Ok(false);
        }
        let target = self.output.folder.join(path);
        match fs::remove_file(&target) {
            Ok(()) => {}
            Err(error) => match error.kind() {
                ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::IsADirectory => {
                    return Ok(false);
                }
                _ => return Err(Failure::writing(&target)(error)),
            },
        }
        let mut folders = target.ancestors().skip(1);
        // removing fails at the first folder that is not empty
        let _ = folders.find(|it| *it == self.output.folder || fs::remove_dir(it).is_err());
        Ok(true)
    }

    /// Whether the path of an output file contains a symbolic link.
    fn meets_link(&self, path: &str) -> bool {
        let mut place = self.output.folder.clone();
        path.split('/').any(|segment| {
            place.push(segment);
            fs::symlink_metadata(&place).is_ok_and(|found| found.file_type().is_symlink())
        })
    }
}

/// Removes folders without files, recursively.
fn remove_empty(folder: &std::path::Path) {
    for entry in walkdir::WalkDir::new(folder).contents_first(true).into_iter().flatten() {
        let _ = fs::remove_dir(entry.path());
    }
}
