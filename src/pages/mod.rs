//! HTML pages.
//!
//! - [`weave`]: text and marks as HTML
//! - [`view`]: views, the data of templates
//! - [`linked`]: the schema.org graph in the head of a page
//! - [`draw`]: static SVG drawings
//! - [`render`]: the theme and its templates

mod context;
pub mod draw;
pub mod linked;
pub mod render;
pub mod view;
pub mod weave;

pub(crate) use context::Locale;
pub use context::PageContext;
