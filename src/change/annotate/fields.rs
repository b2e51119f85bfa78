//! Keys of annotations, statements and sources, and their permitted values (FORMAT sections 4 and 5).

use crate::base::{Moment, PartialDate};
use crate::change::annotate::{Field, Refusal, refusal};
use crate::data::edit::Literal;
use crate::parse::front::{ATTRIBUTIONS, MOTIVATIONS, SOURCE_KINDS, certainty_of, is_fragment};
use crate::parse::is_id;
use crate::source::Config;

/// Maximum length in bytes of a line, and of a Markdown text.
const MOST: (usize, usize) = (4_000, 200_000);

/// A list of tables in front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum List {
    Annotations,
    Statements,
    Sources,
}

/// The type of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Line,
    Prose,
    Fragment,
    Id,
    Ids,
    Words,
    OfNote,
    Certainty,
    Motivation,
    Directness,
    Attribution,
    OfSource,
    Date,
    Moment,
    Web,
    Truth,
}

const ANNOTATION: &[(&str, Kind)] = &[
    ("entity", Kind::Id),
    ("note", Kind::Prose),
    ("kind", Kind::OfNote),
    ("motivation", Kind::Motivation),
    ("id", Kind::Fragment),
    ("date", Kind::Date),
    ("tags", Kind::Words),
    ("creator", Kind::Line),
    ("created", Kind::Moment),
    ("certainty", Kind::Certainty),
    ("sources", Kind::Ids),
];

const STATEMENT: &[(&str, Kind)] = &[
    ("id", Kind::Fragment),
    ("speaker", Kind::Line),
    ("words_of", Kind::Line),
    ("kind", Kind::Directness),
    ("sources", Kind::Ids),
    ("attribution", Kind::Attribution),
    ("about", Kind::Ids),
    ("date", Kind::Date),
    ("certainty", Kind::Certainty),
    ("note", Kind::Prose),
];

const SOURCE: &[(&str, Kind)] = &[
    ("id", Kind::Id),
    ("kind", Kind::OfSource),
    ("publisher", Kind::Line),
    ("title", Kind::Line),
    ("url", Kind::Web),
    ("archived_url", Kind::Web),
    ("date", Kind::Date),
    ("accessed", Kind::Date),
    ("via", Kind::Id),
    ("anonymous", Kind::Truth),
    ("reason", Kind::Line),
];

impl List {
    /// Its key in the front matter.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Annotations => "annotations",
            Self::Statements => "statements",
            Self::Sources => "sources",
        }
    }

    fn keys(self) -> &'static [(&'static str, Kind)] {
        match self {
            Self::Annotations => ANNOTATION,
            Self::Statements => STATEMENT,
            Self::Sources => SOURCE,
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
        let Some((_, kind)) = self.keys().iter().find(|(name, _)| *name == key) else {
            let why = format!("is not a key of `{}` that can be set here", self.key());
            return Err(refusal::value_invalid(key, &why));
        };
        let refused = |why: &str| Err(refusal::value_invalid(key, why));
        match (kind, value) {
            (Kind::Truth, Field::Truth(value)) => Ok(Literal::Truth(*value)),
            (Kind::Truth, _) => refused("should be `true` or `false`"),
            (Kind::Ids | Kind::Words, Field::Words(words)) => {
                for word in words {
                    line(key, word)?;
                }
                match kind {
                    Kind::Ids if words.iter().any(|word| !is_id(word)) => {
                        refused("should be a list of ids")
                    }
                    _ => Ok(Literal::Words(words.clone())),
                }
            }
            (Kind::Ids | Kind::Words, _) => refused("should be a list of strings"),
            (Kind::Prose, Field::Text(text)) => prose(key, text).map(Literal::Text),
            (_, Field::Text(text)) => {
                line(key, text)?;
                if let Some(why) = trouble(*kind, text, config) {
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
    let choice = |known: &[&str]| {
        (!known.contains(&text)).then(|| format!("is not one of {}", known.join(", ")))
    };
    let unless = |is_good: bool, why: &str| (!is_good).then(|| why.to_owned());
    match kind {
        Kind::Fragment => unless(
            is_fragment(text),
            "should be letters a to z, digits and `-`, begin with a letter, and not begin with `ref-`",
        ),
        Kind::Id => unless(is_id(text), "should be an id of letters a to z, digits and `-`"),
        Kind::OfNote => {
            choice(&config.note_kinds.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>())
        }
        Kind::Certainty => {
            unless(certainty_of(text).is_some(), "is not one of high, medium, low, unknown")
        }
        Kind::Motivation => choice(&MOTIVATIONS.iter().map(|(word, _)| *word).collect::<Vec<_>>()),
        Kind::Directness => choice(&["direct", "indirect"]),
        Kind::Attribution => {
            choice(&ATTRIBUTIONS.iter().map(|(word, _)| *word).collect::<Vec<_>>())
        }
        Kind::OfSource => choice(&SOURCE_KINDS.iter().map(|(word, ())| *word).collect::<Vec<_>>()),
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
        Kind::Line | Kind::Prose | Kind::Ids | Kind::Words | Kind::Truth => None,
    }
}
