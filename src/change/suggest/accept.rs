//! Entities that are added to what an article lists.

use crate::anchor::Text;
use crate::base::Path;
use crate::data::edit::{self, Splice, Written};
use crate::parse::matter::Matter;
use crate::parse::{Document, tables};

/// What must change in an article's file, or in its sidecar where that one alone lists entities, for the article to
/// list these ids too. `None` if the list is written in a way that cannot be added to.
pub fn accept(text: &Text<'_>, ids: &[&str]) -> Option<(Path, Vec<Splice>)> {
    let lists = |document: &Document| match &document.matter {
        Matter::Article(article) => !article.naming.entities.is_empty(),
        Matter::Sidecar(sidecar) => !sidecar.naming.entities.is_empty(),
        _ => false,
    };
    let beside = text.toml.filter(|beside| lists(beside) && !lists(text.document));
    let document = beside.unwrap_or(text.document);
    let file = &document.file;
    let (table, start) = tables(file)?;
    let syntax = edit::syntax(&file.path, &file.text)?;
    let written = Written { syntax, text: &file.text, table: &table, start };
    Some((file.path.clone(), edit::add(written, "entities", ids)?))
}
