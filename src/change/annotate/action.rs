//! What can be done to an article: the protocol of docs/editing.md.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Something to be done to an article. In JSON an object whose `action` is the name of the variant in lower case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "lowercase")]
pub enum Action {
    /// These words name an entity.
    Mention(MarkMention),
    /// This form names an entity wherever it stands in the article.
    Every(Every),
    /// A note on words, or on the whole article.
    Note(MarkNote),
    /// These words are somebody's.
    Statement(MarkStatement),
    /// A source of the article's own.
    Source(NewSource),
    /// Something that is there says something else, or is on other words.
    Change(Change),
    /// Something that is there goes.
    Delete(Delete),
    /// A new entity, with a file of its own.
    Entity(NewEntity),
    /// The article lists an entity: its names are found.
    Accept(Named),
    /// A form is never a mention in the article.
    Reject(Form),
}

impl Action {
    /// What it is called in JSON.
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

/// Words of an article's text stream.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Points {
    /// First code point.
    pub start: u32,
    /// Code point after the last.
    pub end: u32,
    /// What stands there, as the caller saw it; if the text is another by now, nothing is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// See [`Action::Mention`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarkMention {
    /// The words.
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
    /// The words, as they stand in the text.
    pub form: String,
    /// The id of the entity.
    pub entity: String,
}

/// See [`Action::Note`].
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarkNote {
    /// The words; without them the note is on the whole article.
    #[serde(default)]
    pub range: Option<Points>,
    /// Markdown.
    pub note: String,
    /// `source background context definition caution correction`, or one that the configuration declares.
    #[serde(default)]
    pub kind: Option<String>,
    /// Topics.
    #[serde(default)]
    pub tags: Vec<String>,
    /// `high medium low unknown`.
    #[serde(default)]
    pub certainty: Option<String>,
    /// Ids of sources.
    #[serde(default)]
    pub sources: Vec<String>,
    /// Its fragment.
    #[serde(default)]
    pub id: Option<String>,
    /// EDTF.
    #[serde(default)]
    pub date: Option<String>,
    /// Who wrote it.
    #[serde(default)]
    pub creator: Option<String>,
    /// When it was written: RFC 3339.
    #[serde(default)]
    pub created: Option<String>,
}

/// See [`Action::Statement`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarkStatement {
    /// The words.
    pub range: Points,
    /// Entity id or name.
    #[serde(default)]
    pub speaker: Option<String>,
    /// Entity id or name.
    #[serde(default)]
    pub words_of: Option<String>,
    /// `direct indirect`.
    #[serde(default)]
    pub kind: Option<String>,
    /// Ids of sources, ids of entities, or `own`.
    #[serde(default)]
    pub sources: Vec<String>,
    /// `stated inferred unattributed`.
    #[serde(default)]
    pub attribution: Option<String>,
    /// Ids of entities.
    #[serde(default)]
    pub about: Vec<String>,
    /// EDTF.
    #[serde(default)]
    pub date: Option<String>,
    /// `high medium low unknown`.
    #[serde(default)]
    pub certainty: Option<String>,
    /// Markdown.
    #[serde(default)]
    pub note: Option<String>,
    /// Its fragment.
    #[serde(default)]
    pub id: Option<String>,
}

/// See [`Action::Source`].
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewSource {
    /// Its id: no other source of the article has it.
    pub id: String,
    /// `agency outlet official document interview social person dataset court own`.
    #[serde(default)]
    pub kind: Option<String>,
    /// Entity id or name.
    #[serde(default)]
    pub publisher: Option<String>,
    /// Its title.
    #[serde(default)]
    pub title: Option<String>,
    /// Its address.
    #[serde(default)]
    pub url: Option<String>,
    /// Where a copy is.
    #[serde(default)]
    pub archived_url: Option<String>,
    /// EDTF: when it was published.
    #[serde(default)]
    pub date: Option<String>,
    /// EDTF: when it was read.
    #[serde(default)]
    pub accessed: Option<String>,
    /// Id of the source that carried it.
    #[serde(default)]
    pub via: Option<String>,
    /// Whether nobody is to be named.
    #[serde(default)]
    pub anonymous: Option<bool>,
    /// Why it is anonymous.
    #[serde(default)]
    pub reason: Option<String>,
}

/// See [`Action::Change`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// What changes.
    pub target: Handle,
    /// Other words, of an annotation or statement.
    #[serde(default)]
    pub range: Option<Points>,
    /// Keys that get another value; `null` takes one out.
    #[serde(default)]
    pub set: BTreeMap<String, Option<Field>>,
}

/// See [`Action::Delete`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Delete {
    /// What goes.
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
    /// Its id, where the one made of the name is not wanted.
    #[serde(default)]
    pub id: Option<String>,
    /// Other names.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// One line about it.
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
    /// The words, as they stand in the text.
    pub form: String,
}

/// The value of a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Field {
    /// A string; a date too.
    Text(String),
    /// `true` or `false`.
    Truth(bool),
    /// A list of strings.
    Words(Vec<String>),
}

/// Something that is marked in an article, and how it was when the caller saw it: if it is not so any more, nothing is
/// done. In JSON an object whose `what` is the name of the variant in lower case. [`crate::change::annotate::listing`] gives them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "lowercase", deny_unknown_fields)]
pub enum Handle {
    /// A table of `annotations`.
    Annotation {
        /// The file that holds it, from the root of the site.
        file: String,
        /// Its place in the list there.
        index: usize,
        /// Its `quote`.
        #[serde(default)]
        quote: Option<String>,
        /// What stands for all that it said, as the listing gave it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        seen: Option<String>,
    },
    /// A table of `statements`.
    Statement {
        /// The file that holds it.
        file: String,
        /// Its place in the list there.
        index: usize,
        /// Its `quote`.
        #[serde(default)]
        quote: Option<String>,
        /// What stands for all that it said, as the listing gave it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        seen: Option<String>,
    },
    /// A table of `sources`.
    Source {
        /// The file that holds it.
        file: String,
        /// Its place in the list there.
        index: usize,
        /// Its `id`.
        id: String,
        /// What stands for all that it said, as the listing gave it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        seen: Option<String>,
    },
    /// A mention in the Markdown.
    Inline {
        /// Where it begins: byte of the file's text, without a byte order mark.
        at: usize,
        /// What is written there: `[text](@id)`, `[[id|text]]`.
        written: String,
    },
    /// A mention by name. What happens to it happens to its form, wherever that stands in the article.
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
        /// Its definition, as it is written.
        written: String,
    },
}
