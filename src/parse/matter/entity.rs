//! What the tables of an entity say, as types.

use crate::base::{PartialDate, Span, Spanned};
use crate::parse::Prose;
use crate::parse::matter::{Certainty, Head, Naming, SourceMatter};

/// An entity: front matter of a file, or one table of a bulk file.
#[derive(Clone, Debug, Default, PartialEq)]
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
#[derive(Clone, Debug, Default, PartialEq)]
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
#[derive(Clone, Debug, Default, PartialEq)]
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
