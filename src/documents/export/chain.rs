//! The attribution chain of a statement as data: speaker, words, subject.

use serde::Serialize;

use crate::anchor::{Agent, Statement};
use crate::documents::export::cited::Sources;
use crate::parse::format::Choice;
use crate::parse::matter::{ReviewMatter, StatementMatter};

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

/// An agent, with the address of their page if there is one.
#[derive(Serialize)]
pub(crate) struct Named {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) id: Option<String>,
    pub(crate) name: String,
}

/// The chain of a statement. `named` is `None` for an entity that is not in this build.
pub(crate) fn chain(
    statement: &Statement,
    matter: Option<&StatementMatter>,
    sources: &Sources<'_>,
    named: impl Fn(&Agent) -> Option<Named>,
) -> Chain {
    let about = statement.about.iter().filter_map(|entity| named(&Agent::Entity(*entity)));
    Chain {
        kind: if statement.is_direct { "direct" } else { "indirect" },
        attribution: statement.attribution.word(),
        speaker: statement.speaker.as_ref().and_then(&named),
        words_of: statement.words_of.as_ref().and_then(&named),
        about: about.collect(),
        date: matter.and_then(|matter| matter.date.as_ref()).map(|date| date.value.text.clone()),
        certainty: matter.and_then(|matter| matter.certainty).map(Choice::word),
        sources: matter.map_or_else(Vec::new, |matter| sources.ids(&matter.sources)),
        review: matter.and_then(|matter| matter.review.as_ref()).map(review),
    }
}

fn review(review: &ReviewMatter) -> Review {
    Review {
        rating: review.rating.clone(),
        url: review.url.as_ref().map(|url| url.value.clone()),
        by: review.by.as_ref().map(|by| by.value.clone()),
        date: review.date.as_ref().map(|date| date.value.text.clone()),
    }
}
