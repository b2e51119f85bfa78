//! The JSON structure of a Web Annotation document, with keys in output order.
//!
//! *Source*: W3C Web Annotation Data Model and Vocabulary (Recommendations of 23 February 2017), and JSON-LD 1.1 for
//! the context. Members of our own are declared where they are used: see [`Context`].

use std::collections::BTreeMap;

use serde::Serialize;

use crate::documents::export::chain::Chain;
use crate::documents::export::cited::Source;
use crate::parse::matter::{ReviewMatter, SourceMatter, StatementMatter};
use crate::parse::table::Kind;

/// The context of the standard.
const ANNO: &str = "http://www.w3.org/ns/anno.jsonld";

/// Members of our own in an annotation, its statement and a source. (`via` is a standard member of an annotation; we
/// write it in sources only.)
fn own() -> impl Iterator<Item = &'static str> {
    let tables = [StatementMatter::FIELDS, ReviewMatter::FIELDS, SourceMatter::FIELDS];
    let fields = tables.into_iter().flatten();
    let keys = fields.filter(|it| !matches!(it.kind, Kind::Inside(_))).map(|field| field.key);
    keys.filter(|key| *key != "id").chain(["by_name", "statement", "written"])
}

/// The JSON-LD context: the standard's, with our own terms if an annotation uses any, and the one standard term that
/// the standard context lacks.
#[derive(Serialize)]
#[serde(untagged)]
pub(crate) enum Context {
    /// Written as a single string.
    Standard(&'static str),
    /// The standard context, then additional terms: term → IRI.
    WithOwn(&'static str, BTreeMap<&'static str, String>),
}

impl Context {
    /// The context for a document, given as pretty-printed JSON without context, one member per line.
    pub(crate) fn of(document: &str) -> Self {
        let mut terms = BTreeMap::new();
        for line in document.lines() {
            let Some(member) = line.trim_start().strip_prefix('"') else { continue };
            let Some((key, value)) = member.split_once("\": ") else { continue };
            if let Some(term) = own().find(|own| *own == key) {
                terms.entry(term).or_insert_with(|| format!("urn:glossator:{key}"));
            }
            // the published context lacks this term of its own vocabulary
            if key == "motivation" && value.starts_with("\"assessing\"") {
                terms.insert("assessing", "http://www.w3.org/ns/oa#assessing".to_owned());
            }
        }
        if terms.is_empty() { Self::Standard(ANNO) } else { Self::WithOwn(ANNO, terms) }
    }
}

/// All annotations of an article; its [`Context`] is written first.
#[derive(Serialize)]
pub(crate) struct AnnotationPage {
    pub(crate) id: String,
    pub(crate) r#type: &'static str,
    pub(crate) items: Vec<Annotation>,
    /// The article's own sources.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) sources: Vec<Source>,
}

/// A mention, note or statement, or an annotation that is neither.
#[derive(Serialize)]
pub(crate) struct Annotation {
    pub(crate) id: String,
    pub(crate) r#type: &'static str,
    pub(crate) motivation: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) creator: Option<Creators>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) created: Option<String>,
    /// `created` as written, if that is not the moment in UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) written: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) modified: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) body: Vec<Body>,
    pub(crate) target: Target,
    /// Whether the mention was found by name rather than marked.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) by_name: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) kind: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) certainty: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) date: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) sources: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) statement: Option<Chain>,
}

/// The authors of an annotation.
#[derive(Serialize)]
#[serde(untagged)]
pub(crate) enum Creators {
    One(Creator),
    Several(Vec<Creator>),
}

impl Creators {
    pub(crate) fn of(mut all: Vec<Creator>) -> Option<Self> {
        if all.len() > 1 {
            return Some(Self::Several(all));
        }
        all.pop().map(Self::One)
    }
}

/// An author of an annotation; only entities have a type.
#[derive(Serialize)]
pub(crate) struct Creator {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) r#type: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
}

/// A body of an annotation.
#[derive(Serialize)]
#[serde(untagged)]
pub(crate) enum Body {
    /// The page of an entity.
    Entity { r#type: &'static str, source: String, purpose: &'static str },
    /// A text.
    Text {
        r#type: &'static str,
        value: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        format: Option<&'static str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        language: Option<String>,
        #[serde(rename = "textDirection", skip_serializing_if = "Option::is_none")]
        direction: Option<&'static str>,
        purpose: &'static str,
    },
}

/// The target of an annotation.
#[derive(Serialize)]
#[serde(untagged)]
pub(crate) enum Target {
    /// The whole article.
    Whole(String),
    /// A passage of it, with two selectors for the same range.
    Passage { source: String, selector: [Selector; 2] },
}

/// A selector of a passage in `body.txt`.
#[derive(Serialize)]
#[serde(untagged)]
pub(crate) enum Selector {
    /// By its words.
    Quote { r#type: &'static str, exact: String, prefix: String, suffix: String },
    /// By code points, half-open.
    Position { r#type: &'static str, start: usize, end: usize },
}

impl Body {
    /// A Markdown text in the language of its article.
    pub(crate) fn markdown(value: &str, language: &str) -> Self {
        Self::Text {
            r#type: "TextualBody",
            value: value.into(),
            format: Some("text/markdown"),
            language: Some(language.into()),
            direction: None,
            purpose: "commenting",
        }
    }

    /// A tag.
    pub(crate) fn tag(value: &str) -> Self {
        Self::Text {
            r#type: "TextualBody",
            value: value.into(),
            format: None,
            language: None,
            direction: None,
            purpose: "tagging",
        }
    }
}
