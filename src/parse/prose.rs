//! Markdown strings in front matter.

use crate::parse::Prose;
use crate::parse::matter::{Annotated, EntityMatter, Head, Matter};

/// Visits every Markdown string of a file's structured data.
pub(crate) fn each_prose(matter: &mut Matter, visit: &mut impl FnMut(&mut Prose)) {
    match matter {
        Matter::Article(article) => {
            caption(&mut article.head, visit);
            annotated(&mut article.annotated, visit);
            article.notices.iter_mut().for_each(|notice| visit(&mut notice.text));
        }
        Matter::Sidecar(sidecar) => annotated(&mut sidecar.annotated, visit),
        Matter::SidecarJsonld(it) => annotated(it, visit),
        Matter::Entity(it) => entity(it, visit),
        Matter::Entities(entities) => entities.iter_mut().for_each(|it| entity(it, visit)),
        Matter::Page(page) => caption(&mut page.head, visit),
        Matter::Sources(_) => {}
    }
}

fn caption(head: &mut Head, visit: &mut impl FnMut(&mut Prose)) {
    head.image.iter_mut().filter_map(|image| image.caption.as_mut()).for_each(visit);
}

fn annotated(annotated: &mut Annotated, visit: &mut impl FnMut(&mut Prose)) {
    annotated.annotations.iter_mut().filter_map(|a| a.note.as_mut()).for_each(&mut *visit);
    annotated.statements.iter_mut().filter_map(|s| s.note.as_mut()).for_each(visit);
}

fn entity(entity: &mut EntityMatter, visit: &mut impl FnMut(&mut Prose)) {
    caption(&mut entity.head, visit);
    entity.relations.iter_mut().filter_map(|relation| relation.note.as_mut()).for_each(visit);
}

/// All Markdown strings of a file's structured data.
pub fn prose_of(matter: &Matter) -> Vec<&Prose> {
    match matter {
        Matter::Article(article) => {
            let notices = article.notices.iter().map(|notice| &notice.text);
            caption_of(&article.head).chain(notes(&article.annotated)).chain(notices).collect()
        }
        Matter::Sidecar(sidecar) => notes(&sidecar.annotated).collect(),
        Matter::SidecarJsonld(annotated) => notes(annotated).collect(),
        Matter::Entity(entity) => prose_of_entity(entity),
        Matter::Entities(entities) => entities.iter().flat_map(prose_of_entity).collect(),
        Matter::Page(page) => caption_of(&page.head).collect(),
        Matter::Sources(_) => Vec::new(),
    }
}

/// Markdown strings of an entity: image caption, notes on relations.
pub(crate) fn prose_of_entity(entity: &EntityMatter) -> Vec<&Prose> {
    let relations = entity.relations.iter().filter_map(|relation| relation.note.as_ref());
    caption_of(&entity.head).chain(relations).collect()
}

fn caption_of(head: &Head) -> impl Iterator<Item = &Prose> {
    head.image.iter().filter_map(|image| image.caption.as_ref())
}

fn notes(annotated: &Annotated) -> impl Iterator<Item = &Prose> {
    let annotations =
        annotated.annotations.iter().filter_map(|annotation| annotation.note.as_ref());
    annotations.chain(annotated.statements.iter().filter_map(|statement| statement.note.as_ref()))
}
