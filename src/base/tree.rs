//! A file tree in memory: the input that is read, and the output to be written.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::Path;

/// A file in a tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum File {
    /// Contents, in memory.
    Bytes(Arc<[u8]>),
    /// Not in memory; the sink copies it when the site is written. For an image, its size.
    Copied(Option<Size>),
    /// Exists but could not be read; the reason.
    Unreadable(Arc<str>),
}

/// Width and height of an image in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
}

/// Files sorted by path.
pub type Tree = BTreeMap<Path, File>;
