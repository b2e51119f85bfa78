//! Adds entities to the list of an article.

use crate::anchor::Text;
use crate::data::Patch;
use crate::data::edit::{self, Region};
use crate::parse::matter::Matter;
use crate::parse::{Document, tables};

/// Adds ids to an article's list of entities: in its file, or in the sidecar if only that has a list. `None` if the
/// list is written in a form that cannot be extended.
pub fn accept(text: &Text<'_>, ids: &[&str]) -> Option<Patch> {
    let lists = |document: &Document| match &document.matter {
        Matter::Article(article) => !article.naming.entities.is_empty(),
        Matter::Sidecar(sidecar) => !sidecar.naming.entities.is_empty(),
        _ => false,
    };
    let sidecar = text.toml.filter(|sidecar| lists(sidecar) && !lists(text.document));
    let document = sidecar.unwrap_or(text.document);
    let file = &document.file;
    let (table, start) = tables(file)?;
    let syntax = edit::syntax(&file.path, &file.text)?;
    let (text, end) = (&*file.text, file.text.len());
    let region = Region { syntax, text, table: &table, start, end };
    let mut patch = Patch::default();
    patch.edit(&file.path, &file.text, edit::add(region, "entities", ids)?);
    Some(patch)
}
