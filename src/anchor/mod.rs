//! Stage 3: where each annotation, mention and statement stands in one text.

mod byname;
mod closest;
mod explicit;
mod gather;
mod link;
mod miss;
mod named;
mod quote;
mod quoted;
mod said;
mod sought;
mod troubles;

use crate::base::Range;
use crate::names::EntityIx;

pub use crate::names::Agent;
use crate::parse::Document;
use crate::parse::matter::{Attribution, Certainty};

pub(crate) use closest::closest;
pub use gather::anchor;
pub(crate) use gather::{NamesIn, names_in};
pub(crate) use miss::deciding_prefix;
pub(crate) use quote::{Miss, find};
pub(crate) use said::is_quoted;
pub(crate) use sought::Sought;

/// A text with everything that is marked in it. Articles, profiles and plain pages have one each.
#[derive(Clone, Debug, Default)]
pub struct Anchored {
    /// In text order: by start, the longer first, then as written. In an article the place is the number less one.
    pub mentions: Vec<Mention>,
    /// Those on the whole article first, then in text order; footnotes included.
    pub notes: Vec<Note>,
    /// In text order.
    pub statements: Vec<Statement>,
    /// Annotations that are neither mention nor note, such as tags: those on the whole article first, then in text
    /// order. Pages do not show them; they are data.
    pub tagged: Vec<Tagged>,
    /// The article's `entities` and `about` and those of its sidecar, resolved: each once, in the order written.
    pub entities: Vec<EntityIx>,
    /// `about`, resolved, in order.
    pub about: Vec<EntityIx>,
    /// `authors`, resolved, in order.
    pub authors: Vec<Agent>,
}

/// Who wrote a mention, in the order that breaks ties.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// In the Markdown.
    Inline,
    /// In front matter.
    FrontMatter,
    /// In the TOML sidecar.
    Toml,
    /// In the JSON-LD sidecar.
    Jsonld,
    /// Found by name.
    Name,
}

/// A place that names an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Whom or what.
    pub entity: EntityIx,
    /// Where in the stream; never empty.
    pub range: Range,
    /// Who marked it.
    pub origin: Origin,
    /// Whether it is to be a link where HTML allows.
    pub is_linked: bool,
    /// How sure the author is.
    pub certainty: Option<Certainty>,
    /// The annotation that made it.
    pub annotation: Option<AnnotationRef>,
}

/// Which annotation: the document that holds it, and its place there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AnnotationRef {
    /// Whose list.
    pub origin: Origin,
    /// Place in the list (`annotations`, or `statements` of a statement).
    pub index: usize,
}

/// A note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Its fragment is `note-ID`: the annotation's `id`, else its position among all notes.
    pub id: String,
    /// Number shown: position among all notes from 1.
    pub number: usize,
    /// The span it is on; for a footnote the empty range of its first reference; `None`: the whole article.
    pub range: Option<Range>,
    /// What it says.
    pub content: NoteContent,
}

/// Words, or a whole article, that an annotation gives a tag or a motivation and nothing to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tagged {
    /// The words; `None`: the whole article.
    pub range: Option<Range>,
    /// The annotation.
    pub annotation: AnnotationRef,
}

impl Anchored {
    /// Whether anything at all is marked.
    pub fn is_marked(&self) -> bool {
        !(self.mentions.is_empty()
            && self.notes.is_empty()
            && self.statements.is_empty()
            && self.tagged.is_empty())
    }
}

/// Where a note's text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteContent {
    /// In an annotation.
    Annotation(AnnotationRef),
    /// Place in [`crate::parse::Body::footnotes`].
    Footnote(usize),
}

/// A statement with its attribution chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Its fragment is `statement-ID`: its `id`, else its position in text order.
    pub id: String,
    /// The words.
    pub range: Range,
    /// Whose position.
    pub speaker: Option<Agent>,
    /// Whose words, where not the speaker's.
    pub words_of: Option<Agent>,
    /// Whether the words are quoted.
    pub is_direct: bool,
    /// How the text attributes it; the default filled in.
    pub attribution: Attribution,
    /// Where it was written.
    pub matter: AnnotationRef,
    /// Whom or what it is about.
    pub about: Vec<EntityIx>,
}

/// One document with its sidecars.
#[derive(Clone, Copy, Debug)]
pub struct Text<'a> {
    /// The article, entity or page.
    pub document: &'a Document,
    /// `x.annotations.toml`.
    pub toml: Option<&'a Document>,
    /// `x.annotations.jsonld`.
    pub jsonld: Option<&'a Document>,
}

/// Each document with its sidecars; a sidecar itself has no text.
pub fn texts(documents: &[Document]) -> Vec<Text<'_>> {
    let beside = |document: &Document, extension: &str| {
        let path = document.file.path.as_str().strip_suffix(".md")?;
        let path = format!("{path}.annotations.{extension}");
        let at = documents.binary_search_by(|other| other.file.path.as_str().cmp(&path)).ok()?;
        Some(&documents[at])
    };
    let with_sidecars = documents.iter().map(|document| Text {
        document,
        toml: beside(document, "toml"),
        jsonld: beside(document, "jsonld"),
    });
    with_sidecars.collect()
}
