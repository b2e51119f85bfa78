//! Where finished files go: a folder, a map, nothing.

use crate::base::Path;

/// Why a sink could not take or keep a file: the path and the reason in the words of the file system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SinkError {
    /// The file that could not be written.
    pub path: String,
    /// Why.
    pub reason: String,
}

/// Takes files as they are finished; nothing of them is final before the caller commits.
///
/// Called from many threads, once for each path.
pub trait Sink: Sync {
    /// Takes one finished file's bytes.
    fn put(&self, path: &Path, bytes: &[u8]) -> Result<(), SinkError>;

    /// Takes a file of the source tree as it is.
    fn copy(&self, path: &Path, from: &Path) -> Result<(), SinkError>;
}
