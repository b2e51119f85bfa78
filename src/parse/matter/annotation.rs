//! Types for annotations, statements and sources.

use crate::base::{Moment, PartialDate, Span, Spanned};
use crate::parse::Prose;

/// Annotations, statements and sources of a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Annotated {
    /// Annotations, in source order.
    pub annotations: Vec<AnnotationMatter>,
    /// Statements, in source order.
    pub statements: Vec<StatementMatter>,
    /// Local sources.
    pub sources: Vec<SourceMatter>,
}

/// Selects a piece of a text: W3C TextQuoteSelector with extensions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selector {
    /// The exact text; `None`: the whole article.
    pub quote: Option<Spanned<String>>,
    /// The selection extends to the end of this text, at its first occurrence after `quote`.
    pub quote_end: Option<Spanned<String>>,
    /// The selection ends before `quote_end`: W3C RangeSelector.
    pub is_end_outside: bool,
    /// Text directly before.
    pub prefix: Option<Spanned<String>>,
    /// Text directly after.
    pub suffix: Option<Spanned<String>>,
    /// Which of several matches, from 1.
    pub occurrence: Option<Spanned<u32>>,
    /// W3C TextPositionSelector: code points of the text stream, half-open.
    pub position: Option<(u32, u32)>,
    /// Span of the position.
    pub position_span: Span,
}

/// One annotation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AnnotationMatter {
    /// Span of its table.
    pub span: Span,
    /// Whether Glossator exported it as an automatic mention, which name matching may find again.
    pub is_by_name: bool,
    /// What it annotates.
    pub selector: Selector,
    /// Entity named by the text.
    pub entity: Option<Spanned<String>>,
    /// Note.
    pub note: Option<Prose>,
    /// Kind of the note.
    pub kind: Option<Spanned<String>>,
    /// One of the 13 W3C motivations; the default if not given.
    pub motivation: String,
    /// Id, for stable links.
    pub id: Option<Spanned<String>>,
    /// The date that the text means.
    pub date: Option<Spanned<PartialDate>>,
    /// Tags.
    pub tags: Vec<String>,
    /// Author.
    pub creator: Option<String>,
    /// Creation time.
    pub created: Option<Spanned<Moment>>,
    /// Modification time.
    pub modified: Option<Spanned<Moment>>,
    /// Certainty.
    pub certainty: Option<Certainty>,
    /// Ids of sources.
    pub sources: Vec<Spanned<String>>,
}

/// Certainty of an annotation or statement.
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

/// A statement: who said what.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StatementMatter {
    /// Span of its table.
    pub span: Span,
    /// The text of the statement.
    pub selector: Selector,
    /// Id, for stable links.
    pub id: Option<Spanned<String>>,
    /// The person or organization whose position it is: entity id or name.
    pub speaker: Option<Spanned<String>>,
    /// Whose words they are, if not the speaker's.
    pub words_of: Option<Spanned<String>>,
    /// `true`: direct, `false`: indirect; `None`: determined by the quotation marks.
    pub is_direct: Option<bool>,
    /// Source ids, entity ids, or `own`.
    pub sources: Vec<Spanned<String>>,
    /// Attribution in the text; `None`: stated if there are sources, otherwise unattributed.
    pub attribution: Option<Attribution>,
    /// Ids of the entities it is about.
    pub about: Vec<Spanned<String>>,
    /// Date of the statement.
    pub date: Option<Spanned<PartialDate>>,
    /// Certainty.
    pub certainty: Option<Certainty>,
    /// A note.
    pub note: Option<Prose>,
    /// Its fact-check.
    pub review: Option<ReviewMatter>,
}

/// A fact-check of a statement (schema.org ClaimReview).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReviewMatter {
    /// Rating.
    pub rating: String,
    /// Web address.
    pub url: Option<Spanned<String>>,
    /// Reviewer.
    pub by: Option<Spanned<String>>,
    /// Date.
    pub date: Option<Spanned<PartialDate>>,
}

/// How the text attributes a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attribution {
    /// The text names the speaker.
    Stated,
    /// The speaker follows from the text.
    Inferred,
    /// “Reportedly”: no speaker named.
    Unattributed,
}

/// One source.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SourceMatter {
    /// Span of its table.
    pub span: Span,
    /// Its id.
    pub id: Spanned<String>,
    /// Kind: agency outlet official document interview social person dataset court own.
    pub kind: Option<Spanned<String>>,
    /// Entity id or name.
    pub publisher: Option<Spanned<String>>,
    /// Its title.
    pub title: Option<String>,
    /// URL.
    pub url: Option<Spanned<String>>,
    /// URL of an archived copy.
    pub archived_url: Option<Spanned<String>>,
    /// Publication date.
    pub date: Option<Spanned<PartialDate>>,
    /// Access date.
    pub accessed: Option<Spanned<PartialDate>>,
    /// Id of the source that published it.
    pub via: Option<Spanned<String>>,
    /// Whether its name, publisher and URL must never be published.
    pub is_anonymous: bool,
    /// Why it is anonymous.
    pub reason: Option<String>,
}
