//! Merges two entities: moves the data of the first to the second; refuses to lose any silently.

use crate::base::{Path, Span, Spanned};
use crate::change::rename::Refusal;
use crate::change::rename::former::strings;
use crate::change::rename::plan::Planning;
use crate::change::rename::tables::{Meaning, tables, values};
use crate::data::edit::{Splice, apply, line_start};
use crate::data::{Node, Value};
use crate::names::Entity;
use crate::parse::Document;
use crate::parse::matter::EntityMatter;
use crate::source::Role;

/// Keys that are carried over, or that identify the entity.
const CARRIED: [&str; 7] =
    ["id", "name", "type", "aliases", "former_ids", "redirect_from", "same_as"];

impl Planning<'_> {
    /// Merges the entity `old` into `new`; refuses to lose data of `old` unless `is_dropped`.
    pub(crate) fn merge(&mut self, old: &str, new: &str, is_dropped: bool) -> Result<(), Refusal> {
        let (from, into) = (self.known(old)?, self.known(new)?);
        if from == into {
            return Err(Refusal(format!("`{old}` cannot be merged with itself")));
        }
        let names = &self.site.names;
        let (from, into) = (names.entity(from), names.entity(into));
        self.names_not(into, old)?;
        let lost = self.lost(from, into);
        if !lost.is_empty() && !is_dropped {
            let message = format!(
                "`{old}` has data that `{new}` does not, and it would be lost: {}; write it into {}, or discard it with --drop",
                lost.join(", "),
                into.path
            );
            return Err(Refusal(message));
        }
        self.renaming.remarks.extend(lost.into_iter().map(|lost| format!("discarded: {lost}")));
        self.carry(from, into)?;
        self.renaming.renamed.insert(old.into(), new.into());
        let urls = [from, into].map(|entity| self.site.names.by_id(&entity.id));
        if let [Some(from), Some(into)] = urls {
            let [from, into] =
                [from, into].map(|at| self.before.plan.entities[at.0 as usize].to_string());
            if !from.is_empty() && !into.is_empty() {
                self.renaming.urls.insert(from, into);
            }
        }
        self.mend();
        self.join(old, new);
        self.remove(from)?;
        self.sort();
        Ok(())
    }

    /// Refuses an entity that refers to the other: it would refer to itself.
    fn names_not(&self, into: &Entity, old: &str) -> Result<(), Refusal> {
        let document = &self.site.documents[into.document];
        let tables = tables(document);
        let named = tables.rows.get(into.row).is_some_and(|row| {
            values(document.file.role, row).iter().any(|(node, meaning)| {
                matches!(meaning, Meaning::Id | Meaning::Agent)
                    && node.value == Value::String(old.into())
            })
        });
        if named {
            return Err(Refusal(format!(
                "`{}` refers to `{old}` in {}, and would then refer to itself; remove that first",
                into.id, into.path
            )));
        }
        Ok(())
    }

    /// Data of one entity that the other lacks.
    fn lost(&self, from: &Entity, into: &Entity) -> Vec<String> {
        let mut lost = Vec::new();
        let documents = &self.site.documents;
        let row =
            |entity: &Entity| tables(&documents[entity.document]).rows.get(entity.row).cloned();
        let (own, other) = (row(from).unwrap_or_default(), row(into).unwrap_or_default());
        if from.kind != into.kind {
            lost.push(format!("its type `{}`", self.site.config.types[from.kind].id));
        }
        for entry in own.entries.iter().filter(|entry| !CARRIED.contains(&&*entry.key)) {
            let same =
                other.get(&entry.key).is_some_and(|node| node.value.is_same(&entry.node.value));
            if !same {
                lost.push(format!("`{}`", entry.key));
            }
        }
        let document = &documents[from.document];
        let (text, body) = (&document.file.text, document.body.span);
        let profile = text[body.range()].trim();
        let kept = &documents[into.document];
        if !profile.is_empty() && kept.file.text[kept.body.span.range()].trim() != profile {
            lost.push("its profile".into());
        }
        let written = match document.file.role {
            Role::Entity => Some(&text[..body.start as usize]),
            _ => region(document, from).map(|span| &text[span.range()]),
        };
        if written.is_some_and(|text| text.lines().any(|line| line.trim_start().starts_with('#'))) {
            lost.push("its comments".into());
        }
        for (tag, at) in &from.translations {
            lost.push(format!("its profile in `{tag}` ({})", documents[*at].file.path));
        }
        lost
    }

    /// Carries over names, former ids and addresses.
    fn carry(&mut self, from: &Entity, into: &Entity) -> Result<(), Refusal> {
        let of = |entity: &Entity| entity.matter(&self.site.documents).cloned().unwrap_or_default();
        let (own, other) = (of(from), of(into));
        let names = |matter: &EntityMatter| -> Vec<String> {
            let all = std::iter::once(&matter.head.title).chain(&matter.aliases);
            all.map(|name| name.value.trim().to_string()).collect()
        };
        let known = names(&other);
        let mut aliases = names(&own);
        aliases.retain(|name| !name.is_empty() && !known.contains(name));
        aliases.dedup();
        let mut ids: Vec<String> = own.former_ids.iter().map(|id| id.value.clone()).collect();
        ids.push(from.id.to_string());
        ids.retain(|id| **id != *into.id);
        let texts = |list: &[Spanned<String>]| -> Vec<String> {
            list.iter().map(|item| item.value.clone()).collect()
        };
        self.add_all(into, "aliases", &aliases)?;
        self.add_all(into, "former_ids", &ids)?;
        self.add_all(into, "redirect_from", &texts(&own.head.redirect_from))?;
        self.add_all(into, "same_as", &texts(&own.same_as))
    }

    fn add_all(&mut self, into: &Entity, key: &str, items: &[String]) -> Result<(), Refusal> {
        let rows = tables(&self.site.documents[into.document]).rows;
        let known = rows.get(into.row).map_or_else(Vec::new, |table| strings(table, key));
        let items = items.iter().map(String::as_str);
        let new = items.filter(|item| known.iter().all(|(known, _)| known != item));
        self.extend(into.document, into.row, key, &new.collect::<Vec<_>>())
    }

    /// Removes the duplicate from lists that have both ids, if that is a line without a comment.
    fn join(&mut self, old: &str, new: &str) {
        for document in &self.site.documents {
            let Some(splices) = self.renaming.patch.edits.get_mut(&document.file.path) else {
                continue;
            };
            let rows = tables(document).rows;
            let values = rows.iter().flat_map(|row| row.entries.iter().map(|it| &it.node.value));
            for items in values.flat_map(lists) {
                let has = |id: &str| items.iter().position(|item| item.value.as_str() == Some(id));
                let Some(at) = has(old).filter(|_| has(new).is_some()) else {
                    continue;
                };
                let span = items[at].span;
                let region = match (items.get(at + 1), at.checked_sub(1)) {
                    (Some(next), _) => Span { start: span.start, end: next.span.start },
                    (None, Some(before)) => Span { start: items[before].span.end, end: span.end },
                    (None, None) => continue,
                };
                let text = &document.file.text[region.range()];
                let is_simple = text.contains(',') && !text.contains(['#', '\n']);
                if let Some(splice) = splices.iter_mut().find(|splice| splice.span == span)
                    && is_simple
                {
                    *splice = Splice::new(region, "");
                }
            }
        }
    }

    /// Removes the entity's file or row, and its profiles.
    fn remove(&mut self, from: &Entity) -> Result<(), Refusal> {
        let documents = &self.site.documents;
        let own = &documents[from.document];
        if own.file.is_bundle {
            let inside = |path: &&Path| path.below(own.file.path.folder()).is_some();
            let is_text = |path: &Path| {
                path.stem().split('.').next() == Some("index") && path.extension() == "md"
            };
            if let Some(other) = self.before.tree.keys().filter(inside).find(|path| !is_text(path))
            {
                return Err(Refusal(format!("{other} would be lost; move it first")));
            }
        }
        let mut gone: Vec<usize> = from.translations.iter().map(|(_, at)| *at).collect();
        if own.file.role == Role::Entity {
            gone.push(from.document);
        } else {
            let path = own.file.path.clone();
            let region = region(own, from).ok_or_else(|| {
                Refusal(format!("`{}` cannot be removed from {path} safely; remove its table by hand, and write its id into `former_ids`", from.id))
            })?;
            self.edit(&path, [Splice::new(region, "")]);
            if let Some(splices) = self.renaming.patch.edits.get_mut(&path) {
                splices.retain(|Splice { span, .. }| {
                    *span == region || span.end <= region.start || span.start >= region.end
                });
            }
        }
        for at in gone {
            let file = &documents[at].file;
            self.renaming.patch.delete(&file.path, &file.text);
        }
        Ok(())
    }
}

/// Every list in a value, inner ones first.
fn lists(value: &Value) -> Vec<&[Node]> {
    let inner = value.children().flat_map(|node| lists(&node.value));
    inner.chain([value.items()]).filter(|items| !items.is_empty()).collect()
}

/// The lines of a row in a list of entities; `None` if uncertain.
fn region(document: &Document, entity: &Entity) -> Option<Span> {
    let text = &*document.file.text;
    let span = match document.file.role {
        Role::EntityJsonl => {
            let start = line_start(text, entity.span.start as usize);
            let end = entity.span.end as usize;
            Span::new(start, text[end..].find('\n').map_or(text.len(), |at| end + at + 1))
        }
        _ => {
            let mut headers = Vec::new();
            let mut at = 0;
            for line in text.split_inclusive('\n') {
                let plain: String =
                    line.split('#').next().unwrap_or_default().split_whitespace().collect();
                if plain == "[[entity]]" {
                    headers.push(at);
                }
                at += line.len();
            }
            let start = *headers.get(entity.row)?;
            // a comment right above the next header belongs to that
            let mut end = headers.get(entity.row + 1).copied().unwrap_or(text.len());
            while end < text.len() {
                let line = line_start(text, text[..end].trim_end_matches(['\n', '\r']).len());
                if line <= start || !text[line..end].trim_start().starts_with('#') {
                    break;
                }
                end = line;
            }
            Span::new(start, end)
        }
    };
    is_sure(document, entity.row, span).then_some(span)
}

/// Whether removing a span removes exactly one row.
fn is_sure(document: &Document, row: usize, span: Span) -> bool {
    let Some(text) = apply(&document.file.text, &[Splice::new(span, "")]) else { return false };
    let mut without = document.clone();
    without.file.text = text.into();
    let mut rows = tables(document).rows;
    if row >= rows.len() {
        return false;
    }
    rows.remove(row);
    let left = tables(&without).rows;
    left.len() == rows.len() && rows.iter().zip(&left).all(|(a, b)| a.is_same(b))
}
