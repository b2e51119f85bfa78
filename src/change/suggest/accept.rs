//! Adds entities to the list of an article.

use crate::anchor::Text;
use crate::change::structured::Structured;
use crate::change::suggest::listed::Proposed;
use crate::data::{Patch, edit};
use crate::names::Names;
use crate::parse::Document;
use crate::parse::matter::Matter;

/// Adds the proposed entities to an article's list: in its file, or in the sidecar if only that has a list. `None` if the
/// list is written in a form that cannot be extended.
pub fn accept(text: &Text<'_>, names: &Names, proposed: &[Proposed]) -> Option<Patch> {
    let lists = |document: &Document| match &document.matter {
        Matter::Article(article) => !article.naming.entities.is_empty(),
        Matter::Sidecar(sidecar) => !sidecar.naming.entities.is_empty(),
        _ => false,
    };
    let sidecar = text.toml.filter(|sidecar| lists(sidecar) && !lists(text.document));
    let document = sidecar.unwrap_or(text.document);
    let file = &document.file;
    let tables = Structured::read(&file.path, &file.text).value?;
    let ids: Vec<&str> = proposed.iter().map(|it| &*names.entity(it.entity).id).collect();
    let mut patch = Patch::default();
    patch.edit(&file.path, &file.text, edit::add(tables.region(&file.text), "entities", &ids)?);
    Some(patch)
}
