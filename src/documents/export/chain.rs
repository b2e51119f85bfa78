//! The attribution chain of a statement as data: speaker, words, subject.

use crate::anchor::{Agent, Statement};
use crate::documents::export::cited::Sources;
use crate::documents::export::shape::{Chain, Named, Review};
use crate::parse::matter::{Attribution, Certainty, ReviewMatter, StatementMatter};

/// The chain of a statement. `named` is `None` for an entity that is not in this build.
pub(crate) fn chain(
    statement: &Statement,
    matter: Option<&StatementMatter>,
    sources: &Sources<'_>,
    named: impl Fn(&Agent) -> Option<Named>,
) -> Chain {
    let certainty = matter.and_then(|matter| matter.certainty);
    let about = statement.about.iter().filter_map(|entity| named(&Agent::Entity(*entity)));
    Chain {
        kind: if statement.is_direct { "direct" } else { "indirect" },
        attribution: match statement.attribution {
            Attribution::Stated => "stated",
            Attribution::Inferred => "inferred",
            Attribution::Unattributed => "unattributed",
        },
        speaker: statement.speaker.as_ref().and_then(&named),
        words_of: statement.words_of.as_ref().and_then(&named),
        about: about.collect(),
        date: matter.and_then(|matter| matter.date.as_ref()).map(|date| date.value.text.clone()),
        certainty: certainty.map(self::certainty),
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

/// The word for a certainty.
pub(crate) fn certainty(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::High => "high",
        Certainty::Medium => "medium",
        Certainty::Low => "low",
        Certainty::Unknown => "unknown",
    }
}
