//! Types for entities.

use crate::base::{PartialDate, Span, Spanned};
use crate::parse::Prose;
use crate::parse::format::{
    DATE, PROSE, REQUIRED, REQUIRED_TEXT, TEXT, choice, in_order, line, words,
};
use crate::parse::hints::PAGE_KEYS;
use crate::parse::matter::{Certainty, Head, Naming, SourceMatter};
use crate::parse::table::{Format, Kind, table};

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

table! {
    /// Names of an entity in one language.
    pub struct NamesMatter {
        /// Preferred name.
        name: Option<Spanned<String>> = line(Kind::Line),
        /// Other names.
        aliases: Vec<Spanned<String>> = words(Kind::Words),
        /// One-line description.
        description: Option<String> = TEXT,
    }
    hints {
        "alias" => "`aliases`",
    }
}

table! {
    /// An office held by a person.
    pub struct RoleMatter {
        /// Title of the office.
        title: String = REQUIRED_TEXT,
        /// Entity id or name.
        organization: Option<Spanned<String>> = line(Kind::Agent),
        /// Start.
        from: Option<Spanned<PartialDate>> = DATE,
        /// End.
        to: Option<Spanned<PartialDate>> = DATE,
        /// How certain it is.
        certainty: Option<Certainty> = choice::<Certainty>(),
        /// Ids of sources.
        sources: Vec<Spanned<String>> = words(Kind::Sources),
    }
    hints {
        "org" => "`organization`",
        "start" => "`from`",
        "end" => "`to`",
        "name" => "`title`",
    }
}

table! {
    /// A relation to another entity.
    pub struct RelationMatter {
        /// A configured kind.
        kind: Spanned<String> = REQUIRED,
        /// Entity id.
        target: Spanned<String> = REQUIRED,
        /// Start.
        from: Option<Spanned<PartialDate>> = DATE,
        /// End.
        to: Option<Spanned<PartialDate>> = DATE,
        /// How certain it is.
        certainty: Option<Certainty> = choice::<Certainty>(),
        /// Ids of sources.
        sources: Vec<Spanned<String>> = words(Kind::Sources),
        /// A note, in Markdown.
        note: Option<Prose> = PROSE,
    }
    hints {
        "type" => "`kind`",
        "entity" => "`target`",
        "to_entity" => "`target`",
    }
}

impl RoleMatter {
    /// A list of roles.
    pub(crate) const LIST: Format<Vec<Self>> = Format {
        kind: Kind::Tables(Self::FIELDS),
        read: |reader, key, config| {
            reader.tables(key, |mut table| {
                let role = Self::read(&mut table, config, &[]);
                in_order(&mut table, role.from.as_ref(), role.to.as_ref());
                table.finish(Self::HINTS, PAGE_KEYS);
                Some(role)
            })
        },
    };
}

impl RelationMatter {
    /// A list of relations.
    pub(crate) const LIST: Format<Vec<Self>> = Format {
        kind: Kind::Tables(Self::FIELDS),
        read: |reader, key, config| {
            reader.tables(key, |mut table| {
                let relation = Self::read(&mut table, config, &[]);
                in_order(&mut table, relation.from.as_ref(), relation.to.as_ref());
                table.finish(Self::HINTS, PAGE_KEYS);
                Some(relation)
            })
        },
    };
}
