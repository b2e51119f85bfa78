//! Reads a tree of files, and takes finished files into a folder.

mod commit;
mod folder;
mod lock;
mod manifest;
mod output;
mod read;

pub use commit::Counts;
pub use folder::Folder;
pub(crate) use read::FOLDERS;
pub use read::read;
