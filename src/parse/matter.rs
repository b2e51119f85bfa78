//! Front matter and bulk tables as types: every key of FORMAT sections 2, 3, 4 and 5.

use crate::base::{Moment, PartialDate, Span, Spanned};
use crate::parse::Prose;
use crate::source::config::{LinkMode, Scope};
use crate::source::data::{Node, Table};

/// What a file's tables say, by the file's role.
#[derive(Clone, Debug)]
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
    /// A sidecar `x.annotations.jsonld`: the annotations, read as ours.
    SidecarJsonld(Vec<AnnotationMatter>),
}

/// Keys of every kind of page.
#[derive(Clone, Debug, Default)]
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
#[derive(Clone, Debug, Default)]
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

/// What was said about a text.
#[derive(Clone, Debug, Default)]
pub struct Annotated {
    /// Annotations, in the order written.
    pub annotations: Vec<AnnotationMatter>,
    /// Statements, in the order written.
    pub statements: Vec<StatementMatter>,
    /// Local sources.
    pub sources: Vec<SourceMatter>,
}

/// `x.annotations.toml`.
#[derive(Clone, Debug, Default)]
pub struct Sidecar {
    /// `entities`, `mentions` (and nothing else of [`Naming`]).
    pub naming: Naming,
    /// `annotations statements sources`.
    pub annotated: Annotated,
}

/// Front matter of an article.
#[derive(Clone, Debug, Default)]
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
#[derive(Clone, Debug, Default)]
pub struct PageMatter {
    /// Title, description and the like.
    pub head: Head,
    /// Entities and names.
    pub naming: Naming,
}

/// An entity: front matter of a file, or one table of a bulk file.
#[derive(Clone, Debug, Default)]
pub struct EntityMatter {
    /// Where the file or the table stands.
    pub span: Span,
    /// `title` is the entity's `name`; `description`, `image` and the like.
    pub head: Head,
    /// Its id, from the key or the file name; empty if neither gives one (told).
    pub id: Spanned<String>,
    /// `person`, …; from the key or the parent folder; empty if neither (told).
    pub kind: Spanned<String>,
    /// Other names.
    pub aliases: Vec<Spanned<String>>,
    /// Which names are matched in texts.
    pub matched: Matched,
    /// Ids it had.
    pub former_ids: Vec<Spanned<String>>,
    /// Order in lists.
    pub sort_name: Option<String>,
    /// Shown where two share a name.
    pub disambiguation: Option<String>,
    /// Scheme → identifier, in the order written.
    pub ids: Vec<(String, Spanned<String>)>,
    /// Pages elsewhere about the same.
    pub same_as: Vec<Spanned<String>>,
    /// `born founded start published`.
    pub begins: Option<Spanned<PartialDate>>,
    /// `died dissolved end`.
    pub ends: Option<Spanned<PartialDate>>,
    /// Offices of a person.
    pub roles: Vec<RoleMatter>,
    /// Latitude, longitude in degrees, WGS 84.
    pub coordinates: Option<Spanned<(f64, f64)>>,
    /// Id of what it is part of.
    pub within: Option<Spanned<String>>,
    /// Id of the place of an event.
    pub place: Option<Spanned<String>>,
    /// Ids of those who took part in an event.
    pub participants: Vec<Spanned<String>>,
    /// Typed, dated, sourced relations.
    pub relations: Vec<RelationMatter>,
    /// Local sources.
    pub sources: Vec<SourceMatter>,
    /// Names in other languages: tag, names.
    pub names: Vec<(Spanned<String>, NamesMatter)>,
    /// Entities named in the profile (`entities mentions link`).
    pub naming: Naming,
}

/// Which of an entity's names are matched in texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Matched {
    /// Its name and aliases.
    #[default]
    All,
    /// None.
    None,
    /// Just these forms.
    Forms(Vec<Spanned<String>>),
}

/// Names of an entity in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamesMatter {
    /// Preferred name.
    pub name: Option<Spanned<String>>,
    /// Other names.
    pub aliases: Vec<Spanned<String>>,
    /// One line.
    pub description: Option<String>,
}

/// An office held.
#[derive(Clone, Debug, Default)]
pub struct RoleMatter {
    /// Its name.
    pub title: String,
    /// Entity id or name.
    pub organization: Option<Spanned<String>>,
    /// From when.
    pub from: Option<Spanned<PartialDate>>,
    /// Until when.
    pub to: Option<Spanned<PartialDate>>,
    /// How sure.
    pub certainty: Option<Certainty>,
    /// Ids of sources.
    pub sources: Vec<Spanned<String>>,
}

/// A relation to another entity.
#[derive(Clone, Debug, Default)]
pub struct RelationMatter {
    /// A kind that the configuration declares.
    pub kind: Spanned<String>,
    /// Entity id.
    pub target: Spanned<String>,
    /// From when.
    pub from: Option<Spanned<PartialDate>>,
    /// Until when.
    pub to: Option<Spanned<PartialDate>>,
    /// How sure.
    pub certainty: Option<Certainty>,
    /// Ids of sources.
    pub sources: Vec<Spanned<String>>,
    /// A remark in Markdown.
    pub note: Option<Prose>,
}

/// What anchors something to a text: W3C TextQuoteSelector and our additions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selector {
    /// The exact words; `None`: the whole article.
    pub quote: Option<Spanned<String>>,
    /// The span runs to the end of the first such text after `quote`.
    pub quote_end: Option<Spanned<String>>,
    /// Words right before.
    pub prefix: Option<Spanned<String>>,
    /// Words right after.
    pub suffix: Option<Spanned<String>>,
    /// Which of the places that match, from 1.
    pub occurrence: Option<Spanned<u32>>,
    /// W3C TextPositionSelector: code points of the text stream, half-open.
    pub position: Option<(u32, u32)>,
}

/// One annotation.
#[derive(Clone, Debug, Default)]
pub struct AnnotationMatter {
    /// Where its table stands.
    pub span: Span,
    /// What it is on.
    pub selector: Selector,
    /// Identifying: the entity that the words name.
    pub entity: Option<Spanned<String>>,
    /// Commenting: the note.
    pub note: Option<Prose>,
    /// Kind of the note.
    pub kind: Option<Spanned<String>>,
    /// One of the 13 W3C motivations; the default filled in.
    pub motivation: String,
    /// Stable fragment.
    pub id: Option<Spanned<String>>,
    /// What date the words mean.
    pub date: Option<Spanned<PartialDate>>,
    /// Its topics.
    pub tags: Vec<String>,
    /// Who wrote it.
    pub creator: Option<String>,
    /// When it was written.
    pub created: Option<Spanned<Moment>>,
    /// How sure.
    pub certainty: Option<Certainty>,
    /// Ids of sources.
    pub sources: Vec<Spanned<String>>,
}

/// How sure somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// `high`
    High,
    /// `medium`
    Medium,
    /// `low`
    Low,
    /// `unknown`
    Unknown,
}

/// One statement: who said what.
#[derive(Clone, Debug, Default)]
pub struct StatementMatter {
    /// Where its table stands.
    pub span: Span,
    /// What it is on.
    pub selector: Selector,
    /// Stable fragment.
    pub id: Option<Spanned<String>>,
    /// Whose position: entity id or name.
    pub speaker: Option<Spanned<String>>,
    /// Whose words, where not the speaker's.
    pub words_of: Option<Spanned<String>>,
    /// `true` direct, `false` indirect; `None`: as the quotation marks say.
    pub is_direct: Option<bool>,
    /// Source ids, entity ids, or `own`.
    pub sources: Vec<Spanned<String>>,
    /// How the text attributes it; `None`: stated with sources, else unattributed.
    pub attribution: Option<Attribution>,
    /// Entity ids.
    pub about: Vec<Spanned<String>>,
    /// When it was said.
    pub date: Option<Spanned<PartialDate>>,
    /// How sure.
    pub certainty: Option<Certainty>,
    /// A remark.
    pub note: Option<Prose>,
    /// A check of it: `rating url by date`.
    pub review: Option<Node>,
}

/// How a text attributes a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attribution {
    /// The text says who.
    Stated,
    /// It follows from the text.
    Inferred,
    /// “Reportedly”: nobody named.
    Unattributed,
}

/// One source.
#[derive(Clone, Debug, Default)]
pub struct SourceMatter {
    /// Where its table stands.
    pub span: Span,
    /// Its id.
    pub id: Spanned<String>,
    /// agency outlet official document interview social person dataset court own.
    pub kind: Option<Spanned<String>>,
    /// Entity id or name.
    pub publisher: Option<Spanned<String>>,
    /// Its title.
    pub title: Option<String>,
    /// Where it is.
    pub url: Option<Spanned<String>>,
    /// Where a copy is.
    pub archived_url: Option<Spanned<String>>,
    /// When it was published.
    pub date: Option<Spanned<PartialDate>>,
    /// When it was read.
    pub accessed: Option<Spanned<PartialDate>>,
    /// Id of the source that carried it.
    pub via: Option<Spanned<String>>,
    /// No name, publisher or URL of it is ever put out.
    pub is_anonymous: bool,
    /// Why it is anonymous.
    pub reason: Option<String>,
}

/// An editor's note.
#[derive(Clone, Debug)]
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

/// A lead image.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImageMatter {
    /// A file, as links are written.
    pub src: Spanned<String>,
    /// What it shows; may be empty, never missing.
    pub alt: String,
    /// Words under it.
    pub caption: Option<String>,
    /// Whose it is.
    pub credit: Option<String>,
}

/// Where an article was first published.
#[derive(Clone, Debug, Default)]
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
