//! Compares two versions of [`Names`], to know which texts must be anchored again.

use crate::names::{Entity, Names};

/// How two versions of the names compare, for the text that uses them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// Every text finds the same in both.
    Same,
    /// A text without wikilinks finds the same in both; only the files that wikilinks may name differ.
    ButFiles,
    /// A text may find something else in the other.
    None,
}

impl Names {
    /// Compares what texts find in both. Positions of entities and paths of their files are ignored: only messages show
    /// them.
    pub fn likeness(&self, other: &Self) -> Likeness {
        let entity = |(a, b): (&Entity, &Entity)| is_alike(a, b);
        let ids =
            |names: &Self| names.sources.iter().map(|(id, ..)| id.clone()).collect::<Vec<_>>();
        let is_alike = self.entities.len() == other.entities.len()
            && self.entities.iter().zip(&other.entities).all(entity)
            && self.by_id == other.by_id
            && self.former == other.former
            && self.by_name == other.by_name
            && self.iris == other.iris
            && self.lexicons.len() == other.lexicons.len()
            && self.lexicons.keys().all(|tag| other.lexicons.contains_key(tag))
            && ids(self) == ids(other);
        match (is_alike, self.has_files_of(other)) {
            (true, true) => Likeness::Same,
            (true, false) => Likeness::ButFiles,
            (false, _) => Likeness::None,
        }
    }

    fn has_files_of(&self, other: &Self) -> bool {
        self.stems.len() == other.stems.len()
            && self.stems.iter().all(|(stem, files)| {
                let paths = files.iter().map(|(_, path)| path);
                let theirs = other.stems.get(stem);
                theirs.is_some_and(|theirs| paths.eq(theirs.iter().map(|(_, path)| path)))
            })
    }
}

/// Whether two versions of an entity are found by the same words and look the same to texts that mention it.
fn is_alike(a: &Entity, b: &Entity) -> bool {
    a.id == b.id
        && a.kind == b.kind
        && a.name == b.name
        && a.forms == b.forms
        && a.forms_in == b.forms_in
        && a.is_hidden == b.is_hidden
        && a.former_ids == b.former_ids
        && a.translations.iter().map(|(tag, _)| tag).eq(b.translations.iter().map(|(tag, _)| tag))
}
