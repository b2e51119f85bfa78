//! One build at a time for each output.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use crate::edge::Failure;

/// A lock that is held until it is dropped, also when the program is killed.
#[derive(Debug)]
pub(crate) struct Lock {
    _file: File,
    path: PathBuf,
}

impl Lock {
    /// Takes the lock of an output, or says who has it.
    pub(crate) fn take(output: &Path) -> Result<Self, Failure> {
        let path = beside(output, "lock");
        let failed = |error: &std::io::Error| Failure::write(&path, error);
        let file = File::create(&path).map_err(|error| failed(&error))?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file, path }),
            Err(TryLockError::WouldBlock) => Err(Failure::Locked(output.to_path_buf())),
            Err(TryLockError::Error(error)) => Err(failed(&error)),
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
    }
}

/// A name beside an output, on the same file system: `.public.glossator-lock`.
pub(crate) fn beside(output: &Path, what: &str) -> PathBuf {
    let name = output.file_name().unwrap_or_default().to_string_lossy();
    output.with_file_name(format!(".{name}.glossator-{what}"))
}
