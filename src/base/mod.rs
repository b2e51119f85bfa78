//! Basic types shared by all stages: paths, spans, diagnostics, dates, slugs, languages.

pub mod codes;
pub mod date;
pub mod diagnostic;
pub mod escape;
pub mod language;
pub mod nearest;
pub mod path;
pub mod picture;
pub mod sink;
pub mod slug;
pub mod span;
pub mod sphere;
pub mod tree;

pub use codes::{Code, Severity};
pub use date::{Day, Moment, PartialDate};
pub use diagnostic::{Checked, Diagnostic, Label, Place};
pub use escape::Markup;
pub use path::Path;
pub use picture::{KeptVariants, PictureFormat, PictureTrouble, Variant, Variants};
pub use sink::{Sink, SinkError};
pub use span::{Range, Span, Spanned};
pub use tree::{File, Size, Tree};
