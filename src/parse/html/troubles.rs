//! What can be wrong with HTML of the author's.

use std::ops::Range as Bytes;

use crate::base::{Diagnostic, Path, Span};

/// What is wrong with a tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Nothing closes it in its block.
    Unclosed,
    /// It closes nothing.
    Stray,
    /// It may not stand there.
    Misplaced,
    /// A link within a link.
    Link,
    /// Its id stands in the text already.
    IdTaken(String),
    /// Its id is of a form that the program gives out.
    IdReserved(String),
    /// An attribute of it says what only Glossator says.
    Reserved(String),
}

/// A tag, or its id, that was left out.
#[derive(Clone, Debug)]
pub(crate) struct Trouble {
    /// Where the tag is written: bytes of the Markdown.
    pub(crate) source: Bytes<usize>,
    /// The tag's name.
    pub(crate) name: String,
    /// Why.
    pub(crate) fault: Fault,
}

impl Fault {
    /// Whether the whole tag is left out, and not its id alone.
    pub(super) fn takes_the_tag(&self) -> bool {
        match self {
            Self::Unclosed | Self::Stray | Self::Misplaced | Self::Link => true,
            Self::IdTaken(_) | Self::IdReserved(_) | Self::Reserved(_) => false,
        }
    }
}

impl Trouble {
    /// What an author is told.
    pub(crate) fn told(&self, path: &Path, span: Span) -> Diagnostic {
        let name = &self.name;
        let tag = |message: String| Diagnostic::warning("html-tag", path, span, message);
        let id = |message: String| Diagnostic::warning("html-id", path, span, message);
        match &self.fault {
            Fault::Unclosed => tag(format!("nothing closes `<{name}>` here, so it is left out"))
                .help(format!("write `</{name}>` in the same block, and in the same emphasis or link")),
            Fault::Stray => tag(format!("`</{name}>` closes nothing here, so it is left out"))
                .help("an element ends in the block, and in the emphasis or link, where it begins"),
            Fault::Misplaced if name.starts_with(|c: char| c.is_ascii_alphabetic()) => {
                tag(format!("`<{name}>` cannot stand here, so it is left out"))
                    .help("within a line only what belongs to text can stand; anything else goes into a block of its own, with an end")
            }
            Fault::Misplaced => tag(format!("`<{name}` begins nothing that can stand in a page, so it is left out"))
                .help("a comment ends with `-->`; to show the characters write `&lt;`"),
            Fault::Link => tag("a link within a link: the `<a>` is left out".to_string())
                .help("end the one before the other begins"),
            Fault::IdTaken(taken) => {
                id(format!("something else in this text has the id `{taken}`, so it is left out here"))
                    .help("give one of them another id")
            }
            Fault::IdReserved(taken) => {
                id(format!("the id `{taken}` is of a form that Glossator gives out itself, so it is left out"))
                    .help("ids like `m3` and those beginning `g-`, `note-`, `statement-` are taken")
            }
            Fault::Reserved(what) => {
                let message = format!("`{what}` is what Glossator says of a text, so it is left out of this `<{name}>`");
                Diagnostic::warning("html-reserved", path, span, message)
                    .help("scripts and programs that read a page take these for marks; use a class of your own")
            }
        }
    }
}
