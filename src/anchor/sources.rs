//! The sources that a text may cite: its own, the site's, entities, the publication itself.

use crate::anchor::troubles;
use crate::base::{Diagnostic, Path, Spanned};
use crate::names::Names;
use crate::parse::matter::{Annotated, SourceMatter};

/// What is known to one text.
pub(crate) struct Known<'a> {
    own: &'a [SourceMatter],
    beside: &'a [SourceMatter],
    names: &'a Names,
}

impl<'a> Known<'a> {
    pub(crate) fn new(own: &'a Annotated, beside: Option<&'a Annotated>, names: &'a Names) -> Self {
        let beside = beside.map_or(&[][..], |annotated| &annotated.sources);
        Self { own: &own.sources, beside, names }
    }

    fn local(&self, id: &str) -> Option<&'a SourceMatter> {
        self.own.iter().chain(self.beside).find(|source| source.id.value == id)
    }

    /// Tells of ids that are no source.
    pub(crate) fn unknown(&self, ids: &[Spanned<String>], path: &Path) -> Vec<Diagnostic> {
        let unknown = ids.iter().filter(|id| {
            let id = id.value.as_str();
            id != "own"
                && self.local(id).is_none()
                && self.names.source(id).is_none()
                && self.names.by_id(id).is_none()
        });
        unknown.map(|id| troubles::source_unknown(path, id, &self.ids())).collect()
    }

    fn ids(&self) -> Vec<&str> {
        let local = self.own.iter().chain(self.beside).map(|source| source.id.value.as_str());
        local.chain(self.names.sources.iter().map(|(id, ..)| &**id)).collect()
    }

    /// Checks the text's own sources: one of each id, publishers that are known, chains that end.
    pub(crate) fn check(&self, path: &Path, beside: Option<&Path>) -> Vec<Diagnostic> {
        let mut told = Vec::new();
        let own = self.own.iter().map(|source| (path, source));
        let beside = self.beside.iter().filter_map(|source| Some((beside?, source)));
        let all: Vec<(&Path, &SourceMatter)> = own.chain(beside).collect();
        for (at, (path, source)) in all.iter().enumerate() {
            if all[..at].iter().any(|(_, other)| other.id.value == source.id.value) {
                told.push(troubles::source_twice(path, &source.id));
            }
            if let Some(publisher) = source.publisher.as_ref().filter(|_| !source.is_anonymous) {
                self.names.agent(publisher, path, &mut told);
            }
            if let Some(via) = &source.via {
                told.extend(self.unknown(std::slice::from_ref(via), path));
                told.extend(self.cycle(source, path));
            }
        }
        told
    }

    /// A chain of `via` that comes back to its beginning.
    fn cycle(&self, source: &SourceMatter, path: &Path) -> Option<Diagnostic> {
        let via = source.via.as_ref()?;
        let mut chain = vec![source.id.value.as_str()];
        let mut next = self.local(&via.value);
        while let Some(carrier) = next {
            if carrier.id.value == source.id.value {
                return Some(troubles::source_cycle(path, via, &chain));
            }
            if chain.contains(&carrier.id.value.as_str()) {
                return None;
            }
            chain.push(&carrier.id.value);
            next = carrier.via.as_ref().and_then(|id| self.local(&id.value));
        }
        None
    }
}
