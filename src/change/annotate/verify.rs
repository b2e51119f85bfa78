//! The goal of an action, and whether a site has reached it.

use crate::anchor::{Anchored, AnnotationRef, NoteContent, Origin};
use crate::base::{Path, Range};
use crate::change::annotate::{Refusal, refusal};
use crate::data::Patch;
use crate::names::fold::fold;
use crate::parse::Document;
use crate::site::Site;

/// The patch of an action and its goal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intent {
    /// The changes; at least one.
    pub patch: Patch,
    /// What the resulting site must satisfy.
    pub(crate) goal: Goal,
}

/// The intended effect of an action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Goal {
    /// The text is unchanged.
    Text,
    /// An annotation is a mention of an entity at this exact range.
    Mention { at: AnnotationRef, range: Range, entity: String },
    /// An annotation is a note at this exact range; `None`: on the whole article.
    Note { at: AnnotationRef, range: Option<Range> },
    /// A statement is at this exact range.
    Statement { at: AnnotationRef, range: Range },
    /// A form is found and names an entity.
    Named { form: String, entity: String },
    /// A form is found nowhere.
    NotNamed { form: String },
    /// A name of this entity is found at a range.
    NameAt { range: Range, entity: String },
    /// No name is found at this exact range.
    NotNameAt { range: Range },
    /// The article lists an entity.
    Listed { entity: String },
    /// The inline mentions have these targets, and the footnotes these labels.
    Body { inline: Vec<String>, footnotes: Vec<String> },
    /// An entity with this id exists.
    Entity { id: String },
}

/// Checks that an action on an article reached its goal and left the text unchanged.
///
/// *Errors*: what went wrong; nothing must be written.
pub(crate) fn verify(
    goal: &Goal,
    article: &Path,
    before: &Site,
    site: &Site,
) -> Result<(), Refusal> {
    if let Goal::Entity { id } = goal {
        let is_there = site.names.by_id(id).is_some() && !site.names.is_former(id);
        return if is_there {
            Ok(())
        } else {
            Err(refusal::not_reached("the entity is not found"))
        };
    }
    let (Some(was), Some(now)) = (before.document(article), site.document(article)) else {
        return Err(refusal::not_an_article(article));
    };
    let (was, document) = (&before.documents[was], &site.documents[now]);
    if was.body.stream != document.body.stream {
        return Err(refusal::not_reached("the text would change"));
    }
    let is_body = matches!(goal, Goal::Body { .. });
    if !is_body && inline(was) != inline(document) {
        return Err(refusal::not_reached("other mentions in the Markdown would change"));
    }
    reached(goal, site, document, &site.anchored[now])
}

fn inline(document: &Document) -> Vec<&str> {
    document.body.inline.iter().map(|it| it.target.as_str()).collect()
}

fn reached(
    goal: &Goal,
    site: &Site,
    document: &Document,
    anchored: &Anchored,
) -> Result<(), Refusal> {
    let id = |at| &*site.names.entity(at).id;
    let unless = |is_reached: bool, what: &str| {
        if is_reached { Ok(()) } else { Err(refusal::not_reached(what)) }
    };
    let names = || anchored.mentions.iter().filter(|it| it.origin == Origin::Name);
    let has_form = |form: &str, range: Range| {
        let words = &document.body.stream[range.of()];
        fold(words) == fold(form) || fold(&lowered(words)) == fold(form)
    };
    match goal {
        Goal::Text | Goal::Entity { .. } => Ok(()),
        Goal::Mention { at, range, entity } => unless(
            anchored.mentions.iter().any(|it| {
                it.annotation == Some(*at) && it.range == *range && id(it.entity) == entity
            }),
            "the mention would not cover exactly these words",
        ),
        Goal::Note { at, range } => unless(
            anchored
                .notes
                .iter()
                .any(|it| it.content == NoteContent::Annotation(*at) && it.range == *range),
            "the note would not cover exactly these words",
        ),
        Goal::Statement { at, range } => unless(
            anchored.statements.iter().any(|it| it.matter == *at && it.range == *range),
            "the statement would not cover exactly these words",
        ),
        Goal::Named { form, entity } => {
            let is_found = names().any(|it| id(it.entity) == entity && has_form(form, it.range));
            if is_found { Ok(()) } else { Err(refusal::no_match(form)) }
        }
        Goal::NotNamed { form } => unless(
            !names().any(|it| fold(&document.body.stream[it.range.of()]) == fold(form)),
            "the form would still be found",
        ),
        Goal::NameAt { range, entity } => unless(
            names().any(|it| it.range == *range && id(it.entity) == entity),
            "the name would not be found at this place",
        ),
        Goal::NotNameAt { range } => unless(
            !names().any(|it| it.range == *range),
            "a name would still be found at this place",
        ),
        Goal::Listed { entity } => unless(
            anchored.entities.iter().any(|at| id(*at) == entity),
            "the article would not list the entity",
        ),
        Goal::Body { inline: targets, footnotes } => {
            let labels = document.body.footnotes.iter().map(|it| &it.label);
            let is_so = inline(document).iter().eq(targets) && labels.eq(footnotes);
            unless(is_so, "the Markdown around it would be parsed differently")
        }
    }
}

/// The words with their first letter in lower case.
pub(crate) fn lowered(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| first.to_lowercase().chain(letters).collect())
}
