//! Types for entities.

use crate::base::{PartialDate, Span, Spanned};
use crate::parse::Prose;
use crate::parse::matter::{Certainty, Head, Naming, SourceMatter};

/// An entity: front matter of a file, or one table of a bulk file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EntityMatter {
    /// Span of the file or table.
    pub span: Span,
    /// Common keys; `title` is the entity's `name`.
    pub head: Head,
    /// Id from the key or the file name; empty if neither is valid (reported).
    pub id: Spanned<String>,
    /// Type id (`person`, …) from the key or the folder; empty if neither is valid (reported).
    pub kind: Spanned<String>,
    /// Other names.
    pub aliases: Vec<Spanned<String>>,
    /// Which of its names are matched in texts.
    pub matched: Matched,
    /// Previous ids.
    pub former_ids: Vec<Spanned<String>>,
    /// Sort key in lists.
    pub sort_name: Option<String>,
    /// Shown to distinguish entities with the same name.
    pub disambiguation: Option<String>,
    /// Schemes and identifiers, in source order.
    pub ids: Vec<(String, Spanned<String>)>,
    /// URLs of the same entity elsewhere.
    pub same_as: Vec<Spanned<String>>,
    /// `born founded start published`.
    pub begins: Option<Spanned<PartialDate>>,
    /// `died dissolved end`.
    pub ends: Option<Spanned<PartialDate>>,
    /// Offices held by a person.
    pub roles: Vec<RoleMatter>,
    /// Latitude, longitude in degrees, WGS 84.
    pub coordinates: Option<Spanned<(f64, f64)>>,
    /// Id of the place or organization that contains it.
    pub within: Option<Spanned<String>>,
    /// Id of the place of an event.
    pub place: Option<Spanned<String>>,
    /// Ids of participants in an event.
    pub participants: Vec<Spanned<String>>,
    /// Typed, dated, sourced relations.
    pub relations: Vec<RelationMatter>,
    /// Local sources.
    pub sources: Vec<SourceMatter>,
    /// Language tags and names.
    pub names: Vec<(Spanned<String>, NamesMatter)>,
    /// Entities and surface forms of the profile (`entities mentions link`).
    pub naming: Naming,
}

/// Which of an entity's names are matched in texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Matched {
    /// Name and aliases.
    #[default]
    All,
    /// None.
    None,
    /// Only these forms.
    Forms(Vec<Spanned<String>>),
}

/// Names of an entity in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamesMatter {
    /// Preferred name.
    pub name: Option<Spanned<String>>,
    /// Other names.
    pub aliases: Vec<Spanned<String>>,
    /// One-line description.
    pub description: Option<String>,
}

/// An office held by a person.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RoleMatter {
    /// Title of the office.
    pub title: String,
    /// Entity id or name.
    pub organization: Option<Spanned<String>>,
    /// Start.
    pub from: Option<Spanned<PartialDate>>,
    /// End.
    pub to: Option<Spanned<PartialDate>>,
    /// Certainty.
    pub certainty: Option<Certainty>,
    /// Ids of sources.
    pub sources: Vec<Spanned<String>>,
}

/// A relation to another entity.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RelationMatter {
    /// A configured kind.
    pub kind: Spanned<String>,
    /// Entity id.
    pub target: Spanned<String>,
    /// Start.
    pub from: Option<Spanned<PartialDate>>,
    /// End.
    pub to: Option<Spanned<PartialDate>>,
    /// Certainty.
    pub certainty: Option<Certainty>,
    /// Ids of sources.
    pub sources: Vec<Spanned<String>>,
    /// A note.
    pub note: Option<Prose>,
}
