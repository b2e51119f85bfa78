//! Reads source trees, writes output folders, and changes sources.

mod commit;
mod folder;
pub(crate) mod former;
mod lock;
mod manifest;
mod output;
mod packed;
mod picture;
#[cfg(feature = "images")]
pub(crate) mod pictures;
mod read;
mod reread;
pub mod sources;

pub use commit::Counts;
pub use folder::Folder;
pub(crate) use packed::Packed;
pub(crate) use read::{FOLDERS, relative};
pub(crate) use reread::Sources;
pub use reread::read;
