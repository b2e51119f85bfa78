//! Types for front matter and bulk files: every key of FORMAT sections 2, 3, 4 and 5.

mod annotation;
mod certainty;
mod entity;
mod naming;
mod selector;
mod source;
mod statement;

use crate::base::{Moment, PartialDate, Span, Spanned};
use crate::data::Table;
use crate::parse::Prose;
use crate::parse::format::{Choice, DATE, MOMENT, PROSE, TEXT, WEB, choice, line, words};
use crate::parse::matter::naming::MENTIONS;
use crate::parse::table::{Format, Kind, table};
use crate::source::config::{LinkMode, Scope};
use crate::source::{LINK_MODES, SCOPES};

pub use annotation::{Annotated, AnnotationMatter};
pub(crate) use annotation::{MOTIVATIONS, default_motivation};
pub use certainty::Certainty;
pub use entity::{EntityMatter, Matched, NamesMatter, RelationMatter, RoleMatter};
pub use selector::Selector;
#[cfg(feature = "cli")]
pub(crate) use source::SOURCE_KINDS;
pub use source::SourceMatter;
pub use statement::{Attribution, ReviewMatter, StatementMatter};

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
    /// Front matter keys common to all kinds of pages; `None` for other documents.
    pub fn head(&self) -> Option<&Head> {
        match self {
            Self::Article(article) => Some(&article.head),
            Self::Entity(entity) => Some(&entity.head),
            Self::Page(page) => Some(&page.head),
            Self::Entities(_) | Self::Sources(_) | Self::Sidecar(_) | Self::SidecarJsonld(_) => {
                None
            }
        }
    }

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

table! {
    /// Entities and surface forms of a text.
    pub struct Naming {
        /// Ids of entities whose names are matched.
        entities: Vec<Spanned<String>> = words(Kind::Entities),
        /// What a form means in this text: the id of an entity, or `false`: never a mention.
        mentions: Vec<(Spanned<String>, Option<Spanned<String>>)> = MENTIONS,
        /// Ids of the main subjects, most important first.
        about: Vec<Spanned<String>> = words(Kind::Entities),
        /// Whose names are matched; default: as configured.
        scope: Option<Scope> = choice::<Scope>(),
        /// Which automatic mentions become links; default: as configured.
        link: Option<LinkMode> = choice::<LinkMode>(),
    }
}

/// `x.annotations.toml`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sidecar {
    /// `entities` and `mentions`; the rest of [`Naming`] is empty.
    pub naming: Naming,
    /// `annotations statements sources`.
    pub annotated: Annotated,
}

table! {
    /// Front matter of an article.
    pub struct ArticleMatter {
        /// When it was published; if absent, the date in the file name.
        date: Option<Spanned<Moment>> = MOMENT,
        /// When an editor last changed it.
        updated: Option<Spanned<Moment>> = MOMENT,
        /// The time that the text is about.
        temporal: Option<Spanned<PartialDate>> = DATE,
        /// Entity ids or names; may be empty.
        authors: Vec<Spanned<String>> = words(Kind::Agents),
        /// A label above the title.
        kicker: Option<String> = TEXT,
        /// Source path of the translated article, if the file names do not show it.
        translation_of: Option<Spanned<String>> = line(Kind::Line),
        /// Topics, each with a page.
        tags: Vec<Spanned<String>> = words(Kind::Words),
        /// Series of articles that it belongs to.
        storyline: Option<Spanned<String>> = line(Kind::Line),
        /// Position in the storyline.
        position: Option<i64> = POSITION,
        /// Entities and names.
        naming: Naming = Naming::INSIDE,
        /// Annotations, statements, sources.
        annotated: Annotated = Annotated::INSIDE,
        /// Updates and corrections.
        notices: Vec<NoticeMatter> = NOTICES,
        /// Address of the first publication elsewhere.
        canonical_url: Option<Spanned<String>> = WEB,
        /// First publication elsewhere.
        origin: Option<OriginMatter> = ORIGIN,
    }
    plain {
        /// Common keys.
        head: Head,
    }
}

const POSITION: Format<Option<i64>> = Format {
    kind: Kind::Number,
    read: |reader, key, _| reader.integer(key).map(|number| number.value),
};

const NOTICES: Format<Vec<NoticeMatter>> = Format {
    kind: Kind::Tables(NoticeKeys::FIELDS),
    read: |reader, key, config| {
        reader.tables(key, |mut table| {
            for key in ["kind", "text"] {
                if table.node(key).is_none() {
                    table.required(key);
                }
            }
            let span = table.span();
            let NoticeKeys { kind, date, text } = NoticeKeys::whole(table, config);
            Some(NoticeMatter { span, kind: kind?, date, text: text? })
        })
    },
};

table! {
    /// An editor's note as written.
    pub struct NoticeKeys {
        /// What it is.
        kind: Option<NoticeKind> = choice::<NoticeKind>(),
        /// Date of the note.
        date: Option<Spanned<Moment>> = MOMENT,
        /// Text, in Markdown.
        text: Option<Prose> = PROSE,
    }
    hints {
        "note" => "`text`",
        "body" => "`text`",
        "type" => "`kind`",
    }
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

impl Choice for NoticeKind {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("editors-note", Self::EditorsNote),
        ("update", Self::Update),
        ("correction", Self::Correction),
        ("clarification", Self::Clarification),
        ("retraction", Self::Retraction),
    ];
}

impl NoticeKind {
    /// The kind as written in front matter: `correction`.
    pub fn id(self) -> &'static str {
        self.word()
    }
}

impl Choice for Scope {
    const WORDS: &'static [(&'static str, Self)] = SCOPES;
}

impl Choice for LinkMode {
    const WORDS: &'static [(&'static str, Self)] = LINK_MODES;
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

table! {
    /// First publication of an article elsewhere.
    pub struct OriginMatter {
        /// Entity id or name.
        publisher: Option<Spanned<String>> = line(Kind::Agent),
        /// Address there.
        url: Option<Spanned<String>> = WEB,
        /// Date of that publication.
        date: Option<Spanned<Moment>> = MOMENT,
        /// License.
        license: Option<String> = TEXT,
    }
    hints {
        "licence" => "`license`",
        "name" => "`publisher`",
    }
}

const ORIGIN: Format<Option<OriginMatter>> = Format {
    kind: Kind::Table(OriginMatter::FIELDS),
    read: |reader, key, config| Some(OriginMatter::whole(reader.table(key)?, config)),
};
