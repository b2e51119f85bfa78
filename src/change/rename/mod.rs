//! Renames ids and files, and everything that refers to them.
//!
//! Pure: a tree in, a patch of its files out. The caller applies it in memory to check that the site is still valid;
//! [`differences`] finds changes of meaning.

mod compare;
mod files;
mod former;
mod links;
mod mend;
mod merge;
mod plan;
mod tables;

use std::collections::BTreeMap;

use crate::base::{Path, Tree};
use crate::data::Patch;
use crate::plan::Plan;
use crate::site::Site;
use crate::source::Settings;

pub use compare::{Difference, Version, differences};
pub use mend::references;
pub use plan::plan;

/// A site in which something is renamed. It should include drafts and future dates, so that nothing is missed.
#[derive(Clone, Copy, Debug)]
pub struct Before<'a> {
    /// Its source files.
    pub tree: &'a Tree,
    /// How they were read.
    pub settings: &'a Settings,
    /// The model built from them.
    pub site: &'a Site,
    /// Its pages.
    pub plan: &'a Plan,
}

/// What to rename.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// An entity.
    Entity {
        /// Present id.
        old: String,
        /// New id.
        new: String,
    },
    /// An entity that is the same as another one.
    Merge {
        /// Id of the entity to remove.
        old: String,
        /// Id of the entity to keep.
        new: String,
        /// Whether data that the other lacks may be lost.
        is_dropped: bool,
    },
    /// A file or folder below `content/`.
    File {
        /// Present path.
        from: Path,
        /// New path.
        to: Path,
    },
}

/// The changes of a renaming.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Renaming {
    /// The changes of files.
    pub patch: Patch,
    /// Ids that change.
    pub renamed: BTreeMap<String, String>,
    /// Addresses that change.
    pub urls: BTreeMap<String, String>,
    /// Remarks for the author.
    pub remarks: Vec<String>,
}

/// Why something cannot be renamed, without a full stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal(pub String);
