//! Forms to search for in texts, as a trie of characters: one pass finds all of them.

use crate::names::fold::fold;
use crate::names::{EntityIx, FastMap};

/// What a form means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// A name of these entities, sorted by id; ambiguous if more than one.
    Names(Vec<EntityIx>),
    /// This entity, as the author specified.
    Settled(EntityIx),
    /// Never a mention.
    Nothing,
}

/// A form that matches at some position.
#[derive(Clone, Copy, Debug)]
pub struct Hit<'f> {
    /// Its length in bytes of the folded text.
    pub length: usize,
    /// What it means.
    pub meaning: &'f Meaning,
    /// Whether the text capitalizes a form written in lower case.
    pub is_lowered: bool,
}

/// A set of folded forms with their meanings.
#[derive(Clone, Debug, Default)]
pub struct Forms {
    children: FastMap<(u32, char), u32>,
    /// Meaning of the form that ends at a node; the index is the node minus one.
    meanings: Vec<Option<Meaning>>,
}

impl Forms {
    /// Adds a name of an entity. A settled form stays as it is.
    pub fn add(&mut self, form: &str, entity: EntityIx) {
        let Some(node) = self.node(form) else { return };
        match &mut self.meanings[node] {
            Some(Meaning::Names(known)) => {
                if let Err(at) = known.binary_search(&entity) {
                    known.insert(at, entity);
                }
            }
            Some(Meaning::Settled(_) | Meaning::Nothing) => {}
            meaning @ None => *meaning = Some(Meaning::Names(vec![entity])),
        }
    }

    /// Settles what a form means, whichever entities it names; `None` for never a mention. The first call wins.
    pub fn settle(&mut self, form: &str, entity: Option<EntityIx>) {
        let Some(node) = self.node(form) else { return };
        let meaning = &mut self.meanings[node];
        if !matches!(meaning, Some(Meaning::Settled(_) | Meaning::Nothing)) {
            *meaning = Some(entity.map_or(Meaning::Nothing, Meaning::Settled));
        }
    }

    /// Whether there are no forms.
    pub fn is_empty(&self) -> bool {
        self.meanings.is_empty()
    }

    /// Adds every form that begins at the start of `text`, exact case first.
    ///
    /// With `may_begin_sentence`, the first letter may be upper case where the form has lower case.
    pub fn at_start<'f>(&'f self, text: &str, may_begin_sentence: bool, found: &mut Vec<Hit<'f>>) {
        let Some(first) = text.chars().next() else { return };
        self.walk(text, first, found);
        if may_begin_sentence {
            let mut lower = first.to_lowercase();
            if let (Some(lower), None) = (lower.next(), lower.next()) {
                self.walk(text, lower, found);
            }
        }
    }

    fn walk<'f>(&'f self, text: &str, first: char, found: &mut Vec<Hit<'f>>) {
        let mut node = 0;
        for (at, c) in text.char_indices() {
            let read = if at == 0 { first } else { c };
            let Some(next) = self.children.get(&(node, read)) else { return };
            node = *next;
            if let Some(meaning) = &self.meanings[node as usize - 1] {
                let length = at + c.len_utf8();
                found.push(Hit { length, meaning, is_lowered: !text.starts_with(first) });
            }
        }
    }

    /// Index of a form in `meanings`; `None` for an empty form.
    fn node(&mut self, form: &str) -> Option<usize> {
        let mut node = 0u32;
        for c in fold(form).chars() {
            let next = self.meanings.len() as u32 + 1;
            let known = *self.children.entry((node, c)).or_insert(next);
            if known == next {
                self.meanings.push(None);
            }
            node = known;
        }
        (node as usize).checked_sub(1)
    }
}
