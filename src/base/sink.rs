//! Destination of finished files: a folder, a map, nothing.

use crate::base::Path;

/// Failure to write a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SinkError {
    /// Path of the file.
    pub path: String,
    /// Message of the file system.
    pub reason: String,
}

/// Receives finished files; nothing is final until the caller commits.
///
/// Called from many threads, once for each path.
pub trait Sink: Sync {
    /// Writes one file.
    fn put(&self, path: &Path, bytes: &[u8]) -> Result<(), SinkError>;

    /// Copies a file of the source tree.
    fn copy(&self, path: &Path, from: &Path) -> Result<(), SinkError>;
}
