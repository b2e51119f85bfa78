//! Stage 3: where each annotation, mention and statement stands in one text.

mod byname;
mod closest;
mod context;
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
mod troubles;
mod unplaced;

use std::sync::Arc;

use crate::base::Range;
use crate::names::{EntityIx, FastMap};

pub use crate::names::Agent;
use crate::parse::Document;
use crate::parse::matter::{Attribution, Certainty, Matter, Selector};
use crate::source::Role;

pub(crate) use closest::closest;
pub(crate) use context::{Parts, Terms, is_bare, reword};
pub(crate) use former::{Carried, Comparison, Owner, likeness, parts, remembered, standing};
pub use former::{Digest, Former, Snapshot, Standing};
pub use gather::anchor;
pub(crate) use gather::{NamesIn, names_in};
pub(crate) use haystack::Haystack;
pub use moved::passage;
pub(crate) use quote::{Miss, find};
pub(crate) use statements::is_quoted;

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
    /// The selectors of the annotations and statements.
    pub selectors: Vec<Placed>,
}

/// A selector, who has it, and its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The selector.
    pub digest: Digest,
    /// What else its annotation says.
    pub owner: Digest,
    /// `None` where it has no place, which was told.
    pub place: Option<Range>,
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

    /// Whether others would see the same in it: everything but the places in the text.
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
pub fn texts(documents: &[Arc<Document>]) -> Vec<Text<'_>> {
    let of_role = |role: Role, end: &str| -> FastMap<&str, &Document> {
        let sidecars = documents.iter().filter(|document| document.file.role == role);
        let stems =
            sidecars.filter_map(|it| Some((it.file.path.as_str().strip_suffix(end)?, &**it)));
        stems.collect()
    };
    let toml = of_role(Role::SidecarToml, ".annotations.toml");
    let jsonld = of_role(Role::SidecarJsonld, ".annotations.jsonld");
    let with_sidecars = documents.iter().map(|document| {
        let stem = document.file.path.as_str().strip_suffix(".md");
        let of = |sidecars: &FastMap<&str, _>| stem.and_then(|stem| sidecars.get(stem)).copied();
        Text { document, toml: of(&toml), jsonld: of(&jsonld) }
    });
    with_sidecars.collect()
}

impl<'a> Text<'a> {
    /// Selectors of the annotations and statements on a text, with the documents that hold them and what has them.
    pub(crate) fn selectors(
        &self,
    ) -> impl Iterator<Item = (&'a Document, &'a Selector, Owner<'a>)> + use<'a> {
        // a sidecar is no text: it is looked at with its article
        let is_article = matches!(self.document.matter, Matter::Article(_));
        let documents = [Some(self.document).filter(|_| is_article), self.toml, self.jsonld];
        documents.into_iter().flatten().flat_map(|document| {
            let selectors = document.matter.annotated().into_iter().flat_map(|annotated| {
                let annotations =
                    annotated.annotations.iter().map(|it| (&it.selector, Owner::Annotation(it)));
                let statements = annotated.statements.iter();
                annotations.chain(statements.map(|it| (&it.selector, Owner::Statement(it))))
            });
            selectors.map(move |(selector, owner)| (document, selector, owner))
        })
    }

    /// Whether two texts are the same documents in memory.
    pub fn is_same(&self, other: &Text<'_>) -> bool {
        let is_one = |a: Option<&Document>, b: Option<&Document>| match (a, b) {
            (Some(a), Some(b)) => std::ptr::eq(a, b),
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        };
        std::ptr::eq(self.document, other.document)
            && is_one(self.toml, other.toml)
            && is_one(self.jsonld, other.jsonld)
    }
}
