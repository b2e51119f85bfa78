//! Checks values of the keys of annotations, statements and sources. The keys are those of the tables in `parse`.

use serde::{Deserialize, Serialize};

use crate::base::{Moment, PartialDate};
use crate::change::annotate::{Refusal, refusal};
use crate::data::edit::Literal;
use crate::parse::format::{is_fragment, is_id};
use crate::parse::matter::{AnnotationMatter, SourceMatter, StatementMatter};
use crate::parse::table::{Field as Key, Kind};
use crate::source::Config;

/// Maximum length in bytes of a line, and of a Markdown text.
const MOST: (usize, usize) = (4_000, 200_000);

/// The value of a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Field {
    /// A string or a date.
    Text(String),
    /// `true` or `false`.
    Truth(bool),
    /// A list of strings.
    Words(Vec<String>),
}

/// A list of tables in front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum List {
    Annotations,
    Statements,
    Sources,
}

impl List {
    /// Its key in the front matter.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Annotations => "annotations",
            Self::Statements => "statements",
            Self::Sources => "sources",
        }
    }

    /// Its keys, in the order in which they are written.
    pub(crate) fn keys(self) -> &'static [Key] {
        match self {
            Self::Annotations => AnnotationMatter::FIELDS,
            Self::Statements => StatementMatter::FIELDS,
            Self::Sources => SourceMatter::FIELDS,
        }
    }

    /// The TOML literal for a value of a key.
    ///
    /// *Errors*: unknown key, or a value that it cannot have.
    pub(crate) fn literal(
        self,
        key: &str,
        value: &Field,
        config: &Config,
    ) -> Result<Literal, Refusal> {
        let known = self.keys().iter().find(|known| known.key == key);
        let Some(kind) = known.map(|known| known.kind).filter(|kind| is_simple(*kind)) else {
            let why = format!("is not a key of `{}` that can be set here", self.key());
            return Err(refusal::value_invalid(key, &why));
        };
        let refused = |why: &str| Err(refusal::value_invalid(key, why));
        match (kind, value) {
            (Kind::Truth, Field::Truth(value)) => Ok(Literal::Truth(*value)),
            (Kind::Truth, _) => refused("should be `true` or `false`"),
            (Kind::Entities | Kind::Sources | Kind::Words, Field::Words(words)) => {
                words.iter().try_for_each(|word| line(key, word))?;
                if !matches!(kind, Kind::Words) && words.iter().any(|word| !is_id(word)) {
                    return refused("should be a list of ids");
                }
                Ok(Literal::Words(words.clone()))
            }
            (Kind::Entities | Kind::Sources | Kind::Words, _) => {
                refused("should be a list of strings")
            }
            (Kind::Prose, Field::Text(text)) => prose(key, text).map(Literal::Text),
            (_, Field::Text(text)) => {
                line(key, text)?;
                if let Some(why) = trouble(kind, text, config) {
                    return refused(&why);
                }
                Ok(match kind {
                    Kind::Date | Kind::Moment => Literal::Date(text.clone()),
                    _ => Literal::Text(text.clone()),
                })
            }
            (_, Field::Truth(_) | Field::Words(_)) => refused("should be a string"),
        }
    }
}

/// Whether a value of a kind is a string, a boolean or a list of strings.
fn is_simple(kind: Kind) -> bool {
    !matches!(
        kind,
        Kind::Table(_) | Kind::Tables(_) | Kind::Inside(_) | Kind::Number | Kind::Other(_)
    )
}

/// A Markdown text with LF line ends.
pub(crate) fn prose(key: &str, text: &str) -> Result<String, Refusal> {
    let text = text.replace("\r\n", "\n");
    let is_plain = |c: char| !c.is_control() || matches!(c, '\n' | '\t');
    match text {
        text if text.trim().is_empty() => Err(refusal::value_invalid(key, "is empty")),
        text if text.len() > MOST.1 => Err(refusal::value_invalid(key, "is too long")),
        text if !text.chars().all(is_plain) => {
            Err(refusal::value_invalid(key, "contains control characters"))
        }
        text => Ok(text),
    }
}

/// Checks that a string is one line and not blank.
pub(crate) fn line(key: &str, text: &str) -> Result<(), Refusal> {
    match text {
        text if text.trim().is_empty() => Err(refusal::value_invalid(key, "is empty")),
        text if text.len() > MOST.0 => Err(refusal::value_invalid(key, "is too long")),
        text if text.chars().any(char::is_control) => {
            Err(refusal::value_invalid(key, "should be one line of text"))
        }
        _ => Ok(()),
    }
}

/// Why a string is not a valid value of its kind; `None` if it is valid.
fn trouble(kind: Kind, text: &str, config: &Config) -> Option<String> {
    let unless = |is_good: bool, why: &str| (!is_good).then(|| why.to_owned());
    match kind {
        Kind::Fragment => unless(
            is_fragment(text),
            "should be letters a to z, digits and `-`, begin with a letter, and not begin with `ref-`",
        ),
        Kind::Id | Kind::Entity | Kind::Source => {
            unless(is_id(text), "should be an id of letters a to z, digits and `-`")
        }
        Kind::Choice(words) => {
            let known = words(config);
            let is_known = known.iter().any(|word| word == text);
            (!is_known).then(|| format!("is not one of {}", known.join(", ")))
        }
        Kind::Date => unless(
            PartialDate::parse(text).is_some(),
            "should be a year, a month, a day or an interval, such as `2024-12` or `2011/2024~`",
        ),
        Kind::Moment => {
            unless(Moment::parse(text).is_some(), "should be a day, or a day and a time")
        }
        Kind::Web => unless(
            text.starts_with("https://") || text.starts_with("http://"),
            "should begin with `https://` or `http://`",
        ),
        Kind::Line
        | Kind::Prose
        | Kind::Agent
        | Kind::Agents
        | Kind::Entities
        | Kind::Sources
        | Kind::Words
        | Kind::Truth
        | Kind::Number
        | Kind::Table(_)
        | Kind::Tables(_)
        | Kind::Inside(_)
        | Kind::Other(_) => None,
    }
}
