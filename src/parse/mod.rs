//! Stage 1: parses one file: typed front matter and Markdown body.

mod body;
pub(crate) mod flow;
pub(crate) mod format;
pub(crate) mod formula;
pub(crate) mod front;
pub(crate) mod heading;
pub(crate) mod hints;
pub(crate) mod html;
pub mod matter;
mod place;
mod prose;
mod sidecar;
pub(crate) mod step;
pub(crate) mod table;
pub mod target;
mod text;

use crate::base::{Checked, Span};
use crate::parse::body::Origin;
use crate::source::{Config, SourceFile};

pub use flow::STREAM_VERSION;
pub(crate) use format::is_id;
pub use matter::Matter;
pub use place::{locate, locate_each, stream_offset};
pub use prose::prose_of;
pub(crate) use prose::prose_of_entity;
pub use text::{Block, BlockKind, Body, Footnote, Heading, InlineMention, Link, Prose};

/// A parsed text file. Parsing never fails: invalid parts are reported and left out.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// The file with its text.
    pub file: SourceFile,
    /// Its front matter, or the content of a bulk file or sidecar.
    pub matter: Matter,
    /// Its Markdown; empty for files without a body.
    pub body: Body,
}

impl Document {
    /// Language of its text: from front matter, the file name suffix, or the configuration.
    pub fn language<'d>(&'d self, config: &'d Config) -> &'d str {
        let lang = self.matter.head().and_then(|head| head.lang.as_ref());
        let written = lang.map(|lang| lang.value.as_str());
        written.or(self.file.suffix.as_deref()).unwrap_or(&config.language)
    }
}

/// Parses one file.
pub fn parse(file: &SourceFile, config: &Config) -> Checked<Document> {
    let mut diagnostics = Vec::new();
    let (mut matter, start) = front::matter(file, config).unload(&mut diagnostics);
    let origin = Origin { path: &file.path, offset: Span::new(start, start).start, stand_in: None };
    let body = body::body(&file.text[start..], origin, config.markdown).unload(&mut diagnostics);
    prose::each_prose(&mut matter, &mut |prose| {
        let origin = Origin { path: &file.path, offset: 0, stand_in: Some(prose.span) };
        prose.body = body::body(&prose.source, origin, config.markdown).unload(&mut diagnostics);
    });
    Checked::new(Document { file: file.clone(), matter, body }, diagnostics)
}
