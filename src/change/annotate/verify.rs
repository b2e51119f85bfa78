//! Checks the site after an action against the goal of the action.

use std::collections::BTreeMap;

use crate::anchor::{Anchored, AnnotationRef, NoteContent, Origin};
use crate::base::{Diagnostic, Path, Range, Severity};
use crate::change::annotate::naming::lowered;
use crate::change::annotate::{Edit, Refusal, refusal};
use crate::names::fold::fold;
use crate::parse::Document;
use crate::site::Site;

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

/// Checks that an edit of an article reached its goal, added no error to the site and left the text unchanged.
///
/// *Errors*: what went wrong; the edit must not be written.
pub fn verify(
    edit: &Edit,
    article: &Path,
    before: (&Site, &[Diagnostic]),
    after: (&Site, &[Diagnostic]),
) -> Result<(), Refusal> {
    let new = new_errors(before.1, after.1);
    if !new.is_empty() {
        return Err(refusal::breaks(new));
    }
    let site = after.0;
    if let Goal::Entity { id } = &edit.goal {
        let is_there = site.names.by_id(id).is_some() && !site.names.is_former(id);
        return if is_there {
            Ok(())
        } else {
            Err(refusal::not_reached("the entity is not found"))
        };
    }
    let (Some(was), Some(now)) = (before.0.document(article), site.document(article)) else {
        return Err(refusal::not_an_article(article));
    };
    let (was, document) = (&before.0.documents[was], &site.documents[now]);
    if was.body.stream != document.body.stream {
        return Err(refusal::not_reached("the text would change"));
    }
    let is_body = matches!(edit.goal, Goal::Body { .. });
    if !is_body && inline(was) != inline(document) {
        return Err(refusal::not_reached("other mentions in the Markdown would change"));
    }
    reached(&edit.goal, site, (document, &site.anchored[now]))
}

fn inline(document: &Document) -> Vec<&str> {
    document.body.inline.iter().map(|it| it.target.as_str()).collect()
}

fn reached(
    goal: &Goal,
    site: &Site,
    (document, anchored): (&Document, &Anchored),
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

/// Errors that were not there before. Spans move, so errors are compared by message and number.
fn new_errors(before: &[Diagnostic], after: &[Diagnostic]) -> Vec<Diagnostic> {
    let key = |diagnostic: &Diagnostic| {
        (diagnostic.code, diagnostic.primary.place.path.clone(), diagnostic.message.clone())
    };
    let is_error = |diagnostic: &&Diagnostic| diagnostic.severity == Severity::Error;
    let mut known: BTreeMap<_, usize> = BTreeMap::new();
    for diagnostic in before.iter().filter(is_error) {
        *known.entry(key(diagnostic)).or_default() += 1;
    }
    let is_new = |diagnostic: &&Diagnostic| match known.get_mut(&key(diagnostic)) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    };
    after.iter().filter(is_error).filter(is_new).cloned().collect()
}
