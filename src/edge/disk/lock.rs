//! A lock that allows one build per output at a time.

use std::fs::{self, File, TryLockError};
use std::path::PathBuf;

use crate::edge::Failure;
use crate::edge::disk::output::Output;

/// A lock until it is dropped; the system also releases it when the program is killed.
#[derive(Debug)]
pub(crate) struct Lock {
    _file: File,
    path: PathBuf,
    /// Whether it is inside the folder, since the parent is not writable.
    pub(crate) is_inside: bool,
}

impl Lock {
    /// Takes the lock of an output.
    ///
    /// *Errors*: another build has it, or neither the folder nor its parent is writable.
    pub(crate) fn take(output: &Output) -> Result<Self, Failure> {
        match Self::at(output.outside("lock"), output, false) {
            Err(Failure::Write(..)) if !output.is_new => {
                Self::at(output.inside("lock"), output, true)
            }
            taken => taken,
        }
    }

    fn at(path: PathBuf, output: &Output, is_inside: bool) -> Result<Self, Failure> {
        loop {
            let file = File::options().create(true).append(true).open(&path);
            let file = file.map_err(Failure::writing(&path))?;
            match file.try_lock() {
                // the former owner may have removed the file before we locked it
                Ok(()) if !is_still_at(&file, &path) => {}
                Ok(()) => return Ok(Self { _file: file, path, is_inside }),
                Err(TryLockError::WouldBlock) => {
                    return Err(Failure::Locked(output.folder.clone()));
                }
                Err(TryLockError::Error(error)) => return Err(Failure::writing(&path)(error)),
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // remove the file before releasing the lock, so that it is certainly ours
        let _ = fs::remove_file(&self.path);
    }
}

#[cfg(unix)]
fn is_still_at(file: &File, path: &std::path::Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let id = |found: fs::Metadata| (found.dev(), found.ino());
    file.metadata().map(id).ok() == fs::metadata(path).map(id).ok()
}

#[cfg(not(unix))]
fn is_still_at(_: &File, path: &std::path::Path) -> bool {
    path.exists()
}
