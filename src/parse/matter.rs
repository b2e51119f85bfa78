//! Types for front matter and bulk files: every key of FORMAT sections 2, 3, 4 and 5.

mod annotation;
mod entity;

use crate::base::{Moment, PartialDate, Span, Spanned};
use crate::data::Table;
use crate::parse::Prose;
use crate::source::config::{LinkMode, Scope};

pub use annotation::{
    Annotated, AnnotationMatter, Attribution, Certainty, ReviewMatter, Selector, SourceMatter,
    StatementMatter,
};
pub use entity::{EntityMatter, Matched, NamesMatter, RelationMatter, RoleMatter};

/// Structured data of a file, by its role.
#[derive(Clone, Debug, PartialEq)]
pub enum Matter {
    /// An article.
    Article(Box<ArticleMatter>),
    /// An entity with a profile.
    Entity(Box<EntityMatter>),
    /// A plain page, section or home page.
    Page(Box<PageMatter>),
    /// A bulk file of entities.
    Entities(Vec<EntityMatter>),
    /// A bulk file of sources.
    Sources(Vec<SourceMatter>),
    /// A sidecar `x.annotations.toml`.
    Sidecar(Box<Sidecar>),
    /// A sidecar `x.annotations.jsonld`.
    SidecarJsonld(Box<Annotated>),
}

impl Matter {
    /// Annotations, statements and sources of an article or sidecar.
    pub fn annotated(&self) -> Option<&Annotated> {
        match self {
            Self::Article(article) => Some(&article.annotated),
            Self::Sidecar(sidecar) => Some(&sidecar.annotated),
            Self::SidecarJsonld(annotated) => Some(annotated),
            Self::Entity(_) | Self::Page(_) | Self::Entities(_) | Self::Sources(_) => None,
        }
    }
}

/// Keys common to all pages.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Head {
    /// Plain text; empty if missing (reported for articles).
    pub title: Spanned<String>,
    /// Standfirst of an article, or one-line description of an entity.
    pub description: Option<String>,
    /// BCP 47 tag, canonical.
    pub lang: Option<Spanned<String>>,
    /// Lead image.
    pub image: Option<ImageMatter>,
    /// Whether it is built only on request.
    pub is_draft: bool,
    /// Template that replaces the default one.
    pub template: Option<Spanned<String>>,
    /// Last segment of the URL.
    pub slug: Option<Spanned<String>>,
    /// The whole URL path, with `/` at both ends.
    pub path: Option<Spanned<String>>,
    /// URL paths that redirect here, beginning with `/`.
    pub redirect_from: Vec<Spanned<String>>,
    /// The author's own data.
    pub extra: Table,
    /// Whether to show a table of contents.
    pub has_toc: bool,
}

/// Entities and surface forms of a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Naming {
    /// Ids of entities whose names are matched.
    pub entities: Vec<Spanned<String>>,
    /// Ids of the main subjects, in order.
    pub about: Vec<Spanned<String>>,
    /// Surface forms and their entity ids, in source order; `None`: never a mention.
    pub mentions: Vec<(Spanned<String>, Option<Spanned<String>>)>,
    /// Which names are matched; `None`: as configured.
    pub scope: Option<Scope>,
    /// Which automatic mentions become links; `None`: as configured.
    pub link: Option<LinkMode>,
}

/// `x.annotations.toml`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sidecar {
    /// `entities` and `mentions`; the rest of [`Naming`] is empty.
    pub naming: Naming,
    /// `annotations statements sources`.
    pub annotated: Annotated,
}

/// Front matter of an article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ArticleMatter {
    /// Common keys.
    pub head: Head,
    /// Publication time from the front matter, otherwise from the file name.
    pub date: Option<Spanned<Moment>>,
    /// Time of the last edit.
    pub updated: Option<Spanned<Moment>>,
    /// Time that the text is about.
    pub temporal: Option<Spanned<PartialDate>>,
    /// Entity ids or names.
    pub authors: Vec<Spanned<String>>,
    /// Label above the title.
    pub kicker: Option<String>,
    /// Source path of the translated article.
    pub translation_of: Option<Spanned<String>>,
    /// Topics.
    pub tags: Vec<Spanned<String>>,
    /// Series of articles it belongs to.
    pub storyline: Option<Spanned<String>>,
    /// Position in the storyline.
    pub position: Option<i64>,
    /// Entities and names.
    pub naming: Naming,
    /// Annotations, statements, sources.
    pub annotated: Annotated,
    /// Editor's notes and corrections.
    pub notices: Vec<NoticeMatter>,
    /// URL of the first publication elsewhere.
    pub canonical_url: Option<Spanned<String>>,
    /// First publication elsewhere.
    pub origin: Option<OriginMatter>,
}

/// Front matter of a plain page, a section or the home page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PageMatter {
    /// Common keys.
    pub head: Head,
    /// Entities and names.
    pub naming: Naming,
}

/// An editor's note.
#[derive(Clone, Debug, PartialEq)]
pub struct NoticeMatter {
    /// Span of its table.
    pub span: Span,
    /// Kind.
    pub kind: NoticeKind,
    /// Date of the note.
    pub date: Option<Spanned<Moment>>,
    /// Text.
    pub text: Prose,
}

/// Kinds of editor's notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// `editors-note`
    EditorsNote,
    /// `update`
    Update,
    /// `correction`
    Correction,
    /// `clarification`
    Clarification,
    /// `retraction`
    Retraction,
}

impl NoticeKind {
    /// The kind as written in front matter: `correction`.
    pub fn id(self) -> &'static str {
        match self {
            Self::EditorsNote => "editors-note",
            Self::Update => "update",
            Self::Correction => "correction",
            Self::Clarification => "clarification",
            Self::Retraction => "retraction",
        }
    }
}

/// A lead image.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImageMatter {
    /// File path or URL, as in links.
    pub src: Spanned<String>,
    /// Alternative text; may be empty.
    pub alt: String,
    /// Caption.
    pub caption: Option<Prose>,
    /// Credit.
    pub credit: Option<String>,
}

/// First publication of an article elsewhere.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OriginMatter {
    /// Entity id or name.
    pub publisher: Option<Spanned<String>>,
    /// URL there.
    pub url: Option<Spanned<String>>,
    /// Date of that publication.
    pub date: Option<Spanned<Moment>>,
    /// License.
    pub license: Option<String>,
}
