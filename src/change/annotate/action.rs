//! The actions that change an article: the protocol of docs/editing.md.

use std::collections::BTreeMap;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

use crate::change::annotate::fields::{Field, List};

/// An action on an article. In JSON an object whose `action` is the variant's name in lower case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "lowercase")]
pub enum Action {
    /// Marks words as a mention of an entity.
    Mention(MarkMention),
    /// Makes a form name an entity everywhere in the article.
    Every(Every),
    /// Adds a note on words or on the whole article.
    Note(#[serde(deserialize_with = "note")] NewTable),
    /// Marks words as a statement.
    Statement(#[serde(deserialize_with = "statement")] NewTable),
    /// Adds a source to the article.
    Source(#[serde(deserialize_with = "source")] NewTable),
    /// Changes the fields or the words of something marked.
    Change(Change),
    /// Deletes something marked.
    Delete(Delete),
    /// Creates an entity in a file of its own.
    Entity(NewEntity),
    /// Lists an entity in the article, so that its names are found.
    Accept(Named),
    /// Excludes a form from the mentions of the article.
    Reject(Form),
}

impl Action {
    /// Its name in JSON.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Mention(_) => "mention",
            Self::Every(_) => "every",
            Self::Note(_) => "note",
            Self::Statement(_) => "statement",
            Self::Source(_) => "source",
            Self::Change(_) => "change",
            Self::Delete(_) => "delete",
            Self::Entity(_) => "entity",
            Self::Accept(_) => "accept",
            Self::Reject(_) => "reject",
        }
    }
}

/// A range of an article's text stream.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Points {
    /// First code point.
    pub start: u32,
    /// Code point after the last.
    pub end: u32,
    /// The text there as the caller saw it; if it has changed since, nothing is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// See [`Action::Mention`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarkMention {
    /// The words to mark.
    pub range: Points,
    /// The id of the entity.
    pub entity: String,
    /// `high medium low unknown`.
    #[serde(default)]
    pub certainty: Option<String>,
}

/// See [`Action::Every`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Every {
    /// The words as they appear in the text.
    pub form: String,
    /// The id of the entity.
    pub entity: String,
}

/// See [`Action::Note`], [`Action::Statement`] and [`Action::Source`]: a new table.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize)]
pub struct NewTable {
    /// The words to mark; `None` for a note on the whole article, and for a source.
    #[serde(default)]
    pub range: Option<Points>,
    /// Values by key, as in [`Change::set`]; `null` and an empty list count as absent.
    #[serde(flatten)]
    pub fields: BTreeMap<String, Option<Field>>,
}

fn note<'de, D: Deserializer<'de>>(from: D) -> Result<NewTable, D::Error> {
    // these two make something else of it
    new_table(from, List::Annotations, "note", &["entity", "motivation"])
}

fn statement<'de, D: Deserializer<'de>>(from: D) -> Result<NewTable, D::Error> {
    new_table(from, List::Statements, "range", &[])
}

fn source<'de, D: Deserializer<'de>>(from: D) -> Result<NewTable, D::Error> {
    new_table(from, List::Sources, "id", &[])
}

/// Refuses keys that the table does not have, or not in a new one.
fn new_table<'de, D: Deserializer<'de>>(
    from: D,
    list: List,
    required: &str,
    excluded: &[&str],
) -> Result<NewTable, D::Error> {
    let table = NewTable::deserialize(from)?;
    let is_known =
        |key: &str| list.keys().iter().any(|it| it.key == key) && !excluded.contains(&key);
    if let Some(key) = table.fields.keys().find(|key| !is_known(key)) {
        return Err(D::Error::custom(format!("unknown field `{key}`")));
    }
    let has_required = match required {
        "range" => table.range.is_some(),
        key => table.fields.get(key).is_some_and(Option::is_some),
    };
    if !has_required {
        return Err(D::Error::custom(format!("missing field `{required}`")));
    }
    Ok(table)
}

/// See [`Action::Change`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// What to change.
    pub target: Handle,
    /// New words, for an annotation or statement.
    #[serde(default)]
    pub range: Option<Points>,
    /// New values by key; `null` removes the key.
    #[serde(default)]
    pub set: BTreeMap<String, Option<Field>>,
}

/// See [`Action::Delete`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Delete {
    /// What to delete.
    pub target: Handle,
}

/// See [`Action::Entity`].
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewEntity {
    /// Its preferred name.
    pub name: String,
    /// Its type, built in or declared.
    #[serde(rename = "type")]
    pub kind: String,
    /// Its id; by default made from the name.
    #[serde(default)]
    pub id: Option<String>,
    /// Other names.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// A one-line description.
    #[serde(default)]
    pub description: Option<String>,
}

/// See [`Action::Accept`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    /// The id of the entity.
    pub entity: String,
}

/// See [`Action::Reject`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// The words as they appear in the text.
    pub form: String,
}

/// Something marked in an article, with its state when the caller saw it: if that has changed, nothing is done. In JSON
/// an object whose `what` is the variant's name in lower case. Made by [`crate::change::annotate::listing`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "lowercase", deny_unknown_fields)]
pub enum Handle {
    /// A table of `annotations`.
    Annotation {
        /// The file that contains it, relative to the site root.
        file: String,
        /// Its index in the list of that file.
        index: usize,
        /// Its `quote`.
        #[serde(default)]
        quote: Option<String>,
        /// Digest of the table, from the listing.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        seen: Option<String>,
    },
    /// A table of `statements`.
    Statement {
        /// The file that contains it.
        file: String,
        /// Its index in the list of that file.
        index: usize,
        /// Its `quote`.
        #[serde(default)]
        quote: Option<String>,
        /// Digest of the table, from the listing.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        seen: Option<String>,
    },
    /// A table of `sources`.
    Source {
        /// The file that contains it.
        file: String,
        /// Its index in the list of that file.
        index: usize,
        /// Its `id`.
        id: String,
        /// Digest of the table, from the listing.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        seen: Option<String>,
    },
    /// A mention in the Markdown.
    Inline {
        /// Start: byte of the file's text, without a byte order mark.
        at: usize,
        /// Its source: `[text](@id)`, `[[id|text]]`.
        written: String,
    },
    /// A mention by name. An action applies to its form everywhere in the article.
    Name {
        /// First code point.
        start: u32,
        /// Code point after the last.
        end: u32,
        /// The id of the entity.
        entity: String,
    },
    /// A footnote.
    Footnote {
        /// Its label in the Markdown.
        label: String,
        /// Source of its definition.
        written: String,
    },
}
