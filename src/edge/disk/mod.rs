//! Reads a tree of files, and takes finished files into a folder.

mod commit;
mod folder;
pub(crate) mod former;
mod lock;
mod manifest;
mod output;
mod read;
mod sources;

pub use commit::Counts;
pub use folder::Folder;
pub(crate) use read::FOLDERS;
pub use read::read;
pub(crate) use sources::{Rewrite, rewrite};
