//! Reads a tree of files, and takes finished files into a folder.

mod folder;
mod lock;
mod manifest;
mod read;

pub use folder::{Counts, Folder};
pub use read::read;

use crate::base::{Path, Sink, SinkError};

/// A sink that keeps nothing: for `check`.
#[derive(Debug)]
pub struct Nothing;

impl Sink for Nothing {
    fn put(&self, _: &Path, _: &[u8]) -> Result<(), SinkError> {
        Ok(())
    }

    fn copy(&self, _: &Path, _: &Path) -> Result<(), SinkError> {
        Ok(())
    }
}
