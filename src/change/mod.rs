//! Changes of sources that commands and the editor make.
//!
//! - [`annotate`]: actions of the editor in the browser
//! - [`rename`]: other ids and paths, and everything that refers to them
//! - [`repair`]: other selectors, where the words of annotations changed
//! - [`suggest`]: entities that articles name and do not list, and names that no entity has

pub mod annotate;
pub mod rename;
pub mod repair;
mod structured;
pub mod suggest;
