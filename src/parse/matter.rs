//! What front matter and bulk tables say, as types: every key of FORMAT sections 2, 3, 4 and 5.

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

/// What a file's tables say, by the file's role.
#[derive(Clone, Debug, PartialEq)]
pub enum Matter {
    /// An article.
    Article(Box<ArticleMatter>),
    /// One entity, with a profile as body.
    Entity(Box<EntityMatter>),
    /// A plain page, a folder's text, the home page.
    Page(Box<PageMatter>),
    /// A bulk file of entities.
    Entities(Vec<EntityMatter>),
    /// A bulk file of sources.
    Sources(Vec<SourceMatter>),
    /// A sidecar `x.annotations.toml`.
    Sidecar(Box<Sidecar>),
    /// A sidecar `x.annotations.jsonld`: annotations, statements and sources, read as ours.
    SidecarJsonld(Box<Annotated>),
}

impl Matter {
    /// The annotations, statements and sources of an article or of one of its sidecars.
    pub fn annotated(&self) -> Option<&Annotated> {
        match self {
            Self::Article(article) => Some(&article.annotated),
            Self::Sidecar(sidecar) => Some(&sidecar.annotated),
            Self::SidecarJsonld(annotated) => Some(annotated),
            Self::Entity(_) | Self::Page(_) | Self::Entities(_) | Self::Sources(_) => None,
        }
    }
}

/// Keys of every kind of page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Head {
    /// Plain text; empty where it is missing (told for articles).
    pub title: Spanned<String>,
    /// Standfirst of an article, one line of an entity.
    pub description: Option<String>,
    /// BCP 47, canonical.
    pub lang: Option<Spanned<String>>,
    /// Lead image.
    pub image: Option<ImageMatter>,
    /// Left out unless asked for.
    pub is_draft: bool,
    /// Template in place of the kind's own.
    pub template: Option<Spanned<String>>,
    /// Last segment of the address.
    pub slug: Option<Spanned<String>>,
    /// The whole address: begins and ends with `/`.
    pub path: Option<Spanned<String>>,
    /// Addresses that redirect here: begin with `/`.
    pub redirect_from: Vec<Spanned<String>>,
    /// The author's own table.
    pub extra: Table,
    /// A table of contents.
    pub has_toc: bool,
}

/// Who and what a text names.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Naming {
    /// Ids of the entities whose names are matched.
    pub entities: Vec<Spanned<String>>,
    /// Ids of the main subjects, in order.
    pub about: Vec<Spanned<String>>,
    /// What a form means in this text: an entity id; `None`: never a mention. In the order written.
    pub mentions: Vec<(Spanned<String>, Option<Spanned<String>>)>,
    /// Whose names are matched; the configuration's if absent.
    pub scope: Option<Scope>,
    /// Which automatic mentions are links; the configuration's if absent.
    pub link: Option<LinkMode>,
}

/// `x.annotations.toml`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sidecar {
    /// `entities`, `mentions` (and nothing else of [`Naming`]).
    pub naming: Naming,
    /// `annotations statements sources`.
    pub annotated: Annotated,
}

/// Front matter of an article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ArticleMatter {
    /// Title, description and the like.
    pub head: Head,
    /// Published; from the front matter, else from the file name.
    pub date: Option<Spanned<Moment>>,
    /// Last changed by an editor.
    pub updated: Option<Spanned<Moment>>,
    /// What time the text is about.
    pub temporal: Option<Spanned<PartialDate>>,
    /// Entity ids or names.
    pub authors: Vec<Spanned<String>>,
    /// Label over the title.
    pub kicker: Option<String>,
    /// Source path of the text this one translates.
    pub translation_of: Option<Spanned<String>>,
    /// Topics.
    pub tags: Vec<Spanned<String>>,
    /// An ordered dossier.
    pub storyline: Option<Spanned<String>>,
    /// Place in the storyline.
    pub position: Option<i64>,
    /// Entities and names.
    pub naming: Naming,
    /// Annotations, statements, sources.
    pub annotated: Annotated,
    /// Editor's notes, corrections.
    pub notices: Vec<NoticeMatter>,
    /// First published elsewhere.
    pub canonical_url: Option<Spanned<String>>,
    /// Where it comes from.
    pub origin: Option<OriginMatter>,
}

/// Front matter of a plain page, a section or the home page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PageMatter {
    /// Title, description and the like.
    pub head: Head,
    /// Entities and names.
    pub naming: Naming,
}

/// An editor's note.
#[derive(Clone, Debug, PartialEq)]
pub struct NoticeMatter {
    /// Where its table stands.
    pub span: Span,
    /// What kind.
    pub kind: NoticeKind,
    /// When.
    pub date: Option<Spanned<Moment>>,
    /// What it says.
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
    /// `correction` …: as it is written.
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
    /// A file, as links are written.
    pub src: Spanned<String>,
    /// What it shows; may be empty, never missing.
    pub alt: String,
    /// Words under it.
    pub caption: Option<Prose>,
    /// Whose it is.
    pub credit: Option<String>,
}

/// Where an article was first published.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OriginMatter {
    /// Entity id or name.
    pub publisher: Option<Spanned<String>>,
    /// Its address there.
    pub url: Option<Spanned<String>>,
    /// When.
    pub date: Option<Spanned<Moment>>,
    /// On what terms it may be used.
    pub license: Option<String>,
}
