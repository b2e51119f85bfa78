//! Suggestions for an article from the names of the site, for the editor's panel.

use serde::Serialize;

use crate::base::Range;
use crate::change::annotate::ListedEntity;
use crate::change::annotate::listing::listed_entity;
use crate::change::annotate::place::Counted;
use crate::change::suggest::Suggestion;
use crate::site::Site;

/// Suggestions to accept or reject.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Offered {
    /// Entities whose names are in the text and not marked, most frequent first.
    pub suggested: Vec<Suggested>,
    /// Ambiguous forms, in text order.
    pub unclear: Vec<Doubtful>,
}

/// An entity that the article could list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Suggested {
    /// The entity.
    pub entity: ListedEntity,
    /// Its names in the text, each once, most frequent first.
    pub forms: Vec<String>,
    /// Their ranges, in order.
    pub places: Vec<Stretch>,
}

/// A form that several entities have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Doubtful {
    /// The form as it appears in the text.
    pub form: String,
    /// The entities it may mean, by id.
    pub entities: Vec<ListedEntity>,
    /// Its ranges, in order.
    pub places: Vec<Stretch>,
}

/// A range of the text stream in code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Stretch {
    /// First code point.
    pub start: u32,
    /// Code point after the last.
    pub end: u32,
}

/// Converts a suggestion for the editor. `stream` is the article's text stream, `tag` its language.
pub fn offered(site: &Site, suggestion: Suggestion, (stream, tag): (&str, &str)) -> Offered {
    let counted = Counted::new(stream);
    let stretch = |range: &Range| Stretch {
        start: counted.point(range.start),
        end: counted.point(range.end),
    };
    let entity = |at| listed_entity(site, at, tag);
    let suggested = suggestion.proposed.into_iter().map(|it| Suggested {
        entity: entity(it.entity),
        forms: it.forms.into_iter().map(|(form, _)| form).collect(),
        places: it.places.iter().map(stretch).collect(),
    });
    let unclear = suggestion.unclear.into_iter().map(|it| Doubtful {
        form: it.form,
        entities: it.candidates.into_iter().map(entity).collect(),
        places: it.places.iter().map(stretch).collect(),
    });
    Offered { suggested: suggested.collect(), unclear: unclear.collect() }
}
