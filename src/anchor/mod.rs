//! Stage 3: the place of each annotation, mention and statement in one text.

mod byname;
mod closest;
mod context;
mod diagnostics;
mod explicit;
mod former;
mod gather;
mod haystack;
mod link;
mod moved;
mod named;
mod quote;
mod quoted;
mod statements;
mod unplaced;

use std::sync::Arc;

use crate::base::{Path, Range};
use crate::names::{EntityIx, FastMap};

pub use crate::names::Agent;
use crate::parse::Document;
use crate::parse::matter::{Attribution, Certainty, Matter};
use crate::source::{Role, text_of_sidecar};

pub(crate) use closest::closest;
pub(crate) use context::{Parts, Terms, is_bare, reword, word_keys};
pub(crate) use former::{Carried, Comparison, Held, likeness, parts, remembered, standing};
pub use former::{Digest, Former, Snapshot, Standing};
pub use gather::anchor;
pub(crate) use gather::{NamesIn, names_in};
pub(crate) use haystack::Haystack;
pub use moved::passage;
pub(crate) use quote::{NoPlace, find};
pub(crate) use statements::is_quoted;

/// Everything marked in one article, profile or plain page.
#[derive(Clone, Debug, Default)]
pub struct Anchored {
    /// In text order: by start, longest first, then as written. The index is the mention's number in an article minus
    /// one.
    pub mentions: Vec<Mention>,
    /// Notes on the whole article first, then in text order; footnotes included.
    pub notes: Vec<Note>,
    /// In text order.
    pub statements: Vec<Statement>,
    /// Annotations without a mention or note, such as tags: those on the whole article first, then in text order. Pages
    /// do not show them; they are exported as data.
    pub tagged: Vec<Tagged>,
    /// Resolved `entities` and `about` of the article and its sidecar: each once, in the order written.
    pub entities: Vec<EntityIx>,
    /// Resolved `about`, in order.
    pub about: Vec<EntityIx>,
    /// Resolved `authors`, in order.
    pub authors: Vec<Agent>,
    /// Selectors of the annotations and statements.
    pub selectors: Vec<Placed>,
}

/// A selector with its owner and place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Digest of the selector.
    pub digest: Digest,
    /// Digest of the rest of its annotation.
    pub owner: Digest,
    /// `None` if it was not found, which was reported.
    pub place: Option<Range>,
}

/// Where a mention was written, in the order that breaks ties.
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

/// A range that names an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The entity.
    pub entity: EntityIx,
    /// Range in the stream; never empty.
    pub range: Range,
    /// Where it was written.
    pub origin: Origin,
    /// Whether it becomes a link where HTML allows one.
    pub is_linked: bool,
    /// The author's certainty.
    pub certainty: Option<Certainty>,
    /// The annotation it comes from.
    pub annotation: Option<AnnotationRef>,
}

/// Reference to an annotation or statement: the document that holds it, and its index there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AnnotationRef {
    /// The document.
    pub origin: Origin,
    /// Index in its `annotations` or `statements`.
    pub index: usize,
}

/// A note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The annotation's `id`, otherwise its number. The fragment is `note-ID`.
    pub id: String,
    /// Number shown: position among all notes, from 1.
    pub number: usize,
    /// The range it is on; for a footnote the empty range at its first reference; `None` for the whole article.
    pub range: Option<Range>,
    /// Where its text is.
    pub content: NoteContent,
}

/// A range or a whole article that has only a tag or a motivation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tagged {
    /// The range; `None` for the whole article.
    pub range: Option<Range>,
    /// The annotation.
    pub annotation: AnnotationRef,
}

impl Anchored {
    /// Whether anything is marked.
    pub fn is_marked(&self) -> bool {
        !(self.mentions.is_empty()
            && self.notes.is_empty()
            && self.statements.is_empty()
            && self.tagged.is_empty())
    }

    /// Whether everything except the places in the text is equal.
    pub fn is_seen_alike(&self, other: &Self) -> bool {
        let mentions = |it: &Self| -> Vec<_> {
            it.mentions.iter().map(|it| (it.entity, it.annotation)).collect()
        };
        let tagged = |it: &Self| it.tagged.iter().map(|it| it.annotation).collect::<Vec<_>>();
        let notes = |it: &Self| -> Vec<_> {
            let note = |note: &Note| (note.id.clone(), note.range.is_some(), note.content);
            it.notes.iter().map(note).collect()
        };
        let statements = |it: &Self| -> Vec<Statement> {
            let nowhere = |it: &Statement| Statement { range: Range::default(), ..it.clone() };
            it.statements.iter().map(nowhere).collect()
        };
        mentions(self) == mentions(other)
            && notes(self) == notes(other)
            && statements(self) == statements(other)
            && tagged(self) == tagged(other)
            && self.entities == other.entities
            && self.about == other.about
            && self.authors == other.authors
    }
}

/// Where a note's text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteContent {
    /// In an annotation.
    Annotation(AnnotationRef),
    /// Index in [`crate::parse::Body::footnotes`].
    Footnote(usize),
}

/// A statement with its attribution chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Its `id`, otherwise its position in text order, from 1. The fragment is `statement-ID`.
    pub id: String,
    /// Range of the words.
    pub range: Range,
    /// Whose position it states.
    pub speaker: Option<Agent>,
    /// Who said the words, if not the speaker.
    pub words_of: Option<Agent>,
    /// Whether the words are a direct quotation.
    pub is_direct: bool,
    /// How the text attributes it, with the default applied.
    pub attribution: Attribution,
    /// Reference to the statement as written.
    pub matter: AnnotationRef,
    /// Entities it is about.
    pub about: Vec<EntityIx>,
}

/// A document with its sidecars.
#[derive(Clone, Copy, Debug)]
pub struct Text<'a> {
    /// The article, entity or page.
    pub document: &'a Document,
    /// `x.annotations.toml`.
    pub toml: Option<&'a Document>,
    /// `x.annotations.jsonld`.
    pub jsonld: Option<&'a Document>,
}

/// Pairs each document with its sidecars, in the same order. A sidecar gets none.
pub fn texts(documents: &[Arc<Document>]) -> Vec<Text<'_>> {
    let of_role = |role: Role| -> FastMap<Path, &Document> {
        let sidecars = documents.iter().filter(|document| document.file.role == role);
        sidecars.filter_map(|it| Some((text_of_sidecar(&it.file.path)?, &**it))).collect()
    };
    let (toml, jsonld) = (of_role(Role::SidecarToml), of_role(Role::SidecarJsonld));
    let with_sidecars = documents.iter().map(|document| {
        let of = |sidecars: &FastMap<Path, _>| sidecars.get(&document.file.path).copied();
        Text { document, toml: of(&toml), jsonld: of(&jsonld) }
    });
    with_sidecars.collect()
}

impl<'a> Text<'a> {
    /// Selectors of the annotations and statements on an article.
    pub(crate) fn selectors(&self) -> impl Iterator<Item = Held<'a>> + use<'a> {
        // a sidecar is visited with its article
        let is_article = matches!(self.document.matter, Matter::Article(_));
        let documents = [Some(self.document).filter(|_| is_article), self.toml, self.jsonld];
        documents.into_iter().flatten().flat_map(|document| {
            document.matter.annotated().into_iter().flat_map(move |annotated| {
                let annotations = annotated.annotations.iter();
                let annotations = annotations.map(move |it| Held::by_annotation(document, it));
                let statements = annotated.statements.iter();
                annotations.chain(statements.map(move |it| Held::by_statement(document, it)))
            })
        })
    }

    /// Whether two texts are the same documents in memory.
    pub fn is_same(&self, other: &Text<'_>) -> bool {
        let places = |it: &Text<'_>| {
            [Some(it.document), it.toml, it.jsonld].map(|it| it.map(std::ptr::from_ref))
        };
        places(self) == places(other)
    }
}
