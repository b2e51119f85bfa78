//! The shapes of a Web Annotation document, keys in the order in which they are written.
//!
//! *Source*: W3C Web Annotation Data Model and Vocabulary (Recommendations of 23 February 2017), and JSON-LD 1.1 of the
//! context. What they have no words for is ours, and declared where it is used: see [`Context`].

use std::collections::BTreeMap;

use serde::Serialize;

/// The context of the standard.
const ANNO: &str = "http://www.w3.org/ns/anno.jsonld";

/// Members of our own, in an annotation, in its statement and in a source. (`via` is one of the standard's in an
/// annotation; we write it in sources alone.) Sorted.
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

/// What the members mean: the standard's context, and beside it our own terms where an annotation has any, and the one
/// of the standard's that its context lacks.
#[derive(Serialize)]
#[serde(untagged)]
pub(crate) enum Context {
    /// A context that is alone is a string.
    Standard(&'static str),
    /// The standard's, then what it lacks: term → IRI.
    WithOwn(&'static str, BTreeMap<&'static str, String>),
}

impl Context {
    /// The context of a document, given as pretty-printed JSON without its context: one member on each line.
    pub(crate) fn of(document: &str) -> Self {
        let mut terms = BTreeMap::new();
        for line in document.lines() {
            let Some(member) = line.trim_start().strip_prefix('"') else { continue };
            let Some((key, value)) = member.split_once("\": ") else { continue };
            if let Ok(at) = OWN.binary_search(&key) {
                terms.entry(OWN[at]).or_insert_with(|| format!("urn:glossator:{key}"));
            }
            // the published context has no entry for this one word of its own vocabulary
            if key == "motivation" && value.starts_with("\"assessing\"") {
                terms.insert("assessing", "http://www.w3.org/ns/oa#assessing".to_owned());
            }
        }
        if terms.is_empty() { Self::Standard(ANNO) } else { Self::WithOwn(ANNO, terms) }
    }
}

/// All annotations of an article; its [`Context`] is written before them.
#[derive(Serialize)]
pub(crate) struct AnnotationPage {
    pub(crate) id: String,
    pub(crate) r#type: &'static str,
    pub(crate) items: Vec<Annotation>,
    /// Those that the article describes itself.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) sources: Vec<Source>,
}

/// One mention, note, statement, or what is neither.
#[derive(Serialize)]
pub(crate) struct Annotation {
    pub(crate) id: String,
    pub(crate) r#type: &'static str,
    pub(crate) motivation: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) creator: Option<Creators>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) created: Option<String>,
    /// `created` as its author wrote it, where that is not the moment in UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) written: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) modified: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) body: Vec<Body>,
    pub(crate) target: Target,
    /// A mention that no author marked: its name was found.
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

/// Who wrote an annotation.
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

/// One of those who wrote an annotation; the type is known of entities alone.
#[derive(Serialize)]
pub(crate) struct Creator {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) r#type: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
}

/// What an annotation says.
#[derive(Serialize)]
#[serde(untagged)]
pub(crate) enum Body {
    /// The page of an entity.
    Entity { r#type: &'static str, source: String, purpose: &'static str },
    /// Words.
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

/// What an annotation is on.
#[derive(Serialize)]
#[serde(untagged)]
pub(crate) enum Target {
    /// The article.
    Whole(String),
    /// A passage of it: two ways to find the same one.
    Passage { source: String, selector: [Selector; 2] },
}

/// How a passage is found in `body.txt`.
#[derive(Serialize)]
#[serde(untagged)]
pub(crate) enum Selector {
    /// By its words.
    Quote { r#type: &'static str, exact: String, prefix: String, suffix: String },
    /// By code points, half-open.
    Position { r#type: &'static str, start: usize, end: usize },
}

/// Who said what: what the vocabulary of annotations has no words for.
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
    /// Ids, as those of an annotation.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) sources: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) review: Option<Review>,
}

/// A check of a statement.
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

/// A source that an article describes, with the members that its table has. Its `id` is an address that ends in
/// `#source-ID`; `publisher` is an entity's id or a name.
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

/// Somebody, with the address of their page where they have one.
#[derive(Serialize)]
pub(crate) struct Named {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) id: Option<String>,
    pub(crate) name: String,
}

impl Body {
    /// A text in Markdown, in the language of its article.
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

    /// A topic.
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
