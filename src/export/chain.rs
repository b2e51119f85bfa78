//! The attribution chain of a statement as data: whose position, in whose words, about whom.

use crate::anchor::{Agent, AnnotationRef, Origin, Statement};
use crate::export::annotations::Writer;
use crate::export::shape::Chain;
use crate::parse::matter::{Attribution, Certainty, Matter, StatementMatter};

/// What the author wrote of a statement, in the article or beside it.
pub(crate) fn matter<'a>(writer: &Writer<'a>, at: AnnotationRef) -> Option<&'a StatementMatter> {
    let statements = match at.origin {
        Origin::FrontMatter => match &writer.document.matter {
            Matter::Article(article) => &article.annotated.statements,
            _ => return None,
        },
        Origin::Toml => match &writer.site.beside(writer.document, "toml")?.matter {
            Matter::Sidecar(sidecar) => &sidecar.annotated.statements,
            _ => return None,
        },
        Origin::Inline | Origin::Jsonld | Origin::Name => return None,
    };
    statements.get(at.index)
}

/// The chain of a statement.
pub(crate) fn chain(
    writer: &Writer<'_>,
    statement: &Statement,
    matter: Option<&StatementMatter>,
) -> Chain {
    let certainty = matter.and_then(|matter| matter.certainty);
    let about = statement.about.iter().filter_map(|entity| writer.named(&Agent::Entity(*entity)));
    Chain {
        kind: if statement.is_direct { "direct" } else { "indirect" },
        attribution: match statement.attribution {
            Attribution::Stated => "stated",
            Attribution::Inferred => "inferred",
            Attribution::Unattributed => "unattributed",
        },
        speaker: statement.speaker.as_ref().and_then(|agent| writer.named(agent)),
        words_of: statement.words_of.as_ref().and_then(|agent| writer.named(agent)),
        about: about.collect(),
        date: matter.and_then(|matter| matter.date.as_ref()).map(|date| date.value.text.clone()),
        certainty: certainty.map(self::certainty),
    }
}

/// The word for how sure somebody is.
pub(crate) fn certainty(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::High => "high",
        Certainty::Medium => "medium",
        Certainty::Low => "low",
        Certainty::Unknown => "unknown",
    }
}
