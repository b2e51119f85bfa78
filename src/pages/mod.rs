//! HTML pages.
//!
//! - [`weave`]: the text of a document with its marks, as HTML
//! - [`view`]: what each template gets
//! - [`linked`]: the schema.org graph in the head of a page
//! - [`draw`]: static drawings as SVG
//! - [`render`]: the theme and its templates

pub mod draw;
pub mod linked;
pub mod render;
pub mod view;
pub mod weave;
