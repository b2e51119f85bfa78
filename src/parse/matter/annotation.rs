//! What annotations, statements and sources say, as types.

use crate::base::{Moment, PartialDate, Span, Spanned};
use crate::parse::Prose;

/// What was said about a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Annotated {
    /// Annotations, in the order written.
    pub annotations: Vec<AnnotationMatter>,
    /// Statements, in the order written.
    pub statements: Vec<StatementMatter>,
    /// Local sources.
    pub sources: Vec<SourceMatter>,
}

/// What anchors something to a text: W3C TextQuoteSelector and our additions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selector {
    /// The exact words; `None`: the whole article.
    pub quote: Option<Spanned<String>>,
    /// The span runs to the end of the first such text after `quote`.
    pub quote_end: Option<Spanned<String>>,
    /// The span runs only up to `quote_end`: W3C RangeSelector.
    pub is_end_outside: bool,
    /// Words right before.
    pub prefix: Option<Spanned<String>>,
    /// Words right after.
    pub suffix: Option<Spanned<String>>,
    /// Which of the places that match, from 1.
    pub occurrence: Option<Spanned<u32>>,
    /// W3C TextPositionSelector: code points of the text stream, half-open.
    pub position: Option<(u32, u32)>,
    /// Where the position is written.
    pub position_span: Span,
}

/// One annotation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AnnotationMatter {
    /// Where its table stands.
    pub span: Span,
    /// Whether our own export says that it is a mention found by name, which the names may say again.
    pub is_by_name: bool,
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
    /// When it was last changed.
    pub modified: Option<Spanned<Moment>>,
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
#[derive(Clone, Debug, Default, PartialEq)]
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
    /// A check of it.
    pub review: Option<ReviewMatter>,
}

/// A check of a statement (schema.org ClaimReview).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ReviewMatter {
    /// What it found.
    pub rating: String,
    /// Where it is; a web address.
    pub url: Option<Spanned<String>>,
    /// Who checked.
    pub by: Option<Spanned<String>>,
    /// When.
    pub date: Option<Spanned<PartialDate>>,
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
#[derive(Clone, Debug, Default, PartialEq)]
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
