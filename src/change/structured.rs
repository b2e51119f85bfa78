//! The TOML or YAML of a source file: its front matter, or all of it.

use crate::base::{Checked, Path, Span};
use crate::data::edit::{Region, Syntax};
use crate::data::{Node, Table, toml, yaml};
use crate::parse::front::{Fence, split};

/// The parsed TOML or YAML of a file.
#[derive(Clone, Debug)]
pub(crate) struct Structured {
    pub(crate) syntax: Syntax,
    /// The content, with spans in the file.
    pub(crate) table: Table,
    /// First byte in the file.
    pub(crate) start: usize,
    /// Byte after the last.
    pub(crate) end: usize,
}

impl Structured {
    /// Parses a TOML file or the front matter of a text; `None` without front matter.
    pub(crate) fn read(path: &Path, text: &str) -> Checked<Option<Self>> {
        let (start, end) = (0, text.len());
        if path.extension() == "toml" {
            let syntax = Syntax::Toml;
            return toml(path, text, 0).map(|table| Some(Self { syntax, table, start, end }));
        }
        let Checked { value: front, mut diagnostics } = split(path, text);
        let (start, end) = (front.matter.start, front.matter.end);
        let (inside, offset) = (&text[front.matter], Span::new(start, start).start);
        let (syntax, read) = match front.fence {
            Fence::Toml => (Syntax::Toml, toml(path, inside, offset)),
            Fence::Yaml => (Syntax::Yaml, yaml(path, inside, offset)),
            Fence::None => return Checked::new(None, diagnostics),
        };
        diagnostics.extend(read.diagnostics);
        Checked::new(Some(Self { syntax, table: read.value, start, end }), diagnostics)
    }

    /// The region for edits of the text that was parsed.
    pub(crate) fn region<'t>(&'t self, text: &'t str) -> Region<'t> {
        let Self { syntax, table, start, end } = self;
        Region { syntax: *syntax, text, table, start: *start, end: *end }
    }

    /// A table of a list.
    pub(crate) fn row(&self, list: &str, index: usize) -> Option<&Node> {
        let row = self.table.items(list).get(index)?;
        row.value.as_table().map(|_| row)
    }
}
