//! Forms that are looked for in texts, as a trie of characters: all of them in one pass.

use crate::names::fold::folded;
use crate::names::{EntityIx, FastMap};

/// What a form means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// These entities; more than one: nobody knows which.
    Entities(Vec<EntityIx>),
    /// Never a mention.
    Nothing,
}

/// A set of folded forms with their meanings.
#[derive(Clone, Debug, Default)]
pub struct Forms {
    children: FastMap<(u32, char), u32>,
    /// By node less one: the meaning of the form that ends there, and whether it was settled by hand.
    meanings: Vec<Option<(Meaning, bool)>>,
}

impl Forms {
    /// Adds a form of an entity; `None`: the form is never a mention. What was settled stays.
    pub fn add(&mut self, form: &str, entity: Option<EntityIx>) {
        let Some(node) = self.node(form) else { return };
        let meaning = &mut self.meanings[node];
        match (meaning, entity) {
            (Some((_, true)), _) => {}
            (Some((Meaning::Entities(known), _)), Some(entity)) => {
                if !known.contains(&entity) {
                    known.push(entity);
                }
            }
            (meaning, Some(entity)) => *meaning = Some((Meaning::Entities(vec![entity]), false)),
            (meaning, None) => *meaning = Some((Meaning::Nothing, false)),
        }
    }

    /// Settles what a form means, whatever else was added.
    pub fn settle(&mut self, form: &str, entity: Option<EntityIx>) {
        let Some(node) = self.node(form) else { return };
        let meaning = entity.map_or(Meaning::Nothing, |entity| Meaning::Entities(vec![entity]));
        self.meanings[node] = Some((meaning, true));
    }

    /// Whether it has no form.
    pub fn is_empty(&self) -> bool {
        self.meanings.is_empty()
    }

    /// Every form that begins at the start of `text`, the longest last: bytes of `text`, meaning.
    ///
    /// With `may_begin_sentence` the first letter may be upper case where the form's is lower case.
    pub fn at_start<'f>(
        &'f self,
        text: &str,
        may_begin_sentence: bool,
        found: &mut Vec<(usize, &'f Meaning)>,
    ) {
        found.clear();
        let Some(first) = text.chars().next() else { return };
        self.walk(text, first, found);
        if may_begin_sentence && first.is_uppercase() {
            let mut lower = first.to_lowercase();
            if let (Some(lower), None) = (lower.next(), lower.next()) {
                self.walk(text, lower, found);
                found.sort_by_key(|(bytes, _)| *bytes);
            }
        }
    }

    fn walk<'f>(&'f self, text: &str, first: char, found: &mut Vec<(usize, &'f Meaning)>) {
        let mut node = 0;
        for (at, c) in text.char_indices() {
            let c = if at == 0 { first } else { c };
            let Some(next) = self.children.get(&(node, c)) else { return };
            node = *next;
            if let Some((meaning, _)) = &self.meanings[node as usize - 1] {
                found.push((
                    at + c.len_utf8().max(text[at..].chars().next().map_or(0, char::len_utf8)),
                    meaning,
                ));
            }
        }
    }

    /// The place in `meanings` of a form; `None` for one without characters.
    fn node(&mut self, form: &str) -> Option<usize> {
        let mut node = 0u32;
        for c in folded(form).chars() {
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
