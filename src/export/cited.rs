//! Which sources of an annotation may be named: an anonymous one is not, not even by its id.

use crate::export::annotations::Writer;
use crate::parse::matter::{AnnotationMatter, Matter, SourceMatter};

/// Ids of the sources of an annotation, in the order written.
pub(crate) fn cited(writer: &Writer<'_>, matter: &AnnotationMatter) -> Vec<String> {
    let ids = matter.sources.iter().map(|id| &id.value);
    ids.filter(|id| !is_anonymous(writer, id)).cloned().collect()
}

fn is_anonymous(writer: &Writer<'_>, id: &str) -> bool {
    let own: &[SourceMatter] = match &writer.document.matter {
        Matter::Article(article) => &article.annotated.sources,
        _ => &[],
    };
    let beside = writer.site.beside(writer.document, "toml").map(|beside| &beside.matter);
    let beside: &[SourceMatter] = match beside {
        Some(Matter::Sidecar(sidecar)) => &sidecar.annotated.sources,
        _ => &[],
    };
    let local = own.iter().chain(beside).find(|source| source.id.value == id);
    let of_site = || {
        let (document, row) = writer.site.names.source(id)?;
        match &writer.site.documents[document].matter {
            Matter::Sources(sources) => sources.get(row),
            _ => None,
        }
    };
    local.or_else(of_site).is_some_and(|source| source.is_anonymous)
}
