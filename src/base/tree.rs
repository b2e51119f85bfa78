//! An ordered tree of files: what is read, and what would be written.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::Path;

/// One file of a tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum File {
    /// Its bytes, in memory.
    Bytes(Arc<[u8]>),
    /// Known by its path, and a picture by its size: copied by the sink when the site is written, never read into memory.
    Copied(Option<Size>),
    /// There, but the file system refused to read it, for the reason given.
    Unreadable(Arc<str>),
}

/// Width and height of a picture, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// From left to right.
    pub width: u32,
    /// From top to bottom.
    pub height: u32,
}

/// Files by their path, in the order of their paths.
pub type Tree = BTreeMap<Path, File>;
