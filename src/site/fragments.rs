//! Renumbers heading ids that collide with ids of marks.

use std::collections::HashSet;
use std::sync::Arc;

use crate::anchor::{Anchored, NoteContent};
use crate::parse::Document;
use crate::parse::heading::Ids;

/// Renumbers headings whose id is taken by a mark of their text: `note-x-2` becomes `note-x-3`.
///
/// Only generated ids can have that form; the parser reports one that an author wrote.
pub fn settled(document: &Arc<Document>, anchored: &Anchored) -> Arc<Document> {
    if !document.body.headings.iter().any(|heading| Ids::is_reserved(&heading.id)) {
        return document.clone();
    }
    let marks = marks(document, anchored);
    let mut document = Document::clone(document);
    let headings = document.body.headings.iter().map(|heading| heading.id.clone());
    let mut taken: HashSet<String> =
        headings.chain(document.body.anchors.iter().cloned()).collect();
    for heading in &mut document.body.headings {
        if !marks.contains(&heading.id) {
            continue;
        }
        let Some((slug, number)) = numbered(&heading.id) else { continue };
        let free = (number + 1..)
            .map(|number| format!("{slug}-{number}"))
            .find(|id| !marks.contains(id) && !taken.contains(id))
            .expect("the numbers do not end");
        taken.insert(free.clone());
        heading.id = free;
    }
    Arc::new(document)
}

/// Ids of the notes, references and statements of a text on its page.
fn marks(document: &Document, anchored: &Anchored) -> HashSet<String> {
    let mut ids = HashSet::new();
    for note in &anchored.notes {
        ids.insert(format!("note-{}", note.id));
        ids.insert(format!("note-ref-{}", note.id));
        if let NoteContent::Footnote(at) = note.content {
            let references = document.body.footnotes[at].references.len();
            ids.extend((2..=references).map(|nth| format!("note-ref-{}-{nth}", note.id)));
        }
    }
    for statement in &anchored.statements {
        ids.insert(format!("statement-{}", statement.id));
        ids.insert(format!("g-statement-ref-{}", statement.id));
    }
    ids
}

/// A generated id split into slug and number.
fn numbered(id: &str) -> Option<(&str, usize)> {
    let (slug, number) = id.rsplit_once('-')?;
    Some((slug, number.parse().ok()?))
}
