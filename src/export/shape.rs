//! The shapes of a Web Annotation document, keys in the order in which they are written.
//!
//! *Source*: W3C Web Annotation Data Model and Vocabulary (Recommendations of 23 February 2017), and JSON-LD 1.1 of the
//! context. What they have no words for is ours, and declared where it is used: see [`Context`].

use serde::Serialize;

/// The context of the standard.
const ANNO: &str = "http://www.w3.org/ns/anno.jsonld";

/// Members of our own, in an annotation and in its statement.
const OWN: &[&str] = &[
    "about",
    "attribution",
    "certainty",
    "date",
    "kind",
    "sources",
    "speaker",
    "statement",
    "words_of",
];

/// What the members mean: the standard's context, and beside it our own terms where an annotation has any, and the one
/// of the standard's that its context lacks.
#[derive(Serialize)]
#[serde(untagged)]
pub(crate) enum Context {
    /// A context that is alone is a string.
    Standard(&'static str),
    /// The standard's, then what it lacks: term → IRI.
    WithOwn(&'static str, std::collections::BTreeMap<&'static str, String>),
}

impl Context {
    /// The context of these items.
    pub(crate) fn of(items: &[Annotation]) -> Self {
        let own = OWN.iter().filter(|_| items.iter().any(Annotation::has_own));
        let own = own.map(|term| (*term, format!("urn:glossator:{term}")));
        // the published context has no entry for this one word of its own vocabulary
        let lacking = Some(("assessing", "http://www.w3.org/ns/oa#assessing".to_string()));
        let is_lacking = |_: &_| items.iter().any(|item| item.motivation == "assessing");
        let terms: std::collections::BTreeMap<_, _> =
            own.chain(lacking.filter(is_lacking)).collect();
        match terms.is_empty() {
            true => Self::Standard(ANNO),
            false => Self::WithOwn(ANNO, terms),
        }
    }
}

/// All annotations of an article.
#[derive(Serialize)]
pub(crate) struct AnnotationPage {
    #[serde(rename = "@context")]
    pub(crate) context: Context,
    pub(crate) id: String,
    pub(crate) r#type: &'static str,
    pub(crate) items: Vec<Annotation>,
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
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) modified: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) body: Vec<Body>,
    pub(crate) target: Target,
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

impl Annotation {
    /// Whether it has a member that is not the standard's.
    fn has_own(&self) -> bool {
        self.kind.is_some()
            || self.certainty.is_some()
            || self.date.is_some()
            || !self.sources.is_empty()
            || self.statement.is_some()
    }
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

/// Who said what: what the vocabulary of annotations has no words for. Sources are no part of it.
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
}

/// Somebody, with the address of their page where they have one.
#[derive(Serialize)]
pub(crate) struct Named {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) id: Option<String>,
    pub(crate) name: String,
}

impl Body {
    /// A text in Markdown.
    pub(crate) fn markdown(value: &str, language: &str) -> Self {
        Self::Text {
            r#type: "TextualBody",
            value: value.into(),
            format: Some("text/markdown"),
            language: Some(language.into()),
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
            purpose: "tagging",
        }
    }
}
