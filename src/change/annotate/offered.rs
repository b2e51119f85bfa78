//! What the names of the site would add to an article, for a panel beside its text.

use serde::Serialize;

use crate::base::Range;
use crate::change::annotate::ListedEntity;
use crate::change::annotate::listing::listed_entity;
use crate::change::annotate::place::Counted;
use crate::change::suggest::Suggestion;
use crate::site::Site;

/// What may be accepted or rejected.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Offered {
    /// Entities whose names stand in the text without being marked: most often first.
    pub suggested: Vec<Suggested>,
    /// Forms that several entities have, in text order.
    pub unclear: Vec<Doubtful>,
}

/// An entity that the article may list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Suggested {
    /// The entity.
    pub entity: ListedEntity,
    /// Words of the text that are its names, each once: most often first.
    pub forms: Vec<String>,
    /// Where they stand, in order.
    pub places: Vec<Stretch>,
}

/// A form that several entities have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Doubtful {
    /// The form as it stands in the text.
    pub form: String,
    /// Whose it may be, by id.
    pub entities: Vec<ListedEntity>,
    /// Where it stands, in order.
    pub places: Vec<Stretch>,
}

/// A stretch of the text stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Stretch {
    /// First code point.
    pub start: u32,
    /// Code point after the last.
    pub end: u32,
}

/// A suggestion as the editor is told it; `stream` is the text stream of its article, `tag` the language of that.
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
