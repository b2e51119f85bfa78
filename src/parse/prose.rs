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
