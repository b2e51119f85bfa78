//! Diagnostics for raw HTML.

use std::ops::Range as Bytes;

use crate::base::{Diagnostic, Path, Span, codes};

/// What is wrong with a tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Not closed in its block.
    Unclosed,
    /// An end tag without a start tag.
    Stray,
    /// Not allowed here.
    Misplaced,
    /// A link within a link.
    Link,
    /// Its id is already used in the text.
    IdTaken(String),
    /// Its id is reserved.
    IdReserved(String),
    /// It has a reserved class or attribute.
    Reserved(String),
}

/// A removed tag, id or attribute.
#[derive(Clone, Debug)]
pub(crate) struct Trouble {
    /// Byte range of the tag in the Markdown text.
    pub(crate) source: Bytes<usize>,
    /// Tag name.
    pub(crate) name: String,
    /// Reason.
    pub(crate) fault: Fault,
}

impl Fault {
    /// Whether the whole tag is removed, not only an attribute.
    pub(super) fn removes_tag(&self) -> bool {
        match self {
            Self::Unclosed | Self::Stray | Self::Misplaced | Self::Link => true,
            Self::IdTaken(_) | Self::IdReserved(_) | Self::Reserved(_) => false,
        }
    }
}

impl Trouble {
    /// The diagnostic for the author.
    pub(crate) fn diagnostic(&self, path: &Path, span: Span) -> Diagnostic {
        let name = &self.name;
        let tag = |message: String| Diagnostic::at(codes::HTML_TAG, path, span, message);
        let id = |message: String| Diagnostic::at(codes::HTML_ID, path, span, message);
        match &self.fault {
            Fault::Unclosed => tag(format!("nothing closes `<{name}>` here, so it is left out"))
                .help(format!("write `</{name}>` in the same block, and in the same emphasis or link")),
            Fault::Stray => tag(format!("`</{name}>` closes nothing here, so it is left out"))
                .help("an element ends in the block, and in the emphasis or link, where it begins"),
            Fault::Misplaced if name.starts_with(|c: char| c.is_ascii_alphabetic()) => {
                tag(format!("`<{name}>` is not allowed here, so it is left out"))
                    .help("only inline elements are allowed within a line; put anything else into a block of its own, and close it")
            }
            Fault::Misplaced => tag(format!("`<{name}` is not valid HTML here, so it is left out"))
                .help("a comment ends with `-->`; to show the characters write `&lt;`"),
            Fault::Link => tag("a link within a link: the `<a>` is left out".to_string())
                .help("end the one before the other begins"),
            Fault::IdTaken(taken) => {
                id(format!("something else in this text has the id `{taken}`, so it is left out here"))
                    .help("give one of them another id")
            }
            Fault::IdReserved(taken) => {
                id(format!("the id `{taken}` is reserved for Glossator, so it is left out"))
                    .help("ids like `m3` and ids that begin with `g-`, `note-` or `statement-` are reserved")
            }
            Fault::Reserved(what) => {
                let message = format!("`{what}` is reserved for Glossator, so it is left out of this `<{name}>`");
                Diagnostic::at(codes::HTML_RESERVED, path, span, message)
                    .help("scripts and other programs use it to find marks; use a class of your own")
            }
        }
    }
}
