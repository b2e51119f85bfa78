//! The JSON structure of a Web Annotation document, with keys in output order.
//!
//! *Source*: W3C Web Annotation Data Model and Vocabulary (Recommendations of 23 February 2017), and JSON-LD 1.1 for
//! the context. Members of our own are declared where they are used: see [`Context`].

use std::collections::BTreeMap;

use serde::Serialize;

/// The context of the standard.
const ANNO: &str = "http://www.w3.org/ns/anno.jsonld";

/// Members of our own in an annotation, its statement and a source. (`via` is a standard member of an annotation; we
/// write it in sources only.) Sorted.
const OWN: &[&str] = &[
    "about",
    "accessed",
    "anonymous",
    "archived_url",
    "attribution",
    "by",
    "by_name",
    "certainty",
    "date",
    "kind",
    "publisher",
    "rating",
    "reason",
    "review",
    "sources",
    "speaker",
    "statement",
    "title",
    "url",
    "via",
    "words_of",
    "written",
];

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
            if let Ok(at) = OWN.binary_search(&key) {
                terms.entry(OWN[at]).or_insert_with(|| format!("urn:glossator:{key}"));
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

/// The attribution of a statement, for which the vocabulary has no terms.
#[derive(Serialize)]
pub(crate) struct Chain {
    pub(crate) kind: &'static str,
    pub(crate) attribution: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) speaker: Option<Named>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) words_of: Option<Named>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) about: Vec<Named>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) certainty: Option<&'static str>,
    /// Ids as in an annotation.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) sources: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) review: Option<Review>,
}

/// A fact check of a statement.
#[derive(Serialize)]
pub(crate) struct Review {
    pub(crate) rating: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) date: Option<String>,
}

/// A source described by the article, with the members of its table. Its `id` is an address that ends in `#source-ID`;
/// `publisher` is an entity id or a name.
#[derive(Default, Serialize)]
pub(crate) struct Source {
    pub(crate) id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) kind: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) publisher: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) archived_url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) accessed: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) via: Option<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) anonymous: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) reason: Option<String>,
}

/// An agent, with the address of their page if there is one.
#[derive(Serialize)]
pub(crate) struct Named {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) id: Option<String>,
    pub(crate) name: String,
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
