//! The Markdown texts inside front matter.

use crate::parse::Prose;
use crate::parse::matter::{Annotated, EntityMatter, Matter};

/// Visits every Markdown text of a file's tables.
pub(crate) fn each_prose(matter: &mut Matter, visit: &mut impl FnMut(&mut Prose)) {
    match matter {
        Matter::Article(article) => {
            annotated(&mut article.annotated, visit);
            article.notices.iter_mut().for_each(|notice| visit(&mut notice.text));
        }
        Matter::Sidecar(sidecar) => annotated(&mut sidecar.annotated, visit),
        Matter::SidecarJsonld(annotations) => {
            annotations.iter_mut().filter_map(|a| a.note.as_mut()).for_each(visit);
        }
        Matter::Entity(entity) => relations(entity, visit),
        Matter::Entities(entities) => {
            entities.iter_mut().for_each(|entity| relations(entity, visit));
        }
        Matter::Page(_) | Matter::Sources(_) => {}
    }
}

fn annotated(annotated: &mut Annotated, visit: &mut impl FnMut(&mut Prose)) {
    annotated.annotations.iter_mut().filter_map(|a| a.note.as_mut()).for_each(&mut *visit);
    annotated.statements.iter_mut().filter_map(|s| s.note.as_mut()).for_each(visit);
}

fn relations(entity: &mut EntityMatter, visit: &mut impl FnMut(&mut Prose)) {
    entity.relations.iter_mut().filter_map(|relation| relation.note.as_mut()).for_each(visit);
}

/// Every Markdown text of a file's tables.
pub fn prose_of(matter: &Matter) -> Vec<&Prose> {
    match matter {
        Matter::Article(article) => {
            let notices = article.notices.iter().map(|notice| &notice.text);
            notes(&article.annotated).chain(notices).collect()
        }
        Matter::Sidecar(sidecar) => notes(&sidecar.annotated).collect(),
        Matter::SidecarJsonld(annotations) => {
            annotations.iter().filter_map(|annotation| annotation.note.as_ref()).collect()
        }
        Matter::Entity(entity) => entity.relations.iter().filter_map(|r| r.note.as_ref()).collect(),
        Matter::Entities(entities) => {
            let relations = entities.iter().flat_map(|entity| &entity.relations);
            relations.filter_map(|relation| relation.note.as_ref()).collect()
        }
        Matter::Page(_) | Matter::Sources(_) => Vec::new(),
    }
}

fn notes(annotated: &Annotated) -> impl Iterator<Item = &Prose> {
    let annotations =
        annotated.annotations.iter().filter_map(|annotation| annotation.note.as_ref());
    annotations.chain(annotated.statements.iter().filter_map(|statement| statement.note.as_ref()))
}
